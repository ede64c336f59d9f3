using System.Text;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosVocabularyTests
{
    private static readonly Lazy<LosVocabulary> File = new(() =>
    {
        using var stream = System.IO.File.OpenRead(SharedData.Require("los/los.rdf"));
        return LosVocabulary.Read(stream);
    });

    [Fact]
    public void FileIsReadWhole()
    {
        var los = Los();
        Assert.Equal(14, los.All.Count(concept => concept.Kind == LosKind.TopTheme));
        Assert.Equal(78, los.All.Count(concept => concept.Kind == LosKind.Theme));
        Assert.Equal(427, los.All.Count(concept => concept.Kind == LosKind.Word));
        Assert.Equal(7, los.All.Count(concept => concept.Kind == LosKind.LifeEvent));
        Assert.Equal(229, los.All.Count(concept => concept.IsMunicipal));
        Assert.InRange(los.All.Sum(concept => concept.Synonyms.Count), 2850, 2950);
    }

    [Fact]
    public void ShippedThemesAreThoseOfTheFile()
    {
        var expected = Los().All.Where(concept => concept.Kind is LosKind.TopTheme or LosKind.Theme).OrderBy(concept => concept.Psi, StringComparer.Ordinal);
        var shipped = LosVocabulary.Themes.All.OrderBy(concept => concept.Psi, StringComparer.Ordinal);
        Assert.Equal(
            expected.Select(concept => (concept.Psi, concept.Kind, concept.Label, string.Join(' ', concept.Broader.Where(broader => broader.Contains("/tema/", StringComparison.Ordinal))))),
            shipped.Select(concept => (concept.Psi, concept.Kind, concept.Label, string.Join(' ', concept.Broader))));
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
    public void EmneordIsOrd() => Assert.Equal("https://psi.norge.no/los/ord/barnehageplass", Los().Find("http://psi.norge.no/los/emneord/barnehageplass")?.Psi);

    [Theory]
    [InlineData("https://psi.norge.no/los/ord/tilskudd-til-idrett", "Tilskudd til idrett")]
    [InlineData("https://psi.norge.no/los/not/in/los", "Los")]
    [InlineData("Kulturskole", "Kulturskole")]
    public void UnknownIsShownAsWords(string psi, string words) => Assert.Equal(words, LosVocabulary.Themes.Label(psi, Cultures.NewNorwegian));

    [Fact]
    public void WordHasItsThemes()
    {
        var los = Los();
        Assert.Equal(["https://psi.norge.no/los/tema/barnehage"], los.ThemesOf("https://psi.norge.no/los/ord/barnehageplass").Select(theme => theme.Psi));
        Assert.Equal(["Familie og barn"], los.TopThemesOf("https://psi.norge.no/los/ord/barnehageplass").Select(theme => theme.Label.Nb));
        Assert.Contains(los.NarrowerOf("https://psi.norge.no/los/tema/barnehage"), word => word.Psi.EndsWith("/barnehageplass", StringComparison.Ordinal));
    }

    [Fact]
    public void SynonymsLeadToTheWord()
    {
        var los = Los();
        var word = los.All.First(concept => concept.Kind == LosKind.Word && concept.Synonyms.Count > 2);
        Assert.All(word.Synonyms, synonym => Assert.Contains(word, los.Named(synonym.Text.ToUpperInvariant())));
    }

    [Fact]
    public void OtherFileSaysWhatToDo()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("<a:b> <a:c> <a:d> ."));
        Assert.Contains("all.rdf", Assert.Throws<InvalidDataException>(() => LosVocabulary.Read(stream, RdfFormat.Turtle)).Message, StringComparison.Ordinal);
    }

    private static LosVocabulary Los()
    {
        SharedData.Require("los/los.rdf");
        return File.Value;
    }
}
