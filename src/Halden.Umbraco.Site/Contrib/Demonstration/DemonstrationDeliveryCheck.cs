namespace Halden.Umbraco.Site.Contrib.Demonstration;

/// <summary>Whether a system's settings can be used: shown by <c>check</c>, and asked before each try.</summary>
internal static class DemonstrationDeliveryCheck
{
    /// <summary>What is wrong and what to do about it, in bokmål; null for nothing.</summary>
    public static string? Fault(DemonstrationDeliveryOptions options) =>
        options.DeliversNothing ? null : "Tillegget «demonstration» leverer ingenting. Sett DeliversNothing til true for å prøve, eller velg et tillegg som leverer.";
}
