using System.Text.RegularExpressions;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>What an import does with one field in one culture.</summary>
internal enum FieldOutcome
{
    /// <summary>Nothing is new nationally: whatever stands in the document, stands.</summary>
    NothingNew,

    /// <summary>Only the national text changed: it is taken over into the draft.</summary>
    Take,

    /// <summary>The document already says the same as the new national text.</summary>
    Agrees,

    /// <summary>Both changed: they are merged where they do not touch each other (<see cref="Takeover"/>); else the municipality's text is kept, and the national change waits for a person.</summary>
    Keep,
}

/// <summary>The three-way decision for one field.</summary>
internal static partial class FieldDecision
{
    /// <summary>Decides from canonical values; empty is a value like any other.</summary>
    /// <param name="alias">The field, or <see cref="ServiceFields.Title"/>.</param>
    /// <param name="atBase">The national value last taken over or agreed with; empty when there never was one.</param>
    /// <param name="local">What the draft has.</param>
    /// <param name="national">What the catalogue has now.</param>
    public static FieldOutcome Decide(string alias, string atBase, string local, string national) =>
        Same(alias, national, atBase) ? FieldOutcome.NothingNew
        : Same(alias, local, national) ? FieldOutcome.Agrees
        : Same(alias, local, atBase) ? FieldOutcome.Take
        : FieldOutcome.Keep;

    /// <summary>Whether two values say the same: white space, entities and the editor's habits of markup are no difference.</summary>
    public static bool Same(string alias, string one, string other)
    {
        if (one == other)
        {
            return true;
        }

        if (alias == ServiceFields.Title)
        {
            return Words(one) == Words(other) || Numbered(one, other) || Numbered(other, one);
        }

        var kind = ServiceFields.Find(alias)?.Kind;
        return kind == FieldKind.Html ? Clean(one) == Clean(other)
            : kind == FieldKind.Links ? Links(one) is { } links && Links(other) is { } others && links.SequenceEqual(others)
            : (kind == FieldKind.LongText || kind == FieldKind.Text) && Words(one) == Words(other);
    }

    // Umbraco numbers a document whose name a sibling has: «Ledsagerbevis (1)». Nobody edited that.
    private static bool Numbered(string one, string other) =>
        one.StartsWith(other, StringComparison.Ordinal) && other.Length > 0 && Number().IsMatch(one[other.Length..]);

    private static string Words(string text) => Spaces().Replace(text, " ").Trim();

    private static string Clean(string html)
    {
        try
        {
            // What the catalogue said and what was taken over from it has been cleaned; what editors wrote, not always.
            return HtmlBlocks.IsClean(html) ? html : HtmlCleaner.Clean(html);
        }
        catch (UncleanableHtmlException)
        {
            return html;
        }
    }

    private static IReadOnlyList<ServiceLink>? Links(string canonical)
    {
        try
        {
            return ServiceLink.Parse(canonical);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^ \([1-9][0-9]{0,3}\)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
