using System.Text.RegularExpressions;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class WordDiffTests
{
    [Fact]
    public void MarksTheWordsThatChanged()
    {
        var comparison = WordDiff.Compare("<p>Fristen er <strong>1. mars</strong> hvert år.</p>", "<p>Fristen er <strong>1. april</strong> hvert år.</p>");

        Assert.Equal("<p>Fristen er <strong>1. <del>mars</del></strong> hvert år.</p>", comparison.OldHtml);
        Assert.Equal("<p>Fristen er <strong>1. <ins>april</ins></strong> hvert år.</p>", comparison.NewHtml);
        Assert.Equal(
            [
                new WordRun(WordChange.Equal, "Fristen er 1. ", "Fristen er <strong>1. </strong>"),
                new WordRun(WordChange.Deleted, "mars", "<strong>mars</strong>"),
                new WordRun(WordChange.Inserted, "april", "<strong>april</strong>"),
                new WordRun(WordChange.Equal, " hvert år.", " hvert år."),
            ],
            comparison.Runs);
    }

    [Fact]
    public void AnotherAddressUnderTheSameWordsIsAChange()
    {
        var comparison = WordDiff.Compare("<p><a href=\"/a\">Søk her</a></p>", "<p><a href=\"/b\">Søk her</a></p>");

        Assert.Equal("<p><a href=\"/a\"><del>Søk her</del></a></p>", comparison.OldHtml);
        Assert.Equal("<p><a href=\"/b\"><ins>Søk her</ins></a></p>", comparison.NewHtml);
    }

    [Fact]
    public void SpacesBetweenChangedWordsAreMarkedWithThem() => Assert.Equal(
        [new WordRun(WordChange.Deleted, "en to", "en to"), new WordRun(WordChange.Inserted, "tre fire", "tre fire")],
        WordDiff.CompareText("en to", "tre fire").Runs);

    [Fact]
    public void PlainTextIsEscaped() => Assert.Equal("&lt;b&gt; <ins>&amp;</ins> co", WordDiff.CompareText("<b>  co", "<b> & co").NewHtml);

    [Fact]
    public void NothingUnsafeComesThrough() =>
        Assert.Equal("<p><ins>x</ins></p>", WordDiff.Compare(string.Empty, "<p onclick=alert(1)>x<script>alert(2)</script></p>").NewHtml);

    [Fact]
    public void EachTextCanBeReadOutOfTheComparison() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var comparison = WordDiff.Compare(scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);
        string Side(WordChange change) => string.Concat(comparison.Runs.Where(run => run.Change == WordChange.Equal || run.Change == change).Select(run => run.Text));
        static string Words(string text) => Regex.Replace(text, @"\s+", string.Empty);

        Assert.Equal(scenario.Texts.LocalHtml, Regex.Replace(comparison.OldHtml, "</?del>", string.Empty));
        Assert.Equal(scenario.Texts.NationalHtml, Regex.Replace(comparison.NewHtml, "</?ins>", string.Empty));
        Assert.Equal(Words(HtmlCleaner.Text(scenario.Texts.LocalHtml)), Words(Side(WordChange.Deleted)));
        Assert.Equal(Words(HtmlCleaner.Text(scenario.Texts.NationalHtml)), Words(Side(WordChange.Inserted)));
        Assert.All(comparison.Runs, run => Assert.Equal(Regex.Matches(run.Html, "<(?!br>)[a-z]").Count, Regex.Matches(run.Html, "</").Count));
    });
}
