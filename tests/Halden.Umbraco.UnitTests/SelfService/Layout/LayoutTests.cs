using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Layout;

namespace Halden.Umbraco.UnitTests.SelfService.Layout;

public class LayoutTests
{
    [Fact]
    public void TheMunicipalitysOwnLayoutStandsRoundEveryPage()
    {
        var snapshot = Snapshot(options => options.UseLayout<ExampleLayout>());
        var services = snapshot.In("nn-NO");

        foreach (var page in new[] { services.FrontPage, services.ListPage, services.ThemePage, services.NotFoundPage, services.Services[0].Page }.Select(Parse))
        {
            Assert.Equal("Halden kommune", page.QuerySelector("body > .kommune-hode img")!.GetAttribute("alt"));
            Assert.Equal("/nn/selvbetjening/sok", page.QuerySelector(".kommune-hode form")!.GetAttribute("action"));
            Assert.NotNull(page.QuerySelector("body > .kommune-fot"));
            Assert.Null(page.QuerySelector(".halden-header, .halden-footer"));

            // What has to be on every page is not the layout's to leave out.
            Assert.Equal("#innhold", page.QuerySelector("body > a")!.GetAttribute("href"));
            Assert.Equal("main", page.GetElementById("innhold")!.LocalName);
            Assert.NotNull(page.QuerySelector("nav.ds-breadcrumbs"));
        }

        Assert.Equal(["Bokmål", "Nynorsk", "English"], Parse(services.FrontPage).QuerySelectorAll(".halden-languages li").Select(item => item.TextContent.Trim()));
        Assert.Contains("https://uustatus.no/1", Parse(services.FrontPage).QuerySelector(".kommune-fot")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnStyleSheetsComeAfterThePluginsAndTheLogoInsteadOfTheName()
    {
        var page = Parse(Snapshot(options =>
        {
            options.StyleSheets.Add("/css/kommune.css");
            options.Logo = "/img/logo.svg";
        }).In("nb-NO").FrontPage);

        Assert.Equal("/css/kommune.css", page.QuerySelectorAll("link[rel=stylesheet]").Last().GetAttribute("href"));
        Assert.Equal("Halden kommune", page.QuerySelector("a.halden-municipality > img[src='/img/logo.svg']")!.GetAttribute("alt"));
    }

    [Fact]
    public void AnotherLayoutMakesEveryPageAnew()
    {
        var before = Snapshot(_ => { });
        _ = Parse(before.In("nb-NO").FrontPage);

        Assert.NotNull(Parse(Snapshot(options => options.UseLayout<ExampleLayout>(), before).In("nb-NO").FrontPage).QuerySelector(".kommune-hode"));
    }

    [Theory]
    [InlineData("https://cdn.example.com/kommune.css")]
    [InlineData("//cdn.example.com/kommune.css")]
    [InlineData("css/kommune.css")]
    [InlineData("/css/kommune en.css")]
    public async Task WhatThePagesCannotLoadIsRefusedAtTheStart(string path)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => ASite.StartAsync(ASnapshot.Sample(), options => options.StyleSheets.Add(path)));

        Assert.Contains($"Halden:SelfService: «{path}»", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatComesIntoTheSettingsLaterIsLeftOut() => Assert.DoesNotContain(
        Parse(Snapshot(options =>
        {
            options.StyleSheets.Add("https://cdn.example.com/kommune.css");
            options.Logo = "//cdn.example.com/logo.svg";
        }).In("nb-NO").FrontPage).QuerySelectorAll("link[rel=stylesheet], img"),
        element => element.OuterHtml.Contains("cdn.example.com", StringComparison.Ordinal));

    [Fact]
    public void TheExampleInTheDocsIsTheOneTestedHere()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Halden.Umbraco.sln")))
        {
            root = root.Parent!;
        }

        var example = File.ReadAllText(Path.Combine(root.FullName, "tests/Halden.Umbraco.UnitTests/SelfService/Layout/ExampleLayout.razor"));
        Assert.Contains(example.Trim(), File.ReadAllText(Path.Combine(root.FullName, "docs/layout.md")), StringComparison.Ordinal);
    }

    private static SelfServiceSnapshot Snapshot(Action<SelfServiceOptions> configure, SelfServiceSnapshot? previous = null)
    {
        var options = new SelfServiceOptions { AccessibilityStatement = "https://uustatus.no/1" };
        configure(options);
        ShownService[] shown = [AService.Called("Barnehageplass").In("nn-NO", "Barnehageplass").Shown()];
        return SelfServiceSnapshot.Build(shown, ASnapshot.Addresses(shown), SelfServiceSite.Of(options, string.Empty), LosVocabulary.Themes, ASnapshot.Moment, previous);
    }

    private static IHtmlDocument Parse(StoredResponse page) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page.In(ContentCoding.Identity).Bytes.Span));
}
