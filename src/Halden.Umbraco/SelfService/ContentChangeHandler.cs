using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Notifications;

namespace Halden.Umbraco.SelfService;

/// <summary>Tells the read model what Umbraco says has changed, on this node or another.</summary>
internal sealed class ContentChangeHandler(SelfServiceReadModel readModel)
    : INotificationHandler<ContentCacheRefresherNotification>, INotificationHandler<ContentTypeCacheRefresherNotification>
{
    public void Handle(ContentCacheRefresherNotification notification) =>
        readModel.Changed(DocumentChange.Of(notification.MessageObject, notification.MessageType));

    // A property or a language variation taken from a type changes every document of it without naming one.
    public void Handle(ContentTypeCacheRefresherNotification notification) => readModel.Changed(changes: null);
}
