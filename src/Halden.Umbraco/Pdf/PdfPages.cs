using Halden.Umbraco.ServiceDescriptions;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Halden.Umbraco.Pdf;

/// <summary>How a text of a page is written, and what it is to who has it read aloud.</summary>
internal enum PdfText
{
    Title,
    Heading,

    /// <summary>A heading under another, never the last thing of a page.</summary>
    Subheading,
    Paragraph,

    /// <summary>A paragraph of less weight.</summary>
    Faint,
}

/// <summary>
/// A text on as many A4 pages as it takes, with the page's number at the foot. Tagged (PDF/UA), so that it is read aloud in order, with
/// headings to move between.
/// </summary>
internal sealed class PdfPages
{
    private const double Margin = 56;
    private const double Foot = 40;
    private const double Indent = 96;
    private const double LineHeight = 1.15;

    private static readonly double Width = XUnit.FromMillimeter(210).Point;
    private static readonly double Height = XUnit.FromMillimeter(297).Point;
    private static readonly XStringFormat TopLeft = XStringFormats.TopLeft;
    private static readonly XStringFormat TopRight = new() { Alignment = XStringAlignment.Far, LineAlignment = XLineAlignment.Near };
    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1e, 0x2b, 0x3c));
    private static readonly XBrush Pale = new XSolidBrush(XColor.FromArgb(0x4b, 0x56, 0x63));
    private static readonly XPen Rule = new(XColor.FromArgb(0xb8, 0xc0, 0xc8), 0.75);

    private readonly XFont _title = new(PdfFonts.Family, 20, XFontStyleEx.Bold);
    private readonly XFont _heading = new(PdfFonts.Family, 13, XFontStyleEx.Bold);
    private readonly XFont _bold = new(PdfFonts.Family, 10, XFontStyleEx.Bold);
    private readonly XFont _text = new(PdfFonts.Family, 10, XFontStyleEx.Regular);
    private readonly XFont _small = new(PdfFonts.Family, 8, XFontStyleEx.Regular);

    // Pages are filled before any is drawn: how many there are stands at the foot of each.
    private readonly List<List<Piece>> _pages = [[]];
    private double _y = Margin;
    private int _element;

    static PdfPages() => PdfFonts.Install();

    /// <summary>A text, wrapped.</summary>
    /// <param name="text">The text; its line endings are kept.</param>
    /// <param name="how">How it is written.</param>
    /// <param name="after">Points of room after it.</param>
    public void Say(string text, PdfText how, double after)
    {
        var (font, tag) = how switch
        {
            PdfText.Title => (_title, PdfBlockLevelElementTag.Heading1),
            PdfText.Heading => (_heading, PdfBlockLevelElementTag.Heading2),
            PdfText.Subheading => (_bold, PdfBlockLevelElementTag.Heading3),
            _ => (_text, PdfBlockLevelElementTag.Paragraph),
        };
        if (how == PdfText.Heading)
        {
            // Not alone at the foot of a page.
            Room((2 * _heading.GetHeight()) + (3 * _text.GetHeight()));
        }

        var height = font.GetHeight() * LineHeight;
        _element++;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(paragraph => Wrap(paragraph, font, Width - (2 * Margin))))
        {
            Room(how == PdfText.Subheading ? 2 * height : height);
            _pages[^1].Add(new Piece(_element, tag, line, font, how == PdfText.Faint ? Pale : Ink, Margin, _y));
            _y += height;
        }

        _y += after;
    }

    /// <summary>A name, and beside it what it is.</summary>
    public void Fact(string name, string value)
    {
        var height = _text.GetHeight() * LineHeight;
        Room(height);
        _element++;
        _pages[^1].Add(new Piece(_element, PdfBlockLevelElementTag.Paragraph, name, _bold, Ink, Margin, _y));
        foreach (var line in Wrap(value.ReplaceLineEndings(" "), _text, Width - (2 * Margin) - Indent))
        {
            Room(height);
            _pages[^1].Add(new Piece(_element, PdfBlockLevelElementTag.Paragraph, line, _text, Ink, Margin + Indent, _y));
            _y += height;
        }
    }

    /// <summary>Points of room before what comes next.</summary>
    public void Gap(double points) => _y += points;

    /// <summary>The PDF's bytes.</summary>
    /// <param name="title">What the document is called.</param>
    /// <param name="municipality">Its author; stands at the foot of every page.</param>
    /// <param name="foot">What stands there beside it.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="textCulture">Of most that is said.</param>
    /// <param name="language">Of the words around it.</param>
    public byte[] Finish(string title, string municipality, string foot, DateTimeOffset at, string textCulture, string language)
    {
        using var document = new PdfDocument();

        // Before anything else: it is told of each page.
        var structure = UAManager.ForDocument(document);
        structure.SetDocumentLanguage(textCulture);
        document.Info.Title = title;
        document.Info.Author = municipality;
        document.Info.CreationDate = at.UtcDateTime;
        foreach (var (index, pieces) in _pages.Index())
        {
            var page = document.AddPage();
            page.Size = PageSize.A4;
            using var graphics = XGraphics.FromPdfPage(page);
            foreach (var element in pieces.GroupBy(piece => piece.Element))
            {
                structure.StructureBuilder.BeginElement(element.First().Tag);
                foreach (var line in element)
                {
                    graphics.DrawString(line.Text, line.Font, line.Brush, new XPoint(line.X, line.Y), TopLeft);
                }

                structure.StructureBuilder.End();
            }

            // What is the same on every page is not read aloud on every page.
            structure.StructureBuilder.BeginArtifact();
            graphics.DrawLine(Rule, Margin, Height - Foot - 6, Width - Margin, Height - Foot - 6);
            graphics.DrawString($"{municipality} · {foot}", _small, Pale, new XPoint(Margin, Height - Foot), TopLeft);
            graphics.DrawString(PageOf(index + 1, _pages.Count).In(language), _small, Pale, new XPoint(Width - Margin, Height - Foot), TopRight);
            structure.StructureBuilder.End();
        }

        using var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    private static Label PageOf(int number, int of) => new($"Side {number} av {of}", $"Side {number} av {of}", $"Page {number} of {of}");

    private void Room(double height)
    {
        if (_y + height > Height - Margin - Foot)
        {
            _pages.Add([]);
            _y = Margin;
        }
    }

    private static IEnumerable<string> Wrap(string paragraph, XFont font, double width)
    {
        using var measure = XGraphics.CreateMeasureContext(new XSize(width, width), XGraphicsUnit.Point, XPageDirection.Downwards);
        bool Fits(string text) => measure.MeasureString(text, font).Width <= width;
        var line = string.Empty;
        foreach (var word in paragraph.Split(' '))
        {
            var rest = word;
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Fits(longer))
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                yield return line;
            }

            // What has no spaces is broken where it must be.
            while (!Fits(rest))
            {
                var (length, tooLong) = (1, rest.Length);
                while (tooLong - length > 1)
                {
                    var middle = (length + tooLong) / 2;
                    (length, tooLong) = Fits(rest[..middle]) ? (middle, tooLong) : (length, middle);
                }

                length -= length > 1 && char.IsHighSurrogate(rest[length - 1]) ? 1 : 0;
                yield return rest[..length];
                rest = rest[length..];
            }

            line = rest;
        }

        yield return line;
    }

    /// <summary>A line of an element that is read as one.</summary>
    private sealed record Piece(int Element, PdfBlockLevelElementTag Tag, string Text, XFont Font, XBrush Brush, double X, double Y);
}
