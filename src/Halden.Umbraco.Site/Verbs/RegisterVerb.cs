using System.CommandLine;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>register export FILE</c> and <c>register import FILE</c>: the register as a spreadsheet.</summary>
internal static class RegisterVerb
{
    public static Command Create() => new("register", "Registeret over tjenester, som regneark.") { Export(), Import() };

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Fil som ender på .xlsx eller .csv." };
        var verb = new Command("export", "Skriv registeret i et regneark.") { file };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(file);
            if (RegisterSheet.FormatOf(target.Name) is not { } format)
            {
                await Console.Error.WriteLineAsync("Filnavnet må ende på .xlsx eller .csv.");
                return ExitCodes.Usage;
            }

            var view = await services.GetRequiredService<RegisterTable>().ReadAsync(Cultures.Bokmal, cancellationToken);
            if (!await VerbRunner.WriteFileAsync(target, output => RegisterSheet.WriteAsync(output, format, view.Rows, RegisterColumn.All, Cultures.Bokmal, cancellationToken)))
            {
                return ExitCodes.Usage;
            }

            VerbRunner.Write(parsed, new { file = target.FullName, services = view.Rows.Count }, () => Console.WriteLine($"Skrev {view.Rows.Count} tjenester i {target.FullName}."));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Fil som ender på .xlsx eller .csv, helst fra «register export»." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Vis bare hva som ville blitt endret." };
        var verb = new Command("import", "Les inn ansvar, mottakere og skjemaer fra et regneark. Alt eller ingenting blir endret.") { file, dryRun };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var source = parsed.GetRequiredValue(file);
            if (RegisterSheet.FormatOf(source.Name) is not { } format)
            {
                await Console.Error.WriteLineAsync("Filnavnet må ende på .xlsx eller .csv.");
                return ExitCodes.Usage;
            }

            SheetOutcome outcome;
            try
            {
                var sheet = source.Length > RegisterSheet.MaxBytes
                    ? throw new UnreadableSheetException(RegisterSheet.TooLarge)
                    : RegisterSheet.Read(await File.ReadAllBytesAsync(source.FullName, cancellationToken), format);
                outcome = await services.GetRequiredService<RegisterImport>().RunAsync(sheet, null, parsed.GetValue(dryRun), null, Cultures.Bokmal, cancellationToken);
            }
            catch (UnreadableSheetException fault)
            {
                await Console.Error.WriteLineAsync(fault.Text.Nb);
                return ExitCodes.Usage;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"Kan ikke lese {source.FullName}: {fault.Message}");
                return ExitCodes.Usage;
            }

            VerbRunner.Write(parsed, Json(outcome), () => Tell(outcome, parsed.GetValue(dryRun)));
            return outcome.HasFaults ? ExitCodes.Findings : ExitCodes.Success;
        });
        return verb;
    }

    private static object Json(SheetOutcome outcome) => new
    {
        outcome.IsApplied,
        outcome.Changed,
        notes = outcome.Notes.Select(note => note.Nb),
        rows = outcome.Rows.Where(row => row.Status != RowStatus.Unchanged).Select(row => new
        {
            row.Number,
            row.Key,
            row.Title,
            row.Status,
            row.Changes,
            row.NeedsApproval,
            faults = row.Faults.Select(fault => new { fault.Column, text = fault.Text.Nb }),
        }),
    };

    private static void Tell(SheetOutcome outcome, bool isDryRun)
    {
        foreach (var note in outcome.Notes)
        {
            Console.WriteLine(note.Nb);
        }

        foreach (var row in outcome.Rows)
        {
            foreach (var fault in row.Faults)
            {
                Console.WriteLine($"Rad {row.Number}, {row.Title}{(fault.Column is { } column ? $", «{NameOf(column)}»" : string.Empty)}: {fault.Text.Nb}");
            }

            foreach (var change in row.Status == RowStatus.Changed ? row.Changes : [])
            {
                Console.WriteLine($"Rad {row.Number}, {row.Title}, «{NameOf(change.Column)}»: {Shown(change.Before)} → {Shown(change.After)}{(row.NeedsApproval ? " (må godkjennes på nytt)" : string.Empty)}");
            }
        }

        var faulty = outcome.Rows.Count(row => row.Status == RowStatus.Failed);
        Console.WriteLine(
            faulty > 0 ? $"{faulty} rader har feil. Ingenting er endret."
            : outcome.IsApplied ? $"{outcome.Changed} tjenester er endret."
            : isDryRun && outcome.Changed > 0 ? $"{outcome.Changed} tjenester ville blitt endret."
            : "Ingenting å endre.");
    }

    private static string NameOf(string column) => RegisterColumn.All.First(known => known.Id == column).Label.Nb;

    private static string Shown(string text) => text.Length == 0 ? "(tomt)" : text;
}
