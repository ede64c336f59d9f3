using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>The texts of "save and continue later", on pages and in e-mail.</summary>
internal static class SavedTexts
{
    public static Label Save { get; } = new("Lagre og fortsett senere", "Lagre og hald fram seinare", "Save and continue later");

    public static Label SaveIntro { get; } = new(
        "Vi sender deg en lenke på e-post. Når du følger den, får du en kode til samme adresse, og så kan du fortsette, også på en annen telefon eller datamaskin.",
        "Vi sender deg ei lenkje på e-post. Når du følgjer ho, får du ein kode til same adresse, og så kan du halde fram, også på ein annan telefon eller datamaskin.",
        "We will send you a link by e-mail. When you follow it, you get a code to the same address, and can then continue, also on another phone or computer.");

    public static Label SaveKeeps { get; } = new(
        $"Svarene dine er kryptert, og slettes {FormDrafts.SavedLifetime.Days} dager etter at du sist var innom.",
        $"Svara dine er krypterte, og blir sletta {FormDrafts.SavedLifetime.Days} dagar etter at du sist var innom.",
        $"Your answers are encrypted, and are deleted {FormDrafts.SavedLifetime.Days} days after you last changed them.");

    public static Label Email { get; } = new("E-postadressen din", "E-postadressa di", "Your e-mail address");

    public static Label SendLink { get; } = new("Send lenken", "Send lenkja", "Send the link");

    public static Label BackToAnswers { get; } = new("Tilbake til skjemaet", "Tilbake til skjemaet", "Back to the form");

    public static Label NoAddress { get; } = new("Skriv en e-postadresse, slik: navn@eksempel.no.", "Skriv ei e-postadresse, slik: namn@eksempel.no.", "Write an e-mail address, like this: name@example.com.");

    public static Label NotSent { get; } = new(
        "Vi fikk ikke sendt e-posten. Svarene dine er fortsatt i denne nettleseren. Prøv igjen om litt, eller fyll ut ferdig nå.",
        "Vi fekk ikkje sendt e-posten. Svara dine er framleis i denne nettlesaren. Prøv igjen om litt, eller fyll ut ferdig no.",
        "We could not send the e-mail. Your answers are still in this browser. Try again in a while, or finish now.");

    public static Label TooManyToAddress { get; } = new(
        "Denne adressen har fått så mange e-poster at vi må vente litt. Prøv igjen om en time.",
        "Denne adressa har fått så mange e-postar at vi må vente litt. Prøv igjen om ein time.",
        "This address has had so many e-mails that we must wait a little. Try again in an hour.");

    public static Label Saved { get; } = new("Svarene dine er lagret", "Svara dine er lagra", "Your answers are saved");

    public static Label SavedIntro { get; } = new(
        "Vi har sendt en lenke til adressen du oppga. Får du den ikke innen noen minutter, så se i søppelposten, eller send den på nytt.",
        "Vi har sendt ei lenkje til adressa du oppgav. Får du ho ikkje innan nokre minutt, så sjå i søppelposten, eller send ho på nytt.",
        "We have sent a link to the address you gave. If it does not arrive within a few minutes, look in your spam folder, or send it again.");

    public static Label ContinueNow { get; } = new("Fortsett nå", "Hald fram no", "Continue now");

    public static Label SendAgain { get; } = new("Send på nytt eller til en annen adresse", "Send på nytt eller til ei anna adresse", "Send again, or to another address");

    public static Label Continue { get; } = new("Fortsett på skjemaet", "Hald fram på skjemaet", "Continue with the form");

    public static Label ContinueIntro { get; } = new(
        "For at ingen andre skal få lese svarene dine, sender vi en kode til e-postadressen du oppga da du lagret.",
        "For at ingen andre skal få lese svara dine, sender vi ein kode til e-postadressa du oppgav då du lagra.",
        "So that nobody else can read your answers, we send a code to the e-mail address you gave when you saved them.");

    public static Label SendCode { get; } = new("Send meg en kode", "Send meg ein kode", "Send me a code");

    public static Label SendNewCode { get; } = new("Send en ny kode", "Send ein ny kode", "Send a new code");

    public static Label Code { get; } = new("Kode", "Kode", "Code");

    public static Label CodeHint(int minutes) => new(
        $"Seks sifre, i e-posten vi nettopp sendte. Koden virker i {minutes} minutter.",
        $"Seks siffer, i e-posten vi nettopp sende. Koden verkar i {minutes} minutt.",
        $"Six digits, in the e-mail that we just sent. The code works for {minutes} minutes.");

    public static Label Open { get; } = new("Fortsett", "Hald fram", "Continue");

    public static Label WrongCode { get; } = new("Koden stemmer ikke. Se i e-posten og prøv igjen.", "Koden stemmer ikkje. Sjå i e-posten og prøv igjen.", "The code is not right. Look in the e-mail and try again.");

    public static Label NoCode { get; } = new(
        "Koden virker ikke lenger. Be om en ny.", "Koden verkar ikkje lenger. Be om ein ny.", "The code does not work any more. Ask for a new one.");

    public static Label CodeTooSoon { get; } = new(
        "Vi har nettopp sendt en kode. Vent et halvt minutt før du ber om en ny.", "Vi har nettopp sendt ein kode. Vent eit halvt minutt før du ber om ein ny.", "We have just sent a code. Wait half a minute before you ask for another.");

    public static Label CodeTooMany { get; } = new(
        "Det er sendt så mange koder for denne lenken at den er stengt. Fyll ut skjemaet på nytt, eller kontakt kommunen.",
        "Det er sendt så mange kodar for denne lenkja at ho er stengd. Fyll ut skjemaet på nytt, eller kontakt kommunen.",
        "So many codes have been sent for this link that it is closed. Fill in the form again, or contact the municipality.");

    public static Label CodeNotSent { get; } = new(
        "Vi fikk ikke sendt koden. Svarene dine er tatt vare på. Prøv igjen om litt.", "Vi fekk ikkje sendt koden. Svara dine er tekne vare på. Prøv igjen om litt.", "We could not send the code. Your answers are kept. Try again in a while.");

    public static Label NoLink { get; } = new(
        $"Lenken virker ikke. Enten er søknaden sendt, eller svarene er slettet fordi det er mer enn {FormDrafts.SavedLifetime.Days} dager siden de sist ble endret, eller du har fått en nyere lenke.",
        $"Lenkja verkar ikkje. Anten er søknaden send, eller svara er sletta fordi det er meir enn {FormDrafts.SavedLifetime.Days} dagar sidan dei sist vart endra, eller du har fått ei nyare lenkje.",
        $"The link does not work. Either the application has been sent, or the answers were deleted because it is more than {FormDrafts.SavedLifetime.Days} days since they were last changed, or you have been sent a newer link.");

    public static Label WelcomeBack { get; } = new(
        "Velkommen tilbake. Svarene dine er her.", "Velkomen tilbake. Svara dine er her.", "Welcome back. Your answers are here.");

    public static Label FormChanged { get; } = new(
        "Skjemaet er endret siden du begynte. Vi har beholdt svarene som fortsatt passer. Se over dem før du sender inn.",
        "Skjemaet er endra sidan du byrja. Vi har teke vare på svara som framleis passar. Sjå over dei før du sender inn.",
        "The form has changed since you began. We have kept the answers that still fit. Look them over before you send.");

    public static Label LinkSubject(string service) => new($"Fortsett på «{service}»", $"Hald fram på «{service}»", $"Continue with “{service}”");

    public static Label LinkIntro(string service, string municipality) => new(
        $"Du har lagret et påbegynt skjema for «{service}» hos {municipality}. Fortsett her:",
        $"Du har lagra eit påbyrja skjema for «{service}» hos {municipality}. Hald fram her:",
        $"You have saved a form that you have begun for “{service}” at {municipality}. Continue here:");

    public static Label LinkUntil(DateOnly day) => new(
        $"Lenken virker til {Norwegian(day)}, og lenger hvis du endrer noe før det.",
        $"Lenkja verkar til {Norwegian(day)}, og lenger dersom du endrar noko før det.",
        string.Create(CultureInfo.InvariantCulture, $"The link works until {day:d MMMM yyyy}, and longer if you change something before that."));

    public static Label NotYou { get; } = new(
        "Har du ikke bedt om dette, kan du se bort fra e-posten.", "Har du ikkje bede om dette, kan du sjå bort frå e-posten.", "If you did not ask for this, you can ignore this e-mail.");

    public static Label CodeSubject(string municipality) => new($"Koden din fra {municipality}", $"Koden din frå {municipality}", $"Your code from {municipality}");

    public static Label CodeIntro(string service) => new(
        $"Skriv denne koden for å fortsette på «{service}»:", $"Skriv denne koden for å halde fram på «{service}»:", $"Write this code to continue with “{service}”:");

    public static Label CodeUntil(int minutes) => new($"Den virker i {minutes} minutter.", $"Han verkar i {minutes} minutt.", $"It works for {minutes} minutes.");

    public static Label NobodyAsks(string municipality) => new(
        $"{municipality} ber deg aldri om koden på telefon eller e-post.", $"{municipality} bed deg aldri om koden på telefon eller e-post.", $"{municipality} never asks you for the code by phone or e-mail.");

    private static string Norwegian(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
