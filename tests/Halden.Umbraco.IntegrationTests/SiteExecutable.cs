namespace Halden.Umbraco.IntegrationTests;

/// <summary>The site as it was built beside these tests, in the same configuration.</summary>
internal static class SiteExecutable
{
    /// <summary>Path of Halden.Umbraco.Site.dll.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        // …/tests/<project>/bin/<configuration>/net10.0
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        var root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        return System.IO.Path.Combine(root, "src", "Halden.Umbraco.Site", "bin", configuration, framework, "Halden.Umbraco.Site.dll");
    }
}
