using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// One turn of the submissions' outbox. Each line (all e-mail, each system) goes through what is due on it by itself, in the order in
/// which it came: one that hangs holds up no other. Only one process works on a line at a time, by a lease in the database.
/// </summary>
/// <remarks>
/// A try is counted and the next one set before it is made, so that a process that dies in between leaves a delivery to be
/// tried again: it is then delivered twice at most, under the same reference, and never not at all.
/// </remarks>
internal sealed class SubmissionDispatch(
    HaldenStore store,
    MailChannel mail,
    DeliverySystems systems,
    SubmissionCipher cipher,
    AttachmentContents contents,
    ServiceNames names,
    SubmissionRetention retention,
    IOptionsMonitor<SubmissionsOptions> options,
    ILogger<SubmissionDispatch> logger)
{
    private const string Job = "submissions";

    private const int MostAtOnce = 200;

    // A clock that jumps, or a site that was off for days, must not make the first try the last.
    private const int FewestAttempts = 8;

    private static readonly DeliveryWay Nowhere = new(DeliveryChannel.Print, "?");

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private static readonly TimeSpan PauseBeforeSetUp = TimeSpan.FromMinutes(5);

    // A line's lease is renewed before each delivery, which takes less than that.
    private static readonly TimeSpan LeaseTime = OutgoingMail.LongestSending + TimeSpan.FromMinutes(1);

    private readonly Guid _self = Guid.NewGuid();
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    /// <summary>Takes a turn, which ends when no line has anything due; returns how long to wait before the next.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        await contents.RemoveAsync(cancellationToken);
        var running = new Dictionary<string, Task>();
        try
        {
            do
            {
                foreach (var line in await LinesAsync(cancellationToken))
                {
                    if (!running.ContainsKey(line.Name))
                    {
                        running[line.Name] = WorkAsync(line, cancellationToken);
                    }
                }

                // Whatever becomes due on another line while one hangs is not kept waiting for it.
                await Task.WhenAny(Task.WhenAll(running.Values), Task.Delay(BackOff.Rest, store.Clock, cancellationToken));
                foreach (var name in running.Where(line => line.Value.IsCompleted).Select(line => line.Key).ToList())
                {
                    running.Remove(name);
                }
            }
            while (running.Count > 0 && !cancellationToken.IsCancellationRequested);
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }

        return BackOff.Rest;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if ((store.Now - _swept).Duration() < SweepEvery)
        {
            return;
        }

        _swept = store.Now;
        if (await retention.PurgeAsync(cancellationToken) is { Count: > 0 } purged)
        {
            logger.LogInformation("{Count} submission(s) whose time was over were deleted", purged.Count);
        }
    }

    private static IQueryable<SubmissionDelivery> Waiting(HaldenDbContext db) => db.SubmissionDeliveries.AsNoTracking().Where(delivery => delivery.State == SubmissionDeliveryState.Waiting);

    // Of a clock that was ahead and has been put right nothing is left but that.
    private IQueryable<SubmissionDelivery> Due(HaldenDbContext db)
    {
        var (now, beyondReason) = (store.Now, store.Now + BackOff.BeyondReason);
        return Waiting(db).Where(delivery => delivery.NotBefore <= now || delivery.NotBefore > beyondReason);
    }

    private bool IsDue(DateTimeOffset notBefore) => notBefore <= store.Now || notBefore > store.Now + BackOff.BeyondReason;

    /// <summary>The lines on which something may be done now.</summary>
    private Task<IReadOnlyList<Line>> LinesAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<Line>>(
        async db =>
        {
            var due = await Due(db).Select(delivery => new { delivery.Kind, delivery.Submission!.DocumentKey }).Distinct().ToListAsync(cancellationToken);
            if (due.Count == 0)
            {
                return [];
            }

            var held = (await db.DeliveryRecipients.AsNoTracking().ToListAsync(cancellationToken)).Where(recipient => recipient.Holds(store.Now)).Select(recipient => recipient.Key).ToHashSet();
            var ways = await DeliveryWay.OfServicesAsync(db, due.Where(row => row.Kind == DeliveryKind.Recipient).Select(row => row.DocumentKey), cancellationToken);
            var free = ways.Select(way => (Document: way.Key, Way: way.Value ?? Nowhere)).Where(way => !held.Contains(way.Way.Key) && !held.Contains(way.Way.Line));
            var lines = free.GroupBy(way => way.Way.Line).ToDictionary(group => group.Key, group => new Line(group.Key, group.ToDictionary(way => way.Document, way => way.Way), HasReceipts: false));
            if (due.Exists(row => row.Kind == DeliveryKind.Receipt) && !held.Contains(DeliveryWay.MailServer.Line))
            {
                lines[DeliveryWay.MailServer.Line] = lines.GetValueOrDefault(DeliveryWay.MailServer.Line, new Line(DeliveryWay.MailServer.Line, [], false)) with { HasReceipts = true };
            }

            return [.. lines.Values];
        },
        cancellationToken);

    private async Task WorkAsync(Line line, CancellationToken cancellationToken)
    {
        var lease = $"{Job}:{line.Name}";
        try
        {
            if (!await store.LeaseAsync(lease, _self, LeaseTime, cancellationToken))
            {
                return;
            }

            try
            {
                // A service whose order is kept goes no further than to what could not be delivered.
                var stopped = new HashSet<Guid>();
                foreach (var (id, document, isDue) in await QueueAsync(line, cancellationToken))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (stopped.Contains(document))
                    {
                        continue;
                    }

                    if (isDue && !await store.LeaseAsync(lease, _self, LeaseTime, cancellationToken))
                    {
                        return;
                    }

                    var status = isDue ? await DeliverAsync(id, line, cancellationToken) : null;
                    if (status == DeliveryStatus.NoAnswer)
                    {
                        return;
                    }

                    if (KeepsOrder(line) && status is not (DeliveryStatus.Delivered or DeliveryStatus.Accepted))
                    {
                        stopped.Add(document);
                    }
                }
            }
            finally
            {
                await store.ReleaseAsync(lease, _self);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "The deliveries of one line could not be gone through; trying again");
        }
        catch (OperationCanceledException)
        {
            // The site stops. What was begun has been noted.
        }
    }

    private bool KeepsOrder(Line line) => line.Ways.Values.FirstOrDefault() is { Channel: DeliveryChannel.System } way && systems.Find(way.Recipient)?.KeepsOrder == true;

    /// <summary>What to deliver, in order; with what is not due yet where it stops others.</summary>
    private Task<IReadOnlyList<(Guid Id, Guid Document, bool IsDue)>> QueueAsync(Line line, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<(Guid, Guid, bool)>>(
        async db =>
        {
            var documents = line.Ways.Keys.ToList();
            var keepsOrder = KeepsOrder(line);
            var those = (keepsOrder ? Waiting(db) : Due(db)).Where(delivery =>
                (delivery.Kind == DeliveryKind.Recipient && documents.Contains(delivery.Submission!.DocumentKey)) || (line.HasReceipts && delivery.Kind == DeliveryKind.Receipt));
            those = keepsOrder
                ? those.OrderBy(delivery => delivery.Submission!.ReceivedAt).ThenBy(delivery => delivery.Id)
                : those.OrderBy(delivery => delivery.NotBefore).ThenBy(delivery => delivery.Id).Take(MostAtOnce);
            var rows = await those.Select(delivery => new { delivery.Id, delivery.Submission!.DocumentKey, delivery.NotBefore }).ToListAsync(cancellationToken);
            return [.. rows.Select(row => (row.Id, row.DocumentKey, IsDue(row.NotBefore)))];
        },
        cancellationToken);

    /// <summary>Tries one, and writes down what came of it; null where it was not tried.</summary>
    private async Task<DeliveryStatus?> DeliverAsync(Guid id, Line line, CancellationToken cancellationToken)
    {
        // The next try is set before this one is made: a process that dies in it leaves it to be tried again.
        var way = await store.WriteAsync(
            async db =>
            {
                var delivery = await db.SubmissionDeliveries.Include(known => known.Submission).FirstOrDefaultAsync(known => known.Id == id, cancellationToken);
                if (delivery is not { State: SubmissionDeliveryState.Waiting } || !IsDue(delivery.NotBefore))
                {
                    return null;
                }

                // Asked again: a person may have paused it, or the try before this one have been one too many.
                var way = delivery.Kind == DeliveryKind.Receipt ? DeliveryWay.MailServer
                    : DeliveryWay.Of(await db.ApprovedRoutingAsync(delivery.Submission!.DocumentKey, cancellationToken)) ?? Nowhere;
                if (way.Line != line.Name
                    || await db.DeliveryRecipients.FindAsync([way.Key], cancellationToken) is { } recipient && recipient.Holds(store.Now)
                    || await db.DeliveryRecipients.FindAsync([way.Line], cancellationToken) is { } server && server.Holds(store.Now))
                {
                    return null;
                }

                delivery.Attempts++;
                delivery.NotBefore = NextTry(delivery);
                delivery.Channel = way == Nowhere ? null : way.Channel;
                return way;
            },
            cancellationToken);
        if (way is null)
        {
            return null;
        }

        var result = await TryAsync(id, way, cancellationToken);
        if (result.Status is DeliveryStatus.Failed or DeliveryStatus.NoAnswer)
        {
            logger.LogWarning("Delivery {Delivery} failed: {Fault}", id, result.Fault);
        }

        // What came of it is written down also when the site is stopping.
        await store.WriteAsync(
            async db =>
            {
                var failures = await NoteRecipientAsync(db, way, result);
                if (await db.SubmissionDeliveries.FindAsync([id], CancellationToken.None) is { State: SubmissionDeliveryState.Waiting } delivery)
                {
                    Note(delivery, way, result, failures);
                }

                return true;
            },
            CancellationToken.None);
        return result.Status;
    }

    private async Task<DeliveryResult> TryAsync(Guid id, DeliveryWay way, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var isForSystem = way != Nowhere && way.Channel == DeliveryChannel.System;
            var delivery = await store.ReadAsync(
                db => (isForSystem ? db.SubmissionDeliveries.Include(known => known.Submission!.Attachments) : db.SubmissionDeliveries.Include(known => known.Submission).AsQueryable())
                    .AsNoTracking().FirstOrDefaultAsync(known => known.Id == id, cancellationToken),
                cancellationToken);
            if (delivery is null)
            {
                // Deleted meanwhile.
                return DeliveryResult.Delivered;
            }

            if (way == Nowhere)
            {
                return new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.NoRecipient.Nb);
            }

            if (!isForSystem)
            {
                return delivery.Kind == DeliveryKind.Receipt ? await mail.ReceiptAsync(delivery.Submission!, delivery)
                    : way.Channel == DeliveryChannel.Mail ? await mail.DeliverAsync(delivery.Submission!, delivery.Id, way.Recipient)
                    : DeliveryResult.Delivered;
            }

            if (systems.Find(way.Recipient) is not { Plugin: { } plugin } system)
            {
                return new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.NoWayTo(way.Recipient).Nb);
            }

            // A plugin may be anybody's: one that never comes back must not have the line for ever.
            patience.CancelAfter(OutgoingMail.LongestSending);
            if (delivery.Submission!.Attachments.Exists(file => file.Verdict == AttachmentVerdict.Infected))
            {
                return new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.NotDeliveredForVirus.Nb);
            }

            return await ForSystemAsync(delivery, system, patience.Token) is { } whole
                ? Cleaned(await plugin.DeliverAsync(whole, system.Settings, patience.Token).WaitAsync(patience.Token))
                : new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.Unreadable.Nb);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult(DeliveryStatus.NoAnswer, SubmissionTexts.NoAnswerFrom(way.Recipient).Nb);
        }
        catch (AttachmentsUnreachableException unreachable) when (!cancellationToken.IsCancellationRequested)
        {
            // Ours to mend, and nothing that the recipient could be blamed or given up for.
            logger.LogError("Delivery {Delivery} waits for its files: {Fault}", id, unreachable.Message);
            return new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.FilesUnreachable.Nb);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The message may quote what it could not deal with.
            logger.LogError("Delivery {Delivery} could not be prepared: {Fault}\n{Stack}", id, fault.GetType().FullName, fault.StackTrace);
            return new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.Faulty.Nb);
        }
    }

    private async Task<SystemDelivery?> ForSystemAsync(SubmissionDelivery delivery, DeliverySystem system, CancellationToken cancellationToken)
    {
        var submission = delivery.Submission!;
        if (cipher.Read(submission) is not { } payload)
        {
            return null;
        }

        var files = new List<DeliveredFile>();
        foreach (var file in payload.Attachments)
        {
            if (submission.Attachments.FirstOrDefault(known => known.Id == file.Id) is not { } known
                || cipher.ReadAttachment(known.Id, await contents.ReadAsync(known.Id, known.Place, known.Content, cancellationToken)) is not { } content)
            {
                return null;
            }

            files.Add(new DeliveredFile(file.Id, file.FieldAlias, file.FileName, file.ContentType, content));
        }

        return new SystemDelivery(
            delivery.Id,
            system.Name,
            submission.Reference,
            submission.ReceivedAt,
            submission.DocumentKey,
            names.Of(submission.DocumentKey, Cultures.Bokmal),
            submission.FormId,
            payload.Form.Name,
            submission.Culture,
            SubmissionAnswers.InFull(payload, Cultures.Bokmal),
            files)
        {
            SignedIn = payload.SignedIn,
        };
    }

    // What comes from outside is kept short, on one line.
    private static DeliveryResult Cleaned(DeliveryResult result) => result with
    {
        Fault = Shortened(result.Fault, SubmissionDelivery.LongestFault),
        TheirReference = Shortened(result.TheirReference, SubmissionDelivery.LongestReference),
    };

    private static string? Shortened(string? text, int length)
    {
        var line = text is null ? null : new string([.. text.Where(letter => !char.IsControl(letter))]).Trim();
        return string.IsNullOrEmpty(line) ? null : line.Length <= length ? line : line[..length];
    }

    // What we cannot read or write ourselves is no fault of the recipient's, and must not keep the others from it.
    private static bool IsOurOwn(string? fault) => fault == SubmissionTexts.Unreadable.Nb || fault == SubmissionTexts.NotDeliveredForVirus.Nb || fault == SubmissionTexts.Faulty.Nb;

    /// <summary>Takes down how it goes with the recipient; returns how many tries in a row have failed.</summary>
    private async Task<int> NoteRecipientAsync(HaldenDbContext db, DeliveryWay way, DeliveryResult result)
    {
        if (way == Nowhere || way.Channel == DeliveryChannel.Print || result.Status == DeliveryStatus.NotSetUp || IsOurOwn(result.Fault))
        {
            return 0;
        }

        // Of a mail server that does not answer no mailbox is at fault; and no citizen's address is a recipient of ours.
        var isFault = result.Status is DeliveryStatus.Failed or DeliveryStatus.NoAnswer;
        var concerned = result.Status == DeliveryStatus.NoAnswer ? way with { Recipient = way.Channel == DeliveryChannel.Mail ? string.Empty : way.Recipient } : way;
        if (isFault && concerned == DeliveryWay.MailServer && result.Status == DeliveryStatus.Failed)
        {
            return 0;
        }

        foreach (var key in isFault ? [concerned.Key] : new[] { way.Key, way.Line }.Distinct())
        {
            var known = await db.DeliveryRecipients.FindAsync([key], CancellationToken.None);
            if (known is null && isFault)
            {
                known = db.DeliveryRecipients.Add(new DeliveryRecipient { Key = key, Channel = concerned.Channel, Recipient = concerned.Recipient }).Entity;
            }

            known?.Note(result, store.Now);
        }

        return isFault ? db.DeliveryRecipients.Local.First(known => known.Key == concerned.Key).Failures : 0;
    }

    private void Note(SubmissionDelivery delivery, DeliveryWay way, DeliveryResult result, int failures)
    {
        delivery.Fault = result.Fault;
        switch (result.Status)
        {
            case DeliveryStatus.Delivered when delivery.Kind == DeliveryKind.Recipient && way.Channel == DeliveryChannel.Print:
                delivery.State = SubmissionDeliveryState.Queued;
                break;
            case DeliveryStatus.Delivered or DeliveryStatus.Accepted:
                delivery.State = result.Status == DeliveryStatus.Accepted ? SubmissionDeliveryState.Accepted : SubmissionDeliveryState.Sent;
                (delivery.TheirReference, delivery.EndedAt, delivery.Address) = (result.TheirReference, store.Now, null);
                break;
            case DeliveryStatus.NotSetUp:
                (delivery.Attempts, delivery.NotBefore, delivery.GiveUpAt) = (0, store.Now + PauseBeforeSetUp, store.Now + options.CurrentValue.GiveUpAfter);
                break;
            default:
                // While its recipient is broken off, others are tried in its place: those tries count.
                if (store.Now >= delivery.GiveUpAt && Math.Max(delivery.Attempts, failures) >= FewestAttempts)
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

    /// <summary>What waits for one thing, and is gone through one after the other.</summary>
    /// <param name="Name"><see cref="DeliveryWay.Line"/>.</param>
    /// <param name="Ways">The services whose applications go there, and where exactly.</param>
    /// <param name="HasReceipts">Whether citizens' receipts are among it.</param>
    private sealed record Line(string Name, Dictionary<Guid, DeliveryWay> Ways, bool HasReceipts);
}
