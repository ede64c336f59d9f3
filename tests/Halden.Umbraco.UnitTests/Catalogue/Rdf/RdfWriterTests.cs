using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>What is written says, read again, the same.</summary>
public sealed class RdfWriterTests
{
    private static readonly Dictionary<string, string> Prefixes = new() { ["ex"] = "https://example.org/", ["xsd"] = Xsd.Namespace, ["urn"] = "https://urn.example/#" };

    [Theory]
    [InlineData(RdfFormat.Turtle)]
    [InlineData(RdfFormat.NTriples)]
    [InlineData(RdfFormat.RdfXml)]
    [InlineData(RdfFormat.JsonLd)]
    public void AnyGraphComesBack(object format) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Graphs(isXml: (RdfFormat)format == RdfFormat.RdfXml).ToArbitrary(), triples => ComesBack(new RdfGraph(triples), (RdfFormat)format)));

    [Theory]
    [InlineData("w3c-rdf-tests/rdf-turtle", "*.ttl")]
    [InlineData("cpsv-ap-no", "*.ttl")]
    public void RealGraphsComeBack(string folder, string pattern)
    {
        foreach (var file in Directory.GetFiles(SharedData.Require(folder), pattern, SearchOption.AllDirectories))
        {
            // Two of the suite are thousands of nodes that look alike: comparing them takes longer than all the rest.
            if (new FileInfo(file).Length > 150_000)
            {
                continue;
            }

            var graph = new RdfGraph();
            try
            {
                using var stream = File.OpenRead(file);
                TurtleReader.Read(stream, "https://example.org/", graph.Add);
            }
            catch (RdfException)
            {
                continue;
            }

            foreach (var format in Enum.GetValues<RdfFormat>())
            {
                try
                {
                    Assert.True(ComesBack(graph, format), $"{file} as {format}");
                }
                catch (NotSupportedException) when (format == RdfFormat.RdfXml)
                {
                    // Properties and characters that XML has no way to write.
                }
            }
        }
    }

    [Fact]
    public void TurtleIsForPeople()
    {
        var graph = new RdfGraph(Documents.Read(RdfFormat.Turtle, """
            @prefix ex: <https://example.org/> .
            ex:a a ex:T ; ex:p "hei"@nb, 5 ; ex:q [ ex:r <https://example.org/ikke/kort> ] .
            """));
        using var stream = new MemoryStream();
        RdfWriter.Write(graph, RdfFormat.Turtle, stream, new Dictionary<string, string> { ["ex"] = "https://example.org/" });
        Assert.Equal(
            """
            @prefix ex: <https://example.org/> .

            ex:a a ex:T ;
                ex:p "hei"@nb, "5"^^<http://www.w3.org/2001/XMLSchema#integer> ;
                ex:q [
                    ex:r <https://example.org/ikke/kort>
                ] .

            """.ReplaceLineEndings("\n"),
            System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static bool ComesBack(RdfGraph graph, RdfFormat format)
    {
        using var stream = new MemoryStream();
        RdfWriter.Write(graph, format, stream, Prefixes);
        var again = Documents.Read(format, stream.ToArray(), "https://elsewhere.example/");
        return GraphIsomorphism.AreSame([.. graph.Triples], [.. again]);
    }

    private static Gen<Triple[]> Graphs(bool isXml)
    {
        var iris = Gen.Elements("https://example.org/a", "https://example.org/b", "https://example.org/b/c", "https://example.org/-x", "https://example.org/", "https://æøå.example/ø?q=1#f", "urn:x:y", "ex:kort", "mailto:post@example.org", "http://www.w3.org/2001/XMLSchema#date")
            .Select(value => new Iri(value));
        var predicates = Gen.Elements("https://example.org/p", "https://example.org/q", "https://example.org/mappe/æ", "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:x:p", "http://xmlns.com/foaf/0.1/page")
            .Select(value => new Iri(value));
        var nodes = Gen.Choose(0, 4).Select(number => new BlankNode($"x{number}"));
        var characters = isXml
            ? Gen.Elements('a', 'æ', ' ', '\n', '\r', '\t', '"', '\'', '\\', '<', '&', '>', ']', '\u2028', '\u00a0', '–')
            : Gen.Elements('a', 'æ', ' ', '\n', '\r', '\t', '"', '\'', '\\', '<', '&', '\0', '\b', '\u007f', '\u2028', '\ufeff', '–');
        var texts = Gen.Zip(characters.ArrayOf(), Gen.Elements(string.Empty, "😀", "\"\"\"", "]]>")).Select(parts => new string(parts.Item1) + parts.Item2);
        var literals = Gen.OneOf(
            texts.Select(text => new Literal(text)),
            Gen.Zip(texts, Gen.Elements("nb", "nn-no", "en", "zh-hant")).Select(parts => new Literal(parts.Item1, parts.Item2)),
            Gen.Zip(texts, iris).Select(parts => new Literal(parts.Item1, parts.Item2)));
        var subjects = Gen.OneOf(iris.Select(iri => (RdfTerm)iri), nodes.Select(node => (RdfTerm)node));
        var objects = Gen.OneOf(subjects, literals.Select(literal => (RdfTerm)literal));
        return Gen.Zip(Gen.Zip(subjects, predicates), objects)
            .Select(parts => new Triple(parts.Item1.Item1, parts.Item1.Item2, parts.Item2))
            .ArrayOf();
    }
}
