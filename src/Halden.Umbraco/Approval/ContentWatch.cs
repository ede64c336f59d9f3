using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Approval;

/// <summary>Notes what happens to services by whatever path: who changed them, and when they became public or ceased to be.</summary>
internal sealed class ContentWatch(HaldenStore store, IContentService contentService, IUserIdKeyResolver userIds) :
    INotificationHandler<ContentSavingNotification>,
    INotificationHandler<ContentSavedNotification>,
    INotificationHandler<ContentCopiedNotification>,
    INotificationHandler<ContentPublishedNotification>,
    INotificationHandler<ContentUnpublishedNotification>
{
    /// <summary>In the notifications' state: the releases that were planned when the act began (<see cref="Releases"/>).</summary>
    public const string PlannedKey = "Halden.Planned";

    private const string ChangedKey = "Halden.Changed";

    /// <inheritdoc/>
    /// <remarks>
    /// Umbraco raises it for a planned publishing too, before it clears the plan, and hands the state on to the notification
    /// that the gate gets (ContentService.PerformScheduledPublishingRelease, CommitDocumentChangesInternal).
    /// </remarks>
    public void Handle(ContentSavingNotification notification)
    {
        notification.State[ChangedKey] = notification.SavedEntities.Where(content => content.IsService() && IsChanged(content)).Select(content => content.Key).ToHashSet();
        if (notification.SavedEntities.ToList() is [{ HasIdentity: true } only] && only.IsService() && !IsChanged(only))
        {
            notification.State[PlannedKey] = Releases(contentService, only);
        }
    }

    /// <inheritdoc/>
    public void Handle(ContentSavedNotification notification)
    {
        if (notification.State.TryGetValue(ChangedKey, out var value) && value is HashSet<Guid> { Count: > 0 } changed)
        {
            Contribute(notification.SavedEntities.Where(content => changed.Contains(content.Key)));
        }
    }

    /// <inheritdoc/>
    public void Handle(ContentCopiedNotification notification) => Contribute([notification.Copy]);

    /// <inheritdoc/>
    public void Handle(ContentPublishedNotification notification)
    {
        foreach (var content in notification.PublishedEntities.Where(content => content.IsService()))
        {
            var user = UserOf(content.PublisherId ?? content.WriterId);
            Write(async db =>
            {
                var last = await db.Packages.Where(package => package.DocumentKey == content.Key && package.Decision == Decision.Approved)
                    .OrderByDescending(package => package.DecidedAt).FirstOrDefaultAsync();
                if (last is { PublishedAt: null })
                {
                    last.PublishedAt = store.Now;
                }

                db.RefusedReleases.RemoveRange(await db.RefusedReleases.Where(refused => refused.DocumentKey == content.Key).ToListAsync());
                db.Append(store.Now, AuditTrail.Published, user, content.Key, last?.Hash);
            });
        }
    }

    /// <inheritdoc/>
    public void Handle(ContentUnpublishedNotification notification)
    {
        foreach (var content in notification.UnpublishedEntities.Where(content => content.IsService()))
        {
            var user = UserOf(content.WriterId);
            Write(db =>
            {
                db.Append(store.Now, AuditTrail.Unpublished, user, content.Key);
                return Task.CompletedTask;
            });
        }
    }

    private void Contribute(IEnumerable<IContent> contents)
    {
        foreach (var content in contents.Where(content => content.IsService()))
        {
            var user = UserOf(content.WriterId);
            Write(async db =>
            {
                await db.ContributeAsync(content.Key, user, store.Now);
                await db.NotifyChangedAsync(content.Key, user, store.Now);
            });
        }
    }

    /// <summary>The releases that are planned for a document now, as UTC.</summary>
    public static IReadOnlySet<DateTimeOffset> Releases(IContentService contentService, IContent content) => contentService.GetContentScheduleByContentId(content.Id).FullSchedule
        .Where(planned => planned.Action == ContentScheduleAction.Release)
        .Select(planned => new DateTimeOffset(DateTime.SpecifyKind(planned.Date, DateTimeKind.Utc)))
        .ToHashSet();

    private static bool IsChanged(IContent content) =>
        !content.HasIdentity
        || content.Properties.Any(property => property.IsDirty())
        || content.CultureInfos?.Values.Any(info => info.IsDirty()) == true;

    private Guid UserOf(int id) => userIds.GetAsync(id).GetAwaiter().GetResult();

    private void Write(Func<HaldenDbContext, Task> work) => store.WriteAsync(async db =>
    {
        await work(db);
        return true;
    }).GetAwaiter().GetResult();
}
