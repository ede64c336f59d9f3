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

    /// <summary>The service's own department when submitted; those of the routing part decide.</summary>
    public required Guid DepartmentKey { get; init; }

    /// <summary>When it is to become public once approved; null for at once.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>Approved only when every department has; <see cref="Approvals"/> are those given so far.</summary>
    public Decision Decision { get; set; }

    public List<PackageApproval> Approvals { get; } = [];

    /// <summary>Who gave the last approval, or rejected.</summary>
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

/// <summary>One department's approval of a package.</summary>
internal sealed class PackageApproval
{
    public required Guid PackageId { get; init; }

    public required Guid DepartmentKey { get; init; }

    public required Guid UserKey { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Given by a deputy in the director's place.</summary>
    public bool AsDeputy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PackageApproval>
    {
        public void Configure(EntityTypeBuilder<PackageApproval> builder)
        {
            builder.ToTable("PackageApprovals");
            builder.HasKey(approval => new { approval.PackageId, approval.DepartmentKey });
            builder.HasOne<Package>().WithMany(package => package.Approvals).HasForeignKey(approval => approval.PackageId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A planned publishing that came due and was stopped at the gate. Umbraco forgets such a plan; this is what is left of it until somebody has seen to it.</summary>
internal sealed class RefusedRelease
{
    public required Guid DocumentKey { get; init; }

    /// <summary>When it was planned for.</summary>
    public required DateTimeOffset PlannedFor { get; set; }

    public required DateTimeOffset RefusedAt { get; set; }

    /// <summary>Where the service stood then.</summary>
    public required ApprovalState State { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RefusedRelease>
    {
        public void Configure(EntityTypeBuilder<RefusedRelease> builder)
        {
            builder.ToTable("RefusedReleases");
            builder.HasKey(refused => refused.DocumentKey);
        }
    }
}
