using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;

namespace Halden.Umbraco.Benchmarks.SelfService;

/// <summary>
/// How many requests a second are answered: a bare Kestrel endpoint with the same bytes, our page and our JSON stored, and our page
/// rendered anew each time. The server has one core and wrk (Debian: <c>apt-get install wrk</c>) another; what is compared is measured
/// in turns, round after round, so that what else the machine does falls on all of it. Then how long a snapshot takes, and what readers notice of it.
/// </summary>
internal static partial class ServingRate
{
    private const int Rounds = 5;
    private const int Seconds = 2;
    private const int Connections = 32;

    private sealed record Answer(double PerSecond, double P99);

    /// <summary><c>serving [services]</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/wrk"))
        {
            await Console.Error.WriteLineAsync("It needs wrk, which Debian has: apt-get install wrk");
            return 2;
        }

        var count = args is [var asked] ? int.Parse(asked, CultureInfo.InvariantCulture) : 300;
        var site = new SelfServiceSite("Halden kommune", "https://www.halden.kommune.no", "1");
        var services = SearchTimes.Services(count);
        var from = Stopwatch.GetTimestamp();
        var state = new SelfServiceState { Current = SearchTimes.Snapshot(services, site, previous: null) };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} services in three cultures; the first snapshot {Stopwatch.GetElapsedTime(from).TotalMilliseconds:F0} ms"));

        await using var app = await StartAsync(state);
        var address = app.Urls.Single();
        await RebuildsAsync(state, services, site, address);

        var service = state.Current!.In(Cultures.Bokmal).Services[count / 2];
        var (page, json) = (service.Path, SelfServicePaths.ApiService(Cultures.Bokmal, service.Slug));
        Weigh("page", service.Page);
        Weigh("front page", state.Current.In(Cultures.Bokmal).FrontPage);
        Weigh("A to Å", state.Current.In(Cultures.Bokmal).ListPage);

        if (OperatingSystem.IsLinux())
        {
            using var process = Process.GetCurrentProcess();
            process.ProcessorAffinity = 1;
        }

        (string Name, string Path, string Coding, string Against)[] asks =
        [
            ("bare endpoint, the page's bytes", "/bare/page", "br", string.Empty),
            ("our page, stored", page, "br", "bare endpoint, the page's bytes"),
            ("bare endpoint, the JSON's bytes", "/bare/json", "br", string.Empty),
            ("our JSON, stored", json, "br", "bare endpoint, the JSON's bytes"),
            ("bare endpoint, the page uncompressed", "/bare/plain", "identity", string.Empty),
            ("our page, rendered anew", "/fresh", "identity", "bare endpoint, the page uncompressed"),
        ];
        var found = asks.ToDictionary(ask => ask.Name, _ => new List<Answer>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var ask in asks)
            {
                var answer = await LoadAsync(address + ask.Path, ask.Coding);
                if (round >= 0)
                {
                    found[ask.Name].Add(answer);
                }
            }
        }

        foreach (var ask in asks)
        {
            var (rate, p99) = (Median(found[ask.Name].Select(one => one.PerSecond)), Median(found[ask.Name].Select(one => one.P99)));
            var than = ask.Against.Length == 0 ? string.Empty : string.Create(
                CultureInfo.InvariantCulture,
                $"; of the bare one's: {Median(found[ask.Name].Zip(found[ask.Against], (own, bare) => own.PerSecond / bare.PerSecond)):P0} of the requests, {Median(found[ask.Name].Zip(found[ask.Against], (own, bare) => own.P99 / bare.P99)):F2} times the p99");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ask.Name}: {rate:F0} requests/s, p99 {p99:F2} ms{than}"));
        }

        return 0;
    }

    private static async Task<WebApplication> StartAsync(SelfServiceState state)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOptions<SelfServiceOptions>();
        builder.Services.AddOptions<SignInOptions>();
        builder.Services.AddSingleton(state);
        builder.Services.AddSearch();

        builder.Services.AddSingleton<ServiceUse>(_ => 0);
        builder.Services.AddSingleton<UseCounters>();
        builder.Services.AddSingleton(provider => new SignInProvider(
            new EphemeralDataProtectionProvider(), null!, state, provider.GetRequiredService<IOptionsMonitor<SignInOptions>>(), provider.GetRequiredService<IOptionsMonitor<WebRoutingSettings>>(), TimeProvider.System, NullLogger<SignInProvider>.Instance));

        // Forms, what people think, style sheets, and the feed of changes are not asked.
        builder.Services.AddTransient<IStartupFilter>(provider => new SelfServiceStartupFilter(
            state: state,
            filling: null!,
            search: provider.GetRequiredService<SearchPages>(),
            api: new SelfServiceApi(
                provider.GetRequiredService<ServiceSearch>(), provider.GetRequiredService<SearchPace>(), null!, provider.GetRequiredService<IOptionsMonitor<SelfServiceOptions>>()),
            signIn: provider.GetRequiredService<SignInProvider>(),
            feedback: null!,
            counters: provider.GetRequiredService<UseCounters>(),
            assets: null!,
            options: provider.GetRequiredService<IOptionsMonitor<SelfServiceOptions>>(),
            clock: TimeProvider.System));
        var app = builder.Build();
        var service = state.Current!.In(Cultures.Bokmal).Services[state.Current.In(Cultures.Bokmal).Services.Count / 2];
        var site = state.Current.Site;
        var bare = new Dictionary<PathString, (ReadOnlyMemory<byte> Bytes, string Type, string? Coding)>
        {
            ["/bare/page"] = (service.Page.In(ContentCoding.Brotli).Bytes, service.Page.ContentType, "br"),
            ["/bare/json"] = (service.Json.In(ContentCoding.Brotli).Bytes, service.Json.ContentType, "br"),
            ["/bare/plain"] = (service.Page.In(ContentCoding.Identity).Bytes, service.Page.ContentType, null),
        };
        app.Run(async context =>
        {
            var (bytes, type, coding) = bare.TryGetValue(context.Request.Path, out var known) ? known : (PageRenderer.Service(site, service), PageRenderer.ContentType, null);
            context.Response.ContentType = type;
            context.Response.ContentLength = bytes.Length;
            if (coding is not null)
            {
                context.Response.Headers.ContentEncoding = coding;
            }

            await context.Response.Body.WriteAsync(bytes);
        });
        await app.StartAsync();
        return app;
    }

    // Everything changed, then one service, while somebody reads a page over and over.
    private static async Task RebuildsAsync(SelfServiceState state, ShownService[] services, SelfServiceSite site, string address)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var path = state.Current!.In(Cultures.Bokmal).Services[0].Path;
        var quiet = await ReadAsync(client, path, Task.Delay(2000));
        var times = new List<double>();
        var reading = ReadAsync(client, path, Task.Run(() =>
        {
            for (var round = 0; round < 5; round++)
            {
                var from = Stopwatch.GetTimestamp();
                state.Current = SearchTimes.Snapshot([.. services.Select((_, number) => SearchTimes.Service(number, $"endret {round}"))], site, state.Current);
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }));
        var busy = await reading;

        // Making the services themselves is the benchmark's own work, so the snapshot alone is timed once more.
        var all = services.Select((_, number) => SearchTimes.Service(number, "endret igjen")).ToArray();
        var snapshot = Stopwatch.GetTimestamp();
        state.Current = SearchTimes.Snapshot(all, site, state.Current);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a snapshot with everything changed: {Stopwatch.GetElapsedTime(snapshot).TotalMilliseconds:F0} ms; readers' p99 {busy:F2} ms meanwhile, {quiet:F2} ms otherwise"));

        using var engine = new LuceneSearch(NullLogger<LuceneSearch>.Instance);
        engine.Update(state.Current);
        for (var round = 0; round < 10; round++)
        {
            all[7] = SearchTimes.Service(7, $"og igjen {round}");
            var from = Stopwatch.GetTimestamp();
            state.Current = SearchTimes.Snapshot(all, site, state.Current);
            _ = state.Current.In(Cultures.Bokmal).Find(all[7].Key)!.Page.In(ContentCoding.Brotli);
            var shown = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            state.Current.Warm();
            engine.Update(state.Current);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one service changed: its page after {shown:F0} ms, found after {Stopwatch.GetElapsedTime(from).TotalMilliseconds:F0} ms"));
        }
    }

    private static async Task<double> ReadAsync(HttpClient client, string path, Task until)
    {
        var times = new List<double>();
        while (!until.IsCompleted)
        {
            var from = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(path);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        await until;
        times.Sort();
        return times[(int)((times.Count - 1) * 0.99)];
    }

    private static async Task<Answer> LoadAsync(string address, string coding)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "taskset", ["-c", "1", "/usr/bin/wrk", "-t1", $"-c{Connections}", $"-d{Seconds}s", "--latency", "-H", $"Accept-Encoding: {coding}", address])
        { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || !Rate().IsMatch(output))
        {
            throw new InvalidOperationException($"{address}: {output}");
        }

        var latency = Latency().Match(output);
        return new Answer(
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(latency.Groups[1].Value, CultureInfo.InvariantCulture) * latency.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 });
    }

    private static void Weigh(string what, StoredResponse answer) =>
        Console.WriteLine($"{what}: {answer.In(ContentCoding.Identity).Bytes.Length} bytes, gzip {answer.In(ContentCoding.Gzip).Bytes.Length}, Brotli {answer.In(ContentCoding.Brotli).Bytes.Length}");

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Latency();
}
