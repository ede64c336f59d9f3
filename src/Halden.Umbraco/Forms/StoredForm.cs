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

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<StoredForm>
    {
        public void Configure(EntityTypeBuilder<StoredForm> builder)
        {
            builder.ToTable("Forms");
            builder.HasKey(form => form.Id);
            builder.Property(form => form.Name).HasMaxLength(200);
            builder.Property(form => form.Version).IsConcurrencyToken();
        }
    }
}
