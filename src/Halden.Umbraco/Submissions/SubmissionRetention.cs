using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission whose time is over.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="DocumentKey">The service.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="Anonymise">Whether it is anonymised, not deleted.</param>
internal sealed record ExpiredSubmission(Guid Id, string Reference, Guid DocumentKey, DateTimeOffset DoneAt, bool Anonymise);

/// <summary>For how long a service's submissions are kept, for who may read them.</summary>
/// <param name="Key">The service.</param>
/// <param name="KeepDays">What the service has chosen; null for the site's.</param>
/// <param name="Anonymise">What the service has chosen; null for the site's.</param>
/// <param name="Terms">What holds.</param>
internal sealed record ServiceRetention(Guid Key, int? KeepDays, bool? Anonymise, RetentionTerms Terms);

/// <summary>Deletes or anonymises submissions some time after they are done: what was written, files and addresses, out of the database's file and wherever files lie.</summary>
internal sealed class SubmissionRetention(HaldenStore store, AttachmentContents contents, IOptionsMonitor<SubmissionsOptions> options)
{
    // Overwriting takes its time; a citizen who sends a form is not to wait for much of it.
    private const int MostAtOnce = 20;

    private static readonly Label ForEver = new("For alltid", "For alltid", "For ever");

    private static readonly Label Anonymised = new("Anonymiseres", "Blir anonymisert", "Anonymised");

    private static readonly Label Deleted = new("Slettes", "Blir sletta", "Deleted");

    /// <summary>What the site has chosen.</summary>
    public RetentionTerms SitesOwn => RetentionRule.Of(null, options.CurrentValue);

    /// <summary>What holds for the services whose submissions somebody may read.</summary>
    public Task<IReadOnlyList<ServiceRetention>> ListAsync(SubmissionReader reader, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<ServiceRetention>>(
        async db =>
        {
            var rules = await db.RetentionRules.AsNoTracking().ToDictionaryAsync(rule => rule.DocumentKey, cancellationToken);
            var documents = await db.Submissions.Select(one => one.DocumentKey).Distinct().ToListAsync(cancellationToken);
            var readable = await db.ReadableAsync(reader, [.. documents.Union(rules.Keys)], store.Today, cancellationToken);
            return [.. readable.Select(key => (Key: key, Rule: rules.GetValueOrDefault(key)))
                .Select(one => new ServiceRetention(one.Key, one.Rule?.KeepDays, one.Rule?.Anonymise, RetentionRule.Of(one.Rule, options.CurrentValue)))];
        },
        cancellationToken);

    /// <summary>What holds for a service.</summary>
    public Task<RetentionTerms> TermsOfAsync(Guid service, CancellationToken cancellationToken) => store.ReadAsync(
        async db => RetentionRule.Of(await db.RetentionRules.AsNoTracking().FirstOrDefaultAsync(rule => rule.DocumentKey == service, cancellationToken), options.CurrentValue),
        cancellationToken);

    /// <summary>Whether somebody may choose for a service: who may read what is sent to it.</summary>
    public Task<bool> MayChooseAsync(Guid service, SubmissionReader reader, CancellationToken cancellationToken) => store.ReadAsync(
        async db => (await db.ReadableAsync(reader, [service], store.Today, cancellationToken)).Count > 0, cancellationToken);

    /// <summary>Chooses for a service, and notes it in the audit trail; false where the person may not.</summary>
    /// <param name="service">The service.</param>
    /// <param name="keepDays">From 1 to <see cref="RetentionRule.MostDays"/>; null for the site's.</param>
    /// <param name="anonymise">Whether to anonymise; null for the site's.</param>
    /// <param name="reader">Who chooses.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<bool> ChooseAsync(Guid service, int? keepDays, bool? anonymise, SubmissionReader reader, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keepDays ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keepDays ?? 1, RetentionRule.MostDays);
        return store.WriteAsync(
            async db =>
            {
                if ((await db.ReadableAsync(reader, [service], store.Today, cancellationToken)).Count == 0)
                {
                    return false;
                }

                var rule = await db.RetentionRules.FindAsync([service], cancellationToken);
                if ((rule?.KeepDays, rule?.Anonymise) == (keepDays, anonymise))
                {
                    return true;
                }

                rule ??= db.RetentionRules.Add(new RetentionRule { DocumentKey = service }).Entity;
                (rule.KeepDays, rule.Anonymise) = (keepDays, anonymise);
                if (keepDays is null && anonymise is null)
                {
                    db.RetentionRules.Remove(rule);
                }

                var terms = RetentionRule.Of(rule, options.CurrentValue);
                db.Append(store.Now, AuditTrail.SubmissionRetentionChanged, reader.UserKey, service, detail: JsonSerializer.Serialize(new
                {
                    Days = terms.KeepDays == 0 ? ForEver.Nb : terms.KeepDays.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Then = (terms.Anonymise ? Anonymised : Deleted).Nb,
                }));
                return true;
            },
            cancellationToken);
    }

    /// <summary>What would be deleted or anonymised now.</summary>
    public Task<IReadOnlyList<ExpiredSubmission>> ExpiredAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<ExpiredSubmission>>(
        async db =>
        {
            var expired = new List<ExpiredSubmission>();
            foreach (var some in await ExpiredAsync(db, cancellationToken))
            {
                expired.AddRange(await some.ToListAsync(cancellationToken));
            }

            return [.. expired.OrderBy(one => one.DoneAt)];
        },
        cancellationToken);

    /// <summary>Deletes or anonymises what is due, and notes each in the audit trail; returns what it was.</summary>
    public async Task<IReadOnlyList<ExpiredSubmission>> PurgeAsync(CancellationToken cancellationToken)
    {
        var purged = new List<ExpiredSubmission>();
        while (true)
        {
            var some = await store.WriteAsync(db => PurgeSomeAsync(db, cancellationToken), cancellationToken);
            purged.AddRange(some);
            if (some.Count == 0)
            {
                break;
            }
        }

        if (purged.Count > 0)
        {
            await store.EmptyLogAsync(cancellationToken);
            await contents.RemoveAsync(cancellationToken);
        }

        return purged;
    }

    private async Task<IReadOnlyList<ExpiredSubmission>> PurgeSomeAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        foreach (var those in await ExpiredAsync(db, cancellationToken))
        {
            if (await those.Take(MostAtOnce).ToListAsync(cancellationToken) is not { Count: > 0 } expired)
            {
                continue;
            }

            var ids = expired.ConvertAll(one => one.Id);
            await (expired[0].Anonymise ? db.AnonymiseAsync(ids, store.Now, cancellationToken) : db.DeleteAsync(ids, store.Now, cancellationToken));
            foreach (var one in expired)
            {
                db.Append(
                    store.Now, one.Anonymise ? AuditTrail.SubmissionAnonymised : AuditTrail.SubmissionDeleted, null, one.DocumentKey,
                    detail: SubmissionReference.Detail(one.Reference));
            }

            return expired;
        }

        return [];
    }

    // By what holds for them: of those with a rule of their own, service by service, and of all others.
    private async Task<IReadOnlyList<IQueryable<ExpiredSubmission>>> ExpiredAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var rules = await db.RetentionRules.AsNoTracking().ToListAsync(cancellationToken);
        var ruled = rules.ConvertAll(rule => rule.DocumentKey);
        return
        [
            .. rules.Select(rule => Expired(db.Submissions.Where(one => one.DocumentKey == rule.DocumentKey), RetentionRule.Of(rule, options.CurrentValue))),
            Expired(db.Submissions.Where(one => !ruled.Contains(one.DocumentKey)), SitesOwn),
        ];
    }

    private IQueryable<ExpiredSubmission> Expired(IQueryable<Submission> those, RetentionTerms terms)
    {
        var before = terms.KeepDays > 0 ? store.Now - TimeSpan.FromDays(terms.KeepDays) : DateTimeOffset.MinValue;
        var anonymise = terms.Anonymise;
        return those.AsNoTracking()
            .Where(one => one.State == SubmissionState.Done && one.DoneAt <= before && one.AnonymisedAt == null)
            .OrderBy(one => one.DoneAt)
            .Select(one => new ExpiredSubmission(one.Id, one.Reference, one.DocumentKey, one.DoneAt!.Value, anonymise));
    }
}
