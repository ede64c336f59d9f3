using System.CommandLine;
using Halden.Umbraco.Notices;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>notices</c>: how the outbox stands, and <c>notices retry</c>: what could not be sent is tried again.</summary>
internal static class NoticesVerb
{
    public static Command Create()
    {
        var failed = new Option<bool>("--failed") { Description = "Vis det som ikke er kommet fram, og hvorfor." };
        var verb = new Command("notices", "Vis hvordan det står med varslene.") { failed };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var desk = services.GetRequiredService<NoticeDesk>();
            var counts = await desk.CountAsync(cancellationToken);
            var unsent = await desk.FailedAsync(Cultures.Bokmal, cancellationToken);
            VerbRunner.Write(
                parsed,
                parsed.GetValue(failed)
                    ? new { total = unsent.Count, items = unsent }
                    : new { desk.HasMail, failed = unsent.Count, counts = Enum.GetValues<DeliveryState>().ToDictionary(state => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..], counts.GetValueOrDefault) },
                () =>
                {
                    if (!parsed.GetValue(failed))
                    {
                        Console.WriteLine(desk.HasMail ? "E-post er satt opp." : "E-post er ikke satt opp; varslene vises bare i Tjenester.");
                        Console.WriteLine(
                            $"{counts.GetValueOrDefault(DeliveryState.Waiting)} venter, {counts.GetValueOrDefault(DeliveryState.Sent)} sendt, "
                            + $"{counts.GetValueOrDefault(DeliveryState.InApp)} bare vist, {counts.GetValueOrDefault(DeliveryState.Dropped)} uten grunn lenger, "
                            + $"{counts.GetValueOrDefault(DeliveryState.Dead)} gitt opp.");
                    }

                    foreach (var notice in parsed.GetValue(failed) ? unsent : [])
                    {
                        Console.WriteLine($"{notice.Id}  {(notice.IsDead ? "gitt opp" : $"prøves {notice.NextTry:dd.MM. HH:mm}"),-18} {notice.Attempts,3} forsøk  {notice.To}: {notice.Headline}");
                        Console.WriteLine($"    {notice.Fault}");
                    }

                    if (unsent.Count > 0)
                    {
                        Console.WriteLine($"{unsent.Count} er ikke kommet fram.{(parsed.GetValue(failed) ? string.Empty : " --failed viser hvorfor;")} «notices retry ID» eller «notices retry --all» prøver igjen.");
                    }
                });
            return counts.GetValueOrDefault(DeliveryState.Dead) > 0 ? ExitCodes.Findings : ExitCodes.Success;
        });
        verb.Subcommands.Add(Retry());
        return verb;
    }

    private static Command Retry()
    {
        var id = new Argument<Guid?>("ID") { Description = "Hvilket, slik «notices --failed» viser det.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Alle." };
        var verb = new Command("retry", "Prøv igjen å sende det som ikke er kommet fram; et nettsted som kjører, gjør det.") { id, all };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            if ((parsed.GetValue(id) is null) != parsed.GetValue(all))
            {
                await Console.Error.WriteLineAsync("Oppgi enten en ID eller --all.");
                return ExitCodes.Usage;
            }

            var retried = await services.GetRequiredService<NoticeDesk>().RetryAsync(parsed.GetValue(id), cancellationToken);
            VerbRunner.Write(parsed, new { retried }, () => Console.WriteLine($"{retried} prøves igjen."));
            return retried == 0 && !parsed.GetValue(all) ? ExitCodes.Findings : ExitCodes.Success;
        });
        return verb;
    }
}
