using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace Halden.Umbraco.Submissions;

/// <summary>By what a citizen is looked for.</summary>
internal enum CitizenTermKind
{
    Name,
    Email,
    NationalIdentityNumber,
}

/// <summary>
/// A name, an e-mail address or a national identity number (or D number) that a citizen's submissions are looked for by. It
/// is never written anywhere.
/// </summary>
internal sealed partial class CitizenTerm
{
    private readonly IReadOnlySet<string> _words;

    private CitizenTerm(CitizenTermKind kind, IEnumerable<string> words) => (Kind, _words) = (kind, words.ToHashSet());

    /// <summary>What it was taken for.</summary>
    public CitizenTermKind Kind { get; }

    /// <summary>Reads what somebody wrote; null where it is none of the three: an address has an @, a number eleven digits, and a name two letters or more.</summary>
    public static CitizenTerm? Parse(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= 254 } said)
        {
            return null;
        }

        if (said.Contains('@', StringComparison.Ordinal))
        {
            return MailAddress.TryCreate(said, out var address) && address.Address == said ? new CitizenTerm(CitizenTermKind.Email, [Folded(said)]) : null;
        }

        if (said.Any(char.IsAsciiDigit))
        {
            return Numbers(said).ToList() is [var number] && said.Count(char.IsAsciiDigit) == 11 ? new CitizenTerm(CitizenTermKind.NationalIdentityNumber, [number]) : null;
        }

        var words = Words(said).ToList();
        return words.Sum(word => word.Length) >= 2 ? new CitizenTerm(CitizenTermKind.Name, words) : null;
    }

    /// <summary>
    /// Of some texts those that it is in; none where not all of it is. A name may be spread over several, as first name
    /// and last name are.
    /// </summary>
    /// <typeparam name="T">What a text is known by.</typeparam>
    public IReadOnlyList<T> FoundIn<T>(IEnumerable<(T Known, string Text)> texts)
    {
        var (seen, found) = (new HashSet<string>(), new List<T>());
        foreach (var (known, text) in texts)
        {
            var here = (Kind switch
            {
                CitizenTermKind.Email => Addresses(text),
                CitizenTermKind.NationalIdentityNumber => Numbers(text),
                _ => Words(text),
            }).Where(_words.Contains).ToList();
            if (here.Count > 0)
            {
                seen.UnionWith(here);
                found.Add(known);
            }
        }

        return seen.Count == _words.Count ? [.. found.Distinct()] : [];
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text.Normalize(NormalizationForm.FormC)).Select(match => Folded(match.Value));

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text).Select(match => match.Groups[1].Value + match.Groups[2].Value);

    private static IEnumerable<string> Addresses(string text) => Address().Matches(text).Select(match => Folded(match.Value.Trim('.')));

    private static string Folded(string text) => text.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();

    // 01019012345, 010190 12345, 010190-12345; not a part of a longer number.
    [GeneratedRegex(@"(?<![0-9])([0-9]{6})[ \u00A0.-]?([0-9]{5})(?![0-9])")]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\s<>()\[\],;:""]+@[^\s<>()\[\],;:""]+")]
    private static partial Regex Address();
}
