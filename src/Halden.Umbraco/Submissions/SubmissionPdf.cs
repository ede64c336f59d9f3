using Halden.Umbraco.Pdf;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// A submission on paper: A4, every answered question with its answer, reference and page number at the foot. Tagged
/// (PDF/UA), so that it is read aloud in order, with headings to move between.
/// </summary>
internal sealed class SubmissionPdf
{
    private const double Margin = 56;
    private const double Foot = 40;
    private const double Indent = 96;

    private static readonly double Width = XUnit.FromMillimeter(210).Point;
    private static readonly double Height = XUnit.FromMillimeter(297).Point;
    private static readonly XStringFormat TopLeft = XStringFormats.TopLeft;
    private static readonly XStringFormat TopRight = new() { Alignment = XStringAlignment.Far, LineAlignment = XLineAlignment.Near };
    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1e, 0x2b, 0x3c));
    private static readonly XBrush Faint = new XSolidBrush(XColor.FromArgb(0x4b, 0x56, 0x63));
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

    static SubmissionPdf() => PdfFonts.Install();

    private SubmissionPdf()
    {
    }

    /// <summary>The PDF's bytes.</summary>
    public static byte[] Write(Submission submission, SubmissionPayload payload, string service, string municipality, string language)
    {
        var pdf = new SubmissionPdf();
        pdf.Say(municipality, pdf._text, PdfBlockLevelElementTag.Paragraph, 2, brush: Faint);
        pdf.Say(service, pdf._title, PdfBlockLevelElementTag.Heading1, 10);
        pdf.Fact(SubmissionTexts.Reference.In(language), submission.Reference);
        pdf.Fact(SubmissionTexts.Received.In(language), SubmissionTexts.At(submission.ReceivedAt).In(language));
        pdf.Fact(SubmissionTexts.Form.In(language), payload.Form.Name);
        if (payload.SignedIn is { } signedIn)
        {
            pdf.Fact(SubmissionTexts.SignedIn.In(language), SubmissionTexts.SignedInAs(signedIn).In(language));
        }

        foreach (var group in SubmissionAnswers.Of(payload, language))
        {
            pdf._y += 10;
            if (group.Heading is { } heading)
            {
                // Not alone at the foot of a page.
                pdf.Room((2 * pdf._heading.GetHeight()) + (3 * pdf._text.GetHeight()));
                pdf.Say(heading, pdf._heading, PdfBlockLevelElementTag.Heading2, 6);
            }

            foreach (var question in group.Questions)
            {
                pdf.Say(question.Question, pdf._bold, PdfBlockLevelElementTag.Heading3, 1, keepWithNext: true);
                foreach (var answer in question.Answers)
                {
                    pdf.Say(answer, pdf._text, PdfBlockLevelElementTag.Paragraph, 1);
                }

                pdf._y += 8;
            }
        }

        return pdf.Finish(submission, service, municipality, language);
    }

    private byte[] Finish(Submission submission, string service, string municipality, string language)
    {
        using var document = new PdfDocument();

        // Before anything else: it is told of each page.
        var structure = UAManager.ForDocument(document);
        structure.SetDocumentLanguage(submission.Culture);
        document.Info.Title = $"{submission.Reference} {service}";
        document.Info.Author = municipality;
        document.Info.CreationDate = submission.ReceivedAt.UtcDateTime;
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
            graphics.DrawString($"{municipality} · {submission.Reference}", _small, Faint, new XPoint(Margin, Height - Foot), TopLeft);
            graphics.DrawString(SubmissionTexts.Page(index + 1, _pages.Count).In(language), _small, Faint, new XPoint(Width - Margin, Height - Foot), TopRight);
            structure.StructureBuilder.End();
        }

        using var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    /// <summary>A text, wrapped, on as many pages as it takes.</summary>
    private void Say(string text, XFont font, PdfBlockLevelElementTag tag, double after, bool keepWithNext = false, XBrush? brush = null)
    {
        var height = font.GetHeight() * 1.15;
        _element++;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(paragraph => Wrap(paragraph, font, Width - (2 * Margin))))
        {
            Room(keepWithNext ? 2 * height : height);
            _pages[^1].Add(new Piece(_element, tag, line, font, brush ?? Ink, Margin, _y));
            _y += height;
        }

        _y += after;
    }

    /// <summary>A name, and beside it what it is.</summary>
    private void Fact(string name, string value)
    {
        var height = _text.GetHeight() * 1.15;
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
