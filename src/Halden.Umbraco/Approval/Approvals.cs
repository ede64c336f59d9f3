using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Approval;

/// <summary>The one way to submit, decide, plan and publish; every controller, verb and job comes here.</summary>
internal sealed class Approvals(
    HaldenStore store,
    ContentLane lane,
    PackageParts parts,
    LinkTargetOf linkTargetOf,
    IContentService contentService,
    IUserIdKeyResolver userIds)
{
    private static readonly TimeSpan FurthestPlan = TimeSpan.FromDays(731);

    /// <summary>Where the links of a description lead. Umbraco is asked, so ask before our database is held.</summary>
    public LinkTargetOf LinksOf(ServiceDescription description)
    {
        var targets = SubmissionTasks.Hrefs(description).Distinct().ToDictionary(href => href, href => linkTargetOf(href));
        return href => targets[href];
    }

    /// <summary>What remains to be done about a service; what blocks its submission first.</summary>
    public IReadOnlyList<RemainingTask> Tasks(HaldenDbContext db, ServiceDescription description, RegisterEntry? entry, LinkTargetOf links)
    {
        var openComments = db.Comments.Count(comment => comment.DocumentKey == description.Key && comment.AnswerTo == null && comment.ResolvedAt == null);
        return [.. SubmissionTasks.Of(description, entry, store.Today, links, openComments).Concat(parts.Tasks(db, description)).OrderByDescending(task => task.Blocks)];
    }

    /// <summary>Sends the package as it is now to the directors, to be public as soon as they have approved.</summary>
    public Task<ApprovalOutcome> SubmitAsync(Guid key, Guid user, CancellationToken cancellationToken) => SubmitAsync(key, user, null, cancellationToken);

    /// <summary>Sends the package as it is now to the directors of the departments that the service spans.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="user">Who submits.</param>
    /// <param name="publishAt">When it is to be public once approved; null for at once.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public Task<ApprovalOutcome> SubmitAsync(Guid key, Guid user, DateTimeOffset? publishAt, CancellationToken cancellationToken) =>
        lane.RunAsync<ApprovalOutcome>(
            async stopping =>
            {
                if (Load(key) is not { } content)
                {
                    return ApprovalStatus.NotFound;
                }

                if (publishAt is { } at && !IsPlannable(at))
                {
                    return ApprovalStatus.InvalidTime;
                }

                var description = ServiceDocument.Draft(content);
                var links = LinksOf(description);
                return await store.WriteAsync<ApprovalOutcome>(
                    async db =>
                    {
                        var entry = await db.EntryAsync(key, stopping);
                        if (Tasks(db, description, entry, links).Where(task => task.Blocks).Select(task => task.Text).ToList() is { Count: > 0 } missing)
                        {
                            return new ApprovalOutcome(ApprovalStatus.Incomplete, missing);
                        }

                        var package = parts.Of(db, description);
                        if (!ApprovalRules.MaySubmit(ApprovalRules.StateOf(await db.LastPackageAsync(key, stopping), package.Hash)))
                        {
                            return ApprovalStatus.WrongState;
                        }

                        var submitted = db.Packages.Add(new Package
                        {
                            DocumentKey = key,
                            Hash = package.Hash,
                            Content = package.ToJson(),
                            PartHashes = JsonSerializer.Serialize(package.PartHashes),
                            Title = description.Texts[Cultures.Bokmal].Title,
                            SubmittedBy = user,
                            SubmittedAt = store.Now,
                            DepartmentKey = entry!.DepartmentKey!.Value,
                            PublishAt = publishAt,
                        }).Entity;
                        db.Append(store.Now, AuditTrail.Submitted, user, key, package.Hash);
                        db.NotifySubmitted(submitted);
                        return ApprovalStatus.Success;
                    },
                    stopping);
            },
            cancellationToken);

    /// <summary>Approves the package that was shown, for every department that the user decides for; with the last department's approval it is published, or planned.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="user">Who approves.</param>
    /// <param name="seenHash">Hash of the package that was shown.</param>
    /// <param name="cancellationToken">Cancels the waiting; a decision that is written stands.</param>
    public Task<ApprovalOutcome> ApproveAsync(Guid key, Guid user, string seenHash, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping =>
            {
                var (outcome, approved) = await DecideAsync(key, user, seenHash, null, stopping);
                return approved is null ? outcome
                    : approved.PublishAt > store.Now ? Plan(key, approved.PublishAt.Value)
                    : await PublishApprovedAsync(key, user);
            },
            cancellationToken);

    /// <summary>Sends the package back with a comment.</summary>
    public async Task<ApprovalOutcome> RejectAsync(Guid key, Guid user, string seenHash, string? comment, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(comment)
            ? ApprovalStatus.CommentMissing
            : (await lane.RunAsync(stopping => DecideAsync(key, user, seenHash, comment.Trim(), stopping), cancellationToken)).Outcome;

    /// <summary>Publishes a package that is approved and unchanged, for instance after it was taken down.</summary>
    public Task<ApprovalOutcome> PublishAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping => await WhyNotPublishAsync(key, stopping) ?? await PublishApprovedAsync(key, user),
            cancellationToken);

    /// <summary>Plans the publishing of a package that is approved and unchanged, in Umbraco's own schedule; an earlier plan is replaced.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="publishAt">When; null takes the plan away.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public Task<ApprovalOutcome> ScheduleAsync(Guid key, DateTimeOffset? publishAt, CancellationToken cancellationToken) =>
        lane.RunAsync<ApprovalOutcome>(
            async stopping =>
            {
                if (publishAt is not { } at)
                {
                    return Load(key) is null ? ApprovalStatus.NotFound : Plan(key, null);
                }

                if (!IsPlannable(at))
                {
                    return ApprovalStatus.InvalidTime;
                }

                if (await WhyNotPublishAsync(key, stopping) is { } whyNot)
                {
                    return whyNot;
                }

                await DismissRefusedReleaseAsync(key, stopping);
                return Plan(key, at);
            },
            cancellationToken);

    /// <summary>When a service is planned to be published; null where it is not.</summary>
    public DateTimeOffset? PlannedFor(IContent content) => ContentWatch.Releases(contentService, content).Select(at => (DateTimeOffset?)at).Min();

    /// <summary>Says that somebody has seen that a planned publishing was stopped.</summary>
    public Task DismissRefusedReleaseAsync(Guid key, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            db.RefusedReleases.RemoveRange(await db.RefusedReleases.Where(refused => refused.DocumentKey == key).ToListAsync(cancellationToken));
            return true;
        },
        cancellationToken);

    /// <summary>Takes the service down in every language. Always allowed.</summary>
    public Task<ApprovalOutcome> UnpublishAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync<ApprovalOutcome>(
            async _ =>
            {
                if (Load(key) is not { } content)
                {
                    return ApprovalStatus.NotFound;
                }

                if (!content.Published)
                {
                    return ApprovalStatus.WrongState;
                }

                var result = contentService.Unpublish(content, "*", await userIds.GetAsync(user));
                return result.Success ? ApprovalStatus.Success : new ApprovalOutcome(ApprovalStatus.NotPublished, MessagesOf(result));
            },
            cancellationToken);

    // The package where this decision approved it whole; a null comment approves, any other rejects.
    private async Task<(ApprovalOutcome Outcome, Package? Approved)> DecideAsync(Guid key, Guid user, string seenHash, string? comment, CancellationToken cancellationToken)
    {
        if (Load(key) is not { } content)
        {
            return (ApprovalStatus.NotFound, null);
        }

        var description = ServiceDocument.Draft(content);
        var writer = await userIds.GetAsync(content.WriterId);
        try
        {
            return await store.WriteAsync<(ApprovalOutcome, Package?)>(
                async db =>
                {
                    var last = await db.LastPackageAsync(key, cancellationToken);
                    var state = ApprovalRules.StateOf(last, parts.Of(db, description).Hash);
                    if (last is { Decision: Decision.Submitted } && (state == ApprovalState.Changed || last.Hash != seenHash))
                    {
                        return (ApprovalStatus.ChangedMeanwhile, null);
                    }

                    if (state != ApprovalState.Submitted)
                    {
                        return (ApprovalStatus.WrongState, null);
                    }

                    var departments = (await db.EntryAsync(key, cancellationToken)).Departments();
                    var approved = last!.Approvals.Select(approval => approval.DepartmentKey).ToHashSet();
                    // Where it was changed without anybody being told, all there is to go by is who Umbraco says wrote last.
                    var contributions = await db.Contributions.Where(contribution => contribution.DocumentKey == key).ToListAsync(cancellationToken);
                    var contributors = contributions.Select(contribution => contribution.UserKey).DefaultIfEmpty(writer);
                    var mandate = ApprovalRules.MandateOf(user, departments, store.Today, approved, last.SubmittedBy, contributors);
                    if (mandate.WhyNot is { } refusal)
                    {
                        return (refusal, null);
                    }

                    last.Version = Guid.NewGuid();
                    if (comment is not null)
                    {
                        Decide(last, Decision.Rejected, user, comment);
                        db.Append(store.Now, AuditTrail.Rejected, user, key, last.Hash, comment);
                        db.NotifyDecided(last);
                        return (ApprovalStatus.Success, null);
                    }

                    last.Approvals.AddRange(mandate.For.Select(department => new PackageApproval
                    {
                        PackageId = last.Id,
                        DepartmentKey = department.DepartmentKey,
                        UserKey = user,
                        At = store.Now,
                        AsDeputy = department.AsDeputy,
                    }));
                    if (departments.Any(department => last.Approvals.TrueForAll(approval => approval.DepartmentKey != department.Key)))
                    {
                        db.Append(store.Now, AuditTrail.ApprovedForDepartment, user, key, last.Hash);
                        return (ApprovalStatus.Success, null);
                    }

                    Decide(last, Decision.Approved, user, null);
                    db.Contributions.RemoveRange(contributions);
                    db.Append(store.Now, AuditTrail.Approved, user, key, last.Hash);
                    db.NotifyDecided(last);
                    return (ApprovalStatus.Success, last);
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (ApprovalStatus.ChangedMeanwhile, null);
        }
    }

    private void Decide(Package package, Decision decision, Guid user, string? comment)
    {
        package.Decision = decision;
        package.DecidedBy = user;
        package.DecidedAt = store.Now;
        package.Comment = comment;
    }

    private bool IsPlannable(DateTimeOffset at) => at > store.Now && at < store.Now + FurthestPlan;

    private async Task<ApprovalOutcome?> WhyNotPublishAsync(Guid key, CancellationToken cancellationToken)
    {
        if (Load(key) is not { } content)
        {
            return ApprovalStatus.NotFound;
        }

        var description = ServiceDocument.Draft(content);
        var state = await store.ReadAsync(
            async db => ApprovalRules.StateOf(await db.LastPackageAsync(key, cancellationToken), parts.Of(db, description).Hash), cancellationToken);
        return state == ApprovalState.Approved ? null : ApprovalStatus.WrongState;
    }

    // Called on the lane only. No transaction of ours is open here.
    private ApprovalOutcome Plan(Guid key, DateTimeOffset? publishAt)
    {
        var content = Load(key)!;
        var schedule = contentService.GetContentScheduleByContentId(content.Id);
        foreach (var earlier in schedule.FullSchedule.Where(planned => planned.Action == ContentScheduleAction.Release).ToList())
        {
            schedule.Remove(earlier);
        }

        foreach (var culture in publishAt is null ? [] : content.AvailableCultures)
        {
            schedule.Add(culture, publishAt!.Value.UtcDateTime, null);
        }

        contentService.PersistContentSchedule(content, schedule);
        return ApprovalStatus.Success;
    }

    // Called on the lane only. No transaction of ours is open here.
    private async Task<ApprovalOutcome> PublishApprovedAsync(Guid key, Guid user)
    {
        if (Load(key) is not { } content)
        {
            return ApprovalStatus.NotFound;
        }

        var userId = await userIds.GetAsync(user);

        // What is public is the approved package and nothing beside it. Umbraco cannot take down a single language that the
        // draft has lost (GetCulturesUnpublishing goes through the draft's), so all are taken down and the approved ones put out.
        if (content.PublishedCultures.Except(content.AvailableCultures, StringComparer.OrdinalIgnoreCase).Any())
        {
            var taken = contentService.Unpublish(content, "*", userId);
            if (!taken.Success)
            {
                return new ApprovalOutcome(ApprovalStatus.NotPublished, MessagesOf(taken));
            }

            content = Load(key)!;
        }

        var result = contentService.Publish(content, [.. content.AvailableCultures], userId);
        return result.Success ? ApprovalStatus.Success : new ApprovalOutcome(ApprovalStatus.NotPublished, MessagesOf(result));
    }

    private IContent? Load(Guid key) =>
        contentService.GetById(key) is { Trashed: false } content && content.IsService() ? content : null;

    private static List<Label> MessagesOf(PublishResult result)
    {
        var messages = result.EventMessages?.GetAll().Select(message => new Label(message.Message, message.Message, message.Message)).ToList() ?? [];
        if (messages.Count == 0)
        {
            messages.Add(result.Result switch
            {
                PublishResultType.FailedPublishPathNotPublished => new(
                    "Noden «Selvbetjening» er ikke publisert.", "Noden «Selvbetjening» er ikkje publisert.", "The node “Selvbetjening” is not published."),
                _ => new($"Umbraco svarte {result.Result}.", $"Umbraco svarte {result.Result}.", $"Umbraco answered {result.Result}."),
            });
        }

        return messages;
    }
}

/// <summary>The queries that more than one part of the approval asks.</summary>
internal static class ApprovalQueries
{
    /// <summary>The package that was submitted last, with the approvals given so far.</summary>
    public static Task<Package?> LastPackageAsync(this HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.Packages.Include(package => package.Approvals).Where(package => package.DocumentKey == key).OrderByDescending(package => package.SubmittedAt).FirstOrDefaultAsync(cancellationToken);
}
