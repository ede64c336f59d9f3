using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.Benchmarks.SelfService;

/// <summary>
/// How long a search takes, all of it but the page: the engine, filters, counts by theme and ten snippets. The services are the
/// sample's, each many times with words of its own, in three cultures; the queries are those of the judged set, one letter
/// after another too, as suggestions ask.
/// </summary>
internal static class SearchTimes
{
    private const int Rounds = 10;

    /// <summary><c>search [services]</c>.</summary>
    public static int Run(string[] args)
    {
        var count = args is [var asked] ? int.Parse(asked, CultureInfo.InvariantCulture) : 5000;
        var (services, site) = (Services(count), new SelfServiceSite("Halden kommune", string.Empty, "1"));
        var snapshot = Snapshot(services, site, previous: null);
        using var engine = new LuceneSearch(NullLogger<LuceneSearch>.Instance);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Tell($"index of {count} services in three cultures", () => engine.Update(snapshot));
        Tell("the same made anew, in code that is warm", () => engine.Rebuild(snapshot));
        Console.WriteLine($"memory of the index: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1_000_000} MB");

        services[0] = Service(0, "Endret");
        var next = Snapshot(services, site, snapshot);
        Tell("one service changed", () => engine.Update(next));

        var search = new ServiceSearch(engine, _ => 0);
        string[] queries = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "queries.tsv")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')[2])];
        Measure("searches", search, next, queries, withoutSnippets: false);
        Measure("suggestions, a letter at a time", search, next, [.. queries.Take(80).SelectMany(query => Enumerable.Range(2, query.Length - 1).Select(length => query[..length]))], withoutSnippets: true);
        return 0;
    }

    private static void Measure(string what, ServiceSearch search, SelfServiceSnapshot snapshot, string[] queries, bool withoutSnippets)
    {
        var times = new List<(double Milliseconds, string Query)>();
        var (allocated, paused, collections) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration(), GC.CollectionCount(0));
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var query in queries)
            {
                var from = Stopwatch.GetTimestamp();
                search.Search(snapshot, new SearchQuestion(Cultures.Bokmal, query) { WithoutSnippets = withoutSnippets });
                if (round >= 0)
                {
                    times.Add((Stopwatch.GetElapsedTime(from).TotalMilliseconds, query));
                }
            }
        }

        var searches = queries.Length * (Rounds + 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {(GC.GetTotalAllocatedBytes() - allocated) / searches / 1000} kB of memory each; {GC.CollectionCount(0) - collections} collections, {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds / searches:F2} ms of pause a search"));
        times.Sort();
        double At(double share) => times[(int)((times.Count - 1) * share)].Milliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {times.Count}, p50 {At(0.5):F2} ms, p90 {At(0.9):F2} ms, p99 {At(0.99):F2} ms, most {At(1):F2} ms"));

        // The least of a query's rounds is what it costs where nothing else wants the core.
        var least = times.GroupBy(time => time.Query).Select(same => (Milliseconds: same.Min(time => time.Milliseconds), Query: same.Key)).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the least of each query's {Rounds} rounds: p50 {least[least.Count / 2].Milliseconds:F2} ms, p99 {least[(int)((least.Count - 1) * 0.99)].Milliseconds:F2} ms, most {least[^1].Milliseconds:F2} ms ({least[^1].Query})"));
    }

    private static void Tell(string what, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var (from, used) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        work();
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(from).TotalMilliseconds:F0} ms, of a core {(process.TotalProcessorTime - used).TotalMilliseconds:F0} ms"));
    }

    public static SelfServiceSnapshot Snapshot(IReadOnlyList<ShownService> services, SelfServiceSite site, SelfServiceSnapshot? previous) => SelfServiceSnapshot.Build(
        services,
        new AddressBook(services.SelectMany(service => service.Texts.Keys.Select(culture => new ServiceAddress { Culture = culture, Slug = $"s{service.Key:N}", DocumentKey = service.Key, IsCurrent = true }))),
        site,
        LosVocabulary.Themes,
        DateTimeOffset.UnixEpoch,
        previous);

    public static ShownService[] Services(int count) => [.. Enumerable.Range(0, count).Select(number => Service(number, string.Empty))];

    private static readonly Lazy<List<JsonObject>> Sample = new(() =>
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json"));
        return [.. JsonNode.Parse(file)!.AsArray().OfType<JsonObject>()];
    });

    public static ShownService Service(int number, string more)
    {
        var texts = Cultures.All.Select((culture, at) => KeyValuePair.Create(culture, Text(Sample.Value[((number * 2) + at) % Sample.Value.Count], new Random((number * 3) + at), more)));
        return new ShownService(new Guid(number + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), texts.ToDictionary());
    }

    private static readonly string[] Themes = [.. LosVocabulary.Themes.All.Select(concept => concept.Psi).Order(StringComparer.Ordinal)];

    // Words of its own: a municipality with so many services has more to say than the sample.
    private static ShownText Text(JsonObject item, Random random, string more) => new(
        new ServiceText(
            $"{item["navn"]} {Made(random)} {more}".TrimEnd(),
            ServiceFields.Public.Where(field => field.NtkField is not null && item[field.NtkField] is JsonValue)
                .Where(field => field.Alias != ServiceFields.LosWords)
                .Select(field => KeyValuePair.Create(field.Alias, field.Kind == FieldKind.Html ? $"{item[field.NtkField!]}<p>{Made(random)} {Made(random)}</p>" : field.Kind == FieldKind.Text || field.Kind == FieldKind.LongText ? $"{item[field.NtkField!]}" : string.Empty))
                .Append(KeyValuePair.Create(ServiceFields.LosWords, string.Join('\n', Enumerable.Range(0, 2).Select(_ => Themes[random.Next(Themes.Length)]))))),
        new DateOnly(2026, 11, 1));

    private static string Made(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{"bdfghklmnprstv"[random.Next(14)]}{"aeiouyøå"[random.Next(8)]}{"lnrst"[random.Next(5)]}"));
}
