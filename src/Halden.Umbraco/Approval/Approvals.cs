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

/// <summary>The one way to submit, decide and publish; every controller, verb and job comes here.</summary>
internal sealed class Approvals(HaldenStore store, ContentLane lane, IContentService contentService, IUserIdKeyResolver userIds)
{
    /// <summary>What is to be done before the service can be submitted; empty when nothing is.</summary>
    public static IReadOnlyList<Label> Missing(ServiceDescription description, RegisterEntry? entry)
    {
        var missing = new List<Label>();
        var bokmal = description.Texts.GetValueOrDefault(Cultures.Bokmal);
        if (bokmal is null)
        {
            missing.Add(ApprovalTexts.MissingTitle);
        }

        if (bokmal is null || (bokmal[ServiceFields.Lead].Length == 0 && bokmal["description"].Length == 0))
        {
            missing.Add(ApprovalTexts.MissingDescription);
        }

        if (entry?.Department is null)
        {
            missing.Add(ApprovalTexts.MissingDepartment);
        }
        else if (entry.Department.DirectorKey is null)
        {
            missing.Add(ApprovalTexts.MissingDirector);
        }

        if (string.IsNullOrWhiteSpace(entry?.OwnerName))
        {
            missing.Add(ApprovalTexts.MissingOwner);
        }

        if (string.IsNullOrWhiteSpace(entry?.Recipient))
        {
            missing.Add(ApprovalTexts.MissingRecipient);
        }

        return missing;
    }

    /// <summary>Sends the package as it is now to the department's director.</summary>
    public Task<ApprovalOutcome> SubmitAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync<ApprovalOutcome>(
            async stopping =>
            {
                if (Load(key) is not { } content)
                {
                    return ApprovalStatus.NotFound;
                }

                var description = ServiceDocument.Draft(content);
                return await store.WriteAsync<ApprovalOutcome>(
                    async db =>
                    {
                        var entry = await db.EntryAsync(key, stopping);
                        if (Missing(description, entry) is { Count: > 0 } missing)
                        {
                            return new ApprovalOutcome(ApprovalStatus.Incomplete, missing);
                        }

                        var package = PackageContent.Of(description, entry);
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
                        }).Entity;
                        db.Append(store.Now, AuditTrail.Submitted, user, key, package.Hash);
                        db.NotifySubmitted(submitted);
                        return ApprovalStatus.Success;
                    },
                    stopping);
            },
            cancellationToken);

    /// <summary>Approves the package that the director saw, then publishes it.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="user">Who approves.</param>
    /// <param name="seenHash">Hash of the package that was shown.</param>
    /// <param name="cancellationToken">Cancels the waiting; a decision that is written stands.</param>
    public Task<ApprovalOutcome> ApproveAsync(Guid key, Guid user, string seenHash, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping =>
            {
                var outcome = await DecideAsync(key, user, seenHash, Decision.Approved, null, stopping);
                return outcome.Status == ApprovalStatus.Success ? await PublishApprovedAsync(key, user) : outcome;
            },
            cancellationToken);

    /// <summary>Sends the package back with a comment.</summary>
    public async Task<ApprovalOutcome> RejectAsync(Guid key, Guid user, string seenHash, string? comment, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(comment)
            ? ApprovalStatus.CommentMissing
            : await lane.RunAsync(stopping => DecideAsync(key, user, seenHash, Decision.Rejected, comment.Trim(), stopping), cancellationToken);

    /// <summary>Publishes a package that is approved and unchanged, for instance after it was taken down.</summary>
    public Task<ApprovalOutcome> PublishAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync<ApprovalOutcome>(
            async stopping =>
            {
                if (Load(key) is not { } content)
                {
                    return ApprovalStatus.NotFound;
                }

                var state = await store.ReadAsync(
                    async db => ApprovalRules.StateOf(
                        await db.LastPackageAsync(key, stopping),
                        PackageContent.Of(ServiceDocument.Draft(content), await db.EntryAsync(key, stopping)).Hash),
                    stopping);
                return state == ApprovalState.Approved ? await PublishApprovedAsync(key, user) : ApprovalStatus.WrongState;
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

    private async Task<ApprovalOutcome> DecideAsync(Guid key, Guid user, string seenHash, Decision decision, string? comment, CancellationToken cancellationToken)
    {
        if (Load(key) is not { } content)
        {
            return ApprovalStatus.NotFound;
        }

        var description = ServiceDocument.Draft(content);
        var lastWriter = content.Edited ? await userIds.GetAsync(content.WriterId) : (Guid?)null;
        try
        {
            return await store.WriteAsync<ApprovalOutcome>(
                async db =>
                {
                    var entry = await db.EntryAsync(key, cancellationToken);
                    var last = await db.LastPackageAsync(key, cancellationToken);
                    var state = ApprovalRules.StateOf(last, PackageContent.Of(description, entry).Hash);
                    if (last is { Decision: Decision.Submitted } && (state == ApprovalState.Changed || last.Hash != seenHash))
                    {
                        return ApprovalStatus.ChangedMeanwhile;
                    }

                    if (state != ApprovalState.Submitted)
                    {
                        return ApprovalStatus.WrongState;
                    }

                    var contributions = await db.Contributions.Where(contribution => contribution.DocumentKey == key).ToListAsync(cancellationToken);
                    var contributors = contributions.Select(contribution => contribution.UserKey).ToHashSet();
                    if (lastWriter is { } writer)
                    {
                        contributors.Add(writer);
                    }

                    if (ApprovalRules.WhyNotDecide(user, entry?.Department?.DirectorKey, last!.SubmittedBy, contributors) is { } refusal)
                    {
                        return refusal;
                    }

                    last.Decision = decision;
                    last.DecidedBy = user;
                    last.DecidedAt = store.Now;
                    last.Comment = comment;
                    last.Version = Guid.NewGuid();
                    if (decision == Decision.Approved)
                    {
                        db.Contributions.RemoveRange(contributions);
                    }

                    db.Append(store.Now, decision == Decision.Approved ? AuditTrail.Approved : AuditTrail.Rejected, user, key, last.Hash, comment);
                    db.NotifyDecided(last);
                    return ApprovalStatus.Success;
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ApprovalStatus.ChangedMeanwhile;
        }
    }

    // Called on the lane only. No transaction of ours is open here.
    private async Task<ApprovalOutcome> PublishApprovedAsync(Guid key, Guid user)
    {
        if (Load(key) is not { } content)
        {
            return ApprovalStatus.NotFound;
        }

        var result = contentService.Publish(content, [.. content.AvailableCultures], await userIds.GetAsync(user));
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
    public static Task<RegisterEntry?> EntryAsync(this HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.Register.Include(entry => entry.Department).FirstOrDefaultAsync(entry => entry.DocumentKey == key, cancellationToken);

    public static Task<Package?> LastPackageAsync(this HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.Packages.Where(package => package.DocumentKey == key).OrderByDescending(package => package.SubmittedAt).FirstOrDefaultAsync(cancellationToken);
}
