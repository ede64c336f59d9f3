using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Messages;

/// <summary>What is said round messages, to readers and to those who write them.</summary>
internal static class MessageTexts
{
    public static Label Heading { get; } = new("Driftsmeldinger", "Driftsmeldingar", "Service messages");
    public static Label Warning { get; } = new("Viktig:", "Viktig:", "Important:");

    public static Label TextMissing { get; } = new("Skriv meldingen på bokmål.", "Skriv meldinga på bokmål.", "Write the message in bokmål.");
    public static Label TooLong { get; } = new(
        $"Meldingen kan ha høyst {ServiceMessage.MaxLength} tegn.", $"Meldinga kan ha høgst {ServiceMessage.MaxLength} teikn.", $"The message can have {ServiceMessage.MaxLength} characters at most.");
    public static Label NotPlain { get; } = new(
        "Skriv ren tekst, uten lenker og HTML.", "Skriv rein tekst, utan lenkjer og HTML.", "Write plain text, without links and HTML.");
    public static Label NoSeverity { get; } = new("Velg informasjon (info) eller viktig (warning).", "Vel informasjon (info) eller viktig (warning).", "Choose information (info) or important (warning).");
    public static Label EndMissing { get; } = new("Velg når meldingen skal tas bort.", "Vel når meldinga skal takast bort.", "Choose when the message is to be taken away.");
    public static Label EndTooEarly { get; } = new(
        "Meldingen må slutte etter at den begynner, og etter nå.", "Meldinga må slutte etter at ho byrjar, og etter no.", "The message must end after it begins, and after now.");
    public static Label EndTooLate { get; } = new(
        $"Meldingen må slutte innen {MessageRules.MostDays} dager. Det som skal stå lenger, hører hjemme i tjenestens tekst.",
        $"Meldinga må slutte innan {MessageRules.MostDays} dagar. Det som skal stå lenger, høyrer heime i teksten til tenesta.",
        $"The message must end within {MessageRules.MostDays} days. What is to stand longer belongs in the service’s text.");
    public static Label NoSuchService { get; } = new("Tjenesten finnes ikke.", "Tenesta finst ikkje.", "There is no such service.");
    public static Label NoSuchMessage { get; } = new("Meldingen finnes ikke.", "Meldinga finst ikkje.", "There is no such message.");
    public static Label IsOver { get; } = new(
        "Meldingen er avsluttet. Skriv en ny.", "Meldinga er avslutta. Skriv ei ny.", "The message is over. Write a new one.");
}
