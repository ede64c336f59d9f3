using System.Net;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>Between the plain text of CPSV-AP-NO and the HTML of a service description.</summary>
internal static partial class PlainText
{
    /// <summary>The text as clean HTML: an empty line parts paragraphs, a line break breaks the line, and markup is shown as it is written.</summary>
    public static string ToHtml(string text) => HtmlCleaner.Clean(string.Concat(Paragraphs().Split(text.ReplaceLineEndings("\n").Trim())
        .Select(paragraph => $"<p>{Escape(paragraph.Trim()).Replace("\n", "<br>", StringComparison.Ordinal)}</p>")));

    /// <summary>The HTML as text, a line for each block.</summary>
    public static string FromHtml(string html) => HtmlCleaner.Text(html);

    /// <summary>The text with the characters that HTML has a meaning for written out.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The text on one line.</summary>
    public static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
