using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Processes;

namespace Halden.Umbraco.UnitTests.Processes;

/// <summary>Process models to test with: one that anybody can follow, and any number of others.</summary>
internal static class AProcess
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names =
    [
        "Tar imot søknaden", "Journalfører", "Vurderer om vilkårene i helse- og omsorgstjenesteloven er oppfylt", "A & B < C > \"D\" 'E'", "Sender brev",
        "Arbeidsmarkedsopplæringskoordinatorstillingsutlysning", "é ß 漢字 😀", "Ja", "Skriver\nvedtak", "  Venter  ",
    ];

    private static readonly string[] Ids = ["Process", "Participant", "Collaboration", "Definitions", "LaneSet", "Plane", "x-1", "_y.2", "ærlig", "DataObject_x-1"];

    public static ProcessNode Node(string id, ProcessNodeKind kind, string name, string? lane) => new(id, kind, name) { Lane = lane };

    public static ProcessNode Step(string id, string name, string? lane = "ss", int? minutes = null) => new(id, ProcessNodeKind.Step, name) { Lane = lane, Minutes = minutes };

    /// <summary>A record's lists are compared by what is in them.</summary>
    public static string Told(object? model) => JsonSerializer.Serialize(model, Json);

    /// <summary>An application on paper: a question, a way back, a document and a sub-process.</summary>
    public static ProcessModel OnPaper { get; } = new(
        [new("sok", "Søker"), new("ss", "Servicesenteret"), new("kul", "Kulturskolen")],
        [
            Node("start", ProcessNodeKind.Start, "Vil søke plass", "sok"),
            Step("fyll", "Fyller ut søknaden", "sok", 20),
            Node("papir", ProcessNodeKind.Document, "Søknadsskjema", "sok"),
            Step("motta", "Tar imot og journalfører", "ss", 15) with { System = "Sakarkiv", Links = [new("Arkivloven", "https://lovdata.no/lov/1992-12-04-126")] },
            Node("komplett", ProcessNodeKind.Decision, "Er søknaden komplett?", "ss"),
            Step("behandle", "Behandler søknaden", "kul", 30) with
            {
                Change = "Registreres ikke lenger for hånd",
                Inner = new(
                    [],
                    [Node("i1", ProcessNodeKind.Start, "Begynn", null), Step("i2", "Vurderer plass", null, 10), Node("i3", ProcessNodeKind.End, "Ferdig", null)],
                    [new("if1", "i1", "i2"), new("if2", "i2", "i3")]),
            },
            Node("slutt", ProcessNodeKind.End, "Svar sendt", "kul"),
        ],
        [
            new("f1", "start", "fyll"), new("f2", "fyll", "papir"), new("f3", "fyll", "motta"), new("f4", "papir", "motta"), new("f5", "motta", "komplett"),
            new("f6", "komplett", "behandle", "Ja"), new("f7", "komplett", "fyll", "Nei"), new("f8", "behandle", "slutt"),
        ]);

    public static Arbitrary<Case> Cases() => Arb.From(
        from steps in Gen.Choose(1, 9)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Case(steps, seed));

    /// <summary>A valid model, made of a number of steps and a seed.</summary>
    internal sealed record Case(int Steps, int Seed)
    {
        private readonly Random _random = new(Seed);
        private int _id;

        public ProcessModel Model() => new Case(Steps, Seed).Make();

        /// <summary>The model with one more step on one of its flows.</summary>
        public (ProcessModel Before, ProcessModel After) WithOneMore()
        {
            var model = Model();
            var random = new Random(Seed / 2);
            var kinds = model.Nodes.ToDictionary(node => node.Id, node => node.Kind);
            var on = model.Flows.Where(flow => kinds[flow.From] != ProcessNodeKind.Document && kinds[flow.To] != ProcessNodeKind.Document).ToList() is var flows ? flows[random.Next(flows.Count)] : null!;
            var lane = model.Lanes[random.Next(model.Lanes.Count)].Id;
            var after = model.Nodes.ToList();
            after.Insert(after.FindIndex(node => node.Id == on.From) + 1, Step("enda", "Enda et steg", lane));
            return (model, model with { Nodes = after, Flows = [.. model.Flows.SelectMany(flow => flow == on ? [flow with { To = "enda" }, new ProcessFlow("videre", "enda", flow.To)] : new[] { flow })] });
        }

        private ProcessModel Make()
        {
            var lanes = Enumerable.Range(0, _random.Next(1, 5)).Select(at => new ProcessLane(Id(), $"Rolle {at} {Name()}")).ToList();
            return Level(Steps, lanes, inner: false);
        }

        private ProcessModel Level(int count, List<ProcessLane> lanes, bool inner)
        {
            string? Lane() => inner ? null : lanes[_random.Next(lanes.Count)].Id;
            var nodes = new List<ProcessNode> { Full(Node(Id(), ProcessNodeKind.Start, Name(), Lane())) };
            for (var at = 0; at < count; at++)
            {
                var node = Full(Node(Id(), _random.Next(4) == 0 ? ProcessNodeKind.Decision : ProcessNodeKind.Step, Name(), Lane()));
                nodes.Add(node.Kind == ProcessNodeKind.Step && !inner && _random.Next(8) == 0 ? node with { Inner = Level(_random.Next(1, 4), [], inner: true) } : node);
            }

            nodes.Add(Node(Id(), ProcessNodeKind.End, Name(), Lane()));
            var flows = new List<ProcessFlow>();
            for (var at = 0; at + 1 < nodes.Count; at++)
            {
                var isDecision = nodes[at].Kind == ProcessNodeKind.Decision;
                flows.Add(new ProcessFlow(Id(), nodes[at].Id, nodes[at + 1].Id, isDecision ? "Ja" : _random.Next(9) == 0 ? "så" : null));
                if (!isDecision)
                {
                    continue;
                }

                string[] answers = ["Nei", "Vet ikke, må undersøkes nærmere", "Delvis"];
                foreach (var answer in answers.Take(_random.Next(1, 4)))
                {
                    var others = Enumerable.Range(1, nodes.Count - 1).Where(other => other != at).ToList();
                    flows.Add(new ProcessFlow(Id(), nodes[at].Id, nodes[others[_random.Next(others.Count)]].Id, answer));
                }
            }

            foreach (var _ in Enumerable.Range(0, _random.Next(4)))
            {
                var document = Full(Node(Id(), ProcessNodeKind.Document, Name(), Lane()));
                nodes.Insert(_random.Next(1, nodes.Count + 1), document);
                foreach (var user in nodes.Where(node => node.Kind == ProcessNodeKind.Step).OrderBy(_ => _random.Next()).Take(_random.Next(3)).ToList())
                {
                    var flow = _random.Next(2) == 0 ? new ProcessFlow(Id(), document.Id, user.Id) : new ProcessFlow(Id(), user.Id, document.Id, _random.Next(3) == 0 ? "kopi" : null);
                    flows.Insert(_random.Next(flows.Count + 1), flow);
                }
            }

            return new ProcessModel(inner ? [] : lanes, nodes, flows);
        }

        private ProcessNode Full(ProcessNode node) => node with
        {
            Minutes = _random.Next(3) == 0 ? _random.Next(0, 500) : null,
            System = _random.Next(3) == 0 ? Name() : null,
            Change = _random.Next(4) == 0 ? Name() : _random.Next(9) == 0 ? string.Empty : null,
            Links = _random.Next(4) == 0 ? [new(Name(), "https://eksempel.no/?a=1&b=2"), new("E-post", "mailto:post@kommune.example")] : [],
        };

        private string Name() => Names[_random.Next(Names.Length)];

        private string Id() => _id++ < Ids.Length && _random.Next(2) == 0 ? Ids[_id - 1] : $"n{_id}";
    }
}
