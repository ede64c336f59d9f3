using System.Diagnostics;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

public sealed class NoticesTests(DemonstrationSite site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task ADirectorSeesWhatThereIsToKnowAndChoosesOneEmailADay(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Directors[1], width);
        await OpenAsync(page);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByLabel("Én gang om dagen").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        await page.GetByText("Valget ditt er lagret.").WaitForAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Én gang om dagen")).ToBeCheckedAsync();
        await page.GetByLabel("Med en gang").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        await page.GetByText("Valget ditt er lagret.").WaitForAsync();
    }

    [Fact]
    public async Task ALinkInAnEmailLeadsToTheServiceAfterSignIn()
    {
        var page = await site.SignInAsync(DemonstrationUsers.Directors[1]);
        var notice = await OpenAsync(page);
        var place = (await notice.GetAttributeAsync("href"))!.Split("#/")[1];
        Assert.StartsWith("godkjenning/", place, StringComparison.Ordinal);

        // The address as Umbraco's backoffice has it, which is what the e-mail gives; in a browser that is not signed in.
        var visitor = await site.VisitAsync("/umbraco/section/tjenester/view/oversikt/" + place);
        await visitor.GetByLabel("E-postadresse").FillAsync(DemonstrationUsers.Directors[1].Email);
        await visitor.GetByLabel("Passord").FillAsync(DemonstrationUsers.Password);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();

        await visitor.GetByRole(AriaRole.Heading, new() { Name = "Sykehjemsplass – langtidsopphold" }).First.WaitForAsync();
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Godkjenn" }).First.WaitForAsync();
        Assert.EndsWith("/umbraco#/" + place, visitor.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task AnAdministratorSeesWhatDidNotGetThroughAndHasItTriedAgain(int width)
    {
        var page = await site.SignInAsync(DemonstrationUsers.Administrator, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Varsler" }).ClickAsync();
        var retry = page.GetByRole(AriaRole.Button, new() { Name = "Prøv alle igjen" });
        await ReloadUntilAsync(page, retry);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await retry.ClickAsync();
        await page.GetByText("Det prøves igjen nå.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ikke kommet fram" })).ToBeFocusedAsync();
    }

    private static async Task<ILocator> OpenAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Varsler" }).ClickAsync();
        var notice = page.GetByRole(AriaRole.Link, new() { Name = "Til godkjenning: Sykehjemsplass – langtidsopphold" });
        await ReloadUntilAsync(page, notice);
        return notice;
    }

    // The outbox has its turn every ten seconds.
    private static async Task ReloadUntilAsync(IPage page, ILocator there)
    {
        var waited = Stopwatch.StartNew();
        do
        {
            await page.GetByRole(AriaRole.Heading, new() { Name = "Siste varsler" }).WaitForAsync();
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
}
