using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission whose time is over.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="DocumentKey">The service.</param>
/// <param name="DoneAt">When it was done.</param>
internal sealed record ExpiredSubmission(Guid Id, string Reference, Guid DocumentKey, DateTimeOffset DoneAt);

/// <summary>Deletes submissions some time after they are done: what was written, files, addresses and deliveries, out of the database's file.</summary>
internal sealed class SubmissionRetention(HaldenStore store, IOptionsMonitor<SubmissionsOptions> options)
{
    // Overwriting takes its time; a citizen who sends a form is not to wait for much of it.
    private const int MostAtOnce = 20;

    /// <summary>What would be deleted now.</summary>
    public Task<IReadOnlyList<ExpiredSubmission>> ExpiredAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<ExpiredSubmission>>(
        async db => await Expired(db).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Deletes what is due, and notes each in the audit trail; returns what it was.</summary>
    public async Task<IReadOnlyList<ExpiredSubmission>> PurgeAsync(CancellationToken cancellationToken)
    {
        var purged = new List<ExpiredSubmission>();
        while (true)
        {
            var some = await store.WriteAsync(
                async db =>
                {
                    var expired = await Expired(db).Take(MostAtOnce).ToListAsync(cancellationToken);
                    var ids = expired.Select(one => one.Id).ToList();
                    await db.Submissions.Where(one => ids.Contains(one.Id)).ExecuteDeleteAsync(cancellationToken);
                    foreach (var one in expired)
                    {
                        db.Append(store.Now, AuditTrail.SubmissionDeleted, null, one.DocumentKey, detail: JsonSerializer.Serialize(new { Submission = one.Reference }));
                    }

                    return expired;
                },
                cancellationToken);
            purged.AddRange(some);
            if (some.Count < MostAtOnce)
            {
                break;
            }
        }

        if (purged.Count > 0)
        {
            await store.EmptyLogAsync(cancellationToken);
        }

        return purged;
    }

    private IQueryable<ExpiredSubmission> Expired(HaldenDbContext db)
    {
        var days = options.CurrentValue.KeepDays;
        var before = days > 0 ? store.Now - TimeSpan.FromDays(days) : DateTimeOffset.MinValue;
        return db.Submissions.AsNoTracking()
            .Where(one => one.State == SubmissionState.Done && one.DoneAt <= before)
            .OrderBy(one => one.DoneAt)
            .Select(one => new ExpiredSubmission(one.Id, one.Reference, one.DocumentKey, one.DoneAt!.Value));
    }
}
