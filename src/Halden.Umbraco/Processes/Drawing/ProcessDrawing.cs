namespace Halden.Umbraco.Processes.Drawing;

/// <summary>A place in a drawing, in pixels from its top left.</summary>
internal readonly record struct DrawnPoint(double X, double Y);

/// <summary>A rectangle of a drawing.</summary>
internal readonly record struct DrawnBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CentreX => X + (Width / 2);

    public double CentreY => Y + (Height / 2);

    /// <summary>Whether any of the one is within the other.</summary>
    public bool Overlaps(DrawnBox other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>Whether a horizontal or vertical line passes within.</summary>
    public bool IsCrossedBy(DrawnPoint from, DrawnPoint to) =>
        Math.Max(from.X, to.X) > X && Math.Min(from.X, to.X) < Right && Math.Max(from.Y, to.Y) > Y && Math.Min(from.Y, to.Y) < Bottom;
}

/// <summary>How a text of a drawing looks.</summary>
internal enum DrawnTextStyle
{
    /// <summary>What a node is called.</summary>
    Name,

    /// <summary>System and time.</summary>
    Small,

    /// <summary>An answer.</summary>
    Answer,

    /// <summary>What a role is called.</summary>
    Role,
}

/// <summary>One line of text. Nothing of it is cut off.</summary>
/// <param name="Text">The line.</param>
/// <param name="X">Middle of the line; for <see cref="DrawnTextStyle.Answer"/> and <see cref="DrawnTextStyle.Role"/> its left.</param>
/// <param name="Y">What the letters stand on.</param>
/// <param name="Style">How it looks.</param>
internal sealed record DrawnText(string Text, double X, double Y, DrawnTextStyle Style);

/// <summary>A role's band across the drawing.</summary>
/// <param name="Lane">The role; null for what no role does, and within a step.</param>
/// <param name="Box">The whole band.</param>
/// <param name="Head">The part with its name; without width where there is none.</param>
/// <param name="Name">Its name.</param>
internal sealed record DrawnLane(ProcessLane? Lane, DrawnBox Box, DrawnBox Head, IReadOnlyList<DrawnText> Name);

/// <summary>A node.</summary>
/// <param name="Node">What is drawn.</param>
/// <param name="Column">Column, from 0.</param>
/// <param name="Row">Row within the lane, from 0.</param>
/// <param name="LaneIndex">Which of the drawing's lanes.</param>
/// <param name="Shape">Box, circle, diamond or page.</param>
/// <param name="TextBox">Where its text is: within the shape, or beside it.</param>
/// <param name="Lines">The text.</param>
internal sealed record DrawnNode(ProcessNode Node, int Column, int Row, int LaneIndex, DrawnBox Shape, DrawnBox TextBox, IReadOnlyList<DrawnText> Lines);

/// <summary>A flow.</summary>
/// <param name="Flow">What is drawn.</param>
/// <param name="IsDocument">Whether it leads to or from a document, and is broken.</param>
/// <param name="Points">Where it bends, with both ends; every part is horizontal or vertical.</param>
/// <param name="Label">Its answer, or several ways' that lead the same way.</param>
/// <param name="LabelBox">Where that is.</param>
internal sealed record DrawnFlow(ProcessFlow Flow, bool IsDocument, IReadOnlyList<DrawnPoint> Points, IReadOnlyList<DrawnText> Label, DrawnBox? LabelBox);

/// <summary>
/// Where everything of a process model stands. It follows from the model alone: the same model gives the same drawing, and a step that
/// is put in between pushes what comes after it aside, but lets nothing change places (docs/processes.md). A process within a step
/// is a drawing of its own.
/// </summary>
internal sealed record ProcessDrawing(double Width, double Height, IReadOnlyList<DrawnLane> Lanes, IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnFlow> Flows)
{
    /// <summary>Size of the letters, in pixels.</summary>
    internal const double NameSize = 13;

    /// <summary>Size of the smaller letters, in pixels.</summary>
    internal const double SmallSize = 11;

    /// <summary>Size of the letters of answers, in pixels.</summary>
    internal const double AnswerSize = 12;

    /// <summary>Width and height of what an A4 page on its side has room for, in points, with margins and a heading.</summary>
    internal const double PageWidth = 785;

    /// <inheritdoc cref="PageWidth"/>
    internal const double PageHeight = 480;

    /// <summary>The smallest that letters are printed, in points: below this people reach for their glasses.</summary>
    internal const double LeastPrinted = 6;

    /// <summary>Whether it is larger than what one A4 page on its side shows with letters that can be read.</summary>
    public bool IsMoreThanAPage => NameSize * Math.Min(PageWidth / Math.Max(Width, 1), PageHeight / Math.Max(Height, 1)) < LeastPrinted;

    /// <summary>Draws a model, whatever is wrong with it: lines to nowhere are left out, and what nobody does stands in a band without a name.</summary>
    public static ProcessDrawing Of(ProcessModel model) => DrawingPlan.Of(DrawingGrid.Of(model));
}
