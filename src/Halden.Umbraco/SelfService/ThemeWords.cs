using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>The label of a word of a vocabulary (Los) in a culture, or null where the vocabulary does not know it.</summary>
internal delegate string? ThemeLabel(string uri, string culture);

/// <summary>The words that a service is listed under.</summary>
internal static class ThemeWords
{
    /// <summary>The service's subject words; its keywords where it has none, so that every service with a word can be found by one.</summary>
    public static IReadOnlyList<string> Of(ServiceText text, string culture, ThemeLabel label)
    {
        var subjects = Words(text["losWords"], culture, label);
        return subjects.Count > 0 ? subjects : Words(text["keywords"], culture, label);
    }

    private static IReadOnlyList<string> Words(string value, string culture, ThemeLabel label) =>
        [.. value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Capitalised(Uri.TryCreate(word, UriKind.Absolute, out var uri) ? label(word, culture) ?? LastSegment(uri) : word, culture))
            .Where(word => word.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    // A word that the vocabulary has dropped is still readable in its address: …/los/ord/plan-og-byggesak.
    private static string LastSegment(Uri uri) => Uri.UnescapeDataString(uri.AbsolutePath.TrimEnd('/').Split('/')[^1]).Replace('-', ' ').Trim();

    private static string Capitalised(string word, string culture) =>
        word.Length == 0 ? word : char.ToUpper(word[0], CultureInfo.GetCultureInfo(culture)) + word[1..];
}
