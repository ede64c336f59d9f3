using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>What a brief says.</summary>
internal static class BriefTexts
{
    public static readonly Label Title = new("Elektroniske tjenester i kommunen", "Elektroniske tenester i kommunen", "Electronic services in the municipality");

    public static readonly Label Organisation = new("Organisering og forankring", "Organisering og forankring", "Organisation and support");

    public static readonly Label Scope = new("Omfang", "Omfang", "Scope");

    public static readonly Label Affected = new("Hvem som blir berørt", "Kven som blir råka", "Who is affected");

    public static readonly Label BeforePublishing = new("Før publisering", "Før publisering", "Before publishing");

    public static readonly Label CostBenefit = new("Kost og nytte", "Kost og nytte", "Cost and benefit");

    public static readonly Label Time = new("Tid", "Tid", "Time");

    public static readonly Label Organised = new(
        "Hver tjeneste har en avdeling, en kommunalsjef som godkjenner, og en hovedansvarlig. Ingenting blir vist for innbyggerne før kommunalsjefen har godkjent det.",
        "Kvar teneste har ei avdeling, ein kommunalsjef som godkjenner, og ein hovudansvarleg. Ingenting blir vist for innbyggjarane før kommunalsjefen har godkjent det.",
        "Each service has a department, a director who approves, and a main responsible. Nothing is shown to citizens before the director has approved it.");

    public static readonly Label NoRoles = new(
        "Ingen prosesser er tegnet ennå, så det er ikke kjent hvilke roller som blir berørt.",
        "Ingen prosessar er teikna enno, så det er ikkje kjent kva roller som blir råka.",
        "No processes are drawn yet, so it is not known which roles are affected.");

    public static readonly Label NothingLacks = new("Ingenting mangler.", "Ingenting manglar.", "Nothing is missing.");

    public static readonly Label NoBenefit = new(
        "Nytten er ikke kjent ennå: det trengs saker per år, og minutter i prosessen før og etter.",
        "Nytta er ikkje kjend enno: det trengst saker per år, og minutt i prosessen før og etter.",
        "The benefit is not known yet: it needs cases per year, and minutes in the process before and after.");

    /// <summary>The title where it is about one department.</summary>
    public static Label TitleOf(string department) => new($"Elektroniske tjenester: {department}", $"Elektroniske tenester: {department}", $"Electronic services: {department}");

    /// <summary>Whom it is for, and of what day.</summary>
    public static Label Lead(InformationAudience audience, DateOnly day)
    {
        var whom = audience switch
        {
            InformationAudience.Leadership => new Label("Til ledergruppen.", "Til leiargruppa.", "For the leadership group."),
            InformationAudience.Director => new("Til kommunalsjefen.", "Til kommunalsjefen.", "For the director."),
            InformationAudience.Owners => new("Til de hovedansvarlige for tjenestene.", "Til dei hovudansvarlege for tenestene.", "For the main responsible of the services."),
            InformationAudience.Politicians => new("Til politikerne.", "Til politikarane.", "For the politicians."),
            InformationAudience.UnionRepresentatives => new("Til de hovedtillitsvalgte.", "Til dei hovudtillitsvalde.", "For the union representatives."),
            _ => new("Til orientering.", "Til orientering.", "For information."),
        };
        var text = day.ToString("d.M.yyyy", CultureInfo.InvariantCulture);
        return whom.Then(new($"Slik det står {text}.", $"Slik det står {text}.", $"As things stand on {text}."));
    }

    /// <summary>What the audience is asked to do.</summary>
    public static Label Ask(InformationAudience audience) => audience switch
    {
        InformationAudience.Leadership => new(
            "Vi ber ledergruppen om å avklare omfang og rekkefølge, og om at hver avdeling får satt av tid.",
            "Vi ber leiargruppa om å avklare omfang og rekkjefølgje, og om at kvar avdeling får sett av tid.",
            "We ask the leadership group to settle scope and order, and to see that each department is given time."),
        InformationAudience.Director => new(
            "Vi ber kommunalsjefen om å peke ut hovedansvarlige der de mangler, og å godkjenne det som er klart.",
            "Vi ber kommunalsjefen om å peike ut hovudansvarlege der dei manglar, og å godkjenne det som er klart.",
            "We ask the director to appoint main responsible where there are none, and to approve what is ready."),
        InformationAudience.Owners => new(
            "Vi ber den hovedansvarlige om å se over beskrivelsen, tegne prosessen og si hvem som skal ta imot søknadene.",
            "Vi ber den hovudansvarlege om å sjå over omtalen, teikne prosessen og seie kven som skal ta imot søknadene.",
            "We ask the main responsible to look over the description, draw the process and say who is to receive the applications."),
        InformationAudience.Politicians => new(
            "Saken er til orientering. Innbyggerne kan fortsatt søke på papir og få hjelp i servicetorget.",
            "Saka er til orientering. Innbyggjarane kan framleis søkje på papir og få hjelp i servicetorget.",
            "This is for information. Citizens can still apply on paper and get help at the service desk."),
        InformationAudience.UnionRepresentatives => new(
            "Vi ber de tillitsvalgte om å være med når prosessene tegnes, der arbeidet til noen blir endret.",
            "Vi ber dei tillitsvalde om å vere med når prosessane blir teikna, der arbeidet til nokon blir endra.",
            "We ask the representatives to take part when processes are drawn, where anybody's work changes."),
        _ => new("Spørsmål tas imot av prosjektlederen.", "Prosjektleiaren tek imot spørsmål.", "The project leader takes questions."),
    };

    /// <summary>How many services, and how many of them are to be electronic.</summary>
    public static Label InScope(int services, int electronic) => Services(services).Then(
        new($"{Number(electronic).Nb} skal få elektronisk skjema eller bli fullintegrert.", $"{Number(electronic).Nn} skal få elektronisk skjema eller bli fullintegrert.", $"{Number(electronic).En} shall have an electronic form or be fully integrated."),
        ". ");

    /// <summary>A department's services.</summary>
    public static Label OfDepartment(string? name, int services, int approved)
    {
        var count = Services(services);
        return new($"{name ?? "Uten avdeling"}: {count.Nb}, {Number(approved).Nb} godkjent", $"{name ?? "Utan avdeling"}: {count.Nn}, {Number(approved).Nn} godkjende", $"{name ?? "Without a department"}: {count.En}, {Number(approved).En} approved");
    }

    /// <summary>The departments that there was no room for.</summary>
    public static Label MoreDepartments(int departments, int services)
    {
        var count = Services(services);
        return new($"Og {departments} avdelinger til, med {count.Nb}", $"Og {departments} avdelingar til, med {count.Nn}", $"And {departments} more departments, with {count.En}");
    }

    /// <summary>Services with and without somebody responsible.</summary>
    public static Label Owners(int with, int without) => new(
        $"{Services(with).Nb} har hovedansvarlig, {Number(without).Nb} står ledige.",
        $"{Services(with).Nn} har hovudansvarleg, {Number(without).Nn} står ledige.",
        $"{Services(with).En} {(with == 1 ? "has" : "have")} a main responsible, {Number(without).En} {(without == 1 ? "is" : "are")} vacant.");

    /// <summary>The roles of the processes, and in how many services each is.</summary>
    public static Label Roles(string roles, int more) => new(
        $"Roller i prosessene, og i hvor mange tjenester: {roles}{(more > 0 ? $" og {more} til" : string.Empty)}.",
        $"Roller i prosessane, og i kor mange tenester: {roles}{(more > 0 ? $" og {more} til" : string.Empty)}.",
        $"Roles in the processes, and in how many services: {roles}{(more > 0 ? $" and {more} more" : string.Empty)}.");

    public static Label LackOwner(int services) => Lack(services, new("mangler hovedansvarlig", "manglar hovudansvarleg", "without a main responsible"));

    public static Label LackRecipient(int services) => Lack(services, new("mangler mottaker", "manglar mottakar", "without a recipient"));

    public static Label LackDescription(int services) => Lack(services, new("har en beskrivelse som ikke er godkjent", "har ein omtale som ikkje er godkjend", "with a description that is not approved"));

    public static Label LackProcess(int services) => Lack(services, new("mangler prosess", "manglar prosess", "without a process"));

    public static Label LackForm(int services) => Lack(services, new("skal ha elektronisk skjema og mangler det", "skal ha elektronisk skjema og manglar det", "to have an electronic form and without one"));

    public static Label LackApproval(int services) => Lack(services, new("mangler godkjenning", "manglar godkjenning", "without approval"));

    /// <summary>What is saved per year.</summary>
    public static Label Saved(decimal hours, decimal kroner, int known, int services, int hourlyCost)
    {
        var (time, money, rate) = (Number(hours), Number(kroner), Number(hourlyCost));
        return new(
            $"Anslått innspart: {time.Nb} timer og {money.Nb} kroner i året, for {known} av {services} tjenester. Timen er regnet til {rate.Nb} kroner, som er en forutsetning.",
            $"Venta innspart: {time.Nn} timar og {money.Nn} kroner i året, for {known} av {services} tenester. Timen er rekna til {rate.Nn} kroner, som er ein føresetnad.",
            $"Estimated saving: {time.En} hours and NOK {money.En} per year, for {known} of {services} services. An hour is reckoned at NOK {rate.En}, which is an assumption.");
    }

    /// <summary>What it costs, and when that is earned.</summary>
    public static Label Costs(decimal once, decimal yearly, int? paybackMonths)
    {
        var costs = new Label(
            $"Kostnad: {Number(once).Nb} kroner én gang og {Number(yearly).Nb} kroner i året.",
            $"Kostnad: {Number(once).Nn} kroner éin gong og {Number(yearly).Nn} kroner i året.",
            $"Cost: NOK {Number(once).En} once and NOK {Number(yearly).En} per year.");
        return once > 0 && paybackMonths is { } months
            ? costs.Then(new($"Inntjent etter {months} md.", $"Tent inn etter {months} md.", $"Earned after {months} mo."))
            : costs;
    }

    /// <summary>How many are done, and how many are left.</summary>
    public static Label Done(int done, int left) => new(
        $"{Services(done).Nb} godkjent, {Number(left).Nb} gjenstår.", $"{Services(done).Nn} godkjende, {Number(left).Nn} står att.", $"{Services(done).En} approved, {Number(left).En} remain.");

    /// <summary>How many were last approved in each month.</summary>
    public static Label PerMonth(IReadOnlyList<(DateOnly Month, int Count)> months)
    {
        var text = string.Join(", ", months.Select(month => string.Create(CultureInfo.InvariantCulture, $"{month.Month:MM.yyyy}: {month.Count}")));
        return new($"Godkjent per måned: {text}.", $"Godkjende per månad: {text}.", $"Approved per month: {text}.");
    }

    private static Label Lack(int services, Label what)
    {
        var count = Services(services);
        return new($"{count.Nb} {what.Nb}", $"{count.Nn} {what.Nn}", $"{count.En} {what.En}");
    }

    private static Label Services(int count)
    {
        var number = Number(count);
        return new($"{number.Nb} {(count == 1 ? "tjeneste" : "tjenester")}", $"{number.Nn} {(count == 1 ? "teneste" : "tenester")}", $"{number.En} {(count == 1 ? "service" : "services")}");
    }

    // A space that does not break, as Norwegians write thousands.
    private static Label Number(decimal value)
    {
        var english = value.ToString("#,0.#", CultureInfo.InvariantCulture);
        var norwegian = english.Replace(',', '\u00A0').Replace('.', ',');
        return new(norwegian, norwegian, english);
    }
}
