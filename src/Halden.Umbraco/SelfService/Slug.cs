using System.Globalization;
using System.Text;

namespace Halden.Umbraco.SelfService;

/// <summary>The last segment of a service's address, made from its title: a–z, 0–9 and single hyphens.</summary>
internal static class Slug
{
    /// <summary>Longest slug, suffix included; an address must fit in a letter and on a poster.</summary>
    public const int MaxLength = 80;

    private const string WithoutLetters = "tjeneste";

    // Addresses of our own beside the services, now or in a later version; a service called that gets a suffix.
    private static readonly HashSet<string> Reserved =
        [
            SelfServicePaths.Themes, SelfServicePaths.Letters, SelfServicePaths.ThemeSegment, SelfServicePaths.LifeEventSegment, SelfServicePaths.Catalogue, "sok", "skjema", "kvittering", "sitemap", "data", "api", "assets", "hjelp", "min-side", "rss",
        ];

    /// <summary>The slug of a title before anybody asks whether it is taken; never empty.</summary>
    public static string Of(string title)
    {
        var slug = new StringBuilder(title.Length);

        // By runes: a title with half a surrogate pair, or a code point that is no character, cannot be normalised as a string.
        foreach (var rune in title.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                foreach (var part in Fold(rune).Normalize(NormalizationForm.FormD))
                {
                    if (char.IsAsciiLetterOrDigit(part))
                    {
                        slug.Append(char.ToLowerInvariant(part));
                    }
                    else if (char.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark)
                    {
                        Break(slug);
                    }
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
            {
                Break(slug);
            }
        }

        var whole = slug.ToString().Trim('-');
        return whole.Length == 0 ? WithoutLetters : Shorten(whole, MaxLength);
    }

    /// <summary>The slugs to try for a title, best first: <c>barnehage</c>, <c>barnehage-2</c>, <c>barnehage-3</c> … without end.</summary>
    public static IEnumerable<string> Candidates(string title)
    {
        var slug = Of(title);
        if (!Reserved.Contains(slug))
        {
            yield return slug;
        }

        for (var number = 2; ; number++)
        {
            var suffix = $"-{number}";
            yield return Shorten(slug, MaxLength - suffix.Length) + suffix;
        }
    }

    /// <summary>Whether a slug given before is one that the title could be given today, so that the address may stay as it is.</summary>
    public static bool Fits(string slug, string title)
    {
        var ideal = Of(title);
        if (slug == ideal)
        {
            return !Reserved.Contains(slug);
        }

        var hyphen = slug.LastIndexOf('-');
        return hyphen > 0
            && int.TryParse(slug.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 1
            && slug == Shorten(ideal, MaxLength - (slug.Length - hyphen)) + slug[hyphen..];
    }

    /// <summary>Whether a segment of an address could be a slug at all.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> segment) =>
        segment.Length is > 0 and <= MaxLength && !segment.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static void Break(StringBuilder slug)
    {
        if (slug.Length > 0 && slug[^1] != '-')
        {
            slug.Append('-');
        }
    }

    private static string Shorten(string slug, int length)
    {
        if (slug.Length <= length)
        {
            return slug;
        }

        // At a word where that leaves most of it.
        var cut = slug.LastIndexOf('-', length);
        return slug[..(cut > length / 2 ? cut : length)].Trim('-');
    }

    // What Unicode does not take apart; Sami letters among them.
    private static string Fold(Rune rune) => rune.Value switch
    {
        'æ' or 'Æ' or 'ǽ' or 'Ǽ' => "ae",
        'ø' or 'Ø' or 'ǿ' or 'Ǿ' => "o",
        'œ' or 'Œ' => "oe",
        'ß' or 'ẞ' => "ss",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ŋ' or 'Ŋ' => "n",
        'ŧ' or 'Ŧ' => "t",
        'ł' or 'Ł' => "l",
        'þ' or 'Þ' => "th",
        'ı' => "i",
        _ => rune.ToString(),
    };
}
