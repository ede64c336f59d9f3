using System.Text.Json;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Halden.Umbraco.Catalogue;

/// <summary>What came of reading a file.</summary>
/// <param name="Source">Name of the catalogue it is from, <see cref="ICatalogueSource.Name"/>: what its services are linked under.</param>
/// <param name="Reading">Its services, or why it could not be read.</param>
internal sealed record CatalogueFileReading(string Source, CatalogueReading Reading);

/// <summary>
/// Reads a file that somebody has, whichever catalogue it is from: the one way in for uploads and the import verb. Its
/// first bytes decide, and its name only where they could be two things; a file named wrongly is read all the same.
/// </summary>
internal static class CatalogueFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = NtkJson.MaxFileBytes;

    private const int Peeked = 16 * 1024;

    private static readonly Label Accepted = new(
        "Ingenting er endret. Vi leser JSON fra Nasjonal tjenestekatalog (.json), og offentlige tjenester etter CPSV-AP-NO som JSON-LD (.jsonld), Turtle (.ttl), N-Triples (.nt) eller RDF/XML (.rdf, .xml).",
        "Ingenting er endra. Vi les JSON frå Nasjonal tjenestekatalog (.json), og offentlege tenester etter CPSV-AP-NO som JSON-LD (.jsonld), Turtle (.ttl), N-Triples (.nt) eller RDF/XML (.rdf, .xml).",
        "Nothing has been changed. We read JSON of Nasjonal tjenestekatalog (.json), and public services by CPSV-AP-NO as JSON-LD (.jsonld), Turtle (.ttl), N-Triples (.nt) or RDF/XML (.rdf, .xml).");

    private enum Kind
    {
        Unknown,
        Empty,
        WebPage,
        Utf16,
        Ntk,
        Rdf,
    }

    /// <summary>Reads a file whole. What goes wrong is a <see cref="CatalogueReading.Fault"/>; only cancellation, and a stream that breaks, throw.</summary>
    /// <param name="file">The file; stays open.</param>
    /// <param name="fileName">What it is called, or null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="progress">Told how much of it has been read.</param>
    public static async Task<CatalogueFileReading> ReadAsync(Stream file, string? fileName, CancellationToken cancellationToken, IProgress<ReadingProgress>? progress = null)
    {
        var start = new byte[Peeked];
        var count = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        start = start[..count];
        Stream whole;
        if (file.CanSeek)
        {
            file.Position -= count;
            whole = file;
        }
        else
        {
            whole = new StartedStream(start, file);
        }

        var (kind, format) = Recognise(start, fileName);
        try
        {
            return kind switch
            {
                Kind.Ntk => new CatalogueFileReading(NtkJson.SourceName, await NtkAsync(whole, progress, cancellationToken)),
                Kind.Rdf => new CatalogueFileReading(CpsvReading.SourceName, Cpsv(whole, format, progress, cancellationToken)),
                Kind.Empty => Failed(new("Filen er tom.", "Fila er tom.", "The file is empty.")),
                Kind.WebPage => Failed(new("Filen er en nettside, ikke en katalog.", "Fila er ei nettside, ikkje ein katalog.", "The file is a web page, not a catalogue.")),
                Kind.Utf16 => Failed(new("Filen er lagret som UTF-16. Lagre den som UTF-8 og prøv igjen.", "Fila er lagra som UTF-16. Lagre ho som UTF-8 og prøv igjen.", "The file is saved as UTF-16. Save it as UTF-8 and try again.")),
                _ => Failed(new("Filen er av et slag vi ikke kjenner.", "Fila er av eit slag vi ikkje kjenner.", "The file is of a kind that we do not know.")),
            };
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN)
        {
            return new(NtkJson.SourceName, CatalogueReading.Failed(new(
                "Filen fikk ikke plass på serverens disk for midlertidige filer. Ingenting er endret. Be den som drifter nettstedet, om å rydde der, og prøv igjen.",
                "Fila fekk ikkje plass på disken for mellombelse filer på serveren. Ingenting er endra. Be den som driftar nettstaden, om å rydde der, og prøv igjen.",
                "There was no room for the file on the server's disk for temporary files. Nothing has been changed. Ask whoever runs the site to make room there, and try again.")));
        }
    }

    private static async Task<CatalogueReading> NtkAsync(Stream whole, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        if (progress is null)
        {
            return await NtkJson.ReadAsync(whole, cancellationToken, MaxBytes);
        }

        var told = new Told(progress, Length(whole));
        await using var watched = new WatchedStream(whole, told.Bytes, cancellationToken);
        return await NtkJson.ReadAsync(watched, cancellationToken, MaxBytes, new Each<int>(told.Elements));
    }

    // Its triples are read first, and then its services are put together.
    private static CatalogueReading Cpsv(Stream whole, RdfFormat? format, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        var told = new Told(progress, Length(whole), part: 0.5);
        using var watched = new WatchedStream(whole, told.Bytes, cancellationToken);
        return CpsvReading.Read(watched, format, progress: new Each<(int Elements, int Done, int Services)>(at => told.Is(at.Elements, 0.5 + (0.5 * at.Done / at.Services))), cancellationToken: cancellationToken);
    }

    private static long? Length(Stream stream) => stream.CanSeek ? Math.Max(1, stream.Length) : null;

    // A file that nobody could tell belongs to no catalogue; nothing is linked under the name.
    private static CatalogueFileReading Failed(Label what) => new(NtkJson.SourceName, CatalogueReading.Failed(what.Then(Accepted)));

    private static (Kind Kind, RdfFormat? Format) Recognise(byte[] start, string? fileName)
    {
        if (start.AsSpan().StartsWith([(byte)0xFF, (byte)0xFE]) || start.AsSpan().StartsWith([(byte)0xFE, (byte)0xFF]))
        {
            return (Kind.Utf16, null);
        }

        var bytes = (start.AsSpan().StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? start.AsSpan(3) : start).TrimStart(" \t\r\n"u8);
        if (bytes.IsEmpty)
        {
            return (Kind.Empty, null);
        }

        if (bytes.Contains((byte)0))
        {
            return (Kind.Unknown, null);
        }

        var named = RdfFormats.FromFileName(fileName);
        var isRdfText = named is RdfFormat.Turtle or RdfFormat.NTriples;
        switch (bytes[0])
        {
            case (byte)'{':
            case (byte)'[' when !isRdfText || LooksLikeJson(bytes):
                return Json(bytes, string.Equals(Path.GetExtension(fileName), RdfFormat.JsonLd.Extension(), StringComparison.OrdinalIgnoreCase));
            case (byte)'<' when StartsWith(bytes, "<!doctype html") || StartsWith(bytes, "<html"):
                return (Kind.WebPage, null);
            case (byte)'<':
                return RdfFormats.Guess(start) == RdfFormat.RdfXml ? (Kind.Rdf, RdfFormat.RdfXml) : (Kind.Rdf, isRdfText ? named : RdfFormat.Turtle);
            default:
                return isRdfText || LooksLikeTurtle(bytes) ? (Kind.Rdf, isRdfText ? named : RdfFormat.Turtle) : (Kind.Unknown, null);
        }
    }

    /// <summary>JSON-LD is known by its keywords and its addresses as keys, the national catalogue by its list.</summary>
    private static (Kind Kind, RdfFormat? Format) Json(ReadOnlySpan<byte> bytes, bool isJsonLd)
    {
        var isArray = bytes[0] == (byte)'[';
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 256 }));
        var depth = isArray ? 2 : 1;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth)
                {
                    continue;
                }

                var name = reader.GetString()!;
                if (name.StartsWith('@') || name.Contains(':', StringComparison.Ordinal))
                {
                    return (Kind.Rdf, RdfFormat.JsonLd);
                }

                if (isArray && name is "tjenestebeskrivelseID" or "navn")
                {
                    return (Kind.Ntk, null);
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Its reader says where it is broken.
        }

        // ".json" is everybody's. A list that does not say is the national catalogue's, whose reader says what is wrong with it.
        return isJsonLd ? (Kind.Rdf, RdfFormat.JsonLd)
            : !isArray ? (Kind.Unknown, null)
            : LooksLikeJson(bytes) ? (Kind.Ntk, null)
            : (Kind.Rdf, RdfFormat.Turtle);
    }

    /// <summary>Whether a bracket begins a JSON list rather than a node of Turtle: <c>[ ex:name …</c>.</summary>
    private static bool LooksLikeJson(ReadOnlySpan<byte> bytes)
    {
        var next = bytes[1..].TrimStart(" \t\r\n"u8);
        if (next.IsEmpty || next[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            return true;
        }

        // "[]" alone is an empty list; in Turtle something is said about the node.
        return next[0] == (byte)']' ? next[1..].TrimStart(" \t\r\n"u8).IsEmpty : next.StartsWith("null"u8) || next.StartsWith("true"u8) || next.StartsWith("false"u8);
    }

    private static bool LooksLikeTurtle(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && bytes[0] == (byte)'#')
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            bytes = end < 0 ? [] : bytes[end..].TrimStart(" \t\r\n"u8);
        }

        return bytes.StartsWith("@prefix"u8) || bytes.StartsWith("@base"u8) || bytes.StartsWith("_:"u8) || StartsWith(bytes, "prefix ") || StartsWith(bytes, "base ") || bytes.StartsWith("<"u8) || bytes.StartsWith("["u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length < text.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.ToLowerInvariant((char)bytes[i]) != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Each<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }

    /// <summary>Puts together what is known of how far the reading has come; it never goes back.</summary>
    private sealed class Told(IProgress<ReadingProgress>? progress, long? length, double part = 1)
    {
        private ReadingProgress _last = new(0, null);

        public void Bytes(long read) => Is(_last.Elements, part * read / length);

        public void Elements(int count) => Is(count, _last.Share);

        public void Is(int elements, double? share)
        {
            _last = new ReadingProgress(elements, share > _last.Share || _last.Share is null ? share : _last.Share);
            progress?.Report(_last);
        }
    }
}
