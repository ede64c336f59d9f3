using System.Security.Cryptography;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A delivery that has not come through: for whoever looks after the site, without anything of what was sent.</summary>
/// <param name="Id">Key of the delivery.</param>
/// <param name="Reference">Of the submission.</param>
/// <param name="Service">What the service is called.</param>
/// <param name="Kind">To whom.</param>
/// <param name="ReceivedAt">When the submission came.</param>
/// <param name="Attempts">How many tries there have been.</param>
/// <param name="Fault">Why it is not delivered.</param>
/// <param name="IsDead">Whether it has been given up.</param>
/// <param name="NextTry">When it is tried again by itself; null where it is not.</param>
internal sealed record FailedDelivery(
    Guid Id, string Reference, string Service, DeliveryKind Kind, DateTimeOffset ReceivedAt, int Attempts, string? Fault, bool IsDead, DateTimeOffset? NextTry);

/// <summary>How the submissions' outbox stands, for whoever looks after the site.</summary>
internal sealed class SubmissionOutbox(HaldenStore store, SubmissionCipher cipher, ServiceNames names, IOptionsMonitor<SubmissionsOptions> options)
{
    /// <summary>How many are in each state.</summary>
    public Task<Dictionary<SubmissionDeliveryState, int>> CountAsync(CancellationToken cancellationToken) => store.ReadAsync(
        db => db.SubmissionDeliveries.GroupBy(delivery => delivery.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
        cancellationToken);

    /// <summary>What has been given up, and what has failed and is tried again; newest first.</summary>
    public Task<IReadOnlyList<FailedDelivery>> FailedAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<FailedDelivery>>(
        async db => [.. (await Failed(db).AsNoTracking()
            .OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id)
            .Select(delivery => new { Delivery = delivery, delivery.Submission!.Reference, delivery.Submission.DocumentKey, delivery.Submission.ReceivedAt })
            .ToListAsync(cancellationToken))
            .Select(row => new FailedDelivery(
                row.Delivery.Id,
                row.Reference,
                names.Of(row.DocumentKey, Cultures.Bokmal),
                row.Delivery.Kind,
                row.ReceivedAt,
                row.Delivery.Attempts,
                row.Delivery.Fault,
                row.Delivery.State == SubmissionDeliveryState.Dead,
                row.Delivery.State == SubmissionDeliveryState.Dead ? null : row.Delivery.NotBefore))],
        cancellationToken);

    /// <summary>Has what failed tried again at once, all or one; returns how many.</summary>
    public Task<int> RetryAsync(Guid? id, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var failed = await Failed(db).Where(delivery => id == null || delivery.Id == id).ToListAsync(cancellationToken);
            await RetryAsync(db, failed, store.Now, options.CurrentValue, cancellationToken);
            return failed.Count;
        },
        cancellationToken);

    /// <summary>Whether what came last can be read with the keys that there are, and new ones be written; null for yes, else what is wrong.</summary>
    public async Task<string?> FaultOfKeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            var last = await store.ReadAsync(db => db.Submissions.AsNoTracking().Where(one => one.AnonymisedAt == null).OrderByDescending(one => one.ReceivedAt).FirstOrDefaultAsync(cancellationToken), cancellationToken);
            cipher.ProtectAddress(Guid.Empty, "check");
            return last is null || cipher.Read(last) is not null ? null : SubmissionTexts.Unreadable.Nb;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return fault.GetBaseException().Message;
        }
    }

    /// <summary>What has not come through.</summary>
    public static IQueryable<SubmissionDelivery> Failed(HaldenDbContext db) => db.SubmissionDeliveries.Where(delivery =>
        delivery.State == SubmissionDeliveryState.Dead || (delivery.State == SubmissionDeliveryState.Waiting && delivery.Fault != null));

    /// <summary>Begins anew with some deliveries. A recipient that was broken off is tried at once too; one that a person has paused is not.</summary>
    public static async Task RetryAsync(HaldenDbContext db, IReadOnlyCollection<SubmissionDelivery> deliveries, DateTimeOffset now, SubmissionsOptions options, CancellationToken cancellationToken)
    {
        foreach (var delivery in deliveries)
        {
            (delivery.State, delivery.Attempts, delivery.NotBefore, delivery.GiveUpAt, delivery.EndedAt) = (SubmissionDeliveryState.Waiting, 0, now, now + options.GiveUpAfter, null);
        }

        if (deliveries.Count > 0)
        {
            foreach (var recipient in await db.DeliveryRecipients.Where(recipient => recipient.BrokenOffUntil != null).ToListAsync(cancellationToken))
            {
                recipient.BrokenOffUntil = null;
            }
        }
    }
}
