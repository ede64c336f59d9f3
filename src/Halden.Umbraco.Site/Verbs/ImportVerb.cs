using System.CommandLine;
using Halden.Umbraco.Catalogue;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>import FILE</c> or <c>import --source NAME</c>: takes in the national catalogue as drafts.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "JSON-fil fra Nasjonal tjenestekatalog, eller CPSV-AP-NO som .ttl, .nt, .rdf eller .jsonld.", Arity = ArgumentArity.ZeroOrOne };
        var source = new Option<string?>("--source") { Description = "Hent fra en kilde som er satt opp: ntk, ntk-soap eller felles." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Si hva som ville skje; endre ingenting." };
        var verb = new Command("import", "Hent tjenestebeskrivelser inn som kladder.") { file, source, dryRun };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var (path, name) = (parsed.GetValue(file), parsed.GetValue(source));
            if ((path is null) == (name is null))
            {
                await Console.Error.WriteLineAsync("Oppgi enten en fil eller --source NAVN.");
                return ExitCodes.Usage;
            }

            var import = services.GetRequiredService<CatalogueImport>();
            ImportReport report;
            if (path is not null)
            {
                if (!path.Exists)
                {
                    await Console.Error.WriteLineAsync($"Finner ikke filen {path.FullName}.");
                    return ExitCodes.Usage;
                }

                await using var stream = path.OpenRead();
                var read = await CatalogueFile.ReadAsync(stream, path.Name, cancellationToken);
                using var reading = read.Reading;
                report = await import.RunAsync(reading, new ImportOptions(read.Source, DryRun: parsed.GetValue(dryRun)), null, cancellationToken);
            }
            else
            {
                var sources = services.GetServices<ICatalogueSource>().ToList();
                if (sources.Find(known => known.Id == name) is not { } chosen)
                {
                    await Console.Error.WriteLineAsync($"Det finnes ingen kilde «{name}». Kildene er: {string.Join(", ", sources.Select(known => known.Id))}.");
                    return ExitCodes.Usage;
                }

                using var reading = await chosen.ReadAsync(cancellationToken);
                report = await import.RunAsync(
                    reading, new ImportOptions(chosen.Name, DryRun: parsed.GetValue(dryRun)), null, cancellationToken);
            }

            if (parsed.GetValue(VerbRunner.JsonOption))
            {
                Console.WriteLine(report.ToJson());
            }
            else
            {
                Print(report);
            }

            return report.Status switch
            {
                ImportStatus.Completed when report.Counts.Refused == 0 => ExitCodes.Success,
                ImportStatus.Unreadable => ExitCodes.Usage,
                _ => ExitCodes.Findings,
            };
        });
        return verb;
    }

    private static void Print(ImportReport report)
    {
        foreach (var row in report.Items.Where(row => row.Outcome is not ImportOutcome.Unchanged))
        {
            Console.WriteLine($"{row.Outcome,-10} {row.ServiceId,-8} {row.Title}{(row.Reason is { } reason ? $": {reason}" : string.Empty)}");
            foreach (var warning in row.Warnings)
            {
                Console.WriteLine($"{string.Empty,-20}{warning}");
            }
        }

        Console.WriteLine(report.Message);
    }
}
