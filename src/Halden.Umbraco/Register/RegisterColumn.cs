using Halden.Umbraco.Processes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Register;

/// <summary>A column of the register: in the table, in files, and in what is said of changes.</summary>
/// <param name="Id">Its name to machines.</param>
/// <param name="Label">Its name to people; the header in files.</param>
/// <param name="IsImported">Whether a file may change it.</param>
/// <param name="Width">In a file, in characters.</param>
/// <param name="Value">The text of a row in it, in a language; null for nothing.</param>
/// <param name="Day">Where it holds a day: that day.</param>
internal sealed record RegisterColumn(
    string Id, Label Label, bool IsImported, int Width, Func<RegisterRow, string, string?> Value, Func<RegisterRow, DateTimeOffset?>? Day = null)
{
    public static readonly RegisterColumn Title = new("title", new("Tjeneste", "Teneste", "Service"), false, 45, (row, _) => row.Title);

    public static readonly RegisterColumn Department = new("department", new("Avdeling", "Avdeling", "Department"), true, 28, (row, _) => row.Department?.Name);

    /// <summary>By name, with semicolons between them.</summary>
    public static readonly RegisterColumn FurtherDepartments = new(
        "furtherDepartments", new("Flere avdelinger", "Fleire avdelingar", "Further departments"), true, 28, (row, _) => Joined(row.FurtherDepartments.Select(department => department.Name)));

    public static readonly RegisterColumn Owner = new("owner", new("Hovedansvarlig", "Hovudansvarleg", "Main responsible"), true, 24, (row, _) => row.OwnerName);

    public static readonly RegisterColumn OwnerEmail = new(
        "ownerEmail", new("Hovedansvarligs e-post", "E-posten til hovudansvarleg", "The main responsible's e-mail"), true, 32, (row, _) => row.OwnerEmail);

    public static readonly RegisterColumn RecipientKind = new(
        "recipientKind", new("Mottak", "Mottak", "Received by"), true, 14, (row, language) => row.HasRecipient ? RegisterTexts.Of(row.RecipientKind ?? default).In(language) : null);

    public static readonly RegisterColumn Recipient = new("recipient", new("Mottaker", "Mottakar", "Recipient"), true, 32, (row, _) => row.Recipient);

    public static readonly RegisterColumn Form = new("form", new("Skjema", "Skjema", "Form"), true, 32, (row, _) => row.Form?.Name);

    /// <summary>By which a row of a file finds its service.</summary>
    public static readonly RegisterColumn Key = new("key", new("Nøkkel", "Nøkkel", "Key"), false, 38, (row, _) => row.Key.ToString());

    /// <summary>By which it is seen whether somebody has changed the row since.</summary>
    public static readonly RegisterColumn Version = new("version", new("Versjon", "Versjon", "Version"), false, 38, (row, _) => row.Version?.ToString());

    /// <summary>All, in the order in which they are shown. Ids are in saved views: they never change.</summary>
    public static readonly IReadOnlyList<RegisterColumn> All =
    [
        Title,
        new("vacancies", new("Ledig", "Ledig", "Vacant"), false, 32, (row, language) => Joined(row.Vacancies.Select(vacancy => RegisterTexts.Of(vacancy).In(language)))),
        Department,
        FurtherDepartments,
        new("director", new("Kommunalsjef", "Kommunalsjef", "Director"), false, 24, (row, language) => row.Department is { } department ? department.Director ?? RegisterTexts.Vacant.In(language) : null),
        Owner,
        OwnerEmail,
        RecipientKind,
        Recipient,
        Form,
        new("stageToday", new("Trinn i dag", "Trinn i dag", "Stage today"), false, 24, (row, language) => row.StageToday is { } stage ? ProcessTexts.NameOf(stage).In(language) : null),
        new("stageTarget", new("Trinn som mål", "Trinn som mål", "Target stage"), false, 24, (row, language) => row.StageTarget is { } stage ? ProcessTexts.NameOf(stage).In(language) : null),
        new("formPlace", new("Hvor skjemaet er laget", "Kvar skjemaet er laga", "Where the form is made"), false, 20, (row, language) => row.Form is { } form ? form.Provider ?? RegisterTexts.OwnForm.In(language) : null),
        new("state", new("Status", "Status", "State"), false, 24, (row, language) => RegisterTexts.Of(row.State).In(language)),
        new("description", new("Beskrivelse", "Omtale", "Description"), false, 16, (row, language) => RegisterTexts.Of(row.Description).In(language)),
        new("formStatus", new("Skjemaets status", "Statusen til skjemaet", "The form's state"), false, 16, (row, language) => RegisterTexts.Of(row.FormStatus).In(language)),
        new("process", new("Prosess", "Prosess", "Process"), false, 16, (row, language) => RegisterTexts.Of(row.ProcessStatus).In(language)),
        new("published", new("Publisert", "Publisert", "Published"), false, 10, (row, language) => (row.IsPublished ? RegisterTexts.Yes : RegisterTexts.No).In(language)),
        new("approvedAt", new("Sist godkjent", "Sist godkjend", "Last approved"), false, 14, (row, _) => IsoDay(row.ApprovedAt), row => row.ApprovedAt),
        new("updatedAt", new("Teksten sist endret", "Teksten sist endra", "Text last changed"), false, 14, (row, _) => IsoDay(row.UpdatedAt), row => row.UpdatedAt),
        Key,
        Version,
    ];

    /// <summary>The column of a name, or of a header in any language; null for none.</summary>
    public static RegisterColumn? Find(string header) => All.FirstOrDefault(column =>
        column.Id.Equals(header, StringComparison.OrdinalIgnoreCase)
        || column.Label.Nb.Equals(header, StringComparison.OrdinalIgnoreCase)
        || column.Label.Nn.Equals(header, StringComparison.OrdinalIgnoreCase)
        || column.Label.En.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>The columns of these ids in their order, and then those by which a file is read in again; all of them for null.</summary>
    public static IReadOnlyList<RegisterColumn> Chosen(IReadOnlyList<string>? ids) => ids is null
        ? All
        : [.. ids.Select(id => All.FirstOrDefault(column => column.Id == id)).OfType<RegisterColumn>().Except([Key, Version]), Key, Version];

    /// <summary>The text of a row in it; empty for nothing.</summary>
    public string Text(RegisterRow row, string language) => Value(row, language) ?? string.Empty;

    private static string? IsoDay(DateTimeOffset? at) => at is { } known ? NorwegianTime.DayOf(known).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string? Joined(IEnumerable<string> texts) => string.Join("; ", texts) is { Length: > 0 } joined ? joined : null;
}
