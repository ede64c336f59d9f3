using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>How an import ended.</summary>
internal enum ImportStatus
{
    /// <summary>Everything was gone through; single items may still have been refused.</summary>
    Completed,

    /// <summary>Another import was under way; nothing was done.</summary>
    Busy,

    /// <summary>The source could not be read; nothing was done.</summary>
    Unreadable,

    /// <summary>The document types or the page Selvbetjening are missing, or the user is unknown; nothing was done.</summary>
    NotReady,

    /// <summary>Stopped underway; what the report lists as done is done, and running again does the rest.</summary>
    Cancelled,

    /// <summary>Stopped by a fault of ours, which is in the log; running again does the rest.</summary>
    Failed,
}

/// <summary>What became of one service or one element of the source.</summary>
internal enum ImportOutcome
{
    /// <summary>A new draft was made.</summary>
    Created,

    /// <summary>The draft, or the internal texts, took over national changes.</summary>
    Updated,

    /// <summary>Nothing was new.</summary>
    Unchanged,

    /// <summary>The only news stood against the municipality's own text, which was kept.</summary>
    Kept,

    /// <summary>Not for us: a language we do not have, or older than what we or the same file have.</summary>
    Skipped,

    /// <summary>Could not be taken in; the reason says what to do.</summary>
    Refused,

    /// <summary>No longer in the catalogue. The document stays as it is.</summary>
    Withdrawn,
}

/// <summary>What an import did. Serialised as camelCase JSON by <see cref="ToJson"/>: for the run's record, the command line and the API.</summary>
internal sealed record ImportReport
{
    /// <summary>Most rows of an outcome; the rest are only counted. A municipality's catalogue has some hundred services.</summary>
    public const int MaxRows = 2000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Key of the run; null when nothing was recorded (a trial, or nothing was done).</summary>
    public Guid? RunId { get; init; }

    /// <summary>Name of the catalogue.</summary>
    public required string Source { get; init; }

    /// <summary>What was read: a file's name, or the id of a source; null where it was not said.</summary>
    public string? Origin { get; init; }

    /// <summary>How it ended.</summary>
    public required ImportStatus Status { get; init; }

    /// <summary>The report in a sentence or two; for what went wrong, what to do.</summary>
    public required Label Message { get; init; }

    /// <summary>A trial: what would have been done, and nothing was.</summary>
    public bool DryRun { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>How many of each.</summary>
    public ImportCounts Counts { get; init; } = new();

    /// <summary>
    /// A row for each service, in the order of the source, then the withdrawn. A service without anything new has one only
    /// where there is something to say of it, and no outcome has more than <see cref="MaxRows"/>.
    /// </summary>
    public IReadOnlyList<ImportRow> Items { get; init; } = [];

    /// <summary>How many rows there was no room for.</summary>
    public int Unlisted { get; init; }

    /// <summary>camelCase JSON; enumerations by name.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote; null where it is no report.</summary>
    public static ImportReport? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportReport>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Counts of an import. Services, except that skipped and refused also count single elements of the source.</summary>
internal sealed record ImportCounts
{
    /// <summary>New drafts.</summary>
    public int Created { get; init; }

    /// <summary>Drafts or internal texts that took over national changes.</summary>
    public int Updated { get; init; }

    /// <summary>Services without anything new.</summary>
    public int Unchanged { get; init; }

    /// <summary>Services with at least one field where the municipality's text stands against a newer national one, from this run or an earlier one.</summary>
    public int Kept { get; init; }

    /// <summary>Elements that are not for us.</summary>
    public int Skipped { get; init; }

    /// <summary>Elements and services that could not be taken in.</summary>
    public int Refused { get; init; }

    /// <summary>Services, or single languages of them, no longer in the catalogue.</summary>
    public int Withdrawn { get; init; }
}

/// <summary>What became of one service or element.</summary>
internal sealed record ImportRow
{
    /// <summary>The service's id at the source, where it is known.</summary>
    public string? ServiceId { get; init; }

    /// <summary>The cultures concerned.</summary>
    public IReadOnlyList<string> Cultures { get; init; } = [];

    /// <summary>The service's name, where it is known.</summary>
    public string? Title { get; init; }

    /// <summary>What became of it.</summary>
    public required ImportOutcome Outcome { get; init; }

    /// <summary>The document, where there is one.</summary>
    public Guid? DocumentKey { get; init; }

    /// <summary>Place in the file, from 1, of an element that was skipped or refused.</summary>
    public int? Position { get; init; }

    /// <summary>Why it was skipped, refused or withdrawn, and what to do.</summary>
    public Label? Reason { get; init; }

    /// <summary>Fields that took over the national text.</summary>
    public IReadOnlyList<FieldRow> Taken { get; init; } = [];

    /// <summary>Fields where the municipality's text stands against a newer national one, and a person must choose.</summary>
    public IReadOnlyList<FieldRow> Kept { get; init; } = [];

    /// <summary>What an editor should know.</summary>
    public IReadOnlyList<Label> Warnings { get; init; } = [];
}

/// <summary>A field in one culture.</summary>
/// <param name="Culture">nb-NO, nn-NO or en-US.</param>
/// <param name="Alias">Alias of the field.</param>
internal sealed record FieldRow(string Culture, string Alias);

/// <summary>How far an import has come.</summary>
/// <param name="Done">Services gone through.</param>
/// <param name="Total">Services in all.</param>
/// <param name="Title">Name of the last one.</param>
internal sealed record ImportProgress(int Done, int Total, string Title);

/// <summary>How to run an import.</summary>
/// <param name="Source">Name of the catalogue, <see cref="ICatalogueSource.Name"/>.</param>
/// <param name="UserKey">Whom Umbraco is to name as writer; null for a job or the command line (Umbraco's super user).</param>
/// <param name="DryRun">Only say what would be done.</param>
/// <param name="RecreateDeleted">Make anew the documents that the municipality has deleted.</param>
/// <param name="Origin">What is read, for people: a file's name, or the id of a source.</param>
internal sealed record ImportOptions(string Source, Guid? UserKey = null, bool DryRun = false, bool RecreateDeleted = false, string? Origin = null);

/// <summary>An import that is under way, in this process or another.</summary>
/// <param name="Source">Name of the catalogue.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="StartedBy">Key of the user who started it; null for a verb or the schedule.</param>
internal sealed record ImportUnderway(string Source, DateTimeOffset StartedAt, Guid? StartedBy);
