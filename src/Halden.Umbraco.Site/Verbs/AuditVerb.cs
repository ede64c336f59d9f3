using System.CommandLine;
using System.Globalization;
using Halden.Umbraco.Audit;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>audit verify</c>, <c>audit export FILE</c> and <c>audit pseudonymise USER</c>.</summary>
internal static class AuditVerb
{
    public static Command Create() => new("audit", "Sporingsloggen: kontroller den, skriv den til fil, pseudonymiser en person.") { Verify(), Export(), Pseudonymise() };

    private static Command Verify()
    {
        var head = new Option<string?>("--head") { Description = "Hashen av en linje som ble notert tidligere, utenfor databasen; den må finnes i loggen." };
        var verb = new Command("verify", "Se om noen linje er endret, fjernet eller satt inn. Kode 1 hvis noe er galt.") { head };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var verdict = await services.GetRequiredService<AuditLog>().VerifyAsync(parsed.GetValue(head), cancellationToken);
            VerbRunner.Write(
                parsed,
                new
                {
                    verdict.IsWhole,
                    verdict.Lines,
                    verdict.Head,
                    faults = verdict.Faults.Select(fault => new { fault.Kind, fault.Number, message = AuditTexts.Fault(fault).Nb }),
                },
                () =>
                {
                    foreach (var fault in verdict.Faults)
                    {
                        Console.WriteLine(AuditTexts.Fault(fault).Nb);
                    }

                    Console.WriteLine(verdict.IsWhole ? $"Sporingsloggen er hel: {verdict.Lines} linjer." : $"Sporingsloggen er ikke hel ({verdict.Lines} linjer).");
                    Console.WriteLine($"Siste linjes hash: {verdict.Head}");
                });
            return verdict.IsWhole ? ExitCodes.Success : ExitCodes.Findings;
        });
        return verb;
    }

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Fil som ender på .csv eller .json." };
        var service = new Option<Guid?>("--service") { Description = "Bare denne tjenesten: nøkkelen." };
        var person = new Option<string?>("--person") { Description = "Bare denne personen: e-postadresse, brukernavn, nøkkel eller person-ID." };
        var from = new Option<string?>("--from") { Description = "Fra og med denne dagen, yyyy-MM-dd i maskinens tidssone." };
        var to = new Option<string?>("--to") { Description = "Til og med denne dagen, yyyy-MM-dd." };
        var verb = new Command("export", "Skriv sporingsloggen til fil.") { file, service, person, from, to };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(file);
            if (AuditExport.FormatOf(target.Name) is not { } format)
            {
                return await RefuseAsync("Filnavnet må ende på .csv eller .json.");
            }

            if (!TryDay(parsed.GetValue(from), 0, out var first) || !TryDay(parsed.GetValue(to), 1, out var end))
            {
                return await RefuseAsync("Skriv dager som yyyy-MM-dd, for eksempel 2026-11-23.");
            }

            Guid? who = null;
            if (parsed.GetValue(person) is { } name && (who = await services.GetRequiredService<AuditPeople>().FindAsync(name, cancellationToken)) is null)
            {
                return await RefuseAsync($"Finner ingen «{name}» i sporingsloggen.");
            }

            var filter = new AuditFilter(parsed.GetValue(service), who, first, end);
            var lines = 0;
            if (!await VerbRunner.WriteFileAsync(
                target, async output => lines = await services.GetRequiredService<AuditExport>().WriteAsync(output, format, filter, Cultures.Bokmal, cancellationToken)))
            {
                return ExitCodes.Usage;
            }

            VerbRunner.Write(parsed, new { file = target.FullName, lines }, () => Console.WriteLine($"Skrev {lines} linjer i {target.FullName}."));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Pseudonymise()
    {
        var user = new Argument<string>("USER") { Description = "E-postadresse, brukernavn, nøkkel eller person-ID." };
        var verb = new Command("pseudonymise", "Glem navn og adresser til en person som er sluttet. Linjene blir stående. Kan ikke angres.") { user };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var people = services.GetRequiredService<AuditPeople>();
            var person = await people.FindAsync(parsed.GetRequiredValue(user), cancellationToken);
            var status = person is { } id ? await people.PseudonymiseAsync(id, by: null, cancellationToken) : PseudonymiseStatus.NotFound;
            if (status != PseudonymiseStatus.Success)
            {
                var code = await RefuseAsync(AuditTexts.Outcome(status).Nb);
                return status == PseudonymiseStatus.NotFound ? code : ExitCodes.Findings;
            }

            VerbRunner.Write(
                parsed,
                new { person, name = AuditTexts.Pseudonym(person!.Value).Nb },
                () => Console.WriteLine($"{AuditTexts.Outcome(status).Nb} Linjene vises heretter som «{AuditTexts.Pseudonym(person.Value).Nb}»."));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static bool TryDay(string? text, int daysAfter, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null)
        {
            return true;
        }

        if (!DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        moment = new DateTimeOffset(DateTime.SpecifyKind(day.AddDays(daysAfter), DateTimeKind.Local));
        return true;
    }

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return ExitCodes.Usage;
    }
}
