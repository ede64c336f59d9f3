using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class ThreeWayMergeTests
{
    [Fact]
    public void BothSidesChangesToOneParagraphMeetWhenTheyAreInDifferentSentences()
    {
        var result = Html(
            "<p>Du kan søke hele året. Fristen er 1. mars. Svaret kommer i april.</p>",
            "<p>Du kan søke hele året. Fristen er 1. mars. Svaret kommer i april. Ring 69 17 45 00 om du lurer på noe.</p>",
            "<p>Du kan søke hele året. Fristen er 15. mars. Svaret kommer i april.</p>");

        Assert.Equal("<p>Du kan søke hele året. Fristen er 15. mars. Svaret kommer i april. Ring 69 17 45 00 om du lurer på noe.</p>", result.Value);
        Assert.Empty(result.Conflicts);
        Assert.Equal(
            [MergeOrigin.Unchanged, MergeOrigin.FromNational, MergeOrigin.Unchanged, MergeOrigin.FromLocal],
            result.Regions.Select(region => region.Origin));
    }

    [Fact]
    public void NeighboursMayBeChangedByDifferentSides() => AssertMerged(
        "<h3>Søknadsfrist</h3><p>Fristen er 1. april for alle plasser.</p>",
        Html("<h3>Frist</h3><p>Fristen er 1. mars for alle plasser.</p>", "<h3>Søknadsfrist</h3><p>Fristen er 1. mars for alle plasser.</p>", "<h3>Frist</h3><p>Fristen er 1. april for alle plasser.</p>"));

    [Fact]
    public void ListsMergeItemByItem() => AssertMerged(
        "<ul><li>Kopi av skattemelding</li><li>Legeerklæring fra fastlegen</li><li>Bekreftelse fra skolen</li></ul>",
        Html(
            "<ul><li>Skattemelding</li><li>Legeerklæring</li><li>Pass</li></ul>",
            "<ul><li>Kopi av skattemelding</li><li>Legeerklæring</li><li>Pass</li><li>Bekreftelse fra skolen</li></ul>",
            "<ul><li>Skattemelding</li><li>Legeerklæring fra fastlegen</li></ul>"));

    [Fact]
    public void InnerListsMergeTheSameWay() => AssertMerged(
        "<ul><li>Vedlegg<ul><li>Pass</li><li>Bilde i farger</li><li>Kvittering</li></ul></li></ul>",
        Html(
            "<ul><li>Vedlegg<ul><li>Pass</li><li>Bilde</li></ul></li></ul>",
            "<ul><li>Vedlegg<ul><li>Pass</li><li>Bilde</li><li>Kvittering</li></ul></li></ul>",
            "<ul><li>Vedlegg<ul><li>Pass</li><li>Bilde i farger</li></ul></li></ul>"));

    [Fact]
    public void TablesMergeRowByRowAndCellByCell() => AssertMerged(
        "<table><thead><tr><th scope=\"col\">Plass</th><th scope=\"col\">Pris i Halden</th></tr></thead><tbody><tr><td>Hel</td><td>3 200 kroner</td></tr><tr><td>Halv</td><td>1 600 kroner</td></tr><tr><td>Søsken</td><td>Gratis</td></tr></tbody></table>",
        Html(
            "<table><thead><tr><th scope=\"col\">Plass</th><th scope=\"col\">Pris</th></tr></thead><tbody><tr><td>Hel</td><td>3 000 kroner</td></tr><tr><td>Halv</td><td>1 500 kroner</td></tr></tbody></table>",
            "<table><thead><tr><th scope=\"col\">Plass</th><th scope=\"col\">Pris i Halden</th></tr></thead><tbody><tr><td>Hel</td><td>3 000 kroner</td></tr><tr><td>Halv</td><td>1 600 kroner</td></tr><tr><td>Søsken</td><td>Gratis</td></tr></tbody></table>",
            "<table><thead><tr><th scope=\"col\">Plass</th><th scope=\"col\">Pris</th></tr></thead><tbody><tr><td>Hel</td><td>3 200 kroner</td></tr><tr><td>Halv</td><td>1 500 kroner</td></tr></tbody></table>"));

    [Fact]
    public void ALinkWithTheSameAddressIsTheSameLinkWhateverItSays()
    {
        var result = Html(
            "<ul><li><a href=\"https://lovdata.no/1\">Lov om barnehager</a></li></ul>",
            "<ul><li><a href=\"https://lovdata.no/1\">Her finner du paragrafene</a></li></ul>",
            "<ul><li><a href=\"https://lovdata.no/1\">Barnehageloven</a></li></ul>");

        var conflict = Assert.Single(result.Conflicts);
        Assert.Equal(ConflictReason.BothChanged, conflict.Reason);
        Assert.Equal("ul[1]/li[1]/p[1]/sentence[1]", conflict.Path);
        Assert.Equal("<a href=\"https://lovdata.no/1\">Barnehageloven</a>", conflict.National);
    }

    [Fact]
    public void DifferentChangesToOneSentenceWaitForAPersonWithTheLocalTextStanding()
    {
        var result = Html("<p>Fristen er 1. mars. Velkommen.</p>", "<p>Fristen er 15. mars. Velkommen.</p>", "<p>Fristen er 1. april. Velkommen hit.</p>");

        Assert.Equal("<p>Fristen er 15. mars. Velkommen hit.</p>", result.Value);
        var conflict = Assert.Single(result.Conflicts);
        Assert.Equal(
            ("p[1]/sentence[1]", ConflictReason.BothChanged, "Fristen er 1. mars.", "Fristen er 15. mars.", "Fristen er 1. april."),
            (conflict.Path, conflict.Reason, conflict.Base, conflict.Local, conflict.National));
    }

    [Fact]
    public void WhatOneSideTookOutAndTheOtherChangedWaitsForAPerson()
    {
        const string Before = "<p>Du kan søke.</p><p>Gebyret er 500 kroner i året.</p>";
        const string Without = "<p>Du kan søke.</p>";
        const string Changed = "<p>Du kan søke.</p><p>Gebyret er 700 kroner i året.</p>";

        Assert.Equal(ConflictReason.LocalRemoved, Assert.Single(Html(Before, Without, Changed).Conflicts).Reason);
        Assert.Equal(ConflictReason.NationalRemoved, Assert.Single(Html(Before, Changed, Without).Conflicts).Reason);
        Assert.Equal(Without, Html(Before, Without, Changed).Value);
        Assert.Equal(Changed, Html(Before, Changed, Without).Value);
    }

    [Fact]
    public void ABlockThatBothMovedStandsOnceUntilAPersonHasChosen()
    {
        const string A = "<p>Klagefristen er tre uker.</p>";
        const string B = "<h3>Saksgang</h3>";
        const string C = "<ul><li>Send søknaden</li></ul>";
        const string D = "<p>Du får svar i posten.</p>";

        var result = Html(A + B + C + D, B + A + C + D, B + C + A + D);

        Assert.Equal(B + A + C + D, result.Value);
        Assert.NotEmpty(result.Conflicts);
    }

    [Fact]
    public void ChoicesArePutWhereTheConflictsWere()
    {
        var result = Html("<ul><li>Pass</li></ul>", "<ul><li>Pass</li><li>Foto</li></ul>", "<ul><li>Pass</li><li>Kvittering</li></ul>");
        var conflict = Assert.Single(result.Conflicts);
        string Value(MergeChoice choice) => ThreeWayMerge.Resolve(result, new Dictionary<string, MergeChoice> { [conflict.Id] = choice }).Value;

        Assert.Equal(("", "<ul><li>Foto</li></ul>", "<ul><li>Kvittering</li></ul>"), (conflict.Base, conflict.Local, conflict.National));
        Assert.Equal("<ul><li>Pass</li><li>Foto</li></ul>", Value(MergeChoice.Local));
        Assert.Equal("<ul><li>Pass</li><li>Kvittering</li></ul>", Value(MergeChoice.National));
        Assert.Equal("<ul><li>Pass</li><li>Foto</li><li>Kvittering</li></ul>", Value(MergeChoice.LocalThenNational));
        Assert.Equal("<ul><li>Pass</li><li>Kvittering</li><li>Foto</li></ul>", Value(MergeChoice.NationalThenLocal));
        Assert.Equal("<ul><li>Pass</li><li>Foto og kvittering</li></ul>", Value(MergeChoice.Edited("Foto og kvittering")));
        Assert.Equal("<ul><li>Pass</li></ul>", Value(MergeChoice.Edited(string.Empty)));
        Assert.Equal("<ul><li>Pass</li><li>Foto</li></ul>", Value(MergeChoice.Edited("<script>alert(1)</script><ul><li onclick=\"x()\">Foto</li></ul>")));
    }

    [Fact]
    public void AConflictWithoutAChoiceStaysOpenAndAChoiceForOtherTextsIsPassedOver()
    {
        var result = Html("<p>Frist 1. mars.</p>", "<p>Frist 2. mars.</p>", "<p>Frist 3. mars.</p>");

        var resolution = ThreeWayMerge.Resolve(result, new Dictionary<string, MergeChoice> { ["0123456789abcdef"] = MergeChoice.National });

        Assert.Equal([Assert.Single(result.Conflicts).Id], resolution.Open);
        Assert.Empty(resolution.Faults);
        Assert.Equal("<p>Frist 2. mars.</p>", resolution.Value);
    }

    [Fact]
    public void ATableCannotStandInASentence()
    {
        var result = Html("<p>Frist 1. mars.</p>", "<p>Frist 2. mars.</p>", "<p>Frist 3. mars.</p>");
        var id = Assert.Single(result.Conflicts).Id;

        var resolution = ThreeWayMerge.Resolve(result, new Dictionary<string, MergeChoice> { [id] = MergeChoice.Edited("<table><tr><td>x</td></tr></table>") });

        Assert.Equal("Her kan det bare stå løpende tekst, ikke lister eller tabeller.", resolution.Faults[id].Nb);
        Assert.Equal([id], resolution.Open);
    }

    [Theory]
    [InlineData("Barnehage", "Barnehage", "Barnehager", "Barnehager", 0)]
    [InlineData("Barnehage", "Barnehage i Halden", "Barnehage", "Barnehage i Halden", 0)]
    [InlineData("Barnehage", "Barnehage i Halden", "Barnehager", "Barnehage i Halden", 1)]
    [InlineData("Barnehage", "Barnehage", "", "", 0)]
    [InlineData("", "SFO", "SFO", "SFO", 0)]
    [InlineData("Barnehage", "Barnehage ", "Barnehager", "Barnehager", 0)]
    public void ATextIsOneValue(string before, string local, string national, string merged, int conflicts)
    {
        var result = ThreeWayMerge.Merge(FieldKind.Text, before, local, national);

        Assert.Equal((merged, conflicts), (result.Value, result.Conflicts.Count));
    }

    [Fact]
    public void ADateOrAFlagCannotBeBoth()
    {
        var result = ThreeWayMerge.Merge(FieldKind.Date, "2026-01-01", "2026-02-01", "2026-03-01");
        var id = Assert.Single(result.Conflicts).Id;

        var resolution = ThreeWayMerge.Resolve(result, new Dictionary<string, MergeChoice> { [id] = MergeChoice.LocalThenNational });
        var edited = ThreeWayMerge.Resolve(result, new Dictionary<string, MergeChoice> { [id] = MergeChoice.Edited("1. mars") });

        Assert.Equal("Feltet kan bare ha én verdi. Velg kommunens eller katalogens.", resolution.Faults[id].Nb);
        Assert.Equal("«1. mars» er ikke en dato. Skriv åååå-mm-dd.", edited.Faults[id].Nb);
        Assert.Equal("false", ThreeWayMerge.Merge(FieldKind.Flag, "true", "true", "false").Value);
    }

    [Fact]
    public void ALongTextMergesByLines()
    {
        var result = ThreeWayMerge.Merge(FieldKind.LongText, "Rådhuset\nStorgata 8\n\n1771 Halden", "Rådhuset\nStorgata 8, inngang B\n\n1771 Halden", "Halden rådhus\nStorgata 8\n\n1771 Halden\nNorge");

        Assert.Equal("Halden rådhus\nStorgata 8, inngang B\n\n1771 Halden\nNorge", result.Value);
        Assert.Empty(result.Conflicts);
    }

    [Theory]
    [InlineData("barn\nbolig", "barn\nbolig\nHalden", "barn\nbolig\nleie", "barn\nbolig\nHalden\nleie")]
    [InlineData("barn\nbolig", "bolig", "barn\nbolig\nleie", "bolig\nleie")]
    [InlineData("barn\nbolig\nleie", "barn\nbolig\nleie\nhus", "leie\nbarn\nbolig", "leie\nhus\nbarn\nbolig")]
    [InlineData("barn", "hus", "hus\nleie", "hus\nleie")]
    [InlineData("barn", "", "barn\nleie", "leie")]
    [InlineData("", "barn", "bolig", "barn\nbolig")]
    public void AListIsASetWithAnOrderAndNeverAConflict(string before, string local, string national, string merged)
    {
        var result = ThreeWayMerge.Merge(FieldKind.List, before, local, national);

        Assert.Equal(merged, result.Value);
        Assert.Empty(result.Conflicts);
        Assert.Equal(merged, ThreeWayMerge.Merge(FieldKind.List, before, merged, national).Value);
    }

    [Fact]
    public void LinksMergeByTheirTarget()
    {
        static string Links(params (string Title, string Url)[] links) => ServiceLink.Canonical(links.Select(link => new ServiceLink(link.Title, link.Url)));
        var before = Links(("Lov", "/lov"), ("Skjema", "/skjema"), ("Klage", "/klage"));

        var merged = ThreeWayMerge.Merge(
            FieldKind.Links, before,
            Links(("Lov", "/lov"), ("Vårt skjema", "/skjema"), ("Klage", "/klage"), ("Kart", "/kart")),
            Links(("Loven", "/lov"), ("Skjema", "/skjema"), ("Gebyr", "/gebyr")));
        var conflict = ThreeWayMerge.Merge(FieldKind.Links, before, Links(("Vår lov", "/lov")), Links(("Loven", "/lov"), ("Nytt skjema", "/skjema")));

        Assert.Equal(Links(("Loven", "/lov"), ("Vårt skjema", "/skjema"), ("Kart", "/kart"), ("Gebyr", "/gebyr")), merged.Value);
        Assert.Empty(merged.Conflicts);
        Assert.Equal([ConflictReason.BothChanged, ConflictReason.LocalRemoved], conflict.Conflicts.Select(each => each.Reason));
        Assert.Equal(Links(("Vår lov", "/lov")), conflict.Value);
        Assert.Equal(
            Links(("Loven", "/lov"), ("Nytt skjema", "/skjema")),
            ThreeWayMerge.Resolve(conflict, conflict.Conflicts.ToDictionary(each => each.Id, _ => MergeChoice.National)).Value);
    }

    [Fact]
    public void ALocalTextThatCannotBeCleanedStandsUntilAPersonHasChosen()
    {
        var local = string.Concat(Enumerable.Repeat("<blockquote>", 300)) + "x";

        var result = Html("<p>a</p>", local, "<p>b</p>");

        Assert.Equal(local, result.Value);
        Assert.Equal("<p>b</p>", Assert.Single(result.Conflicts).National);
    }

    [Fact]
    public void EveryReasonHasItsOwnTextInEveryLanguage() => Assert.All(Cultures.All, culture =>
        Assert.Equal(5, Enum.GetValues<ConflictReason>().Select(reason => MergeTexts.Explain(reason).In(culture)).Distinct().Count()));

    private static MergeResult Html(string before, string local, string national) => ThreeWayMerge.Merge(FieldKind.Html, before, local, national);

    private static void AssertMerged(string expected, MergeResult result)
    {
        Assert.Empty(result.Conflicts);
        Assert.Equal(expected, result.Value);
    }
}
