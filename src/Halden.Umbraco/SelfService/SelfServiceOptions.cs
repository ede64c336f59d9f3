namespace Halden.Umbraco.SelfService;

/// <summary>Settings of the public pages, under <c>Halden:SelfService</c>.</summary>
public sealed class SelfServiceOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:SelfService";

    /// <summary>The municipality's name, in the head and the title of every page.</summary>
    public string Municipality { get; set; } = "Halden kommune";

    /// <summary>The municipality's organisation number (nine digits), which names it as the publisher of its catalogue.</summary>
    public string OrganisationNumber { get; set; } = "959159092";

    /// <summary>E-mail address of the catalogue's contact point; none where it is empty.</summary>
    public string CatalogueEmail { get; set; } = string.Empty;

    /// <summary>Address of the accessibility statement at uustatus.no, which the law asks every public site to link to; no link where it is empty.</summary>
    public string AccessibilityStatement { get; set; } = string.Empty;

    /// <summary>Address of the privacy statement; no link where it is empty.</summary>
    public string PrivacyStatement { get; set; } = string.Empty;

    /// <summary>Origins whose scripts may read the JSON API (<c>https://www.example.no</c>), or <c>*</c> for all; none where it is empty.</summary>
    public IList<string> ApiOrigins { get; } = [];

    /// <summary>
    /// Where security faults are told (<c>mailto:</c> or <c>https:</c>), in <c>/.well-known/security.txt</c>; the address is
    /// left to the rest of the site where it is empty.
    /// </summary>
    public string SecurityContact { get; set; } = string.Empty;
}

/// <summary>What every page and answer needs to know of the site.</summary>
/// <param name="Municipality">The municipality's name.</param>
/// <param name="BaseAddress">Scheme and host, without a slash at the end; empty where the site has not been told, and addresses are then relative to its root.</param>
/// <param name="AssetVersion">Changes with every version of the plugin, so that no browser shows a new page with an old style sheet.</param>
/// <param name="OrganisationNumber">The municipality's organisation number.</param>
/// <param name="CatalogueEmail">Contact point of the catalogue, or empty.</param>
internal sealed record SelfServiceSite(string Municipality, string BaseAddress, string AssetVersion, string OrganisationNumber = "", string CatalogueEmail = "")
{
    /// <summary>Address of the accessibility statement, or empty.</summary>
    public string AccessibilityStatement { get; init; } = string.Empty;

    /// <summary>Address of the privacy statement, or empty.</summary>
    public string PrivacyStatement { get; init; } = string.Empty;

    /// <summary>A path of the site as an address that may be given to others.</summary>
    public string Address(string path) => BaseAddress + path;
}
