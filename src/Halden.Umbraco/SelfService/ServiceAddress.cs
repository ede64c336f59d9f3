using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService;

/// <summary>The public address of a service in one culture. Once given it is kept, so that addresses people have saved go on working.</summary>
internal sealed class ServiceAddress
{
    public required string Culture { get; init; }

    /// <summary>Last segment of the address: lower-case a–z, digits and hyphens.</summary>
    public required string Slug { get; init; }

    public required Guid DocumentKey { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ServiceAddress>
    {
        public void Configure(EntityTypeBuilder<ServiceAddress> builder)
        {
            builder.HasKey(address => new { address.Culture, address.Slug });
            builder.HasIndex(address => new { address.DocumentKey, address.Culture });
            builder.Property(address => address.Slug).HasMaxLength(120);
        }
    }
}
