using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// What a citizen has filled in of a form and not sent. Only the browser that fills it in can find it again: it has the key,
/// and here is only the key's hash. What is personal is encrypted.
/// </summary>
internal sealed class FormDraft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 (hex) of the key that the browser has in a cookie.</summary>
    public required string KeyHash { get; init; }

    public required Guid DocumentKey { get; init; }

    /// <summary>The same for every attempt to send it, so that it is received once.</summary>
    public Guid SubmissionKey { get; init; } = Guid.NewGuid();

    /// <summary>Encrypted JSON: alias → answers as they were sent.</summary>
    public required string Answers { get; set; }

    /// <summary>When it is deleted if nothing more happens to it.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The submission's reference once it has been sent; the answers are gone from here then.</summary>
    public string? Reference { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public List<FormDraftFile> Files { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<FormDraft>
    {
        public void Configure(EntityTypeBuilder<FormDraft> builder)
        {
            builder.ToTable("FormDrafts");
            builder.HasKey(draft => draft.Id);
            builder.HasIndex(draft => draft.KeyHash).IsUnique();
            builder.HasIndex(draft => draft.ExpiresAt);
            builder.Property(draft => draft.KeyHash).HasMaxLength(64);
            builder.Property(draft => draft.Reference).HasMaxLength(40);
        }
    }
}

/// <summary>A file that belongs to a draft.</summary>
internal sealed class FormDraftFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DraftId { get; init; }

    public required string FieldAlias { get; init; }

    /// <summary>Encrypted.</summary>
    public required string FileName { get; init; }

    /// <summary>By its content, not by what the browser said.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes, before encryption.</summary>
    public required long Size { get; init; }

    /// <summary>Encrypted.</summary>
    public required byte[] Content { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FormDraftFile>
    {
        public void Configure(EntityTypeBuilder<FormDraftFile> builder)
        {
            builder.ToTable("FormDraftFiles");
            builder.HasKey(file => file.Id);
            builder.Property(file => file.FieldAlias).HasMaxLength(64);
            builder.HasOne<FormDraft>().WithMany(draft => draft.Files).HasForeignKey(file => file.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
