namespace Halden.Umbraco.BrowserTests;

/// <summary>That what every page is held to can be missed.</summary>
public sealed class AccessibilityTests(DemonstrationSite site)
{
    [Fact]
    public async Task WhatIsWrongIsFoundAlsoInsideComponents()
    {
        var page = await site.VisitAsync("about:blank");
        await page.SetContentAsync("""<!DOCTYPE html><html lang="nb"><head><title>Prøve</title></head><body><main><h1>Prøve</h1></main></body></html>""");
        await page.AssertAccessibleAsync();
        await page.EvaluateAsync("""
            document.querySelector('main').appendChild(document.createElement('div')).attachShadow({ mode: 'open' }).innerHTML =
              '<button></button><p style="color: #aaa; background: #fff">Nesten ikke til å lese</p>'
            """);

        var found = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(page.AssertAccessibleAsync);

        Assert.Contains("button-name", found.Message, StringComparison.Ordinal);
        Assert.Contains("color-contrast", found.Message, StringComparison.Ordinal);
    }
}
