using System.Globalization;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// Reads a source for an unattended run: everything the first time in a week, because some changes (a link, a date) do
/// not show in what a catalogue calls changed; otherwise what is new, from a source that can tell.
/// </summary>
/// <remarks>
/// The moment to ask from is the start of the last unattended run that completed, so it moves only after success, and
/// there is no mark to get out of step. A person's upload does not move it: the file may be old. What is new is completed
/// with our own snapshots of what is not, so that an import always gets a whole catalogue, and sees what is withdrawn.
/// </remarks>
internal sealed class CatalogueSchedulePass(IDbContextFactory<HaldenDbContext> databases, TimeProvider clock)
{
    // The catalogue writes its dates without a time zone, and a reading begins before its run does.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private const int RunsLookedAt = 10;

    /// <summary>The whole catalogue, asked for in full or in part. What goes wrong is a <see cref="CatalogueReading.Fault"/>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="zone">Where weeks begin on Monday at midnight.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CatalogueReading> ReadAsync(ICatalogueSource source, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (source is not IChangingCatalogueSource changing
            || await LastAsync(source.Name, cancellationToken) is not { } last
            || Week(last, zone) != Week(clock.GetUtcNow(), zone))
        {
            return await source.ReadAsync(null, cancellationToken);
        }

        var changes = await changing.ReadChangesAsync(last - Overlap, cancellationToken);
        return changes.Reading.Fault is null && changes.Present is { } present
            ? await WithUnchangedAsync(source.Name, changes.Reading, present, cancellationToken)
            : changes.Reading;
    }

    private async Task<DateTimeOffset?> LastAsync(string source, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var runs = await database.ImportRuns.AsNoTracking()
            .Where(run => run.Source == source && run.StartedBy == null && run.FinishedAt != null)
            .OrderByDescending(run => run.StartedAt)
            .Take(RunsLookedAt)
            .Select(run => new { run.StartedAt, run.Report })
            .ToListAsync(cancellationToken);
        return runs.FirstOrDefault(run => ImportReport.FromJson(run.Report) is { Status: ImportStatus.Completed })?.StartedAt;
    }

    private async Task<CatalogueReading> WithUnchangedAsync(string source, CatalogueReading changed, IReadOnlySet<DescriptionKey> present, CancellationToken cancellationToken)
    {
        // A changed service came with all its languages. One of them from a snapshot could lack a field that was
        // unreadable then, and an import would take it for emptied.
        var asked = changed.Items
            .Select(item => item is NationalDescription text ? text.ServiceId : ((UnreadItem)item).ServiceId)
            .OfType<string>()
            .ToHashSet();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var known =
            from link in database.CatalogueLinks.AsNoTracking()
            join snapshot in database.Snapshots.AsNoTracking() on link.SnapshotId equals snapshot.Id
            where link.Source == source
            select new { link.ServiceId, link.Culture, snapshot.SourceVersion, snapshot.Fields };
        await foreach (var text in known.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!asked.Contains(text.ServiceId) && present.Contains(new DescriptionKey(text.ServiceId, text.Culture)))
            {
                changed.Add(new NationalDescription(changed.Count + 1, text.ServiceId, text.Culture, text.SourceVersion, FieldValues.Parse(text.Fields), null, [], []));
            }
        }

        return changed;
    }

    private static (int Year, int Week) Week(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        return (ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));
    }
}
