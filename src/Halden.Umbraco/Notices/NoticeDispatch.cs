using Halden.Umbraco.Approval;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models.Email;

namespace Halden.Umbraco.Notices;

/// <summary>
/// One turn of the outbox: finds what is due, works out whom it concerns, and sends. Only one process has its turn at a
/// time, by a lease in the database.
/// </summary>
/// <remarks>
/// A try is counted and the next one set before the mail server is asked, so that a process that dies in between leaves
/// an e-mail to be tried again later: it is then sent twice at most, with the same reference, and never not at all.
/// </remarks>
internal sealed class NoticeDispatch(
    HaldenStore store,
    NoticeAudience audience,
    NoticeReading reading,
    NoticePeople people,
    AddressCipher addresses,
    OutgoingMail mail,
    IOptionsMonitor<NoticeOptions> options,
    IOptionsMonitor<SelfServiceOptions> selfService,
    IOptionsMonitor<WebRoutingSettings> webRouting,
    ILogger<NoticeDispatch> logger)
{
    /// <summary>What Umbraco tells handlers of its e-mail notification that this is.</summary>
    public const string EmailType = "HaldenNotice";

    private const string Job = "notices";

    private const int MostAtOnce = 500;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromHours(1);

    // Renewed before each e-mail, which takes less than that.
    private static readonly TimeSpan LeaseTime = OutgoingMail.LongestSending + TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestMemory = TimeSpan.FromDays(400);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private readonly Guid _self = Guid.NewGuid();
    private DateTimeOffset _swept = DateTimeOffset.MinValue;
    private DateOnly? _deliveriesSeenOn;
    private int _timeouts;

    /// <summary>Whether the site can send e-mail at all.</summary>
    public bool HasMail => mail.CanSend;

    /// <summary>Takes a turn; returns how long to wait before the next.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancellationToken)
    {
        await RaiseAsync(cancellationToken);
        await RaiseBrokenDeliveriesAsync(cancellationToken);
        await SweepAsync(cancellationToken);
        if (!await IsAnythingDueAsync(cancellationToken) || !await LeaseAsync(cancellationToken))
        {
            return BackOff.Rest;
        }

        try
        {
            await AddressAsync(cancellationToken);
            await SendAllAsync(cancellationToken);
            return BackOff.RestAfter(_timeouts);
        }
        finally
        {
            await store.ReleaseAsync(Job, _self);
        }
    }

    private Task<bool> LeaseAsync(CancellationToken cancellationToken) => store.LeaseAsync(Job, _self, LeaseTime, cancellationToken);

    /// <summary>What nobody does but time: packages that have waited.</summary>
    private async Task RaiseAsync(CancellationToken cancellationToken)
    {
        var waiting = await store.ReadAsync(
            db => db.Packages.AsNoTracking().Where(package => package.Decision == Decision.Submitted).Select(package => new { package.Id, package.SubmittedAt }).ToListAsync(cancellationToken),
            cancellationToken);
        var late = (
            from step in (IReadOnlyList<(NoticeEvent Event, int Days)>)[(NoticeEvent.Reminder, options.CurrentValue.RemindAfterWorkingDays), (NoticeEvent.Overdue, options.CurrentValue.OverdueAfterWorkingDays)]
            where step.Days > 0
            from package in waiting
            where NorwegianTime.AfterWorkingDays(package.SubmittedAt, step.Days) <= store.Now
            select (step.Event, package.Id, Key: Outbox.KeyOf(step.Event, package.Id))).ToList();
        var keys = late.Select(notice => notice.Key).ToList();
        var known = keys.Count == 0 ? [] : await store.ReadAsync(db => db.Notices.Where(notice => keys.Contains(notice.Key)).Select(notice => notice.Key).ToListAsync(cancellationToken), cancellationToken);
        late.RemoveAll(notice => known.Contains(notice.Key));
        if (late.Count == 0)
        {
            return;
        }

        await store.WriteAsync(
            async db =>
            {
                foreach (var (happened, id, _) in late)
                {
                    db.Notify(Outbox.Of(happened, (await db.Packages.FindAsync([id], cancellationToken))!, null, store.Now));
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Once a day, from seven o'clock: submissions that do not get where they are to go.</summary>
    private async Task RaiseBrokenDeliveriesAsync(CancellationToken cancellationToken)
    {
        var day = NoticeRules.DeliveriesToldOn(store.Now);
        if (day == _deliveriesSeenOn)
        {
            return;
        }

        var key = Outbox.KeyOfDeliveries(day);
        if (await store.ReadAsync(
                async db => !await db.Notices.AnyAsync(notice => notice.Key == key, cancellationToken)
                    && (await BrokenDeliveries.FindAsync(db, options.CurrentValue.DeliveryPatience, store.Now, cancellationToken)).Count > 0,
                cancellationToken))
        {
            await store.WriteAsync(
                db =>
                {
                    db.NotifyDeliveriesBroken(day, store.Now);
                    return Task.FromResult(true);
                },
                cancellationToken);
        }

        _deliveriesSeenOn = day;
    }

    private Task<bool> IsAnythingDueAsync(CancellationToken cancellationToken) => store.ReadAsync(
        async db => await db.NoticeDeliveries.AnyAsync(delivery => delivery.State == DeliveryState.Waiting && delivery.NotBefore <= store.Now, cancellationToken)
            || await db.Notices.AnyAsync(notice => notice.AddressedAt == null && notice.DueAt <= store.Now, cancellationToken),
        cancellationToken);

    /// <summary>Makes one delivery for each person whom a notice concerns.</summary>
    private async Task AddressAsync(CancellationToken cancellationToken)
    {
        var due = await store.ReadAsync(
            db => db.Notices.AsNoTracking().Where(notice => notice.AddressedAt == null && notice.DueAt <= store.Now).OrderBy(notice => notice.DueAt).ThenBy(notice => notice.Id)
                .ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var notice in due)
        {
            try
            {
                // Whom it concerns is asked of Umbraco too, and so before our database is held.
                var recipients = await store.ReadAsync(db => audience.OfAsync(db, notice, cancellationToken), cancellationToken);
                await store.WriteAsync(db => AddressAsync(db, notice.Id, recipients, cancellationToken), cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // One that is beyond understanding must not keep the others.
                logger.LogError(fault, "Notice {Notice} could not be addressed; trying again in {Minutes} min", notice.Id, PauseAfterFault.TotalMinutes);
                await store.WriteAsync(
                    async db =>
                    {
                        (await db.Notices.FindAsync([notice.Id], cancellationToken))!.DueAt = store.Now + PauseAfterFault;
                        return true;
                    },
                    cancellationToken);
            }
        }
    }

    private async Task<bool> AddressAsync(HaldenDbContext db, Guid id, IReadOnlyList<NoticeRecipient> recipients, CancellationToken cancellationToken)
    {
        if (await db.Notices.FindAsync([id], cancellationToken) is not { AddressedAt: null } notice)
        {
            return false;
        }

        foreach (var person in recipients)
        {
            var mode = person.UserKey is not { } user ? (NoticeMode?)null
                : (await db.NoticePreferences.FindAsync([user], cancellationToken))?.Mode ?? NoticeMode.AtOnce;
            var (state, isInDigest, notBefore) = NoticeRules.Plan(notice.Event, mode, HasMail, store.Now);
            db.NoticeDeliveries.Add(new NoticeDelivery
            {
                NoticeId = notice.Id,
                Role = person.Role,
                UserKey = person.UserKey,
                OwnerOf = person.OwnerOf,
                State = state,
                IsInDigest = isInDigest,
                CreatedAt = store.Now,
                NotBefore = notBefore,
                EndedAt = state == DeliveryState.Waiting ? null : store.Now,
            });
        }

        notice.AddressedAt = store.Now;
        if (!db.NoticeDeliveries.Local.Any(delivery => delivery is { Role: NoticeRole.PreviousRecipient, State: DeliveryState.Waiting }))
        {
            notice.Address = null;
        }

        return true;
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        var due = await store.ReadAsync(
            db => db.NoticeDeliveries.AsNoTracking().Include(delivery => delivery.Notice)
                .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.NotBefore <= store.Now)
                .OrderBy(delivery => delivery.NotBefore).ThenBy(delivery => delivery.Id).Take(MostAtOnce).ToListAsync(cancellationToken),
            cancellationToken);
        if (due.Count > 0 && !HasMail)
        {
            await EndAsync(due, delivery => delivery.UserKey is null ? DeliveryState.Dropped : DeliveryState.InApp, cancellationToken);
            return;
        }

        var letters = new List<Letter>();
        foreach (var delivery in due)
        {
            if (await AddresseeAsync(delivery, cancellationToken) is { } person)
            {
                letters.Add(new Letter(delivery, person.Address, person.Language));
            }
            else
            {
                await EndAsync([delivery], _ => DeliveryState.Dropped, cancellationToken);
            }
        }

        foreach (var together in letters.GroupBy(letter => (letter.Address.ToUpperInvariant(), letter.Together)).Select(group => group.ToList()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await LeaseAsync(cancellationToken))
            {
                return;
            }

            var before = _timeouts;
            await SendAsync(together, cancellationToken);
            if (_timeouts > before)
            {
                // A server that does not answer would not answer for the others either, and each would take its time.
                return;
            }
        }
    }

    /// <summary>Sends one e-mail, and writes down what came of it.</summary>
    private async Task SendAsync(IReadOnlyList<Letter> letters, CancellationToken cancellationToken)
    {
        List<NoticeDelivery> deliveries;
        EmailMessage message;
        try
        {
            var told = await StillSoAsync(letters, cancellationToken);
            if (told.Count == 0)
            {
                return;
            }

            deliveries = [.. told.Select(one => one.Delivery)];
            var site = new NoticeSite(selfService.CurrentValue.Municipality, SiteAddress.Of(webRouting.CurrentValue));
            var (subject, body) = NoticeMail.Write(
                [.. told.Select(one => one.Facts)], site, letters[0].Language, deliveries[0].UserKey is not null, deliveries[0].Id);
            message = new EmailMessage(from: null, letters[0].Address, subject, body, isBodyHtml: false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "Notice {Delivery} could not be written", letters[0].Delivery.Id);
            deliveries = [.. letters.Select(letter => letter.Delivery)];
            await BeginAsync(deliveries, cancellationToken);
            await FailAsync(deliveries, $"E-posten lot seg ikke skrive ({fault.GetType().Name}). Se loggen.");
            return;
        }

        await BeginAsync(deliveries, cancellationToken);
        if (await FaultOfAsync(message) is { } reason)
        {
            logger.LogWarning("Notice {Delivery} could not be sent: {Fault}", deliveries[0].Id, reason);
            await FailAsync(deliveries, reason);
        }
        else
        {
            // It is sent: that is written down, also when the site is stopping.
            await EndAsync(deliveries, _ => DeliveryState.Sent, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<(NoticeDelivery Delivery, NoticeFacts Facts)>> StillSoAsync(IReadOnlyList<Letter> letters, CancellationToken cancellationToken)
    {
        var told = new List<(NoticeDelivery Delivery, NoticeFacts Facts)>();
        foreach (var letter in letters)
        {
            var facts = await store.ReadAsync(db => reading.ReadAsync(db, letter.Delivery, letter.Address, cancellationToken), cancellationToken);
            if (facts.IsStillSo)
            {
                told.Add((letter.Delivery, facts));
            }
            else
            {
                await EndAsync([letter.Delivery], _ => DeliveryState.Dropped, cancellationToken);
            }
        }

        return told;
    }

    // The next try is set before this one is made: a process that dies in it leaves the e-mail to be tried again.
    private Task BeginAsync(IReadOnlyCollection<NoticeDelivery> deliveries, CancellationToken cancellationToken) => ChangeAsync(
        deliveries,
        delivery =>
        {
            delivery.Attempts++;
            delivery.NotBefore = store.Now + BackOff.PauseAfter(delivery.Attempts, Random.Shared.NextDouble());
        },
        cancellationToken);

    private Task FailAsync(IReadOnlyCollection<NoticeDelivery> deliveries, string fault) => ChangeAsync(
        deliveries,
        delivery =>
        {
            delivery.Fault = fault;
            if (delivery.Attempts >= options.CurrentValue.MaxAttempts)
            {
                (delivery.State, delivery.EndedAt) = (DeliveryState.Dead, store.Now);
            }
        },
        CancellationToken.None);

    private async Task<string?> FaultOfAsync(EmailMessage message)
    {
        var fault = await mail.SendAsync(message, EmailType, options.CurrentValue.SendTimeout);
        _timeouts = fault is { IsSilence: true } ? _timeouts + 1 : 0;
        return fault?.Text;
    }

    private async Task<(string Address, string Language)?> AddresseeAsync(NoticeDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.UserKey is { } key)
        {
            return await people.FindAsync(key) is { } user ? (user.Email, NoticePeople.LanguageOf(user)) : null;
        }

        var address = delivery.OwnerOf is { } document
            ? await store.ReadAsync(db => db.Register.Where(entry => entry.DocumentKey == document).Select(entry => entry.OwnerEmail).FirstOrDefaultAsync(cancellationToken), cancellationToken)
            : addresses.Read(delivery.Notice!.Address);
        return string.IsNullOrWhiteSpace(address) ? null : (address, ServiceDescriptions.Cultures.Bokmal);
    }

    private Task EndAsync(IReadOnlyCollection<NoticeDelivery> deliveries, Func<NoticeDelivery, DeliveryState> state, CancellationToken cancellationToken) => ChangeAsync(
        deliveries,
        delivery =>
        {
            (delivery.State, delivery.EndedAt) = (state(delivery), store.Now);
            if (delivery.Role == NoticeRole.PreviousRecipient)
            {
                delivery.Notice!.Address = null;
            }
        },
        cancellationToken);

    private Task ChangeAsync(IReadOnlyCollection<NoticeDelivery> deliveries, Action<NoticeDelivery> change, CancellationToken cancellationToken)
    {
        var ids = deliveries.Select(delivery => delivery.Id).ToList();
        return store.WriteAsync(
            async db =>
            {
                foreach (var delivery in await db.NoticeDeliveries.Include(delivery => delivery.Notice).Where(delivery => ids.Contains(delivery.Id)).ToListAsync(cancellationToken))
                {
                    change(delivery);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Deletes what was told long ago. That people were told of something that lasts stays longer, for they must not be told again.</summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (store.Now - _swept < SweepEvery)
        {
            return;
        }

        _swept = store.Now;
        var before = store.Now - TimeSpan.FromDays(Math.Max(options.CurrentValue.KeepDays, 1));
        var longBefore = store.Now - LongestMemory;
        await store.WriteAsync(
            async db =>
            {
                await db.NoticeDeliveries
                    .Where(delivery => delivery.EndedAt < before && delivery.State != DeliveryState.Dead && delivery.State != DeliveryState.Waiting)
                    .ExecuteDeleteAsync(cancellationToken);
                return await db.Notices
                    .Where(notice => notice.AddressedAt < before
                        && !db.NoticeDeliveries.Any(delivery => delivery.NoticeId == notice.Id)
                        && (notice.AddressedAt < longBefore
                            || (notice.Event != NoticeEvent.Reminder && notice.Event != NoticeEvent.Overdue && notice.Event != NoticeEvent.ReviewDue && notice.Event != NoticeEvent.ReviewOverdue)))
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>A delivery, and where it goes now.</summary>
    private sealed record Letter(NoticeDelivery Delivery, string Address, string Language)
    {
        /// <summary>Letters to one address with the same of this go in one e-mail.</summary>
        public string Together =>
            Delivery.IsInDigest ? "digest" : NoticeRules.IsGathered(Delivery.Notice!.Event) ? Delivery.Notice.Event.ToString() : Delivery.Id.ToString();
    }
}
