using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Audit;

/// <summary>What the trail says to people.</summary>
internal static class AuditTexts
{
    /// <summary>Acts, by their names in the trail. An act without words is shown by its name.</summary>
    public static readonly IReadOnlyDictionary<string, Label> Actions = new Dictionary<string, Label>
    {
        [AuditTrail.Submitted] = new("Sendt til godkjenning", "Send til godkjenning", "Submitted for approval"),
        [AuditTrail.Approved] = new("Godkjent", "Godkjend", "Approved"),
        [AuditTrail.ApprovedForDepartment] = new("Godkjent av en avdeling", "Godkjend av ei avdeling", "Approved by one department"),
        [AuditTrail.Rejected] = new("Avvist", "Avvist", "Rejected"),
        [AuditTrail.Published] = new("Publisert", "Publisert", "Published"),
        [AuditTrail.Unpublished] = new("Avpublisert", "Avpublisert", "Unpublished"),
        [AuditTrail.RegisterChanged] = new("Ansvar endret", "Ansvar endra", "Responsibility changed"),
        [AuditTrail.RecipientTested] = new("Prøve sendt til mottaker", "Prøve send til mottakar", "Test sent to the recipient"),
        [AuditTrail.Reviewed] = new("Gjennomgått", "Gjennomgått", "Reviewed"),
        [AuditTrail.Withheld] = new("Holdt tilbake, for teksten er ikke godkjent", "Halde tilbake, for teksten er ikkje godkjend", "Withheld, because the text is not approved"),
        [AuditTrail.ReleaseRefused] = new("Planlagt publisering stanset", "Planlagd publisering stansa", "Planned publishing stopped"),
        [AuditTrail.DeputyAppointed] = new("Stedfortreder utpekt", "Stadfortredar peikt ut", "Deputy appointed"),
        [AuditTrail.DeputyEnded] = new("Stedfortreder avsluttet", "Stadfortredar avslutta", "Deputy ended"),
        [AuditTrail.DepartmentCreated] = new("Avdeling opprettet", "Avdeling oppretta", "Department created"),
        [AuditTrail.DepartmentChanged] = new("Avdeling endret", "Avdeling endra", "Department changed"),
        [AuditTrail.DepartmentDeleted] = new("Avdeling slettet", "Avdeling sletta", "Department deleted"),
        [AuditTrail.FormCreated] = new("Skjema opprettet", "Skjema oppretta", "Form created"),
        [AuditTrail.FormImported] = new("Skjema importert", "Skjema importert", "Form imported"),
        [AuditTrail.FormSaved] = new("Skjema endret", "Skjema endra", "Form changed"),
        [AuditTrail.FormRestored] = new("Skjema hentet tilbake fra en tidligere versjon", "Skjema henta tilbake frå ein tidlegare versjon", "Form restored from an earlier version"),
        [AuditTrail.FormDeleted] = new("Skjema slettet", "Skjema sletta", "Form deleted"),
        [AuditTrail.ProcessSaved] = new("Prosess endret", "Prosess endra", "Process changed"),
        [AuditTrail.ProcessCopied] = new("Prosess kopiert", "Prosess kopiert", "Process copied"),
        [AuditTrail.ProcessDeleted] = new("Prosess slettet", "Prosess sletta", "Process deleted"),
        [AuditTrail.ProcessStagesChosen] = new("Trinn for tjenesten valgt", "Trinn for tenesta valde", "Stages of the service chosen"),
        [AuditTrail.RolloutPlanChanged] = new("Plan for innføringen endret", "Plan for innføringa endra", "Plan of the introduction changed"),
        [AuditTrail.RolloutServiceAdded] = new("Tatt med i innføringen", "Teken med i innføringa", "Made part of the introduction"),
        [AuditTrail.RolloutServiceRemoved] = new("Tatt ut av innføringen", "Teken ut av innføringa", "Taken out of the introduction"),
        [AuditTrail.RolloutTaskMarked] = new("Oppgave i innføringen merket", "Oppgåve i innføringa merkt", "Task of the introduction marked"),
        [AuditTrail.MessagePutUp] = new("Melding satt opp", "Melding sett opp", "Message put up"),
        [AuditTrail.MessageChanged] = new("Melding endret", "Melding endra", "Message changed"),
        [AuditTrail.MessageEnded] = new("Melding avsluttet", "Melding avslutta", "Message ended"),
        [AuditTrail.InformationRegistered] = new("Informasjon om innføringen registrert", "Informasjon om innføringa registrert", "Information on the introduction registered"),
        [AuditTrail.InformationCorrected] = new("Informasjon om innføringen rettet", "Informasjon om innføringa retta", "Information on the introduction corrected"),
        [AuditTrail.InformationDeleted] = new("Informasjon om innføringen slettet", "Informasjon om innføringa sletta", "Information on the introduction deleted"),
        [AuditTrail.BenefitChanged] = new("Saker per år eller kostnad endret", "Saker per år eller kostnad endra", "Cases per year or cost changed"),
        [AuditTrail.BenefitAssumed] = new("Forutsetning for nytten endret", "Føresetnad for nytta endra", "Assumption of the benefit changed"),
        [AuditTrail.RequirementsBegun] = new("Kravspesifikasjon opprettet", "Kravspesifikasjon oppretta", "Requirement specification created"),
        [AuditTrail.RequirementsSaved] = new("Kravspesifikasjon endret", "Kravspesifikasjon endra", "Requirement specification changed"),
        [AuditTrail.RequirementsDeleted] = new("Kravspesifikasjon slettet", "Kravspesifikasjon sletta", "Requirement specification deleted"),
        [AuditTrail.LosReplaced] = new("Los byttet", "Los bytt", "Los replaced"),
        [AuditTrail.PersonPseudonymised] = new("Person pseudonymisert", "Person pseudonymisert", "Person pseudonymised"),
        [AuditTrail.SubmissionRead] = new("Innsending lest", "Innsending lesen", "Submission read"),
        [AuditTrail.SubmissionFileRead] = new("Vedlegg til innsending lest", "Vedlegg til innsending lese", "Attachment of a submission read"),
        [AuditTrail.SubmissionFileQuarantined] = new("Virus funnet i vedlegg til innsending", "Virus funne i vedlegg til innsending", "Virus found in an attachment of a submission"),
        [AuditTrail.SubmissionStateChanged] = new("Innsending fikk ny status", "Innsending fekk ny status", "Submission given a new state"),
        [AuditTrail.SubmissionRetried] = new("Levering av innsending prøvd igjen", "Levering av innsending prøvd igjen", "Delivery of a submission tried again"),
        [AuditTrail.SubmissionRegistered] = new("Innsending registrert for hånd", "Innsending registrert for hand", "Submission registered by hand"),
        [AuditTrail.DeliveriesPaused] = new("Leveringer til mottaker satt på vent", "Leveringar til mottakar sette på vent", "Deliveries to a recipient paused"),
        [AuditTrail.DeliveriesResumed] = new("Leveringer til mottaker satt i gang igjen", "Leveringar til mottakar sette i gang igjen", "Deliveries to a recipient resumed"),
        [AuditTrail.SubmissionDeleted] = new("Innsending slettet", "Innsending sletta", "Submission deleted"),
        [AuditTrail.SubmissionAnonymised] = new("Innsending anonymisert", "Innsending anonymisert", "Submission anonymised"),
        [AuditTrail.SubmissionRetentionChanged] = new("Oppbevaring av innsendinger endret", "Oppbevaring av innsendingar endra", "Retention of submissions changed"),
        [AuditTrail.SubmissionsSearched] = new("Søkt etter en innbyggers innsendinger", "Søkt etter innsendingane til ein innbyggjar", "Searched for a citizen's submissions"),
        [AuditTrail.SubmissionFound] = new("Innsending funnet i søk etter en innbygger", "Innsending funnen i søk etter ein innbyggjar", "Submission found in a search for a citizen"),
        [AuditTrail.SubmissionExported] = new("Innsending tatt ut til innsyn", "Innsending teken ut til innsyn", "Submission exported for access"),
        [AuditTrail.SubmissionErased] = new("Innsending slettet på forespørsel", "Innsending sletta på førespurnad", "Submission erased on request"),
        [AuditTrail.FirstVersionAdopted] = new("Sporingsloggen oppgradert", "Sporingsloggen oppgradert", "Audit trail upgraded"),
    };

    /// <summary>What the names of a detail's parts mean to a person.</summary>
    public static readonly IReadOnlyDictionary<string, Label> Details = new Dictionary<string, Label>
    {
        ["Key"] = new("Avdeling", "Avdeling", "Department"),
        ["Department"] = new("Avdeling", "Avdeling", "Department"),
        ["Deputy"] = new("Stedfortreder", "Stadfortredar", "Deputy"),
        ["From"] = new("Fra", "Frå", "From"),
        ["To"] = new("Til", "Til", "To"),
        ["Director"] = new("Kommunalsjef", "Kommunalsjef", "Director"),
        ["Fields"] = new("Endret", "Endra", "Changed"),
        ["Recipient"] = new("Mottaker", "Mottakar", "Recipient"),
        ["Submission"] = new("Innsending", "Innsending", "Submission"),
        ["State"] = new("Status", "Status", "State"),
        ["Form"] = new("Skjema", "Skjema", "Form"),
        ["Number"] = new("Versjon", "Versjon", "Version"),
        ["Task"] = new("Oppgave", "Oppgåve", "Task"),
        ["Marked"] = new("Merket", "Merkt", "Marked"),
        ["Stage"] = new("Trinn", "Trinn", "Stage"),
        ["Today"] = new("I dag", "I dag", "Today"),
        ["Target"] = new("Mål", "Mål", "Target"),
        ["Shown"] = new("Vises for innbyggerne", "Blir vist for innbyggjarane", "Shown to citizens"),
        ["Audience"] = new("Hvem", "Kven", "Who"),
        ["Day"] = new("Dag", "Dag", "Day"),
        ["Before"] = new("Før", "Før", "Before"),
        ["After"] = new("Nå", "No", "Now"),
        ["Subject"] = new("Gjelder", "Gjeld", "About"),
        ["Days"] = new("Dager", "Dagar", "Days"),
        ["Then"] = new("Deretter", "Deretter", "Then"),
        ["Reason"] = new("Grunn", "Grunn", "Reason"),
        ["By"] = new("Søkt på", "Søkt på", "Searched by"),
        ["Searched"] = new("Gjennomsøkt", "Gjennomsøkt", "Looked through"),
        ["Found"] = new("Funnet", "Funne", "Found"),
        ["Text"] = new("Tekst", "Tekst", "Text"),
        ["Person"] = new("Person", "Person", "Person"),
    };

    /// <summary>By which way.</summary>
    public static Label Channel(AuditChannel channel) => channel switch
    {
        AuditChannel.Services => new("Tjenester", "Tenester", "Services"),
        AuditChannel.Umbraco => new("Umbraco", "Umbraco", "Umbraco"),
        AuditChannel.Verb => new("Kommandolinjen", "Kommandolinja", "Command line"),
        AuditChannel.Setup => new("Installasjon", "Installasjon", "Installation"),
        _ => new("Bakgrunnsjobb", "Bakgrunnsjobb", "Background job"),
    };

    /// <summary>Who a person is once the name is forgotten.</summary>
    public static Label Pseudonym(Guid person)
    {
        var mark = person.ToString("N")[..4];
        return new($"Pseudonymisert person {mark}", $"Pseudonymisert person {mark}", $"Pseudonymised person {mark}");
    }

    /// <summary>Who a person is whose name nobody knows, though it was never asked to be forgotten.</summary>
    public static Label Unnamed(Guid person)
    {
        var mark = person.ToString("N")[..4];
        return new($"Ukjent person {mark}", $"Ukjend person {mark}", $"Unknown person {mark}");
    }

    /// <summary>What came of asking that a person be forgotten, for the one who asked.</summary>
    public static Label Outcome(PseudonymiseStatus status) => status switch
    {
        PseudonymiseStatus.NotFound => new(
            "Ingen slik person står i sporingsloggen.", "Ingen slik person står i sporingsloggen.", "There is no such person in the audit trail."),
        PseudonymiseStatus.AlreadyDone => new(
            "Personen er alt pseudonymisert.", "Personen er alt pseudonymisert.", "The person has been pseudonymised already."),
        PseudonymiseStatus.StillActive => new(
            "Personen kan fortsatt logge inn. Deaktiver brukeren i Umbraco først.",
            "Personen kan framleis logge inn. Deaktiver brukaren i Umbraco først.",
            "The person can still sign in. Disable the user in Umbraco first."),
        PseudonymiseStatus.DirectsDepartment => new(
            "Personen er kommunalsjef for en avdeling, eller stedfortreder. Utpek en annen først.",
            "Personen er kommunalsjef for ei avdeling, eller stadfortredar. Peik ut ein annan først.",
            "The person directs a department, or is a deputy. Appoint somebody else first."),
        PseudonymiseStatus.HasWaiting => new(
            "Noe personen har sendt inn, venter på godkjenning. Få det avgjort først.",
            "Noko personen har sendt inn, ventar på godkjenning. Få det avgjort først.",
            "Something that the person submitted waits for approval. Have it decided first."),
        _ => new("Personen er pseudonymisert.", "Personen er pseudonymisert.", "The person has been pseudonymised."),
    };

    /// <summary>What is wrong, for a person who must do something about it.</summary>
    public static Label Fault(AuditFault fault) => fault.Kind switch
    {
        AuditFaultKind.Changed => new(
            $"Linje {fault.Number} er endret etter at den ble skrevet.",
            $"Linje {fault.Number} er endra etter at ho vart skriven.",
            $"Line {fault.Number} was changed after it was written."),
        AuditFaultKind.Missing => new(
            $"Linje {fault.Number} og eventuelt flere etter den er fjernet.",
            $"Linje {fault.Number} og eventuelt fleire etter henne er fjerna.",
            $"Line {fault.Number}, and perhaps some after it, has been removed."),
        AuditFaultKind.Inserted => new(
            $"Linje {fault.Number} er satt inn utenom programmet.",
            $"Linje {fault.Number} er sett inn utanom programmet.",
            $"Line {fault.Number} was inserted by other means than ours."),
        AuditFaultKind.Unlinked => new(
            $"Linje {fault.Number} ble ikke skrevet etter linjen som står foran den: noe foran er endret, satt inn eller fjernet.",
            $"Linje {fault.Number} vart ikkje skriven etter linja som står framfor: noko framfor er endra, sett inn eller fjerna.",
            $"Line {fault.Number} was not written after the line before it: something before it was changed, inserted or removed."),
        AuditFaultKind.EndMissing => new(
            $"Linjene fra {fault.Number} og ut er fjernet.", $"Linjene frå {fault.Number} og ut er fjerna.", $"The lines from {fault.Number} to the end have been removed."),
        AuditFaultKind.EndAdded => new(
            $"Linjene fra {fault.Number} og ut er lagt til utenom programmet.",
            $"Linjene frå {fault.Number} og ut er lagde til utanom programmet.",
            $"The lines from {fault.Number} to the end were added by other means than ours."),
        AuditFaultKind.HeadChanged => new(
            "Noteringen av hvor loggen slutter, er endret eller fjernet.",
            "Noteringa av kvar loggen sluttar, er endra eller fjerna.",
            "The note of where the trail ends was changed or removed."),
        AuditFaultKind.HeadUnknown => new(
            "Hashen du oppga, er ingen linje i loggen: loggen er skrevet om siden den ble notert, eller hashen er fra et annet nettsted.",
            "Hashen du oppgav, er inga linje i loggen: loggen er skriven om sidan han vart notert, eller hashen er frå ein annan nettstad.",
            "The hash you gave is no line of this trail: it was rewritten since the hash was noted, or the hash is of another site."),
        AuditFaultKind.AddressChanged => new(
            $"Adressen ved linje {fault.Number} er en annen enn den som ble notert.",
            $"Adressa ved linje {fault.Number} er ei anna enn den som vart notert.",
            $"The address beside line {fault.Number} is not the one that was noted."),
        AuditFaultKind.PersonChanged when fault.Number is null => new(
            "Registeret over personer i loggen er endret utenom programmet.",
            "Registeret over personar i loggen er endra utanom programmet.",
            "The register of the trail's people was changed by other means than ours."),
        AuditFaultKind.PersonChanged => new(
            $"Hvem som står bak linje {fault.Number}, er endret eller fjernet.",
            $"Kven som står bak linje {fault.Number}, er endra eller fjerna.",
            $"Who is behind line {fault.Number} was changed or removed."),
        _ => new(
            $"Pakken som linje {fault.Number} gjelder, er fjernet eller ikke den samme lenger.",
            $"Pakken som linje {fault.Number} gjeld, er fjerna eller ikkje den same lenger.",
            $"The package that line {fault.Number} is about is gone, or not what it was."),
    };
}
