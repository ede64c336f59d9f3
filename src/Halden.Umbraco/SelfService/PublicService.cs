using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

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
