using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;

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

    // What stands around the file in the request.
    private const int AroundFile = 1024 * 1024;

    private static readonly Label NotDone = new("Importen ble ikke gjort", "Importen vart ikkje gjord", "Nothing was imported");

    private static readonly Label NoFile = new("Velg en fil å importere.", "Vel ei fil å importere.", "Choose a file to import.");

    private static readonly Label NoSource = new("Det finnes ingen slik kilde.", "Det finst inga slik kjelde.", "There is no such source.");

    private static readonly Label NoImport = new("Det finnes ingen slik import.", "Det finst ingen slik import.", "There is no such import.");

    private static readonly Label TooLarge = new(
        $"Filen er større enn {CatalogueFile.MaxBytes / 1024 / 1024} MB, som er det meste vi tar imot. Ingenting er endret.",
        $"Fila er større enn {CatalogueFile.MaxBytes / 1024 / 1024} MB, som er det meste vi tek imot. Ingenting er endra.",
        $"The file is larger than {CatalogueFile.MaxBytes / 1024 / 1024} MB, which is the most that we take. Nothing has been changed.");

    private static readonly Label Itself = new("Serveren selv", "Serveren sjølv", "The server itself");

    private readonly ImportJobs _jobs;
    private readonly IReadOnlyList<ICatalogueSource> _sources;
    private readonly HaldenStore _store;
    private readonly IUserService _users;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public CatalogueController(IServiceProvider services, IUserService users, IBackOfficeSecurityAccessor security)
    {
        _jobs = services.Get<ImportJobs>();
        _sources = [.. services.Get<IEnumerable<ICatalogueSource>>()];
        _store = services.Get<HaldenStore>();
        _users = users;
        _security = security;
    }

    /// <summary>The sources, the last runs in short, and the import that is under way or was the last.</summary>
    [HttpGet]
    public async Task<IActionResult> Overview(CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var runs = await _store.ReadAsync(
            db => db.ImportRuns.AsNoTracking().Where(run => run.FinishedAt != null).OrderByDescending(run => run.StartedAt).Take(RunsShown).Select(run => run.Report).ToListAsync(cancellationToken),
            cancellationToken);
        return Ok(new
        {
            sources = _sources.Select(source => (source.Id, Check: source.Check())).Select(source => new { name = source.Id, isConfigured = source.Check.IsReady, whatToDo = source.Check.Advice.In(language) }),
            runs = runs.Select(ImportReport.FromJson).OfType<ImportReport>().Select(report => View(report, language, withItems: false)),
            import = _jobs.Latest is { } job ? await ViewAsync(job, language) : null,
        });
    }

    /// <summary>A run with its report.</summary>
    [HttpGet("runs/{id:guid}")]
    public async Task<IActionResult> Run(Guid id, CancellationToken cancellationToken)
    {
        var stored = await _store.ReadAsync(
            db => db.ImportRuns.AsNoTracking().Where(run => run.Id == id && run.FinishedAt != null).Select(run => run.Report).FirstOrDefaultAsync(cancellationToken), cancellationToken);
        return stored is not null && ImportReport.FromJson(stored) is { } report
            ? Ok(View(report, HttpContext.Language(), withItems: true))
            : Answers.Problem(HttpContext, StatusCodes.Status404NotFound, NoImport, NoImport, "NotFound");
    }

    /// <summary>The import that is under way, or the last one since the site started; 204 where there is none.</summary>
    [HttpGet("import")]
    public async Task<IActionResult> Import() => _jobs.Latest is { } job ? Ok(await ViewAsync(job, HttpContext.Language())) : NoContent();

    /// <summary>Takes a file (multipart: <c>file</c>, and <c>dryRun</c> for only saying what would happen) and starts to import it.</summary>
    /// <remarks>The request is read here and not bound: a form would be stored whole before anybody looked at it, and then once more.</remarks>
    [HttpPost("import")]
    [RequestSizeLimit(CatalogueFile.MaxBytes + AroundFile)]
    public async Task<IActionResult> ImportFile()
    {
        var cancellationToken = HttpContext.RequestAborted;
        if (await _jobs.UnderwayAsync(cancellationToken) is { } other)
        {
            return await BusyAsync(other);
        }

        FileStream? file = null;
        try
        {
            var (name, dryRun) = (string.Empty, false);
            var boundary = MediaTypeHeaderValue.TryParse(Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
            var parts = string.IsNullOrEmpty(boundary) ? null : new MultipartReader(boundary, Request.Body);
            while (parts is not null && await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                if (part.AsFileSection() is { Name: "file", FileStream: { } content } sent && file is null)
                {
                    name = Path.GetFileName(sent.FileName.Replace('\\', '/'));
                    file = TemporaryFile.Create();
                    await using var limited = new LimitedStream(content, CatalogueFile.MaxBytes);
                    await limited.CopyToAsync(file, cancellationToken);
                }
                else if (part.AsFormDataSection() is { Name: "dryRun" } value)
                {
                    dryRun = string.Equals(await value.GetValueAsync(cancellationToken), "true", StringComparison.OrdinalIgnoreCase);
                }
            }

            if (file is null || file.Length == 0)
            {
                return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = NoFile });
            }

            var source = file;
            source.Position = 0;
            var answer = await StartAsync(
                name.Length <= 200 ? name : name[..200],
                dryRun,
                async (progress, token) =>
                {
                    await using (source)
                    {
                        return await CatalogueFile.ReadAsync(source, name, token, progress);
                    }
                },
                cancellationToken);
            file = answer is AcceptedResult ? null : file;
            return answer;
        }
        catch (Exception tooLarge) when (tooLarge is TooLargeException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return Answers.Problem(HttpContext, StatusCodes.Status413PayloadTooLarge, NotDone, TooLarge, "TooLarge");
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = NoFile });
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync();
            }
        }
    }

    /// <summary>Starts to fetch from a source that is set up.</summary>
    [HttpPost("import/{source}")]
    public async Task<IActionResult> ImportSource(string source, Trial trial, CancellationToken cancellationToken) =>
        _sources.FirstOrDefault(known => known.Id == source) is { } chosen
            ? await StartAsync(chosen.Id, trial.DryRun, async (progress, token) => new CatalogueFileReading(chosen.Name, await chosen.ReadAsync(progress, token)), cancellationToken)
            : Answers.Problem(HttpContext, StatusCodes.Status404NotFound, NotDone, NoSource, "NotFound");

    /// <summary>Calls an import off: it ends before its next service. One that is over stays as it is.</summary>
    [HttpDelete("import/{id:guid}")]
    public async Task<IActionResult> Cancel(Guid id) => _jobs.Cancel(id)
        ? Ok(await ViewAsync(_jobs.Latest!, HttpContext.Language()))
        : Answers.Problem(HttpContext, StatusCodes.Status404NotFound, NoImport, NoImport, "NotFound");

    private async Task<IActionResult> StartAsync(
        string origin, bool dryRun, Func<IProgress<ReadingProgress>, CancellationToken, Task<CatalogueFileReading>> read, CancellationToken cancellationToken)
    {
        var start = await _jobs.StartAsync(origin, dryRun, _security.Required().Key, read, cancellationToken);
        return start.Job is { } job
            ? Accepted($"{Request.PathBase}/umbraco/halden/api/v1/catalogue/import", await ViewAsync(job, HttpContext.Language()))
            : await BusyAsync(start.Other!);
    }

    private async Task<IActionResult> BusyAsync(ImportUnderway other)
    {
        var who = await NameAsync(other.StartedBy);
        var at = TimeZoneInfo.ConvertTime(other.StartedAt, Norway);
        return Answers.Problem(
            HttpContext,
            StatusCodes.Status409Conflict,
            NotDone,
            new Label(
                $"{who.Nb} startet en import av {other.Source} {at:dd.MM.yyyy 'kl.' HH:mm}, og den er ikke ferdig. Vent til den er det, eller avbryt den.",
                $"{who.Nn} starta ein import av {other.Source} {at:dd.MM.yyyy 'kl.' HH:mm}, og han er ikkje ferdig. Vent til han er det, eller avbryt han.",
                $"{who.En} started an import of {other.Source} on {at:dd.MM.yyyy 'at' HH:mm}, and it is not finished. Wait until it is, or cancel it."),
            nameof(ImportStatus.Busy));
    }

    private static TimeZoneInfo Norway { get; } = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Oslo", out var zone) ? zone : TimeZoneInfo.Utc;

    private async Task<Label> NameAsync(Guid? key) =>
        key is { } user && (await _users.GetAsync(user))?.Name is { } name ? new Label(name, name, name) : Itself;

    private async Task<object> ViewAsync(ImportJob job, string language) => new
    {
        job.Id,
        source = job.Origin,
        job.DryRun,
        startedBy = (await NameAsync(job.StartedBy)).In(language),
        job.StartedAt,
        phase = Camel(job.Phase.ToString()),
        job.Read.Elements,
        job.Read.Share,
        done = job.Progress?.Done ?? 0,
        total = job.Progress?.Total ?? 0,
        title = job.Progress?.Title,
        job.IsCancelling,
        report = job.Report is { } report ? View(report, language, withItems: true) : null,
    };

    private static object View(ImportReport report, string language, bool withItems) => new
    {
        id = report.RunId,
        source = report.Origin ?? report.Source,
        status = Camel(report.Status.ToString()),
        message = report.Message.In(language),
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
        report.Unlisted,
        items = !withItems ? null : report.Items.Select(row => new
        {
            row.ServiceId,
            row.Title,
            outcome = Camel(row.Outcome.ToString()),
            key = row.DocumentKey,
            messages = (row.Reason is { } reason ? new[] { reason } : []).Concat(row.Kept.Select(ImportTexts.KeptField)).Concat(row.Warnings).Select(text => text.In(language)),
        }),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>How to import.</summary>
    /// <param name="DryRun">Only say what would happen.</param>
    public sealed record Trial(bool DryRun);
}
