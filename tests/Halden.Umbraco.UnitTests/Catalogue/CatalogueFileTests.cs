using System.Text;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class CatalogueFileTests
{
    private const string Turtle = "@prefix cpsv: <http://purl.org/vocab/cpsv#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n<https://kommune.example/1> a cpsv:PublicService ; dct:title 'Barnehage'@nb .";

    public static TheoryData<string, string?, string> Files()
    {
        string Written(RdfFormat format)
        {
            var graph = new RdfGraph();
            RdfFormat.Turtle.Read(new MemoryStream(Encoding.UTF8.GetBytes(Turtle)), null, graph.Add);
            return format switch
            {
                RdfFormat.NTriples => string.Join("\n", graph.Triples.Select(triple => $"{triple.Subject} {triple.Predicate} {(triple.Object is Literal text ? $"\"{text.Lexical}\"@nb" : triple.Object)} .")),
                RdfFormat.JsonLd => """{"@context":{"dct":"http://purl.org/dc/terms/"},"@id":"https://kommune.example/1","@type":"http://purl.org/vocab/cpsv#PublicService","dct:title":{"@value":"Barnehage","@language":"nb"}}""",
                RdfFormat.RdfXml => """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/" xmlns:cpsv="http://purl.org/vocab/cpsv#"><cpsv:PublicService rdf:about="https://kommune.example/1"><dct:title xml:lang="nb">Barnehage</dct:title></cpsv:PublicService></rdf:RDF>""",
                _ => Turtle,
            };
        }

        var ntk = $"[{NtkItem.Service(1, "Barnehage").Json}]";
        var expanded = """[{"@id":"https://kommune.example/1","@type":["http://purl.org/vocab/cpsv#PublicService"],"http://purl.org/dc/terms/title":[{"@value":"Barnehage","@language":"nb"}]}]""";
        var contextLast = """{"id":"https://kommune.example/1","type":"http://purl.org/vocab/cpsv#PublicService","title":{"@value":"Barnehage","@language":"nb"},"@context":{"id":"@id","type":"@type","title":"http://purl.org/dc/terms/title"}}""";
        return new TheoryData<string, string?, string>
        {
            { ntk, "tjenester.json", "ntk" },
            { ntk, null, "ntk" },
            { "\uFEFF\r\n" + ntk, "eksport.txt", "ntk" },
            { ntk, "feil-navn.ttl", "ntk" },
            { Written(RdfFormat.Turtle), "katalog.ttl", "cpsv-ap-no" },
            { Written(RdfFormat.Turtle), null, "cpsv-ap-no" },
            { "# Kommunens tjenester\n" + Written(RdfFormat.Turtle), null, "cpsv-ap-no" },
            { Written(RdfFormat.Turtle).Replace("@prefix", "PREFIX").Replace("> .\n", ">\n"), "katalog.json", "cpsv-ap-no" },
            { Written(RdfFormat.NTriples), "katalog.nt", "cpsv-ap-no" },
            { Written(RdfFormat.NTriples), null, "cpsv-ap-no" },
            { Written(RdfFormat.RdfXml), "katalog.rdf", "cpsv-ap-no" },
            { "<?xml version='1.0'?>\n" + Written(RdfFormat.RdfXml), "katalog.xml", "cpsv-ap-no" },
            { Written(RdfFormat.RdfXml), null, "cpsv-ap-no" },
            { Written(RdfFormat.JsonLd), "katalog.jsonld", "cpsv-ap-no" },
            { Written(RdfFormat.JsonLd), "katalog.json", "cpsv-ap-no" },
            { Written(RdfFormat.JsonLd), null, "cpsv-ap-no" },
            { expanded, "katalog.json", "cpsv-ap-no" },
            { contextLast, null, "cpsv-ap-no" },
            { "[ a <http://example.org/Ting> ] . " + Written(RdfFormat.Turtle), "katalog.ttl", "cpsv-ap-no" },
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task KnowsWhichCatalogueAFileIsFrom(string content, string? name, string source)
    {
        foreach (var canSeek in new[] { true, false })
        {
            await using var stream = new Bytes(Encoding.UTF8.GetBytes(content), canSeek);

            var read = await CatalogueFile.ReadAsync(stream, name, TestContext.Current.CancellationToken);

            Assert.Null(read.Reading.Fault);
            Assert.Equal(source, read.Source);
            Assert.Equal("Barnehage", Assert.Single(read.Reading.Items.OfType<NationalDescription>()).Title);
        }
    }

    [Theory]
    [InlineData("", "tjenester.json", "tom")]
    [InlineData(" \r\n", null, "tom")]
    [InlineData("<!DOCTYPE html><html></html>", "tjenester.json", "nettside")]
    [InlineData("<HTML><body>Vedlikehold</body></HTML>", "katalog.rdf", "nettside")]
    [InlineData("PK\u0003\u0004\0\0", "katalog.zip", "slag vi ikke kjenner")]
    [InlineData("%PDF-1.7", "katalog.pdf", "slag vi ikke kjenner")]
    [InlineData("navn;beskrivelse\nBarnehage;tekst", "katalog.csv", "slag vi ikke kjenner")]
    [InlineData("{\"tjenester\":[]}", "tjenester.json", "slag vi ikke kjenner")]
    public async Task SaysWhatItAccepts(string content, string? name, string says)
    {
        var read = await CatalogueFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, TestContext.Current.CancellationToken);

        Assert.Empty(read.Reading.Items);
        Assert.Contains(says, read.Reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Contains("JSON-LD (.jsonld), Turtle (.ttl)", read.Reading.Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhenAFileIsUtf16()
    {
        var read = await CatalogueFile.ReadAsync(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("[]")]), "tjenester.json", TestContext.Current.CancellationToken);

        Assert.Contains("UTF-16", read.Reading.Fault?.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"navn\":\"a", "tjenester.json", "ntk", "ødelagt eller avkortet")]
    [InlineData("[{\"@id\":\"a\"", "katalog.json", "cpsv-ap-no", "Linje 1")]
    [InlineData("@prefix ex: <http://example.org/> .\nex:a ex:b", "katalog.ttl", "cpsv-ap-no", "Linje 2")]
    public async Task SaysWhereAFileIsBroken(string content, string name, string source, string says)
    {
        var read = await CatalogueFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, TestContext.Current.CancellationToken);

        Assert.Equal(source, read.Source);
        Assert.Contains(says, read.Reading.Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsAnEmptyCatalogue()
    {
        var read = await CatalogueFile.ReadAsync(new MemoryStream("[]"u8.ToArray()), "tjenester.json", TestContext.Current.CancellationToken);

        Assert.Equal("ntk", read.Source);
        Assert.Null(read.Reading.Fault);
    }

    [Fact]
    public async Task ReadsTheStandardsOwnExamples()
    {
        var folder = Rdf.SharedData.Require("cpsv-ap-no");
        foreach (var file in Directory.EnumerateFiles(folder, "*.ttl", SearchOption.AllDirectories))
        {
            await using var stream = File.OpenRead(file);
            Assert.Equal(CpsvReading.SourceName, (await CatalogueFile.ReadAsync(stream, null, TestContext.Current.CancellationToken)).Source);
        }
    }

    private sealed class Bytes(byte[] bytes, bool canSeek) : MemoryStream(bytes)
    {
        public override bool CanSeek => canSeek;
    }
}
