using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>
/// Reads Los from SKOS. Lenient, for the file is others' and a Los 4 is announced that will look different: what a concept
/// is may be told by its scheme, its address or its place; either of broader and narrower is enough; addresses outside
/// psi.norge.no are kept as they are.
/// </summary>
internal static class LosReader
{
    /// <summary>Largest file, in bytes; Los is less than one megabyte.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    private const int LongestLabel = 200;

    private const int LongestAddress = 400;

    private static readonly RdfLimits Limits = RdfLimits.Default with { MaxBytes = MaxBytes, MaxJsonBytes = MaxBytes };

    private static readonly Iri Collection = Skos("Collection");
    private static readonly Iri Member = Skos("member");
    private static readonly Iri InScheme = Skos("inScheme");
    private static readonly Iri TopConceptOf = Skos("topConceptOf");
    private static readonly Iri HasTopConcept = Skos("hasTopConcept");
    private static readonly Iri Broader = Skos("broader");
    private static readonly Iri Narrower = Skos("narrower");
    private static readonly Iri Related = Skos("related");
    private static readonly Iri AltLabel = Skos("altLabel");
    private static readonly Iri HiddenLabel = Skos("hiddenLabel");

    /// <summary>Reads Los from its file (https://psi.norge.no/los/all.rdf, or another format of it).</summary>
    /// <exception cref="RdfException">The file cannot be read; the message says where and is for an editor.</exception>
    /// <exception cref="InvalidDataException">The file is not Los; the message is for an editor.</exception>
    public static LosVocabulary Read(Stream file, RdfFormat format = RdfFormat.RdfXml)
    {
        var graph = new RdfGraph();
        format.Read(file, LosPsi.Namespace, graph.Add, Limits);
        return Of(graph);
    }

    /// <summary>Reads Los from a graph.</summary>
    /// <exception cref="InvalidDataException">The graph is not Los; the message is for an editor.</exception>
    public static LosVocabulary Of(RdfGraph graph)
    {
        var municipal = graph.Subjects.Where(subject => graph.IsA(subject, Collection))
            .Where(collection => graph.Objects(collection, Cpsv.PrefLabel).OfType<Literal>().Any(label => label.Lexical == "Kommune-Los"))
            .SelectMany(collection => graph.Objects(collection, Member))
            .ToHashSet();
        var concepts = graph.Subjects.OfType<Iri>()
            .Where(subject => graph.IsA(subject, Cpsv.Concept) || graph.Objects(subject, InScheme).Any())
            .Select(subject => Concept(graph, subject, municipal.Contains(subject)))
            .OfType<LosConcept>()
            .DistinctBy(concept => concept.Psi)
            .ToList();
        return concepts.Count > 0
            ? new LosVocabulary(concepts)
            : throw new InvalidDataException(LosTexts.NotLos.Nb);
    }

    private static LosConcept? Concept(RdfGraph graph, Iri subject, bool isMunicipal)
    {
        if (LosPsi.Address(subject.Value) is not { Length: <= LongestAddress } psi || KindOf(graph, subject, psi) is not { } kind)
        {
            return null;
        }

        return new LosConcept(
            psi,
            kind,
            LabelOf(graph, subject, psi),
            Addresses(graph.Objects(subject, Broader).Concat(graph.SubjectsOf(Narrower, subject))),
            Addresses(graph.Objects(subject, Related)),
            [.. Labels(graph, subject, HiddenLabel).Concat(Labels(graph, subject, AltLabel)).Distinct()],
            isMunicipal);
    }

    private static LosKind? KindOf(RdfGraph graph, Iri subject, string psi)
    {
        var isTop = graph.Objects(subject, TopConceptOf).Any() || graph.SubjectsOf(HasTopConcept, subject).Any();
        var hasBroader = graph.Objects(subject, Broader).Any() || graph.SubjectsOf(Narrower, subject).Any();
        var hasNarrower = graph.Objects(subject, Narrower).Any() || graph.SubjectsOf(Broader, subject).Any();
        foreach (var name in graph.Objects(subject, InScheme).OfType<Iri>().Select(scheme => LastOf(scheme.Value)).Append(KindIn(psi)))
        {
            switch (name)
            {
                case "ord" or "emneord":
                    return LosKind.Word;
                case "hendelse" or "livshendelse":
                    return LosKind.LifeEvent;
                case "tema":
                    return isTop || !hasBroader ? LosKind.TopTheme : LosKind.Theme;
            }
        }

        return isTop ? LosKind.TopTheme : !hasBroader ? null : hasNarrower ? LosKind.Theme : LosKind.Word;
    }

    private static string LastOf(string address) => address[(address.LastIndexOfAny(['/', '#']) + 1)..].ToLowerInvariant();

    /// <summary>What the address says it is: <c>ord</c> in <c>…/los/ord/barnehageplass</c>.</summary>
    private static string KindIn(string psi) => psi.Split('/') is [.., var kind, _] ? kind.ToLowerInvariant() : string.Empty;

    private static Label LabelOf(RdfGraph graph, RdfTerm subject, string psi)
    {
        var labels = Labels(graph, subject, Cpsv.PrefLabel).ToLookup(label => label.Language, label => label.Text);
        var nb = labels["nb"].Concat(labels["nn"]).Concat(labels["en"]).FirstOrDefault() ?? LosPsi.Humanise(psi);
        return new Label(nb, labels["nn"].FirstOrDefault() ?? nb, labels["en"].FirstOrDefault() ?? nb);
    }

    // Shown on public pages as one line each, whatever the file has in them; Los writes an asterisk where a name is to come.
    private static IEnumerable<(string Language, string Text)> Labels(RdfGraph graph, RdfTerm subject, Iri property) =>
        graph.Objects(subject, property).OfType<Literal>()
            .Select(label => (Language(label), Text: string.Join(' ', label.Lexical.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))
            .Where(label => label.Text.Length <= LongestLabel && label.Text.Any(char.IsLetterOrDigit));

    private static string Language(Literal label) => label.Language?.Split('-')[0] switch
    {
        null or "no" => "nb",
        var language => language,
    };

    private static List<string> Addresses(IEnumerable<RdfTerm> terms) =>
        [.. terms.OfType<Iri>().Select(iri => LosPsi.Address(iri.Value)).OfType<string>().Distinct()];

    private static Iri Skos(string name) => Cpsv.Term(Cpsv.SkosNamespace, name);
}
