using System.Globalization;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Opening hours as an editor wrote them, where every line is understood: days, then one or more spans of time, or that it is
/// closed. Of anything else nothing is said, for a wrong "open now" sends people to a locked door.
/// </summary>
internal sealed partial class OpeningHours
{
    private static readonly (string Name, int First, int Last)[] Days =
    [
        .. ((string[][])
        [
            ["mandag", "måndag", "monday", "man", "mån", "mon", "ma"],
            ["tirsdag", "tysdag", "tuesday", "tirs", "tir", "tys", "tue", "ti", "ty"],
            ["onsdag", "wednesday", "ons", "wed", "on"],
            ["torsdag", "thursday", "tors", "tor", "thu", "to"],
            ["fredag", "friday", "fre", "fri", "fr"],
            ["lørdag", "laurdag", "saturday", "lør", "lau", "sat", "lø", "la"],
            ["søndag", "sundag", "sunday", "søn", "sun", "sø", "su"],
        ]).SelectMany((names, day) => names.SelectMany(name => ((string, int, int)[])[(name, day, day), ($"{name}er", day, day), ($"{name}ar", day, day), ($"{name}s", day, day)])),
        ("hverdager", 0, 4), ("kvardagar", 0, 4), ("alle hverdager", 0, 4), ("alle kvardagar", 0, 4), ("weekdays", 0, 4),
        ("alle dager", 0, 6), ("alle dagar", 0, 6), ("hver dag", 0, 6), ("kvar dag", 0, 6), ("every day", 0, 6), ("daglig", 0, 6), ("dagleg", 0, 6), ("daily", 0, 6),
        ("helg", 5, 6), ("helger", 5, 6), ("helgar", 5, 6), ("weekends", 5, 6),
    ];

    private static readonly Dictionary<string, (int First, int Last)> DaysByName =
        Days.DistinctBy(day => day.Name).ToDictionary(day => day.Name, day => (day.First, day.Last), StringComparer.OrdinalIgnoreCase);

    // Monday first.
    private readonly IReadOnlyList<(int From, int To)>[] _minutes;

    private OpeningHours(IReadOnlyList<(int From, int To)>[] minutes) => _minutes = minutes;

    /// <summary>Understands a text of one line or more; null where any of it is not plain, or no time is given.</summary>
    public static OpeningHours? Read(string text)
    {
        var minutes = new IReadOnlyList<(int, int)>?[7];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Line().Match(line);
            if (!match.Success || DaysOf(match.Groups["days"].Value.Trim(' ', ':')) is not { Count: > 0 } days || SpansOf(match) is not { } spans)
            {
                return null;
            }

            foreach (var day in days)
            {
                if (minutes[day] is not null)
                {
                    return null;
                }

                minutes[day] = spans;
            }
        }

        // A day that is not named is closed; but then some day must be open.
        return Array.Exists(minutes, day => day is { Count: > 0 }) ? new([.. minutes.Select(day => day ?? [])]) : null;
    }

    /// <summary>Whether it is open at a moment; null when it would be, were it not a public holiday, of which the text says nothing.</summary>
    public bool? IsOpenAt(DateTimeOffset moment)
    {
        var local = NorwegianTime.Of(moment);
        var day = _minutes[Weekday(local)];
        var minute = (local.Hour * 60) + local.Minute;
        return !day.Any(span => span.From <= minute && minute < span.To) ? false
            : local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !NorwegianTime.IsWorkingDay(NorwegianTime.DayOf(moment)) ? null
            : true;
    }

    private static int Weekday(DateTimeOffset local) => ((int)local.DayOfWeek + 6) % 7;

    private static HashSet<int>? DaysOf(string text)
    {
        if (text.Length == 0)
        {
            return [0, 1, 2, 3, 4];
        }

        HashSet<int> days = [];
        foreach (var part in Between().Split(text))
        {
            if (DaysByName.TryGetValue(part, out var named))
            {
                days.UnionWith(Enumerable.Range(named.First, named.Last - named.First + 1));
                continue;
            }

            if (Until().Split(part) is not [var first, var last] || !DaysByName.TryGetValue(first, out var from) || !DaysByName.TryGetValue(last, out var to)
                || from.First != from.Last || to.First != to.Last || from.First >= to.First)
            {
                return null;
            }

            days.UnionWith(Enumerable.Range(from.First, to.First - from.First + 1));
        }

        return days;
    }

    private static List<(int From, int To)>? SpansOf(Match match)
    {
        List<(int, int)> spans = [];
        var (from, to) = (match.Groups["from"].Captures, match.Groups["to"].Captures);
        for (var i = 0; i < from.Count; i++)
        {
            if (Minutes(from[i].Value) is not { } start || Minutes(to[i].Value) is not { } end || start >= end)
            {
                return null;
            }

            spans.Add((start, end));
        }

        return spans;
    }

    private static int? Minutes(string time)
    {
        var parts = time.Split('.', ':');
        var hour = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var minute = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return hour <= 24 && minute < 60 && (hour < 24 || minute == 0) ? (hour * 60) + minute : null;
    }

    [GeneratedRegex(
        @"^(?<days>[\p{L} ,:–—-]*?)[:\s]*(?:(?:stengt|stengd|closed)|(?:kl\.?\s*)?(?<from>\d{1,2}(?:[.:]\d\d)?)\s*(?:[–—-]|til|to)\s*(?:kl\.?\s*)?(?<to>\d{1,2}(?:[.:]\d\d)?)"
        + @"(?:\s*(?:,|og|and)\s*(?:kl\.?\s*)?(?<from>\d{1,2}(?:[.:]\d\d)?)\s*(?:[–—-]|til|to)\s*(?:kl\.?\s*)?(?<to>\d{1,2}(?:[.:]\d\d)?))*)\.?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\s*,\s*|\s+(?:og|and)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"\s*[–—-]\s*|\s+(?:til|to)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Until();
}
