using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>The texts of signing in, in all three languages.</summary>
internal static class SigningInTexts
{
    public static Label SignIn { get; } = new("Logg inn", "Logg inn", "Sign in");

    public static Label SignInWith(string provider) => new($"Logg inn med {provider}", $"Logg inn med {provider}", $"Sign in with {provider}");

    public static Label SignOut { get; } = new("Logg ut", "Logg ut", "Sign out");

    public static Label SignedInWith(string provider) => new($"Du er logget inn med {provider}.", $"Du er logga inn med {provider}.", $"You are signed in with {provider}.");

    public static Label Without { get; } = new("Fyll ut uten å logge inn", "Fyll ut utan å logge inn", "Fill in without signing in");

    public static Label Must(string provider) => new(
        $"For å fylle ut skjemaet må du logge inn med {provider}. Slik vet kommunen hvem det kommer fra, og ingen andre kan sende det i ditt navn.",
        $"For å fylle ut skjemaet må du logge inn med {provider}. Slik veit kommunen kven det kjem frå, og ingen andre kan sende det i ditt namn.",
        $"To fill in the form you must sign in with {provider}. That is how the municipality knows who it comes from, and nobody else can send it in your name.");

    public static Label May(string provider) => new(
        $"Du kan logge inn med {provider}, så slipper du å skrive det kommunen får vite derfra. Du kan også fylle ut uten å logge inn.",
        $"Du kan logge inn med {provider}, så slepp du å skrive det kommunen får vite derifrå. Du kan òg fylle ut utan å logge inn.",
        $"You can sign in with {provider}, and need not write what the municipality is told from there. You can also fill in without signing in.");

    public static Label Level(SignInLevel level) => level == SignInLevel.High
        ? new(
            "Skjemaet krever innlogging på høyt sikkerhetsnivå, for eksempel med BankID.",
            "Skjemaet krev innlogging på høgt tryggingsnivå, til dømes med BankID.",
            "The form demands sign-in at the high security level, for example with BankID.")
        : new(
            "Skjemaet krever innlogging på betydelig sikkerhetsnivå eller høyere.",
            "Skjemaet krev innlogging på betydeleg tryggingsnivå eller høgare.",
            "The form demands sign-in at the substantial security level or higher.");

    public static Label FilledIn { get; } = new("Dette fylles ut for deg hvis innloggingen gir det:", "Dette blir fylt ut for deg om innlogginga gir det:", "This is filled in for you where the sign-in gives it:");

    public static Label Kept { get; } = new(
        "Det du fyller ut, kan bare åpnes av deg når du er logget inn. Det blir slettet et døgn etter at du sist rørte det, hvis du ikke lagrer det for å fortsette senere.",
        "Det du fyller ut, kan berre opnast av deg når du er logga inn. Det blir sletta eit døgn etter at du sist rørte det, om du ikkje lagrar det for å halde fram seinare.",
        "What you fill in can be opened only by you, when you are signed in. It is deleted a day after you last touched it, unless you save it to go on later.");

    public static Label FromSignIn(string provider) => new(
        $"Hentet fra {provider}, og kan ikke endres her.", $"Henta frå {provider}, og kan ikkje endrast her.", $"Taken from {provider}, and cannot be changed here.");

    public static Label SignedOut { get; } = new("Du er logget ut", "Du er logga ut", "You are signed out");

    public static Label SignedOutKept { get; } = new(
        "Det du har fylt ut og ikke sendt, finner du igjen når du logger inn på nytt i denne nettleseren innen et døgn. Lukk nettleseren hvis andre bruker maskinen.",
        "Det du har fylt ut og ikkje sendt, finn du att når du loggar inn på nytt i denne nettlesaren innan eit døgn. Lukk nettlesaren om andre bruker maskina.",
        "What you have filled in and not sent is there when you sign in again in this browser within a day. Close the browser if others use the machine.");

    public static Label NotDone { get; } = new("Du er ikke logget inn", "Du er ikkje logga inn", "You are not signed in");

    public static Label NotSetUp { get; } = new(
        "Skjemaet kan ikke fylles ut på nett nå. Det krever innlogging, og innlogging er ikke i bruk hos kommunen akkurat nå. Prøv igjen senere, eller ta kontakt med kommunen.",
        "Skjemaet kan ikkje fyllast ut på nett no. Det krev innlogging, og innlogging er ikkje i bruk hos kommunen akkurat no. Prøv igjen seinare, eller ta kontakt med kommunen.",
        "The form cannot be filled in online now. It demands sign-in, which the municipality does not offer at the moment. Try again later, or contact the municipality.");

    /// <summary>What happened, and what the person can do.</summary>
    public static Label Of(SignInFault fault, string provider) => fault switch
    {
        SignInFault.Cancelled => new(
            "Innloggingen ble avbrutt, og ingenting er sendt. Logg inn på nytt hvis du vil fylle ut skjemaet.",
            "Innlogginga vart avbroten, og ingenting er sendt. Logg inn på nytt om du vil fylle ut skjemaet.",
            "The sign-in was cancelled, and nothing has been sent. Sign in again if you want to fill in the form."),
        SignInFault.TooLow => new(
            $"Du logget inn på et lavere sikkerhetsnivå enn skjemaet krever. Logg inn på nytt, og velg en sikrere måte hos {provider}.",
            $"Du logga inn på eit lågare tryggingsnivå enn skjemaet krev. Logg inn på nytt, og vel ein tryggare måte hos {provider}.",
            $"You signed in at a lower security level than the form demands. Sign in again, and choose a safer way at {provider}."),
        SignInFault.NotOurs => new(
            "Innloggingen ble ikke fullført, for den tok for lang tid eller ble begynt i et annet vindu. Logg inn på nytt. Det hjelper å tillate informasjonskapsler for dette nettstedet.",
            "Innlogginga vart ikkje fullført, for ho tok for lang tid eller vart byrja i eit anna vindauge. Logg inn på nytt. Det hjelper å tillate informasjonskapslar for denne nettstaden.",
            "The sign-in was not completed, for it took too long or was begun in another window. Sign in again. It helps to allow cookies for this site."),
        SignInFault.Clock => new(
            $"Innloggingen kunne ikke godkjennes, for klokkene hos kommunen og {provider} stemmer ikke overens. Prøv igjen om noen minutter. Ta kontakt med kommunen hvis det fortsetter.",
            $"Innlogginga kunne ikkje godkjennast, for klokkene hos kommunen og {provider} stemmer ikkje overeins. Prøv igjen om nokre minutt. Ta kontakt med kommunen om det held fram.",
            $"The sign-in could not be accepted, for the clocks of the municipality and {provider} do not agree. Try again in some minutes. Contact the municipality if it goes on."),
        SignInFault.Unavailable => new(
            $"{provider} svarer ikke akkurat nå. Det du har fylt ut før, er ikke borte. Prøv igjen om noen minutter.",
            $"{provider} svarer ikkje akkurat no. Det du har fylt ut før, er ikkje borte. Prøv igjen om nokre minutt.",
            $"{provider} does not answer at the moment. What you filled in before is not lost. Try again in some minutes."),
        SignInFault.TimedOut => new(
            "Du er logget ut fordi det er en stund siden du gjorde noe. Det du har fylt ut, er tatt vare på. Logg inn på nytt for å fortsette.",
            "Du er logga ut fordi det er ei stund sidan du gjorde noko. Det du har fylt ut, er teke vare på. Logg inn på nytt for å halde fram.",
            "You have been signed out because it is a while since you did anything. What you have filled in is kept. Sign in again to go on."),
        _ => new(
            "Innloggingen virker ikke slik den skal, og feilen er hos kommunen. Prøv igjen senere, eller ta kontakt med kommunen.",
            "Innlogginga verkar ikkje slik ho skal, og feilen er hos kommunen. Prøv igjen seinare, eller ta kontakt med kommunen.",
            "The sign-in does not work as it should, and the fault is the municipality’s. Try again later, or contact the municipality."),
    };
}
