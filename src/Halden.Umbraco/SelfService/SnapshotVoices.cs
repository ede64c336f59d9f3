namespace Halden.Umbraco.SelfService;

/// <summary>What stands on the public pages beside the services' own texts.</summary>
/// <param name="MostUsed">The services that are used most, the first first.</param>
internal sealed record SnapshotVoices(IReadOnlyList<Guid> MostUsed)
{
    /// <summary>Nothing.</summary>
    public static SnapshotVoices None { get; } = new([]);
}
