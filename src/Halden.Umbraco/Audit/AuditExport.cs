using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Audit;

/// <summary>What the trail is written as.</summary>
internal enum AuditFormat
{
    /// <summary>RFC 4180, with a byte order mark so that Excel reads it as UTF-8; for people.</summary>
    Csv,

    /// <summary>One object; has what is needed to check the chain elsewhere.</summary>
    Json,
}

/// <summary>Writes the trail to a stream, line by line, however long it is.</summary>
internal sealed class AuditExport(AuditLog log)
{
    private const int LinesBetweenFlushes = 200;

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Label[] Columns =
    [
        new("Linje", "Linje", "Line"),
        new("Tidspunkt (UTC)", "Tidspunkt (UTC)", "Time (UTC)"),
        new("Hvem", "Kven", "Who"),
        new("Person-ID", "Person-ID", "Person ID"),
        new("Handling", "Handling", "Action"),
        new("Fra", "Frå", "From"),
        new("Adresse", "Adresse", "Address"),
        new("Tjeneste", "Teneste", "Service"),
        new("Tjenestens nøkkel", "Nøkkelen til tenesta", "Service key"),
        new("Pakkens hash", "Hashen til pakken", "Package hash"),
        new("Kommentar", "Kommentar", "Comment"),
        new("Linjens hash", "Hashen til linja", "Line hash"),
    ];

    /// <summary>The format that a file's name asks for, or null.</summary>
    public static AuditFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".csv" => AuditFormat.Csv,
        ".json" => AuditFormat.Json,
        _ => null,
    };

    /// <summary>Writes the lines; returns how many.</summary>
    public Task<int> WriteAsync(Stream output, AuditFormat format, AuditFilter filter, string language, CancellationToken cancellationToken)
    {
        var lines = log.LinesAsync(filter, language, cancellationToken);
        return format == AuditFormat.Csv ? WriteCsvAsync(output, lines, language, cancellationToken) : WriteJsonAsync(output, lines, cancellationToken);
    }

    private static async Task<int> WriteCsvAsync(Stream output, IAsyncEnumerable<AuditLine> lines, string language, CancellationToken cancellationToken)
    {
        await using var csv = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await csv.WriteLineAsync(string.Join(',', Columns.Select(column => Cell(column.In(language)))));
        var count = 0;
        await foreach (var line in lines)
        {
            var entry = line.Entry;
            string?[] cells =
            [
                entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line.Who?.Name,
                line.Who?.Id.ToString(), line.What, line.From, line.Address, line.Title, entry.DocumentKey?.ToString(), entry.PackageHash, line.Comment, entry.Hash,
            ];
            await csv.WriteLineAsync(string.Join(',', cells.Select(Cell)));
            if (++count % LinesBetweenFlushes == 0)
            {
                await csv.FlushAsync(cancellationToken);
            }
        }

        return count;
    }

    private static async Task<int> WriteJsonAsync(Stream output, IAsyncEnumerable<AuditLine> lines, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Json);
        json.WriteStartObject();
        json.WriteStartArray("lines");
        var count = 0;
        await foreach (var line in lines)
        {
            Write(json, line);
            if (++count % LinesBetweenFlushes == 0)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return count;
    }

    // The key that lines of version 1 have in their hash is left out: it would name who is to be forgotten.
    private static void Write(Utf8JsonWriter json, AuditLine line)
    {
        var entry = line.Entry;
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteNumber("version", entry.Version);
        json.WriteString("at", entry.At);
        json.WriteNumber("ticks", entry.At.UtcTicks);
        json.WriteString("who", line.Who?.Name);
        json.WriteString("person", entry.PersonId?.ToString());
        json.WriteString("action", entry.Action);
        json.WriteString("channel", entry.Channel?.ToString());
        json.WriteString("address", line.Address);
        json.WriteString("addressCommitment", entry.AddressCommitment);
        json.WriteString("service", entry.DocumentKey?.ToString());
        json.WriteString("title", line.Title);
        json.WriteString("packageHash", entry.PackageHash);
        json.WriteString("detail", entry.Detail);
        json.WriteString("previousHash", entry.PreviousHash);
        json.WriteString("hash", entry.Hash);
        json.WriteEndObject();
    }

    /// <summary>
    /// A field of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front, so that a comment
    /// cannot be made to do anything (OWASP, CSV injection).
    /// </summary>
    internal static string Cell(string? value)
    {
        var text = value ?? string.Empty;
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠')
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
