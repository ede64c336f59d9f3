using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Submissions;

/// <summary>What happens to submissions that are done, and when.</summary>
/// <param name="KeepDays">Days from done; 0 for never.</param>
/// <param name="Anonymise">Whether reference, service, times and states are kept.</param>
internal sealed record RetentionTerms(int KeepDays, bool Anonymise);

/// <summary>What a service has chosen for its submissions instead of what the site has; null where it has the site's.</summary>
internal sealed class RetentionRule
{
    /// <summary>The longest that a service may choose: ten years. Only the site's settings keep anything for ever.</summary>
    public const int MostDays = 3650;

    public required Guid DocumentKey { get; init; }

    public int? KeepDays { get; set; }

    public bool? Anonymise { get; set; }

    /// <summary>What holds for a service.</summary>
    public static RetentionTerms Of(RetentionRule? rule, SubmissionsOptions options) => new(rule?.KeepDays ?? options.KeepDays, rule?.Anonymise ?? options.Anonymise);

    internal sealed class Configuration : IEntityTypeConfiguration<RetentionRule>
    {
        public void Configure(EntityTypeBuilder<RetentionRule> builder)
        {
            builder.ToTable("SubmissionRetentionRules");
            builder.HasKey(rule => rule.DocumentKey);
            builder.Property(rule => rule.DocumentKey).ValueGeneratedNever();
        }
    }
}
