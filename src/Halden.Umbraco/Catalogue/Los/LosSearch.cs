using System.Globalization;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>A concept that was searched for.</summary>
/// <param name="Concept">The concept.</param>
/// <param name="FoundBy">The synonym, or the name in another language, that was found; null where its name in the culture was.</param>
internal sealed record LosHit(LosConcept Concept, string? FoundBy);

/// <summary>Finds concepts for an editor who is choosing words for a service.</summary>
internal static class LosSearch
{
    /// <summary>
    /// The concepts with a name or a synonym, in any language, that has the query in it; best first. One that is the query
    /// comes before one that begins with it, then one with a word that does, then one that has it inside a word; among those
    /// names before synonyms, the culture's language before others, and Kommune-Los before the rest. An empty query gives the
    /// main themes, or all life events; an address the concept it names.
    /// </summary>
    /// <param name="los">The vocabulary.</param>
    /// <param name="query">What the editor wrote.</param>
    /// <param name="culture">Culture of the service's text.</param>
    /// <param name="lifeEvents">Life events instead of themes and words.</param>
    /// <param name="take">At most this many.</param>
    public static IReadOnlyList<LosHit> Find(LosVocabulary los, string query, string culture, bool lifeEvents, int take)
    {
        var asked = string.Join(' ', query.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var candidates = los.All.Where(concept => concept.Kind == LosKind.LifeEvent == lifeEvents);
        if (asked.Length == 0)
        {
            return [.. candidates.Where(concept => lifeEvents || concept.Kind == LosKind.TopTheme).OrderBy(concept => concept.Label.In(culture), Order(culture)).Take(take).Select(concept => new LosHit(concept, null))];
        }

        if (los.Find(asked) is { } addressed)
        {
            return addressed.Kind == LosKind.LifeEvent == lifeEvents ? [new LosHit(addressed, null)] : [];
        }

        return
        [
            .. candidates
                .Select(concept => (Concept: concept, Best: Best(concept, asked, culture)))
                .Where(found => found.Best is not null)
                .OrderBy(found => found.Best!.Value.Cost)
                .ThenByDescending(found => found.Concept.IsMunicipal)
                .ThenBy(found => found.Concept.Label.In(culture), Order(culture))
                .Take(take)
                .Select(found => new LosHit(found.Concept, found.Best!.Value.FoundBy)),
        ];
    }

    /// <summary>How well a concept matches (less is better), and by what; null where it does not.</summary>
    private static (int Cost, string? FoundBy)? Best(LosConcept concept, string asked, string culture)
    {
        var language = culture[..2];
        var name = concept.Label.In(culture);
        (int Cost, string? FoundBy)? best = null;
        foreach (var (text, weight) in concept.Synonyms.Select(synonym => (synonym.Text, synonym.Language == language ? 1 : 3))
            .Concat([(concept.Label.Nb, 2), (concept.Label.Nn, 2), (concept.Label.En, 2)])
            .Prepend((name, 0)))
        {
            if (Match(text, asked) is { } match && (match * 4) + weight is var cost && !(best?.Cost <= cost))
            {
                best = (cost, text.Equals(name, StringComparison.OrdinalIgnoreCase) ? null : text);
            }
        }

        return best;
    }

    /// <summary>0 for the whole text, 1 for its beginning, 2 for the beginning of a word in it, 3 inside a word; null for none of these.</summary>
    private static int? Match(string text, string asked)
    {
        int? best = null;
        for (var at = text.IndexOf(asked, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(asked, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0)
            {
                return text.Length == asked.Length ? 0 : 1;
            }

            // A Norwegian word is often the end of another: plass, barnehageplass. Two letters are inside too many.
            best = !char.IsLetterOrDigit(text[at - 1]) ? 2 : asked.Length > 2 ? best ?? 3 : best;
        }

        return best;
    }

    private static StringComparer Order(string culture) => StringComparer.Create(CultureInfo.GetCultureInfo(culture), ignoreCase: true);
}
