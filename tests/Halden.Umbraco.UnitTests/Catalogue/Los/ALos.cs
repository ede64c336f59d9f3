using System.Text;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

/// <summary>Los for a test: the real one, or a few concepts in its shape.</summary>
internal static class ALos
{
    private static readonly Lazy<LosVocabulary> LazyReal = new(() =>
    {
        using var stream = File.OpenRead(SharedData.Require("los/los.rdf"));
        return LosReader.Read(stream);
    });

    /// <summary>The whole of Los 3; skips the test where its file is not here.</summary>
    public static LosVocabulary Real()
    {
        SharedData.Require("los/los.rdf");
        return LazyReal.Value;
    }

    /// <summary>Two main themes with a theme each, three words of which one stands under both, and a life event.</summary>
    public static LosVocabulary Small { get; } = new(
    [
        Concept("tema/familie-og-barn", LosKind.TopTheme, new("Familie og barn", "Familie og barn", "Family and children")),
        Concept("tema/barnehage", LosKind.Theme, new("Barnehage", "Barnehage", "Kindergartens"), ["tema/familie-og-barn"], ("nb", "Bhg")),
        Concept("tema/skole-og-utdanning", LosKind.TopTheme, new("Skole og utdanning", "Skule og utdanning", "Schools and education")),
        Concept("tema/skolehverdag", LosKind.Theme, new("Skolehverdag", "Skulekvardag", "School life"), ["tema/skole-og-utdanning"]),
        Concept("ord/barnehageplass", LosKind.Word, new("Barnehageplass", "Barnehageplass", "Kindergarten place"), ["tema/barnehage"], ("nb", "Søskenmoderasjon"), ("nn", "Syskenmoderasjon"), ("nb", "Friplass"), ("nn", "Friplass")),
        Concept("ord/skolefritidsordning", LosKind.Word, new("Skolefritidsordning", "Skulefritidsordning", "After-school programme"), ["tema/skolehverdag", "tema/familie-og-barn"], ("nb", "SFO"), ("nn", "SFO")),
        Concept("ord/skoleplass", LosKind.Word, new("Skoleplass", "Skuleplass", "School place"), ["tema/skolehverdag"]),
        Concept("hendelse/fa-barn", LosKind.LifeEvent, new("Å få barn", "Å få barn", "To have children"), [], ("nb", "Fødsel")),
    ]);

    public static string Psi(string path) => LosPsi.Namespace + path;

    public static LosConcept Concept(string path, LosKind kind, Label label, string[]? broader = null, params (string, string)[] synonyms) =>
        new(Psi(path), kind, label, [.. (broader ?? []).Select(Psi)], [], synonyms, IsMunicipal: false);

    /// <summary>A file of Los with words under the theme Barnehage, and as many more concepts as are asked for.</summary>
    public static byte[] Rdf(int more, params (string Slug, string Name)[] words)
    {
        var rdf = new StringBuilder("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
              <skos:Concept rdf:about="https://psi.norge.no/los/tema/familie-og-barn"><skos:inScheme rdf:resource="https://psi.norge.no/los/ontologi/tema"/><skos:topConceptOf rdf:resource="https://psi.norge.no/los/struktur"/><skos:prefLabel xml:lang="nb">Familie og barn</skos:prefLabel></skos:Concept>
              <skos:Concept rdf:about="https://psi.norge.no/los/tema/barnehage"><skos:inScheme rdf:resource="https://psi.norge.no/los/ontologi/tema"/><skos:broader rdf:resource="https://psi.norge.no/los/tema/familie-og-barn"/><skos:prefLabel xml:lang="nb">Barnehage</skos:prefLabel></skos:Concept>

            """);
        foreach (var (slug, name) in words.Concat(Enumerable.Range(1, more).Select(n => (Slug: $"fyll-{n}", Name: $"Fyll {n}"))))
        {
            rdf.Append("  <skos:Concept rdf:about=\"https://psi.norge.no/los/ord/").Append(slug).Append("\"><skos:inScheme rdf:resource=\"https://psi.norge.no/los/ontologi/ord\"/><skos:broader rdf:resource=\"https://psi.norge.no/los/tema/barnehage\"/><skos:prefLabel xml:lang=\"nb\">").Append(name).Append("</skos:prefLabel></skos:Concept>\n");
        }

        return Encoding.UTF8.GetBytes(rdf.Append("</rdf:RDF>").ToString());
    }
}
