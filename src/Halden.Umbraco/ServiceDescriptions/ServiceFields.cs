using static Halden.Umbraco.ServiceDescriptions.ServiceSection;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>
/// The one table of fields. The document type, the uSync files, the importers, the merge, the approval hash, the public
/// page, the JSON contract and the search index are made from it; adding a field is one line.
/// </summary>
public static class ServiceFields
{
    /// <summary>
    /// Alias of the title. It is not a property: the document's name in each culture holds it, so that Umbraco's own
    /// tree, pickers and addresses show it.
    /// </summary>
    public const string Title = "title";

    /// <summary>Alias of the lead paragraph.</summary>
    public const string Lead = "lead";

    /// <summary>Alias of the subject words: addresses in Los, or texts.</summary>
    public const string LosWords = "losWords";

    /// <summary>Alias of the life events: addresses in Los, or texts.</summary>
    public const string LifeEvents = "lifeEvents";

    /// <summary>Alias of the first day on which one can apply; empty where one always could.</summary>
    public const string ApplicationOpens = "applicationOpens";

    /// <summary>Alias of the last day on which one can apply; empty where there is none.</summary>
    public const string ApplicationCloses = "applicationCloses";

    /// <summary>Every field, in the order of the sections and within them.</summary>
    public static IReadOnlyList<ServiceField> All { get; } =
    [
        Field(0x01, Lead, General, FieldKind.LongText, "Ingress", "Ingress", "Lead", ntk: "ingress", weight: 5, shown: false),
        Field(0x02, "alternativeName", General, FieldKind.Text, "Alternativt navn", "Alternativt namn", "Alternative name", ntk: "alternativtNavn", weight: 8),
        Field(0x03, "description", General, FieldKind.Html, "Beskrivelse", "Omtale", "Description", ntk: "beskrivelse", weight: 3),
        Field(0x0e, "output", General, FieldKind.Html, "Hva du får", "Kva du får", "What you get", weight: 1),
        Field(0x04, "targetGroup", General, FieldKind.Html, "Målgruppe", "Målgruppe", "Who it is for", ntk: "malgruppe", weight: 2),
        Field(0x05, "criteria", General, FieldKind.Html, "Kriterier/vilkår", "Kriterium/vilkår", "Criteria", ntk: "kriterier", weight: 1),
        Field(0x06, "price", General, FieldKind.Html, "Pris", "Pris", "Price", ntk: "pris", weight: 1),
        Field(0x07, "partners", General, FieldKind.Html, "Samarbeidspartnere", "Samarbeidspartnarar", "Partners", ntk: "partnere", weight: 1),
        Field(0x08, "brochures", General, FieldKind.Html, "Brosjyrer og dokumenter", "Brosjyrar og dokument", "Brochures and documents", ntk: "brosjyrer", weight: 1),
        Field(0x09, "documents", General, FieldKind.Links, "Les mer", "Les meir", "Read more", ntk: "dokumentRef:5,7,*"),
        Field(0x0a, "relatedServices", General, FieldKind.Html, "Beslektede tjenester", "Liknande tenester", "Related services", ntk: "beslektedeTjenester"),
        Field(0x0b, "servicePledge", General, FieldKind.Html, "Serviceerklæring: dette kan du vente deg", "Serviceerklæring: dette kan du vente deg", "Service declaration: what you can expect", ntk: "servicelofte"),
        Field(0x0c, "serviceTerms", General, FieldKind.Html, "Serviceerklæring: dette venter vi av deg", "Serviceerklæring: dette ventar vi av deg", "Service declaration: what we expect of you", ntk: "servicevilkar"),
        Field(0x0d, "serviceRemedies", General, FieldKind.Html, "Serviceerklæring: om vi ikke holder løftet", "Serviceerklæring: om vi ikkje held lovnaden", "Service declaration: if we fall short", ntk: "servicesanksjon"),

        Field(0x20, "acts", Legislation, FieldKind.Html, "Lover", "Lover", "Acts", ntk: "lover", weight: 1),
        Field(0x21, "actLinks", Legislation, FieldKind.Links, "Lover, forskrifter og retningslinjer", "Lover, forskrifter og retningslinjer", "Acts, regulations and guidelines", ntk: "dokumentRef:1,2,3,8"),
        Field(0x22, "isStatutory", Legislation, FieldKind.Flag, "Lovpålagt tjeneste", "Lovpålagd teneste", "Statutory service", ntk: "lovpalagtTjeneste"),

        Field(0x40, "guidance", Application, FieldKind.Html, "Veiledning", "Rettleiing", "Guidance", ntk: "soknadVeiledning", weight: 2),
        Field(0x41, "applicationForm", Application, FieldKind.Html, "Søknadsskjema", "Søknadsskjema", "Application form", ntk: "soknadSkjema", weight: 1),
        Field(0x42, "applicationFormLinks", Application, FieldKind.Links, "Skjemaer", "Skjema", "Forms", ntk: "dokumentRef:6"),
        Field(0x43, "attachments", Application, FieldKind.Html, "Vedlegg", "Vedlegg", "Attachments", ntk: "soknadVedlegg", weight: 1),
        Field(0x44, "deadline", Application, FieldKind.Html, "Søknadsfrist", "Søknadsfrist", "Deadline", ntk: "soknadFrist", weight: 1),
        Field(0x4a, ApplicationOpens, Application, FieldKind.Date, "Søknaden åpner", "Søknaden opnar", "Applications open"),
        Field(0x4b, ApplicationCloses, Application, FieldKind.Date, "Siste dag å søke", "Siste dag å søkje", "Last day to apply"),
        Field(0x45, "sendTo", Application, FieldKind.Html, "Søknaden sendes til", "Søknaden skal sendast til", "Send the application to", ntk: "soknadMottaker", weight: 1),
        Field(0x46, "processing", Application, FieldKind.Html, "Saksbehandling", "Saksbehandling", "How the application is processed", ntk: "soknadBehandling", weight: 1),
        Field(0x47, "processingTime", Application, FieldKind.Html, "Saksbehandlingstid", "Saksbehandlingstid", "Processing time", ntk: "soknadBehandlingstid", weight: 1),
        Field(0x48, "appeal", Application, FieldKind.Html, "Klagemulighet", "Klage", "How to appeal", ntk: "soknadKlage", weight: 1),
        Field(0x49, "practicalInformation", Application, FieldKind.Html, "Praktiske opplysninger", "Praktiske opplysningar", "Practical information", ntk: "soknadMerknader", weight: 1),

        Field(0x60, "contactUnit", Contact, FieldKind.Text, "Kontaktavdeling", "Kontaktavdeling", "Contact unit", weight: 1),
        Field(0x61, "contactPerson", Contact, FieldKind.LongText, "Kontaktperson", "Kontaktperson", "Contact person"),
        Field(0x62, "telephone", Contact, FieldKind.Text, "Telefon", "Telefon", "Telephone"),
        Field(0x63, "email", Contact, FieldKind.Text, "E-post", "E-post", "E-mail"),
        Field(0x64, "postalAddress", Contact, FieldKind.LongText, "Postadresse", "Postadresse", "Postal address"),
        Field(0x65, "visitingAddress", Contact, FieldKind.LongText, "Besøksadresse", "Besøksadresse", "Visiting address"),
        Field(0x66, "openingHours", Contact, FieldKind.LongText, "Åpningstid", "Opningstid", "Opening hours"),
        Field(0x67, "responsibleUnit", Contact, FieldKind.Text, "Ansvarlig enhet", "Ansvarleg eining", "Responsible unit", ntk: "tjenesteEier", weight: 1),

        Field(0x80, "updated", Other, FieldKind.Date, "Oppdatert", "Oppdatert", "Updated", ntk: "datoOppdatert", shown: false),
        Field(0x81, "validFrom", Other, FieldKind.Date, "Gyldig fra", "Gyldig frå", "Valid from", ntk: "gyldigFra"),
        Field(0x82, "validTo", Other, FieldKind.Date, "Gyldig til", "Gyldig til", "Valid to", ntk: "gyldigTil"),
        .. FreeFields(),
        Field(0xa0, "keywords", Other, FieldKind.List, "Stikkord", "Stikkord", "Keywords", ntk: "stikkord", weight: 6, shown: false),
        Field(0xa1, LosWords, Other, FieldKind.List, "Emneord (Los)", "Emneord (Los)", "Subject words (Los)", ntk: "emneordRefs", shown: false, vocabulary: FieldVocabulary.LosSubjects),
        Field(0xa2, LifeEvents, Other, FieldKind.List, "Livshendelser", "Livshendingar", "Life events", ntk: "livsITRefs", shown: false, vocabulary: FieldVocabulary.LosLifeEvents),

        Field(0xc0, "internalProcedure", Application, FieldKind.Html, "Intern saksgang", "Intern saksgang", "Internal procedure", ntk: "internSaksgang", audience: FieldAudience.Internal, shown: false),
        Field(0xc1, "internalInformation", Other, FieldKind.Html, "Interne opplysninger", "Interne opplysningar", "Internal information", ntk: "internOpplysninger", audience: FieldAudience.Internal, shown: false),
        Field(0xc2, "serviceOfficeDuties", Other, FieldKind.Html, "Servicekontorets ansvar", "Ansvaret til servicekontoret", "Duties of the service office", ntk: "servicekontoretsAnsvar", audience: FieldAudience.Internal, shown: false),
        Field(0xc3, "serviceOfficeNotes", Other, FieldKind.Html, "Merknader til servicekontoret", "Merknader til servicekontoret", "Notes to the service office", ntk: "merknaderOSK", audience: FieldAudience.Internal, shown: false),
    ];

    /// <summary>The fields that are properties of the document.</summary>
    public static IReadOnlyList<ServiceField> Public { get; } = [.. All.Where(field => field.Audience == FieldAudience.Public)];

    /// <summary>The fields that are kept from the public, in <see cref="Persistence.HaldenDbContext"/>.</summary>
    public static IReadOnlyList<ServiceField> Internal { get; } = [.. All.Where(field => field.Audience == FieldAudience.Internal)];

    private static readonly Dictionary<string, ServiceField> ByAlias = All.ToDictionary(field => field.Alias);

    /// <summary>The field with this alias, or null.</summary>
    public static ServiceField? Find(string alias) => ByAlias.GetValueOrDefault(alias);

    /// <summary>The public fields of one section, in order.</summary>
    public static IEnumerable<ServiceField> In(ServiceSection section) => Public.Where(field => field.Section == section);

    private static IEnumerable<ServiceField> FreeFields()
    {
        for (byte n = 1; n <= 5; n++)
        {
            yield return Field((byte)(0x8e + (2 * n)), $"freeFieldLabel{n}", Other, FieldKind.Text, $"Ledetekst {n}", $"Leietekst {n}", $"Heading {n}", ntk: $"ledetekstFrittFelt{n}", shown: false);
            yield return Field((byte)(0x8f + (2 * n)), $"freeField{n}", Other, FieldKind.Html, $"Fritt felt {n}", $"Fritt felt {n}", $"Free field {n}", ntk: $"frittFelt{n}", weight: 1, headingFrom: $"freeFieldLabel{n}");
        }
    }

    private static ServiceField Field(
        byte number,
        string alias,
        ServiceSection section,
        FieldKind kind,
        string nb,
        string nn,
        string en,
        string? ntk = null,
        FieldAudience audience = FieldAudience.Public,
        int weight = 0,
        string? headingFrom = null,
        bool shown = true,
        FieldVocabulary vocabulary = FieldVocabulary.None) =>
        new(alias, new Guid($"6f2b1a00-5d0e-4c51-8f5e-0a17c0de03{number:x2}"), section, kind, new Label(nb, nn, en), ntk, audience, weight, headingFrom, shown)
        {
            Vocabulary = vocabulary,
        };
}
