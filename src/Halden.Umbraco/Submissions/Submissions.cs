using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission in a list: nothing of what the citizen wrote.</summary>
/// <param name="Submission">The submission, without its payload.</param>
/// <param name="Service">What the service is called.</param>
/// <param name="Deliveries">Where it is on its way, or has come.</param>
/// <param name="Held">Why nothing is tried at present, by delivery.</param>
internal sealed record SubmissionLine(Submission Submission, string Service, IReadOnlyList<SubmissionDelivery> Deliveries, IReadOnlyDictionary<Guid, Label> Held);

/// <summary>Some of the submissions that somebody may read.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Items">Newest first.</param>
internal sealed record SubmissionList(int Total, IReadOnlyList<SubmissionLine> Items);

/// <summary>A submission as it was opened.</summary>
/// <param name="Line">What lists have of it too.</param>
/// <param name="Answers">The answered questions; null where the site's keys are not those it was written with.</param>
/// <param name="Files">The files that came with it.</param>
internal sealed record OpenedSubmission(SubmissionLine Line, IReadOnlyList<AnsweredGroup>? Answers, IReadOnlyList<AttachmentName> Files);

/// <summary>What people see of the submissions and do with them; every look is in the audit trail. Null or false: there is none that the person may read.</summary>
internal sealed class Submissions(HaldenStore store, SubmissionCipher cipher, ServiceNames names, IOptionsMonitor<SubmissionsOptions> options)
{
    /// <summary>The submissions that somebody may read, newest first.</summary>
    public Task<SubmissionList> ListAsync(
        SubmissionReader reader, Guid? service, SubmissionState? state, int skip, int take, string language, CancellationToken cancellationToken) => store.ReadAsync(
        async db =>
        {
            var documents = await db.Submissions.Where(one => service == null || one.DocumentKey == service).Select(one => one.DocumentKey).Distinct().ToListAsync(cancellationToken);
            var readable = await db.ReadableAsync(reader, documents, store.Today, cancellationToken);
            var those = db.Submissions.AsNoTracking().Where(one => readable.Contains(one.DocumentKey) && (state == null || one.State == state));
            var ids = await those.OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.Id).Skip(skip).Take(take).Select(one => one.Id).ToListAsync(cancellationToken);
            return new SubmissionList(await those.CountAsync(cancellationToken), await LinesAsync(db, ids, language, cancellationToken));
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
                db.Append(store.Now, AuditTrail.SubmissionRead, reader.UserKey, submission.DocumentKey, detail: Detail(submission));
                return ((Submission Submission, SubmissionLine Line)?)(submission, (await LinesAsync(db, [id], language, cancellationToken))[0]);
            },
            cancellationToken);
        if (opened is not { } found)
        {
            return null;
        }

        var payload = cipher.Read(found.Submission);
        return new OpenedSubmission(found.Line, payload is null ? null : SubmissionAnswers.Of(payload, language), payload?.Attachments ?? []);
    }

    /// <summary>Opens a file that came with a submission; as <see cref="OpenAsync"/>.</summary>
    public async Task<(AttachmentName Name, byte[] Content)?> OpenFileAsync(Guid id, Guid file, SubmissionReader reader, CancellationToken cancellationToken)
    {
        var opened = await ActAsync(
            id,
            reader,
            async (db, submission) =>
            {
                var content = await db.SubmissionAttachments.AsNoTracking().FirstOrDefaultAsync(one => one.SubmissionId == id && one.Id == file, cancellationToken);
                if (content is not null)
                {
                    db.Append(store.Now, AuditTrail.SubmissionFileRead, reader.UserKey, submission.DocumentKey, detail: Detail(submission));
                }

                return ((Submission Submission, SubmissionAttachment? Content)?)(submission, content);
            },
            cancellationToken);
        return opened is { Content: { } attachment } found
            && cipher.Read(found.Submission)?.Attachments.FirstOrDefault(name => name.Id == file) is { } known
            && cipher.Read(attachment) is { } bytes
            ? (known, bytes)
            : null;
    }

    /// <summary>Sets how far the handling has come.</summary>
    public async Task<bool> SetStateAsync(Guid id, SubmissionState state, SubmissionReader reader, CancellationToken cancellationToken) => await ActAsync(
        id,
        reader,
        (db, submission) =>
        {
            if (submission.State != state)
            {
                (submission.State, submission.DoneAt) = (state, state == SubmissionState.Done ? store.Now : null);
                db.Append(
                    store.Now, AuditTrail.SubmissionStateChanged, reader.UserKey, submission.DocumentKey,
                    detail: JsonSerializer.Serialize(new { Submission = submission.Reference, State = SubmissionTexts.NameOf(state).Nb }));
            }

            return Task.FromResult((bool?)true);
        },
        cancellationToken) ?? false;

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
            db.Append(store.Now, AuditTrail.SubmissionRetried, reader.UserKey, submission.DocumentKey, detail: Detail(submission));
            return true;
        },
        cancellationToken) ?? false;

    private static string Detail(Submission submission) => JsonSerializer.Serialize(new { Submission = submission.Reference });

    private Task<T?> ActAsync<T>(Guid id, SubmissionReader reader, Func<HaldenDbContext, Submission, Task<T?>> act, CancellationToken cancellationToken)
        where T : struct => store.WriteAsync(
        async db => await db.Submissions.FindAsync([id], cancellationToken) is { } submission
            && (await db.ReadableAsync(reader, [submission.DocumentKey], store.Today, cancellationToken)).Contains(submission.DocumentKey)
            ? await act(db, submission)
            : null,
        cancellationToken);

    // The payload is the most of a submission, and no list needs it.
    private async Task<IReadOnlyList<SubmissionLine>> LinesAsync(HaldenDbContext db, IReadOnlyCollection<Guid> ids, string language, CancellationToken cancellationToken)
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
                DoneAt = one.DoneAt,
                Payload = Array.Empty<byte>(),
            })
            .ToListAsync(cancellationToken);
        var deliveries = (await db.SubmissionDeliveries.AsNoTracking().Where(one => ids.Contains(one.SubmissionId)).ToListAsync(cancellationToken)).ToLookup(one => one.SubmissionId);
        var held = await DeliveryRecipient.HeldAsync(db, [.. submissions.SelectMany(one => deliveries[one.Id].Select(delivery => (one.DocumentKey, delivery)))], store.Now, cancellationToken);
        return [.. submissions.Select(one => new SubmissionLine(one, names.Of(one.DocumentKey, language), [.. deliveries[one.Id].OrderBy(delivery => delivery.Kind)], held))];
    }
}
