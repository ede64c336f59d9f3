using Halden.Umbraco.Catalogue.Rdf;
using static Halden.Umbraco.UnitTests.Catalogue.Rdf.Documents;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

public sealed class JsonLdReaderTests
{
    [Theory]
    [InlineData("""{"@id":"ex:a","https://example.org/p":"tekst"}""", "<ex:a> ex:p 'tekst' .")]
    [InlineData("""[{"@id":"https://example.org/a","@type":["https://example.org/T"],"https://example.org/p":[{"@value":"hei","@language":"nb"},{"@value":"5","@type":"http://www.w3.org/2001/XMLSchema#integer"}]}]""", "ex:a a ex:T; ex:p 'hei'@nb, 5 .")]
    [InlineData("""{"@context":{"ex":"https://example.org/","name":"ex:p"},"@id":"ex:a","name":"x"}""", "ex:a ex:p 'x' .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/"},"@id":"https://example.org/a","@type":"T","p":"x"}""", "ex:a a ex:T; ex:p 'x' .")]
    [InlineData("""{"@context":{"@base":"https://example.org/x/","@vocab":"https://example.org/"},"@id":"../a","p":{"@id":"#b"}}""", "ex:a ex:p <https://example.org/x/#b> .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","@language":"nn"},"@id":"a","p":"ja","q":{"@value":"nei"}}""", "ex:a ex:p 'ja'@nn; ex:q 'nei' .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":{"@type":"@id"},"d":{"@type":"http://www.w3.org/2001/XMLSchema#date"}},"@id":"a","p":["b","ex:c"],"d":"2026-01-02"}""", "ex:a ex:p ex:b, <ex:c>; ex:d '2026-01-02'^^xsd:date .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/"},"@id":"a","p":{"@list":[1,true,{"@id":"b"},{"@list":[]}]}}""", "ex:a ex:p (1 true ex:b ()) .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":{"@container":"@list"}},"@id":"a","p":[["x"],"y"]}""", "ex:a ex:p (('x') 'y') .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/"},"@id":"a","p":{"@set":["x",null,"y"]},"q":null}""", "ex:a ex:p 'x', 'y' .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":{"@container":"@language"}},"@id":"a","p":{"nb":["b","c"],"nn":"n","@none":"0"}}""", "ex:a ex:p 'b'@nb, 'c'@nb, 'n'@nn, '0' .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":{"@container":"@index"}},"@id":"a","p":{"1":{"@id":"b"},"2":"x"}}""", "ex:a ex:p ex:b, 'x' .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":{"@container":"@id"}},"@id":"a","p":{"b":{"q":1}}}""", "ex:a ex:p ex:b . ex:b ex:q 1 .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/"},"@id":"a","@reverse":{"p":[{"@id":"b"},{"q":"x"}]}}""", "ex:b ex:p ex:a . [ ex:p ex:a; ex:q 'x' ] .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","partOf":{"@reverse":"p"}},"@id":"a","partOf":{"@id":"b"}}""", "ex:b ex:p ex:a .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/"},"@graph":[{"@id":"a","p":{"q":{"r":1.5}}},{"@id":"b","p":2.0}]}""", "ex:a ex:p [ ex:q [ ex:r 1.5E0 ] ] . ex:b ex:p 2 .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","id":"@id","type":"@type"},"id":"_:x","type":"T","p":{"id":"_:x"}}""", "_:y a ex:T; ex:p _:y .")]
    [InlineData("""{"@context":[{"a":"https://example.org/x"},{"a":"https://example.org/p"}],"@id":"ex:s","a":"v","ikke forklart":"borte"}""", "<ex:s> ex:p 'v' .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":{"@id":"p","@context":{"q":"https://example.org/r"}}},"@id":"a","q":1,"p":{"@id":"b","q":2}}""", "ex:a ex:q 1; ex:p ex:b . ex:b ex:r 2 .")]
    [InlineData("""{"@context":{"@vocab":"https://example.org/","p":null},"@id":"a","p":"x","q":1e30}""", "ex:a ex:q 1.0E30 .")]
    public void SaysTheSameAsTurtle(string json, string turtle) => AssertSays(turtle, Read(RdfFormat.JsonLd, json, "https://example.org/"));

    [Fact]
    public void ContextFromElsewhereIsRefusedWithItsPlace()
    {
        var refused = Refuse(RdfFormat.JsonLd, """
            {
              "@context": "https://data.norge.no/context.jsonld",
              "@id": "https://example.org/a"
            }
            """);
        Assert.Equal((2, 15), (refused.Line, refused.Column));
        Assert.Contains("https://data.norge.no/context.jsonld", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("true")]
    [InlineData("""{"@id":5}""")]
    [InlineData("""{"@id":"a b"}""")]
    [InlineData("""{"@type":[{}]}""")]
    [InlineData("""{"https://example.org/p":{"@value":{}}}""")]
    [InlineData("""{"https://example.org/p":{"@value":1,"@language":"nb"}}""")]
    [InlineData("""{"https://example.org/p":{"@value":"x","@language":"ikke et språk"}}""")]
    [InlineData("""{"@reverse":"x"}""")]
    [InlineData("""{"@context":{"a":"b:x","b":"a:y"}}""")]
    [InlineData("""{"@context":{"@import":"https://example.org/c"}}""")]
    [InlineData("""{"@context":5}""")]
    [InlineData("""{"@context":{"a":{"@id":"https://example.org/","@container":"@moon"}}}""")]
    [InlineData("""{"@ukjent":{}}""")]
    [InlineData("""{"@id":"https://example.org/\ud800"}""")]
    public void WrongTypesAreRefused(string json) => Refuse(RdfFormat.JsonLd, json);
}
