using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// One turn of the submissions' outbox: delivers what is due, in the order in which it came. Only one process has its turn
/// at a time, by a lease in the database.
/// </summary>
/// <remarks>
/// A try is counted and the next one set before it is made, so that a process that dies in between leaves a delivery to be
/// tried again: it is then delivered twice at most, under the same reference, and never not at all.
/// </remarks>
internal sealed class SubmissionDispatch(
    HaldenStore store,
    MailChannel mail,
    IEnumerable<IDeliveryChannel> channels,
    SubmissionRetention retention,
    IOptionsMonitor<SubmissionsOptions> options,
    ILogger<SubmissionDispatch> logger)
{
    private const string Job = "submissions";

    private const int MostAtOnce = 200;

    // A clock that jumps, or a site that was off for days, must not make the first try the last.
    private const int FewestAttempts = 8;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private static readonly TimeSpan PauseBeforeSetUp = TimeSpan.FromMinutes(5);

    // Renewed before each delivery, which takes less than that.
    private static readonly TimeSpan LeaseTime = OutgoingMail.LongestSending + TimeSpan.FromMinutes(1);

    private readonly Guid _self = Guid.NewGuid();
    private DateTimeOffset _swept = DateTimeOffset.MinValue;
    private int _silences;

    /// <summary>Takes a turn; returns how long to wait before the next.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        if (!await store.ReadAsync(db => Due(db).AnyAsync(cancellationToken), cancellationToken) || !await LeaseAsync(cancellationToken))
        {
            return BackOff.Rest;
        }

        try
        {
            await DeliverAllAsync(cancellationToken);
            return BackOff.RestAfter(_silences);
        }
        finally
        {
            await store.ReleaseAsync(Job, _self);
        }
    }

    private Task<bool> LeaseAsync(CancellationToken cancellationToken) => store.LeaseAsync(Job, _self, LeaseTime, cancellationToken);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (store.Now - _swept < SweepEvery)
        {
            return;
        }

        _swept = store.Now;
        if (await retention.PurgeAsync(cancellationToken) is { Count: > 0 } purged)
        {
            logger.LogInformation("{Count} submission(s) whose time was over were deleted", purged.Count);
        }
    }

    private IQueryable<SubmissionDelivery> Due(HaldenDbContext db) =>
        db.SubmissionDeliveries.AsNoTracking().Where(delivery => delivery.State == SubmissionDeliveryState.Waiting && delivery.NotBefore <= store.Now);

    private async Task DeliverAllAsync(CancellationToken cancellationToken)
    {
        var due = await store.ReadAsync(
            db => Due(db).OrderBy(delivery => delivery.NotBefore).ThenBy(delivery => delivery.Id).Take(MostAtOnce).Select(delivery => delivery.Id).ToListAsync(cancellationToken), cancellationToken);
        foreach (var id in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await LeaseAsync(cancellationToken) || !await DeliverAsync(id, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Tries one, and writes down what came of it; returns whether to go on with the others.</summary>
    private async Task<bool> DeliverAsync(Guid id, CancellationToken cancellationToken)
    {
        // The next try is set before this one is made: a process that dies in it leaves it to be tried again.
        var isOurs = await ChangeAsync(
            id,
            delivery =>
            {
                delivery.Attempts++;
                delivery.NotBefore = NextTry(delivery);
            },
            cancellationToken);
        if (!isOurs)
        {
            return true;
        }

        var result = await TryAsync(id, cancellationToken);
        _silences = result.Status == DeliveryStatus.NoAnswer ? _silences + 1 : 0;
        if (result.Status is DeliveryStatus.Failed or DeliveryStatus.NoAnswer)
        {
            logger.LogWarning("Delivery {Delivery} failed: {Fault}", id, result.Fault);
        }

        // What came of it is written down also when the site is stopping.
        await ChangeAsync(id, delivery => Note(delivery, result), CancellationToken.None);
        return result.Status != DeliveryStatus.NoAnswer;
    }

    private async Task<DeliveryResult> TryAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            var (delivery, routing) = await store.ReadAsync(
                async db =>
                {
                    var delivery = await db.SubmissionDeliveries.AsNoTracking().Include(known => known.Submission).FirstOrDefaultAsync(known => known.Id == id, cancellationToken);
                    return (delivery, delivery is null ? null : await db.ApprovedRoutingAsync(delivery.Submission!.DocumentKey, cancellationToken));
                },
                cancellationToken);
            if (delivery is null)
            {
                // Deleted meanwhile.
                return DeliveryResult.Delivered;
            }

            if (delivery.Kind == DeliveryKind.Receipt)
            {
                return await mail.ReceiptAsync(delivery.Submission!, delivery);
            }

            if (routing?.Recipient is not { } recipient)
            {
                return new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.NoRecipient.Nb);
            }

            return channels.FirstOrDefault(one => one.Recipients == routing.RecipientKind) is { } channel
                ? await channel.DeliverAsync(delivery.Submission!, delivery.Id, recipient, cancellationToken)
                : new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.NoWayTo(recipient).Nb);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The message may quote what it could not deal with.
            logger.LogError("Delivery {Delivery} could not be prepared: {Fault}\n{Stack}", id, fault.GetType().FullName, fault.StackTrace);
            return new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.Faulty.Nb);
        }
    }

    private void Note(SubmissionDelivery delivery, DeliveryResult result)
    {
        delivery.Fault = result.Fault;
        switch (result.Status)
        {
            case DeliveryStatus.Delivered:
                (delivery.State, delivery.EndedAt, delivery.Address) = (SubmissionDeliveryState.Sent, store.Now, null);
                break;
            case DeliveryStatus.NotSetUp:
                (delivery.Attempts, delivery.NotBefore, delivery.GiveUpAt) = (0, store.Now + PauseBeforeSetUp, store.Now + options.CurrentValue.GiveUpAfter);
                break;
            default:
                if (store.Now >= delivery.GiveUpAt && delivery.Attempts >= FewestAttempts)
                {
                    (delivery.State, delivery.EndedAt) = (SubmissionDeliveryState.Dead, store.Now);
                }

                break;
        }
    }

    // The last try is when the time is up, not after it.
    private DateTimeOffset NextTry(SubmissionDelivery delivery)
    {
        var next = store.Now + BackOff.PauseAfter(delivery.Attempts, Random.Shared.NextDouble());
        return store.Now < delivery.GiveUpAt && next > delivery.GiveUpAt ? delivery.GiveUpAt : next;
    }

    private Task<bool> ChangeAsync(Guid id, Action<SubmissionDelivery> change, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.SubmissionDeliveries.FindAsync([id], cancellationToken) is not { State: SubmissionDeliveryState.Waiting } delivery)
            {
                return false;
            }

            change(delivery);
            return true;
        },
        cancellationToken);
}
