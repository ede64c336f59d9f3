using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A recipient, and how it goes with what is on its way there. Nothing of what was sent.</summary>
/// <param name="Way">To whom, and how.</param>
/// <param name="PausedAt">Since when a person has had it wait; null where nobody has.</param>
/// <param name="PausedBy">That person's name.</param>
/// <param name="Failures">How many tries in a row have failed.</param>
/// <param name="FailingSince">When the first of them did.</param>
/// <param name="BrokenOffUntil">Until when nothing is tried by itself; null where it is.</param>
/// <param name="Fault">Why the last failed.</param>
/// <param name="Waiting">How many deliveries wait.</param>
/// <param name="Dead">How many are given up.</param>
internal sealed record RecipientLine(
    DeliveryWay Way, DateTimeOffset? PausedAt, string? PausedBy, int Failures, DateTimeOffset? FailingSince, DateTimeOffset? BrokenOffUntil, string? Fault, int Waiting, int Dead);

/// <summary>Something to print.</summary>
/// <param name="Submission">Key of the submission.</param>
/// <param name="Delivery">Key of the delivery.</param>
/// <param name="Reference">Of the submission.</param>
/// <param name="DocumentKey">The service.</param>
/// <param name="Service">What it is called.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="HasFiles">Whether files came with it, which are not in the PDF.</param>
internal sealed record PrintLine(Guid Submission, Guid Delivery, string Reference, Guid DocumentKey, string Service, DateTimeOffset ReceivedAt, bool HasFiles);

/// <summary>What came of having a delivery printed or registered.</summary>
internal enum DeskStatus
{
    Success,

    /// <summary>There is none that the person may read.</summary>
    NotYours,

    /// <summary>The submission has no such delivery, or it is not there to be registered: it waits, is given up, or has been.</summary>
    NotThere,

    /// <summary>The site's keys are not those it was written with.</summary>
    Unreadable,
}

/// <summary>What people see of the deliveries, and do about them; every controller comes here.</summary>
internal sealed class DeliveryDesk(
    HaldenStore store,
    SubmissionCipher cipher,
    ServiceNames names,
    NoticePeople people,
    IOptionsMonitor<SubmissionsOptions> options,
    IOptionsMonitor<SelfServiceOptions> selfService)
{
    /// <summary>The recipients, those in trouble first.</summary>
    /// <param name="reader">Whose services'; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<RecipientLine>> RecipientsAsync(SubmissionReader? reader, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(
            async db =>
            {
                var ways = await DeliveryWay.OfAllServicesAsync(db, cancellationToken);
                var shown = reader is null ? ways.Keys.ToHashSet() : await db.ReadableAsync(reader, [.. ways.Keys], store.Today, cancellationToken);
                var known = await db.DeliveryRecipients.AsNoTracking().ToDictionaryAsync(recipient => recipient.Key, cancellationToken);
                var counts = await db.SubmissionDeliveries.AsNoTracking()
                    .Where(delivery => delivery.State == SubmissionDeliveryState.Waiting || delivery.State == SubmissionDeliveryState.Dead)
                    .GroupBy(delivery => new { delivery.Submission!.DocumentKey, delivery.Kind, delivery.State })
                    .Select(group => new { group.Key.DocumentKey, group.Key.Kind, group.Key.State, Count = group.Count() }).ToListAsync(cancellationToken);
                return ways.Where(way => shown.Contains(way.Key) && way.Value is { Channel: not DeliveryChannel.Print }).Select(way => way.Value!).Append(DeliveryWay.MailServer)
                    .Concat(reader is null ? known.Values.Select(recipient => new DeliveryWay(recipient.Channel, recipient.Recipient)) : [])
                    .DistinctBy(way => way.Key)
                    .Select(way => (Way: way, Known: known.GetValueOrDefault(way.Key), Waiting: Count(way, SubmissionDeliveryState.Waiting), Dead: Count(way, SubmissionDeliveryState.Dead)))
                    .ToList();

                int Count(DeliveryWay way, SubmissionDeliveryState state) => counts
                    .Where(row => row.State == state && shown.Contains(row.DocumentKey)
                        && (row.Kind == DeliveryKind.Receipt ? way == DeliveryWay.MailServer : ways.GetValueOrDefault(row.DocumentKey)?.Key == way.Key))
                    .Sum(row => row.Count);
            },
            cancellationToken);
        var lines = new List<RecipientLine>();
        foreach (var (way, known, waiting, dead) in rows)
        {
            lines.Add(new RecipientLine(
                way, known?.PausedAt, await people.NameOfAsync(known?.PausedBy), known?.Failures ?? 0, known?.FailingSince,
                known?.IsBrokenOff(store.Now) == true ? known.BrokenOffUntil : null, known?.Fault, waiting, dead));
        }

        return
        [
            .. lines.OrderByDescending(line => line.PausedAt is not null || line.BrokenOffUntil is not null).ThenByDescending(line => line.Dead + line.Waiting)
                .ThenBy(line => line.Way.Channel).ThenBy(line => line.Way.Recipient, NorwegianOrder.Comparer),
        ];
    }

    /// <summary>Has a recipient's deliveries wait, or go on; what waited is then tried at once. False where there is no such recipient.</summary>
    /// <param name="way">The recipient.</param>
    /// <param name="isPaused">Whether they wait.</param>
    /// <param name="user">Who wants it; null for somebody at the machine itself.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<bool> PauseAsync(DeliveryWay way, bool isPaused, Guid? user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var known = await db.DeliveryRecipients.FindAsync([way.Key], cancellationToken);
            if (known is null)
            {
                var there = way.Key == DeliveryWay.MailServer.Key ? DeliveryWay.MailServer
                    : (await DeliveryWay.OfAllServicesAsync(db, cancellationToken)).Values.FirstOrDefault(one => one?.Key == way.Key && one.Channel != DeliveryChannel.Print);
                if (there is null)
                {
                    return false;
                }

                known = db.DeliveryRecipients.Add(new DeliveryRecipient { Key = there.Key, Channel = there.Channel, Recipient = there.Recipient }).Entity;
            }

            if (known.PausedAt is not null != isPaused)
            {
                if (known.PausedAt is { } since)
                {
                    await GoOnAsync(db, way, since, cancellationToken);
                }

                known.PausedAt = isPaused ? store.Now : null;
                known.PausedBy = isPaused ? user : null;
                known.BrokenOffUntil = isPaused ? known.BrokenOffUntil : null;
                db.Append(
                    store.Now, isPaused ? AuditTrail.DeliveriesPaused : AuditTrail.DeliveriesResumed, user,
                    detail: JsonSerializer.Serialize(new { Recipient = Masked(known.Recipient) }));
            }

            return true;
        },
        cancellationToken);

    /// <summary>What waited while a recipient was paused is tried at once, and has as much time as it had then.</summary>
    private async Task GoOnAsync(HaldenDbContext db, DeliveryWay way, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var isMailServer = way.Key == DeliveryWay.MailServer.Key;
        var documents = (await DeliveryWay.OfAllServicesAsync(db, cancellationToken))
            .Where(service => service.Value?.Key == way.Key || (isMailServer && service.Value?.Line == way.Key)).Select(service => service.Key).ToList();
        foreach (var delivery in await db.SubmissionDeliveries
            .Where(delivery => delivery.State == SubmissionDeliveryState.Waiting
                && ((delivery.Kind == DeliveryKind.Recipient && documents.Contains(delivery.Submission!.DocumentKey)) || (isMailServer && delivery.Kind == DeliveryKind.Receipt)))
            .ToListAsync(cancellationToken))
        {
            delivery.GiveUpAt += store.Now - (delivery.CreatedAt > since ? delivery.CreatedAt : since);
            delivery.NotBefore = store.Now;
        }
    }

    /// <summary>Has everything that failed tried again at once, whosever it is; returns how many.</summary>
    public Task<int> RetryAllAsync(Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var failed = await SubmissionOutbox.Failed(db).Include(delivery => delivery.Submission).ToListAsync(cancellationToken);
            await SubmissionOutbox.RetryAsync(db, failed, store.Now, options.CurrentValue, cancellationToken);
            foreach (var submission in failed.Select(delivery => delivery.Submission!).Distinct())
            {
                db.Append(store.Now, AuditTrail.SubmissionRetried, user, submission.DocumentKey, detail: SubmissionReference.Detail(submission.Reference));
            }

            return failed.Count;
        },
        cancellationToken);

    /// <summary>What somebody is to print and register, oldest first.</summary>
    public Task<IReadOnlyList<PrintLine>> PrintQueueAsync(SubmissionReader reader, string language, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<PrintLine>>(
        async db =>
        {
            var queued = await db.SubmissionDeliveries.AsNoTracking().Where(delivery => delivery.State == SubmissionDeliveryState.Queued)
                .OrderBy(delivery => delivery.Submission!.ReceivedAt).ThenBy(delivery => delivery.Id)
                .Select(delivery => new
                {
                    delivery.Id,
                    delivery.SubmissionId,
                    delivery.Submission!.Reference,
                    delivery.Submission.DocumentKey,
                    delivery.Submission.ReceivedAt,
                    HasFiles = delivery.Submission.Attachments.Any(),
                })
                .ToListAsync(cancellationToken);
            var readable = await db.ReadableAsync(reader, [.. queued.Select(row => row.DocumentKey).Distinct()], store.Today, cancellationToken);
            return
            [
                .. queued.Where(row => readable.Contains(row.DocumentKey))
                    .Select(row => new PrintLine(row.SubmissionId, row.Id, row.Reference, row.DocumentKey, names.Of(row.DocumentKey, language), row.ReceivedAt, row.HasFiles)),
            ];
        },
        cancellationToken);

    /// <summary>The submission on paper, whatever way it goes. That it was read is written down first.</summary>
    public async Task<(DeskStatus Status, string? Reference, byte[]? Pdf)> PdfAsync(Guid submission, Guid delivery, SubmissionReader reader, string language, CancellationToken cancellationToken)
    {
        var (isTheirs, found) = await FindAsync(
            submission,
            delivery,
            reader,
            (db, known) => db.Append(
                store.Now, AuditTrail.SubmissionRead, reader.UserKey, known.Submission!.DocumentKey, detail: SubmissionReference.Detail(known.Submission.Reference)),
            cancellationToken);
        return found is null ? (isTheirs ? DeskStatus.NotThere : DeskStatus.NotYours, null, null)
            : cipher.Read(found.Submission!) is not { } payload ? (DeskStatus.Unreadable, null, null)
            : (DeskStatus.Success, found.Submission!.Reference, SubmissionPdf.Write(
                found.Submission, payload, names.Of(found.Submission.DocumentKey, language), selfService.CurrentValue.Municipality, language));
    }

    /// <summary>Notes that a person has printed or registered what lay in the print queue, or came by e-mail.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="delivery">Its delivery.</param>
    /// <param name="theirReference">The case number that it got; null for none.</param>
    /// <param name="reader">Who.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DeskStatus> RegisterAsync(Guid submission, Guid delivery, string? theirReference, SubmissionReader reader, CancellationToken cancellationToken)
    {
        var status = DeskStatus.NotThere;
        var (isTheirs, _) = await FindAsync(
            submission,
            delivery,
            reader,
            (db, known) =>
            {
                if (known is not { Kind: DeliveryKind.Recipient, State: SubmissionDeliveryState.Queued or SubmissionDeliveryState.Sent })
                {
                    return;
                }

                status = DeskStatus.Success;
                (known.State, known.EndedAt, known.TheirReference) = (SubmissionDeliveryState.Accepted, store.Now, string.IsNullOrWhiteSpace(theirReference) ? null : theirReference.Trim());
                db.Append(
                    store.Now, AuditTrail.SubmissionRegistered, reader.UserKey, known.Submission!.DocumentKey, detail: SubmissionReference.Detail(known.Submission.Reference));
            },
            cancellationToken);
        return isTheirs ? status : DeskStatus.NotYours;
    }

    // The trail forgets nothing, and a mailbox may be a person's.
    internal static string Masked(string recipient) =>
        recipient.Length == 0 ? SubmissionTexts.MailServer.Nb : recipient.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{recipient[0]}…{recipient[at..]}" : recipient;

    private Task<(bool IsTheirs, SubmissionDelivery? Found)> FindAsync(
        Guid submission, Guid delivery, SubmissionReader reader, Action<HaldenDbContext, SubmissionDelivery> act, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var services = await db.Submissions.Where(known => known.Id == submission).Select(known => known.DocumentKey).ToListAsync(cancellationToken);
            if ((await db.ReadableAsync(reader, services, store.Today, cancellationToken)).Count == 0)
            {
                return (false, null);
            }

            var found = await db.SubmissionDeliveries.Include(known => known.Submission).FirstOrDefaultAsync(known => known.Id == delivery && known.SubmissionId == submission, cancellationToken);
            if (found is not null)
            {
                act(db, found);
            }

            return (true, found);
        },
        cancellationToken);
}
