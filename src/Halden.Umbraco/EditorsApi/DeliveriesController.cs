using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Where submissions go: the recipients, what is to be printed, and what is tried again (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DeliveriesController : ControllerBase
{
    private static readonly Label NoSuchRecipient = new("Ingen godkjent tjeneste har denne mottakeren.", "Inga godkjend teneste har denne mottakaren.", "No approved service has this recipient.");

    private static readonly Label NoSuchChannel = new("Velg e-post (mail) eller fagsystem (system).", "Vel e-post (mail) eller fagsystem (system).", "Choose e-mail (mail) or system (system).");

    private static readonly Label NoChoice = new("Si om leveringene skal vente (true) eller gå (false).", "Sei om leveringane skal vente (true) eller gå (false).", "Say whether the deliveries are to wait (true) or go on (false).");

    private static readonly Label NotToRegisterTitle = new("Det er ingenting å registrere", "Det er ingenting å registrere", "There is nothing to register");

    private static readonly Label NotToRegister = new(
        "Leveringen ligger verken i utskriftskøen eller er sendt på e-post, så det er ingenting å registrere.",
        "Leveringa ligg verken i utskriftskøen eller er send på e-post, så det er ingenting å registrere.",
        "The delivery is neither in the print queue nor sent by e-mail, so there is nothing to register.");

    private static readonly Label TooLong = new(
        $"Saksnummeret kan ha høyst {SubmissionDelivery.LongestReference} tegn.", $"Saksnummeret kan ha høgst {SubmissionDelivery.LongestReference} teikn.", $"The case number can have {SubmissionDelivery.LongestReference} characters at most.");

    private readonly DeliveryDesk _desk;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public DeliveriesController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _desk = services.Get<DeliveryDesk>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    private SubmissionReader Caller => new(CurrentUser.Key, CurrentUser.Email);

    /// <summary>Recipients of the caller's own services, for an administrator all, and whether anything gets there.</summary>
    [HttpGet("deliveries/recipients")]
    public async Task<IActionResult> Recipients(CancellationToken cancellationToken) =>
        // Who looks after the site need not read anything to see that it gets there.
        Ok((await _desk.RecipientsAsync(HaldenAccess.IsAdministrator(CurrentUser) ? null : Caller, cancellationToken)).Select(line => new
        {
            channel = line.Way.Channel.ToString().ToLowerInvariant(),
            line.Way.Recipient,
            isPaused = line.PausedAt is not null,
            line.PausedAt,
            line.PausedBy,
            line.Failures,
            line.FailingSince,
            line.BrokenOffUntil,
            line.Fault,
            line.Waiting,
            line.Dead,
        }));

    /// <summary>Has the deliveries to a recipient wait, or go on.</summary>
    [HttpPut("deliveries/recipients/pause")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Pause(ChosenPause choice, CancellationToken cancellationToken)
    {
        if (ChannelOf(choice.Channel) is not { } channel)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["channel"] = NoSuchChannel });
        }

        return choice.IsPaused is not { } isPaused ? Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["isPaused"] = NoChoice })
            : await _desk.PauseAsync(new DeliveryWay(channel, choice.Recipient?.Trim() ?? string.Empty), isPaused, CurrentUser.Key, cancellationToken) ? NoContent()
            : Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["recipient"] = NoSuchRecipient });
    }

    /// <summary>Has everything that failed tried again at once, whosever it is.</summary>
    [HttpPost("deliveries/retry")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> RetryAll(CancellationToken cancellationToken) => Ok(new { retried = await _desk.RetryAllAsync(CurrentUser.Key, cancellationToken) });

    /// <summary>What the caller is to print and register, oldest first.</summary>
    [HttpGet("deliveries/print")]
    public async Task<IActionResult> PrintQueue(CancellationToken cancellationToken) =>
        Ok(await _desk.PrintQueueAsync(Caller, HttpContext.Language(), cancellationToken));

    /// <summary>A submission on paper. That it was read is noted.</summary>
    [HttpGet("submissions/{submission:guid}/deliveries/{delivery:guid}/pdf")]
    public async Task<IActionResult> Pdf(Guid submission, Guid delivery, CancellationToken cancellationToken)
    {
        var (status, reference, pdf) = await _desk.PdfAsync(submission, delivery, Caller, HttpContext.Language(), cancellationToken);
        if (pdf is null)
        {
            return status switch
            {
                DeskStatus.Unreadable => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, SubmissionTexts.Unreadable, nameof(DeskStatus.Unreadable)),
                DeskStatus.NotThere => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, Answers.NotFoundTitle, "NotFound"),
                _ => SubmissionsController.Refused(HttpContext),
            };
        }

        Response.Headers.XContentTypeOptions = "nosniff";
        return File(pdf, "application/pdf", $"{reference}.pdf");
    }

    /// <summary>Notes that a person has printed or registered it.</summary>
    [HttpPost("submissions/{submission:guid}/deliveries/{delivery:guid}/registered")]
    public async Task<IActionResult> Registered(Guid submission, Guid delivery, Registration registration, CancellationToken cancellationToken) =>
        registration.TheirReference?.Trim().Length > SubmissionDelivery.LongestReference ? Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["theirReference"] = TooLong })
        : await _desk.RegisterAsync(submission, delivery, registration.TheirReference, Caller, cancellationToken) switch
        {
            DeskStatus.Success => NoContent(),
            DeskStatus.NotThere => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, NotToRegisterTitle, NotToRegister, "NotToRegister"),
            _ => SubmissionsController.Refused(HttpContext),
        };

    private static DeliveryChannel? ChannelOf(string? name) => name switch
    {
        "mail" => DeliveryChannel.Mail,
        "system" => DeliveryChannel.System,
        _ => null,
    };

    /// <summary>Whether a recipient's deliveries are to wait.</summary>
    /// <param name="Channel">mail or system.</param>
    /// <param name="Recipient">The mailbox or the system; empty with mail for the mail server itself.</param>
    /// <param name="IsPaused">Whether they wait.</param>
    public sealed record ChosenPause(string? Channel, string? Recipient, bool? IsPaused);

    /// <summary>That something is registered by hand.</summary>
    /// <param name="TheirReference">The case number that it got; null for none.</param>
    public sealed record Registration(string? TheirReference);
}
