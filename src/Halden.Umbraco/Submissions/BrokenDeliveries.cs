using Halden.Umbraco.Persistence;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Submissions;

/// <summary>What is wrong with the deliveries of a service: numbers, and nothing of what was sent.</summary>
/// <param name="DocumentKey">The service.</param>
/// <param name="Dead">How many are given up.</param>
/// <param name="Late">How many have waited too long.</param>
/// <param name="ToPrint">How many have lain too long in the print queue.</param>
/// <param name="IsPaused">Whether a person has had the recipient wait, and something does.</param>
/// <param name="IsBrokenOff">Whether nothing gets through to the recipient, and something waits.</param>
/// <param name="Infected">How many submissions that are not done have a file in which a virus was found after they were received.</param>
internal sealed record BrokenDeliveries(Guid DocumentKey, int Dead, int Late, int ToPrint, bool IsPaused, bool IsBrokenOff, int Infected = 0)
{
    /// <summary>The services of which something is wrong.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="patience">How long a delivery may wait.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<BrokenDeliveries>> FindAsync(HaldenDbContext db, TimeSpan patience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - patience;
        var counts = await db.SubmissionDeliveries.AsNoTracking()
            .Where(delivery => delivery.State == SubmissionDeliveryState.Dead || delivery.State == SubmissionDeliveryState.Waiting || delivery.State == SubmissionDeliveryState.Queued)
            .GroupBy(delivery => new { delivery.Submission!.DocumentKey, delivery.Kind, delivery.State })
            .Select(group => new { group.Key.DocumentKey, group.Key.Kind, group.Key.State, All = group.Count(), Old = group.Count(delivery => delivery.CreatedAt <= before) })
            .ToListAsync(cancellationToken);
        var infected = await db.Submissions.AsNoTracking()
            .Where(one => one.State != SubmissionState.Done && one.Attachments.Any(file => file.Verdict == AttachmentVerdict.Infected))
            .GroupBy(one => one.DocumentKey).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var troubled = await db.DeliveryRecipients.AsNoTracking().Where(recipient => recipient.PausedAt != null || recipient.BrokenOffUntil != null).ToListAsync(cancellationToken);
        var ways = troubled.Count == 0 ? new Dictionary<Guid, DeliveryWay?>()
            : await DeliveryWay.OfServicesAsync(db, counts.Where(row => row.State == SubmissionDeliveryState.Waiting).Select(row => row.DocumentKey), cancellationToken);
        return
        [
            .. from key in counts.Select(row => row.DocumentKey).Union(infected.Keys)
               let service = counts.Where(row => row.DocumentKey == key).ToList()
               let way = ways.GetValueOrDefault(key)
               let held = troubled.Where(recipient => recipient.Key == way?.Key || recipient.Key == way?.Line).ToList()
               let broken = new BrokenDeliveries(
                   key,
                   service.Where(row => row.State == SubmissionDeliveryState.Dead).Sum(row => row.All),
                   service.Where(row => row.State == SubmissionDeliveryState.Waiting).Sum(row => row.Old),
                   service.Where(row => row.State == SubmissionDeliveryState.Queued).Sum(row => row.Old),
                   held.Exists(recipient => recipient.PausedAt is not null),
                   held.Exists(recipient => recipient.IsBrokenOff(now)),
                   infected.GetValueOrDefault(key))
               where broken is not { Dead: 0, Late: 0, ToPrint: 0, IsPaused: false, IsBrokenOff: false, Infected: 0 }
               select broken,
        ];
    }
}
