using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Notices;

/// <summary>Why somebody is told; where several reasons fit, the first.</summary>
internal enum NoticeRole
{
    /// <summary>May decide on the package: the director, or a deputy.</summary>
    Decider,

    /// <summary>Sent the package for approval.</summary>
    Submitter,

    /// <summary>Hovedansvarlig for the service.</summary>
    Owner,

    /// <summary>Directs the service's department.</summary>
    Director,
    Administrator,

    /// <summary>Received the applications until now.</summary>
    PreviousRecipient,
    Deputy,
}

/// <summary>How far a notice has come on its way to one person.</summary>
internal enum DeliveryState
{
    /// <summary>Is to be sent by e-mail, now or later.</summary>
    Waiting,
    Sent,

    /// <summary>Is shown in the application only: that person's choice, or there is no e-mail.</summary>
    InApp,

    /// <summary>Was not sent, for there was no reason to any more.</summary>
    Dropped,

    /// <summary>Could not be sent, and is not tried again by itself.</summary>
    Dead,
}

/// <summary>A notice to one person. It holds who that is as a key or a role, never a name or an address.</summary>
internal sealed class NoticeDelivery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid NoticeId { get; init; }

    public Notice? Notice { get; init; }

    public required NoticeRole Role { get; init; }

    /// <summary>The person's user; null for one who has none.</summary>
    public Guid? UserKey { get; init; }

    /// <summary>For an owner who has no user: key of a document that the person owns.</summary>
    public Guid? OwnerOf { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>Waits for the day's one e-mail with all that is new.</summary>
    public bool IsInDigest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be sent, or tried again.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>How many times it was begun to send it.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last try failed; addresses are taken out.</summary>
    public string? Fault { get; set; }

    /// <summary>When it was sent, dropped or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoticeDelivery>
    {
        public void Configure(EntityTypeBuilder<NoticeDelivery> builder)
        {
            builder.HasKey(delivery => delivery.Id);
            builder.HasOne(delivery => delivery.Notice).WithMany().HasForeignKey(delivery => delivery.NoticeId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(delivery => new { delivery.State, delivery.NotBefore });
            builder.HasIndex(delivery => new { delivery.UserKey, delivery.CreatedAt });
            builder.Property(delivery => delivery.Fault).HasMaxLength(500);
        }
    }
}
