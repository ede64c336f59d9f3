using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Feedback;

/// <summary>What readers are asked, and told when they have answered.</summary>
internal static class FeedbackTexts
{
    public static Label Question { get; } = new("Fant du det du lette etter?", "Fann du det du leita etter?", "Did you find what you were looking for?");
    public static Label Anonymous { get; } = new(
        "Vi teller bare svarene. Ingenting om deg blir lagret.", "Vi tel berre svara. Ingenting om deg blir lagra.", "We only count the answers. Nothing about you is stored.");
    public static Label ThanksTitle { get; } = new("Takk for svaret", "Takk for svaret", "Thank you for your answer");
    public static Label Thanks { get; } = new(
        "Svaret ditt er talt, og hjelper oss å gjøre sidene bedre. Trenger du hjelp, kan du søke her eller ta kontakt med kommunen.",
        "Svaret ditt er talt, og hjelper oss å gjere sidene betre. Treng du hjelp, kan du søkje her eller ta kontakt med kommunen.",
        "Your answer has been counted and helps us improve the pages. If you need help, search here or contact the municipality.");
    public static Label NotTakenTitle { get; } = new("Svaret ble ikke talt", "Svaret vart ikkje talt", "Your answer was not counted");
    public static Label NoAnswer { get; } = new(
        "Gå tilbake til tjenesten, og velg Ja eller Nei nederst på siden.",
        "Gå tilbake til tenesta, og vel Ja eller Nei nedst på sida.",
        "Go back to the service, and choose Yes or No at the bottom of the page.");
    public static Label NotFromHere { get; } = new(
        "Svaret kom fra et annet nettsted. Åpne tjenesten her, og svar nederst på siden.",
        "Svaret kom frå ein annan nettstad. Opne tenesta her, og svar nedst på sida.",
        "The answer came from another website. Open the service here, and answer at the bottom of the page.");
    public static Label TooMany { get; } = new(
        "Det har kommet mange svar herfra på kort tid. Vent noen minutter, og prøv igjen.",
        "Det har kome mange svar herifrå på kort tid. Vent nokre minutt, og prøv igjen.",
        "Many answers have come from here in a short time. Wait some minutes, and try again.");
}
