namespace Halden.Umbraco.Catalogue;

/// <summary>Where national descriptions come from.</summary>
internal interface ICatalogueSource
{
    /// <summary>
    /// Name of the catalogue, e.g. <c>ntk</c>. Two ways to the same catalogue (its service, a file from it) share a name,
    /// so that a service taken over by one is found again by the other.
    /// </summary>
    string Name { get; }

    /// <summary>Whether the source is set up, without asking it.</summary>
    SourceCheck Check();

    /// <summary>Reads everything the source has. What goes wrong is a <see cref="CatalogueReading.Fault"/>; only cancellation throws.</summary>
    Task<CatalogueReading> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Whether a source is set up.</summary>
/// <param name="IsReady">It can be asked.</param>
/// <param name="Advice">What it is set up to do, or what to do to set it up, in Norwegian.</param>
internal sealed record SourceCheck(bool IsReady, string Advice);
