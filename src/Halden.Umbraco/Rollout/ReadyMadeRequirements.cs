using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>Requirements to begin a specification with, by what is to be bought. They are a start, to be made the municipality's own.</summary>
internal static class ReadyMadeRequirements
{
    private static readonly Label Use = new("Bruk og tilgjengelighet", "Bruk og tilgjenge", "Use and accessibility");
    private static readonly Label Technique = new("Teknisk løsning", "Teknisk løysing", "Technical solution");
    private static readonly Label Security = new("Sikkerhet og personvern", "Tryggleik og personvern", "Security and privacy");
    private static readonly Label Delivery = new("Leveranse og drift", "Leveranse og drift", "Delivery and operation");
    private static readonly Label Content = new("Innhold", "Innhald", "Content");

    private static readonly (Label Group, bool IsMust, Label Text)[] Everywhere =
    [
        (Use, true, new(
            "Løsningen skal følge WCAG 2.1 på nivå AA, for innbyggere og ansatte, og leverandøren skal legge ved en tilgjengelighetserklæring.",
            "Løysinga skal følgje WCAG 2.1 på nivå AA, for innbyggjarar og tilsette, og leverandøren skal leggje ved ei tilgjengeerklæring.",
            "The solution shall follow WCAG 2.1 at level AA, for citizens and employees, and the supplier shall enclose an accessibility statement.")),
        (Security, true, new(
            "Leverandøren skal inngå databehandleravtale, og opplysninger skal behandles innenfor EØS.",
            "Leverandøren skal inngå databehandlaravtale, og opplysningar skal behandlast innanfor EØS.",
            "The supplier shall enter into a data processing agreement, and data shall be processed within the EEA.")),
        (Delivery, true, new(
            "Kommunen skal kunne ta ut alt innhold i et åpent format når avtalen tar slutt.",
            "Kommunen skal kunne ta ut alt innhald i eit ope format når avtalen tek slutt.",
            "The municipality shall be able to take out all content in an open format when the agreement ends.")),
        (Delivery, true, new(
            "Pris skal oppgis som etableringskostnad og årlig kostnad, med alt som er nødvendig for bruken.",
            "Pris skal oppgjevast som etableringskostnad og årleg kostnad, med alt som trengst for bruken.",
            "The price shall be given as a one-off and a yearly cost, with everything that use requires.")),
        (Delivery, false, new(
            "Leverandøren bør gi opplæring til webredaktører og hovedansvarlige.",
            "Leverandøren bør gje opplæring til webredaktørar og hovudansvarlege.",
            "The supplier should train web editors and main responsible.")),
    ];

    private static readonly Dictionary<RequirementSubject, (Label Group, bool IsMust, Label Text)[]> Own = new()
    {
        [RequirementSubject.Forms] =
        [
            (Content, true, new(
                "Det skal følge med ferdige skjemaer for kommunens vanligste tjenester, som kommunen selv kan endre.",
                "Det skal følgje med ferdige skjema for dei vanlegaste tenestene til kommunen, som kommunen sjølv kan endre.",
                "Ready-made forms for the municipality's most common services shall be included, which the municipality can change itself.")),
            (Content, true, new(
                "Skjemaene skal finnes på bokmål og nynorsk, og de mest brukte på engelsk.",
                "Skjemaa skal finnast på bokmål og nynorsk, og dei mest brukte på engelsk.",
                "The forms shall be available in bokmål and nynorsk, and the most used ones in English.")),
            (Use, true, new(
                "Innbyggeren skal kunne mellomlagre, legge ved filer og få kvittering.",
                "Innbyggjaren skal kunne mellomlagre, leggje ved filer og få kvittering.",
                "The citizen shall be able to save a draft, attach files and get a receipt.")),
            (Technique, true, new(
                "Utfylte skjemaer skal kunne leveres til en postkasse og til et fagsystem, uten å gå tapt når mottakeren er nede.",
                "Utfylte skjema skal kunne leverast til ei postkasse og til eit fagsystem, utan å gå tapt når mottakaren er nede.",
                "Completed forms shall be deliverable to a mailbox and to a line-of-business system, without being lost when the recipient is down.")),
            (Technique, false, new(
                "Felter bør kunne fylles ut på forhånd fra registre som innbyggeren alt står i.",
                "Felt bør kunne fyllast ut på førehand frå register som innbyggjaren alt står i.",
                "It should be possible to fill in fields in advance from registers that the citizen is in already.")),
            (Security, true, new(
                "Innbyggeren skal kunne logge inn med ID-porten der tjenesten krever det.",
                "Innbyggjaren skal kunne logge inn med ID-porten der tenesta krev det.",
                "The citizen shall be able to sign in with ID-porten where the service requires it.")),
            (Security, true, new(
                "Svar skal lagres kryptert, og slettes etter en frist som kommunen setter.",
                "Svar skal lagrast kryptert, og slettast etter ein frist som kommunen set.",
                "Answers shall be stored encrypted, and be deleted after a period that the municipality sets.")),
        ],
        [RequirementSubject.Descriptions] =
        [
            (Content, true, new(
                "Beskrivelsene skal dekke kommunens lovpålagte tjenester og holdes oppdatert når lover og forskrifter endres.",
                "Omtalane skal dekkje dei lovpålagde tenestene til kommunen og haldast oppdaterte når lover og forskrifter blir endra.",
                "The descriptions shall cover the municipality's statutory services and be kept up to date when laws and regulations change.")),
            (Content, true, new(
                "Kommunen skal kunne tilpasse teksten og beholde tilpasningen når den nasjonale teksten endres.",
                "Kommunen skal kunne tilpasse teksten og ha tilpassinga i behald når den nasjonale teksten blir endra.",
                "The municipality shall be able to adapt the text and keep the adaptation when the national text changes.")),
            (Content, false, new(
                "Tekstene bør finnes på bokmål, nynorsk og engelsk, i klart språk.",
                "Tekstane bør finnast på bokmål, nynorsk og engelsk, i klart språk.",
                "The texts should be available in bokmål, nynorsk and English, in plain language.")),
            (Technique, true, new(
                "Beskrivelsene skal kunne hentes maskinelt, med emneord fra Los.",
                "Omtalane skal kunne hentast maskinelt, med emneord frå Los.",
                "The descriptions shall be available to machines, with subject words from Los.")),
            (Technique, false, new(
                "Beskrivelsene bør kunne leveres etter standarden CPSV-AP-NO.",
                "Omtalane bør kunne leverast etter standarden CPSV-AP-NO.",
                "The descriptions should be deliverable by the standard CPSV-AP-NO.")),
        ],
        [RequirementSubject.ProcessTools] =
        [
            (Content, true, new(
                "Verktøyet skal vise rolle, rekkefølge, tid og dokumenter i hver prosess.",
                "Verktøyet skal vise rolle, rekkjefølgje, tid og dokument i kvar prosess.",
                "The tool shall show role, order, time and documents in each process.")),
            (Content, true, new(
                "Det skal gå an å sammenligne prosessen før og etter at tjenesten blir elektronisk.",
                "Det skal gå an å samanlikne prosessen før og etter at tenesta blir elektronisk.",
                "It shall be possible to compare the process before and after the service becomes electronic.")),
            (Use, true, new(
                "Hovedansvarlige uten opplæring i modellering skal kunne tegne en prosess selv.",
                "Hovudansvarlege utan opplæring i modellering skal kunne teikne ein prosess sjølve.",
                "Main responsible without training in modelling shall be able to draw a process themselves.")),
            (Use, false, new(
                "En prosess bør kunne skrives ut på én side.", "Ein prosess bør kunne skrivast ut på éi side.", "It should be possible to print a process on one page.")),
            (Technique, true, new(
                "Prosesser skal kunne tas inn og ut som BPMN 2.0.", "Prosessar skal kunne takast inn og ut som BPMN 2.0.", "Processes shall be importable and exportable as BPMN 2.0.")),
        ],
        [RequirementSubject.Other] =
        [
            (Technique, true, new(
                "Løsningen skal ha et dokumentert grensesnitt for utveksling av opplysninger.",
                "Løysinga skal ha eit dokumentert grensesnitt for utveksling av opplysningar.",
                "The solution shall have a documented interface for exchanging data.")),
            (Technique, false, new(
                "IT-avdelingen bør kunne drifte løsningen i kommunens eget miljø.",
                "IT-avdelinga bør kunne drifte løysinga i kommunen sitt eige miljø.",
                "The IT department should be able to run the solution in the municipality's own environment.")),
        ],
    };

    /// <summary>The requirements of a subject, group by group, numbered from 1.</summary>
    public static IReadOnlyList<Requirement> Of(RequirementSubject subject, string language) =>
    [
        .. Own[subject].Concat(Everywhere).GroupBy(one => one.Group).SelectMany(group => group)
            .Select((one, index) => new Requirement(index + 1, one.Group.In(language), one.Text.In(language), one.IsMust)),
    ];
}
