using System.Globalization;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>The addresses by which Los names its themes, words and life events (https://psi.norge.no/los/).</summary>
internal static class LosPsi
{
    public const string Namespace = "https://psi.norge.no/los/";

    private static readonly string[] Kinds = ["tema", "ord", "hendelse", "struktur", "ontologi", "samling"];

    /// <summary>The address as Los writes it today: https, <c>/ord/</c> for the older <c>/emneord/</c>, lower case. Null for what is no address in Los.</summary>
    public static string? Normalise(string psi)
    {
        var text = psi.Trim();
        var rest = text.StartsWith(Namespace, StringComparison.OrdinalIgnoreCase) ? text[Namespace.Length..]
            : text.StartsWith("http://psi.norge.no/los/", StringComparison.OrdinalIgnoreCase) ? text["http://psi.norge.no/los/".Length..]
            : null;
        if (rest is null)
        {
            return null;
        }

        rest = rest.Split('#', '?')[0].TrimEnd('/').ToLowerInvariant();
        var parts = rest.Split('/');
        if (parts is not [var kind, { Length: > 0 } slug])
        {
            return null;
        }

        kind = kind == "emneord" ? "ord" : kind;
        var name = Uri.UnescapeDataString(slug).ToLowerInvariant();
        return Kinds.Contains(kind) && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? $"{Namespace}{kind}/{name}" : null;
    }

    /// <summary>An address on the web, normalised where it is one of Los as it is today and as it stands where it is not; null for a text.</summary>
    public static string? Address(string addressOrText) =>
        Normalise(addressOrText)
        ?? (addressOrText.Trim() is var text && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !text.Any(char.IsWhiteSpace) ? text : null);

    /// <summary>
    /// The slug with every spelling of æ, ø and å that Los has had made the same: it writes a, o and a today and wrote ae,
    /// oe and aa before, and a few addresses keep the letters themselves.
    /// </summary>
    public static string Fold(string normalised) => normalised
        .Replace("ae", "a", StringComparison.Ordinal)
        .Replace("oe", "o", StringComparison.Ordinal)
        .Replace("aa", "a", StringComparison.Ordinal)
        .Replace('æ', 'a').Replace('ø', 'o').Replace('å', 'a');

    /// <summary>The last part of an address as words, for one that no vocabulary explains: <c>…/ord/tilskudd-til-idrett</c> becomes «Tilskudd til idrett».</summary>
    public static string Humanise(string address)
    {
        var end = address.TrimEnd('/', '#');
        var slug = Uri.UnescapeDataString(end[(end.LastIndexOfAny(['/', '#', ':']) + 1)..]).Replace('-', ' ').Replace('_', ' ').Trim();
        return slug.Length == 0 ? address : char.ToUpper(slug[0], CultureInfo.InvariantCulture) + slug[1..];
    }
}
