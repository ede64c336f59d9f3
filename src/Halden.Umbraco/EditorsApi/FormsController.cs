using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>The municipality's forms: choosing among them, building and changing them (docs/editors-api.md, docs/forms.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/forms")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class FormsController : ControllerBase
{
    // More than a form can be, so that who sends one that is too large is told so in words.
    private const int MaxRequest = 5 * FormJson.MaxBytes;

    private static readonly Label NotStarted = new(
        "Selvbetjening er ikke klar ennå. Vent litt, og prøv igjen.", "Sjølvbetening er ikkje klar enno. Vent litt, og prøv igjen.", "Self-service is not ready yet. Wait a little, and try again.");

    private readonly OwnForms _forms;
    private readonly FormViews _views;
    private readonly FormPreview _preview;
    private readonly ServiceViews _people;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public FormsController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _forms = services.Get<OwnForms>();
        _views = services.Get<FormViews>();
        _preview = services.Get<FormPreview>();
        _people = services.Get<ServiceViews>();
        _security = security;
    }

    private Guid CurrentUser => _security.Required().Key;

    private string Language => HttpContext.Language();

    /// <summary>The municipality's own forms and the ready-made ones it has not taken into use, by name.</summary>
    [HttpGet]
    public async Task<IActionResult> All(CancellationToken cancellationToken) => Ok(await _views.AllAsync(Language, cancellationToken));

    /// <summary>The kinds of fields, and what a condition can ask.</summary>
    [HttpGet("types")]
    public IActionResult Types() => Ok(new
    {
        types = FormFieldType.All.Select(type => new
        {
            type.Id,
            type.Alias,
            label = type.Label.In(Language),
            name = type.Label.En,
            type.HasPreValues,
            type.IsQuestion,
            type.IsMultiple,
            type.MaxLength,
            type.Autocomplete,
        }),
        operators = Enum.GetValues<FormOperator>().Select(asked => new { name = asked.ToString(), label = FormTexts.NameOf(asked).In(Language) }),
    });

    /// <summary>One form whole.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Find(Guid id, CancellationToken cancellationToken) => await FoundAsync(id, cancellationToken);

    /// <summary>A form as a file.</summary>
    [HttpGet("{id:guid}/export")]
    public async Task<IActionResult> Export(Guid id, CancellationToken cancellationToken)
    {
        var form = (await _forms.FindAsync(id, cancellationToken))?.Form.Json is { } json ? FormJson.Read(json) : FormLibrary.Find(id);
        return form is null ? NoSuchForm() : File(Encoding.UTF8.GetBytes(FormJson.Write(form) + "\n"), "application/json", $"{Slug.Of(form.Name)}.json");
    }

    /// <summary>Every saving of a form, the newest first.</summary>
    [HttpGet("{id:guid}/versions")]
    public async Task<IActionResult> Versions(Guid id, CancellationToken cancellationToken)
    {
        var versions = new List<object>();
        foreach (var version in await _forms.VersionsAsync(id, cancellationToken))
        {
            versions.Add(new { version.Number, version.Name, version.At, by = await _people.NameOfAsync(version.By, Language) });
        }

        return versions.Count == 0 ? NoSuchForm() : Ok(versions);
    }

    /// <summary>A form as it was saved once.</summary>
    [HttpGet("{id:guid}/versions/{number:int}")]
    public async Task<IActionResult> Version(Guid id, int number, CancellationToken cancellationToken) =>
        await _forms.VersionAsync(id, number, cancellationToken) is { } json ? Ok(JsonNode.Parse(json)) : NoSuchForm();

    /// <summary>Makes a form, empty or like another.</summary>
    [HttpPost]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Create(NewForm wanted, CancellationToken cancellationToken) =>
        await AnswerAsync(await _forms.CreateAsync(wanted.Name, wanted.From, CurrentUser, cancellationToken), cancellationToken);

    /// <summary>Takes in a form: the body is the form, or a form post with it as its file.</summary>
    [HttpPost("import")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public async Task<IActionResult> Import(CancellationToken cancellationToken) =>
        await AnswerAsync(await _forms.ImportAsync(await BodyAsync(cancellationToken), CurrentUser, cancellationToken), cancellationToken);

    /// <summary>The faults of a form that is being edited; the body is the form.</summary>
    [HttpPost("check")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public async Task<IActionResult> Check(CancellationToken cancellationToken) =>
        Ok(new { faults = FormViews.FaultsIn(FormCheck.Read(await BodyAsync(cancellationToken)).Faults, Language) });

    /// <summary>A page of a form that is being edited, as citizens would meet it; HTML.</summary>
    [HttpPost("preview")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public IActionResult Preview(PreviewRequest asked)
    {
        var (form, faults) = FormCheck.Read(Text(asked.Form));
        if (form is null)
        {
            return Faulty(faults);
        }

        var culture = Cultures.All.Contains(asked.Culture) ? asked.Culture! : Cultures.Bokmal;
        var answers = (asked.Answers ?? []).ToDictionary(answer => answer.Key, answer => (IReadOnlyList<string>)[.. (answer.Value ?? []).OfType<string>()]);
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentSecurityPolicy = "sandbox";
        return _preview.Render(form, new ShownStep(asked.Page, culture, answers, asked.WithoutConditions)) is { } page
            ? File(page, PageRenderer.ContentType)
            : Answers.Problem(HttpContext, StatusCodes.Status503ServiceUnavailable, Answers.NotDone, NotStarted, "NotStarted");
    }

    /// <summary>Saves a form.</summary>
    [HttpPut("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public async Task<IActionResult> Save(Guid id, SavedForm saved, CancellationToken cancellationToken) =>
        await AnswerAsync(await _forms.SaveAsync(id, saved.Version, Text(saved.Form), CurrentUser, cancellationToken), cancellationToken);

    /// <summary>Gives a form another name.</summary>
    [HttpPut("{id:guid}/name")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Rename(Guid id, NamedForm named, CancellationToken cancellationToken) =>
        await AnswerAsync(await _forms.RenameAsync(id, named.Version, named.Name, CurrentUser, cancellationToken), cancellationToken);

    /// <summary>Makes a form what it was once, as a new version.</summary>
    [HttpPost("{id:guid}/versions/{number:int}/restore")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Restore(Guid id, int number, SeenForm seen, CancellationToken cancellationToken) =>
        await AnswerAsync(await _forms.RestoreAsync(id, seen.Version, number, CurrentUser, cancellationToken), cancellationToken);

    /// <summary>Removes a form that no service uses.</summary>
    [HttpDelete("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Delete(Guid id, [FromQuery] Guid version, CancellationToken cancellationToken) =>
        await ProblemAsync(await _forms.DeleteAsync(id, version, CurrentUser, cancellationToken)) ?? NoContent();

    private async Task<IActionResult> AnswerAsync(FormOutcome outcome, CancellationToken cancellationToken) =>
        await ProblemAsync(outcome) ?? await FoundAsync(outcome.Id, cancellationToken);

    private async Task<IActionResult> FoundAsync(Guid id, CancellationToken cancellationToken) =>
        await _views.FindAsync(id, Language, cancellationToken) is { } form ? Ok(form) : NoSuchForm();

    private async Task<IActionResult?> ProblemAsync(FormOutcome outcome) => outcome.Status switch
    {
        FormStatus.Success => null,
        FormStatus.NotFound => NoSuchForm(),
        FormStatus.ChangedMeanwhile => Answers.FormChanged(HttpContext, await _people.NameOfAsync(outcome.SavedBy, Language), outcome.SavedAt!.Value),
        FormStatus.Provided => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, FormTexts.Provided(outcome.Provider!), nameof(FormStatus.Provided)),
        FormStatus.InUse => Answers.FormInUse(HttpContext, [.. _views.Named(outcome.Services ?? []).Select(service => service.Title)]),
        _ => Faulty(outcome.Faults),
    };

    private IActionResult NoSuchForm() => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, FormTexts.NoSuchForm, nameof(FormStatus.NotFound));

    private IActionResult Faulty(IReadOnlyList<FormFault> faults) => Answers.FormFaulty(HttpContext, FormViews.FaultsIn(faults, Language));

    private static string Text(JsonElement? form) => form is { ValueKind: not JsonValueKind.Undefined } there ? there.GetRawText() : "null";

    // As it came, and not as MVC would read it: what is wrong with it is told with its line.
    private async Task<string> BodyAsync(CancellationToken cancellationToken)
    {
        var body = Request.Body;
        if (Request.HasFormContentType)
        {
            try
            {
                var files = (await Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MaxRequest }, cancellationToken)).Files;
                body = files.Count > 0 ? files[0].OpenReadStream() : Stream.Null;
            }
            catch (InvalidDataException)
            {
                body = Stream.Null;
            }
        }

        // A file from a Windows editor begins with a mark of its encoding, which this takes off.
        using var reader = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>A form to be made.</summary>
    /// <param name="Name">What it is to be called; null for what <paramref name="From"/> is called.</param>
    /// <param name="From">Id of the form it is to be like, own or ready-made; null for an empty one.</param>
    public sealed record NewForm(string? Name, Guid? From);

    /// <summary>A form to be saved.</summary>
    /// <param name="Version">The version that was changed.</param>
    /// <param name="Form">The form, whole.</param>
    public sealed record SavedForm(Guid Version, JsonElement? Form);

    /// <summary>Another name.</summary>
    /// <param name="Version">The version that was shown.</param>
    /// <param name="Name">The name.</param>
    public sealed record NamedForm(Guid Version, string? Name);

    /// <summary>What the one who asks has seen.</summary>
    /// <param name="Version">The version that was shown.</param>
    public sealed record SeenForm(Guid Version);

    /// <summary>What to show.</summary>
    /// <param name="Form">The form, whole.</param>
    /// <param name="Page">Number of the page, from one; one more than the last for looking over the answers.</param>
    /// <param name="Culture">In which language; bokmål unless it is one of the site's.</param>
    /// <param name="Answers">Alias → answers, which decide what the conditions show.</param>
    /// <param name="WithoutConditions">Whether to show also what only certain answers bring forth.</param>
    public sealed record PreviewRequest(JsonElement? Form, int Page, string? Culture, Dictionary<string, List<string>?>? Answers, bool WithoutConditions);
}
