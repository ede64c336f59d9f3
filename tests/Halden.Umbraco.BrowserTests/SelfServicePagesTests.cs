using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

public sealed class SelfServicePagesTests(DemonstrationSite site)
{
    private static readonly string[] Paths =
    [
        "/selvbetjening", "/selvbetjening/a-aa", "/selvbetjening/emneord", "/selvbetjening/tema/familie-og-barn", "/selvbetjening/tema/familie-og-barn-barnehage",
        "/selvbetjening/livshendelse/fa-barn", "/selvbetjening/barnehageplass", "/selvbetjening/finnes-ikke", "/en/selvbetjening/bibliotek",
        "/selvbetjening/sok?q=barnehagplass", "/selvbetjening/sok?q=xqzzk", "/nn/selvbetjening/sok",
        "/nn/selvbetjening", "/nn/selvbetjening/a-aa", "/nn/selvbetjening/barnehageplass", "/en/selvbetjening", "/en/selvbetjening/a-aa", "/en/selvbetjening/kindergarten-place",
    ];

    public static TheoryData<string, int, ColorScheme> Pages
    {
        get
        {
            var data = new TheoryData<string, int, ColorScheme>();
            foreach (var path in Paths)
            {
                data.Add(path, 320, ColorScheme.Dark);

                // The other languages have the same pages with other words.
                if (path.StartsWith("/selvbetjening", StringComparison.Ordinal))
                {
                    data.Add(path, 1280, ColorScheme.Light);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task AreAccessibleAndFit(string path, int width, ColorScheme colors)
    {
        var page = await site.VisitAsync(path, width, colors: colors);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    [Fact]
    public async Task AServiceIsFoundAndReadWithoutJavaScript()
    {
        var page = await site.VisitAsync("/selvbetjening", javaScript: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Familie og barn" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Barnehageplass", Exact = true }).ClickAsync();

        Assert.Equal("Barnehageplass", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(
            ["Generelt", "Lover og retningslinjer", "Om søknadsprosessen", "Slik behandles søknaden", "Kontaktinformasjon", "Andre opplysninger"],
            (await page.Locator("main h2").AllInnerTextsAsync()).Where(heading => heading is not ("På denne siden" or "Flere tjenester innen" or "Se også" or "Fant du det du lette etter?")));
    }

    [Fact]
    public async Task AServiceIsFoundByAMisspeltWordWithoutJavaScript()
    {
        var page = await site.VisitAsync("/selvbetjening", javaScript: false);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Hva leter du etter?" }).FillAsync("barnehagplass");
        await page.GetByRole(AriaRole.Button, new() { Name = "Søk" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Barnehageplass", Exact = true }).ClickAsync();

        Assert.Equal("Barnehageplass", await page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task SuggestionsAreChosenByKeyboard()
    {
        var page = await site.VisitAsync("/selvbetjening", 320);
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Hva leter du etter?" });
        await field.FocusAsync();
        await page.Keyboard.TypeAsync("barnehagepl");
        var option = page.GetByRole(AriaRole.Option, new() { Name = "Barnehageplass", Exact = true });
        await option.WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.Keyboard.PressAsync("Escape");
        Assert.False(await option.IsVisibleAsync());
        await page.Keyboard.TypeAsync("ass");
        await option.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("true", await option.GetAttributeAsync("aria-selected"));
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Barnehageplass", Level = 1 }).WaitForAsync();
    }

    [Fact]
    public async Task NoHeadingStandsEmpty()
    {
        var page = await site.VisitAsync("/selvbetjening/bibliotek", javaScript: false);
        var headings = await page.Locator("main h2, main h3").AllInnerTextsAsync();
        Assert.All(headings, heading => Assert.NotEmpty(heading.Trim()));
        Assert.DoesNotContain("null", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameServiceIsALinkAwayInNynorsk()
    {
        var page = await site.VisitAsync("/selvbetjening/barnehageplass", javaScript: false);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Språk" }).GetByRole(AriaRole.Link, new() { Name = "Nynorsk" }).ClickAsync();

        Assert.Equal("nn", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("/nn/selvbetjening/", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheKeyboardReachesTheContentAtOnce()
    {
        var page = await site.VisitAsync("/selvbetjening/barnehageplass");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        Assert.EndsWith("#innhold", page.Url, StringComparison.Ordinal);
    }
}
