using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService.Filling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>What the virus scanner said of a file after it was received.</summary>
internal enum AttachmentVerdict
{
    /// <summary>Nothing is asked of it: it was looked through before it was received, or there was no scanner.</summary>
    NotAsked,

    /// <summary>It was received while the scanner did not answer, and is to be looked through.</summary>
    Pending,
    Clean,

    /// <summary>A virus was found: it is given to nobody.</summary>
    Infected,
}

/// <summary>Looks through files that were received while the virus scanner was away: when somebody opens one, and by itself later.</summary>
internal sealed class AttachmentScan(HaldenStore store, SubmissionCipher cipher, AttachmentContents contents, FileScanner scanner, ILogger<AttachmentScan> logger)
{
    private const int MostAtOnce = 50;

    /// <summary>What is known of a file now; asks the scanner where it has not answered yet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">Its content, in clear.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<AttachmentVerdict> LookAsync(SubmissionAttachment file, byte[] content, CancellationToken cancellationToken)
    {
        if (file.Verdict != AttachmentVerdict.Pending)
        {
            return file.Verdict;
        }

        var verdict = await scanner.ScanAsync(content, cancellationToken) switch
        {
            ScanVerdict.Clean => AttachmentVerdict.Clean,
            ScanVerdict.Infected => AttachmentVerdict.Infected,
            _ => AttachmentVerdict.Pending,
        };
        if (verdict == AttachmentVerdict.Pending)
        {
            return verdict;
        }

        // What was found is kept whoever has gone meanwhile.
        return await store.WriteAsync(
            async db =>
            {
                if (await db.SubmissionAttachments.FirstOrDefaultAsync(one => one.Id == file.Id, CancellationToken.None) is { Verdict: AttachmentVerdict.Pending } row)
                {
                    row.Verdict = verdict;
                    if (verdict == AttachmentVerdict.Infected && await db.Submissions.FindAsync([row.SubmissionId], CancellationToken.None) is { } submission)
                    {
                        db.Append(store.Now, AuditTrail.SubmissionFileQuarantined, null, submission.DocumentKey, detail: SubmissionReference.Detail(submission.Reference));
                    }
                }

                return verdict;
            },
            CancellationToken.None);
    }

    /// <summary>Looks through what waits, as long as the scanner answers; returns how many are settled.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        if (!scanner.IsOn)
        {
            return 0;
        }

        // Oldest first, and none twice in a turn.
        var ids = await store.ReadAsync(
            db => db.SubmissionAttachments.Where(file => file.Verdict == AttachmentVerdict.Pending).OrderBy(file => file.Id).Select(file => file.Id).Take(MostAtOnce).ToListAsync(cancellationToken), cancellationToken);
        var settled = 0;
        foreach (var id in ids)
        {
            if (await store.ReadAsync(db => db.SubmissionAttachments.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellationToken), cancellationToken) is not { } file)
            {
                continue;
            }

            byte[]? content;
            try
            {
                content = cipher.ReadAttachment(id, await contents.ReadAsync(id, file.Place, file.Content, cancellationToken));
            }
            catch (AttachmentsUnreachableException unreachable)
            {
                logger.LogError("Files that were received unscanned cannot be read to be looked through: {Fault}", unreachable.Message);
                return settled;
            }

            if (content is null)
            {
                continue;
            }

            if (await LookAsync(file, content, cancellationToken) == AttachmentVerdict.Pending)
            {
                return settled;
            }

            settled++;
        }

        return settled;
    }
}
