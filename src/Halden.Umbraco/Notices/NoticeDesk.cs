using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models.Membership;

namespace Halden.Umbraco.Notices;

/// <summary>A notice as the application shows it to the person.</summary>
/// <param name="Id">Key of the delivery.</param>
/// <param name="At">When it came.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="Headline">On one line.</param>
/// <param name="Text">What it means; plain text.</param>
/// <param name="Path">Where in the section it is to be seen; null where it is no longer there.</param>
/// <param name="IsSent">Whether it went by e-mail.</param>
internal sealed record NoticeView(Guid Id, DateTimeOffset At, NoticeEvent Event, string Headline, string Text, string? Path, bool IsSent);

/// <summary>An e-mail that does not get away.</summary>
/// <param name="Id">Key of the delivery.</param>
/// <param name="At">When it was to be sent first.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="Headline">On one line.</param>
/// <param name="To">To whom: the user's name, or the role of one who is no user.</param>
/// <param name="Attempts">How many tries there have been.</param>
/// <param name="Fault">Why the last failed, without addresses.</param>
/// <param name="IsDead">Whether it has been given up.</param>
/// <param name="NextTry">When it is tried again by itself; null where it is not.</param>
internal sealed record FailedNotice(Guid Id, DateTimeOffset At, NoticeEvent Event, string Headline, string To, int Attempts, string? Fault, bool IsDead, DateTimeOffset? NextTry);

/// <summary>What people see of the notices, and may do about them; every controller and verb comes here.</summary>
internal sealed class NoticeDesk(HaldenStore store, NoticeReading reading, NoticePeople people, NoticeDispatch dispatch)
{
    private const int MostShown = 50;

    /// <summary>Whether the site can send e-mail.</summary>
    public bool HasMail => dispatch.HasMail;

    /// <summary>A user's own notices, newest first.</summary>
    public async Task<IReadOnlyList<NoticeView>> MineAsync(IUser user, string language, CancellationToken cancellationToken) => await store.ReadAsync(
        async db =>
        {
            var deliveries = await db.NoticeDeliveries.AsNoTracking().Include(delivery => delivery.Notice)
                .Where(delivery => delivery.UserKey == user.Key && delivery.State != DeliveryState.Dropped)
                .OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id).Take(MostShown).ToListAsync(cancellationToken);
            var views = new List<NoticeView>();
            foreach (var delivery in deliveries)
            {
                var facts = await reading.ReadAsync(db, delivery, user.Email, cancellationToken);
                views.Add(new NoticeView(
                    delivery.Id,
                    delivery.CreatedAt,
                    facts.Event,
                    NoticeTexts.Headline(facts).In(language),
                    NoticeTexts.Body(facts, string.Empty).In(language),
                    facts.Path,
                    delivery.State == DeliveryState.Sent));
            }

            return views;
        },
        cancellationToken);

    /// <summary>When a user wants e-mail.</summary>
    public Task<NoticeMode> ModeAsync(Guid user, CancellationToken cancellationToken) => store.ReadAsync(
        db => db.NoticePreferences.Where(preference => preference.UserKey == user).Select(preference => preference.Mode).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    /// <summary>Sets when a user wants e-mail, from the next notice on.</summary>
    public Task SetModeAsync(Guid user, NoticeMode mode, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var preference = await db.NoticePreferences.FindAsync([user], cancellationToken) ?? db.NoticePreferences.Add(new NoticePreference { UserKey = user }).Entity;
            preference.Mode = mode;
            return true;
        },
        cancellationToken);

    /// <summary>What has been given up, and what has failed and is tried again; newest first.</summary>
    public async Task<IReadOnlyList<FailedNotice>> FailedAsync(string language, CancellationToken cancellationToken) => await store.ReadAsync(
        async db =>
        {
            var deliveries = await Failed(db).AsNoTracking().Include(delivery => delivery.Notice)
                .OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id).ToListAsync(cancellationToken);
            var failed = new List<FailedNotice>();
            foreach (var delivery in deliveries)
            {
                var facts = await reading.ReadAsync(db, delivery, await EmailAsync(db, delivery, cancellationToken), cancellationToken);
                failed.Add(new FailedNotice(
                    delivery.Id,
                    delivery.CreatedAt,
                    facts.Event,
                    NoticeTexts.Headline(facts).In(language),
                    await people.NameOfAsync(delivery.UserKey) ?? NoticeTexts.NameOf(delivery.Role).In(language),
                    delivery.Attempts,
                    delivery.Fault,
                    delivery.State == DeliveryState.Dead,
                    delivery.State == DeliveryState.Dead ? null : delivery.NotBefore));
            }

            return failed;
        },
        cancellationToken);

    /// <summary>How many are in each state.</summary>
    public Task<Dictionary<DeliveryState, int>> CountAsync(CancellationToken cancellationToken) => store.ReadAsync(
        db => db.NoticeDeliveries.GroupBy(delivery => delivery.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
        cancellationToken);

    /// <summary>Has failed e-mail tried again at once, all or one; returns how many.</summary>
    public Task<int> RetryAsync(Guid? id, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var deliveries = await Failed(db).Where(delivery => id == null || delivery.Id == id).ToListAsync(cancellationToken);
            foreach (var delivery in deliveries)
            {
                (delivery.State, delivery.Attempts, delivery.NotBefore, delivery.EndedAt) = (DeliveryState.Waiting, 0, store.Now, null);
            }

            return deliveries.Count;
        },
        cancellationToken);

    private static IQueryable<NoticeDelivery> Failed(HaldenDbContext db) => db.NoticeDeliveries.Where(delivery =>
        delivery.State == DeliveryState.Dead || (delivery.State == DeliveryState.Waiting && delivery.Fault != null));

    private async Task<string?> EmailAsync(HaldenDbContext db, NoticeDelivery delivery, CancellationToken cancellationToken) =>
        delivery.UserKey is { } user ? (await people.FindAsync(user))?.Email
        : delivery.OwnerOf is { } document ? await db.Register.Where(entry => entry.DocumentKey == document).Select(entry => entry.OwnerEmail).FirstOrDefaultAsync(cancellationToken)
        : null;
}
