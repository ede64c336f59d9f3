using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Halden.Umbraco.EditorsApi;

/// <summary>The one place where outcomes become answers of the editors' API: RFC 9457 problems with texts for a person.</summary>
internal static class Answers
{
    private static readonly Label Invalid = new("Noe er ikke riktig fylt ut.", "Noko er ikkje rett fylt ut.", "Something is not filled in correctly.");

    /// <summary>Title of a 404.</summary>
    public static readonly Label NotFoundTitle = new("Finnes ikke", "Finst ikkje", "Not found");

    /// <summary>Title of what did not come about.</summary>
    public static readonly Label NotDone = new("Det gikk ikke", "Det gjekk ikkje", "Not done");

    /// <summary>Why something was not saved over what somebody else did.</summary>
    public static readonly Label Changed = new(
        "Noen andre har endret dette siden du åpnet det. Last på nytt, og gjør endringen din igjen.",
        "Nokon andre har endra dette sidan du opna det. Last på nytt, og gjer endringa di igjen.",
        "Somebody else has changed this since you opened it. Reload, and make your change again.");

    private static readonly Label DepartmentInUse = new(
        "Avdelingen har tjenester. Flytt dem til en annen avdeling først.",
        "Avdelinga har tenester. Flytt dei til ei anna avdeling først.",
        "The department has services. Move them to another department first.");

    /// <summary>The language of the one who calls: nb-NO unless Accept-Language prefers nynorsk or English.</summary>
    public static string Language(this HttpContext context)
    {
        var preferred = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return preferred is null ? Cultures.Bokmal
            : preferred.StartsWith("nn", StringComparison.OrdinalIgnoreCase) ? Cultures.NewNorwegian
            : preferred.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Cultures.English
            : Cultures.Bokmal;
    }

    /// <summary>404 for a service that does not exist.</summary>
    public static ObjectResult NoSuchService(HttpContext context) =>
        Problem(context, StatusCodes.Status404NotFound, NotFoundTitle, ApprovalTexts.Outcome(ApprovalStatus.NotFound), nameof(ApprovalStatus.NotFound));

    /// <summary>The problem of an outcome of the approval, or null where it succeeded.</summary>
    public static ObjectResult? Problem(HttpContext context, ApprovalOutcome outcome)
    {
        if (outcome.Status == ApprovalStatus.Success)
        {
            return null;
        }

        var status = outcome.Status switch
        {
            ApprovalStatus.NotFound => StatusCodes.Status404NotFound,
            ApprovalStatus.Incomplete or ApprovalStatus.CommentMissing or ApprovalStatus.InvalidTime => StatusCodes.Status422UnprocessableEntity,
            ApprovalStatus.NoDirector or ApprovalStatus.NotTheDirector or ApprovalStatus.OwnWork or ApprovalStatus.AlreadyApproved => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        };
        var language = context.Language();
        var details = outcome.Messages.Select(message => message.In(language)).ToList();
        var result = Problem(context, status, status == StatusCodes.Status422UnprocessableEntity ? Invalid : NotDone, ApprovalTexts.Outcome(outcome.Status), outcome.Status.ToString());
        if (details.Count > 0)
        {
            ((ProblemDetails)result.Value!).Detail += " " + string.Join(' ', details);
            ((ProblemDetails)result.Value!).Extensions["messages"] = details;
        }

        return result;
    }

    /// <summary>The problem of a change in the register, or null where it succeeded.</summary>
    public static ObjectResult? Problem(HttpContext context, RegisterOutcome outcome) => outcome.Status switch
    {
        RegisterStatus.Success => null,
        RegisterStatus.NotFound => Problem(context, StatusCodes.Status404NotFound, NotFoundTitle, NotFoundTitle, nameof(RegisterStatus.NotFound)),
        RegisterStatus.InUse => Problem(context, StatusCodes.Status409Conflict, NotDone, DepartmentInUse, nameof(RegisterStatus.InUse)),
        RegisterStatus.ChangedMeanwhile => Problem(context, StatusCodes.Status409Conflict, NotDone, Changed, nameof(RegisterStatus.ChangedMeanwhile)),
        _ => WithErrors(context, outcome.Faults),
    };

    /// <summary>The problem of a message on the public pages, or null where it succeeded.</summary>
    public static ObjectResult? Problem(HttpContext context, MessageOutcome outcome) => outcome.Status switch
    {
        MessageStatus.Success => null,
        MessageStatus.NotFound => Problem(context, StatusCodes.Status404NotFound, NotFoundTitle, MessageTexts.NoSuchMessage, nameof(MessageStatus.NotFound)),
        MessageStatus.Over => Problem(context, StatusCodes.Status409Conflict, NotDone, MessageTexts.IsOver, nameof(MessageStatus.Over)),
        MessageStatus.ChangedMeanwhile => Problem(context, StatusCodes.Status409Conflict, NotDone, Changed, nameof(MessageStatus.ChangedMeanwhile)),
        _ => WithErrors(context, outcome.Faults),
    };

    /// <summary>The problem of saving a draft, or null where it succeeded.</summary>
    public static ObjectResult? Problem(HttpContext context, EditOutcome outcome) => outcome.Status switch
    {
        EditStatus.Success => null,
        EditStatus.NotFound => NoSuchService(context),
        EditStatus.ChangedMeanwhile => Problem(context, StatusCodes.Status409Conflict, NotDone, Changed, nameof(EditStatus.ChangedMeanwhile)),
        EditStatus.Refused => Problem(context, StatusCodes.Status409Conflict, NotDone, outcome.Faults[string.Empty], nameof(EditStatus.Refused)),
        _ => WithErrors(context, outcome.Faults),
    };

    /// <summary>The problem of forgetting a person, or null where it succeeded.</summary>
    public static ObjectResult? Problem(HttpContext context, PseudonymiseStatus status) => status switch
    {
        PseudonymiseStatus.Success => null,
        PseudonymiseStatus.NotFound => Problem(context, StatusCodes.Status404NotFound, NotFoundTitle, AuditTexts.Outcome(status), status.ToString()),
        _ => Problem(context, StatusCodes.Status409Conflict, NotDone, AuditTexts.Outcome(status), status.ToString()),
    };

    /// <summary>409 for a form that somebody saved meanwhile.</summary>
    public static ObjectResult FormChanged(HttpContext context, string? by, DateTimeOffset at) => SavedMeanwhile(context, FormTexts.SavedMeanwhile, by, at);

    /// <summary>409 for what somebody saved meanwhile.</summary>
    public static ObjectResult SavedMeanwhile(HttpContext context, Func<string?, DateTimeOffset, Label> text, string? by, DateTimeOffset at)
    {
        var problem = Problem(context, StatusCodes.Status409Conflict, NotDone, text(by, at), nameof(FormStatus.ChangedMeanwhile));
        var extensions = ((ProblemDetails)problem.Value!).Extensions;
        (extensions["savedBy"], extensions["savedAt"]) = (by, at);
        return problem;
    }

    /// <summary>409 for a form that services use.</summary>
    public static ObjectResult FormInUse(HttpContext context, IReadOnlyList<string> services) =>
        Problem(context, StatusCodes.Status409Conflict, NotDone, FormTexts.InUse(services), nameof(FormStatus.InUse));

    /// <summary>422 with every fault of a form and its place.</summary>
    public static ObjectResult FormFaulty(HttpContext context, IReadOnlyList<FaultView> faults)
    {
        var language = context.Language();
        var problem = new ValidationProblemDetails(faults.Where(fault => fault.IsError).GroupBy(fault => fault.Place).ToDictionary(same => same.Key, same => same.Select(fault => fault.Message).ToArray()))
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Title = Invalid.In(language),
            Detail = FormTexts.Faulty(faults.Count(fault => fault.IsError)).In(language),
        };
        problem.Extensions["operationStatus"] = nameof(FormStatus.Faulty);
        problem.Extensions["faults"] = faults;
        return Result(problem);
    }

    /// <summary>A problem with texts in the caller's language.</summary>
    public static ObjectResult Problem(HttpContext context, int status, Label title, Label detail, string operationStatus)
    {
        var language = context.Language();
        var problem = new ProblemDetails { Status = status, Title = title.In(language), Detail = detail.In(language) };
        problem.Extensions["operationStatus"] = operationStatus;
        return Result(problem);
    }

    /// <summary>422 with what is wrong, by field.</summary>
    public static ObjectResult WithErrors(HttpContext context, IReadOnlyDictionary<string, Label> faults)
    {
        var language = context.Language();
        var problem = new ValidationProblemDetails(faults.ToDictionary(fault => fault.Key, fault => new[] { fault.Value.In(language) }))
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Title = Invalid.In(language),
            Detail = string.Join(' ', faults.Values.Select(fault => fault.In(language))),
        };
        problem.Extensions["operationStatus"] = nameof(EditStatus.Invalid);
        return Result(problem);
    }

    private static ObjectResult Result(ProblemDetails problem) =>
        new(problem) { StatusCode = problem.Status, ContentTypes = { "application/problem+json" } };
}
