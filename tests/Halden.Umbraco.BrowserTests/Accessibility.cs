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
        // it is held to the same on its own address. With one frame the older way, which needs no other page to put the frames
        // together on, finds the same in less time. And what is well is not told of: of a table that is more than all else.
#pragma warning disable CS0618 // It is to be removed some day: until then it is the one for a single frame.
        var result = await page.RunAxeLegacy(null, new AxeRunOptions { Iframes = false, ResultTypes = [ResultType.Violations] });
#pragma warning restore CS0618
        Assert.True(
            result.Violations.Length == 0,
            $"{page.Url}: {string.Join("; ", result.Violations.Select(violation => $"{violation.Id} ({violation.Help}): {string.Join(", ", violation.Nodes.Select(node => node.Html))}"))}");
    }

    /// <summary>Nothing makes the page scroll sideways.</summary>
    public static async Task AssertFitsAsync(this IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var widest = overflow <= 0 ? string.Empty : await page.EvaluateAsync<string>("""
            (() => {
              const found = [];
              const look = (root) => root.querySelectorAll('*').forEach((element) => {
                if (element.getBoundingClientRect().right > document.documentElement.clientWidth + 1) { found.push(element.outerHTML.slice(0, 200)); }
                if (element.shadowRoot) { look(element.shadowRoot); }
              });
              look(document);
              return found.slice(-5).join('\n');
            })()
            """);
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} px too wide: {widest}");
    }
}
