using System.Diagnostics;
using Halden.Umbraco.Catalogue;

namespace Halden.Umbraco.Benchmarks.Catalogue;

/// <summary>What reading the largest file that may be uploaded takes of memory, every text of it, in a process that does nothing else.</summary>
internal static class LargestFile
{
    // In two languages just below CatalogueFile.MaxBytes.
    private const int Services = 14_000;

    /// <summary><c>largest</c>; with the path of a file, reads that.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var path])
        {
            await ReadAsync(path);
            return 0;
        }

        var directory = Directory.CreateTempSubdirectory("halden-benchmark-");
        try
        {
            var file = Path.Combine(directory.FullName, "largest.json");
            await File.WriteAllBytesAsync(file, ACatalogue.Json(Services));
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(LargestFile).Assembly.Location, "largest", file]))!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task ReadAsync(string path)
    {
        await using var file = File.OpenRead(path);
        using var reading = (await CatalogueFile.ReadAsync(file, path, CancellationToken.None)).Reading;
        Console.WriteLine($"{file.Length / 1e6:F0} MB, {reading.Count} descriptions; as they were sent: {Told()}");
        Console.WriteLine($"{reading.Services.Count()} services, every text read: {Told()}");
    }

    private static string Told()
    {
        using var process = Process.GetCurrentProcess();
        return $"{process.TotalProcessorTime.TotalSeconds:F1} s of a core, peak memory {process.PeakWorkingSet64 / 1024 / 1024} MB";
    }
}
