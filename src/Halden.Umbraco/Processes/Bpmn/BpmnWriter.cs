using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Halden.Umbraco.Processes.Drawing;
using static Halden.Umbraco.Processes.Bpmn.BpmnNames;

namespace Halden.Umbraco.Processes.Bpmn;

/// <summary>Writes a process model as BPMN 2.0 with diagram interchange (docs/processes.md). The order of elements is that of the schema.</summary>
internal sealed class BpmnWriter
{
    // bpmn-js writes a pool's name, turned, in a strip of this width before the lanes.
    private const double PoolHead = 30;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private BpmnWriter(ProcessModel model) => Take(model);

    /// <summary>The document, UTF-8. The model must have no errors (<see cref="ProcessChecks"/>).</summary>
    /// <param name="model">What is written.</param>
    /// <param name="name">Name of the process.</param>
    public static byte[] Write(ProcessModel model, string name)
    {
        var document = new BpmnWriter(model).Document(model, name);
        using var bytes = new MemoryStream();

        // Line breaks within names are kept: as they stand, a reader makes spaces of them.
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize }))
        {
            document.Save(writer);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private XDocument Document(ProcessModel model, string name)
    {
        var (collaboration, participant, process) = (Id("Collaboration"), Id("Participant"), Id("Process"));
        var diagrams = new List<XElement> { DiagramOf(collaboration, ProcessDrawing.Of(model), participant) };
        diagrams.AddRange(model.Nodes.Where(node => node.Inner is not null).Select(node => DiagramOf(node.Id, ProcessDrawing.Of(node.Inner!), null)));
        return new XDocument(new XElement(
            Model + "definitions",
            new XAttribute("xmlns", Model.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "bpmndi", Diagram.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", Bounds.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "di", Interchange.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "halden", Own.NamespaceName),
            new XAttribute("id", Id("Definitions")),
            new XAttribute("targetNamespace", Own.NamespaceName),
            new XAttribute("exporter", Exporter),
            new XAttribute("exporterVersion", typeof(BpmnWriter).Assembly.GetName().Version!.ToString(3)),
            new XElement(
                Model + "collaboration",
                new XAttribute("id", collaboration),
                new XElement(Model + "participant", new XAttribute("id", participant), new XAttribute("name", name), new XAttribute("processRef", process))),
            new XElement(
                Model + "process",
                new XAttribute("id", process),
                new XAttribute("name", name),
                new XAttribute("isExecutable", false),
                new XElement(
                    Model + "laneSet",
                    new XAttribute("id", Id("LaneSet")),
                    model.Lanes.Select(lane => new XElement(
                        Model + "lane",
                        new XAttribute("id", lane.Id),
                        new XAttribute("name", lane.Name),
                        model.Nodes.Where(node => node.Lane == lane.Id && node.Kind != ProcessNodeKind.Document).Select(node => new XElement(Model + "flowNodeRef", node.Id))))),
                Elements(model)),
            diagrams));
    }

    private IEnumerable<XElement> Elements(ProcessModel model)
    {
        var kinds = model.Nodes.ToDictionary(node => node.Id, node => node.Kind, StringComparer.Ordinal);
        var objects = new List<XElement>();
        foreach (var node in model.Nodes)
        {
            if (node.Kind == ProcessNodeKind.Document)
            {
                var dataObject = Id($"DataObject_{node.Id}");
                objects.Add(new XElement(Model + "dataObject", new XAttribute("id", dataObject)));
                yield return new XElement(Model + "dataObjectReference", new XAttribute("id", node.Id), new XAttribute("name", node.Name), new XAttribute("dataObjectRef", dataObject), Extension(node));
                continue;
            }

            var ways = model.Flows.Where(flow => kinds[flow.From] != ProcessNodeKind.Document && kinds[flow.To] != ProcessNodeKind.Document).ToList();
            var element = new XElement(
                Model + (node.Kind switch
                {
                    ProcessNodeKind.Start => "startEvent",
                    ProcessNodeKind.Decision => "exclusiveGateway",
                    ProcessNodeKind.End => "endEvent",
                    _ => node.Inner is null ? "task" : "subProcess",
                }),
                new XAttribute("id", node.Id),
                new XAttribute("name", node.Name),
                Extension(node),
                ways.Where(flow => flow.To == node.Id).Select(flow => new XElement(Model + "incoming", flow.Id)),
                ways.Where(flow => flow.From == node.Id).Select(flow => new XElement(Model + "outgoing", flow.Id)));
            element.Add(Associations(model, node, kinds));
            if (node.Inner is { } inner)
            {
                element.Add(Elements(inner));
            }

            yield return element;
        }

        foreach (var one in objects)
        {
            yield return one;
        }

        foreach (var flow in model.Flows.Where(flow => kinds[flow.From] != ProcessNodeKind.Document && kinds[flow.To] != ProcessNodeKind.Document))
        {
            yield return new XElement(
                Model + "sequenceFlow",
                new XAttribute("id", flow.Id),
                flow.Label is null ? null : new XAttribute("name", flow.Label),
                new XAttribute("sourceRef", flow.From),
                new XAttribute("targetRef", flow.To));
        }
    }

    // What a step reads needs a target within the step; bpmn-js writes a property of this name, and so do we.
    private IEnumerable<XElement> Associations(ProcessModel model, ProcessNode node, Dictionary<string, ProcessNodeKind> kinds)
    {
        var read = model.Flows.Index().Where(one => one.Item.To == node.Id && kinds[one.Item.From] == ProcessNodeKind.Document).ToList();
        var made = model.Flows.Index().Where(one => one.Item.From == node.Id && kinds[one.Item.To] == ProcessNodeKind.Document).ToList();
        if (read.Count > 0)
        {
            var target = Id($"Property_{node.Id}");
            yield return new XElement(Model + "property", new XAttribute("id", target), new XAttribute("name", "__targetRef_placeholder"));
            foreach (var (at, flow) in read)
            {
                yield return Association("dataInputAssociation", at, flow, new XElement(Model + "sourceRef", flow.From), new XElement(Model + "targetRef", target));
            }
        }

        foreach (var (at, flow) in made)
        {
            yield return Association("dataOutputAssociation", at, flow, new XElement(Model + "targetRef", flow.To));
        }
    }

    private static XElement Association(string name, int at, ProcessFlow flow, params XElement[] ends) => new(
        Model + name,
        new XAttribute("id", flow.Id),
        new XAttribute(Own + "order", at),
        flow.Label is null ? null : new XAttribute(Own + "label", flow.Label),
        ends);

    private static XElement? Extension(ProcessNode node)
    {
        var facts = new XElement(
            Own + "facts",
            node.Kind == ProcessNodeKind.Document && node.Lane is not null ? new XAttribute("lane", node.Lane) : null,
            node.Minutes is { } minutes ? new XAttribute("minutes", minutes) : null,
            node.System is { } system ? new XAttribute("system", system) : null,
            node.Change is { } change ? new XAttribute("change", change) : null,
            node.Links.Select(link => new XElement(Own + "link", new XAttribute("name", link.Name), new XAttribute("address", link.Address))));
        return facts.HasAttributes || facts.HasElements ? new XElement(Model + "extensionElements", facts) : null;
    }

    private XElement DiagramOf(string of, ProcessDrawing drawing, string? participant)
    {
        var plane = new XElement(Diagram + "BPMNPlane", new XAttribute("id", Id($"{of}_plane")), new XAttribute("bpmnElement", of));
        if (participant is not null)
        {
            var lanes = drawing.Lanes;
            var pool = new DrawnBox(lanes[0].Box.X - PoolHead, lanes[0].Box.Y, lanes[0].Box.Width + PoolHead, lanes[^1].Box.Bottom - lanes[0].Box.Y);
            plane.Add(Shape(participant, pool, new XAttribute("isHorizontal", true)));
            plane.Add(lanes.Where(lane => lane.Lane is not null).Select(lane => Shape(lane.Lane!.Id, lane.Box, new XAttribute("isHorizontal", true))));
        }

        foreach (var node in drawing.Nodes)
        {
            var shape = Shape(
                node.Node.Id,
                node.Shape,
                node.Node.Kind == ProcessNodeKind.Decision ? new XAttribute("isMarkerVisible", true) : null,
                node.Node is { Kind: ProcessNodeKind.Step, Inner: not null } ? new XAttribute("isExpanded", false) : null);
            if (node.Node.Kind != ProcessNodeKind.Step)
            {
                shape.Add(Label(node.TextBox));
            }

            plane.Add(shape);
        }

        foreach (var flow in drawing.Flows)
        {
            plane.Add(new XElement(
                Diagram + "BPMNEdge",
                new XAttribute("id", Id($"{flow.Flow.Id}_di")),
                new XAttribute("bpmnElement", flow.Flow.Id),
                flow.Points.Select(point => new XElement(Interchange + "waypoint", new XAttribute("x", N(point.X)), new XAttribute("y", N(point.Y)))),
                flow.LabelBox is { } box ? Label(box) : null));
        }

        return new XElement(Diagram + "BPMNDiagram", new XAttribute("id", Id($"{of}_diagram")), plane);
    }

    private XElement Shape(string of, DrawnBox box, params XAttribute?[] attributes) => new(
        Diagram + "BPMNShape",
        new XAttribute("id", Id($"{of}_di")),
        new XAttribute("bpmnElement", of),
        attributes,
        Box(box));

    private static XElement Label(DrawnBox box) => new(Diagram + "BPMNLabel", Box(box));

    private static XElement Box(DrawnBox box) => new(
        Bounds + "Bounds",
        new XAttribute("x", N(box.X)),
        new XAttribute("y", N(box.Y)),
        new XAttribute("width", N(box.Width)),
        new XAttribute("height", N(box.Height)));

    private static string N(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private void Take(ProcessModel model)
    {
        _taken.UnionWith(model.Lanes.Select(lane => lane.Id));
        _taken.UnionWith(model.Flows.Select(flow => flow.Id));
        foreach (var node in model.Nodes)
        {
            _taken.Add(node.Id);
            if (node.Inner is { } inner)
            {
                Take(inner);
            }
        }
    }

    private string Id(string wanted)
    {
        while (!_taken.Add(wanted))
        {
            wanted += "_";
        }

        return wanted;
    }
}
