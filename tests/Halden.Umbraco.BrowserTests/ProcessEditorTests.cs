using System.Text;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>An editor draws how a service is done, and everybody reads it; the director decides on it in <see cref="DirectorTests"/>.</summary>
public sealed class ProcessEditorTests(DemonstrationSite site)
{
    [Fact]
    public async Task AProcessIsCopiedChangedByKeyboardAndByDraggingSavedComparedAndExchanged()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Editor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ny tjeneste" }).ClickAsync();
        await page.GetByLabel("Tittel").FillAsync("Prosess på prøve");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Se og tegn prosessene" }).PressAsync("Enter");
        await page.GetByText("Det er ikke tegnet noen prosess på dette trinnet.").WaitForAsync();
        await page.AssertAccessibleAsync();

        await page.GetByLabel("Kopier fra").SelectOptionAsync(new SelectOptionValue { Label = "Ledsagerbevis" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Kopier hit" }).PressAsync("Enter");
        var steps = page.GetByRole(AriaRole.Option).And(page.Locator("halden-process-outline [role=option]"));
        var drawing = page.Locator("halden-process-editor halden-process-drawing svg");
        await Assertions.Expect(steps).ToHaveCountAsync(10);
        await Assertions.Expect(drawing.Locator(".hp-node")).ToHaveCountAsync(10);

        // The arrow keys go between the steps, Enter goes to the fields; what is new is what one writes in.
        await steps.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(steps.Nth(1)).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "+ Steg" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Navn", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Ta et bilde");
        await page.GetByLabel("Rolle", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Servicesenteret" });
        await page.GetByLabel("Tid, i minutter").FillAsync("5");
        await Assertions.Expect(drawing.Locator(".hp-node", new() { HasText = "Ta et bilde" })).ToBeVisibleAsync();
        await Assertions.Expect(steps.Nth(2)).ToContainTextAsync("Ta et bilde");
        await steps.Nth(2).FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(steps.Nth(1)).ToContainTextAsync("Ta et bilde");
        await Assertions.Expect(steps.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(steps.Nth(2)).ToContainTextAsync("Ta et bilde");

        // A fault is told where it is, and goes when it is mended.
        await page.GetByLabel("Navn", new() { Exact = true }).FillAsync(string.Empty);
        await Assertions.Expect(steps.Nth(2)).ToContainTextAsync("Har feil");
        await page.GetByLabel("Navn", new() { Exact = true }).FillAsync("Ta et bilde");
        await Assertions.Expect(steps.Nth(2)).Not.ToContainTextAsync("Har feil");

        // Dragging gives it to another role.
        var node = await drawing.Locator(".hp-node", new() { HasText = "Ta et bilde" }).BoundingBoxAsync();
        await drawing.ScrollIntoViewIfNeededAsync();
        node = await drawing.Locator(".hp-node", new() { HasText = "Ta et bilde" }).BoundingBoxAsync();
        var lane = await drawing.Locator(".hp-lane", new() { HasText = "Tildelingskontoret" }).BoundingBoxAsync();
        await page.Mouse.MoveAsync(node!.X + (node.Width / 2), node.Y + (node.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(lane!.X + 150, lane.Y + (lane.Height / 2), new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByLabel("Rolle", new() { Exact = true })).ToHaveValueAsync("rolle-tildeling");

        await page.Keyboard.PressAsync("Control+s");
        await page.GetByText("Alt er lagret.").WaitForAsync();

        // The next stage begins as this one, and they are compared.
        await page.GetByRole(AriaRole.Link, new() { Name = "Med elektronisk skjema" }).PressAsync("Enter");
        await page.GetByLabel("Kopier fra").SelectOptionAsync(new SelectOptionValue { Label = "Manuell" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Kopier hit" }).PressAsync("Enter");
        await Assertions.Expect(steps).ToHaveCountAsync(11);
        await steps.Filter(new() { HasText = "Ta et bilde" }).ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(steps).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await page.GetByText("Alt er lagret.").WaitForAsync();
        await page.GetByLabel("Sammenlign med").SelectOptionAsync(new SelectOptionValue { Label = "Manuell" });
        await page.Locator("halden-process-differences").GetByText("Ta et bilde").First.WaitForAsync();
        await page.GetByLabel("Slik gjøres det i dag").SelectOptionAsync(new SelectOptionValue { Label = "Manuell" });
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Lagret." }).WaitForAsync();

        // Files come out, and what comes in is shown before it is used.
        foreach (var (button, ending) in new[] { ("PDF", "pdf"), ("PNG", "png"), ("BPMN", "bpmn") })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());
            Assert.Equal($"prosess-på-prøve-med-elektronisk-skjema.{ending}", file.SuggestedFilename);
            if (ending == "bpmn")
            {
                await page.GetByLabel("Importer BPMN").SetInputFilesAsync(new FilePayload { Name = "inn.bpmn", MimeType = "application/xml", Buffer = await File.ReadAllBytesAsync(await file.PathAsync()) });
            }
        }

        await page.GetByText("Alt i filen ble tatt med.").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bruk dette" }).ClickAsync();
        await page.GetByLabel("Importer BPMN").SetInputFilesAsync(new FilePayload { Name = "feil.bpmn", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes("<ikke bpmn>") });
        await page.GetByRole(AriaRole.Alert).WaitForAsync();

        await page.SetViewportSizeAsync(320, 700);
        await page.GetByText("Roller (", new() { Exact = false }).ClickAsync();
        await page.GetByText("Prosessen i ord").ClickAsync();
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task WhoCannotDrawFindsReadsComparesAndIsGivenAProcess()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Directors[0]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Prosesser" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Helse og omsorg" }).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Søk", new() { Exact = true }).FillAsync("byggesak");
        await Assertions.Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await page.SetViewportSizeAsync(320, 700);
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
        await page.SetViewportSizeAsync(1280, 800);

        // Today's stage, as it was approved, and what it changed for whom.
        await page.GetByRole(AriaRole.Link, new() { Name = "Byggesak (søknad om byggetillatelse)", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Med elektronisk skjema", Level = 2 }).WaitForAsync();
        await page.GetByText("gjelder nå").First.WaitForAsync();
        await Assertions.Expect(page.Locator("halden-process-drawing .hp-node")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Sammenlign med")).ToHaveValueAsync("manual");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Hva endres for hvem" }).WaitForAsync();
        await page.AssertAccessibleAsync();

        // The address leads others to the same.
        await page.ReloadAsync();
        await page.GetByLabel("Sammenlign med").SelectOptionAsync(new SelectOptionValue { Label = "Fullintegrert" });
        await page.GetByText("Fra «Med elektronisk skjema» til «Fullintegrert»").WaitForAsync();
        foreach (var ending in new[] { "pdf", "png", "svg", "bpmn" })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = ending.ToUpperInvariant(), Exact = true }).ClickAsync());
            Assert.Equal($"byggesak-søknad-om-byggetillatelse-med-elektronisk-skjema.{ending}", file.SuggestedFilename);
        }

        await page.SetViewportSizeAsync(320, 700);
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
    }
}
