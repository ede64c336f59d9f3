using Halden.Umbraco.Catalogue;

namespace Halden.Umbraco.Notices;

/// <summary>What an import had to say of a service.</summary>
internal enum ImportNewsKind
{
    /// <summary>The draft took over national changes.</summary>
    Changed,

    /// <summary>A national change waits for a person to choose.</summary>
    Waiting,

    /// <summary>It is no longer in the catalogue.</summary>
    Withdrawn,
}

/// <summary>A service that an import had something new of.</summary>
internal sealed record ImportNews(Guid DocumentKey, string Title, ImportNewsKind Kind)
{
    /// <summary>
    /// What is new in a report. What waited already, or was withdrawn already, stands in every report from then on and
    /// is no news: otherwise a nightly run would write to every owner each night.
    /// </summary>
    /// <param name="report">The run.</param>
    /// <param name="before">The completed run of the same source before it, if there was one.</param>
    public static IReadOnlyList<ImportNews> Of(ImportReport report, ImportReport? before)
    {
        var known = (before?.Items ?? []).Where(row => row.Outcome == ImportOutcome.Withdrawn).Select(row => (row.DocumentKey, string.Join(' ', row.Cultures))).ToHashSet();
        return
        [
            .. from row in report.Items
               where row.DocumentKey is not null
               let kind = row.Outcome switch
               {
                   ImportOutcome.Updated => row.Kept.Count > 0 ? ImportNewsKind.Waiting : ImportNewsKind.Changed,
                   ImportOutcome.Kept => ImportNewsKind.Waiting,
                   ImportOutcome.Withdrawn when !known.Contains((row.DocumentKey, string.Join(' ', row.Cultures))) => ImportNewsKind.Withdrawn,
                   _ => (ImportNewsKind?)null,
               }
               where kind is not null
               select new ImportNews(row.DocumentKey!.Value, row.Title ?? string.Empty, kind.Value),
        ];
    }
}
