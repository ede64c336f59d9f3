using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>An editor tailors, the director approves, and only then a citizen reads: three people, three browsers.</summary>
public sealed class TheWholePathTests(DemonstrationSite site)
{
    private const string Title = "Kulturmidler til lag og foreninger";
    private const string Path = "/selvbetjening/kulturmidler-til-lag-og-foreninger";

    [Fact]
    public async Task OnlyWhatTheDirectorApprovedIsReadByTheCitizen()
    {
        await SubmitAsync(Title, "Lag og foreninger i Halden kan søke om penger til kultur.");

        var citizen = await site.VisitAsync(Path, javaScript: false);
        Assert.DoesNotContain("Lag og foreninger i Halden", await citizen.InnerTextAsync("body"), StringComparison.Ordinal);

        var director = await site.SignInAsync(DemonstrationUsers.Directors[0]);
        await director.GetByRole(AriaRole.Link, new() { Name = "Til godkjenning" }).ClickAsync();
        await director.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await director.GetByText("Lag og foreninger i Halden kan søke").First.WaitForAsync();
        await director.AssertAccessibleAsync();
        await director.GetByRole(AriaRole.Button, new() { Name = "Godkjenn", Exact = true }).ClickAsync();
        await director.Locator("halden-dialog").GetByRole(AriaRole.Button, new() { Name = "Godkjenn", Exact = true }).ClickAsync();
        await director.GetByText("er godkjent og publisert").First.WaitForAsync();

        var read = await citizen.GotoAsync(Path);
        Assert.Equal(200, read!.Status);
        Assert.Contains("Lag og foreninger i Halden kan søke om penger til kultur.", await citizen.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARejectionReachesTheEditorWithItsComment()
    {
        const string title = "TT-kort (tilrettelagt transport)";
        var editor = await SubmitAsync(title, "Kan du ikke bruke buss eller tog, kan du få rabatt på drosje.");

        var director = await site.SignInAsync(DemonstrationUsers.Directors[1], width: 375);
        await director.GetByRole(AriaRole.Link, new() { Name = "Til godkjenning" }).ClickAsync();
        await director.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await director.GetByRole(AriaRole.Button, new() { Name = "Avvis" }).First.ClickAsync();
        var dialog = director.Locator("halden-dialog");
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Egenandelen er fra i fjor.");
        await director.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Avvis" }).ClickAsync();
        await director.GetByText("avvist", new() { Exact = false }).First.WaitForAsync();

        await editor.ReloadAsync();
        await editor.GetByText("Egenandelen er fra i fjor.").First.WaitForAsync();
    }

    private async Task<IPage> SubmitAsync(string title, string lead)
    {
        var editor = await site.SignInAsync(DemonstrationUsers.Editor);
        await DemonstrationSite.OpenServiceAsync(editor, title);
        await editor.GetByLabel("Ingress").FillAsync(lead);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await editor.GetByText("Lagret.", new() { Exact = true }).First.WaitForAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Send til godkjenning" }).ClickAsync();
        await editor.Locator("halden-publish-dialog").GetByRole(AriaRole.Button, new() { Name = "Send til godkjenning" }).ClickAsync();
        await editor.GetByText("Tjenesten er sendt til godkjenning.").First.WaitForAsync();
        return editor;
    }
}
