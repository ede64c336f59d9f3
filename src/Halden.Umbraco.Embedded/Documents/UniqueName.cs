using System.Globalization;
using System.Text.RegularExpressions;
using Umbraco.Cms.Core.Strings;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>Names that differ from those of the siblings: the second "Byggesak" becomes "Byggesak (1)", as on Umbraco.</summary>
internal static partial class UniqueName
{
    /// <summary>The name itself when it is free, else with the lowest free number.</summary>
    public static string? Among(IEnumerable<string?> siblings, string? name)
    {
        HashSet<string> taken = new(siblings.OfType<string>(), StringComparer.InvariantCultureIgnoreCase);
        if (string.IsNullOrWhiteSpace(name))
        {
            return Numbered(taken, string.Empty);
        }

        if (!taken.Contains(name))
        {
            return name;
        }

        // "Byggesak (1)" beside "Byggesak" counts on; alone it is somebody's choice of words and gets a number of its own.
        Match match = Suffix().Match(name);
        return match.Success && taken.Contains(match.Groups[1].Value)
            ? Numbered(taken, match.Groups[1].Value)
            : Numbered(taken, name);
    }

    /// <summary>Numbers the name until its address segment is free too: "Title" and "Title." give the same one.</summary>
    public static string? AmongSegments(IEnumerable<string?> siblings, string? name, IShortStringHelper shortStringHelper, string? culture = null)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return name;
        }

        var segment = shortStringHelper.CleanStringForUrlSegment(name, culture);
        if (string.IsNullOrEmpty(segment))
        {
            return name;
        }

        var taken = siblings
            .Where(x => !string.IsNullOrWhiteSpace(x))
            .Select(x => shortStringHelper.CleanStringForUrlSegment(x!, culture))
            .Where(x => !string.IsNullOrEmpty(x))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!taken.Contains(segment))
        {
            return name;
        }

        for (var number = 1; ; number++)
        {
            var candidate = $"{name} ({number.ToString(CultureInfo.InvariantCulture)})";
            var candidateSegment = shortStringHelper.CleanStringForUrlSegment(candidate, culture);
            if (string.IsNullOrEmpty(candidateSegment) || !taken.Contains(candidateSegment))
            {
                return candidate;
            }
        }
    }

    private static string Numbered(HashSet<string> taken, string name)
    {
        for (var number = 1; ; number++)
        {
            var candidate = $"{name} ({number.ToString(CultureInfo.InvariantCulture)})";
            if (!taken.Contains(candidate))
            {
                return candidate;
            }
        }
    }

    [GeneratedRegex(@"^(.*) \([1-9][0-9]*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();
}
