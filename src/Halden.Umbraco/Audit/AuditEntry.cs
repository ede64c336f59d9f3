using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Audit;

/// <summary>One line of the append-only audit trail; each line's hash covers the one before it.</summary>
internal sealed class AuditEntry
{
    /// <summary>Position in the chain, from 1.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? UserKey { get; init; }

    /// <summary>What was done, e.g. <c>approved</c>.</summary>
    public required string Action { get; init; }

    public Guid? DocumentKey { get; init; }

    public string? PackageHash { get; init; }

    /// <summary>Comment or other detail; no personal data of citizens.</summary>
    public string? Detail { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("Audit");
            builder.HasKey(entry => entry.Number);
            builder.Property(entry => entry.Number).ValueGeneratedNever();
            builder.HasIndex(entry => entry.DocumentKey);
        }
    }
}
