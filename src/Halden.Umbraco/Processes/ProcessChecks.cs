using System.Xml;
using Halden.Umbraco.Processes.Drawing;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>Whether a finding stands in the way.</summary>
internal enum ProcessFindingKind
{
    /// <summary>The model cannot be approved with it.</summary>
    Error,

    /// <summary>Advice.</summary>
    Warning,
}

/// <summary>Something about a process model that somebody should look at.</summary>
/// <param name="Kind">Whether it stands in the way.</param>
/// <param name="At">Id of the lane, node or flow; null for the model as a whole.</param>
/// <param name="Code">What it is, for programs; the same for ever.</param>
/// <param name="Text">What is wrong and what to do.</param>
internal sealed record ProcessFinding(ProcessFindingKind Kind, string? At, string Code, Label Text);

/// <summary>Says what is wrong with a process model: what a reader would not understand, and what neither drawing nor BPMN can hold.</summary>
internal static class ProcessChecks
{
    /// <summary>Most lanes of a model.</summary>
    internal const int MostLanes = 20;

    /// <summary>Most nodes of a model, and of a process within a step.</summary>
    internal const int MostNodes = 100;

    /// <summary>Most flows of a model, and of a process within a step.</summary>
    internal const int MostFlows = 250;

    /// <summary>Most links of one node.</summary>
    internal const int MostLinks = 20;

    /// <summary>Most characters of a name.</summary>
    internal const int LongestName = 150;

    /// <summary>Most characters of an answer.</summary>
    internal const int LongestLabel = 60;

    /// <summary>Most characters of what changes.</summary>
    internal const int LongestChange = 1_000;

    /// <summary>Most characters of an address.</summary>
    internal const int LongestAddress = 2_000;

    /// <summary>Most minutes of one step: four weeks of work.</summary>
    internal const int MostMinutes = 9_000;

    private const int LongestId = 100;

    /// <summary>The findings of a model, errors first, else in the model's order; none where there is nothing to say.</summary>
    public static IReadOnlyList<ProcessFinding> Of(ProcessModel model)
    {
        var found = new List<ProcessFinding>();
        Whole(model, found);
        Level(model, null, found);
        return [.. found.OrderBy(finding => finding.Kind)];
    }

    /// <summary>Whether an address may be linked to.</summary>
    internal static bool IsAddress(string? address) =>
        address is { Length: > 0 and <= LongestAddress } && IsXml(address) && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme is "https" or "http" ? uri.Host.Length > 0 : uri.Scheme == "mailto");

    /// <summary>Whether something can be an id.</summary>
    internal static bool IsId(string? id) =>
        id is { Length: > 0 and <= LongestId } && XmlConvert.IsStartNCNameChar(id[0]) && id.All(XmlConvert.IsNCNameChar);

    private static void Whole(ProcessModel model, List<ProcessFinding> found)
    {
        // Lanes, nodes and flows, and those of the processes within steps: in BPMN they are all one document's ids.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Ids(model))
        {
            if (!IsId(id))
            {
                Error(found, id, "id-invalid", new($"«{id}» kan ikke være en id: den begynner med en bokstav, og har ellers bokstaver, tall, bindestrek, punktum og understrek.", $"«{id}» kan ikkje vere ein id: han tek til med ein bokstav, og har elles bokstavar, tal, bindestrek, punktum og understrek.", $"“{id}” cannot be an id: it starts with a letter, and otherwise has letters, digits, hyphens, full stops and underscores."));
            }
            else if (!seen.Add(id))
            {
                Error(found, id, "id-twice", new($"Id-en «{id}» er brukt mer enn én gang.", $"Id-en «{id}» er brukt meir enn éin gong.", $"The id “{id}” is used more than once."));
            }
        }

        if (model.Lanes.Count is 0 or > MostLanes)
        {
            Error(found, null, "lanes-count", new($"En prosess har fra 1 til {MostLanes} roller.", $"Ein prosess har frå 1 til {MostLanes} roller.", $"A process has from 1 to {MostLanes} roles."));
        }

        foreach (var lane in model.Lanes)
        {
            Text(found, lane.Id, "name", lane.Name, LongestName, new("Rollen", "Rolla", "The role"), required: true);
        }

        foreach (var twice in model.Lanes.Where(lane => !string.IsNullOrWhiteSpace(lane.Name)).GroupBy(lane => lane.Name.Trim(), StringComparer.OrdinalIgnoreCase).SelectMany(lanes => lanes.Skip(1)))
        {
            Warn(found, twice.Id, "lane-twice", new($"Det er to roller som heter «{twice.Name}».", $"Det er to roller som heiter «{twice.Name}».", $"There are two roles named “{twice.Name}”."));
        }

        foreach (var empty in model.Lanes.Where(lane => model.Nodes.All(node => node.Lane != lane.Id)))
        {
            Warn(found, empty.Id, "lane-empty", new($"«{empty.Name}» har ingenting å gjøre. Fjern rollen, eller legg steg i den.", $"«{empty.Name}» har ingenting å gjere. Ta bort rolla, eller legg steg i ho.", $"“{empty.Name}” has nothing to do. Remove the role, or give it steps."));
        }
    }

    private static void Level(ProcessModel model, ProcessNode? within, List<ProcessFinding> found)
    {
        var at = within?.Id;
        if (model.Nodes.Count > MostNodes || model.Flows.Count > MostFlows)
        {
            Error(found, at, "too-many", new($"En prosess har høyst {MostNodes} deler og {MostFlows} streker. Del den opp i underprosesser.", $"Ein prosess har høgst {MostNodes} delar og {MostFlows} strekar. Del han opp i underprosessar.", $"A process has at most {MostNodes} parts and {MostFlows} lines. Divide it into sub-processes."));
            return;
        }

        var nodes = new Dictionary<string, ProcessNode>(StringComparer.Ordinal);
        foreach (var node in model.Nodes)
        {
            nodes.TryAdd(node.Id, node);
            Node(model, within, node, found);
        }

        if (within is not null && model.Lanes.Count > 0)
        {
            Error(found, at, "inner-lanes", new($"Underprosessen i «{within.Name}» kan ikke ha roller: stegene i den gjøres av den som gjør steget.", $"Underprosessen i «{within.Name}» kan ikkje ha roller: stega i han blir gjorde av den som gjer steget.", $"The sub-process of “{within.Name}” cannot have roles: its steps are done by whoever does the step."));
        }

        var inner = within is null ? new("Prosessen", "Prosessen", "The process") : new Label($"Underprosessen i «{within.Name}»", $"Underprosessen i «{within.Name}»", $"The sub-process of “{within.Name}”");
        if (model.Nodes.All(node => node.Kind != ProcessNodeKind.Start))
        {
            Error(found, at, "no-start", inner.Then(new("har ingen start.", "har ingen start.", "has no start.")));
        }

        if (model.Nodes.All(node => node.Kind != ProcessNodeKind.End))
        {
            Error(found, at, "no-end", inner.Then(new("har ingen slutt.", "har ingen slutt.", "has no end.")));
        }

        var sound = new List<(ProcessFlow Flow, ProcessNode From, ProcessNode To)>();
        foreach (var flow in model.Flows)
        {
            if (!nodes.TryGetValue(flow.From, out var from) || !nodes.TryGetValue(flow.To, out var to))
            {
                Error(found, flow.Id, "flow-dangling", new("En strek går fra eller til noe som ikke finnes.", "Ein strek går frå eller til noko som ikkje finst.", "A line leads from or to something that does not exist."));
                continue;
            }

            Flow(flow, from, to, found);
            sound.Add((flow, from, to));
        }

        foreach (var twice in sound.GroupBy(one => (one.Flow.From, one.Flow.To, one.Flow.Label)).SelectMany(same => same.Skip(1)))
        {
            Error(found, twice.Flow.Id, "flow-twice", new($"Det går to like streker fra «{twice.From.Name}» til «{twice.To.Name}».", $"Det går to like strekar frå «{twice.From.Name}» til «{twice.To.Name}».", $"Two equal lines lead from “{twice.From.Name}” to “{twice.To.Name}”."));
        }

        var steps = sound.Where(one => one.From.Kind != ProcessNodeKind.Document && one.To.Kind != ProcessNodeKind.Document).ToList();
        var ways = steps.ToLookup(one => one.From.Id, StringComparer.Ordinal);
        foreach (var decision in nodes.Values.Where(node => node.Kind == ProcessNodeKind.Decision))
        {
            Decision(decision, [.. ways[decision.Id].Select(one => one.Flow)], found);
        }

        Reached(nodes, ways, sound, found);
        if (ProcessDrawing.Of(model).IsMoreThanAPage)
        {
            Warn(found, at, "more-than-a-page", inner.Then(new("er større enn det én side viser. Del opp i underprosess.", "er større enn det éi side viser. Del opp i underprosess.", "is more than one page shows. Divide it into sub-processes.")));
        }
    }

    private static void Node(ProcessModel model, ProcessNode? within, ProcessNode node, List<ProcessFinding> found)
    {
        Text(found, node.Id, "name", node.Name, LongestName, new("Navnet", "Namnet", "The name"), required: true);
        Text(found, node.Id, "change", node.Change, LongestChange, new("Endringen", "Endringa", "The change"));
        Text(found, node.Id, "system", node.System, LongestName, new("Systemet", "Systemet", "The system"));
        if (within is null ? node.Lane is null || model.Lanes.All(lane => lane.Id != node.Lane) : node.Lane is not null)
        {
            Error(found, node.Id, "lane-unknown", within is null
                ? new($"«{node.Name}» er ikke hos noen rolle. Velg hvem som gjør det.", $"«{node.Name}» er ikkje hos noka rolle. Vel kven som gjer det.", $"“{node.Name}” has no role. Choose who does it.")
                : new($"«{node.Name}» er i en underprosess, og kan ikke ha en rolle for seg.", $"«{node.Name}» er i ein underprosess, og kan ikkje ha ei rolle for seg.", $"“{node.Name}” is in a sub-process, and cannot have a role of its own."));
        }

        if (node.Minutes is < 0 or > MostMinutes)
        {
            Error(found, node.Id, "minutes", new($"Tiden for «{node.Name}» er fra 0 til {MostMinutes} minutter.", $"Tida for «{node.Name}» er frå 0 til {MostMinutes} minutt.", $"The time of “{node.Name}” is from 0 to {MostMinutes} minutes."));
        }

        if (node.Links.Count > MostLinks)
        {
            Error(found, node.Id, "links-count", new($"«{node.Name}» kan ha høyst {MostLinks} lenker.", $"«{node.Name}» kan ha høgst {MostLinks} lenkjer.", $"“{node.Name}” can have at most {MostLinks} links."));
        }

        foreach (var link in node.Links)
        {
            Text(found, node.Id, "link-name", link.Name, LongestName, new("Navnet på lenken", "Namnet på lenkja", "The link's name"), required: true);
            if (!IsAddress(link.Address))
            {
                Error(found, node.Id, "link-address", new($"Lenken «{link.Name}» må ha en hel adresse som begynner med https://, http:// eller mailto:.", $"Lenkja «{link.Name}» må ha ei heil adresse som tek til med https://, http:// eller mailto:.", $"The link “{link.Name}” must have a whole address that starts with https://, http:// or mailto:."));
            }
        }

        if (node.Inner is { } inner)
        {
            if (within is not null)
            {
                Error(found, node.Id, "inner-too-deep", new($"«{node.Name}» er alt i en underprosess, og kan ikke ha en egen.", $"«{node.Name}» er alt i ein underprosess, og kan ikkje ha ein eigen.", $"“{node.Name}” is in a sub-process already, and cannot have one of its own."));
            }
            else if (node.Kind != ProcessNodeKind.Step)
            {
                Error(found, node.Id, "inner-not-step", new($"Bare steg kan ha en underprosess, og «{node.Name}» er ikke et steg.", $"Berre steg kan ha ein underprosess, og «{node.Name}» er ikkje eit steg.", $"Only steps can have a sub-process, and “{node.Name}” is none."));
            }
            else
            {
                Level(inner, node, found);
            }
        }
    }

    private static void Flow(ProcessFlow flow, ProcessNode from, ProcessNode to, List<ProcessFinding> found)
    {
        Text(found, flow.Id, "label", flow.Label, LongestLabel, new("Teksten på streken", "Teksten på streken", "The line's text"));
        if (flow.From == flow.To)
        {
            Error(found, flow.Id, "flow-to-itself", new($"En strek går fra «{from.Name}» til seg selv.", $"Ein strek går frå «{from.Name}» til seg sjølv.", $"A line leads from “{from.Name}” to itself."));
        }
        else if (from.Kind == ProcessNodeKind.Document || to.Kind == ProcessNodeKind.Document)
        {
            if (!DocumentCan(from.Kind, to.Kind))
            {
                Error(found, flow.Id, "document-flow", new($"Streken fra «{from.Name}» til «{to.Name}» kan ikke være der: et dokument leses eller lages av et steg, kommer med starten eller følger slutten.", $"Streken frå «{from.Name}» til «{to.Name}» kan ikkje vere der: eit dokument blir lese eller laga av eit steg, kjem med starten eller følgjer slutten.", $"The line from “{from.Name}” to “{to.Name}” cannot be: a document is read or made by a step, comes with the start or follows the end."));
            }
        }
        else if (to.Kind == ProcessNodeKind.Start)
        {
            Error(found, flow.Id, "flow-into-start", new($"Ingenting kan komme før starten «{to.Name}».", $"Ingenting kan kome før starten «{to.Name}».", $"Nothing can come before the start “{to.Name}”."));
        }
        else if (from.Kind == ProcessNodeKind.End)
        {
            Error(found, flow.Id, "flow-from-end", new($"Ingenting kan komme etter slutten «{from.Name}».", $"Ingenting kan kome etter slutten «{from.Name}».", $"Nothing can come after the end “{from.Name}”."));
        }
    }

    private static bool DocumentCan(ProcessNodeKind from, ProcessNodeKind to) => (from, to) switch
    {
        (ProcessNodeKind.Step, ProcessNodeKind.Document) => true,
        (ProcessNodeKind.Document, ProcessNodeKind.Step) => true,
        (ProcessNodeKind.Start, ProcessNodeKind.Document) => true,
        (ProcessNodeKind.Document, ProcessNodeKind.End) => true,
        _ => false,
    };

    private static void Decision(ProcessNode decision, IReadOnlyList<ProcessFlow> ways, List<ProcessFinding> found)
    {
        if (ways.Count < 2)
        {
            Error(found, decision.Id, "decision-ways", new($"Spørsmålet «{decision.Name}» må ha minst to svar.", $"Spørsmålet «{decision.Name}» må ha minst to svar.", $"The question “{decision.Name}” must have at least two answers."));
        }

        foreach (var way in ways.Where(way => string.IsNullOrWhiteSpace(way.Label)))
        {
            Error(found, way.Id, "decision-unlabelled", new($"En strek ut av spørsmålet «{decision.Name}» mangler svar.", $"Ein strek ut av spørsmålet «{decision.Name}» manglar svar.", $"A line out of the question “{decision.Name}” has no answer."));
        }

        foreach (var way in ways.Where(way => !string.IsNullOrWhiteSpace(way.Label)).GroupBy(way => way.Label!.Trim(), StringComparer.OrdinalIgnoreCase).SelectMany(same => same.Skip(1)))
        {
            Error(found, way.Id, "decision-same-answer", new($"Spørsmålet «{decision.Name}» har svaret «{way.Label}» mer enn én gang.", $"Spørsmålet «{decision.Name}» har svaret «{way.Label}» meir enn éin gong.", $"The question “{decision.Name}” has the answer “{way.Label}” more than once."));
        }
    }

    private static void Reached(
        Dictionary<string, ProcessNode> nodes,
        ILookup<string, (ProcessFlow Flow, ProcessNode From, ProcessNode To)> ways,
        IReadOnlyList<(ProcessFlow Flow, ProcessNode From, ProcessNode To)> flows,
        List<ProcessFinding> found)
    {
        var reached = new HashSet<string>(nodes.Values.Where(node => node.Kind == ProcessNodeKind.Start).Select(node => node.Id), StringComparer.Ordinal);
        var left = new Stack<string>(reached);
        while (left.TryPop(out var id))
        {
            foreach (var next in ways[id].Where(way => reached.Add(way.To.Id)))
            {
                left.Push(next.To.Id);
            }
        }

        foreach (var node in nodes.Values)
        {
            if (node.Kind == ProcessNodeKind.Document)
            {
                if (flows.All(flow => flow.From.Id != node.Id && flow.To.Id != node.Id))
                {
                    Warn(found, node.Id, "document-unused", new($"Ingen bruker dokumentet «{node.Name}».", $"Ingen bruker dokumentet «{node.Name}».", $"Nobody uses the document “{node.Name}”."));
                }
            }
            else if (!reached.Contains(node.Id))
            {
                Error(found, node.Id, "unreachable", new($"Ingen vei fører fra starten til «{node.Name}».", $"Ingen veg fører frå starten til «{node.Name}».", $"No way leads from the start to “{node.Name}”."));
            }
            else if (node.Kind is ProcessNodeKind.Step or ProcessNodeKind.Start && !ways[node.Id].Any())
            {
                Warn(found, node.Id, "dead-end", new($"Ingenting kommer etter «{node.Name}». Trekk en strek videre, eller til en slutt.", $"Ingenting kjem etter «{node.Name}». Trekk ein strek vidare, eller til ein slutt.", $"Nothing comes after “{node.Name}”. Draw a line onwards, or to an end."));
            }
        }
    }

    private static void Text(List<ProcessFinding> found, string at, string code, string? text, int longest, Label what, bool required = false)
    {
        if (required && string.IsNullOrWhiteSpace(text))
        {
            Error(found, at, $"{code}-empty", what.Then(new("mangler.", "manglar.", "is missing.")));
        }
        else if (text?.Length > longest)
        {
            Error(found, at, $"{code}-too-long", what.Then(new($"kan ha høyst {longest} tegn.", $"kan ha høgst {longest} teikn.", $"can have at most {longest} characters.")));
        }
        else if (text is not null && !IsXml(text))
        {
            Error(found, at, $"{code}-characters", what.Then(new("har tegn som ikke kan skrives.", "har teikn som ikkje kan skrivast.", "has characters that cannot be written.")));
        }
    }

    private static bool IsXml(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
            {
                index++;
            }
            else if (!XmlConvert.IsXmlChar(text[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Ids(ProcessModel model) =>
        model.Lanes.Select(lane => lane.Id)
            .Concat(model.Nodes.SelectMany(node => node.Inner is { } inner ? Ids(inner).Prepend(node.Id) : [node.Id]))
            .Concat(model.Flows.Select(flow => flow.Id));

    private static void Error(List<ProcessFinding> found, string? at, string code, Label text) => found.Add(new(ProcessFindingKind.Error, at, code, text));

    private static void Warn(List<ProcessFinding> found, string? at, string code, Label text) => found.Add(new(ProcessFindingKind.Warning, at, code, text));
}
