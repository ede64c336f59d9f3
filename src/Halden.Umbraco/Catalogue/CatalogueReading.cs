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

/// <summary>A service as a source sent it; its texts may not have been read yet.</summary>
/// <param name="Id">The service's id at the source.</param>
/// <param name="Texts">Its descriptions in the order of the source, also where there are two in one culture.</param>
internal sealed record SentService(string Id, IReadOnlyList<SentText> Texts);

/// <summary>One of a service's descriptions.</summary>
/// <param name="Position">Place in the file, from 1.</param>
/// <param name="Culture">nb-NO, nn-NO or en-US.</param>
/// <param name="Title">The service's name.</param>
/// <param name="Hash"><see cref="SentDescription.Hash"/>; null where it was added as already read.</param>
internal readonly record struct SentText(int Position, string Culture, string Title, string? Hash);

/// <summary>What came of reading a source, whole, before anything is written: its elements in order, and its services one at a time.</summary>
/// <remarks>
/// Nearly all the work of reading is to clean the texts. So a <see cref="SentDescription"/> is kept as it was sent until its
/// service is asked for, and of a service that is nothing new, never read.
/// The elements are in a temporary database of SQLite's own: in memory while they are few, on disk beyond that, never under
/// a name, and gone when it is closed or the process is killed. So a catalogue of any size costs the memory of one service.
/// Not for concurrent use.
/// </remarks>
internal sealed class CatalogueReading : IDisposable
{
    /// <summary>Most elements of a catalogue; the whole country has some ten thousand descriptions.</summary>
    public const int MaxElements = 200_000;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Columns = ["service", "culture", "name", "version", "updated", "sent", "is_skipped", "reason", "left_out", "warnings", "fields", "raw"];

    private readonly SqliteConnection? _database;
    private readonly SqliteCommand? _insert;
    private readonly SqliteCommand? _update;
    private readonly Func<ReadOnlyMemory<byte>, int, CatalogueItem>? _read;
    private bool _isSorted;

    /// <summary>A reading without elements, to add to.</summary>
    /// <param name="read">Reads the bytes of a <see cref="SentDescription"/> at a position: the description, or why it is not taken in.</param>
    public CatalogueReading(Func<ReadOnlyMemory<byte>, int, CatalogueItem>? read = null)
    {
        _read = read;
        _database = TemporaryDatabase.Open();
        Execute("""
            CREATE TABLE item (
                position INTEGER PRIMARY KEY, replaced_by INTEGER, service TEXT, culture TEXT, name TEXT, version TEXT, updated INTEGER,
                sent TEXT, is_skipped INTEGER NOT NULL, reason TEXT, left_out TEXT, warnings TEXT, fields TEXT, raw BLOB);
            CREATE INDEX by_service ON item (service, culture);
            CREATE INDEX by_name ON item (name, culture);
            """);
        _insert = Command($"INSERT INTO item (position, {string.Join(", ", Columns)}) VALUES ($position, {string.Join(", ", Columns.Select(column => $"${column}"))})");
        _update = Command($"UPDATE item SET replaced_by = CASE WHEN $reason IS NULL THEN replaced_by END, {string.Join(", ", Columns.Select(column => $"{column} = ${column}"))} WHERE position = $position");

        SqliteCommand Command(string sql)
        {
            var command = _database.CreateCommand();
            command.CommandText = sql;
            foreach (var name in Columns.Prepend("position"))
            {
                command.Parameters.Add(new SqliteParameter($"${name}", null));
            }

            return command;
        }
    }

    private CatalogueReading(Label fault) => Fault = fault;

    /// <summary>Why nothing could be read and what to do; null when the reading went through.</summary>
    public Label? Fault { get; }

    /// <summary>How many elements the source has.</summary>
    public int Count { get; private set; }

    /// <summary>How many services have a description that has not been refused.</summary>
    public int ServiceCount => _database is null ? 0 : (int)(long)Scalar("SELECT COUNT(DISTINCT service) FROM item WHERE reason IS NULL")!;

    /// <summary>
    /// Every element in order. Of two descriptions of the same service in the same language the one updated last counts, and
    /// the later in the source where the dates do not tell; the other is an <see cref="UnreadItem"/> that says so.
    /// </summary>
    public IEnumerable<CatalogueItem> Items
    {
        get
        {
            ReadSent();
            return Select("ORDER BY position");
        }
    }

    /// <summary>The elements that were not taken in, in order; of a service that has not been read, as far as is known.</summary>
    public IEnumerable<UnreadItem> Unread => Select("WHERE reason IS NOT NULL OR replaced_by IS NOT NULL ORDER BY position").Cast<UnreadItem>();

    /// <summary>The services, each whole, in the order of their first elements.</summary>
    public IEnumerable<NationalService> Services => Sent.Select(service => Read(service.Id)).OfType<NationalService>();

    /// <summary>The services as they were sent, in the order of their first elements.</summary>
    public IEnumerable<SentService> Sent
    {
        get
        {
            if (_database is null)
            {
                yield break;
            }

            // All is put in order before the first is given, so they may be read meanwhile.
            using var command = _database.CreateCommand();
            command.CommandText = "SELECT service, position, culture, name, sent FROM item WHERE reason IS NULL ORDER BY MIN(position) OVER (PARTITION BY service), position";
            using var row = command.ExecuteReader();
            List<SentText> texts = [];
            string? service = null;
            while (row.Read())
            {
                if (service is not null && service != row.GetString(0))
                {
                    yield return new SentService(service, texts);
                    texts = [];
                }

                service = row.GetString(0);
                texts.Add(new SentText(row.GetInt32(1), row.GetString(2), row.GetString(3), Text(row, 4)));
            }

            if (service is not null)
            {
                yield return new SentService(service, texts);
            }
        }
    }

    /// <summary>A reading that failed as a whole.</summary>
    public static CatalogueReading Failed(Label fault) => new(fault);

    /// <summary>A service with its texts read; null where none of them could be.</summary>
    public NationalService? Read(string serviceId)
    {
        ReadSent(serviceId);
        List<NationalDescription> texts = [.. Select("WHERE service = $service AND reason IS NULL AND replaced_by IS NULL ORDER BY position", serviceId).Cast<NationalDescription>()];
        return texts.Count > 0 ? new NationalService(serviceId, texts) : null;
    }

    /// <summary>Whether a service has a description that has not been refused, in a culture or in any.</summary>
    public bool Has(string serviceId, string? culture = null) =>
        _database is not null && Scalar("SELECT 1 FROM item WHERE service = $service AND ($culture IS NULL OR culture = $culture) AND reason IS NULL LIMIT 1", serviceId, culture) is not null;

    /// <summary>Whether something of a service, or of nobody knows which service where it is null, was refused.</summary>
    public bool HasRefused(string? serviceId) =>
        _database is not null && Scalar("SELECT 1 FROM item WHERE service IS $service AND reason IS NOT NULL AND is_skipped = 0 LIMIT 1", serviceId) is not null;

    /// <summary>How many services have this name in a culture.</summary>
    public int CountNamed(string name, string culture)
    {
        if (_database is null)
        {
            return 0;
        }

        // One that is refused when it is read does not count.
        while (Scalar("SELECT service FROM item WHERE name = $service AND culture = $culture AND raw IS NOT NULL LIMIT 1", name, culture) is string unread)
        {
            ReadSent(unread);
        }

        return (int)(long)Scalar("SELECT COUNT(DISTINCT service) FROM item WHERE name = $service AND culture = $culture AND reason IS NULL", name, culture)!;
    }

    /// <summary>Adds an element. Positions are not used twice.</summary>
    /// <exception cref="InvalidOperationException">The reading has failed.</exception>
    public void Add(CatalogueItem item)
    {
        Write(_insert ?? throw new InvalidOperationException("Nothing is added to a reading that failed."), item, (item as SentDescription)?.Hash());
        Count++;
        _isSorted = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert?.Dispose();
        _update?.Dispose();
        _database?.Dispose();
    }

    private static void Write(SqliteCommand command, CatalogueItem item, string? hash)
    {
        object?[] row = item switch
        {
            SentDescription sent =>
                [sent.Position, sent.ServiceId, sent.Culture, sent.Title, sent.SourceVersion, sent.Updated?.Ticks, hash, false, null, null, null, null, sent.Raw.ToArray()],
            NationalDescription text =>
                [text.Position, text.ServiceId, text.Culture, text.Title, text.SourceVersion, text.Updated?.Ticks, hash, false, null, Stored(text.LeftOut), Stored(text.Warnings), text.Fields.ToJson(), null],
            UnreadItem unread =>
                [unread.Position, unread.ServiceId, null, unread.Name, null, null, null, unread.IsSkipped, JsonSerializer.Serialize(unread.Reason, Json), null, null, null, null],
            _ => throw new InvalidOperationException($"A reading does not keep {item.GetType().Name}."),
        };
        for (var i = 0; i < row.Length; i++)
        {
            command.Parameters[i].Value = row[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
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
        command.CommandText = $"SELECT position, service, culture, name, version, updated, fields, left_out, warnings, reason, is_skipped, replaced_by, sent FROM item {which}";
        command.Parameters.AddWithValue("$service", (object?)service ?? DBNull.Value);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var position = row.GetInt32(0);
            yield return !row.IsDBNull(11)
                ? new UnreadItem(position, row.GetString(1), row.GetString(3), OlderEdition(row.GetInt32(11)), IsSkipped: true)
                : !row.IsDBNull(9)
                ? new UnreadItem(position, Text(row, 1), Text(row, 3), JsonSerializer.Deserialize<Label>(row.GetString(9), Json)!, row.GetBoolean(10))
                : new NationalDescription(
                    position, row.GetString(1), row.GetString(2), Text(row, 4), FieldValues.Parse(row.GetString(6)),
                    row.IsDBNull(5) ? null : new DateTime(row.GetInt64(5)), [.. List<string>(row, 7)], List<Label>(row, 8))
                {
                    SentHash = row.IsDBNull(7) && row.IsDBNull(8) ? Text(row, 12) : null,
                };
        }
    }

    /// <summary>Reads what was kept as it was sent, of a service or of all.</summary>
    private void ReadSent(string? service = null)
    {
        if (_database is null || _read is null)
        {
            return;
        }

        foreach (var (position, sent) in SentOf(service))
        {
            var raw = (byte[])Scalar("SELECT raw FROM item WHERE position = $service", position)!;
            var item = _read(raw, position);
            Write(_update!, item, sent);
            if (item is UnreadItem refused)
            {
                // Another edition of the same may count now.
                Sort(refused.ServiceId);
            }
        }
    }

    private List<(int Position, string Sent)> SentOf(string? service)
    {
        using var command = _database!.CreateCommand();
        command.CommandText = $"SELECT position, sent FROM item WHERE raw IS NOT NULL{(service is null ? string.Empty : " AND service = $service")} ORDER BY position";
        command.Parameters.AddWithValue("$service", (object?)service ?? DBNull.Value);
        using var row = command.ExecuteReader();
        List<(int Position, string Sent)> sent = [];
        while (row.Read())
        {
            sent.Add((row.GetInt32(0), row.GetString(1)));
        }

        return sent;
    }

    // versjon and revisjon are the catalogue's own bookkeeping and decide nothing.
    private void Sort()
    {
        if (!_isSorted)
        {
            Sort(service: null);
            _isSorted = true;
        }
    }

    private void Sort(string? service)
    {
        using var command = _database!.CreateCommand();
        command.CommandText = $"""
            UPDATE item SET replaced_by = NULLIF(chosen, position) FROM (
                SELECT position AS place, FIRST_VALUE(position) OVER (PARTITION BY service, culture ORDER BY updated DESC, position DESC) AS chosen
                FROM item WHERE reason IS NULL{(service is null ? string.Empty : " AND service = $service")}) WHERE place = position AND NULLIF(chosen, position) IS NOT replaced_by
            """;
        command.Parameters.AddWithValue("$service", (object?)service ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = _database!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, object? service = null, string? culture = null)
    {
        using var command = _database!.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$service", service ?? DBNull.Value);
        command.Parameters.AddWithValue("$culture", (object?)culture ?? DBNull.Value);
        return command.ExecuteScalar();
    }
}
