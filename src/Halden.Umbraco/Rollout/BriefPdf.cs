using Halden.Umbraco.Pdf;
using Halden.Umbraco.Processes.Drawing;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Halden.Umbraco.Rollout;

/// <summary>A brief on one A4 page, upright; tagged (PDF/UA). What is long is written smaller, never on a second page.</summary>
internal sealed class BriefPdf
{
    private const double Margin = 56;
    private const double Foot = 40;
    private const double Bullet = 12;
    private const double LargestText = 10.5;
    private const double SmallestText = 5;
    private const double Step = 0.5;

    private static readonly double Width = XUnit.FromMillimeter(210).Point;
    private static readonly double Height = XUnit.FromMillimeter(297).Point;
    private static readonly XStringFormat TopLeft = XStringFormats.TopLeft;
    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1e, 0x2b, 0x3c));
    private static readonly XBrush Faint = new XSolidBrush(XColor.FromArgb(0x4b, 0x56, 0x63));
    private static readonly XPen Rule = new(XColor.FromArgb(0xb8, 0xc0, 0xc8), 0.75);

    private readonly List<Piece> _pieces = [];
    private readonly double _size;
    private double _y = Margin;
    private int _element;

    static BriefPdf() => PdfFonts.Install();

    private BriefPdf(double size) => _size = size;

    /// <summary>The PDF's bytes.</summary>
    public static byte[] Write(Brief brief, string municipality, string language, DateTimeOffset at)
    {
        for (var size = LargestText; ; size -= Step)
        {
            var pdf = new BriefPdf(size);
            pdf.Lay(brief, municipality);
            if (pdf._y <= Height - Margin - Foot || size <= SmallestText)
            {
                return pdf.Finish(brief, municipality, language, at);
            }
        }
    }

    private void Lay(Brief brief, string municipality)
    {
        Say(municipality, _size, false, PdfBlockLevelElementTag.Paragraph, 0, Faint);
        Say(brief.Title, _size + 7, true, PdfBlockLevelElementTag.Heading1, 0, Ink);
        Say(brief.Lead, _size, false, PdfBlockLevelElementTag.Paragraph, 0, Faint);
        foreach (var section in brief.Sections)
        {
            _y += _size;
            Say(section.Heading, _size + 2.5, true, PdfBlockLevelElementTag.Heading2, 0, Ink);
            _y += 2;
            foreach (var line in section.Lines)
            {
                _pieces.Add(new Piece(_element + 1, PdfBlockLevelElementTag.Paragraph, "•", Font(_size, false), Ink, Margin, _y));
                Say(line, _size, false, PdfBlockLevelElementTag.Paragraph, Bullet, Ink);
            }
        }
    }

    private void Say(string text, double size, bool bold, PdfBlockLevelElementTag tag, double indent, XBrush brush)
    {
        _element++;
        foreach (var line in DrawingText.Wrap(text, Width - (2 * Margin) - indent, size, bold))
        {
            _pieces.Add(new Piece(_element, tag, line, Font(size, bold), brush, Margin + indent, _y));
            _y += size * 1.45;
        }
    }

    private byte[] Finish(Brief brief, string municipality, string language, DateTimeOffset at)
    {
        using var document = new PdfDocument();

        // Before anything else: it is told of each page.
        var structure = UAManager.ForDocument(document);
        structure.SetDocumentLanguage(language);
        document.Info.Title = brief.Title;
        document.Info.Author = municipality;
        document.Info.CreationDate = at.UtcDateTime;
        var page = document.AddPage();
        page.Size = PageSize.A4;
        using (var graphics = XGraphics.FromPdfPage(page))
        {
            foreach (var element in _pieces.GroupBy(piece => piece.Element))
            {
                structure.StructureBuilder.BeginElement(element.First().Tag);
                foreach (var piece in element)
                {
                    graphics.DrawString(piece.Text, piece.Font, piece.Brush, new XPoint(piece.X, piece.Y), TopLeft);
                }

                structure.StructureBuilder.End();
            }

            structure.StructureBuilder.BeginArtifact();
            graphics.DrawLine(Rule, Margin, Height - Foot - 6, Width - Margin, Height - Foot - 6);
            graphics.DrawString($"{municipality} · {brief.Title}", Font(8, false), Faint, new XPoint(Margin, Height - Foot), TopLeft);
            structure.StructureBuilder.End();
        }

        using var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    private static XFont Font(double size, bool bold) => new(PdfFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    /// <summary>A line of an element that is read as one.</summary>
    private sealed record Piece(int Element, PdfBlockLevelElementTag Tag, string Text, XFont Font, XBrush Brush, double X, double Y);
}
