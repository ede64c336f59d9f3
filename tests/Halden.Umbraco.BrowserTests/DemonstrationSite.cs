using System.Diagnostics;
using System.Text.RegularExpressions;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Halden.Umbraco.BrowserTests.DemonstrationSite))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Halden.Umbraco.BrowserTests;

/// <summary>The built site in a process of its own with the demonstration, and a Chromium that visits it.</summary>
public sealed partial class DemonstrationSite : IAsyncLifetime
{
    // The one without windows first: the others draw theirs, though nobody sees them.
    private static readonly string[] Chromiums = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _test;

    private static string? Chromium { get; } =
        Environment.GetEnvironmentVariable("HALDEN_CHROMIUM") ?? Array.Find(Chromiums, File.Exists);

    private string Address { get; set; } = string.Empty;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            return;
        }

        _process = Process.Start(new ProcessStartInfo("dotnet", [SitePath(), "serve", "--demo", "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _directory,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Halden__DataDirectory"] = _directory,

                // A browser that is driven is faster than people; and the work that it is set takes a moment.
                ["Halden__Filling__LeastSeconds"] = "0",
                ["Halden__Filling__PostsFromAddress"] = "10000",
                ["Halden__Filling__ProofOfWorkBits"] = "8",

                // So that links can be sent, if there were a mail server.
                ["Umbraco__CMS__WebRouting__UmbracoApplicationUrl"] = "https://www.halden.example",

                // A mail server that is never there, so that there is something that does not get through.
                ["Umbraco__CMS__Global__Smtp__Host"] = "127.0.0.1",
                ["Umbraco__CMS__Global__Smtp__Port"] = "9",
                ["Umbraco__CMS__Global__Smtp__From"] = "ikke-svar@halden.example",
            },
        })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && Announced().Match(text) is { Success: true } match)
            {
                _address.TrySetResult(match.Groups[1].Value);
            }
        };
        _process.BeginOutputReadLine();
        Address = await _address.Task.WaitAsync(TimeSpan.FromMinutes(2));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of a visitor with cookies of their own. Skips the test where there is no Chromium, unless one is required.</summary>
    /// <param name="path">Where; <c>about:blank</c> for nowhere yet.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="javaScript">Whether scripts run.</param>
    /// <param name="colors">What the visitor has chosen.</param>
    /// <param name="prefers">What else they have chosen.</param>
    public async Task<IPage> VisitAsync(string path, int width = 1280, bool javaScript = true, ColorScheme colors = ColorScheme.Light, Action<BrowserNewContextOptions>? prefers = null)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("HALDEN_REQUIRE_BROWSER") == "1", "Chromium is not installed (Debian: apt-get install chromium), or set HALDEN_CHROMIUM to its path.");
            Assert.Fail("HALDEN_REQUIRE_BROWSER is set, but there is no Chromium.");
        }

        var options = new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = javaScript,
            ColorScheme = colors,
            Locale = "nb-NO",
            TimezoneId = "Europe/Oslo",
        };
        prefers?.Invoke(options);
        await CloseEarlierAsync();
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    // What an earlier test opened would go on taking memory and asking the site for news.
    private async Task CloseEarlierAsync()
    {
        var test = TestContext.Current.Test?.UniqueID;
        if (test != _test)
        {
            _test = test;
            foreach (var context in _browser!.Contexts.ToList())
            {
                await context.CloseAsync();
            }
        }
    }

    /// <summary>The section "Tjenester" as one of the demonstration's people, signed in through the form.</summary>
    internal async Task<IPage> SignInAsync(DemonstrationUser user, int width = 1280)
    {
        var page = await VisitAsync("/umbraco", width);
        await page.GetByLabel("E-postadresse").FillAsync(user.Email);
        await page.GetByLabel("Passord").FillAsync(DemonstrationUsers.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Tjenester", Level = 1 }).WaitForAsync();
        return page;
    }

    /// <summary>Opens a service from the list, which shows fifty at a time: searches for it first.</summary>
    internal static async Task OpenServiceAsync(IPage page, string title)
    {
        await page.GetByLabel("Søk", new() { Exact = true }).FillAsync(title);
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 }).WaitForAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The root of the repository.</summary>
    internal static string Root { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    // …/tests/<project>/bin/<configuration>/net10.0 → the site's own build in the same configuration
    private static string SitePath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, "src", "Halden.Umbraco.Site", "bin", output.Parent!.Name, output.Name, "Halden.Umbraco.Site.dll");
    }

    [GeneratedRegex(@"^\s+Selvbetjening:\s+(http://[^/\s]+)/selvbetjening")]
    private static partial Regex Announced();
}
