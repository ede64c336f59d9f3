using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Bpmn;
using Halden.Umbraco.Processes.Drawing;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>The process models of services: drawing, copying, exchanging and comparing them (docs/editors-api.md, docs/processes.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class ProcessesController : ControllerBase
{
    // More than a model can be, so that who sends one that is too large is told so in words.
    private const int MaxRequest = 2 * ProcessJson.MaxBytes;

    private static readonly Label NoSuchComparison = new(
        "Det er ingenting å sammenligne med.", "Det er ingenting å samanlikne med.", "There is nothing to compare with.");

    private readonly ProcessModels _models;
    private readonly ProcessViews _views;
    private readonly ServiceViews _services;
    private readonly IOptionsMonitor<SelfServiceOptions> _site;
    private readonly TimeProvider _clock;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public ProcessesController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _models = services.Get<ProcessModels>();
        _views = services.Get<ProcessViews>();
        _services = services.Get<ServiceViews>();
        _site = services.Get<IOptionsMonitor<SelfServiceOptions>>();
        _clock = services.Get<TimeProvider>();
        _security = security;
    }

    private Guid CurrentUser => _security.Required().Key;

    private string Language => HttpContext.Language();

    /// <summary>The services that have any process, or of which a stage is said, by name.</summary>
    [HttpGet("processes")]
    public async Task<IActionResult> All(CancellationToken cancellationToken) => Ok(await _views.AllAsync(Language, cancellationToken));

    /// <summary>The ready-made processes.</summary>
    [HttpGet("processes/ready-made")]
    public IActionResult ReadyMade() => Ok(ReadyMadeProcesses.All.Select(one => new { one.Id, one.Name, stages = one.Stages.Keys.Select(ProcessPart.NameOf) }).OrderBy(one => one.Name, NorwegianOrder.Comparer));

    /// <summary>The drawing of a model that is being edited, in SVG and in words, and what is wrong with it. Nothing is kept.</summary>
    [HttpPost("processes/drawing")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public IActionResult Draw(UnsavedProcess asked)
    {
        var (model, faults) = ProcessJson.ReadFromOutside(Text(asked.Model));
        return model is null ? Faulty(faults) : Ok(ProcessViews.Drawing(model, asked.Title ?? string.Empty, Language));
    }

    /// <summary>A model that is being edited as PDF. Nothing is kept.</summary>
    [HttpPost("processes/pdf")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public IActionResult Print(UnsavedProcess asked)
    {
        var (model, faults) = ProcessJson.ReadFromOutside(Text(asked.Model));
        return model is null ? Faulty(faults) : Pdf(model, asked.Title ?? string.Empty);
    }

    /// <summary>What a BPMN document holds of what a process can be. The body is the document, or a form post with it as its file. Nothing is kept.</summary>
    [HttpPost("processes/import")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(BpmnReader.MaxBytes + 1_000_000)]
    public async Task<IActionResult> Import(CancellationToken cancellationToken)
    {
        using var document = new MemoryStream();
        await (await BodyAsync(cancellationToken)).CopyToAsync(document, cancellationToken);
        document.Position = 0;
        var read = BpmnReader.Read(document);
        if (read.Model is null)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = read.Fault! });
        }

        var (model, faults) = ProcessJson.ReadFromOutside(ProcessJson.Canonical(read.Model));
        return model is null
            ? Faulty(faults)
            : Ok(new
            {
                read.Name,
                model = JsonNode.Parse(ProcessJson.Canonical(model)),
                notes = read.Notes.Select(note => new { note.Element, note.Id, note.Name, note.IsLost, text = note.Text.In(Language) }),
                drawing = ProcessViews.Drawing(model, read.Name ?? string.Empty, Language),
            });
    }

    /// <summary>The processes of a service, every stage.</summary>
    [HttpGet("services/{key:guid}/processes")]
    public async Task<IActionResult> OfService(Guid key, CancellationToken cancellationToken) =>
        _services.Exists(key) ? Ok(await _views.OfAsync(key, Language, cancellationToken)) : Answers.NoSuchService(HttpContext);

    /// <summary>Says how a service is done today, how it is to be done, and which stage citizens are shown.</summary>
    [HttpPut("services/{key:guid}/processes")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Choose(Guid key, ChosenStages chosen, CancellationToken cancellationToken)
    {
        if (!_services.Exists(key))
        {
            return Answers.NoSuchService(HttpContext);
        }

        var wrong = new[] { ("today", chosen.Today), ("target", chosen.Target), ("shown", chosen.Shown) }.Where(one => one.Item2 is not null && ProcessPart.Find(one.Item2) is null).ToList();
        if (wrong.Count > 0)
        {
            return Answers.WithErrors(HttpContext, wrong.ToDictionary(one => one.Item1, _ => ProcessTexts.NoSuchStage));
        }

        var outcome = await _models.ChooseAsync(
            key, chosen.Version, new ProcessChoices(ProcessPart.Find(chosen.Today), ProcessPart.Find(chosen.Target), ProcessPart.Find(chosen.Shown)), CurrentUser, cancellationToken);
        return await ProblemAsync(outcome) ?? await OfService(key, cancellationToken);
    }

    /// <summary>A stage to be read: drawn, in words, and what differs from the stage before.</summary>
    /// <param name="key">The service.</param>
    /// <param name="stage">The stage; today's where it is left out.</param>
    /// <param name="package">Hash of the package that it was approved in, or <c>draft</c>; what was approved last where it is left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [HttpGet("services/{key:guid}/processes/reading")]
    public async Task<IActionResult> Read(Guid key, [FromQuery] string? stage, [FromQuery] string? package, CancellationToken cancellationToken)
    {
        if (stage is not null && ProcessPart.Find(stage) is null)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["stage"] = ProcessTexts.NoSuchStage });
        }

        return !_services.Exists(key) ? Answers.NoSuchService(HttpContext)
            : await _views.ReadAsync(key, ProcessPart.Find(stage), package, Language, cancellationToken) is { } read ? Ok(read)
            : NoSuchProcess();
    }

    /// <summary>One stage of a service.</summary>
    [HttpGet("services/{key:guid}/processes/{stage}")]
    public Task<IActionResult> Find(Guid key, string stage, CancellationToken cancellationToken) => AtAsync(key, stage, known => StageAsync(key, known, cancellationToken));

    /// <summary>Saves a stage.</summary>
    [HttpPut("services/{key:guid}/processes/{stage}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(MaxRequest)]
    public Task<IActionResult> Save(Guid key, string stage, SavedProcess saved, CancellationToken cancellationToken) => AtAsync(key, stage, async known =>
        await ProblemAsync(await _models.SaveAsync(key, known, saved.Version, Text(saved.Model), CurrentUser, cancellationToken)) ?? await StageAsync(key, known, cancellationToken));

    /// <summary>Copies a stage from another of the same service, of another service, or of the ready-made ones.</summary>
    [HttpPost("services/{key:guid}/processes/{stage}/copy")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Copy(Guid key, string stage, CopiedProcess copied, CancellationToken cancellationToken) => AtAsync(key, stage, async known =>
    {
        if (ProcessPart.Find(copied.FromStage) is not { } from)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["fromStage"] = ProcessTexts.NoSuchStage });
        }

        var outcome = await _models.CopyAsync(key, known, copied.Version, new ProcessSource(copied.FromService, copied.ReadyMade, from), CurrentUser, cancellationToken);
        return await ProblemAsync(outcome) ?? await StageAsync(key, known, cancellationToken);
    });

    /// <summary>Removes a stage.</summary>
    [HttpDelete("services/{key:guid}/processes/{stage}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Delete(Guid key, string stage, [FromQuery] Guid version, CancellationToken cancellationToken) => AtAsync(key, stage, async known =>
        await ProblemAsync(await _models.DeleteAsync(key, known, version, CurrentUser, cancellationToken)) ?? NoContent());

    /// <summary>The drawing of a stage in SVG and in words, and what is wrong with it.</summary>
    [HttpGet("services/{key:guid}/processes/{stage}/drawing")]
    public Task<IActionResult> Drawing(Guid key, string stage, [FromQuery] string? package, CancellationToken cancellationToken) =>
        WithModelAsync(key, stage, package, (model, title, _) => Ok(ProcessViews.Drawing(model, title, Language)), cancellationToken);

    /// <summary>The drawing of a stage as a file.</summary>
    [HttpGet("services/{key:guid}/processes/{stage}/svg")]
    public Task<IActionResult> Svg(Guid key, string stage, [FromQuery] string? package, CancellationToken cancellationToken) => WithModelAsync(
        key,
        stage,
        package,
        (model, title, name) =>
        {
            Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            return File(System.Text.Encoding.UTF8.GetBytes(ProcessSvg.Write(model, title, Language)), "image/svg+xml", $"{name}.svg");
        },
        cancellationToken);

    /// <summary>A stage on paper.</summary>
    [HttpGet("services/{key:guid}/processes/{stage}/pdf")]
    public Task<IActionResult> PdfOf(Guid key, string stage, [FromQuery] string? package, CancellationToken cancellationToken) =>
        WithModelAsync(key, stage, package, (model, title, _) => Pdf(model, title), cancellationToken);

    /// <summary>A stage as BPMN 2.0.</summary>
    [HttpGet("services/{key:guid}/processes/{stage}/bpmn")]
    public Task<IActionResult> Bpmn(Guid key, string stage, [FromQuery] string? package, CancellationToken cancellationToken) => WithModelAsync(
        key,
        stage,
        package,
        (model, title, name) => ProcessChecks.Of(model).Any(finding => finding.Kind == ProcessFindingKind.Error)
            ? Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, ProcessTexts.HasFaults, nameof(ProcessStatus.Faulty))
            : File(BpmnWriter.Write(model, title), "application/xml", $"{name}.bpmn"),
        cancellationToken);

    /// <summary>What differs between a stage, and another stage or another version of it.</summary>
    /// <param name="key">The service.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="since">What it was before: another stage, <c>approved</c> for what was approved last, the hash of a package, or <c>draft</c>.</param>
    /// <param name="package">Hash of the package that it is taken from, and another stage as well; what is being edited where it is left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [HttpGet("services/{key:guid}/processes/{stage}/differences")]
    public Task<IActionResult> Differences(Guid key, string stage, [FromQuery] string? since, [FromQuery] string? package, CancellationToken cancellationToken) => AtAsync(key, stage, async known =>
    {
        var after = await _models.AtAsync(key, package, cancellationToken);
        var before = ProcessPart.Find(since) is { } other ? after?.Stages.GetValueOrDefault(other)
            : since == "approved" ? (await _models.OfAsync(key, cancellationToken)).Approved.Stages.GetValueOrDefault(known)
            : since is null ? null
            : (await _models.AtAsync(key, since, cancellationToken))?.Stages.GetValueOrDefault(known);
        return after?.Stages.GetValueOrDefault(known) is not { } now ? NoSuchProcess()
            : before is null ? Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, NoSuchComparison, nameof(ProcessStatus.NotFound))
            : Ok(ProcessViews.Differences(before, now, Language));
    });

    /// <summary>The processes of the package that was submitted last: drawn, in words, and what differs from what is public.</summary>
    [HttpGet("services/{key:guid}/package/processes")]
    public async Task<IActionResult> OfPackage(Guid key, CancellationToken cancellationToken) =>
        _services.Exists(key) ? Ok(await _views.PackageAsync(key, Language, cancellationToken)) : Answers.NoSuchService(HttpContext);

    private async Task<IActionResult> StageAsync(Guid key, ProcessStage stage, CancellationToken cancellationToken) => Ok(await _views.StageAsync(key, stage, Language, cancellationToken));

    private async Task<IActionResult> AtAsync(Guid key, string stage, Func<ProcessStage, Task<IActionResult>> then) =>
        !_services.Exists(key) ? Answers.NoSuchService(HttpContext)
        : ProcessPart.Find(stage) is not { } known ? Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, ProcessTexts.NoSuchStage, nameof(ProcessStatus.NotFound))
        : await then(known);

    private Task<IActionResult> WithModelAsync(
        Guid key, string stage, string? package, Func<ProcessModel, string, string, IActionResult> then, CancellationToken cancellationToken) => AtAsync(key, stage, async known =>
    {
        if ((await _models.AtAsync(key, package, cancellationToken))?.Stages.GetValueOrDefault(known) is not { } model)
        {
            return NoSuchProcess();
        }

        var title = ProcessTexts.TitleOf(_views.TitleOf(key), known).In(Language);
        return then(model, title, Slug.Of(title));
    });

    private FileContentResult Pdf(ProcessModel model, string title) =>
        File(ProcessPdf.Write(model, title, _site.CurrentValue.Municipality, Language, _clock.GetUtcNow()), "application/pdf", $"{(Slug.Of(title) is { Length: > 0 } slug ? slug : "prosess")}.pdf");

    private async Task<IActionResult?> ProblemAsync(ProcessOutcome outcome) => outcome.Status switch
    {
        ProcessStatus.Success => null,
        ProcessStatus.NotFound => NoSuchProcess(),
        ProcessStatus.NoSuchSource => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, ProcessTexts.NoSuchSource, nameof(ProcessStatus.NoSuchSource)),
        ProcessStatus.NothingToShow => Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["shown"] = ProcessTexts.NothingToShow }),
        ProcessStatus.ChangedMeanwhile => Answers.SavedMeanwhile(HttpContext, ProcessTexts.SavedMeanwhile, await _services.NameOfAsync(outcome.SavedBy, Language), outcome.SavedAt!.Value),
        _ => Faulty(outcome.Faults),
    };

    private ObjectResult NoSuchProcess() => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, ProcessTexts.NoSuchProcess, nameof(ProcessStatus.NotFound));

    private ObjectResult Faulty(IReadOnlyList<ProcessFinding> faults) => Answers.WithErrors(
        HttpContext, faults.GroupBy(fault => fault.At ?? "model").ToDictionary(same => same.Key, same => same.Select(fault => fault.Text).Aggregate((first, next) => first.Then(next))));

    private static string Text(JsonElement? model) => model is { ValueKind: not JsonValueKind.Undefined } there ? there.GetRawText() : "null";

    private async Task<Stream> BodyAsync(CancellationToken cancellationToken)
    {
        if (!Request.HasFormContentType)
        {
            return Request.Body;
        }

        try
        {
            var files = (await Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = BpmnReader.MaxBytes + 1 }, cancellationToken)).Files;
            return files.Count > 0 ? files[0].OpenReadStream() : Stream.Null;
        }
        catch (InvalidDataException)
        {
            return Stream.Null;
        }
    }

    /// <summary>A model that is being edited.</summary>
    /// <param name="Title">Title of the drawing.</param>
    /// <param name="Model">The model, whole.</param>
    public sealed record UnsavedProcess(string? Title, JsonElement? Model);

    /// <summary>A model to be saved.</summary>
    /// <param name="Version">The version that was changed; null where there was none.</param>
    /// <param name="Model">The model, whole.</param>
    public sealed record SavedProcess(Guid? Version, JsonElement? Model);

    /// <summary>What a stage is to be copied from.</summary>
    /// <param name="Version">The version that is replaced; null where there was none.</param>
    /// <param name="FromStage">Which stage.</param>
    /// <param name="FromService">Of which service; null for the same one.</param>
    /// <param name="ReadyMade">Of which ready-made process; null for a service.</param>
    public sealed record CopiedProcess(Guid? Version, string? FromStage, Guid? FromService, string? ReadyMade);

    /// <summary>What is said of a service; null for nothing.</summary>
    /// <param name="Version">The version that was shown; null where nothing was said.</param>
    /// <param name="Today">The stage it is at.</param>
    /// <param name="Target">The stage it is to come to.</param>
    /// <param name="Shown">The stage that citizens are shown.</param>
    public sealed record ChosenStages(Guid? Version, string? Today, string? Target, string? Shown);
}
