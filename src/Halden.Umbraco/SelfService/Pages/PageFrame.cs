using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Layout;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Pages;

/// <summary>What every page has round its content.</summary>
/// <param name="Site">The site.</param>
/// <param name="Culture">Culture of the page.</param>
/// <param name="Title">Title of the page without the site's name.</param>
/// <param name="Description">For search engines, or null.</param>
/// <param name="Path">The page's own path; null for a page that stands for no address, such as an error.</param>
/// <param name="Languages">The same page in every language that has it, this one included.</param>
/// <param name="IsRoot">Whether it is the front page of self-service.</param>
/// <param name="Script">Name of a module that the page is easier with, without its ending; null for none.</param>
internal sealed record PageFrame(
    SelfServiceSite Site, string Culture, string Title, string? Description, string? Path, IReadOnlyList<PageLanguage> Languages, bool IsRoot = false, string? Script = null)
{
    /// <summary>What stands between the front page of self-service and this page, outermost first.</summary>
    public IReadOnlyList<(string Title, string Path)> Trail { get; init; } = [];

    /// <summary>Language of the title, where it is another than the page's; else null.</summary>
    public string? TitleLanguage { get; init; }

    /// <summary>Path of the page that search engines are to keep, where it is another than this.</summary>
    public string? Canonical { get; init; }

    /// <summary>What the page is about, for search engines: JSON-LD that is safe within a page. Null for nothing.</summary>
    public string? StructuredData { get; init; }

    /// <summary>What stands at the top of it for a while.</summary>
    public IReadOnlyList<ShownMessage> Messages { get; init; } = [];

    /// <summary>Whether the languages offered are those of one service, which may lack some.</summary>
    public bool IsService { get; init; }

    /// <summary>What a layout can know of it.</summary>
    public SelfServicePage Public => new(
        Site.Municipality, Title, Culture, Path, SelfServicePaths.Front(Culture), SelfServicePaths.Search(Culture), Site.Logo.Length > 0 ? Site.Logo : null);

    public string Language => SelfServiceTexts.LanguageTag(Culture);

    /// <summary>The text in the page's culture.</summary>
    public string T(Label text) => text.In(Culture);
}

/// <summary>A page in one language.</summary>
internal sealed record PageLanguage(string Culture, string Path)
{
    public string Tag => SelfServiceTexts.LanguageTag(Culture);

    public string Name => SelfServiceTexts.LanguageName(Culture);
}

/// <summary>The front page.</summary>
/// <param name="Themes">The main themes.</param>
/// <param name="LifeEvents">The life events.</param>
/// <param name="Letters">The letters that have services.</param>
/// <param name="Newest">What was published or looked over last.</param>
internal sealed record FrontPageModel(
    IReadOnlyList<ThemeGroup> Themes, IReadOnlyList<ServiceGroup> LifeEvents, IReadOnlyList<ServiceGroup> Letters, IReadOnlyList<PublicService> Newest)
{
    /// <summary>What is used most; none where nothing has been counted.</summary>
    public IReadOnlyList<PublicService> MostUsed { get; init; } = [];
}

/// <summary>The page of one theme or life event.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Heading">Its name.</param>
/// <param name="Above">The main theme that it stands under; null for none.</param>
/// <param name="Services">Those that stand right under it.</param>
/// <param name="Themes">The themes under it.</param>
internal sealed record TopicModel(string Path, string Heading, ThemeGroup? Above, IReadOnlyList<PublicService> Services, IReadOnlyList<ServiceGroup> Themes)
{
    /// <summary>Its shape without its services: the headings, and how many stand under each.</summary>
    public override string ToString() => string.Join('\n', Themes.Select(theme => $"{theme.Heading} {theme.Slug} {theme.Services.Count}").Prepend($"{Heading} {Above?.Heading}"));
}

/// <summary>The list by letter.</summary>
internal sealed record ServiceListModel(IReadOnlyList<ServiceGroup> Letters);

/// <summary>The list by theme.</summary>
/// <param name="Themes">The main themes.</param>
/// <param name="Words">The words that stand under no theme.</param>
internal sealed record ThemeListModel(IReadOnlyList<ThemeGroup> Themes, IReadOnlyList<ServiceGroup> Words)
{
    public bool IsEmpty => Themes.Count == 0 && Words.Count == 0;
}

/// <summary>Services under a main theme.</summary>
/// <param name="Heading">The main theme.</param>
/// <param name="Id">Its anchor, unique on the page.</param>
/// <param name="Services">Those that stand right under it, in alphabetical order.</param>
/// <param name="Themes">The themes under it that have services.</param>
internal sealed record ThemeGroup(string Heading, string Id, IReadOnlyList<PublicService> Services, IReadOnlyList<ServiceGroup> Themes)
{
    /// <summary>Its address in Los.</summary>
    public string? Psi { get; init; }

    /// <summary>Last segment of its address.</summary>
    public string Slug => Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    /// <summary>The services that stand under it, each once.</summary>
    public IEnumerable<PublicService> All => Services.Concat(Themes.SelectMany(theme => theme.Services)).Distinct();
}

/// <summary>Services under one heading.</summary>
/// <param name="Heading">A letter or a theme word.</param>
/// <param name="Id">Its anchor, unique on the page.</param>
/// <param name="Services">In alphabetical order.</param>
internal sealed record ServiceGroup(string Heading, string Id, IReadOnlyList<PublicService> Services)
{
    /// <summary>Its address in Los; null for what is not a theme.</summary>
    public string? Psi { get; init; }

    /// <summary>Last segment of its address, where it has one.</summary>
    public string Slug => Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

/// <summary>A service.</summary>
internal sealed record ServicePageModel(PublicService Service, IReadOnlyList<PublicSection> Sections, IReadOnlyList<(string Heading, string Path)> Topics)
{
    /// <summary>Whether it is not public: then nobody is asked what they think of it.</summary>
    public bool IsPreview { get; init; }

    /// <summary>What stands under headings of its own: the sections in their order, and after "Om søknadsprosessen" how an application is processed.</summary>
    public IReadOnlyList<ServiceBlock> Blocks { get; } =
    [
        .. Sections.Where(section => section.Section.Section <= ServiceSection.Application).Select(ServiceBlock.Of),
        .. Service.Process is { } process ? [new ServiceBlock("behandling", SelfServiceTexts.Process, Process: process)] : Array.Empty<ServiceBlock>(),
        .. Sections.Where(section => section.Section.Section > ServiceSection.Application).Select(ServiceBlock.Of),
    ];
}

/// <summary>One of the things that a service's page leads to from its top.</summary>
/// <param name="Id">Its anchor, unique on the page.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Section">The section that it is; null for what is none.</param>
/// <param name="Process">How an application is processed; null for a section.</param>
internal sealed record ServiceBlock(string Id, Label Heading, PublicSection? Section = null, CitizensProcess? Process = null)
{
    public bool IsContact => Section?.Section.Section == ServiceSection.Contact;

    public static ServiceBlock Of(PublicSection section) => new(section.Section.Alias, section.Section.Label, section);
}

/// <summary>A message instead of a page.</summary>
/// <param name="Message">What happened.</param>
/// <param name="Elsewhere">Where what was looked for can be read in another language.</param>
/// <param name="HasSearch">Whether one can search from here.</param>
internal sealed record MessagePageModel(string Message, IReadOnlyList<PublicService> Elsewhere, bool HasSearch = false);
