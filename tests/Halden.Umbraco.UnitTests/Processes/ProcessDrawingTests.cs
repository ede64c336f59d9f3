using System.Xml.Linq;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Drawing;
using PdfSharp.Pdf.IO;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

public class ProcessDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void WhatComesAfterStandsToTheRightAndTheWayBackLeadsLeft()
    {
        var drawing = ProcessDrawing.Of(OnPaper);
        var column = drawing.Nodes.ToDictionary(node => node.Node.Id, node => node.Column);

        Assert.Equal([0, 1, 2, 3, 4, 5], new[] { "start", "fyll", "motta", "komplett", "behandle", "slutt" }.Select(id => column[id]));
        var back = drawing.Flows.Single(flow => flow.Flow.Id == "f7").Points;
        Assert.True(back[^1].X < back[0].X);
    }

    [Fact]
    public void ADocumentStandsUnderTheStepThatMakesIt()
    {
        var nodes = ProcessDrawing.Of(OnPaper).Nodes.ToDictionary(node => node.Node.Id);

        Assert.Equal(nodes["fyll"].Shape.CentreX, nodes["papir"].Shape.CentreX);
        Assert.True(nodes["papir"].Shape.Y > nodes["fyll"].Shape.Bottom);
    }

    [Fact]
    public void TwoAnswersThatLeadTheSameWayAreOneLine()
    {
        var drawing = ProcessDrawing.Of(OnPaper with { Flows = [.. OnPaper.Flows, new ProcessFlow("f9", "komplett", "behandle", "Vet ikke")] });

        var (one, other) = (drawing.Flows.Single(flow => flow.Flow.Id == "f6"), drawing.Flows.Single(flow => flow.Flow.Id == "f9"));
        Assert.Equal(one.Points, other.Points);
        Assert.Equal("Ja / Vet ikke", string.Join(' ', one.Label.Select(line => line.Text)));
        Assert.Empty(other.Label);
    }

    [Fact]
    public void ADraftWithErrorsIsDrawnToo()
    {
        var draft = new ProcessModel(
            [new("a", "Rolle")],
            [Step("b", "Uten rolle", "finnes ikke"), Step("b", "Samme id", "a"), Node("d", ProcessNodeKind.Decision, "", "a"), Node("e", ProcessNodeKind.Document, new string('x', 500), null)],
            [new("f", "b", "b"), new("g", "b", "finnes ikke"), new("h", "d", "e"), new("i", "e", "d")]);

        var drawing = ProcessDrawing.Of(draft);

        Assert.Equal(["b", "d", "e"], drawing.Nodes.Select(node => node.Node.Id));
        Assert.Equal(["h", "i"], drawing.Flows.Select(flow => flow.Flow.Id));
        Assert.Null(drawing.Lanes[^1].Lane);
        Assert.NotEmpty(ProcessDrawing.Of(new ProcessModel([], [], [])).Lanes);
    }

    [Fact]
    public void WhatIsMoreThanAPageIsSo()
    {
        var steps = Enumerable.Range(1, 14).Select(at => Step($"s{at}", $"Steg {at}")).ToList();
        var model = new ProcessModel([new("ss", "Servicesenteret")], steps, [.. steps.Zip(steps.Skip(1), (one, next) => new ProcessFlow($"{one.Id}-{next.Id}", one.Id, next.Id))]);

        Assert.True(ProcessDrawing.Of(model).IsMoreThanAPage);
        Assert.False(ProcessDrawing.Of(model with { Nodes = steps[..8] }).IsMoreThanAPage);
    }

    [Fact]
    public void TheSvgIsNamedDescribedAndEscaped()
    {
        var svg = XElement.Parse(ProcessSvg.Write(OnPaper with { Lanes = [new("sok", "<script>&\"'"), .. OnPaper.Lanes.Skip(1)] }, "Kulturskole <manuell>", "nn-NO"));

        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("nn-NO", svg.Attribute("lang")!.Value);
        Assert.Equal("Kulturskole <manuell>", Named("aria-labelledby").Value);
        Assert.Contains("Spørsmål: Er søknaden komplett?", Named("aria-describedby").Value, StringComparison.Ordinal);
        Assert.Contains("Underprosess: Behandler søknaden", svg.Elements(Svg + "text").Select(text => text.Value));
        Assert.Equal(
            OnPaper.Nodes.Select(node => node.Id).Concat(["i1", "i2", "i3"]).Order(),
            svg.Descendants(Svg + "g").Where(group => group.Attribute("class")?.Value.StartsWith("hp-node", StringComparison.Ordinal) == true).Select(group => group.Attribute("data-id")!.Value).Order());
        Assert.Empty(svg.Descendants(Svg + "script"));

        XElement Named(string by) => svg.Elements().Single(element => element.Attribute("id")?.Value == svg.Attribute(by)!.Value);
    }

    [Fact]
    public void TheSvgIsInAllThreeLanguages()
    {
        string[] texts = [.. new[] { "nb-NO", "nn-NO", "en-US" }.Select(culture => ProcessSvg.Write(OnPaper, "Kulturskole", culture))];

        Assert.Contains("Endret fra forrige trinn", texts[0], StringComparison.Ordinal);
        Assert.Contains("Endra frå førre trinn", texts[1], StringComparison.Ordinal);
        Assert.Contains("Changed from the stage before", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void ColoursCanBeTold()
    {
        var style = XElement.Parse(ProcessSvg.Write(OnPaper, "Kulturskole", "nb-NO")).Element(Svg + "style")!.Value;
        var sets = style.Split("@media").Select(part => System.Text.RegularExpressions.Regex.Matches(part, @"--hp-([a-z-]+):(?:var\([^,]+,)?(#[0-9a-f]{6})").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value)).ToList();

        Assert.Equal(3, sets.Count);
        Assert.All(sets, set =>
        {
            (string Text, string On)[] letters = [("ink", "paper"), ("ink", "band"), ("ink", "head"), ("ink", "step"), ("faint", "step"), ("ink", "document"), ("decision-line", "decision")];
            (string Line, string On)[] lines = [("line", "band"), ("lane", "paper"), ("step-line", "band"), ("decision-line", "band"), ("document-line", "band"), ("start-line", "band"), ("end-line", "band"), ("change", "step")];
            Assert.All(letters, pair => Assert.True(Contrast(set[pair.Text], set[pair.On]) >= 4.5, $"{pair} {Contrast(set[pair.Text], set[pair.On])}"));
            Assert.All(lines, pair => Assert.True(Contrast(set[pair.Line], set[pair.On]) >= 3, $"{pair} {Contrast(set[pair.Line], set[pair.On])}"));
        });
    }

    [Fact]
    public void ThePdfHasTheDrawingTheSubProcessAndTheWords()
    {
        using var pdf = PdfReader.Open(new MemoryStream(ProcessPdf.Write(OnPaper, "Kulturskole: manuell", "Halden kommune", "nb-NO", DateTimeOffset.UnixEpoch)), PdfDocumentOpenMode.Import);

        Assert.Equal(3, pdf.PageCount);
        Assert.Equal("Kulturskole: manuell", pdf.Info.Title);
        Assert.Equal("nb-NO", pdf.Language);
        Assert.Equal((842, 595), ((int)Math.Round(pdf.Pages[0].Width.Point), (int)Math.Round(pdf.Pages[0].Height.Point)));
        Assert.True(pdf.Internals.Catalog.Elements.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"));
    }

    [Fact]
    public void WhatIsTooWideForAPageToBeReadIsCutIntoSeveral()
    {
        var steps = Enumerable.Range(1, 25).Select(at => Step($"s{at}", $"Steg {at}")).ToList();
        var wide = new ProcessModel([new("ss", "Servicesenteret")], steps, [.. steps.Zip(steps.Skip(1), (one, next) => new ProcessFlow($"{one.Id}-{next.Id}", one.Id, next.Id))]);

        using var pdf = PdfReader.Open(new MemoryStream(ProcessPdf.Write(wide, "Lang", "Halden kommune", "nb-NO", DateTimeOffset.UnixEpoch)), PdfDocumentOpenMode.Import);

        Assert.InRange(pdf.PageCount, 4, 6);
    }

    // WCAG 2.1: relative luminance and contrast ratio.
    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);

        static double Luminance(string colour)
        {
            double Part(int at) => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
        }
    }
}
