using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Approval;

/// <summary>What has been decided about a submitted package.</summary>
internal enum Decision
{
    /// <summary>Waits for the director.</summary>
    Submitted,
    Approved,
    Rejected,
}

/// <summary>
/// A package as it was submitted: everything that the director answers for, whole, under one hash. Never changed after
/// submission but by the one decision.
/// </summary>
internal sealed class Package
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DocumentKey { get; init; }

    /// <summary>SHA-256 (hex) over the parts' names and hashes.</summary>
    public required string Hash { get; init; }

    /// <summary>Canonical JSON: object of part name → part.</summary>
    public required string Content { get; init; }

    /// <summary>JSON object of part name → SHA-256 (hex).</summary>
    public required string PartHashes { get; init; }

    /// <summary>Title in the default culture when submitted, for lists and messages.</summary>
    public required string Title { get; init; }

    public required Guid SubmittedBy { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Whom the decision was asked of.</summary>
    public required Guid DepartmentKey { get; init; }

    public Decision Decision { get; set; }

    public Guid? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Comment { get; set; }

    /// <summary>When what was approved became public; null until then.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Changes with the decision: of two deciding at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<Package>
    {
        public void Configure(EntityTypeBuilder<Package> builder)
        {
            builder.HasKey(package => package.Id);
            builder.HasIndex(package => new { package.DocumentKey, package.SubmittedAt });
            builder.HasIndex(package => package.Decision);
            builder.Property(package => package.Version).IsConcurrencyToken();
        }
    }
}
