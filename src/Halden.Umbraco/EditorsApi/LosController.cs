using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>
/// Los: which edition is in use, its concepts for those who choose words, and replacing it (docs/editors-api.md). Its names
/// are public without anybody's approval, in all departments; so replacing it is an administrator's.
/// </summary>
[ApiController]
[Route("umbraco/halden/api/v1/catalogue/los")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class LosController : ControllerBase
{
    private const int MaxFound = 20;

    private const int MaxAsked = 100;

    // The form's own parts come on top of the file.
    private const int MaxRequest = LosReader.MaxBytes + (64 * 1024);

    private readonly CurrentLos _los;
    private readonly LosUpdate _update;
    private readonly ServiceViews _views;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public LosController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _los = services.Get<CurrentLos>();
        _update = services.Get<LosUpdate>();
        _views = services.Get<ServiceViews>();
        _security = security;
    }

    /// <summary>
    /// The edition in use, and concepts: those that <paramref name="q"/> finds (the main themes, or all life events, where it is
    /// empty; none where it is left out), or those that the addresses in <paramref name="psi"/> name, each found by the address as it was asked for.
    /// </summary>
    [HttpGet]
    public async Task<IActionResult> Show(
        [FromQuery] string? q = null,
        [FromQuery] string? culture = null,
        [FromQuery] bool lifeEvents = false,
        [FromQuery] IReadOnlyList<string>? psi = null)
    {
        var now = _los.Now;
        var language = Cultures.All.Contains(culture) ? culture! : HttpContext.Language();
        var hits = psi is { Count: > 0 }
            ? [.. psi.Take(MaxAsked).SelectMany(address => now.Vocabulary.Find(address) is { } concept ? [new LosHit(concept, address)] : (LosHit[])[])]
            : Request.Query.ContainsKey("q") ? LosSearch.Find(now.Vocabulary, q ?? string.Empty, language, lifeEvents, MaxFound)
            : [];
        return Ok(new { edition = await EditionAsync(now), concepts = hits.Select(hit => Concept(now.Vocabulary, hit, language)) });
    }

    /// <summary>Takes a file into use.</summary>
    [HttpPost]
    [Authorize(Policy = HaldenAccess.Administrator)]
    [RequestSizeLimit(MaxRequest)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
    public async Task<IActionResult> Upload(IFormFile? file, [FromForm] bool confirm, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = LosTexts.NoFile });
        }

        await using var stream = file.OpenReadStream();
        return await AnswerAsync(await _update.FromFileAsync(stream, file.FileName, _security.Required().Key, confirm, cancellationToken));
    }

    /// <summary>Fetches Los from where it is published and takes it into use.</summary>
    [HttpPost("fetch")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Fetch(Confirmation confirmation, CancellationToken cancellationToken) =>
        await AnswerAsync(await _update.FetchAsync(_security.Required().Key, confirmation.Confirm, cancellationToken));

    private async Task<IActionResult> AnswerAsync(LosUpdateOutcome outcome)
    {
        switch (outcome.Status)
        {
            case LosUpdateStatus.Unreadable:
                return Answers.Problem(HttpContext, StatusCodes.Status422UnprocessableEntity, LosTexts.NotDone, outcome.Message, nameof(LosUpdateStatus.Unreadable));
            case LosUpdateStatus.FarFewer:
                return Answers.Problem(HttpContext, StatusCodes.Status409Conflict, LosTexts.NotDone, outcome.Message, nameof(LosUpdateStatus.FarFewer));
        }

        var language = HttpContext.Language();
        return Ok(new
        {
            message = outcome.Message.In(language),
            edition = await EditionAsync(_los.Now),
            added = outcome.Changes.Added.Select(concept => Named(concept, language)),
            removed = outcome.Changes.Removed.Select(concept => Named(concept, language)),
            renamed = outcome.Changes.Renamed.Select(change => new { change.After.Psi, kind = KindOf(change.After), from = change.In(language).From, to = change.In(language).To }),
            unresolved = outcome.Unresolved.Select(service => new { service.Key, service.Title, words = service.Words.Select(word => new { word.Psi, word.Name, word.WasKnown }) }),
        });
    }

    private async Task<object> EditionAsync(LosInUse now) => new
    {
        now.Source,
        now.Since,
        by = await _views.NameOfAsync(now.By),
        now.Fault,
        concepts = now.Vocabulary.All.Count,
        themes = now.Vocabulary.All.Count(concept => concept.Kind is LosKind.TopTheme or LosKind.Theme),
        words = now.Vocabulary.All.Count(concept => concept.Kind == LosKind.Word),
        lifeEvents = now.Vocabulary.All.Count(concept => concept.Kind == LosKind.LifeEvent),
    };

    private static object Concept(LosVocabulary los, LosHit hit, string language) => new
    {
        hit.Concept.Psi,
        kind = KindOf(hit.Concept),
        name = hit.Concept.Label.In(language),
        hit.FoundBy,
        themes = los.Above(hit.Concept).Select(theme => Named(theme, language)),
    };

    private static object Named(LosConcept concept, string language) => new { concept.Psi, kind = KindOf(concept), name = concept.Label.In(language) };

    private static string KindOf(LosConcept concept) => concept.Kind switch
    {
        LosKind.TopTheme => "mainTheme",
        LosKind.Theme => "theme",
        LosKind.Word => "word",
        _ => "lifeEvent",
    };

    /// <summary>How to fetch.</summary>
    /// <param name="Confirm">Take an edition with far fewer concepts than the one in use.</param>
    public sealed record Confirmation(bool Confirm);
}
