using System.CommandLine;
using System.Diagnostics;
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
            var progress = ProgressLine.OnTerminal();
            ImportReport report;
            if (path is not null)
            {
                if (!path.Exists)
                {
                    await Console.Error.WriteLineAsync($"Finner ikke filen {path.FullName}.");
                    return ExitCodes.Usage;
                }

                await using var stream = path.OpenRead();
                var read = await CatalogueFile.ReadAsync(stream, path.Name, cancellationToken, progress);
                using var reading = read.Reading;
                report = await import.RunAsync(reading, new ImportOptions(read.Source, DryRun: parsed.GetValue(dryRun), Origin: path.Name), progress, cancellationToken);
            }
            else
            {
                var sources = services.GetServices<ICatalogueSource>().ToList();
                if (sources.Find(known => known.Id == name) is not { } chosen)
                {
                    await Console.Error.WriteLineAsync($"Det finnes ingen kilde «{name}». Kildene er: {string.Join(", ", sources.Select(known => known.Id))}.");
                    return ExitCodes.Usage;
                }

                using var reading = await chosen.ReadAsync(progress, cancellationToken);
                report = await import.RunAsync(
                    reading, new ImportOptions(chosen.Name, DryRun: parsed.GetValue(dryRun), Origin: chosen.Id), progress, cancellationToken);
            }

            progress?.End();
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
            Console.WriteLine($"{row.Outcome,-10} {row.ServiceId,-8} {row.Title}{(row.Reason is { } reason ? $": {reason.Nb}" : string.Empty)}");
            foreach (var warning in row.Warnings)
            {
                Console.WriteLine($"{string.Empty,-20}{warning.Nb}");
            }
        }

        if (report.Unlisted > 0)
        {
            Console.WriteLine($"… og {report.Unlisted} til.");
        }

        Console.WriteLine(report.Message.Nb);
    }

    /// <summary>How far it is, on one line of the terminal that is written over.</summary>
    private sealed class ProgressLine : IProgress<ReadingProgress>, IProgress<ImportProgress>
    {
        private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

        private long _written;
        private int _length;

        /// <summary>Null where nobody looks.</summary>
        public static ProgressLine? OnTerminal() => Console.IsErrorRedirected ? null : new ProgressLine();

        public void Report(ReadingProgress value) => Write(
            $"Leser{(value.Share is { } share ? $" {share:P0}" : string.Empty)}{(value.Elements > 0 ? $", {value.Elements} beskrivelser" : string.Empty)} …");

        public void Report(ImportProgress value) => Write($"{value.Done} av {value.Total}: {value.Title}", always: value.Done == value.Total);

        public void End()
        {
            if (_length > 0)
            {
                Console.Error.Write($"\r{new string(' ', _length)}\r");
            }
        }

        private void Write(string text, bool always = false)
        {
            if (!always && Stopwatch.GetElapsedTime(_written) < Every)
            {
                return;
            }

            _written = Stopwatch.GetTimestamp();
            text = text.Length < 79 ? text : text[..78] + "…";
            Console.Error.Write($"\r{text.PadRight(_length)}");
            _length = text.Length;
        }
    }
}
