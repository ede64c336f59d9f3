using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Approval;

/// <summary>
/// Stops every publishing of a service that is not exactly what its director approved. Umbraco raises this notification
/// in one place, for editors, branches, schedules and its API alike.
/// </summary>
/// <remarks>
/// It runs inside Umbraco's scope, so it is quick, and its handlers are synchronous as Umbraco's publishing is.
/// A fault in it stops the publishing too.
/// </remarks>
internal sealed class PublishGate(HaldenStore store, PackageParts parts, IContentService contentService, IUserService userService, ILogger<PublishGate> logger)
    : INotificationHandler<ContentPublishingNotification>
{
    /// <inheritdoc/>
    public void Handle(ContentPublishingNotification notification)
    {
        foreach (var content in notification.PublishedEntities.Where(content => content.IsService()))
        {
            // Taking one language down comes here too, as a publishing of the others as they are; that is always allowed.
            var cultures = content.PublishCultureInfos?.Values.Where(info => info.IsDirty()).Select(info => info.Culture).ToList();
            if (cultures is { Count: 0 })
            {
                continue;
            }

            var draft = ServiceDocument.Draft(content);
            var (last, hash) = store.Read(db => (
                db.Packages.AsNoTracking().Where(package => package.DocumentKey == content.Key).OrderByDescending(package => package.SubmittedAt).FirstOrDefault(),
                parts.Of(db, draft).Hash));
            var state = ApprovalRules.StateOf(last, hash);
            if (state == ApprovalState.Approved && GoesOutAsApproved(content, last!))
            {
                continue;
            }

            var departments = store.Read(db => db.Register.AsNoTracking().WithDepartments().FirstOrDefault(entry => entry.DocumentKey == content.Key)).Departments();
            var title = draft.Texts.GetValueOrDefault(Cultures.Bokmal)?.Title ?? content.Name ?? content.Key.ToString();
            var message = ApprovalTexts.Refusal(title, state, [.. departments.Select(department => (department.Name, NameOf(department.DirectorKey)))]).Nb;
            logger.LogInformation("Publishing of {Document} was stopped: {State}", content.Key, state);
            if (notification.State.TryGetValue(ContentWatch.PlannedKey, out var value) && value is IReadOnlySet<DateTimeOffset> planned
                && planned.Except(ContentWatch.Releases(contentService, content)).ToList() is { Count: > 0 } consumed)
            {
                Remember(content.Key, consumed.Max(), state);
            }

            notification.CancelOperation(new EventMessage(ApprovalTexts.GateTitle.Nb, message, EventMessageType.Error));
        }
    }

    // What was planned when the publishing began, and is not now, was this publishing: Umbraco clears a plan before it carries
    // it out (ContentService.PerformScheduledPublishingRelease), and tells nobody that it came to nothing.
    private void Remember(Guid document, DateTimeOffset plannedFor, ApprovalState state) => store.WriteAsync(async db =>
    {
        var refused = await db.RefusedReleases.FindAsync(document)
            ?? db.RefusedReleases.Add(new RefusedRelease { DocumentKey = document, PlannedFor = plannedFor, RefusedAt = store.Now, State = state }).Entity;
        (refused.PlannedFor, refused.RefusedAt, refused.State) = (plannedFor, store.Now, state);
        db.Append(store.Now, AuditTrail.ReleaseRefused, null, document);
        db.NotifyPlanStopped(document, plannedFor, store.Now);
        return true;
    }).GetAwaiter().GetResult();

    // The document carries the values that are about to be public, which need not be those of its draft.
    private static bool GoesOutAsApproved(IContent content, Package approved)
    {
        var hashes = JsonSerializer.Deserialize<Dictionary<string, string>>(approved.PartHashes) ?? [];
        return ServiceDocument.GoingOut(content).Texts.All(text =>
            hashes.GetValueOrDefault(PackageContent.TextPart(text.Key)) == text.Value.Hash());
    }

    private string? NameOf(Guid? user) => user is { } key ? userService.GetAsync(key).GetAwaiter().GetResult()?.Name : null;
}
