using Halden.Umbraco.Pdf;
using PdfSharp.Drawing;

namespace Halden.Umbraco.Processes.Drawing;

/// <summary>How wide texts are, and where they are broken into lines. Measured with the font of the PDF, with some room for a reader's own.</summary>
internal static class DrawingText
{
    // Arial, Segoe UI and Roboto are narrower than Noto Sans; what is wider than this still has the padding of what it stands in.
    private const double Room = 1.04;
    private const double Em = 100;

    private static readonly string[] Joints = ["ings", "sjons", "skaps", "hets", "tets", "doms", "ments", "dags", "arbeids", "livs", "råds"];

    private static readonly Lock Once = new();
    private static readonly Dictionary<char, double> Regular = [];
    private static readonly Dictionary<char, double> Bold = [];
    private static XGraphics? _measure;
    private static XFont? _regular;
    private static XFont? _bold;

    /// <summary>Width in pixels of a text of one line.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        lock (Once)
        {
            var sum = 0.0;
            foreach (var character in text)
            {
                sum += Of(character, bold);
            }

            return sum * size * Room;
        }
    }

    /// <summary>The lines of a text, none wider than <paramref name="width"/>. Nothing is left out: a word that is too long is broken.</summary>
    public static IReadOnlyList<string> Wrap(string? text, double width, double size, bool bold = false)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer, size, bold) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = word;
            while (Width(line, size, bold) > width)
            {
                var length = Break(line, width, size, bold);
                if (length >= line.Length)
                {
                    break;
                }

                var hyphen = char.IsLetter(line[length - 1]) && char.IsLetter(line[length]) ? "-" : string.Empty;
                lines.Add(line[..length] + hyphen);
                line = line[length..];
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    // The most of a word that a line holds with a hyphen, but after a hyphen or slash of its own where there is one.
    private static int Break(string word, double width, double size, bool bold)
    {
        var length = 1;
        while (length + 1 < word.Length && Width(word[..(length + 1)] + "-", size, bold) <= width)
        {
            length++;
        }

        var own = word.LastIndexOfAny(['-', '/', '_', '@', '.'], length - 1) + 1;
        if (own > 3)
        {
            return own;
        }

        // Norwegian words are put together, often with an s: betalings-grunnlag; else a syllable starts with one consonant.
        foreach (var joint in Joints)
        {
            var at = word.LastIndexOf(joint, length - 1, StringComparison.OrdinalIgnoreCase) + joint.Length;
            if (at > Math.Max(joint.Length + 2, length / 2) && at <= length && word.Length - at > 2)
            {
                return at;
            }
        }

        for (var at = Math.Min(length, word.Length - 3); at > Math.Max(3, length - 5); at--)
        {
            if (IsVowel(word[at + 1]) && !IsVowel(word[at]) && char.IsLetter(word[at]) && char.IsLetter(word[at - 1]))
            {
                return at;
            }
        }

        return length > 1 && char.IsHighSurrogate(word[length - 1]) ? length - 1 : char.IsHighSurrogate(word[length - 1]) ? 2 : length;
    }

    private static bool IsVowel(char letter) => "aeiouyæøåAEIOUYÆØÅ".Contains(letter);

    private static double Of(char character, bool bold)
    {
        var known = bold ? Bold : Regular;
        if (!known.TryGetValue(character, out var width))
        {
            if (_measure is null)
            {
                PdfFonts.Install();
                _regular = new XFont(PdfFonts.Family, Em, XFontStyleEx.Regular);
                _bold = new XFont(PdfFonts.Family, Em, XFontStyleEx.Bold);
                _measure = XGraphics.CreateMeasureContext(new XSize(1_000, 1_000), XGraphicsUnit.Point, XPageDirection.Downwards);
            }

            // What the font does not have is drawn with another: no character is wider than it is high.
            width = char.IsSurrogate(character) ? 0.65 : character >= 0x2E80 ? 1.05 : _measure.MeasureString(character.ToString(), bold ? _bold! : _regular!).Width / Em;
            known[character] = width;
        }

        return width;
    }
}
