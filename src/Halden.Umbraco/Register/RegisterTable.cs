using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Register;

/// <summary>How far a part of a package has come.</summary>
internal enum PartStatus
{
    /// <summary>The service has nothing of it.</summary>
    None,

    /// <summary>Never approved.</summary>
    Draft,

    /// <summary>Waits for a decision as it is now.</summary>
    Submitted,

    /// <summary>As it was last approved.</summary>
    Approved,

    /// <summary>Changed since it was approved.</summary>
    Changed,
}

/// <summary>A responsibility that nobody has.</summary>
internal enum Vacancy
{
    /// <summary>The service is of no department.</summary>
    Department,

    /// <summary>The department has no director, or one who can no longer sign in.</summary>
    Director,

    /// <summary>Nobody is the main responsible, or nobody can reach who is.</summary>
    Owner,

    /// <summary>The main responsible's user is disabled.</summary>
    OwnerLeft,

    /// <summary>Nobody receives the applications.</summary>
    Recipient,
}

/// <summary>A department of the register.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Director">Who directs it; null while the post is vacant, which it also is where the director's user is disabled.</param>
internal sealed record RegisterDepartment(Guid Key, string Name, string? Director);

/// <summary>A form of the register.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">In bokmål.</param>
/// <param name="Provider">Where it is made, e.g. Umbraco Forms; null for the municipality's own, made here.</param>
internal sealed record RegisterForm(Guid Id, string Name, string? Provider);

/// <summary>One service in the register.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Version">Of its entry; null where it has none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Department">Its own department.</param>
/// <param name="FurtherDepartments">The others that approve, by name.</param>
/// <param name="OwnerName">Hovedansvarlig.</param>
/// <param name="OwnerEmail">Where that person is reached.</param>
/// <param name="RecipientKind">How applications reach their recipient; null where the service has no entry.</param>
/// <param name="Recipient">An e-mail address, or the name of a system.</param>
/// <param name="Form">The electronic form.</param>
/// <param name="State">Of the whole package.</param>
/// <param name="Description">Of the texts.</param>
/// <param name="FormStatus">Of the form.</param>
/// <param name="ProcessStatus">Of the process models.</param>
/// <param name="StageToday">How it is done today; null where nobody has said.</param>
/// <param name="StageTarget">How it is to be done; null where nobody has said.</param>
/// <param name="IsPublished">Whether Umbraco has it published.</param>
/// <param name="ApprovedAt">When it was last approved whole.</param>
/// <param name="UpdatedAt">When its texts were last saved.</param>
/// <param name="Vacancies">What nobody has.</param>
internal sealed record RegisterRow(
    Guid Key,
    Guid? Version,
    string Title,
    RegisterDepartment? Department,
    IReadOnlyList<RegisterDepartment> FurtherDepartments,
    string? OwnerName,
    string? OwnerEmail,
    RecipientKind? RecipientKind,
    string? Recipient,
    RegisterForm? Form,
    ApprovalState State,
    PartStatus Description,
    PartStatus FormStatus,
    PartStatus ProcessStatus,
    ProcessStage? StageToday,
    ProcessStage? StageTarget,
    bool IsPublished,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Vacancy> Vacancies)
{
    /// <summary>Whether somebody receives the applications.</summary>
    public bool HasRecipient => RecipientKind == Register.RecipientKind.PrintQueue || Recipient is not null;
}

/// <summary>The register as a table.</summary>
/// <param name="Rows">Every service, by title in Norwegian order.</param>
/// <param name="Departments">Every department, by name.</param>
/// <param name="Forms">Every form that can be chosen, by name.</param>
internal sealed record RegisterView(IReadOnlyList<RegisterRow> Rows, IReadOnlyList<RegisterDepartment> Departments, IReadOnlyList<RegisterForm> Forms)
{
    private readonly Dictionary<Guid, RegisterRow> _rows = Rows.ToDictionary(row => row.Key);

    /// <summary>The row of a service; null where there is no such service.</summary>
    public RegisterRow? Find(Guid key) => _rows.GetValueOrDefault(key);
}

/// <summary>Puts the register together: every service's row, in as many questions to the database however many there are.</summary>
internal sealed class RegisterTable(HaldenStore store, ServiceDrafts drafts, PackageParts parts, AuditPeople people, IUserService users)
{
    /// <summary>The whole table, as it is now.</summary>
    public async Task<RegisterView> ReadAsync(string language, CancellationToken cancellationToken)
    {
        var all = drafts.All();
        var (entries, departments, forms, stages, packages, hashes) = await store.ReadAsync(
            async db => (
                await db.Register.AsNoTracking().Include(entry => entry.FurtherDepartments).AsSplitQuery().ToDictionaryAsync(entry => entry.DocumentKey, cancellationToken),
                await db.Departments.AsNoTracking().ToListAsync(cancellationToken),
                await db.Forms.AsNoTracking().Select(form => new { form.Id, form.Name, form.Json }).ToListAsync(cancellationToken),
                await db.ServiceProcesses.AsNoTracking().ToDictionaryAsync(service => service.DocumentKey, cancellationToken),
                await PackagesAsync(db, cancellationToken),
                parts.PartHashes(db, all)),
            cancellationToken);

        var (left, active) = People();
        var views = new Dictionary<Guid, RegisterDepartment>();
        foreach (var department in departments)
        {
            var director = department.DirectorKey is { } key && active.Contains(key) ? await people.NameOfAsync(key, language) : null;
            views[department.Key] = new RegisterDepartment(department.Key, department.Name, director);
        }

        var chosen = forms.ToDictionary(form => form.Id, form => new RegisterForm(form.Id, form.Name, OwnForms.OriginOf(form.Json)?.Provider));
        var rows = all.Select(draft => RowOf(draft, entries.GetValueOrDefault(draft.Key), stages.GetValueOrDefault(draft.Key), views, chosen, packages.GetValueOrDefault(draft.Key), hashes[draft.Key], left));
        return new RegisterView(
            [.. rows.OrderBy(row => row.Title, NorwegianOrder.Comparer).ThenBy(row => row.Key)],
            [.. views.Values.OrderBy(department => department.Name, NorwegianOrder.Comparer)],
            [.. chosen.Values.OrderBy(form => form.Name, NorwegianOrder.Comparer)]);
    }

    private static RegisterRow RowOf(
        ServiceDraft draft,
        RegisterEntry? entry,
        ServiceProcesses? stages,
        Dictionary<Guid, RegisterDepartment> departments,
        Dictionary<Guid, RegisterForm> forms,
        Submitted? packages,
        IReadOnlyDictionary<string, string> hashes,
        HashSet<string> left)
    {
        var department = entry?.DepartmentKey is { } own ? departments.GetValueOrDefault(own) : null;
        var hasRecipient = entry is { RecipientKind: RecipientKind.PrintQueue } or { Recipient: not null };
        var statuses = new PartStatuses(hashes, packages);
        return new RegisterRow(
            draft.Key,
            entry?.Version,
            draft.Title,
            department,
            [.. (entry?.FurtherDepartments ?? []).Select(further => departments.GetValueOrDefault(further.DepartmentKey)).OfType<RegisterDepartment>().OrderBy(known => known.Name, NorwegianOrder.Comparer)],
            entry?.OwnerName,
            entry?.OwnerEmail,
            entry?.RecipientKind,
            entry?.Recipient,
            entry?.FormId is { } form ? forms.GetValueOrDefault(form) : null,
            ApprovalRules.StateOf(packages?.Last, PackageContent.HashOf(hashes)),
            statuses.Of(PackageContent.TextPrefix),
            statuses.Of(FormPart.PartName),
            statuses.Of(ProcessPart.PartName),
            stages?.StageToday,
            stages?.StageTarget,
            draft.PublishedCultures.Count > 0,
            packages?.Approved?.DecidedAt,
            draft.UpdatedAt,
            [.. Vacant()]);

        IEnumerable<Vacancy> Vacant()
        {
            if (department is null)
            {
                yield return Vacancy.Department;
            }
            else if (department.Director is null)
            {
                yield return Vacancy.Director;
            }

            if (entry?.OwnerEmail is null)
            {
                yield return Vacancy.Owner;
            }
            else if (left.Contains(entry.OwnerEmail))
            {
                yield return Vacancy.OwnerLeft;
            }

            if (!hasRecipient)
            {
                yield return Vacancy.Recipient;
            }
        }
    }

    // An owner need not be a user; but one who was, and is disabled, has left.
    private (HashSet<string> Left, HashSet<Guid> Active) People()
    {
        var left = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var active = new HashSet<Guid>();
        var reachable = new List<string>();
        foreach (var user in users.GetAll(0, int.MaxValue, out _))
        {
            if (user.IsApproved && user.UserState != UserState.Disabled)
            {
                active.Add(user.Key);
                reachable.Add(user.Email);
            }
            else
            {
                left.Add(user.Email);
            }
        }

        left.ExceptWith(reachable);
        return (left, active);
    }

    // Without what was submitted, which is large.
    private static async Task<Dictionary<Guid, Submitted>> PackagesAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var packages = await db.Packages.AsNoTracking()
            .OrderBy(package => package.SubmittedAt)
            .Select(package => new Package
            {
                DocumentKey = package.DocumentKey,
                Hash = package.Hash,
                Decision = package.Decision,
                DecidedAt = package.DecidedAt,
                Content = string.Empty,
                PartHashes = package.PartHashes,
                Title = string.Empty,
                SubmittedBy = package.SubmittedBy,
                SubmittedAt = package.SubmittedAt,
                DepartmentKey = package.DepartmentKey,
            })
            .ToListAsync(cancellationToken);
        var submitted = new Dictionary<Guid, Submitted>();
        foreach (var package in packages)
        {
            submitted[package.DocumentKey] = new Submitted(
                package, package.Decision == Decision.Approved ? package : submitted.GetValueOrDefault(package.DocumentKey)?.Approved);
        }

        return submitted;
    }

    /// <summary>What was submitted of a service.</summary>
    /// <param name="Last">The last package.</param>
    /// <param name="Approved">The last that was approved; null for none.</param>
    private sealed record Submitted(Package Last, Package? Approved);

    /// <summary>Where the parts of one service's package stand.</summary>
    private sealed class PartStatuses(IReadOnlyDictionary<string, string> now, Submitted? packages)
    {
        private readonly Dictionary<string, string>? _approved = Read(packages?.Approved);
        private readonly Dictionary<string, string>? _waiting = packages?.Last is { Decision: Decision.Submitted } last ? Read(last) : null;

        /// <summary>The status of the parts whose names begin so.</summary>
        public PartStatus Of(string name) =>
            !now.Keys.Any(part => Is(part, name)) ? PartStatus.None
            : IsSame(_approved, name) ? PartStatus.Approved
            : IsSame(_waiting, name) ? PartStatus.Submitted
            : _approved?.Keys.Any(part => Is(part, name)) == true ? PartStatus.Changed
            : PartStatus.Draft;

        private bool IsSame(Dictionary<string, string>? then, string name) =>
            then is not null && then.Count(part => Is(part.Key, name)) == now.Count(part => Is(part.Key, name))
            && now.Where(part => Is(part.Key, name)).All(part => then.GetValueOrDefault(part.Key) == part.Value);

        private static bool Is(string part, string name) => part.StartsWith(name, StringComparison.Ordinal);

        private static Dictionary<string, string>? Read(Package? package) => package is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(package.PartHashes);
    }
}
