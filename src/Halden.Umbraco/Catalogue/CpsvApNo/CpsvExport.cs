using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>Who publishes the catalogue, and where.</summary>
/// <param name="OrganisationNumber">Nine digits.</param>
/// <param name="PublisherName">The municipality's name.</param>
/// <param name="BaseUrl">Address of the catalogue, absolute; the services stand under it.</param>
internal sealed record CpsvExportOptions(string OrganisationNumber, string PublisherName, Uri BaseUrl)
{
    /// <summary>E-mail address of the catalogue's contact point.</summary>
    public string? Email { get; init; }

    /// <summary>The public page of a service, which is also its address in the graph; null for <c>{BaseUrl}/{key}</c>.</summary>
    public Func<ServiceDescription, Uri>? AddressOf { get; init; }

    /// <summary>Which area the municipality serves; the whole country where nothing is said.</summary>
    public Uri Area { get; init; } = new("http://publications.europa.eu/resource/authority/country/NOR");

    /// <summary>Names of Los words, for harvesters that do not know Los.</summary>
    public LosVocabulary Los { get; init; } = LosVocabulary.Themes;
}

/// <summary>
/// Makes a catalogue in CPSV-AP-NO of service descriptions, as Felles datakatalog harvests it and as the standard's SHACL
/// shapes want it (https://github.com/Informasjonsforvaltning/cpsv-ap-no). What the standard requires and a description
/// lacks is said with what the description has.
/// </summary>
/// <remarks>
/// Read again by <see cref="CpsvReading"/>, it gives the same in every field that CPSV-AP-NO has a counterpart for. Links,
/// Los words, dates and the statutory flag are of the service, not of a language: one language's stands for all.
/// The lead, the free fields and what concerns the application (guidance, deadline, appeal) have no counterpart.
/// </remarks>
internal sealed class CpsvExport
{
    private static readonly string[] LanguageCodes = ["NOB", "NNO", "ENG"];

    private readonly CpsvExportOptions _options;
    private readonly RdfGraph _graph = new();
    private readonly Iri _publisher;
    private readonly string _base;

    private CpsvExport(CpsvExportOptions options)
    {
        _options = options;
        _base = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        _publisher = new Iri($"https://data.brreg.no/enhetsregisteret/api/enheter/{options.OrganisationNumber}");
    }

    /// <summary>The graph of the catalogue with these services; write it with <see cref="RdfWriter"/> and <see cref="Cpsv.Prefixes"/>.</summary>
    public static RdfGraph Make(IEnumerable<ServiceDescription> services, CpsvExportOptions options)
    {
        var export = new CpsvExport(options);
        export.AddCatalogue([.. services.Where(service => service.Texts.Count > 0)]);
        return export._graph;
    }

    private void AddCatalogue(IReadOnlyList<ServiceDescription> services)
    {
        var catalogue = new Iri(_base);
        AddType(catalogue, Cpsv.Catalog);
        _graph.Add(catalogue, Cpsv.Identifier, new Literal(_base, Xsd.AnyUri));
        AddLabels(catalogue, Cpsv.Title, new Label($"Tjenestekatalogen til {_options.PublisherName}", $"Tenestekatalogen til {_options.PublisherName}", $"Services of {_options.PublisherName}"));
        AddLabels(catalogue, Cpsv.Description, new Label($"Tjenestene til {_options.PublisherName}.", $"Tenestene til {_options.PublisherName}.", $"The services of {_options.PublisherName}."));
        _graph.Add(catalogue, Cpsv.Publisher, _publisher);
        _graph.Add(catalogue, Cpsv.Homepage, catalogue);
        foreach (var code in LanguageCodes)
        {
            _graph.Add(catalogue, Cpsv.Language, new Iri(Cpsv.LanguageNamespace + code));
        }

        var contact = new Iri(_base + "#kontakt");
        _graph.Add(catalogue, Cpsv.ContactPoint, contact);
        AddType(contact, Cpsv.Cv("ContactPoint"));
        _graph.Add(contact, Cpsv.ContactPage, catalogue);
        if (_options.Email is not null)
        {
            _graph.Add(contact, Cpsv.Email, new Literal(_options.Email));
        }

        AddType(_publisher, Cpsv.Cv("PublicOrganisation"));
        _graph.Add(_publisher, Cpsv.Identifier, new Literal(_options.OrganisationNumber));
        AddLabels(_publisher, Cpsv.PrefLabel, new Label(_options.PublisherName, _options.PublisherName, _options.PublisherName));
        AddArea(_publisher);
        foreach (var service in services)
        {
            var node = new Iri(_options.AddressOf?.Invoke(service).AbsoluteUri ?? $"{_base}/{service.Key:D}");
            _graph.Add(catalogue, Cpsv.ContainsService, node);
            new Service(this, service, node).Add();
        }
    }

    private void AddArea(RdfTerm organisation)
    {
        var area = new Iri(_options.Area.AbsoluteUri);
        _graph.Add(organisation, Cpsv.Spatial, area);
        AddType(area, Cpsv.Term(Cpsv.DctNamespace, "Location"));
    }

    private Iri AddConcept(string psi)
    {
        var concept = new Iri(psi);
        AddType(concept, Cpsv.Concept);
        foreach (var culture in Cultures.All)
        {
            _graph.Add(concept, Cpsv.PrefLabel, new Literal(_options.Los.Label(psi, culture), Language(culture)));
        }

        return concept;
    }

    private void AddType(RdfTerm node, Iri type) => _graph.Add(node, RdfSyntax.Type, type);

    private void AddLabels(RdfTerm node, Iri property, Label label)
    {
        foreach (var culture in Cultures.All)
        {
            _graph.Add(node, property, new Literal(label.In(culture), Language(culture)));
        }
    }

    private static string Language(string culture) => culture[..2];

    /// <summary>One service.</summary>
    private sealed class Service(CpsvExport catalogue, ServiceDescription service, Iri node)
    {
        private readonly RdfGraph _graph = catalogue._graph;
        private readonly IReadOnlyList<(string Culture, ServiceText Text)> _texts =
            [.. Cultures.All.Where(service.Texts.ContainsKey).Select(culture => (culture, service.Texts[culture]))];

        public void Add()
        {
            catalogue.AddType(node, Cpsv.PublicService);
            _graph.Add(node, Cpsv.Identifier, new Literal(service.Key.ToString("D")));
            foreach (var (culture, text) in _texts)
            {
                _graph.Add(node, Cpsv.Title, new Literal(text.Title, Language(culture)));
            }

            AddDescription(node, "description", isRequired: true);
            _graph.Add(node, Cpsv.Homepage, node);
            AddOutput();
            AddBlock(Cpsv.Audience, "targetGroup", Cpsv.Term(Cpsv.DctNamespace, "AgentClass"));
            AddBlock(Cpsv.HasRequirement, "criteria", Cpsv.Cv("Requirement"));
            AddBlock(Cpsv.HasCost, "price", Cpsv.Cv("Cost"));
            if (AddBlock(Cpsv.HasParticipation, "partners", Cpsv.Cv("Participation")) is { } participation)
            {
                _graph.Add(participation, Cpsv.Role, new Iri("https://data.norge.no/vocabulary/role-type#service-provider"));
            }

            AddBlock(Cpsv.Follows, "acts", Cpsv.Term(Cpsv.CpsvNamespace, "Rule"));
            AddBlock(Cpsv.HasRequiredEvidence, "attachments", Cpsv.Term(Cpsv.CpsvNoNamespace, "RequiredEvidence"));
            AddLinks(Cpsv.HasLegalResource, "actLinks", Cpsv.Term(Cpsv.EliNamespace, "LegalResource"), Cpsv.SeeAlso);
            AddLinks(Cpsv.Page, "documents", Cpsv.Term(Cpsv.FoafNamespace, "Document"), Cpsv.SeeAlso);
            foreach (var channel in AddLinks(Cpsv.HasChannel, "applicationFormLinks", Cpsv.Cv("Channel"), Cpsv.HasUrl))
            {
                AddIdentifier(channel);
                _graph.Add(channel, Cpsv.TypeOf, new Iri("https://data.norge.no/vocabulary/service-channel-type#online-service"));
            }

            AddStatutory();
            AddOffice();
            AddProcessingTime();
            AddContact();
            AddAuthority();
            AddSubjects();
            AddRecord();
        }

        private Iri Part(string name) => new($"{node.Value}#{name}");

        private void AddIdentifier(Iri part) => _graph.Add(part, Cpsv.Identifier, new Literal(part.Value, Xsd.AnyUri));

        /// <summary>The text of a field under <c>dct:description</c>, and its markup beside it where the text alone would lose it.</summary>
        private bool AddDescription(RdfTerm part, string alias, bool isRequired = false)
        {
            var found = false;
            foreach (var (culture, text) in _texts)
            {
                var html = text[alias];
                var plain = PlainText.FromHtml(html);
                if (plain.Length == 0)
                {
                    continue;
                }

                found = true;
                _graph.Add(part, Cpsv.Description, new Literal(plain, Language(culture)));
                if (PlainText.ToHtml(plain) != html)
                {
                    _graph.Add(part, Cpsv.Markup, new Literal($"<div lang=\"{Language(culture)}\">{html}</div>", RdfSyntax.Html));
                }
            }

            if (!found && isRequired)
            {
                foreach (var (culture, text) in _texts)
                {
                    _graph.Add(part, Cpsv.Description, new Literal(text[ServiceFields.Lead] is { Length: > 0 } lead ? lead : text.Title, Language(culture)));
                }
            }

            return found;
        }

        /// <summary>A node of its own with the field's heading as its title and its text as its description; null where the field is empty.</summary>
        private Iri? AddBlock(Iri property, string alias, Iri type)
        {
            var part = Part(alias);
            if (!AddDescription(part, alias))
            {
                return null;
            }

            _graph.Add(node, property, part);
            catalogue.AddType(part, type);
            AddIdentifier(part);
            AddTitles(part, ServiceFields.Find(alias)!.Label);
            return part;
        }

        private void AddTitles(RdfTerm part, Label label)
        {
            foreach (var (culture, _) in _texts)
            {
                _graph.Add(part, Cpsv.Title, new Literal(label.In(culture), Language(culture)));
            }
        }

        // The standard requires a result of every service; without one of its own the service is its result.
        private void AddOutput()
        {
            var type = Cpsv.Term(Cpsv.CpsvNoNamespace, "PossibleOutput");
            if (ServiceFields.Find("output") is not null && AddBlock(Cpsv.HasPossibleOutput, "output", type) is not null)
            {
                return;
            }

            var part = Part("resultat");
            _graph.Add(node, Cpsv.HasPossibleOutput, part);
            catalogue.AddType(part, type);
            AddIdentifier(part);
            foreach (var (culture, text) in _texts)
            {
                _graph.Add(part, Cpsv.Title, new Literal(text.Title, Language(culture)));
                _graph.Add(part, Cpsv.Description, new Literal(text.Title, Language(culture)));
            }
        }

        private List<Iri> AddLinks(Iri property, string alias, Iri type, Iri target)
        {
            List<Iri> parts = [];
            var all = _texts.SelectMany(text => ServiceLink.Parse(text.Text[alias]), (text, link) => (text.Culture, Link: link)).ToList();
            foreach (var url in all.Select(one => one.Link.Url).Distinct().Where(Iris.IsWritable))
            {
                var part = Part($"{alias}-{parts.Count + 1}");
                parts.Add(part);
                _graph.Add(node, property, part);
                catalogue.AddType(part, type);
                _graph.Add(part, target, new Iri(url));
                foreach (var (culture, link) in all.Where(one => one.Link.Url == url).DistinctBy(one => one.Culture))
                {
                    _graph.Add(part, Cpsv.Title, new Literal(link.Title, Language(culture)));
                }
            }

            return parts;
        }

        private void AddStatutory()
        {
            if (_texts.Any(text => text.Text["isStatutory"] == "true"))
            {
                var part = Part("lovpalagt");
                _graph.Add(node, Cpsv.Realizes, part);
                catalogue.AddType(part, Cpsv.Term(Cpsv.CpsvNoNamespace, "StatutoryService"));
                AddIdentifier(part);
                foreach (var (culture, text) in _texts)
                {
                    _graph.Add(part, Cpsv.Title, new Literal(text.Title, Language(culture)));
                }
            }
        }

        private void AddOffice()
        {
            if (_texts.All(text => text.Text["visitingAddress"].Length == 0))
            {
                return;
            }

            var office = Part("kontor");
            _graph.Add(node, Cpsv.HasChannel, office);
            catalogue.AddType(office, Cpsv.Cv("Channel"));
            AddIdentifier(office);
            _graph.Add(office, Cpsv.TypeOf, new Iri("https://data.norge.no/vocabulary/service-channel-type#service-bureau"));
            var address = Part("besoksadresse");
            _graph.Add(office, Cpsv.HasAddress, address);
            catalogue.AddType(address, Cpsv.Term(Cpsv.VcardNamespace, "Address"));
            AddNeutral(address, Cpsv.StreetAddress, "visitingAddress");
        }

        private void AddProcessingTime()
        {
            var durations = _texts
                .Select(text => PlainText.FromHtml(text.Text["processingTime"]) is { Length: > 0 } words && PlainText.ToHtml(words) == text.Text["processingTime"] ? DurationWords.Parse(words, text.Culture) : null)
                .Distinct()
                .ToList();
            if (durations is [{ } duration])
            {
                _graph.Add(node, Cpsv.ProcessingTime, new Literal(duration, Xsd.Duration));
            }
        }

        private void AddContact()
        {
            var contact = Part("kontakt");
            _graph.Add(node, Cpsv.ContactPoint, contact);
            catalogue.AddType(contact, Cpsv.Cv("ContactPoint"));
            AddNeutral(contact, Cpsv.Telephone, "telephone");
            AddNeutral(contact, Cpsv.Email, "email");
            foreach (var (culture, text) in _texts.Where(text => text.Text["contactUnit"].Length > 0))
            {
                _graph.Add(contact, Cpsv.Category, new Literal(text["contactUnit"], Language(culture)));
            }

            // The standard's cv:openingHours wants a time:TemporalEntity, and its shapes give that class the rules of three
            // others by mistake, which no text can satisfy. What version 1.0 had says it as people wrote it.
            foreach (var (culture, text) in _texts.Where(text => text.Text["openingHours"].Length > 0))
            {
                _graph.Add(contact, Cpsv.HoursAsText, new Literal(text["openingHours"], Language(culture)));
            }

            if (_texts.All(text => text.Text["telephone"].Length + text.Text["email"].Length == 0))
            {
                _graph.Add(contact, Cpsv.ContactPage, node);
            }
        }

        private void AddAuthority()
        {
            if (_texts.All(text => text.Text["responsibleUnit"].Length == 0))
            {
                _graph.Add(node, Cpsv.HasCompetentAuthority, catalogue._publisher);
                return;
            }

            var unit = Part("enhet");
            _graph.Add(node, Cpsv.HasCompetentAuthority, unit);
            _graph.Add(node, Cpsv.HasCompetentAuthority, catalogue._publisher);
            catalogue.AddType(unit, Cpsv.Cv("PublicOrganisation"));
            AddIdentifier(unit);
            _graph.Add(unit, Cpsv.UnitOf, catalogue._publisher);
            catalogue.AddArea(unit);
            foreach (var (culture, text) in _texts.Where(text => text.Text["responsibleUnit"].Length > 0))
            {
                _graph.Add(unit, Cpsv.PrefLabel, new Literal(text["responsibleUnit"], Language(culture)));
            }
        }

        private void AddSubjects()
        {
            foreach (var word in _texts.SelectMany(text => Lines(text.Text[ServiceFields.LosWords])).Distinct())
            {
                var known = catalogue._options.Los.Find(word);
                if ((known?.Psi ?? LosPsi.Normalise(word)) is { } psi && Iris.IsWritable(psi))
                {
                    _graph.Add(node, Cpsv.ThematicArea, catalogue.AddConcept(psi));

                    // The themes above a word are told of the word, not of the service: read again, the service has the words it had.
                    foreach (var concept in known is null ? [] : catalogue._options.Los.Above(known).Prepend(known))
                    {
                        foreach (var above in catalogue._options.Los.ThemesOf(concept).Where(theme => Iris.IsWritable(theme.Psi)))
                        {
                            _graph.Add(catalogue.AddConcept(concept.Psi), Cpsv.Broader, catalogue.AddConcept(above.Psi));
                        }
                    }
                }
            }

            foreach (var (culture, text) in _texts)
            {
                foreach (var keyword in Lines(text["keywords"]))
                {
                    _graph.Add(node, Cpsv.Keyword, new Literal(keyword, Language(culture)));
                }
            }

            var most = _texts.Max(text => Lines(text.Text[ServiceFields.LifeEvents]).Length);
            for (var i = 0; i < most; i++)
            {
                var titles = _texts.Where(text => Lines(text.Text[ServiceFields.LifeEvents]).Length > i).Select(text => (text.Culture, Title: Lines(text.Text[ServiceFields.LifeEvents])[i])).ToList();
                var happening = titles.Select(title => catalogue._options.Los.Find(title.Title)?.Psi ?? LosPsi.Normalise(title.Title)).FirstOrDefault(psi => psi is not null && Iris.IsWritable(psi)) is { } known ? new Iri(known) : Part($"hendelse-{i + 1}");
                _graph.Add(node, Cpsv.IsGroupedBy, happening);
                catalogue.AddType(happening, Cpsv.Cv("LifeEvent"));
                if (!_graph.Objects(happening, Cpsv.Identifier).Any())
                {
                    AddIdentifier(happening);
                    foreach (var (culture, title) in titles)
                    {
                        _graph.Add(happening, Cpsv.Title, new Literal(catalogue._options.Los.Label(title, culture), Language(culture)));
                    }
                }
            }
        }

        private void AddRecord()
        {
            var updated = _texts.Select(text => text.Text["updated"]).Where(day => day.Length > 0).OrderDescending(StringComparer.Ordinal).FirstOrDefault();
            if (updated is not null && DateOnly.TryParseExact(updated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                var record = Part("oppforing");
                catalogue.AddType(record, Cpsv.CatalogRecord);
                _graph.Add(record, Cpsv.PrimaryTopic, node);
                _graph.Add(record, Cpsv.Modified, new Literal(updated, Xsd.Date));
            }
        }

        /// <summary>A value that means the same in every language: once where it does, else marked with each language.</summary>
        private void AddNeutral(RdfTerm part, Iri property, string alias)
        {
            var values = _texts.Select(text => (text.Culture, Value: text.Text[alias])).ToList();
            if (values.Select(value => value.Value).Distinct().Count() == 1)
            {
                if (values[0].Value.Length > 0)
                {
                    _graph.Add(part, property, new Literal(values[0].Value));
                }

                return;
            }

            foreach (var (culture, value) in values.Where(value => value.Value.Length > 0))
            {
                _graph.Add(part, property, new Literal(value, Language(culture)));
            }
        }

        private static string[] Lines(string list) => list.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
