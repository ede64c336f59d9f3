using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission on paper: A4, every answered question with its answer, reference and page number at the foot.</summary>
internal sealed class SubmissionPdf
{
    private const string Family = "Halden Noto Sans";
    private const double Margin = 56;
    private const double Foot = 40;

    private static readonly XStringFormat TopLeft = XStringFormats.TopLeft;

    private readonly PdfDocument _document = new();
    private readonly XFont _title = new(Family, 18, XFontStyleEx.Bold);
    private readonly XFont _heading = new(Family, 13, XFontStyleEx.Bold);
    private readonly XFont _question = new(Family, 10, XFontStyleEx.Bold);
    private readonly XFont _text = new(Family, 10, XFontStyleEx.Regular);
    private readonly XFont _small = new(Family, 8, XFontStyleEx.Regular);
    private XGraphics? _page;
    private double _y;

    // PDFsharp finds no fonts of its own on Linux. The fallback leaves a site's own resolver alone.
    static SubmissionPdf()
    {
        if (GlobalFontSettings.FallbackFontResolver is null)
        {
            GlobalFontSettings.FallbackFontResolver = new Fonts();
        }
    }

    private SubmissionPdf()
    {
    }

    /// <summary>The PDF's bytes.</summary>
    public static byte[] Write(Submission submission, SubmissionPayload payload, string service, string municipality, string language)
    {
        var pdf = new SubmissionPdf();
        pdf._document.Info.Title = $"{submission.Reference} {service}";
        pdf._document.Info.Author = municipality;
        pdf._document.Info.CreationDate = submission.ReceivedAt.UtcDateTime;
        pdf._document.Language = submission.Culture;
        pdf.Say(service, pdf._title, 4);
        pdf.Say(municipality, pdf._text, 12);
        foreach (var (what, value) in (IEnumerable<(Label, string)>)
            [(SubmissionTexts.Reference, submission.Reference), (SubmissionTexts.Received, SubmissionTexts.At(submission.ReceivedAt).In(language))])
        {
            pdf.Say($"{what.In(language)} {value}", pdf._text, 2);
        }

        foreach (var group in SubmissionAnswers.Of(payload, language))
        {
            pdf._y += 16;
            if (group.Heading is { } heading)
            {
                pdf.Say(heading, pdf._heading, 6);
            }

            foreach (var question in group.Questions)
            {
                pdf.Say(question.Question, pdf._question, 1, keepWithNext: true);
                foreach (var answer in question.Answers)
                {
                    pdf.Say(answer, pdf._text, 1);
                }

                pdf._y += 7;
            }
        }

        return pdf.Finish(submission.Reference, municipality);
    }

    private byte[] Finish(string reference, string municipality)
    {
        _page?.Dispose();
        for (var i = 0; i < _document.PageCount; i++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[i]);
            page.DrawString(
                string.Create(CultureInfo.InvariantCulture, $"{municipality} · {reference} · {i + 1}/{_document.PageCount}"),
                _small,
                XBrushes.Black,
                new XPoint(Margin, page.PageSize.Height - Foot),
                TopLeft);
        }

        using var stream = new MemoryStream();
        _document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    /// <summary>Writes a text, wrapped, on as many pages as it takes.</summary>
    private void Say(string text, XFont font, double after, bool keepWithNext = false)
    {
        var height = font.GetHeight() * 1.15;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(paragraph => Wrap(paragraph, font)))
        {
            if (_page is null || _y + (keepWithNext ? 2 * height : height) > _page.PageSize.Height - Margin - Foot)
            {
                _page?.Dispose();
                var page = _document.AddPage();
                page.Size = PageSize.A4;
                _page = XGraphics.FromPdfPage(page);
                _y = Margin;
            }

            _page.DrawString(line, font, XBrushes.Black, new XPoint(Margin, _y), TopLeft);
            _y += height;
        }

        _y += after;
    }

    private static IEnumerable<string> Wrap(string paragraph, XFont font)
    {
        var width = XUnit.FromMillimeter(210).Point - (2 * Margin);
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

    /// <summary>Noto Sans (SIL Open Font License 1.1), which comes with the plugin.</summary>
    private sealed class Fonts : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
            familyName == Family ? new FontResolverInfo(isBold ? "NotoSans-Bold.ttf" : "NotoSans-Regular.ttf") : null;

        public byte[] GetFont(string faceName)
        {
            using var font = typeof(Fonts).Assembly.GetManifestResourceStream($"Halden.Umbraco.Submissions.Fonts.{faceName}")!;
            using var bytes = new MemoryStream();
            font.CopyTo(bytes);
            return bytes.ToArray();
        }
    }
}
