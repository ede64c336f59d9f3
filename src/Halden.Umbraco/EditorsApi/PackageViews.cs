using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.Comments;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Puts together what a director reads before deciding: the queue, and a package beside what is public and what was rejected.</summary>
internal sealed class PackageViews(HaldenStore store, PackageParts parts, ServiceViews services, ReviewComments comments, IContentService contentService)
{
    /// <summary>What waits for the user's decision, oldest first: services of the departments that the user decides for.</summary>
    public async Task<IReadOnlyList<QueueItem>> QueueAsync(IUser user, string language, CancellationToken cancellationToken)
    {
        var waiting = await store.ReadAsync(
            async db =>
            {
                var departments = await db.Departments.AsNoTracking().Include(department => department.Deputies).ToListAsync(cancellationToken);
                var own = departments.Where(department => department.DecidersOn(store.Today).Contains(user.Key)).Select(department => department.Key).ToList();
                return await db.Packages.AsNoTracking().Where(package => package.Decision == Decision.Submitted)
                    .Where(package => db.Register.Any(entry => entry.DocumentKey == package.DocumentKey
                        && (own.Contains(entry.DepartmentKey!.Value) || entry.FurtherDepartments.Any(further => own.Contains(further.DepartmentKey)))))
                    .OrderBy(package => package.SubmittedAt)
                    .Select(package => package.DocumentKey)
                    .ToListAsync(cancellationToken);
            },
            cancellationToken);

        var items = new List<QueueItem>();
        foreach (var key in waiting.Distinct())
        {
            // One that has changed since it was submitted waits for the editor, not for the director.
            if (await ReadAsync(key, user, cancellationToken) is { State: ApprovalState.Submitted } read && read.Mandate?.WhyNot != ApprovalStatus.AlreadyApproved)
            {
                items.Add(new QueueItem(
                    key,
                    read.Last.Title,
                    [.. read.Entry.Departments().Select(department => new Reference(department.Key, department.Name))],
                    await services.NameOfAsync(read.Last.SubmittedBy),
                    read.Last.SubmittedAt,
                    read.Last.Hash,
                    read.Mandate is { WhyNot: null },
                    ServiceViews.WhyNot(read.Mandate, read.Entry, language),
                    read.Mandate?.AsDeputy == true,
                    read.Public is null,
                    read.Changes.Count,
                    [.. Cultures.All.Where(read.Content.Texts.ContainsKey)],
                    read.Last.PublishAt,
                    read.Rejected is not null,
                    (await comments.OfAsync(key, cancellationToken)).Count(comment => comment is { AnswerTo: null, ResolvedAt: null })));
            }
        }

        return items;
    }

    /// <summary>The package of a service that was submitted last; null where none ever was.</summary>
    public async Task<PackageView?> FindAsync(Guid key, IUser user, string language, CancellationToken cancellationToken) =>
        await ReadAsync(key, user, cancellationToken) is not { } read ? null : new PackageView(
            key,
            read.Last.Title,
            read.Last.Hash,
            ServiceViews.NameOf(read.State),
            await services.DepartmentsAsync(read.Entry, read.Last),
            await services.NameOfAsync(read.Last.SubmittedBy),
            read.Last.SubmittedAt,
            read.Last.PublishAt,
            read.Mandate is { WhyNot: null },
            ServiceViews.WhyNot(read.Mandate, read.Entry, language),
            read.Mandate?.AsDeputy == true,
            TextsOf(read.Content),
            read.Public is { } shown ? TextsOf(shown) : new Dictionary<string, PublicText>(),
            [.. read.Changes.Select(change => ChangeView.Of(change, language))],
            read.Rejected is not { } rejected ? null : new RejectionView(
                rejected.DecidedAt, await services.NameOfAsync(rejected.DecidedBy), rejected.Comment, [.. read.ChangesSinceRejected.Select(change => ChangeView.Of(change, language))]),
            await CommentsAsync(key, cancellationToken));

    /// <summary>The comments on a service, each with its answers, oldest first.</summary>
    public async Task<IReadOnlyList<CommentView>> CommentsAsync(Guid key, CancellationToken cancellationToken)
    {
        var all = await comments.OfAsync(key, cancellationToken);
        var views = new List<CommentView>();
        foreach (var comment in all.Where(comment => comment.AnswerTo is null))
        {
            var answers = new List<AnswerView>();
            foreach (var answer in all.Where(answer => answer.AnswerTo == comment.Id))
            {
                answers.Add(new AnswerView(answer.Id, answer.Text, await services.NameOfAsync(answer.WrittenBy), answer.WrittenAt));
            }

            views.Add(new CommentView(
                comment.Id,
                comment.Culture,
                comment.Target,
                comment.Text,
                await services.NameOfAsync(comment.WrittenBy),
                comment.WrittenAt,
                await services.NameOfAsync(comment.ResolvedBy),
                comment.ResolvedAt,
                answers));
        }

        return views;
    }

    private async Task<Read?> ReadAsync(Guid key, IUser user, CancellationToken cancellationToken)
    {
        if (contentService.GetById(key) is not { Trashed: false } document || !document.IsService())
        {
            return null;
        }

        var draft = ServiceDocument.Draft(document);
        return await store.ReadAsync(
            async db =>
            {
                if (await db.LastPackageAsync(key, cancellationToken) is not { } last)
                {
                    return null;
                }

                var entry = await db.EntryAsync(key, cancellationToken);
                var state = ApprovalRules.StateOf(last, parts.Of(db, draft).Hash);
                var content = PackageContent.Parse(last.Content);
                var shown = document.Published ? await PublicAsync(db, key, cancellationToken) : null;
                var rejected = await RejectedBeforeAsync(db, last, cancellationToken);
                return new Read(
                    last,
                    entry,
                    state,
                    services.MandateOf(user, state, entry, last, await services.ContributorsAsync(db, document, cancellationToken)),
                    content,
                    shown,
                    parts.Compare(db, shown, content),
                    rejected,
                    rejected is null ? [] : parts.Compare(db, PackageContent.Parse(rejected.Content), content));
            },
            cancellationToken);
    }

    // What is public now is what was approved and published last.
    private static async Task<PackageContent?> PublicAsync(HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        await db.Packages.AsNoTracking().Where(package => package.DocumentKey == key && package.Decision == Decision.Approved && package.PublishedAt != null)
            .OrderByDescending(package => package.DecidedAt).Select(package => package.Content).FirstOrDefaultAsync(cancellationToken) is { } content
            ? PackageContent.Parse(content)
            : null;

    private static async Task<Package?> RejectedBeforeAsync(HaldenDbContext db, Package last, CancellationToken cancellationToken) =>
        await db.Packages.AsNoTracking()
            .Where(package => package.DocumentKey == last.DocumentKey && package.SubmittedAt < last.SubmittedAt && package.Decision != Decision.Submitted)
            .OrderByDescending(package => package.SubmittedAt).FirstOrDefaultAsync(cancellationToken) is { Decision: Decision.Rejected } rejected
            ? rejected
            : null;

    private static Dictionary<string, PublicText> TextsOf(PackageContent content) =>
        content.Texts.ToDictionary(text => text.Key, text => new PublicText(text.Value.Title, text.Value.Values));

    private sealed record Read(
        Package Last,
        RegisterEntry? Entry,
        ApprovalState State,
        Mandate? Mandate,
        PackageContent Content,
        PackageContent? Public,
        IReadOnlyList<PackageChange> Changes,
        Package? Rejected,
        IReadOnlyList<PackageChange> ChangesSinceRejected);
}

internal sealed record QueueItem(
    Guid Key,
    string Title,
    IReadOnlyList<Reference> Departments,
    string? SubmittedBy,
    DateTimeOffset SubmittedAt,
    string Hash,
    bool MayApprove,
    string? WhyNot,
    bool AsDeputy,
    bool IsNew,
    int ChangedFields,
    IReadOnlyList<string> Cultures,
    DateTimeOffset? PublishAt,
    bool IsResubmitted,
    int OpenComments);

internal sealed record PackageView(
    Guid Key,
    string Title,
    string Hash,
    string State,
    IReadOnlyList<DepartmentView> Departments,
    string? SubmittedBy,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? PublishAt,
    bool MayApprove,
    string? WhyNot,
    bool AsDeputy,
    IReadOnlyDictionary<string, PublicText> Texts,
    IReadOnlyDictionary<string, PublicText> PublishedTexts,
    IReadOnlyList<ChangeView> Changes,
    RejectionView? SinceRejected,
    IReadOnlyList<CommentView> Comments);

/// <summary>One thing that differs; <see cref="Marked"/> is both texts in one, word by word, HTML that is safe to show.</summary>
internal sealed record ChangeView(
    string Part, string? Culture, string? Section, string Alias, string Kind, string Label, string Mark, string Before, string After, string? Marked)
{
    public static ChangeView Of(PackageChange change, string language) => new(
        change.Part,
        change.Culture,
        change.Section is { } known ? ServiceSections.All.Single(section => section.Section == known).Alias : null,
        change.Alias,
        change.Kind.Name,
        change.Label.In(language),
        change.Before.Length == 0 ? "new" : change.After.Length == 0 ? "removed" : "changed",
        change.Before,
        change.After,
        change.Before.Length == 0 || change.After.Length == 0 ? null : MarkedText.Of(change.Kind, change.Before, change.After, language));
}

internal sealed record RejectionView(DateTimeOffset? At, string? By, string? Comment, IReadOnlyList<ChangeView> Changes);

internal sealed record CommentView(
    Guid Id, string? Culture, string Target, string Text, string? By, DateTimeOffset At, string? ResolvedBy, DateTimeOffset? ResolvedAt, IReadOnlyList<AnswerView> Answers);

internal sealed record AnswerView(Guid Id, string Text, string? By, DateTimeOffset At);
