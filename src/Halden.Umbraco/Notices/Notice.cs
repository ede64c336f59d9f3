using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Notices;

/// <summary>What people are told of. Whom each concerns is <see cref="NoticeAudience"/>'s to say.</summary>
internal enum NoticeEvent
{
    /// <summary>A package waits for who may decide.</summary>
    Submitted,
    Approved,

    /// <summary>Sent back with a comment.</summary>
    Rejected,

    /// <summary>An approved service has been changed, and must be approved again.</summary>
    ChangedAfterApproval,

    /// <summary>A package has waited for some working days.</summary>
    Reminder,

    /// <summary>A package has waited too long.</summary>
    Overdue,

    /// <summary>An import from the catalogue has ended.</summary>
    ImportFinished,

    /// <summary>Somebody else is to receive a service's applications.</summary>
    RecipientChanged,

    /// <summary>Something is published that nobody approved.</summary>
    PublishedUnapproved,

    /// <summary>A planned publishing came due and was stopped at the gate.</summary>
    PlanStopped,

    /// <summary>Somebody may decide in a director's place for a while.</summary>
    DeputyAppointed,

    /// <summary>A service is to be looked over soon.</summary>
    ReviewDue,

    /// <summary>A service should have been looked over.</summary>
    ReviewOverdue,

    /// <summary>Submissions do not get where they are to go; told once a day.</summary>
    DeliveriesBroken,

    /// <summary>A message was put up on the page of a service, or changed.</summary>
    MessagePutUp,
}

/// <summary>
/// Something that people are to be told of, written in the same transaction as what it tells of
/// (<see cref="Outbox.Notify"/>). It says no more than where to look: the text is written when it is sent, from what the
/// database then holds.
/// </summary>
internal sealed class Notice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required NoticeEvent Event { get; init; }

    /// <summary>What it is about, e.g. <c>Approved:{package}</c>; unique, so that nobody is told twice.</summary>
    public required string Key { get; init; }

    public Guid? DocumentKey { get; init; }

    /// <summary>The package that was submitted or decided, or approved before the change.</summary>
    public Guid? PackageId { get; init; }

    public Guid? RunId { get; init; }

    public Guid? DepartmentKey { get; init; }

    /// <summary>Who did it, and so need not be told; for <see cref="NoticeEvent.DeputyAppointed"/> the deputy.</summary>
    public Guid? UserKey { get; init; }

    /// <summary>The first and the last day of what it tells of, or the day that something is due.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>
    /// The mailbox that received applications before, encrypted (<see cref="AddressCipher"/>): after the change nothing
    /// else knows it. Wiped when it has been told.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When people are to be told.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When it was worked out who they are; null until then.</summary>
    public DateTimeOffset? AddressedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Notice>
    {
        public void Configure(EntityTypeBuilder<Notice> builder)
        {
            builder.HasKey(notice => notice.Id);
            builder.HasIndex(notice => notice.Key).IsUnique();
            builder.HasIndex(notice => new { notice.AddressedAt, notice.DueAt });
            builder.Property(notice => notice.Key).HasMaxLength(200);
        }
    }
}
