using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

public sealed class SectionTests(DemonstrationSite site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task SignInIsAccessibleAndRefusesAWrongPassword(int width)
    {
        var page = await site.VisitAsync("/umbraco", width);
        await page.AssertAccessibleAsync();
        await page.GetByLabel("E-postadresse").FillAsync("ingen@halden.example");
        await page.GetByLabel("Passord").FillAsync("feil-passord-her");
        await page.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();

        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task TheEditorsViewsAreAccessible(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Barnehageplass", Exact = true }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Barnehageplass", Exact = true }).ClickAsync();
        foreach (var section in (string[])["Generelt", "Lover og retningslinjer", "Om søknadsprosessen", "Kontaktinformasjon", "Andre opplysninger"])
        {
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Deler av beskrivelsen" }).GetByRole(AriaRole.Link, new() { Name = section }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = section, Level = 2 }).WaitForAsync();
            await page.AssertAccessibleAsync();
        }

        await page.AssertFitsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nasjonal tjenestekatalog", Level = 1 }).WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task TheAdministratorAppointsADirector()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Administrator);
        await page.GetByRole(AriaRole.Link, new() { Name = "Avdelinger" }).ClickAsync();
        await page.GetByText("Siri Samfunn").First.WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task AnUnsavedTextIsNotLostWithoutAWarning()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Bostøtte" }).ClickAsync();
        await page.GetByLabel("Ingress").FillAsync("Halvskrevet.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();

        await page.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Bli her" }).ClickAsync();
        Assert.Equal("Halvskrevet.", await page.GetByLabel("Ingress").InputValueAsync());
    }
}
