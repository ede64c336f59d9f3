using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>The main themes above a word of the vocabulary (Los); none where the vocabulary does not know it.</summary>
internal delegate IReadOnlyList<ServiceTheme> ThemesAbove(string uri);

/// <summary>What services are grouped by.</summary>
/// <param name="Id">Address of a main theme, or a word that no vocabulary explains.</param>
/// <param name="Label">Its name.</param>
internal sealed record ServiceTheme(string Id, Label Label);

/// <summary>What a service is about, in as few words as the vocabulary allows.</summary>
internal sealed class ServiceThemes(ThemeLabel label, ThemesAbove above)
{
    /// <summary>The main themes of its subject words; where the vocabulary places none of them, the words that it is listed under.</summary>
    public IReadOnlyList<ServiceTheme> Of(ServiceText text, string culture)
    {
        List<ServiceTheme> themes =
        [
            .. text["losWords"].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(word => above(word)).DistinctBy(theme => theme.Id),
        ];
        return themes.Count > 0 ? themes : [.. ThemeWords.Of(text, culture, label).Select(word => new ServiceTheme(word, new Label(word, word, word)))];
    }
}
