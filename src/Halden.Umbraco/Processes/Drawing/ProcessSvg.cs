using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes.Drawing;

/// <summary>The drawing of a process model as SVG that stands alone or within a page.</summary>
internal static class ProcessSvg
{
    private const double Apart = 26;
    private const double LegendHeight = 26;

    // Contrast of letters with what they stand on is at least 4.5:1 in both, of lines with what is beside them 3:1 (WCAG 2.1, 1.4.3 and 1.4.11).
    private static readonly (string Name, string Light, string Dark)[] Colours =
    [
        ("paper", "#ffffff", "#14191f"),
        ("ink", "#1e2b3c", "#eef2f6"),
        ("faint", "#4b5663", "#b4bfca"),
        ("line", "#3d4a59", "#b4bfca"),
        ("lane", "#7d8996", "#6f7c8a"),
        ("head", "#e9eef4", "#232c37"),
        ("band", "#f8fafc", "#191f27"),
        ("step", "#ffffff", "#1f2a37"),
        ("step-line", "#1d5c93", "#7db7ea"),
        ("decision", "#fff2d1", "#4a3a10"),
        ("decision-line", "#8a5a00", "#e9bd55"),
        ("document", "#f0f1f3", "#2d333b"),
        ("document-line", "#59636e", "#a9b3bd"),
        ("start", "#dff3e4", "#173a23"),
        ("start-line", "#1c6b36", "#75cf91"),
        ("end", "#fbe4e1", "#4a1f1a"),
        ("end-line", "#9a2f22", "#f0998d"),
        ("change", "#a3195b", "#f28ab8"),
    ];

    private static readonly Label Changed = new("Endret fra forrige trinn", "Endra frå førre trinn", "Changed from the stage before");
    private static readonly Label SubProcess = new("Underprosess", "Underprosess", "Sub-process");

    private static string Style { get; } = MakeStyle();

    /// <summary>
    /// The SVG of a model, also of one with errors. A node's group has <c>data-id</c>. The colours follow the reader's choice of light
    /// and dark; a page sets its own with <c>--halden-process-…</c> (docs/processes.md).
    /// </summary>
    /// <param name="model">What is drawn.</param>
    /// <param name="title">Name of the drawing, e.g. the service's and the stage's.</param>
    /// <param name="culture">Language of our own words in it: nb-NO, nn-NO or en-US.</param>
    public static string Write(ProcessModel model, string title, string culture)
    {
        var drawings = new List<(ProcessNode? Step, ProcessDrawing Drawing)> { (null, ProcessDrawing.Of(model)) };
        drawings.AddRange(model.Nodes.Where(node => node is { Kind: ProcessNodeKind.Step, Inner: not null }).Select(node => ((ProcessNode?)node, ProcessDrawing.Of(node.Inner!))));
        var hasChanges = drawings.Any(one => one.Drawing.Nodes.Any(node => IsChanged(node.Node)));
        var headings = drawings.Select(one => one.Step is null ? [] : DrawingText.Wrap($"{SubProcess.In(culture)}: {one.Step.Name}", Math.Max(400, drawings[0].Drawing.Width - 30), 14, bold: true)).ToList();
        var width = drawings.Max(one => one.Drawing.Width);
        width = Math.Max(width, headings.SelectMany(lines => lines).Select(line => DrawingText.Width(line, 14, bold: true) + 30).DefaultIfEmpty(0).Max());
        width = hasChanges ? Math.Max(width, 40 + DrawingText.Width(Changed.In(culture), 12)) : width;
        var height = drawings.Sum(one => one.Drawing.Height) + headings.Sum(lines => lines.Count == 0 ? 0 : Apart + (lines.Count * 19)) + (hasChanges ? LegendHeight : 0);

        var svg = new StringBuilder();
        var name = "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title)))[..10];
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"halden-process\" role=\"img\" aria-labelledby=\"{name}t\" aria-describedby=\"{name}d\" lang=\"{Escape(culture)}\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{name}t\">{Escape(title)}</title>\n<desc id=\"{name}d\">{Escape(ProcessReading.Of(model).Text(culture))}</desc>\n<style>{Style}</style>\n");
        svg.Append("<rect class=\"hp-paper\" width=\"100%\" height=\"100%\"/>\n");
        var y = 0.0;
        foreach (var ((step, drawing), heading) in drawings.Zip(headings))
        {
            if (step is not null)
            {
                y += Apart;
                foreach (var line in heading)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<text class=\"hp-heading\" x=\"12\" y=\"{N(y + 6)}\">{Escape(line)}</text>\n");
                    y += 19;
                }
            }

            svg.Append(step is null ? "<g>\n" : $"<g transform=\"translate(0 {N(y)})\" data-within=\"{Escape(step.Id)}\">\n");
            Draw(svg, drawing);
            svg.Append("</g>\n");
            y += drawing.Height;
        }

        if (hasChanges)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hp-change\" d=\"M16 {N(y + 1)}v14h5v-14z\"/><text class=\"hp-legend\" x=\"28\" y=\"{N(y + 12)}\">{Escape(Changed.In(culture))}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static bool IsChanged(ProcessNode node) => node.Kind == ProcessNodeKind.Step && !string.IsNullOrWhiteSpace(node.Change);

    private static void Draw(StringBuilder svg, ProcessDrawing drawing)
    {
        foreach (var lane in drawing.Lanes)
        {
            svg.Append($"<g class=\"hp-lane\"{(lane.Lane is null ? string.Empty : $" data-id=\"{Escape(lane.Lane.Id)}\"")}>");
            svg.Append($"<rect class=\"hp-band\" {Rectangle(lane.Box)}/>");
            if (lane.Head.Width > 0)
            {
                svg.Append($"<rect class=\"hp-head\" {Rectangle(lane.Head)}/>");
            }

            Texts(svg, lane.Name);
            svg.Append("</g>\n");
        }

        foreach (var flow in drawing.Flows)
        {
            svg.Append($"<g class=\"hp-flow{(flow.IsDocument ? " hp-data" : string.Empty)}\" data-id=\"{Escape(flow.Flow.Id)}\"><path d=\"{Line(flow.Points)}\"/><path class=\"hp-arrow\" d=\"{Arrow(flow)}\"/></g>\n");
        }

        foreach (var node in drawing.Nodes)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"hp-node hp-{node.Node.Kind.ToString().ToLowerInvariant()}\" data-id=\"{Escape(node.Node.Id)}\">");
            Shape(svg, node);
            Texts(svg, node.Lines);
            svg.Append("</g>\n");
        }

        foreach (var flow in drawing.Flows.Where(flow => flow.Label.Count > 0))
        {
            Texts(svg, flow.Label);
            svg.Append('\n');
        }
    }

    private static void Shape(StringBuilder svg, DrawnNode node)
    {
        var box = node.Shape;
        switch (node.Node.Kind)
        {
            case ProcessNodeKind.Step:
                svg.Append($"<rect class=\"hp-shape\" {Rectangle(box)} rx=\"8\"/>");
                if (node.Node.Inner is not null)
                {
                    var (x, y) = (box.CentreX, box.Bottom - 10);
                    svg.Append($"<path class=\"hp-mark\" d=\"M{N(x - 6)} {N(y - 6)}h12v12h-12zM{N(x)} {N(y - 3)}v6M{N(x - 3)} {N(y)}h6\"/>");
                }

                if (IsChanged(node.Node))
                {
                    svg.Append($"<path class=\"hp-change\" d=\"M{N(box.X + 4)} {N(box.Y + 9)}v{N(box.Height - 18)}h3.5v{N(18 - box.Height)}z\"/>");
                }

                break;
            case ProcessNodeKind.Decision:
                svg.Append($"<path class=\"hp-shape\" d=\"M{N(box.CentreX)} {N(box.Y)}L{N(box.Right)} {N(box.CentreY)} {N(box.CentreX)} {N(box.Bottom)} {N(box.X)} {N(box.CentreY)}z\"/>");
                svg.Append($"<text class=\"hp-sign\" x=\"{N(box.CentreX)}\" y=\"{N(box.CentreY + 7)}\" aria-hidden=\"true\">?</text>");
                break;
            case ProcessNodeKind.Document:
                svg.Append($"<path class=\"hp-shape\" d=\"M{N(box.X)} {N(box.Y)}H{N(box.Right - 13)}L{N(box.Right)} {N(box.Y + 13)}V{N(box.Bottom)}H{N(box.X)}z\"/><path class=\"hp-shape\" d=\"M{N(box.Right - 13)} {N(box.Y)}v13h13z\"/>");
                break;
            default:
                svg.Append($"<circle class=\"hp-shape\" cx=\"{N(box.CentreX)}\" cy=\"{N(box.CentreY)}\" r=\"{N((box.Width / 2) - (node.Node.Kind == ProcessNodeKind.End ? 1 : 0))}\"/>");
                break;
        }
    }

    private static void Texts(StringBuilder svg, IReadOnlyList<DrawnText> lines)
    {
        foreach (var line in lines)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"hp-{line.Style.ToString().ToLowerInvariant()}\" x=\"{N(line.X)}\" y=\"{N(line.Y)}\">{Escape(line.Text)}</text>");
        }
    }

    // Corners are rounded, but never by more than half of the shorter part.
    private static string Line(IReadOnlyList<DrawnPoint> points)
    {
        var path = new StringBuilder($"M{N(points[0].X)} {N(points[0].Y)}");
        for (var at = 1; at + 1 < points.Count; at++)
        {
            var radius = Math.Min(6, Math.Min(Length(points[at - 1], points[at]), Length(points[at], points[at + 1])) / 2);
            var (into, outOf) = (Towards(points[at], points[at - 1], radius), Towards(points[at], points[at + 1], radius));
            path.Append($"L{N(into.X)} {N(into.Y)}Q{N(points[at].X)} {N(points[at].Y)} {N(outOf.X)} {N(outOf.Y)}");
        }

        return path.Append($"L{N(points[^1].X)} {N(points[^1].Y)}").ToString();
    }

    private static string Arrow(DrawnFlow flow)
    {
        var (tip, before) = (flow.Points[^1], flow.Points[^2]);
        var (dx, dy) = (Math.Sign(tip.X - before.X), Math.Sign(tip.Y - before.Y));
        var (backX, backY) = (tip.X - (9 * dx), tip.Y - (9 * dy));
        return $"M{N(backX - (4.5 * dy))} {N(backY - (4.5 * dx))}L{N(tip.X)} {N(tip.Y)} {N(backX + (4.5 * dy))} {N(backY + (4.5 * dx))}{(flow.IsDocument ? string.Empty : "z")}";
    }

    private static double Length(DrawnPoint one, DrawnPoint other) => Math.Abs(one.X - other.X) + Math.Abs(one.Y - other.Y);

    private static DrawnPoint Towards(DrawnPoint from, DrawnPoint to, double distance) =>
        new(from.X + (Math.Sign(to.X - from.X) * distance), from.Y + (Math.Sign(to.Y - from.Y) * distance));

    private static string Rectangle(DrawnBox box) => $"x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\"";

    private static string N(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    // What XML cannot hold, a draft may: it becomes the character for what cannot be shown.
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                safe.Append(text[at]).Append(text[++at]);
                continue;
            }

            safe.Append(text[at] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\n' or '\t' => text[at].ToString(),
                _ when System.Xml.XmlConvert.IsXmlChar(text[at]) => text[at].ToString(),
                _ => "\ufffd",
            });
        }

        return safe.ToString();
    }

    private static string MakeStyle()
    {
        var style = new StringBuilder();
        string Set(bool dark) => string.Concat(Colours.Select(colour => $"--hp-{colour.Name}:var(--halden-process-{colour.Name},{(dark ? colour.Dark : colour.Light)});"));
        style.Append($".halden-process{{{Set(dark: false)}font-family:\"Noto Sans\",\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif}}");
        style.Append($"@media (prefers-color-scheme:dark){{.halden-process{{{Set(dark: true)}}}}}");

        // On paper always dark on light, whatever the screen is like; and the colours are printed, for they mean something.
        style.Append($"@media print{{.halden-process{{{string.Concat(Colours.Select(colour => $"--hp-{colour.Name}:{colour.Light};"))}print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}");
        style.Append(".halden-process text{font-size:13px;fill:var(--hp-ink);text-anchor:middle}");
        style.Append(".halden-process .hp-paper{fill:var(--hp-paper)}");
        style.Append(".halden-process .hp-band{fill:var(--hp-band);stroke:var(--hp-lane)}.halden-process .hp-head{fill:var(--hp-head);stroke:var(--hp-lane)}");
        style.Append(".halden-process .hp-role{font-weight:700;text-anchor:start}");
        style.Append(".halden-process .hp-heading{font-size:14px;font-weight:700;text-anchor:start}");
        style.Append(".halden-process .hp-legend{font-size:12px;text-anchor:start}");
        style.Append(".halden-process .hp-small{font-size:11px;fill:var(--hp-faint)}");
        style.Append(".halden-process .hp-answer{font-size:12px;text-anchor:start;paint-order:stroke;stroke:var(--hp-band);stroke-width:3px;stroke-linejoin:round}");
        style.Append(".halden-process .hp-shape{stroke-width:1.5}");
        foreach (var kind in (string[])["step", "decision", "document", "start", "end"])
        {
            style.Append($".halden-process .hp-{kind} .hp-shape{{fill:var(--hp-{kind});stroke:var(--hp-{kind}-line)}}");
        }

        style.Append(".halden-process .hp-end .hp-shape{stroke-width:4}");
        style.Append(".halden-process .hp-document .hp-name{font-size:12px}");
        style.Append(".halden-process .hp-mark{fill:none;stroke:var(--hp-step-line);stroke-width:1.2}");
        style.Append(".halden-process .hp-sign{font-size:20px;font-weight:700;fill:var(--hp-decision-line)}");
        style.Append(".halden-process .hp-change{fill:var(--hp-change)}");
        style.Append(".halden-process .hp-flow path{fill:none;stroke:var(--hp-line);stroke-width:1.5}");
        style.Append(".halden-process .hp-flow .hp-arrow{fill:var(--hp-line);stroke-linejoin:round}");
        style.Append(".halden-process .hp-data path{stroke-dasharray:4 4;stroke:var(--hp-document-line)}");
        style.Append(".halden-process .hp-data .hp-arrow{fill:none;stroke-dasharray:none}");
        return style.ToString();
    }
}
