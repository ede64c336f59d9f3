using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>What citizens have sent, for the owner of the service and who decides for its departments (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/submissions")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SubmissionsController : ControllerBase
{
    private const int MostAtOnce = 500;

    internal static readonly Label NotYoursTitle = new("Ikke tilgang", "Ikkje tilgang", "No access");

    // The same for one that does not exist: who may not read them need not know which there are.
    internal static readonly Label NotYours = new(
        "Innsendingen finnes ikke, eller du er verken hovedansvarlig for tjenesten eller kommunalsjef eller stedfortreder for avdelingen.",
        "Innsendinga finst ikkje, eller du er verken hovudansvarleg for tenesta eller kommunalsjef eller stadfortredar for avdelinga.",
        "The submission does not exist, or you neither are the main responsible for the service nor direct its department or stand in for who does.");

    private static readonly Label NoVersion = new(
        "Oppgi versjonen av innsendingen som du så.", "Oppgje versjonen av innsendinga som du såg.", "Give the version of the submission that you saw.");

    private static readonly Label SetMeanwhile = new(
        "En annen har endret tilstanden siden du så den, og den er ikke endret på nytt. Se hva den er nå, og velg igjen om det trengs.",
        "Nokon annan har endra tilstanden sidan du såg han, og han er ikkje endra på nytt. Sjå kva han er no, og vel igjen om det trengst.",
        "Somebody else has changed the state since you saw it, and it was not changed again. See what it is now, and choose again if need be.");

    private static readonly Label NoSuchFile = new(
        "Filen finnes ikke, eller kan ikke leses med nøklene som nettstedet har.", "Fila finst ikkje, eller kan ikkje lesast med nøklane som nettstaden har.", "The file does not exist, or cannot be read with the keys that the site has.");

    private static readonly Label NotFailed = new("Leveringen venter eller er fullført; det er ingenting å prøve igjen.", "Leveringa ventar eller er fullført; det er ingenting å prøve igjen.", "The delivery waits or is done; there is nothing to try again.");

    private static readonly Label NoSuchState = new("Velg ny (new), under arbeid (inWork) eller ferdig (done).", "Vel ny (new), under arbeid (inWork) eller ferdig (done).", "Choose new, in work (inWork) or done.");

    private static readonly Label NoSuchOutlook = new("Velg feilet (failed), venter (waiting) eller levert (delivered).", "Vel feila (failed), ventar (waiting) eller levert (delivered).", "Choose failed, waiting or delivered.");

    private readonly Submissions.Submissions _submissions;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public SubmissionsController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _submissions = services.Get<Submissions.Submissions>();
        _security = security;
    }

    private SubmissionReader Caller => _security.Required() is var user ? new SubmissionReader(user.Key, user.Email) : throw new InvalidOperationException();

    /// <summary>The submissions that the caller may read, newest first; nothing of what was written.</summary>
    [HttpGet]
    public async Task<IActionResult> List(Guid? service, string? state, string? delivery, string? q, CancellationToken cancellationToken, int skip = 0, int take = 100)
    {
        var faults = new Dictionary<string, Label>();
        if (state is not null && Parse<SubmissionState>(state) is null)
        {
            faults["state"] = NoSuchState;
        }

        if (delivery is not null && Parse<DeliveryOutlook>(delivery) is null)
        {
            faults["delivery"] = NoSuchOutlook;
        }

        if (faults.Count > 0)
        {
            return Answers.WithErrors(HttpContext, faults);
        }

        var query = new SubmissionQuery(service, Parse<SubmissionState>(state), Parse<DeliveryOutlook>(delivery), q);
        var list = await _submissions.ListAsync(Caller, query, Math.Max(skip, 0), Math.Clamp(take, 1, MostAtOnce), HttpContext.Language(), cancellationToken);
        return Ok(new { list.Total, items = list.Items.Select(line => View(line, HttpContext.Language())) });
    }

    /// <summary>How many new ones there are, and how many that do not get through, of what the caller may read; and of which services.</summary>
    [HttpGet("summary")]
    public async Task<IActionResult> Summary(CancellationToken cancellationToken) => Ok(await _submissions.SummaryAsync(Caller, HttpContext.Language(), cancellationToken));

    /// <summary>One submission with its answers. That it was read is noted.</summary>
    [HttpGet("{submission:guid}")]
    public async Task<IActionResult> Read(Guid submission, CancellationToken cancellationToken) =>
        await _submissions.OpenAsync(submission, Caller, HttpContext.Language(), cancellationToken) is not { } opened
            ? Refused()
            : Ok(new
            {
                submission = View(opened.Line, HttpContext.Language()),
                isReadable = opened.Answers is not null,
                keepDays = opened.Terms.KeepDays,
                anonymises = opened.Terms.Anonymise,
                fault = opened.Answers is null ? SubmissionTexts.Unreadable.In(HttpContext.Language()) : null,
                signedIn = opened.SignedIn is not { } signedIn ? null : SubmissionTexts.SignedInAs(signedIn).In(HttpContext.Language()),
                groups = (opened.Answers ?? []).Select(group => new { group.Heading, questions = group.Questions.Select(question => new { question.Question, question.Answers, question.Attachments }) }),
                attachments = opened.Files.Select(file => new { file.Id, file.FileName, file.ContentType, file.Length, file.IsQuarantined }),
            });

    /// <summary>A file that came with a submission, always as a download. That it was read is noted.</summary>
    [HttpGet("{submission:guid}/attachments/{attachment:guid}")]
    public async Task<IActionResult> Attachment(Guid submission, Guid attachment, CancellationToken cancellationToken)
    {
        if (!await _submissions.IsReadableAsync(submission, Caller, cancellationToken))
        {
            return Refused();
        }

        try
        {
            if (await _submissions.OpenFileAsync(submission, attachment, Caller, cancellationToken) is not { } file)
            {
                return Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, NoSuchFile, "NotFound");
            }

            if (file.Content is null)
            {
                return Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, SubmissionTexts.FileQuarantined, "Quarantined");
            }

            // Whatever a citizen says that it is: a browser is to save it, never to run it here.
            Response.Headers.XContentTypeOptions = "nosniff";
            return File(file.Content, "application/octet-stream", file.Name.FileName);
        }
        catch (AttachmentsUnreachableException)
        {
            Response.Headers.RetryAfter = "60";
            return Answers.Problem(HttpContext, StatusCodes.Status503ServiceUnavailable, Answers.NotDone, SubmissionTexts.FileUnreachable, "Unreachable");
        }
    }

    /// <summary>Sets how far the handling has come.</summary>
    [HttpPut("{submission:guid}/state")]
    public async Task<IActionResult> SetState(Guid submission, ChosenState choice, CancellationToken cancellationToken) =>
        !await _submissions.IsReadableAsync(submission, Caller, cancellationToken) ? Refused()
        : Parse<SubmissionState>(choice.State) is not { } state ? Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["state"] = NoSuchState })
        : choice.Version is not { } version ? Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["version"] = NoVersion })
        : await _submissions.SetStateAsync(submission, state, version, Caller, cancellationToken) switch
        {
            StateStatus.Success => NoContent(),
            StateStatus.ChangedMeanwhile => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, SetMeanwhile, nameof(StateStatus.ChangedMeanwhile)),
            _ => Refused(),
        };

    /// <summary>Has a delivery that failed tried again.</summary>
    [HttpPost("{submission:guid}/deliveries/{delivery:guid}/retry")]
    public async Task<IActionResult> Retry(Guid submission, Guid delivery, CancellationToken cancellationToken) =>
        !await _submissions.IsReadableAsync(submission, Caller, cancellationToken) ? Refused()
        : await _submissions.RetryAsync(submission, delivery, Caller, cancellationToken) ? NoContent()
        : Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotFoundTitle, NotFailed, "NotFailed");

    /// <summary>Has all deliveries that failed tried again, of what the caller may read.</summary>
    [HttpPost("deliveries/retry")]
    public async Task<IActionResult> RetryAll(RetriedService choice, CancellationToken cancellationToken) =>
        Ok(new { retried = await _submissions.RetryAllAsync(choice.Service, Caller, cancellationToken) });

    private ObjectResult Refused() => Refused(HttpContext);

    /// <summary>403 for a submission that one may not read, or that does not exist.</summary>
    internal static ObjectResult Refused(HttpContext context) => Answers.Problem(context, StatusCodes.Status403Forbidden, NotYoursTitle, NotYours, "NotYours");

    internal static T? Parse<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(name, out _) ? value : null;

    internal static object View(SubmissionLine line, string language) => new
    {
        line.Submission.Id,
        line.Submission.Reference,
        line.Submission.DocumentKey,
        line.Service,
        line.Submission.Culture,
        line.Submission.ReceivedAt,
        state = NameOf(line.Submission.State),
        line.Submission.Version,
        line.Submission.DoneAt,
        line.Submission.AnonymisedAt,
        deliveries = line.Deliveries.Select(delivery => new
        {
            delivery.Id,
            kind = NameOf(delivery.Kind),
            state = NameOf(delivery.State),
            channel = delivery.Channel is { } channel ? NameOf(channel) : null,
            delivery.TheirReference,
            delivery.Attempts,
            delivery.Fault,
            heldBecause = line.Held.GetValueOrDefault(delivery.Id)?.In(language),
            nextTry = delivery.State == SubmissionDeliveryState.Waiting ? delivery.NotBefore : (DateTimeOffset?)null,
            delivery.EndedAt,
        }),
    };

    internal static string NameOf<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    /// <summary>A choice.</summary>
    /// <param name="State">new, inWork or done.</param>
    /// <param name="Version">The submission's, as it was seen.</param>
    public sealed record ChosenState(string? State, int? Version);

    /// <summary>Of which service.</summary>
    /// <param name="Service">Its key; null for all.</param>
    public sealed record RetriedService(Guid? Service);
}
