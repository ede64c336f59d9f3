using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.SelfService.Search;

/// <summary>A query of the judged set.</summary>
/// <param name="IsHeldOut">It was not looked at while the search was tuned: every third.</param>
internal sealed record JudgedQuery(string Culture, string Kind, string Text, IReadOnlyList<string> Expected, bool IsHeldOut);

/// <summary>How well queries find what they should.</summary>
/// <param name="Mrr">Mean of one over the rank of the first expected service; 0 where none is among the first ten.</param>
/// <param name="RecallAt5">Mean share of the expected services that are among the first five.</param>
internal sealed record SearchQuality(int Queries, double Mrr, double RecallAt5);

/// <summary>The judged set: what people write, and the services of a municipality that they should find.</summary>
internal static class JudgedSearch
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Halden.Umbraco.UnitTests", "SelfService", "Search");

    public static IReadOnlyList<JudgedQuery> Queries { get; } =
    [
        .. Lines("queries.tsv").Select((line, at) => new JudgedQuery(
            line[0] == "nn" ? Cultures.NewNorwegian : Cultures.Bokmal, line[1], line[2], line[3].Split(" ; "), at % 3 == 2)),
    ];

    /// <summary>The services of the sample catalogue and those beside them, in bokmål and nynorsk.</summary>
    public static async Task<SelfServiceSnapshot> SnapshotAsync()
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "samples", "nasjonal-tjenestekatalog.json"));
        using var reading = (await CatalogueFile.ReadAsync(file, "sample.json", CancellationToken.None)).Reading;
        var services = reading.Services.Select(service => AService.From(service.Texts.Select(text => (text.Culture, new ServiceText(
            text.Title, ServiceFields.Public.Select(field => KeyValuePair.Create(field.Alias, text.Fields[field.Alias]))))))).ToList();
        services.AddRange(Lines("services.tsv").Select(line =>
        {
            var service = AService.Called(line[0]).With("keywords", line[2].Replace(", ", "\n", StringComparison.Ordinal)).With("lead", line[3]);
            return line[1] == "-" ? service : service.In(Cultures.NewNorwegian, line[1]);
        }));
        return ASnapshot.Of(LosVocabulary.Themes, [.. services]);
    }

    public static LuceneSearch Engine(SelfServiceSnapshot snapshot)
    {
        var engine = new LuceneSearch(NullLogger<LuceneSearch>.Instance);
        engine.Update(snapshot);
        return engine;
    }

    /// <summary>The rank of the first expected service, from one; 0 for none.</summary>
    public static (int Rank, double RecallAt5, SearchAnswer Answer) Judge(ServiceSearch search, SelfServiceSnapshot snapshot, JudgedQuery query)
    {
        var answer = search.Search(snapshot, new SearchQuestion(query.Culture, query.Text))!;
        var titles = answer.Hits.Select(hit => snapshot.Find(Cultures.Bokmal, hit.Service.Key)!.Title).ToList();
        return (titles.FindIndex(query.Expected.Contains) + 1, query.Expected.Count(titles.Take(5).Contains) / (double)query.Expected.Count, answer);
    }

    public static SearchQuality Quality(ServiceSearch search, SelfServiceSnapshot snapshot, Func<JudgedQuery, bool> which)
    {
        var judged = Queries.Where(which).Select(query => Judge(search, snapshot, query)).ToList();
        return new SearchQuality(judged.Count, judged.Average(one => one.Rank == 0 ? 0 : 1.0 / one.Rank), judged.Average(one => one.RecallAt5));
    }

    private static IEnumerable<string[]> Lines(string name) =>
        File.ReadLines(Path.Combine(Folder, name)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'));
}
