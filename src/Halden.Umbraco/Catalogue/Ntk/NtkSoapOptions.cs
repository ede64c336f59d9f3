namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>How to reach the SOAP service of Nasjonal tjenestekatalog; bound from <c>Halden:Catalogue:NtkSoap</c>.</summary>
internal sealed class NtkSoapOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Catalogue:NtkSoap";

    /// <summary>Address of the service, without <c>?wsdl</c>; https, except on this machine: the password goes with it.</summary>
    public string Url { get; set; } = "https://www.nasjonaltjenestekatalog.no/ws7/katalog";

    /// <summary>The municipality's user name.</summary>
    public string? User { get; set; }

    /// <summary>Its password; a secret, kept out of the repository and the log.</summary>
    public string? Password { get; set; }

    /// <summary>How long a run may take, all its answers together.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);
}
