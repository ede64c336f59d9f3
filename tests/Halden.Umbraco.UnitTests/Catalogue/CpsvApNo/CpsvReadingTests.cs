using System.Text;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.CpsvApNo;

public sealed class CpsvReadingTests
{
    [Fact]
    public void TextWithoutLanguageIsBokmalAndTextInALanguageWithoutTitleIsNotLost()
    {
        var item = One("dct:title 'Barnehageplass' ; dct:description 'Om barnehage'@nn .");
        Assert.Equal(Cultures.Bokmal, item.Culture);
        Assert.Equal("<p>Om barnehage</p>", item.Fields["description"]);
    }

    [Fact]
    public void LanguagesAreNotMixedWhereEachHasItsDescription()
    {
        var items = Items("dct:title 'Barnehage'@nb, 'Barnehage'@nn, 'Kindergarten'@en-GB ; dct:description 'bokmål'@no, 'nynorsk'@nn .");
        Assert.Equal(["<p>bokmål</p>", "<p>nynorsk</p>", string.Empty], items.Cast<NationalDescription>().Select(item => item.Fields["description"]));
        Assert.Contains("Beskrivelse: finnes ikke på engelsk, bare på bokmål og nynorsk.", ((NationalDescription)items[2]).Warnings.Select(warning => warning.Nb));
    }

    [Fact]
    public void MarkupIsShownAsText()
    {
        var item = One("""dct:title "Plass <b>"@nb ; dct:description "En <script>alert(1)</script>\n\n& to"@nb .""");
        Assert.Equal("<p>En &lt;script&gt;alert(1)&lt;/script&gt;</p><p>&amp; to</p>", item.Fields["description"]);
        Assert.Equal("Plass <b>", item.Title);
    }

    [Fact]
    public void UnsafeLinkIsLeftOutWithAWarning()
    {
        var item = One("dct:title 'Plass'@nb ; foaf:homepage <javascript:alert(1)> ; cv:hasChannel [ a cv:Channel ; vcard:hasURL 'data:text/html,x' ] .");
        Assert.Equal(string.Empty, item.Fields["documents"] + item.Fields["applicationFormLinks"]);
        Assert.Equal(2, item.Warnings.Count(warning => warning.Nb.EndsWith("er ikke en adresse som kan brukes, og er utelatt.", StringComparison.Ordinal)));
    }

    [Fact]
    public void SharedIdentifiersGiveWayToAddresses()
    {
        var items = Items("dct:identifier '1' ; dct:title 'A'@nb . <b> a cpsv:PublicService ; dct:identifier '1' ; dct:title 'B'@nb .").Cast<NationalDescription>().ToList();
        Assert.Equal(["https://example.org/a", "https://example.org/b"], items.Select(item => item.ServiceId));
        Assert.All(items, item => Assert.Contains(item.Warnings, warning => warning.Nb.Contains("samme dct:identifier", StringComparison.Ordinal)));
    }

    [Fact]
    public void IdentifierThatIsAnothersAddressDoesNotMakeTwoOfOne()
    {
        var items = Items("dct:title 'A'@nb . <b> a cpsv:PublicService ; dct:identifier <a> ; dct:title 'B'@nb .");
        Assert.Equal("https://example.org/a", Assert.IsType<NationalDescription>(items[0]).ServiceId);
        Assert.Contains("en annen tjeneste", Assert.IsType<UnreadItem>(items[1]).Reason?.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01")]
    [InlineData("2026-03-01+01:00", "2026-03-01")]
    [InlineData("2020-10-05T13:15:39.831Z", "2020-10-05")]
    [InlineData("10:00", null)]
    [InlineData("i går", null)]
    public void OnlyADateIsADate(string text, string? day)
    {
        var item = One($"dct:title 'A'@nb ; dct:modified '{text}' .");
        Assert.Equal(day ?? string.Empty, item.Fields["updated"]);
        Assert.Equal(day is null, item.LeftOut.Contains("updated"));
    }

    [Fact]
    public void AnyGraphOfTheseTermsIsReadWithoutAnError()
    {
        var random = new Random(6);
        foreach (var file in Directory.GetFiles(SharedData.Require("cpsv-ap-no"), "*.ttl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(file => new FileInfo(file).Length < 60_000))
        {
            List<Triple> triples = [];
            try
            {
                using var stream = File.OpenRead(file);
                TurtleReader.Read(stream, "https://example.org/fil", triples.Add);
            }
            catch (RdfException)
            {
                continue;
            }

            for (var round = 0; round < 15; round++)
            {
                var changed = triples.Select(triple => random.Next(8) switch
                {
                    0 => triple with { Object = triples[random.Next(triples.Count)].Object },
                    1 => triple with { Subject = triples[random.Next(triples.Count)].Subject },
                    2 => triple with { Predicate = triples[random.Next(triples.Count)].Predicate },
                    3 => triple with { Object = new Literal("<b>&\u0000\r\n ", "nb") },
                    _ => triple,
                });
                var reading = Read(changed);
                Assert.All(reading.Items.OfType<NationalDescription>(), item => Assert.All(
                    item.Fields.Aliases.Select(ServiceFields.Find).OfType<ServiceField>(),
                    field => Assert.Null(field.Kind.Fault(item.Fields[field.Alias]))));
                Assert.Distinct(reading.Items.OfType<NationalDescription>().Select(item => (item.ServiceId, item.Culture)));
            }
        }
    }

    [Fact]
    public void ServiceWithoutNameIsSaidAndTheOthersAreRead()
    {
        var items = Items("dct:description 'x'@nb . <b> a cpsvno:Service ; dct:title 'B'@nb . <c> a cpsv:PublicService ; dct:title 'C'@se .");
        Assert.Contains("mangler navn", Assert.IsType<UnreadItem>(items[0]).Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal("B", Assert.IsType<NationalDescription>(items[1]).Title);
        Assert.True(Assert.IsType<UnreadItem>(items[2]).IsSkipped);
    }

    [Fact]
    public void StatutoryServiceOfVersionTwoIsAFlag() =>
        Assert.Equal("true", One("dct:title 'A'@nb ; cpsvno:realizes [ a cpsvno:StatutoryService ] .").Fields["isStatutory"]);

    [Theory]
    [InlineData("cpsv:follows [ a cpsv:Rule ; dct:title 'Regel'@nb ; cpsv:implements <lov> ] . <lov> a eli:LegalResource ; dct:title 'Barnehageloven'@nb ; rdfs:seeAlso <https://lovdata.no/lov/2005-06-17-64> .")]
    [InlineData("cv:hasLegalResource <lov> . <lov> a eli:LegalResource ; dct:title 'Barnehageloven'@nb ; rdfs:seeAlso <https://lovdata.no/lov/2005-06-17-64> .")]
    public void LegalResourcesAreLinks(string legal) =>
        Assert.Equal([new ServiceLink("Barnehageloven", "https://lovdata.no/lov/2005-06-17-64")], ServiceLink.Parse(One($"dct:title 'A'@nb ; {legal}").Fields["actLinks"]));

    [Theory]
    [InlineData("P14D", Cultures.Bokmal, "14 dager")]
    [InlineData("P1M", Cultures.NewNorwegian, "1 månad")]
    [InlineData("P1Y2M3DT4H5M6.5S", Cultures.English, "1 year, 2 months, 3 days, 4 hours, 5 minutes and 6.5 seconds")]
    [InlineData("P1DT12H", Cultures.Bokmal, "1 dag og 12 timer")]
    [InlineData("P0D", Cultures.Bokmal, "0 dager")]
    [InlineData("PD1", Cultures.Bokmal, null)]
    [InlineData("P", Cultures.Bokmal, null)]
    [InlineData("P1DT", Cultures.Bokmal, null)]
    [InlineData("-P1D", Cultures.Bokmal, null)]
    public void DurationsAreWords(string duration, string culture, string? words) => Assert.Equal(words, DurationWords.Of(duration, culture));

    [Theory]
    [InlineData("<html><body>Ikke RDF</body></html>")]
    [InlineData("")]
    [InlineData("{}")]
    public void WhatHasNoServiceSaysSo(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.EndsWith(".", CpsvReading.Read(stream).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void FormatIsSeenFromTheContent()
    {
        foreach (var text in new[]
        {
            """<http://e/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/vocab/cpsv#PublicService> . <http://e/s> <http://purl.org/dc/terms/title> "A"@nb .""",
            """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cpsv="http://purl.org/vocab/cpsv#" xmlns:dct="http://purl.org/dc/terms/"><cpsv:PublicService rdf:about="http://e/s"><dct:title xml:lang="nb">A</dct:title></cpsv:PublicService></rdf:RDF>""",
            """[{"@id":"http://e/s","@type":["http://purl.org/vocab/cpsv#PublicService"],"http://purl.org/dc/terms/title":[{"@value":"A","@language":"nb"}]}]""",
        })
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            Assert.Equal("A", Assert.IsType<NationalDescription>(Assert.Single(CpsvReading.Read(stream).Items)).Title);
        }
    }

    internal static CatalogueReading Read(IEnumerable<Triple> triples)
    {
        using var store = CpsvReading.NewStore();
        foreach (var triple in triples)
        {
            store.Add(triple);
        }

        return CpsvReading.Read(store);
    }

    private static NationalDescription One(string about) => Assert.IsType<NationalDescription>(Assert.Single(Items(about)));

    private static IReadOnlyList<CatalogueItem> Items(string about)
    {
        var prefixes = string.Concat(Cpsv.Prefixes.Select(prefix => $"@prefix {prefix.Key}: <{prefix.Value}> .\n"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"{prefixes}<a> a cpsv:PublicService ; {about}"));
        var reading = CpsvReading.Read(stream, RdfFormat.Turtle, "https://example.org/");
        Assert.Null(reading.Fault);
        return [.. reading.Items];
    }
}
