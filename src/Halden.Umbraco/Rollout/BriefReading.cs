using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>Gathers what a brief is written from, from the register and the table of benefit.</summary>
internal sealed class BriefReading(HaldenStore store, RegisterTable register, BenefitTable benefit)
{
    /// <summary>What is known now, of a department's own services or of all; null where there is no such department.</summary>
    public async Task<BriefFacts?> ReadAsync(Guid? department, string language, CancellationToken cancellationToken)
    {
        var table = await register.ReadAsync(language, cancellationToken);
        var name = table.Departments.FirstOrDefault(known => known.Key == department)?.Name;
        if (department is not null && name is null)
        {
            return null;
        }

        var gains = await benefit.ReadAsync(cancellationToken);
        var rows = gains.Rows.ToDictionary(row => row.Key);
        return new BriefFacts(
            store.Today,
            name,
            [.. table.Rows.Where(row => department is null || row.Department?.Key == department).Select(row => Of(row, rows.GetValueOrDefault(row.Key)))],
            gains.HourlyCost);
    }

    private static BriefService Of(RegisterRow row, BenefitRow? benefit) => new(
        row.Title,
        row.Department?.Name,
        row.StageTarget is ProcessStage.ElectronicForm or ProcessStage.Integrated,
        !row.Vacancies.Contains(Vacancy.Owner) && !row.Vacancies.Contains(Vacancy.OwnerLeft),
        row.HasRecipient,
        row.Description == PartStatus.Approved,
        row.ProcessStatus != PartStatus.None,
        row.Form is not null,
        row.State == ApprovalState.Approved,
        row.ApprovedAt is { } at ? NorwegianTime.DayOf(at) : null,
        [.. (benefit?.Models.Values ?? []).SelectMany(model => model.Roles).Distinct()],
        benefit?.Gain.Counted?.HoursPerYear,
        benefit?.Gain.Counted?.KronerPerYear,
        benefit?.Said?.OneOffCost ?? 0,
        benefit?.Said?.YearlyCost ?? 0);
}
