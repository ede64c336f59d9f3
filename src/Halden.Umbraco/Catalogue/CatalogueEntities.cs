using Halden.Umbraco.Catalogue.Merge;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Catalogue;

/// <summary>One description as a source gave it, in one culture. What it says is immutable.</summary>
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

    /// <summary>When the source last changed it, on the source's own clock; an older description does not take its place. Null where it does not say.</summary>
    public DateTime? SourceUpdated { get; init; }

    /// <summary>JSON object of alias → canonical value, title and internal fields included, empty values left out.</summary>
    public required string Fields { get; init; }

    /// <summary>SHA-256 (hex) of <see cref="Fields"/>: unchanged services cost this comparison.</summary>
    public required string Hash { get; init; }

    /// <summary>
    /// <see cref="SentDescription.Hash"/> of what it was read from, the last time that it was: the same again need not be read.
    /// Null where it must be, see <see cref="NationalDescription.SentHash"/>.
    /// </summary>
    public string? SentHash { get; set; }

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

/// <summary>Which document follows which catalogue service, and how far, per culture.</summary>
/// <remarks>
/// Two things are kept, because a description is seldom taken over whole: <see cref="SnapshotId"/> is the newest national
/// text that has been dealt with, and <see cref="Base"/> is, field by field, the national value that the document last
/// took over or agreed with. Where a field of the snapshot differs from the base, a national change waits for a person
/// (<see cref="Kept"/>); since the base stays behind for that field, the change is still there to be merged whenever.
/// </remarks>
internal sealed class CatalogueLink
{
    public required string Source { get; init; }

    public required string ServiceId { get; init; }

    public required string Culture { get; init; }

    public required Guid DocumentKey { get; set; }

    /// <summary>The newest snapshot that the document has been compared with.</summary>
    public required Guid SnapshotId { get; set; }

    /// <summary>Base of the next merge: JSON object of alias → canonical value, see <see cref="FieldValues"/>.</summary>
    public required string Base { get; set; }

    /// <summary>Aliases, with a space between, of the fields where the municipality's text was kept against a newer national one.</summary>
    public string Kept { get; set; } = string.Empty;

    /// <summary>JSON object of alias → what the municipality has round the national text of that field, see <see cref="Supplement.ToJson"/>.</summary>
    public string Supplements { get; set; } = "{}";

    /// <summary>JSON object of alias → the municipality's text that a person last replaced there, see <see cref="ReplacedText.ToJson"/>.</summary>
    public string Replaced { get; set; } = "{}";

    /// <summary>The service no longer follows the catalogue: imports leave it alone until it follows again.</summary>
    public bool IsDetached { get; set; }

    /// <summary>When an import first found that the catalogue no longer has this text; null while it has.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>How far the text follows.</summary>
    public FollowState State
    {
        get => new(FieldValues.Parse(Base), Kept.Split(' ', StringSplitOptions.RemoveEmptyEntries), Supplement.ParseAll(Supplements));
        set => (Base, Kept, Supplements) = (value.Base.ToJson(), string.Join(' ', value.Kept), Supplement.ToJson(value.Supplements));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<CatalogueLink>
    {
        public void Configure(EntityTypeBuilder<CatalogueLink> builder)
        {
            builder.HasKey(link => new { link.Source, link.ServiceId, link.Culture });
            builder.Ignore(link => link.State);
            builder.HasIndex(link => new { link.DocumentKey, link.Culture }).IsUnique();
            // Rows from before these columns have nothing in them.
            builder.Property(link => link.Supplements).HasDefaultValue("{}");
            builder.Property(link => link.Replaced).HasDefaultValue("{}");
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

    /// <summary>Last sign of life: a run that was killed never finishes, and must not keep the next one out.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>Key of the user who started it; null for a verb or a job.</summary>
    public Guid? StartedBy { get; init; }

    /// <summary>JSON of the <see cref="ImportReport"/>.</summary>
    public string Report { get; set; } = "{}";

    internal sealed class Configuration : IEntityTypeConfiguration<ImportRun>
    {
        public void Configure(EntityTypeBuilder<ImportRun> builder)
        {
            builder.HasKey(run => run.Id);
            builder.HasIndex(run => run.FinishedAt);
        }
    }
}
