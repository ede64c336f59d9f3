using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>Figures of a service.</summary>
/// <param name="Views">How often its page was looked at.</param>
/// <param name="Applications">How many applications were received.</param>
/// <param name="Found">How many found what they looked for.</param>
/// <param name="NotFound">How many did not.</param>
internal sealed record UseFigures(long Views, long Applications, long Found, long NotFound)
{
    /// <summary>The share of those who answered that found what they looked for, from 0 to 1; null where nobody answered.</summary>
    public double? FoundShare => Found + NotFound == 0 ? null : (double)Found / (Found + NotFound);

    public static UseFigures Of(IEnumerable<UseCount> counts)
    {
        var byKind = counts.ToLookup(count => count.Kind, count => count.Count);
        return new(byKind[UseKind.View].Sum(), byKind[UseKind.Application].Sum(), byKind[UseKind.Found].Sum(), byKind[UseKind.NotFound].Sum());
    }
}

/// <summary>Figures of a service over time.</summary>
/// <param name="Total">All together.</param>
/// <param name="Months">Each month, the oldest first, also those without anything; <c>Month</c> is its first day.</param>
/// <param name="Cultures">Each language that has something.</param>
internal sealed record UseOverTime(UseFigures Total, IReadOnlyList<(DateOnly Month, UseFigures Figures)> Months, IReadOnlyList<(string Culture, UseFigures Figures)> Cultures);

/// <summary>What has been counted, in the database. Every node adds its own to what is there.</summary>
internal sealed class UseLedger(HaldenStore store)
{
    /// <summary>How many whole months are kept besides this one.</summary>
    public const int KeepMonths = 24;

    /// <summary>How many months the owner sees, this one included.</summary>
    public const int ShownMonths = 12;

    /// <summary>How many days decide what is used most.</summary>
    public const int RankedDays = 90;

    // So that nobody who writes waits long for us.
    private const int AtATime = 200;

    /// <summary>Adds to what is there, on today's day, some at a time; returns what could not be added, with why.</summary>
    public async Task<(IReadOnlyList<UseIncrement> Left, Exception? Fault)> AddAsync(IReadOnlyList<UseIncrement> increments, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            foreach (var some in increments.Chunk(AtATime))
            {
                await store.WriteAsync(db => AddAsync(db, store.Today, some, cancellationToken), cancellationToken);
                done += some.Length;
            }

            return ([], null);
        }
        catch (Exception fault)
        {
            return ([.. increments.Skip(done)], fault);
        }
    }

    // It has the database to itself for writing (ADR 15): what was not there to be increased is not there when it is added either.
    private static async Task<int> AddAsync(HaldenDbContext db, DateOnly day, IReadOnlyList<UseIncrement> increments, CancellationToken cancellationToken)
    {
        foreach (var (document, culture, kind, more) in increments)
        {
            var increased = await db.UseCounts
                .Where(count => count.DocumentKey == document && count.Day == day && count.Culture == culture && count.Kind == kind)
                .ExecuteUpdateAsync(set => set.SetProperty(count => count.Count, count => count.Count + more), cancellationToken);
            if (increased == 0)
            {
                db.UseCounts.Add(new UseCount { DocumentKey = document, Culture = culture, Day = day, Kind = kind, Count = more });
            }
        }

        return increments.Count;
    }

    /// <summary>Deletes what is older than <see cref="KeepMonths"/>.</summary>
    public Task<int> DeleteOldAsync(CancellationToken cancellationToken)
    {
        var first = FirstOfMonth(store.Today).AddMonths(-KeepMonths);
        return store.WriteAsync(db => db.UseCounts.Where(count => count.Day < first).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    /// <summary>How often each service was used in the last <see cref="RankedDays"/> days: looked at, and applied for.</summary>
    public Task<Dictionary<Guid, long>> UseAsync(CancellationToken cancellationToken)
    {
        var first = store.Today.AddDays(-RankedDays);
        return store.ReadAsync(
            db => db.UseCounts.Where(count => count.Day > first && (count.Kind == UseKind.View || count.Kind == UseKind.Application))
                .GroupBy(count => count.DocumentKey)
                .Select(same => new { same.Key, Count = same.Sum(count => count.Count) })
                .ToDictionaryAsync(service => service.Key, service => service.Count, cancellationToken),
            cancellationToken);
    }

    /// <summary>A service's figures of the last <see cref="ShownMonths"/> months.</summary>
    public async Task<UseOverTime> OfAsync(Guid documentKey, CancellationToken cancellationToken)
    {
        var first = FirstOfMonth(store.Today).AddMonths(1 - ShownMonths);
        var counts = await store.ReadAsync(
            db => db.UseCounts.AsNoTracking().Where(count => count.DocumentKey == documentKey && count.Day >= first).ToListAsync(cancellationToken), cancellationToken);
        var months = counts.ToLookup(count => FirstOfMonth(count.Day));
        return new(
            UseFigures.Of(counts),
            [.. Enumerable.Range(0, ShownMonths).Select(month => first.AddMonths(month)).Select(month => (month, UseFigures.Of(months[month])))],
            [.. counts.GroupBy(count => count.Culture).OrderBy(same => same.Key == "nb-NO" ? string.Empty : same.Key, StringComparer.Ordinal).Select(same => (same.Key, UseFigures.Of(same)))]);
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
