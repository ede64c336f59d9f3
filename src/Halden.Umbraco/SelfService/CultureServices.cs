using System.Collections.Concurrent;
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
    private const int MostLists = 200;
    private const int MostUsedShown = 8;

    private static readonly Comparison<PublicService> ByTitle = (one, other) =>
        SortKey.Compare(one.TitleOrder, other.TitleOrder) is not 0 and var order ? order : string.CompareOrdinal(one.Slug, other.Slug);

    private readonly SelfServiceSnapshot _snapshot;
    private readonly Dictionary<Guid, PublicService> _byKey;
    private readonly Dictionary<string, PublicService> _untranslated = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, PublicService> _untranslatedByKey;
    private readonly Lazy<IReadOnlyList<ThemeGroup>> _themes;
    private readonly Lazy<IReadOnlyList<ServiceGroup>> _lifeEvents;
    private readonly Lazy<Dictionary<string, TopicModel>> _topics;
    private readonly Lazy<RelatedServices> _related;
    private readonly Lazy<string> _listed;
    private readonly StoredResponses _answers;
    private readonly ConcurrentDictionary<string, StoredResponse> _lists = new(StringComparer.Ordinal);

    internal CultureServices(
        SelfServiceSnapshot snapshot, string culture, IReadOnlyCollection<ShownService> services, CultureServices? previous)
    {
        _snapshot = snapshot;
        Culture = culture;
        var (translated, others) = (new List<PublicService>(services.Count), new List<ShownService>());
        foreach (var service in services)
        {
            if (service.Texts.ContainsKey(culture) && snapshot.SlugOf(culture, service.Key) is { } slug)
            {
                translated.Add(new PublicService(snapshot, service, culture, slug, previous: previous?.Find(service.Key)));
            }
            else
            {
                others.Add(service);
            }
        }

        Services = InOrder(translated);
        _byKey = Services.ToDictionary(service => service.Key);
        foreach (var service in others)
        {
            if (Cultures.All.FirstOrDefault(other => service.Texts.ContainsKey(other) && snapshot.SlugOf(other, service.Key) is not null) is { } other
                && snapshot.SlugOf(other, service.Key) is { } slug && !snapshot.IsTaken(culture, slug))
            {
                _untranslated.TryAdd(slug, new PublicService(snapshot, service, culture, slug, other, previous: previous?._untranslatedByKey.GetValueOrDefault(service.Key)));
            }
        }

        _untranslatedByKey = _untranslated.Values.ToDictionary(service => service.Key);
        OtherCultures = [.. _untranslated.Values.Select(service => service.TextCulture).Distinct()];
        Listed = _untranslated.Count == 0 ? Services : InOrder([.. Services, .. _untranslated.Values]);
        _answers = new(previous?._answers);
        _themes = new(() => ServiceGroups.ByTheme(Listed, Culture));
        _lifeEvents = new(() => ServiceGroups.ByLifeEvent(Listed, Culture));
        _topics = new(() => Topics().ToDictionary(topic => topic.Path, StringComparer.Ordinal));
        _related = new(() => new RelatedServices(Services));
        _listed = new(() => DigestOf(Listed, string.Empty));
        MostUsed = [.. snapshot.Voices.MostUsed.Select(FindListed).OfType<PublicService>().Take(MostUsedShown)];
    }

    private static List<PublicService> InOrder(List<PublicService> services)
    {
        services.Sort(ByTitle);
        return services;
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
    public StoredResponse FrontPage => _answers.Get(
        "front", PageRenderer.ContentType, () => string.Join('\n', [_listed.Value, .. MostUsed.Select(service => service.Slug), .. Messages]), () => PageRenderer.Front(_snapshot.Site, this));

    /// <summary>The main themes, each with the themes under it, that have services.</summary>
    public IReadOnlyList<ThemeGroup> Themes => _themes.Value;

    /// <summary>Those that are used most, the first first; none where nothing has been counted.</summary>
    public IReadOnlyList<PublicService> MostUsed { get; }

    /// <summary>The messages on the front page.</summary>
    public IReadOnlyList<ShownMessage> Messages => _snapshot.Voices.MessagesOn(null, Moment);

    /// <summary>The life events that have services.</summary>
    public IReadOnlyList<ServiceGroup> LifeEvents => _lifeEvents.Value;

    /// <summary>What is new and changed, as RSS.</summary>
    public StoredResponse Feed => Listing("feed", ServiceFeed.ContentType, () => ServiceFeed.Render(_snapshot.Site, this));

    /// <summary>Every address of a page in this culture.</summary>
    public IEnumerable<string> Paths => ((string[])[SelfServicePaths.Front(Culture), SelfServicePaths.ServiceList(Culture), SelfServicePaths.ThemeList(Culture)])
        .Concat(_topics.Value.Keys.Order(StringComparer.Ordinal));

    /// <summary>The page of a theme or a life event by its path; null where there is none.</summary>
    public StoredResponse? Topic(string path) => _topics.Value.GetValueOrDefault(path) is not { } topic ? null : _answers.Get(
        path,
        PageRenderer.ContentType,
        () => DigestOf(topic.Services.Concat(topic.Themes.SelectMany(theme => theme.Services)), topic.ToString()),
        () => PageRenderer.Topic(_snapshot.Site, topic, Culture));

    /// <summary>The moment that what is shown is for.</summary>
    public DateTimeOffset Moment => _snapshot.Moment;

    /// <summary>The list by letter.</summary>
    public StoredResponse ListPage => Listing("list", PageRenderer.ContentType, () => PageRenderer.ServiceList(_snapshot.Site, this));

    /// <summary>The list by theme word.</summary>
    public StoredResponse ThemePage => Listing("themes", PageRenderer.ContentType, () => PageRenderer.ThemeList(_snapshot.Site, this));

    /// <summary>The page for an address that leads nowhere.</summary>
    public StoredResponse NotFoundPage => _answers.Get("not found", PageRenderer.ContentType, () => _snapshot.SiteDigest, () => PageRenderer.NotFound(_snapshot.Site, Culture, []));

    /// <summary>The list as JSON.</summary>
    public StoredResponse ListJson => _answers.Get(
        "list.json", ServiceJson.ContentType, () => string.Join('\n', [_listed.Value, .. Messages, .. Services.SelectMany(service => service.Messages)]), () => ServiceJson.List(_snapshot.Site, this));

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
    public StoredResponse ThemesJson => Listing("themes.json", ServiceJson.ContentType, () => ServiceJson.Themes(_snapshot.Site, this));

    /// <summary>The service of a document among <see cref="Listed"/>, be it in another language; or null.</summary>
    public PublicService? FindListed(Guid documentKey) => Find(documentKey) ?? _untranslatedByKey.GetValueOrDefault(documentKey);

    /// <summary>The cultures whose texts are shown here for want of one in this.</summary>
    public IReadOnlyList<string> OtherCultures { get; }

    /// <summary>The letters as JSON.</summary>
    public StoredResponse LettersJson => Listing("letters.json", ServiceJson.ContentType, () => ServiceJson.Letters(_snapshot.Site, this));

    /// <summary>The services with an electronic form, as JSON.</summary>
    public StoredResponse FormsJson => Listing("forms.json", ServiceJson.ContentType, () => FormAnswer.List(_snapshot.Site, this));

    /// <summary>The service of a document, or null where it is not public in this culture.</summary>
    public PublicService? Find(Guid documentKey) => _byKey.GetValueOrDefault(documentKey);

    /// <summary>Others that are about the same as a service, the closest first.</summary>
    internal IReadOnlyList<PublicService> RelatedTo(PublicService service) => _related.Value.Of(service);

    /// <summary>What all that is listed depends on, in short.</summary>
    internal string ListedDigest => _listed.Value;

    /// <summary>Works out what many answers need, so that whoever asks first does not wait for it. When all cultures know their services, for these link to one another.</summary>
    internal void Warm() => _ = (_related.Value, _topics.Value, _listed.Value);

    private StoredResponse Listing(string name, string contentType, Func<byte[]> render) => _answers.Get(name, contentType, () => _listed.Value, render);

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

    private string DigestOf(IEnumerable<PublicService> services, string shape)
    {
        var digest = new Digest().Add(_snapshot.SiteDigest).Add(shape);
        foreach (var service in services)
        {
            service.AddTo(digest);
        }

        return digest.Take();
    }
}
