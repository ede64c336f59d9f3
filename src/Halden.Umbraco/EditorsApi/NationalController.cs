using System.Text.Json;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>National texts beside the municipality's, what waits for a person, and settling it (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class NationalController : ControllerBase
{
    private static readonly Label NotDone = new("Det gikk ikke", "Det gjekk ikkje", "Not done");

    private static readonly Label NotFoundTitle = new("Finnes ikke", "Finst ikkje", "Not found");

    private static readonly Label FollowsNone = new(
        "Tjenesten følger ikke den nasjonale katalogen.", "Tenesta følgjer ikkje den nasjonale katalogen.", "The service does not follow the national catalogue.");

    private static readonly Label NothingWaits = new(
        "Ingen nasjonal endring venter i dette feltet. Noen kan ha avgjort den.",
        "Inga nasjonal endring ventar i dette feltet. Nokon kan ha avgjort henne.",
        "No national change waits in this field. Somebody may have settled it.");

    private static readonly Label NothingReplaced = new(
        "Det er ingen tekst å hente tilbake i dette feltet.",
        "Det er ingen tekst å hente tilbake i dette feltet.",
        "There is no text to bring back in this field.");

    private static readonly Label Changed = new(
        "Teksten er endret siden du åpnet den. Last på nytt, og velg igjen.",
        "Teksten er endra sidan du opna han. Last på nytt, og vel igjen.",
        "The text has changed since you opened it. Reload, and choose again.");

    private static readonly Label NoSuchChoice = new(
        "Velg takeNational, keepLocal, merge eller edit.", "Vel takeNational, keepLocal, merge eller edit.", "Choose takeNational, keepLocal, merge or edit.");

    private static readonly Label NoSuchWholeChoice = new(
        "Velg takeOver, keepLocal eller takeNational.", "Vel takeOver, keepLocal eller takeNational.", "Choose takeOver, keepLocal or takeNational.");

    private static readonly Label NoSuchSide = new(
        "Velg local, national, localThenNational eller nationalThenLocal.",
        "Vel local, national, localThenNational eller nationalThenLocal.",
        "Choose local, national, localThenNational or nationalThenLocal.");

    private readonly NationalChanges _changes;
    private readonly NationalViews _nationals;
    private readonly CatalogueLinking _linking;
    private readonly ServiceViews _views;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public NationalController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _changes = services.Get<NationalChanges>();
        _nationals = services.Get<NationalViews>();
        _linking = services.Get<CatalogueLinking>();
        _views = services.Get<ServiceViews>();
        _security = security;
    }

    /// <summary>Services where a national change waits, or that the catalogue no longer has.</summary>
    /// <param name="department">Key, or <c>none</c>.</param>
    /// <param name="theme">Id of a theme, or <c>none</c>.</param>
    /// <param name="cancellationToken">Given up by the caller.</param>
    [HttpGet("catalogue/changes")]
    public async Task<IActionResult> List(
        [FromQuery] string? department = null, [FromQuery] string? theme = null, CancellationToken cancellationToken = default)
    {
        var waiting = await _nationals.WaitingAsync(cancellationToken);
        var language = HttpContext.Language();
        return Ok((await _views.ListAsync(cancellationToken))
            .Where(service => waiting.ContainsKey(service.Key) && service.IsOf(department) && waiting[service.Key].IsAbout(theme))
            .Select(service => Summary(service, waiting[service.Key], language)));
    }

    /// <summary>The national text beside the municipality's, and what waits.</summary>
    [HttpGet("services/{key:guid}/national")]
    public async Task<IActionResult> ByKey(Guid key, CancellationToken cancellationToken)
    {
        if (await _nationals.FindAsync(key, cancellationToken) is not { } view)
        {
            return NotFound(FollowsNone);
        }

        var language = HttpContext.Language();
        var names = new Dictionary<Guid, string?>();
        foreach (var user in view.Cultures.Values.SelectMany(culture => culture.Replaced).Select(replaced => replaced.Text.By).Distinct())
        {
            names[user] = await _views.NameOfAsync(user);
        }

        return Ok(new
        {
            key,
            title = Cultures.All.Select(culture => view.Cultures.GetValueOrDefault(culture)?.National[ServiceFields.Title]).FirstOrDefault(title => title?.Length > 0),
            view.Version,
            view.Stamp,
            view.Source,
            view.ServiceId,
            view.IsDetached,
            fetchedAt = view.Cultures.Values.Max(culture => culture.FetchedAt),
            view.WithdrawnAt,
            cultures = view.Cultures.ToDictionary(text => text.Key, text => Culture(text.Value, names, language)),
        });
    }

    /// <summary>Settles one waiting field.</summary>
    [HttpPost("services/{key:guid}/national/{culture}/{alias}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Settle(Guid key, string culture, string alias, SettleRequest request, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<SettleChoice>(request.Choice, ignoreCase: true, out var choice) || !Enum.IsDefined(choice))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["choice"] = NoSuchChoice });
        }

        var conflicts = new Dictionary<string, MergeChoice>();
        foreach (var (id, side) in request.Conflicts ?? [])
        {
            if (SideOf(side) is not { } known)
            {
                return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["conflicts"] = NoSuchSide });
            }

            conflicts[id] = known;
        }

        var settlement = new Settlement(request.Version ?? string.Empty, request.National ?? string.Empty, choice, conflicts, request.Value);
        var outcome = await _changes.SettleAsync(key, culture, alias, settlement, _security.Required().Key, cancellationToken);
        return outcome.Status switch
        {
            SettleStatus.Success => await ByKey(key, cancellationToken),
            SettleStatus.NotFound => NotFound(NothingWaits),
            SettleStatus.Invalid => Answers.WithErrors(HttpContext, new Dictionary<string, Label> { [alias] = outcome.Message! }),
            _ => Refused(outcome),
        };
    }

    /// <summary>Settles what waits in one service, without a look at each text.</summary>
    [HttpPost("services/{key:guid}/national/settle")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> SettleAll(Guid key, SettleAllRequest request, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<SettleAllChoice>(request.Choice, ignoreCase: true, out var choice) || !Enum.IsDefined(choice))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["choice"] = NoSuchWholeChoice });
        }

        var settlement = new WholeSettlement(request.Stamp ?? string.Empty, choice, string.IsNullOrEmpty(request.Alias) ? null : request.Alias);
        var outcome = await _changes.SettleAllAsync(key, settlement, _security.Required().Key, cancellationToken);
        return outcome.Status switch
        {
            SettleStatus.Success => Ok(new { outcome.Settled, left = outcome.Left.Select(place => new { place.Culture, place.Alias }) }),
            SettleStatus.NotFound => NotFound(FollowsNone),
            _ => Refused(outcome),
        };
    }

    /// <summary>Brings back the municipality's text that a settlement replaced.</summary>
    [HttpPost("services/{key:guid}/national/{culture}/{alias}/restore")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Restore(Guid key, string culture, string alias, RestoreRequest request, CancellationToken cancellationToken)
    {
        var outcome = await _changes.RestoreAsync(key, culture, alias, request.Version, _security.Required().Key, cancellationToken);
        return outcome.Status switch
        {
            SettleStatus.Success => await ByKey(key, cancellationToken),
            SettleStatus.NotFound => NotFound(NothingReplaced),
            _ => Refused(outcome),
        };
    }

    /// <summary>Lets a local service follow the catalogue service that another document was imported from.</summary>
    [HttpPost("services/{key:guid}/national/link")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Link(Guid key, LinkRequest request, CancellationToken cancellationToken)
    {
        var outcome = await _linking.LinkAsync(key, request.Service, _security.Required().Key, cancellationToken);
        return outcome.Status switch
        {
            SettleStatus.Success => await ByKey(key, cancellationToken),
            SettleStatus.NotFound => Answers.NoSuchService(HttpContext),
            SettleStatus.Invalid => Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["service"] = outcome.Message! }),
            _ => Refused(outcome),
        };
    }

    /// <summary>The service ceases to follow the catalogue.</summary>
    [HttpPost("services/{key:guid}/national/detach")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Detach(Guid key, CancellationToken cancellationToken) => FollowAsync(key, follow: false, cancellationToken);

    /// <summary>The service follows the catalogue again, from the next import on.</summary>
    [HttpPost("services/{key:guid}/national/follow")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Follow(Guid key, CancellationToken cancellationToken) => FollowAsync(key, follow: true, cancellationToken);

    private async Task<IActionResult> FollowAsync(Guid key, bool follow, CancellationToken cancellationToken) =>
        await _changes.FollowAsync(key, follow, cancellationToken) ? await ByKey(key, cancellationToken) : NotFound(FollowsNone);

    private ObjectResult NotFound(Label detail) =>
        Answers.Problem(HttpContext, StatusCodes.Status404NotFound, NotFoundTitle, detail, nameof(SettleStatus.NotFound));

    private ObjectResult Refused(SettleOutcome outcome) =>
        Answers.Problem(HttpContext, StatusCodes.Status409Conflict, NotDone, outcome.Message ?? Changed, outcome.Status.ToString());

    private static object Summary(ServiceSummary service, WaitingService waits, string language) => new
    {
        service.Key,
        service.Title,
        department = service.Department?.Name,
        departmentKey = service.Department?.Key,
        service.Owner,
        isPublished = service.PublishedCultures.Count > 0,
        waits.Stamp,
        waits.IsWithdrawn,
        fields = waits.Waiting.Count,
        clear = waits.Waiting.Count(place => place.IsClear),
        cultures = waits.Waiting.Select(place => place.Culture).Distinct(),
        waits.Waiting,
        themes = waits.Themes.Select(theme => new { theme.Id, name = theme.Label.In(language) }),
    };

    private static object Culture(NationalCulture culture, Dictionary<Guid, string?> names, string language) => new
    {
        national = culture.National.Aliases.ToDictionary(alias => alias, alias => culture.National[alias]),
        culture.FetchedAt,
        culture.PreviousAt,
        culture.WithdrawnAt,
        waiting = culture.Waiting.Select(field => Waiting(field, language)),
        changed = culture.Changed.Select(field => new
        {
            field.Alias,
            kind = NationalViews.KindOf(field.Alias).Name,
            field.Before,
            field.National,
            field.Local,
            outcome = Name(field.Outcome),
            marked = MarkedText.Of(NationalViews.KindOf(field.Alias), field.Before, field.National, language),
        }),
        followed = culture.Followed.ToDictionary(
            field => field.Alias,
            field => new { field.National, standing = Name(field.Standing), field.Supplement.Before, field.Supplement.After }),
        replaced = culture.Replaced.Select(field => new
        {
            field.Alias,
            kind = NationalViews.KindOf(field.Alias).Name,
            field.Text.Local,
            field.Text.At,
            by = names[field.Text.By],
            field.MayRestore,
        }),
    };

    private static object Waiting(WaitingField field, string language)
    {
        var merge = field.Merge();
        return new
        {
            field.Alias,
            kind = field.Kind.Name,
            field.Base,
            field.Local,
            field.National,
            merged = merge.Value,
            conflicts = merge.Conflicts.Select(conflict => new
            {
                conflict.Id,
                reason = MergeTexts.Explain(conflict.Reason).In(language),
                conflict.Base,
                conflict.Local,
                conflict.National,
            }),
            localMarked = MarkedText.Of(field.Kind, field.Base, field.Local, language),
            nationalMarked = MarkedText.Of(field.Kind, field.Base, field.National, language),
        };
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static MergeChoice? SideOf(string? side) => side switch
    {
        "local" => MergeChoice.Local,
        "national" => MergeChoice.National,
        "localThenNational" => MergeChoice.LocalThenNational,
        "nationalThenLocal" => MergeChoice.NationalThenLocal,
        _ => null,
    };

    /// <summary>How all that waits in a service is settled.</summary>
    /// <param name="Stamp">As it was shown.</param>
    /// <param name="Choice">takeOver, keepLocal or takeNational.</param>
    /// <param name="Alias">Only this field; null for all.</param>
    public sealed record SettleAllRequest(string? Stamp, string? Choice, string? Alias);

    /// <summary>What a local service is to follow.</summary>
    /// <param name="Service">Key of the service that was imported.</param>
    public sealed record LinkRequest(Guid Service);

    /// <summary>What is brought back.</summary>
    /// <param name="Version">The service's version as it was shown; null whatever it is.</param>
    public sealed record RestoreRequest(string? Version);

    /// <summary>How a field is settled.</summary>
    /// <param name="Version">The service's version as it was shown.</param>
    /// <param name="National">The national value as it was shown.</param>
    /// <param name="Choice">takeNational, keepLocal, merge or edit.</param>
    /// <param name="Conflicts">Conflict id → local, national, localThenNational or nationalThenLocal.</param>
    /// <param name="Value">The person's own text.</param>
    public sealed record SettleRequest(string? Version, string? National, string? Choice, Dictionary<string, string>? Conflicts, string? Value);
}
