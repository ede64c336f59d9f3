namespace Halden.Umbraco.Hosting;

/// <summary>Settings under <c>Halden</c> in the site's configuration.</summary>
public sealed class HaldenOptions
{
    /// <summary>
    /// Folder of our database, absolute or relative to the site's content root. Default <c>umbraco/Data</c>.
    /// </summary>
    public string DataDirectory { get; set; } = "umbraco/Data";
}
