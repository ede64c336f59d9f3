using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>A director reads, comments and decides, on a telephone too and by keyboard alone.</summary>
public sealed class DirectorTests(DemonstrationSite site)
{
    [Fact]
    public async Task SeveralAreApprovedAtOnceButOnlyThoseThatWereOpened()
    {
        string[] titles = ["Musikk- og kulturskole", "Leie av kommunale lokaler"];
        var page = await OpenQueueAsync(DemonstrationUsers.Directors[0], 320);
        foreach (var title in titles)
        {
            Assert.True(await Box(page, title).IsDisabledAsync(), $"{title} can be chosen unread");
            await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
            await page.GetByRole(AriaRole.Tab, new() { Name = "Endringer" }).WaitForAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Til listen" }).ClickAsync();
            await Box(page, title).CheckAsync();
        }

        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Godkjenn valgte (2)" }).ClickAsync();
        await page.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Godkjenn valgte (2)" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Ferdig: 2 godkjent, 0 feilet." }).WaitForAsync();
        await page.AssertAccessibleAsync();
        foreach (var title in titles)
        {
            await page.GetByText($"«{title}» er godkjent og publisert.").WaitForAsync();
        }

        var citizen = await site.VisitAsync("/selvbetjening/a-aa", javaScript: false);
        Assert.Contains(titles[0], await citizen.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARejectedPackageComesBackWithWhatChangedSince()
    {
        const string title = "Skjenkebevilling for enkeltanledning";
        var director = await OpenQueueAsync(DemonstrationUsers.Directors[2], 375);
        await director.GetByRole(AriaRole.Link, new() { Name = title }).FocusAsync();
        await director.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(director, title);

        // Its processes, and then as citizens will see it, without leaving the keyboard.
        await director.GetByRole(AriaRole.Tab, new() { Name = "Endringer" }).FocusAsync();
        await director.Keyboard.PressAsync("ArrowRight");
        await director.GetByRole(AriaRole.Tab, new() { Name = "Prosess", Selected = true }).WaitForAsync();
        await Assertions.Expect(director.Locator("halden-package-processes svg")).ToHaveCountAsync(3);
        await director.GetByText("Innbyggerne får se denne prosessen.").WaitForAsync();
        await director.AssertFitsAsync();
        await director.AssertAccessibleAsync();
        await director.Keyboard.PressAsync("ArrowRight");
        await director.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 }).WaitForAsync();
        await director.AssertFitsAsync();
        await director.AssertAccessibleAsync();

        // Comment beside a field, and send it back.
        await director.Keyboard.PressAsync("ArrowLeft");
        await director.Keyboard.PressAsync("ArrowLeft");
        await director.GetByRole(AriaRole.Button, new() { Name = "Kommenter Ingress (Bokmål)" }).ClickAsync();
        await director.Keyboard.TypeAsync("Kan dette sies kortere?");
        await director.GetByRole(AriaRole.Button, new() { Name = "Send kommentar" }).ClickAsync();
        await director.GetByText("Kommentaren er lagt til.").First.WaitForAsync();
        await director.GetByRole(AriaRole.Button, new() { Name = "Avvis", Exact = true }).ClickAsync();
        var dialog = director.Locator("halden-decision-bar halden-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Avvis" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Alert).WaitForAsync();
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Ingressen må skrives om.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Avvis" }).ClickAsync();
        await director.GetByText($"«{title}» er avvist.").First.WaitForAsync();

        // The editor meets the comment at the field, answers it, and sends it in again.
        var editor = await site.SignInAsync(DemonstrationUsers.Editor);
        await DemonstrationSite.OpenServiceAsync(editor, title);
        var comments = editor.GetByRole(AriaRole.Group, new() { Name = "Kommentarer til Ingress (Bokmål)" });
        await comments.GetByText("Kan dette sies kortere?").WaitForAsync();
        await editor.AssertAccessibleAsync();
        await comments.GetByRole(AriaRole.Button, new() { Name = "Svar" }).ClickAsync();
        await editor.Keyboard.TypeAsync("Ja, nå er den kort.");
        await comments.GetByRole(AriaRole.Button, new() { Name = "Svar" }).ClickAsync();
        await comments.GetByText("Ja, nå er den kort.").WaitForAsync();
        await editor.GetByRole(AriaRole.Textbox, new() { Name = "Ingress", Exact = true }).FillAsync("Skal du selge alkohol på et arrangement, må du søke.");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await editor.GetByText("Lagret.", new() { Exact = true }).First.WaitForAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Send til godkjenning" }).ClickAsync();
        await editor.Locator("halden-publish-dialog").GetByRole(AriaRole.Button, new() { Name = "Send til godkjenning" }).ClickAsync();
        await editor.GetByText("Tjenesten er sendt til godkjenning.").First.WaitForAsync();

        // The director sees only what changed, word by word, resolves the comment and approves.
        await director.ReloadAsync();
        await director.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await director.GetByRole(AriaRole.Button, new() { Name = "Se hva som er endret etterpå" }).ClickAsync();
        var since = director.GetByRole(AriaRole.Tabpanel, new() { Name = "Endret siden avvisning" });
        await since.Locator("ins").First.WaitForAsync();
        await director.AssertAccessibleAsync();
        await director.GetByRole(AriaRole.Tab, new() { Name = "Kommentarer (1)" }).ClickAsync();
        await director.GetByRole(AriaRole.Tabpanel, new() { Name = "Kommentarer" }).GetByRole(AriaRole.Button, new() { Name = "Merk som løst" }).ClickAsync();
        await director.GetByRole(AriaRole.Tab, new() { Name = "Kommentarer (0)" }).WaitForAsync();
        await director.AssertAccessibleAsync();
        await director.GetByRole(AriaRole.Button, new() { Name = "Godkjenn", Exact = true }).ClickAsync();
        await director.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Godkjenn", Exact = true }).ClickAsync();
        await director.GetByText($"«{title}» er godkjent og publisert. Du har ikke flere å avgjøre.").First.WaitForAsync();
        await FocusIsOnAsync(director, "Til godkjenning");
    }

    [Fact]
    public async Task ADeputyIsAppointedForATime()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Administrator, 320);
        await page.GetByRole(AriaRole.Link, new() { Name = "Avdelinger" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stedfortredere for Helse og omsorg" }).ClickAsync();
        var dialog = page.Locator("halden-deputies");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Legg til stedfortreder" }).ClickAsync();
        Assert.Equal(2, await dialog.GetByRole(AriaRole.Alert).CountAsync());
        await page.AssertAccessibleAsync();

        await dialog.GetByLabel("Hvem").SelectOptionAsync(new SelectOptionValue { Label = "Siri Samfunn (kommunalsjef.samfunn@halden.example)" });
        await dialog.GetByLabel("Første dag").FillAsync("2099-01-01");
        await dialog.GetByLabel("Siste dag").FillAsync("2099-12-31");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Legg til stedfortreder" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Listitem).GetByText("Siri Samfunn").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Avslutt stedfortreder Siri Samfunn" }).ClickAsync();
        await dialog.GetByText("Avdelingen har ingen stedfortredere.").WaitForAsync();
        await page.AssertFitsAsync();
    }

    private static ILocator Box(IPage page, string title) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = title }).GetByRole(AriaRole.Checkbox);

    private async Task<IPage> OpenQueueAsync(DemonstrationUser director, int width)
    {
        var page = await site.SignInAsync(director, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Til godkjenning" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Til godkjenning", Level = 1 }).WaitForAsync();
        await page.AssertAccessibleAsync();
        return page;
    }

    /// <summary>The keyboard stands on the heading of what was just shown.</summary>
    private static async Task FocusIsOnAsync(IPage page, string heading) => await page.WaitForFunctionAsync(
        """
        heading => {
            let active = document.activeElement;
            while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
            return active?.localName === 'h1' && active.textContent.trim() === heading;
        }
        """,
        heading);
}
