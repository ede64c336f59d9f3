using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>
/// Care for what citizens have sent: for how long it is kept, and a citizen's data found, given out and erased. Everything
/// within what the caller may read (docs/submissions.md).
/// </summary>
[ApiController]
[Route("umbraco/halden/api/v1/submissions")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SubmissionCareController : ControllerBase
{
    private static readonly Label NoTerm = new(
        "Skriv et navn, en e-postadresse eller et fødselsnummer på elleve sifre.",
        "Skriv eit namn, ei e-postadresse eller eit fødselsnummer på elleve siffer.",
        "Write a name, an e-mail address or a national identity number of eleven digits.");

    private static readonly Label NoneChosen = new(
        $"Velg fra 1 til {CitizenData.MostAtOnce} innsendinger.", $"Vel frå 1 til {CitizenData.MostAtOnce} innsendingar.", $"Choose from 1 to {CitizenData.MostAtOnce} submissions.");

    private static readonly Label NoReason = new("Velg hvorfor det slettes.", "Vel kvifor det blir sletta.", "Choose why it is erased.");

    private static readonly Label NoDays = new(
        $"Skriv et antall dager fra 1 til {RetentionRule.MostDays}.", $"Skriv eit tal på dagar frå 1 til {RetentionRule.MostDays}.", $"Write a number of days from 1 to {RetentionRule.MostDays}.");

    private static readonly Label NotAll = new(
        "Noen av innsendingene finnes ikke lenger, eller er ikke dine. Ingenting er gjort. Søk på nytt.",
        "Nokre av innsendingane finst ikkje lenger, eller er ikkje dine. Ingenting er gjort. Søk på nytt.",
        "Some of the submissions no longer exist, or are not yours. Nothing has been done. Search again.");

    private readonly CitizenData _citizens;
    private readonly SubmissionRetention _retention;
    private readonly ServiceNames _names;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public SubmissionCareController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        (_citizens, _retention, _names) = (services.Get<CitizenData>(), services.Get<SubmissionRetention>(), services.Get<ServiceNames>());
        _security = security;
    }

    private SubmissionReader Caller => _security.Required() is var user ? new SubmissionReader(user.Key, user.Email) : throw new InvalidOperationException();

    /// <summary>Finds a citizen in what the caller may read. Sent in the body, so that no log of addresses has it.</summary>
    [HttpPost("search")]
    public async Task<IActionResult> Search(SoughtCitizen sought, CancellationToken cancellationToken)
    {
        if (CitizenTerm.Parse(sought.Term) is not { } term)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["term"] = NoTerm });
        }

        var found = await _citizens.FindAsync(term, Caller, HttpContext.Language(), cancellationToken);
        return Ok(new
        {
            by = SubmissionsController.NameOf(term.Kind),
            found.Searched,
            found.Unreadable,
            found.IsMore,
            items = found.Items.Select(item => new { submission = SubmissionsController.View(item.Line, HttpContext.Language()), item.Questions }),
        });
    }

    /// <summary>Gives submissions out as one ZIP: JSON, and PDF and files of each.</summary>
    [HttpPost("export")]
    public async Task<IActionResult> Export(ChosenSubmissions choice, CancellationToken cancellationToken)
    {
        if (!choice.IsWithinBounds)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["submissions"] = NoneChosen });
        }

        if (await _citizens.NoteExportAsync(choice.Submissions!, Caller, cancellationToken) is not { } chosen)
        {
            return Refused(NotAll);
        }

        // The end of each entry is written when it is closed, and .NET closes entries synchronously.
        HttpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = "attachment; filename=\"innsyn.zip\"";
        Response.Headers.XContentTypeOptions = "nosniff";
        await _citizens.WriteAsync(chosen, Response.Body, cancellationToken);
        return new EmptyResult();
    }

    /// <summary>Erases submissions, all or none.</summary>
    [HttpPost("erase")]
    public async Task<IActionResult> Erase(ErasedSubmissions choice, CancellationToken cancellationToken)
    {
        var faults = new Dictionary<string, Label>();
        if (!choice.IsWithinBounds)
        {
            faults["submissions"] = NoneChosen;
        }

        if (SubmissionsController.Parse<ErasureReason>(choice.Reason) is not { } reason)
        {
            faults["reason"] = NoReason;
            return Answers.WithErrors(HttpContext, faults);
        }

        return faults.Count > 0 ? Answers.WithErrors(HttpContext, faults)
            : await _citizens.EraseAsync(choice.Submissions!, reason, Caller, cancellationToken) ? Ok(new { erased = choice.Submissions!.Distinct().Count() })
            : Refused(NotAll);
    }

    /// <summary>For how long the submissions of the caller's own services are kept.</summary>
    [HttpGet("retention")]
    public async Task<IActionResult> Retention(CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var services = await _retention.ListAsync(Caller, cancellationToken);
        return Ok(new
        {
            site = _retention.SitesOwn,
            mostDays = RetentionRule.MostDays,
            services = services.Select(service => new { service.Key, title = _names.Of(service.Key, language), service.KeepDays, service.Anonymise, service.Terms })
                .OrderBy(service => service.title, NorwegianOrder.Comparer),
        });
    }

    /// <summary>Chooses for how long the submissions of a service are kept, and what then.</summary>
    [HttpPut("retention/{service:guid}")]
    public async Task<IActionResult> Keep(Guid service, ChosenRetention choice, CancellationToken cancellationToken) =>
        !await _retention.MayChooseAsync(service, Caller, cancellationToken) ? Refused(SubmissionsController.NotYours)
        : choice.KeepDays is < 1 or > RetentionRule.MostDays ? Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["keepDays"] = NoDays })
        : await _retention.ChooseAsync(service, choice.KeepDays, choice.Anonymise, Caller, cancellationToken) ? NoContent()
        : Refused(SubmissionsController.NotYours);

    private ObjectResult Refused(Label why) => Answers.Problem(HttpContext, StatusCodes.Status403Forbidden, SubmissionsController.NotYoursTitle, why, "NotYours");

    /// <summary>Who is looked for.</summary>
    /// <param name="Term">A name, an e-mail address or a national identity number.</param>
    public sealed record SoughtCitizen(string? Term);

    /// <summary>Which submissions.</summary>
    /// <param name="Submissions">Their keys.</param>
    public record ChosenSubmissions(IReadOnlyList<Guid>? Submissions)
    {
        internal bool IsWithinBounds => Submissions is { Count: > 0 and <= CitizenData.MostAtOnce };
    }

    /// <summary>Which submissions, and why.</summary>
    /// <param name="Submissions">Their keys.</param>
    /// <param name="Reason">requested, consentWithdrawn, sentByMistake or unlawful.</param>
    public sealed record ErasedSubmissions(IReadOnlyList<Guid>? Submissions, string? Reason) : ChosenSubmissions(Submissions);

    /// <summary>For how long; null for what the site has.</summary>
    /// <param name="KeepDays">Days after they are done.</param>
    /// <param name="Anonymise">Whether to anonymise instead of deleting.</param>
    public sealed record ChosenRetention(int? KeepDays, bool? Anonymise);
}
