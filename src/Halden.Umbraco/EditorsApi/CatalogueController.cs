using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Taking in the national catalogue, from a file or a source (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/catalogue")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
[Authorize(Policy = HaldenAccess.Editor)]
public sealed class CatalogueController : ControllerBase
{
    private const int RunsShown = 10;

    private static readonly Label NotDone = new("Importen ble ikke gjort", "Importen vart ikkje gjord", "Nothing was imported");

    private static readonly Label NoFile = new("Velg en fil å importere.", "Vel ei fil å importere.", "Choose a file to import.");

    private static readonly Label NoSource = new("Det finnes ingen slik kilde.", "Det finst inga slik kjelde.", "There is no such source.");

    private readonly CatalogueImport _import;
    private readonly IReadOnlyList<ICatalogueSource> _sources;
    private readonly HaldenStore _store;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public CatalogueController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _import = services.Get<CatalogueImport>();
        _sources = [.. services.Get<IEnumerable<ICatalogueSource>>()];
        _store = services.Get<HaldenStore>();
        _security = security;
    }

    /// <summary>The sources, and the last runs.</summary>
    [HttpGet]
    public async Task<IActionResult> Overview(CancellationToken cancellationToken)
    {
        var runs = await _store.ReadAsync(
            db => db.ImportRuns.AsNoTracking().Where(run => run.FinishedAt != null).OrderByDescending(run => run.StartedAt).Take(RunsShown).Select(run => run.Report).ToListAsync(cancellationToken),
            cancellationToken);
        return Ok(new
        {
            sources = _sources.Select(source => new { name = source.Id, isConfigured = source.Check().IsReady, whatToDo = source.Check().Advice }),
            runs = runs.Select(ImportReport.FromJson).OfType<ImportReport>().Select(View),
        });
    }

    /// <summary>Imports a file; <paramref name="dryRun"/> only says what would happen.</summary>
    [HttpPost("import")]
    [RequestSizeLimit(CatalogueFile.MaxBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = CatalogueFile.MaxBytes)]
    public async Task<IActionResult> ImportFile(IFormFile? file, [FromForm] bool dryRun, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, string> { ["file"] = NoFile.In(HttpContext.Language()) });
        }

        await using var stream = file.OpenReadStream();
        var read = await CatalogueFile.ReadAsync(stream, file.FileName, cancellationToken);
        using var reading = read.Reading;
        return await RunAsync(reading, read.Source, dryRun, cancellationToken);
    }

    /// <summary>Fetches from a source that is set up.</summary>
    [HttpPost("import/{source}")]
    public async Task<IActionResult> ImportSource(string source, Trial trial, CancellationToken cancellationToken) =>
        _sources.FirstOrDefault(known => known.Id == source) is { } chosen
            ? await RunAsync(await chosen.ReadAsync(cancellationToken), chosen.Name, trial.DryRun, cancellationToken)
            : Answers.Problem(HttpContext, StatusCodes.Status404NotFound, NotDone, NoSource, "NotFound");

    private async Task<IActionResult> RunAsync(CatalogueReading reading, string source, bool dryRun, CancellationToken cancellationToken)
    {
        var report = await _import.RunAsync(reading, new ImportOptions(source, _security.Required().Key, dryRun), null, cancellationToken);
        var message = new Label(report.Message, report.Message, report.Message);
        return report.Status switch
        {
            ImportStatus.Completed => Ok(View(report)),
            ImportStatus.Unreadable => Answers.Problem(HttpContext, StatusCodes.Status422UnprocessableEntity, NotDone, message, nameof(ImportStatus.Unreadable)),
            _ => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, NotDone, message, report.Status.ToString()),
        };
    }

    private static object View(ImportReport report) => new
    {
        id = report.RunId,
        report.Source,
        report.Message,
        report.StartedAt,
        report.FinishedAt,
        report.DryRun,
        report.Counts.Created,
        report.Counts.Updated,
        report.Counts.Unchanged,
        report.Counts.Kept,
        report.Counts.Skipped,
        report.Counts.Refused,
        report.Counts.Withdrawn,
        items = report.Items.Select(row => new
        {
            row.ServiceId,
            row.Title,
            outcome = char.ToLowerInvariant(row.Outcome.ToString()[0]) + row.Outcome.ToString()[1..],
            key = row.DocumentKey,
            messages = (row.Reason is { } reason ? new[] { reason } : [])
                .Concat(row.Kept.Select(field => $"{field.Label} ({field.Culture}): kommunens tekst er beholdt, den nasjonale er endret."))
                .Concat(row.Warnings),
        }),
    };

    /// <summary>How to import.</summary>
    /// <param name="DryRun">Only say what would happen.</param>
    public sealed record Trial(bool DryRun);
}
