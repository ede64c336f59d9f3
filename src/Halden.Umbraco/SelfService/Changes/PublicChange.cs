using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService.Changes;

/// <summary>The latest that became of a service in one culture. Kept when it is no longer public, so that those who have a copy take it down.</summary>
internal sealed class PublicChange
{
    public required Guid DocumentKey { get; init; }

    public required string Culture { get; init; }

    /// <summary>Its place in the order of all changes: later ones have greater numbers. The moment, in UTC ticks, or the next that was free.</summary>
    public long Number { get; set; }

    /// <summary>The number at which it last came to be public.</summary>
    public long AddedNumber { get; set; }

    public bool IsPublic { get; set; }

    /// <summary>Last segment of its address, now or when it was public.</summary>
    public required string Slug { get; set; }

    /// <summary>Hash of what readers of it can see.</summary>
    public required string Hash { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PublicChange>
    {
        public void Configure(EntityTypeBuilder<PublicChange> builder)
        {
            builder.ToTable("PublicChanges");
            builder.HasKey(change => new { change.DocumentKey, change.Culture });
            builder.HasIndex(change => change.Number).IsUnique();
            builder.Property(change => change.Culture).HasMaxLength(10);
            builder.Property(change => change.Slug).HasMaxLength(120);
            builder.Property(change => change.Hash).HasMaxLength(32);
        }
    }
}
