using System.Diagnostics;
using Microsoft.Playwright;

namespace Halden.Umbraco.BrowserTests;

/// <summary>What the public pages are held to beside axe: valid, light, alone, and usable however they are looked at.</summary>
public sealed class PublicPagesQualityTests(DemonstrationSite site)
{
    private const int MostBytes = 60_000;

    // One of each kind: a list, a service, a form, a search.
    private static readonly string[] Kinds = ["/selvbetjening", "/selvbetjening/barnehageplass", "/selvbetjening/barnehageplass/soknad", "/selvbetjening/sok?q=barnehagplass"];

    private static readonly string[] Everything =
    [
        .. Kinds,
        "/selvbetjening/a-aa", "/selvbetjening/emneord", "/selvbetjening/tema/familie-og-barn", "/selvbetjening/livshendelse/fa-barn", "/selvbetjening/sok?q=xqzzk", "/selvbetjening/finnes-ikke",
        "/nn/selvbetjening", "/nn/selvbetjening/a-aa", "/nn/selvbetjening/barnehageplass", "/nn/selvbetjening/sok",
        "/en/selvbetjening", "/en/selvbetjening/a-aa", "/en/selvbetjening/kindergarten-place", "/en/selvbetjening/bibliotek",
    ];

    public static TheoryData<string> OfEachKind => [.. Kinds];

    [Fact]
    public async Task AreValidHtml()
    {
        var page = await site.VisitAsync("about:blank");
        var directory = Directory.CreateTempSubdirectory("halden-html-");
        try
        {
            foreach (var path in Everything)
            {
                var answer = await page.Context.APIRequest.GetAsync(path);
                await File.WriteAllTextAsync(Path.Combine(directory.FullName, $"{string.Join('_', path.Split(Path.GetInvalidFileNameChars().Append('?').ToArray()))}.html"), await answer.TextAsync());
            }

            Assert.Equal(Everything.Length, directory.GetFiles().Length);
            var (code, found) = await ValidateAsync(directory.FullName);
            Assert.True(code == 0, found);

            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "bad.html"), "<!DOCTYPE html><html lang=nb><title>x</title><p><div>x</div></p></html>");
            Assert.NotEqual(0, (await ValidateAsync(directory.FullName)).Code);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AreLightAndAskNobodyElseAndWaitForNoScript()
    {
        foreach (var path in Everything)
        {
            var page = await site.VisitAsync("about:blank");
            var answers = new List<IResponse>();
            page.Response += (_, answer) => answers.Add(answer);
            var own = new Uri((await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle }))!.Url).Authority;

            Assert.All(answers, answer => Assert.Equal(own, new Uri(answer.Url).Authority));
            Assert.Contains(answers, answer => answer.Url.Contains(".css", StringComparison.Ordinal));
            var weight = 0;
            foreach (var answer in answers)
            {
                weight += (await answer.Request.SizesAsync()).ResponseBodySize;
            }

            Assert.InRange(weight, 1_000, MostBytes);
            Assert.Equal(0, await page.Locator("script[src]:not([type=module]):not([defer]):not([async])").CountAsync());
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            Assert.False(await page.EvaluateAsync<bool>("""
                (() => { const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) => Number(heading.tagName[1]));
                         return levels[0] !== 1 || levels.some((level, nth) => nth > 0 && level > levels[nth - 1] + 1); })()
                """), $"{path}: headings are out of order");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [MemberData(nameof(OfEachKind))]
    public async Task TheKeyboardGoesThroughThemInOrderAndIsSeen(string path)
    {
        var page = await site.VisitAsync(path, prefers: options => options.ForcedColors = ForcedColors.Active);
        var expected = await page.EvaluateAsync<int>("""
            (() => { window.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                .filter((element) => !element.disabled && element.type !== 'hidden' && element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0);
              const radios = new Set();
              window.stops = window.stops.filter((element) => element.type !== 'radio' || (!radios.has(element.name) && radios.add(element.name)));
              return window.stops.length; })()
            """);
        Assert.True(expected > 3, path);
        for (var nth = 0; nth < expected; nth++)
        {
            await page.Keyboard.PressAsync("Tab");

            // Shadows are not painted where colours are forced: what is focused has an outline of its own.
            var seen = await page.EvaluateAsync<string>("""
                (nth) => { const element = document.activeElement;
                  const style = getComputedStyle(element);
                  return element !== window.stops[nth] ? `at ${nth} is ${element.outerHTML.slice(0, 120)}, not ${window.stops[nth].outerHTML.slice(0, 120)}`
                    : style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1 ? `no outline on ${element.outerHTML.slice(0, 120)}` : ''; }
                """, nth);
            Assert.True(seen.Length == 0, $"{path}: {seen}");
        }
    }

    [Theory]
    [MemberData(nameof(OfEachKind))]
    public async Task CanBeReadInEveryWay(string path)
    {
        // 200 % zoom of a window of 1280 pixels.
        var page = await site.VisitAsync(path, 640, prefers: options => (options.DeviceScaleFactor, options.ReducedMotion, options.Contrast) = (2, ReducedMotion.Reduce, Contrast.More));
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("""
            [...document.querySelectorAll('*')].map((element) => getComputedStyle(element)).filter((style) =>
              [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some((time) => parseFloat(time) > 0.01)).length
            """));

        // Letters twice as large, and nothing else: no text is cut off.
        await page.SetViewportSizeAsync(1280, 900);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await page.AssertFitsAsync();
        Assert.Equal(string.Empty, await page.EvaluateAsync<string>("""
            [...document.querySelectorAll('main *')].filter((element) => element.scrollHeight > element.clientHeight + 4 && getComputedStyle(element).overflowY === 'hidden' && !element.closest('[aria-hidden]'))
              .map((element) => element.outerHTML.slice(0, 120)).join('\n')
            """));
    }

    // By the client's own copy of html-validate, which building it installs.
    private static async Task<(int Code, string Found)> ValidateAsync(string directory)
    {
        var validator = Path.Combine(DemonstrationSite.Root, "App_Plugins", "Halden.Umbraco", "node_modules", "html-validate", "bin", "html-validate.mjs");
        using var process = Process.Start(new ProcessStartInfo(
            "node", [validator, "--config", Path.Combine(DemonstrationSite.Root, "tests", "Halden.Umbraco.BrowserTests", "html-validate.json"), "--max-warnings", "0", directory])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
