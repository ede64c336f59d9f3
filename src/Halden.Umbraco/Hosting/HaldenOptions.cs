using Halden.Umbraco.Persistence;
using Microsoft.Extensions.Hosting;

namespace Halden.Umbraco.Hosting;

/// <summary>Settings under <c>Halden</c> in the site's configuration.</summary>
public sealed class HaldenOptions
{
    /// <summary>
    /// Folder of our database (where it is SQLite) and of our keys, absolute or relative to the site's content root. Default <c>umbraco/Data</c>.
    /// </summary>
    public string DataDirectory { get; set; } = "umbraco/Data";

    /// <summary>Our database.</summary>
    public DatabaseOptions Database { get; set; } = new();

    /// <summary>The folder of our data, absolute.</summary>
    internal string Directory(IHostEnvironment host) => Path.GetFullPath(DataDirectory, host.ContentRootPath);
}
