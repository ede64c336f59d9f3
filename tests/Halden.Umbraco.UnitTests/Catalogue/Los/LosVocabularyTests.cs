using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosVocabularyTests
{
    [Fact]
    public void ShippedThemesAreThoseOfTheFile()
    {
        var expected = ALos.Real().All.Where(concept => concept.Kind is LosKind.TopTheme or LosKind.Theme).OrderBy(concept => concept.Psi, StringComparer.Ordinal);
        var shipped = LosVocabulary.Themes.All.Where(concept => concept.Kind != LosKind.LifeEvent).OrderBy(concept => concept.Psi, StringComparer.Ordinal);
        Assert.Equal(
            expected.Select(concept => (concept.Psi, concept.Kind, concept.Label, string.Join(' ', concept.Broader))),
            shipped.Select(concept => (concept.Psi, concept.Kind, concept.Label, string.Join(' ', concept.Broader))));
    }

    [Fact]
    public void ShippedLifeEventsAreThoseOfTheFileAndHaveNamesInEnglish()
    {
        var file = ALos.Real().All.Where(concept => concept.Kind == LosKind.LifeEvent).OrderBy(concept => concept.Psi, StringComparer.Ordinal).ToList();
        var shipped = LosVocabulary.Themes.All.Where(concept => concept.Kind == LosKind.LifeEvent).OrderBy(concept => concept.Psi, StringComparer.Ordinal).ToList();

        Assert.Equal(file.Select(concept => (concept.Psi, concept.Label.Nb, concept.Label.Nn)), shipped.Select(concept => (concept.Psi, concept.Label.Nb, concept.Label.Nn)));
        Assert.All(file.Zip(shipped), pair => Assert.True(pair.First.Label.En == pair.Second.Label.En || pair.First.Label.En == pair.First.Label.Nb, pair.First.Label.En));
        Assert.DoesNotContain(file.Concat(shipped), concept => concept.Label.En == "*");
    }

    [Theory]
    [InlineData("https://psi.norge.no/los/tema/naring")]
    [InlineData("http://psi.norge.no/los/tema/naring")]
    [InlineData("https://psi.norge.no/los/tema/naering")]
    [InlineData("HTTPS://PSI.norge.no/los/tema/n%C3%A6ring/")]
    [InlineData(" http://psi.norge.no/los/tema/næring ")]
    public void OlderSpellingsAreFound(string psi)
    {
        Assert.Equal("https://psi.norge.no/los/tema/naring", LosVocabulary.Themes.Find(psi)?.Psi);
        Assert.Equal("Næring", LosVocabulary.Themes.Label(psi, Cultures.Bokmal));
        Assert.Equal("Business", LosVocabulary.Themes.Label(psi, Cultures.English));
    }

    [Fact]
    public void EmneordIsOrd() => Assert.Equal("https://psi.norge.no/los/ord/barnehageplass", ALos.Small.Find("http://psi.norge.no/los/emneord/barnehageplass")?.Psi);

    [Theory]
    [InlineData("https://psi.norge.no/los/ord/tilskudd-til-idrett", "Tilskudd til idrett")]
    [InlineData("https://psi.norge.no/los/not/in/los", "Los")]
    [InlineData("Kulturskole", "Kulturskole")]
    [InlineData("mailto:noen@halden.example", "mailto:noen@halden.example")]
    public void UnknownIsShownAsWords(string psi, string words) => Assert.Equal(words, LosVocabulary.Themes.Label(psi, Cultures.NewNorwegian));

    [Fact]
    public void LinesAreEachConceptAndEachTextOnce()
    {
        var lines = ALos.Small.Lines(
            "http://psi.norge.no/los/emneord/barnehageplass\nBarnehageplass\nhttps://psi.norge.no/los/ord/barnehageplass\nbarnehageplass\nhttps://psi.norge.no/los/ord/ukjent\nhttp://psi.norge.no/los/emneord/ukjent");

        Assert.Equal(["Barnehageplass", "Barnehageplass", "Ukjent"], lines.Select(line => line.In(Cultures.Bokmal)));
        Assert.Equal([ALos.Psi("ord/barnehageplass"), null, null], lines.Select(line => line.Concept?.Psi));
        Assert.Equal([true, false, true], lines.Select(line => line.IsAddress));
    }

    [Fact]
    public void WordHasItsThemes()
    {
        var los = ALos.Real();
        var word = los.Find("https://psi.norge.no/los/ord/barnehageplass")!;
        Assert.Equal(["Barnehage"], los.ThemesOf(word).Select(theme => theme.Label.Nb));
        Assert.Equal(["Barnehage", "Familie og barn"], los.Above(word).Select(theme => theme.Label.Nb));
        Assert.Contains(word, los.NarrowerOf(los.ThemesOf(word)[0]));
    }

    [Fact]
    public void EveryWordAndThemeOfTheFileHasAPlace()
    {
        var los = ALos.Real();
        Assert.All(los.All.Where(concept => concept.Kind != LosKind.LifeEvent), concept => Assert.NotEmpty(los.PlacesOf(concept)));
        Assert.All(los.All.Where(concept => concept.Kind == LosKind.LifeEvent), happening => Assert.Empty(los.PlacesOf(happening)));
    }

    [Theory]
    [InlineData("ord/skolefritidsordning", "Skole og utdanning / Skolehverdag, Familie og barn / ")]
    [InlineData("ord/barnehageplass", "Familie og barn / Barnehage")]
    [InlineData("tema/barnehage", "Familie og barn / Barnehage")]
    [InlineData("tema/familie-og-barn", "Familie og barn / ")]
    [InlineData("hendelse/fa-barn", "")]
    public void PlaceIsMainThemeAndTheme(string path, string places) =>
        Assert.Equal(places, string.Join(", ", ALos.Small.PlacesOf(ALos.Small.Find(ALos.Psi(path))!).Select(place => $"{place.Top.Label.Nb} / {place.Theme?.Label.Nb}")));

    [Fact]
    public void DeeperThemesStandUnderTheOneNearestTheTop()
    {
        var los = new LosVocabulary(
        [
            ALos.Concept("tema/a", LosKind.TopTheme, new("A", "A", "A")),
            ALos.Concept("tema/b", LosKind.Theme, new("B", "B", "B"), ["tema/a", "tema/d"]),
            ALos.Concept("tema/c", LosKind.Theme, new("C", "C", "C"), ["tema/b"]),

            // Runs in a ring, and leads nowhere.
            ALos.Concept("tema/d", LosKind.Theme, new("D", "D", "D"), ["tema/b", "tema/borte"]),
            ALos.Concept("ord/e", LosKind.Word, new("E", "E", "E"), ["tema/c"]),
        ]);

        Assert.Equal(["A / B"], los.PlacesOf(los.Find(ALos.Psi("ord/e"))!).Select(place => $"{place.Top.Label.Nb} / {place.Theme?.Label.Nb}").Distinct());
        Assert.Equal(["C", "B", "A", "D"], los.Above(los.Find(ALos.Psi("ord/e"))!).Select(theme => theme.Label.Nb));
    }

    [Fact]
    public void SynonymsLeadToTheWord()
    {
        var word = ALos.Real().All.First(concept => concept.Kind == LosKind.Word && concept.Synonyms.Count > 2);
        Assert.All(word.Synonyms, synonym => Assert.Contains(word, ALos.Real().Named(synonym.Text.ToUpperInvariant())));
    }

    [Fact]
    public void FingerprintChangesWithWhatIsShownAndNotWithSynonyms()
    {
        LosVocabulary Of(string name, params (string, string)[] synonyms) => new([ALos.Concept("ord/a", LosKind.Word, new(name, name, name), null, synonyms)]);

        Assert.Equal(Of("A").Fingerprint, Of("A", ("nb", "B")).Fingerprint);
        Assert.NotEqual(Of("A").Fingerprint, Of("B").Fingerprint);
    }
}
