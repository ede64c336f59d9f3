using Halden.Umbraco.Catalogue.Rdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>The edition of Los that the site uses, as it was given to us. One row; none while the site has only the themes that are shipped.</summary>
internal sealed class LosEdition
{
    /// <summary>The row's number.</summary>
    public const int TheOnly = 1;

    public int Id { get; init; } = TheOnly;

    /// <summary>SHA-256 (hex) of the file: names the edition, so that other nodes see that it is another.</summary>
    public required string Hash { get; set; }

    /// <summary>The file, gzipped. It is kept as it was, so that a later version of the plugin may read more of it.</summary>
    public required byte[] File { get; set; }

    /// <summary>What the file is written in.</summary>
    public required RdfFormat Format { get; set; }

    /// <summary>Where it is from: a file's name, or an address.</summary>
    public required string Source { get; set; }

    /// <summary>When the site took it into use.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Key of the user who took it into use; null for a verb or a job.</summary>
    public Guid? By { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LosEdition>
    {
        public void Configure(EntityTypeBuilder<LosEdition> builder)
        {
            builder.ToTable("Los");
            builder.HasKey(edition => edition.Id);
            builder.Property(edition => edition.Id).ValueGeneratedNever();
        }
    }
}
