using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>Who has been informed, cost and benefit, and requirement specifications, in the section.</summary>
public sealed class RolloutInformationTests(DemonstrationSite site)
{
    [Fact]
    public async Task AnEditorRegistersWhoHasBeenInformedAndTakesAPageAlong()
    {
        var page = await OpenAsync("informasjon", "Hvem er informert");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        var politicians = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = "Politikere", Exact = true }) });
        await Assertions.Expect(politicians.GetByText("Ikke informert")).ToHaveCountAsync(6);

        // Nothing is told of: it is said at the topics. Then one is.
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrer informasjon" }).PressAsync("Enter");
        await page.GetByLabel("Hvem", new() { Exact = true }).SelectOptionAsync("politicians");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).PressAsync("Enter");
        await page.GetByText("Velg minst ett emne.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Kost/nytte", new() { Exact = true }).PressAsync("Space");
        await page.GetByLabel("Notat (kan stå tomt)").FillAsync("Formannskapet.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(politicians.GetByText("Ikke informert")).ToHaveCountAsync(5);
        await page.GetByText("Formannskapet.").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Slett Politikere") }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Slett", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(politicians.GetByText("Ikke informert")).ToHaveCountAsync(6);

        await page.GetByLabel("Til", new() { Exact = true }).SelectOptionAsync("director");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis siden" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Elektroniske tjenester: ") }).WaitForAsync();
        await page.AssertAccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Last ned som PDF" }).ClickAsync());
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEditorSaysHowManyCasesThereAreAndSeesWhatIsSaved()
    {
        var page = await OpenAsync("nytte", "Kost og nytte");
        await page.GetByText("Det er et anslag som ingen i kommunen har tatt stilling til ennå.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Søk" }).FillAsync("ledsagerbevis");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rediger Ledsagerbevis" }).PressAsync("Enter");
        await page.GetByLabel("Saker per år", new() { Exact = true }).FillAsync("1,5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).PressAsync("Enter");
        await page.GetByText("Skriv et helt tall, eller la feltet stå tomt.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Saker per år", new() { Exact = true }).FillAsync("1 234");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).PressAsync("Enter");

        var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = "Ledsagerbevis", Exact = true }) });
        await Assertions.Expect(row).ToContainTextAsync("(teller i summene)");
        await Assertions.Expect(row).ToContainTextAsync("timer og");
    }

    [Fact]
    public async Task AnEditorBeginsASpecificationWithReadyMadeRequirementsAndAnswersOne()
    {
        var page = await OpenAsync("krav", "Kravspesifikasjoner");
        await page.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Ny kravspesifikasjon" }).PressAsync("Enter");
        await page.GetByLabel("Tittel").FillAsync("Skjemaer til kulturskolen");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Skjemaer til kulturskolen" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rediger Krav 1", Exact = true }).PressAsync("Enter");
        await page.GetByLabel("Hvordan er det oppfylt?").SelectOptionAsync("notMet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).PressAsync("Enter");
        await page.GetByText("1 skal-krav er ikke oppfylt.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Flytt ned: Krav 1", Exact = true }).PressAsync("Enter");
        await page.GetByText("Krav 1 står nå som nummer 2 i listen.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Slett kravspesifikasjonen" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Slett", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Kravspesifikasjoner" }).WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Ferdige elektroniske skjemaer" }).ClickAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Ferdige elektroniske skjemaer", Level = 1 }).WaitForAsync();
    }

    [Fact]
    public async Task OnANarrowScreenEverythingFits()
    {
        var page = await OpenAsync("informasjon", "Hvem er informert", 320);
        await page.AssertFitsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nytte", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Kost og nytte" }).WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Per tjeneste" }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    private async Task<IPage> OpenAsync(string place, string heading, int width = 1280)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Innføring", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Innføring" }).GetByRole(AriaRole.Link, new() { Name = place switch { "informasjon" => "Informasjon", "nytte" => "Nytte", _ => "Krav" }, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
        return page;
    }
}
