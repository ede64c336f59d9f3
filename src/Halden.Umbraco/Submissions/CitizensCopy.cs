using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// What a citizen has sent, for the citizen: whoever calls has seen to it that it is. It is nobody's look into another's
/// affairs, and so not in the audit trail.
/// </summary>
internal sealed class CitizensCopy(HaldenStore store, SubmissionCipher cipher)
{
    /// <summary>The submission as a PDF; null where it is deleted, or the site's keys are not those it was written with.</summary>
    /// <param name="submissionKey">Key of the sending.</param>
    /// <param name="service">What the service is called.</param>
    /// <param name="municipality">The municipality's name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<byte[]?> PdfAsync(Guid submissionKey, string service, string municipality, CancellationToken cancellationToken) =>
        await store.ReadAsync(db => db.Submissions.AsNoTracking().FirstOrDefaultAsync(one => one.SubmissionKey == submissionKey, cancellationToken), cancellationToken) is { } submission
        && cipher.Read(submission) is { } payload
            ? SubmissionPdf.Write(submission, payload, service, municipality, submission.Culture)
            : null;
}
