using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Benchmarks.Catalogue;

/// <summary>Cleaning the texts of one description as the national catalogue sends them: what reading the catalogue mostly is.</summary>
public class CleaningBenchmarks
{
    private string[] _texts = [];

    [GlobalSetup]
    public void Setup()
    {
        using var catalogue = JsonDocument.Parse(ACatalogue.Json(1));
        _texts = [.. catalogue.RootElement[0].EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String).Select(field => field.Value.GetString()!).Where(text => text.Contains('<', StringComparison.Ordinal))];
    }

    [Benchmark]
    public int OneDescription() => _texts.Sum(text => HtmlCleaner.Clean(text).Length);
}
