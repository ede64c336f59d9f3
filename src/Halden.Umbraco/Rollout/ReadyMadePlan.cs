using static Halden.Umbraco.Rollout.RolloutLevel;
using static Halden.Umbraco.Rollout.RolloutPhase;

namespace Halden.Umbraco.Rollout;

/// <summary>The plan that an introduction begins with. Ids stay for ever: what has been marked refers to them.</summary>
internal static class ReadyMadePlan
{
    public static RolloutPlan Plan { get; } = new(
    [
        new("anchor", Establishment, Whole, new("Forankre innføringen hos rådmannen", "Forankre innføringa hos rådmannen", "Have the chief executive behind it"), Role: RolloutRole.ProjectLeader),
        new("scope", Establishment, Whole, new("Beslutte hvor mange tjenester som skal med", "Avgjere kor mange tenester som skal vere med", "Decide how many services to take in"), Role: RolloutRole.ChiefExecutive),
        new("how-described", Establishment, Whole, new("Beslutte hvordan tjenestebeskrivelsene skal lages", "Avgjere korleis tenesteskildringane skal lagast", "Decide how descriptions are to be made"), Role: RolloutRole.ProjectLeader),
        new("how-modelled", Establishment, Whole, new("Beslutte hvordan prosessene skal tegnes", "Avgjere korleis prosessane skal teiknast", "Decide how processes are to be drawn"), Role: RolloutRole.ProjectLeader),
        new("list", Establishment, Whole, new("Lage listen over tjenestene", "Lage lista over tenestene", "Make the list of services"), Role: RolloutRole.ProjectLeader),
        new("director", Establishment, Service, new("Avklare hvilken kommunalsjef som svarer for tjenesten", "Avklare kva kommunalsjef som svarer for tenesta", "Settle which director answers for the service"), RolloutEvidence.Director, RolloutRole.ProjectLeader, DueDays: 7),

        new("inform-leaders", Information, Whole, new("Informere ledergruppen", "Informere leiargruppa", "Inform the management"), Role: RolloutRole.ProjectLeader),
        new("inform-directors", Information, Whole, new("Møte hver kommunalsjef for seg", "Møte kvar kommunalsjef for seg", "Meet each director"), Role: RolloutRole.ProjectLeader),
        new("inform-politicians", Information, Whole, new("Informere politikerne", "Informere politikarane", "Inform the politicians"), Role: RolloutRole.ChiefExecutive),
        new("inform-unions", Information, Whole, new("Informere de hovedtillitsvalgte", "Informere dei hovudtillitsvalde", "Inform the unions"), Role: RolloutRole.ProjectLeader),
        new("inform-affected", Information, Service, new("Informere dem som tjenesten berører", "Informere dei som tenesta gjeld", "Inform those whom the service concerns"), Role: RolloutRole.Director, DueDays: 14),

        new("requirements-forms", Solutions, Whole, new("Skrive krav til skjemaene", "Skrive krav til skjemaa", "Write the requirements of the forms"), Role: RolloutRole.ProjectLeader),
        new("requirements-descriptions", Solutions, Whole, new("Skrive krav til verktøyet for tjenestebeskrivelser", "Skrive krav til verktøyet for tenesteskildringar", "Write the requirements of the tool for descriptions"), Role: RolloutRole.WebEditor),
        new("requirements-processes", Solutions, Whole, new("Skrive krav til verktøyet for prosesser", "Skrive krav til verktøyet for prosessar", "Write the requirements of the tool for processes"), Role: RolloutRole.ProjectLeader),
        new("requirements-technical", Solutions, Whole, new("Skrive ned de tekniske kravene", "Skrive ned dei tekniske krava", "Write down the technical requirements"), Role: RolloutRole.It),
        new("prices", Solutions, Whole, new("Hente inn priser", "Hente inn prisar", "Ask for prices"), Role: RolloutRole.Procurement),
        new("contract", Solutions, Whole, new("Inngå kontrakt", "Gjere kontrakt", "Make the contract"), Role: RolloutRole.Procurement),

        new("owner", Responsibles, Service, new("Peke ut hovedansvarlig", "Peike ut hovudansvarleg", "Appoint the main responsible"), RolloutEvidence.Owner, RolloutRole.Director, DueDays: 21),
        new("recipient", Responsibles, Service, new("Avklare hvem som tar imot skjemaet", "Avklare kven som tek imot skjemaet", "Settle who receives the form"), RolloutEvidence.Recipient, RolloutRole.Owner, DueDays: 28),
        new("owner-meeting", Responsibles, Service, new("Holde møte med hovedansvarlig", "Halde møte med hovudansvarleg", "Meet the main responsible"), Role: RolloutRole.ProjectLeader, DueDays: 28),
        new("owners-list", Responsibles, Whole, new("Samle listen over hovedansvarlige", "Samle lista over hovudansvarlege", "Gather the list of those mainly responsible"), Role: RolloutRole.ProjectLeader),

        new("catalogue", Descriptions, Whole, new("Hente inn Nasjonal tjenestekatalog", "Hente inn Nasjonal tenestekatalog", "Bring in the national catalogue"), Role: RolloutRole.WebEditor),
        new("described", Descriptions, Service, new("Skrive tjenestebeskrivelsen", "Skrive tenesteskildringa", "Write the description"), RolloutEvidence.Description, RolloutRole.WebEditor, DueDays: 42),
        new("tailored", Descriptions, Service, new("Tilpasse tjenestebeskrivelsen til kommunen", "Tilpasse tenesteskildringa til kommunen", "Tailor the description to the municipality"), Role: RolloutRole.Owner, DueDays: 49),
        new("form", Descriptions, Service, new("Lage eller velge skjemaet", "Lage eller velje skjemaet", "Make or choose the form"), RolloutEvidence.Form, RolloutRole.WebEditor, DueDays: 56),

        new("process-manual", Modelling, Service, new("Tegne den manuelle prosessen", "Teikne den manuelle prosessen", "Draw the manual process"), RolloutEvidence.ManualProcess, RolloutRole.ProjectLeader, DueDays: 63),
        new("process-form", Modelling, Service, new("Tegne prosessen med elektronisk skjema", "Teikne prosessen med elektronisk skjema", "Draw the process with an electronic form"), RolloutEvidence.FormProcess, RolloutRole.Owner, DueDays: 70),
        new("process-integrated", Modelling, Service, new("Tegne den fullintegrerte prosessen", "Teikne den fullintegrerte prosessen", "Draw the fully integrated process"), RolloutEvidence.IntegratedProcess, RolloutRole.Owner, DueDays: 77),

        new("form-tested", Publishing, Service, new("Prøve skjemaet helt frem til mottakeren", "Prøve skjemaet heilt fram til mottakaren", "Test the form all the way to its recipient"), RolloutEvidence.FormTested, RolloutRole.Owner, DueDays: 84),
        new("approved", Publishing, Service, new("Godkjenne tjenesten", "Godkjenne tenesta", "Approve the service"), RolloutEvidence.Approved, RolloutRole.Director, DueDays: 91),
        new("published", Publishing, Service, new("Publisere under Selvbetjening", "Publisere under Sjølvbetening", "Publish under self-service"), RolloutEvidence.Published, RolloutRole.WebEditor, DueDays: 98),
        new("announce", Publishing, Whole, new("Gjøre selvbetjeningen kjent for innbyggerne", "Gjere sjølvbeteninga kjend for innbyggjarane", "Tell citizens of self-service"), Role: RolloutRole.WebEditor),
    ]);
}
