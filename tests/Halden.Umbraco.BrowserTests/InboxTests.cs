using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>Whoever answers for a service reads what citizens have sent, works on it, and takes care of the citizens' data.</summary>
public sealed partial class InboxTests(DemonstrationSite site)
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00];

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task TheListIsFilteredAndASubmissionIsReadAndSetToDone(int width)
    {
        var reference = await SendAsync("Liv Listesen");
        var page = await OpenAsync(width);
        await page.GetByRole(AriaRole.Table, new() { Name = "Innsendinger" }).WaitForAsync();
        await LookAsync(page);

        await page.GetByLabel("Søk etter referanse").FillAsync(reference[^9..].ToLowerInvariant());
        await page.GetByText("Viser 1–1 av 1").WaitForAsync();
        await page.GetByLabel("Status").SelectOptionAsync("done");
        await page.GetByText("Ingen innsendinger passer til filteret.").First.WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nullstill filteret" }).ClickAsync();
        await page.GetByLabel("Tjeneste", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Ledsagerbevis" });

        // Opened by keyboard, read, and a file taken home.
        await page.GetByRole(AriaRole.Link, new() { Name = reference }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = reference, Level = 1 }).WaitForAsync();
        var answers = page.GetByRole(AriaRole.Region, new() { Name = "Svar" });
        await answers.GetByText("Liv Listesen").First.WaitForAsync();
        await LookAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => answers.GetByRole(AriaRole.Button, new() { Name = "Last ned bilde.png" }).ClickAsync());
        Assert.Equal("bilde.png", download.SuggestedFilename);
        Assert.Equal(Picture, await File.ReadAllBytesAsync(await download.PathAsync()));

        await page.GetByText("Når den er ferdig, slettes den etter 90 dager.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta under arbeid" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Status: Under arbeid" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sett til ferdig" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Status: Ferdig" })).ToBeFocusedAsync();
        await page.GetByText(new Regex(@"^Slettes \d")).WaitForAsync();
        await page.AssertAccessibleAsync();

        // The list is as it was left, and the paper has the answers and none of the buttons.
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await answers.IsVisibleAsync());
        Assert.False(await page.GetByRole(AriaRole.Button, new() { Name = "Skriv ut" }).IsVisibleAsync());
        Assert.False(await page.GetByRole(AriaRole.Navigation).First.IsVisibleAsync());
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await page.GetByRole(AriaRole.Link, new() { Name = "Til innsendingene" }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = reference }).GetByText("Ferdig").WaitForAsync();
    }

    [Fact]
    public async Task TheLinkInAnEMailLeadsToTheSubmissionAlsoThroughSigningIn()
    {
        var reference = await SendAsync("Lena Lenke");
        var owner = await OpenAsync();
        var id = (await owner.GetByRole(AriaRole.Link, new() { Name = reference }).GetAttributeAsync("href"))!.Split('/')[^1];

        var visitor = await site.VisitAsync($"/umbraco/section/tjenester/view/oversikt/innsendinger/{id}");
        await visitor.GetByLabel("E-postadresse").FillAsync(DemonstrationUsers.Directors[1].Email);
        await visitor.GetByLabel("Passord").FillAsync(DemonstrationUsers.Password);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();

        await visitor.GetByRole(AriaRole.Heading, new() { Name = reference, Level = 1 }).WaitForAsync();
        await visitor.GetByText("Lena Lenke").First.WaitForAsync();

        // Whoever may not read it is told who may.
        var editor = await site.SignInAsync(DemonstrationUsers.Editor);
        await editor.GotoAsync($"/umbraco/section/tjenester/view/oversikt/innsendinger/{id}");
        await editor.GetByText("du er verken hovedansvarlig for tjenesten").WaitForAsync();
        await editor.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task WhoAnswersForNothingIsToldWhoSeesWhat(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Innsendinger" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Her er det ingen innsendinger til deg" }).WaitForAsync();
        await page.GetByText(DemonstrationUsers.Editor.Email).WaitForAsync();
        await LookAsync(page);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task WhatIsNotDeliveredIsShownAndTriedAgainOneOrAll(int width)
    {
        await SendAsync("Fredrik Feilet");
        var page = await OpenAsync(width);
        var warning = page.GetByText("Ikke kommet fram: ");
        await ReloadUntilAsync(page, warning);
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis dem" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Levering")).ToHaveValueAsync("failed");
        await LookAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Prøv alle igjen" }).ClickAsync();
        await page.GetByText("Leveringer som prøves igjen: ").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Innsendinger", Level = 1 })).ToBeFocusedAsync();

        // Whichever has been tried: a server that does not answer is asked once a turn, so the newest may have long to wait.
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Reference() }).First.ClickAsync();
        var retry = page.GetByRole(AriaRole.Button, new() { NameRegex = Retry() }).First;
        await ReloadUntilAsync(page, retry);
        await LookAsync(page);
        await retry.PressAsync("Enter");
        await page.GetByText("Det prøves igjen nå.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Leveringer" })).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task ACitizenIsFoundGivenTheirDataAndErased(int width)
    {
        var name = width == 320 ? "Inger Smal" : "Inger Bred";
        var reference = await SendAsync(name);
        var page = await OpenAsync(width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Innsyn og sletting" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Innsyn og sletting", Level = 1 }).WaitForAsync();
        var term = page.GetByLabel("Navn, e-postadresse eller fødselsnummer");
        await term.PressAsync("Enter");
        await page.GetByText("Skriv et navn, en e-postadresse eller et fødselsnummer.").WaitForAsync();
        await Assertions.Expect(term).ToBeFocusedAsync();
        await term.FillAsync("123");
        await term.PressAsync("Enter");
        await page.GetByText("et fødselsnummer på elleve sifre").WaitForAsync();
        await page.AssertAccessibleAsync();

        await term.FillAsync(name.ToUpperInvariant());
        await term.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Funnet" })).ToBeFocusedAsync();
        await page.GetByText("Navn på den som skal ha beviset").WaitForAsync();
        Assert.DoesNotContain(Uri.EscapeDataString(name), page.Url, StringComparison.OrdinalIgnoreCase);
        await LookAsync(page);

        var address = (await page.GetByRole(AriaRole.Link, new() { Name = reference }).GetAttributeAsync("href"))!;

        // Nothing is chosen by itself.
        await page.GetByRole(AriaRole.Button, new() { Name = "Last ned de valgte (ZIP)" }).ClickAsync();
        await page.GetByText("Velg minst én innsending først.").WaitForAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Velg {reference}" }).CheckAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Last ned de valgte (ZIP)" }).ClickAsync());
        await using (var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), TestContext.Current.CancellationToken))
        {
            Assert.Equal([$"{reference}/innsending.pdf", $"{reference}/01 bilde.png", "innsendinger.json"], zip.Entries.Select(entry => entry.FullName));
        }

        await page.GetByText("Slett de valgte").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Slett for godt" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Hvorfor slettes det?")).ToBeFocusedAsync();
        await LookAsync(page);
        await page.GetByLabel("Hvorfor slettes det?").SelectOptionAsync("requested");
        await page.GetByRole(AriaRole.Button, new() { Name = "Slett for godt" }).PressAsync("Enter");
        var dialog = page.Locator("halden-dialog");
        await dialog.GetByText($"Slette {reference}?").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Slett for godt" }).PressAsync("Enter");
        await page.GetByText("Ingen treff.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Funnet" })).ToBeFocusedAsync();

        await page.GotoAsync(address);
        await page.GetByText("Innsendingen finnes ikke").WaitForAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task TheOwnerChoosesForHowLongItIsKept(int width)
    {
        await SendAsync("Olga Oppbevart");
        var page = await OpenAsync(width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Oppbevaring" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Ledsagerbevis" });
        var days = form.GetByLabel("Dager etter ferdig");
        await days.FillAsync("0");
        await days.PressAsync("Enter");
        await page.GetByText("Skriv et helt tall fra 1 til 3650").WaitForAsync();
        await Assertions.Expect(days).ToBeFocusedAsync();
        await LookAsync(page);

        await days.FillAsync("400");
        await form.GetByLabel("Deretter").SelectOptionAsync("anonymise");
        await form.GetByRole(AriaRole.Button, new() { Name = "Lagre for Ledsagerbevis" }).PressAsync("Enter");
        await form.GetByText("Nå: anonymiseres 400 dager etter ferdig").WaitForAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();

        // Shorter is asked about, for it cannot be undone.
        await days.FillAsync(string.Empty);
        await form.GetByLabel("Deretter").SelectOptionAsync(string.Empty);
        await form.GetByRole(AriaRole.Button, new() { Name = "Lagre for Ledsagerbevis" }).PressAsync("Enter");
        var dialog = page.Locator("halden-dialog");
        await dialog.GetByText("Kortere oppbevaring?").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).PressAsync("Enter");
        await form.GetByText("Nå: slettes 90 dager etter ferdig").WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task AnAdministratorHasARecipientWaitAndGoOn(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Administrator, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Innsendinger" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mottakere" }).ClickAsync();
        var mailbox = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "miljo@halden.example" });
        await mailbox.GetByText("I drift").WaitForAsync();
        await LookAsync(page);

        await mailbox.GetByRole(AriaRole.Button, new() { Name = "Sett på pause: miljo@halden.example" }).PressAsync("Enter");
        await mailbox.GetByText("På pause", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mottakere" })).ToBeFocusedAsync();
        await LookAsync(page);

        await mailbox.GetByRole(AriaRole.Button, new() { Name = "Fortsett: miljo@halden.example" }).PressAsync("Enter");
        await mailbox.GetByText("I drift").WaitForAsync();
    }

    private async Task<IPage> OpenAsync(int width = 1280)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Directors[1], width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Innsendinger" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Innsendinger", Level = 1 }).WaitForAsync();
        return page;
    }

    /// <summary>A citizen applies for a companion card; returns the reference.</summary>
    private async Task<string> SendAsync(string name)
    {
        var page = await site.VisitAsync("/selvbetjening/ledsagerbevis/soknad", javaScript: false);
        await page.GetByLabel("Barnet mitt").CheckAsync();
        await page.GetByLabel("Fødselsdato til den som skal ha beviset").FillAsync("3.2.2015");
        await NextAsync(page);
        await page.GetByLabel("Navn på den som skal ha beviset").FillAsync(name);
        await NextAsync(page);
        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await NextAsync(page);
        await page.GetByRole(AriaRole.Group, new() { Name = "Hvor lenge vil behovet vare?" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.GetByLabel("Hva trenger du en ledsager til?").FillAsync("Kino og\nsvømming");
        await NextAsync(page);
        await page.GetByLabel("Bilde", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "bilde.png", MimeType = "image/png", Buffer = Picture });
        await NextAsync(page);
        await page.GetByLabel("Navn", new() { Exact = true }).FillAsync("Foresatt Foreldersen");
        await page.GetByLabel("Adresse", new() { Exact = true }).FillAsync("Storgata 1");
        await page.GetByLabel("Postnummer").FillAsync("1771");
        await page.GetByLabel("Poststed").FillAsync("Halden");
        await page.GetByLabel("Telefon").FillAsync("69 17 45 00");
        await page.GetByLabel("E-post").FillAsync("foresatt@eksempel.example");
        await NextAsync(page);
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await NextAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send inn" }).ClickAsync();
        var reference = await page.Locator(".halden-reference").InnerTextAsync();
        await page.Context.CloseAsync();
        return reference;
    }

    private static Task NextAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Neste" }).ClickAsync();

    private static async Task LookAsync(IPage page)
    {
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
    }

    // The outbox has its turn every ten seconds.
    private static async Task ReloadUntilAsync(IPage page, ILocator there)
    {
        var waited = Stopwatch.StartNew();
        do
        {
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            if (await there.CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
            await page.ReloadAsync();
        }
        while (waited.Elapsed < TimeSpan.FromMinutes(1));

        Assert.Fail("The outbox has had no turn.");
    }

    [GeneratedRegex("^[A-ZÆØÅ]+-[A-Z0-9]{4}-[A-Z0-9]{4}$")]
    private static partial Regex Reference();

    [GeneratedRegex("^Prøv igjen: ")]
    private static partial Regex Retry();
}
