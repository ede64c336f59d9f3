using System.Collections.Frozen;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Messages;
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
    private readonly StoredResponses _answers;
    private readonly Lazy<string> _catalogueDigest;

    private SelfServiceSnapshot(
        IReadOnlyCollection<ShownService> services, AddressBook addresses, SelfServiceSite site, LosVocabulary los, DateTimeOffset moment, SelfServiceSnapshot? previous, LinkedAddresses linked, SnapshotVoices voices)
    {
        Voices = voices;
        Site = site;
        Los = los;
        Moment = moment;
        Today = NorwegianTime.DayOf(moment);
        _addresses = addresses;
        _linked = linked;
        SiteDigest = new Digest().Add(site.ToString()).Take();

        // No lambda may know the snapshot before: what is kept of this one would hold on to it. So a loop, and below one that knows this alone.
        var cultures = new Dictionary<string, CultureServices>();
        foreach (var culture in Cultures.All)
        {
            cultures.Add(culture, new CultureServices(this, culture, services, previous?._cultures[culture]));
        }

        _cultures = cultures.ToFrozenDictionary();
        _answers = new(previous?._answers);
        _catalogueDigest = new(() => CatalogueResponse.MadeFrom(this));
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

    /// <summary>The day that it is made for.</summary>
    public DateOnly Today { get; }

    /// <summary>Every page, for search engines; null where the site does not know its own address.</summary>
    public StoredResponse? Sitemap => Site.BaseAddress.Length == 0 ? null : _answers.Get(
        "sitemap",
        SelfService.Sitemap.ContentType,
        () => string.Join('\n', Cultures.All.Select(culture => In(culture).ListedDigest)),
        () => SelfService.Sitemap.Render(this, Site.BaseAddress));

    /// <summary>The description of the JSON API.</summary>
    public StoredResponse OpenApi => _answers.Get("openapi", ServiceJson.ContentType, () => SiteDigest, () => OpenApiDocument.Render(Site));

    /// <summary>All services as a catalogue in CPSV-AP-NO.</summary>
    public StoredResponse Catalogue(RdfFormat format) => _answers.Get(
        $"catalogue {format}", CatalogueResponse.ContentType(format), () => _catalogueDigest.Value, () => CatalogueResponse.Render(this, format));

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

    /// <summary>Works out what many answers need, so that whoever asks first does not wait for it.</summary>
    public void Warm()
    {
        foreach (var culture in _cultures.Values)
        {
            culture.Warm();
        }
    }

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
