namespace Halden.Umbraco.Audit;

/// <summary>Settings of the audit trail; bound from <c>Halden:Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Audit";

    /// <summary>How many days callers' addresses are kept; 0 or less for not at all.</summary>
    public int KeepAddressesDays { get; set; } = 90;
}
