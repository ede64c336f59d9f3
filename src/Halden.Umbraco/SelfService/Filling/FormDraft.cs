using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// What a citizen has filled in of a form and not sent. Only the browser that fills it in can find and read it again: it has
/// a secret, and here is only the secret's hash. What is personal is encrypted (<see cref="DraftCipher"/>).
/// </summary>
internal sealed class FormDraft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 (hex) of the secret that the browser has in a cookie.</summary>
    public required string KeyHash { get; set; }

    /// <summary>The draft's key, wrapped for the browser.</summary>
    public required byte[] Key { get; set; }

    public required Guid DocumentKey { get; init; }

    /// <summary>The same for every attempt to send it, so that it is received once.</summary>
    public Guid SubmissionKey { get; init; } = Guid.NewGuid();

    /// <summary>Encrypted JSON: alias → answers as they were sent. Empty where there are none yet, or none any more.</summary>
    public required byte[] Answers { get; set; }

    /// <summary>SHA-256 (hex) of the form that it was last filled in in.</summary>
    public required string FormHash { get; set; }

    /// <summary>When its first page was shown, as far as is known.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it is deleted if nothing more happens to it.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The submission's reference once it has been sent; the answers are gone from here then.</summary>
    public string? Reference { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public List<FormDraftFile> Files { get; } = [];

    /// <summary>The link to go on with it later; null where nobody has asked for one.</summary>
    public FormDraftLink? Link { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FormDraft>
    {
        public void Configure(EntityTypeBuilder<FormDraft> builder)
        {
            builder.ToTable("FormDrafts");
            builder.HasKey(draft => draft.Id);
            builder.HasIndex(draft => draft.KeyHash).IsUnique();
            builder.HasIndex(draft => draft.ExpiresAt);
            builder.Property(draft => draft.KeyHash).HasMaxLength(64);
            builder.Property(draft => draft.FormHash).HasMaxLength(64);
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
    public required byte[] FileName { get; init; }

    /// <summary>By its content, not by what the browser said.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes, before encryption.</summary>
    public required long Size { get; init; }

    /// <summary>Whether it has been looked through for viruses; where no scanner is set up, it has not.</summary>
    public bool IsScanned { get; set; }

    /// <summary>Where the content is.</summary>
    public AttachmentPlace Place { get; init; }

    /// <summary>Encrypted; empty where it is not here.</summary>
    public required byte[] Content { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FormDraftFile>
    {
        public void Configure(EntityTypeBuilder<FormDraftFile> builder)
        {
            builder.ToTable("FormDraftFiles");
            builder.HasKey(file => file.Id);
            builder.Property(file => file.FieldAlias).HasMaxLength(64);
            builder.Property(file => file.Place).HasMaxLength(20).HasDefaultValue(AttachmentPlace.Database);
            builder.HasOne<FormDraft>().WithMany(draft => draft.Files).HasForeignKey(file => file.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
