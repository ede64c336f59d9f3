using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Benchmarks.Catalogue;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Benchmarks.Hosting;

/// <summary>
/// A site with many services, all of them in the introduction, nine of ten public and every third with a process model: how long a
/// citizen waits for the first page after it has been started, and an editor for the tables that have every service. The site is a
/// process of its own, as it is run; the times are the clock's.
/// </summary>
internal static class LargeSite
{
    private const int Starts = 5;
    private const int Rounds = 11;

    private static readonly string[] Tables = ["register", "register/figures", "rollout", "rollout/benefit", "services"];

    /// <summary><c>large [services [the site's dll]]</c>: by default the site as it was built in the same configuration.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is [var asked, ..] ? int.Parse(asked, CultureInfo.InvariantCulture) : 300;
        var executable = args is [_, var published] ? published : Built();
        var directory = Directory.CreateTempSubdirectory("halden-benchmark-").FullName;
        try
        {
            Console.WriteLine($"{count} services in two languages are imported and approved …");
            await FillAsync(directory, count);
            var first = new List<double>();
            for (var start = 0; start < Starts - 1; start++)
            {
                await using var site = await RunningSite.StartAsync(executable, directory);
                first.Add(site.FirstPage.TotalMilliseconds);
            }

            await using var last = await RunningSite.StartAsync(executable, directory);
            first.Add(last.FirstPage.TotalMilliseconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the first page after a start: {Median(first):F0} ms ({first.Min():F0}–{first.Max():F0})"));
            using var client = await SignedInAsync(last.Address);
            await ReadTablesAsync(client);
            await PublishAsync(client);
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<HttpClient> SignedInAsync(Uri address)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        await TakeTokenAsync(client);
        (await client.PostAsJsonAsync("/umbraco/embedded/sign-in", new { DemonstrationUsers.Editor.Email, password = DemonstrationUsers.Password })).EnsureSuccessStatusCode();
        await TakeTokenAsync(client);
        return client;
    }

    // One for nobody, to sign in with; then another for who has signed in.
    private static async Task TakeTokenAsync(HttpClient client)
    {
        var token = await client.GetFromJsonAsync<JsonElement>("/umbraco/embedded/antiforgery");
        var name = token.GetProperty("headerName").GetString()!;
        client.DefaultRequestHeaders.Remove(name);
        client.DefaultRequestHeaders.Add(name, token.GetProperty("token").GetString());
    }

    private static async Task ReadTablesAsync(HttpClient client)
    {
        foreach (var table in Tables)
        {
            var times = new List<double>();
            var bytes = 0L;
            for (var round = 0; round < Rounds; round++)
            {
                var from = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync($"/umbraco/halden/api/v1/{table}");
                answer.EnsureSuccessStatusCode();
                bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"GET {table}: {Median(times):F0} ms, the first {times[0]:F0} ms; {bytes / 1e6:F2} MB"));
        }
    }

    // Taken down and published again, so that what is timed is the whole of it: the gate, Umbraco, the snapshot, the page as a citizen reads it.
    private static async Task PublishAsync(HttpClient client)
    {
        var list = await client.GetFromJsonAsync<JsonElement>("/api/selvbetjening/v1/services?culture=nb-NO");
        var service = list.GetProperty("items")[0];
        var (key, path) = (service.GetProperty("key").GetString()!, $"/selvbetjening/{service.GetProperty("slug").GetString()}");
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            (await client.PostAsync($"/umbraco/halden/api/v1/services/{key}/unpublish", null)).EnsureSuccessStatusCode();
            if ((await client.GetAsync(path)).StatusCode != HttpStatusCode.Gone)
            {
                throw new InvalidOperationException($"{path} is still there.");
            }

            var from = Stopwatch.GetTimestamp();
            (await client.PostAsync($"/umbraco/halden/api/v1/services/{key}/publish", null)).EnsureSuccessStatusCode();
            (await client.GetAsync(path)).EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a service is published, until its page has been read: {Median(times):F0} ms, the first {times[0]:F0} ms"));
    }

    private static async Task FillAsync(string directory, int count)
    {
        await using var site = await NewSite.StartAsync(directory);
        var services = site.Services;
        var (users, groups) = (services.GetRequiredService<IUserService>(), services.GetRequiredService<IUserGroupService>());
        var editor = await DemonstrationUsers.EnsureAsync(DemonstrationUsers.Editor, users, groups);
        var director = await DemonstrationUsers.EnsureAsync(DemonstrationUsers.Directors[0], users, groups);
        var register = services.GetRequiredService<ServiceRegister>();
        var department = await register.SaveDepartmentAsync(null, new DepartmentChange(DemonstrationUsers.Directors[0].Department!, director), editor, CancellationToken.None);

        await using (var stream = new MemoryStream(ACatalogue.Json(count)))
        {
            var read = await CatalogueFile.ReadAsync(stream, "ntk.json", CancellationToken.None);
            using var reading = read.Reading;
            await services.GetRequiredService<CatalogueImport>().RunAsync(reading, new ImportOptions(read.Source, editor));
        }

        var (views, approvals, models, reader) = (services.GetRequiredService<ServiceViews>(), services.GetRequiredService<Approvals>(), services.GetRequiredService<ProcessModels>(), users.GetByEmail(DemonstrationUsers.Editor.Email)!);
        var process = ReadyMadeProcesses.All[0];
        var number = 0;
        var all = await views.ListAsync(CancellationToken.None);
        await services.GetRequiredService<Rollouts>().AddAsync([.. all.Select(service => service.Key)], register.Today, editor, CancellationToken.None);
        foreach (var service in all)
        {
            var before = (await views.FindAsync(service.Key, reader, Cultures.Bokmal, CancellationToken.None))!;
            await register.SaveResponsibilityAsync(
                service.Key,
                new Responsibility(before.Register.Version, department.Key, $"Ansvarlig {number % 40}", $"ansvarlig.{number % 40}@halden.example", RecipientKind.Mailbox, "postmottak@halden.example"),
                editor,
                CancellationToken.None);
            if (number % 3 == 0)
            {
                foreach (var stage in process.Stages.Keys)
                {
                    await models.CopyAsync(service.Key, stage, null, new ProcessSource(null, process.Id, stage), editor, CancellationToken.None);
                }
            }

            if (number++ % 10 != 0)
            {
                await approvals.SubmitAsync(service.Key, editor, CancellationToken.None);
                var submitted = (await views.FindAsync(service.Key, reader, Cultures.Bokmal, CancellationToken.None))!;
                var outcome = await approvals.ApproveAsync(service.Key, director, submitted.Approval.Hash, CancellationToken.None);
                if (outcome.Status != ApprovalStatus.Success)
                {
                    throw new InvalidOperationException($"{service.Title}: {outcome.Status} {string.Join(' ', outcome.Messages.Select(message => message.En))}");
                }
            }
        }

        await site.StopAsync();
    }

    // …/tests/<project>/bin/<configuration>/net10.0 → the site's own build in the same configuration
    private static string Built()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName, "src", "Halden.Umbraco.Site", "bin", output.Parent!.Name, output.Name, "Halden.Umbraco.Site.dll");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    /// <summary>The site in a process of its own.</summary>
    private sealed class RunningSite(Process process, Uri address, TimeSpan firstPage) : IAsyncDisposable
    {
        public Uri Address => address;

        /// <summary>From before the process began until its front page had been read, with services in it.</summary>
        public TimeSpan FirstPage => firstPage;

        public static async Task<RunningSite> StartAsync(string executable, string directory)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}");
            var from = Stopwatch.GetTimestamp();
            var process = Process.Start(new ProcessStartInfo("dotnet", [executable, "--urls", address.ToString(), "--environment", "Production", "--Halden:DataDirectory", directory, "--Logging:LogLevel:Default", "Error"]))!;
            using var client = new HttpClient { BaseAddress = address };
            while (!process.HasExited)
            {
                try
                {
                    using var answer = await client.GetAsync("/selvbetjening");
                    if (answer.IsSuccessStatusCode)
                    {
                        await answer.Content.ReadAsByteArrayAsync();
                        return new RunningSite(process, address, Stopwatch.GetElapsedTime(from));
                    }
                }
                catch (HttpRequestException)
                {
                    // Nobody listens yet.
                }

                await Task.Delay(5);
            }

            throw new InvalidOperationException($"The site ended with {process.ExitCode}.");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
