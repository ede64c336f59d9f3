using Halden.Umbraco.Register;

namespace Halden.Umbraco.Reviews;

/// <summary>When a public description must be looked at again.</summary>
/// <param name="DueAt">The day.</param>
/// <param name="IsDue">It is that day soon (<see cref="Notice"/>), or past.</param>
/// <param name="IsOverdue">That day is past.</param>
/// <param name="IsToBeUnpublished">So long past that the department wants it taken down.</param>
internal sealed record ReviewDate(DateOnly DueAt, bool IsDue, bool IsOverdue, bool IsToBeUnpublished)
{
    /// <summary>How many days before the review one is reminded.</summary>
    public const int Notice = 30;

    /// <summary>The review of a service, or null where its department asks for none or nothing is approved.</summary>
    /// <param name="entry">Who answers for it, with its department.</param>
    /// <param name="approvedAt">When the text that is public was approved; null where none is.</param>
    /// <param name="today">The day it is.</param>
    public static ReviewDate? Of(RegisterEntry? entry, DateTimeOffset? approvedAt, DateOnly today)
    {
        if (entry?.Department is not { ReviewMonths: { } months } department || approvedAt is not { } approved)
        {
            return null;
        }

        var from = entry.ReviewedAt > approved ? entry.ReviewedAt.Value : approved;
        var due = DateOnly.FromDateTime(from.UtcDateTime).AddMonths(months);
        return new ReviewDate(
            due,
            today >= due.AddDays(-Notice),
            today > due,
            department.UnpublishOverdueAfterDays is { } days && today > due.AddDays(days));
    }
}
