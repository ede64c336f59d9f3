using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Rollout;

/// <summary>The municipality's own plan, where it has made the ready-made one its own. There is one at most.</summary>
internal sealed class StoredRolloutPlan
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>The tasks as JSON (<see cref="RolloutPlanJson"/>).</summary>
    public required string Json { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last.</summary>
    public required Guid ChangedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<StoredRolloutPlan>
    {
        public void Configure(EntityTypeBuilder<StoredRolloutPlan> builder)
        {
            builder.ToTable("RolloutPlan");
            builder.HasKey(plan => plan.Id);
            builder.Property(plan => plan.Id).ValueGeneratedNever();
            builder.Property(plan => plan.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>A service that is part of the introduction.</summary>
internal sealed class RolloutService
{
    public required Guid DocumentKey { get; init; }

    /// <summary>The day its work begins; what is due is counted from it.</summary>
    public required DateOnly StartsOn { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RolloutService>
    {
        public void Configure(EntityTypeBuilder<RolloutService> builder)
        {
            builder.ToTable("RolloutServices");
            builder.HasKey(service => service.DocumentKey);
        }
    }
}

/// <summary>What somebody has said of a task.</summary>
internal enum RolloutMarking
{
    /// <summary>That it is to be done, by another day than the plan's.</summary>
    Open,
    Done,

    /// <summary>Ikke aktuelt: the note says why.</summary>
    NotApplicable,
}

/// <summary>What somebody has said of a task, of a service or of the whole introduction.</summary>
internal sealed class RolloutMark
{
    public const int LongestNote = 500;

    public const int LongestLink = 500;

    /// <summary>The service; empty for the whole.</summary>
    public required Guid DocumentKey { get; init; }

    /// <summary>The task's id in the plan.</summary>
    public required string TaskId { get; init; }

    public required RolloutMarking State { get; set; }

    public string? Note { get; set; }

    /// <summary>An absolute https or http address; null for none.</summary>
    public string? Link { get; set; }

    /// <summary>The last day, of this service; null for the plan's.</summary>
    public DateOnly? Due { get; set; }

    public required DateTimeOffset MarkedAt { get; set; }

    /// <summary>Key of the user who said so.</summary>
    public required Guid MarkedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<RolloutMark>
    {
        public void Configure(EntityTypeBuilder<RolloutMark> builder)
        {
            builder.ToTable("RolloutMarks");
            builder.HasKey(mark => new { mark.DocumentKey, mark.TaskId });
            builder.Property(mark => mark.TaskId).HasMaxLength(RolloutPlanJson.LongestId);
            builder.Property(mark => mark.State).HasMaxLength(20);
            builder.Property(mark => mark.Note).HasMaxLength(LongestNote);
            builder.Property(mark => mark.Link).HasMaxLength(LongestLink);
            builder.Property(mark => mark.Version).IsConcurrencyToken();
        }
    }
}
