namespace Halden.Umbraco.Processes.Drawing;

/// <summary>A side of a node.</summary>
internal enum Side
{
    Right,
    Bottom,
    Left,
    Top,
}

/// <summary>A line of the grid that a route follows, and from where to where.</summary>
/// <param name="IsHorizontal">Which way.</param>
/// <param name="Line">Number of the horizontal or vertical line.</param>
/// <param name="From">Number of the crossing line where it starts.</param>
/// <param name="To">Where it ends.</param>
internal sealed record RouteRun(bool IsHorizontal, int Line, int From, int To)
{
    public int Low => Math.Min(From, To);

    public int High => Math.Max(From, To);
}

/// <summary>A flow's way through the grid.</summary>
internal sealed record Route(ProcessFlow Flow, bool IsDocument, bool IsBack, IReadOnlyList<RouteRun> Runs, Side Exit, Side Entry);

/// <summary>
/// Finds the ways of the flows. The grid has a vertical line through each column and one in every gap beside a column, horizontal lines
/// likewise; ways follow lines, and never pass a cell with a node in it. Each takes the cheapest way (Dijkstra) by length, bends,
/// crossings and what is already taken: in gaps there is room for many beside each other, through a column or a row for one.
/// </summary>
internal sealed class DrawingRoutes
{
    private const double Bend = 50;
    private const double Crossing = 25;
    private const double Taken = 2_000;

    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    private readonly DrawingGrid _grid;
    private readonly int _width;
    private readonly int _height;
    private readonly bool[] _isRow;
    private readonly int[] _laneStart;
    private readonly GridCell?[,] _at;
    private readonly Dictionary<(int X, int Y, bool Horizontal), List<(ProcessFlow Flow, bool IsDocument)>> _used = [];

    private DrawingRoutes(DrawingGrid grid)
    {
        _grid = grid;
        _width = (2 * grid.Columns) + 1;
        _laneStart = new int[grid.Lanes.Count + 1];
        for (var lane = 0; lane < grid.Lanes.Count; lane++)
        {
            _laneStart[lane + 1] = _laneStart[lane] + (2 * grid.Rows[lane]) + 1;
        }

        _height = _laneStart[^1];
        _isRow = new bool[_height];
        for (var lane = 0; lane < grid.Lanes.Count; lane++)
        {
            for (var row = 0; row < grid.Rows[lane]; row++)
            {
                _isRow[Y(lane, row)] = true;
            }
        }

        _at = new GridCell?[_width, _height];
        foreach (var cell in grid.Cells.Values)
        {
            _at[X(cell.Column), Y(cell.Lane, cell.Row)] = cell;
        }
    }

    /// <summary>Number of the vertical line through a column.</summary>
    public static int X(int column) => (2 * column) + 1;

    /// <summary>Number of the horizontal line through a row of a lane.</summary>
    public int Y(int lane, int row) => _laneStart[lane] + (2 * row) + 1;

    /// <summary>Whether a horizontal line goes through a row, and not through a gap.</summary>
    public bool IsRow(int y) => _isRow[y];

    /// <summary>
    /// What may lie beside what through a column: 0 is what comes next, 1 a document that is read, 2 one that is made. Start and end are
    /// too narrow for more than one.
    /// </summary>
    public static int Class(DrawingGrid grid, ProcessFlow flow)
    {
        var (from, to) = (grid.Cells[flow.From].Node.Kind, grid.Cells[flow.To].Node.Kind);
        return from == ProcessNodeKind.Document && to is ProcessNodeKind.Step ? 1 : to == ProcessNodeKind.Document && from is ProcessNodeKind.Step ? 2 : 0;
    }

    /// <summary>The ways, in the order of the flows.</summary>
    public static (DrawingRoutes Routes, IReadOnlyList<Route> Found) Of(DrawingGrid grid)
    {
        var routes = new DrawingRoutes(grid);
        var found = new Dictionary<ProcessFlow, Route>(ReferenceEqualityComparer.Instance);
        var inOrder = grid.Flows.Select((flow, at) =>
        {
            var (from, to) = (grid.Cells[flow.From], grid.Cells[flow.To]);
            var isDocument = from.Node.Kind == ProcessNodeKind.Document || to.Node.Kind == ProcessNodeKind.Document;
            return (Flow: flow, From: from, To: to, IsDocument: isDocument, IsBack: grid.Back.Contains(flow), at);
        }).OrderBy(one => one.IsDocument).ThenBy(one => one.IsBack)
            .ThenBy(one => one.From.Lane == one.To.Lane && one.From.Row == one.To.Row ? 0 : 1)
            .ThenBy(one => Math.Abs(one.To.Column - one.From.Column)).ThenBy(one => one.at);
        foreach (var one in inOrder)
        {
            // Two answers that lead the same way are one line.
            var same = found.Values.FirstOrDefault(route => route.Flow.From == one.Flow.From && route.Flow.To == one.Flow.To);
            found[one.Flow] = same is not null ? same with { Flow = one.Flow } : routes.Find(one.Flow, one.From, one.To, one.IsDocument, one.IsBack);
        }

        return (routes, [.. grid.Flows.Select(flow => found[flow])]);
    }

    private Route Find(ProcessFlow flow, GridCell from, GridCell to, bool isDocument, bool isBack)
    {
        var (startX, startY, endX, endY) = (X(from.Column), Y(from.Lane, from.Row), X(to.Column), Y(to.Lane, to.Row));
        var best = new Dictionary<(int X, int Y, Side Way), double>();
        var before = new Dictionary<(int X, int Y, Side Way), (int X, int Y, Side Way)>();
        var queue = new PriorityQueue<(int X, int Y, Side Way), (double Cost, int Order)>();
        var order = 0;
        void Offer((int X, int Y, Side Way) at, double cost, (int X, int Y, Side Way)? previous)
        {
            if (!best.TryGetValue(at, out var known) || cost < known - 1e-9)
            {
                best[at] = cost;
                if (previous is { } was)
                {
                    before[at] = was;
                }

                queue.Enqueue(at, (cost, order++));
            }
        }

        foreach (var side in Enum.GetValues<Side>())
        {
            if (ExitCost(from.Node, side, isDocument, isBack) is { } cost)
            {
                Go(startX, startY, side, cost, null);
            }
        }

        while (queue.TryDequeue(out var at, out var priority))
        {
            if (priority.Cost > best[at] + 1e-9)
            {
                continue;
            }

            if (at.X == endX && at.Y == endY)
            {
                return Back(at);
            }

            foreach (var side in Enum.GetValues<Side>())
            {
                if (((int)side + 2) % 4 != (int)at.Way)
                {
                    Go(at.X, at.Y, side, priority.Cost + (side == at.Way ? 0 : Bend) + CrossingCost(at.X, at.Y, at.Way, side, flow), at);
                }
            }
        }

        throw new InvalidOperationException("There is always a way round.");

        void Go(int x, int y, Side side, double cost, (int X, int Y, Side Way)? previous)
        {
            var (dx, dy) = Steps[(int)side];
            var (nextX, nextY) = (x + dx, y + dy);
            if (nextX < 0 || nextX >= _width || nextY < 0 || nextY >= _height)
            {
                return;
            }

            if (_at[nextX, nextY] is { } there)
            {
                if (there != to || EntryCost(to.Node, (Side)(((int)side + 2) % 4), isDocument, isBack) is not { } entry)
                {
                    return;
                }

                cost += entry;
            }

            Offer((nextX, nextY, side), cost + Length(x, y, side) + TakenCost(Math.Min(x, nextX), Math.Min(y, nextY), side is Side.Left or Side.Right, flow, isDocument, from.Node.Kind), previous);
        }

        Route Back((int X, int Y, Side Way) at)
        {
            var points = new List<(int X, int Y, Side Way)> { at };
            while (before.TryGetValue(at, out var previous))
            {
                points.Add(previous);
                at = previous;
            }

            points.Reverse();
            var exit = points[0].Way;
            var entry = (Side)(((int)points[^1].Way + 2) % 4);
            var runs = new List<RouteRun>();
            var (x, y) = (startX, startY);
            foreach (var point in points)
            {
                var isHorizontal = point.Way is Side.Left or Side.Right;
                var use = (Math.Min(x, point.X), Math.Min(y, point.Y), isHorizontal);
                if (!_used.TryGetValue(use, out var users))
                {
                    _used[use] = users = [];
                }

                users.Add((flow, isDocument));
                if (runs.Count > 0 && runs[^1].IsHorizontal == isHorizontal)
                {
                    runs[^1] = runs[^1] with { To = isHorizontal ? point.X : point.Y };
                }
                else
                {
                    runs.Add(isHorizontal ? new RouteRun(true, y, x, point.X) : new RouteRun(false, x, y, point.Y));
                }

                (x, y) = (point.X, point.Y);
            }

            return new Route(flow, isDocument, isBack, runs, exit, entry);
        }
    }

    // Under a start or an end, and over a question, is its name.
    private static double? ExitCost(ProcessNode node, Side side, bool isDocument, bool isBack) => (node.Kind, side) switch
    {
        (ProcessNodeKind.Start or ProcessNodeKind.End, Side.Bottom) => null,
        (ProcessNodeKind.Decision, Side.Top) => null,
        _ when isDocument => side is Side.Bottom or Side.Top ? 0 : node.Kind == ProcessNodeKind.Document ? 10 : 80,
        (_, Side.Left) => null,
        (_, Side.Right) => isBack ? 40 : 0,
        (ProcessNodeKind.Decision, _) => 12,
        _ => isBack ? 0 : 60,
    };

    private static double? EntryCost(ProcessNode node, Side side, bool isDocument, bool isBack) => (node.Kind, side) switch
    {
        (ProcessNodeKind.Start or ProcessNodeKind.End, Side.Bottom) => null,
        (ProcessNodeKind.Decision, Side.Top) => null,
        _ when isDocument => side is Side.Bottom or Side.Top ? 0 : node.Kind == ProcessNodeKind.Document ? 10 : 80,
        (_, Side.Right) => null,
        (_, Side.Left) => 0,
        (ProcessNodeKind.Decision, _) => 150,
        _ => isBack ? 10 : 60,
    };

    private double Length(int x, int y, Side side)
    {
        if (side is Side.Left or Side.Right)
        {
            return 50;
        }

        // From one lane to the next there are two gaps on end.
        return _isRow[y] || _isRow[side == Side.Bottom ? y + 1 : y - 1] ? 30 : 10;
    }

    private double TakenCost(int x, int y, bool isHorizontal, ProcessFlow flow, bool isDocument, ProcessNodeKind from)
    {
        if (!_used.TryGetValue((x, y, isHorizontal), out var users))
        {
            return 0;
        }

        var isOnlyOne = isHorizontal ? _isRow[y] : x % 2 == 1;
        var cost = 0.0;
        foreach (var user in users.Where(user => !isOnlyOne || isHorizontal || Class(_grid, user.Flow) == Class(_grid, flow)))
        {
            cost += !isOnlyOne ? 4
                : user.IsDocument == isDocument && user.Flow.To == flow.To ? 12
                : user.IsDocument == isDocument && user.Flow.From == flow.From ? from == ProcessNodeKind.Decision ? 120 : 12
                : Taken;
        }

        return cost;
    }

    private double CrossingCost(int x, int y, Side way, Side next, ProcessFlow flow)
    {
        if (way != next)
        {
            return 0;
        }

        var isHorizontal = way is Side.Left or Side.Right;
        var crossed = new HashSet<ProcessFlow>(ReferenceEqualityComparer.Instance);
        foreach (var use in isHorizontal ? [(x, y - 1, false), (x, y, false)] : new[] { (x - 1, y, true), (x, y, true) })
        {
            if (_used.TryGetValue(use, out var users))
            {
                crossed.UnionWith(users.Where(user => user.Flow.From != flow.From && user.Flow.To != flow.To).Select(user => user.Flow));
            }
        }

        return crossed.Count * Crossing;
    }
}
