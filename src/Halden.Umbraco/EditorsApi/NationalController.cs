using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>National changes that wait for a person, and settling them (docs/editors-api.md).</summary>
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

    private static readonly Label Changed = new(
        "Teksten er endret siden du åpnet den. Last på nytt, og velg igjen.",
        "Teksten er endra sidan du opna han. Last på nytt, og vel igjen.",
        "The text has changed since you opened it. Reload, and choose again.");

    private readonly NationalChanges _changes;
    private readonly ServiceViews _views;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public NationalController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _changes = services.Get<NationalChanges>();
        _views = services.Get<ServiceViews>();
        _security = security;
    }

    /// <summary>Services where a national change waits.</summary>
    [HttpGet("catalogue/changes")]
    public async Task<IActionResult> List([FromQuery] string? department = null, CancellationToken cancellationToken = default)
    {
        var waiting = await _changes.WaitingAsync(cancellationToken);
        return Ok((await _views.ListAsync(cancellationToken))
            .Where(service => waiting.ContainsKey(service.Key) && service.IsOf(department))
            .Select(service => new
            {
                service.Key,
                service.Title,
                department = service.Department?.Name,
                service.Owner,
                fields = waiting[service.Key].Fields,
                cultures = waiting[service.Key].Cultures,
            }));
    }

    /// <summary>The national text beside the municipality's, and what waits.</summary>
    [HttpGet("services/{key:guid}/national")]
    public async Task<IActionResult> ByKey(Guid key, CancellationToken cancellationToken)
    {
        if (await _changes.FindAsync(key, cancellationToken) is not { } view)
        {
            return NotFound(FollowsNone);
        }

        return Ok(new
        {
            key,
            title = view.National.Values.Select(values => values[ServiceFields.Title]).FirstOrDefault(title => title.Length > 0),
            view.Version,
            view.Source,
            view.ServiceId,
            view.IsDetached,
            view.FetchedAt,
            cultures = view.National.ToDictionary(text => text.Key, text => new
            {
                national = text.Value.Aliases.ToDictionary(alias => alias, alias => text.Value[alias]),
                waiting = view.Waiting[text.Key].Select(field => new
                {
                    field.Alias,
                    kind = field.Kind.Name,
                    field.Base,
                    field.Local,
                    field.National,
                    merged = field.Merge.Value,
                    conflicts = field.Merge.Conflicts.Select(conflict => new
                    {
                        conflict.Id,
                        reason = MergeTexts.Explain(conflict.Reason),
                        conflict.Base,
                        conflict.Local,
                        conflict.National,
                    }),
                    localMarked = MarkedText.Of(field.Kind, field.Base, field.Local),
                    nationalMarked = MarkedText.Of(field.Kind, field.Base, field.National),
                }),
            }),
        });
    }

    /// <summary>Settles one waiting field.</summary>
    [HttpPost("services/{key:guid}/national/{culture}/{alias}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Settle(Guid key, string culture, string alias, SettleRequest request, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<SettleChoice>(request.Choice, ignoreCase: true, out var choice) || !Enum.IsDefined(choice))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, string> { ["choice"] = "Velg takeNational, keepLocal, merge eller edit." });
        }

        var conflicts = new Dictionary<string, MergeChoice>();
        foreach (var (id, side) in request.Conflicts ?? [])
        {
            if (SideOf(side) is not { } known)
            {
                return Answers.WithErrors(HttpContext, new Dictionary<string, string> { ["conflicts"] = "Velg local, national, localThenNational eller nationalThenLocal." });
            }

            conflicts[id] = known;
        }

        var settlement = new Settlement(request.Version ?? string.Empty, request.National ?? string.Empty, choice, conflicts, request.Value);
        var outcome = await _changes.SettleAsync(key, culture, alias, settlement, _security.Required().Key, cancellationToken);
        return outcome.Status switch
        {
            SettleStatus.Success => await ByKey(key, cancellationToken),
            SettleStatus.NotFound => NotFound(NothingWaits),
            SettleStatus.Invalid => Answers.WithErrors(HttpContext, new Dictionary<string, string> { [alias] = outcome.Message! }),
            SettleStatus.ChangedMeanwhile => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, NotDone, Changed, nameof(SettleStatus.ChangedMeanwhile)),
            _ => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, NotDone, new Label(outcome.Message!, outcome.Message!, outcome.Message!), nameof(SettleStatus.Refused)),
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

    private static MergeChoice? SideOf(string? side) => side switch
    {
        "local" => MergeChoice.Local,
        "national" => MergeChoice.National,
        "localThenNational" => MergeChoice.LocalThenNational,
        "nationalThenLocal" => MergeChoice.NationalThenLocal,
        _ => null,
    };

    // One text with what went and what came in it, word by word.
    /// <summary>How a field is settled.</summary>
    /// <param name="Version">The service's version as it was shown.</param>
    /// <param name="National">The national value as it was shown.</param>
    /// <param name="Choice">takeNational, keepLocal, merge or edit.</param>
    /// <param name="Conflicts">Conflict id → local, national, localThenNational or nationalThenLocal.</param>
    /// <param name="Value">The person's own text.</param>
    public sealed record SettleRequest(string? Version, string? National, string? Choice, Dictionary<string, string>? Conflicts, string? Value);
}
