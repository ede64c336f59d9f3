using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class SupplementTests
{
    [Fact]
    public void ANationalChangeFlowsThroughTheSupplement() => Assert.Equal(
        "<p>I Halden gjelder dette:</p><h3>Nytt</h3><p>Søk innen 1. april.</p><p>Ring 69 17 45 00.</p>",
        Supplement.Follow(
            FieldKind.Html,
            "<p>I Halden gjelder dette:</p><p>Søk innen 1. mars.</p><p>Ring 69 17 45 00.</p>",
            "<p>Søk innen 1. mars.</p>",
            "<h3>Nytt</h3><p>Søk innen 1. april.</p>"));

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
    public void OtherKindsHaveNone() => Assert.Throws<ArgumentException>(() => Supplement.Compose(FieldKind.Date, "2026-01-01", Supplement.None));

    [Fact]
    public void WhatIsComposedIsSplitAgain() => Law.HoldsFor(Texts.Plain(), scenario =>
    {
        var national = scenario.Texts.BaseHtml;
        var before = scenario.Texts.NationalEdits.Count > 1 ? "<p>Før alt det andre.</p>" : string.Empty;
        var after = scenario.Texts.LocalEdits.Count > 1 ? "<ul><li>Etter alt det andre</li></ul>" : string.Empty;
        var value = Supplement.Compose(FieldKind.Html, national, new Supplement(before, after));

        Assert.Equal(new Supplement(before, after), Supplement.Split(FieldKind.Html, value, national));
        Assert.Equal(before + scenario.Texts.NationalHtml + after, Supplement.Follow(FieldKind.Html, value, national, scenario.Texts.NationalHtml));
    });
}
