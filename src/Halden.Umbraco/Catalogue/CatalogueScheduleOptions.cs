namespace Halden.Umbraco.Catalogue;

/// <summary>When to fetch by itself; bound from <c>Halden:Catalogue:Schedule</c>, read when the site starts.</summary>
internal sealed class CatalogueScheduleOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Catalogue:Schedule";

    /// <summary>A cron expression of five fields, e.g. <c>30 3 * * *</c> for half past three each night; none for never.</summary>
    public string? Cron { get; set; }

    /// <summary>Which source, <see cref="ICatalogueSource.Id"/>.</summary>
    public string Source { get; set; } = "ntk";

    /// <summary>The time zone of <see cref="Cron"/>, by its IANA name.</summary>
    public string TimeZone { get; set; } = "Europe/Oslo";
}
