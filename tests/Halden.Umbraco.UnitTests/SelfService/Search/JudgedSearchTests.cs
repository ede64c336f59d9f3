using System.Globalization;
using System.Text.RegularExpressions;
using Halden.Umbraco.SelfService.Search;

namespace Halden.Umbraco.UnitTests.SelfService.Search;

public sealed partial class JudgedSearchTests
{
    [Fact]
    public async Task ServicesAreFoundAsWellAsTheDocumentationSays()
    {
        var snapshot = await JudgedSearch.SnapshotAsync();
        using var engine = JudgedSearch.Engine(snapshot);
        var search = new ServiceSearch(engine, _ => 0);

        var all = JudgedSearch.Quality(search, snapshot, _ => true);
        var heldOut = JudgedSearch.Quality(search, snapshot, query => query.IsHeldOut);

        var recorded = Figures().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "search.md"), TestContext.Current.CancellationToken))
            .ToDictionary(row => row.Groups["set"].Value, row => (Queries: int.Parse(row.Groups["queries"].Value, CultureInfo.InvariantCulture), Mrr: Number(row, "mrr"), Recall: Number(row, "recall")));
        AssertNotBelow(recorded["all"], all);
        AssertNotBelow(recorded["held out"], heldOut);
    }

    [Fact]
    public async Task EveryExpectedServiceIsThere()
    {
        var titles = (await JudgedSearch.SnapshotAsync()).In("nb-NO").Services.Select(service => service.Title).ToHashSet();

        Assert.True(JudgedSearch.Queries.Count >= 120);
        Assert.All(JudgedSearch.Queries.SelectMany(query => query.Expected), title => Assert.Contains(title, titles));
    }

    private static void AssertNotBelow((int Queries, double Mrr, double Recall) recorded, SearchQuality measured)
    {
        Assert.Equal(recorded.Queries, measured.Queries);

        // The documentation gives three decimals.
        Assert.True(measured.Mrr > recorded.Mrr - 0.0005, $"MRR {measured.Mrr:F4} is below {recorded.Mrr}");
        Assert.True(measured.RecallAt5 > recorded.Recall - 0.0005, $"Recall@5 {measured.RecallAt5:F4} is below {recorded.Recall}");
    }

    private static double Number(Match row, string name) => double.Parse(row.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| (?<set>all|held out) \| (?<queries>\d+) \| (?<mrr>0\.\d{3}) \| (?<recall>0\.\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Figures();
}
