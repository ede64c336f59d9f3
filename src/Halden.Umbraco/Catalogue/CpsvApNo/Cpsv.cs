using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>The terms of CPSV-AP-NO that we read and write (https://informasjonsforvaltning.github.io/cpsv-ap-no/), of every generation.</summary>
internal static class Cpsv
{
    public const string CvNamespace = "http://data.europa.eu/m8g/";
    public const string CpsvNamespace = "http://purl.org/vocab/cpsv#";
    public const string CpsvNoNamespace = "https://data.norge.no/vocabulary/cpsvno#";
    public const string DctNamespace = "http://purl.org/dc/terms/";
    public const string DcatNamespace = "http://www.w3.org/ns/dcat#";
    public const string DcatNoNamespace = "https://data.norge.no/vocabulary/dcatno#";
    public const string EliNamespace = "http://data.europa.eu/eli/ontology#";
    public const string FoafNamespace = "http://xmlns.com/foaf/0.1/";
    public const string OrgNamespace = "http://www.w3.org/ns/org#";
    public const string RdfsNamespace = "http://www.w3.org/2000/01/rdf-schema#";
    public const string SchemaNamespace = "https://schema.org/";
    public const string SkosNamespace = "http://www.w3.org/2004/02/skos/core#";
    public const string VcardNamespace = "http://www.w3.org/2006/vcard/ns#";
    public const string CurrencyNamespace = "http://publications.europa.eu/resource/authority/currency/";
    public const string LanguageNamespace = "http://publications.europa.eu/resource/authority/language/";

    /// <summary>The prefixes that the standard's own examples use, for a readable file.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["cpsv"] = CpsvNamespace,
        ["cpsvno"] = CpsvNoNamespace,
        ["cv"] = CvNamespace,
        ["dcat"] = DcatNamespace,
        ["dcatno"] = DcatNoNamespace,
        ["dct"] = DctNamespace,
        ["eli"] = EliNamespace,
        ["foaf"] = FoafNamespace,
        ["org"] = OrgNamespace,
        ["rdf"] = RdfSyntax.Namespace,
        ["rdfs"] = RdfsNamespace,
        ["schema"] = SchemaNamespace,
        ["skos"] = SkosNamespace,
        ["vcard"] = VcardNamespace,
        ["xsd"] = Xsd.Namespace,
    };

    public static readonly Iri PublicService = Term(CpsvNamespace, "PublicService");
    public static readonly Iri Service = Term(CpsvNoNamespace, "Service");
    public static readonly Iri Catalog = Term(DcatNamespace, "Catalog");
    public static readonly Iri CatalogRecord = Term(DcatNamespace, "CatalogRecord");

    public static readonly Iri Title = Dct("title");
    public static readonly Iri Description = Dct("description");
    public static readonly Iri Identifier = Dct("identifier");
    public static readonly Iri Audience = Dct("audience");
    public static readonly Iri Subject = Dct("subject");
    public static readonly Iri Spatial = Dct("spatial");
    public static readonly Iri Language = Dct("language");
    public static readonly Iri Publisher = Dct("publisher");
    public static readonly Iri Modified = Dct("modified");
    public static readonly Iri TypeOf = Dct("type");

    public static readonly Iri PrefLabel = Term(SkosNamespace, "prefLabel");
    public static readonly Iri Concept = Term(SkosNamespace, "Concept");
    public static readonly Iri Broader = Term(SkosNamespace, "broader");
    public static readonly Iri Keyword = Term(DcatNamespace, "keyword");
    public static readonly Iri Homepage = Term(FoafNamespace, "homepage");
    public static readonly Iri Page = Term(FoafNamespace, "page");
    public static readonly Iri PrimaryTopic = Term(FoafNamespace, "primaryTopic");
    public static readonly Iri FoafName = Term(FoafNamespace, "name");
    public static readonly Iri SeeAlso = Term(RdfsNamespace, "seeAlso");
    public static readonly Iri UnitOf = Term(OrgNamespace, "unitOf");

    public static readonly Iri HasCompetentAuthority = Cv("hasCompetentAuthority");
    public static readonly Iri OwnedBy = Cv("ownedBy");
    public static readonly Iri ContactPoint = Cv("contactPoint");
    public static readonly Iri Email = Cv("email");
    public static readonly Iri Telephone = Cv("telephone");
    public static readonly Iri ContactPage = Cv("contactPage");
    public static readonly Iri OpeningHours = Cv("openingHours");
    public static readonly Iri Category = Term(VcardNamespace, "category");
    public static readonly Iri HasRequirement = Cv("holdsRequirement");
    public static readonly Iri HasCost = Cv("hasCost");
    public static readonly Iri Currency = Cv("currency");
    public static readonly Iri HasParticipation = Cv("hasParticipation");
    public static readonly Iri HasParticipant = Cv("hasParticipant");
    public static readonly Iri Participates = Cv("participates");
    public static readonly Iri PlaysRole = Cv("playsRole");
    public static readonly Iri Role = Cv("role");
    public static readonly Iri HasLegalResource = Cv("hasLegalResource");
    public static readonly Iri Follows = Term(CpsvNamespace, "follows");
    public static readonly Iri Implements = Term(CpsvNamespace, "implements");
    public static readonly Iri Realizes = Term(CpsvNoNamespace, "realizes");
    public static readonly Iri HasChannel = Cv("hasChannel");
    public static readonly Iri HasUrl = Term(VcardNamespace, "hasURL");
    public static readonly Iri HasEmail = Term(VcardNamespace, "hasEmail");
    public static readonly Iri HasTelephone = Term(VcardNamespace, "hasTelephone");
    public static readonly Iri HasAddress = Term(VcardNamespace, "hasAddress");
    public static readonly Iri StreetAddress = Term(VcardNamespace, "street-address");
    public static readonly Iri ProcessingTime = Cv("processingTime");
    public static readonly Iri ThematicArea = Cv("thematicArea");
    public static readonly Iri IsGroupedBy = Cv("isGroupedBy");
    public static readonly Iri ContainsService = Term(DcatNoNamespace, "containsService");
    public static readonly Iri HasPossibleOutput = Term(CpsvNoNamespace, "hasPossibleOutput");
    public static readonly Iri HasRequiredEvidence = Term(CpsvNoNamespace, "hasRequiredEvidence");

    /// <summary>What the service gives, in 1.0, 1.1 and 1.2.</summary>
    public static readonly IReadOnlyList<Iri> Outputs = [Term(CpsvNamespace, "produces"), HasPossibleOutput, Term(CpsvNoNamespace, "hasOutputType")];

    /// <summary>What the applicant must show, in 1.0, 1.1 and 1.2.</summary>
    public static readonly IReadOnlyList<Iri> Evidence = [Term(CpsvNamespace, "hasInput"), HasRequiredEvidence, Cv("hasInputType")];

    /// <summary>Whom to ask, in 1.1 and 1.0.</summary>
    public static readonly IReadOnlyList<Iri> Contacts = [ContactPoint, Term(DcatNamespace, "contactPoint")];

    /// <summary>An amount, in 1.1 and the others.</summary>
    public static readonly IReadOnlyList<Iri> Amounts = [Cv("hasValue"), Cv("value")];

    /// <summary>From an event to the service, in 1.0 and the others.</summary>
    public static readonly IReadOnlyList<Iri> Triggers = [Term(CpsvNoNamespace, "triggersNeedFor"), Term(CpsvNoNamespace, "mayTriggerNeedFor")];

    /// <summary>To other services.</summary>
    public static readonly IReadOnlyList<Iri> Related = [Cv("relatedService"), Dct("relation"), Dct("requires"), Dct("hasPart"), Dct("isPartOf")];

    /// <summary>Names of things, in the order in which they are preferred.</summary>
    public static readonly IReadOnlyList<Iri> Names = [Title, PrefLabel, FoafName, Term("http://www.w3.org/ns/regorg#", "legalName"), Term(RdfsNamespace, "label")];

    /// <summary>Names of contact points; the last is misspelt in the national examples of 1.0.</summary>
    public static readonly IReadOnlyList<Iri> ContactNames =
    [
        Category, .. Vcard("hasOrganizationUnit", "organization-unit", "hasOrganizationName", "organization-name", "fn", "hasOganizationName"), Title,
    ];

    public static readonly IReadOnlyList<Iri> Emails = [Email, HasEmail, Term(VcardNamespace, "email")];

    public static readonly IReadOnlyList<Iri> Telephones = [Telephone, HasTelephone, Term(VcardNamespace, "tel")];

    /// <summary>Pages of contact points; the second is misspelt in the national examples.</summary>
    public static readonly IReadOnlyList<Iri> ContactPages = [ContactPage, Cv("ContactPage"), HasUrl];

    /// <summary>Opening hours as a text, in version 1.0.</summary>
    public static readonly Iri HoursAsText = Term(SchemaNamespace, "openingHours");

    public static readonly IReadOnlyList<Iri> Hours = [OpeningHours, HoursAsText, Term("http://schema.org/", "openingHours")];

    /// <summary>
    /// HTML of a <c>dct:description</c> beside it, as <c>rdf:HTML</c> in a div with its language. The standard has plain text
    /// only; without this our own export would lose lists and links on its way back.
    /// </summary>
    public static readonly Iri Markup = new("urn:halden:umbraco:markup");

    public static Iri Term(string @namespace, string name) => new(@namespace + name);

    public static Iri Cv(string name) => Term(CvNamespace, name);

    private static Iri Dct(string name) => Term(DctNamespace, name);

    private static IEnumerable<Iri> Vcard(params string[] names) => names.Select(name => Term(VcardNamespace, name));
}
