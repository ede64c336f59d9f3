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

    // The whole graph is in memory. All services of Felles datakatalog are a few megabytes.
    private static readonly RdfLimits Limits = RdfLimits.Default with { MaxBytes = 50L * 1024 * 1024 };

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy-MM-ddK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a document whole.</summary>
    /// <param name="document">The document; stays open.</param>
    /// <param name="format">What it is written in; null to see from its first bytes.</param>
    /// <param name="baseIri">Where it is from, for its relative addresses, or null.</param>
    /// <param name="limits">How much to read.</param>
    public static CatalogueReading Read(Stream document, RdfFormat? format = null, string? baseIri = null, RdfLimits? limits = null)
    {
        var graph = new RdfGraph();
        try
        {
            var (start, whole) = format is null ? Peek(document) : ([], document);
            (format ?? RdfFormats.Guess(start)).Read(whole, baseIri ?? "urn:halden:umbraco:dokument", graph.Add, limits ?? Limits);
        }
        catch (RdfException fault)
        {
            return CatalogueReading.Failed($"{fault.Message} Ingenting er endret. Rett filen, eller be den som ga den ut om det, og prøv igjen.");
        }

        return Read(graph);
    }

    /// <summary>Reads a graph.</summary>
    public static CatalogueReading Read(RdfGraph graph)
    {
        var services = graph.Subjects.Where(subject => graph.IsA(subject, Cpsv.PublicService) || graph.IsA(subject, Cpsv.Service)).ToList();
        if (services.Count == 0)
        {
            return CatalogueReading.Failed(
                graph.Triples.Count == 0
                    ? "Filen er lest, men sier ingenting. Ingenting er endret. Velg en fil med offentlige tjenester etter CPSV-AP-NO."
                    : "Filen er lest, men har ingen offentlig tjeneste (cpsv:PublicService eller cpsvno:Service). Ingenting er endret. Velg en fil med offentlige tjenester etter CPSV-AP-NO.");
        }

        // Publishers number their services themselves, so that two of them may have the same number in one file.
        var byIdentifier = services.Select(service => Identifier(graph, service)).OfType<string>().CountBy(id => id).ToDictionary();
        List<CatalogueItem> items = [];
        HashSet<string> ids = [];
        foreach (var service in services)
        {
            var identifier = Identifier(graph, service);
            var isShared = identifier is not null && byIdentifier[identifier] > 1;
            var id = isShared || identifier is null ? (service as Iri)?.Value : identifier;
            if (id is not null && !ids.Add(id))
            {
                items.Add(new UnreadItem(items.Count + 1, id, null, "Tjenestens dct:identifier er adressen til en annen tjeneste i filen. Den andre er brukt. Be utgiveren om å rette det."));
                continue;
            }

            AddItems(items, graph, service, id, isShared);
        }

        return new CatalogueReading(items);
    }

    private static void AddItems(List<CatalogueItem> items, RdfGraph graph, RdfTerm service, string? id, bool isShared)
    {
        var titles = graph.Objects(service, Cpsv.Title).OfType<Literal>().Where(title => !string.IsNullOrWhiteSpace(title.Lexical)).ToList();
        var name = titles.Select(title => Shorten(title.Lexical)).FirstOrDefault();
        if (id is null or { Length: > MaxIdLength })
        {
            items.Add(new UnreadItem(items.Count + 1, null, name, id is not null
                ? $"Tjenestens adresse er lengre enn {MaxIdLength} tegn, og den har ingen kortere dct:identifier. Be utgiveren om å gi den en."
                : "Tjenesten har verken adresse eller dct:identifier, og kan ikke kjennes igjen neste gang. Be utgiveren om å gi den en identifikator."));
            return;
        }

        var cultures = Cultures.All.Where(culture => titles.Any(title => CpsvService.CultureOf(title) == culture)).ToList();
        if (cultures.Count == 0)
        {
            var languages = titles.Select(title => title.Language).Distinct().ToList();
            items.Add(languages.Count == 0
                ? new UnreadItem(items.Count + 1, id, null, "Tjenesten mangler navn (dct:title). Resten av filen er ikke berørt. Be utgiveren om å rette den.")
                : new UnreadItem(items.Count + 1, id, name, $"Tjenesten finnes bare på språk som ikke støttes ennå ({string.Join(", ", languages)}), og er hoppet over.", IsSkipped: true));
            return;
        }

        foreach (var culture in cultures)
        {
            items.Add(new CpsvService(graph, service, culture, cultures).Read(items.Count + 1, id, isShared));
        }
    }

    private static string? Identifier(RdfGraph graph, RdfTerm service) => graph.Objects(service, Cpsv.Identifier)
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
