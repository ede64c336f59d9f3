using Halden.Umbraco.Processes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>What the introduction says to people.</summary>
internal static class RolloutTexts
{
    public static readonly Label PrintsOnly = new(
        "Hovedansvarlig skriver ut søknadene, så det er ingenting å prøve.",
        "Hovudansvarleg skriv ut søknadene, så det er ingenting å prøve.",
        "The main responsible prints the applications, so there is nothing to test.");

    public static readonly Label NoSuchTask = new("Oppgaven finnes ikke i planen.", "Oppgåva finst ikkje i planen.", "There is no such task in the plan.");

    public static readonly Label NotInScope = new("Tjenesten er ikke med i innføringen.", "Tenesta er ikkje med i innføringa.", "The service is not part of the introduction.");

    public static readonly Label NotYours = new(
        "Denne oppgaven er en annens. Nettredaktører kan krysse av alle oppgaver.",
        "Denne oppgåva er ein annan si. Nettredaktørar kan krysse av alle oppgåver.",
        "This task is somebody else's. Web editors may tick any task.");

    public static readonly Label DueNotYours = new("Bare nettredaktører setter frister.", "Berre nettredaktørar set fristar.", "Only web editors set the day a task is due.");

    public static readonly Label ByEvidence = new(
        "Oppgaven blir gjort av seg selv når det den gjelder er på plass, og kan ikke krysses av.",
        "Oppgåva blir gjord av seg sjølv når det ho gjeld er på plass, og kan ikkje kryssast av.",
        "The task is done by itself when what it is about is in place, and cannot be ticked.");

    public static readonly Label NoSuchState = new("Velg open, done eller notApplicable.", "Vel open, done eller notApplicable.", "Choose open, done or notApplicable.");

    public static readonly Label ReasonMissing = new("Skriv hvorfor oppgaven ikke er aktuell.", "Skriv kvifor oppgåva ikkje er aktuell.", "Write why the task is not applicable.");

    public static readonly Label WholeIsLeftOut = new(
        "En oppgave for hele innføringen utelates i planen.", "Ei oppgåve for heile innføringa blir utelaten i planen.", "A task of the whole introduction is left out in the plan.");

    public static readonly Label WholeDue = new("Fristen settes i planen.", "Fristen blir sett i planen.", "The day it is due is set in the plan.");

    public static readonly Label NoteTooLong = new(
        $"Merknaden er for lang (høyst {RolloutMark.LongestNote} tegn).", $"Merknaden er for lang (høgst {RolloutMark.LongestNote} teikn).", $"The note is too long ({RolloutMark.LongestNote} characters at most).");

    public static readonly Label LinkFault = new(
        "Skriv en hel adresse som begynner med https:// eller http://.", "Skriv ei heil adresse som byrjar med https:// eller http://.", "Write a whole address that begins with https:// or http://.");

    public static readonly Label DateFault = new("Velg en dato fra 2000 til 2099.", "Vel ein dato frå 2000 til 2099.", "Choose a day from 2000 to 2099.");

    public static readonly Label TaskCount = new(
        $"Planen må ha fra 1 til {RolloutPlanJson.MostTasks} oppgaver.", $"Planen må ha frå 1 til {RolloutPlanJson.MostTasks} oppgåver.", $"The plan must have 1 to {RolloutPlanJson.MostTasks} tasks.");

    public static readonly Label IdFault = new("Hver oppgave må ha en id for seg selv.", "Kvar oppgåve må ha ein id for seg sjølv.", "Each task must have an id of its own.");

    public static readonly Label NameFault = new(
        $"Skriv hva som skal gjøres (høyst {RolloutPlanJson.LongestName} tegn).", $"Skriv kva som skal gjerast (høgst {RolloutPlanJson.LongestName} teikn).", $"Write what is to be done ({RolloutPlanJson.LongestName} characters at most).");

    public static readonly Label OfServicesOnly = new(
        "Bare oppgaver for hver tjeneste gjøres av seg selv, eller har frist i dager.", "Berre oppgåver for kvar teneste blir gjorde av seg sjølve, eller har frist i dagar.", "Only tasks of a service are done by themselves, or are due in days.");

    public static readonly Label OfTheWholeOnly = new("Bare oppgaver for hele innføringen har en dato som frist.", "Berre oppgåver for heile innføringa har ein dato som frist.", "Only tasks of the whole are due on a day.");

    public static readonly Label DueDaysFault = new(
        $"Skriv et antall dager fra 0 til {RolloutPlanJson.MostDays}.", $"Skriv eit tal dagar frå 0 til {RolloutPlanJson.MostDays}.", $"Write a number of days from 0 to {RolloutPlanJson.MostDays}.");

    public static readonly Label NoSuchChoice = new("Velg en verdi fra planen.", "Vel ein verdi frå planen.", "Choose one of the plan's values.");

    public static readonly Label NoSuchUser = new("Brukeren finnes ikke.", "Brukaren finst ikkje.", "There is no such user.");

    public static readonly Label NoServices = new(
        $"Velg fra 1 til {Rollouts.MostAtATime} tjenester som finnes.", $"Vel frå 1 til {Rollouts.MostAtATime} tenester som finst.", $"Choose 1 to {Rollouts.MostAtATime} services that exist.");

    /// <summary>Why something of a later stage is not needed.</summary>
    public static Label TargetIs(ProcessStage target)
    {
        var name = ProcessTexts.NameOf(target);
        return new($"Tjenesten skal ikke lenger enn til «{name.Nb}».", $"Tenesta skal ikkje lenger enn til «{name.Nn}».", $"The service is to come no further than “{name.En}”.");
    }

    /// <summary>What has been said of a task.</summary>
    public static Label Of(RolloutMarking marking) => marking switch
    {
        RolloutMarking.Open => new("ikke gjort", "ikkje gjort", "not done"),
        RolloutMarking.Done => new("gjort", "gjort", "done"),
        _ => new("ikke aktuelt", "ikkje aktuelt", "not applicable"),
    };

    /// <summary>What a phase is called.</summary>
    public static Label Of(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Establishment => new("Etablering og forankring", "Etablering og forankring", "Establishment"),
        RolloutPhase.Information => new("Informasjon", "Informasjon", "Information"),
        RolloutPhase.Solutions => new("Valg av tekniske løsninger", "Val av tekniske løysingar", "Choice of technical solutions"),
        RolloutPhase.Responsibles => new("Valg av hovedansvarlige", "Val av hovudansvarlege", "Choice of those responsible"),
        RolloutPhase.Descriptions => new("Tjenestebeskrivelser", "Tenesteskildringar", "Descriptions"),
        RolloutPhase.Modelling => new("Prosessmodellering", "Prosessmodellering", "Process modelling"),
        _ => new("Publisering", "Publisering", "Publishing"),
    };

    /// <summary>What a role is called.</summary>
    public static Label Of(RolloutRole role) => role switch
    {
        RolloutRole.ProjectLeader => new("Prosjektleder", "Prosjektleiar", "Project leader"),
        RolloutRole.ChiefExecutive => new("Rådmann", "Rådmann", "Chief executive"),
        RolloutRole.Director => new("Kommunalsjef", "Kommunalsjef", "Director"),
        RolloutRole.Owner => new("Hovedansvarlig", "Hovudansvarleg", "Main responsible"),
        RolloutRole.It => new("IT", "IT", "IT"),
        RolloutRole.Procurement => new("Innkjøp", "Innkjøp", "Procurement"),
        _ => new("Nettredaktør", "Nettredaktør", "Web editor"),
    };

    /// <summary>What evidence is called, where a plan is made.</summary>
    public static Label Of(RolloutEvidence evidence) => evidence switch
    {
        RolloutEvidence.Director => new("Avdelingen har kommunalsjef", "Avdelinga har kommunalsjef", "The department has a director"),
        RolloutEvidence.Owner => new("Hovedansvarlig er satt", "Hovudansvarleg er sett", "The main responsible is set"),
        RolloutEvidence.Recipient => new("Mottaker er satt", "Mottakar er sett", "The recipient is set"),
        RolloutEvidence.Description => new("Beskrivelsen er skrevet på bokmål", "Skildringa er skriven på bokmål", "The description is written in bokmål"),
        RolloutEvidence.DescriptionApproved => new("Beskrivelsen er godkjent", "Skildringa er godkjend", "The description is approved"),
        RolloutEvidence.Form => new("Tjenesten har skjema", "Tenesta har skjema", "The service has a form"),
        RolloutEvidence.FormApproved => new("Skjemaet er godkjent", "Skjemaet er godkjent", "The form is approved"),
        RolloutEvidence.FormTested => new("Prøve er sendt til mottakeren", "Prøve er send til mottakaren", "A test has been sent to the recipient"),
        RolloutEvidence.ManualProcess => new("Manuell prosess er tegnet", "Manuell prosess er teikna", "The manual process is drawn"),
        RolloutEvidence.ManualProcessApproved => new("Manuell prosess er godkjent", "Manuell prosess er godkjend", "The manual process is approved"),
        RolloutEvidence.FormProcess => new("Prosess med skjema er tegnet", "Prosess med skjema er teikna", "The process with a form is drawn"),
        RolloutEvidence.FormProcessApproved => new("Prosess med skjema er godkjent", "Prosess med skjema er godkjend", "The process with a form is approved"),
        RolloutEvidence.IntegratedProcess => new("Fullintegrert prosess er tegnet", "Fullintegrert prosess er teikna", "The integrated process is drawn"),
        RolloutEvidence.IntegratedProcessApproved => new("Fullintegrert prosess er godkjent", "Fullintegrert prosess er godkjend", "The integrated process is approved"),
        RolloutEvidence.Approved => new("Kommunalsjefen har godkjent", "Kommunalsjefen har godkjent", "The director has approved"),
        _ => new("Tjenesten er publisert", "Tenesta er publisert", "The service is published"),
    };
}
