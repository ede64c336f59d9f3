using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

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

    /// <summary>Why a description is not taken in that is larger than <see cref="MaxItemBytes"/>.</summary>
    public static readonly Label TooLarge = new(
        $"Beskrivelsen er større enn {MaxItemBytes / 1024 / 1024} MB og er ikke tatt inn. Be leverandøren av katalogen om å se på den.",
        $"Omtalen er større enn {MaxItemBytes / 1024 / 1024} MB og er ikkje teken inn. Be leverandøren av katalogen om å sjå på han.",
        $"The description is larger than {MaxItemBytes / 1024 / 1024} MB and has not been taken in. Ask the supplier of the catalogue to look at it.");

    private static readonly Label TooDeep = new(
        $"Beskrivelsen har felt inne i felt i mer enn {Options.MaxDepth} nivåer og er ikke tatt inn. Be leverandøren av katalogen om å se på den.",
        $"Omtalen har felt inni felt i meir enn {Options.MaxDepth} nivå og er ikkje teken inn. Be leverandøren av katalogen om å sjå på han.",
        $"The description has fields within fields in more than {Options.MaxDepth} levels and has not been taken in. Ask the supplier of the catalogue to look at it.");

    /// <summary>A place for descriptions in the catalogue's JSON.</summary>
    public static CatalogueReading NewReading() => new((raw, position) =>
    {
        using var element = JsonDocument.Parse(raw, Options);
        return NtkDescription.Read(element.RootElement, position);
    });

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
        var reading = NewReading();
        Label fault;
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

                fault = new(
                    $"Innholdet har flere enn {CatalogueReading.MaxElements} elementer. Ingenting er endret. Kontroller at det er tjenestekatalogen du henter.",
                    $"Innhaldet har fleire enn {CatalogueReading.MaxElements} element. Ingenting er endra. Kontroller at det er tenestekatalogen du hentar.",
                    $"The content has more than {CatalogueReading.MaxElements} elements. Nothing has been changed. Check that it is the service catalogue that you fetch.");
            }
        }
        catch (JsonException broken)
        {
            var (line, place) = (broken.LineNumber + 1, broken.BytePositionInLine + 1);
            fault = new(
                $"Innholdet er ødelagt eller avkortet (linje {line}, tegn {place}): det er ikke gyldig JSON. Ingenting er endret. Hent det på nytt.",
                $"Innhaldet er øydelagt eller avkorta (linje {line}, teikn {place}): det er ikkje gyldig JSON. Ingenting er endra. Hent det på nytt.",
                $"The content is broken or cut off (line {line}, character {place}): it is not valid JSON. Nothing has been changed. Fetch it again.");
        }
        catch (TooLargeException)
        {
            fault = new(
                $"Innholdet er større enn {maxBytes / 1024 / 1024} MB. Ingenting er endret. Kontroller at det er tjenestekatalogen du henter.",
                $"Innhaldet er større enn {maxBytes / 1024 / 1024} MB. Ingenting er endra. Kontroller at det er tenestekatalogen du hentar.",
                $"The content is larger than {maxBytes / 1024 / 1024} MB. Nothing has been changed. Check that it is the service catalogue that you fetch.");
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
            return new UnreadItem(position, null, null, TooLarge);
        }

        try
        {
            using var element = JsonDocument.Parse(piece.Utf8, Options);
            return NtkDescription.Recognise(element.RootElement, piece.Utf8, position);
        }
        catch (JsonException tooDeep) when (tooDeep.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            return new UnreadItem(position, null, null, TooDeep);
        }
        catch (JsonException broken)
        {
            var column = broken.BytePositionInLine + (broken.LineNumber > 0 ? 0 : piece.Column - 1);
            throw new JsonException(null, null, piece.Line - 1 + broken.LineNumber, column);
        }
    }

    private static Label? Fault(byte? first) => first switch
    {
        null => new(
            "Innholdet er tomt. Ingenting er endret. Hent tjenestekatalogen på nytt.",
            "Innhaldet er tomt. Ingenting er endra. Hent tenestekatalogen på nytt.",
            "The content is empty. Nothing has been changed. Fetch the service catalogue again."),
        0xFF or 0xFE => new(
            "Innholdet er lagret som UTF-16. Ingenting er endret. Lagre filen som UTF-8 og prøv igjen.",
            "Innhaldet er lagra som UTF-16. Ingenting er endra. Lagre fila som UTF-8 og prøv igjen.",
            "The content is saved as UTF-16. Nothing has been changed. Save the file as UTF-8 and try again."),
        (byte)'[' => null,
        (byte)'{' => new(
            "Innholdet er ett JSON-objekt, ikke en liste med tjenestebeskrivelser. Ingenting er endret. Bruk svaret fra tjenestekatalogen slik det er, en JSON-liste som begynner med [.",
            "Innhaldet er eitt JSON-objekt, ikkje ei liste med tenesteomtalar. Ingenting er endra. Bruk svaret frå tenestekatalogen slik det er, ei JSON-liste som byrjar med [.",
            "The content is one JSON object, not a list of service descriptions. Nothing has been changed. Use the answer of the service catalogue as it is, a JSON list that begins with [."),
        (byte)'<' => new(
            "Innholdet er XML eller en nettside, ikke JSON. Ingenting er endret. Bruk svaret fra tjenestekatalogens REST-tjeneste slik det er.",
            "Innhaldet er XML eller ei nettside, ikkje JSON. Ingenting er endra. Bruk svaret frå REST-tenesta til tenestekatalogen slik det er.",
            "The content is XML or a web page, not JSON. Nothing has been changed. Use the answer of the service catalogue's REST service as it is."),
        _ => new(
            "Innholdet er ikke JSON. Ingenting er endret. Bruk svaret fra tjenestekatalogen slik det er, en JSON-liste som begynner med [.",
            "Innhaldet er ikkje JSON. Ingenting er endra. Bruk svaret frå tenestekatalogen slik det er, ei JSON-liste som byrjar med [.",
            "The content is not JSON. Nothing has been changed. Use the answer of the service catalogue as it is, a JSON list that begins with [."),
    };
}
