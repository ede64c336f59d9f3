namespace Halden.Umbraco.SelfService;

/// <summary>Settings of the public pages, under <c>Halden:SelfService</c>.</summary>
public sealed class SelfServiceOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:SelfService";

    /// <summary>The municipality's name, in the head and the title of every page.</summary>
    public string Municipality { get; set; } = "Halden kommune";
}

/// <summary>What every page and answer needs to know of the site.</summary>
/// <param name="Municipality">The municipality's name.</param>
/// <param name="BaseAddress">Scheme and host, without a slash at the end; empty where the site has not been told, and addresses are then relative to its root.</param>
/// <param name="AssetVersion">Changes with every version of the plugin, so that no browser shows a new page with an old style sheet.</param>
internal sealed record SelfServiceSite(string Municipality, string BaseAddress, string AssetVersion)
{
    /// <summary>A path of the site as an address that may be given to others.</summary>
    public string Address(string path) => BaseAddress + path;
}
