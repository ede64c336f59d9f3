using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>Real documents, damaged by chance from fixed seeds: whatever comes of it is triples or an error with its place.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData("w3c-rdf-tests/rdf-turtle", "*.ttl", RdfFormat.Turtle, 1)]
    [InlineData("w3c-rdf-tests/rdf-n-triples", "*.nt", RdfFormat.NTriples, 2)]
    [InlineData("w3c-rdf-tests/rdf-xml", "*.rdf", RdfFormat.RdfXml, 3)]
    [InlineData("cpsv-ap-no", "*.ttl", RdfFormat.Turtle, 4)]
    public void DamagedDocumentsGiveTriplesOrALocatedError(string folder, string pattern, object format, int seed)
    {
        var files = Directory.GetFiles(SharedData.Require(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 60_000).ToList();
        Read(Damage.Of(files, seed, 1500), (RdfFormat)format);
    }

    [Fact]
    public void DamagedJsonLdGivesTriplesOrALocatedError() => Read(
        Damage.Of(
            [
                """{"@context":{"@vocab":"https://example.org/","p":{"@type":"@id"},"l":{"@container":"@list"},"n":{"@container":"@language"}},"@graph":[{"@id":"a","p":"b","l":[1,2.5,true,[null]]},{"@type":["T"],"n":{"nb":"æ","nn":["ø"]},"@reverse":{"p":{"@id":"_:x"}}},{"@set":[{"@value":"x","@language":"nb"},{"@value":"1","@type":"T"}]}]}"""u8.ToArray(),
            ],
            seed: 5,
            rounds: 5000),
        RdfFormat.JsonLd);

    private static void Read(IEnumerable<byte[]> damaged, RdfFormat format)
    {
        foreach (var document in damaged)
        {
            try
            {
                Documents.Read(format, document, "https://example.org/");
            }
            catch (RdfException located)
            {
                Assert.True(located is { Line: > 0, Column: > 0 });
            }
        }
    }
}
