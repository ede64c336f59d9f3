using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Rollout;

/// <summary>One service in the table of benefit.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Title">Its title.</param>
/// <param name="DepartmentKey">Its department.</param>
/// <param name="Target">The stage it is to come to.</param>
/// <param name="Said">What is said of it; null for nothing.</param>
/// <param name="Applications">Applications that came here in the last twelve months; null where none were counted.</param>
/// <param name="Models">The stages that are drawn.</param>
/// <param name="Gain">What it gains.</param>
internal sealed record BenefitRow(
    Guid Key, string Title, Guid? DepartmentKey, ProcessStage? Target, ServiceBenefit? Said, long? Applications, IReadOnlyDictionary<ProcessStage, ModelSummary> Models, ServiceGain Gain);

/// <summary>The sum over services.</summary>
/// <param name="Services">How many.</param>
/// <param name="WithGain">Of how many the saving is known; the others count with their costs only.</param>
/// <param name="Hours">Hours saved per year.</param>
/// <param name="Kroner">Kroner saved per year.</param>
/// <param name="OneOffCost">In kroner.</param>
/// <param name="YearlyCost">In kroner.</param>
internal sealed record BenefitTotal(int Services, int WithGain, decimal Hours, decimal Kroner, decimal OneOffCost, decimal YearlyCost)
{
    /// <summary>Kroner saved per year less the yearly costs.</summary>
    public decimal Net => Kroner - YearlyCost;

    /// <summary>Whole months until the one-off costs are earned; null where there are none, or they never are.</summary>
    public int? PaybackMonths => OneOffCost > 0 ? BenefitCalculation.Payback(OneOffCost, Net) : null;

    /// <summary>The sum of rows.</summary>
    public static BenefitTotal Of(IReadOnlyCollection<BenefitRow> rows) => new(
        rows.Count,
        rows.Count(row => row.Gain.Counted?.KronerPerYear is not null),
        rows.Sum(row => row.Gain.Counted?.HoursPerYear ?? 0),
        rows.Sum(row => row.Gain.Counted?.KronerPerYear ?? 0),
        rows.Sum(row => (decimal)(row.Said?.OneOffCost ?? 0)),
        rows.Sum(row => (decimal)(row.Said?.YearlyCost ?? 0)));
}

/// <summary>The table of benefit.</summary>
/// <param name="Assumptions">What is said of the hourly cost; null where the default is used.</param>
/// <param name="HourlyCost">Kroner per hour.</param>
/// <param name="Departments">By name.</param>
/// <param name="Rows">Every service, by title in Norwegian order.</param>
internal sealed record BenefitView(BenefitAssumptions? Assumptions, int HourlyCost, IReadOnlyList<(Guid Key, string Name)> Departments, IReadOnlyList<BenefitRow> Rows);

/// <summary>Puts the table together, in as many questions to the database however many services there are.</summary>
internal sealed class BenefitTable(HaldenStore store, ServiceDrafts drafts, BenefitMinutes minutes)
{
    /// <summary>The whole table, as it is now.</summary>
    public async Task<BenefitView> ReadAsync(CancellationToken cancellationToken)
    {
        var models = await minutes.ReadAsync(cancellationToken);
        var since = store.Today.AddYears(-1);
        var (assumptions, said, entries, departments, stages, counted) = await store.ReadAsync(
            async db => (
                await db.BenefitAssumptions.AsNoTracking().FirstOrDefaultAsync(known => known.Id == 1, cancellationToken),
                await db.Benefits.AsNoTracking().ToDictionaryAsync(benefit => benefit.DocumentKey, cancellationToken),
                await db.Register.AsNoTracking().Select(entry => new { entry.DocumentKey, entry.DepartmentKey }).ToDictionaryAsync(entry => entry.DocumentKey, entry => entry.DepartmentKey, cancellationToken),
                await db.Departments.AsNoTracking().Select(department => new { department.Key, department.Name }).ToListAsync(cancellationToken),
                await db.ServiceProcesses.AsNoTracking().Select(service => new { service.DocumentKey, service.StageTarget }).ToDictionaryAsync(service => service.DocumentKey, service => service.StageTarget, cancellationToken),
                await db.UseCounts.AsNoTracking().Where(count => count.Kind == UseKind.Application && count.Day > since).GroupBy(count => count.DocumentKey)
                    .Select(group => new { group.Key, Sum = group.Sum(count => count.Count) }).ToDictionaryAsync(count => count.Key, count => (long?)count.Sum, cancellationToken)),
            cancellationToken);
        var hourly = assumptions?.HourlyCost ?? BenefitAssumptions.DefaultHourlyCost;
        var none = new Dictionary<ProcessStage, ModelSummary>();
        return new BenefitView(
            assumptions,
            hourly,
            [.. departments.Select(department => (department.Key, department.Name)).OrderBy(department => department.Name, NorwegianOrder.Comparer)],
            [.. drafts.All().Select(RowOf).OrderBy(row => row.Title, NorwegianOrder.Comparer).ThenBy(row => row.Key)]);

        BenefitRow RowOf(ServiceDraft draft)
        {
            var (about, drawn, target) = (said.GetValueOrDefault(draft.Key), models.GetValueOrDefault(draft.Key) ?? none, stages.GetValueOrDefault(draft.Key));
            return new BenefitRow(
                draft.Key,
                draft.Title,
                entries.GetValueOrDefault(draft.Key),
                target,
                about,
                counted.GetValueOrDefault(draft.Key),
                drawn,
                BenefitCalculation.Of(drawn.ToDictionary(model => model.Key, model => model.Value.Minutes), target, about?.Volume, about?.OneOffCost, about?.YearlyCost, hourly));
        }
    }
}
