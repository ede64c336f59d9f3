using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Processes;

/// <summary>The process model of a service at one stage, as it is being edited. What is approved of it is in the package.</summary>
internal sealed class StoredProcess
{
    public required Guid DocumentKey { get; init; }

    public required ProcessStage Stage { get; init; }

    /// <summary>Canonical JSON of a <see cref="ProcessModel"/> (<see cref="ProcessJson"/>).</summary>
    public required string Json { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last.</summary>
    public required Guid ChangedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<StoredProcess>
    {
        public void Configure(EntityTypeBuilder<StoredProcess> builder)
        {
            builder.ToTable("Processes");
            builder.HasKey(process => new { process.DocumentKey, process.Stage });
            builder.Property(process => process.Stage).HasMaxLength(20);
            builder.Property(process => process.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>How far a service has come, how far it is to come, and what of it citizens may see. Services that nobody has said anything of have none.</summary>
internal sealed class ServiceProcesses
{
    public required Guid DocumentKey { get; init; }

    /// <summary>How it is done today; null where nobody has said.</summary>
    public ProcessStage? StageToday { get; set; }

    /// <summary>How it is to be done; null where nobody has said.</summary>
    public ProcessStage? StageTarget { get; set; }

    /// <summary>The stage that citizens are shown as "Slik behandles søknaden"; null for none. Part of the package.</summary>
    public ProcessStage? ShowToCitizens { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last.</summary>
    public required Guid ChangedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<ServiceProcesses>
    {
        public void Configure(EntityTypeBuilder<ServiceProcesses> builder)
        {
            builder.ToTable("ServiceProcesses");
            builder.HasKey(service => service.DocumentKey);
            builder.Property(service => service.StageToday).HasMaxLength(20);
            builder.Property(service => service.StageTarget).HasMaxLength(20);
            builder.Property(service => service.ShowToCitizens).HasMaxLength(20);
            builder.Property(service => service.Version).IsConcurrencyToken();
        }
    }
}
