using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>What is counted of a service.</summary>
internal enum UseKind
{
    /// <summary>Its page was looked at.</summary>
    View,

    /// <summary>An application was received.</summary>
    Application,

    /// <summary>A reader found what was looked for.</summary>
    Found,

    /// <summary>A reader did not.</summary>
    NotFound,
}

/// <summary>How often something happened with a service on one day, in one language. Never who: there is nothing of a person in it.</summary>
internal sealed class UseCount
{
    public required Guid DocumentKey { get; init; }

    /// <summary>The language of the page.</summary>
    public required string Culture { get; init; }

    /// <summary>The day in Norway.</summary>
    public required DateOnly Day { get; init; }

    public required UseKind Kind { get; init; }

    public required long Count { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<UseCount>
    {
        public void Configure(EntityTypeBuilder<UseCount> builder)
        {
            builder.ToTable("UseCounts");
            builder.HasKey(count => new { count.DocumentKey, count.Day, count.Culture, count.Kind });
            builder.HasIndex(count => count.Day);
            builder.Property(count => count.Culture).HasMaxLength(10);
            builder.Property(count => count.Kind).HasMaxLength(20);
        }
    }
}
