using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>The introduction in the section: where it stands, a task ticked, services taken in, the plan made one's own.</summary>
public sealed class RolloutTests(DemonstrationSite site)
{
    private const string Waits = "TT-kort (tilrettelagt transport)";

    [Fact]
    public async Task AnEditorFollowsTheBoardToAServiceTicksATaskTakesInAnotherAndChangesThePlan()
    {
        var page = await OpenAsync(1280);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Informasjon: 2 tjenester" }).WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Fremdrift per avdeling" })).ToContainTextAsync("Helse og omsorg");

        // From the board to a service; what is ticked takes it on.
        await page.GetByRole(AriaRole.Link, new() { Name = Waits }).PressAsync("Enter");
        await page.GetByText("Står i fasen «Informasjon»").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Informere dem som tjenesten berører" }).PressAsync("Space");
        await page.GetByText("Står i fasen «Valg av hovedansvarlige»").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Lage eller velge skjemaet" })).ToHaveCountAsync(0);

        // What is not applicable says why.
        await page.GetByRole(AriaRole.Button, new() { Name = "Endre: Holde møte med hovedansvarlig" }).PressAsync("Enter");
        await page.GetByLabel("Ikke aktuelt").PressAsync("Space");
        await page.GetByLabel("Hvorfor er det ikke aktuelt?").FillAsync("Paul har vært med fra starten.");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).PressAsync("Enter");
        await page.GetByText("Paul har vært med fra starten.").WaitForAsync();
        await page.GetByText("Står i fasen «Tjenestebeskrivelser»").WaitForAsync();

        // Another is taken in, from the list.
        await page.GetByRole(AriaRole.Link, new() { Name = "Liste", Exact = true }).PressAsync("Enter");
        await page.GetByLabel("Vis", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Ikke med" });
        await page.GetByRole(AriaRole.Searchbox).FillAsync("fysioterapi");
        await page.GetByLabel("Velg Fysioterapi", new() { Exact = true }).PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta med 1 valgte" }).PressAsync("Enter");
        await page.GetByText("0 av", new() { Exact = false }).First.WaitForAsync();
        await page.GetByLabel("Vis", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Med i innføringen" });
        await page.GetByLabel("Fase").SelectOptionAsync(new SelectOptionValue { Label = "Etablering og forankring" });
        await page.GetByRole(AriaRole.Link, new() { Name = "Fysioterapi" }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        // The plan is changed, and the keyboard stays with what is moved.
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Flytt Hente inn priser ned" }).PressAsync("Enter");
        await page.GetByText("Hente inn priser er flyttet.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Flytt Hente inn priser ned" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ny oppgave i Publisering" }).PressAsync("Enter");
        await page.GetByLabel("Hva skal gjøres? (bokmål)").FillAsync("Feire med kake");
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Utelat Feire med kake" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta med igjen: Feire med kake" }).WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task OnANarrowScreenPhasesStandUnderEachOther()
    {
        var page = await OpenAsync(320);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Liste", Exact = true }).ClickAsync();
        await page.GetByLabel("Sorter etter").SelectOptionAsync(new SelectOptionValue { Label = "Fase, stigende" });
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Barnehageplass" }).ClickAsync();
        await page.GetByText("14 av 14 gjort").WaitForAsync();
        await page.AssertFitsAsync();
    }

    private async Task<IPage> OpenAsync(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Innføring", Exact = true }).ClickAsync();
        await page.GetByText("tjenester er med,").WaitForAsync();
        return page;
    }
}
