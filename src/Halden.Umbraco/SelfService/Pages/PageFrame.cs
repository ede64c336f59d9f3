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

/// <summary>The list by letter, and what the list by theme has.</summary>
internal sealed record ServiceListModel(IReadOnlyList<ServiceGroup> Letters, ThemeListModel ByTheme);

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
internal sealed record ThemeGroup(string Heading, string Id, IReadOnlyList<PublicService> Services, IReadOnlyList<ServiceGroup> Themes);

/// <summary>Services under one heading.</summary>
/// <param name="Heading">A letter or a theme word.</param>
/// <param name="Id">Its anchor, unique on the page.</param>
/// <param name="Services">In alphabetical order.</param>
internal sealed record ServiceGroup(string Heading, string Id, IReadOnlyList<PublicService> Services);

/// <summary>A service.</summary>
internal sealed record ServicePageModel(PublicService Service, IReadOnlyList<PublicSection> Sections);

/// <summary>A message instead of a page.</summary>
/// <param name="Message">What happened.</param>
/// <param name="Elsewhere">Where what was looked for can be read in another language.</param>
internal sealed record MessagePageModel(string Message, IReadOnlyList<PublicService> Elsewhere);
