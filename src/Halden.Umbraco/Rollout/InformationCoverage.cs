namespace Halden.Umbraco.Rollout;

/// <summary>When an audience was last told of each topic.</summary>
/// <param name="Audience">Who.</param>
/// <param name="DepartmentKey">The department, for its director; else null.</param>
/// <param name="Last">The day of each topic, in their order; null for never.</param>
internal sealed record InformationCoverage(InformationAudience Audience, Guid? DepartmentKey, IReadOnlyList<(InformationTopic Topic, DateOnly? Day)> Last)
{
    /// <summary>
    /// Everybody who is to be informed of everything, each department's director by itself. <see cref="InformationAudience.Others"/> are
    /// not: nobody can say what they should have heard.
    /// </summary>
    /// <param name="entries">What has been registered, in any order.</param>
    /// <param name="departments">The departments, in the order they are to be shown.</param>
    public static IReadOnlyList<InformationCoverage> Of(IReadOnlyList<InformationEntry> entries, IReadOnlyList<Guid> departments)
    {
        return
        [
            .. Enum.GetValues<InformationAudience>().Where(audience => audience != InformationAudience.Others).SelectMany(audience => audience == InformationAudience.Director
                ? departments.Select(department => Row(audience, department))
                : [Row(audience, null)]),
        ];

        InformationCoverage Row(InformationAudience audience, Guid? department)
        {
            var heard = entries.Where(entry => entry.Audience == audience && (department is null || entry.DepartmentKey == department)).ToList();
            return new(
                audience,
                department,
                [.. Enum.GetValues<InformationTopic>().Select(topic => (topic, heard.Where(entry => entry.Topics.Contains(topic)).Max(entry => (DateOnly?)entry.Day)))]);
        }
    }
}
