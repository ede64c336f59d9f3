using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Halden.Umbraco.ServiceDescriptions;
using static Halden.Umbraco.Processes.Bpmn.BpmnNames;

namespace Halden.Umbraco.Processes.Bpmn;

/// <summary>Something in a BPMN document that was not taken over as it stands.</summary>
/// <param name="Element">The element's local name, e.g. "parallelGateway".</param>
/// <param name="Id">Its id; null where it has none.</param>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="IsLost">Whether it was left out; otherwise it was read as something else.</param>
/// <param name="Text">What was done with it.</param>
internal sealed record BpmnNote(string Element, string? Id, string? Name, bool IsLost, Label Text);

/// <summary>What was read of a BPMN document.</summary>
/// <param name="Model">The process; null where the document cannot be read. It may have errors: <see cref="ProcessChecks"/> says which.</param>
/// <param name="Name">What the process is called in the document.</param>
/// <param name="Notes">Everything outside the subset.</param>
/// <param name="Fault">Why there is no model.</param>
internal sealed record BpmnReading(ProcessModel? Model, string? Name, IReadOnlyList<BpmnNote> Notes, Label? Fault = null);

/// <summary>Reads the subset of BPMN 2.0 that a process model can hold, and tells of everything else (docs/processes.md).</summary>
internal sealed class BpmnReader
{
    /// <summary>Most bytes that are read of a document.</summary>
    internal const int MaxBytes = 5_000_000;

    private const int MostElements = 50_000;
    private const int MostDepth = 100;

    private static readonly HashSet<string> Tasks = ["userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "callActivity"];
    private static readonly HashSet<string> SubProcesses = ["subProcess", "transaction", "adHocSubProcess"];
    private static readonly HashSet<string> Gateways = ["exclusiveGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway", "parallelGateway"];

    // What BPMN says of its own plumbing; a process model has none of it, and loses nothing by that.
    private static readonly HashSet<string> Plumbing = ["incoming", "outgoing", "flowNodeRef", "laneSet", "sequenceFlow", "dataObject", "dataInputAssociation", "dataOutputAssociation", "extensionElements", "documentation", "participant", "conditionExpression", "sourceRef", "targetRef"];

    private static readonly HashSet<string> PlainAttributes = ["id", "name", "sourceRef", "targetRef", "processRef", "dataObjectRef", "default", "isExecutable", "gatewayDirection", "processType", "isClosed", "attachedToRef", "cancelActivity", "isImmediate", "implementation", "method", "order", "itemSubjectRef", "associationDirection", "definitionalCollaborationRef", "calledElement", "messageRef", "operationRef", "scriptFormat", "dataStoreRef", "partitionElementRef"];

    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["startQuantity"] = "1",
        ["completionQuantity"] = "1",
        ["isForCompensation"] = "false",
        ["isInterrupting"] = "true",
        ["parallelMultiple"] = "false",
        ["triggeredByEvent"] = "false",
        ["isCollection"] = "false",
        ["instantiate"] = "false",
        ["eventGatewayType"] = "Exclusive",
    };

    private readonly List<BpmnNote> _notes = [];
    private readonly Dictionary<string, int> _foreign = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double X, double Y, double Width, double Height)> _bounds = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, string> _idOf = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly XElement _root;
    private readonly bool _isOwn;

    private BpmnReader(XElement root)
    {
        _root = root;
        _isOwn = root.Attribute("exporter")?.Value == Exporter;
        foreach (var element in root.Descendants())
        {
            if (element.Name.Namespace == Model && element.Attribute("id") is { } id)
            {
                _byId.TryAdd(id.Value, element);
            }
            else if (element.Name == Diagram + "BPMNShape" && Reference(element.Attribute("bpmnElement")?.Value) is { } of && element.Element(Bounds + "Bounds") is { } box
                && Number(box, "x") is { } x && Number(box, "y") is { } y && Number(box, "width") is { } width && Number(box, "height") is { } height)
            {
                _bounds.TryAdd(of, (x, y, width, height));
            }
        }
    }

    /// <summary>Reads a document of anybody's. No external entity is ever resolved.</summary>
    public static BpmnReading Read(Stream document)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = document.Read(buffer, 0, buffer.Length)) > 0;)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > MaxBytes)
            {
                return Failed(new($"Filen er større enn {MaxBytes / 1_000_000} MB.", $"Fila er større enn {MaxBytes / 1_000_000} MB.", $"The file is larger than {MaxBytes / 1_000_000} MB."));
            }
        }

        whole.Position = 0;
        XElement root;
        try
        {
            using var reader = XmlReader.Create(whole, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes, IgnoreComments = true, IgnoreProcessingInstructions = true });
            root = Load(reader) ?? throw new XmlException("Filen er tom.");
        }
        catch (XmlException fault)
        {
            var at = fault.LineNumber > 0 ? new Label($" (linje {fault.LineNumber}, tegn {fault.LinePosition})", $" (linje {fault.LineNumber}, teikn {fault.LinePosition})", $" (line {fault.LineNumber}, character {fault.LinePosition})") : new(string.Empty, string.Empty, string.Empty);
            return Failed(new Label("Filen er ikke lesbar XML", "Fila er ikkje lesbar XML", "The file is not readable XML").Then(at, string.Empty).Then(new(".", ".", "."), string.Empty));
        }
        catch (InvalidDataException)
        {
            return Failed(new("Filen har for mange eller for dypt nøstede elementer.", "Fila har for mange eller for djupt nøsta element.", "The file has too many elements, or too deeply nested ones."));
        }

        return root.Name == Model + "definitions"
            ? new BpmnReader(root).Process()
            : Failed(new("Filen er ikke BPMN 2.0.", "Fila er ikkje BPMN 2.0.", "The file is not BPMN 2.0."));
    }

    private static BpmnReading Failed(Label fault) => new(null, null, [], fault);

    // XElement.Load, with bounds on how much and how deep.
    private static XElement? Load(XmlReader reader)
    {
        XElement? root = null;
        XElement? current = null;
        var (count, depth) = (0, 0);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > MostElements || ++depth > MostDepth)
                    {
                        throw new InvalidDataException();
                    }

                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        element.Add(new XAttribute(XName.Get(reader.LocalName, reader.Prefix.Length == 0 && reader.LocalName == "xmlns" ? string.Empty : reader.NamespaceURI), reader.Value));
                    }

                    current?.Add(element);
                    root ??= element;
                    if (isEmpty)
                    {
                        depth--;
                    }
                    else
                    {
                        current = element;
                    }

                    break;
                case XmlNodeType.EndElement:
                    current = current!.Parent;
                    depth--;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    current?.Add(new XText(reader.Value));
                    break;
            }
        }

        return root;
    }

    private BpmnReading Process()
    {
        var processes = _root.Elements(Model + "process").ToList();
        var process = processes.Index().OrderByDescending(one => one.Item.Elements().Count(IsFlowNode)).ThenBy(one => one.Index).Select(one => one.Item).FirstOrDefault();
        if (process is null || !process.Elements().Any(IsFlowNode))
        {
            return Failed(new("Det er ingen prosess i filen.", "Det er ingen prosess i fila.", "There is no process in the file."));
        }

        var participants = _root.Elements(Model + "collaboration").SelectMany(one => one.Elements(Model + "participant")).ToList();
        var own = participants.FirstOrDefault(one => Reference(one.Attribute("processRef")?.Value) == process.Attribute("id")?.Value);
        Rest(process, own);
        Describe(process);
        if (own is not null)
        {
            Describe(own);
        }

        var lanes = new List<ProcessLane>();
        var laneOf = Lanes(process, own, lanes);
        var model = Level(process, lanes, laneOf, 0);
        if (!_isOwn && _root.Elements(Diagram + "BPMNDiagram").Any())
        {
            Note("BPMNDiagram", null, null, false, new("Tegningen legges ut på nytt: hvor ting står, følger av prosessen.", "Teikninga blir lagd ut på nytt: kvar ting står, følgjer av prosessen.", "The drawing is laid out anew: where things stand follows from the process."));
        }

        foreach (var (space, count) in _foreign.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Note("extensionElements", null, space, true, new($"Verktøyets egne opplysninger er utelatt ({count} steder).", $"Verktøyet sine eigne opplysningar er utelatne ({count} stader).", $"The tool's own information was left out (in {count} places)."));
        }

        var name = Name(own) ?? Name(process);
        return new BpmnReading(model, name, _notes);
    }

    // Whatever else the document holds.
    private void Rest(XElement process, XElement? own)
    {
        foreach (var element in _root.Elements().Where(element => element.Name.Namespace == Model && element != process))
        {
            switch (element.Name.LocalName)
            {
                case "collaboration":
                    Describe(element);
                    foreach (var part in element.Elements().Where(part => part.Name.Namespace == Model && part != own))
                    {
                        if (part.Name.LocalName == "participant")
                        {
                            Lost(part, new("En annen deltaker er utelatt: en prosessmodell har én, med en rolle for hver som gjør noe.", "Ein annan deltakar er utelaten: ein prosessmodell har éin, med ei rolle for kvar som gjer noko.", "Another participant was left out: a process model has one, with a role for each who does something."));
                        }
                        else if (part.Name.LocalName == "messageFlow")
                        {
                            Lost(part, new("En melding mellom deltakere er utelatt.", "Ei melding mellom deltakarar er utelaten.", "A message between participants was left out."));
                        }
                        else
                        {
                            Artifact(part);
                        }
                    }

                    break;
                case "process":
                    if (element.Elements().Any(IsFlowNode))
                    {
                        Lost(element, new("En annen prosess i filen er utelatt: den største er lest.", "Ein annan prosess i fila er utelaten: den største er lesen.", "Another process in the file was left out: the largest was read."));
                    }

                    break;
                case "extensionElements":
                    Describe(_root);
                    break;
                default:
                    Lost(element, NotHeld);
                    break;
            }
        }
    }

    private static Label NotHeld { get; } = new("Utelatt: en prosessmodell har ikke dette.", "Utelate: ein prosessmodell har ikkje dette.", "Left out: a process model does not have this.");

    private void Artifact(XElement element)
    {
        if (Plumbing.Contains(element.Name.LocalName))
        {
            return;
        }

        if (element.Name.LocalName == "textAnnotation")
        {
            var text = Plain(element.Element(Model + "text")?.Value);
            Note("textAnnotation", element.Attribute("id")?.Value, text, true, new("En merknad er utelatt.", "Ein merknad er utelaten.", "An annotation was left out."));
        }
        else if (element.Name.LocalName != "association" || !Ends(element).Any(end => end is not null && _byId.TryGetValue(end, out var at) && at.Name.LocalName == "textAnnotation"))
        {
            Lost(element, NotHeld);
        }
    }

    private static string?[] Ends(XElement association) => [Reference(association.Attribute("sourceRef")?.Value), Reference(association.Attribute("targetRef")?.Value)];

    private Dictionary<string, string> Lanes(XElement process, XElement? own, List<ProcessLane> lanes)
    {
        var laneOf = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(XElement lane, string? within)
        {
            Describe(lane);
            var name = Name(lane);
            if (lane.Element(Model + "childLaneSet") is { } children && children.Elements(Model + "lane").Any())
            {
                Read(lane, new("En rolle som er delt opp, er lest som delene.", "Ei rolle som er delt opp, er lesen som delane.", "A role that is divided was read as its parts."));
                foreach (var child in children.Elements(Model + "lane"))
                {
                    Add(child, within is null ? name : $"{within}, {name}");
                }

                return;
            }

            if (name is null)
            {
                Read(lane, new("En rolle uten navn har fått et.", "Ei rolle utan namn har fått eit.", "A role without a name was given one."));
                name = string.Create(CultureInfo.InvariantCulture, $"Rolle {lanes.Count + 1}");
            }

            var id = NewId(lane.Attribute("id")?.Value, "lane");
            lanes.Add(new ProcessLane(id, within is null ? name : $"{within}: {name}"));
            foreach (var node in lane.Elements(Model + "flowNodeRef"))
            {
                laneOf.TryAdd(Reference(node.Value) ?? string.Empty, id);
            }

            // Some put documents, and what they forgot to refer to, into a lane by drawing it there alone.
            if (lane.Attribute("id")?.Value is { } drawn && _bounds.TryGetValue(drawn, out var box))
            {
                foreach (var node in process.Elements().Select(element => element.Attribute("id")?.Value))
                {
                    if (node is not null && _bounds.TryGetValue(node, out var at)
                        && at.X + (at.Width / 2) is var x && at.Y + (at.Height / 2) is var y
                        && x >= box.X && x <= box.X + box.Width && y >= box.Y && y <= box.Y + box.Height)
                    {
                        laneOf.TryAdd("drawn " + node, id);
                    }
                }
            }
        }

        foreach (var lane in process.Elements(Model + "laneSet").SelectMany(set => set.Elements(Model + "lane")))
        {
            Add(lane, null);
        }

        if (lanes.Count == 0)
        {
            var name = Name(own) ?? Name(process) ?? "Utfører";
            lanes.Add(new ProcessLane(NewId(null, "lane"), name));
            Note("process", process.Attribute("id")?.Value, name, false, new("Prosessen har ingen roller; alt er lagt til én.", "Prosessen har ingen roller; alt er lagt til éi.", "The process has no roles; everything was given to one."));
        }

        return laneOf;
    }

    private ProcessModel Level(XElement container, IReadOnlyList<ProcessLane> lanes, Dictionary<string, string> laneOf, int depth)
    {
        var nodes = new List<ProcessNode>();
        var idOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var flows = new List<ProcessFlow>();
        var placed = new List<(int At, ProcessFlow Flow)>();
        var referred = container.Elements(Model + "dataObjectReference").Select(element => Reference(element.Attribute("dataObjectRef")?.Value)).ToHashSet(StringComparer.Ordinal);
        var elements = container.Elements().Where(element => element.Name.Namespace == Model).ToList();

        // Ids before flows: they may be written in any order.
        foreach (var element in elements.Where(element => IsFlowNode(element) || IsDocument(element, referred)))
        {
            var id = NewId(element.Attribute("id")?.Value, "node");
            idOf.TryAdd(element.Attribute("id")?.Value ?? id, id);
            _idOf[element] = id;
            nodes.Add(Node(element, id, lanes, laneOf, depth));
        }

        foreach (var element in elements)
        {
            if (element.Name.LocalName == "sequenceFlow")
            {
                Describe(element);
                if (element.Element(Model + "conditionExpression") is { } condition && !string.IsNullOrWhiteSpace(condition.Value))
                {
                    Note("conditionExpression", element.Attribute("id")?.Value, Plain(condition.Value), Name(element) is not null, Name(element) is null
                        ? new("Vilkåret er lest som svaret.", "Vilkåret er lese som svaret.", "The condition was read as the answer.")
                        : new("Vilkåret er utelatt; svaret er lest.", "Vilkåret er utelate; svaret er lese.", "The condition was left out; the answer was read."));
                }

                if (End(element.Attribute("sourceRef"), idOf) is { } from && End(element.Attribute("targetRef"), idOf) is { } to)
                {
                    var label = _isOwn ? element.Attribute("name")?.Value : Name(element) ?? Plain(element.Element(Model + "conditionExpression")?.Value);
                    flows.Add(new ProcessFlow(NewId(element.Attribute("id")?.Value, "flow"), from, to, label));
                }
                else
                {
                    Lost(element, new("En strek fra eller til noe som ikke er lest, er utelatt.", "Ein strek frå eller til noko som ikkje er lese, er utelaten.", "A line from or to something that was not read was left out."));
                }
            }
            else if (IsFlowNode(element))
            {
                Associations(element, idOf, placed);
            }
            else if (element.Name.LocalName == "association" && Ends(element) is [{ } one, { } other] && idOf.TryGetValue(one, out var start) && idOf.TryGetValue(other, out var end))
            {
                Read(element, new("En forbindelse er lest som at dokumentet brukes.", "Ei forbinding er lesen som at dokumentet blir brukt.", "An association was read as the document being used."));
                placed.Add((int.MaxValue, new ProcessFlow(NewId(element.Attribute("id")?.Value, "flow"), start, end)));
            }
            else if (element.Name.LocalName == "laneSet" && depth > 0)
            {
                Lost(element, new("Rollene i en underprosess er utelatt: stegene i den gjøres av den som gjør steget.", "Rollene i ein underprosess er utelatne: stega i han blir gjorde av den som gjer steget.", "The roles within a sub-process were left out: its steps are done by whoever does the step."));
            }
            else if (!IsDocument(element, referred) && !IsPart(element))
            {
                Artifact(element);
            }
        }

        Boundary(elements, nodes, flows, idOf);
        Dissolve(elements, nodes, flows);
        foreach (var (at, flow) in placed.OrderBy(one => one.At))
        {
            if (nodes.Any(node => node.Id == flow.From) && nodes.Any(node => node.Id == flow.To))
            {
                flows.Insert(Math.Min(at, flows.Count), flow);
            }
        }

        Answers(nodes, flows);
        return new ProcessModel(depth == 0 ? lanes : [], [.. nodes.Select(node => InLane(node, nodes, flows, lanes, depth))], flows);
    }

    private ProcessNode Node(XElement element, string id, IReadOnlyList<ProcessLane> lanes, Dictionary<string, string> laneOf, int depth)
    {
        var local = element.Name.LocalName;
        var kind = local switch
        {
            "startEvent" => ProcessNodeKind.Start,
            "endEvent" => ProcessNodeKind.End,
            _ when Gateways.Contains(local) => ProcessNodeKind.Decision,
            _ when IsFlowNode(element) => ProcessNodeKind.Step,
            _ => ProcessNodeKind.Document,
        };
        Describe(element);
        ProcessModel? inner = null;
        if (SubProcesses.Contains(local) && element.Elements().Any(IsFlowNode))
        {
            if (depth > 0)
            {
                Lost(element, new("En underprosess i en underprosess er lest som et steg, uten det som er i den.", "Ein underprosess i ein underprosess er lesen som eit steg, utan det som er i han.", "A sub-process within a sub-process was read as a step, without what is in it."));
            }
            else
            {
                inner = Level(element, [], laneOf, depth + 1);
            }
        }

        if (Tasks.Contains(local) || local is "transaction" or "adHocSubProcess")
        {
            Read(element, new("Lest som et steg.", "Lese som eit steg.", "Read as a step."));
        }
        else if (local is "intermediateThrowEvent" or "intermediateCatchEvent")
        {
            Read(element, new("En hendelse er lest som et steg.", "Ei hending er lesen som eit steg.", "An event was read as a step."));
        }
        else if (local is "inclusiveGateway" or "complexGateway" or "eventBasedGateway")
        {
            Read(element, new("Lest som et spørsmål: bare ett svar følges.", "Lese som eit spørsmål: berre eitt svar blir følgt.", "Read as a question: only one answer is followed."));
        }
        else if (local is "dataStoreReference")
        {
            Read(element, new("Et lager er lest som et dokument.", "Eit lager er lese som eit dokument.", "A data store was read as a document."));
        }

        foreach (var part in element.Elements().Where(part => part.Name.Namespace == Model && part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)))
        {
            Note(part.Name.LocalName, part.Attribute("id")?.Value ?? id, Name(element), true, new("Det som utløser hendelsen, er utelatt.", "Det som utløyser hendinga, er utelate.", "What triggers the event was left out."));
        }

        foreach (var part in element.Elements().Where(part => part.Name.Namespace == Model && !IsFlowNode(part) && !Plumbing.Contains(part.Name.LocalName) && !part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)))
        {
            // What is between the nodes of a sub-process is told of with those.
            if ((inner is null && !SubProcesses.Contains(local)) || part.Name.LocalName is "ioSpecification" or "property" or "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics" or "completionCondition")
            {
                if (part.Name.LocalName != "property" || part.Attribute("name")?.Value != "__targetRef_placeholder")
                {
                    Note(part.Name.LocalName, part.Attribute("id")?.Value ?? id, Name(part) ?? Name(element), true, NotHeld);
                }
            }
        }

        var original = element.Attribute("id")?.Value ?? id;
        var name = _isOwn ? element.Attribute("name")?.Value : Name(element);
        if (name is null && local == "dataObjectReference" && Reference(element.Attribute("dataObjectRef")?.Value) is { } data && _byId.TryGetValue(data, out var of))
        {
            name = Name(of);
        }

        var facts = element.Element(Model + "extensionElements")?.Element(Own + "facts");
        return new ProcessNode(id, kind, name ?? string.Empty)
        {
            Lane = depth > 0 ? null : laneOf.GetValueOrDefault(original) ?? OwnLane(facts, lanes) ?? laneOf.GetValueOrDefault("drawn " + original),
            Change = facts?.Attribute("change")?.Value,
            Minutes = int.TryParse(facts?.Attribute("minutes")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null,
            System = facts?.Attribute("system")?.Value,
            Links = facts is null ? [] : [.. facts.Elements(Own + "link").Select(link => new ProcessLink(link.Attribute("name")?.Value ?? string.Empty, link.Attribute("address")?.Value ?? string.Empty))],
            Inner = inner,
        };
    }

    private static string? OwnLane(XElement? facts, IReadOnlyList<ProcessLane> lanes) =>
        facts?.Attribute("lane")?.Value is { } id && lanes.Any(lane => lane.Id == id) ? id : null;

    private void Associations(XElement element, Dictionary<string, string> idOf, List<(int At, ProcessFlow Flow)> placed)
    {
        foreach (var association in element.Elements().Where(part => part.Name == Model + "dataInputAssociation" || part.Name == Model + "dataOutputAssociation"))
        {
            var isRead = association.Name.LocalName == "dataInputAssociation";
            var document = association.Elements(Model + (isRead ? "sourceRef" : "targetRef")).Select(end => Reference(end.Value)).FirstOrDefault(end => end is not null && idOf.ContainsKey(end));
            if (document is null || element.Attribute("id")?.Value is not { } step || !idOf.TryGetValue(step, out var node))
            {
                Lost(association, new("Et dokument som ikke er lest, er utelatt.", "Eit dokument som ikkje er lese, er utelate.", "A document that was not read was left out."));
                continue;
            }

            Describe(association);
            var at = int.TryParse(association.Attribute(Own + "order")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : int.MaxValue;
            var id = NewId(association.Attribute("id")?.Value, "flow");
            var label = association.Attribute(Own + "label")?.Value;
            placed.Add((at, isRead ? new ProcessFlow(id, idOf[document], node, label) : new ProcessFlow(id, node, idOf[document], label)));
        }
    }

    // What is fastened to a step's edge is another way out of the step.
    private void Boundary(IReadOnlyList<XElement> elements, List<ProcessNode> nodes, List<ProcessFlow> flows, Dictionary<string, string> idOf)
    {
        foreach (var element in elements.Where(element => element.Name.LocalName == "boundaryEvent"))
        {
            var id = _idOf[element];
            var host = End(element.Attribute("attachedToRef"), idOf);
            nodes.RemoveAll(node => node.Id == id);
            if (host is null || flows.All(flow => flow.From != id))
            {
                Lost(element, new("En hendelse på kanten av et steg er utelatt.", "Ei hending på kanten av eit steg er utelaten.", "An event on a step's edge was left out."));
                flows.RemoveAll(flow => flow.From == id || flow.To == id);
                continue;
            }

            Read(element, new("En hendelse på kanten av et steg er lest som en vei ut av steget.", "Ei hending på kanten av eit steg er lesen som ein veg ut av steget.", "An event on a step's edge was read as a way out of the step."));
            for (var at = 0; at < flows.Count; at++)
            {
                if (flows[at].From == id)
                {
                    flows[at] = flows[at] with { From = host, Label = flows[at].Label ?? Short(Name(element)) };
                }
            }
        }
    }

    // A gateway that asks nothing is no question: what leads to it leads on to what comes after.
    private void Dissolve(IReadOnlyList<XElement> elements, List<ProcessNode> nodes, List<ProcessFlow> flows)
    {
        foreach (var element in elements.Where(element => Gateways.Contains(element.Name.LocalName)))
        {
            var id = _idOf[element];
            var before = flows.Where(flow => flow.To == id && flow.From != id).ToList();
            var after = flows.Where(flow => flow.From == id && flow.To != id).ToList();
            var isParallel = element.Name.LocalName == "parallelGateway";
            if (!isParallel && after.Count > 1)
            {
                continue;
            }

            nodes.RemoveAll(node => node.Id == id);
            var at = flows.FindIndex(flow => flow.From == id || flow.To == id);
            flows.RemoveAll(flow => flow.From == id || flow.To == id);
            if (before.Count == 0 || after.Count == 0 || before.Count * after.Count > 200)
            {
                Lost(element, new("En port som ikke fører noe sted, er utelatt.", "Ein port som ikkje fører nokon stad, er utelaten.", "A gateway that leads nowhere was left out."));
                continue;
            }

            var joined = from one in before
                         from next in after
                         where one.From != next.To
                         select new ProcessFlow(after.Count == 1 ? one.Id : before.Count == 1 ? next.Id : NewId(null, "flow"), one.From, next.To, Both(one.Label, next.Label));
            flows.InsertRange(at, joined.Where(flow => flows.All(other => (other.From, other.To, other.Label) != (flow.From, flow.To, flow.Label))).DistinctBy(flow => (flow.From, flow.To, flow.Label)));
            Read(element, isParallel && after.Count > 1
                ? new("At noe skjer samtidig, er lest som flere veier videre.", "At noko skjer samstundes, er lese som fleire vegar vidare.", "Things done at the same time were read as several ways onwards.")
                : new("En port som bare samler veier, er tatt bort; veiene fører rett videre.", "Ein port som berre samlar vegar, er teken bort; vegane fører rett vidare.", "A gateway that only joins ways was taken away; the ways lead straight on."));
        }
    }

    // What a question must have and this one lacks.
    private void Answers(List<ProcessNode> nodes, List<ProcessFlow> flows)
    {
        for (var at = 0; at < nodes.Count; at++)
        {
            var node = nodes[at];
            if (string.IsNullOrWhiteSpace(node.Name))
            {
                var name = node.Kind switch
                {
                    ProcessNodeKind.Start => "Start",
                    ProcessNodeKind.End => "Slutt",
                    ProcessNodeKind.Decision => "Hvilken vei?",
                    ProcessNodeKind.Document => "Dokument uten navn",
                    _ => "Steg uten navn",
                };
                nodes[at] = node with { Name = name };
                Note(_byId.GetValueOrDefault(node.Id)?.Name.LocalName ?? "flowNode", node.Id, name, false, new("Manglet navn, og har fått et.", "Mangla namn, og har fått eit.", "Had no name, and was given one."));
            }
        }

        foreach (var decision in nodes.Where(node => node.Kind == ProcessNodeKind.Decision))
        {
            var taken = flows.Where(flow => flow.From == decision.Id && flow.Label is not null).Select(flow => flow.Label!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            for (var (at, number) = (0, 1); at < flows.Count; at++)
            {
                if (flows[at].From != decision.Id || !string.IsNullOrWhiteSpace(flows[at].Label) || nodes.First(node => node.Id == flows[at].To).Kind == ProcessNodeKind.Document)
                {
                    continue;
                }

                var isDefault = _byId.GetValueOrDefault(decision.Id)?.Attribute("default")?.Value == flows[at].Id;
                var label = isDefault && taken.Add("Ellers") ? "Ellers" : null;
                while (label is null)
                {
                    var next = string.Create(CultureInfo.InvariantCulture, $"Svar {number++}");
                    label = taken.Add(next) ? next : null;
                }

                flows[at] = flows[at] with { Label = label };
                Note("sequenceFlow", flows[at].Id, label, false, new($"Spørsmålet «{decision.Name}» hadde en vei uten svar, som har fått et.", $"Spørsmålet «{decision.Name}» hadde ein veg utan svar, som har fått eit.", $"The question “{decision.Name}” had a way without an answer, which was given one."));
            }
        }
    }

    private ProcessNode InLane(ProcessNode node, List<ProcessNode> nodes, List<ProcessFlow> flows, IReadOnlyList<ProcessLane> lanes, int depth)
    {
        if (depth > 0 || node.Lane is not null)
        {
            return node;
        }

        var user = flows.Where(flow => flow.From == node.Id || flow.To == node.Id)
            .Select(flow => nodes.First(other => other.Id == (flow.From == node.Id ? flow.To : flow.From)).Lane)
            .FirstOrDefault(lane => lane is not null);
        if (lanes.Count > 1)
        {
            Note(_byId.GetValueOrDefault(node.Id)?.Name.LocalName ?? "flowNode", node.Id, node.Name, false, new($"Sto ikke hos noen rolle, og er lagt til «{lanes.First(lane => lane.Id == (user ?? lanes[0].Id)).Name}».", $"Stod ikkje hos noka rolle, og er lagt til «{lanes.First(lane => lane.Id == (user ?? lanes[0].Id)).Name}».", $"Stood with no role, and was given to “{lanes.First(lane => lane.Id == (user ?? lanes[0].Id)).Name}”."));
        }

        return node with { Lane = user ?? lanes[0].Id };
    }

    // What may stand on any element, and is not read: documentation, other tools' own, attributes that change the meaning.
    private void Describe(XElement element)
    {
        foreach (var documentation in element.Elements(Model + "documentation").Where(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            Note("documentation", element.Attribute("id")?.Value, Name(element), true, new($"En beskrivelse er utelatt: «{Short(Plain(documentation.Value))}».", $"Ei skildring er utelaten: «{Short(Plain(documentation.Value))}».", $"A description was left out: “{Short(Plain(documentation.Value))}”."));
        }

        foreach (var foreign in element.Elements(Model + "extensionElements").Elements().Where(one => one.Name.Namespace != Own))
        {
            Foreign(foreign.Name.NamespaceName);
        }

        foreach (var attribute in element.Attributes().Where(one => !one.IsNamespaceDeclaration))
        {
            if (attribute.Name.Namespace == XNamespace.None)
            {
                if (!PlainAttributes.Contains(attribute.Name.LocalName) && Defaults.GetValueOrDefault(attribute.Name.LocalName) != attribute.Value)
                {
                    Note(element.Name.LocalName, element.Attribute("id")?.Value, Name(element), true, new($"{attribute.Name.LocalName}=\"{Short(attribute.Value)}\" er utelatt.", $"{attribute.Name.LocalName}=\"{Short(attribute.Value)}\" er utelate.", $"{attribute.Name.LocalName}=\"{Short(attribute.Value)}\" was left out."));
                }
            }
            else if (attribute.Name.Namespace != Own && attribute.Name.Namespace != Xsi && attribute.Name.Namespace != XNamespace.Xml)
            {
                Foreign(attribute.Name.NamespaceName);
            }
        }
    }

    private void Foreign(string space) => _foreign[space] = _foreign.GetValueOrDefault(space) + 1;

    private static bool IsFlowNode(XElement element) => element.Name.Namespace == Model && (element.Name.LocalName is "startEvent" or "endEvent" or "task" or "intermediateThrowEvent" or "intermediateCatchEvent" or "boundaryEvent"
        || Tasks.Contains(element.Name.LocalName) || SubProcesses.Contains(element.Name.LocalName) || Gateways.Contains(element.Name.LocalName));

    private static bool IsDocument(XElement element, HashSet<string?> referred) =>
        element.Name.LocalName is "dataObjectReference" or "dataStoreReference"
        || (element.Name.LocalName == "dataObject" && !referred.Contains(element.Attribute("id")?.Value));

    // Parts of a sub-process as of any step; they are told of there.
    private static bool IsPart(XElement element) =>
        element.Name.LocalName is "ioSpecification" or "property" or "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics" or "completionCondition" && SubProcesses.Contains(element.Parent!.Name.LocalName);

    private static string? End(XAttribute? reference, Dictionary<string, string> idOf) =>
        Reference(reference?.Value) is { } id ? idOf.GetValueOrDefault(id) : null;

    // References are names that may have a prefix: tns:Process_1.
    private static string? Reference(string? value)
    {
        var id = value?.Trim();
        return string.IsNullOrEmpty(id) ? null : id[(id.IndexOf(':') + 1)..];
    }

    private static double? Number(XElement element, string name) =>
        double.TryParse(element.Attribute(name)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Tools break names into lines where it suits their drawing.
    private static string? Name(XElement? element) => Plain(element?.Attribute("name")?.Value);

    private static string? Plain(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Short(string? text) => text is { Length: > ProcessChecks.LongestLabel } ? text[..(ProcessChecks.LongestLabel - 1)] + "…" : text;

    private static string? Both(string? one, string? other) =>
        string.IsNullOrWhiteSpace(one) ? other : string.IsNullOrWhiteSpace(other) || one == other ? one : Short($"{one}, {other}");

    private string NewId(string? wanted, string kind)
    {
        if (ProcessChecks.IsId(wanted) && _taken.Add(wanted!))
        {
            return wanted!;
        }

        for (var number = 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");
            if (!_byId.ContainsKey(id) && _taken.Add(id))
            {
                return id;
            }
        }
    }

    private void Lost(XElement element, Label text) => Note(element.Name.LocalName, element.Attribute("id")?.Value, Name(element), true, text);

    private void Read(XElement element, Label text) => Note(element.Name.LocalName, element.Attribute("id")?.Value, Name(element), false, text);

    private void Note(string element, string? id, string? name, bool isLost, Label text) => _notes.Add(new BpmnNote(element, id, name, isLost, text));
}
