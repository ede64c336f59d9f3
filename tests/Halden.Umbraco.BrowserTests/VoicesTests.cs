using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

public sealed class VoicesTests(DemonstrationSite site)
{
    private const string Text = "Skjemaet er nede til kl. 14 på grunn av vedlikehold.";

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task AnEditorPutsUpAMessageThatCitizensReadAndEndsIt(int width)
    {
        var text = $"{Text} ({width})";
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Meldinger" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ny melding" }).ClickAsync();
        await page.GetByLabel("Hvor", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Bibliotek" });
        await page.GetByLabel("Viktig").CheckAsync();
        await page.GetByLabel("Tekst på bokmål").FillAsync("Se https://halden.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sett opp meldingen" }).ClickAsync();
        await page.GetByText("Skriv ren tekst, uten lenker og HTML.").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Tekst på bokmål")).ToBeFocusedAsync();
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Tekst på bokmål").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sett opp meldingen" }).ClickAsync();
        await page.GetByText("Meldingen er satt opp.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        var citizen = await site.VisitAsync("/en/selvbetjening/bibliotek", width);
        var banner = citizen.GetByRole(AriaRole.Region, new() { Name = "Service messages" });
        await UntilAsync(citizen, () => banner.GetByText(text).IsVisibleAsync());
        Assert.Equal("nb", await banner.GetByText(text).GetAttributeAsync("lang"));
        await citizen.AssertAccessibleAsync();
        await citizen.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Avslutt meldingen: {text}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Avslutt", Exact = true }).ClickAsync();
        await page.GetByText("Meldingen er avsluttet.").WaitForAsync();
        await UntilAsync(citizen, async () => !await citizen.GetByText(text).IsVisibleAsync());
    }

    [Fact]
    public async Task ACitizenAnswersWithoutJavaScriptAndTheOwnerSeesFigures()
    {
        var citizen = await site.VisitAsync("/selvbetjening/bibliotek", javaScript: false);
        await citizen.GetByRole(AriaRole.Button, new() { Name = "Nei", Exact = true }).ClickAsync();
        Assert.Equal("Takk for svaret", await citizen.Locator("h1").InnerTextAsync());

        // Axe is a script itself: it never ends on a page that runs none.
        await (await site.VisitAsync(new Uri(citizen.Url).PathAndQuery)).AssertAccessibleAsync();
        await citizen.GotoAsync(new Uri(new Uri(citizen.Url), "/selvbetjening").ToString());
        Assert.Equal(8, await citizen.Locator("section[aria-labelledby=mest-brukt] li").CountAsync());

        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Barnehageplass", Exact = true }).First.ClickAsync();
        var figures = page.GetByRole(AriaRole.Region, new() { Name = "Bruk siste 12 måneder" });
        await figures.GetByText("Måned for måned").ClickAsync();
        Assert.Equal(12, await figures.GetByRole(AriaRole.Region, new() { Name = "Måned for måned" }).Locator("tbody tr").CountAsync());
        await page.AssertAccessibleAsync();
    }

    private static async Task UntilAsync(IPage page, Func<Task<bool>> isSo)
    {
        for (var patience = 20; !await isSo(); patience--)
        {
            Assert.True(patience > 0, "The page did not become so.");
            await page.ReloadAsync();
        }
    }
}
