using System.Globalization;
using System.Text;

namespace Halden.Umbraco.SelfService.Pages;

/// <summary>Groups services for the lists.</summary>
internal static class ServiceGroups
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ";
    private const string Digits = "0–9";
    private const string Other = "#";

    /// <summary>By first letter, A to Å, then digits and signs; only letters that have services.</summary>
    public static IReadOnlyList<ServiceGroup> ByLetter(IEnumerable<PublicService> services) =>
        [.. services
            .GroupBy(service => Letter(service.Title))
            .OrderBy(group => group.Key == Digits ? Alphabet.Length : group.Key == Other ? Alphabet.Length + 1 : Alphabet.IndexOf(group.Key, StringComparison.Ordinal))
            .Select(group => new ServiceGroup(group.Key, $"bokstav-{Id(group.Key)}", [.. group]))];

    /// <summary>By theme word, in alphabetical order; a service stands under each of its words.</summary>
    public static IReadOnlyList<ServiceGroup> ByTheme(IEnumerable<PublicService> services, string culture)
    {
        var ids = new HashSet<string>();
        return
        [
            .. services
                .SelectMany(service => service.ThemeWords.Select(word => (Word: word, Service: service)))
                .GroupBy(pair => pair.Word, pair => pair.Service, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => group.Key, StringComparer.Create(CultureInfo.GetCultureInfo(culture), ignoreCase: true))
                .Select(group => new ServiceGroup(group.Key, Slug.Candidates(group.Key).Select(slug => $"emne-{slug}").First(ids.Add), [.. group])),
        ];
    }

    /// <summary>The letter that a title stands under: é under E, but æ, ø and å under their own.</summary>
    public static string Letter(string title)
    {
        foreach (var rune in title.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                continue;
            }

            var upper = Rune.ToUpperInvariant(rune).ToString();
            if (!Alphabet.Contains(upper, StringComparison.Ordinal))
            {
                upper = upper.Normalize(NormalizationForm.FormD)[..1];
            }

            return Alphabet.Contains(upper, StringComparison.Ordinal) ? upper : Rune.IsDigit(rune) ? Digits : Other;
        }

        return Other;
    }

    private static string Id(string letter) => letter switch
    {
        Digits => "tall",
        Other => "andre",
        "Æ" => "ae",
        "Ø" => "oe",
        "Å" => "aa",
        _ => letter.ToLowerInvariant(),
    };
}
