using System.Net;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>What there is to read in a field, without what it is written with.</summary>
internal static class PlainText
{
    private static readonly string[] Unseen = ["script", "style", "template", "iframe", "noscript"];

    public static string Of(ServiceField field, string value) =>
        field.Kind == FieldKind.Html ? OfHtml(value)
        : field.Kind == FieldKind.Links ? string.Join('\n', ServiceLink.Parse(value).Select(link => link.Title))
        : value;

    /// <summary>The text of some HTML, white space collapsed. Elements that stand for themselves are apart; what is no text is left out.</summary>
    /// <remarks>It reads what the editors' cleaned HTML may have. Whatever else it gets becomes text at worst, and is shown as text.</remarks>
    public static string OfHtml(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            Append(text, WebUtility.HtmlDecode(tag < 0 ? html[at..] : html[at..tag]));
            if (tag < 0)
            {
                break;
            }

            if (string.CompareOrdinal(html, tag, "<!--", 0, 4) == 0)
            {
                at = After(html, "-->", tag + 4);
                continue;
            }

            var name = Name(html, tag + 1);
            at = After(html, ">", tag);
            if (Unseen.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                at = After(html, ">", After(html, $"</{name}", at));
            }
            else if (!IsInline(name))
            {
                Append(text, " ");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, string piece)
    {
        foreach (var sign in piece)
        {
            if (!char.IsWhiteSpace(sign))
            {
                text.Append(sign);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }
    }

    private static string Name(string html, int at)
    {
        var from = at < html.Length && html[at] == '/' ? at + 1 : at;
        var to = from;
        while (to < html.Length && char.IsAsciiLetterOrDigit(html[to]))
        {
            to++;
        }

        return html[from..to];
    }

    private static int After(string html, string end, int from) =>
        from < html.Length && html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found ? found + end.Length : html.Length;

    private static bool IsInline(string name) => name.ToLowerInvariant() is "a" or "b" or "strong" or "i" or "em" or "span" or "sub" or "sup" or "u" or "abbr";
}
