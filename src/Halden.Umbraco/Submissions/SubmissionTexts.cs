using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Submissions;

/// <summary>What the submissions say to people.</summary>
internal static class SubmissionTexts
{
    public static readonly Label NoMail = new(
        "E-post er ikke satt opp på nettstedet. Sendes når det er gjort.", "E-post er ikkje sett opp på nettstaden. Blir send når det er gjort.", "E-mail is not set up on the site. Sent when it is.");

    public static readonly Label NoRecipient = new(
        "Tjenesten har ingen godkjent mottaker. Fyll ut «Ansvar», og få tjenesten godkjent.",
        "Tenesta har ingen godkjend mottakar. Fyll ut «Ansvar», og få tenesta godkjend.",
        "The service has no approved recipient. Fill in “Responsibility”, and have the service approved.");

    public static readonly Label Unreadable = new(
        "Innholdet kan ikke leses med nøklene som nettstedet har. Legg tilbake nøklene det ble skrevet med.",
        "Innhaldet kan ikkje lesast med nøklane som nettstaden har. Legg tilbake nøklane det vart skrive med.",
        "The content cannot be read with the keys that the site has. Put back the keys that it was written with.");

    public static readonly Label FilesUnreachable = new(
        "Vedleggene kan ikke hentes fra der de ligger, akkurat nå. Det blir prøvd igjen av seg selv; varer det, så si fra til den som drifter nettstedet.",
        "Vedlegga kan ikkje hentast frå der dei ligg, akkurat no. Det blir prøvd igjen av seg sjølv; varer det, så sei frå til den som driftar nettstaden.",
        "The files cannot be fetched from where they lie right now. It is tried again by itself; should it last, tell whoever runs the site.");

    public static readonly Label FileQuarantined = new(
        "Det er funnet virus i filen, og den gis ikke ut. Be innbyggeren om å sende den på nytt, eller slett innsendingen.",
        "Det er funne virus i fila, og ho blir ikkje gjeven ut. Be innbyggjaren om å sende ho på nytt, eller slett innsendinga.",
        "A virus was found in the file, and it is not given out. Ask the citizen to send it again, or delete the submission.");

    public static readonly Label NotDeliveredForVirus = new(
        "Det er funnet virus i et vedlegg, så innsendingen leveres ikke. Be innbyggeren om å sende på nytt, og behandle denne for hånd.",
        "Det er funne virus i eit vedlegg, så innsendinga blir ikkje levert. Be innbyggjaren om å sende på nytt, og behandle denne for hand.",
        "A virus was found in a file, so the submission is not delivered. Ask the citizen to send it again, and handle this one by hand.");

    public static readonly Label FileUnreachable = new(
        "Filen kan ikke hentes fra der den ligger, akkurat nå. Den er ikke borte. Prøv igjen om litt; varer det, så si fra til den som drifter nettstedet.",
        "Fila kan ikkje hentast frå der ho ligg, akkurat no. Ho er ikkje borte. Prøv igjen om litt; varer det, så sei frå til den som driftar nettstaden.",
        "The file cannot be fetched from where it lies right now. It is not lost. Try again in a while; should it last, tell whoever runs the site.");

    public static readonly Label Faulty = new(
        "Leveringen lot seg ikke gjøre klar. Se loggen.", "Leveringa let seg ikkje gjere klar. Sjå loggen.", "The delivery could not be prepared. See the log.");

    /// <summary>In the place of a recipient, where the mail server itself is meant.</summary>
    public static readonly Label MailServer = new("E-posttjeneren", "E-posttenaren", "The mail server");

    public static readonly Label Paused = new(
        "Leveringer til mottakeren er satt på vent av en administrator.", "Leveringar til mottakaren er sette på vent av ein administrator.", "Deliveries to the recipient are paused by an administrator.");

    /// <summary>Nothing gets through to a recipient.</summary>
    public static Label BrokenOff(DateTimeOffset until) => new(
        $"Ingenting kommer fram til mottakeren akkurat nå. Det prøves igjen {At(until).Nb}.",
        $"Ingenting kjem fram til mottakaren akkurat no. Det blir prøvd igjen {At(until).Nn}.",
        $"Nothing gets through to the recipient at present. It is tried again {At(until).En}.");

    public static readonly Label ReadHere = new("Les den her (krever innlogging):", "Les henne her (krev innlogging):", "Read it here (sign-in required):");

    public static readonly Label WithoutAnswers = new(
        "Av hensyn til personvernet står svarene ikke i denne e-posten.", "Av omsyn til personvernet står svara ikkje i denne e-posten.", "To protect the citizen's privacy, the answers are not in this e-mail.");

    public static readonly Label WithAnswers = new(
        "Svarene ligger ved. Filer fra innbyggeren leses i Tjenester.", "Svara ligg ved. Filer frå innbyggjaren kan lesast i Tenester.", "The answers are attached. Files from the citizen are read in Services.");

    public static readonly Label KeepReference = new(
        "Ta vare på referansen, og oppgi den hvis du tar kontakt med oss om saken.",
        "Ta vare på referansen, og oppgje han dersom du tek kontakt med oss om saka.",
        "Keep the reference, and give it if you contact us about this.");

    public static readonly Label Reference = new("Referanse:", "Referanse:", "Reference:");

    public static readonly Label Received = new("Mottatt:", "Motteke:", "Received:");

    public static readonly Label Service = new("Tjeneste:", "Teneste:", "Service:");

    public static readonly Label Form = new("Skjema:", "Skjema:", "Form:");

    public static readonly Label SignedIn = new("Innlogging:", "Innlogging:", "Sign-in:");

    /// <summary>How a citizen had signed in.</summary>
    public static Label SignedInAs(SignedIn signedIn)
    {
        var (level, at) = (SignInTexts.NameOf(signedIn.Level), At(signedIn.At));
        return new($"{level.Nb} ({signedIn.Acr}), {at.Nb}", $"{level.Nn} ({signedIn.Acr}), {at.Nn}", $"{level.En} ({signedIn.Acr}), {at.En}");
    }

    public static readonly Label Files = new("Vedlegg:", "Vedlegg:", "Attachments:");

    public static readonly Label Delivery = new("Sending:", "Sending:", "Delivery:");

    /// <summary>What a state is called.</summary>
    public static Label NameOf(SubmissionState state) => state switch
    {
        SubmissionState.InWork => new("Under arbeid", "Under arbeid", "In work"),
        SubmissionState.Done => new("Ferdig", "Ferdig", "Done"),
        _ => new("Ny", "Ny", "New"),
    };

    public static readonly Label ReceiptAddress = new("Adresse for kvittering", "Adresse for kvittering", "Address for the receipt");

    /// <summary>What a citizen was looked for by.</summary>
    public static Label NameOf(CitizenTermKind kind) => kind switch
    {
        CitizenTermKind.Email => new("E-postadresse", "E-postadresse", "E-mail address"),
        CitizenTermKind.NationalIdentityNumber => new("Fødselsnummer", "Fødselsnummer", "National identity number"),
        _ => new("Navn", "Namn", "Name"),
    };

    /// <summary>Why a submission was erased.</summary>
    public static Label NameOf(ErasureReason reason) => reason switch
    {
        ErasureReason.ConsentWithdrawn => new("Samtykket er trukket tilbake", "Samtykket er trekt tilbake", "Consent was withdrawn"),
        ErasureReason.SentByMistake => new("Sendt ved en feil", "Send ved ein feil", "Sent by mistake"),
        ErasureReason.Unlawful => new("Kommunen har ikke grunnlag for å oppbevare den", "Kommunen har ikkje grunnlag for å ta vare på henne", "The municipality has no ground to keep it"),
        _ => new("Innbyggeren har bedt om det", "Innbyggjaren har bede om det", "The citizen has asked for it"),
    };

    /// <summary>A system did not answer, or what speaks with it did not come back.</summary>
    public static Label NoAnswerFrom(string system) => new(
        $"Fagsystemet {system} svarte ikke i tide.", $"Fagsystemet {system} svara ikkje i tide.", $"The system {system} did not answer in time.");

    /// <summary>A system that is not in the settings.</summary>
    public static Label NoWayTo(string system) => new(
        $"Overføring til fagsystemet {system} er ikke satt opp ennå. Innsendingen er tatt vare på og kan leses i Tjenester.",
        $"Overføring til fagsystemet {system} er ikkje sett opp enno. Innsendinga er teken vare på og kan lesast i Tenester.",
        $"Transfer to the system {system} is not set up yet. The submission is kept, and can be read in Services.");

    public static Label NewSubmission(string service, string reference) => new(
        $"Ny innsending {reference}: {service}", $"Ny innsending {reference}: {service}", $"New submission {reference}: {service}");

    /// <summary>What a test delivery is marked with.</summary>
    public static readonly Label TestMark = new("PRØVE", "PRØVE", "TEST");

    /// <summary>What a test delivery says.</summary>
    public static Label TestBody(string service) => new(
        $"Dette er en prøve av om søknader til tjenesten «{service}» kommer frem. Ingen har søkt, og du trenger ikke gjøre noe.",
        $"Dette er ei prøve av om søknader til tenesta «{service}» kjem fram. Ingen har søkt, og du treng ikkje gjere noko.",
        $"This is a test of whether applications for the service “{service}” get through. Nobody has applied, and you need not do anything.");

    /// <summary>A test to a system that is not in the settings.</summary>
    public static Label TestNotSetUp(string system) => new(
        $"Overføring til fagsystemet {system} er ikke satt opp på nettstedet.",
        $"Overføring til fagsystemet {system} er ikkje sett opp på nettstaden.",
        $"Transfer to the system {system} is not set up on the site.");

    public static Label Arrived(string service) => new(
        $"Det har kommet en innsending til tjenesten «{service}».", $"Det har kome ei innsending til tenesta «{service}».", $"A submission for the service “{service}” has arrived.");

    public static Label ReceiptSubject(string service, string reference) => new(
        $"Kvittering {reference}: {service}", $"Kvittering {reference}: {service}", $"Receipt {reference}: {service}");

    public static Label WeHaveReceived(string municipality, string service) => new(
        $"{municipality} har mottatt det du sendte inn til «{service}».",
        $"{municipality} har motteke det du sende inn til «{service}».",
        $"{municipality} has received what you sent for “{service}”.");

    /// <summary>A moment as people in Norway read it.</summary>
    public static Label At(DateTimeOffset moment)
    {
        var day = NorwegianTime.DayOf(moment);
        var time = NorwegianTime.TimeOf(moment);
        return new($"{day:dd.MM.yyyy} kl. {time:HH.mm}", $"{day:dd.MM.yyyy} kl. {time:HH.mm}", FormattableString.Invariant($"{day:d MMMM yyyy} at {time:HH:mm}"));
    }
}
