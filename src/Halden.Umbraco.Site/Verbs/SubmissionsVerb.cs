using System.CommandLine;
using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>submissions purge</c>: submissions whose time is over are deleted now, as a running site does by itself.</summary>
internal static class SubmissionsVerb
{
    public static Command Create() => new("submissions", "Det innbyggere har sendt inn.") { Purge() };

    private static Command Purge()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Vis hva som ville bli slettet eller anonymisert, uten å gjøre det." };
        var verb = new Command("purge", "Slett eller anonymiser innsendinger som er ferdigbehandlet og har ligget så lenge som de skal.") { dryRun };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var retention = services.GetRequiredService<SubmissionRetention>();
            var isTrial = parsed.GetValue(dryRun);
            var expired = isTrial ? await retention.ExpiredAsync(cancellationToken) : await retention.PurgeAsync(cancellationToken);
            VerbRunner.Write(parsed, new { dryRun = isTrial, total = expired.Count, items = expired }, () =>
            {
                foreach (var one in expired)
                {
                    Console.WriteLine($"{one.Reference}  ferdig {one.DoneAt.ToLocalTime():dd.MM.yyyy}{(one.Anonymise ? "  anonymiseres" : string.Empty)}");
                }

                Console.WriteLine(isTrial ? $"{expired.Count} ville blitt slettet eller anonymisert." : $"{expired.Count} er slettet eller anonymisert.");
            });
            return ExitCodes.Success;
        });
        return verb;
    }
}
