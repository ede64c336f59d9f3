using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>Builds a service for a test: <c>AService.Called("Barnehageplass").With("price", "&lt;p&gt;…&lt;/p&gt;").In("nn-NO", "Barnehageplass")</c>.</summary>
internal sealed class AService
{
    private readonly Dictionary<string, (string Title, Dictionary<string, string> Values)> _texts = [];
    private string _culture = Cultures.Bokmal;
    private CitizensProcess? _process;

    private AService()
    {
    }

    public Guid Key { get; private init; } = Guid.NewGuid();

    public static AService Called(string title, Guid? key = null)
    {
        var service = new AService { Key = key ?? Guid.NewGuid() };
        service._texts[Cultures.Bokmal] = (title, []);
        return service;
    }

    public static AService From(IEnumerable<(string Culture, ServiceText Text)> texts)
    {
        var service = new AService();
        foreach (var (culture, text) in texts)
        {
            service._texts[culture] = (text.Title, text.Values.ToDictionary());
        }

        return service;
    }

    /// <summary>A value in the culture named last.</summary>
    public AService With(string alias, string value)
    {
        _texts[_culture].Values[alias] = value;
        return this;
    }

    /// <summary>What citizens are shown of how it is done.</summary>
    public AService With(ProcessModel process)
    {
        _process = CitizensProcess.Of(process);
        return this;
    }

    public AService In(string culture, string title)
    {
        _culture = culture;
        _texts[culture] = (title, []);
        return this;
    }

    public AService Without(string culture)
    {
        _texts.Remove(culture);
        return this;
    }

    public ServiceDescription Description() => new(Key, _texts.ToDictionary(text => text.Key, text => new ServiceText(text.Value.Title, text.Value.Values)));

    public PublishedService Published() => new(
        Key, [-1, 1001], Description(), _texts.Keys.ToDictionary(culture => culture, _ => new DateOnly(2026, 3, 1)));

    public ShownService Shown() => ShownService.Of(Published(), (_, _, _) => true, process: _process).Shown;
}

/// <summary>Builds a snapshot for a test, every service at the address its title asks for.</summary>
internal static class ASnapshot
{
    public static SelfServiceSite Site { get; } = new("Halden kommune", string.Empty, "test");

    /// <summary>A Wednesday at noon.</summary>
    public static DateTimeOffset Moment { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.FromHours(1));

    public static SelfServiceSnapshot Of(params AService[] services) => Following(null, services);

    public static SelfServiceSnapshot Of(LosVocabulary los, params AService[] services) => Following(null, los, services);

    public static SelfServiceSnapshot Following(SelfServiceSnapshot? previous, params AService[] services) => Following(previous, LosVocabulary.Themes, services);

    public static SelfServiceSnapshot Following(SelfServiceSnapshot? previous, LosVocabulary los, params AService[] services)
    {
        var shown = services.Select(service => service.Shown()).ToList();
        return SelfServiceSnapshot.Build(shown, Addresses(shown), Site, los, Moment, previous);
    }

    public static AddressBook Addresses(IEnumerable<ShownService> services, params ServiceAddress[] old)
    {
        var taken = new Dictionary<(string, string), ServiceAddress>();
        foreach (var address in old)
        {
            taken.Add((address.Culture, address.Slug), address);
        }

        foreach (var service in services)
        {
            foreach (var (culture, text) in service.Texts)
            {
                var slug = Slug.Candidates(text.Text.Title).First(candidate => !taken.ContainsKey((culture, candidate)));
                taken.Add((culture, slug), new ServiceAddress { Culture = culture, Slug = slug, DocumentKey = service.Key, IsCurrent = true });
            }
        }

        return new AddressBook(taken.Values);
    }

    /// <summary>A full sample: several services in several languages, linked to one another.</summary>
    public static SelfServiceSnapshot Sample()
    {
        var sfo = AService.Called("Skolefritidsordning (SFO)").With("lead", "Omsorg før og etter skoletid for 1.–4. trinn.").With("losWords", "Skole\nBarn og foreldre");
        return Of(
            Barnehageplass(sfo.Key),
            sfo,
            AService.Called("Avløpsgebyr").With("losWords", "Vann og avløp\nhttps://psi.norge.no/los/tema/avgift\nhttps://psi.norge.no/los/tema/skatt-og-avgift"),
            AService.Called("Ambulerende skjenkebevilling").With("losWords", "Næring"),
            AService.Called("Byggesak uten ansvarsrett").With("losWords", "Plan og byggesak"),
            AService.Called("Økonomisk sosialhjelp").With("losWords", "Økonomisk støtte"),
            AService.Called("Ævlekurs").With("keywords", "kurs"),
            AService.Called("Åpen barnehage").With("losWords", "Barn og foreldre\nBarnehage"),
            AService.Called("24-timers vakttelefon").With("losWords", "Krise"),
            AService.Called("Hjemmesykepleie").With("losWords", "Helse\nhttp://psi.norge.no/los/tema/helse-og-omsorg").In(Cultures.NewNorwegian, "Heimesjukepleie"));
    }

    public static AService Barnehageplass(Guid linked) => AService.Called("Barnehageplass")
        .With("lead", "Alle barn mellom ett år og skolealder kan få plass i barnehage.\nHovedopptaket er i mars.")
        .With("alternativeName", "Plass i barnehage")
        .With("description", $"<p>Barnehagen skal i samarbeid med hjemmet ivareta barnas behov for omsorg og lek. Se også <a href=\"/{{localLink:{linked:D}}}\">SFO</a> og <a href=\"/{{localLink:{Guid.NewGuid():D}}}\">noe som ikke er publisert</a>.</p><h2>Slik er dagen</h2><ul><li>Lek ute og inne</li><li>Måltider</li></ul><h4>Ferie</h4><p>Barnehagen er stengt i uke 29.</p>")
        .With("targetGroup", "<p>Barn mellom 0 og 5 år.</p>")
        .With("criteria", "<p></p>")
        .With("price", "<table><thead><tr><th>Inntekt</th><th>Pris per måned</th></tr></thead><tbody><tr><td>Under 200 000 kr</td><td>1 000 kr</td></tr><tr><td>Over 200 000 kr</td><td>2 000 kr</td></tr></tbody></table>")
        .With("documents", ServiceLink.Canonical([new("Vedtekter for barnehagene", "https://www.halden.kommune.no/vedtekter.pdf"), new("SFO", $"{ServiceLink.DocumentPath}{linked:D}"), new("Ikke publisert", $"{ServiceLink.DocumentPath}{Guid.NewGuid():D}")]))
        .With("acts", "<p>Se <a href=\"https://lovdata.no/lov/2005-06-17-64\">barnehageloven</a>.</p>")
        .With("isStatutory", "true")
        .With("guidance", "<p>Du søker elektronisk. Fristen for hovedopptaket er 1. mars.</p>")
        .With("applicationFormLinks", ServiceLink.Canonical([new("Søk om barnehageplass", "https://www.halden.kommune.no/skjema/barnehage")]))
        .With("processingTime", "<p>Fire uker.</p>")
        .With("appeal", "<p>Du kan klage innen tre uker.</p>")
        .With("contactUnit", "Kommunalavdeling undervisning og oppvekst")
        .With("telephone", "69 17 45 00")
        .With("email", "barnehage@halden.kommune.no")
        .With("postalAddress", "Halden kommune\nPostboks 150\n1751 Halden")
        .With("visitingAddress", "Svenskegata 6\n1776 Halden")
        .With("openingHours", "Mandag–fredag 8–15")
        .With("updated", "2026-02-01")
        .With("validFrom", "2026-01-01")
        .With("freeFieldLabel1", "Søskenmoderasjon")
        .With("freeField1", "<p>30 prosent for barn nummer to.</p>")
        .With("freeFieldLabel2", "Uten innhold")
        .With("keywords", "bhg\nbarnehage")
        .With("losWords", "Barnehage\nBarn og foreldre")
        .With(Processes.AProcess.OnPaper)
        .In(Cultures.NewNorwegian, "Barnehageplass")
        .With("lead", "Alle barn mellom eitt år og skulealder kan få plass i barnehage.")
        .With("isStatutory", "true")
        .With("losWords", "Barnehage")
        .In(Cultures.English, "Kindergarten place")
        .With("lead", "All children between one and school age can get a place.")
        .With("isStatutory", "false");
}
