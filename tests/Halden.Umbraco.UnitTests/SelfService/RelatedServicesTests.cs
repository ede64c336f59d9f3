using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService;

public class RelatedServicesTests
{
    [Fact]
    public void ThoseThatShareMostAndRarestWordsComeFirst()
    {
        var service = AService.Called("Barnehageplass").With("losWords", "Barnehage\nFamilie").With("lifeEvents", "Få barn");
        var snapshot = ASnapshot.Of(
            service,
            AService.Called("Åpen barnehage").With("losWords", "Barnehage\nFamilie"),
            AService.Called("Kontantstøtte").With("losWords", "Familie"),
            AService.Called("Jordmor").With("lifeEvents", "Få barn"),
            AService.Called("Familievern").With("losWords", "Familie"),
            AService.Called("Skjenkebevilling").With("losWords", "Næring"));

        Assert.Equal(
            ["Åpen barnehage", "Jordmor", "Familievern", "Kontantstøtte"],
            snapshot.Find(Cultures.Bokmal, service.Key)!.Related.Select(other => other.Title));
        Assert.Contains("Se også", Page(snapshot, service), StringComparison.Ordinal);
    }

    [Fact]
    public void AtMostFiveAreShown()
    {
        var services = Enumerable.Range(1, 9).Select(n => AService.Called($"Kurs {n}").With("losWords", "Kurs")).ToArray();

        Assert.Equal(5, ASnapshot.Of(services).Find(Cultures.Bokmal, services[0].Key)!.Related.Count);
    }

    [Fact]
    public void AWordThatManyHaveRelatesNothing()
    {
        var services = Enumerable.Range(1, 51).Select(n => AService.Called($"Kurs {n}").With("losWords", "Kurs")).ToArray();
        var snapshot = ASnapshot.Of(services);

        Assert.Empty(snapshot.Find(Cultures.Bokmal, services[0].Key)!.Related);
        Assert.DoesNotContain("Se også", Page(snapshot, services[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void APageIsMadeAnewWhenARelatedServiceIsRenamed()
    {
        var one = AService.Called("Barnehageplass").With("losWords", "Barnehage");
        var other = Guid.NewGuid();
        var before = ASnapshot.Of(one, AService.Called("Åpen barnehage", other).With("losWords", "Barnehage"));
        Assert.Contains("Åpen barnehage", Page(before, one), StringComparison.Ordinal);

        var after = ASnapshot.Following(before, one, AService.Called("Barnehage for alle", other).With("losWords", "Barnehage"));

        Assert.Contains("Barnehage for alle", Page(after, one), StringComparison.Ordinal);
    }

    private static string Page(Umbraco.SelfService.SelfServiceSnapshot snapshot, AService service) =>
        System.Text.Encoding.UTF8.GetString(snapshot.Find(Cultures.Bokmal, service.Key)!.Page.In(Umbraco.SelfService.ContentCoding.Identity).Bytes.Span);
}
