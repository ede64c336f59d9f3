using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>Where national descriptions come from.</summary>
internal interface ICatalogueSource
{
    /// <summary>
    /// What the source is chosen by, in settings, verbs and the API, e.g. <c>ntk-soap</c>. No two sources share it. It is
    /// never stored with what was taken in: that is <see cref="Name"/>.
    /// </summary>
    string Id { get; }

    /// <summary>
    /// Name of the catalogue, e.g. <c>ntk</c>. Two ways to the same catalogue (its service, a file from it) share a name,
    /// so that a service taken over by one is found again by the other.
    /// </summary>
    string Name { get; }

    /// <summary>Whether the source is set up, without asking it.</summary>
    SourceCheck Check();

    /// <summary>Reads everything the source has. What goes wrong is a <see cref="CatalogueReading.Fault"/>; only cancellation throws.</summary>
    /// <param name="progress">Told now and then how far it has come.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<CatalogueReading> ReadAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>A source that can be asked for what is new.</summary>
internal interface IChangingCatalogueSource : ICatalogueSource
{
    /// <summary>
    /// Reads the services with any change since a moment, each of them whole and in all its languages, and which
    /// descriptions the catalogue still has. What goes wrong is a <see cref="CatalogueReading.Fault"/>; only cancellation throws.
    /// </summary>
    Task<CatalogueChanges> ReadChangesAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>What is new at a source.</summary>
/// <param name="Reading">The changed services; everything when <paramref name="Present"/> is null.</param>
/// <param name="Present">Every description that the catalogue has; null when <paramref name="Reading"/> is of everything (too much had changed) or has failed.</param>
internal sealed record CatalogueChanges(CatalogueReading Reading, IReadOnlySet<DescriptionKey>? Present = null);

/// <summary>How far the reading of a catalogue has come.</summary>
/// <param name="Elements">How many elements have been read.</param>
/// <param name="Share">How much of it that is, from 0 to 1; null where the source does not say how much it has.</param>
internal readonly record struct ReadingProgress(int Elements, double? Share);

/// <summary>Tells how many elements have been read, of a source that does not say how many it has.</summary>
internal sealed class ElementsRead(IProgress<ReadingProgress> progress) : IProgress<int>
{
    /// <inheritdoc/>
    public void Report(int value) => progress.Report(new ReadingProgress(value, null));
}

/// <summary>One description of a catalogue.</summary>
/// <param name="ServiceId">The service's id at the source.</param>
/// <param name="Culture">nb-NO, nn-NO or en-US.</param>
internal readonly record struct DescriptionKey(string ServiceId, string Culture);

/// <summary>Whether a source is set up.</summary>
/// <param name="IsReady">It can be asked.</param>
/// <param name="Advice">What it is set up to do, or what to do to set it up.</param>
internal sealed record SourceCheck(bool IsReady, Label Advice);
