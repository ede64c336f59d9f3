using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Notices;

/// <summary>What the notices say, in plain text.</summary>
internal static class NoticeTexts
{
    private static readonly Label Somebody = new("Noen", "Nokon", "Somebody");

    /// <summary>What has happened, on one line.</summary>
    public static Label Headline(NoticeFacts facts)
    {
        var title = facts.Title;
        return facts.Event switch
        {
            NoticeEvent.Submitted => new($"Til godkjenning: {title}", $"Til godkjenning: {title}", $"For approval: {title}"),
            NoticeEvent.Approved => new($"Godkjent: {title}", $"Godkjend: {title}", $"Approved: {title}"),
            NoticeEvent.Rejected => new($"Avvist med kommentar: {title}", $"Avvist med kommentar: {title}", $"Rejected with a comment: {title}"),
            NoticeEvent.ChangedAfterApproval => new($"Endret etter godkjenning: {title}", $"Endra etter godkjenning: {title}", $"Changed after approval: {title}"),
            NoticeEvent.Reminder => new($"Påminnelse – venter på godkjenning: {title}", $"Påminning – ventar på godkjenning: {title}", $"Reminder – waiting for approval: {title}"),
            NoticeEvent.Overdue => new($"Over fristen – venter på godkjenning: {title}", $"Over fristen – ventar på godkjenning: {title}", $"Overdue – waiting for approval: {title}"),
            NoticeEvent.ImportFinished => facts.News is [var only]
                ? new($"Nytt fra den nasjonale katalogen: {only.Title}", $"Nytt frå den nasjonale katalogen: {only.Title}", $"News from the national catalogue: {only.Title}")
                : new($"Nytt fra den nasjonale katalogen: {facts.News.Count} tjenester", $"Nytt frå den nasjonale katalogen: {facts.News.Count} tenester", $"News from the national catalogue: {facts.News.Count} services"),
            NoticeEvent.RecipientChanged => new($"Ny mottaker av søknader: {title}", $"Ny mottakar av søknader: {title}", $"New recipient of applications: {title}"),
            NoticeEvent.PublishedUnapproved => new($"Alarm – publisert uten godkjenning: {title}", $"Alarm – publisert utan godkjenning: {title}", $"Alarm – published without approval: {title}"),
            NoticeEvent.PlanStopped => new($"Planlagt publisering ble stoppet: {title}", $"Planlagd publisering vart stoppa: {title}", $"Planned publishing was stopped: {title}"),
            NoticeEvent.DeputyAppointed => new($"Du er stedfortreder for kommunalsjefen: {facts.Department}", $"Du er stadfortredar for kommunalsjefen: {facts.Department}", $"You are the director's deputy: {facts.Department}"),
            NoticeEvent.DeliveriesBroken => facts.Broken is [var one]
                ? new($"Innsendinger er ikke kommet fram: {one.Title}", $"Innsendingar er ikkje komne fram: {one.Title}", $"Submissions have not got through: {one.Title}")
                : new($"Innsendinger er ikke kommet fram: {facts.Broken.Count} tjenester", $"Innsendingar er ikkje komne fram: {facts.Broken.Count} tenester", $"Submissions have not got through: {facts.Broken.Count} services"),
            NoticeEvent.MessagePutUp => new($"Melding på siden til tjenesten: {title}", $"Melding på sida til tenesta: {title}", $"Message on the service’s page: {title}"),
            NoticeEvent.ReviewDue => new($"Skal gjennomgås: {title}", $"Skal gåast gjennom: {title}", $"To be looked over: {title}"),
            _ => new($"Gjennomgang over fristen: {title}", $"Gjennomgang over fristen: {title}", $"Not looked over in time: {title}"),
        };
    }

    /// <summary>What it means for the person, in some sentences; <paramref name="municipality"/> is whom to ask.</summary>
    public static Label Body(NoticeFacts facts, string municipality)
    {
        var (title, nb, nn, en) = (facts.Title, facts.Who ?? Somebody.Nb, facts.Who ?? Somebody.Nn, facts.Who ?? Somebody.En);
        var (from, until) = (Day(facts.From), Day(facts.Until));
        return facts.Event switch
        {
            NoticeEvent.Submitted => new(
                $"{nb} har sendt «{title}» til godkjenning. Tjenesten blir ikke publisert før du har sett på den og godkjent den.",
                $"{nn} har sendt «{title}» til godkjenning. Tenesta blir ikkje publisert før du har sett på henne og godkjent henne.",
                $"{en} has submitted “{title}”. The service is not published until you have looked at it and approved it."),
            NoticeEvent.Approved => new($"{nb} har godkjent «{title}».", $"{nn} har godkjent «{title}».", $"{en} has approved “{title}”."),
            NoticeEvent.Rejected => new(
                $"{nb} har sendt «{title}» tilbake med denne kommentaren:\n\n{facts.Comment}\n\nRett tjenesten, og send den til godkjenning på nytt.",
                $"{nn} har sendt «{title}» tilbake med denne kommentaren:\n\n{facts.Comment}\n\nRett tenesta, og send henne til godkjenning på nytt.",
                $"{en} has sent “{title}” back with this comment:\n\n{facts.Comment}\n\nCorrect the service, and submit it again."),
            NoticeEvent.ChangedAfterApproval => new(
                $"«{title}» er endret etter at den ble godkjent. Det som er publisert, står som før. Endringen blir ikke publisert før den er godkjent.",
                $"«{title}» er endra etter at ho vart godkjend. Det som er publisert, står som før. Endringa blir ikkje publisert før ho er godkjend.",
                $"“{title}” has been changed since it was approved. What is published stays as it is. The change is not published until it is approved."),
            NoticeEvent.Reminder => new(
                $"«{title}» har ventet på at du avgjør den siden {from.Nb}.",
                $"«{title}» har venta på at du avgjer henne sidan {from.Nn}.",
                $"“{title}” has waited for your decision since {from.En}."),
            NoticeEvent.Overdue => With(
                new(
                    $"«{title}» har ventet på godkjenning siden {from.Nb}. Det er mer enn {facts.Days} arbeidsdager.",
                    $"«{title}» har venta på godkjenning sidan {from.Nn}. Det er meir enn {facts.Days} arbeidsdagar.",
                    $"“{title}” has waited for approval since {from.En}. That is more than {facts.Days} working days."),
                !facts.NobodyDecides ? null : new(
                    "Ingen kan godkjenne den slik det er nå. En administrator må utpeke kommunalsjef eller stedfortreder.",
                    "Ingen kan godkjenne henne slik det er no. Ein administrator må peike ut kommunalsjef eller stadfortredar.",
                    "Nobody can approve it as things are. An administrator must appoint a director or a deputy.")),
            NoticeEvent.ImportFinished => Imported(facts.News),
            NoticeEvent.DeliveriesBroken => Broken(facts),
            NoticeEvent.RecipientChanged when facts.Role == NoticeRole.PreviousRecipient => new(
                $"Søknader til «{title}» skal ikke lenger sendes til denne adressen. Endringen gjelder fra den er godkjent. Er det feil, si fra til dem som redigerer tjenestene i {municipality}.",
                $"Søknader til «{title}» skal ikkje lenger sendast til denne adressa. Endringa gjeld frå ho er godkjend. Er det feil, sei frå til dei som redigerer tenestene i {municipality}.",
                $"Applications for “{title}” are no longer to be sent to this address. The change applies once it is approved. If this is wrong, tell those who edit the services of {municipality}."),
            NoticeEvent.RecipientChanged => new(
                $"{nb} har endret hvem som mottar søknader til «{title}». Endringen gjelder fra den er godkjent.",
                $"{nn} har endra kven som tek imot søknader til «{title}». Endringa gjeld frå ho er godkjend.",
                $"{en} has changed who receives the applications for “{title}”. The change applies once it is approved."),
            NoticeEvent.PublishedUnapproved => new(
                $"«{title}» er publisert i Umbraco uten at innholdet er godkjent. Selvbetjening viser det ikke, men Umbracos egne sider og API-er kan gjøre det. Avpubliser tjenesten, eller få den godkjent.",
                $"«{title}» er publisert i Umbraco utan at innhaldet er godkjent. Selvbetjening viser det ikkje, men Umbraco sine eigne sider og API-ar kan gjere det. Avpubliser tenesta, eller få henne godkjend.",
                $"“{title}” is published in Umbraco without its content being approved. Selvbetjening does not show it, but Umbraco's own pages and APIs may. Take the service down, or have it approved."),
            NoticeEvent.PlanStopped => new(
                $"«{title}» skulle bli publisert etter planen, men ble stoppet, for den var ikke godkjent slik den var da. Se hva som mangler, og planlegg på nytt.",
                $"«{title}» skulle bli publisert etter planen, men vart stoppa, for ho var ikkje godkjend slik ho var då. Sjå kva som manglar, og planlegg på nytt.",
                $"“{title}” was planned to be published, but was stopped, because it was not approved as it then was. See what is missing, and plan again."),
            NoticeEvent.DeputyAppointed => new(
                $"Du kan godkjenne tjenester for {facts.Department} i kommunalsjefens sted, fra {from.Nb} til og med {until.Nb}.",
                $"Du kan godkjenne tenester for {facts.Department} i staden for kommunalsjefen, frå {from.Nn} til og med {until.Nn}.",
                $"You may approve services of {facts.Department} in the director's place, from {from.En} to {until.En}, both included."),
            NoticeEvent.MessagePutUp => new(
                $"{nb} har satt opp denne meldingen på «{title}», til {until.Nb}:\n\n{facts.Comment}\n\nMeldingen er ingen del av det du har godkjent, og endrer ikke noe av det.",
                $"{nn} har sett opp denne meldinga på «{title}», til {until.Nn}:\n\n{facts.Comment}\n\nMeldinga er ingen del av det du har godkjent, og endrar ikkje noko av det.",
                $"{en} has put up this message on “{title}”, until {until.En}:\n\n{facts.Comment}\n\nThe message is no part of what you have approved, and changes nothing of it."),
            NoticeEvent.ReviewDue => new(
                $"«{title}» skal gjennomgås innen {until.Nb}. Se om alt stemmer.",
                $"«{title}» skal gåast gjennom innan {until.Nn}. Sjå om alt stemmer.",
                $"“{title}” is to be looked over by {until.En}. See that everything is right."),
            _ => new(
                $"«{title}» skulle vært gjennomgått innen {until.Nb}.",
                $"«{title}» skulle vore gått gjennom innan {until.Nn}.",
                $"“{title}” should have been looked over by {until.En}."),
        };
    }

    /// <summary>Subject of an e-mail with several notices.</summary>
    public static Label Several(int count) => new($"{count} varsler fra Tjenester", $"{count} varsel frå Tenester", $"{count} notices from Services");

    /// <summary>Before an address in the section.</summary>
    public static readonly Label SeeHere = new("Se nærmere her (krever innlogging):", "Sjå nærare her (krev innlogging):", "See more here (sign-in required):");

    /// <summary>In the place of an address, where the site does not know its own.</summary>
    public static readonly Label SignIn = new("Logg inn og åpne Tjenester for å se nærmere.", "Logg inn og opne Tenester for å sjå nærare.", "Sign in and open Services to see more.");

    /// <summary>Last in an e-mail.</summary>
    public static Label Automatic(string municipality) => new(
        $"Meldingen er sendt automatisk av {municipality} og kan ikke besvares.",
        $"Meldinga er send automatisk av {municipality} og kan ikkje svarast på.",
        $"This was sent automatically by {municipality}. Replies are not read.");

    /// <summary>How a user changes what comes by e-mail.</summary>
    public static readonly Label Choose = new("Velg hva du vil ha på e-post:", "Vel kva du vil ha på e-post:", "Choose what you want by e-mail:");

    /// <summary>Before the delivery's key, by which two copies of an e-mail are known to be one.</summary>
    public static readonly Label Reference = new("Referanse:", "Referanse:", "Reference:");

    /// <summary>What a role is called in the list of what could not be sent.</summary>
    public static Label NameOf(NoticeRole role) => role switch
    {
        NoticeRole.Owner => new("Hovedansvarlig", "Hovudansvarleg", "Main responsible"),
        NoticeRole.PreviousRecipient => new("Tidligere mottaker", "Tidlegare mottakar", "Previous recipient"),
        NoticeRole.Decider or NoticeRole.Director => new("Kommunalsjef", "Kommunalsjef", "Director"),
        NoticeRole.Deputy => new("Stedfortreder", "Stadfortredar", "Deputy"),
        NoticeRole.Administrator => new("Administrator", "Administrator", "Administrator"),
        _ => new("Den som sendte inn", "Den som sende inn", "Who submitted it"),
    };

    private static Label Broken(NoticeFacts facts)
    {
        string List(string culture) => string.Join('\n', facts.Broken.Select(service =>
            $"- {service.Title}: {string.Join(", ", Wrong(service.Broken, facts.Hours).Select(text => text.In(culture)))}"));
        return new(
            $"Det innbyggere har sendt inn, er tatt vare på, men ikke alt er kommet fram:\n\n{List(Cultures.Bokmal)}\n\nSe hvorfor, og prøv igjen når det er rettet.",
            $"Det innbyggjarar har sendt inn, er teke vare på, men ikkje alt er kome fram:\n\n{List(Cultures.NewNorwegian)}\n\nSjå kvifor, og prøv igjen når det er retta.",
            $"What citizens have sent is kept, but not all of it has got through:\n\n{List(Cultures.English)}\n\nSee why, and try again when it is mended.");
    }

    private static IEnumerable<Label> Wrong(Submissions.BrokenDeliveries broken, int hours)
    {
        if (broken.Dead > 0)
        {
            yield return new($"{broken.Dead} gitt opp", $"{broken.Dead} gjevne opp", $"{broken.Dead} given up");
        }

        if (broken.Late > 0)
        {
            yield return new($"{broken.Late} har ventet i mer enn {hours} timer", $"{broken.Late} har venta i meir enn {hours} timar", $"{broken.Late} waiting for more than {hours} hours");
        }

        if (broken.ToPrint > 0)
        {
            yield return new($"{broken.ToPrint} ligger i utskriftskøen", $"{broken.ToPrint} ligg i utskriftskøen", $"{broken.ToPrint} in the print queue");
        }

        if (broken.Infected > 0)
        {
            yield return new($"{broken.Infected} har et vedlegg med virus", $"{broken.Infected} har eit vedlegg med virus", $"{broken.Infected} with a file in which a virus was found");
        }

        if (broken.IsPaused)
        {
            yield return new("mottakeren er satt på vent", "mottakaren er sett på vent", "the recipient is paused");
        }

        if (broken.IsBrokenOff)
        {
            yield return new("ingenting kommer fram til mottakeren akkurat nå", "ingenting kjem fram til mottakaren akkurat no", "nothing gets through to the recipient at present");
        }
    }

    private static Label Imported(IReadOnlyList<ImportNews> news)
    {
        string List(string culture) => string.Join('\n', news.Select(service => $"- {service.Title}: {What(service.Kind).In(culture)}"));
        return new(
            $"Importen fra den nasjonale katalogen hadde nytt om tjenester som du er hovedansvarlig for:\n\n{List(Cultures.Bokmal)}\n\nIngenting er publisert; endringer må godkjennes først.",
            $"Importen frå den nasjonale katalogen hadde nytt om tenester som du er hovudansvarleg for:\n\n{List(Cultures.NewNorwegian)}\n\nIngenting er publisert; endringar må godkjennast først.",
            $"The import from the national catalogue had news of services that you are the main responsible for:\n\n{List(Cultures.English)}\n\nNothing is published; changes must be approved first.");
    }

    private static Label What(ImportNewsKind kind) => kind switch
    {
        ImportNewsKind.Changed => new("kladden er oppdatert", "kladden er oppdatert", "the draft is updated"),
        ImportNewsKind.Waiting => new("en nasjonal endring venter på at noen velger", "ei nasjonal endring ventar på at nokon vel", "a national change waits for somebody to choose"),
        _ => new("er ikke lenger i katalogen", "er ikkje lenger i katalogen", "is no longer in the catalogue"),
    };

    private static Label With(Label text, Label? more) => more is null ? text : new($"{text.Nb} {more.Nb}", $"{text.Nn} {more.Nn}", $"{text.En} {more.En}");

    private static Label Day(DateOnly? day) => day is not { } known ? new(string.Empty, string.Empty, string.Empty) : new(
        known.ToString("d. MMMM yyyy", CultureInfo.GetCultureInfo(Cultures.Bokmal)),
        known.ToString("d. MMMM yyyy", CultureInfo.GetCultureInfo(Cultures.NewNorwegian)),
        known.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(Cultures.English)));
}
