using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>The register of services as a table: reading, changing many rows at once, spreadsheets, and its figures (docs/register.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class RegisterController : ControllerBase
{
    // What stands around the file in the request.
    private const int AroundFile = 64 * 1024;

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly Label NoSuchFormat = new("Velg xlsx eller csv.", "Vel xlsx eller csv.", "Choose xlsx or csv.");

    private static readonly Label NoFile = new("Velg en fil som slutter på .xlsx eller .csv.", "Vel ei fil som sluttar på .xlsx eller .csv.", "Choose a file that ends in .xlsx or .csv.");

    private static readonly Label NoSuchKind = new(
        "Velg e-post (mailbox), fagsystem (lineOfBusinessSystem) eller utskrift (printQueue).",
        "Vel e-post (mailbox), fagsystem (lineOfBusinessSystem) eller utskrift (printQueue).",
        "Choose e-mail (mailbox), line-of-business system (lineOfBusinessSystem) or paper (printQueue).");

    private static readonly Label SeenAnother = new(
        "Registeret er endret siden forhåndsvisningen. Se over endringene en gang til.",
        "Registeret er endra sidan førehandsvisinga. Sjå over endringane ein gong til.",
        "The register has changed since the preview. Look over the changes once more.");

    private static readonly Label NoTestRecipient = new(
        "Tjenesten har ingen mottaker å sende til.", "Tenesta har ingen mottakar å sende til.", "The service has no recipient to send to.");

    private static readonly Label OnPaper = new(
        "Søknadene skrives ut av hovedansvarlig, så det er ingenting å sende.",
        "Søknadene blir skrivne ut av hovudansvarleg, så det er ingenting å sende.",
        "The main responsible prints the applications, so there is nothing to send.");

    private static readonly Label TooOften = new(
        $"Du har sendt {RecipientTest.Most} prøver de siste {RecipientTest.Within.TotalMinutes:0} minuttene. Vent litt.",
        $"Du har sendt {RecipientTest.Most} prøver dei siste {RecipientTest.Within.TotalMinutes:0} minutta. Vent litt.",
        $"You have sent {RecipientTest.Most} tests in the last {RecipientTest.Within.TotalMinutes:0} minutes. Wait a little.");

    private readonly RegisterTable _table;
    private readonly RegisterBulk _bulk;
    private readonly RegisterImport _import;
    private readonly RegisterFigures _figures;
    private readonly SavedViews _saved;
    private readonly RecipientTest _test;
    private readonly HaldenStore _store;
    private readonly ServiceViews _people;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public RegisterController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _table = services.Get<RegisterTable>();
        _bulk = services.Get<RegisterBulk>();
        _import = services.Get<RegisterImport>();
        _figures = services.Get<RegisterFigures>();
        _saved = services.Get<SavedViews>();
        _test = services.Get<RecipientTest>();
        _store = services.Get<HaldenStore>();
        _people = services.Get<ServiceViews>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>Every service's row, and what rows refer to by key.</summary>
    [HttpGet("register")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var view = await _table.ReadAsync(language, cancellationToken);
        return new JsonResult(
            new
            {
                columns = RegisterColumn.All.Where(column => column != RegisterColumn.Version && column != RegisterColumn.Key).Select(column => new { column.Id, label = column.Label.In(language) }),
                view.Departments,
                view.Forms,
                rows = view.Rows.Select(row => new RowView(
                    row.Key,
                    row.Version,
                    row.Title,
                    row.Department?.Key,
                    row.FurtherDepartments.Count == 0 ? null : row.FurtherDepartments.Select(department => department.Key),
                    row.OwnerName,
                    row.OwnerEmail,
                    row.HasRecipient ? row.RecipientKind : null,
                    row.Recipient,
                    row.Form?.Id,
                    ServiceViews.NameOf(row.State),
                    row.Description.ToString().ToLowerInvariant(),
                    row.FormStatus.ToString().ToLowerInvariant(),
                    row.ProcessStatus.ToString().ToLowerInvariant(),
                    row.StageToday,
                    row.StageTarget,
                    row.IsPublished,
                    row.ApprovedAt,
                    row.UpdatedAt,
                    row.Vacancies.Count == 0 ? null : row.Vacancies)),
            },
            Compact);
    }

    /// <summary>What a change of many rows would do. Writes nothing.</summary>
    [HttpPost("register/bulk/preview")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> PreviewBulk(ChosenChange chosen, CancellationToken cancellationToken) => BulkAsync(chosen, isPreview: true, cancellationToken);

    /// <summary>Changes many rows, each by itself.</summary>
    [HttpPost("register/bulk")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Bulk(ChosenChange chosen, CancellationToken cancellationToken) => BulkAsync(chosen, isPreview: false, cancellationToken);

    /// <summary>The register as a file: all of it, or the rows and columns that are named, in their order.</summary>
    [HttpPost("register/export")]
    public async Task<IActionResult> Export(ChosenExport chosen, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<SheetFormat>(chosen.Format, ignoreCase: true, out var format) || !Enum.IsDefined(format))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["format"] = NoSuchFormat });
        }

        var language = HttpContext.Language();
        var view = await _table.ReadAsync(language, cancellationToken);
        IReadOnlyList<RegisterRow> rows = chosen.Keys is null ? view.Rows : [.. chosen.Keys.Distinct().Select(view.Find).OfType<RegisterRow>()];
        var file = new MemoryStream();
        await RegisterSheet.WriteAsync(file, format, rows, RegisterColumn.Chosen(chosen.Columns), language, cancellationToken);
        file.Position = 0;
        Response.Headers.XContentTypeOptions = "nosniff";
        return File(
            file,
            format == SheetFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
            $"register-{_store.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{format.ToString().ToLowerInvariant()}");
    }

    /// <summary>Says what a file would change, or changes it: multipart <c>file</c>, and <c>stamp</c> of the preview to have it done.</summary>
    [HttpPost("register/import")]
    [Authorize(Policy = HaldenAccess.Editor)]
    [RequestSizeLimit(RegisterSheet.MaxBytes + AroundFile)]
    [RequestFormLimits(MultipartBodyLengthLimit = RegisterSheet.MaxBytes + AroundFile)]
    public async Task<IActionResult> Import([FromForm] IFormFile? file, [FromForm] string? stamp, CancellationToken cancellationToken)
    {
        if (file is null || RegisterSheet.FormatOf(file.FileName) is not { } format)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = NoFile });
        }

        if (file.Length > RegisterSheet.MaxBytes)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = RegisterSheet.TooLarge });
        }

        try
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancellationToken);
            var language = HttpContext.Language();
            var isPreview = string.IsNullOrEmpty(stamp);
            var outcome = await _import.RunAsync(RegisterSheet.Read(content.ToArray(), format), stamp, isPreview, CurrentUser.Key, language, cancellationToken);
            return !isPreview && !outcome.HasFaults && outcome.Stamp != stamp
                ? Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, SeenAnother, nameof(RegisterStatus.ChangedMeanwhile))
                : Ok(new
                {
                    rows = outcome.Rows.Where(row => row.Status != RowStatus.Unchanged).Select(row => ViewOf(row, language)),
                    notes = outcome.Notes.Select(note => note.In(language)),
                    outcome.Stamp,
                    outcome.IsApplied,
                    outcome.Changed,
                    failed = outcome.Rows.Count(row => row.Status == RowStatus.Failed),
                    unchanged = outcome.Rows.Count(row => row.Status == RowStatus.Unchanged),
                });
        }
        catch (UnreadableSheetException fault)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["file"] = fault.Text });
        }
    }

    /// <summary>Approvals by month, and applications by service and channel.</summary>
    [HttpGet("register/figures")]
    public async Task<IActionResult> Figures(CancellationToken cancellationToken)
    {
        var (months, applications) = await _figures.ReadAsync(cancellationToken);
        return Ok(new
        {
            months = months.Select(month => new { month = month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Approvals, month.Services }),
            applications = applications.Select(count => new { key = count.DocumentKey, channel = count.Channel?.ToString().ToLowerInvariant(), count.Count }),
        });
    }

    /// <summary>The saved views that the caller may choose among.</summary>
    [HttpGet("register/views")]
    public async Task<IActionResult> Views(CancellationToken cancellationToken)
    {
        var views = new List<object>();
        foreach (var view in await _saved.AllAsync(CurrentUser.Key, cancellationToken))
        {
            var isOwn = view.UserKey == CurrentUser.Key;
            views.Add(new { view.Id, view.Name, shown = JsonSerializer.Deserialize<JsonElement>(view.Shown), view.IsShared, isOwn, by = isOwn ? null : await _people.NameOfAsync(view.UserKey, HttpContext.Language()) });
        }

        return Ok(views);
    }

    /// <summary>Makes a view, or changes one of the caller's own.</summary>
    [HttpPut("register/views/{id:guid}")]
    public async Task<IActionResult> SaveView(Guid id, WrittenView view, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _saved.SaveAsync(id, view.Name, view.Shown, view.IsShared, CurrentUser.Key, cancellationToken)) ?? await Views(cancellationToken);

    /// <summary>Deletes one of the caller's own views.</summary>
    [HttpDelete("register/views/{id:guid}")]
    public async Task<IActionResult> DeleteView(Guid id, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _saved.DeleteAsync(id, CurrentUser.Key, cancellationToken)) ?? await Views(cancellationToken);

    /// <summary>Sends the service's recipient a test, marked as one, and says how it went.</summary>
    [HttpPost("services/{key:guid}/recipient/test")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Test(Guid key, CancellationToken cancellationToken)
    {
        if (!_people.Exists(key))
        {
            return Answers.NoSuchService(HttpContext);
        }

        var outcome = await _test.SendAsync(key, CurrentUser.Key, cancellationToken);
        return outcome.Status switch
        {
            RecipientTestStatus.Tried => Ok(new
            {
                channel = outcome.Way!.Channel.ToString().ToLowerInvariant(),
                outcome.Way.Recipient,
                isDelivered = outcome.Result!.Status is DeliveryStatus.Delivered or DeliveryStatus.Accepted,
                isAccepted = outcome.Result.Status == DeliveryStatus.Accepted,
                outcome.Result.Fault,
                outcome.Result.TheirReference,
            }),
            RecipientTestStatus.OnPaper => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, OnPaper, nameof(RecipientTestStatus.OnPaper)),
            RecipientTestStatus.TooOften => Answers.Problem(HttpContext, StatusCodes.Status429TooManyRequests, Answers.NotDone, TooOften, nameof(RecipientTestStatus.TooOften)),
            _ => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, NoTestRecipient, nameof(RecipientTestStatus.NoRecipient)),
        };
    }

    private async Task<IActionResult> BulkAsync(ChosenChange chosen, bool isPreview, CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var faults = new Dictionary<string, Label>();
        var kind = RecipientKind.Mailbox;
        if (chosen.Recipient is { } recipient && (!Enum.TryParse(recipient.Kind, ignoreCase: true, out kind) || !Enum.IsDefined(kind)))
        {
            faults["recipient"] = NoSuchKind;
        }

        if (chosen is { Department: null, Owner: null, Recipient: null })
        {
            faults["change"] = RegisterTexts.NothingToChange;
        }

        // All of somebody's can be asked for in a preview only: what is changed are rows that have been seen.
        var rows = chosen.Rows?.Select(row => new SeenRow(row.Key, row.Version)).ToList()
            ?? (isPreview && !string.IsNullOrWhiteSpace(chosen.OwnedBy) ? await _bulk.OwnedByAsync(chosen.OwnedBy, language, cancellationToken) : []);
        if (rows.Count == 0)
        {
            faults["rows"] = RegisterTexts.NothingChosen;
        }
        else if (rows.Count > RegisterBulk.MostRows)
        {
            faults["rows"] = RegisterTexts.TooManyChosen(RegisterBulk.MostRows);
        }

        if (faults.Count > 0)
        {
            return Answers.WithErrors(HttpContext, faults);
        }

        var change = new BulkChange(
            chosen.Department is { } department ? new BulkDepartment(department.Key) : null,
            chosen.Owner is { } owner ? new BulkOwner(owner.Name, owner.Email) : null,
            chosen.Recipient is { } to ? new BulkRecipient(kind, to.Recipient) : null);
        var results = await _bulk.RunAsync(rows, change, isPreview, CurrentUser.Key, language, cancellationToken);
        return Ok(new
        {
            rows = results.Select(row => ViewOf(row, language)),
            changed = results.Count(row => row.Status == RowStatus.Changed),
            failed = results.Count(row => row.Status == RowStatus.Failed),
            unchanged = results.Count(row => row.Status == RowStatus.Unchanged),
            isApplied = !isPreview,
        });
    }

    private static object ViewOf(RowResult row, string language) => new
    {
        row.Key,
        row.Title,
        row.Version,
        row.Number,
        status = row.Status.ToString().ToLowerInvariant(),
        changes = row.Changes.Select(change => new { change.Column, change.Before, change.After }),
        row.NeedsApproval,
        faults = row.Faults.Select(fault => new { fault.Column, text = fault.Text.In(language) }),
    };

    /// <summary>A row; what is nothing is left out.</summary>
    internal sealed record RowView(
        Guid Key,
        Guid? Version,
        string Title,
        Guid? Department,
        IEnumerable<Guid>? FurtherDepartments,
        string? Owner,
        string? OwnerEmail,
        RecipientKind? RecipientKind,
        string? Recipient,
        Guid? Form,
        string State,
        string Description,
        string FormStatus,
        string Process,
        ProcessStage? StageToday,
        ProcessStage? StageTarget,
        bool IsPublished,
        DateTimeOffset? ApprovedAt,
        DateTimeOffset UpdatedAt,
        IEnumerable<Vacancy>? Vacancies);

    /// <summary>A change of many rows; what is left out stays as it is.</summary>
    /// <param name="Rows">The rows as they were shown.</param>
    /// <param name="OwnedBy">In a preview, instead of rows: all whose main responsible has this address.</param>
    /// <param name="Department">The department to move to.</param>
    /// <param name="Owner">Who takes over.</param>
    /// <param name="Recipient">Who is to receive the applications.</param>
    public sealed record ChosenChange(IReadOnlyList<ChosenRow>? Rows, string? OwnedBy, ChosenDepartment? Department, ChosenOwner? Owner, ChosenRecipient? Recipient);

    /// <summary>A row as it was shown.</summary>
    /// <param name="Key">The service.</param>
    /// <param name="Version">Of its entry; null where it had none.</param>
    public sealed record ChosenRow(Guid Key, Guid? Version);

    /// <summary>A department.</summary>
    /// <param name="Key">Null for none.</param>
    public sealed record ChosenDepartment(Guid? Key);

    /// <summary>A main responsible.</summary>
    /// <param name="Name">Null for nobody.</param>
    /// <param name="Email">Null for none.</param>
    public sealed record ChosenOwner(string? Name, string? Email);

    /// <summary>A recipient.</summary>
    /// <param name="Kind">mailbox, lineOfBusinessSystem or printQueue.</param>
    /// <param name="Recipient">E-mail address or name of the system.</param>
    public sealed record ChosenRecipient(string? Kind, string? Recipient);

    /// <summary>What is to be in a file.</summary>
    /// <param name="Format">xlsx or csv.</param>
    /// <param name="Columns">Ids; null for all. The key is always among them, so that the file can be read in again.</param>
    /// <param name="Keys">The services, in the order that they are wanted; null for all by title.</param>
    public sealed record ChosenExport(string? Format, IReadOnlyList<string>? Columns, IReadOnlyList<Guid>? Keys);

    /// <summary>A view to save.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Shown">A JSON object, the client's own.</param>
    /// <param name="IsShared">Whether colleagues see it.</param>
    public sealed record WrittenView(string? Name, JsonElement Shown, bool IsShared);
}
