using Halden.Umbraco.Notices;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>One's own notices and how one wants them; for administrators what could not be sent (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class NoticesController : ControllerBase
{
    private static readonly Label NoSuchMode = new(
        "Velg med en gang (atOnce), én gang om dagen (daily) eller bare det nødvendige (requiredOnly).",
        "Vel med ein gong (atOnce), éin gong om dagen (daily) eller berre det naudsynte (requiredOnly).",
        "Choose at once (atOnce), once a day (daily) or only what is required (requiredOnly).");

    private static readonly Label NotFailedTitle = new("Ingenting å prøve igjen", "Ingenting å prøve igjen", "Nothing to try again");

    private static readonly Label NotFailed = new(
        "Varselet finnes ikke lenger, eller er sendt.", "Varselet finst ikkje lenger, eller er sendt.", "The notice no longer exists, or has been sent.");

    private readonly NoticeDesk _desk;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public NoticesController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _desk = services.Get<NoticeDesk>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>The caller's own notices, newest first, and what the caller has chosen.</summary>
    [HttpGet("me/notices")]
    public async Task<IActionResult> Mine(CancellationToken cancellationToken) => Ok(new
    {
        mode = NameOf(await _desk.ModeAsync(CurrentUser.Key, cancellationToken)),
        CurrentUser.Email,
        _desk.HasMail,
        items = (await _desk.MineAsync(CurrentUser, HttpContext.Language(), cancellationToken)).Select(notice => new
        {
            notice.Id,
            notice.At,
            @event = NameOf(notice.Event),
            notice.Headline,
            notice.Text,
            notice.Path,
            notice.IsSent,
        }),
    });

    /// <summary>Sets when the caller wants e-mail.</summary>
    [HttpPut("me/notices")]
    public async Task<IActionResult> Choose(ChosenMode choice, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<NoticeMode>(choice.Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode) || int.TryParse(choice.Mode, out _))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["mode"] = NoSuchMode });
        }

        await _desk.SetModeAsync(CurrentUser.Key, mode, cancellationToken);
        return await Mine(cancellationToken);
    }

    /// <summary>What has not got away, and why.</summary>
    [HttpGet("notices/failed")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Failed(CancellationToken cancellationToken) =>
        Ok((await _desk.FailedAsync(HttpContext.Language(), cancellationToken)).Select(notice => new
        {
            notice.Id,
            notice.At,
            @event = NameOf(notice.Event),
            notice.Headline,
            notice.To,
            notice.Attempts,
            notice.Fault,
            notice.IsDead,
            notice.NextTry,
        }));

    /// <summary>Tries all of it again.</summary>
    [HttpPost("notices/failed/retry")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> RetryAll(CancellationToken cancellationToken) => Ok(new { retried = await _desk.RetryAsync(null, cancellationToken) });

    /// <summary>Tries one again.</summary>
    [HttpPost("notices/failed/{key:guid}/retry")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Retry(Guid key, CancellationToken cancellationToken) => await _desk.RetryAsync(key, cancellationToken) == 0
        ? Answers.Problem(HttpContext, StatusCodes.Status404NotFound, NotFailedTitle, NotFailed, "NotFound")
        : Ok(new { retried = 1 });

    private static string NameOf<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    /// <summary>A choice.</summary>
    /// <param name="Mode">atOnce, daily or requiredOnly.</param>
    public sealed record ChosenMode(string? Mode);
}
