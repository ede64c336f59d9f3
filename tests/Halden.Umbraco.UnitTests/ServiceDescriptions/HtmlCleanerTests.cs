using System.Diagnostics;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.ServiceDescriptions;

public class HtmlCleanerTests
{
    [Theory]
    [InlineData("<p>Du kan søke <strong>hele året</strong>.</p>")]
    [InlineData("<h3>Plikter</h3><ul><li>Møt til avtalt tid</li><li>Ta med <em>legitimasjon</em></li></ul>")]
    [InlineData("<p><a href=\"https://lovdata.no/lov/2005-06-17-64\" hreflang=\"nb\" rel=\"external\" title=\"Lovdata\">barnehageloven</a></p>")]
    [InlineData("<p><a href=\"mailto:post@halden.kommune.no\">Skriv</a> eller <a href=\"tel:69174500\">ring</a>, se <a href=\"/kontakt\">kontakt</a></p>")]
    [InlineData("<table><caption>Priser</caption><thead><tr><th scope=\"col\">Plass</th><th scope=\"col\">Pris</th></tr></thead><tbody><tr><td colspan=\"2\">Gratis</td></tr></tbody></table>")]
    [InlineData("<dl><dt>Frist</dt><dd>1. mars</dd></dl><blockquote><p>Sitat</p></blockquote>")]
    [InlineData("<p>H<sub>2</sub>O og m<sup>2</sup>, <abbr title=\"for eksempel\">f.eks.</abbr> <span lang=\"en\">welcome</span></p>")]
    [InlineData("<p>Linje én<br>linje to</p>")]
    [InlineData("<p><a data-culture=\"nn-NO\" href=\"/{localLink:6f2b1a00-5d0e-4c51-8f5e-0a17c0de0401}\" type=\"document\">Selvbetjening</a></p>")]
    public void KeepsWhatAServiceDescriptionMayHave(string html) => Assert.Equal(html, HtmlCleaner.Clean(html));

    [Theory]
    [InlineData("<h1>Om</h1><h2>Mer</h2>", "<h3>Om</h3><h3>Mer</h3>")]
    [InlineData("<p><b>fet</b> og <i>skrå</i></p>", "<p><strong>fet</strong> og <em>skrå</em></p>")]
    [InlineData("bare tekst", "<p>bare tekst</p>")]
    [InlineData("ord<p>avsnitt</p>etterpå", "<p>ord</p><p>avsnitt</p><p>etterpå</p>")]
    [InlineData("<div>en</div><div>to</div>", "<p>en</p><p>to</p>")]
    [InlineData("<p>&aring;pent &ndash; &quot;alle&quot; &amp; enhver &lt;18</p>", "<p>åpent – \"alle\" &amp; enhver &lt;18</p>")]
    [InlineData("<p class=\"x\" id=\"y\" style=\"color:red\" onclick=\"x()\" lang=\"se\">tekst</p>", "<p lang=\"se\">tekst</p>")]
    [InlineData("<p>  flere\r\n   mellomrom <strong> her </strong> </p>", "<p>flere mellomrom <strong>her</strong></p>")]
    [InlineData("<ul><li><p>punkt</p></li></ul>", "<ul><li>punkt</li></ul>")]
    [InlineData("<ul><li>ytre</li><ul><li>indre</li></ul></ul>", "<ul><li>ytre<ul><li>indre</li></ul></li></ul>")]
    [InlineData("<li>løst punkt</li><li>ett til</li>", "<ul><li>løst punkt</li><li>ett til</li></ul>")]
    [InlineData("<a href=\"/x\"><h2>Overskrift</h2></a>", "<h3><a href=\"/x\">Overskrift</a></h3>")]
    [InlineData("<a href=\"side.html\">uten vert</a>", "<p>uten vert</p>")]
    [InlineData("<font color=red>gammel</font> <u>stil</u>", "<p>gammel stil</p>")]
    [InlineData("<p>ulukket <strong>tekst<p>neste", "<p>ulukket <strong>tekst</strong></p><p><strong>neste</strong></p>")]
    [InlineData("<p>tekst</p><p>&nbsp;</p><p></p><p><br></p>", "<p>tekst</p>")]
    [InlineData("<p>før<!-- skjult -->etter</p>", "<p>føretter</p>")]
    public void WritesTheRestTheWayWeWriteIt(string html, string expected) => Assert.Equal(expected, HtmlCleaner.Clean(html));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("<br />\r\n")]
    [InlineData("<p>&nbsp;</p>")]
    [InlineData("<div><ul><li></li></ul></div>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<!-- bare en merknad -->")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<p>\u200B\u202E\u2066</p>")]
    public void LeavesNothingWhereNothingCanBeRead(string html) => Assert.Equal(string.Empty, HtmlCleaner.Clean(html));

    public static TheoryData<string> Attacks =>
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<SCRIPT SRC=//example.com/x.js></SCRIPT>",
        "<p onclick=alert(1) onmouseover='alert(2)'>x</p>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(2)</script><a href=javascript:alert(3)>x</a></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<a href=javascript:alert(1)>x</a>",
        "<a href=\" java\tscript:alert(1)\">x</a>",
        "<a href=\"java&#10;script:alert(1)\">x</a>",
        "<a href=\"&#106;&#x61;vascript&colon;alert(1)\">x</a>",
        "<a href=\"\u0001javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
        "<a href=\"//example.com\">x</a>",
        "<a href=\"/\\example.com\">x</a>",
        "<a href=\"/{localLink:javascript:alert(1)}\">x</a>",
        "<p style=\"width:expression(alert(1));background:url(javascript:alert(2))\">x</p>",
        "<style>@import 'javascript:alert(1)';</style>x",
        "<iframe srcdoc=\"<script>alert(1)</script>\">inne i</iframe>",
        "<form action=javascript:alert(1)><button formaction=javascript:alert(2)>x</button></form>",
        "<template><script>alert(1)</script></template>",
        "<base href=javascript:alert(1)//><meta http-equiv=refresh content=0;url=javascript:alert(1)>",
        "<p title='\"><script>alert(1)</script>'>x</p>",
        "<abbr title='\"><img src=x onerror=alert(1)>'>x</abbr>",
        "<textarea></textarea><script>alert(1)</script>",
        "<xmp><script>alert(1)</script></xmp><plaintext><script>",
        "<table><td background=javascript:alert(1)>x</td></table>",
        "<object data=javascript:alert(1)><embed src=javascript:alert(2)></object>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void LetsNothingRun(string html)
    {
        var clean = HtmlCleaner.Clean(html);

        var tags = System.Text.RegularExpressions.Regex.Matches(clean, "<[^>]*>").Select(tag => tag.Value).ToList();
        Assert.All(tags, tag => Assert.Matches("^</?(p|br|h[3-6]|ul|ol|li|strong|em|a|blockquote|table|caption|thead|tbody|tr|th|td|abbr|span|sub|sup|dl|dt|dd)( (title|href|lang)=\"[^\"]*\")*>$", tag));
        Assert.All(tags.Where(tag => tag.Contains("href", StringComparison.Ordinal)), tag => Assert.Matches("href=\"(https?:|mailto:|tel:|/[^/\\\\])", tag));
        Assert.DoesNotContain("alert(3)", clean, StringComparison.Ordinal);
        Assert.Equal(clean, HtmlCleaner.Clean(clean));
    }

    [Fact]
    public void TakesAwayTheTextOfAScriptWithTheScript() =>
        Assert.Equal("<p>før etter</p>", HtmlCleaner.Clean("<p>før <script>var a = 1;</script><style>p{}</style><iframe>ramme</iframe>etter</p>"));

    [Fact]
    public void TakesAwayControlsThatTurnTheReadingOrder() =>
        Assert.Equal(
            "<p><a href=\"https://halden.kommune.no/gpj.exe\" title=\"se her\">bilde gpj.exe</a></p>",
            HtmlCleaner.Clean("<p><a href=\"https://halden.kommune.no/\u202Egpj.exe\" title=\"\u2067se\u2069 her\">bil\u200Bde \u202Egpj.exe\uFEFF</a></p>"));

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b><i>", 50_000)]
    [InlineData("<table><tr><td>", 5_000)]
    [InlineData("<div><!--</div>-->", 50_000)]
    [InlineData("<div></x>", 50_000)]
    [InlineData("<p>", 100_000)]
    public void RefusesHtmlThatIsTooDeepOrHasTooManyTags(string tag, int times)
    {
        var clock = Stopwatch.StartNew();

        Assert.Throws<UncleanableHtmlException>(() => HtmlCleaner.Clean(string.Concat(Enumerable.Repeat(tag, times)) + "tekst"));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void RefusesFormattingThatWouldBeOpenedAnewInEveryParagraph()
    {
        var bomb = "<p>" + string.Concat(Enumerable.Range(0, 5_000).Select(n => $"<b title={n}>")) + string.Concat(Enumerable.Repeat("</p><p>x", 5_000));

        Assert.Throws<UncleanableHtmlException>(() => HtmlCleaner.Clean(bomb));
    }

    [Fact]
    public void ChangesNothingTheSecondTime()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<div>", "</div>", "<ul>", "<ol>", "</ul>", "<li>", "</li>", "<b>", "</b>", "<em>", "</em>", "<a href='/x'>", "<a href=\"javascript:x\">", "</a>",
            "<table>", "<tr>", "<td>", "<th scope=col>", "<caption>", "</table>", "</td>", "<h1>", "</h1>", "<h4>", "<dl>", "<dt>", "<dd>", "</dl>", "<blockquote>", "</blockquote>",
            "<br>", "<br/>", "<span lang=en>", "<span>", "</span>", "<svg>", "</svg>", "<script>", "</script>", "<button>", "</button>", "<!--", "-->", "<sub>", "</sub>", "<sup>",
            "tekst", " ", "\n", "  ord ", "&nbsp;", "&lt;b&gt;", "&amp;amp;", "<", ">", "\"", "&", "æøå", "\u202E", "\u200B", "\uD800", "😀", "<abbr title='a\"b'>", "</abbr>", "<object>", "<p lang=nn>",
            "<select>", "<option>", "<form>", "<math>", "<mi>", "<title>", "<hr>", "<img alt=x>", "<font>", "</font>", "<a><p>", "<thead>", "<colgroup>", "<col>", "<template>", "<frameset>", "<body onload=x>", "</body>",
        ];
        var random = new Random(20260117);
        for (var round = 0; round < 3_000; round++)
        {
            var html = new StringBuilder();
            for (var n = random.Next(1, 25); n > 0; n--)
            {
                html.Append(pieces[random.Next(pieces.Length)]);
            }

            var clean = HtmlCleaner.Clean(html.ToString());
            Assert.Equal(clean, HtmlCleaner.Clean(clean));
            Assert.DoesNotMatch("(?i)<(script|svg|img|iframe|math|form|div|button)|javascript:", clean);
        }
    }

    [Fact]
    public void GivesTheSameFromManyThreads()
    {
        var html = "<div><b>Tekst</b><script>x</script><ul><li>punkt</ul></div>";
        var expected = HtmlCleaner.Clean(html);

        var results = Enumerable.Range(0, 500).AsParallel().Select(_ => HtmlCleaner.Clean(html)).Distinct();

        Assert.Equal([expected], results);
    }

    [Theory]
    [InlineData("<p>Søk om <b>plass</b></p>", "Søk om plass")]
    [InlineData("<p>Én</p><p>to<br>tre</p>", "Én\nto\ntre")]
    [InlineData("SFO &amp; skole", "SFO & skole")]
    [InlineData("<p>a<script>b</script></p>", "a")]
    public void GivesThePlainText(string html, string expected) => Assert.Equal(expected, HtmlCleaner.Text(html));
}
