using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission in a list: nothing of what the citizen wrote.</summary>
/// <param name="Submission">The submission, without its payload.</param>
/// <param name="Service">What the service is called.</param>
/// <param name="Deliveries">Where it is on its way, or has come.</param>
/// <param name="Held">Why nothing is tried at present, by delivery.</param>
internal sealed record SubmissionLine(Submission Submission, string Service, IReadOnlyList<SubmissionDelivery> Deliveries, IReadOnlyDictionary<Guid, Label> Held);

/// <summary>Which submissions are asked for; null for whichever.</summary>
/// <param name="Service">Key of the service.</param>
/// <param name="State">How far the handling has come.</param>
/// <param name="Delivery">How the delivery stands.</param>
/// <param name="Reference">A part of the reference, as somebody says it: without regard to case, spaces and hyphens.</param>
internal sealed record SubmissionQuery(Guid? Service = null, SubmissionState? State = null, DeliveryOutlook? Delivery = null, string? Reference = null);

/// <summary>How it stands with what must be delivered because of a submission.</summary>
internal enum DeliveryOutlook
{
    /// <summary>Something of it does not get through: it was given up, or is tried again.</summary>
    Failed,

    /// <summary>Something of it is not delivered yet, with or without a fault.</summary>
    Waiting,

    /// <summary>Something of it waits for a person to print and register it.</summary>
    Queued,

    /// <summary>All of it is delivered.</summary>
    Delivered,
}

/// <summary>Some of the submissions that somebody may read.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Items">Newest first.</param>
internal sealed record SubmissionList(int Total, IReadOnlyList<SubmissionLine> Items);

/// <summary>What there is for somebody in all, in numbers.</summary>
/// <param name="New">How many nobody has begun with.</param>
/// <param name="Failed">How many have a delivery that does not get through.</param>
/// <param name="Services">The services that they are of, by name.</param>
internal sealed record SubmissionSummary(int New, int Failed, IReadOnlyList<SubmittedService> Services);

/// <summary>A service that submissions have come to.</summary>
/// <param name="Key">Key of the service.</param>
/// <param name="Title">What it is called.</param>
internal sealed record SubmittedService(Guid Key, string Title);

/// <summary>A submission as it was opened.</summary>
/// <param name="Line">What lists have of it too.</param>
/// <param name="Answers">The answered questions; null where the site's keys are not those it was written with.</param>
/// <param name="Files">The files that came with it.</param>
/// <param name="Terms">For how long it is kept once it is done.</param>
/// <param name="SignedIn">How who sent it had signed in; null for not at all.</param>
internal sealed record OpenedSubmission(SubmissionLine Line, IReadOnlyList<AnsweredGroup>? Answers, IReadOnlyList<AttachmentName> Files, RetentionTerms Terms, SignedIn? SignedIn = null);

/// <summary>What came of setting how far the handling has come.</summary>
internal enum StateStatus
{
    Success,

    /// <summary>There is none that the person may read.</summary>
    NotYours,

    /// <summary>Somebody else has set it since the person saw it; nothing was changed.</summary>
    ChangedMeanwhile,
}

/// <summary>What people see of the submissions and do with them; every look is in the audit trail. Null or false: there is none that the person may read.</summary>
internal sealed class Submissions(HaldenStore store, SubmissionCipher cipher, AttachmentContents contents, AttachmentScan scan, ServiceNames names, SubmissionRetention retention, IOptionsMonitor<SubmissionsOptions> options)
{
    /// <summary>The submissions that somebody may read, newest first.</summary>
    public Task<SubmissionList> ListAsync(
        SubmissionReader reader, SubmissionQuery query, int skip, int take, string language, CancellationToken cancellationToken) => store.ReadAsync(
        async db =>
        {
            var readable = await ReadableAsync(db, reader, query.Service, cancellationToken);
            var those = Those(db, query, readable);
            var ids = await those.OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.Id).Skip(skip).Take(take).Select(one => one.Id).ToListAsync(cancellationToken);
            return new SubmissionList(await those.CountAsync(cancellationToken), await LinesAsync(db, ids, language, cancellationToken));
        },
        cancellationToken);

    /// <summary>How much there is for somebody.</summary>
    public Task<SubmissionSummary> SummaryAsync(SubmissionReader reader, string language, CancellationToken cancellationToken) => store.ReadAsync(
        async db =>
        {
            var readable = await ReadableAsync(db, reader, null, cancellationToken);
            return new SubmissionSummary(
                await Those(db, new SubmissionQuery(State: SubmissionState.New), readable).CountAsync(cancellationToken),
                await Those(db, new SubmissionQuery(Delivery: DeliveryOutlook.Failed), readable).CountAsync(cancellationToken),
                [.. readable.Select(key => new SubmittedService(key, names.Of(key, language))).OrderBy(service => service.Title, NorwegianOrder.Comparer)]);
        },
        cancellationToken);

    /// <summary>Whether there is such a submission, and somebody may read it.</summary>
    public async Task<bool> IsReadableAsync(Guid id, SubmissionReader reader, CancellationToken cancellationToken) => await store.ReadAsync(
        async db => await db.Submissions.Where(one => one.Id == id).Select(one => (Guid?)one.DocumentKey).FirstOrDefaultAsync(cancellationToken) is { } document
            && (await db.ReadableAsync(reader, [document], store.Today, cancellationToken)).Count > 0,
        cancellationToken);

    /// <summary>Opens a submission. That it was opened, and by whom, is written down first.</summary>
    public async Task<OpenedSubmission?> OpenAsync(Guid id, SubmissionReader reader, string language, CancellationToken cancellationToken)
    {
        var opened = await ActAsync(
            id,
            reader,
            async (db, submission) =>
            {
                db.Append(store.Now, AuditTrail.SubmissionRead, reader.UserKey, submission.DocumentKey, detail: SubmissionReference.Detail(submission.Reference));
                return ((Submission Submission, SubmissionLine Line)?)(submission, (await LinesAsync(db, [id], language, cancellationToken))[0]);
            },
            cancellationToken);
        if (opened is not { } found)
        {
            return null;
        }

        var terms = await retention.TermsOfAsync(found.Submission.DocumentKey, cancellationToken);
        if (found.Submission.AnonymisedAt is not null)
        {
            return new OpenedSubmission(found.Line, [], [], terms);
        }

        var payload = cipher.Read(found.Submission) is { } read ? await WithVerdictsAsync(read, id, cancellationToken) : null;
        return new OpenedSubmission(found.Line, payload is null ? null : SubmissionAnswers.Of(payload, language), payload?.Attachments ?? [], terms, payload?.SignedIn);
    }

    /// <summary>Opens a file that came with a submission; as <see cref="OpenAsync"/>. Without content where a virus was found in it, perhaps only now.</summary>
    /// <exception cref="AttachmentsUnreachableException">It cannot be read now.</exception>
    public async Task<(AttachmentName Name, byte[]? Content)?> OpenFileAsync(Guid id, Guid file, SubmissionReader reader, CancellationToken cancellationToken)
    {
        var opened = await ActAsync(
            id,
            reader,
            async (db, submission) =>
            {
                var content = await db.SubmissionAttachments.AsNoTracking().FirstOrDefaultAsync(one => one.SubmissionId == id && one.Id == file, cancellationToken);
                if (content is not null)
                {
                    db.Append(store.Now, AuditTrail.SubmissionFileRead, reader.UserKey, submission.DocumentKey, detail: SubmissionReference.Detail(submission.Reference));
                }

                return ((Submission Submission, SubmissionAttachment? Content)?)(submission, content);
            },
            cancellationToken);
        return opened is { Content: { } attachment } found
            && cipher.Read(found.Submission)?.Attachments.FirstOrDefault(name => name.Id == file) is { } known
            && cipher.ReadAttachment(file, await contents.ReadAsync(file, attachment.Place, attachment.Content, cancellationToken)) is { } bytes
            ? (known, await scan.LookAsync(attachment, bytes, cancellationToken) == AttachmentVerdict.Infected ? null : bytes)
            : null;
    }

    /// <summary>Sets how far the handling has come.</summary>
    /// <param name="id">The submission.</param>
    /// <param name="state">How far.</param>
    /// <param name="version">What the person saw: <see cref="Submission.Version"/>.</param>
    /// <param name="reader">The person.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<StateStatus> SetStateAsync(Guid id, SubmissionState state, int version, SubmissionReader reader, CancellationToken cancellationToken) => await ActAsync(
        id,
        reader,
        (db, submission) =>
        {
            if (submission.Version != version)
            {
                return Task.FromResult((StateStatus?)StateStatus.ChangedMeanwhile);
            }

            if (submission.State != state)
            {
                (submission.State, submission.DoneAt, submission.Version) = (state, state == SubmissionState.Done ? store.Now : null, version + 1);
                db.Append(
                    store.Now, AuditTrail.SubmissionStateChanged, reader.UserKey, submission.DocumentKey,
                    detail: JsonSerializer.Serialize(new { Submission = submission.Reference, State = SubmissionTexts.NameOf(state).Nb }));
            }

            return Task.FromResult((StateStatus?)StateStatus.Success);
        },
        cancellationToken) ?? StateStatus.NotYours;

    /// <summary>Has a delivery that failed tried again at once. False also where it has not failed.</summary>
    public async Task<bool> RetryAsync(Guid id, Guid delivery, SubmissionReader reader, CancellationToken cancellationToken) => await ActAsync(
        id,
        reader,
        async (db, submission) =>
        {
            if (await SubmissionOutbox.Failed(db).FirstOrDefaultAsync(one => one.SubmissionId == id && one.Id == delivery, cancellationToken) is not { } failed)
            {
                return (bool?)false;
            }

            await SubmissionOutbox.RetryAsync(db, [failed], store.Now, options.CurrentValue, cancellationToken);
            db.Append(store.Now, AuditTrail.SubmissionRetried, reader.UserKey, submission.DocumentKey, detail: SubmissionReference.Detail(submission.Reference));
            return true;
        },
        cancellationToken) ?? false;

    /// <summary>Has everything that failed tried again at once, of what somebody may read; returns how many.</summary>
    /// <param name="service">Of one service; null for all.</param>
    /// <param name="reader">Who asks for it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<int> RetryAllAsync(Guid? service, SubmissionReader reader, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var readable = await ReadableAsync(db, reader, service, cancellationToken);
            var failed = await SubmissionOutbox.Failed(db).Where(one => readable.Contains(one.Submission!.DocumentKey))
                .Select(one => new { Delivery = one, one.Submission!.Reference, one.Submission.DocumentKey }).ToListAsync(cancellationToken);
            await SubmissionOutbox.RetryAsync(db, [.. failed.Select(one => one.Delivery)], store.Now, options.CurrentValue, cancellationToken);
            foreach (var submission in failed.Select(one => (one.Reference, one.DocumentKey)).Distinct())
            {
                db.Append(store.Now, AuditTrail.SubmissionRetried, reader.UserKey, submission.DocumentKey, detail: SubmissionReference.Detail(submission.Reference));
            }

            return failed.Count;
        },
        cancellationToken);

    private async Task<SubmissionPayload> WithVerdictsAsync(SubmissionPayload payload, Guid submission, CancellationToken cancellationToken)
    {
        var verdicts = await store.ReadAsync(
            db => db.SubmissionAttachments.Where(file => file.SubmissionId == submission).Select(file => new { file.Id, file.Verdict }).ToDictionaryAsync(file => file.Id, file => file.Verdict, cancellationToken), cancellationToken);
        return payload with
        {
            Attachments =
            [
                .. payload.Attachments.Select(file => verdicts.GetValueOrDefault(file.Id) switch
                {
                    AttachmentVerdict.Infected => file with { IsQuarantined = true },
                    AttachmentVerdict.Clean => file with { IsScanned = true },
                    _ => file,
                }),
            ],
        };
    }

    private static IQueryable<Submission> Those(HaldenDbContext db, SubmissionQuery query, IReadOnlySet<Guid> documents)
    {
        var failed = SubmissionOutbox.Failed(db);
        var those = db.Submissions.AsNoTracking().Where(one => documents.Contains(one.DocumentKey) && (query.State == null || one.State == query.State));
        those = query.Delivery switch
        {
            DeliveryOutlook.Failed => those.Where(one => failed.Any(delivery => delivery.SubmissionId == one.Id)),
            DeliveryOutlook.Waiting => those.Where(one => one.Deliveries.Any(delivery => delivery.State == SubmissionDeliveryState.Waiting)),
            DeliveryOutlook.Queued => those.Where(one => one.Deliveries.Any(delivery => delivery.State == SubmissionDeliveryState.Queued)),
            DeliveryOutlook.Delivered => those.Where(one => one.Deliveries.All(delivery => delivery.State == SubmissionDeliveryState.Sent || delivery.State == SubmissionDeliveryState.Accepted)),
            _ => those,
        };
        var said = new string([.. (query.Reference ?? string.Empty).Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return string.IsNullOrWhiteSpace(query.Reference) ? those
            : said.Length == 0 ? those.Where(one => false)
            : those.Where(one => one.Reference.Replace("-", "").ToUpper().Contains(said));
    }

    /// <summary>The services whose submissions somebody may read, of those that any have come to: nobody asks for the others, and there may be hundreds.</summary>
    public async Task<IReadOnlySet<Guid>> ReadableAsync(HaldenDbContext db, SubmissionReader reader, Guid? service, CancellationToken cancellationToken) => await db.ReadableAsync(
        reader,
        await db.Submissions.Where(one => service == null || one.DocumentKey == service).Select(one => one.DocumentKey).Distinct().ToListAsync(cancellationToken),
        store.Today,
        cancellationToken);

    private Task<T?> ActAsync<T>(Guid id, SubmissionReader reader, Func<HaldenDbContext, Submission, Task<T?>> act, CancellationToken cancellationToken)
        where T : struct => store.WriteAsync(
        async db => await db.Submissions.FindAsync([id], cancellationToken) is { } submission
            && (await db.ReadableAsync(reader, [submission.DocumentKey], store.Today, cancellationToken)).Contains(submission.DocumentKey)
            ? await act(db, submission)
            : null,
        cancellationToken);

    /// <summary>Submissions as lists have them, newest first: without the payload, which is the most of them.</summary>
    public async Task<IReadOnlyList<SubmissionLine>> LinesAsync(HaldenDbContext db, IReadOnlyCollection<Guid> ids, string language, CancellationToken cancellationToken)
    {
        var submissions = await db.Submissions.AsNoTracking().Where(one => ids.Contains(one.Id))
            .OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.Id)
            .Select(one => new Submission
            {
                Id = one.Id,
                Reference = one.Reference,
                SubmissionKey = one.SubmissionKey,
                DocumentKey = one.DocumentKey,
                FormId = one.FormId,
                Culture = one.Culture,
                ReceivedAt = one.ReceivedAt,
                State = one.State,
                Version = one.Version,
                DoneAt = one.DoneAt,
                AnonymisedAt = one.AnonymisedAt,
                Payload = Array.Empty<byte>(),
            })
            .ToListAsync(cancellationToken);
        var deliveries = (await db.SubmissionDeliveries.AsNoTracking().Where(one => ids.Contains(one.SubmissionId)).ToListAsync(cancellationToken)).ToLookup(one => one.SubmissionId);
        var held = await DeliveryRecipient.HeldAsync(db, [.. submissions.SelectMany(one => deliveries[one.Id].Select(delivery => (one.DocumentKey, delivery)))], store.Now, cancellationToken);
        return [.. submissions.Select(one => new SubmissionLine(one, names.Of(one.DocumentKey, language), [.. deliveries[one.Id].OrderBy(delivery => delivery.Kind)], held))];
    }
}
