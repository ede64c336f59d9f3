using System.CommandLine;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>los update [FILE]</c> and <c>los show [WORD]</c>.</summary>
internal static class LosVerb
{
    private const int Shown = 20;

    public static Command Create() => new("los", "Los, det felles vokabularet for tema og emneord.") { Update(), Show() };

    private static Command Update()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "Filen med Los som RDF/XML. Uten den hentes Los fra Halden:Catalogue:Los:Url.", Arity = ArgumentArity.ZeroOrOne };
        var confirm = new Option<bool>("--confirm") { Description = "Ta i bruk en utgave som har langt færre begreper enn den som er i bruk." };
        var verb = new Command("update", "Bytt utgave av Los, og vis hva som er endret.") { file, confirm };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var update = services.GetRequiredService<LosUpdate>();
            LosUpdateOutcome outcome;
            if (parsed.GetValue(file) is { } path)
            {
                if (!path.Exists)
                {
                    await Console.Error.WriteLineAsync($"Finner ikke filen {path.FullName}.");
                    return ExitCodes.Usage;
                }

                await using var stream = path.OpenRead();
                outcome = await update.FromFileAsync(stream, path.Name, null, parsed.GetValue(confirm), cancellationToken);
            }
            else
            {
                outcome = await update.FetchAsync(null, parsed.GetValue(confirm), cancellationToken);
            }

            VerbRunner.Write(
                parsed,
                new
                {
                    outcome.Status,
                    message = outcome.Message.Nb,
                    added = outcome.Changes.Added.Select(Named),
                    removed = outcome.Changes.Removed.Select(Named),
                    renamed = outcome.Changes.Renamed.Select(change => new { change.After.Psi, from = change.In(Cultures.Bokmal).From, to = change.In(Cultures.Bokmal).To }),
                    unresolved = outcome.Unresolved,
                },
                () => Print(outcome));
            return outcome.Status switch
            {
                LosUpdateStatus.Unreadable => ExitCodes.Usage,
                LosUpdateStatus.FarFewer => ExitCodes.Findings,
                _ => ExitCodes.Success,
            };
        });
        return verb;
    }

    private static Command Show()
    {
        var word = new Argument<string?>("WORD") { Description = "Navn, synonym eller psi.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("show", "Vis hvilken utgave av Los som er i bruk, eller begrepene et ord finner.") { word };
        verb.SetVerb((services, parsed, _) =>
        {
            var now = services.GetRequiredService<CurrentLos>().Now;
            if (parsed.GetValue(word) is { } asked)
            {
                return Task.FromResult(ShowWord(parsed, now.Vocabulary, asked));
            }

            var all = now.Vocabulary.All;
            VerbRunner.Write(
                parsed,
                new { now.Source, now.Since, now.Fault, concepts = all.Count, byKind = all.CountBy(concept => concept.Kind).ToDictionary(kind => kind.Key.ToString(), kind => kind.Value) },
                () =>
                {
                    Console.WriteLine(now.Since is { } since
                        ? $"{all.Count} begreper fra {now.Source}, i bruk siden {since.ToLocalTime():dd.MM.yyyy HH:mm}."
                        : $"Bare de {all.Count} temaene og livshendelsene som følger med. Kjør «los update» for ord og synonymer.");
                    foreach (var top in all.Where(concept => concept.Kind == LosKind.TopTheme))
                    {
                        Console.WriteLine($"  {top.Label.Nb}: {string.Join(", ", now.Vocabulary.NarrowerOf(top).Select(theme => theme.Label.Nb))}");
                    }
                });
            return Task.FromResult(ExitCodes.Success);
        });
        return verb;
    }

    private static int ShowWord(ParseResult parsed, LosVocabulary los, string asked)
    {
        List<LosHit> hits = [.. LosSearch.Find(los, asked, Cultures.Bokmal, lifeEvents: false, Shown), .. LosSearch.Find(los, asked, Cultures.Bokmal, lifeEvents: true, Shown)];
        VerbRunner.Write(
            parsed,
            new
            {
                concepts = hits.Select(hit => new
                {
                    hit.Concept.Psi,
                    hit.Concept.Kind,
                    hit.Concept.Label,
                    hit.FoundBy,
                    hit.Concept.IsMunicipal,
                    themes = los.Above(hit.Concept).Select(Named),
                    synonyms = hit.Concept.Synonyms.Select(synonym => new { synonym.Language, synonym.Text }),
                }),
            },
            () =>
            {
                foreach (var hit in hits)
                {
                    Console.WriteLine($"{hit.Concept.Label.Nb}{(hit.FoundBy is { } by ? $" («{by}»)" : string.Empty)}  {hit.Concept.Psi}");
                    if (los.Above(hit.Concept) is { Count: > 0 } themes)
                    {
                        Console.WriteLine($"    under {string.Join(", ", themes.Select(theme => theme.Label.Nb))}");
                    }
                }

                if (hits.Count == 0)
                {
                    Console.WriteLine($"Los har ingenting som heter «{asked}».");
                }
            });
        return hits.Count > 0 ? ExitCodes.Success : ExitCodes.Findings;
    }

    private static void Print(LosUpdateOutcome outcome)
    {
        foreach (var concept in outcome.Changes.Removed)
        {
            Console.WriteLine($"fjernet   {concept.Label.Nb}  {concept.Psi}");
        }

        foreach (var change in outcome.Changes.Renamed)
        {
            var (from, to) = change.In(Cultures.Bokmal);
            Console.WriteLine($"nytt navn {from} → {to}  {change.After.Psi}");
        }

        foreach (var concept in outcome.Changes.Added)
        {
            Console.WriteLine($"ny        {concept.Label.Nb}  {concept.Psi}");
        }

        foreach (var service in outcome.Unresolved)
        {
            Console.WriteLine($"Los kjenner ikke alle emneordene til «{service.Title}»: {string.Join(", ", service.Words.Select(word => word.Name))}.");
        }

        Console.WriteLine(outcome.Message.Nb);
    }

    private static object Named(LosConcept concept) => new { concept.Psi, concept.Kind, name = concept.Label.Nb };
}
