using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Requirement specifications (kravspesifikasjoner) for what must be bought.</summary>
[ApiController]
[Route("umbraco/halden/api/v1/rollout/requirements")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class RolloutRequirementsController : ControllerBase
{
    private static readonly Label[] Headers =
        [RequirementTexts.Number, RequirementTexts.Group, RequirementTexts.Text, RequirementTexts.Weight, RequirementTexts.Answer, RequirementTexts.Explanation, RequirementTexts.Link];

    private readonly RequirementSpecifications _specifications;
    private readonly ServiceViews _people;
    private readonly IOptionsMonitor<SelfServiceOptions> _site;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public RolloutRequirementsController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _specifications = services.Get<RequirementSpecifications>();
        _people = services.Get<ServiceViews>();
        _site = services.Get<IOptionsMonitor<SelfServiceOptions>>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>All, the last changed first, without their requirements.</summary>
    [HttpGet]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        List<object> views = [];
        foreach (var one in await _specifications.AllAsync(cancellationToken))
        {
            views.Add(await ViewOfAsync(one, withRequirements: false));
        }

        return Ok(views);
    }

    /// <summary>One, with its requirements in their order.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await _specifications.FindAsync(id, cancellationToken) is { } one ? Ok(await ViewOfAsync(one, withRequirements: true)) : NoSuch();

    /// <summary>One as a file.</summary>
    [HttpGet("{id:guid}/export")]
    public async Task<IActionResult> Export(Guid id, [FromQuery] string? format, CancellationToken cancellationToken)
    {
        if (InformationTexts.Find<SheetFormat>(format) is not { } known)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["format"] = RequirementTexts.NoSuchFormat });
        }

        if (await _specifications.FindAsync(id, cancellationToken) is not { } one)
        {
            return NoSuch();
        }

        var language = HttpContext.Language();
        var rows = one.Read().Select(requirement => (IReadOnlyList<object?>)
        [
            requirement.Number,
            requirement.Group,
            requirement.Text,
            RequirementTexts.WeightOf(requirement.IsMust).In(language),
            RequirementTexts.NameOf(requirement.Answer).In(language),
            requirement.Explanation,
            requirement.Link,
        ]).ToList();
        return this.Sheet(RolloutSheet.Write(known, "Krav", [.. Headers.Select(header => header.In(language))], rows), known, FileNameOf(one));
    }

    /// <summary>One as a document to send.</summary>
    [HttpGet("{id:guid}/pdf")]
    public async Task<IActionResult> Pdf(Guid id, CancellationToken cancellationToken) => await _specifications.FindAsync(id, cancellationToken) is { } one
        ? File(RequirementsPdf.Write(one, _site.CurrentValue.Municipality, HttpContext.Language()), "application/pdf", $"{FileNameOf(one)}.pdf")
        : NoSuch();

    /// <summary>Begins one, empty or with the ready-made requirements of its subject, in the caller's language.</summary>
    [HttpPost]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Begin(BegunSpecification begun, CancellationToken cancellationToken) => AnswerAsync(
        _specifications.BeginAsync(begun.Title, InformationTexts.Find<RequirementSubject>(begun.Subject), begun.IsReadyMade, HttpContext.Language(), CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Saves one whole.</summary>
    [HttpPut("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Save(Guid id, WrittenSpecification written, CancellationToken cancellationToken) =>
        AnswerAsync(_specifications.SaveAsync(id, written.Version, written.Change(), CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Deletes one.</summary>
    [HttpDelete("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Delete(Guid id, [FromQuery] Guid version, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _specifications.DeleteAsync(id, version, CurrentUser.Key, cancellationToken)) ?? await List(cancellationToken);

    private async Task<IActionResult> AnswerAsync(Task<RegisterOutcome> work, CancellationToken cancellationToken)
    {
        var outcome = await work;
        return Answers.Problem(HttpContext, outcome) ?? await Show(outcome.Key, cancellationToken);
    }

    private async Task<object> ViewOfAsync(RequirementSpecification one, bool withRequirements)
    {
        var requirements = one.Read();
        return new
        {
            one.Id,
            one.Version,
            one.Title,
            subject = InformationTexts.Machine(one.Subject),
            one.IsFinished,
            totals = RequirementTotals.Of(requirements),
            changedBy = await _people.NameOfAsync(one.ChangedBy, HttpContext.Language()),
            one.ChangedAt,
            requirements = !withRequirements ? null : requirements.Select(requirement => new
            {
                requirement.Number,
                requirement.Group,
                requirement.Text,
                requirement.IsMust,
                answer = InformationTexts.Machine(requirement.Answer),
                requirement.Explanation,
                requirement.Link,
            }),
        };
    }

    private static string FileNameOf(RequirementSpecification one) => Slug.Of(one.Title) is { Length: > 0 } slug ? slug : "krav";

    private ObjectResult NoSuch() => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, Answers.NotFoundTitle, nameof(RegisterStatus.NotFound));

    /// <summary>A specification to begin.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="Subject">forms, descriptions, processTools or other.</param>
    /// <param name="IsReadyMade">Whether it begins with the ready-made requirements.</param>
    public sealed record BegunSpecification(string? Title, string? Subject, bool IsReadyMade);

    /// <summary>A specification to save, whole.</summary>
    /// <param name="Version">As it was read.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Subject">forms, descriptions, processTools or other.</param>
    /// <param name="IsFinished">Whether it is finished.</param>
    /// <param name="Requirements">All of them, in their order.</param>
    public sealed record WrittenSpecification(Guid? Version, string? Title, string? Subject, bool IsFinished, IReadOnlyList<WrittenRequirement>? Requirements)
    {
        internal RequirementChange Change() => new(Title, InformationTexts.Find<RequirementSubject>(Subject), IsFinished, [.. (Requirements ?? []).Select(one => one.Requirement())]);
    }

    /// <summary>A requirement.</summary>
    /// <param name="Number">Its own; null for a new one.</param>
    /// <param name="Group">Heading that it stands under; null for none.</param>
    /// <param name="Text">What is required.</param>
    /// <param name="IsMust">Whether it must be met.</param>
    /// <param name="Answer">notAnswered, met, partly or notMet.</param>
    /// <param name="Explanation">In what way.</param>
    /// <param name="Link">Absolute https or http address.</param>
    public sealed record WrittenRequirement(int? Number, string? Group, string? Text, bool IsMust, string? Answer, string? Explanation, string? Link)
    {
        internal Requirement Requirement() => new(Number ?? 0, Group ?? string.Empty, Text ?? string.Empty, IsMust, InformationTexts.Find<RequirementAnswer>(Answer) ?? RequirementAnswer.NotAnswered, Explanation, Link);
    }
}

/// <summary>Spreadsheets as answers.</summary>
internal static class SheetAnswers
{
    /// <summary>A file with a name by its format.</summary>
    public static FileContentResult Sheet(this ControllerBase controller, byte[] content, SheetFormat format, string name)
    {
        controller.Response.Headers.XContentTypeOptions = "nosniff";
        return controller.File(
            content,
            format == SheetFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
            $"{name}.{InformationTexts.Machine(format)}");
    }
}
