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
        await page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await page.GetByLabel("Ingress").FillAsync("Halden hjelper deg med gjeld.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await page.GetByText("Lagret.", new() { Exact = true }).First.WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();
        await page.GetByLabel("Fil", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "ny-utgave.json",
            MimeType = "application/json",
            Buffer = Encoding.UTF8.GetBytes(await NewerEditionAsync()),
        });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Prøvekjøring" }).First.UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hent inn" }).First.ClickAsync();
        await page.GetByText("Rapporten er klar.").First.WaitForAsync();
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

    private static async Task<string> NewerEditionAsync()
    {
        var items = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json")))!.AsArray();
        var item = items.First(one => one!["navn"]!.GetValue<string>() == Title && one["tjenestebeskrivelseID"]!["variant"]!.GetValue<string>().Length == 0);
        item!["ingress"] = "Ny nasjonal ingress.";
        return items.ToJsonString();
    }
}
