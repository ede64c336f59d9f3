using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Notifications;

namespace Halden.Umbraco.SelfService;

/// <summary>Tells the read model what Umbraco says has changed, on this node or another.</summary>
internal sealed class ContentChangeHandler(SelfServiceReadModel readModel)
    : INotificationHandler<ContentCacheRefresherNotification>, INotificationHandler<ContentTypeCacheRefresherNotification>, INotificationHandler<ContentPublishedNotification>,
        INotificationHandler<MediaCacheRefresherNotification>
{
    public void Handle(ContentCacheRefresherNotification notification) =>
        readModel.Changed(DocumentChange.Of(notification.MessageObject, notification.MessageType));

    // Umbraco's caches may hear of a publishing before the approval does, and a service's form is that of the package which
    // has been published: this handler is registered after the approval's.
    public void Handle(ContentPublishedNotification notification)
    {
        foreach (var content in notification.PublishedEntities.Where(content => content.IsService()))
        {
            readModel.Changed(content.Key);
        }
    }

    // A property or a language variation taken from a type changes every document of it without naming one.
    public void Handle(ContentTypeCacheRefresherNotification notification) => readModel.Changed(changes: null);

    // A file that descriptions link to may have another address now, or none.
    public void Handle(MediaCacheRefresherNotification notification) => readModel.Changed(changes: []);
}
