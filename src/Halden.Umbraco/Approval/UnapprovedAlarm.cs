using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Approval;

/// <summary>A text that is published in Umbraco without being approved, and so withheld from the public.</summary>
/// <param name="DocumentKey">The document's key.</param>
/// <param name="Culture">The language.</param>
/// <param name="Hash">SHA-256 (hex) of the text.</param>
internal readonly record struct WithheldText(Guid DocumentKey, string Culture, string Hash);

/// <summary>Raises an alarm about texts that went past the gate: once for each text, in the trail, the log and a notice.</summary>
internal sealed class UnapprovedAlarm(HaldenStore store, ILogger<UnapprovedAlarm> logger)
{
    public async Task RaiseAsync(IReadOnlyCollection<WithheldText> withheld, CancellationToken cancellationToken)
    {
        foreach (var text in withheld)
        {
            var detail = $"{text.Culture} {text.Hash}";
            var isNew = await store.WriteAsync(
                async db =>
                {
                    // The same text is withheld again after every restart, and on every node.
                    if (await db.Audit.AnyAsync(
                        entry => entry.DocumentKey == text.DocumentKey && entry.Action == AuditTrail.Withheld && entry.Detail == detail, cancellationToken))
                    {
                        return false;
                    }

                    db.Append(store.Now, AuditTrail.Withheld, null, text.DocumentKey, detail: detail);
                    db.NotifyPublishedUnapproved(text, store.Now);
                    return true;
                },
                cancellationToken);
            if (isNew)
            {
                logger.LogError(
                    "Service {DocumentKey} is published in {Culture} with a text that is not approved; it is not shown in self-service", text.DocumentKey, text.Culture);
            }
        }
    }
}
