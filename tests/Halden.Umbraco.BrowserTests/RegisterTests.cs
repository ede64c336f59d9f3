using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>The register in the section: looked at in many ways, changed in bulk, taken out and in again.</summary>
public sealed class RegisterTests(DemonstrationSite site)
{
    [Fact]
    public async Task AnEditorLooksAtItHandsServicesOverAndTakesTheSpreadsheetOutAndIn()
    {
        var page = await OpenAsync(1280);
        var table = page.GetByRole(AriaRole.Table, new() { Name = "Register" });
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        // Sorted by a heading, from the keyboard; grouped, with how many are in each.
        await table.GetByRole(AriaRole.Button, new() { Name = "Tjeneste", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Tjeneste" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await page.GetByLabel("Grupper etter").SelectOptionAsync(new SelectOptionValue { Label = "Avdeling" });
        await table.GetByRole(AriaRole.Rowheader, new() { Name = "Avdeling: Helse og omsorg (8)" }).WaitForAsync();
        await page.Locator("details.columns > summary").PressAsync("Enter");
        await page.Locator("#column-approvedAt").PressAsync("Space");
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Sist godkjent" })).ToHaveCountAsync(0);

        // Kept under a name, and found again.
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre visningen" }).PressAsync("Enter");
        await page.GetByLabel("Hva skal visningen hete?").FillAsync("Per avdeling");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Lagret." }).WaitForAsync();
        await page.GetByLabel("Visning", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Standard" });
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Sist godkjent" })).ToHaveCountAsync(1);
        await page.GetByLabel("Visning", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Per avdeling" });
        await table.GetByRole(AriaRole.Rowheader, new() { Name = "Avdeling: Helse og omsorg (8)" }).WaitForAsync();

        // One service, which nobody answers for, gets a department and an owner: shown first, and then done.
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Søk" }).FillAsync("bostøtte");
        await page.GetByLabel("Velg Bostøtte", new() { Exact = true }).PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Endre valgte (1)" }).PressAsync("Enter");
        await page.GetByLabel("Endre hovedansvarlig").PressAsync("Space");
        await page.GetByLabel("Ny hovedansvarlig", new() { Exact = true }).FillAsync("Nina Ny");
        await page.GetByLabel("E-posten til den nye").FillAsync("ikke en adresse");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Forhåndsvis", Exact = true }).PressAsync("Enter");
        await page.GetByText("Skriv en gyldig e-postadresse.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tilbake" }).PressAsync("Enter");
        await page.GetByLabel("E-posten til den nye").FillAsync("nina.ny@halden.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forhåndsvis", Exact = true }).PressAsync("Enter");
        await page.GetByText("1 tjenester blir endret").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Endre 1 tjenester" }).PressAsync("Enter");
        await page.GetByText("1 tjenester er endret, 0 ble ikke endret.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lukk", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(table).ToContainTextAsync("Nina Ny");

        await page.GetByRole(AriaRole.Button, new() { Name = "Historikk: Bostøtte" }).PressAsync("Enter");
        await page.GetByText("Endret: hovedansvarlig").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        // Out, edited, and in.
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "… som CSV" }).ClickAsync());
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".csv");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(await download.PathAsync())).Replace("Nina Ny", "Nora Nyere", StringComparison.Ordinal));
        try
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Importer", Exact = true }).PressAsync("Enter");
            await page.GetByLabel("Fil (.xlsx eller .csv)").SetInputFilesAsync(file);
            await page.GetByRole(AriaRole.Button, new() { Name = "Forhåndsvis", Exact = true }).PressAsync("Enter");
            await page.GetByText("1 tjenester blir endret. 0 rader er som før.").WaitForAsync();
            await page.AssertAccessibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Endre 1 tjenester" }).PressAsync("Enter");
            await page.Locator("#results").GetByText("1 tjenester er endret.").WaitForAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Lukk", Exact = true }).PressAsync("Enter");
        }
        finally
        {
            File.Delete(file);
        }

        await Assertions.Expect(table).ToContainTextAsync("Nora Nyere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nullstill filteret" }).PressAsync("Enter");
        await page.Locator("details.figures > summary").PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Søknader per tjeneste" }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    [Fact]
    public async Task OnANarrowScreenEveryRowIsACard()
    {
        var page = await OpenAsync(320);
        await page.GetByLabel("Sorter etter").SelectOptionAsync(new SelectOptionValue { Label = "Hovedansvarlig" });
        await page.Locator("details.figures > summary").PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Søknader per tjeneste" }).WaitForAsync();

        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    private async Task<IPage> OpenAsync(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Register", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Table, new() { Name = "Register" }).WaitForAsync();
        return page;
    }
}
