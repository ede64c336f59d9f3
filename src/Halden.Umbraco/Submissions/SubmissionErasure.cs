using Halden.Umbraco.Persistence;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// Takes away what citizens wrote. Inside <see cref="HaldenStore.WriteAsync{T}"/>, which has SQLite overwrite it; afterwards
/// <see cref="HaldenStore.EmptyLogAsync"/>, and <see cref="AttachmentContents.RemoveAsync"/> for what lies outside the database.
/// </summary>
internal static class SubmissionErasure
{
    /// <summary>Deletes submissions with answers, files, addresses and deliveries.</summary>
    public static async Task DeleteAsync(this HaldenDbContext db, IReadOnlyCollection<Guid> submissions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ReleaseFilesAsync(db, submissions, now, cancellationToken);
        await db.Submissions.Where(one => submissions.Contains(one.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Wipes answers, files and addresses of submissions, and keeps reference, service, language, times, state, and the
    /// deliveries that came through. What is not delivered never will be.
    /// </summary>
    public static async Task AnonymiseAsync(this HaldenDbContext db, IReadOnlyCollection<Guid> submissions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ReleaseFilesAsync(db, submissions, now, cancellationToken);
        await db.SubmissionAttachments.Where(one => submissions.Contains(one.SubmissionId)).ExecuteDeleteAsync(cancellationToken);
        await db.SubmissionDeliveries.Where(one => submissions.Contains(one.SubmissionId) && one.State != SubmissionDeliveryState.Sent && one.State != SubmissionDeliveryState.Accepted).ExecuteDeleteAsync(cancellationToken);
        await db.SubmissionDeliveries.Where(one => submissions.Contains(one.SubmissionId)).ExecuteUpdateAsync(set => set.SetProperty(one => one.Address, (byte[]?)null).SetProperty(one => one.TheirReference, (string?)null), cancellationToken);
        await db.Submissions.Where(one => submissions.Contains(one.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Payload, Array.Empty<byte>()).SetProperty(one => one.AnonymisedAt, now), cancellationToken);
    }

    private static Task ReleaseFilesAsync(HaldenDbContext db, IReadOnlyCollection<Guid> submissions, DateTimeOffset now, CancellationToken cancellationToken) => db.ReleaseAsync(
        db.SubmissionAttachments.Where(one => submissions.Contains(one.SubmissionId)).Select(one => new StoredAt(one.Id, one.Place)), now, cancellationToken);
}
