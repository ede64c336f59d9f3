using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>Who did what, in the browser: an administrator looks over everything, and anybody opens what was approved.</summary>
public sealed class AuditTests(DemonstrationSite site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task TheAdministratorSeesThatTheTrailIsWholeAndFindsALine(int width)
    {
        var page = await OpenTrailAsync(width);
        await page.GetByText("linjer er slik de ble skrevet").WaitForAsync();
        await page.GetByRole(AriaRole.Table, new() { Name = "Sporingslogg" }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByLabel("Hvem").SelectOptionAsync(new SelectOptionValue { Label = "Hans Helse" });
        await page.GetByLabel("Tjeneste", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Hjemmesykepleie" });
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "Sporingslogg" }).Locator("tbody").GetByRole(AriaRole.Row);
        await page.GetByText("Viser 1–2 av 2").WaitForAsync();
        Assert.Equal(["Publisert", "Godkjent"], await rows.GetByRole(AriaRole.Rowheader).AllInnerTextsAsync());
        Assert.Equal(2, await rows.GetByText("Installasjon").CountAsync());
        await page.AssertAccessibleAsync();

        await page.GetByLabel("Til og med").FillAsync("2020-01-01");
        await page.GetByText("Ingen linjer").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nullstill filteret" }).ClickAsync();
        await page.GetByText("Viser 1–50 av").WaitForAsync();
    }

    [Fact]
    public async Task AHashThatWasNotedElsewhereIsLookedForAndTheTrailIsTakenAwayAsAFile()
    {
        var page = await OpenTrailAsync();
        await page.GetByText("Sammenlign med en hash").ClickAsync();
        await page.GetByLabel("Hash fra tidligere").FillAsync(new string('a', 64));
        await page.GetByRole(AriaRole.Button, new() { Name = "Kontroller" }).ClickAsync();
        await page.GetByText("er ingen linje i loggen").WaitForAsync();
        await page.AssertAccessibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Last ned som CSV" }).ClickAsync());

        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'L'], bytes[..4]);
    }

    [Fact]
    public async Task SomebodyWhoCanStillSignInIsNotForgotten()
    {
        var page = await OpenTrailAsync();
        await page.GetByText("Personer i loggen").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pseudonymiser Eva Redaktør" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Pseudonymiser" }).PressAsync("Enter");

        await page.GetByText("Deaktiver brukeren i Umbraco først.").WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task ADirectorOpensWhatWasApprovedFromTheHistoryOfAService(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Directors[1], width);
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Sporingslogg" }).CountAsync());
        await DemonstrationSite.OpenServiceAsync(page, "Hjemmesykepleie");
        await page.GetByText("Historikk").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var line = page.Locator("halden-history").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Godkjent" });
        await line.GetByText("Hans Helse").WaitForAsync();
        Assert.DoesNotContain("Installasjon", await page.Locator("halden-history").InnerTextAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync();

        await line.GetByRole(AriaRole.Link, new() { Name = "Pakke" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Avgjørelser" }).WaitForAsync();
        await page.GetByText("Godkjent av Hans Helse").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Bokmål", Level = 2 }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    private async Task<IPage> OpenTrailAsync(int width = 1280)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Administrator, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sporingslogg" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sporingslogg", Level = 1 }).WaitForAsync();
        return page;
    }
}
