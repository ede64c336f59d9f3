using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class HtmlBlocksTests
{
    [Fact]
    public void ReadsAndWritesWhatTheCleanerWrites() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        foreach (var html in new[] { scenario.Texts.LocalHtml, ThreeWayMergeLaws.Rewritten(scenario.Texts.NationalHtml, scenario.Texts.Handwriting()) })
        {
            var clean = HtmlCleaner.Clean(html);
            Assert.True(HtmlBlocks.IsClean(clean), clean);
            Assert.Equal(clean, HtmlBlocks.Parse(clean).Write());
            Assert.Equal(clean, HtmlBlocks.Parse(html).Write());
        }
    });

    [Fact]
    public void ReadsWhateverTheCleanerMakesOfBrokenHtml()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<ul>", "</ul>", "<li>", "<ol>", "<dl>", "<dt>", "<dd>", "<table>", "<tr>", "<td>", "</td>", "<th scope=col>", "<caption>", "</table>",
            "<strong>", "</strong>", "<em> ", "</em>", "<a href=\"/x\" title='a \"b\" &lt;'>", "</a>", "<br>", "<br> ", "<h2>", "</h2>", "<blockquote>", "</blockquote>",
            " ", "Ord. ", "Ny setning! ", "å", "&nbsp;", "&amp;", "<", "<span lang=se>", "</span>", "<sup>2</sup>", "😀", "\u200b", "<div>", "</div>", "<script>x</script>",
            "<a type=document data-culture=nn href=\"/{localLink:6f2b1a00-5d0e-4c51-8f5e-0a17c0de0401}\">", "<abbr title=\"for eksempel\">f.eks.</abbr>", "<td colspan=2>", "\u00a0", "<strong>A</strong>", "<a href=\"/y?a=1&amp;b\">A</a>",
        ];
        var random = new Random(17);
        var known = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var html = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            var clean = HtmlCleaner.Clean(html);
            var blocks = CleanHtmlReader.Read(clean);

            Assert.True(blocks is not null, clean);
            Assert.Equal(clean.Replace("<tr></tr>", string.Empty, StringComparison.Ordinal), HtmlBlocks.Write(blocks));

            // What is taken for clean without cleaning is clean.
            if (CleanHtmlReader.Read(html) is { } asItStands)
            {
                Assert.Equal(HtmlCleaner.Clean(html).Replace("<tr></tr>", string.Empty, StringComparison.Ordinal), HtmlBlocks.Write(asItStands));
            }

            // Nor is it where a little is wrong, or only seems to be.
            for (var change = 0; change < 5 && clean.Length > 0; change++)
            {
                var at = random.Next(clean.Length);
                var changed = clean.Remove(at, random.Next(2) * random.Next(Math.Min(10, clean.Length - at))).Insert(at, pieces[random.Next(pieces.Length)]);
                if (changed != clean && HtmlBlocks.IsClean(changed))
                {
                    Assert.Equal(changed, HtmlCleaner.Clean(changed));
                    known++;
                }
            }
        }

        Assert.True(known > 100, $"{known} clean texts by chance are too few.");
    }

    [Theory]
    [InlineData("<p>Åpent &ndash; alltid</p>", "<p>\r\n  &Aring;pent – alltid\n</p>")]
    [InlineData("<p><a href=\"/x\" title=\"t\">x</a></p>", "<p><a title='t' target=_blank href='/x'>x</a></p>")]
    [InlineData("<ul><li>punkt</li></ul>", "<ul><li><p>punkt</p></li></ul>")]
    [InlineData("<p>tekst</p>", "tekst")]
    [InlineData("<p><b>fet</b></p>", "<div><p><strong>fet</strong></p></div>")]
    [InlineData("", "<p>&nbsp;</p>")]
    public void HowItIsWrittenIsCosmetic(string one, string other) => Assert.True(HtmlBlocks.IsCosmetic(one, other));

    [Theory]
    [InlineData("<p>en to</p>", "<p>en</p><p>to</p>")]
    [InlineData("<p>En. To.</p>", "<p>En.<br>To.</p>")]
    [InlineData("<ul><li>a</li></ul>", "<ol><li>a</li></ol>")]
    [InlineData("<p>a</p>", "<h3>a</h3>")]
    [InlineData("<p><a href=\"/x\">a</a></p>", "<p><a href=\"/y\">a</a></p>")]
    [InlineData("<p>a</p>", "<p><strong>a</strong></p>")]
    public void WhatItSaysIsNot(string one, string other) => Assert.False(HtmlBlocks.IsCosmetic(one, other));

    [Theory]
    [InlineData("<p>Fristen er 1. mars. Søk på f.eks. Altinn kl. 12. Husk vedlegg!</p>", "Fristen er 1. mars.|Søk på f.eks. Altinn kl. 12.|Husk vedlegg!")]
    [InlineData("<p>Han sa «Vent.» Så gikk han. <strong>Obs!</strong> Ring.</p>", "Han sa «Vent.»|Så gikk han.|<strong>Obs!</strong>|Ring.")]
    [InlineData("<p>Storgata 8<br>1771 Halden</p>", "Storgata 8|1771 Halden")]
    public void AParagraphIsItsSentences(string html, string sentences) =>
        Assert.Equal(sentences, string.Join('|', HtmlBlocks.Parse(html).Blocks[0].Children.Select(sentence => sentence.Text)));
}
