using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Catalogue;

/// <summary>One description as a source gave it, in one culture. Immutable.</summary>
internal sealed class Snapshot
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name of the source, e.g. <c>ntk</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The service's id at the source, without version or language.</summary>
    public required string ServiceId { get; init; }

    public required string Culture { get; init; }

    /// <summary>The source's version of the description; kept for people, never compared.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>JSON object of alias → canonical value, title and internal fields included, empty values left out.</summary>
    public required string Fields { get; init; }

    /// <summary>SHA-256 (hex) of <see cref="Fields"/>: unchanged services cost this comparison.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Snapshot>
    {
        public void Configure(EntityTypeBuilder<Snapshot> builder)
        {
            builder.HasKey(snapshot => snapshot.Id);
            builder.HasIndex(snapshot => new { snapshot.Source, snapshot.ServiceId, snapshot.Culture, snapshot.Hash });
        }
    }
}

/// <summary>Which document follows which catalogue service, and the snapshot last taken over, per culture.</summary>
internal sealed class CatalogueLink
{
    public required string Source { get; init; }

    public required string ServiceId { get; init; }

    public required string Culture { get; init; }

    public required Guid DocumentKey { get; init; }

    /// <summary>Base of the next merge.</summary>
    public required Guid SnapshotId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CatalogueLink>
    {
        public void Configure(EntityTypeBuilder<CatalogueLink> builder)
        {
            builder.HasKey(link => new { link.Source, link.ServiceId, link.Culture });
            builder.HasIndex(link => new { link.DocumentKey, link.Culture }).IsUnique();
            builder.HasOne<Snapshot>().WithMany().HasForeignKey(link => link.SnapshotId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One run of an import and its report.</summary>
internal sealed class ImportRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Source { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Key of the user who started it; null for a verb or a job.</summary>
    public Guid? StartedBy { get; init; }

    /// <summary>JSON of the report.</summary>
    public string Report { get; set; } = "{}";

    internal sealed class Configuration : IEntityTypeConfiguration<ImportRun>
    {
        public void Configure(EntityTypeBuilder<ImportRun> builder) => builder.HasKey(run => run.Id);
    }
}
