using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Halden.Umbraco.SelfService.Lovdata;

/// <summary>A place in a text that names an act or a regulation.</summary>
/// <param name="Index">Where it begins, in characters.</param>
/// <param name="Length">How long it is, in characters.</param>
/// <param name="Url">The same at Lovdata.</param>
internal sealed record LawCitation(int Index, int Length, string Url);

/// <summary>
/// Finds the acts and regulations that a text names, and where they stand at Lovdata, whose addresses are made of date and
/// number (https://lovdata.no/lov/2005-06-17-64/§16). What it does not know it leaves alone.
/// </summary>
internal static partial class LawCitations
{
    private static readonly string[] Months =
        ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"];

    private static readonly FrozenDictionary<string, string> Acts = ReadActs();

    private static readonly Regex Name = new(
        $@"(?<![\w-])(?:{string.Join('|', Acts.Keys.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?!\w){Paragraph}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    // One paragraph, with the letter that may follow its number. Where more are named the act alone is linked to: no address has them all.
    private const string Paragraph = @"(?:,?\s+§\s*(?<paragraph>\d{1,3}(?:-\d{1,3})?(?:\s?[a-h](?!\w))?)(?![\d-]|\s*(?:og|eller|til|,)\s*\d))?";

    /// <summary>The citations of a text, in its order, none within another.</summary>
    public static IReadOnlyList<LawCitation> In(string text)
    {
        var found = new List<LawCitation>();
        foreach (var match in Written().Matches(text).Concat(Numbered().Matches(text)).Concat(Name.Matches(text)).OrderBy(match => match.Index).ThenByDescending(match => match.Length))
        {
            if (found.Count > 0 && match.Index < found[^1].Index + found[^1].Length)
            {
                continue;
            }

            if (Address(match) is { } url)
            {
                found.Add(new LawCitation(match.Index, match.Length, url));
            }
        }

        return found;
    }

    private static string? Address(Match match)
    {
        var paragraph = match.Groups["paragraph"] is { Success: true, Value: var number } ? $"/%C2%A7{number.Replace(" ", string.Empty, StringComparison.Ordinal)}" : string.Empty;
        if (!match.Groups["kind"].Success)
        {
            var name = match.Groups["paragraph"].Success ? match.Value[..match.Value.IndexOf('§', StringComparison.Ordinal)].TrimEnd(' ', '\u00a0', ',') : match.Value;
            return Acts.TryGetValue(name.ToLowerInvariant(), out var act) ? $"https://lovdata.no/lov/{act}{paragraph}" : null;
        }

        var written = match.Groups["month"].Value;
        var month = int.TryParse(written, CultureInfo.InvariantCulture, out var digits) ? digits : Array.IndexOf(Months, written.ToLowerInvariant()) + 1;
        if (!DateOnly.TryParseExact($"{match.Groups["year"].Value}-{month}-{match.Groups["day"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return null;
        }

        var kind = match.Groups["kind"].Value.StartsWith("f", StringComparison.OrdinalIgnoreCase) ? "forskrift" : "lov";
        var serial = match.Groups["number"] is { Success: true, Value: var value } ? $"-{int.Parse(value, CultureInfo.InvariantCulture)}" : string.Empty;
        return $"https://lovdata.no/{kind}/{date:yyyy-MM-dd}{serial}{paragraph}";
    }

    private static FrozenDictionary<string, string> ReadActs()
    {
        using var stream = typeof(LawCitations).Assembly.GetManifestResourceStream("Halden.Umbraco.SelfService.Lovdata.lover.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(": ", 2))
            .SelectMany(act => act[1].Split(", ").Select(name => (Name: name, Id: act[0])))
            .ToFrozenDictionary(act => act.Name, act => act.Id);
    }

    // As Lovdata itself writes it: "lov 17. juni 2005 nr. 64", "forskrift av 16. desember 2005 nr. 1478".
    [GeneratedRegex(
        @"(?<!\w)(?<kind>lov|forskrift)\s+(?:av\s+)?(?<day>\d{1,2})\.\s*(?<month>januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\s+(?<year>\d{4})\s+nr\.?\s*(?<number>\d{1,4})(?!\d)" + Paragraph,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    // As its documents are numbered: "LOV-2005-06-17-64", "FOR-2005-12-16-1478", and the oldest without a number.
    [GeneratedRegex(
        @"(?<![\w/-])(?<kind>LOV|FOR)-(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:-(?<number>\d{1,4}))?(?![\w-])" + Paragraph,
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
