using System.Net.Mail;
using System.Security.Cryptography;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A form that a citizen sends, seen to be complete and right.</summary>
/// <param name="SubmissionKey">Made before the form is sent: a repeated post has the same, and is the same submission.</param>
/// <param name="DocumentKey">The service.</param>
/// <param name="Form">The form as approved, in the citizen's language.</param>
/// <param name="Culture">That language.</param>
/// <param name="Answers"><see cref="FormAnswers.Kept"/>.</param>
/// <param name="Attachments">The files, let in by their content and size.</param>
/// <param name="ReceiptEmail">Where the citizen wants a receipt; null for nowhere.</param>
/// <param name="SignedIn">How the citizen has signed in; null for not at all.</param>
internal sealed record NewSubmission(
    Guid SubmissionKey,
    Guid DocumentKey,
    FormDefinition Form,
    string Culture,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers,
    IReadOnlyList<NewAttachment> Attachments,
    string? ReceiptEmail,
    SignedIn? SignedIn = null);

/// <summary>A file that a citizen sends.</summary>
/// <param name="FieldAlias">The question that it answers.</param>
/// <param name="FileName">As the citizen calls it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsScanned">Whether it has been looked through for viruses; null where no scanner is set up.</param>
internal sealed record NewAttachment(string FieldAlias, string FileName, string ContentType, ReadOnlyMemory<byte> Content, bool? IsScanned = null);

/// <summary>What came of sending a form.</summary>
internal enum IntakeStatus
{
    /// <summary>It is kept, and will be delivered.</summary>
    Received,

    /// <summary>The same was received before, and still is.</summary>
    ReceivedBefore,

    /// <summary>There is no room on the disk; nothing is kept.</summary>
    NoRoom,

    /// <summary>The database, or where files lie, could not be written now; nothing is kept. It may be tried again.</summary>
    Unavailable,
}

/// <summary>The answer to who sent a form.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Reference">The reference, where it is received.</param>
/// <param name="ReceivedAt">When it was received the first time.</param>
internal sealed record IntakeOutcome(IntakeStatus Status, string? Reference, DateTimeOffset? ReceivedAt);

/// <summary>
/// Receives what citizens send: submission, files and everything that must be delivered are on the disk before it answers,
/// or nothing of them is (docs/submissions.md).
/// </summary>
internal sealed class SubmissionIntake(HaldenStore store, SubmissionCipher cipher, AttachmentContents contents, IOptionsMonitor<SubmissionsOptions> options, ILogger<SubmissionIntake> logger)
{
    /// <summary>Raised when one has been received that was not before, with its service and language.</summary>
    public event Action<Guid, string>? Received;

    /// <summary>Keeps a submission, once.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone; it may have been kept all the same.</exception>
    public async Task<IntakeOutcome> ReceiveAsync(NewSubmission submission, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadAsync(db => KnownAsync(db, submission.SubmissionKey, cancellationToken), cancellationToken) is { } known)
            {
                return known;
            }

            // Encrypting takes its time with large files: the database is not held meanwhile.
            var (settings, id, now) = (options.CurrentValue, Guid.CreateVersion7(), store.Now);
            var attachments = submission.Attachments.Select(attachment => (Id: Guid.CreateVersion7(), New: attachment)).ToList();
            var payload = cipher.Protect(id, new SubmissionPayload(
                submission.Form with { Translations = null },
                submission.Answers,
                [.. attachments.Select(one => new AttachmentName(one.Id, one.New.FieldAlias, one.New.FileName, one.New.ContentType, one.New.Content.Length, one.New.IsScanned))],
                submission.SignedIn));
            List<AttachmentContent> files = [.. attachments.Select(one => new AttachmentContent(one.Id, cipher.ProtectAttachment(one.Id, one.New.Content)))];
            var place = await contents.PutAsync(files, settings.WaitForDatabase, cancellationToken);
            List<SubmissionDelivery> deliveries = [Delivery(DeliveryKind.Recipient, null)];
            if (AddressOf(submission.ReceiptEmail) is { } address)
            {
                deliveries.Add(Delivery(DeliveryKind.Receipt, address));
            }
            else if (!string.IsNullOrWhiteSpace(submission.ReceiptEmail))
            {
                logger.LogWarning("The receipt for a submission to {Document} has no address that e-mail can be sent to, and is left out", submission.DocumentKey);
            }

            var outcome = await store.WriteWithinAsync(
                async db =>
                {
                    // Of two that come at once the second waits for the first, and then finds it.
                    if (await KnownAsync(db, submission.SubmissionKey, cancellationToken) is { } first)
                    {
                        return first;
                    }

                    await AttachmentContents.KeepAsync(db, place, [.. files.Select(file => file.Id)], cancellationToken);
                    var reference = await FreeReferenceAsync(db, settings.ReferencePrefix, cancellationToken);
                    db.Submissions.Add(new Submission
                    {
                        Id = id,
                        Reference = reference,
                        SubmissionKey = submission.SubmissionKey,
                        DocumentKey = submission.DocumentKey,
                        FormId = submission.Form.Id,
                        Culture = submission.Culture,
                        ReceivedAt = now,
                        Payload = payload,
                        Attachments = [.. attachments.Zip(files, (one, file) => new SubmissionAttachment
                        {
                            Id = file.Id,
                            Verdict = one.New.IsScanned == false ? AttachmentVerdict.Pending : AttachmentVerdict.NotAsked,
                            Place = place,
                            Content = place == AttachmentPlace.Database ? file.Content : [],
                        })],
                        Deliveries = deliveries,
                    });
                    return new IntakeOutcome(IntakeStatus.Received, reference, now);
                },
                settings.WaitForDatabase,
                cancellationToken);
            if (outcome.Status == IntakeStatus.Received)
            {
                Received?.Invoke(submission.DocumentKey, submission.Culture);
            }

            return outcome;

            SubmissionDelivery Delivery(DeliveryKind kind, string? to)
            {
                var delivery = Guid.CreateVersion7();
                return new SubmissionDelivery
                {
                    Id = delivery,
                    Kind = kind,
                    Address = to is null ? null : cipher.ProtectAddress(delivery, to),
                    CreatedAt = now,
                    NotBefore = now,
                    GiveUpAt = now + settings.GiveUpAfter,
                };
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && DatabaseFault.Of(fault) is { } ofDatabase)
        {
            // The fault's own text is the database's, and holds no values; what lies round it may.
            logger.LogError("A submission to {Document} could not be kept: {Fault}", submission.DocumentKey, ofDatabase.Message);
            return new IntakeOutcome(DatabaseFault.IsNoRoom(fault) ? IntakeStatus.NoRoom : IntakeStatus.Unavailable, null, null);
        }
        catch (AttachmentsUnreachableException fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError("A submission to {Document} has files that could not be kept, so nothing of it was: {Fault}", submission.DocumentKey, fault.Message);
            return new IntakeOutcome(DatabaseFault.IsNoRoom(fault) ? IntakeStatus.NoRoom : IntakeStatus.Unavailable, null, null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && IsOfKeys(fault))
        {
            logger.LogError("A submission to {Document} could not be encrypted, so it was not kept: {Fault}", submission.DocumentKey, fault.GetBaseException().Message);
            return new IntakeOutcome(IntakeStatus.Unavailable, null, null);
        }
    }

    // One address and nothing else: not several, and no name or line that could become a header.
    private static string? AddressOf(string? text) => text?.Trim() is { Length: > 0 and <= 254 } address && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address ? address : null;

    // No disk for the keys, or no right to it: the citizen is to hear that nothing was kept.
    private static bool IsOfKeys(Exception fault) => fault is CryptographicException or IOException or UnauthorizedAccessException;

    private static Task<IntakeOutcome?> KnownAsync(HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.Submissions.Where(known => known.SubmissionKey == key)
            .Select(known => new IntakeOutcome(IntakeStatus.ReceivedBefore, known.Reference, known.ReceivedAt))
            .FirstOrDefaultAsync(cancellationToken);

    private static async Task<string> FreeReferenceAsync(HaldenDbContext db, string prefix, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reference = SubmissionReference.New(prefix);
            if (!await db.Submissions.AnyAsync(known => known.Reference == reference, cancellationToken))
            {
                return reference;
            }
        }
    }
}
