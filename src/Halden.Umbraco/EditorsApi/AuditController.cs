using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>What has been done, by whom and on which package (docs/editors-api.md, docs/audit.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class AuditController : ControllerBase
{
    private const int MaxTake = 500;

    private static readonly Label NoSuchPackage = new(
        "Tjenesten har ingen slik pakke.", "Tenesta har ingen slik pakke.", "The service has no such package.");

    private static readonly Label WrongFormat = new("Velg csv eller json.", "Vel csv eller json.", "Choose csv or json.");

    private readonly AuditLog _log;
    private readonly AuditPeople _people;
    private readonly AuditExport _export;
    private readonly PastPackages _packages;
    private readonly TimeProvider _clock;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public AuditController(IServiceProvider services, TimeProvider clock, IBackOfficeSecurityAccessor security)
    {
        _log = services.Get<AuditLog>();
        _people = services.Get<AuditPeople>();
        _export = services.Get<AuditExport>();
        _packages = services.Get<PastPackages>();
        _clock = clock;
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>What has been done about a service, newest first; from where is for administrators.</summary>
    [HttpGet("services/{key:guid}/history")]
    public async Task<IActionResult> History(Guid key, CancellationToken cancellationToken)
    {
        var isAdministrator = HaldenAccess.IsAdministrator(CurrentUser);
        return Ok((await _log.HistoryAsync(key, HttpContext.Language(), cancellationToken)).Select(line => new
        {
            line.Entry.Number,
            line.Entry.At,
            who = line.Who?.Name,
            line.Entry.Action,
            line.What,
            line.Comment,
            line.Entry.PackageHash,
            from = isAdministrator ? line.From : null,
            address = isAdministrator ? line.Address : null,
        }));
    }

    /// <summary>A package of a service as it was submitted.</summary>
    [HttpGet("services/{key:guid}/packages/{hash}")]
    public async Task<IActionResult> Package(Guid key, string hash, CancellationToken cancellationToken)
    {
        if (await _packages.FindAsync(key, hash, cancellationToken) is not { } package)
        {
            return Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, NoSuchPackage, "NotFound");
        }

        var submissions = new List<object>();
        foreach (var submission in package.Submissions)
        {
            submissions.Add(new
            {
                submittedBy = await _people.NameOfAsync(submission.SubmittedBy, HttpContext.Language()),
                submission.SubmittedAt,
                decision = submission.Decision.ToString().ToLowerInvariant(),
                decidedBy = await _people.NameOfAsync(submission.DecidedBy, HttpContext.Language()),
                submission.DecidedAt,
                submission.Comment,
                submission.PublishedAt,
            });
        }

        return Ok(new
        {
            key,
            hash,
            title = package.Submissions[0].Title,
            package.IsIntact,
            texts = package.Texts.ToDictionary(text => text.Key, text => new PublicText(text.Value.Title, text.Value.Values)),
            package.Routing,
            processes = ProcessViews.Past(package, package.Submissions[0].Title, HttpContext.Language()),
            submissions,
        });
    }

    /// <summary>The whole trail, newest first; filtered and paged.</summary>
    [HttpGet("audit")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> List([FromQuery] Filter filter, [FromQuery] int skip = 0, [FromQuery] int take = 50, CancellationToken cancellationToken = default)
    {
        var (total, lines) = await _log.PageAsync(filter.Read(), Math.Max(skip, 0), Math.Clamp(take, 0, MaxTake), HttpContext.Language(), cancellationToken);
        return Ok(new
        {
            total,
            items = lines.Select(line => new
            {
                line.Entry.Number,
                line.Entry.At,
                person = line.Who,
                line.Entry.Action,
                line.What,
                line.From,
                line.Address,
                service = line.Entry.DocumentKey is { } key ? new { key, line.Title } : null,
                line.Entry.PackageHash,
                line.Comment,
            }),
        });
    }

    /// <summary>Whether the trail is whole; <paramref name="head"/> is the hash of a line that was noted elsewhere.</summary>
    [HttpGet("audit/verification")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Verify([FromQuery] string? head, CancellationToken cancellationToken)
    {
        var verdict = await _log.VerifyAsync(string.IsNullOrWhiteSpace(head) ? null : head.Trim(), cancellationToken);
        return Ok(new
        {
            verdict.IsWhole,
            verdict.Lines,
            verdict.Head,
            faults = verdict.Faults.Select(fault => new { kind = JsonNamingPolicy.CamelCase.ConvertName(fault.Kind.ToString()), fault.Number, message = AuditTexts.Fault(fault).In(HttpContext.Language()) }),
        });
    }

    /// <summary>The trail as a file.</summary>
    [HttpGet("audit/export")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Export([FromQuery] Filter filter, [FromQuery] string? format, CancellationToken cancellationToken)
    {
        if (AuditExport.FormatOf($".{format}") is not { } chosen)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["format"] = WrongFormat });
        }

        Response.ContentType = chosen == AuditFormat.Csv ? "text/csv; charset=utf-8" : "application/json";
        Response.Headers.ContentDisposition = $"attachment; filename=\"sporingslogg-{_clock.GetUtcNow():yyyy-MM-dd}.{format!.ToLowerInvariant()}\"";
        Response.Headers.CacheControl = "no-store";
        await _export.WriteAsync(Response.Body, chosen, filter.Read(), HttpContext.Language(), cancellationToken);
        return new EmptyResult();
    }

    /// <summary>Everybody of the trail.</summary>
    [HttpGet("audit/people")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> People(CancellationToken cancellationToken) =>
        Ok((await _people.NamesAsync(HttpContext.Language(), cancellationToken)).Values.Distinct().OrderBy(person => person.Name, NorwegianOrder.Comparer));

    /// <summary>Forgets a person's name, key and addresses; cannot be undone.</summary>
    [HttpPost("audit/people/{id:guid}/pseudonymise")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Pseudonymise(Guid id, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _people.PseudonymiseAsync(id, CurrentUser.Key, cancellationToken)) ?? (IActionResult)NoContent();

    /// <summary>Which lines.</summary>
    /// <param name="Service">Key of the service.</param>
    /// <param name="Person">Id of the person.</param>
    /// <param name="From">Not before.</param>
    /// <param name="To">Before.</param>
    public sealed record Filter(Guid? Service, Guid? Person, DateTimeOffset? From, DateTimeOffset? To)
    {
        internal AuditFilter Read() => new(Service, Person, From, To);
    }
}
