namespace Halden.Umbraco.Processes.Drawing;

/// <summary>A node's place in the grid.</summary>
/// <param name="Node">The node.</param>
/// <param name="Index">Its number in the model's order.</param>
/// <param name="Column">From the left.</param>
/// <param name="Lane">From the top.</param>
/// <param name="Row">Within the lane, from the top.</param>
internal sealed record GridCell(ProcessNode Node, int Index, int Column, int Lane, int Row);

/// <summary>
/// Which column and row each node has. Columns are layers (Sugiyama): a node comes one after the last of those that lead to it, save for
/// ways back. Rows are chosen so that the way goes straight on; in a column they follow the model's order.
/// </summary>
internal sealed record DrawingGrid(
    IReadOnlyList<ProcessLane?> Lanes,
    IReadOnlyList<int> Rows,
    int Columns,
    IReadOnlyDictionary<string, GridCell> Cells,
    IReadOnlyList<ProcessFlow> Flows,
    IReadOnlySet<ProcessFlow> Back)
{
    public static DrawingGrid Of(ProcessModel model)
    {
        var nodes = model.Nodes.DistinctBy(node => node.Id, StringComparer.Ordinal).ToList();
        var index = nodes.Select((node, at) => (node.Id, at)).ToDictionary(one => one.Id, one => one.at, StringComparer.Ordinal);
        var flows = model.Flows.Where(flow => flow.From != flow.To && index.ContainsKey(flow.From) && index.ContainsKey(flow.To)).Distinct<ProcessFlow>(ReferenceEqualityComparer.Instance).ToList();
        var lanes = model.Lanes.DistinctBy(lane => lane.Id, StringComparer.Ordinal).Cast<ProcessLane?>().ToList();
        var laneOf = nodes.Select(node => lanes.FindIndex(lane => lane!.Id == node.Lane)).ToArray();
        if (lanes.Count == 0 || laneOf.Contains(-1))
        {
            lanes.Add(null);
            laneOf = [.. laneOf.Select(lane => lane < 0 ? lanes.Count - 1 : lane)];
        }

        bool IsDocument(int at) => nodes[at].Kind == ProcessNodeKind.Document;
        var steps = flows.Select(flow => (Flow: flow, From: index[flow.From], To: index[flow.To])).Where(one => !IsDocument(one.From) && !IsDocument(one.To)).ToList();
        var back = WaysBack(nodes, steps);
        var forward = steps.Where(one => !back.Contains(one.Flow)).ToList();
        var column = ColumnsOf(nodes, forward.Select(one => (one.From, one.To)).ToList());
        var row = RowsOf(nodes, laneOf, column, forward.Select(one => (one.From, one.To)).ToList());
        var rows = lanes.Select((_, lane) => Enumerable.Range(0, nodes.Count).Where(at => laneOf[at] == lane && !IsDocument(at)).Select(at => row[at] + 1).DefaultIfEmpty(0).Max()).ToArray();
        Documents(nodes, laneOf, flows.Select(flow => (From: index[flow.From], To: index[flow.To])).ToList(), column, row, rows);
        var cells = nodes.Select((node, at) => new GridCell(node, at, column[at], laneOf[at], row[at])).ToDictionary(cell => cell.Node.Id, StringComparer.Ordinal);
        return new DrawingGrid(lanes, [.. rows.Select(count => Math.Max(1, count))], column.DefaultIfEmpty(0).Max() + 1, cells, flows, back);
    }

    // A way back is what leads to where one already is on the way, walked from the starts in the model's order.
    private static HashSet<ProcessFlow> WaysBack(List<ProcessNode> nodes, List<(ProcessFlow Flow, int From, int To)> steps)
    {
        var ways = steps.ToLookup(one => one.From);
        var back = new HashSet<ProcessFlow>(ReferenceEqualityComparer.Instance);
        var state = new byte[nodes.Count];
        var roots = Enumerable.Range(0, nodes.Count).OrderBy(at => nodes[at].Kind == ProcessNodeKind.Start ? 0 : 1);
        foreach (var root in roots.Where(at => state[at] == 0))
        {
            var stack = new Stack<(int At, IEnumerator<(ProcessFlow Flow, int From, int To)> Ways)>();
            state[root] = 1;
            stack.Push((root, ways[root].GetEnumerator()));
            while (stack.TryPeek(out var top))
            {
                if (!top.Ways.MoveNext())
                {
                    state[top.At] = 2;
                    stack.Pop();
                }
                else if (state[top.Ways.Current.To] == 1)
                {
                    back.Add(top.Ways.Current.Flow);
                }
                else if (state[top.Ways.Current.To] == 0)
                {
                    state[top.Ways.Current.To] = 1;
                    stack.Push((top.Ways.Current.To, ways[top.Ways.Current.To].GetEnumerator()));
                }
            }
        }

        return back;
    }

    private static int[] ColumnsOf(List<ProcessNode> nodes, List<(int From, int To)> forward)
    {
        // What nothing leads to yet stands after what it was written after, not before everything.
        var edges = new List<(int From, int To)>(forward);
        for (var (at, last) = (0, -1); at < nodes.Count; at++)
        {
            if (nodes[at].Kind == ProcessNodeKind.Document)
            {
                continue;
            }

            if (last >= 0 && nodes[at].Kind != ProcessNodeKind.Start && forward.All(edge => edge.To != at) && !Reaches(edges, at, last))
            {
                edges.Add((last, at));
            }

            last = at;
        }

        var column = new int[nodes.Count];
        var waiting = new int[nodes.Count];
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        foreach (var edge in edges)
        {
            waiting[edge.To]++;
        }

        var ready = new Queue<int>(Enumerable.Range(0, nodes.Count).Where(at => waiting[at] == 0));
        while (ready.TryDequeue(out var at))
        {
            foreach (var to in next[at])
            {
                column[to] = Math.Max(column[to], column[at] + 1);
                if (--waiting[to] == 0)
                {
                    ready.Enqueue(to);
                }
            }
        }

        // A second start stands by what it starts.
        foreach (var start in Enumerable.Range(0, nodes.Count).Where(at => nodes[at].Kind == ProcessNodeKind.Start && column[at] == 0 && next[at].Any()))
        {
            column[start] = Math.Max(0, next[start].Min(to => column[to]) - 1);
        }

        return column;
    }

    private static bool Reaches(List<(int From, int To)> edges, int from, int to)
    {
        var seen = new HashSet<int> { from };
        var left = new Stack<int>(seen);
        while (left.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (var edge in edges)
            {
                if (edge.From == at && seen.Add(edge.To))
                {
                    left.Push(edge.To);
                }
            }
        }

        return false;
    }

    private static int[] RowsOf(List<ProcessNode> nodes, int[] laneOf, int[] column, List<(int From, int To)> forward)
    {
        var row = new int[nodes.Count];
        var into = forward.ToLookup(edge => edge.To, edge => edge.From);
        var outOf = forward.ToLookup(edge => edge.From, edge => edge.To);
        var columns = Enumerable.Range(0, nodes.Count)
            .Where(at => nodes[at].Kind != ProcessNodeKind.Document)
            .GroupBy(at => (column[at], laneOf[at]))
            .OrderBy(group => group.Key);
        foreach (var group in columns)
        {
            var least = 0;
            foreach (var at in group)
            {
                var wanted = into[at]
                    .Where(from => laneOf[from] == laneOf[at])
                    .Select(from => row[from] + outOf[from].Where(to => laneOf[to] == laneOf[at] && column[to] == column[at]).Distinct().Order().TakeWhile(to => to != at).Count())
                    .DefaultIfEmpty(0)
                    .Min();
                row[at] = Math.Max(least, wanted);
                least = row[at] + 1;
            }
        }

        return row;
    }

    // Papers lie by the step that uses them: right under it where that is free, over it where it is the first of several, else below all.
    private static void Documents(List<ProcessNode> nodes, int[] laneOf, List<(int From, int To)> flows, int[] column, int[] row, int[] rows)
    {
        var taken = new HashSet<(int Lane, int Row, int Column)>();
        var wanted = new List<(int At, int Column, int Step)>();
        for (var (at, last) = (0, 0); at < nodes.Count; at++)
        {
            if (nodes[at].Kind != ProcessNodeKind.Document)
            {
                last = column[at];
                taken.Add((laneOf[at], row[at], column[at]));
                continue;
            }

            var users = flows.Where(flow => flow.From == at || flow.To == at).Select(flow => flow.From == at ? flow.To : flow.From)
                .Where(user => nodes[user].Kind != ProcessNodeKind.Document)
                .OrderBy(user => laneOf[user] == laneOf[at] ? 0 : 1).ThenBy(user => column[user])
                .ToList();
            wanted.Add((at, users.Count > 0 ? column[users[0]] : last, users.Count > 0 && laneOf[users[0]] == laneOf[at] ? users[0] : -1));
        }

        var most = column.DefaultIfEmpty(0).Max();
        var below = rows.ToArray();
        foreach (var (at, from, step) in wanted.OrderBy(one => one.Column).ThenBy(one => one.At))
        {
            var lane = laneOf[at];
            (row[at], column[at]) = Places(from, most, below[lane], step < 0 ? null : row[step], step >= 0 && taken.Contains((lane, row[step] + 1, from)))
                .First(place => taken.Add((lane, place.Row, place.Column)));
            rows[lane] = Math.Max(rows[lane], row[at] + 1);
        }

        // Rows are counted from 0, those over the first as well.
        foreach (var lane in Enumerable.Range(0, rows.Length))
        {
            var own = Enumerable.Range(0, nodes.Count).Where(at => laneOf[at] == lane).ToList();
            var over = -Math.Min(0, own.Select(at => row[at]).DefaultIfEmpty(0).Min());
            own.ForEach(at => row[at] += over);
            rows[lane] += over;
        }
    }

    private static IEnumerable<(int Row, int Column)> Places(int column, int most, int below, int? step, bool isUnderTaken)
    {
        if (step is { } row)
        {
            if (!isUnderTaken)
            {
                yield return (row + 1, column);
            }
            else if (row == 0)
            {
                yield return (-1, column);
            }
        }

        for (var next = below; ; next++)
        {
            yield return (next, column);
            if (column < most)
            {
                yield return (next, column + 1);
            }
        }
    }
}
