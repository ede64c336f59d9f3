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
    private readonly Kept? _kept;
    private string? _ownDigest;
    private ReadSections? _sections;
    private Answers? _answers;

    internal PublicService(SelfServiceSnapshot snapshot, ShownService service, string culture, string slug, string? textCulture = null, LinkedAddresses? linked = null, PublicService? previous = null)
    {
        _snapshot = snapshot;
        _linked = linked ?? LinkedAddresses.None;
        _kept = previous?.WhatIsKept();
        TextCulture = textCulture ?? culture;
        _shown = service.Texts[TextCulture];
        Key = service.Key;
        Culture = culture;
        Slug = slug;
        ApprovedForm = service.Form;
        Process = service.Process;
        IsOpenNow = _shown.Hours?.IsOpenAt(snapshot.Moment);
        Application = Period.On(snapshot.Today);
        Messages = snapshot.Voices.MessagesOn(service.Key, snapshot.Moment);
        var same = previous is not null && ReferenceEquals(previous._shown, _shown) ? previous : null;
        Form = same is not null && ReferenceEquals(same.ApprovedForm, ApprovedForm) ? same.Form : ApprovedForm?.In(TextCulture);
        Path = same?.Slug == slug ? same.Path : SelfServicePaths.Service(culture, slug);
        if (same is not null && ReferenceEquals(same._snapshot.Los, snapshot.Los))
        {
            (ThemeWords, Places, MainThemes, LifeEvents, TitleOrder) = (same.ThemeWords, same.Places, same.MainThemes, same.LifeEvents, same.TitleOrder);
            if (ReferenceEquals(same.Form, Form) && same.Slug == slug && same.Application == Application && same.IsOpenNow == IsOpenNow && same._snapshot.SiteDigest == snapshot.SiteDigest)
            {
                _ownDigest = same._ownDigest;
            }
        }
        else
        {
            ThemeWords = SelfService.ThemeWords.Of(Text, culture, snapshot.Los);
            Places = [.. ThemeWords.Select(word => word.Concept).OfType<LosConcept>().SelectMany(snapshot.Los.PlacesOf).Distinct()];
            MainThemes = [.. Places.Select(place => place.Top).DistinctBy(theme => theme.Psi)];
            LifeEvents = SelfService.ThemeWords.Words(Text[ServiceFields.LifeEvents], culture, snapshot.Los);
            TitleOrder = CultureInfo.GetCultureInfo(culture).CompareInfo.GetSortKey(Title, CompareOptions.IgnoreCase);
        }
    }

    // What has been made of the service before, and holds on to no snapshot.
    private sealed record Kept(StoredResponse? Page, StoredResponse? Json, ReadSections? Sections);

    private sealed record ReadSections(string MadeFrom, IReadOnlyList<PublicSection> Sections);

    private sealed record Answers(StoredResponse Page, StoredResponse Json, StoredResponse? FormJson);

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
    /// <remarks>Reading the HTML of the fields is nine tenths of making a page, and most that makes a page another is not in them.</remarks>
    public IReadOnlyList<PublicSection> PageSections
    {
        get
        {
            if (_sections is null)
            {
                var madeFrom = SectionsDigest();
                _sections = _kept?.Sections is { } kept && kept.MadeFrom == madeFrom ? kept : new(madeFrom, PublicSection.ForPage(Text, TextCulture, PathOf));
            }

            return _sections.Sections;
        }
    }

    /// <summary>The sections as the API gives them.</summary>
    public IReadOnlyList<PublicSection> ApiSections => PublicSection.ForApi(
        Text, Culture, key => PathOf(key) is { } path ? _snapshot.Site.Address(path) : null);

    private string? PathOf(Guid key) => _snapshot.PathOf(Culture, key) ?? _linked.Of(Culture, key);

    /// <summary>Others that are about the same, the closest first.</summary>
    public IReadOnlyList<PublicService> Related => _snapshot.In(Culture).RelatedTo(this);

    /// <summary>Its page.</summary>
    public StoredResponse Page => Made.Page;

    /// <summary>Itself as JSON.</summary>
    public StoredResponse Json => Made.Json;

    /// <summary>Its electronic form as JSON; null where it has none.</summary>
    public StoredResponse? FormJson => Made.FormJson;

    // When somebody first asks for one of them: of thousands of services most are not read between two changes.
    private Answers Made => _answers ?? LazyInitializer.EnsureInitialized(ref _answers, Make);

    /// <summary>Adds what of it the lists for people depend on: all but its process and its messages, which they have not.</summary>
    internal void AddTo(Digest digest)
    {
        digest.Add(_ownDigest ??= OwnDigest());
        foreach (var service in _snapshot.Everywhere(Key))
        {
            digest.Add(service.Path);
        }

        digest.Add(string.Empty);
    }

    // What depends on nothing but itself.
    private string OwnDigest()
    {
        var digest = new Digest().Add(_snapshot.SiteDigest).Add(_shown.Hash).Add(TextCulture).Add(Slug).Add(Form?.Id.ToString() ?? "-").Add(Updated.ToString("O", CultureInfo.InvariantCulture))
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

        return digest.Take();
    }

    private string SectionsDigest()
    {
        var digest = new Digest().Add(_shown.Hash).Add(TextCulture);
        foreach (var key in _shown.LinkedKeys)
        {
            digest.Add(PathOf(key) ?? "-");
        }

        return digest.Take();
    }

    private Answers Make()
    {
        var digest = new Digest().Add(SectionsDigest());
        AddTo(digest);
        foreach (var service in Related)
        {
            digest.Add(service.Path).Add(service.Title);
        }

        digest.Add(string.Empty).Add(Process?.Hash ?? "-");
        foreach (var message in Messages)
        {
            digest.Add(message.ToString());
        }

        var (site, madeFrom) = (_snapshot.Site, digest.Take());
        return new(
            StoredResponse.Keep(_kept?.Page, madeFrom, PageRenderer.ContentType, () => PageRenderer.Service(site, this)),
            StoredResponse.Keep(_kept?.Json, madeFrom, ServiceJson.ContentType, () => ServiceJson.Service(site, this)),

            // Made once for every snapshot that is asked for it: what a form has in it is not among what the others are made from.
            Form is null ? null : StoredResponse.Keep(null, madeFrom, ServiceJson.ContentType, () => ServiceJson.Bytes(FormAnswer.Of(site, this))));
    }

    private Kept? WhatIsKept() => _answers is null && _sections is null ? _kept : new(
        _answers is null ? _kept?.Page : _answers.Page.IsRendered ? _answers.Page : null,
        _answers is null ? _kept?.Json : _answers.Json.IsRendered ? _answers.Json : null,
        _sections ?? _kept?.Sections);
}
