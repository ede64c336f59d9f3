using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>A citizen reads about a service, fills in its form and sends it.</summary>
public sealed class FillingTests(DemonstrationSite site)
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00];

    [Theory]
    [InlineData(1280, true)]
    [InlineData(320, true)]
    [InlineData(375, false)]
    public async Task AFormIsFilledInPageByPageAndReceived(int width, bool javaScript)
    {
        var page = await site.VisitAsync("/selvbetjening/ledsagerbevis", width, javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Søk nå" }).ClickAsync();

        // What is missing is said at the top and at the question, and leads there.
        await HeadingAsync(page, "Hvem skal ha beviset?");
        await LookAsync(page, javaScript);
        await NextAsync(page);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Du må rette 2 svar før du kan gå videre" }).WaitForAsync();
        Assert.StartsWith("Feil: ", await page.TitleAsync(), StringComparison.Ordinal);
        await LookAsync(page, javaScript);
        if (javaScript)
        {
            Assert.Equal("ds-error-summary", await page.EvaluateAsync<string>("document.activeElement.className"));
            await page.GetByRole(AriaRole.Link, new() { Name = "Fødselsdato" }).PressAsync("Enter");
            Assert.Equal("felt-brukerFodt", await page.EvaluateAsync<string>("document.activeElement.id"));
        }

        // What was written wrong stays to be mended, and the answer has led to one more question.
        await page.GetByLabel("Barnet mitt").CheckAsync();
        await page.GetByLabel("Fødselsdato til den som skal ha beviset").FillAsync("31.2.2015");
        await NextAsync(page);
        await page.GetByText("Skriv en dato som finnes").First.WaitForAsync();
        Assert.Equal("31.2.2015", await page.GetByLabel("Fødselsdato til den som skal ha beviset").InputValueAsync());
        await page.GetByLabel("Fødselsdato til den som skal ha beviset").FillAsync("3.2.2015");
        await page.GetByLabel("Navn på den som skal ha beviset").FillAsync("Åse <b>Ørn</b>");
        await NextAsync(page);

        await HeadingAsync(page, "Behovet for ledsager");
        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await NextAsync(page);
        await page.GetByText("Svaret ditt ga flere spørsmål på denne siden.").WaitForAsync();
        await LookAsync(page, javaScript);
        await page.GetByRole(AriaRole.Group, new() { Name = "Hvor lenge vil behovet vare?" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.GetByLabel("Hva trenger du en ledsager til?").FillAsync("Kino og\nsvømming");

        // Back keeps what was written, also what was not finished.
        await page.GetByRole(AriaRole.Button, new() { Name = "Tilbake" }).ClickAsync();
        await HeadingAsync(page, "Hvem skal ha beviset?");
        Assert.Equal("03.02.2015", await page.GetByLabel("Fødselsdato til den som skal ha beviset").InputValueAsync());
        await NextAsync(page);
        Assert.Equal("Kino og\nsvømming", await page.GetByLabel("Hva trenger du en ledsager til?").InputValueAsync());
        await NextAsync(page);

        // A file is what it contains, not what it is called.
        await HeadingAsync(page, "Bilde til beviset");
        await page.GetByLabel("Bilde", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "bilde.png", MimeType = "image/png", Buffer = "<svg/>"u8.ToArray() });
        if (!javaScript)
        {
            await NextAsync(page);
        }

        await page.GetByText("«bilde.png» er ikke en png-fil").First.WaitForAsync();
        await LookAsync(page, javaScript);
        await page.GetByLabel("Bilde", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "bilde.png", MimeType = "image/png", Buffer = Picture });
        if (javaScript)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Fjern bilde.png" }).WaitForAsync();
        }

        await NextAsync(page);

        await HeadingAsync(page, "Kontakt");
        await page.GetByLabel("Navn", new() { Exact = true }).FillAsync("Åse Ørn");
        await page.GetByLabel("Adresse", new() { Exact = true }).FillAsync("Storgata 1");
        await page.GetByLabel("Postnummer").FillAsync("1771");
        await page.GetByLabel("Poststed").FillAsync("Halden");
        await page.GetByLabel("Telefon").FillAsync("69 17 45 00");
        await page.GetByLabel("E-post").FillAsync("ase@eksempel.example");
        await LookAsync(page, javaScript);
        await NextAsync(page);
        await HeadingAsync(page, "Før du sender");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await NextAsync(page);

        // Everything can be looked over and changed.
        await HeadingAsync(page, "Se over svarene dine");
        await LookAsync(page, javaScript);
        var answers = await page.InnerTextAsync("main");
        Assert.All(["Åse <b>Ørn</b>", "03.02.2015", "Barnet mitt", "bilde.png", "69174500"], answer => Assert.Contains(answer, answers, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "Endre: Kontakt" }).ClickAsync();
        await page.GetByLabel("Poststed").FillAsync("Tistedal");
        await NextAsync(page);
        await NextAsync(page);
        Assert.Contains("Tistedal", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        if (javaScript)
        {
            // The work is done as the server counts it: eight bits of the hash are zero.
            var work = page.Locator("input[name=arbeid]");
            await work.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            var task = await page.Locator("form[data-oppgave]").GetAttributeAsync("data-oppgave");
            Assert.Equal(0, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{task}:{await work.InputValueAsync()}"))[0]);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Send inn" }).ClickAsync();
        await HeadingAsync(page, "Vi har mottatt søknaden din");
        await LookAsync(page, javaScript);
        var reference = await page.Locator(".halden-reference").InnerTextAsync();
        Assert.Matches("^[A-Z0-9]+-[A-Z0-9]{4}-[A-Z0-9]{4}$", reference);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Last ned det du sendte inn (PDF)" }).ClickAsync());
        Assert.Equal($"{reference}.pdf", download.SuggestedFilename);

        // Reloading and sending once more change nothing; a new form is empty.
        await page.ReloadAsync();
        Assert.Equal(reference, await page.Locator(".halden-reference").InnerTextAsync());
        await page.GotoAsync("/selvbetjening/ledsagerbevis/soknad");
        Assert.Equal(string.Empty, await page.GetByLabel("Fødselsdato til den som skal ha beviset").InputValueAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task FilesAreDraggedIntoPlaceAndTakenOutAgain(int width)
    {
        var page = await ToPictureAsync(width);
        var messages = new List<string>();
        page.Console += (_, message) => messages.Add(message.Text);

        await DropAsync(page, "brev.txt", "hei");
        await page.GetByText("«brev.txt» er av en filtype vi ikke tar imot.").First.WaitForAsync();
        Assert.Equal("true", await page.GetByLabel("Bilde", new() { Exact = true }).GetAttributeAsync("aria-invalid"));
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await DropAsync(page, "bilde.png", "\u0089PNG\r\n\u001a\n");
        var remove = page.GetByRole(AriaRole.Button, new() { Name = "Fjern bilde.png" });
        await remove.WaitForAsync();
        await page.GetByText("bilde.png er lagt ved.").WaitForAsync();
        Assert.Equal(0, await page.GetByText("«brev.txt»").CountAsync());
        Assert.False(await page.GetByLabel("Bilde", new() { Exact = true }).IsVisibleAsync());
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        // By keyboard, and the focus goes where the next file is chosen.
        await remove.PressAsync("Enter");
        await page.GetByText("bilde.png er fjernet.").WaitForAsync();
        Assert.Equal("felt-bilde", await page.EvaluateAsync<string>("document.activeElement.id"));

        // A strict policy, and nothing in the page that it stops.
        Assert.DoesNotContain(messages, message => message.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsNotSentIsNotLeftByMistake()
    {
        var page = await site.VisitAsync("/selvbetjening/ledsagerbevis/soknad");
        var asked = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.AcceptAsync();
        };
        await page.GetByLabel("Fødselsdato til den som skal ha beviset").PressSequentiallyAsync("3.2.2015");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ledsagerbevis" }).First.ClickAsync();
        await HeadingAsync(page, "Ledsagerbevis");
        Assert.Equal(["beforeunload"], asked);

        await page.GotoAsync("/selvbetjening/ledsagerbevis/soknad");
        await page.GetByLabel("Fødselsdato til den som skal ha beviset").PressSequentiallyAsync("3.2.2015");
        await NextAsync(page);
        await page.GetByText("Du må rette").First.WaitForAsync();
        Assert.Single(asked);
    }

    [Theory]
    [InlineData(320, true)]
    [InlineData(1280, false)]
    public async Task ALinkThatCannotBeSentIsSaidAndNothingIsLost(int width, bool javaScript)
    {
        var page = await site.VisitAsync("/selvbetjening/ledsagerbevis/soknad", width, javaScript);
        await page.GetByLabel("Barnet mitt").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre og fortsett senere" }).ClickAsync();
        await HeadingAsync(page, "Lagre og fortsett senere");
        await LookAsync(page, javaScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send lenken" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Skriv en e-postadresse" }).WaitForAsync();
        await LookAsync(page, javaScript);

        // The demonstration's mail server is not there.
        await page.GetByLabel("E-postadressen din").FillAsync("ase@eksempel.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send lenken" }).ClickAsync();
        await page.GetByText("Vi fikk ikke sendt e-posten.").First.WaitForAsync();
        Assert.Equal("ase@eksempel.example", await page.GetByLabel("E-postadressen din").InputValueAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Tilbake til skjemaet" }).ClickAsync();
        Assert.True(await page.GetByLabel("Barnet mitt").IsCheckedAsync());
    }

    [Fact]
    public async Task ALinkThatOpensNothingSaysWhy()
    {
        var page = await site.VisitAsync($"/selvbetjening/ledsagerbevis/soknad?fortsett={new string('a', 64)}");
        await page.GetByText("Lenken virker ikke.").WaitForAsync();
        Assert.EndsWith("/soknad?steg=fortsett", page.Url, StringComparison.Ordinal);
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task WhoeverHasNoAnswersBeginsAtTheBeginning()
    {
        var page = await site.VisitAsync("/selvbetjening/ledsagerbevis/soknad?steg=4", javaScript: false);
        await HeadingAsync(page, "Hvem skal ha beviset?");
        await page.GetByText("Vi fant ikke svarene dine igjen.").WaitForAsync();
    }

    [Fact]
    public async Task AServiceWithoutAFormHasNone()
    {
        var page = await site.VisitAsync("/selvbetjening/hjemmesykepleie", javaScript: false);
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Søk nå" }).CountAsync());
        Assert.Equal(404, (await page.GotoAsync("/selvbetjening/hjemmesykepleie/soknad"))!.Status);
    }

    private async Task<IPage> ToPictureAsync(int width)
    {
        var page = await site.VisitAsync("/selvbetjening/ledsagerbevis/soknad", width);
        await page.GetByLabel("Barnet mitt").CheckAsync();
        await page.GetByLabel("Fødselsdato til den som skal ha beviset").FillAsync("3.2.2015");
        await NextAsync(page);
        await page.GetByLabel("Navn på den som skal ha beviset").FillAsync("Åse");
        await NextAsync(page);
        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await NextAsync(page);
        await page.GetByRole(AriaRole.Group, new() { Name = "Hvor lenge vil behovet vare?" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.GetByLabel("Hva trenger du en ledsager til?").FillAsync("Kino");
        await NextAsync(page);
        await HeadingAsync(page, "Bilde til beviset");
        return page;
    }

    private static async Task DropAsync(IPage page, string name, string latin1)
    {
        var transfer = await page.EvaluateHandleAsync(
            "([name, text]) => { const data = new DataTransfer(); data.items.add(new File([Uint8Array.from(text, (c) => c.charCodeAt(0))], name)); return data; }", new[] { name, latin1 });
        await page.Locator("[data-opplasting]").First.DispatchEventAsync("drop", new { dataTransfer = transfer });
    }

    private static Task HeadingAsync(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 }).WaitForAsync();

    private static Task NextAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Neste" }).ClickAsync();

    private static async Task LookAsync(IPage page, bool javaScript)
    {
        if (javaScript)
        {
            await page.AssertAccessibleAsync();
            await page.AssertFitsAsync();
        }
    }
}
