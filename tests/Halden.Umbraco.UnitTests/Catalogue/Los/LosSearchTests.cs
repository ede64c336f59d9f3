using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosSearchTests
{
    [Theory]
    [InlineData("barnehage", "Barnehage, Barnehageplass")]
    [InlineData("BARNEHAGEPL", "Barnehageplass")]
    [InlineData("plass", "Barnehageplass, Skoleplass")]
    [InlineData("utdanning", "Skole og utdanning")]
    [InlineData("la", "")]
    [InlineData("kindergarten", "Barnehage, Barnehageplass")]
    [InlineData("skulefri", "Skolefritidsordning")]
    [InlineData("http://psi.norge.no/los/emneord/barnehageplass", "Barnehageplass")]
    [InlineData("finnes ikke", "")]
    [InlineData("fødsel", "")]
    public void BestIsFirst(string query, string names) =>
        Assert.Equal(names, string.Join(", ", Find(query).Select(hit => hit.Concept.Label.Nb)));

    [Theory]
    [InlineData("bhg", "Bhg")]
    [InlineData("moderasjon", "Søskenmoderasjon")]
    [InlineData("skulekv", "Skulekvardag")]
    [InlineData("barnehageplass", null)]
    public void SaysByWhatItWasFound(string query, string? foundBy) => Assert.Equal(foundBy, Find(query)[0].FoundBy);

    [Fact]
    public void NameThatIsTheQueryComesBeforeSynonymThatIs()
    {
        var los = new LosVocabulary(
        [
            ALos.Concept("ord/a", LosKind.Word, new("Avlastning", "Avlasting", "Respite"), null, ("nb", "Støtte")),
            ALos.Concept("ord/b", LosKind.Word, new("Støttekontakt", "Støttekontakt", "Support")),
            ALos.Concept("ord/c", LosKind.Word, new("Støtte", "Støtte", "Aid")),
        ]);

        Assert.Equal(["Støtte", "Avlastning", "Støttekontakt"], LosSearch.Find(los, "støtte", Cultures.Bokmal, lifeEvents: false, 10).Select(hit => hit.Concept.Label.Nb));
    }

    [Fact]
    public void DecomposedLettersAreTheSame() => Assert.Equal("Støtte", LosSearch.Find(
        new LosVocabulary([ALos.Concept("ord/a", LosKind.Word, new("Støtte", "Støtte", "Aid"), null, ("nb", "Hjelp på veien"))]), "pa\u030A", Cultures.Bokmal, lifeEvents: false, 10).Single().Concept.Label.Nb);

    [Fact]
    public void NothingAskedGivesTheMainThemes()
    {
        Assert.Equal(["Familie og barn", "Skole og utdanning"], Find(" ").Select(hit => hit.Concept.Label.Nb));
        Assert.Equal(14, LosSearch.Find(LosVocabulary.Themes, string.Empty, Cultures.English, lifeEvents: false, 20).Count);
    }

    [Fact]
    public void LifeEventsAreForThemselves()
    {
        Assert.Equal(["To have children"], LosSearch.Find(ALos.Small, string.Empty, Cultures.English, lifeEvents: true, 10).Select(hit => hit.Concept.Label.En));
        Assert.Equal("Fødsel", LosSearch.Find(ALos.Small, "fødsel", Cultures.Bokmal, lifeEvents: true, 10).Single().FoundBy);
        Assert.Empty(LosSearch.Find(ALos.Small, ALos.Psi("ord/barnehageplass"), Cultures.Bokmal, lifeEvents: true, 10));
    }

    [Fact]
    public void RealWordIsFoundByItsHiddenLabelInEitherNorwegian()
    {
        Assert.Contains(LosSearch.Find(ALos.Real(), "søskenmod", Cultures.Bokmal, lifeEvents: false, 10), hit => hit.Concept.Label.Nb == "Barnehageplass");
        Assert.Contains(LosSearch.Find(ALos.Real(), "syskenmod", Cultures.NewNorwegian, lifeEvents: false, 10), hit => hit is { Concept.Label.Nb: "Barnehageplass", FoundBy: "Syskenmoderasjon" });
    }

    private static IReadOnlyList<LosHit> Find(string query) => LosSearch.Find(ALos.Small, query, Cultures.Bokmal, lifeEvents: false, 10);
}
