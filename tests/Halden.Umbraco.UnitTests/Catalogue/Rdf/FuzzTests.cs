using System.Diagnostics;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>Real documents, damaged by chance from fixed seeds: whatever comes of it is triples or an error with its place.</summary>
public sealed class FuzzTests
{
    private static readonly byte[][] Splices =
    [
        "<"u8.ToArray(), ">"u8.ToArray(), "\""u8.ToArray(), "\"\"\""u8.ToArray(), "'"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "("u8.ToArray(), ")"u8.ToArray(),
        "{"u8.ToArray(), "}"u8.ToArray(), "\\u00"u8.ToArray(), "\\U0001F600"u8.ToArray(), "@"u8.ToArray(), "^^"u8.ToArray(), "."u8.ToArray(), ";"u8.ToArray(), "\0"u8.ToArray(),
        [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], "<!DOCTYPE x>"u8.ToArray(), "&#0;"u8.ToArray(), "]]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "1e999"u8.ToArray(),
    ];

    [Theory]
    [InlineData("w3c-rdf-tests/rdf-turtle", "*.ttl", RdfFormat.Turtle, 1)]
    [InlineData("w3c-rdf-tests/rdf-n-triples", "*.nt", RdfFormat.NTriples, 2)]
    [InlineData("w3c-rdf-tests/rdf-xml", "*.rdf", RdfFormat.RdfXml, 3)]
    [InlineData("cpsv-ap-no", "*.ttl", RdfFormat.Turtle, 4)]
    public void DamagedDocumentsGiveTriplesOrALocatedError(string folder, string pattern, object format, int seed)
    {
        var files = Directory.GetFiles(SharedData.Require(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 60_000).ToList();
        Damage(files, (RdfFormat)format, new Random(seed), 1500);
    }

    [Fact]
    public void DamagedJsonLdGivesTriplesOrALocatedError() => Damage(
        [
            """{"@context":{"@vocab":"https://example.org/","p":{"@type":"@id"},"l":{"@container":"@list"},"n":{"@container":"@language"}},"@graph":[{"@id":"a","p":"b","l":[1,2.5,true,[null]]},{"@type":["T"],"n":{"nb":"æ","nn":["ø"]},"@reverse":{"p":{"@id":"_:x"}}},{"@set":[{"@value":"x","@language":"nb"},{"@value":"1","@type":"T"}]}]}"""u8.ToArray(),
        ],
        RdfFormat.JsonLd,
        new Random(5),
        5000);

    private static void Damage(List<byte[]> files, RdfFormat format, Random random, int rounds)
    {
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            var bytes = files[random.Next(files.Count)].ToList();
            for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                        break;
                    case 2:
                        bytes.InsertRange(at, Splices[random.Next(Splices.Length)]);
                        break;
                    default:
                        bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), random.Next(Math.Min(200, bytes.Count - at))).ToArray().Take(200));
                        break;
                }
            }

            try
            {
                Documents.Read(format, [.. bytes], "https://example.org/");
            }
            catch (RdfException located)
            {
                Assert.True(located is { Line: > 0, Column: > 0 });
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{rounds} small documents took {clock.Elapsed}.");
    }
}
