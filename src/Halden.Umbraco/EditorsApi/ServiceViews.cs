using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Reviews;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Puts together what the editors' API shows of services: the draft, what is public, the register and the approval.</summary>
internal sealed class ServiceViews(
    HaldenStore store,
    ServiceDrafts drafts,
    PackageParts parts,
    Approvals approvals,
    IContentService contentService,
    AuditPeople people,
    IUserIdKeyResolver userIds,
    SelfServiceState publicState)
{
    /// <summary>Every service in short, by title in Norwegian order.</summary>
    public async Task<IReadOnlyList<ServiceSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var all = drafts.All();
        var (entries, packages, sources, hashes, approvedAt, refused) = await store.ReadAsync(
            async db => (
                await db.Register.AsNoTracking().Include(entry => entry.Department).ToDictionaryAsync(entry => entry.DocumentKey, cancellationToken),
                await LastPackagesAsync(db, cancellationToken),
                await db.CatalogueLinks.AsNoTracking().Select(link => new { link.DocumentKey, link.Source }).Distinct().ToListAsync(cancellationToken),
                parts.Hashes(db, all),
                await ServiceReviews.ApprovedAtAsync(db, null, cancellationToken),
                (await db.RefusedReleases.Select(release => release.DocumentKey).ToListAsync(cancellationToken)).ToHashSet()),
            cancellationToken);
        var sourceOf = sources.ToLookup(link => link.DocumentKey, link => link.Source);
        return
        [
            .. all.OrderBy(draft => draft.Title, NorwegianOrder.Comparer).ThenBy(draft => draft.Key).Select(draft =>
            {
                var entry = entries.GetValueOrDefault(draft.Key);
                var review = draft.PublishedCultures.Count == 0 ? null : ReviewDate.Of(entry, approvedAt.GetValueOrDefault(draft.Key), store.Today);
                return new ServiceSummary(
                    draft.Key,
                    draft.Title,
                    NameOf(ApprovalRules.StateOf(packages.GetValueOrDefault(draft.Key), hashes[draft.Key])),
                    entry?.Department is { } department ? new Reference(department.Key, department.Name) : null,
                    entry?.OwnerName,
                    entry is null ? null : CamelCase(entry.RecipientKind.ToString()),
                    entry?.Recipient,
                    [.. Cultures.All.Where(draft.Titles.ContainsKey)],
                    [.. Cultures.All.Where(draft.PublishedCultures.Contains)],
                    sourceOf[draft.Key].FirstOrDefault(),
                    draft.UpdatedAt,
                    review?.DueAt,
                    review?.IsDue == true,
                    review?.IsOverdue == true,
                    refused.Contains(draft.Key));
            }),
        ];
    }

    /// <summary>One service, whole; null where there is none.</summary>
    public async Task<ServiceView?> FindAsync(Guid key, IUser user, string language, CancellationToken cancellationToken)
    {
        if (contentService.GetById(key) is not { Trashed: false } content || !content.IsService())
        {
            return null;
        }

        var draft = ServiceDocument.Draft(content);
        var links = approvals.LinksOf(draft);
        var (entry, last, contributors, source, package, tasks, refused, approvedAt) = await store.ReadAsync(
            async db =>
            {
                var entry = await db.EntryAsync(key, cancellationToken);
                return (
                    entry,
                    await db.LastPackageAsync(key, cancellationToken),
                    await ContributorsAsync(db, content, cancellationToken),
                    await db.CatalogueLinks.Where(link => link.DocumentKey == key).Select(link => link.Source).FirstOrDefaultAsync(cancellationToken),
                    parts.Of(db, draft),
                    approvals.Tasks(db, draft, entry, links),
                    await db.RefusedReleases.AsNoTracking().FirstOrDefaultAsync(release => release.DocumentKey == key, cancellationToken),
                    (await ServiceReviews.ApprovedAtAsync(db, key, cancellationToken)).GetValueOrDefault(key));
            },
            cancellationToken);

        var state = ApprovalRules.StateOf(last, package.Hash);
        var mandate = MandateOf(user, state, entry, last, contributors);
        var internals = InternalTexts.Parse(entry?.InternalTexts ?? "{}");
        var published = ServiceDocument.Published(content);
        var departments = await DepartmentsAsync(entry, last);
        var review = content.Published ? ReviewDate.Of(entry, approvedAt, store.Today) : null;
        return new ServiceView(
            key,
            draft.Version(),
            TitleOf(draft),
            NameOf(state),
            source,
            draft.Texts.ToDictionary(text => text.Key, text => new DraftText(text.Value.Title, text.Value.Values, internals.GetValueOrDefault(text.Key) ?? [])),
            new ResponsibilityView(
                entry?.Version,
                entry?.DepartmentKey,
                entry?.Department?.Name,
                await NameOfAsync(entry?.Department?.DirectorKey, language),
                [.. entry.Departments().Skip(1).Select(department => department.Key)],
                entry?.OwnerName,
                entry?.OwnerEmail,
                CamelCase((entry?.RecipientKind ?? RecipientKind.Mailbox).ToString()),
                entry?.Recipient,
                entry?.FormId),
            new ApprovalView(
                NameOf(state),
                package.Hash,
                departments,
                await NameOfAsync(last?.SubmittedBy, language),
                last?.SubmittedAt,
                last?.PublishAt,
                await NameOfAsync(last?.DecidedBy, language),
                last?.DecidedAt,
                last?.Comment,
                mandate is { WhyNot: null },
                mandate?.AsDeputy == true,
                WhyNot(mandate, entry, language)),
            [.. Cultures.All.Where(published.Texts.ContainsKey)],
            published.Texts.ToDictionary(text => text.Key, text => new PublicText(text.Value.Title, text.Value.Values)),
            publicState.AddressesOf(key),
            [.. tasks.Select(task => new TaskView(task.Text.In(language), task.Blocks, task.Culture, task.Field))],
            new ReviewView(review?.DueAt, review?.IsDue == true, review?.IsOverdue == true, await NameOfAsync(entry?.ReviewedBy), entry?.ReviewedAt),
            approvals.PlannedFor(content) is { } planned ? new ScheduleView(planned) : null,
            refused is null ? null : new RefusedReleaseView(
                refused.PlannedFor,
                refused.RefusedAt,
                ApprovalTexts.Refusal(TitleOf(draft), refused.State, [.. departments.Select(department => (department.Name, department.Director))]).In(language)));
    }

    /// <summary>What the departments of a service have decided about its last package.</summary>
    public async Task<IReadOnlyList<DepartmentView>> DepartmentsAsync(RegisterEntry? entry, Package? last)
    {
        List<DepartmentView> views = [];
        foreach (var department in entry.Departments())
        {
            var approval = last?.Approvals.Find(approval => approval.DepartmentKey == department.Key);
            views.Add(new DepartmentView(
                department.Key, department.Name, await NameOfAsync(department.DirectorKey), await NameOfAsync(approval?.UserKey), approval?.At, approval?.AsDeputy == true));
        }

        return views;
    }

    /// <summary>What a user may decide about a package, or null where nothing waits.</summary>
    public Mandate? MandateOf(IUser user, ApprovalState state, RegisterEntry? entry, Package? last, IReadOnlySet<Guid> contributors) =>
        state == ApprovalState.Submitted && last is not null
            ? ApprovalRules.MandateOf(
                user.Key, entry.Departments(), store.Today, last.Approvals.Select(approval => approval.DepartmentKey).ToHashSet(), last.SubmittedBy, contributors)
            : null;

    /// <summary>Why a user may not decide, in words; null where the user may, or nothing waits.</summary>
    public static string? WhyNot(Mandate? mandate, RegisterEntry? entry, string language) => mandate?.WhyNot is { } status
        ? ApprovalTexts.WhyNot(status, string.Join(" / ", entry.Departments().Select(department => department.Name))).In(language)
        : null;

    /// <summary>Whether a user decides for a department of a service, as its director or deputy.</summary>
    public async Task<bool> DecidesForAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        (await store.ReadAsync(db => db.EntryAsync(key, cancellationToken), cancellationToken)).Departments().Any(department => department.DecidersOn(store.Today).Contains(user));

    /// <summary>Whether there is such a service, outside the recycle bin.</summary>
    public bool Exists(Guid key) => drafts.Find(key) is not null;

    /// <summary>The name of a user, or what stands in its stead where it is forgotten; null for nobody.</summary>
    public Task<string?> NameOfAsync(Guid? user, string language = Cultures.Bokmal) => people.NameOfAsync(user, language);

    /// <summary>The state as the API writes it.</summary>
    public static string NameOf(ApprovalState state) => CamelCase(state.ToString());

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static string TitleOf(ServiceDescription description) =>
        Cultures.All.Select(culture => description.Texts.GetValueOrDefault(culture)?.Title).FirstOrDefault(title => title is not null) ?? string.Empty;

    /// <summary>Those who changed any part of a service since it was last approved, by whatever tool.</summary>
    public async Task<IReadOnlySet<Guid>> ContributorsAsync(HaldenDbContext db, IContent content, CancellationToken cancellationToken)
    {
        var contributors = await db.Contributions.Where(contribution => contribution.DocumentKey == content.Key).Select(contribution => contribution.UserKey).ToListAsync(cancellationToken);

        // Where it was changed without anybody being told, all there is to go by is who Umbraco says wrote last.
        return contributors.DefaultIfEmpty(await userIds.GetAsync(content.WriterId)).ToHashSet();
    }

    // Without the content of the packages, which is large and not needed to tell a state.
    private static async Task<Dictionary<Guid, Package>> LastPackagesAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var packages = await db.Packages.AsNoTracking()
            .OrderBy(package => package.SubmittedAt)
            .Select(package => new Package
            {
                DocumentKey = package.DocumentKey,
                Hash = package.Hash,
                Decision = package.Decision,
                Content = string.Empty,
                PartHashes = string.Empty,
                Title = string.Empty,
                SubmittedBy = package.SubmittedBy,
                SubmittedAt = package.SubmittedAt,
                DepartmentKey = package.DepartmentKey,
            })
            .ToListAsync(cancellationToken);
        var last = new Dictionary<Guid, Package>();
        foreach (var package in packages)
        {
            last[package.DocumentKey] = package;
        }

        return last;
    }
}

internal sealed record Reference(Guid Key, string Name);

internal sealed record ServiceSummary(
    Guid Key,
    string Title,
    string State,
    Reference? Department,
    string? Owner,
    string? RecipientKind,
    string? Recipient,
    IReadOnlyList<string> Cultures,
    IReadOnlyList<string> PublishedCultures,
    string? Source,
    DateTimeOffset UpdatedAt,
    DateOnly? ReviewDueAt,
    bool IsReviewDue,
    bool IsReviewOverdue,
    bool HasRefusedRelease)
{
    /// <summary>Whether it is of a department: a key, <c>none</c> for those without, or empty for any.</summary>
    public bool IsOf(string? department) =>
        string.IsNullOrEmpty(department) || (department == "none" ? Department is null : Department?.Key.ToString() == department);
}

internal sealed record DraftText(string Title, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Internal);

internal sealed record PublicText(string Title, IReadOnlyDictionary<string, string> Fields);

internal sealed record ResponsibilityView(
    Guid? Version,
    Guid? DepartmentKey,
    string? DepartmentName,
    string? DirectorName,
    IReadOnlyList<Guid> FurtherDepartmentKeys,
    string? OwnerName,
    string? OwnerEmail,
    string RecipientKind,
    string? Recipient,
    Guid? FormId);

/// <summary>A department that must approve, and whether it has.</summary>
internal sealed record DepartmentView(Guid Key, string Name, string? Director, string? ApprovedBy, DateTimeOffset? ApprovedAt, bool AsDeputy);

internal sealed record TaskView(string Text, bool Blocks, string? Culture, string? Field);

internal sealed record ReviewView(DateOnly? DueAt, bool IsDue, bool IsOverdue, string? ReviewedBy, DateTimeOffset? ReviewedAt);

internal sealed record ScheduleView(DateTimeOffset PublishAt);

internal sealed record RefusedReleaseView(DateTimeOffset At, DateTimeOffset RefusedAt, string Reason);

internal sealed record ApprovalView(
    string State,
    string Hash,
    IReadOnlyList<DepartmentView> Departments,
    string? SubmittedBy,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? PublishAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Comment,
    bool MayApprove,
    bool AsDeputy,
    string? WhyNot);

internal sealed record ServiceView(
    Guid Key,
    string Version,
    string Title,
    string State,
    string? Source,
    IReadOnlyDictionary<string, DraftText> Texts,
    ResponsibilityView Register,
    ApprovalView Approval,
    IReadOnlyList<string> PublishedCultures,
    IReadOnlyDictionary<string, PublicText> PublishedTexts,
    IReadOnlyDictionary<string, string> Addresses,
    IReadOnlyList<TaskView> Tasks,
    ReviewView Review,
    ScheduleView? Schedule,
    RefusedReleaseView? RefusedRelease);
