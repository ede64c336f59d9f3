namespace Halden.Umbraco.Processes.Drawing;

/// <summary>The drawing of a process model on paper, with the text alternative.</summary>
internal static class ProcessPdf
{
    /// <summary>The PDF's bytes: A4 on its side, the drawing on as many pages as it takes to be readable, and then the steps as a list.</summary>
    public static byte[] Write(ProcessModel model, string title, string municipality, string culture, DateTimeOffset at) => throw new NotImplementedException();
}
