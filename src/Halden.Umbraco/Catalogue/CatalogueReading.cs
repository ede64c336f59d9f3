using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Catalogue;

/// <summary>One service as a source has it.</summary>
/// <param name="Id">The service's id at the source.</param>
/// <param name="Texts">Its descriptions, one in each culture, in the order of the source.</param>
internal sealed record NationalService(string Id, IReadOnlyList<NationalDescription> Texts)
{
    /// <summary>Its name in the first of them.</summary>
    public string Title => Texts[0].Title;
}

/// <summary>What came of reading a source, whole, before anything is written: its elements in order, and its services one at a time.</summary>
/// <remarks>
/// The elements are in a temporary database of SQLite's own: in memory while they are few, on disk beyond that, never under
/// a name, and gone when it is closed or the process is killed. So a catalogue of any size costs the memory of one service.
/// Not for concurrent use.
/// </remarks>
internal sealed class CatalogueReading : IDisposable
{
    /// <summary>Most elements of a catalogue; the whole country has some ten thousand descriptions.</summary>
    public const int MaxElements = 200_000;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SqliteConnection? _database;
    private readonly SqliteCommand? _insert;
    private bool _isSorted;

    /// <summary>A reading without elements, to add to.</summary>
    public CatalogueReading()
    {
        _database = TemporaryDatabase.Open();
        Execute("""
            CREATE TABLE item (
                position INTEGER PRIMARY KEY, service TEXT, culture TEXT, name TEXT, version TEXT, updated INTEGER,
                fields TEXT, left_out TEXT, warnings TEXT, reason TEXT, is_skipped INTEGER NOT NULL, replaced_by INTEGER);
            CREATE INDEX by_service ON item (service, culture);
            CREATE INDEX by_name ON item (name, culture);
            """);
        _insert = _database.CreateCommand();
        _insert.CommandText = "INSERT INTO item VALUES ($position, $service, $culture, $name, $version, $updated, $fields, $left_out, $warnings, $reason, $is_skipped, NULL)";
        foreach (var name in (string[])["$position", "$service", "$culture", "$name", "$version", "$updated", "$fields", "$left_out", "$warnings", "$reason", "$is_skipped"])
        {
            _insert.Parameters.Add(new SqliteParameter(name, null));
        }
    }

    private CatalogueReading(Label fault) => Fault = fault;

    /// <summary>Why nothing could be read and what to do; null when the reading went through.</summary>
    public Label? Fault { get; }

    /// <summary>How many elements the source has.</summary>
    public int Count { get; private set; }

    /// <summary>How many services have a description that could be read.</summary>
    public int ServiceCount => _database is null ? 0 : (int)(long)Scalar("SELECT COUNT(DISTINCT service) FROM item WHERE fields IS NOT NULL")!;

    /// <summary>
    /// Every element in order. Of two descriptions of the same service in the same language the one updated last counts, and
    /// the later in the source where the dates do not tell; the other is an <see cref="UnreadItem"/> that says so.
    /// </summary>
    public IEnumerable<CatalogueItem> Items => Select("ORDER BY position");

    /// <summary>The elements that were not taken in, in order.</summary>
    public IEnumerable<UnreadItem> Unread => Select("WHERE fields IS NULL OR replaced_by IS NOT NULL ORDER BY position").Cast<UnreadItem>();

    /// <summary>The services, each whole, in the order of their first elements.</summary>
    public IEnumerable<NationalService> Services
    {
        get
        {
            if (_database is null)
            {
                yield break;
            }

            // The keys alone are put in order; texts would be dragged along through the sorting.
            using var command = _database.CreateCommand();
            command.CommandText = "SELECT service FROM item WHERE fields IS NOT NULL GROUP BY service ORDER BY MIN(position)";
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                var id = row.GetString(0);
                yield return new NationalService(id, [.. Select("WHERE service = $service AND fields IS NOT NULL AND replaced_by IS NULL ORDER BY position", id).Cast<NationalDescription>()]);
            }
        }
    }

    /// <summary>A reading that failed as a whole.</summary>
    public static CatalogueReading Failed(Label fault) => new(fault);

    /// <summary>Whether a service has a description that could be read, in a culture or in any.</summary>
    public bool Has(string serviceId, string? culture = null) =>
        _database is not null && Scalar("SELECT 1 FROM item WHERE service = $service AND ($culture IS NULL OR culture = $culture) AND fields IS NOT NULL LIMIT 1", serviceId, culture) is not null;

    /// <summary>Whether something of a service, or of nobody knows which service where it is null, was refused.</summary>
    public bool HasRefused(string? serviceId) =>
        _database is not null && Scalar("SELECT 1 FROM item WHERE service IS $service AND fields IS NULL AND is_skipped = 0 LIMIT 1", serviceId) is not null;

    /// <summary>How many services have this name in a culture.</summary>
    public int CountNamed(string name, string culture) =>
        _database is null ? 0 : (int)(long)Scalar("SELECT COUNT(DISTINCT service) FROM item WHERE name = $service AND culture = $culture AND fields IS NOT NULL", name, culture)!;

    /// <summary>Adds an element. Positions are not used twice.</summary>
    /// <exception cref="InvalidOperationException">The reading has failed.</exception>
    public void Add(CatalogueItem item)
    {
        var values = (_insert ?? throw new InvalidOperationException("Nothing is added to a reading that failed.")).Parameters;
        var (text, unread) = (item as NationalDescription, item as UnreadItem);
        object?[] row =
        [
            item.Position, text?.ServiceId ?? unread?.ServiceId, text?.Culture, text?.Title ?? unread?.Name, text?.SourceVersion, text?.Updated?.Ticks,
            text?.Fields.ToJson(), Stored(text?.LeftOut), Stored(text?.Warnings), unread is null ? null : JsonSerializer.Serialize(unread.Reason, Json), unread?.IsSkipped ?? false,
        ];
        for (var i = 0; i < row.Length; i++)
        {
            values[i].Value = row[i] ?? DBNull.Value;
        }

        _insert.ExecuteNonQuery();
        Count++;
        _isSorted = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert?.Dispose();
        _database?.Dispose();
    }

    private static string? Stored<T>(IReadOnlyCollection<T>? list) => list is { Count: > 0 } ? JsonSerializer.Serialize(list, Json) : null;

    private static T[] List<T>(SqliteDataReader row, int column) => row.IsDBNull(column) ? [] : JsonSerializer.Deserialize<T[]>(row.GetString(column), Json)!;

    private static Label OlderEdition(int chosen) => new(
        $"Tjenesten finnes flere ganger i samme språk. Utgaven på plass {chosen} er brukt, fordi den er sist oppdatert eller står sist.",
        $"Tenesta finst fleire gonger i same språk. Utgåva på plass {chosen} er brukt, fordi ho er sist oppdatert eller står sist.",
        $"The service is there more than once in the same language. The edition in place {chosen} is used, because it was updated last or comes last.");

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private IEnumerable<CatalogueItem> Select(string which, string? service = null)
    {
        if (_database is null)
        {
            yield break;
        }

        Sort();
        using var command = _database.CreateCommand();
        command.CommandText = $"SELECT position, service, culture, name, version, updated, fields, left_out, warnings, reason, is_skipped, replaced_by FROM item {which}";
        command.Parameters.AddWithValue("$service", (object?)service ?? DBNull.Value);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var position = row.GetInt32(0);
            yield return !row.IsDBNull(11)
                ? new UnreadItem(position, row.GetString(1), row.GetString(3), OlderEdition(row.GetInt32(11)), IsSkipped: true)
                : row.IsDBNull(6)
                ? new UnreadItem(position, Text(row, 1), Text(row, 3), JsonSerializer.Deserialize<Label>(row.GetString(9), Json)!, row.GetBoolean(10))
                : new NationalDescription(
                    position, row.GetString(1), row.GetString(2), Text(row, 4), FieldValues.Parse(row.GetString(6)),
                    row.IsDBNull(5) ? null : new DateTime(row.GetInt64(5)), [.. List<string>(row, 7)], List<Label>(row, 8));
        }
    }

    // versjon and revisjon are the catalogue's own bookkeeping and decide nothing.
    private void Sort()
    {
        if (!_isSorted)
        {
            Execute("""
                UPDATE item SET replaced_by = NULLIF(chosen, position) FROM (
                    SELECT position AS place, FIRST_VALUE(position) OVER (PARTITION BY service, culture ORDER BY updated DESC, position DESC) AS chosen
                    FROM item WHERE fields IS NOT NULL) WHERE place = position AND NULLIF(chosen, position) IS NOT replaced_by
                """);
            _isSorted = true;
        }
    }

    private void Execute(string sql)
    {
        using var command = _database!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, string? service = null, string? culture = null)
    {
        using var command = _database!.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$service", (object?)service ?? DBNull.Value);
        command.Parameters.AddWithValue("$culture", (object?)culture ?? DBNull.Value);
        return command.ExecuteScalar();
    }
}
