using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Notices;

/// <summary>
/// The one way to have people told of something: a line in the unit of work, saved with what it tells of or not at all.
/// Each of these is one call where the thing happens.
/// </summary>
internal static class Outbox
{
    // So that a branch that was published past the gate is one alarm, and what is put right at once is none.
    private static readonly TimeSpan AlarmAfter = TimeSpan.FromMinutes(1);

    /// <summary>Adds a notice to the unit of work, unless there is one of the same key. Call it through <see cref="HaldenStore.WriteAsync{T}"/>.</summary>
    public static void Notify(this HaldenDbContext db, Notice notice)
    {
        if (!db.Notices.Local.Any(known => known.Key == notice.Key) && !db.Notices.Any(known => known.Key == notice.Key))
        {
            db.Notices.Add(notice);
        }
    }

    /// <summary>A package was submitted: to those who may decide.</summary>
    public static void NotifySubmitted(this HaldenDbContext db, Package package) =>
        db.Notify(Of(NoticeEvent.Submitted, package, package.SubmittedBy, package.SubmittedAt));

    /// <summary>A package was approved or rejected: to who submitted it, and the service's owner.</summary>
    public static void NotifyDecided(this HaldenDbContext db, Package package) => db.Notify(Of(
        package.Decision == Decision.Approved ? NoticeEvent.Approved : NoticeEvent.Rejected, package, package.DecidedBy, package.DecidedAt!.Value));

    /// <summary>
    /// A service was changed: to its director and its owner, once a day for each service, if it was approved and, when
    /// they are told, still is changed.
    /// </summary>
    public static async Task NotifyChangedAsync(this HaldenDbContext db, Guid document, Guid? user, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var last = await db.Packages.AsNoTracking().Where(package => package.DocumentKey == document).OrderByDescending(package => package.SubmittedAt)
            .Select(package => new { package.Id, package.Decision }).FirstOrDefaultAsync(cancellationToken);
        if (last is not { Decision: Decision.Approved })
        {
            return;
        }

        var due = NoticeRules.ChangesToldAt(at);
        db.Notify(new Notice
        {
            Event = NoticeEvent.ChangedAfterApproval,
            Key = $"{NoticeEvent.ChangedAfterApproval}:{last.Id}:{NorwegianTime.DayOf(due):O}",
            DocumentKey = document,
            PackageId = last.Id,
            UserKey = user,
            At = at,
            DueAt = due,
        });
    }

    /// <summary>
    /// Who answers for a service is about to be changed: as any change, and if the service was ever approved, so that
    /// somebody may have received its applications, that recipient and the owner are told who no longer does.
    /// </summary>
    public static async Task NotifyOfResponsibilityAsync(
        this HaldenDbContext db, AddressCipher addresses, RegisterEntry before, Responsibility wanted, Guid? user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.NotifyChangedAsync(before.DocumentKey, user, at, cancellationToken);
        if (before.Recipient is null
            || (before.Recipient == wanted.Recipient && before.RecipientKind == wanted.RecipientKind)
            || !await db.Packages.AnyAsync(package => package.DocumentKey == before.DocumentKey && package.Decision == Decision.Approved, cancellationToken))
        {
            return;
        }

        db.Notify(new Notice
        {
            Event = NoticeEvent.RecipientChanged,
            Key = $"{NoticeEvent.RecipientChanged}:{before.DocumentKey}:{before.Version}",
            DocumentKey = before.DocumentKey,
            UserKey = user,
            Address = before.RecipientKind == RecipientKind.Mailbox ? addresses.Protect(before.Recipient) : null,
            At = at,
            DueAt = at,
        });
    }

    /// <summary>An import has ended: to each owner of a service with something new, once.</summary>
    public static void NotifyImported(this HaldenDbContext db, Guid run, DateTimeOffset at) => db.Notify(new Notice
    {
        Event = NoticeEvent.ImportFinished,
        Key = KeyOf(NoticeEvent.ImportFinished, run),
        RunId = run,
        At = at,
        DueAt = at,
    });

    /// <summary>Somebody may decide in the director's place for some days: to that person.</summary>
    public static void NotifyDeputyAppointed(this HaldenDbContext db, Deputy deputy, DateTimeOffset at) => db.Notify(new Notice
    {
        Event = NoticeEvent.DeputyAppointed,
        Key = KeyOf(NoticeEvent.DeputyAppointed, deputy.Key),
        DepartmentKey = deputy.DepartmentKey,
        UserKey = deputy.UserKey,
        From = deputy.From,
        Until = deputy.To,
        At = at,
        DueAt = at,
    });

    /// <summary>A service is to be looked over by a day, or should have been: to its owner, and in the latter case its directors.</summary>
    public static void NotifyReview(this HaldenDbContext db, NoticeEvent happened, Guid document, DateOnly due, DateTimeOffset at) => db.Notify(new Notice
    {
        Event = happened,
        Key = $"{happened}:{document}:{due:O}",
        DocumentKey = document,
        Until = due,
        At = at,
        DueAt = at,
    });

    /// <summary>Submissions do not get where they are to go: to the owner of each service that is so of, once a day.</summary>
    public static void NotifyDeliveriesBroken(this HaldenDbContext db, DateOnly day, DateTimeOffset at) => db.Notify(new Notice
    {
        Event = NoticeEvent.DeliveriesBroken,
        Key = KeyOfDeliveries(day),
        At = at,
        DueAt = at,
    });

    /// <summary>The key of what is told of a day's deliveries.</summary>
    public static string KeyOfDeliveries(DateOnly day) => $"{NoticeEvent.DeliveriesBroken}:{day:O}";

    /// <summary>A planned publishing was stopped at the gate: to who submitted the service last, and its owner.</summary>
    public static void NotifyPlanStopped(this HaldenDbContext db, Guid document, DateTimeOffset plannedFor, DateTimeOffset at) => db.Notify(new Notice
    {
        Event = NoticeEvent.PlanStopped,
        Key = $"{NoticeEvent.PlanStopped}:{document}:{plannedFor.UtcTicks}",
        DocumentKey = document,
        At = at,
        DueAt = at,
    });

    /// <summary>A text is published that nobody approved: to the administrators. Several languages of a service at one time are one alarm.</summary>
    public static void NotifyPublishedUnapproved(this HaldenDbContext db, WithheldText text, DateTimeOffset at)
    {
        bool IsTheSame(Notice known) => known.Event == NoticeEvent.PublishedUnapproved && known.DocumentKey == text.DocumentKey && known.AddressedAt == null;
        if (db.Notices.Local.Any(IsTheSame)
            || db.Notices.Any(known => known.Event == NoticeEvent.PublishedUnapproved && known.DocumentKey == text.DocumentKey && known.AddressedAt == null))
        {
            return;
        }

        db.Notify(new Notice
        {
            Event = NoticeEvent.PublishedUnapproved,
            Key = $"{NoticeEvent.PublishedUnapproved}:{text.DocumentKey}:{text.Culture}:{text.Hash}",
            DocumentKey = text.DocumentKey,
            At = at,
            DueAt = at + AlarmAfter,
        });
    }

    /// <summary>A message was put up on the page of a service, or changed: to its director. One on the front page is nobody's.</summary>
    public static void NotifyMessage(this HaldenDbContext db, Guid message, int version, Guid? document, Guid user, DateTimeOffset at)
    {
        if (document is not null)
        {
            db.Notify(new Notice
            {
                Event = NoticeEvent.MessagePutUp,
                Key = $"{NoticeEvent.MessagePutUp}:{message}:{version}",
                DocumentKey = document,
                UserKey = user,
                At = at,
                DueAt = at,
            });
        }
    }

    /// <summary>The id and version of the message that a notice is of.</summary>
    public static (Guid Message, int Version) MessageOf(Notice notice)
    {
        var parts = notice.Key.Split(':');
        return (Guid.Parse(parts[1]), int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The key of a notice that there is one of for each package or document.</summary>
    public static string KeyOf(NoticeEvent happened, Guid about) => $"{happened}:{about}";

    /// <summary>A notice about a package.</summary>
    public static Notice Of(NoticeEvent happened, Package package, Guid? user, DateTimeOffset at) => new()
    {
        Event = happened,
        Key = KeyOf(happened, package.Id),
        DocumentKey = package.DocumentKey,
        PackageId = package.Id,
        UserKey = user,
        At = at,
        DueAt = at,
    };
}
