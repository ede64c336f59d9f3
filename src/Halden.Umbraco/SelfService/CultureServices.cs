using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

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
