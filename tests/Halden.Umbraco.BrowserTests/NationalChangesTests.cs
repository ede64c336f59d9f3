using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>A newer national text meets the municipality's own words, and the editor settles it in the browser.</summary>
public sealed class NationalChangesTests(DemonstrationSite site)
{
    private const string Title = "Gjeldsrådgivning";

    [Fact]
    public async Task AConflictIsSeenWordByWordAndSettled()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await WriteLeadAsync(page, Title, "Halden hjelper deg med gjeld.");
        await ImportAsync(page, await EditionAsync(items => Described(items, Title)["ingress"] = "Ny nasjonal ingress."));
        await page.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonale endringer" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nasjonale endringer", Level = 1 }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        var field = page.GetByRole(AriaRole.Article, new() { Name = "Ingress, Bokmål" });
        await field.Locator("ins").First.WaitForAsync();
        await page.AssertAccessibleAsync();
        await field.GetByRole(AriaRole.Button, new() { Name = "Ta over nasjonal tekst" }).ClickAsync();
        await page.GetByText("Nasjonal tekst er tatt over.").First.WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Åpne tjenesten" }).ClickAsync();
        Assert.Equal("Ny nasjonal ingress.", await page.GetByLabel("Ingress").InputValueAsync());
    }

    [Fact]
    public async Task WordsOfTheMunicipalitysOwnStandRoundTheNationalText()
    {
        const string service = "Borgerlig vielse";
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await DemonstrationSite.OpenServiceAsync(page, service);
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til lokalt tillegg (Ingress)" }).ClickAsync();
        await page.Keyboard.TypeAsync("I Halden vies du på rådhuset.");
        var field = page.GetByRole(AriaRole.Group, new() { Name = "Ingress", Exact = true });
        Assert.Equal("I Halden vies du på rådhuset.", await field.GetByLabel("Lokalt tillegg før").InputValueAsync());
        await page.AssertAccessibleAsync();
        await SaveAsync(page);

        await ImportAsync(page, await EditionAsync(items => Described(items, service)["ingress"] = "Ny nasjonal ingress om vielse."));
        await OpenAsync(page, service);
        await field.GetByText("Ny nasjonal ingress om vielse.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rediger hele teksten (Ingress)" }).ClickAsync();
        Assert.Equal("I Halden vies du på rådhuset.\nNy nasjonal ingress om vielse.", await page.GetByLabel("Ingress").InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Bruk nasjonal tekst med tillegg (Ingress)" }).ClickAsync();
        await field.GetByText("Ny nasjonal ingress om vielse.").WaitForAsync();
    }

    [Fact]
    public async Task SeveralServicesAreSettledAtOnceAndBroughtBack()
    {
        string[] services = ["Ledsagerbevis", "Trygghetsalarm"];
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        foreach (var service in services)
        {
            await WriteLeadAsync(page, service, $"Haldens ingress om {service}.");
        }

        await ImportAsync(page, await EditionAsync(items =>
        {
            Array.ForEach(services, service => Described(items, service)["ingress"] = $"Nasjonal ingress om {service}.");
            items.RemoveAll(item => item!["navn"]!.GetValue<string>() == "Nabovarsel");
        }));

        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonale endringer" }).ClickAsync();
        await page.GetByRole(AriaRole.Row, new() { Name = "Nabovarsel" }).GetByText("Trukket tilbake").WaitForAsync();
        await page.GetByLabel("Kommunalavdeling").SelectOptionAsync("Helse og omsorg");
        await page.GetByLabel("Felt", new() { Exact = true }).SelectOptionAsync("Ingress");
        await page.GetByLabel("Velg alle i listen").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        Assert.True(await page.GetByRole(AriaRole.Checkbox, new() { Name = "Velg Trygghetsalarm" }).IsCheckedAsync());
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bruk nasjonal tekst", Exact = true }).ClickAsync();
        await page.Locator("halden-dialog").GetByText("uten at du har lest den").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Bruk nasjonal tekst" }).ClickAsync();

        await page.GetByText("Ferdig: 2.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Angre" }).ClickAsync();
        await page.GetByText("Hentet tilbake: 2 felt.").WaitForAsync();
        await page.SetViewportSizeAsync(320, 800);
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();

        await page.GetByLabel("Kommunalavdeling").SelectOptionAsync(string.Empty);
        await page.GetByLabel("Felt", new() { Exact = true }).SelectOptionAsync(string.Empty);
        await page.GetByRole(AriaRole.Row, new() { Name = "Ledsagerbevis" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Article, new() { Name = "Ingress, Bokmål" }).GetByText("Haldens ingress").First.WaitForAsync();
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Til nasjonale endringer" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nabovarsel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Behold som lokal tjeneste" }).WaitForAsync();
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
    }

    private static async Task OpenAsync(IPage page, string service)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Tjenester", Exact = true }).ClickAsync();
        await DemonstrationSite.OpenServiceAsync(page, service);
    }

    private static async Task WriteLeadAsync(IPage page, string service, string lead)
    {
        await OpenAsync(page, service);
        await page.GetByLabel("Ingress").FillAsync(lead);
        await SaveAsync(page);
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await page.GetByText("Lagret.", new() { Exact = true }).First.WaitForAsync();
    }

    private static async Task ImportAsync(IPage page, string edition)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();
        await page.GetByLabel("Fil", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "ny-utgave.json",
            MimeType = "application/json",
            Buffer = Encoding.UTF8.GetBytes(edition),
        });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Prøvekjøring" }).First.UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hent inn" }).First.ClickAsync();
        await page.GetByText("Rapporten er klar.").First.WaitForAsync();
    }

    /// <summary>The demonstration's catalogue with something changed.</summary>
    private static async Task<string> EditionAsync(Action<List<JsonNode?>> change)
    {
        List<JsonNode?> items = [.. JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json")))!.AsArray()];
        change(items);
        return $"[{string.Join(',', items.Select(item => item!.ToJsonString()))}]";
    }

    private static JsonNode Described(List<JsonNode?> items, string title) =>
        items.First(item => item!["navn"]!.GetValue<string>() == title && item["tjenestebeskrivelseID"]!["variant"]!.GetValue<string>().Length == 0)!;
}
