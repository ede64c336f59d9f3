using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>What every page is held to.</summary>
internal static class Accessibility
{
    /// <summary>axe finds nothing against WCAG 2.1 AA or its own best practices.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        // No script of axe's can run in the sandboxed frame of a preview, which would be waited for without end; the page in
        // it is held to the same on its own address.
        var result = await page.RunAxe(new AxeRunOptions { Iframes = false });
        Assert.True(
            result.Violations.Length == 0,
            $"{page.Url}: {string.Join("; ", result.Violations.Select(violation => $"{violation.Id} ({violation.Help}): {string.Join(", ", violation.Nodes.Select(node => node.Html))}"))}");
    }

    /// <summary>Nothing makes the page scroll sideways.</summary>
    public static async Task AssertFitsAsync(this IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} px too wide");
    }
}
