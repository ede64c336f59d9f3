using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What else people call a service: the one way from its Los words to the words that a search may find it by.</summary>
internal static class LosSynonyms
{
    /// <summary>
    /// The names and the hidden labels of the service's words, themes and life events in a culture, and of the themes above its
    /// words, each once whatever its case; first what the service names itself. What the vocabulary does not know is given as
    /// <see cref="LosLine.In"/> shows it. Hidden labels are to be searched, never shown.
    /// </summary>
    /// <param name="text">The service's text.</param>
    /// <param name="culture">nb-NO, nn-NO or en-US; Los has hidden labels in bokmål and nynorsk.</param>
    /// <param name="los">The vocabulary.</param>
    public static IReadOnlyList<string> Of(ServiceText text, string culture, LosVocabulary los)
    {
        var lines = los.Lines(text[ServiceFields.LosWords]).Concat(los.Lines(text[ServiceFields.LifeEvents])).ToList();
        var named = lines.Select(line => line.Concept).OfType<LosConcept>().ToList();
        var language = culture[..2];
        return
        [
            .. lines.Select(line => line.In(culture))
                .Concat(named.Concat(named.SelectMany(los.Above)).DistinctBy(concept => concept.Psi).SelectMany(concept =>
                    concept.Synonyms.Where(synonym => synonym.Language == language).Select(synonym => synonym.Text).Prepend(concept.Label.In(culture))))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }
}
