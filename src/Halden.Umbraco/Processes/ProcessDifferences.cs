using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>What became of something between two process models.</summary>
internal enum ProcessChangeKind
{
    Removed,
    Added,

    /// <summary>Done by another role, or in another order.</summary>
    Moved,

    /// <summary>The same place, otherwise than before.</summary>
    Changed,
}

/// <summary>One thing that is different.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">As it was; null where it was added.</param>
/// <param name="After">As it is; null where it was removed.</param>
/// <param name="BeforeRole">Who did it; null where it was added, or nobody was chosen.</param>
/// <param name="AfterRole">Who does it; null where it was removed, or nobody is chosen.</param>
/// <param name="Within">Name of the step that it is within; null for most.</param>
/// <param name="Details">What is different, e.g. "Tid: 15 min → 5 min"; none for what was added or removed.</param>
internal sealed record ProcessChange(ProcessChangeKind Kind, ProcessNode? Before, ProcessNode? After, string? BeforeRole, string? AfterRole, string? Within, IReadOnlyList<Label> Details)
{
    /// <summary>What it is called now, or was.</summary>
    public string Name => (After ?? Before)!.Name;

    /// <summary>What it stands for now, or did.</summary>
    public ProcessNodeKind NodeKind => (After ?? Before)!.Kind;
}

/// <summary>What changes for one role: a line of "hva endres for hvem".</summary>
/// <param name="Role">The role's name.</param>
/// <param name="IsNew">Whether the process did not touch it before.</param>
/// <param name="IsGone">Whether it does not touch it any more.</param>
/// <param name="MinutesBefore">Sum of the minutes of its steps; null where none has any.</param>
/// <param name="MinutesAfter">As before.</param>
/// <param name="Changes">What it no longer does, newly does, takes over, hands over or does otherwise; in words.</param>
internal sealed record ProcessRoleChange(string Role, bool IsNew, bool IsGone, int? MinutesBefore, int? MinutesAfter, IReadOnlyList<Label> Changes);

/// <summary>What is different between two process models: two stages of a service, or two versions of one.</summary>
/// <param name="Changes">Removed, added, moved and changed nodes, in the order of the model they are in now; the removed after those, in the order they had.</param>
/// <param name="Roles">The roles that anything changes for; those of today first, then those that are gone.</param>
internal sealed record ProcessDifferences(IReadOnlyList<ProcessChange> Changes, IReadOnlyList<ProcessRoleChange> Roles)
{
    /// <summary>Whether nothing that a reader would notice is different.</summary>
    public bool AreNone => Changes.Count == 0 && Roles.Count == 0;

    private static ProcessModel Empty { get; } = new([], [], []);

    /// <summary>Compares two models. What has the same id is the same, else what has the same kind and name: stages are copied, and keep their ids.</summary>
    public static ProcessDifferences Between(ProcessModel before, ProcessModel after)
    {
        var lanes = Pairs(before.Lanes, after.Lanes, lane => lane.Id, lane => Plain(lane.Name));
        var comparison = new Comparison(before, after, lanes);
        comparison.Compare(before, after, null, null, null);
        return new ProcessDifferences(comparison.Changes, comparison.Roles());
    }

    // By id; what is left by name, the first with the first.
    private static List<(T Before, T After)> Pairs<T, TKey>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id, Func<T, TKey> name)
        where T : class
        where TKey : notnull
    {
        var pairs = new List<(T Before, T After)>();
        var free = before.ToList();
        var left = new List<T>();
        foreach (var one in after)
        {
            if (free.FindIndex(other => id(other) == id(one)) is var at and >= 0)
            {
                pairs.Add((free[at], one));
                free.RemoveAt(at);
            }
            else
            {
                left.Add(one);
            }
        }

        foreach (var one in left)
        {
            if (free.FindIndex(other => name(other).Equals(name(one))) is var at and >= 0)
            {
                pairs.Add((free[at], one));
                free.RemoveAt(at);
            }
        }

        return pairs;
    }

    private static string Plain(string? text) => string.Join(' ', (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static string Value(string? text) => string.IsNullOrWhiteSpace(text) ? "–" : text.Trim();

    private static Label Arrow(Label what, string? before, string? after) => what.Then(Same($": {Value(before)} → {Value(after)}"), string.Empty);

    private static Label Same(string text) => new(text, text, text);

    private sealed class Comparison(ProcessModel before, ProcessModel after, List<(ProcessLane Before, ProcessLane After)> lanes)
    {
        public List<ProcessChange> Changes { get; } = [];

        // Beside each change, whose it is: a role may have got another name.
        private readonly List<(ProcessLane? Before, ProcessLane? After)> _whose = [];

        public void Compare(ProcessModel old, ProcessModel now, string? within, ProcessLane? oldRole, ProcessLane? newRole)
        {
            var pairs = Pairs(old.Nodes, now.Nodes, node => node.Id, node => (node.Kind, Plain(node.Name)));
            var was = new Dictionary<ProcessNode, ProcessNode>(ReferenceEqualityComparer.Instance);
            foreach (var (one, other) in pairs)
            {
                was.TryAdd(other, one);
            }

            var moved = Moved([.. now.Nodes.Where(node => was.ContainsKey(node) && node.Kind != ProcessNodeKind.Document)], was, old.Nodes);
            foreach (var node in now.Nodes)
            {
                var role = within is null ? after.Lanes.FirstOrDefault(lane => lane.Id == node.Lane) : newRole;
                if (!was.TryGetValue(node, out var previous))
                {
                    Add(ProcessChangeKind.Added, null, node, null, role, within, []);
                    Compare(Empty, node.Inner ?? Empty, node.Name, null, role);
                    continue;
                }

                var earlier = within is null ? before.Lanes.FirstOrDefault(lane => lane.Id == previous.Lane) : oldRole;
                var details = new List<Label>();
                var isHandedOver = within is null && !IsSame(earlier, role);
                if (isHandedOver)
                {
                    details.Add(Arrow(new("Hvem", "Kven", "Who"), earlier?.Name, role?.Name));
                }

                if (moved.Contains(node))
                {
                    details.Add(new("Kommer i en annen rekkefølge", "Kjem i ei anna rekkjefølgje", "Comes in another order"));
                }

                Facts(previous, node, details);
                Around(previous, node, old, now, pairs, details);
                if (details.Count > 0)
                {
                    Add(isHandedOver || moved.Contains(node) ? ProcessChangeKind.Moved : ProcessChangeKind.Changed, previous, node, earlier, role, within, details);
                }

                Compare(previous.Inner ?? Empty, node.Inner ?? Empty, node.Name, earlier, role);
            }

            foreach (var node in old.Nodes.Where(node => pairs.TrueForAll(pair => !ReferenceEquals(pair.Before, node))))
            {
                var role = within is null ? before.Lanes.FirstOrDefault(lane => lane.Id == node.Lane) : oldRole;
                Add(ProcessChangeKind.Removed, node, null, role, null, within, []);
                Compare(node.Inner ?? Empty, Empty, node.Name, role, null);
            }
        }

        public List<ProcessRoleChange> Roles()
        {
            var roles = after.Lanes.Select(lane => (Before: (ProcessLane?)lanes.Find(pair => ReferenceEquals(pair.After, lane)).Before, After: (ProcessLane?)lane))
                .Concat(before.Lanes.Where(lane => lanes.TrueForAll(pair => !ReferenceEquals(pair.Before, lane))).Select(lane => ((ProcessLane?)lane, (ProcessLane?)null)));
            var found = new List<ProcessRoleChange>();
            foreach (var (old, now) in roles)
            {
                var (minutesBefore, minutesAfter) = (Minutes(before, old), Minutes(after, now));
                var (touched, touches) = (Touches(before, old), Touches(after, now));
                var lines = new List<Label>();
                if (old is not null && now is not null && Plain(old.Name) != Plain(now.Name))
                {
                    lines.Add(new($"Heter nå «{now.Name}», før «{old.Name}»", $"Heiter no «{now.Name}», før «{old.Name}»", $"Is now called “{now.Name}”, was “{old.Name}”"));
                }

                for (var at = 0; at < Changes.Count; at++)
                {
                    lines.AddRange(Lines(Changes[at], _whose[at], old, now));
                }

                if (lines.Count > 0 || touched != touches || minutesBefore != minutesAfter)
                {
                    found.Add(new ProcessRoleChange((now ?? old)!.Name, touches && !touched, touched && !touches, minutesBefore, minutesAfter, lines));
                }
            }

            return found;
        }

        private static bool Touches(ProcessModel model, ProcessLane? lane) => lane is not null && model.Nodes.Any(node => node.Lane == lane.Id);

        // A step's own minutes are those of all that is within it.
        private static int? Minutes(ProcessModel model, ProcessLane? lane) => lane is null ? null : model.Nodes
            .Where(node => node.Lane == lane.Id)
            .Select(node => node.Minutes ?? node.Inner?.Nodes.Aggregate((int?)null, (sum, inner) => Sum(sum, inner.Minutes)))
            .Aggregate((int?)null, Sum);

        private static int? Sum(int? one, int? other) => one is null ? other : other is null ? one : one + other;

        private static IEnumerable<Label> Lines(ProcessChange change, (ProcessLane? Before, ProcessLane? After) whose, ProcessLane? old, ProcessLane? now)
        {
            var had = old is not null && ReferenceEquals(whose.Before, old);
            var has = now is not null && ReferenceEquals(whose.After, now);
            var name = change.Within is null ? change.Name : $"{change.Within}: {change.Name}";
            switch (change.Kind)
            {
                case ProcessChangeKind.Removed when had:
                    yield return change.NodeKind switch
                    {
                        ProcessNodeKind.Document => new($"Dokumentet «{name}» faller bort", $"Dokumentet «{name}» fell bort", $"The document “{name}” goes away"),
                        ProcessNodeKind.Start or ProcessNodeKind.End => new($"«{name}» faller bort", $"«{name}» fell bort", $"“{name}” goes away"),
                        _ => new($"Slipper «{name}»", $"Slepp «{name}»", $"No longer does “{name}”"),
                    };
                    break;
                case ProcessChangeKind.Added when has:
                    yield return change.NodeKind switch
                    {
                        ProcessNodeKind.Document => new($"Nytt dokument: «{name}»", $"Nytt dokument: «{name}»", $"New document: “{name}”"),
                        ProcessNodeKind.Start or ProcessNodeKind.End => new($"Nytt: «{name}»", $"Nytt: «{name}»", $"New: “{name}”"),
                        _ => new($"Ny oppgave: «{name}»", $"Ny oppgåve: «{name}»", $"New task: “{name}”"),
                    };
                    break;
                case ProcessChangeKind.Moved when had != has:
                    var (from, to) = (Value(change.BeforeRole), Value(change.AfterRole));
                    yield return has
                        ? new($"Overtar «{name}» fra {from}", $"Tek over «{name}» frå {from}", $"Takes over “{name}” from {from}")
                        : new($"Gir «{name}» fra seg til {to}", $"Gjev «{name}» frå seg til {to}", $"Hands “{name}” over to {to}");
                    break;
                case ProcessChangeKind.Moved or ProcessChangeKind.Changed when has:
                    yield return change.Details.Aggregate((one, other) => one.Then(other, "; ")).After($"«{name}»: ");
                    break;
            }
        }

        private void Add(ProcessChangeKind kind, ProcessNode? old, ProcessNode? now, ProcessLane? oldRole, ProcessLane? newRole, string? within, IReadOnlyList<Label> details)
        {
            Changes.Add(new ProcessChange(kind, old, now, oldRole?.Name, newRole?.Name, within, details));
            _whose.Add((oldRole, newRole));
        }

        private bool IsSame(ProcessLane? one, ProcessLane? other) =>
            (one is null && other is null) || lanes.Exists(pair => ReferenceEquals(pair.Before, one) && ReferenceEquals(pair.After, other));

        private static void Facts(ProcessNode old, ProcessNode now, List<Label> details)
        {
            void Text(Label what, string? one, string? other)
            {
                if ((one ?? string.Empty).Trim() != (other ?? string.Empty).Trim())
                {
                    details.Add(Arrow(what, one, other));
                }
            }

            Text(new("Navn", "Namn", "Name"), old.Name, now.Name);
            if (old.Kind != now.Kind)
            {
                var (one, other) = (KindName(old.Kind), KindName(now.Kind));
                details.Add(new($"Slag: {one.Nb} → {other.Nb}", $"Slag: {one.Nn} → {other.Nn}", $"Kind: {one.En} → {other.En}"));
            }

            Text(new("Tid", "Tid", "Time"), Time(old.Minutes), Time(now.Minutes));
            Text(new("System", "System", "System"), old.System, now.System);
            Text(new("Det som er endret", "Det som er endra", "What is changed"), old.Change, now.Change);
            Text(new("Lenker", "Lenkjer", "Links"), Links(old), Links(now));
        }

        // What a node has to do with others: documents, answers, and where it goes on.
        private static void Around(ProcessNode old, ProcessNode now, ProcessModel oldModel, ProcessModel newModel, List<(ProcessNode Before, ProcessNode After)> pairs, List<Label> details)
        {
            var number = new Dictionary<string, int>(StringComparer.Ordinal);
            var previous = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (at, pair) in pairs.Index())
            {
                previous.TryAdd(pair.Before.Id, at);
                number.TryAdd(pair.After.Id, at);
            }

            void Compare(Label what, List<(string Key, string Text)> one, List<(string Key, string Text)> other)
            {
                if (!one.Select(item => item.Key).ToHashSet().SetEquals(other.Select(item => item.Key)))
                {
                    details.Add(Arrow(what, string.Join(", ", one.Select(item => item.Text)), string.Join(", ", other.Select(item => item.Text))));
                }
            }

            List<(string Key, string Text)> Documents(ProcessModel model, ProcessNode node, Dictionary<string, int> numbers, bool isRead) =>
            [
                .. model.Flows.Where(flow => (isRead ? flow.To : flow.From) == node.Id)
                    .Select(flow => model.Nodes.FirstOrDefault(other => other.Id == (isRead ? flow.From : flow.To)))
                    .Where(other => other?.Kind == ProcessNodeKind.Document)
                    .Select(other => (numbers.TryGetValue(other!.Id, out var at) ? $"{at}" : $"{other.Kind} {other.Id}", other.Name)),
            ];

            if (now.Kind != ProcessNodeKind.Document && old.Kind != ProcessNodeKind.Document)
            {
                Compare(new("Leser", "Les", "Reads"), Documents(oldModel, old, previous, isRead: true), Documents(newModel, now, number, isRead: true));
                Compare(new("Lager", "Lagar", "Makes"), Documents(oldModel, old, previous, isRead: false), Documents(newModel, now, number, isRead: false));
            }

            List<(string? Label, int? At, string Name)> Ways(ProcessModel model, ProcessNode node, Dictionary<string, int> numbers) =>
            [
                .. model.Flows.Where(flow => flow.From == node.Id)
                    .Select(flow => (flow.Label, To: model.Nodes.FirstOrDefault(other => other.Id == flow.To)))
                    .Where(way => way.To is not null && way.To.Kind != ProcessNodeKind.Document && node.Kind != ProcessNodeKind.Document)
                    .Select(way => (string.IsNullOrWhiteSpace(way.Label) ? null : way.Label.Trim(), numbers.TryGetValue(way.To!.Id, out var at) ? at : (int?)null, way.To.Name)),
            ];

            var (was, ways) = (Ways(oldModel, old, previous), Ways(newModel, now, number));
            if (!was.Select(way => way.Label).ToHashSet().SetEquals(ways.Select(way => way.Label)))
            {
                Compare(new("Svar", "Svar", "Answers"), [.. was.Select(way => (way.Label ?? string.Empty, Value(way.Label)))], [.. ways.Select(way => (way.Label ?? string.Empty, Value(way.Label)))]);
            }
            else if (was.TrueForAll(way => way.At is not null) && ways.TrueForAll(way => way.At is not null))
            {
                // A step that came in between, or went, is told of by itself.
                string Text((string? Label, int? At, string Name) way) => way.Label is null ? way.Name : $"{way.Label}: {way.Name}";
                Compare(new("Går videre til", "Går vidare til", "Goes on to"), [.. was.Select(way => ($"{way.Label} {way.At}", Text(way)))], [.. ways.Select(way => ($"{way.Label} {way.At}", Text(way)))]);
            }
        }

        private static string? Time(int? minutes) => minutes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known} min") : null;

        private static string Links(ProcessNode node) => string.Join(", ", node.Links.Select(link => $"{link.Name} <{link.Address}>"));

        private static Label KindName(ProcessNodeKind kind) => ProcessReading.WordFor(kind) ?? new Label("Steg", "Steg", "Step");

        // Those that are not in the longest run that has kept its order: the fewest that must change places to get from the one order to the other.
        private static HashSet<ProcessNode> Moved(List<ProcessNode> order, Dictionary<ProcessNode, ProcessNode> was, IReadOnlyList<ProcessNode> before)
        {
            var place = new Dictionary<ProcessNode, int>(ReferenceEqualityComparer.Instance);
            foreach (var (at, node) in before.Index())
            {
                place.TryAdd(node, at);
            }

            var (length, from) = (new int[order.Count], new int[order.Count]);
            var best = -1;
            for (var at = 0; at < order.Count; at++)
            {
                (length[at], from[at]) = (1, -1);
                for (var earlier = 0; earlier < at; earlier++)
                {
                    if (place[was[order[earlier]]] < place[was[order[at]]] && length[earlier] + 1 > length[at])
                    {
                        (length[at], from[at]) = (length[earlier] + 1, earlier);
                    }
                }

                best = best < 0 || length[at] > length[best] ? at : best;
            }

            var moved = new HashSet<ProcessNode>(order, ReferenceEqualityComparer.Instance);
            for (; best >= 0; best = from[best])
            {
                moved.Remove(order[best]);
            }

            return moved;
        }
    }
}
