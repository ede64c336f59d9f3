using System.Globalization;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>What becoming electronic costs and saves, service by service (docs/rollout-benefit.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/rollout/benefit")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class RolloutBenefitController : ControllerBase
{
    private static readonly Label[] Headers =
    [
        new("Tjeneste", "Teneste", "Service"),
        new("Avdeling", "Avdeling", "Department"),
        new("Mål", "Mål", "Target"),
        new("Saker per år", "Saker per år", "Cases per year"),
        new("Søknader talt siste år", "Søknader talde siste år", "Applications counted last year"),
        new("Minutter manuelt", "Minutt manuelt", "Minutes, manual"),
        new("Minutter med skjema", "Minutt med skjema", "Minutes, electronic form"),
        new("Minutter fullintegrert", "Minutt fullintegrert", "Minutes, integrated"),
        new("Spart per sak (minutter)", "Spart per sak (minutt)", "Saved per case (minutes)"),
        new("Spart per år (timer)", "Spart per år (timar)", "Saved per year (hours)"),
        new("Spart per år (kroner)", "Spart per år (kroner)", "Saved per year (NOK)"),
        new("Kostnad én gang", "Kostnad éin gong", "One-off cost"),
        new("Kostnad per år", "Kostnad per år", "Yearly cost"),
        new("Netto per år", "Netto per år", "Net per year"),
        new("Inntjent etter (måneder)", "Tent inn etter (månader)", "Earned after (months)"),
        new("Forutsatt timekostnad", "Føresett timekostnad", "Assumed hourly cost"),
    ];

    private readonly BenefitTable _table;
    private readonly BenefitChanges _changes;
    private readonly ServiceViews _people;
    private readonly HaldenStore _store;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public RolloutBenefitController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _table = services.Get<BenefitTable>();
        _changes = services.Get<BenefitChanges>();
        _people = services.Get<ServiceViews>();
        _store = services.Get<HaldenStore>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>Every service, with totals by department and of all.</summary>
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var view = await _table.ReadAsync(cancellationToken);
        var byDepartment = view.Rows.ToLookup(row => view.Departments.Any(department => department.Key == row.DepartmentKey) ? row.DepartmentKey : null);
        return Ok(new
        {
            assumptions = new
            {
                view.HourlyCost,
                isDefault = view.Assumptions is null,
                view.Assumptions?.Version,
                changedBy = await _people.NameOfAsync(view.Assumptions?.ChangedBy, HttpContext.Language()),
                view.Assumptions?.ChangedAt,
            },
            rows = view.Rows.Select(row => new
            {
                row.Key,
                row.Title,
                department = row.DepartmentKey,
                target = row.Target is { } target ? InformationTexts.Machine(target) : null,
                row.Said?.Version,
                row.Said?.Volume,
                row.Applications,
                row.Said?.OneOffCost,
                row.Said?.YearlyCost,
                minutes = row.Models.OrderBy(model => model.Key).Select(model => new { stage = InformationTexts.Machine(model.Key), model.Value.Minutes.Minutes, model.Value.Minutes.Unsaid }),
                gains = row.Gain.Stages.Select(gain => new
                {
                    stage = InformationTexts.Machine(gain.Stage),
                    gain.MinutesPerCase,
                    gain.HoursPerYear,
                    gain.KronerPerYear,
                    gain.IsComplete,
                    isCounted = gain == row.Gain.Counted,
                }),
                row.Gain.NetPerYear,
                row.Gain.PaybackMonths,
            }),
            departments = view.Departments.Select(department => new { key = (Guid?)department.Key, name = (string?)department.Name, total = BenefitTotal.Of([.. byDepartment[department.Key]]) })
                .Concat(byDepartment.Contains(null) ? [new { key = (Guid?)null, name = (string?)null, total = BenefitTotal.Of([.. byDepartment[null]]) }] : []),
            total = BenefitTotal.Of(view.Rows),
        });
    }

    /// <summary>The table as a file.</summary>
    [HttpGet("export")]
    public async Task<IActionResult> Export([FromQuery] string? format, CancellationToken cancellationToken)
    {
        if (InformationTexts.Find<SheetFormat>(format) is not { } known)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["format"] = RequirementTexts.NoSuchFormat });
        }

        var language = HttpContext.Language();
        var view = await _table.ReadAsync(cancellationToken);
        var departments = view.Departments.ToDictionary(department => department.Key, department => department.Name);
        var rows = view.Rows.Select(row => (IReadOnlyList<object?>)
        [
            row.Title,
            row.DepartmentKey is { } department ? departments.GetValueOrDefault(department) : null,
            row.Target is { } target ? ProcessTexts.NameOf(target).In(language) : null,
            row.Said?.Volume,
            row.Applications,
            Minutes(row, ProcessStage.Manual),
            Minutes(row, ProcessStage.ElectronicForm),
            Minutes(row, ProcessStage.Integrated),
            row.Gain.Counted?.MinutesPerCase,
            row.Gain.Counted?.HoursPerYear,
            row.Gain.Counted?.KronerPerYear,
            row.Said?.OneOffCost,
            row.Said?.YearlyCost,
            row.Gain.NetPerYear,
            row.Gain.PaybackMonths,
            view.HourlyCost,
        ]).ToList();
        return this.Sheet(RolloutSheet.Write(known, "Nytte", [.. Headers.Select(header => header.In(language))], rows), known, $"nytte-{_store.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

        static int? Minutes(BenefitRow row, ProcessStage stage) => row.Models.GetValueOrDefault(stage)?.Minutes.Minutes;
    }

    /// <summary>Says what an hour of work costs.</summary>
    [HttpPut("assumptions")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Assume(WrittenAssumptions written, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _changes.AssumeAsync(written.Version, written.HourlyCost, CurrentUser.Key, cancellationToken)) ?? await Show(cancellationToken);

    /// <summary>Says what a service's volume and costs are.</summary>
    [HttpPut("services/{key:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Save(Guid key, WrittenBenefit written, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _changes.SaveAsync(key, written.Version, written.Volume, written.OneOffCost, written.YearlyCost, CurrentUser.Key, cancellationToken)) ?? await Show(cancellationToken);

    /// <summary>What figures rest on.</summary>
    /// <param name="Version">As it was read; null where the default was used.</param>
    /// <param name="HourlyCost">Whole kroner, from 1 to 10,000.</param>
    public sealed record WrittenAssumptions(Guid? Version, int? HourlyCost);

    /// <summary>What is said of a service; null for nothing.</summary>
    /// <param name="Version">As it was read; null where nothing was said.</param>
    /// <param name="Volume">Cases per year.</param>
    /// <param name="OneOffCost">Whole kroner.</param>
    /// <param name="YearlyCost">Whole kroner.</param>
    public sealed record WrittenBenefit(Guid? Version, int? Volume, int? OneOffCost, int? YearlyCost);
}
