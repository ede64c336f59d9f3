using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using static Halden.Umbraco.Processes.ProcessStage;
using static Halden.Umbraco.Site.Demonstration.DemonstrationStep;

namespace Halden.Umbraco.Site.Demonstration;

/// <summary>How far the demonstration takes a service.</summary>
internal enum DemonstrationStep
{
    /// <summary>Somebody is responsible for it.</summary>
    Assigned,

    /// <summary>It waits for the director.</summary>
    Submitted,
    Rejected,

    /// <summary>It is approved and public.</summary>
    Approved,
}

/// <summary>What the demonstration does with one service of the sample catalogue.</summary>
internal sealed record DemonstrationPlan(
    string Title, string Department, DemonstrationStep Step, string Owner, string OwnerEmail, string Recipient, RecipientKind RecipientKind = RecipientKind.Mailbox)
{
    /// <summary>Short name of the ready-made form that it has; null for none.</summary>
    public string? Form { get; init; }

    /// <summary>Short name of the ready-made processes that it has; null for none.</summary>
    public string? Process { get; init; }

    /// <summary>How it is done today; null where nobody has said.</summary>
    public ProcessStage? Today { get; init; }

    /// <summary>How it is to be done; null where nobody has said.</summary>
    public ProcessStage? Target { get; init; }

    private const string Culture = "Undervisning og kultur";
    private const string Health = "Helse og omsorg";
    private const string Society = "Samfunn og miljø";

    public static IReadOnlyList<DemonstrationPlan> All { get; } =
    [
        new("Musikk- og kulturskole", Culture, Submitted, "Mona Melodi", "mona.melodi@halden.example", "kulturskolen@halden.example") { Form = "musikk-og-kulturskole", Process = "musikk-og-kulturskole", Today = ElectronicForm, Target = Integrated },
        new("Barnehageplass", Culture, Approved, "Bjørn Barnehage", "bjorn.barnehage@halden.example", "Oppvekst barnehage", RecipientKind.LineOfBusinessSystem) { Form = "barnehageplass", Process = "barnehageplass", Today = Integrated, Target = Integrated },
        new("SFO (Skolefritidsordning)", Culture, Approved, "Sara Skole", "sara.skole@halden.example", "sfo@halden.example") { Form = "sfo", Today = ElectronicForm, Target = Integrated },
        new("Redusert foreldrebetaling i barnehage", Culture, Approved, "Bjørn Barnehage", "bjorn.barnehage@halden.example", "barnehage@halden.example"),
        new("Skoleskyss i grunnskolen", Culture, Approved, "Sara Skole", "sara.skole@halden.example", "skoleskyss@halden.example"),
        new("Innskriving i grunnskolen", Culture, Rejected, "Sara Skole", "sara.skole@halden.example", "innskriving@halden.example"),
        new("Pedagogisk-psykologisk tjeneste (PPT)", Culture, Approved, "Petter Pedagog", "petter.pedagog@halden.example", "ppt@halden.example"),
        new("Bibliotek", Culture, Approved, "Lise Låner", "lise.laner@halden.example", "biblioteket@halden.example"),
        new("Leie av kommunale lokaler", Culture, Submitted, "Ivar Idrett", "ivar.idrett@halden.example", "utleie@halden.example") { Form = "leie-av-lokale", Today = ElectronicForm, Target = ElectronicForm },
        new("Kulturmidler til lag og foreninger", Culture, Assigned, "Ivar Idrett", "ivar.idrett@halden.example", "kultur@halden.example"),

        new("Hjemmehjelp (praktisk bistand)", Health, Approved, "Tone Tildeling", "tone.tildeling@halden.example", "tildeling@halden.example") { Today = Manual, Target = Integrated },
        new("Hjemmesykepleie", Health, Approved, "Tone Tildeling", "tone.tildeling@halden.example", "tildeling@halden.example"),
        new("Parkeringstillatelse for forflytningshemmede", Health, Approved, "Paul Parkering", "paul.parkering@halden.example", "parkering@halden.example") { Form = "parkering-for-forflytningshemmede", Today = ElectronicForm, Target = Integrated },
        new("Ledsagerbevis", Health, Approved, "Tone Tildeling", "tone.tildeling@halden.example", "ledsagerbevis@halden.example") { Form = "ledsagerbevis", Process = "ledsagerbevis", Today = ElectronicForm, Target = Integrated },
        new("Trygghetsalarm", Health, Approved, "Tone Tildeling", "tone.tildeling@halden.example", "tildeling@halden.example") { Today = Manual, Target = Integrated },
        new("Helsestasjon", Health, Approved, "Hege Helsestasjon", "hege.helsestasjon@halden.example", "helsestasjonen@halden.example"),
        new("Sykehjemsplass – langtidsopphold", Health, Submitted, "Tone Tildeling", "tone.tildeling@halden.example", "tildeling@halden.example"),
        new("TT-kort (tilrettelagt transport)", Health, Assigned, "Paul Parkering", "paul.parkering@halden.example", "tt@halden.example"),

        new("Byggesak (søknad om byggetillatelse)", Society, Approved, "Berit Bygg", "berit.bygg@halden.example", "Byggesak og arkiv", RecipientKind.LineOfBusinessSystem) { Process = "tiltak-uten-ansvarsrett", Today = ElectronicForm, Target = Integrated },
        new("Startlån", Society, Approved, "Lars Lån", "lars.lan@halden.example", "Startskudd", RecipientKind.LineOfBusinessSystem) { Form = "startlaan", Today = Integrated, Target = Integrated },
        new("Skadedyr (bekjempelse og melding)", Society, Approved, "Mari Miljø", "mari.miljo@halden.example", "miljo@halden.example") { Form = "skadedyr", Today = ElectronicForm, Target = ElectronicForm },
        new("Skjenkebevilling (fast)", Society, Approved, "Sven Skjenk", "sven.skjenk@halden.example", "bevilling@halden.example") { Today = Manual, Target = ElectronicForm },
        new("Skjenkebevilling for enkeltanledning", Society, Submitted, "Sven Skjenk", "sven.skjenk@halden.example", "bevilling@halden.example") { Form = "skjenkebevilling-for-enkeltanledning", Process = "skjenkebevilling-for-enkeltanledning", Today = ElectronicForm, Target = Integrated },
        new("Renovasjon – henting av husholdningsavfall", Society, Approved, "Mari Miljø", "mari.miljo@halden.example", "renovasjon@halden.example"),
        new("Feiing og tilsyn med fyringsanlegg", Society, Approved, "Frode Feier", "frode.feier@halden.example", "feieren@halden.example"),
        new("Innsyn i dokumenter", Society, Approved, "Arne Arkiv", "arne.arkiv@halden.example", "postmottak@halden.example") { Form = "innsyn", Today = ElectronicForm, Target = Integrated },
        new("Borgerlig vielse", Society, Approved, "Sissel Service", "sissel.service@halden.example", "vigsel@halden.example"),
        new("Nabovarsel", Society, Rejected, "Berit Bygg", "berit.bygg@halden.example", "byggesak@halden.example") { Today = Manual, Target = ElectronicForm },
    ];
}
