namespace Halden.Umbraco.Processes.Drawing;

/// <summary>
/// Turns places in the grid into pixels: columns and rows get the room that what stands in them needs, gaps the room for the lines that
/// follow them beside each other and for the answers.
/// </summary>
internal sealed class DrawingPlan
{
    private const double Margin = 12;
    private const double StepWidth = 140;
    private const double StepPadding = 10;
    private const double DocumentWidth = 120;
    private const double Circle = 36;
    private const double Diamond = 50;
    private const double BesideText = 128;
    private const double LeastHead = 124;
    private const double MostHead = 190;
    private const double HeadPadding = 12;
    private const double AnswerWidth = 92;
    private const double NameLine = 17;
    private const double SmallLine = 15;
    private const double AnswerLine = 15;
    private const double Track = 12;
    private const double BesideMiddle = 36;
    private const double LeastGap = 28;
    private const double LeastRowGap = 22;
    private const double LaneGap = 12;

    private readonly DrawingGrid _grid;
    private readonly DrawingRoutes _routes;
    private readonly IReadOnlyList<Route> _ways;
    private readonly Dictionary<string, Figure> _figures = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Route, int Run), int> _tracks = [];
    private readonly Dictionary<(bool Horizontal, int Line), int> _trackCount = [];
    private readonly Dictionary<int, Answer> _answers = [];

    private readonly Dictionary<(int Route, int Run), double> _beside = [];
    private readonly double _headWidth;

    private DrawingPlan(DrawingGrid grid)
    {
        _grid = grid;
        (_routes, _ways) = DrawingRoutes.Of(grid);
        _headWidth = WidthOfHeads();
    }

    public static ProcessDrawing Of(DrawingGrid grid) => new DrawingPlan(grid).Draw();

    private ProcessDrawing Draw()
    {
        foreach (var cell in _grid.Cells.Values)
        {
            _figures[cell.Node.Id] = Figure.Of(cell.Node);
        }

        Tracks();
        Beside();
        Answers();
        var (columnX, gapX, width) = Across();
        var (rowY, gapY, laneY, height) = Down();
        double LineX(int x) => x % 2 == 1 ? columnX[x / 2] : gapX[x / 2];
        double LineY(int y) => _routes.IsRow(y) ? rowY[y] : gapY[y];

        var nodes = _grid.Cells.Values.OrderBy(cell => cell.Index).Select(cell =>
        {
            var (x, y) = (LineX(DrawingRoutes.X(cell.Column)), LineY(_routes.Y(cell.Lane, cell.Row)));
            return _figures[cell.Node.Id].At(cell, x, y);
        }).ToDictionary(node => node.Node.Id, StringComparer.Ordinal);
        var flows = _ways.Select((way, at) => Flow(way, at, nodes, LineX, LineY)).ToList();
        var lanes = _grid.Lanes.Select((lane, at) =>
        {
            var box = new DrawnBox(Margin, laneY[at], width - (2 * Margin), laneY[at + 1] - laneY[at]);
            var head = box with { Width = _headWidth };
            var lines = HeadLines(lane);
            var top = box.CentreY - (lines.Count * NameLine / 2);
            return new DrawnLane(lane, box, head, [.. lines.Select((line, number) => new DrawnText(line, box.X + HeadPadding, top + (number * NameLine) + 13, DrawnTextStyle.Role))]);
        }).ToList();
        return new ProcessDrawing(width, height, lanes, [.. nodes.Values], flows);
    }

    private IReadOnlyList<string> HeadLines(ProcessLane? lane) =>
        lane is null ? [] : DrawingText.Wrap(lane.Name, _headWidth - (2 * HeadPadding), ProcessDrawing.NameSize, bold: true);

    // Wide enough for the longest word of a role, within reason: "Tildelingskontoret" is not to be broken.
    private double WidthOfHeads() =>
        _grid.Lanes.All(lane => lane is null)
            ? 0
            : Math.Clamp(_grid.Lanes.Where(lane => lane is not null).SelectMany(lane => lane!.Name.Split(' ')).Select(word => DrawingText.Width(word, ProcessDrawing.NameSize, bold: true)).Max() + (2 * HeadPadding) + 1, LeastHead, MostHead);

    // Lines that follow the same gap get a track each where they would lie on one another.
    private void Tracks()
    {
        var inGap = _ways.SelectMany((way, route) => way.Runs.Select((run, number) => (Way: way, Route: route, Number: number, Run: run)))
            .Where(one => one.Run.IsHorizontal ? !_routes.IsRow(one.Run.Line) : one.Run.Line % 2 == 0)
            .GroupBy(one => (one.Run.IsHorizontal, one.Run.Line));
        foreach (var gap in inGap)
        {
            // What ends in the same node lies on one line the last bit: so do ways of the same pair.
            var bundles = new List<Bundle>();
            foreach (var one in gap)
            {
                var isLast = one.Number == one.Way.Runs.Count - 2;
                var key = isLast ? $"{one.Way.Flow.To} {one.Way.Entry} {one.Way.IsDocument}" : $"{one.Way.Flow.From} {one.Way.Flow.To} {one.Number}";
                var bundle = bundles.FirstOrDefault(bundle => bundle.Key == key);
                if (bundle is null)
                {
                    bundles.Add(bundle = new Bundle(key));
                }

                bundle.Add(one.Route, one.Number, one.Run);
                if (one.Number > 0)
                {
                    var neighbour = one.Way.Runs[one.Number - 1];
                    bundle.Ends.Add((one.Run.From, neighbour.From < neighbour.To ? -1 : 1));
                }

                if (one.Number < one.Way.Runs.Count - 1)
                {
                    var neighbour = one.Way.Runs[one.Number + 1];
                    bundle.Ends.Add((one.Run.To, neighbour.To > neighbour.From ? 1 : -1));
                }
            }

            Arrange(bundles);
            var count = 0;
            for (var at = 0; at < bundles.Count; at++)
            {
                bundles[at].Track = bundles.Take(at).Where(other => other.Meets(bundles[at])).Select(other => other.Track + 1).DefaultIfEmpty(0).Max();
                count = Math.Max(count, bundles[at].Track + 1);
                foreach (var member in bundles[at].Members)
                {
                    _tracks[member] = bundles[at].Track;
                }
            }

            _trackCount[gap.Key] = count;
        }
    }

    // A document's line leaves the middle of a step to the flow that goes on there.
    private void Beside()
    {
        var down = _ways.SelectMany((way, route) => way.Runs.Select((run, number) => (Way: way, Route: route, Number: number, Run: run)))
            .Where(one => !one.Run.IsHorizontal && one.Run.Line % 2 == 1)
            .ToLookup(one => one.Run.Line);
        foreach (var one in down.SelectMany(column => column).Where(one => one.Way.IsDocument))
        {
            if (down[one.Run.Line].Any(other => other.Run.Low < one.Run.High && one.Run.Low < other.Run.High && DrawingRoutes.Class(_grid, other.Way.Flow) != DrawingRoutes.Class(_grid, one.Way.Flow)))
            {
                _beside[(one.Route, one.Number)] = DrawingRoutes.Class(_grid, one.Way.Flow) == 1 ? BesideMiddle : -BesideMiddle;
            }
        }
    }

    // Neighbours change places as long as that saves crossings.
    private static void Arrange(List<Bundle> bundles)
    {
        for (var (round, changed) = (0, true); changed && round < bundles.Count + 2; round++)
        {
            changed = false;
            for (var at = 0; at + 1 < bundles.Count; at++)
            {
                if (Bundle.Crossings(bundles[at + 1], bundles[at]) < Bundle.Crossings(bundles[at], bundles[at + 1]))
                {
                    (bundles[at], bundles[at + 1]) = (bundles[at + 1], bundles[at]);
                    changed = true;
                }
            }
        }
    }

    // An answer stands where its line leaves the question; where several leave on the same side, where it arrives.
    private void Answers()
    {
        var pairs = new HashSet<(string, string)>();
        foreach (var (way, at) in _ways.Select((way, at) => (way, at)))
        {
            var labels = _ways.Where(other => other.Flow.From == way.Flow.From && other.Flow.To == way.Flow.To && !string.IsNullOrWhiteSpace(other.Flow.Label)).Select(other => other.Flow.Label!.Trim()).Distinct().ToList();
            if (labels.Count == 0 || !pairs.Add((way.Flow.From, way.Flow.To)))
            {
                continue;
            }

            var lines = DrawingText.Wrap(string.Join(" / ", labels), AnswerWidth, ProcessDrawing.AnswerSize);
            var isShared = _ways.Any(other => other.Flow.From == way.Flow.From && other.Flow.To != way.Flow.To && other.Exit == way.Exit);
            _answers[at] = isShared
                ? new Answer(way.Flow.To, way.Entry, lines, AtEnd: true)
                : new Answer(way.Flow.From, way.Exit, lines, AtEnd: false);
        }

        // Several at one side stand beneath each other.
        foreach (var side in _answers.Values.GroupBy(answer => (answer.Node, answer.Side)))
        {
            var above = 0.0;
            foreach (var answer in side)
            {
                answer.Before = above;
                above += answer.Height;
            }
        }
    }

    private (double[] Columns, double[] Gaps, double Width) Across()
    {
        var widths = new double[_grid.Columns];
        foreach (var cell in _grid.Cells.Values)
        {
            widths[cell.Column] = Math.Max(widths[cell.Column], _figures[cell.Node.Id].FullWidth);
        }

        foreach (var answer in _answers.Values.Where(answer => answer.Side is Side.Top or Side.Bottom))
        {
            var column = _grid.Cells[answer.Node].Column;
            widths[column] = Math.Max(widths[column], 2 * (answer.Width + 12));
        }

        var before = new double[_grid.Columns + 1];
        var after = new double[_grid.Columns + 1];
        foreach (var answer in _answers.Values.Where(answer => answer.Side is Side.Left or Side.Right))
        {
            var cell = _grid.Cells[answer.Node];
            var needed = (_figures[answer.Node].ShapeWidth / 2) + answer.Width + (answer.AtEnd ? 20 : 12) - (widths[cell.Column] / 2);
            if (answer.Side == Side.Right)
            {
                before[cell.Column + 1] = Math.Max(before[cell.Column + 1], needed);
            }
            else
            {
                after[cell.Column] = Math.Max(after[cell.Column], needed);
            }
        }

        var columns = new double[_grid.Columns];
        var gaps = new double[_grid.Columns + 1];
        var x = Margin + _headWidth;
        for (var gap = 0; gap <= _grid.Columns; gap++)
        {
            // At the very left and right there need not be room where no line goes.
            var count = _trackCount.GetValueOrDefault((false, 2 * gap));
            var lines = Math.Max(0, count - 1) * Track;
            var least = gap == 0 || gap == _grid.Columns ? 20 : LeastGap;
            var gapWidth = Math.Max(least, before[gap] + after[gap] + lines + (count > 0 ? 24 : 8));
            gaps[gap] = x + before[gap] + ((gapWidth - before[gap] - after[gap] - lines) / 2);
            x += gapWidth;
            if (gap < _grid.Columns)
            {
                columns[gap] = x + (widths[gap] / 2);
                x += widths[gap];
            }
        }

        return (columns, gaps, x + Margin);
    }

    private (Dictionary<int, double> Rows, Dictionary<int, double> Gaps, double[] Lanes, double Height) Down()
    {
        var up = new Dictionary<int, double>();
        var down = new Dictionary<int, double>();
        foreach (var cell in _grid.Cells.Values)
        {
            var (y, figure) = (_routes.Y(cell.Lane, cell.Row), _figures[cell.Node.Id]);
            up[y] = Math.Max(up.GetValueOrDefault(y, 20), figure.Up);
            down[y] = Math.Max(down.GetValueOrDefault(y, 20), figure.Down);
        }

        var above = new Dictionary<int, double>();
        var below = new Dictionary<int, double>();
        foreach (var answer in _answers.Values)
        {
            var cell = _grid.Cells[answer.Node];
            var (y, figure) = (_routes.Y(cell.Lane, cell.Row), _figures[answer.Node]);
            switch (answer.Side)
            {
                case Side.Bottom:
                    above[y + 1] = Math.Max(above.GetValueOrDefault(y + 1), answer.Offset(_answers.Values, figure) + answer.Height + 4 - down[y]);
                    break;
                case Side.Top:
                    below[y - 1] = Math.Max(below.GetValueOrDefault(y - 1), (figure.ShapeHeight / 2) + 8 + answer.Before + answer.Height + 4 - up[y]);
                    break;
                default:
                    up[y] = Math.Max(up[y], answer.IsAbove ? answer.Before + answer.Height + 8 : 0);
                    down[y] = Math.Max(down[y], answer.IsAbove ? 0 : answer.Before + answer.Height + 10);
                    break;
            }
        }

        var rows = new Dictionary<int, double>();
        var gaps = new Dictionary<int, double>();
        var lanes = new double[_grid.Lanes.Count + 1];
        var y0 = Margin;
        var line = 0;
        for (var lane = 0; lane < _grid.Lanes.Count; lane++)
        {
            lanes[lane] = y0;
            var start = line;
            var offset = y0;
            for (var part = 0; part < (2 * _grid.Rows[lane]) + 1; part++, line++)
            {
                if (_routes.IsRow(line))
                {
                    rows[line] = offset + up.GetValueOrDefault(line, 20);
                    offset = rows[line] + down.GetValueOrDefault(line, 20);
                }
                else
                {
                    var count = _trackCount.GetValueOrDefault((true, line));
                    var (before, after) = (above.GetValueOrDefault(line), below.GetValueOrDefault(line));
                    var lines = Math.Max(0, count - 1) * Track;
                    var isEdge = part == 0 || part == 2 * _grid.Rows[lane];
                    var height = Math.Max(isEdge ? LaneGap : LeastRowGap, Math.Max(0, before) + Math.Max(0, after) + lines + (count > 0 ? 22 : 6));
                    gaps[line] = offset + Math.Max(0, before) + ((height - Math.Max(0, before) - Math.Max(0, after) - lines) / 2);
                    offset += height;
                }
            }

            // A role's name may be longer than what it does is high: then all of it moves to the middle.
            var least = _headWidth > 0 ? (HeadLines(_grid.Lanes[lane]).Count * NameLine) + 20 : 0;
            var extra = Math.Max(0, least - (offset - y0));
            for (var moved = start; moved < line; moved++)
            {
                (_routes.IsRow(moved) ? rows : gaps)[moved] += extra / 2;
            }

            y0 = offset + extra;
        }

        lanes[^1] = y0;
        return (rows, gaps, lanes, y0 + Margin);
    }

    private DrawnFlow Flow(Route way, int at, Dictionary<string, DrawnNode> nodes, Func<int, double> lineX, Func<int, double> lineY)
    {
        var (from, to) = (nodes[way.Flow.From], nodes[way.Flow.To]);
        var lines = way.Runs.Select((run, number) =>
            (run.IsHorizontal ? lineY(run.Line) : lineX(run.Line)) + (_tracks.GetValueOrDefault((at, number)) * Track) + _beside.GetValueOrDefault((at, number))).ToList();
        var points = new List<DrawnPoint> { Port(from.Shape, way.Exit, _beside.GetValueOrDefault((at, 0))) };
        for (var number = 0; number + 1 < way.Runs.Count; number++)
        {
            points.Add(way.Runs[number].IsHorizontal ? new(lines[number + 1], lines[number]) : new(lines[number], lines[number + 1]));
        }

        points.Add(Port(to.Shape, way.Entry, _beside.GetValueOrDefault((at, way.Runs.Count - 1))));
        if (!_answers.TryGetValue(at, out var answer))
        {
            return new DrawnFlow(way.Flow, way.IsDocument, points, [], null);
        }

        var node = nodes[answer.Node];
        var box = answer.At(node, answer.Offset(_answers.Values, _figures[answer.Node]));
        return new DrawnFlow(way.Flow, way.IsDocument, points, [.. answer.Lines.Select((line, number) => new DrawnText(line, box.X, box.Y + (number * AnswerLine) + 12, DrawnTextStyle.Answer))], box);
    }

    private static DrawnPoint Port(DrawnBox shape, Side side, double beside) => side switch
    {
        Side.Right => new(shape.Right, shape.CentreY),
        Side.Left => new(shape.X, shape.CentreY),
        Side.Top => new(shape.CentreX + beside, shape.Y),
        _ => new(shape.CentreX + beside, shape.Bottom),
    };

    /// <summary>What a node looks like, before it has a place.</summary>
    private sealed record Figure(ProcessNodeKind Kind, double ShapeWidth, double ShapeHeight, double TextWidth, IReadOnlyList<string> Name, IReadOnlyList<string> Small, bool HasInner)
    {
        private double NameHeight => Name.Count * NameLine;

        public double FullWidth => Math.Max(ShapeWidth, TextWidth);

        /// <summary>How far it reaches above the middle of the shape.</summary>
        public double Up => (ShapeHeight / 2) + (Kind == ProcessNodeKind.Decision && Name.Count > 0 ? NameHeight + 5 : 0);

        /// <summary>How far it reaches below the middle of the shape.</summary>
        public double Down => (ShapeHeight / 2) + (Kind is ProcessNodeKind.Start or ProcessNodeKind.End && Name.Count > 0 ? NameHeight + 5 : 0);

        public static Figure Of(ProcessNode node)
        {
            var width = node.Kind switch
            {
                ProcessNodeKind.Step => StepWidth - (2 * StepPadding),
                ProcessNodeKind.Document => DocumentWidth - 16,
                ProcessNodeKind.Decision => BesideText,
                _ => 112,
            };
            var size = node.Kind == ProcessNodeKind.Document ? ProcessDrawing.AnswerSize : ProcessDrawing.NameSize;
            var name = DrawingText.Wrap(node.Name, width, size);
            IReadOnlyList<string> small = node.Kind == ProcessNodeKind.Step
                ? Facts(node, width)
                : [];
            var textWidth = name.Select(line => DrawingText.Width(line, size)).DefaultIfEmpty(0).Max();
            var hasInner = node is { Kind: ProcessNodeKind.Step, Inner: not null };
            var height = (name.Count * NameLine) + (small.Count * SmallLine);
            return node.Kind switch
            {
                ProcessNodeKind.Step => new(node.Kind, StepWidth, Math.Max(58, height + 22 + (small.Count > 0 ? 2 : 0) + (hasInner ? 14 : 0)), 0, name, small, hasInner),
                ProcessNodeKind.Document => new(node.Kind, DocumentWidth, Math.Max(46, height + 20), 0, name, small, false),
                ProcessNodeKind.Decision => new(node.Kind, Diamond, Diamond, textWidth + 4, name, small, false),
                _ => new(node.Kind, Circle, Circle, textWidth + 4, name, small, false),
            };
        }

        // System and time on one line where it holds both, else on lines of their own.
        private static IReadOnlyList<string> Facts(ProcessNode node, double width)
        {
            string[] facts = [.. new[] { node.System?.Trim(), node.Minutes is { } minutes ? $"{minutes} min" : null }.Where(fact => !string.IsNullOrEmpty(fact)).Cast<string>()];
            var together = string.Join(" · ", facts);
            return DrawingText.Width(together, ProcessDrawing.SmallSize) <= width
                ? DrawingText.Wrap(together, width, ProcessDrawing.SmallSize)
                : [.. facts.SelectMany(fact => DrawingText.Wrap(fact, width, ProcessDrawing.SmallSize))];
        }

        public DrawnNode At(GridCell cell, double x, double y)
        {
            var shape = new DrawnBox(x - (ShapeWidth / 2), y - (ShapeHeight / 2), ShapeWidth, ShapeHeight);
            var height = NameHeight + (Small.Count > 0 ? (Small.Count * SmallLine) + 2 : 0);
            var top = Kind switch
            {
                ProcessNodeKind.Decision => shape.Y - 5 - height,
                ProcessNodeKind.Start or ProcessNodeKind.End => shape.Bottom + 5,
                ProcessNodeKind.Document => y - (height / 2) + 3,
                _ => y - (height / 2) - (HasInner ? 7 : 0),
            };
            var isBeside = Kind is ProcessNodeKind.Decision or ProcessNodeKind.Start or ProcessNodeKind.End;
            var textBox = isBeside ? new DrawnBox(x - (TextWidth / 2), top, TextWidth, height) : new DrawnBox(shape.X + 8, top, ShapeWidth - 16, height);
            return new DrawnNode(cell.Node, cell.Column, cell.Row, cell.Lane, shape, textBox,
            [
                .. Name.Select((line, number) => new DrawnText(line, x, top + (number * NameLine) + 13, DrawnTextStyle.Name)),
                .. Small.Select((line, number) => new DrawnText(line, x, top + NameHeight + 2 + (number * SmallLine) + 11, DrawnTextStyle.Small)),
            ]);
        }
    }

    /// <summary>An answer at a side of a node.</summary>
    private sealed record Answer(string Node, Side Side, IReadOnlyList<string> Lines, bool AtEnd)
    {
        public double Width { get; } = Lines.Select(line => DrawingText.Width(line, ProcessDrawing.AnswerSize)).Max();

        public double Height => Lines.Count * AnswerLine;

        /// <summary>Height of the answers at the same side that come before it.</summary>
        public double Before { get; set; }

        /// <summary>Beside a question there is room for one line above the line; more stand below it.</summary>
        public bool IsAbove => AtEnd || (Lines.Count == 1 && Before == 0);

        /// <summary>How far below the middle of the node an answer at its foot starts: not where one beside it stands.</summary>
        public double Offset(IEnumerable<Answer> all, Figure figure)
        {
            var beside = all.Where(other => other.Node == Node && other.Side == Side.Right && !other.IsAbove).Select(other => 6 + other.Before + other.Height).DefaultIfEmpty(0).Max();
            return Math.Max((figure.ShapeHeight / 2) + 4, beside) + Before;
        }

        public DrawnBox At(DrawnNode node, double offset) => Side switch
        {
            Side.Right => new(node.Shape.Right + 5, node.Shape.CentreY + (IsAbove ? -4 - Before - Height : 4 + Before), Width, Height),
            Side.Left => new(node.Shape.X - (AtEnd ? 14 : 5) - Width, node.Shape.CentreY - 4 - Before - Height, Width, Height),
            Side.Bottom => new(node.Shape.CentreX + 7, node.Shape.CentreY + offset + (AtEnd ? 8 : 0), Width, Height),
            _ => new(node.Shape.CentreX + 7, node.Shape.Y - 8 - Before - Height, Width, Height),
        };
    }

    /// <summary>Runs of a gap that lie on one line.</summary>
    private sealed class Bundle(string key)
    {
        public string Key { get; } = key;

        public List<(int Route, int Run)> Members { get; } = [];

        /// <summary>Where lines come to it, and from which side: −1 from the lower, 1 from the higher.</summary>
        public List<(int At, int Side)> Ends { get; } = [];

        public int Track { get; set; }

        private int Low { get; set; } = int.MaxValue;

        private int High { get; set; } = int.MinValue;

        public void Add(int route, int number, RouteRun run)
        {
            Members.Add((route, number));
            Low = Math.Min(Low, run.Low);
            High = Math.Max(High, run.High);
        }

        public bool Meets(Bundle other) => Low <= other.High && other.Low <= High;

        /// <summary>How many crossings there are with <paramref name="first"/> on the lower side; lying on one another counts for many.</summary>
        public static int Crossings(Bundle first, Bundle second) => first.Count(second, 1) + second.Count(first, -1);

        private int Count(Bundle other, int side)
        {
            var sum = 0;
            foreach (var end in Ends)
            {
                if (end.Side == side && end.At >= other.Low && end.At <= other.High)
                {
                    sum += other.Ends.Any(there => there.At == end.At && there.Side == -side) ? 50 : end.At > other.Low && end.At < other.High ? 2 : 1;
                }
            }

            return sum;
        }
    }
}
