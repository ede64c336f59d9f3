using System.Globalization;
using Halden.Umbraco.SelfService.Search;

namespace Halden.Umbraco.UnitTests.SelfService.Search;

public sealed class JudgedSearchTests
{
    [Fact]
    public async Task ServicesAreFoundAsWellAsRecordedInTheDocumentation()
    {
        var snapshot = await JudgedSearch.SnapshotAsync();
        using var engine = JudgedSearch.Engine(snapshot);
        var search = new ServiceSearch(engine, _ => 0);

        if (Environment.GetEnvironmentVariable("HALDEN_SEARCH_REPORT") is { Length: > 0 } report)
        {
            var kinds = JudgedSearch.Queries.Select(query => query.Kind).Distinct();
            await File.WriteAllLinesAsync(
                report,
                [
                    .. new (string Name, Func<JudgedQuery, bool> Which)[] { ("all", _ => true), ("tuned", query => !query.IsHeldOut), ("held out", query => query.IsHeldOut) }
                        .Concat(kinds.Select(kind => (Name: kind, Which: (Func<JudgedQuery, bool>)(query => query.Kind == kind))))
                        .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name}: {JudgedSearch.Quality(search, snapshot, part.Which)}")),
                    .. JudgedSearch.Queries.Where(query => !query.IsHeldOut).Select(query => (query, JudgedSearch.Judge(search, snapshot, query))).Where(judged => judged.Item2.Rank != 1 || judged.Item2.RecallAt5 < 1)
                        .Select(judged => $"{judged.query.Culture} {judged.query.Text} [{judged.Item2.Rank}] mente={judged.Item2.Answer.DidYouMean} n={judged.Item2.Answer.Total}: {string.Join(" | ", judged.Item2.Answer.Hits.Take(4).Select(hit => $"{hit.Service.Title} {hit.Score:F1}"))}"),
                ],
                TestContext.Current.CancellationToken);
        }
    }
}
