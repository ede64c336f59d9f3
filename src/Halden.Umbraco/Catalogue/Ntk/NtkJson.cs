using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>Reads the JSON of Nasjonal tjenestekatalog: a bare array of descriptions, the same from its REST service and from a file.</summary>
/// <remarks>The whole array is read and checked before anybody gets to see an item: of a broken file nothing is taken over.</remarks>
internal static class NtkJson
{
    /// <summary>Name of the catalogue, see <see cref="ICatalogueSource.Name"/>.</summary>
    public const string SourceName = "ntk";

    /// <summary>Largest file, in bytes.</summary>
    public const long MaxFileBytes = 200L * 1024 * 1024;

    /// <summary>Largest description, in bytes.</summary>
    public const int MaxItemBytes = 2 * 1024 * 1024;

    // Deep enough that a single odd item is refused by itself rather than taking the file with it.
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 256 };

    /// <summary>Reads everything in <paramref name="json"/>, which stays open.</summary>
    public static async Task<CatalogueReading> ReadAsync(Stream json, CancellationToken cancellationToken, long maxBytes = MaxFileBytes)
    {
        await using var limited = new LimitedStream(json, maxBytes);
        var pipe = PipeReader.Create(limited, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            var start = await pipe.ReadAtLeastAsync(256, cancellationToken);
            var fault = Fault(start.Buffer);
            pipe.AdvanceTo(start.Buffer.Start);
            if (fault is not null)
            {
                return CatalogueReading.Failed(fault);
            }

            List<CatalogueItem> items = [];
            await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(pipe.AsStream(leaveOpen: true), Options, cancellationToken))
            {
                var position = items.Count + 1;
                items.Add(JsonMarshal.GetRawUtf8Value(element).Length > MaxItemBytes
                    ? new UnreadItem(position, null, null, $"Beskrivelsen er større enn {MaxItemBytes / 1024 / 1024} MB og er ikke tatt inn. Be leverandøren av katalogen om å se på den.")
                    : NtkDescription.Read(element, position));
            }

            return new CatalogueReading(WithoutOlderEditions(items));
        }
        catch (JsonException broken)
        {
            var where = broken is { LineNumber: { } line, BytePositionInLine: { } place } ? $" (linje {line + 1}, tegn {place + 1})" : string.Empty;
            return CatalogueReading.Failed($"Innholdet er ødelagt eller avkortet{where}: det er ikke gyldig JSON. Ingenting er endret. Hent det på nytt.");
        }
        catch (TooLargeException)
        {
            return CatalogueReading.Failed($"Innholdet er større enn {maxBytes / 1024 / 1024} MB. Ingenting er endret. Kontroller at det er tjenestekatalogen du henter.");
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static string? Fault(ReadOnlySequence<byte> buffer)
    {
        var start = buffer.ToArray().AsSpan();
        if (start.StartsWith([(byte)0xFF, (byte)0xFE]) || start.StartsWith([(byte)0xFE, (byte)0xFF]))
        {
            return "Innholdet er lagret som UTF-16. Ingenting er endret. Lagre filen som UTF-8 og prøv igjen.";
        }

        var text = start.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [] => "Innholdet er tomt. Ingenting er endret. Hent tjenestekatalogen på nytt.",
            [(byte)'[', ..] => null,
            [(byte)'{', ..] => "Innholdet er ett JSON-objekt, ikke en liste med tjenestebeskrivelser. Ingenting er endret. Bruk svaret fra tjenestekatalogen slik det er, en JSON-liste som begynner med [.",
            [(byte)'<', ..] => "Innholdet er XML eller en nettside, ikke JSON. Ingenting er endret. Bruk svaret fra tjenestekatalogens REST-tjeneste slik det er.",
            _ => "Innholdet er ikke JSON. Ingenting er endret. Bruk svaret fra tjenestekatalogen slik det er, en JSON-liste som begynner med [.",
        };
    }

    /// <summary>
    /// Of two descriptions of the same service in the same language the one updated last counts, and the later in the file
    /// where the dates do not tell. <c>versjon</c> and <c>revisjon</c> are the catalogue's own bookkeeping and decide nothing.
    /// </summary>
    public static IReadOnlyList<CatalogueItem> WithoutOlderEditions(IReadOnlyList<CatalogueItem> items)
    {
        var newest = items.OfType<NationalDescription>()
            .GroupBy(item => (item.ServiceId, item.Culture))
            .ToDictionary(same => same.Key, same => same.OrderBy(item => item.Updated ?? DateTime.MinValue).ThenBy(item => item.Position).Last());
        return
        [
            .. items.Select(item => item is NationalDescription older && newest[(older.ServiceId, older.Culture)] is var chosen && chosen != older
                ? new UnreadItem(
                    older.Position,
                    older.ServiceId,
                    older.Title,
                    $"Tjenesten finnes flere ganger i samme språk. Utgaven på plass {chosen.Position} er brukt, fordi den er sist oppdatert eller står sist.",
                    IsSkipped: true)
                : item),
        ];
    }
}
