using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>
/// A content outside the database that no row holds: one that is being written, until its row is there; or one whose row is
/// gone, until it is gone itself. Whatever lies in a folder or a bucket has its row either here or among the files.
/// </summary>
internal sealed class AttachmentRemoval
{
    public const int LongestFault = 300;

    /// <summary>The content's id.</summary>
    public required Guid Id { get; init; }

    public required AttachmentPlace Place { get; init; }

    /// <summary>When it is taken away.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>How many times that was tried. From the first on it is nobody's any more.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it did not succeed, in bokmål.</summary>
    public string? Fault { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AttachmentRemoval>
    {
        public void Configure(EntityTypeBuilder<AttachmentRemoval> builder)
        {
            builder.ToTable("AttachmentRemovals");
            builder.HasKey(removal => removal.Id);
            builder.Property(removal => removal.Id).ValueGeneratedNever();
            builder.Property(removal => removal.Place).HasMaxLength(20);
            builder.Property(removal => removal.Fault).HasMaxLength(LongestFault);
            builder.HasIndex(removal => removal.NotBefore);
        }
    }
}
