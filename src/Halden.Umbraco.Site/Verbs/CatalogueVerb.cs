using System.CommandLine;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>catalogue export FILE</c> and <c>catalogue runs</c>.</summary>
internal static class CatalogueVerb
{
    private const int RunsShown = 20;

    public static Command Create() => new("catalogue", "Katalogen: eksport av egne tjenester, og tidligere importer.") { Export(), Runs() };

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Fil som ender på .ttl, .rdf, .jsonld eller .nt." };
        var verb = new Command("export", "Skriv de godkjente tjenestene som CPSV-AP-NO.") { file };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(file);
            if (RdfFormats.FromFileName(target.Name) is not { } format)
            {
                await Console.Error.WriteLineAsync("Filnavnet må ende på .ttl, .rdf, .jsonld eller .nt.");
                return ExitCodes.Usage;
            }

            var snapshot = services.GetRequiredService<SelfServiceState>().Current!;
            var isWritten = await VerbRunner.WriteFileAsync(target, output =>
            {
                CatalogueResponse.Write(snapshot, format, output);
                return Task.CompletedTask;
            });
            if (!isWritten)
            {
                return ExitCodes.Usage;
            }

            var count = ServiceDescriptions.Cultures.All.SelectMany(culture => snapshot.In(culture).Services).Select(service => service.Key).Distinct().Count();
            VerbRunner.Write(parsed, new { file = target.FullName, services = count }, () => Console.WriteLine($"Skrev {count} tjenester i {target.FullName}."));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Runs()
    {
        var verb = new Command("runs", "Vis de siste importene.");
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var runs = await services.GetRequiredService<HaldenStore>().ReadAsync(
                db => db.ImportRuns.AsNoTracking().OrderByDescending(run => run.StartedAt).Take(RunsShown).ToListAsync(cancellationToken), cancellationToken);
            var reports = runs.Select(run => (Run: run, Report: run.FinishedAt is null ? null : ImportReport.FromJson(run.Report))).ToList();
            VerbRunner.Write(
                parsed,
                new
                {
                    runs = reports.Select(row => new { row.Run.Id, row.Run.Source, row.Run.StartedAt, row.Run.FinishedAt, status = row.Report?.Status, counts = row.Report?.Counts, message = row.Report?.Message.Nb }),
                },
                () =>
                {
                    foreach (var (run, report) in reports)
                    {
                        Console.WriteLine($"{run.StartedAt:yyyy-MM-dd HH:mm}  {run.Source,-12} {report?.Message.Nb ?? "ikke fullført"}");
                    }

                    if (reports.Count == 0)
                    {
                        Console.WriteLine("Ingen importer ennå.");
                    }
                });
            return ExitCodes.Success;
        });
        return verb;
    }
}
