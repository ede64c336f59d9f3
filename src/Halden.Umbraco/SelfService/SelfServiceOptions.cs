using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.SelfService.Layout;
using Microsoft.AspNetCore.Components;

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

    /// <summary>Path of the logo in the head of every page (<c>/media/logo.svg</c>), on the site itself; the municipality's name where it is empty.</summary>
    public string Logo { get; set; } = string.Empty;

    /// <summary>Paths of the municipality's own style sheets, on the site itself, read after the plugin's own: design tokens, and how its layout looks.</summary>
    public IList<string> StyleSheets { get; } = [];

    internal Type Layout { get; private set; } = typeof(DefaultLayout);

    /// <summary>
    /// Puts the municipality's own head and foot round every page. It is rendered when content changes, not when somebody
    /// asks: nothing can be injected into it, and nothing of it can depend on the visitor. docs/layout.md has an example.
    /// </summary>
    public void UseLayout<TLayout>()
        where TLayout : LayoutComponentBase => Layout = typeof(TLayout);

    /// <summary>What is wrong with the settings, for whoever starts the site; null for nothing.</summary>
    internal string? Fault => StyleSheets.Append(Logo).FirstOrDefault(path => path.Length > 0 && !IsOwnPath(path)) is { } path
        ? $"{Section}: «{path}» is no path of the site's own, such as /css/kommune.css. StyleSheets and Logo have to be: the pages' security policy lets nothing else in."
        : null;

    /// <summary>Whether an address can stand in a page: a path of the site's own, for the pages' security policy lets nothing else in.</summary>
    internal static bool IsOwnPath(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsWhiteSpace);
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

    /// <summary>Path of the logo, or empty.</summary>
    public string Logo { get; init; } = string.Empty;

    /// <summary>Paths of the municipality's own style sheets, with a space between.</summary>
    public string StyleSheets { get; init; } = string.Empty;

    /// <summary>The component that stands round every page.</summary>
    public Type Layout { get; init; } = typeof(DefaultLayout);

    /// <summary>The site as its settings have it.</summary>
    public static SelfServiceSite Of(SelfServiceOptions options, string baseAddress) =>
        new(options.Municipality, baseAddress, PluginVersion, options.OrganisationNumber, options.CatalogueEmail)
        {
            AccessibilityStatement = options.AccessibilityStatement,
            PrivacyStatement = options.PrivacyStatement,

            // Settings may change while the site runs: what cannot be loaded is then left out.
            Logo = SelfServiceOptions.IsOwnPath(options.Logo) ? options.Logo : string.Empty,
            StyleSheets = string.Join(' ', options.StyleSheets.Where(SelfServiceOptions.IsOwnPath)),
            Layout = options.Layout,
        };

    private static readonly string PluginVersion = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        typeof(SelfServiceSite).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty)).AsSpan(0, 4));

    /// <summary>A path of the site as an address that may be given to others; what is whole already stays as it is.</summary>
    public string Address(string path) => path.StartsWith('/') ? BaseAddress + path : path;
}
