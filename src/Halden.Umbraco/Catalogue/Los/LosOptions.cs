namespace Halden.Umbraco.Catalogue.Los;

/// <summary>Where Los is fetched from; bound from <c>Halden:Catalogue:Los</c>.</summary>
internal sealed class LosOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Catalogue:Los";

    /// <summary>Address of the whole vocabulary; https, except on this machine.</summary>
    public string Url { get; set; } = "https://psi.norge.no/los/all.rdf";

    /// <summary>How long the whole answer may take, all tries together.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Fetch it again by itself when this long has passed, e.g. <c>7.00:00:00</c> for a week; never where it is not given. At least an hour.</summary>
    public TimeSpan? RenewAfter { get; set; }
}
