using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using static Halden.Umbraco.Catalogue.CpsvApNo.CpsvReading;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>
/// Reads one service in one culture. Text in another language stays with that language's description where the service has
/// one, and comes to the first of its descriptions where it has not, so that nothing is lost and no page mixes languages
/// without need. Names, links and numbers belong to every language.
/// </summary>
internal sealed class CpsvService
{
    /// <summary>What points at a service, or at what stands around it, rather than the other way.</summary>
    public static readonly IReadOnlySet<Iri> AskedBackwards = new HashSet<Iri> { Cpsv.PrimaryTopic, Cpsv.Participates, Cpsv.PlaysRole, Cpsv.Triggers[0], Cpsv.Triggers[1] };

    private static readonly Label HomepageTitle = new("Tjenestens hjemmeside", "Heimesida til tenesta", "The service's website");
    private static readonly Label ContactPageTitle = new("Kontaktside", "Kontaktside", "Contact page");
    private static readonly Label ApplyTitle = new("Søk på nett", "Søk på nett", "Apply online");
    private static readonly Label Free = new("Gratis", "Gratis", "Free");

    private readonly TripleStore _graph;
    private readonly RdfTerm _service;
    private readonly string _culture;
    private readonly IReadOnlyList<string> _cultures;
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _leftOut = [];
    private readonly List<Label> _warnings = [];

    /// <param name="graph">Everything in the file.</param>
    /// <param name="service">The service's node.</param>
    /// <param name="culture">The description to make.</param>
    /// <param name="cultures">The descriptions that the service has, in order.</param>
    public CpsvService(TripleStore graph, RdfTerm service, string culture, IReadOnlyList<string> cultures)
    {
        _graph = graph;
        _service = service;
        _culture = culture;
        _cultures = cultures;
    }

    /// <summary>The culture of a text by its language tag; no tag counts as bokmål; null for a language that we do not have.</summary>
    public static string? CultureOf(Literal text) => text.Language?.Split('-')[0] switch
    {
        null or "nb" or "no" => Cultures.Bokmal,
        "nn" => Cultures.NewNorwegian,
        "en" => Cultures.English,
        _ => null,
    };

    public CatalogueItem Read(int position, string id, bool isIdentifierShared)
    {
        var title = PlainText.OneLine(Texts(_service, Cpsv.Title).First());
        if (title.Length > 255)
        {
            return new UnreadItem(position, id, Shorten(title), new(
                $"Navnet er for langt: {title.Length} tegn, høyst 255. Resten av filen er ikke berørt. Be utgiveren om å rette det.",
                $"Namnet er for langt: {title.Length} teikn, høgst 255. Resten av fila er ikkje råka. Be utgjevaren om å rette det.",
                $"The name is too long: {title.Length} characters, at most 255. The rest of the file is not affected. Ask the publisher to correct it."));
        }

        if (isIdentifierShared)
        {
            _warnings.Add(new(
                "Flere tjenester i filen har samme dct:identifier. Tjenestens adresse er brukt i stedet.",
                "Fleire tenester i fila har same dct:identifier. Adressa til tenesta er brukt i staden.",
                "Several services in the file have the same dct:identifier. The service's address is used instead."));
        }

        _values[ServiceFields.Title] = title;
        Take("description", () => Html(_service, "description"));
        Take("targetGroup", () => Blocks("targetGroup", Nodes(Cpsv.Audience)));
        Take("criteria", () => Blocks("criteria", Nodes(Cpsv.HasRequirement)));
        Take("price", Price);
        Take("partners", Partners);
        Take("output", Outputs);
        Take("relatedServices", RelatedServices);
        Take("documents", Documents);
        TakeLegislation();
        TakeChannelsAndContact();
        Take("responsibleUnit", ResponsibleUnit);
        Take("updated", Updated);
        TakeSubjects();
        return new NationalDescription(
            position,
            id,
            _culture,
            null,
            new FieldValues(_values),
            _values.TryGetValue("updated", out var day) && day.Length > 0 ? DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            [.. _leftOut],
            [.. _warnings.Distinct()]);
    }

    // ---- Fields ----

    private string Price()
    {
        List<Block> blocks = [];
        foreach (var cost in Described("price", Nodes(Cpsv.HasCost)))
        {
            var amount = Amount(cost);
            var page = Links(cost, Cpsv.Page).Select(url => $"<p><a href=\"{PlainText.Escape(url)}\">{PlainText.Escape(url)}</a></p>");
            blocks.Add(new Block(amount ?? string.Empty, Html(cost, "price") + string.Concat(page)));
        }

        return Join("price", blocks);
    }

    private string? Amount(RdfTerm cost)
    {
        if (Cpsv.Amounts.SelectMany(property => _graph.Objects(cost, property)).OfType<Literal>().FirstOrDefault() is not { } value)
        {
            return null;
        }

        var text = value.Lexical.Trim();
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
        {
            // Norwegian decimals are the most common mistake, also in the standard's own examples.
            if (!decimal.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out amount))
            {
                Warn("price", new($"«{Shorten(text)}» er ikke et beløp, og er utelatt.", $"«{Shorten(text)}» er ikkje eit beløp, og er utelate.", $"«{Shorten(text)}» is not an amount, and is left out."));
                return null;
            }

            var read = amount.ToString(CultureInfo.InvariantCulture);
            Warn("price", new($"beløpet «{Shorten(text)}» er skrevet med komma, og er lest som {read}.", $"beløpet «{Shorten(text)}» er skrive med komma, og er lese som {read}.", $"the amount «{Shorten(text)}» is written with a comma, and has been read as {read}."));
        }

        if (amount == 0)
        {
            return Free.In(_culture);
        }

        var number = amount.ToString(amount == Math.Truncate(amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        var currency = _graph.Objects(cost, Cpsv.Currency).Select(Code).FirstOrDefault() ?? "NOK";
        if (_culture == Cultures.English)
        {
            return $"{currency} {number}";
        }

        number = number.Replace(',', ' ').Replace('.', ',');
        return $"{number} {(currency == "NOK" ? "kr" : currency)}";
    }

    private string Partners()
    {
        List<Block> blocks = [];
        foreach (var participation in Described("partners", Nodes(Cpsv.HasParticipation)))
        {
            var names = _graph.Objects(participation, Cpsv.HasParticipant)
                .Concat(_graph.SubjectsOf(Cpsv.Participates, participation))
                .Concat(_graph.SubjectsOf(Cpsv.PlaysRole, participation))
                .Append(participation)
                .Select(Name)
                .OfType<string>();
            var roles = _graph.Objects(participation, Cpsv.Role).Select(Name).OfType<string>().ToList();
            var title = string.Join(", ", names.Distinct());
            blocks.Add(new Block(roles.Count > 0 && title.Length > 0 ? $"{title} ({string.Join(", ", roles)})" : title, Html(participation, "partners")));
        }

        return Join("partners", blocks);
    }

    private string Outputs()
    {
        var field = ServiceFields.Find("output");
        if (field is null)
        {
            return string.Empty;
        }

        var title = _values[ServiceFields.Title];
        return Blocks("output", Nodes([.. Cpsv.Outputs]), block =>
            block.Title == title && (block.Html.Length == 0 || block.Html == _values.GetValueOrDefault("description") || HtmlCleaner.Text(block.Html) == title));
    }

    private string RelatedServices()
    {
        List<Block> blocks = [];
        foreach (var other in Nodes([.. Cpsv.Related]))
        {
            if (Name(other) is { } name)
            {
                blocks.Add(new Block(name, string.Empty));
            }
            else
            {
                WarnOfUndescribed("relatedServices", other);
            }
        }

        return Join("relatedServices", blocks);
    }

    private string Documents()
    {
        List<ServiceLink> links = [];
        foreach (var page in _graph.Objects(_service, Cpsv.Homepage).Where(page => !page.Equals(_service)))
        {
            AddLinks(links, "documents", page, HomepageTitle.In(_culture));
        }

        foreach (var page in _graph.Objects(_service, Cpsv.Page))
        {
            AddLinks(links, "documents", page, null);
        }

        foreach (var page in Nodes([.. Cpsv.Contacts]).SelectMany(contact => Cpsv.ContactPages.SelectMany(property => _graph.Objects(contact, property))).Where(page => !page.Equals(_service)))
        {
            AddLinks(links, "documents", page, ContactPageTitle.In(_culture));
        }

        return ServiceLink.Canonical(links.DistinctBy(link => link.Url));
    }

    private void TakeLegislation()
    {
        List<ServiceLink> links = [];
        List<Block> texts = [];
        var rules = Described("acts", Nodes(Cpsv.Follows)).ToList();
        foreach (var rule in rules)
        {
            texts.Add(new Block(Title(rule), Html(rule, "acts")));
        }

        foreach (var resource in Nodes(Cpsv.HasLegalResource).Concat(rules.SelectMany(rule => _graph.Objects(rule, Cpsv.Implements))).Distinct())
        {
            Inspect("actLinks", resource);
            var before = links.Count;
            var urls = Links(resource, Cpsv.SeeAlso).Concat(Links(resource, Cpsv.Page)).ToList();
            var name = Name(resource);
            foreach (var url in urls)
            {
                links.Add(new ServiceLink(name ?? url, url));
            }

            if (links.Count > before)
            {
                continue;
            }

            // Without a page of its own the resource's address may still be one; lovdata.no is.
            if (resource is Iri { Value: var iri } && ServiceLink.IsSafeUrl(iri) && (name is null || iri.Contains("lovdata.no/", StringComparison.OrdinalIgnoreCase)))
            {
                links.Add(new ServiceLink(name ?? iri, iri));
            }
            else if (name is not null)
            {
                texts.Add(new Block(name, Html(resource, "acts")));
            }
        }

        Take("acts", () => Join("acts", texts));
        Take("actLinks", () => ServiceLink.Canonical(links.Distinct()));
        Take("isStatutory", () => _graph.Objects(_service, Cpsv.Realizes).Any() ? "true" : string.Empty);
    }

    private void TakeChannelsAndContact()
    {
        var channels = Described("applicationFormLinks", Nodes(Cpsv.HasChannel)).ToList();
        var contacts = Described("contactUnit", Nodes([.. Cpsv.Contacts])).ToList();
        List<ServiceLink> forms = [];
        foreach (var channel in channels)
        {
            var name = Title(channel) is { Length: > 0 } title ? title : Line(channel, Cpsv.Description) is { Length: > 0 and <= 120 } description ? description : null;
            foreach (var target in _graph.Objects(channel, Cpsv.HasUrl))
            {
                AddLinks(forms, "applicationFormLinks", target, name ?? ApplyTitle.In(_culture));
            }
        }

        Take("applicationFormLinks", () => ServiceLink.Canonical(forms.Distinct()));
        Take("attachments", () => Blocks("attachments", Nodes([.. Cpsv.Evidence]).Concat(channels.SelectMany(channel => Cpsv.Evidence.SelectMany(property => _graph.Objects(channel, property)))).Distinct()));
        Take("processingTime", () => ProcessingTime(channels));

        var both = contacts.Concat(channels).ToList();
        Take("contactUnit", () => string.Join(", ", contacts.Select(contact => FirstOf(Cpsv.ContactNames.Select(property => Line(contact, property)))).Where(name => name.Length > 0).Distinct()));
        Take("telephone", () => string.Join(", ", Neutral(both, Cpsv.Telephones).Select(value => WithoutScheme(value, "tel:")).Distinct()));
        Take("email", () => string.Join(", ", Neutral(both, Cpsv.Emails).Select(value => WithoutScheme(value, "mailto:")).Distinct(StringComparer.OrdinalIgnoreCase)));
        Take("visitingAddress", () => string.Join('\n', both.SelectMany(Addresses).Where(address => address.Length > 0).Distinct()));
        Take("openingHours", () => string.Join('\n', contacts.Concat(channels.Where(IsAnswered))
            .SelectMany(node => Cpsv.Hours.SelectMany(property => Texts(node, property).Concat(_graph.Objects(node, property).Where(hours => hours is not Literal).SelectMany(hours => Texts(hours, Cpsv.Description)))))
            .Select(hours => hours.ReplaceLineEndings("\n").Trim())
            .Distinct()));
    }

    private string ProcessingTime(IEnumerable<RdfTerm> channels)
    {
        List<string> ofService = [];
        List<string> ofChannels = [];
        List<Label> faults = [];
        foreach (var node in channels.Prepend(_service))
        {
            foreach (var duration in _graph.Objects(node, Cpsv.ProcessingTime).OfType<Literal>())
            {
                if (DurationWords.Of(duration.Lexical, _culture) is { } words)
                {
                    (node.Equals(_service) ? ofService : ofChannels).Add(words);
                }
                else
                {
                    var text = Shorten(duration.Lexical);
                    faults.Add(new(
                        $"«{text}» er ikke en tid vi kan lese (xsd:duration, for eksempel P14D).",
                        $"«{text}» er ikkje ei tid vi kan lese (xsd:duration, til dømes P14D).",
                        $"«{text}» is not a time that we can read (xsd:duration, for instance P14D)."));
                }
            }
        }

        var times = ofService.Count > 0 ? ofService : ofChannels;
        foreach (var fault in faults)
        {
            // A time that could be read stands, whatever is wrong with another.
            if (times.Count > 0)
            {
                Warn("processingTime", fault);
            }
            else
            {
                LeaveOut(ServiceFields.Find("processingTime")!, fault);
            }
        }

        return times.Count == 0 ? string.Empty : PlainText.ToHtml(string.Join('\n', times.Distinct()));
    }

    private string ResponsibleUnit()
    {
        var authorities = Nodes(Cpsv.HasCompetentAuthority, Cpsv.OwnedBy).ToList();

        // Where a unit stands beside the organisation that it belongs to, the unit is the one responsible.
        var units = authorities.Where(authority => _graph.Objects(authority, Cpsv.UnitOf).Any()).ToList();
        List<string> names = [];
        foreach (var authority in units.Count > 0 ? units : authorities)
        {
            Inspect("responsibleUnit", authority);
            var name = FirstOf(new[] { Cpsv.PrefLabel }.Concat(Cpsv.Names).Select(property => Name(authority, property) ?? string.Empty));
            if (name.Length > 0)
            {
                names.Add(name);
            }
            else
            {
                WarnOfUndescribed("responsibleUnit", authority);
            }
        }

        return string.Join(", ", names.Distinct());
    }

    private string Updated()
    {
        var days = _graph.SubjectsOf(Cpsv.PrimaryTopic, _service).Append(_service)
            .SelectMany(record => _graph.Objects(record, Cpsv.Modified))
            .OfType<Literal>()
            .Select(date => (date.Lexical, Day: Day(date.Lexical)))
            .ToList();
        foreach (var (text, _) in days.Where(date => date.Day is null))
        {
            LeaveOut(ServiceFields.Find("updated")!, new($"«{Shorten(text)}» er ikke en dato vi kan lese.", $"«{Shorten(text)}» er ikkje ein dato vi kan lese.", $"«{Shorten(text)}» is not a date that we can read."));
        }

        return days.Select(date => date.Day).OfType<string>().OrderDescending(StringComparer.Ordinal).FirstOrDefault() ?? string.Empty;
    }

    private void TakeSubjects()
    {
        List<string> words = [];
        List<string> keywords = [];
        var others = 0;
        foreach (var theme in Nodes(Cpsv.ThematicArea).Concat(Nodes(Cpsv.Subject)).Distinct())
        {
            if (theme is Iri { Value: var iri } && LosPsi.Normalise(iri) is { } psi)
            {
                words.Add(psi);
            }
            else if (Name(theme) is { } name)
            {
                keywords.Add(name);
            }
            else
            {
                others++;
            }
        }

        if (others > 0)
        {
            Warn("losWords", new(
                $"{others} {(others == 1 ? "henvisning" : "henvisninger")} til andre emneregistre enn Los er ikke forklart i filen, og er utelatt.",
                $"{others} {(others == 1 ? "tilvising" : "tilvisingar")} til andre emneregister enn Los er ikkje forklart i fila, og er utelatne.",
                $"{others} {(others == 1 ? "reference to another subject register than Los is" : "references to other subject registers than Los are")} not explained in the file, and left out."));
        }

        // The first generation of the publishing tool wrote all keywords as one text.
        var own = Texts(_service, Cpsv.Keyword).ToList();
        keywords.InsertRange(0, own is [var only] ? only.Split([',', ';'], StringSplitOptions.TrimEntries) : own);
        List<string> events = [];
        foreach (var happening in Nodes(Cpsv.IsGroupedBy).Concat(Cpsv.Triggers.SelectMany(trigger => _graph.SubjectsOf(trigger, _service))).Distinct())
        {
            Inspect("lifeEvents", happening);
            if (happening is Iri { Value: var iri } && LosPsi.Normalise(iri) is { } psi)
            {
                events.Add(psi);
            }
            else if (Title(happening) is { Length: > 0 } name)
            {
                events.Add(name);
            }
            else if (!_graph.About(happening).Any())
            {
                WarnOfUndescribed("lifeEvents", happening);
            }
        }

        Take("losWords", () => Lines(words));
        Take("keywords", () => Lines(keywords));
        Take("lifeEvents", () => Lines(events));
    }

    // ---- Values ----

    private void Take(string alias, Func<string> read)
    {
        if (ServiceFields.Find(alias) is not { } field)
        {
            return;
        }

        string value;
        try
        {
            value = field.Kind.Normalise(read());
        }
        catch (UncleanableHtmlException)
        {
            LeaveOut(field, UncleanableHtmlException.Text);
            return;
        }

        if (field.Kind == FieldKind.Text)
        {
            value = PlainText.OneLine(value);
        }

        if (field.Kind.Fault(value) is { } wrong)
        {
            LeaveOut(field, wrong);
        }
        else if (!_leftOut.Contains(alias))
        {
            _values[alias] = value;
        }
    }

    /// <summary>A title and what is said under it.</summary>
    private sealed record Block(string Title, string Html);

    private string Blocks(string alias, IEnumerable<RdfTerm> nodes, Func<Block, bool>? isIdle = null)
    {
        List<Block> blocks = [];
        foreach (var node in nodes)
        {
            if (node is Literal literal)
            {
                if (Belongs(literal))
                {
                    blocks.Add(new Block(string.Empty, PlainText.ToHtml(literal.Lexical)));
                }

                continue;
            }

            Inspect(alias, node);
            var title = Title(node);
            var html = Html(node, alias);
            var pages = string.Concat(Links(node, Cpsv.Page).Select(url => $"<p><a href=\"{PlainText.Escape(url)}\">{PlainText.Escape(url)}</a></p>"));
            if (title.Length + html.Length > 0)
            {
                var block = new Block(title, html + pages);
                if (isIdle?.Invoke(block) != true)
                {
                    blocks.Add(block);
                }
            }
            else if (_graph.About(node).Count == 0)
            {
                // A code from a list says something by its address; a thing that the file should have described does not.
                if (alias == "targetGroup" && node is Iri code)
                {
                    blocks.Add(new Block(LosPsi.Humanise(code.Value), string.Empty));
                }
                else
                {
                    WarnOfUndescribed(alias, node);
                }
            }
            else
            {
                WarnOfOtherLanguage(alias, node, Cpsv.Title);
            }
        }

        return Join(alias, blocks);
    }

    private static string Join(string alias, IReadOnlyList<Block> blocks)
    {
        var label = ServiceFields.Find(alias)!.Label;
        var kept = blocks
            .Select(block => Cultures.All.Any(culture => label.In(culture) == block.Title) || block.Title == HtmlCleaner.Text(block.Html) ? block with { Title = string.Empty } : block)
            .Where(block => block.Title.Length + block.Html.Length > 0)
            .Distinct()
            .ToList();
        return kept switch
        {
            [] => string.Empty,
            [{ Title.Length: 0, Html: var only }] => HtmlCleaner.Clean(only),
            _ when kept.Count > 1 && kept.All(block => block.Html.Length == 0) => HtmlCleaner.Clean($"<ul>{string.Concat(kept.Select(block => $"<li>{PlainText.Escape(block.Title)}</li>"))}</ul>"),
            _ => HtmlCleaner.Clean(string.Concat(kept.Select(block => block switch
            {
                { Title.Length: 0 } => block.Html,
                { Html.Length: 0 } => $"<p>{PlainText.Escape(block.Title)}</p>",
                _ => $"<p><strong>{PlainText.Escape(block.Title)}</strong></p>{block.Html}",
            }))),
        };
    }

    private string Html(RdfTerm node, string alias)
    {
        var text = string.Join("\n\n", Texts(node, Cpsv.Description));
        if (text.Length == 0)
        {
            WarnOfOtherLanguage(alias, node, Cpsv.Description);
            return string.Empty;
        }

        var typed = _graph.Objects(node, Cpsv.Description).OfType<Literal>().FirstOrDefault(literal => literal.Datatype.Equals(RdfSyntax.Html));
        if (typed is not null)
        {
            return HtmlCleaner.Clean(typed.Lexical);
        }

        var start = $"<div lang=\"{_culture[..2]}\">";
        var markup = _graph.Objects(node, Cpsv.Markup).OfType<Literal>()
            .Where(literal => literal.Lexical.StartsWith(start, StringComparison.Ordinal) && literal.Lexical.EndsWith("</div>", StringComparison.Ordinal))
            .Select(literal => HtmlCleaner.Clean(literal.Lexical[start.Length..^"</div>".Length]))
            .FirstOrDefault();

        // Somebody may have changed the text since, and left the markup that they knew nothing of.
        return markup is not null && PlainText.FromHtml(markup) == text ? markup : PlainText.ToHtml(text);
    }

    private IEnumerable<string> Texts(RdfTerm node, Iri property)
    {
        var mine = _graph.Objects(node, property).OfType<Literal>().Where(literal => Belongs(literal) && !string.IsNullOrWhiteSpace(literal.Lexical)).ToList();
        if (mine.Count == 0)
        {
            return [];
        }

        // Never two tags of the same text, and a language that the service lacks only where its own says nothing.
        var best = mine.Min(Rank);
        return mine.Where(literal => Rank(literal) == best).Select(literal => literal.Lexical.Trim());
    }

    private int Rank(Literal literal)
    {
        var culture = CultureOf(literal);
        var language = culture is null ? 9 : culture == _culture ? 0 : 1 + Cultures.All.ToList().IndexOf(culture);
        return (language * 3) + literal.Language?.Split('-')[0] switch
        {
            null => 2,
            "no" => 1,
            _ => 0,
        };
    }

    // A text belongs to the description in its language, or to the first where there is none in its language.
    private bool Belongs(Literal text) => CultureOf(text) is { } culture && _cultures.Contains(culture) ? culture == _culture : _culture == _cultures[0];

    private void WarnOfOtherLanguage(string alias, RdfTerm node, Iri property)
    {
        var languages = _graph.Objects(node, property)
            .OfType<Literal>()
            .Where(literal => !Belongs(literal))
            .Select(CultureOf)
            .OfType<string>()
            .Distinct()
            .ToList();
        if (languages.Count > 0)
        {
            var (mine, others) = (Cultures.NameOf(_culture), languages.Select(Cultures.NameOf).ToList());
            Warn(alias, new(
                $"finnes ikke på {mine.Nb.ToLowerInvariant()}, bare på {string.Join(" og ", others.Select(name => name.Nb.ToLowerInvariant()))}.",
                $"finst ikkje på {mine.Nn.ToLowerInvariant()}, berre på {string.Join(" og ", others.Select(name => name.Nn.ToLowerInvariant()))}.",
                $"is not in {mine.En}, only in {string.Join(" and ", others.Select(name => name.En))}."));
        }
    }

    private string Line(RdfTerm node, Iri property) => PlainText.OneLine(Texts(node, property).FirstOrDefault() ?? string.Empty);

    private string Title(RdfTerm node) => FirstOf(Cpsv.Names.Select(property => Line(node, property)));

    private static string FirstOf(IEnumerable<string> values) => values.FirstOrDefault(value => value.Length > 0) ?? string.Empty;

    /// <summary>The node's name in the description's language, or else in any.</summary>
    private string? Name(RdfTerm node) => node is Literal literal
        ? PlainText.OneLine(literal.Lexical)
        : FirstOf(Cpsv.Names.Select(property => Name(node, property) ?? string.Empty)) is { Length: > 0 } name ? name : null;

    private string? Name(RdfTerm node, Iri property)
    {
        if (Line(node, property) is { Length: > 0 } own)
        {
            return own;
        }

        var others = _graph.Objects(node, property).OfType<Literal>().Where(literal => !string.IsNullOrWhiteSpace(literal.Lexical)).ToList();
        return Cultures.All.Select(culture => others.Find(literal => CultureOf(literal) == culture)).OfType<Literal>().Concat(others).Select(literal => PlainText.OneLine(literal.Lexical)).FirstOrDefault();
    }

    private IEnumerable<RdfTerm> Nodes(params Iri[] properties) => properties.SelectMany(property => _graph.Objects(_service, property)).Distinct();

    /// <summary>The nodes that the file says something about; a warning for each other.</summary>
    private IEnumerable<RdfTerm> Described(string alias, IEnumerable<RdfTerm> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is Literal)
            {
                var text = Shorten(((Literal)node).Lexical);
                Warn(alias, new(
                    $"«{text}» er en tekst der det skulle stått en henvisning, og er utelatt.",
                    $"«{text}» er ein tekst der det skulle stått ei tilvising, og er utelaten.",
                    $"«{text}» is a text where there should be a reference, and is left out."));
            }
            else if (_graph.About(node).Count == 0)
            {
                WarnOfUndescribed(alias, node);
            }
            else
            {
                Inspect(alias, node);
                yield return node;
            }
        }
    }

    private void Inspect(string alias, RdfTerm node)
    {
        foreach (var type in _graph.Objects(node, RdfSyntax.Type).OfType<Literal>())
        {
            var (what, text) = (Show(node), Shorten(type.Lexical));
            Warn(alias, new(
                $"{what.Nb} har teksten «{text}» som type (rdf:type), der det skulle stått en adresse.",
                $"{what.Nn} har teksten «{text}» som type (rdf:type), der det skulle stått ei adresse.",
                $"{what.En} has the text «{text}» as its type (rdf:type), where there should be an address."));
        }
    }

    /// <summary>Values that mean the same in every language, unless they are marked with one.</summary>
    private IEnumerable<string> Neutral(IEnumerable<RdfTerm> nodes, IReadOnlyList<Iri> properties) => nodes
        .SelectMany(node => properties.SelectMany(property => _graph.Objects(node, property)))
        .Where(value => value is not Literal { Language: not null } literal || Belongs(literal))
        .Select(value => value switch
        {
            Literal literal => literal.Lexical,
            Iri iri => iri.Value,
            _ => FirstOf(_graph.About(value).Select(triple => triple.Object).OfType<Iri>().Select(iri => iri.Value).Where(iri => iri.StartsWith("tel:", StringComparison.Ordinal) || iri.StartsWith("mailto:", StringComparison.Ordinal))),
        })
        .Select(PlainText.OneLine)
        .Where(value => value.Length > 0);

    private IEnumerable<string> Addresses(RdfTerm node)
    {
        foreach (var address in Texts(node, Cpsv.Term(Cpsv.VcardNamespace, "hasStreetAddress")))
        {
            yield return address.ReplaceLineEndings("\n");
        }

        foreach (var address in _graph.Objects(node, Cpsv.HasAddress).Where(address => address is not Literal))
        {
            string Part(string name) => FirstOf(_graph.Objects(address, Cpsv.Term(Cpsv.VcardNamespace, name))
                .OfType<Literal>()
                .Where(literal => literal.Language is null || Belongs(literal))
                .Select(literal => literal.Lexical.ReplaceLineEndings("\n").Trim()));

            yield return string.Join('\n', new[] { Part("street-address"), $"{Part("postal-code")} {Part("locality")}".Trim() }.Where(line => line.Length > 0));
        }
    }

    // Hours of a web page are its own; those of a counter or a telephone are when somebody answers.
    private bool IsAnswered(RdfTerm channel) => _graph.Objects(channel, Cpsv.HasAddress).Any() || _graph.Objects(channel, Cpsv.HasTelephone).Any();

    private static string WithoutScheme(string value, string scheme) => value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? value[scheme.Length..] : value;

    private IEnumerable<string> Links(RdfTerm node, Iri property) => _graph.Objects(node, property).Select(Url).OfType<string>();

    private void AddLinks(List<ServiceLink> links, string alias, RdfTerm target, string? title)
    {
        // A page may be an address, or a node that has one.
        var inner = target is Literal ? [] : Links(target, Cpsv.SeeAlso).Concat(Links(target, Cpsv.HasUrl)).ToList();
        var name = target is Literal ? null : Name(target);
        if (inner.Count > 0)
        {
            links.AddRange(inner.Select(url => new ServiceLink(name ?? title ?? url, url)));
        }
        else if (Url(target) is { } url)
        {
            links.Add(new ServiceLink(name ?? title ?? url, url));
        }
        else
        {
            var what = Show(target);
            Warn(alias, new($"{what.Nb} er ikke en adresse som kan brukes, og er utelatt.", $"{what.Nn} er ikkje ei adresse som kan brukast, og er utelaten.", $"{what.En} is not an address that can be used, and is left out."));
        }
    }

    private static string? Url(RdfTerm term)
    {
        var text = term switch
        {
            Iri iri => iri.Value,
            Literal literal => literal.Lexical.Trim().Replace(" ", "%20", StringComparison.Ordinal),
            _ => string.Empty,
        };

        // «digdir.no» is what the national publishing tool lets people write.
        if (term is Literal && !text.Contains(':', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal) && char.IsAsciiLetterOrDigit(text[0]))
        {
            text = "https://" + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto" or "tel" ? text : null;
    }

    private static string? Code(RdfTerm term) => term switch
    {
        Iri iri => iri.Value[(iri.Value.LastIndexOfAny(['/', '#']) + 1)..],
        Literal literal => literal.Lexical.Trim(),
        _ => null,
    };

    private static string Lines(IEnumerable<string> items) => string.Join(
        '\n',
        items.Select(PlainText.OneLine).Where(item => item.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase));

    private void Warn(string alias, Label fault) => _warnings.Add(ServiceFields.Find(alias)!.Label.Then(fault, ": "));

    private void WarnOfUndescribed(string alias, RdfTerm node)
    {
        var what = Show(node);
        Warn(alias, new($"{what.Nb} er ikke beskrevet i filen, og er utelatt.", $"{what.Nn} er ikkje omtalt i fila, og er utelaten.", $"{what.En} is not described in the file, and is left out."));
    }

    private void LeaveOut(ServiceField field, Label fault)
    {
        _leftOut.Add(field.Alias);
        Warn(field.Alias, fault.Then(new("Feltet er ikke tatt inn; det som sto der, er beholdt.", "Feltet er ikkje teke inn; det som stod der, er halde.", "The field has not been taken in; what was there is kept.")));
    }

    private static Label Show(RdfTerm term)
    {
        if (term is BlankNode)
        {
            return new("en node uten navn", "ein node utan namn", "a node without a name");
        }

        var text = term is Iri iri ? $"<{(iri.Value.Length <= 120 ? iri.Value : iri.Value[..120] + "…")}>" : ((Literal)term).Lexical;
        return new(text, text, text);
    }
}
