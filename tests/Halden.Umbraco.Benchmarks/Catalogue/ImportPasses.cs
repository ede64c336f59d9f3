using System.Diagnostics;
using System.Globalization;
using Halden.Umbraco.Benchmarks.Hosting;
using Halden.Umbraco.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.Benchmarks.Catalogue;

/// <summary>
/// Three imports in a row into one new site, on the embedded runtime with its databases on disk: the first, the same
/// again, and one with news. Each runs in a process of its own, for its peak memory to be its own. The second is run five
/// times there: in a new process most of its time goes to getting the code ready, in a site that has done it before it does not.
/// </summary>
internal static class ImportPasses
{
    private const string OnePass = "--one";
    private const string Repeated = "--repeated";

    /// <summary><c>import [services [changed]]</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [OnePass, var site, var catalogue])
        {
            await PassesAsync(site, catalogue, times: 1);
            return 0;
        }

        if (args is [OnePass, Repeated, var same, var again])
        {
            await PassesAsync(same, again, times: 5);
            return 0;
        }

        var services = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        var changed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : services / 20;
        var directory = Directory.CreateTempSubdirectory("halden-benchmark-");
        try
        {
            var (whole, withNews) = (Path.Combine(directory.FullName, "whole.json"), Path.Combine(directory.FullName, "news.json"));
            await File.WriteAllBytesAsync(whole, ACatalogue.Json(services));
            await File.WriteAllBytesAsync(withNews, ACatalogue.Json(services, changed));
            Console.WriteLine($"{services} services in 2 languages, {new FileInfo(whole).Length / 1e6:F1} MB; {changed} of them changed in the last pass");
            foreach (var (pass, arguments) in new[] { ("first", new[] { directory.FullName, whole }), ("unchanged", [Repeated, directory.FullName, whole]), ("changed", [directory.FullName, withNews]) })
            {
                Console.WriteLine(pass);
                await InProcessAsync(arguments);
            }

            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task InProcessAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ImportPasses).Assembly.Location, "import", OnePass, .. arguments]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The pass ended with {process.ExitCode}.");
        }
    }

    private static async Task PassesAsync(string directory, string file, int times)
    {
        await using var site = await NewSite.StartAsync(directory);
        await AtRestAsync();
        var before = Peak();
        for (var time = 0; time < times; time++)
        {
            await PassAsync(site, file, before);
        }

        await site.StopAsync();
    }

    // What a site does after it has started is no import's.
    private static async Task AtRestAsync()
    {
        Spent spent;
        do
        {
            var before = Spent.SoFar();
            await Task.Delay(TimeSpan.FromSeconds(1));
            spent = Spent.SoFar() - before;
        }
        while (spent.Processor > 0.02 * spent.Clock);
    }

    private static async Task PassAsync(WebApplication site, string file, long before)
    {
        var start = Spent.SoFar();
        await using var stream = File.OpenRead(file);
        var read = await CatalogueFile.ReadAsync(stream, "ntk.json", CancellationToken.None);
        using var reading = read.Reading;
        var afterReading = Spent.SoFar();
        var report = await site.Services.GetRequiredService<CatalogueImport>().RunAsync(reading, new ImportOptions(read.Source));
        var end = Spent.SoFar();
        Console.WriteLine($"  read {afterReading - start}   import {end - afterReading}   both {end - start}   peak memory {Peak(),4} MB ({before} MB before)   {report.Message.En}");
    }

    /// <summary>Time by the clock, and time that a core worked for us: what it would have been on a machine with nothing else to do.</summary>
    private readonly record struct Spent(TimeSpan Clock, TimeSpan Processor)
    {
        public static Spent SoFar()
        {
            using var process = Process.GetCurrentProcess();
            return new Spent(Stopwatch.GetElapsedTime(0), process.TotalProcessorTime);
        }

        public static Spent operator -(Spent end, Spent start) => new(end.Clock - start.Clock, end.Processor - start.Processor);

        public override string ToString() => $"{Clock.TotalSeconds,6:F2} s ({Processor.TotalSeconds,6:F2} s of a core)";
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1024 / 1024;
    }
}
