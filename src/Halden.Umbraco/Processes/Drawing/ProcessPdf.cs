using System.Globalization;
using Halden.Umbraco.Pdf;
using Halden.Umbraco.ServiceDescriptions;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Halden.Umbraco.Processes.Drawing;

/// <summary>The drawing of a process model on paper, with the text alternative. Tagged (PDF/UA), as a submission's is.</summary>
internal sealed class ProcessPdf
{
    private const double Margin = 28;
    private const double Top = 66;
    private const double Foot = 24;
    private const double LargestScale = 0.8;
    private const double LineHeight = 14;

    private static readonly double Width = XUnit.FromMillimeter(297).Point;
    private static readonly double Height = XUnit.FromMillimeter(210).Point;
    private static readonly XStringFormat TopLeft = XStringFormats.TopLeft;
    private static readonly XStringFormat TopRight = new() { Alignment = XStringAlignment.Far, LineAlignment = XLineAlignment.Near };
    private static readonly Label Process = new("Prosessen", "Prosessen", "The process");
    private static readonly Label SubProcess = new("Underprosess", "Underprosess", "Sub-process");
    private static readonly Label InWords = new("Prosessen i ord", "Prosessen i ord", "The process in words");
    private static readonly Label Changed = new("Endret fra forrige trinn", "Endra frå førre trinn", "Changed from the stage before");
    private static readonly Label Figure = new("Tegning av prosessen. Det samme står i ord på de siste sidene.", "Teikning av prosessen. Det same står i ord på dei siste sidene.", "Drawing of the process. The last pages say the same in words.");

    private static readonly XColor Ink = XColor.FromArgb(0x1e, 0x2b, 0x3c);
    private static readonly XBrush InkBrush = new XSolidBrush(Ink);
    private static readonly XBrush Faint = new XSolidBrush(XColor.FromArgb(0x4b, 0x56, 0x63));
    private static readonly XBrush Paper = new XSolidBrush(XColors.White);
    private static readonly XBrush Head = new XSolidBrush(XColor.FromArgb(0xe9, 0xee, 0xf4));
    private static readonly XBrush Change = new XSolidBrush(XColor.FromArgb(0xa3, 0x19, 0x5b));
    private static readonly XPen Lane = new(XColor.FromArgb(0x7d, 0x89, 0x96), 1);
    private static readonly XPen Line = new(XColor.FromArgb(0x3d, 0x4a, 0x59), 1.5) { LineJoin = XLineJoin.Round };
    private static readonly XBrush Arrow = new XSolidBrush(XColor.FromArgb(0x3d, 0x4a, 0x59));
    private static readonly XPen DocumentArrow = new(XColor.FromArgb(0x59, 0x63, 0x6e), 1.5);
    private static readonly XPen DocumentLine = new(XColor.FromArgb(0x59, 0x63, 0x6e), 1.5) { DashStyle = XDashStyle.Custom, DashPattern = [3, 3] };
    private static readonly Dictionary<ProcessNodeKind, (XPen Pen, XBrush Brush)> Shapes = new()
    {
        [ProcessNodeKind.Step] = (new XPen(XColor.FromArgb(0x1d, 0x5c, 0x93), 1.5), Paper),
        [ProcessNodeKind.Decision] = (new XPen(XColor.FromArgb(0x8a, 0x5a, 0x00), 1.5), new XSolidBrush(XColor.FromArgb(0xff, 0xf2, 0xd1))),
        [ProcessNodeKind.Document] = (new XPen(XColor.FromArgb(0x59, 0x63, 0x6e), 1.5), new XSolidBrush(XColor.FromArgb(0xf0, 0xf1, 0xf3))),
        [ProcessNodeKind.Start] = (new XPen(XColor.FromArgb(0x1c, 0x6b, 0x36), 1.5), new XSolidBrush(XColor.FromArgb(0xdf, 0xf3, 0xe4))),
        [ProcessNodeKind.End] = (new XPen(XColor.FromArgb(0x9a, 0x2f, 0x22), 4), new XSolidBrush(XColor.FromArgb(0xfb, 0xe4, 0xe1))),
    };

    private readonly XFont _title = new(PdfFonts.Family, 15, XFontStyleEx.Bold);
    private readonly XFont _heading = new(PdfFonts.Family, 11, XFontStyleEx.Bold);
    private readonly XFont _bold = new(PdfFonts.Family, 9.5, XFontStyleEx.Bold);
    private readonly XFont _text = new(PdfFonts.Family, 9.5, XFontStyleEx.Regular);
    private readonly XFont _foot = new(PdfFonts.Family, 8, XFontStyleEx.Regular);
    private readonly XFont _name = new(PdfFonts.Family, ProcessDrawing.NameSize, XFontStyleEx.Regular);
    private readonly XFont _role = new(PdfFonts.Family, ProcessDrawing.NameSize, XFontStyleEx.Bold);
    private readonly XFont _small = new(PdfFonts.Family, ProcessDrawing.SmallSize, XFontStyleEx.Regular);
    private readonly XFont _answer = new(PdfFonts.Family, ProcessDrawing.AnswerSize, XFontStyleEx.Regular);
    private readonly XFont _sign = new(PdfFonts.Family, 20, XFontStyleEx.Bold);

    // Pages are planned before any is drawn: how many there are stands at the foot of each.
    private readonly List<Page> _pages = [];
    private readonly string _culture;
    private int _element;
    private double _y;

    static ProcessPdf() => PdfFonts.Install();

    private ProcessPdf(string culture) => _culture = culture;

    /// <summary>The PDF's bytes: A4 on its side, the drawing on as many pages as it takes to be readable, and then the steps as a list.</summary>
    public static byte[] Write(ProcessModel model, string title, string municipality, string culture, DateTimeOffset at)
    {
        var pdf = new ProcessPdf(culture);
        pdf.Drawing(ProcessDrawing.Of(model), Process.In(culture));
        foreach (var step in model.Nodes.Where(node => node is { Kind: ProcessNodeKind.Step, Inner: not null }))
        {
            pdf.Drawing(ProcessDrawing.Of(step.Inner!), $"{SubProcess.In(culture)}: {step.Name}");
        }

        pdf.NewPage(null);
        pdf.Say(InWords.In(culture), pdf._heading, 11, PdfBlockLevelElementTag.Heading2, 0, bold: true);
        pdf._y += 4;
        pdf.List(ProcessReading.Of(model).Steps, 0);
        return pdf.Finish(title, municipality, at);
    }

    // Whole where letters stay readable, else in parts that are cut between columns and rows, never through what stands in them.
    private void Drawing(ProcessDrawing drawing, string heading)
    {
        var (room, high) = (Width - (2 * Margin), Height - Top - Foot - Margin);
        var scale = Math.Min(LargestScale, Math.Min(room / drawing.Width, high / drawing.Height));
        var least = ProcessDrawing.LeastPrinted / ProcessDrawing.NameSize;
        if (scale >= least)
        {
            _pages.Add(new Page(heading, drawing, new DrawnBox(0, 0, drawing.Width, drawing.Height), scale));
            return;
        }

        scale = least;
        var head = drawing.Lanes[0].Head.Width > 0 ? drawing.Lanes[0].Head.Right : 0;
        var across = Cut(Gaps(drawing.Nodes.GroupBy(node => node.Column).Select(column => (column.Min(Left), column.Max(Right)))), drawing.Width, room / scale, head);
        var down = Cut(Gaps(drawing.Nodes.GroupBy(node => (node.LaneIndex, node.Row)).Select(row => (row.Min(Upper), row.Max(Lower)))), drawing.Height, high / scale, 0);
        foreach (var (top, bottom) in down)
        {
            foreach (var (left, right) in across)
            {
                var part = new DrawnBox(left, top, right - left, bottom - top);
                var number = down.Count * across.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({(down.IndexOf((top, bottom)) * across.Count) + across.IndexOf((left, right)) + 1}/{down.Count * across.Count})") : string.Empty;
                _pages.Add(new Page(heading + number, drawing, part, scale));
            }
        }

        static double Left(DrawnNode node) => Math.Min(node.Shape.X, node.TextBox.X);
        static double Right(DrawnNode node) => Math.Max(node.Shape.Right, node.TextBox.Right);
        static double Upper(DrawnNode node) => Math.Min(node.Shape.Y, node.TextBox.Y);
        static double Lower(DrawnNode node) => Math.Max(node.Shape.Bottom, node.TextBox.Bottom);
    }

    private static List<double> Gaps(IEnumerable<(double From, double To)> taken)
    {
        var gaps = new List<double>();
        var end = double.NaN;
        foreach (var (from, to) in taken.OrderBy(one => one.From))
        {
            if (from > end)
            {
                gaps.Add((from + end) / 2);
            }

            end = double.IsNaN(end) ? to : Math.Max(end, to);
        }

        return gaps;
    }

    // What is repeated at the start of every part but the first takes of its room.
    private static List<(double From, double To)> Cut(List<double> gaps, double whole, double room, double repeated)
    {
        var parts = new List<(double From, double To)>();
        for (var from = 0.0; from < whole;)
        {
            var most = from + room - (from > 0 ? repeated : 0);
            var to = most >= whole ? whole : gaps.Where(gap => gap > from && gap <= most).DefaultIfEmpty(most).Max();
            parts.Add((from, to));
            from = to;
        }

        return parts;
    }

    private void List(IReadOnlyList<ProcessReading.Step> steps, double indent)
    {
        foreach (var step in steps)
        {
            var word = ProcessReading.WordFor(step.Kind) is { } kind ? $"{kind.In(_culture)}: " : string.Empty;
            _y += 3;
            Say($"{step.Number}. {word}{step.Name}{(step.Who is null ? string.Empty : $" ({step.Who})")}", _bold, 9.5, PdfBlockLevelElementTag.Heading3, indent, bold: true, keepWithNext: step.Facts.Count > 0);
            foreach (var fact in step.Facts)
            {
                Say($"{fact.Name.In(_culture)}: {fact.Value.In(_culture)}", _text, 9.5, PdfBlockLevelElementTag.Paragraph, indent + 16);
            }

            foreach (var link in step.Links)
            {
                Say($"{link.Name}: {link.Address}", _text, 9.5, PdfBlockLevelElementTag.Paragraph, indent + 16);
            }

            foreach (var way in step.Ways.Where(way => !way.IsNext))
            {
                Say($"– {way.Text.In(_culture)}", _text, 9.5, PdfBlockLevelElementTag.Paragraph, indent + 16);
            }

            List(step.Inner, indent + 24);
        }
    }

    private void Say(string text, XFont font, double size, PdfBlockLevelElementTag tag, double indent, bool bold = false, bool keepWithNext = false)
    {
        _element++;
        foreach (var line in DrawingText.Wrap(text, Width - (2 * Margin) - indent, size, bold))
        {
            if (_y + (keepWithNext ? 2 * LineHeight : LineHeight) > Height - Margin - Foot)
            {
                NewPage(null);
            }

            _pages[^1].Texts.Add((_element, tag, line, font, Margin + indent, _y));
            _y += LineHeight;
        }
    }

    private void NewPage(string? heading)
    {
        _pages.Add(new Page(heading, null, default, 1));
        _y = Top;
    }

    private byte[] Finish(string title, string municipality, DateTimeOffset at)
    {
        using var document = new PdfDocument();

        // Before anything else: it is told of each page.
        var structure = UAManager.ForDocument(document);
        structure.SetDocumentLanguage(_culture);
        document.Info.Title = title;
        document.Info.Author = municipality;
        document.Info.CreationDate = at.UtcDateTime;
        foreach (var (index, plan) in _pages.Index())
        {
            var page = document.AddPage();
            page.Width = XUnit.FromPoint(Width);
            page.Height = XUnit.FromPoint(Height);
            using var graphics = XGraphics.FromPdfPage(page);
            if (index == 0)
            {
                structure.StructureBuilder.BeginElement(PdfBlockLevelElementTag.Heading1);
                Fitted(graphics, title);
                structure.StructureBuilder.End();
            }
            else
            {
                structure.StructureBuilder.BeginArtifact();
                Fitted(graphics, title);
                structure.StructureBuilder.End();
            }

            if (plan.Heading is { } heading)
            {
                structure.StructureBuilder.BeginElement(PdfBlockLevelElementTag.Heading2);
                graphics.DrawString(heading, _heading, InkBrush, new XPoint(Margin, Margin + 20), TopLeft);
                structure.StructureBuilder.End();
            }

            if (plan.Drawing is { } drawing)
            {
                structure.StructureBuilder.BeginElement(PdfIllustrationElementTag.Figure, Figure.In(_culture), new XRect(Margin, Top, Width - (2 * Margin), Height - Top - Foot - Margin));
                Part(graphics, drawing, plan.Part, plan.Scale);
                structure.StructureBuilder.End();
            }

            foreach (var element in plan.Texts.GroupBy(line => line.Element))
            {
                structure.StructureBuilder.BeginElement(element.First().Tag);
                foreach (var line in element)
                {
                    graphics.DrawString(line.Text, line.Font, InkBrush, new XPoint(line.X, line.Y), TopLeft);
                }

                structure.StructureBuilder.End();
            }

            // What is the same on every page is not read aloud on every page.
            structure.StructureBuilder.BeginArtifact();
            var foot = Height - Margin - 10;
            graphics.DrawString(string.Create(CultureInfo.InvariantCulture, $"{(municipality.Length > 0 ? $"{municipality} · " : string.Empty)}{at:dd.MM.yyyy}"), _foot, Faint, new XPoint(Margin, foot), TopLeft);
            if (plan.Drawing?.Nodes.Any(node => IsChanged(node.Node)) == true)
            {
                graphics.DrawRectangle(Change, Width / 2, foot + 1, 3, 9);
                graphics.DrawString(Changed.In(_culture), _foot, Faint, new XPoint((Width / 2) + 8, foot), TopLeft);
            }

            graphics.DrawString($"{index + 1} / {_pages.Count}", _foot, Faint, new XPoint(Width - Margin, foot), TopRight);
            structure.StructureBuilder.End();
        }

        using var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    // A long title is written smaller, not cut.
    private void Fitted(XGraphics graphics, string title)
    {
        var size = Math.Clamp(15 * (Width - (2 * Margin)) / Math.Max(1, DrawingText.Width(title, 15, bold: true)), 5, 15);
        graphics.DrawString(title, size < 15 ? new XFont(PdfFonts.Family, size, XFontStyleEx.Bold) : _title, InkBrush, new XPoint(Margin, Margin - 4), TopLeft);
    }

    private void Part(XGraphics graphics, ProcessDrawing drawing, DrawnBox part, double scale)
    {
        var head = part.X > 0 && drawing.Lanes[0].Head.Width > 0 ? drawing.Lanes[0].Head.Right : 0;
        if (head > 0)
        {
            Clipped(new DrawnBox(0, part.Y, head, part.Height), 0);
        }

        Clipped(part, head);

        void Clipped(DrawnBox box, double at)
        {
            var state = graphics.Save();
            graphics.TranslateTransform(Margin + (at * scale), Top);
            graphics.ScaleTransform(scale);
            graphics.IntersectClip(new XRect(0, 0, box.Width, box.Height));
            graphics.TranslateTransform(-box.X, -box.Y);
            Draw(graphics, drawing);
            graphics.Restore(state);
        }
    }

    private void Draw(XGraphics graphics, ProcessDrawing drawing)
    {
        foreach (var lane in drawing.Lanes)
        {
            graphics.DrawRectangle(Lane, Paper, Rectangle(lane.Box));
            if (lane.Head.Width > 0)
            {
                graphics.DrawRectangle(Lane, Head, Rectangle(lane.Head));
            }

            Texts(graphics, lane.Name, ProcessNodeKind.Step);
        }

        foreach (var flow in drawing.Flows)
        {
            graphics.DrawLines(flow.IsDocument ? DocumentLine : Line, [.. flow.Points.Select(point => new XPoint(point.X, point.Y))]);
            var (tip, before) = (flow.Points[^1], flow.Points[^2]);
            var (dx, dy) = (Math.Sign(tip.X - before.X), Math.Sign(tip.Y - before.Y));
            XPoint[] arrow = [new(tip.X - (9 * dx) - (4.5 * dy), tip.Y - (9 * dy) - (4.5 * dx)), new(tip.X, tip.Y), new(tip.X - (9 * dx) + (4.5 * dy), tip.Y - (9 * dy) + (4.5 * dx))];
            if (flow.IsDocument)
            {
                graphics.DrawLines(DocumentArrow, arrow);
            }
            else
            {
                graphics.DrawPolygon(Arrow, arrow, XFillMode.Winding);
            }
        }

        foreach (var node in drawing.Nodes)
        {
            Shape(graphics, node);
            Texts(graphics, node.Lines, node.Node.Kind);
        }

        foreach (var flow in drawing.Flows)
        {
            if (flow.LabelBox is { } box)
            {
                graphics.DrawRectangle(Paper, Rectangle(box));
                Texts(graphics, flow.Label, ProcessNodeKind.Step);
            }
        }
    }

    private void Shape(XGraphics graphics, DrawnNode node)
    {
        var (box, (pen, brush)) = (node.Shape, Shapes[node.Node.Kind]);
        switch (node.Node.Kind)
        {
            case ProcessNodeKind.Step:
                graphics.DrawRoundedRectangle(pen, brush, Rectangle(box), new XSize(16, 16));
                if (node.Node.Inner is not null)
                {
                    var (x, y) = (box.CentreX, box.Bottom - 10);
                    var thin = new XPen(XColor.FromArgb(0x1d, 0x5c, 0x93), 1.2);
                    graphics.DrawRectangle(thin, x - 6, y - 6, 12, 12);
                    graphics.DrawLine(thin, x, y - 3, x, y + 3);
                    graphics.DrawLine(thin, x - 3, y, x + 3, y);
                }

                if (IsChanged(node.Node))
                {
                    graphics.DrawRectangle(Change, box.X + 4, box.Y + 9, 3.5, box.Height - 18);
                }

                break;
            case ProcessNodeKind.Decision:
                graphics.DrawPolygon(pen, brush, [new(box.CentreX, box.Y), new(box.Right, box.CentreY), new(box.CentreX, box.Bottom), new(box.X, box.CentreY)], XFillMode.Winding);
                graphics.DrawString("?", _sign, new XSolidBrush(pen.Color), new XPoint(box.CentreX, box.CentreY + 7), XStringFormats.BaseLineCenter);
                break;
            case ProcessNodeKind.Document:
                graphics.DrawPolygon(pen, brush, [new(box.X, box.Y), new(box.Right - 13, box.Y), new(box.Right, box.Y + 13), new(box.Right, box.Bottom), new(box.X, box.Bottom)], XFillMode.Winding);
                graphics.DrawLines(pen, [new(box.Right - 13, box.Y), new(box.Right - 13, box.Y + 13), new(box.Right, box.Y + 13)]);
                break;
            default:
                graphics.DrawEllipse(pen, brush, Rectangle(box));
                break;
        }
    }

    private void Texts(XGraphics graphics, IReadOnlyList<DrawnText> lines, ProcessNodeKind of)
    {
        foreach (var line in lines)
        {
            var font = line.Style switch
            {
                DrawnTextStyle.Role => _role,
                DrawnTextStyle.Small => _small,
                DrawnTextStyle.Answer => _answer,
                _ => of == ProcessNodeKind.Document ? _answer : _name,
            };
            var format = line.Style is DrawnTextStyle.Role or DrawnTextStyle.Answer ? XStringFormats.BaseLineLeft : XStringFormats.BaseLineCenter;
            graphics.DrawString(line.Text, font, line.Style == DrawnTextStyle.Small ? Faint : InkBrush, new XPoint(line.X, line.Y), format);
        }
    }

    private static bool IsChanged(ProcessNode node) => node.Kind == ProcessNodeKind.Step && !string.IsNullOrWhiteSpace(node.Change);

    private static XRect Rectangle(DrawnBox box) => new(box.X, box.Y, box.Width, box.Height);

    /// <summary>What a page shows: a part of a drawing, or lines of text.</summary>
    private sealed record Page(string? Heading, ProcessDrawing? Drawing, DrawnBox Part, double Scale)
    {
        public List<(int Element, PdfBlockLevelElementTag Tag, string Text, XFont Font, double X, double Y)> Texts { get; } = [];
    }
}
