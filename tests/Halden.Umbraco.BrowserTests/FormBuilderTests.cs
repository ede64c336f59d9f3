using System.Text;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>An editor builds forms in the section.</summary>
public sealed class FormBuilderTests(DemonstrationSite site)
{
    [Fact]
    public async Task AFormOfTwoPagesIsBuiltByKeyboardShownSavedAndTakenIntoUse()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Skjemaer", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nytt skjema" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Navn på skjemaet")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Meld fra om feil ute");
        await page.Keyboard.PressAsync("Enter");
        await HeadingAsync(page, "Meld fra om feil ute");

        // What is new is what one writes in.
        await AddAsync(page, "+ Spørsmål", "Hva gjelder det?");
        await page.GetByLabel("Slags felt").FocusAsync();
        await page.Keyboard.TypeAsync("Ett valg");
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til svar" }).PressAsync("Enter");
        foreach (var (index, choice) in ((string[])["Hull i veien", "Gatelys", "Noe annet"]).Index())
        {
            await Assertions.Expect(page.Locator($"#caption-{index}")).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync(choice);
            if (index < 2)
            {
                await page.Keyboard.PressAsync("Enter");
            }
        }

        Assert.Equal("noeAnnet", await page.GetByRole(AriaRole.Group, new() { Name = "Svar 3" }).GetByLabel("Det som lagres").InputValueAsync());
        await AddAsync(page, "+ Spørsmål", "Beskriv feilen");
        await page.GetByLabel("Avhenger av tidligere svar").PressAsync("Space");
        await page.GetByLabel("Verdi").FocusAsync();
        await page.Keyboard.TypeAsync("Noe");
        await AddAsync(page, "+ Side", "Om deg");
        await AddAsync(page, "+ Spørsmål", "Hvor når vi deg?");
        await page.GetByLabel("Slags felt").FocusAsync();
        await page.Keyboard.TypeAsync("E-post");

        // The arrow keys go between the lines; with Alt they move the line, which is told, and undone.
        var lines = page.Locator("halden-form-outline .item");
        await lines.Filter(new() { HasText = "Hvor når vi deg?" }).PressAsync("Alt+ArrowUp");
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Hvor når vi deg? er flyttet: side 1, Gruppe 1, plass 3 av 3." }).WaitForAsync();
        Assert.Equal("Hvor når vi deg?", await NameAsync(lines.Nth(5)));
        await Assertions.Expect(lines.Nth(5)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(lines.Nth(5)).ToContainTextAsync("Om deg");
        await lines.First.PressAsync("End");
        await Assertions.Expect(lines.Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(lines.Nth(6)).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".faults")).ToBeEmptyAsync();

        // Shown as citizens will meet it, by what has been answered.
        await page.GetByRole(AriaRole.Link, new() { Name = "Forhåndsvisning" }).PressAsync("Enter");
        await page.GetByLabel("Side", new() { Exact = true }).SelectOptionAsync("1");
        var shown = page.FrameLocator("iframe");
        await shown.GetByText("Hva gjelder det?").WaitForAsync();
        await Assertions.Expect(shown.GetByText("Beskriv feilen")).ToHaveCountAsync(0);
        await page.GetByText("Svar som avgjør hva som vises").PressAsync("Enter");
        await page.GetByLabel("Hva gjelder det?").SelectOptionAsync("noeAnnet");
        await shown.GetByText("Beskriv feilen").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Spørsmål", Exact = true }).PressAsync("Enter");

        await page.Keyboard.PressAsync("Control+s");
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Lagret." }).WaitForAsync();
        await page.GetByText("Alt er lagret.").WaitForAsync();

        // A service takes it into use, and leads back to it.
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Tjenester", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ny tjeneste" }).ClickAsync();
        await page.GetByLabel("Tittel").FillAsync("Feil på gater og veier");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett" }).ClickAsync();
        await HeadingAsync(page, "Feil på gater og veier");
        await page.GetByLabel("Elektronisk skjema").SelectOptionAsync(new SelectOptionValue { Label = "Meld fra om feil ute" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Lagret." }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Rediger skjema" }).ClickAsync();
        await HeadingAsync(page, "Meld fra om feil ute");
        await page.GetByRole(AriaRole.Link, new() { Name = "Feil på gater og veier" }).WaitForAsync();
    }

    [Fact]
    public async Task OfTwoEditorsTheLaterIsToldWhoSavedAndLosesNothing()
    {
        var one = await site.SignInAsync(DemonstrationUsers.Editor);
        await MakeAsync(one, "Samtidig redigert", "Melding om skadedyr");
        var other = await site.SignInAsync(DemonstrationUsers.Administrator);
        await other.GotoAsync(one.Url);
        await HeadingAsync(other, "Samtidig redigert");

        await RenameAsync(other, "Navnet til den andre");
        await other.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await other.GetByRole(AriaRole.Status).Filter(new() { HasText = "Lagret." }).WaitForAsync();
        await RenameAsync(one, "Navnet til den ene");
        await one.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();

        await one.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"{DemonstrationUsers.Administrator.Name} lagret skjemaet" }).WaitForAsync();
        await HeadingAsync(one, "Navnet til den ene");
        var file = await one.RunAndWaitForDownloadAsync(() => one.GetByRole(AriaRole.Button, new() { Name = "Eksporter det jeg har gjort" }).ClickAsync());
        Assert.Equal("Navnet til den ene.json", file.SuggestedFilename);

        // Leaving asks first; staying keeps what is written.
        await one.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Tjenester", Exact = true }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Bli her" }).ClickAsync();
        await HeadingAsync(one, "Navnet til den ene");
        await one.GetByRole(AriaRole.Button, new() { Name = "Forkast mitt og åpne på nytt" }).ClickAsync();
        await HeadingAsync(one, "Navnet til den andre");

        // What was, is taken back from the versions.
        await one.GetByRole(AriaRole.Link, new() { Name = "Versjoner" }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Hent tilbake versjon 1" }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Hent tilbake", Exact = true }).Last.ClickAsync();
        await HeadingAsync(one, "Samtidig redigert");
    }

    [Fact]
    public async Task AFaultyFileIsToldWithItsPlaces()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Skjemaer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Importer skjema" }).ClickAsync();
        const string Faulty = """
            {"id":"00000000-0000-0000-0000-000000000001","name":"Feil fil","pages":[{"fieldsets":[{"id":"00000000-0000-0000-0000-000000000002","columns":[{"fields":[
              {"id":"00000000-0000-0000-0000-000000000003","alias":"æ","caption":"","type":{"id":"3f92e01b-29e2-4a30-bf33-9df5580ed52c"}}]}]}]}]}
            """;

        await UploadAsync(page, Faulty);
        var alert = page.GetByRole(AriaRole.Alert);
        await alert.GetByText("Side 1, gruppe 1, felt 1 (alias):").WaitForAsync();
        await alert.GetByText("Side 1, gruppe 1, felt 1 (caption):").WaitForAsync();
        await page.AssertAccessibleAsync();
        await UploadAsync(page, Faulty.Replace("\"æ\",", "\"æ\",,", StringComparison.Ordinal));
        await alert.GetByText("Linje 2, tegn").WaitForAsync();

        // Mended, it is taken in.
        await UploadAsync(page, Faulty.Replace("æ", "navn", StringComparison.Ordinal).Replace("\"caption\":\"\"", "\"caption\":\"Hva heter du?\"", StringComparison.Ordinal));
        await HeadingAsync(page, "Feil fil");
    }

    [Fact]
    public async Task ALineIsDraggedToAnotherPlace()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await MakeAsync(page, "Dratt", "Melding om skadedyr");
        var lines = page.Locator("halden-form-outline .item");

        await lines.Filter(new() { HasText = "Når så du det sist?" }).DragToAsync(lines.Filter(new() { HasText = "Hvilket skadedyr gjelder det?" }), new() { TargetPosition = new() { X = 60, Y = 4 } });

        await Assertions.Expect(lines.Nth(3)).ToContainTextAsync("Når så du det sist?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Angre" }).ClickAsync();
        await Assertions.Expect(lines.Nth(3)).ToContainTextAsync("Hvilket skadedyr gjelder det?");
    }

    [Fact]
    public async Task AFaultLeadsToItsPlace()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await MakeAsync(page, "Med feil", "Melding om skadedyr");
        var lines = page.Locator("halden-form-outline .item");
        await lines.Filter(new() { HasText = "Når så du det sist?" }).ClickAsync();
        await page.GetByLabel("Spørsmålet", new() { Exact = true }).FillAsync(string.Empty);
        await page.GetByText("1 feil", new() { Exact = true }).WaitForAsync();
        await lines.First.ClickAsync();

        await page.Locator(".faults").GetByRole(AriaRole.Button, new() { Name = "Uten tekst" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Spørsmålet", new() { Exact = true })).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task EveryPartIsAccessible(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Skjemaer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Kommunens skjemaer" }).WaitForAsync();
        await LookAsync(page, width, "list");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nytt skjema" }).ClickAsync();
        await LookAsync(page, width, "new");
        await page.GetByLabel("Navn på skjemaet").FillAsync($"Tilgjengelig {width}");
        await page.GetByLabel("Begynn med").SelectOptionAsync(new SelectOptionValue { Label = "Melding om skadedyr" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett" }).ClickAsync();
        await HeadingAsync(page, $"Tilgjengelig {width}");
        await LookAsync(page, width, "form");
        var lines = page.Locator("halden-form-outline .item");
        await lines.Filter(new() { HasText = "Hvilket skadedyr gjelder det?" }).ClickAsync();
        await page.GetByText("Flere innstillinger").ClickAsync();
        await LookAsync(page, width, "choices");
        await lines.Filter(new() { HasText = "Beskriv dyret" }).ClickAsync();
        await page.GetByText("Flere innstillinger").ClickAsync();
        await page.GetByLabel("Kortnavn på svaret").FillAsync("æ");
        await page.GetByText("1 feil", new() { Exact = true }).WaitForAsync();
        await LookAsync(page, width, "condition");
        await page.GetByRole(AriaRole.Link, new() { Name = "Oversettelser" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til engelsk" }).ClickAsync();
        await LookAsync(page, width, "translations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forhåndsvisning" }).ClickAsync();
        await page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await LookAsync(page, width, "preview");
        await page.GetByRole(AriaRole.Link, new() { Name = "Versjoner" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Se versjon 1" }).ClickAsync();
        await page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await LookAsync(page, width, "versions");
    }

    private static async Task LookAsync(IPage page, int width, string name)
    {
        if (Environment.GetEnvironmentVariable("HALDEN_SHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }

        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    private static async Task AddAsync(IPage page, string what, string caption)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = what }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("halden-form-properties #caption")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("halden-form-properties #caption")).ToHaveValueAsync(string.Empty);
        await page.Keyboard.TypeAsync(caption);
    }

    private static async Task MakeAsync(IPage page, string name, string from)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Skjemaer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nytt skjema" }).ClickAsync();
        await page.GetByLabel("Navn på skjemaet").FillAsync(name);
        await page.GetByLabel("Begynn med").SelectOptionAsync(new SelectOptionValue { Label = from });
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett" }).ClickAsync();
        await HeadingAsync(page, name);
    }

    private static Task RenameAsync(IPage page, string name) => page.GetByLabel("Navn på skjemaet").FillAsync(name);

    private static async Task UploadAsync(IPage page, string json)
    {
        await page.GetByLabel("Fil med skjemaet").SetInputFilesAsync(new FilePayload { Name = "skjema.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(json) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Importer", Exact = true }).ClickAsync();
    }

    private static Task HeadingAsync(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1, Exact = true }).WaitForAsync();

    private static async Task<string> NameAsync(ILocator line) => (await line.Locator(".name").InnerTextAsync()).Replace("*", string.Empty, StringComparison.Ordinal).Split('(')[0].Trim();
}
