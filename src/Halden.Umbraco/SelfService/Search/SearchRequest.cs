using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>What the address of a search says. What makes no sense counts as absent.</summary>
/// <param name="Culture">Culture of the page.</param>
/// <param name="Text">What is looked for; empty for nothing yet.</param>
/// <param name="Theme">Only under this theme; null for all.</param>
/// <param name="OnlineOnly">Only what has an electronic form.</param>
/// <param name="Page">From one.</param>
internal sealed record SearchRequest(string Culture, string Text, string? Theme, bool OnlineOnly, int Page)
{
    public const string TextName = "q";
    public const string ThemeName = "tema";
    public const string OnlineName = "nett";
    public const string PageName = "side";

    /// <summary>Services on a page.</summary>
    public const int PageSize = 10;

    private const int MostPages = 1000;

    public bool IsFiltered => Theme is not null || OnlineOnly;

    public static SearchRequest Of(IQueryCollection query, string culture)
    {
        var text = query[TextName].FirstOrDefault() ?? string.Empty;
        var theme = query[ThemeName].FirstOrDefault();
        return new SearchRequest(
            culture,
            Readable(text),
            theme is { Length: > 0 } && SelfService.Slug.IsWellFormed(theme) ? theme : null,
            query[OnlineName].FirstOrDefault() == "1",
            int.TryParse(query[PageName].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= MostPages ? page : 1);
    }

    /// <summary>The address of this search.</summary>
    public string Address()
    {
        var query = new QueryBuilder();
        if (Text.Length > 0)
        {
            query.Add(TextName, Text);
        }

        if (Theme is not null)
        {
            query.Add(ThemeName, Theme);
        }

        if (OnlineOnly)
        {
            query.Add(OnlineName, "1");
        }

        if (Page > 1)
        {
            query.Add(PageName, Page.ToString(CultureInfo.InvariantCulture));
        }

        return SelfServicePaths.Search(Culture) + query;
    }

    // As people can read it: without signs that steer or are no characters, on one line, and not longer than anything one looks for.
    internal static string Readable(string text)
    {
        var whole = text.Length > LuceneSearch.LongestText ? text[..LuceneSearch.LongestText] : text;
        return string.Join(' ', string.Concat(whole.EnumerateRunes().Select(rune =>
            System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune.Value == 0xFFFD ? " " : rune.ToString()))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
