using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Everything the public can see at one moment: immutable, so that any number of requests read it without a lock, and
/// replaced whole when something changes. What did not change keeps its rendered bytes.
/// </summary>
internal sealed class SelfServiceSnapshot
{
    private readonly FrozenDictionary<string, CultureServices> _cultures;
    private readonly AddressBook _addresses;
    private readonly LinkedAddresses _linked;
    private readonly FrozenDictionary<RdfFormat, StoredResponse> _catalogue;

    private SelfServiceSnapshot(
        IReadOnlyCollection<ShownService> services, AddressBook addresses, SelfServiceSite site, LosVocabulary los, DateTimeOffset moment, SelfServiceSnapshot? previous, LinkedAddresses linked, SnapshotVoices voices)
    {
        Voices = voices;
        Site = site;
        Los = los;
        Moment = moment;
        _addresses = addresses;
        _linked = linked;
        var digest = new Digest();
        SiteDigest = digest.Add(site.ToString()).Take();

        // No lambda: one that knew the snapshot before would have those below, which are kept, hold on to it.
        var cultures = new Dictionary<string, CultureServices>();
        foreach (var culture in Cultures.All)
        {
            cultures.Add(culture, new CultureServices(this, culture, services, previous?._cultures[culture]));
        }

        _cultures = cultures.ToFrozenDictionary();
        foreach (var (culture, prepared) in _cultures)
        {
            prepared.Prepare(previous?._cultures[culture], digest);
        }

        _catalogue = CatalogueResponse.InEveryFormat(this, previous?._catalogue, digest);
        Sitemap = site.BaseAddress.Length == 0 ? null : StoredResponse.Keep(
            previous?.Sitemap, string.Join('\n', _cultures.Values.Select(culture => culture.ListPage.MadeFrom)), SelfService.Sitemap.ContentType, () => SelfService.Sitemap.Render(this, site.BaseAddress));
        OpenApi = StoredResponse.Keep(previous?.OpenApi, site.ToString(), ServiceJson.ContentType, () => OpenApiDocument.Render(site));
    }

    public SelfServiceSite Site { get; }

    /// <summary>All that is said of the site, in short.</summary>
    internal string SiteDigest { get; }

    /// <summary>What stands on the pages beside the services' own texts.</summary>
    internal SnapshotVoices Voices { get; }

    /// <summary>The vocabulary that the services' words are from.</summary>
    public LosVocabulary Los { get; }

    /// <summary>The moment that it is made for: what is open then is shown as open.</summary>
    public DateTimeOffset Moment { get; }

    /// <summary>Every page, for search engines; null where the site does not know its own address.</summary>
    public StoredResponse? Sitemap { get; }

    /// <summary>The description of the JSON API.</summary>
    public StoredResponse OpenApi { get; }

    /// <summary>All services as a catalogue in CPSV-AP-NO.</summary>
    public StoredResponse Catalogue(RdfFormat format) => _catalogue[format];

    /// <summary>Builds a snapshot.</summary>
    /// <param name="services">The services and the texts of them that may be shown.</param>
    /// <param name="addresses">Every address; a text without one is left out.</param>
    /// <param name="site">The site they are shown on.</param>
    /// <param name="los">The vocabulary of subject words.</param>
    /// <param name="moment">The moment that it is for.</param>
    /// <param name="previous">The snapshot before it, whose rendered bytes are kept where they would be the same.</param>
    /// <param name="linked">Where the pages and files are that the texts link to; none where it is left out.</param>
    /// <param name="voices">What stands on the pages beside the services' own texts; null for nothing.</param>
    public static SelfServiceSnapshot Build(
        IReadOnlyCollection<ShownService> services, AddressBook addresses, SelfServiceSite site, LosVocabulary los, DateTimeOffset moment, SelfServiceSnapshot? previous = null,
        LinkedAddresses? linked = null, SnapshotVoices? voices = null) =>
        new(services, addresses, site, los, moment, previous, linked ?? LinkedAddresses.None, voices ?? SnapshotVoices.None);

    /// <summary>Whether something that depends on the clock (an office that opens, a deadline) is otherwise at a moment than here.</summary>
    public bool IsOutdatedAt(DateTimeOffset moment) => Voices.IsOtherwiseAt(Moment, moment) || _cultures.Values.Any(culture => culture.Services.Any(service => service.IsOutdatedAt(moment)));

    /// <summary>The service that a slug has stood for, where it is public in no language now; else null.</summary>
    public Guid? Gone(string culture, string slug) => _addresses.Owner(culture, slug) is { } key && !Everywhere(key).Any() ? key : null;

    /// <summary>What is shown in a culture.</summary>
    public CultureServices In(string culture) => _cultures[culture];

    /// <summary>The service of a document in a culture, or null where it is not public.</summary>
    public PublicService? Find(string culture, Guid documentKey) => _cultures[culture].Find(documentKey);

    /// <summary>The service in every culture in which it is public.</summary>
    public IEnumerable<PublicService> Everywhere(Guid documentKey) =>
        Cultures.All.Select(culture => Find(culture, documentKey)).OfType<PublicService>();

    /// <summary>
    /// Where a document or a file is for a reader of <paramref name="culture"/>: a service's page in that culture, else in bokmål;
    /// the address that Umbraco has for any other, which may be on another host; else null.
    /// </summary>
    public string? PathOf(string culture, Guid key) => (Find(culture, key) ?? Find(Cultures.Bokmal, key))?.Path ?? _linked.Of(culture, key);

    /// <summary>
    /// The service that a slug leads to in a culture: it has the slug, or had it once, or is shown there in another language
    /// under its slug in that one. Null where it is not public there.
    /// </summary>
    public PublicService? BySlug(string culture, string slug) =>
        _addresses.Owner(culture, slug) is { } key ? Find(culture, key) : _cultures[culture].Untranslated(slug);

    /// <summary>The cultures in which what a slug stands for (in any culture) can be read.</summary>
    public IReadOnlyList<PublicService> Elsewhere(string culture, string slug) =>
        [.. Cultures.All
            .OrderByDescending(other => other == culture)
            .Select(other => _addresses.Owner(other, slug))
            .OfType<Guid>()
            .Take(1)
            .SelectMany(Everywhere)];

    /// <summary>Whether a slug has ever stood for a service, in any culture, be it public or not.</summary>
    public bool IsKnown(string slug) => Cultures.All.Any(culture => _addresses.Owner(culture, slug) is not null);

    /// <summary>A service as it would stand among these, were its text public; it is not added.</summary>
    /// <param name="service">The service.</param>
    /// <param name="culture">Its culture.</param>
    /// <param name="linked">Where the pages and files are that its text links to and no public text does.</param>
    public PublicService Preview(ShownService service, string culture, LinkedAddresses? linked = null) =>
        new(this, service, culture, SlugOf(culture, service.Key) ?? Slug.Of(service.Texts[culture].Text.Title), linked: linked);

    internal bool IsTaken(string culture, string slug) => _addresses.Owner(culture, slug) is not null;

    internal string? SlugOf(string culture, Guid documentKey) => _addresses.Current(culture, documentKey);
}

/// <summary>The services of one culture.</summary>
internal sealed class CultureServices
{
    private readonly SelfServiceSnapshot _snapshot;
    private readonly FrozenDictionary<Guid, PublicService> _byKey;
    private readonly FrozenDictionary<string, PublicService> _untranslated;
    private readonly FrozenDictionary<Guid, PublicService> _untranslatedByKey;
    private const int MostLists = 200;
    private const int MostUsedShown = 8;

    private readonly ConcurrentDictionary<string, StoredResponse> _lists = new(StringComparer.Ordinal);
    private FrozenDictionary<string, StoredResponse> _topics = FrozenDictionary<string, StoredResponse>.Empty;

    internal CultureServices(
        SelfServiceSnapshot snapshot, string culture, IReadOnlyCollection<ShownService> services, CultureServices? previous)
    {
        _snapshot = snapshot;
        Culture = culture;
        var order = Comparer<SortKey>.Create(SortKey.Compare);
        Services =
        [
            .. services
                .Where(service => service.Texts.ContainsKey(culture) && snapshot.SlugOf(culture, service.Key) is not null)
                .Select(service => new PublicService(snapshot, service, culture, snapshot.SlugOf(culture, service.Key)!, previous: previous?.Find(service.Key)))
                .OrderBy(service => service.TitleOrder, order)
                .ThenBy(service => service.Slug, StringComparer.Ordinal),
        ];
        _byKey = Services.ToFrozenDictionary(service => service.Key);
        _untranslated = services
            .Where(service => !_byKey.ContainsKey(service.Key))
            .Select(service => (Service: service, Culture: Cultures.All.FirstOrDefault(other => service.Texts.ContainsKey(other) && snapshot.SlugOf(other, service.Key) is not null)))
            .Where(other => other.Culture is not null && !snapshot.IsTaken(culture, snapshot.SlugOf(other.Culture, other.Service.Key)!))
            .Select(other => new PublicService(snapshot, other.Service, culture, snapshot.SlugOf(other.Culture!, other.Service.Key)!, other.Culture, previous: previous?._untranslatedByKey.GetValueOrDefault(other.Service.Key)))
            .GroupBy(service => service.Slug)
            .ToFrozenDictionary(same => same.Key, same => same.First());
        _untranslatedByKey = _untranslated.Values.ToFrozenDictionary(service => service.Key);
        OtherCultures = [.. _untranslated.Values.Select(service => service.TextCulture).Distinct()];
        Listed = _untranslated.Count == 0 ? Services : [.. Services.Concat(_untranslated.Values).OrderBy(service => service.TitleOrder, order).ThenBy(service => service.Slug, StringComparer.Ordinal)];
    }

    public string Culture { get; }

    /// <summary>The vocabulary that the services' words are from.</summary>
    public LosVocabulary Los => _snapshot.Los;

    /// <summary>In the culture's alphabetical order.</summary>
    public IReadOnlyList<PublicService> Services { get; }

    /// <summary>What the lists for people have: <see cref="Services"/>, and those that are public in another language only, as they are there.</summary>
    public IReadOnlyList<PublicService> Listed { get; }

    /// <summary>The service that is shown here in another language, by its slug in that one.</summary>
    public PublicService? Untranslated(string slug) => _untranslated.GetValueOrDefault(slug);

    /// <summary>The front page.</summary>
    public StoredResponse FrontPage { get; private set; } = null!;

    /// <summary>The main themes, each with the themes under it, that have services.</summary>
    public IReadOnlyList<ThemeGroup> Themes { get; private set; } = [];

    /// <summary>Those that are used most, the first first; none where nothing has been counted.</summary>
    public IReadOnlyList<PublicService> MostUsed { get; private set; } = [];

    /// <summary>The messages on the front page.</summary>
    public IReadOnlyList<ShownMessage> Messages => _snapshot.Voices.MessagesOn(null, Moment);

    /// <summary>The life events that have services.</summary>
    public IReadOnlyList<ServiceGroup> LifeEvents { get; private set; } = [];

    /// <summary>What is new and changed, as RSS.</summary>
    public StoredResponse Feed { get; private set; } = null!;

    /// <summary>Every address of a page in this culture.</summary>
    public IEnumerable<string> Paths => ((string[])[SelfServicePaths.Front(Culture), SelfServicePaths.ServiceList(Culture), SelfServicePaths.ThemeList(Culture)])
        .Concat(_topics.Keys.Order(StringComparer.Ordinal));

    /// <summary>The page of a theme or a life event by its path; null where there is none.</summary>
    public StoredResponse? Topic(string path) => _topics.GetValueOrDefault(path);

    /// <summary>The moment that what is shown is for.</summary>
    public DateTimeOffset Moment => _snapshot.Moment;

    /// <summary>The list by letter.</summary>
    public StoredResponse ListPage { get; private set; } = null!;

    /// <summary>The list by theme word.</summary>
    public StoredResponse ThemePage { get; private set; } = null!;

    /// <summary>The page for an address that leads nowhere.</summary>
    public StoredResponse NotFoundPage { get; private set; } = null!;

    /// <summary>The list as JSON.</summary>
    public StoredResponse ListJson { get; private set; } = null!;

    /// <summary>The list as JSON, or what a query asks of it.</summary>
    public StoredResponse List(ServiceListQuery query)
    {
        if (query.IsPlain)
        {
            return ListJson;
        }

        // Kept while nothing changes, for compressing costs more than making; but nobody can fill the memory with queries.
        var answer = _lists.GetValueOrDefault(query.Key) ?? StoredResponse.Keep(null, query.Key, ServiceJson.ContentType, () => ServiceJson.Bytes(query.Answer(_snapshot.Site, this)));
        return _lists.Count < MostLists ? _lists.GetOrAdd(query.Key, answer) : answer;
    }

    /// <summary>The themes as JSON.</summary>
    public StoredResponse ThemesJson { get; private set; } = null!;

    /// <summary>The service of a document among <see cref="Listed"/>, be it in another language; or null.</summary>
    public PublicService? FindListed(Guid documentKey) => Find(documentKey) ?? _untranslatedByKey.GetValueOrDefault(documentKey);

    /// <summary>The cultures whose texts are shown here for want of one in this.</summary>
    public IReadOnlyList<string> OtherCultures { get; }

    /// <summary>The letters as JSON.</summary>
    public StoredResponse LettersJson { get; private set; } = null!;

    /// <summary>The services with an electronic form, as JSON.</summary>
    public StoredResponse FormsJson { get; private set; } = null!;

    /// <summary>The service of a document, or null where it is not public in this culture.</summary>
    public PublicService? Find(Guid documentKey) => _byKey.GetValueOrDefault(documentKey);

    // When all cultures know their services, for these link to one another.
    internal void Prepare(CultureServices? previous, Digest digest)
    {
        Themes = ServiceGroups.ByTheme(Listed, Culture);
        LifeEvents = ServiceGroups.ByLifeEvent(Listed, Culture);
        var listed = Listed.ToDictionary(service => service.Key);
        MostUsed = [.. _snapshot.Voices.MostUsed.Select(listed.GetValueOrDefault).OfType<PublicService>().Take(MostUsedShown)];
        var related = new RelatedServices(Services);
        foreach (var service in Services)
        {
            service.Prepare(previous?.Find(service.Key), related.Of(service), digest);
        }

        foreach (var service in _untranslated.Values)
        {
            service.Prepare(previous?.Untranslated(service.Slug), related.Of(service), digest);
        }

        var site = _snapshot.Site;
        var madeFrom = MadeFrom(Listed, string.Empty, digest);
        FrontPage = StoredResponse.Keep(previous?.FrontPage, FrontMadeFrom(madeFrom), PageRenderer.ContentType, () => PageRenderer.Front(site, this));
        Feed = StoredResponse.Keep(previous?.Feed, madeFrom, ServiceFeed.ContentType, () => ServiceFeed.Render(site, this));
        _topics = PagesOfTopics(previous, digest);
        ListPage = StoredResponse.Keep(previous?.ListPage, madeFrom, PageRenderer.ContentType, () => PageRenderer.ServiceList(site, this));
        ThemePage = StoredResponse.Keep(previous?.ThemePage, madeFrom, PageRenderer.ContentType, () => PageRenderer.ThemeList(site, this));
        ListJson = StoredResponse.Keep(previous?.ListJson, string.Join('\n', [madeFrom, .. Messages, .. Services.SelectMany(service => service.Messages)]), ServiceJson.ContentType, () => ServiceJson.List(site, this));
        ThemesJson = StoredResponse.Keep(previous?.ThemesJson, madeFrom, ServiceJson.ContentType, () => ServiceJson.Themes(site, this));
        LettersJson = StoredResponse.Keep(previous?.LettersJson, madeFrom, ServiceJson.ContentType, () => ServiceJson.Letters(site, this));
        FormsJson = StoredResponse.Keep(previous?.FormsJson, madeFrom, ServiceJson.ContentType, () => FormAnswer.List(site, this));
        NotFoundPage = StoredResponse.Keep(previous?.NotFoundPage, site.ToString(), PageRenderer.ContentType, () => PageRenderer.NotFound(site, Culture, []));
    }

    private FrozenDictionary<string, StoredResponse> PagesOfTopics(CultureServices? previous, Digest digest) =>
        Topics().ToFrozenDictionary(
            topic => topic.Path,
            topic => Page(topic, previous?.Topic(topic.Path), MadeFrom(topic.Services.Concat(topic.Themes.SelectMany(theme => theme.Services)), topic.ToString(), digest)));

    // What renders the page must hold on to the topic only, not to what was before: so the lambda captures no "previous".
    private StoredResponse Page(TopicModel topic, StoredResponse? previous, string madeFrom) => StoredResponse.Keep(
        previous,
        madeFrom,
        PageRenderer.ContentType,
        () => PageRenderer.Topic(_snapshot.Site, topic, Culture));

    private IEnumerable<TopicModel> Topics()
    {
        foreach (var main in Themes)
        {
            yield return new(SelfServicePaths.Theme(Culture, main.Slug), main.Heading, null, main.Services, main.Themes);
            foreach (var theme in main.Themes)
            {
                yield return new(SelfServicePaths.Theme(Culture, theme.Slug), theme.Heading, main, theme.Services, []);
            }
        }

        foreach (var lifeEvent in LifeEvents)
        {
            yield return new(SelfServicePaths.LifeEvent(Culture, lifeEvent.Slug), lifeEvent.Heading, null, lifeEvent.Services, []);
        }
    }

    private string FrontMadeFrom(string list) => string.Join('\n', [list, .. MostUsed.Select(service => service.Slug), .. Messages]);

    private string MadeFrom(IEnumerable<PublicService> services, string shape, Digest digest)
    {
        digest.Add(_snapshot.SiteDigest).Add(shape);
        foreach (var service in services)
        {
            digest.Add(service.ListedFrom);
        }

        return digest.Take();
    }
}

/// <summary>A service in one culture, as the public sees it.</summary>
internal sealed class PublicService
{
    private readonly SelfServiceSnapshot _snapshot;
    private readonly ShownText _shown;
    private readonly LinkedAddresses _linked;
    private string _sectionsFrom = string.Empty;

    // Reading the HTML of its fields is nine tenths of making a page, and most that makes a page another is not in them.
    private Lazy<IReadOnlyList<PublicSection>> _pageSections;

    internal PublicService(SelfServiceSnapshot snapshot, ShownService service, string culture, string slug, string? textCulture = null, LinkedAddresses? linked = null, PublicService? previous = null)
    {
        _snapshot = snapshot;
        _linked = linked ?? LinkedAddresses.None;
        TextCulture = textCulture ?? culture;
        _shown = service.Texts[TextCulture];
        Key = service.Key;
        Culture = culture;
        Slug = slug;
        ApprovedForm = service.Form;
        Form = service.Form?.In(TextCulture);
        Process = service.Process;
        Path = SelfServicePaths.Service(culture, slug);
        if (previous is not null && ReferenceEquals(previous._shown, _shown) && ReferenceEquals(previous._snapshot.Los, snapshot.Los))
        {
            (ThemeWords, Places, MainThemes, LifeEvents, TitleOrder) = (previous.ThemeWords, previous.Places, previous.MainThemes, previous.LifeEvents, previous.TitleOrder);
        }
        else
        {
            ThemeWords = SelfService.ThemeWords.Of(Text, culture, snapshot.Los);
            Places = [.. ThemeWords.Select(word => word.Concept).OfType<LosConcept>().SelectMany(snapshot.Los.PlacesOf).Distinct()];
            MainThemes = [.. Places.Select(place => place.Top).DistinctBy(theme => theme.Psi)];
            LifeEvents = SelfService.ThemeWords.Words(Text[ServiceFields.LifeEvents], culture, snapshot.Los);
            TitleOrder = CultureInfo.GetCultureInfo(culture).CompareInfo.GetSortKey(Title, CompareOptions.IgnoreCase);
        }

        IsOpenNow = _shown.Hours?.IsOpenAt(snapshot.Moment);
        Application = Period.On(NorwegianTime.DayOf(snapshot.Moment));
        Messages = snapshot.Voices.MessagesOn(service.Key, snapshot.Moment);
        _pageSections = new(() => PublicSection.ForPage(Text, TextCulture, PathOf));
    }

    public Guid Key { get; }

    /// <summary>The language of the site that it is shown in.</summary>
    public string Culture { get; }

    /// <summary>The language of its own text: another where it has none in <see cref="Culture"/>.</summary>
    public string TextCulture { get; }

    public string Slug { get; }

    public ServiceText Text => _shown.Text;

    /// <summary>The text's hash, made once for all snapshots that it stands in.</summary>
    public string TextHash => _shown.Hash;

    public string Title => Text.Title;

    /// <summary>Where the title stands in the culture's alphabetical order.</summary>
    internal SortKey TitleOrder { get; }

    /// <summary>The lead paragraph; empty where there is none.</summary>
    public string Lead => Text[ServiceFields.Lead];

    public DateOnly Updated => _shown.Updated;

    /// <summary>The words it is listed under.</summary>
    public IReadOnlyList<ThemeWord> ThemeWords { get; }

    /// <summary>The life events it is of use in.</summary>
    public IReadOnlyList<ThemeWord> LifeEvents { get; }

    /// <summary>Where its words stand among the themes of Los.</summary>
    public IReadOnlyList<LosPlace> Places { get; }

    /// <summary>The main themes among those, each once.</summary>
    public IReadOnlyList<LosConcept> MainThemes { get; }

    /// <summary>Path of its page.</summary>
    public string Path { get; }

    /// <summary>Its electronic form in this culture; null where there is none.</summary>
    public FormDefinition? Form { get; }

    /// <summary>The form as it was approved, in all its languages; null where there is none.</summary>
    internal FormDefinition? ApprovedForm { get; }

    /// <summary>How an application is processed; null where citizens are not shown it.</summary>
    public CitizensProcess? Process { get; }

    /// <summary>What stands at the top of its pages for a while.</summary>
    public IReadOnlyList<ShownMessage> Messages { get; }

    /// <summary>When it takes applications.</summary>
    public ApplicationPeriod Period => _shown.Period;

    /// <summary>Whether one can apply now.</summary>
    public ApplicationState Application { get; }

    /// <summary>Whether there is an electronic form that can be filled in now.</summary>
    public bool CanApplyOnline => Form is not null && Application == ApplicationState.Open;

    /// <summary>When one can apply, in a sentence; null where there is no such day, or it tells nothing new.</summary>
    public string? ApplicationNotice => (Application, Period) switch
    {
        (ApplicationState.NotYet, { Opens: { } opens }) => Say(SelfServiceTexts.ApplicationsOpen, opens),
        (ApplicationState.Closed, { Closes: { } closed }) => Say(SelfServiceTexts.ApplicationsClosed, closed),
        (_, { Closes: { } closes }) => Say(SelfServiceTexts.ApplicationsClose, closes),
        _ => null,
    };

    private string Say(Label sentence, DateOnly day) => string.Format(CultureInfo.InvariantCulture, sentence.In(TextCulture), SelfServiceTexts.Day(day, TextCulture));

    /// <summary>Whether those to contact are there now; null where that is not known.</summary>
    public bool? IsOpenNow { get; }

    /// <summary>The themes that it stands under, each main theme after its own.</summary>
    public IEnumerable<(string Heading, string Path)> Topics =>
        from main in _snapshot.In(Culture).Themes
        let themes = main.Themes.Where(theme => theme.Services.Contains(this)).Select(theme => (theme.Heading, theme.Slug)).ToList()
        where themes.Count > 0 || main.Services.Contains(this)
        from topic in themes.Append((main.Heading, main.Slug))
        select (topic.Heading, SelfServicePaths.Theme(Culture, topic.Slug));

    /// <summary>Whether the clock has made something of it otherwise since.</summary>
    internal bool IsOutdatedAt(DateTimeOffset moment) =>
        Application != Period.On(NorwegianTime.DayOf(moment)) || IsOpenNow != _shown.Hours?.IsOpenAt(moment);

    /// <summary>Itself and the same service in the other cultures in which it is public.</summary>
    public IReadOnlyList<PublicService> Languages => [.. _snapshot.Everywhere(Key)];

    /// <summary>The sections as a page shows them.</summary>
    public IReadOnlyList<PublicSection> PageSections => _pageSections.Value;

    /// <summary>The sections as the API gives them.</summary>
    public IReadOnlyList<PublicSection> ApiSections => PublicSection.ForApi(
        Text, Culture, key => PathOf(key) is { } path ? _snapshot.Site.Address(path) : null);

    private string? PathOf(Guid key) => _snapshot.PathOf(Culture, key) ?? _linked.Of(Culture, key);

    /// <summary>Others that are about the same, the closest first.</summary>
    public IReadOnlyList<PublicService> Related { get; private set; } = [];

    /// <summary>Its page.</summary>
    public StoredResponse Page { get; private set; } = null!;

    /// <summary>Itself as JSON.</summary>
    public StoredResponse Json { get; private set; } = null!;

    /// <summary>Its electronic form as JSON; null where it has none.</summary>
    public StoredResponse? FormJson { get; private set; }

    /// <summary>Everything that its page and its JSON depend on, in short.</summary>
    internal string MadeFrom { get; private set; } = string.Empty;

    /// <summary>What of it the lists for people depend on: all but its process and its messages, which they have not.</summary>
    internal string ListedFrom { get; private set; } = string.Empty;

    internal void Prepare(PublicService? previous, IReadOnlyList<PublicService> related, Digest digest)
    {
        Related = related;
        foreach (var key in _shown.LinkedKeys)
        {
            digest.Add(PathOf(key) ?? "-");
        }

        _sectionsFrom = digest.Add(_shown.Hash).Add(TextCulture).Take();
        if (previous is { _pageSections.IsValueCreated: true } && previous._sectionsFrom == _sectionsFrom)
        {
            _pageSections = previous._pageSections;
        }

        digest.Add(_snapshot.SiteDigest).Add(_sectionsFrom).Add(Form?.Id.ToString() ?? "-").Add(Updated.ToString("O", CultureInfo.InvariantCulture))
            .Add(Application.ToString()).Add(IsOpenNow switch { null => "-", true => "open", _ => "closed" });
        foreach (var word in ThemeWords.Concat(LifeEvents))
        {
            digest.Add(word.Concept?.Psi ?? "-").Add(word.Name);
        }

        digest.Add(string.Empty);
        foreach (var place in Places)
        {
            digest.Add(place.Top.Label.In(Culture)).Add(place.Theme?.Label.In(Culture) ?? "-");
        }

        digest.Add(string.Empty);
        foreach (var service in _snapshot.Everywhere(Key))
        {
            digest.Add(service.Path);
        }

        digest.Add(string.Empty);
        foreach (var service in related)
        {
            digest.Add(service.Path).Add(service.Title);
        }

        ListedFrom = digest.Take();
        MadeFrom = Messages.Count == 0 && Process is null ? ListedFrom : string.Join('\n', [ListedFrom, Process?.Hash ?? "-", .. Messages]);
        var site = _snapshot.Site;
        Page = StoredResponse.Keep(previous?.Page, MadeFrom, PageRenderer.ContentType, () => PageRenderer.Service(site, this));
        Json = StoredResponse.Keep(previous?.Json, MadeFrom, ServiceJson.ContentType, () => ServiceJson.Service(site, this));

        // Made once for every snapshot that is asked for it: what a form has in it is not among what the others are made from.
        FormJson = Form is null ? null : StoredResponse.Keep(null, MadeFrom, ServiceJson.ContentType, () => ServiceJson.Bytes(FormAnswer.Of(site, this)));
    }
}
