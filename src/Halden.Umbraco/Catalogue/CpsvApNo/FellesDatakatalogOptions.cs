namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>How to reach Felles datakatalog and whose services to read; bound from <c>Halden:Catalogue:Felles</c>. It needs no key.</summary>
internal sealed class FellesDatakatalogOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Catalogue:Felles";

    /// <summary>Address of the search service.</summary>
    public string SearchUrl { get; set; } = "https://search.api.fellesdatakatalog.digdir.no";

    /// <summary>Address of the service that gives each service's description.</summary>
    public string ResourceUrl { get; set; } = "https://resource.api.fellesdatakatalog.digdir.no";

    /// <summary>Where the publisher stands in the catalogue's tree of organisations, e.g. <c>/KOMMUNE/959159092</c>.</summary>
    public string? OrganisationPath { get; set; }

    /// <summary>The publishing municipality's number in Enhetsregisteret, nine digits; enough where <see cref="OrganisationPath"/> is not given.</summary>
    public string? OrganisationNumber { get; set; }

    /// <summary>How long a run may take, all its answers together.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);
}
