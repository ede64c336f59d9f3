using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Submissions;

/// <summary>What is wrong with the deliveries of a service: numbers, and nothing of what was sent.</summary>
/// <param name="DocumentKey">The service.</param>
/// <param name="Dead">How many are given up.</param>
/// <param name="Late">How many have waited too long.</param>
/// <param name="ToPrint">How many have lain too long in the print queue.</param>
/// <param name="IsPaused">Whether a person has had the recipient wait, and something does.</param>
/// <param name="IsBrokenOff">Whether nothing gets through to the recipient, and something waits.</param>
internal sealed record BrokenDeliveries(Guid DocumentKey, int Dead, int Late, int ToPrint, bool IsPaused, bool IsBrokenOff)
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
        var troubled = await db.DeliveryRecipients.AsNoTracking().Where(recipient => recipient.PausedAt != null || recipient.BrokenOffUntil != null).ToListAsync(cancellationToken);
        var ways = troubled.Count == 0 ? new Dictionary<Guid, DeliveryWay?>()
            : await DeliveryWay.OfServicesAsync(db, counts.Where(row => row.State == SubmissionDeliveryState.Waiting).Select(row => row.DocumentKey), cancellationToken);
        return
        [
            .. from service in counts.GroupBy(row => row.DocumentKey)
               let way = ways.GetValueOrDefault(service.Key)
               let held = troubled.Where(recipient => recipient.Key == way?.Key || recipient.Key == way?.Line).ToList()
               let broken = new BrokenDeliveries(
                   service.Key,
                   service.Where(row => row.State == SubmissionDeliveryState.Dead).Sum(row => row.All),
                   service.Where(row => row.State == SubmissionDeliveryState.Waiting).Sum(row => row.Old),
                   service.Where(row => row.State == SubmissionDeliveryState.Queued).Sum(row => row.Old),
                   held.Exists(recipient => recipient.PausedAt is not null),
                   held.Exists(recipient => recipient.IsBrokenOff(now)))
               where broken is not { Dead: 0, Late: 0, ToPrint: 0, IsPaused: false, IsBrokenOff: false }
               select broken,
        ];
    }
}
