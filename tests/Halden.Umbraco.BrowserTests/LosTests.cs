using System.Text;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>An administrator gives the site Los, and an editor chooses words from it by keyboard alone.</summary>
public sealed class LosTests(DemonstrationSite site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task WordsAreFoundChosenAndTakenAwayByKeyboard(int width)
    {
        await GiveLosAsync();
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await DemonstrationSite.OpenServiceAsync(page, "Nabovarsel");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Deler av beskrivelsen" }).GetByRole(AriaRole.Link, new() { Name = "Andre opplysninger" }).ClickAsync();
        var words = page.GetByRole(AriaRole.Group, new() { Name = "Emneord (Los)" });
        var chosen = words.GetByRole(AriaRole.List, new() { Name = "Valgte ord" });
        var combobox = words.GetByRole(AriaRole.Combobox, new() { Name = "Finn emneord eller tema i Los" });

        // Found by a synonym; the first is active by itself.
        await combobox.FillAsync("friplass");
        var option = words.GetByRole(AriaRole.Option, new() { Name = "Barnehageplass («Friplass»)" });
        await option.WaitForAsync();
        Assert.Equal("true", await option.GetAttributeAsync("aria-selected"));
        Assert.Equal(await option.GetAttributeAsync("id"), await combobox.GetAttributeAsync("aria-activedescendant"));
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await combobox.PressAsync("Enter");
        await chosen.GetByText("Barnehageplass").WaitForAsync();
        await chosen.GetByText("Barnehage · Familie og barn").WaitForAsync();
        Assert.Equal(string.Empty, await combobox.InputValueAsync());

        // Escape closes, and what is in no list is kept as text.
        await combobox.FillAsync("barnehage");
        await words.GetByRole(AriaRole.Listbox).WaitForAsync();
        await combobox.PressAsync("Escape");
        Assert.Equal("false", await combobox.GetAttributeAsync("aria-expanded"));
        await combobox.FillAsync("Halden-kort");
        await combobox.PressAsync("Enter");
        var text = chosen.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Halden-kort" });
        await text.GetByText("Ikke i Los").WaitForAsync();
        await page.AssertAccessibleAsync();

        // Taken away again, and the keyboard is not lost.
        await words.GetByRole(AriaRole.Button, new() { Name = "Fjern Barnehageplass" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await words.GetByText("Barnehageplass er fjernet.").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.StartsWith("Fjern ", await page.EvaluateAsync<string>("() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e.ariaLabel ?? ''; }"), StringComparison.Ordinal);

        // An empty field opens on all life events.
        var events = page.GetByRole(AriaRole.Group, new() { Name = "Livshendelser" });
        await events.GetByRole(AriaRole.Combobox).PressAsync("ArrowDown");
        await events.GetByRole(AriaRole.Option, new() { Name = "Å få barn" }).WaitForAsync();
        await events.GetByRole(AriaRole.Combobox).PressAsync("Enter");
        await events.GetByRole(AriaRole.Button, new() { Name = "Fjern Å få barn" }).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await page.GetByText("Lagret.", new() { Exact = true }).First.WaitForAsync();
        await page.ReloadAsync();
        await events.GetByRole(AriaRole.Button, new() { Name = "Fjern Å få barn" }).WaitForAsync();
        await chosen.GetByText("Halden-kort").WaitForAsync();

        // As it was, for the next one.
        await events.GetByRole(AriaRole.Button, new() { Name = "Fjern Å få barn" }).ClickAsync();
        await words.GetByRole(AriaRole.Button, new() { Name = "Fjern Halden-kort" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await page.GetByText("Lagret.", new() { Exact = true }).First.WaitForAsync();
    }

    private async Task GiveLosAsync()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Administrator);
        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Los: tema og emneord" });
        await panel.GetByLabel("Fil med Los").SetInputFilesAsync(new FilePayload { Name = "los.rdf", MimeType = "application/rdf+xml", Buffer = Encoding.UTF8.GetBytes(Los) });
        await panel.GetByRole(AriaRole.Button, new() { Name = "Bytt til filen" }).ClickAsync();
        var dialog = page.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Bruk den likevel" });
        var done = panel.GetByRole(AriaRole.Heading, new() { Name = "Resultat" });

        // Far smaller than the themes that are shipped; the second time it is the one in use.
        await dialog.Or(done).First.WaitForAsync();
        if (await dialog.IsVisibleAsync())
        {
            await page.AssertAccessibleAsync();
            await dialog.ClickAsync();
        }

        await done.WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    private const string Los = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
          <skos:Concept rdf:about="https://psi.norge.no/los/tema/familie-og-barn"><skos:topConceptOf rdf:resource="https://psi.norge.no/los/struktur"/><skos:prefLabel xml:lang="nb">Familie og barn</skos:prefLabel></skos:Concept>
          <skos:Concept rdf:about="https://psi.norge.no/los/tema/barnehage"><skos:broader rdf:resource="https://psi.norge.no/los/tema/familie-og-barn"/><skos:prefLabel xml:lang="nb">Barnehage</skos:prefLabel></skos:Concept>
          <skos:Concept rdf:about="https://psi.norge.no/los/ord/barnehageplass"><skos:broader rdf:resource="https://psi.norge.no/los/tema/barnehage"/><skos:prefLabel xml:lang="nb">Barnehageplass</skos:prefLabel><skos:hiddenLabel xml:lang="nb">Friplass</skos:hiddenLabel></skos:Concept>
          <skos:Concept rdf:about="https://psi.norge.no/los/hendelse/fa-barn"><skos:prefLabel xml:lang="nb">Å få barn</skos:prefLabel></skos:Concept>
        </rdf:RDF>
        """;
}
