using System.Diagnostics;
using System.Globalization;
using System.Text;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Scoping;

namespace Halden.Umbraco.IntegrationTests.Embedded;

public sealed class CrashTests
{
    private const string DirectoryVariable = "HALDEN_CRASH_DIRECTORY";
    private const string Acknowledged = "acknowledged ";
    private const int Kills = 10;

    [Fact]
    public async Task KeepsEveryAcknowledgedSaveOfAKilledProcess()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var random = new Random(20261123);
        for (var kill = 0; kill < Kills; kill++)
        {
            acknowledged.UnionWith(await RunAndKillAsync(site.DataDirectory, random.Next(1, 25), TimeSpan.FromMicroseconds(random.Next(0, 4000))));
        }

        await using EmbeddedSite again = await site.RestartAsync();
        IContent[] services = [.. again.Content.GetPagedChildren(Constants.System.Root, 0, int.MaxValue, out _, null, null, null)];
        ILookup<string, IContent> batches = services.ToLookup(x => x.GetValue<string>("ingress", "nb-NO")!);

        Assert.True(acknowledged.Count >= Kills);
        Assert.Empty(acknowledged.Except(batches.Select(x => x.Key)));

        // A batch that was not acknowledged is there as a whole or not at all.
        Assert.All(batches, batch =>
        {
            Assert.Equal(["A", "B"], batch.Select(x => x.GetCultureName("nb-NO")![..1]).Order(StringComparer.Ordinal));
            Assert.All(batch, x => Assert.True(x.IsCulturePublished("nb-NO")));
            Assert.All(batch, x => Assert.Equal(batch.Key, x.GetValue<string>("ingress", "nb-NO", published: true)));
        });
        Assert.True(batches.Count <= acknowledged.Count + Kills);
        Assert.Equal(0, again.Scalar("SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
        Assert.Equal(0, again.Scalar("SELECT COUNT(*) FROM pragma_foreign_key_check"));
        Assert.Equal(0, again.Scalar("SELECT COUNT(*) FROM node WHERE path = '' OR (kind = (SELECT kind FROM node WHERE id = (SELECT MIN(node_id) FROM document)) AND id NOT IN (SELECT node_id FROM document))"));
    }

    /// <summary>The other process: writes until it is killed. Runs only when the test above asks for it.</summary>
    [Fact(Explicit = true)]
    public async Task WritesUntilKilled()
    {
        var directory = Environment.GetEnvironmentVariable(DirectoryVariable);
        Assert.SkipWhen(directory is null, "Started by KeepsEveryAcknowledgedSaveOfAKilledProcess.");
        await using EmbeddedSite site = await EmbeddedSite.StartAsync(directory!, false);
        await using Stream output = Console.OpenStandardError();
        var scopes = site.Get<ICoreScopeProvider>();
        for (var number = 0; !TestContext.Current.CancellationToken.IsCancellationRequested; number++)
        {
            var batch = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{number}");
            using (ICoreScope scope = scopes.CreateCoreScope())
            {
                foreach (var name in new[] { "A", "B" })
                {
                    IContent service = site.AddService($"{name} {batch}", ingress: batch);
                    Assert.True(site.Content.Publish(service, ["nb-NO"]).Success);
                }

                scope.Complete();
            }

            await output.WriteAsync(Encoding.UTF8.GetBytes(Acknowledged + batch + "\n"), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<string>> RunAndKillAsync(string directory, int afterBatches, TimeSpan andThen)
    {
        using Process child = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, typeof(CrashTests).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : string.Empty)),
            ["-method", $"{typeof(CrashTests).FullName}.{nameof(WritesUntilKilled)}", "-explicit", "only", "-noLogo"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { [DirectoryVariable] = directory },
        })!;
        Task<string> log = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var batches = new List<string>();
        while (await child.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Acknowledged, StringComparison.Ordinal))
            {
                batches.Add(line[Acknowledged.Length..]);
            }

            if (batches.Count == afterBatches && !child.HasExited)
            {
                // Somewhere in the middle of the next batch.
                var clock = Stopwatch.StartNew();
                while (clock.Elapsed < andThen)
                {
                    Thread.SpinWait(20);
                }

                child.Kill();
            }
        }

        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(batches.Count >= afterBatches, await log);
        return batches;
    }
}
