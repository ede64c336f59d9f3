using System.Globalization;
using System.Text;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>A word of a text.</summary>
/// <param name="Text">In lower case.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="IsJoined">It is two or more of the words before it, which hyphens join: ttkort for TT-kort.</param>
internal readonly record struct TextWord(string Text, int Start, int Length, bool IsJoined = false)
{
    public int End => Start + Length;
}

/// <summary>Takes a text apart into words: runs of letters and digits.</summary>
internal static class TextWords
{
    /// <summary>Longer words are no words.</summary>
    public const int MaxLength = 64;

    /// <summary>The words in their order; what hyphens join comes after its parts as one more word.</summary>
    public static IEnumerable<TextWord> Of(string text)
    {
        var joined = new StringBuilder();
        var (joinedFrom, parts) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsPart(text[at]))
            {
                at++;
            }

            if (at - start > MaxLength)
            {
                continue;
            }

            var word = new TextWord(Lower(text.AsSpan(start, at - start)), start, at - start);
            yield return word;
            if (start == 0 || !IsHyphen(text[start - 1]) || parts == 0)
            {
                joined.Clear();
                (joinedFrom, parts) = (start, 0);
            }

            joined.Append(word.Text);
            parts++;
            if (at + 1 < text.Length && IsHyphen(text[at]) && IsPart(text[at + 1]))
            {
                continue;
            }

            if (parts > 1 && joined.Length <= MaxLength)
            {
                yield return new TextWord(joined.ToString(), joinedFrom, at - joinedFrom, IsJoined: true);
            }

            parts = 0;
        }
    }

    private static string Lower(ReadOnlySpan<char> word)
    {
        var lower = string.Create(word.Length, word, (to, from) =>
        {
            for (var at = 0; at < to.Length; at++)
            {
                to[at] = Lower(from[at]);
            }
        });
        return Ascii.IsValid(lower) || lower.IsNormalized() ? lower : lower.Normalize();
    }

    // What our languages are written with; asking the system of each word with an ø in it took a tenth of indexing.
    private static char Lower(char sign) =>
        sign is (>= 'A' and <= 'Z') or (>= 'À' and <= 'Þ' and not '×') ? (char)(sign + 32)
        : sign <= 'ÿ' ? sign
        : char.ToLowerInvariant(sign);

    // Halves of surrogate pairs are neither: no language of ours is written beyond the first plane.
    private static bool IsPart(char sign) => char.IsLetterOrDigit(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark;

    private static bool IsHyphen(char sign) => sign is '-' or '\u2010' or '\u2011';
}
