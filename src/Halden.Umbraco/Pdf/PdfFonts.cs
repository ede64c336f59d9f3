using PdfSharp.Fonts;

namespace Halden.Umbraco.Pdf;

/// <summary>Noto Sans (SIL Open Font License 1.1), which comes with the plugin: PDFsharp finds no fonts of its own on Linux.</summary>
internal sealed class PdfFonts : IFontResolver
{
    /// <summary>What the font is asked for as.</summary>
    public const string Family = "Halden Noto Sans";

    private static readonly Lock Once = new();

    private PdfFonts()
    {
    }

    /// <summary>To be called before the first font is asked for. A site's own resolver is left alone: this is the fallback.</summary>
    public static void Install()
    {
        lock (Once)
        {
            if (GlobalFontSettings.FallbackFontResolver is null)
            {
                GlobalFontSettings.FallbackFontResolver = new PdfFonts();
            }
        }
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        familyName == Family ? new FontResolverInfo(isBold ? "NotoSans-Bold.ttf" : "NotoSans-Regular.ttf") : null;

    public byte[] GetFont(string faceName)
    {
        using var font = typeof(PdfFonts).Assembly.GetManifestResourceStream($"Halden.Umbraco.Pdf.Fonts.{faceName}")!;
        using var bytes = new MemoryStream();
        font.CopyTo(bytes);
        return bytes.ToArray();
    }
}
