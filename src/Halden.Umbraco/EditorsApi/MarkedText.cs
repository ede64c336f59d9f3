using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Two values of a field in one text for a person to read: <c>del</c> round what went, <c>ins</c> round what came.</summary>
internal static class MarkedText
{
    private static readonly Label Yes = new("Ja", "Ja", "Yes");

    private static readonly Label No = new("Nei", "Nei", "No");

    /// <summary>HTML that is safe to show.</summary>
    public static string Of(FieldKind kind, string before, string after, string language)
    {
        var comparison = kind == FieldKind.Html ? WordDiff.Compare(before, after) : WordDiff.CompareText(Shown(kind, before, language), Shown(kind, after, language));
        return string.Concat(comparison.Runs.Select(run => run.Change switch
        {
            WordChange.Deleted => $"<del>{run.Html}</del>",
            WordChange.Inserted => $"<ins>{run.Html}</ins>",
            _ => run.Html,
        }));
    }

    private static string Shown(FieldKind kind, string value, string language) =>
        kind == FieldKind.Links ? string.Join('\n', ServiceLink.Parse(value).Select(link => $"{link.Title} ({link.Url})"))
        : kind == FieldKind.Flag ? value switch { "true" => Yes.In(language), "false" => No.In(language), _ => string.Empty }
        : value;
}
