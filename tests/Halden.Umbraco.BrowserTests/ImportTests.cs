using System.Text;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>An editor tries a file, sees what it would do, and then does it.</summary>
public sealed class ImportTests(DemonstrationSite site) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("halden-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task AFileIsTriedFollowedAndTakenIn(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();
        await page.GetByLabel("Fil", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = $"nye-{width}.json", MimeType = "application/json", Buffer = File(width) });

        // By keyboard, as for those who use nothing else.
        await page.GetByRole(AriaRole.Button, new() { Name = "Prøvekjør", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var report = page.GetByRole(AriaRole.Region, new() { Name = "Rapport" });
        await report.GetByText("Prøvekjøring, ingenting er lagret.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await report.GetByRole(AriaRole.Button, new() { Name = "Gjør importen" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await report.GetByText("Tjenester: 30 opprettet").WaitForAsync(new() { Timeout = 60_000 });
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        // The report is there for whoever comes later, too.
        await page.ReloadAsync();
        await report.GetByText("Tjenester: 30 opprettet").WaitForAsync();
        await report.GetByLabel("Vis", new() { Exact = true }).SelectOptionAsync("Avvist");
        Assert.Equal(1, await report.GetByRole(AriaRole.Row).CountAsync() - 1);
        await page.Locator("summary").Filter(new() { HasText = "30 nye" }).First.ClickAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task TheProgressIsSeenAndCalledOff()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Nasjonal katalog" }).ClickAsync();

        // So much that it goes on while the page is looked at, on a busy machine too; by path, since a payload may have 50 MB.
        var many = Path.Combine(_folder.FullName, "mange.json");
        await System.IO.File.WriteAllBytesAsync(many, File(7, services: 5000, paragraphs: 500), TestContext.Current.CancellationToken);
        await page.GetByLabel("Fil", new() { Exact = true }).SetInputFilesAsync(many);
        await page.GetByRole(AriaRole.Button, new() { Name = "Prøvekjør", Exact = true }).ClickAsync();

        var progress = page.GetByRole(AriaRole.Progressbar, new() { Name = "Prøvekjøringen er i gang" });
        await progress.WaitForAsync();
        await page.GetByText($"mange.json, startet av {DemonstrationUsers.Editor.Name}").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.ReloadAsync();
        await progress.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Avbryt", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Region, new() { Name = "Rapport" }).GetByText("Importen ble stoppet").WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    private static byte[] File(int series, int services = 30, int paragraphs = 1) => Encoding.UTF8.GetBytes(
        $"[{string.Join(",\n", Enumerable.Range(1, services).Select(i => $$"""{"navn":"Prøvetjeneste {{series}}-{{i}}","beskrivelse":"{{string.Concat(Enumerable.Repeat("<p>Om tjenesten.</p>", paragraphs))}}","tjenestebeskrivelseID":{"tjenesteID":{{(series * 100_000) + i}},"versjon":1,"sprak":"no","variant":""} }"""))},7]");
}
