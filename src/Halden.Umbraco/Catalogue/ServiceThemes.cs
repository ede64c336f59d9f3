using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>What services are grouped by.</summary>
/// <param name="Id">Address of a main theme, or a word that no vocabulary explains.</param>
/// <param name="Label">Its name.</param>
internal sealed record ServiceTheme(string Id, Label Label);

/// <summary>What a service is about, in as few words as the vocabulary allows.</summary>
internal sealed class ServiceThemes(CurrentLos los)
{
    /// <summary>The main themes of its subject words; where the vocabulary places none of them, the words that it is listed under.</summary>
    public IReadOnlyList<ServiceTheme> Of(ServiceText text, string culture)
    {
        var vocabulary = los.Vocabulary;
        var words = ThemeWords.Of(text, culture, vocabulary);
        List<ServiceTheme> themes =
        [
            .. words.Select(word => word.Concept).OfType<LosConcept>()
                .SelectMany(concept => vocabulary.Above(concept).Prepend(concept))
                .Where(concept => concept.Kind == LosKind.TopTheme)
                .Select(concept => new ServiceTheme(concept.Psi, concept.Label))
                .DistinctBy(theme => theme.Id),
        ];
        return themes.Count > 0 ? themes : [.. words.Select(word => new ServiceTheme(word.Name, new Label(word.Name, word.Name, word.Name)))];
    }
}
