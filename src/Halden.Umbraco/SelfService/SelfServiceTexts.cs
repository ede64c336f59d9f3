using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Every text of the public pages and the JSON API in all three languages, side by side: one that lacks a language does
/// not compile.
/// </summary>
internal static class SelfServiceTexts
{
    private static readonly CultureInfo Bokmal = CultureInfo.GetCultureInfo(Cultures.Bokmal);
    private static readonly CultureInfo NewNorwegian = CultureInfo.GetCultureInfo(Cultures.NewNorwegian);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo(Cultures.English);

    public static Label SelfService { get; } = new("Selvbetjening", "Sjølvbetening", "Self-service");
    public static Label Home { get; } = new("Forside", "Framside", "Home");
    public static Label SkipToContent { get; } = new("Hopp til hovedinnhold", "Hopp til hovudinnhald", "Skip to main content");
    public static Label YouAreHere { get; } = new("Du er her", "Du er her", "You are here");
    public static Label Languages { get; } = new("Språk", "Språk", "Language");
    public static Label OtherLanguages { get; } = new("Denne tjenesten på andre språk", "Denne tenesta på andre språk", "This service in other languages");
    public static Label Intro { get; } = new(
        "Her finner du kommunens tjenester: hva du kan få, hvilke regler som gjelder, og hvordan du søker.",
        "Her finn du tenestene til kommunen: kva du kan få, kva reglar som gjeld, og korleis du søkjer.",
        "Here you find the municipality’s services: what you can get, which rules apply and how to apply.");
    public static Label ThemesHeading { get; } = new("Temaer", "Tema", "Themes");
    public static Label LifeEventsHeading { get; } = new("Livshendelser", "Livshendingar", "Life events");
    public static Label LifeEvent { get; } = new("Livshendelse", "Livshending", "Life event");
    public static Label MostUsed { get; } = new("Mest brukt", "Mest brukt", "Most used");
    public static Label Newest { get; } = new("Nytt og oppdatert", "Nytt og oppdatert", "New and updated");
    public static Label Subscribe { get; } = new("Følg endringene (RSS)", "Følg endringane (RSS)", "Follow the changes (RSS)");
    public static Label FeedTitle { get; } = new("Endringer i selvbetjening", "Endringar i sjølvbetening", "Changes in self-service");
    public static Label ServicesWithin { get; } = new("Tjenester om dette temaet", "Tenester om dette temaet", "Services on this theme");
    public static Label MoreWithin { get; } = new("Flere tjenester innen", "Fleire tenester innan", "More services within");
    public static Label RelatedServices { get; } = new("Se også", "Sjå òg", "See also");
    public static Label Updated { get; } = new("Sist oppdatert", "Sist oppdatert", "Last updated");
    public static Label Process { get; } = new("Slik behandles søknaden", "Slik blir søknaden behandla", "How your application is processed");
    public static Label ProcessTimes { get; } = new(
        "Tidene er hvor lenge arbeidet tar, ikke hvor lenge du må vente på svar.",
        "Tidene er kor lenge arbeidet tek, ikkje kor lenge du må vente på svar.",
        "The times are how long the work takes, not how long you wait for an answer.");
    public static Label ProcessLanguage { get; } = new("Stegene er skrevet på bokmål.", "Stega er skrivne på bokmål.", "The steps are written in Norwegian (bokmål).");
    public static Label If { get; } = new("Hvis", "Dersom", "If");
    public static Label Then { get; } = new("Deretter", "Deretter", "Then");
    public static Label BackTo { get; } = new("tilbake til", "tilbake til", "back to");
    public static Label StepNumber { get; } = new("punkt", "punkt", "step");
    public static Label OpenNow { get; } = new("Åpent nå", "Ope no", "Open now");
    public static Label ClosedNow { get; } = new("Stengt nå", "Stengt no", "Closed now");
    public static Label ApplicationsOpen { get; } = new("Søknaden åpner {0}.", "Søknaden opnar {0}.", "Applications open on {0}.");
    public static Label ApplicationsClose { get; } = new("Siste dag å søke er {0}.", "Siste dag å søkje er {0}.", "The last day to apply is {0}.");
    public static Label ApplicationsClosed { get; } = new("Søknadsfristen gikk ut {0}.", "Søknadsfristen gjekk ut {0}.", "The last day to apply was {0}.");
    public static Label NoApplicationNow { get; } = new("Du kan ikke søke nå", "Du kan ikkje søkje no", "You cannot apply now");
    public static Label AccessibilityStatement { get; } = new("Tilgjengelighetserklæring", "Tilgjengeerklæring", "Accessibility statement (in Norwegian)");
    public static Label PrivacyStatement { get; } = new("Personvern", "Personvern", "Privacy");
    public static Label AllServices { get; } = new("Alle tjenester fra A til Å", "Alle tenester frå A til Å", "All services from A to Å");
    public static Label ByLetter { get; } = new("Etter bokstav", "Etter bokstav", "By letter");
    public static Label ByTheme { get; } = new("Etter emneord", "Etter emneord", "By subject");
    public static Label ThemesTitle { get; } = new("Tjenester etter emneord", "Tenester etter emneord", "Services by subject");
    public static Label ThemesIntro { get; } = new(
        "Velg et tema eller emneord for å se tjenestene som hører til.",
        "Vel eit tema eller emneord for å sjå tenestene som høyrer til.",
        "Choose a theme or subject to see the services that belong to it.");
    public static Label Themes { get; } = new("Emneord", "Emneord", "Subjects");
    public static Label OtherThemes { get; } = new("Andre emneord", "Andre emneord", "Other subjects");
    public static Label Views { get; } = new("Vis tjenestene", "Vis tenestene", "Show the services");
    public static Label Letters { get; } = new("Gå til bokstav", "Gå til bokstav", "Go to letter");
    public static Label Digits { get; } = new("0–9", "0–9", "0–9");
    public static Label Contents { get; } = new("På denne siden", "På denne sida", "On this page");
    public static Label NothingYet { get; } = new(
        "Det er ikke publisert noen tjenester her ennå. Ta kontakt med kommunen om du trenger hjelp.",
        "Det er ikkje publisert nokon tenester her enno. Ta kontakt med kommunen om du treng hjelp.",
        "No services have been published here yet. Please contact the municipality if you need help.");
    public static Label NoThemes { get; } = new(
        "Ingen av tjenestene har fått emneord ennå.",
        "Ingen av tenestene har fått emneord enno.",
        "None of the services has been given a subject yet.");
    public static Label ShowAll { get; } = new("Se alle tjenester", "Sjå alle tenester", "See all services");
    public static Label OpenData { get; } = new("Åpne data (OpenAPI)", "Opne data (OpenAPI)", "Open data (OpenAPI)");
    public static Label Table { get; } = new("Tabell, kan rulles sidelengs", "Tabell, kan rullast sidelengs", "Table, scrolls sideways");
    public static Label MoreInformation { get; } = new("Flere opplysninger", "Fleire opplysningar", "More information");
    public static Label Yes { get; } = new("Ja", "Ja", "Yes");
    public static Label No { get; } = new("Nei", "Nei", "No");
    public static Label Statutory { get; } = new("Dette er en lovpålagt tjeneste.", "Dette er ei lovpålagd teneste.", "This is a statutory service.");
    public static Label NotStatutory { get; } = new("Dette er ikke en lovpålagt tjeneste.", "Dette er ikkje ei lovpålagd teneste.", "This is not a statutory service.");

    public static Label NotFoundTitle { get; } = new("Siden finnes ikke", "Sida finst ikkje", "Page not found");
    public static Label NotFound { get; } = new(
        "Adressen kan være skrevet feil, eller tjenesten er tatt ned.",
        "Adressa kan vere skriven feil, eller tenesta er teken ned.",
        "The address may be misspelt, or the service has been taken down.");
    public static Label GoneTitle { get; } = new("Tjenesten er tatt ned", "Tenesta er teken ned", "The service has been taken down");
    public static Label Gone { get; } = new(
        "Kommunen har tatt ned denne tjenesten. Se om du finner det du trenger blant de andre.",
        "Kommunen har teke ned denne tenesta. Sjå om du finn det du treng blant dei andre.",
        "The municipality has taken this service down. See whether you find what you need among the others.");
    public static Label NotInThisLanguage { get; } = new(
        "Denne tjenesten finnes ikke på bokmål, men du kan lese den her:",
        "Denne tenesta finst ikkje på nynorsk, men du kan lese ho her:",
        "This service is not available in English, but you can read it here:");

    /// <summary>That what is shown is in another language than the page, by the culture of the text.</summary>
    public static Label Untranslated(string textCulture) => new(
        $"Denne tjenesten er ikke oversatt til bokmål. Du leser den på {LanguageName(textCulture).ToLowerInvariant().Replace("english", "engelsk", StringComparison.Ordinal)}.",
        $"Denne tenesta er ikkje omsett til nynorsk. Du les ho på {LanguageName(textCulture).ToLowerInvariant().Replace("english", "engelsk", StringComparison.Ordinal)}.",
        "This service has not been translated into English. You are reading it in Norwegian.");

    public static Label StartingTitle { get; } = new("Siden er straks klar", "Sida er straks klar", "The page will be ready in a moment");
    public static Label Starting { get; } = new(
        "Nettstedet starter. Last siden på nytt om noen sekunder.",
        "Nettstaden startar. Last sida på nytt om nokre sekund.",
        "The site is starting. Please reload the page in a few seconds.");

    public static Label ApiUnknown { get; } = new("Ukjent adresse", "Ukjend adresse", "Unknown address");
    public static Label ApiUnknownDetail { get; } = new(
        $"Se {SelfServicePaths.ApiDescription} for hva API-et svarer på.",
        $"Sjå {SelfServicePaths.ApiDescription} for kva API-et svarar på.",
        $"See {SelfServicePaths.ApiDescription} for what the API answers.");
    public static Label ApiNoService { get; } = new("Tjenesten finnes ikke", "Tenesta finst ikkje", "No such service");
    public static Label ApiNoServiceDetail { get; } = new(
        "Ingen publisert tjeneste har denne adressen på dette språket.",
        "Inga publisert teneste har denne adressa på dette språket.",
        "No published service has this address in this language.");
    public static Label ApiCursor { get; } = new(
        "«since» må være «next» fra et tidligere svar. Utelat den for å få alt.",
        "«since» må vere «next» frå eit tidlegare svar. Utelat han for å få alt.",
        "‘since’ must be ‘next’ of an earlier answer. Leave it out to get everything.");
    public static Label ApiCursorGone { get; } = new("Begynn på nytt", "Begynn på nytt", "Start over");
    public static Label ApiCursorGoneDetail { get; } = new(
        "Dette «since» er ikke herfra, eller nettstedet er satt tilbake til en sikkerhetskopi. Hent alt på nytt uten «since».",
        "Denne «since» er ikkje herifrå, eller nettstaden er sett tilbake til ein tryggingskopi. Hent alt på nytt utan «since».",
        "This ‘since’ is not from here, or the site was set back to a backup. Get everything again without ‘since’.");
    public static Label ApiCulture { get; } = new("Ukjent språk", "Ukjent språk", "Unknown culture");
    public static Label ApiCultureDetail { get; } = new(
        "Verdien av «culture» må være en av nb-NO, nn-NO og en-US.",
        "Verdien av «culture» må vere ein av nb-NO, nn-NO og en-US.",
        "The value of ‘culture’ must be one of nb-NO, nn-NO and en-US.");
    public static Label ApiQuery { get; } = new("Spørringen kan ikke forstås", "Spørjinga kan ikkje forståast", "The query cannot be understood");
    public static Label ApiNoForm { get; } = new("Skjemaet finnes ikke", "Skjemaet finst ikkje", "No such form");
    public static Label ApiNoFormDetail { get; } = new(
        "Ingen publisert tjeneste med denne adressen på dette språket har et elektronisk skjema.",
        "Inga publisert teneste med denne adressa på dette språket har eit elektronisk skjema.",
        "No published service with this address in this language has an electronic form.");
    public static Label ApiTooMany { get; } = new("For mange forespørsler", "For mange førespurnader", "Too many requests");
    public static Label ApiTooManyDetail { get; } = new(
        "Vent noen sekunder, slik Retry-After sier, og prøv igjen.",
        "Vent nokre sekund, slik Retry-After seier, og prøv igjen.",
        "Wait some seconds, as Retry-After says, and try again.");
    public static Label ApiMethod { get; } = new("Metoden støttes ikke", "Metoden er ikkje støtta", "Method not allowed");
    public static Label ApiMethodDetail { get; } = new("Bruk GET eller HEAD.", "Bruk GET eller HEAD.", "Use GET or HEAD.");
    public static Label ApiStarting { get; } = new("Ikke klar ennå", "Ikkje klar enno", "Not ready yet");
    public static Label ApiStartingDetail { get; } = new(
        "Tjenestene leses inn. Prøv igjen om noen sekunder.",
        "Tenestene blir lesne inn. Prøv igjen om nokre sekund.",
        "The services are being read. Try again in a few seconds.");
    public static Label NotPublic { get; } = new(
        "Vises i selvbetjening når teksten er godkjent og publisert.",
        "Blir vist i sjølvbetening når teksten er godkjend og publisert.",
        "Shown in self-service when the text is approved and published.");

    /// <summary>The name of a language, in that language.</summary>
    public static string LanguageName(string culture) => new Label("Bokmål", "Nynorsk", "English").In(culture);

    /// <summary>A day as it is written in a culture.</summary>
    public static string Day(DateOnly day, string culture) =>
        day.ToString(culture == Cultures.English ? "d MMMM yyyy" : "d. MMMM yyyy", culture switch { Cultures.Bokmal => Bokmal, Cultures.NewNorwegian => NewNorwegian, _ => English });

    /// <summary>How long something takes, e.g. "1 time og 30 minutter".</summary>
    public static string Duration(int minutes, string culture)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        var first = new Label($"{hours} {(hours == 1 ? "time" : "timer")}", $"{hours} {(hours == 1 ? "time" : "timar")}", $"{hours} {(hours == 1 ? "hour" : "hours")}");
        var last = new Label($"{rest} {(rest == 1 ? "minutt" : "minutter")}", $"{rest} minutt", $"{rest} {(rest == 1 ? "minute" : "minutes")}");
        var both = hours == 0 ? last : rest == 0 ? first : first.Then(new Label("og", "og", "and")).Then(last);
        return both.In(culture);
    }

    /// <summary>The language tag of a culture for <c>lang</c> and <c>hreflang</c>: nb, nn, en.</summary>
    public static string LanguageTag(string culture) => culture switch { Cultures.Bokmal => "nb", Cultures.NewNorwegian => "nn", Cultures.English => "en", _ => culture[..2] };
}
