using System.Text;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>The catalogue as it is served, held against the standard's own SHACL shapes by a validator that is not ours.</summary>
public sealed class CatalogueShapesTests
{
    [Fact]
    public async Task TheCatalogueConformsToTheStandard()
    {
        var report = await ShaclShapes.ValidateAsync(Catalogue(
            EveryFieldInEveryLanguage(),
            TheSameInEveryLanguage(),
            ASnapshot.Barnehageplass(Guid.NewGuid()),
            AService.Called("Bare en tittel"),
            AService.Called("Berre på nynorsk").In(Cultures.NewNorwegian, "Berre på nynorsk").With("lead", "Kort.").Without(Cultures.Bokmal)));

        Assert.Empty(report.Results);
        Assert.True(report.Conforms);
    }

    [Fact]
    public async Task AnEmptyCatalogueLacksNothingButServices() =>
        Assert.EndsWith("#containsService", Assert.Single((await ShaclShapes.ValidateAsync(Catalogue())).Results).Path, StringComparison.Ordinal);

    [Theory]
    [InlineData("dct:title")]
    [InlineData("dct:description")]
    [InlineData("dct:identifier")]
    [InlineData("cv:hasCompetentAuthority")]
    [InlineData("cv:contactPoint")]
    public async Task ACatalogueThatLacksWhatIsRequiredDoesNotConform(string property)
    {
        var whole = Encoding.UTF8.GetString(Catalogue(AService.Called("Barnehageplass")));
        Assert.Contains(property, whole, StringComparison.Ordinal);

        var report = await ShaclShapes.ValidateAsync(Encoding.UTF8.GetBytes(whole.Replace(property, "schema:somethingElse", StringComparison.Ordinal)));

        Assert.False(report.Conforms);
        Assert.Contains(report.Results, result => result.Severity == "Violation" && result.Path!.EndsWith(property.Split(':')[1], StringComparison.Ordinal));
    }

    private static byte[] Catalogue(params AService[] services)
    {
        var shown = services.Select(service => service.Shown()).ToList();
        var site = new SelfServiceSite("Halden kommune", "https://www.halden.kommune.no", "test", "959159092", "post@halden.kommune.no");
        using var output = new MemoryStream();
        CatalogueResponse.Write(SelfServiceSnapshot.Build(shown, ASnapshot.Addresses(shown), site, LosVocabulary.Themes, ASnapshot.Moment), RdfFormat.Turtle, output);
        return output.ToArray();
    }

    /// <summary>Every field of the table, with another value in each language.</summary>
    private static AService EveryFieldInEveryLanguage() => WithEveryField(culture => $"på {culture}");

    /// <summary>The same values in every language, so that what is of no language is written once.</summary>
    private static AService TheSameInEveryLanguage() => WithEveryField(_ => "for alle");

    private static AService WithEveryField(Func<string, string> words)
    {
        var service = AService.Called($"Tjeneste {words(Cultures.Bokmal)}");
        foreach (var culture in Cultures.All)
        {
            service.In(culture, $"Tjeneste {words(culture)}");
            foreach (var field in ServiceFields.Public)
            {
                service.With(field.Alias, Value(field, words(culture), culture));
            }
        }

        return service;
    }

    private static string Value(ServiceField field, string words, string culture)
    {
        if (field.Alias == "processingTime")
        {
            return culture == Cultures.English ? "<p>3 months</p>" : culture == Cultures.NewNorwegian ? "<p>3 månader</p>" : "<p>3 måneder</p>";
        }

        return field.Kind.Name switch
        {
            "html" => $"<p>{field.Label.Nb} {words} &amp; mer.</p><ul><li><a href=\"https://example.org/\">Lenke</a></li></ul>",
            "links" => ServiceLink.Canonical([new($"Én {words}", "https://example.org/1?a=æ"), new($"To {words}", "https://example.org/2"), new("Ring", "tel:+4769174500"), new("Her", "/selvbetjening/her")]),
            "date" => "2026-03-01",
            "flag" => "true",
            "list" => $"https://psi.norge.no/los/tema/barnehage\nhttps://psi.norge.no/los/hendelse/fa-barn\n{words}",
            _ => $"{field.Label.Nb} {words}",
        };
    }
}
