using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Submissions;

/// <summary>To whom.</summary>
internal enum DeliveryKind
{
    /// <summary>Whoever receives the service's applications, as the register has it when it is delivered.</summary>
    Recipient,

    /// <summary>The citizen: that it is received, and under which reference.</summary>
    Receipt,
}

/// <summary>How far a delivery has come.</summary>
internal enum SubmissionDeliveryState
{
    /// <summary>Is to be delivered, now or later; a fault says why it has not been.</summary>
    Waiting,

    /// <summary>Lies in the owner's print queue until a person has dealt with it.</summary>
    Queued,

    /// <summary>Has left the house.</summary>
    Sent,

    /// <summary>The receiver has said that it has it; of what was to be printed, a person has.</summary>
    Accepted,

    /// <summary>Could not be delivered, and is not tried again by itself.</summary>
    Dead,
}

/// <summary>Something that must leave the house because of a submission; written in the transaction that received it.</summary>
internal sealed class SubmissionDelivery
{
    /// <summary>How much of a fault is kept, in characters.</summary>
    public const int LongestFault = 500;

    /// <summary>How much of a receiver's case number is kept, in characters.</summary>
    public const int LongestReference = 100;

    public required Guid Id { get; init; }

    public Guid SubmissionId { get; init; }

    public Submission? Submission { get; init; }

    public required DeliveryKind Kind { get; init; }

    public SubmissionDeliveryState State { get; set; }

    /// <summary>How it was tried last; null for not yet.</summary>
    public DeliveryChannel? Channel { get; set; }

    /// <summary>The receiver's own case number, where it gave one.</summary>
    public string? TheirReference { get; set; }

    /// <summary>The citizen's address, encrypted; wiped when the receipt is sent.</summary>
    public byte[]? Address { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be tried, or tried again.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>From when on a try that fails is the last.</summary>
    public required DateTimeOffset GiveUpAt { get; set; }

    /// <summary>How many times it was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it has not been delivered yet, in bokmål; nothing personal in it.</summary>
    public string? Fault { get; set; }

    /// <summary>When it was delivered or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SubmissionDelivery>
    {
        public void Configure(EntityTypeBuilder<SubmissionDelivery> builder)
        {
            builder.ToTable("SubmissionDeliveries");
            builder.HasKey(delivery => delivery.Id);
            builder.Property(delivery => delivery.Id).ValueGeneratedNever();
            builder.HasOne(delivery => delivery.Submission).WithMany(submission => submission.Deliveries).HasForeignKey(delivery => delivery.SubmissionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(delivery => new { delivery.State, delivery.NotBefore });
            builder.Property(delivery => delivery.Fault).HasMaxLength(LongestFault);
            builder.Property(delivery => delivery.TheirReference).HasMaxLength(LongestReference);
        }
    }
}
