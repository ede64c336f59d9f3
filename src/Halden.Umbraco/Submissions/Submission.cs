using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Submissions;

/// <summary>How far the people who handle it have come.</summary>
internal enum SubmissionState
{
    New,

    /// <summary>Somebody works on it.</summary>
    InWork,

    /// <summary>Handled; deleted when its time is over.</summary>
    Done,
}

/// <summary>
/// A form that a citizen has sent. What the citizen wrote is encrypted (<see cref="SubmissionCipher"/>); the rest says
/// nothing of the person.
/// </summary>
internal sealed class Submission
{
    public required Guid Id { get; init; }

    /// <summary>What the citizen may read out on the telephone: <see cref="SubmissionReference"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>Key of the sending, made before the form was sent: the same sent again is the same submission.</summary>
    public required Guid SubmissionKey { get; init; }

    /// <summary>The service.</summary>
    public required Guid DocumentKey { get; init; }

    public required Guid FormId { get; init; }

    /// <summary>The language that the citizen used.</summary>
    public required string Culture { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public SubmissionState State { get; set; }

    /// <summary>How many times that was changed: who changes it says which one they saw.</summary>
    public int Version { get; set; }

    /// <summary>When it was handled; null until then.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When what the citizen wrote was wiped and the rest was kept; null where it was not.</summary>
    public DateTimeOffset? AnonymisedAt { get; init; }

    /// <summary>A <see cref="SubmissionPayload"/>, encrypted; empty once it is wiped.</summary>
    public required byte[] Payload { get; init; }

    public List<SubmissionAttachment> Attachments { get; init; } = [];

    public List<SubmissionDelivery> Deliveries { get; init; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Submission>
    {
        public void Configure(EntityTypeBuilder<Submission> builder)
        {
            builder.ToTable("Submissions");
            builder.HasKey(submission => submission.Id);
            builder.HasIndex(submission => submission.Reference).IsUnique();
            builder.HasIndex(submission => submission.SubmissionKey).IsUnique();
            builder.HasIndex(submission => new { submission.DocumentKey, submission.ReceivedAt });
            builder.HasIndex(submission => submission.DoneAt);
            builder.Property(submission => submission.Reference).HasMaxLength(40);
            builder.Property(submission => submission.Culture).HasMaxLength(20);
        }
    }
}

/// <summary>A file that came with a submission. Its name and kind are in the submission's payload.</summary>
internal sealed class SubmissionAttachment
{
    public required Guid Id { get; init; }

    public Guid SubmissionId { get; init; }

    /// <summary>What the virus scanner said of it later.</summary>
    public AttachmentVerdict Verdict { get; set; }

    /// <summary>Where the file is.</summary>
    public AttachmentPlace Place { get; init; }

    /// <summary>The file, encrypted; empty where it is not here.</summary>
    public required byte[] Content { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SubmissionAttachment>
    {
        public void Configure(EntityTypeBuilder<SubmissionAttachment> builder)
        {
            builder.ToTable("SubmissionAttachments");
            builder.HasKey(attachment => attachment.Id);
            builder.Property(attachment => attachment.Id).ValueGeneratedNever();
            builder.Property(attachment => attachment.Verdict).HasMaxLength(20).HasDefaultValue(AttachmentVerdict.NotAsked);
            builder.HasIndex(attachment => attachment.Verdict);
            builder.Property(attachment => attachment.Place).HasMaxLength(20).HasDefaultValue(AttachmentPlace.Database);
            builder.HasOne<Submission>().WithMany(submission => submission.Attachments).HasForeignKey(attachment => attachment.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
