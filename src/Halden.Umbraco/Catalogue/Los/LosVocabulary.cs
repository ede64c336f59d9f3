using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What a concept of Los is.</summary>
internal enum LosKind
{
    /// <summary>One of the main themes (hovedtema).</summary>
    TopTheme,

    /// <summary>A theme under a main theme (undertema).</summary>
    Theme,

    /// <summary>A word under a theme (ord, earlier emneord).</summary>
    Word,

    /// <summary>A life event (livshendelse).</summary>
    LifeEvent,
}

/// <summary>A concept of Los.</summary>
/// <param name="Psi">Its address, as Los writes it today.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Its name; bokmål where a language has none.</param>
/// <param name="Broader">The addresses of what stands above it: a word may have several themes.</param>
/// <param name="Related">The addresses of what it has to do with; a life event's words.</param>
/// <param name="Synonyms">Words that people use for it, by language (nb, nn, en); not to be shown.</param>
/// <param name="IsMunicipal">It is one of Kommune-Los, the words for what municipalities do.</param>
internal sealed record LosConcept(
    string Psi,
    LosKind Kind,
    Label Label,
    IReadOnlyList<string> Broader,
    IReadOnlyList<string> Related,
    IReadOnlyList<(string Language, string Text)> Synonyms,
    bool IsMunicipal);

/// <summary>
/// Los, the national vocabulary of public services (https://psi.norge.no/los/). The file is Digdir's and can be replaced;
/// <see cref="Themes"/> is what we know without one.
/// </summary>
internal sealed class LosVocabulary
{
    private static readonly Lazy<LosVocabulary> LazyThemes = new(MakeThemes);

    private readonly Dictionary<string, LosConcept> _concepts;
    private readonly Dictionary<string, LosConcept> _folded;
    private readonly ILookup<string, LosConcept> _narrower;
    private readonly ILookup<string, LosConcept> _bySynonym;

    private LosVocabulary(IEnumerable<LosConcept> concepts)
    {
        All = [.. concepts];
        _concepts = All.ToDictionary(concept => concept.Psi);
        _folded = All.GroupBy(concept => LosPsi.Fold(concept.Psi)).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single());
        _narrower = All.SelectMany(concept => concept.Broader, (concept, broader) => (concept, broader)).ToLookup(pair => pair.broader, pair => pair.concept);
        _bySynonym = All
            .SelectMany(concept => concept.Synonyms.Select(synonym => synonym.Text).Concat([concept.Label.Nb, concept.Label.Nn, concept.Label.En]), (concept, text) => (concept, text))
            .DistinctBy(pair => (pair.concept.Psi, pair.text.ToUpperInvariant()))
            .ToLookup(pair => pair.text, pair => pair.concept, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The main themes and the themes, which change seldom; no words, life events or synonyms.</summary>
    public static LosVocabulary Themes => LazyThemes.Value;

    /// <summary>Every concept, in the order of the file.</summary>
    public IReadOnlyList<LosConcept> All { get; }

    /// <summary>Reads Los from its file (https://psi.norge.no/los/all.rdf, or another format of it).</summary>
    /// <exception cref="RdfException">The file cannot be read; the message says where and is for an editor.</exception>
    /// <exception cref="InvalidDataException">The file is not Los; the message is for an editor.</exception>
    public static LosVocabulary Read(Stream file, RdfFormat format = RdfFormat.RdfXml)
    {
        var graph = new RdfGraph();
        format.Read(file, LosPsi.Namespace, graph.Add);
        return Of(graph);
    }

    /// <summary>Reads Los from a graph.</summary>
    /// <exception cref="InvalidDataException">The graph is not Los; the message is for an editor.</exception>
    public static LosVocabulary Of(RdfGraph graph)
    {
        Iri Skos(string name) => Cpsv.Term(Cpsv.SkosNamespace, name);

        var municipal = graph.Subjects.Where(subject => graph.IsA(subject, Skos("Collection")))
            .Where(collection => graph.Objects(collection, Cpsv.PrefLabel).OfType<Literal>().Any(label => label.Lexical == "Kommune-Los"))
            .SelectMany(collection => graph.Objects(collection, Skos("member")))
            .ToHashSet();
        List<LosConcept> concepts = [];
        foreach (var subject in graph.Subjects.OfType<Iri>().Where(subject => graph.IsA(subject, Cpsv.Concept)))
        {
            var schemes = graph.Objects(subject, Skos("inScheme")).OfType<Iri>().Select(scheme => scheme.Value[(scheme.Value.LastIndexOf('/') + 1)..]).ToList();
            LosKind? kind = schemes.Contains("ord") ? LosKind.Word
                : schemes.Contains("hendelse") ? LosKind.LifeEvent
                : !schemes.Contains("tema") ? null
                : graph.Objects(subject, Skos("topConceptOf")).Any() ? LosKind.TopTheme
                : LosKind.Theme;
            if (kind is { } known && LosPsi.Normalise(subject.Value) is { } psi)
            {
                concepts.Add(new LosConcept(
                    psi,
                    known,
                    LabelOf(graph, subject, psi),
                    Addresses(graph, subject, Skos("broader")),
                    Addresses(graph, subject, Skos("related")),
                    [.. graph.Objects(subject, Skos("hiddenLabel")).OfType<Literal>().Select(label => (label.Language ?? "nb", label.Lexical.Trim()))],
                    municipal.Contains(subject)));
            }
        }

        return concepts.Count > 0
            ? new LosVocabulary(concepts.DistinctBy(concept => concept.Psi))
            : throw new InvalidDataException("Filen er lest, men har ingen begreper fra Los. Hent filen fra https://psi.norge.no/los/all.rdf.");
    }

    /// <summary>The concept with this address, in any spelling that Los has had; null where Los does not know it.</summary>
    public LosConcept? Find(string psi) =>
        LosPsi.Normalise(psi) is { } normalised
            ? _concepts.GetValueOrDefault(normalised) ?? _folded.GetValueOrDefault(LosPsi.Fold(normalised))
            : null;

    /// <summary>The name to show for an address or a text: Los's own, or the last part of the address as words, or the text as it is.</summary>
    /// <param name="psiOrText">A line of the field <c>losWords</c>.</param>
    /// <param name="culture">nb-NO, nn-NO or en-US.</param>
    public string Label(string psiOrText, string culture) =>
        Find(psiOrText)?.Label.In(culture) ?? (Uri.TryCreate(psiOrText, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? LosPsi.Humanise(psiOrText) : psiOrText);

    /// <summary>The main themes of a word or theme; of a main theme, itself.</summary>
    public IReadOnlyList<LosConcept> TopThemesOf(string psi)
    {
        List<LosConcept> tops = [];
        HashSet<string> seen = [];
        Stack<LosConcept> open = new(Find(psi) is { } start ? [start] : []);
        while (open.TryPop(out var concept))
        {
            if (!seen.Add(concept.Psi))
            {
                continue;
            }

            if (concept.Kind == LosKind.TopTheme)
            {
                tops.Add(concept);
            }

            foreach (var broader in concept.Broader.Reverse())
            {
                if (Find(broader) is { } above)
                {
                    open.Push(above);
                }
            }
        }

        return tops;
    }

    /// <summary>The themes right above a word, or the main themes above a theme.</summary>
    public IReadOnlyList<LosConcept> ThemesOf(string psi) => [.. (Find(psi)?.Broader ?? []).Select(Find).OfType<LosConcept>()];

    /// <summary>What stands right under a theme.</summary>
    public IEnumerable<LosConcept> NarrowerOf(string psi) => Find(psi) is { } concept ? _narrower[concept.Psi] : [];

    /// <summary>The concepts that people call this: by name or hidden label, whatever the case.</summary>
    public IEnumerable<LosConcept> Named(string text) => _bySynonym[text.Trim()];

    private static Label LabelOf(RdfGraph graph, RdfTerm subject, string psi)
    {
        var labels = graph.Objects(subject, Cpsv.PrefLabel).OfType<Literal>().ToLookup(label => label.Language ?? "nb", label => label.Lexical.Trim());
        var nb = labels["nb"].Concat(labels["nn"]).FirstOrDefault() ?? LosPsi.Humanise(psi);
        return new Label(nb, labels["nn"].FirstOrDefault() ?? nb, labels["en"].FirstOrDefault() ?? nb);
    }

    private static List<string> Addresses(RdfGraph graph, RdfTerm subject, Iri property) =>
        [.. graph.Objects(subject, property).OfType<Iri>().Select(iri => LosPsi.Normalise(iri.Value)).OfType<string>()];

    private static LosVocabulary MakeThemes() => new(LosThemes.All.Select(theme => new LosConcept(
        $"{LosPsi.Namespace}tema/{theme.Slug}",
        theme.Under.Length == 0 ? LosKind.TopTheme : LosKind.Theme,
        theme.Label,
        [.. theme.Under.Select(slug => $"{LosPsi.Namespace}tema/{slug}")],
        [],
        [],
        IsMunicipal: false)));
}
