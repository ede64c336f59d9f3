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

    // Deep enough for anything that a description may have in it.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>Reads everything in <paramref name="json"/>, which stays open.</summary>
    /// <param name="json">The text, from its beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="maxBytes">How much to read.</param>
    /// <param name="progress">Told how many elements have been read, now and then.</param>
    public static async Task<CatalogueReading> ReadAsync(
        Stream json, CancellationToken cancellationToken, long maxBytes = MaxFileBytes, IProgress<int>? progress = null)
    {
        await using var limited = new LimitedStream(json, maxBytes);
        using var pieces = new JsonPieces(limited, MaxItemBytes);
        var reading = new CatalogueReading();
        string fault;
        try
        {
            if (Fault(await pieces.BeginAsync(cancellationToken)) is { } other)
            {
                fault = other;
            }
            else
            {
                while (reading.Count < CatalogueReading.MaxElements && await pieces.ReadAsync(cancellationToken))
                {
                    reading.Add(Item(pieces.Current, reading.Count + 1));
                    progress?.Report(reading.Count);
                }

                if (reading.Count < CatalogueReading.MaxElements)
                {
                    return reading;
                }

                fault = $"Innholdet har flere enn {CatalogueReading.MaxElements} elementer. Ingenting er endret. Kontroller at det er tjenestekatalogen du henter.";
            }
        }
        catch (JsonException broken)
        {
            fault = $"Innholdet er ødelagt eller avkortet (linje {broken.LineNumber + 1}, tegn {broken.BytePositionInLine + 1}): det er ikke gyldig JSON. Ingenting er endret. Hent det på nytt.";
        }
        catch (TooLargeException)
        {
            fault = $"Innholdet er større enn {maxBytes / 1024 / 1024} MB. Ingenting er endret. Kontroller at det er tjenestekatalogen du henter.";
        }
        catch
        {
            reading.Dispose();
            throw;
        }

        reading.Dispose();
        return CatalogueReading.Failed(fault);
    }

    private static CatalogueItem Item(JsonPiece piece, int position)
    {
        if (piece.IsTooLarge)
        {
            return new UnreadItem(position, null, null, $"Beskrivelsen er større enn {MaxItemBytes / 1024 / 1024} MB og er ikke tatt inn. Be leverandøren av katalogen om å se på den.");
        }

        try
        {
            using var element = JsonDocument.Parse(piece.Utf8, Options);
            return NtkDescription.Read(element.RootElement, position);
        }
        catch (JsonException tooDeep) when (tooDeep.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            return new UnreadItem(position, null, null, $"Beskrivelsen har felt inne i felt i mer enn {Options.MaxDepth} nivåer og er ikke tatt inn. Be leverandøren av katalogen om å se på den.");
        }
        catch (JsonException broken)
        {
            var column = broken.BytePositionInLine + (broken.LineNumber > 0 ? 0 : piece.Column - 1);
            throw new JsonException(null, null, piece.Line - 1 + broken.LineNumber, column);
        }
    }

    private static string? Fault(byte? first) => first switch
    {
        null => "Innholdet er tomt. Ingenting er endret. Hent tjenestekatalogen på nytt.",
        0xFF or 0xFE => "Innholdet er lagret som UTF-16. Ingenting er endret. Lagre filen som UTF-8 og prøv igjen.",
        (byte)'[' => null,
        (byte)'{' => "Innholdet er ett JSON-objekt, ikke en liste med tjenestebeskrivelser. Ingenting er endret. Bruk svaret fra tjenestekatalogen slik det er, en JSON-liste som begynner med [.",
        (byte)'<' => "Innholdet er XML eller en nettside, ikke JSON. Ingenting er endret. Bruk svaret fra tjenestekatalogens REST-tjeneste slik det er.",
        _ => "Innholdet er ikke JSON. Ingenting er endret. Bruk svaret fra tjenestekatalogen slik det er, en JSON-liste som begynner med [.",
    };
}
