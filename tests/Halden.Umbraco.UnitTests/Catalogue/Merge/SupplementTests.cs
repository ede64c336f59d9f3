using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class SupplementTests
{
    private const string National = "<p>Søk innen 1. mars.</p><p>Svar kommer i mai.</p>";

    [Fact]
    public void ATailoredTextIsNoSupplementedOne() =>
        Assert.Null(Supplement.Split(FieldKind.Html, "<p>Søk innen 15. mars.</p><p>Ring oss.</p>", "<p>Søk innen 1. mars.</p>"));

    [Fact]
    public void WithoutANationalTextAllIsTheMunicipalitys() =>
        Assert.Equal(new Supplement(string.Empty, "<p>Vårt.</p>"), Supplement.Split(FieldKind.Html, "<p>Vårt.</p>", string.Empty));

    [Fact]
    public void LongTextsHaveSupplementsByLines() => Assert.Equal(
        new Supplement("Halden kommune", "Inngang B"),
        Supplement.Split(FieldKind.LongText, "Halden kommune\nStorgata 8\n1771 Halden\nInngang B", "Storgata 8\n1771 Halden"));

    [Fact]
    public void OtherKindsHaveNone()
    {
        Assert.Throws<ArgumentException>(() => Supplement.Compose(FieldKind.Date, "2026-01-01", new Supplement("a", "b")));
        Assert.Equal([FieldKind.LongText, FieldKind.Html], FieldKind.All.Where(Supplement.Fits));
    }

    [Fact]
    public void ASupplementStaysWhereItWasThoughItSaysWhatTheNationalTextSays() => Assert.Equal(
        new Supplement("<p>Ring oss.</p>", string.Empty),
        Supplement.Recognise(FieldKind.Html, "<p>Ring oss.</p><p>Ring oss.</p>", "<p>Ring oss.</p>", new Supplement("<p>Ring oss.</p>", string.Empty)));

    [Fact]
    public void AnEditedSupplementIsWhatRemainsRoundTheNationalText() => Assert.Equal(
        new Supplement("<p>I Halden:</p>", "<p>Ring 69 17 45 01.</p>"),
        Supplement.Recognise(FieldKind.Html, $"<p>I Halden:</p>{National}<p>Ring 69 17 45 01.</p>", National, new Supplement(string.Empty, "<p>Ring 69 17 45 00.</p>")));

    [Fact]
    public void WhoEditsTheNationalTextItselfDissolvesTheSupplement() => Assert.Null(
        Supplement.Recognise(FieldKind.Html, "<p>Søk innen 2. mars.</p><p>Svar kommer i mai.</p><p>Ring oss.</p>", National, new Supplement(string.Empty, "<p>Ring oss.</p>")));

    [Fact]
    public void OfATailoredTextTheMunicipalitysBlocksAreProposed() => Assert.Equal(
        new Supplement("<p>I Halden:</p>", "<p>Svar kommer i juni.</p><ul><li>Ring oss</li></ul>"),
        Supplement.Propose(FieldKind.Html, "<p>I Halden:</p><p>Søk innen 1. mars.</p><p>Svar kommer i juni.</p><ul><li>Ring oss</li></ul>", National));

    [Fact]
    public void OfATextWithNothingNationalInItAllIsProposed() =>
        Assert.Equal(new Supplement(string.Empty, "<p>Alt er vårt.</p>"), Supplement.Propose(FieldKind.Html, "<p>Alt er vårt.</p>", National));

    [Fact]
    public void IsReadBackFromItsJson()
    {
        var byAlias = new Dictionary<string, Supplement> { ["price"] = new("<p>«Før» & etter</p>", string.Empty), ["lead"] = new(string.Empty, "Ærlig") };

        Assert.Equal(byAlias, Supplement.ParseAll(Supplement.ToJson(byAlias)));
        Assert.Empty(Supplement.ParseAll("{}"));
    }

    [Fact]
    public void WhatIsComposedIsSplitAgain() => Law.HoldsFor(Texts.Plain(), scenario =>
    {
        var national = scenario.Texts.BaseHtml;
        var before = scenario.Texts.NationalEdits.Count > 1 ? "<p>Før alt det andre.</p>" : string.Empty;
        var after = scenario.Texts.LocalEdits.Count > 1 ? "<ul><li>Etter alt det andre</li></ul>" : string.Empty;
        var value = Supplement.Compose(FieldKind.Html, national, new Supplement(before, after));

        Assert.Equal(new Supplement(before, after), Supplement.Split(FieldKind.Html, value, national));
        Assert.Equal(value, HtmlCleaner.Clean(value));
    });

    [Fact]
    public void NoWordOfTheMunicipalitysIsMissingFromAProposal() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var proposed = Supplement.Propose(FieldKind.Html, scenario.Texts.LocalHtml, scenario.Texts.BaseHtml);
        var whole = Supplement.Compose(FieldKind.Html, scenario.Texts.BaseHtml, proposed);

        Assert.All(scenario.Texts.Local.Sentences, sentence => Assert.Contains(sentence, whole));
        Assert.All(scenario.Texts.Base.Sentences, sentence => Assert.Contains(sentence, whole));
    });
}
