using System.Globalization;
using System.Text;
using Halden.Umbraco.Catalogue.Los;

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

    /// <summary>
    /// By the main themes and themes of Los, each in alphabetical order; a service stands once under each theme that one of
    /// its words leads to, and right under a main theme only where it stands under none of its themes.
    /// </summary>
    public static IReadOnlyList<ThemeGroup> ByTheme(IEnumerable<PublicService> services, string culture)
    {
        var ids = new HashSet<string>();
        return
        [
            .. services
                .SelectMany(service => service.Places.Select(place => (place.Top, place.Theme, Service: service)))
                .GroupBy(stands => stands.Top.Psi)
                .Select(main => (Heading: main.First().Top.Label.In(culture), Psi: main.Key, Themes: main.ToList()))
                .OrderBy(main => main.Heading, Order(culture))
                .Select(main =>
                {
                    var id = IdOf(main.Heading, ids);
                    var further = main.Themes.Where(stands => stands.Theme is not null).Select(stands => stands.Service.Key).ToHashSet();
                    return new ThemeGroup(
                        main.Heading,
                        id,
                        [.. main.Themes.Where(stands => !further.Contains(stands.Service.Key)).Select(stands => stands.Service)],
                        [
                            .. main.Themes.Where(stands => stands.Theme is not null)
                                .GroupBy(stands => stands.Theme!.Psi)
                                .Select(theme => (Heading: theme.First().Theme!.Label.In(culture), Psi: theme.Key, Services: theme.Select(stands => stands.Service).ToList()))
                                .OrderBy(theme => theme.Heading, Order(culture))
                                .Select(theme => new ServiceGroup(theme.Heading, IdOf($"{main.Heading} {theme.Heading}", ids), theme.Services) { Psi = theme.Psi }),
                        ])
                    {
                        Psi = main.Psi,
                    };
                }),
        ];
    }

    /// <summary>By life event, in alphabetical order; a service stands under each of its own.</summary>
    public static IReadOnlyList<ServiceGroup> ByLifeEvent(IEnumerable<PublicService> services, string culture)
    {
        var ids = new HashSet<string>();
        return
        [
            .. services
                .SelectMany(service => service.LifeEvents.Select(word => (Word: word.Name, Service: service)))
                .GroupBy(pair => pair.Word, pair => pair.Service, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => group.Key, Order(culture))
                .Select(group => new ServiceGroup(group.Key, Slug.Candidates(group.Key).Select(slug => $"{SelfServicePaths.LifeEventSegment}-{slug}").First(ids.Add), [.. group])),
        ];
    }

    /// <summary>By the words that stand under no theme, in alphabetical order: texts, and addresses that Los does not know. A service stands under each of its words.</summary>
    public static IReadOnlyList<ServiceGroup> ByOtherWord(IEnumerable<PublicService> services, string culture, LosVocabulary los)
    {
        var ids = new HashSet<string>();
        return
        [
            .. services
                .SelectMany(service => service.ThemeWords.Where(word => word.Concept is null || los.PlacesOf(word.Concept).Count == 0).Select(word => (Word: word.Name, Service: service)))
                .GroupBy(pair => pair.Word, pair => pair.Service, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => group.Key, Order(culture))
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

    private static string IdOf(string heading, HashSet<string> taken) => Slug.Candidates(heading).Select(slug => $"tema-{slug}").First(taken.Add);

    private static StringComparer Order(string culture) => StringComparer.Create(CultureInfo.GetCultureInfo(culture), ignoreCase: true);

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
