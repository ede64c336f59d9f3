using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.SelfService.Lovdata;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// HTML of a field made fit for the public: clean, its links to other documents resolved, and for a page also its
/// headings one level below the field's own and the design system's classes in place.
/// </summary>
internal static partial class PublicHtml
{
    private const int FieldHeadingLevel = 3;

    // Making one costs more than parsing a text, and a parser that is given none makes one.
    private static readonly IConfiguration Parsing = Configuration.Default;

    /// <summary>For the JSON API; empty where nothing to read is left.</summary>
    /// <param name="html">As the editor left it.</param>
    /// <param name="address">Public address of a document or a file, or null where it is not public.</param>
    /// <param name="linksLaws">Whether the acts and regulations that it names are linked to Lovdata.</param>
    public static string ForApi(string html, Func<Guid, string?> address, bool linksLaws = false)
    {
        var clean = Clean(html);
        return clean.Length == 0 ? clean : Rewrite(clean, body => Link(body, address, linksLaws));
    }

    /// <summary>For a page; empty where nothing to read is left.</summary>
    /// <inheritdoc cref="ForApi"/>
    public static string ForPage(string html, string culture, Func<Guid, string?> address, bool linksLaws = false)
    {
        var clean = Clean(html);
        return clean.Length == 0 ? clean : Rewrite(clean, body =>
        {
            Link(body, address, linksLaws);
            Decorate(body, culture);
        });
    }

    /// <summary>The documents and files that a field's value links to.</summary>
    public static IEnumerable<Guid> LinkedKeys(string value)
    {
        foreach (Match match in DocumentLink().Matches(value))
        {
            if (Guid.TryParse(match.Groups["key"].ValueSpan, out var key))
            {
                yield return key;
            }
        }
    }

    /// <summary>Where a link leads in public: the address itself, the public address of a document or a file, or null where it leads nowhere.</summary>
    public static string? Resolve(string href, Func<Guid, string?> address)
    {
        var match = DocumentLink().Match(href);
        if (match.Success)
        {
            return Guid.TryParse(match.Groups["key"].ValueSpan, out var key) && address(key) is { } path
                ? path + href[(match.Index + match.Length)..]
                : null;
        }

        // What else Umbraco links to by key (members, say) has no address.
        return href.Contains("localLink:", StringComparison.OrdinalIgnoreCase) || !IsSafe(href) ? null : href;
    }

    private static bool IsSafe(string href) => href.StartsWith('#') || ServiceLink.IsSafeUrl(href);

    // Mostly it was cleaned when it was saved, which is soon seen; what an editor of Umbraco's left may be anything.
    private static string Clean(string html) => HtmlBlocks.IsClean(html) ? html : HtmlCleaner.Clean(html);

    private static string Rewrite(string html, Action<IElement> change)
    {
        var document = new HtmlParser(default, BrowsingContext.New(Parsing)).ParseDocument($"<body>{html}");
        var body = document.Body!;
        change(body);
        return string.IsNullOrWhiteSpace(body.TextContent) && body.QuerySelector("img") is null ? string.Empty : body.InnerHtml.Trim();
    }

    private static void Link(IElement body, Func<Guid, string?> address, bool linksLaws)
    {
        ResolveLinks(body, address);
        if (linksLaws)
        {
            LinkLaws(body);
        }
    }

    private static void LinkLaws(IElement body)
    {
        foreach (var text in body.Descendants<IText>().Where(text => text.Ancestors<IElement>().All(element => element.LocalName != "a")).ToList())
        {
            // From the end, so that what comes before stays where it is.
            foreach (var citation in LawCitations.In(text.Data).Reverse())
            {
                _ = text.Split(citation.Index + citation.Length);
                var named = text.Split(citation.Index);
                var link = body.Owner!.CreateElement("a");
                link.SetAttribute("href", citation.Url);
                link.TextContent = named.Data;
                named.Parent!.ReplaceChild(link, named);
            }
        }
    }

    private static void ResolveLinks(IElement body, Func<Guid, string?> address)
    {
        foreach (var link in body.QuerySelectorAll("a").ToList())
        {
            var target = link.GetAttribute("href") is { } href ? Resolve(href, address) : null;
            if (target is null || (string.IsNullOrWhiteSpace(link.TextContent) && link.QuerySelector("img[alt]:not([alt=''])") is null))
            {
                // Plain text: a link that leads nowhere, or that nobody can name, is worse than none.
                link.Replace([.. link.ChildNodes]);
                continue;
            }

            link.SetAttribute("href", target);
            link.RemoveAttribute("type");
            link.RemoveAttribute("target");
        }
    }

    private static void Decorate(IElement body, string culture)
    {
        foreach (var element in body.QuerySelectorAll("[id], [style], [class], [name]"))
        {
            // A page has many fields; what a field calls its parts must not clash with another's.
            foreach (var name in (string[])["id", "style", "class", "name"])
            {
                element.RemoveAttribute(name);
            }
        }

        foreach (var link in body.QuerySelectorAll("a[href^='#']").ToList())
        {
            link.Replace([.. link.ChildNodes]);
        }

        foreach (var empty in body.QuerySelectorAll("h1, h2, h3, h4, h5, h6, p, li, ul, ol").Reverse().ToList())
        {
            if (string.IsNullOrWhiteSpace(empty.TextContent) && empty.QuerySelector("img") is null)
            {
                empty.Remove();
            }
        }

        LowerHeadings(body);
        foreach (var image in body.QuerySelectorAll("img:not([alt])"))
        {
            image.SetAttribute("alt", string.Empty);
        }

        AddClass(body, "p", "ds-paragraph");
        AddClass(body, "a", "ds-link");
        AddClass(body, "ul, ol", "ds-list");
        AddClass(body, "h4, h5, h6", "ds-heading");
        foreach (var table in body.QuerySelectorAll("table").ToList())
        {
            table.ClassName = "ds-table";
            // Wider than a telephone, it scrolls by itself: with the keyboard too, and under a name.
            var frame = table.Owner!.CreateElement("section");
            frame.ClassName = "halden-table";
            frame.SetAttribute("tabindex", "0");
            frame.SetAttribute("aria-label", SelfServiceTexts.Table.In(culture));
            table.Replace(frame);
            frame.AppendChild(table);
        }
    }

    // Whatever levels the editor used, the first becomes the one below the field's heading, and none is skipped on the way down.
    private static void LowerHeadings(IElement body)
    {
        var headings = body.QuerySelectorAll("h1, h2, h3, h4, h5, h6").ToList();
        var levels = headings.Select(heading => heading.LocalName[1] - '0').Distinct().Order().ToList();
        var previous = FieldHeadingLevel;
        foreach (var heading in headings)
        {
            var rank = FieldHeadingLevel + 1 + levels.IndexOf(heading.LocalName[1] - '0');
            previous = Math.Min(Math.Min(rank, previous + 1), 6);
            var lowered = heading.Owner!.CreateElement($"h{previous}");
            heading.Replace(lowered);
            lowered.Append([.. heading.ChildNodes]);
        }
    }

    private static void AddClass(IElement body, string selector, string name)
    {
        foreach (var element in body.QuerySelectorAll(selector))
        {
            element.ClassName = name;
        }
    }

    [GeneratedRegex("""/?(?:\{|%7B)localLink:(?:umb://(?:document|media)/)?(?<key>[0-9a-f-]{32,36})(?:\}|%7D)|/umbraco-document/(?<key>[0-9a-f-]{36})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DocumentLink();
}
