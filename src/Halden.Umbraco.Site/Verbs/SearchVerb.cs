using System.CommandLine;
using System.Diagnostics;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>search QUERY</c>: as the public searches; <c>search rebuild</c>: makes the index anew, and looks whether everything is found.</summary>
internal static class SearchVerb
{
    public static Command Create()
    {
        var query = new Argument<string?>("QUERY") { Description = "Det som skal søkes etter.", Arity = ArgumentArity.ZeroOrOne };
        var culture = new Option<string>("--culture") { Description = "nb-NO, nn-NO eller en-US.", DefaultValueFactory = _ => Cultures.Bokmal };
        culture.AcceptOnlyFromAmong([.. Cultures.All]);
        var top = new Option<int>("--top") { Description = "Hvor mange som vises.", DefaultValueFactory = _ => 10 };
        var verb = new Command("search", "Søk i de offentlige tjenestene, slik innbyggerne gjør.") { query, culture, top, Rebuild() };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            if (parsed.GetValue(query) is not { Length: > 0 } text || parsed.GetValue(top) is < 1 or > 1000)
            {
                await Console.Error.WriteLineAsync("Skriv hva du vil søke etter, og et tall fra 1 til 1000 etter --top: search «barnehage» --top 5.");
                return ExitCodes.Usage;
            }

            var snapshot = await PublicAsync(services, cancellationToken);
            var from = Stopwatch.GetTimestamp();
            var answer = services.GetRequiredService<ServiceSearch>().Search(snapshot, new SearchQuestion(parsed.GetValue(culture)!, text) { Take = parsed.GetValue(top) })
                ?? new SearchAnswer(0, [], null, [], 0);
            var milliseconds = Math.Round(Stopwatch.GetElapsedTime(from).TotalMilliseconds, 2);
            VerbRunner.Write(
                parsed,
                new
                {
                    query = text,
                    culture = parsed.GetValue(culture),
                    answer.Total,
                    answer.DidYouMean,
                    milliseconds,
                    items = answer.Hits.Select(hit => new
                    {
                        hit.Service.Key,
                        hit.Service.Title,
                        hit.Service.Path,
                        score = Math.Round(hit.Score, 2),
                        online = hit.Service.CanApplyOnline,
                        snippet = hit.Snippet.ToString(),
                        marked = hit.Title.Pieces.Concat(hit.Snippet.Pieces).Where(piece => piece.IsMarked).Select(piece => piece.Text).Distinct(),
                    }),
                    themes = answer.Themes,
                },
                () =>
                {
                    if (answer.DidYouMean is { } better)
                    {
                        Console.WriteLine($"Mente du «{better}»?");
                    }

                    foreach (var hit in answer.Hits)
                    {
                        Console.WriteLine($"{hit.Score,7:F1}  {hit.Service.Title}  {hit.Service.Path}");
                    }

                    Console.WriteLine($"{answer.Total} treff på «{text}».");
                });
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Rebuild()
    {
        var verb = new Command("rebuild", "Lag søkeindeksen på nytt av det som er offentlig, og se etter at hver tjeneste finnes ved sin egen tittel.");
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var snapshot = await PublicAsync(services, cancellationToken);
            var engine = services.GetRequiredService<LuceneSearch>();
            var from = Stopwatch.GetTimestamp();
            var counts = engine.Rebuild(snapshot);
            var milliseconds = Math.Round(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            var missing = Cultures.All.SelectMany(culture => snapshot.In(culture).Services)
                .Where(service => engine.Find(service.Culture, service.Title)?.Services.Any(match => match.Key == service.Key) != true)
                .ToList();
            VerbRunner.Write(
                parsed,
                new { milliseconds, indexes = counts.Select(count => new { culture = count.Key, services = count.Value }), notFound = missing.Select(service => new { service.Key, service.Culture, service.Title }) },
                () =>
                {
                    foreach (var (culture, count) in counts)
                    {
                        Console.WriteLine($"{culture}: {count} tjenester");
                    }

                    foreach (var service in missing)
                    {
                        Console.WriteLine($"Ikke funnet ved sin egen tittel: {service.Title} ({service.Culture})");
                    }

                    Console.WriteLine($"Laget på {milliseconds} ms. Et nettsted som er i gang, lager sin egen indeks når det starter og holder den ved like.");
                });
            return missing.Count == 0 ? ExitCodes.Success : ExitCodes.Findings;
        });
        return verb;
    }

    private static async Task<SelfServiceSnapshot> PublicAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<SelfServiceReadModel>().UpToDateAsync(cancellationToken);
        return services.GetRequiredService<SelfServiceState>().Current!;
    }
}
