using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>What the command line's merge of three files says.</summary>
/// <param name="Merged">The merged HTML, with the local text in every conflict.</param>
/// <param name="Conflicts">What a person has to choose.</param>
/// <param name="IsCosmetic">Whether all three texts read the same.</param>
internal sealed record MergeReport(string Merged, IReadOnlyList<ReportedConflict> Conflicts, bool IsCosmetic)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The report as JSON, names in camelCase.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>A conflict in a <see cref="MergeReport"/>.</summary>
/// <param name="Base">The region before.</param>
/// <param name="Local">The municipality's.</param>
/// <param name="National">The catalogue's.</param>
/// <param name="Path">Where in the merged text, as <c>ul[1]/li[3]</c>.</param>
internal sealed record ReportedConflict(string Base, string Local, string National, string Path);

/// <summary>The merge as the command line offers it.</summary>
internal static class MergeCommand
{
    /// <summary>Merges three HTML texts, clean or not.</summary>
    /// <exception cref="UncleanableHtmlException">The national text has too many tags, or is too deep.</exception>
    public static MergeReport Run(string baseHtml, string localHtml, string nationalHtml)
    {
        var result = ThreeWayMerge.Merge(FieldKind.Html, baseHtml, localHtml, nationalHtml);
        return new MergeReport(
            result.Value,
            [.. result.Conflicts.Select(conflict => new ReportedConflict(conflict.Base, conflict.Local, conflict.National, conflict.Path))],
            result.Regions.All(region => region.Origin == MergeOrigin.Unchanged));
    }
}
