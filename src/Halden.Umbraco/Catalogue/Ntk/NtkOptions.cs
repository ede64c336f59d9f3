namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>How to reach Nasjonal tjenestekatalog; bound from <c>Halden:Catalogue:Ntk</c>.</summary>
internal sealed class NtkOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Catalogue:Ntk";

    /// <summary>Address of the REST service; https, except on this machine.</summary>
    public string Url { get; set; } = "https://www.nasjonaltjenestekatalog.no/ntk-proxy/tjenestebeskrivelse/search?sprak=no";

    /// <summary>The municipality's own key; a secret, kept out of the repository and the log.</summary>
    public string? AccessKey { get; set; }

    /// <summary>How long the whole answer may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);
}
