namespace Halden.Umbraco.Processes.Drawing;

/// <summary>The drawing of a process model as SVG that stands alone or within a page.</summary>
internal static class ProcessSvg
{
    /// <summary>
    /// The SVG of a model, also of one with errors. A node's group has <c>data-id</c>. The colours follow the reader's choice of light
    /// and dark; a page sets its own with <c>--halden-process-…</c> (docs/processes.md).
    /// </summary>
    /// <param name="model">What is drawn.</param>
    /// <param name="title">Name of the drawing, e.g. the service's and the stage's.</param>
    /// <param name="culture">Language of our own words in it: nb-NO, nn-NO or en-US.</param>
    public static string Write(ProcessModel model, string title, string culture) => throw new NotImplementedException();
}
