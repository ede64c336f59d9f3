namespace Halden.Umbraco.Site.Contrib.Demonstration;

/// <summary>What the system that does not exist answers.</summary>
internal enum DemonstrationAnswer
{
    Accepts,
    Refuses,
    IsSilent,
}

/// <summary>The plugin's own settings, bound from <c>Halden:Submissions:Systems:{system}</c>.</summary>
internal sealed class DemonstrationDeliveryOptions
{
    /// <summary>Must be set, so that nobody takes this for a delivery.</summary>
    public bool DeliversNothing { get; set; }

    public DemonstrationAnswer Answer { get; set; }
}
