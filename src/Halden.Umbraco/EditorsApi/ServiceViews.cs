using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Puts together what the editors' API shows of services: the draft, what is public, the register and the approval.</summary>
internal sealed class ServiceViews(
    HaldenStore store,
    ServiceDrafts drafts,
    IContentService contentService,
    AuditPeople people,
    IUserIdKeyResolver userIds,
    SelfServiceState publicState)
{
    /// <summary>Every service in short, by title in Norwegian order.</summary>
    public async Task<IReadOnlyList<ServiceSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var all = drafts.All();
        var (entries, packages, sources) = await store.ReadAsync(
            async db => (
                await db.Register.AsNoTracking().Include(entry => entry.Department).ToDictionaryAsync(entry => entry.DocumentKey, cancellationToken),
                await LastPackagesAsync(db, cancellationToken),
                await db.CatalogueLinks.AsNoTracking().Select(link => new { link.DocumentKey, link.Source }).Distinct().ToListAsync(cancellationToken)),
            cancellationToken);
        var sourceOf = sources.ToLookup(link => link.DocumentKey, link => link.Source);
        return
        [
            .. all.OrderBy(draft => draft.Title, NorwegianOrder.Comparer).ThenBy(draft => draft.Key).Select(draft =>
            {
                var entry = entries.GetValueOrDefault(draft.Key);
                return new ServiceSummary(
                    draft.Key,
                    draft.Title,
                    NameOf(ApprovalRules.StateOf(packages.GetValueOrDefault(draft.Key), PackageContent.HashOf(draft.TextHashes, entry))),
                    entry?.Department is { } department ? new Reference(department.Key, department.Name) : null,
                    entry?.OwnerName,
                    entry?.Recipient,
                    [.. Cultures.All.Where(draft.Titles.ContainsKey)],
                    [.. Cultures.All.Where(draft.PublishedCultures.Contains)],
                    sourceOf[draft.Key].FirstOrDefault(),
                    draft.UpdatedAt);
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
        var (entry, last, contributors, source) = await store.ReadAsync(
            async db => (
                await db.EntryAsync(key, cancellationToken),
                await db.LastPackageAsync(key, cancellationToken),
                await ContributorsAsync(db, key, cancellationToken),
                await db.CatalogueLinks.Where(link => link.DocumentKey == key).Select(link => link.Source).FirstOrDefaultAsync(cancellationToken)),
            cancellationToken);
        if (content.Edited)
        {
            contributors.Add(await userIds.GetAsync(content.WriterId));
        }

        var package = PackageContent.Of(draft, entry);
        var state = ApprovalRules.StateOf(last, package.Hash);
        var whyNot = WhyNot(user, state, entry?.Department, last, contributors);
        var internals = InternalTexts.Parse(entry?.InternalTexts ?? "{}");
        var published = ServiceDocument.Published(content);
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
                entry?.OwnerName,
                entry?.OwnerEmail,
                CamelCase((entry?.RecipientKind ?? RecipientKind.Mailbox).ToString()),
                entry?.Recipient),
            new ApprovalView(
                NameOf(state),
                package.Hash,
                await NameOfAsync(last?.SubmittedBy, language),
                last?.SubmittedAt,
                await NameOfAsync(last?.DecidedBy, language),
                last?.DecidedAt,
                last?.Comment,
                state == ApprovalState.Submitted && whyNot is null,
                whyNot is { } status ? ApprovalTexts.WhyNot(status, entry?.Department?.Name ?? string.Empty).In(language) : null),
            [.. Cultures.All.Where(published.Texts.ContainsKey)],
            published.Texts.ToDictionary(text => text.Key, text => new PublicText(text.Value.Title, text.Value.Values)),
            publicState.AddressesOf(key),
            [.. Approvals.Missing(draft, entry).Select(missing => missing.In(language))]);
    }

    /// <summary>What waits for a director's decision, oldest first: services of the departments that the user directs.</summary>
    public async Task<IReadOnlyList<QueueItem>> QueueAsync(IUser user, string language, CancellationToken cancellationToken)
    {
        var waiting = await store.ReadAsync(
            async db =>
            {
                var keys = await db.Departments.Where(department => department.DirectorKey == user.Key).Select(department => department.Key).ToListAsync(cancellationToken);
                return await db.Register.AsNoTracking().Where(entry => entry.DepartmentKey != null && keys.Contains(entry.DepartmentKey.Value))
                    .Join(db.Packages.AsNoTracking().Where(package => package.Decision == Decision.Submitted), entry => entry.DocumentKey, package => package.DocumentKey, (entry, package) => package)
                    .OrderBy(package => package.SubmittedAt).ToListAsync(cancellationToken);
            },
            cancellationToken);

        var items = new List<QueueItem>();
        foreach (var package in waiting)
        {
            // One that has changed since it was submitted waits for the editor, not for the director.
            if (await FindAsync(package.DocumentKey, user, language, cancellationToken) is { State: "submitted" } view && view.Approval.Hash == package.Hash)
            {
                items.Add(new QueueItem(
                    view.Key,
                    view.Title,
                    view.Register.DepartmentName,
                    view.Approval.SubmittedBy,
                    package.SubmittedAt,
                    package.Hash,
                    PackageContent.ReadTexts(package.Content).ToDictionary(text => text.Key, text => new PublicText(text.Value.Title, text.Value.Values)),
                    view.PublishedTexts,
                    view.Approval.MayApprove,
                    view.Approval.WhyNot));
            }
        }

        return items;
    }

    /// <summary>Whether a user directs the department of a service.</summary>
    public Task<bool> IsDirectorOfAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        store.ReadAsync(db => db.Register.AnyAsync(entry => entry.DocumentKey == key && entry.Department!.DirectorKey == user, cancellationToken), cancellationToken);

    /// <summary>The name of a user, or what stands in its stead where it is forgotten; null for nobody.</summary>
    public Task<string?> NameOfAsync(Guid? user, string language = Cultures.Bokmal) => people.NameOfAsync(user, language);

    /// <summary>The state as the API writes it.</summary>
    public static string NameOf(ApprovalState state) => CamelCase(state.ToString());

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string TitleOf(ServiceDescription description) =>
        Cultures.All.Select(culture => description.Texts.GetValueOrDefault(culture)?.Title).FirstOrDefault(title => title is not null) ?? string.Empty;

    private static ApprovalStatus? WhyNot(IUser user, ApprovalState state, Department? department, Package? last, HashSet<Guid> contributors) =>
        state == ApprovalState.Submitted && last is not null
            ? ApprovalRules.WhyNotDecide(user.Key, department?.DirectorKey, last.SubmittedBy, contributors)
            : null;

    private static async Task<HashSet<Guid>> ContributorsAsync(HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        [.. await db.Contributions.Where(contribution => contribution.DocumentKey == key).Select(contribution => contribution.UserKey).ToListAsync(cancellationToken)];

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
    string? Recipient,
    IReadOnlyList<string> Cultures,
    IReadOnlyList<string> PublishedCultures,
    string? Source,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Whether it is of a department: a key, <c>none</c> for those without, or empty for any.</summary>
    public bool IsOf(string? department) =>
        string.IsNullOrEmpty(department) || (department == "none" ? Department is null : Department?.Key.ToString() == department);
}

internal sealed record DraftText(string Title, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Internal);

internal sealed record PublicText(string Title, IReadOnlyDictionary<string, string> Fields);

internal sealed record ResponsibilityView(
    Guid? Version, Guid? DepartmentKey, string? DepartmentName, string? DirectorName, string? OwnerName, string? OwnerEmail, string RecipientKind, string? Recipient);

internal sealed record ApprovalView(
    string State,
    string Hash,
    string? SubmittedBy,
    DateTimeOffset? SubmittedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Comment,
    bool MayApprove,
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
    IReadOnlyList<string> Missing);

internal sealed record QueueItem(
    Guid Key,
    string Title,
    string? Department,
    string? SubmittedBy,
    DateTimeOffset SubmittedAt,
    string Hash,
    IReadOnlyDictionary<string, PublicText> Texts,
    IReadOnlyDictionary<string, PublicText> PublishedTexts,
    bool MayApprove,
    string? WhyNot);
