using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Notices;

/// <summary>The rules of when and how people are told: pure, and the only place where they are.</summary>
internal static class NoticeRules
{
    private static readonly TimeOnly DigestAt = new(7, 0);

    private static readonly TimeOnly ChangesAt = new(15, 0);

    /// <summary>Whether it is sent at once whatever a person has chosen.</summary>
    public static bool IsRequired(NoticeEvent happened) => happened is
        NoticeEvent.Overdue or NoticeEvent.RecipientChanged or NoticeEvent.PlanStopped or NoticeEvent.PublishedUnapproved or NoticeEvent.DeputyAppointed or NoticeEvent.ReviewOverdue or
        NoticeEvent.DeliveriesBroken;

    /// <summary>Whether all of the kind that a person is to be told at one time go in one e-mail: they tell how things stand, not what one person did.</summary>
    public static bool IsGathered(NoticeEvent happened) => happened is
        NoticeEvent.ChangedAfterApproval or NoticeEvent.Reminder or NoticeEvent.Overdue or NoticeEvent.PublishedUnapproved or NoticeEvent.ReviewDue or NoticeEvent.ReviewOverdue;

    /// <summary>When changes of approved services made at a moment are told of: once a day.</summary>
    public static DateTimeOffset ChangesToldAt(DateTimeOffset change) => NorwegianTime.Next(ChangesAt, change);

    /// <summary>The day whose deliveries are told of from a moment on: that day from seven o'clock, before it the day before.</summary>
    public static DateOnly DeliveriesToldOn(DateTimeOffset now) => NorwegianTime.DayOf(now).AddDays(NorwegianTime.TimeOf(now) < DigestAt ? -1 : 0);

    /// <summary>What becomes of a notice to a person.</summary>
    /// <param name="happened">What it tells of.</param>
    /// <param name="mode">What the person has chosen; null for one who is no user, and so has no say and no application to read it in.</param>
    /// <param name="hasMail">Whether the site can send e-mail.</param>
    /// <param name="now">The moment.</param>
    public static (DeliveryState State, bool IsInDigest, DateTimeOffset NotBefore) Plan(NoticeEvent happened, NoticeMode? mode, bool hasMail, DateTimeOffset now) =>
        !hasMail ? (mode is null ? DeliveryState.Dropped : DeliveryState.InApp, false, now)
        : IsRequired(happened) ? (DeliveryState.Waiting, false, now)
        : mode switch
        {
            NoticeMode.RequiredOnly => (DeliveryState.InApp, false, now),
            NoticeMode.Daily => (DeliveryState.Waiting, true, NorwegianTime.Next(DigestAt, now)),
            _ => (DeliveryState.Waiting, false, now),
        };
}
