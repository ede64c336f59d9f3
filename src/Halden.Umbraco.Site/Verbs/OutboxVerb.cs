using System.CommandLine;
using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>outbox</c>: how the submissions' deliveries stand, <c>outbox retry</c>: what did not come through is tried again; <c>outbox pause</c> and <c>resume</c>: a recipient's deliveries wait, or go on.</summary>
internal static class OutboxVerb
{
    private const string MailServer = "smtp";

    public static Command Create()
    {
        var failed = new Option<bool>("--failed") { Description = "Vis det som ikke er kommet fram, og hvorfor." };
        var verb = new Command("outbox", "Vis hvordan det står med leveringen av innsendinger.") { failed };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var outbox = services.GetRequiredService<SubmissionOutbox>();
            var counts = await outbox.CountAsync(cancellationToken);
            var held = (await services.GetRequiredService<DeliveryDesk>().RecipientsAsync(null, cancellationToken)).Where(recipient => recipient.PausedAt is not null || recipient.BrokenOffUntil is not null).ToList();
            var undelivered = await outbox.FailedAsync(cancellationToken);
            VerbRunner.Write(
                parsed,
                parsed.GetValue(failed)
                    ? new { total = undelivered.Count, items = undelivered }
                    : new { failed = undelivered.Count, held = held.Select(recipient => new { channel = recipient.Way.Channel, recipient.Way.Recipient, isPaused = recipient.PausedAt is not null, recipient.BrokenOffUntil, recipient.Waiting }), counts = Enum.GetValues<SubmissionDeliveryState>().ToDictionary(state => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..], counts.GetValueOrDefault) },
                () =>
                {
                    if (!parsed.GetValue(failed))
                    {
                        Console.WriteLine(
                            $"{counts.GetValueOrDefault(SubmissionDeliveryState.Waiting)} venter, {counts.GetValueOrDefault(SubmissionDeliveryState.Queued)} til utskrift, {counts.GetValueOrDefault(SubmissionDeliveryState.Sent)} sendt, "
                            + $"{counts.GetValueOrDefault(SubmissionDeliveryState.Accepted)} bekreftet mottatt, {counts.GetValueOrDefault(SubmissionDeliveryState.Dead)} gitt opp.");
                        foreach (var recipient in held)
                        {
                            Console.WriteLine($"{(recipient.Way.Recipient.Length > 0 ? recipient.Way.Recipient : SubmissionTexts.MailServer.Nb)}: {(recipient.PausedAt is { } since ? $"satt på vent {since.ToLocalTime():dd.MM. HH:mm}" : $"brutt, prøves {recipient.BrokenOffUntil?.ToLocalTime():dd.MM. HH:mm}. {recipient.Fault}")} ({recipient.Waiting} venter)");
                        }
                    }

                    foreach (var delivery in parsed.GetValue(failed) ? undelivered : [])
                    {
                        Console.WriteLine($"{delivery.Id}  {(delivery.IsDead ? "gitt opp" : $"prøves {delivery.NextTry:dd.MM. HH:mm}"),-18} {delivery.Attempts,3} forsøk  {delivery.Reference} {(delivery.Kind == DeliveryKind.Receipt ? "kvittering" : "til mottakeren")}: {delivery.Service}");
                        Console.WriteLine($"    {delivery.Fault}");
                    }

                    if (undelivered.Count > 0)
                    {
                        Console.WriteLine($"{undelivered.Count} er ikke kommet fram.{(parsed.GetValue(failed) ? string.Empty : " --failed viser hvorfor;")} «outbox retry ID» eller «outbox retry --all» prøver igjen.");
                    }
                });
            return counts.GetValueOrDefault(SubmissionDeliveryState.Dead) > 0 ? ExitCodes.Findings : ExitCodes.Success;
        });
        verb.Subcommands.Add(Retry());
        verb.Subcommands.Add(Pause("pause", "La leveringene til en mottaker vente.", isPaused: true));
        verb.Subcommands.Add(Pause("resume", "La leveringene til en mottaker gå igjen; det som ventet, prøves straks.", isPaused: false));
        return verb;
    }

    private static Command Pause(string name, string description, bool isPaused)
    {
        var recipient = new Argument<string>("MOTTAKER") { Description = $"Postkassen eller fagsystemet, slik «outbox» viser den, eller «{MailServer}» for all e-post." };
        var verb = new Command(name, description) { recipient };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var desk = services.GetRequiredService<DeliveryDesk>();
            var wanted = parsed.GetValue(recipient)!.Trim();
            var asked = wanted.Equals(MailServer, StringComparison.OrdinalIgnoreCase) ? string.Empty : wanted;
            var known = (await desk.RecipientsAsync(null, cancellationToken)).Select(line => line.Way).Where(way => way.Recipient.Equals(asked, StringComparison.OrdinalIgnoreCase)).ToList();
            foreach (var way in known)
            {
                await desk.PauseAsync(way, isPaused, user: null, cancellationToken);
            }

            if (known.Count == 0)
            {
                await Console.Error.WriteLineAsync($"Ingen tjeneste leverer til «{wanted}». «outbox» viser mottakere som venter; tjenestenes mottakere står under Ansvar.");
            }
            else
            {
                VerbRunner.Write(parsed, new { recipients = known.Select(way => new { way.Channel, way.Recipient, isPaused }) }, () => Console.WriteLine(isPaused ? $"Leveringene til {wanted} venter." : $"Leveringene til {wanted} går igjen."));
            }

            return known.Count == 0 ? ExitCodes.Findings : ExitCodes.Success;
        });
        return verb;
    }

    private static Command Retry()
    {
        var id = new Argument<Guid?>("ID") { Description = "Hvilken, slik «outbox --failed» viser den.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Alle." };
        var verb = new Command("retry", "Prøv igjen å levere det som ikke er kommet fram; et nettsted som kjører, gjør det.") { id, all };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            if ((parsed.GetValue(id) is null) != parsed.GetValue(all))
            {
                await Console.Error.WriteLineAsync("Oppgi enten en ID eller --all.");
                return ExitCodes.Usage;
            }

            var retried = await services.GetRequiredService<SubmissionOutbox>().RetryAsync(parsed.GetValue(id), cancellationToken);
            VerbRunner.Write(parsed, new { retried }, () => Console.WriteLine($"{retried} prøves igjen."));
            return retried == 0 && !parsed.GetValue(all) ? ExitCodes.Findings : ExitCodes.Success;
        });
        return verb;
    }
}
