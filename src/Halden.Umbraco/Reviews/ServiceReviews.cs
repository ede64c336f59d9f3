using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Reviews;

/// <summary>A public service and its review.</summary>
internal sealed record ServiceReview(Guid DocumentKey, RegisterEntry Entry, ReviewDate Date);

/// <summary>Reviews of public descriptions: which are due, and that somebody has looked.</summary>
internal sealed class ServiceReviews(HaldenStore store, ServiceDrafts drafts)
{
    /// <summary>The reviews of all public services whose department asks for them.</summary>
    public Task<IReadOnlyList<ServiceReview>> AllAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<ServiceReview>>(
        async db =>
        {
            var approved = await ApprovedAtAsync(db, null, cancellationToken);
            var entries = await db.Register.AsNoTracking().Include(entry => entry.Department).Where(entry => entry.Department!.ReviewMonths != null).ToListAsync(cancellationToken);
            return
            [
                .. from entry in entries
                   where drafts.Find(entry.DocumentKey) is { PublishedCultures.Count: > 0 }
                   let date = ReviewDate.Of(entry, approved.GetValueOrDefault(entry.DocumentKey), store.Today)
                   where date is not null
                   select new ServiceReview(entry.DocumentKey, entry, date),
            ];
        },
        cancellationToken);

    /// <summary>Has those who answer for a service told of its review, once when it is due and once when it is overdue.</summary>
    public Task<bool> RemindAsync(ServiceReview review, CancellationToken cancellationToken) => store.WriteAsync(
        db =>
        {
            if (review.Date.IsDue)
            {
                db.NotifyReview(review.Date.IsOverdue ? NoticeEvent.ReviewOverdue : NoticeEvent.ReviewDue, review.DocumentKey, review.Date.DueAt, store.Now);
            }

            return Task.FromResult(review.Date.IsDue);
        },
        cancellationToken);

    /// <summary>The review of one service; null where it is not public or its department asks for none.</summary>
    public static async Task<ReviewDate?> FindAsync(HaldenDbContext db, ServiceDraft draft, DateOnly today, CancellationToken cancellationToken) => draft.PublishedCultures.Count == 0
        ? null
        : ReviewDate.Of(
            await db.Register.AsNoTracking().Include(entry => entry.Department).FirstOrDefaultAsync(entry => entry.DocumentKey == draft.Key, cancellationToken),
            (await ApprovedAtAsync(db, draft.Key, cancellationToken)).GetValueOrDefault(draft.Key),
            today);

    /// <summary>When what is public of a service was approved; services of which nothing ever was are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTimeOffset?>> ApprovedAtAsync(HaldenDbContext db, Guid? document, CancellationToken cancellationToken) =>
        await db.Packages.Where(package => package.Decision == Decision.Approved && package.PublishedAt != null && (document == null || package.DocumentKey == document))
            .GroupBy(package => package.DocumentKey)
            .Select(packages => new { packages.Key, At = packages.Max(package => package.DecidedAt) })
            .ToDictionaryAsync(packages => packages.Key, packages => packages.At, cancellationToken);

    /// <summary>Notes that somebody has looked at a public description and that it stands; false where there is nothing to look at.</summary>
    public Task<bool> ReviewedAsync(Guid document, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (drafts.Find(document) is not { PublishedCultures.Count: > 0 } || await db.Register.FindAsync([document], cancellationToken) is not { } entry)
            {
                return false;
            }

            (entry.ReviewedAt, entry.ReviewedBy) = (store.Now, user);
            db.Append(store.Now, AuditTrail.Reviewed, user, document);
            return true;
        },
        cancellationToken);
}
