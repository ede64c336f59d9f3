using System.Globalization;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>An <c>xsd:duration</c> (https://www.w3.org/TR/xmlschema11-2/#duration) in words, and back where the words are as we write them.</summary>
internal static partial class DurationWords
{
    private static readonly (string Group, Label One, Label Many)[] Units =
    [
        ("y", new("år", "år", "year"), new("år", "år", "years")),
        ("mo", new("måned", "månad", "month"), new("måneder", "månader", "months")),
        ("d", new("dag", "dag", "day"), new("dager", "dagar", "days")),
        ("h", new("time", "time", "hour"), new("timer", "timar", "hours")),
        ("mi", new("minutt", "minutt", "minute"), new("minutter", "minutt", "minutes")),
        ("s", new("sekund", "sekund", "second"), new("sekunder", "sekund", "seconds")),
    ];

    /// <summary>In words, e.g. «1 måned og 14 dager»; null where it is no duration, or a negative one.</summary>
    public static string? Of(string duration, string culture)
    {
        var match = Shape().Match(duration.Trim());
        if (!match.Success || duration.TrimEnd()[^1] is 'T' or 'P')
        {
            return null;
        }

        List<string> parts = [];
        foreach (var (group, one, many) in Units)
        {
            var digits = match.Groups[group].Value.TrimStart('0');
            if (digits.Length > 0 && digits[0] != '.')
            {
                var number = culture == Cultures.English ? digits : digits.Replace('.', ',');
                parts.Add($"{number} {(digits == "1" ? one : many).In(culture)}");
            }
        }

        return parts switch
        {
            [] => $"0 {Units[2].Many.In(culture)}",
            [var only] => only,
            _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {(culture == Cultures.English ? "and" : "og")} {parts[^1]}",
        };
    }

    /// <summary>The duration that <see cref="Of"/> says in these words, for a whole number of one unit; null for other words.</summary>
    public static string? Parse(string words, string culture)
    {
        var parts = words.Split(' ');
        if (parts is not [var number, var word] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var duration = Array.FindIndex(Units, unit => unit.One.In(culture) == word || unit.Many.In(culture) == word) switch
        {
            0 => $"P{count}Y",
            1 => $"P{count}M",
            2 => $"P{count}D",
            3 => $"PT{count}H",
            4 => $"PT{count}M",
            5 => $"PT{count}S",
            _ => null,
        };
        return duration is not null && Of(duration, culture) == words ? duration : null;
    }

    [GeneratedRegex(@"^P((?<y>\d{1,9})Y)?((?<mo>\d{1,9})M)?((?<d>\d{1,9})D)?(T((?<h>\d{1,9})H)?((?<mi>\d{1,9})M)?((?<s>\d{1,9}(\.\d{1,9})?)S)?)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
