using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Forms;

/// <summary>
/// A form that the municipality uses, as it is being edited. Citizens never meet it: they fill in the form as it stands in
/// the package that the director approved.
/// </summary>
internal sealed class StoredForm
{
    public required Guid Id { get; init; }

    /// <summary>In bokmål, for lists.</summary>
    public required string Name { get; set; }

    /// <summary>Canonical JSON of a <see cref="FormDefinition"/>.</summary>
    public required string Json { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last; null for nobody.</summary>
    public Guid? ChangedBy { get; set; }

    /// <summary>How many times it has been saved, from one; what it was before is in <see cref="EarlierForm"/>.</summary>
    public int Number { get; set; } = 1;

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<StoredForm>
    {
        public void Configure(EntityTypeBuilder<StoredForm> builder)
        {
            builder.ToTable("Forms");
            builder.HasKey(form => form.Id);
            builder.Property(form => form.Name).HasMaxLength(FormCheck.LongestName);
            builder.Property(form => form.Number).HasDefaultValue(1);
            builder.Property(form => form.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>A form as it was before it was saved anew.</summary>
internal sealed class EarlierForm
{
    public required Guid FormId { get; init; }

    /// <summary>As <see cref="StoredForm.Number"/> was then.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>Canonical JSON of a <see cref="FormDefinition"/>.</summary>
    public required string Json { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Key of the user who saved it; null for nobody.</summary>
    public Guid? By { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EarlierForm>
    {
        public void Configure(EntityTypeBuilder<EarlierForm> builder)
        {
            builder.ToTable("EarlierForms");
            builder.HasKey(form => new { form.FormId, form.Number });
            builder.Property(form => form.Name).HasMaxLength(FormCheck.LongestName);
            builder.HasOne<StoredForm>().WithMany().HasForeignKey(form => form.FormId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
