using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Rollout;

/// <summary>An introduction as it is now.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Version">Of the plan; null while it is the ready-made one.</param>
/// <param name="Whole">The tasks of the whole.</param>
/// <param name="Services">The services that are part of it, by title in Norwegian order.</param>
/// <param name="Outside">The services that are not.</param>
/// <param name="Departments">Every department, by name.</param>
internal sealed record RolloutView(
    RolloutPlan Plan, Guid? Version, IReadOnlyList<TaskStanding> Whole, IReadOnlyList<ServiceStanding> Services, IReadOnlyList<RegisterRow> Outside, IReadOnlyList<RegisterDepartment> Departments);

/// <summary>Reads an introduction, in as many questions to the database however many services there are.</summary>
internal sealed class RolloutReading(HaldenStore store, RegisterTable register, ServiceDrafts drafts)
{
    /// <summary>All of it.</summary>
    public async Task<RolloutView> ReadAsync(string language, CancellationToken cancellationToken)
    {
        var table = await register.ReadAsync(language, cancellationToken);
        var (stored, services, marks, drawn, packages, tests) = await store.ReadAsync(
            async db => (
                await db.RolloutPlans.AsNoTracking().FirstOrDefaultAsync(plan => plan.Id == StoredRolloutPlan.Only, cancellationToken),
                await db.RolloutServices.AsNoTracking().ToDictionaryAsync(service => service.DocumentKey, service => service.StartsOn, cancellationToken),
                await db.RolloutMarks.AsNoTracking().ToListAsync(cancellationToken),
                (await db.Processes.AsNoTracking().Select(process => new { process.DocumentKey, process.Stage, process.ChangedAt }).ToListAsync(cancellationToken)).ToLookup(process => process.DocumentKey),
                await ApprovedAsync(db, cancellationToken),
                await TestsAsync(db, cancellationToken)),
            cancellationToken);

        var plan = RolloutPlanJson.Read(stored?.Json);
        var described = drafts.All().Where(draft => draft.IsDescribed).Select(draft => draft.Key).ToHashSet();
        var said = marks.GroupBy(mark => mark.DocumentKey).ToDictionary(group => group.Key, group => (IReadOnlyDictionary<string, RolloutMark>)group.ToDictionary(mark => mark.TaskId));
        var none = new Dictionary<string, RolloutMark>();
        return new RolloutView(
            plan,
            stored?.Version,
            RolloutProgress.Whole(plan, said.GetValueOrDefault(Guid.Empty, none), store.Today),
            [
                .. from row in table.Rows
                   where services.ContainsKey(row.Key)
                   select RolloutProgress.Of(plan, new RolloutSubject(row, FactsOf(row), services[row.Key], said.GetValueOrDefault(row.Key, none)), store.Today),
            ],
            [.. table.Rows.Where(row => !services.ContainsKey(row.Key))],
            table.Departments);

        RolloutFacts FactsOf(RegisterRow row) => new()
        {
            HasDirector = row.Department?.Director is not null,
            HasOwner = !row.Vacancies.Contains(Vacancy.Owner) && !row.Vacancies.Contains(Vacancy.OwnerLeft),
            HasRecipient = row.HasRecipient,
            PrintsOnly = row.RecipientKind == RecipientKind.PrintQueue,
            IsDescribed = described.Contains(row.Key),
            HasForm = row.Form is not null,
            TestedAt = row.Recipient is { } recipient && tests.TryGetValue((row.Key, DeliveryDesk.Masked(recipient)), out var tested) ? tested : null,
            Drawn = drawn[row.Key].ToDictionary(process => process.Stage, process => process.ChangedAt),
            Target = row.StageTarget,
            Approved = packages.GetValueOrDefault(row.Key),
            IsPublished = row.IsPublished,
        };
    }

    // Without what was approved, which is large.
    private static async Task<Dictionary<Guid, ApprovedPackage>> ApprovedAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var approved = await db.Packages.AsNoTracking().Where(package => package.Decision == Decision.Approved && db.RolloutServices.Any(service => service.DocumentKey == package.DocumentKey))
            .OrderBy(package => package.SubmittedAt)
            .Select(package => new { package.DocumentKey, package.SubmittedAt, package.DecidedAt, package.PublishedAt, package.PartHashes })
            .ToListAsync(cancellationToken);
        var last = new Dictionary<Guid, ApprovedPackage>();
        foreach (var package in approved)
        {
            using var parts = JsonDocument.Parse(package.PartHashes);
            last[package.DocumentKey] = new ApprovedPackage(
                package.SubmittedAt, package.DecidedAt, package.PublishedAt ?? last.GetValueOrDefault(package.DocumentKey)?.PublishedAt, parts.RootElement.TryGetProperty(FormPart.PartName, out _));
        }

        return last;
    }

    // The trail knows a recipient by the address with most of it taken out.
    private static async Task<Dictionary<(Guid Service, string Recipient), DateTimeOffset>> TestsAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var lines = await db.Audit.AsNoTracking().Where(line => line.Action == AuditTrail.RecipientTested && db.RolloutServices.Any(service => service.DocumentKey == line.DocumentKey))
            .OrderBy(line => line.Number).Select(line => new { line.DocumentKey, line.At, line.Detail }).ToListAsync(cancellationToken);
        var tests = new Dictionary<(Guid, string), DateTimeOffset>();
        foreach (var line in lines)
        {
            using var detail = JsonDocument.Parse(line.Detail ?? "{}");
            if (detail.RootElement.TryGetProperty("Recipient", out var recipient))
            {
                tests[(line.DocumentKey!.Value, recipient.GetString() ?? string.Empty)] = line.At;
            }
        }

        return tests;
    }
}
