using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Rollout;

/// <summary>What is said of a service's volume and costs; a service of which nothing is said has none.</summary>
internal sealed class ServiceBenefit
{
    public required Guid DocumentKey { get; init; }

    /// <summary>Cases per year; null for not said.</summary>
    public int? Volume { get; set; }

    /// <summary>What it costs once to make it electronic, in whole kroner; null for not said.</summary>
    public int? OneOffCost { get; set; }

    /// <summary>What it costs per year to have it electronic, in whole kroner; null for not said.</summary>
    public int? YearlyCost { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last.</summary>
    public required Guid ChangedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<ServiceBenefit>
    {
        public void Configure(EntityTypeBuilder<ServiceBenefit> builder)
        {
            builder.ToTable("RolloutBenefits");
            builder.HasKey(benefit => benefit.DocumentKey);
            builder.Property(benefit => benefit.DocumentKey).ValueGeneratedNever();
            builder.Property(benefit => benefit.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>What all figures of benefit rest on; one row, and none until somebody says otherwise than the default.</summary>
internal sealed class BenefitAssumptions
{
    /// <summary>
    /// Kroner per hour where nobody has said otherwise. It is an assumption, of the size of a case handler's wage with social costs, and no
    /// municipality's figure: each sets its own (docs/rollout-benefit.md).
    /// </summary>
    public const int DefaultHourlyCost = 600;

    public int Id { get; init; } = 1;

    /// <summary>What an hour of work costs the municipality, in whole kroner.</summary>
    public required int HourlyCost { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last.</summary>
    public required Guid ChangedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<BenefitAssumptions>
    {
        public void Configure(EntityTypeBuilder<BenefitAssumptions> builder)
        {
            builder.ToTable("RolloutAssumptions");
            builder.HasKey(assumptions => assumptions.Id);
            builder.Property(assumptions => assumptions.Id).ValueGeneratedNever();
            builder.Property(assumptions => assumptions.Version).IsConcurrencyToken();
        }
    }
}
