using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Register;

/// <summary>Approvals of a month.</summary>
/// <param name="Month">Its first day, in Norwegian time.</param>
/// <param name="Approvals">How many packages were approved in it.</param>
/// <param name="Services">How many services had ever been approved by its end.</param>
internal sealed record MonthOfApprovals(DateOnly Month, int Approvals, int Services);

/// <summary>The applications of a service by one channel.</summary>
/// <param name="DocumentKey">The service.</param>
/// <param name="Channel">How they were delivered; null for those that have not been yet.</param>
/// <param name="Count">How many.</param>
internal sealed record ApplicationCount(Guid DocumentKey, DeliveryChannel? Channel, int Count);

/// <summary>How the register develops: counts of everybody's, of nobody in particular.</summary>
internal sealed class RegisterFigures(HaldenStore store)
{
    /// <summary>How many months are shown, this one included.</summary>
    public const int ShownMonths = 12;

    /// <summary>Approvals by month, the oldest first, and the applications that are kept now.</summary>
    public async Task<(IReadOnlyList<MonthOfApprovals> Months, IReadOnlyList<ApplicationCount> Applications)> ReadAsync(CancellationToken cancellationToken)
    {
        var (approved, applications) = await store.ReadAsync(
            async db => (
                await db.Packages.AsNoTracking().Where(package => package.Decision == Decision.Approved && package.DecidedAt != null)
                    .Select(package => new { package.DocumentKey, At = package.DecidedAt!.Value }).ToListAsync(cancellationToken),
                await db.SubmissionDeliveries.AsNoTracking().Where(delivery => delivery.Kind == DeliveryKind.Recipient)
                    .GroupBy(delivery => new { delivery.Submission!.DocumentKey, delivery.Channel })
                    .Select(group => new ApplicationCount(group.Key.DocumentKey, group.Key.Channel, group.Count())).ToListAsync(cancellationToken)),
            cancellationToken);
        var first = new DateOnly(store.Today.Year, store.Today.Month, 1).AddMonths(1 - ShownMonths);
        return (
            [
                .. Enumerable.Range(0, ShownMonths).Select(first.AddMonths).Select(month => new MonthOfApprovals(
                    month,
                    approved.Count(one => NorwegianTime.DayOf(one.At) is var day && day >= month && day < month.AddMonths(1)),
                    approved.Where(one => NorwegianTime.DayOf(one.At) < month.AddMonths(1)).Select(one => one.DocumentKey).Distinct().Count())),
            ],
            applications);
    }
}
