namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Which characters names are made of (PN_CHARS_BASE and PN_CHARS in the grammars of Turtle and N-Triples).</summary>
internal static class Names
{
    private static readonly bool[] AsciiPart = [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) || c is '_' or '-')];

    /// <summary>Whether a name may begin with the code point (without the underscore).</summary>
    public static bool IsStart(int c) => c < 128
        ? c >= 0 && char.IsAsciiLetter((char)c)
        : c is >= 0xC0 and <= 0xD6 or >= 0xD8 and <= 0xF6 or >= 0xF8 and <= 0x2FF or >= 0x370 and <= 0x37D
            or >= 0x37F and <= 0x1FFF or >= 0x200C and <= 0x200D or >= 0x2070 and <= 0x218F or >= 0x2C00 and <= 0x2FEF
            or >= 0x3001 and <= 0xD7FF or >= 0xF900 and <= 0xFDCF or >= 0xFDF0 and <= 0xFFFD or >= 0x10000 and <= 0xEFFFF;

    /// <summary>Whether the code point may stand within a name (without dot and colon).</summary>
    public static bool IsPart(int c) => c < 128
        ? c >= 0 && AsciiPart[c]
        : c is 0xB7 or >= 0x300 and <= 0x36F or >= 0x203F and <= 0x2040 || IsStart(c);

    /// <summary>How many UTF-16 code units the code point takes.</summary>
    public static int Width(int c) => c > 0xFFFF ? 2 : 1;
}
