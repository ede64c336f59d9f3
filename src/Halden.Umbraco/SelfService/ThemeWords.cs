using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>A word that a service is listed under.</summary>
/// <param name="Name">What to show, in the culture.</param>
/// <param name="Concept">The concept of Los; null for a text, and for an address that Los does not know.</param>
internal sealed record ThemeWord(string Name, LosConcept? Concept);

/// <summary>The words that a service is listed under.</summary>
internal static class ThemeWords
{
    /// <summary>The service's subject words; its keywords where it has none, so that every service with a word can be found by one.</summary>
    public static IReadOnlyList<ThemeWord> Of(ServiceText text, string culture, LosVocabulary los)
    {
        var subjects = Words(text[ServiceFields.LosWords], culture, los);
        return subjects.Count > 0 ? subjects : Words(text["keywords"], culture, los);
    }

    /// <summary>The words of a list of addresses in Los and texts; a text that is the name of a concept beside it says nothing more.</summary>
    public static IReadOnlyList<ThemeWord> Words(string value, string culture, LosVocabulary los)
    {
        var words = los.Lines(value).Select(line => new ThemeWord(Capitalised(line.In(culture), culture), line.Concept)).ToList();
        var names = words.Where(word => word.Concept is not null).Select(word => word.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. words.Where(word => word.Concept is not null || names.Add(word.Name))];
    }

    private static string Capitalised(string word, string culture) =>
        word.Length == 0 ? word : char.ToUpper(word[0], CultureInfo.GetCultureInfo(culture)) + word[1..];
}
