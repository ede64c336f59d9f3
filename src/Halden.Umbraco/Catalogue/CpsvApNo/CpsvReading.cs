using System.Globalization;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>
/// Translates a graph of CPSV-AP-NO 1.0, 1.1 or 1.2, or a mixture of them, to national descriptions: one for each service
/// and language that has a title. What is wrong with a value is a warning on the service; only a service without a title
/// is not taken in.
/// </summary>
internal static class CpsvReading
{
    /// <summary>Name of the catalogue, see <see cref="ICatalogueSource.Name"/>.</summary>
    public const string SourceName = "cpsv-ap-no";

    /// <summary>Longest id of a service, in characters: our tables are keyed by it.</summary>
    public const int MaxIdLength = 400;

    // All that is said of one service and what stands around it. In the national catalogue it is some ten thousand bytes.
    private const long MaxServiceBytes = 4 * 1024 * 1024;

    private static readonly HashSet<Iri> Types = [Cpsv.PublicService, Cpsv.Service];

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy-MM-ddK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>A place for the triples of a catalogue.</summary>
    public static TripleStore NewStore() => new(Types, CpsvService.AskedBackwards);

    /// <summary>Reads a document whole.</summary>
    /// <param name="document">The document; stays open.</param>
    /// <param name="format">What it is written in; null to see from its first bytes.</param>
    /// <param name="baseIri">Where it is from, for its relative addresses, or null.</param>
    /// <param name="limits">How much to read.</param>
    /// <param name="progress">Told after each service how many elements have been read, and how many services are left.</param>
    /// <param name="cancellationToken">Stops between two services; a stream is stopped by itself.</param>
    public static CatalogueReading Read(
        Stream document,
        RdfFormat? format = null,
        string? baseIri = null,
        RdfLimits? limits = null,
        IProgress<(int Elements, int Done, int Services)>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var store = NewStore();
        try
        {
            var (start, whole) = format is null ? Peek(document) : ([], document);
            (format ?? RdfFormats.Guess(start)).Read(whole, baseIri ?? "urn:halden:umbraco:dokument", store.Add, limits);
        }
        catch (RdfException fault)
        {
            return CatalogueReading.Failed(fault.Text.Then(new(
                "Ingenting er endret. Rett filen, eller be den som ga den ut om det, og prøv igjen.",
                "Ingenting er endra. Rett fila, eller be den som gav ho ut om det, og prøv igjen.",
                "Nothing has been changed. Correct the file, or ask its publisher to, and try again.")));
        }

        return Read(store, progress, cancellationToken);
    }

    /// <summary>Reads what has been stored.</summary>
    public static CatalogueReading Read(TripleStore store, IProgress<(int Elements, int Done, int Services)>? progress = null, CancellationToken cancellationToken = default)
    {
        // Publishers number their services themselves, so that two of them may have the same number in one file.
        var services = 0;
        Dictionary<string, int> byIdentifier = [];
        foreach (var service in store.Instances)
        {
            cancellationToken.ThrowIfCancellationRequested();
            services++;
            if (services <= CatalogueReading.MaxElements && Identifier(store, service) is { } identifier)
            {
                byIdentifier[identifier] = byIdentifier.GetValueOrDefault(identifier) + 1;
            }
        }

        if (services == 0)
        {
            return CatalogueReading.Failed(
                store.Count == 0
                    ? new(
                        "Filen er lest, men sier ingenting. Ingenting er endret. Velg en fil med offentlige tjenester etter CPSV-AP-NO.",
                        "Fila er lesen, men seier ingenting. Ingenting er endra. Vel ei fil med offentlege tenester etter CPSV-AP-NO.",
                        "The file has been read, but says nothing. Nothing has been changed. Choose a file with public services by CPSV-AP-NO.")
                    : new(
                        "Filen er lest, men har ingen offentlig tjeneste (cpsv:PublicService eller cpsvno:Service). Ingenting er endret. Velg en fil med offentlige tjenester etter CPSV-AP-NO.",
                        "Fila er lesen, men har inga offentleg teneste (cpsv:PublicService eller cpsvno:Service). Ingenting er endra. Vel ei fil med offentlege tenester etter CPSV-AP-NO.",
                        "The file has been read, but has no public service (cpsv:PublicService or cpsvno:Service). Nothing has been changed. Choose a file with public services by CPSV-AP-NO."));
        }

        if (services * Cultures.All.Count > CatalogueReading.MaxElements)
        {
            return CatalogueReading.Failed(new(
                $"Filen har {services} tjenester, flere enn vi leser. Ingenting er endret. Kontroller at det er riktig fil.",
                $"Fila har {services} tenester, fleire enn vi les. Ingenting er endra. Kontroller at det er rett fil.",
                $"The file has {services} services, more than we read. Nothing has been changed. Check that it is the right file."));
        }

        var reading = new CatalogueReading();
        try
        {
            var done = 0;
            HashSet<string> ids = [];
            foreach (var service in store.Instances)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var item in Items(store, service, byIdentifier, ids, reading.Count))
                {
                    reading.Add(item);
                }

                progress?.Report((reading.Count, ++done, services));
            }

            return reading;
        }
        catch
        {
            reading.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<CatalogueItem> Items(TripleStore store, RdfTerm service, Dictionary<string, int> byIdentifier, HashSet<string> ids, int before)
    {
        try
        {
            store.Allow(MaxServiceBytes);
            var identifier = Identifier(store, service);
            var isShared = identifier is not null && byIdentifier[identifier] > 1;
            var id = isShared || identifier is null ? (service as Iri)?.Value : identifier;
            return id is not null && !ids.Add(id)
                ? [new UnreadItem(before + 1, id, null, new(
                    "Tjenestens dct:identifier er adressen til en annen tjeneste i filen. Den andre er brukt. Be utgiveren om å rette det.",
                    "dct:identifier til tenesta er adressa til ei anna teneste i fila. Den andre er brukt. Be utgjevaren om å rette det.",
                    "The service's dct:identifier is the address of another service in the file. The other one is used. Ask the publisher to correct it."))]
                : Items(store, service, id, isShared, before);
        }
        catch (TooMuchSaidException)
        {
            var address = (service as Iri)?.Value;
            return [new UnreadItem(before + 1, null, address is null ? null : Shorten(address), new(
                $"Det som står om tjenesten, er større enn {MaxServiceBytes / 1024 / 1024} MB og er ikke tatt inn. Resten av filen er ikke berørt. Be utgiveren om å se på den.",
                $"Det som står om tenesta, er større enn {MaxServiceBytes / 1024 / 1024} MB og er ikkje teke inn. Resten av fila er ikkje råka. Be utgjevaren om å sjå på ho.",
                $"What is said about the service is larger than {MaxServiceBytes / 1024 / 1024} MB and has not been taken in. The rest of the file is not affected. Ask the publisher to look at it."))];
        }
    }

    private static IReadOnlyList<CatalogueItem> Items(TripleStore store, RdfTerm service, string? id, bool isShared, int before)
    {
        var titles = store.Objects(service, Cpsv.Title).OfType<Literal>().Where(title => !string.IsNullOrWhiteSpace(title.Lexical)).ToList();
        var name = titles.Select(title => Shorten(title.Lexical)).FirstOrDefault();
        if (id is null or { Length: > MaxIdLength })
        {
            return [new UnreadItem(before + 1, null, name, id is not null
                ? new(
                    $"Tjenestens adresse er lengre enn {MaxIdLength} tegn, og den har ingen kortere dct:identifier. Be utgiveren om å gi den en.",
                    $"Adressa til tenesta er lengre enn {MaxIdLength} teikn, og ho har ingen kortare dct:identifier. Be utgjevaren om å gje ho ein.",
                    $"The service's address is longer than {MaxIdLength} characters, and it has no shorter dct:identifier. Ask the publisher to give it one.")
                : new(
                    "Tjenesten har verken adresse eller dct:identifier, og kan ikke kjennes igjen neste gang. Be utgiveren om å gi den en identifikator.",
                    "Tenesta har verken adresse eller dct:identifier, og kan ikkje kjennast igjen neste gong. Be utgjevaren om å gje ho ein identifikator.",
                    "The service has neither an address nor a dct:identifier, and cannot be recognised next time. Ask the publisher to give it an identifier."))];
        }

        var cultures = Cultures.All.Where(culture => titles.Any(title => CpsvService.CultureOf(title) == culture)).ToList();
        if (cultures.Count == 0)
        {
            var languages = titles.Select(title => title.Language).Distinct().ToList();
            return [languages.Count == 0
                ? new UnreadItem(before + 1, id, null, new(
                    "Tjenesten mangler navn (dct:title). Resten av filen er ikke berørt. Be utgiveren om å rette den.",
                    "Tenesta manglar namn (dct:title). Resten av fila er ikkje råka. Be utgjevaren om å rette ho.",
                    "The service has no name (dct:title). The rest of the file is not affected. Ask the publisher to correct it."))
                : new UnreadItem(before + 1, id, name, new(
                    $"Tjenesten finnes bare på språk som ikke støttes ennå ({string.Join(", ", languages)}), og er hoppet over.",
                    $"Tenesta finst berre på språk som ikkje er støtta enno ({string.Join(", ", languages)}), og er hoppa over.",
                    $"The service is only in languages that are not supported yet ({string.Join(", ", languages)}), and has been skipped."), IsSkipped: true)];
        }

        return [.. cultures.Select((culture, i) => new CpsvService(store, service, culture, cultures).Read(before + 1 + i, id, isShared))];
    }

    private static string? Identifier(TripleStore store, RdfTerm service) => store.Objects(service, Cpsv.Identifier)
        .Select(term => term switch
        {
            Literal literal => literal.Lexical.Trim(),
            Iri iri => iri.Value,
            _ => string.Empty,
        })
        .FirstOrDefault(id => id.Length is > 0 and <= MaxIdLength);

    private static (byte[] Start, Stream Whole) Peek(Stream document)
    {
        var start = new byte[1024];
        var count = document.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (document.CanSeek)
        {
            document.Position -= count;
            return (start[..count], document);
        }

        return (start[..count], new StartedStream(start[..count], document));
    }

    internal static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>The day of an <c>xsd:date</c> or <c>xsd:dateTime</c>, in its own time zone; null for another text.</summary>
    internal static string? Day(string date) =>
        DateTimeOffset.TryParseExact(date.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
