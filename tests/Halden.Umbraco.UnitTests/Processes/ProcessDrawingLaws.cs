using System.Collections.Concurrent;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Drawing;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

/// <summary>What holds for the drawing of every process.</summary>
public class ProcessDrawingLaws
{
    private const int Slow = 40;

    private static readonly ConcurrentDictionary<(int Steps, int Seed), IReadOnlyList<ProcessDrawing>> Drawn = new();

    [Fact]
    public void NothingLiesOnAnotherNodeOrOnItsText() => Law.HoldsFor(
        Cases(),
        one =>
        {
            foreach (var drawing in Drawings(one))
            {
                var boxes = drawing.Nodes.SelectMany(node => Boxes(node).Select(box => (node.Node.Id, Box: box))).ToList();
                var answers = drawing.Flows.Where(flow => flow.LabelBox is not null).Select(flow => (flow.Flow.Id, Box: flow.LabelBox!.Value)).ToList();

                Assert.All(boxes, box => Assert.DoesNotContain(boxes, other => other.Id != box.Id && other.Box.Overlaps(box.Box)));
                Assert.All(answers, answer => Assert.DoesNotContain(boxes, box => box.Box.Overlaps(answer.Box)));
                Assert.All(answers, answer => Assert.DoesNotContain(answers, other => other.Id != answer.Id && other.Box.Overlaps(answer.Box)));
            }
        },
        Slow);

    [Fact]
    public void NoLineRunsThroughANodeOrAnAnswer() => Law.HoldsFor(
        Cases(),
        one =>
        {
            foreach (var drawing in Drawings(one))
            {
                var boxes = drawing.Nodes.SelectMany(Boxes).Concat(drawing.Flows.Where(flow => flow.LabelBox is not null).Select(flow => flow.LabelBox!.Value)).ToList();
                foreach (var (from, to) in drawing.Flows.SelectMany(Parts))
                {
                    Assert.True(from.X == to.X || from.Y == to.Y, $"{from} {to}");
                    Assert.DoesNotContain(boxes, box => box.IsCrossedBy(from, to));
                }
            }
        },
        Slow);

    [Fact]
    public void LinesLeadFromNodeToNode() => Law.HoldsFor(
        Cases(),
        one =>
        {
            foreach (var drawing in Drawings(one))
            {
                var shapes = drawing.Nodes.ToDictionary(node => node.Node.Id, node => node.Shape);
                Assert.All(drawing.Flows, flow =>
                {
                    Assert.True(IsOnEdge(shapes[flow.Flow.From], flow.Points[0]));
                    Assert.True(IsOnEdge(shapes[flow.Flow.To], flow.Points[^1]));
                });
            }
        },
        Slow);

    [Fact]
    public void EverythingIsWithinItsRoleAndTheDrawing() => Law.HoldsFor(
        Cases(),
        one =>
        {
            foreach (var drawing in Drawings(one))
            {
                var whole = new DrawnBox(0, 0, drawing.Width, drawing.Height);
                Assert.All(drawing.Nodes, node => Assert.All(Boxes(node), box => Assert.True(Holds(drawing.Lanes[node.LaneIndex].Box, box))));
                Assert.All(drawing.Nodes, node => Assert.All(Boxes(node), box => Assert.False(drawing.Lanes[node.LaneIndex].Head.Overlaps(box))));
                Assert.All(drawing.Flows.SelectMany(flow => flow.Points), point => Assert.True(Holds(whole, new DrawnBox(point.X, point.Y, 0, 0))));
                Assert.All(drawing.Flows.Where(flow => flow.LabelBox is not null), flow => Assert.True(Holds(whole, flow.LabelBox!.Value)));
                Assert.Equal(drawing.Lanes.Select(lane => lane.Box.Y).Order(), drawing.Lanes.Select(lane => lane.Box.Y));
            }
        },
        Slow);

    [Fact]
    public void OneMoreStepLetsNothingChangePlaces() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var (before, after) = one.WithOneMore();
            var (old, now) = (ProcessDrawing.Of(before), ProcessDrawing.Of(after));
            var kept = old.Nodes.Where(node => node.Node.Kind != ProcessNodeKind.Document).Select(node => (Old: node, Now: now.Nodes.Single(other => other.Node.Id == node.Node.Id))).ToList();

            Assert.Equal(old.Lanes.Select(lane => lane.Lane), now.Lanes.Select(lane => lane.Lane));
            foreach (var (left, right) in from left in kept from right in kept select (left, right))
            {
                Assert.False(left.Old.Column < right.Old.Column && left.Now.Column > right.Now.Column, $"{left.Old.Node.Name} and {right.Old.Node.Name} changed places");
                Assert.False(
                    left.Old.LaneIndex == right.Old.LaneIndex && left.Old.Column == right.Old.Column && left.Now.Column == right.Now.Column && left.Old.Row < right.Old.Row && left.Now.Row > right.Now.Row,
                    $"{left.Old.Node.Name} and {right.Old.Node.Name} changed places");
            }
        },
        Slow);

    [Fact]
    public void TheSameModelGivesTheSameDrawing() => Law.HoldsFor(Cases(), one => Assert.Equal(Told(ProcessDrawing.Of(one.Model())), Told(ProcessDrawing.Of(one.Model()))), 40);

    [Fact]
    public void NoTextIsWiderThanWhatItStandsInAndNoneIsLost() => Law.HoldsFor(
        Cases(),
        one =>
        {
            foreach (var drawing in Drawings(one))
            {
                Assert.All(drawing.Nodes, node => Assert.All(node.Lines, line => Assert.InRange(Width(line, node.Node.Kind), 0, node.TextBox.Width + 0.01)));
                Assert.All(drawing.Nodes, node => Assert.Equal(
                    string.Concat(node.Node.Name.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')),
                    string.Concat(node.Lines.Where(line => line.Style == DrawnTextStyle.Name).SelectMany(line => line.Text).Where(letter => !char.IsWhiteSpace(letter) && letter != '-'))));
            }
        },
        Slow);

    private static double Width(DrawnText line, ProcessNodeKind kind) =>
        DrawingText.Width(line.Text, line.Style == DrawnTextStyle.Small ? ProcessDrawing.SmallSize : kind == ProcessNodeKind.Document ? ProcessDrawing.AnswerSize : ProcessDrawing.NameSize);

    // The laws look at the same cases; each is drawn once.
    private static IReadOnlyList<ProcessDrawing> Drawings(Case one) => Drawn.GetOrAdd((one.Steps, one.Seed), _ =>
    {
        var model = one.Model();
        return [ProcessDrawing.Of(model), .. model.Nodes.Where(node => node.Inner is not null).Select(node => ProcessDrawing.Of(node.Inner!))];
    });

    private static IEnumerable<DrawnBox> Boxes(DrawnNode node) => [node.Shape, node.TextBox];

    private static IEnumerable<(DrawnPoint From, DrawnPoint To)> Parts(DrawnFlow flow) => flow.Points.Zip(flow.Points.Skip(1));

    private static bool Holds(DrawnBox box, DrawnBox inner) => inner.X >= box.X - 0.01 && inner.Y >= box.Y - 0.01 && inner.Right <= box.Right + 0.01 && inner.Bottom <= box.Bottom + 0.01;

    private static bool IsOnEdge(DrawnBox box, DrawnPoint point) =>
        Holds(box, new DrawnBox(point.X, point.Y, 0, 0)) && (Near(point.X, box.X) || Near(point.X, box.Right) || Near(point.Y, box.Y) || Near(point.Y, box.Bottom));

    private static bool Near(double one, double other) => Math.Abs(one - other) < 0.01;
}
