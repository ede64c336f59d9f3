using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// A public address of a service in one culture. Once given it is kept, and never given to another service, so that
/// addresses people have saved go on working; the one of them that is current is shown, the others lead to it.
/// </summary>
internal sealed class ServiceAddress
{
    public required string Culture { get; init; }

    /// <summary>Last segment of the address: lower-case a–z, digits and hyphens.</summary>
    public required string Slug { get; init; }

    public required Guid DocumentKey { get; init; }

    public bool IsCurrent { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ServiceAddress>
    {
        public void Configure(EntityTypeBuilder<ServiceAddress> builder)
        {
            builder.HasKey(address => new { address.Culture, address.Slug });

            // One current address each, whichever of two nodes comes first.
            builder.HasIndex(address => new { address.DocumentKey, address.Culture }).IsUnique().HasFilter("[IsCurrent] = 1");
            builder.Property(address => address.Slug).HasMaxLength(120);
        }
    }
}
