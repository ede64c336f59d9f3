using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using Ganss.Xss;
using Halden.Umbraco.Catalogue.Merge;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>The HTML is built so that cleaning it would cost more than any real text is worth: too many tags, or too deep.</summary>
internal sealed class UncleanableHtmlException() : Exception(Text.Nb)
{
    /// <summary>What is wrong and what to do, for an editor; the message is it in bokmål.</summary>
    public static Label Text { get; } = new(
        "Teksten har for mange eller for dypt nøstede HTML-koder til å kunne leses. Lim den inn på nytt som ren tekst.",
        "Teksten har for mange eller for djupt nøsta HTML-kodar til å kunne lesast. Lim han inn på nytt som rein tekst.",
        "The text has too many HTML tags, or tags nested too deeply, to be read. Paste it again as plain text.");
}

/// <summary>Cleans HTML that came from outside to the elements, attributes and address schemes that a service description may have.</summary>
/// <remarks>
/// Two lines of defence: HtmlSanitizer removes what is not allowed from the document, and what is left is written anew
/// by <see cref="Markup"/>, which knows no other elements and attributes than those on the list. Written anew, two texts
/// that differ only in white space, entities, attribute order or needless paragraphs become the same string, so that
/// comparing cleaned values tells a real change from a cosmetic one.
/// Safe for concurrent use.
/// </remarks>
internal static partial class HtmlCleaner
{
    // A description in the catalogue has tens of tags. The limits stand far above that, and below what makes the
    // parser's quadratic cases (open elements in scope, formatting elements opened anew in every paragraph) felt.
    private const int MaxTags = 20_000;
    private const int MaxDepth = 200;
    private const int MaxOpenFormatting = 32;

    // Elements whose text was never meant to be read on a page.
    private static readonly FrozenSet<string> Dropped = FrozenSet.ToFrozenSet(
        [
            "script", "style", "iframe", "object", "embed", "applet", "svg", "math", "template", "noscript", "noembed",
            "noframes", "xmp", "plaintext", "title", "head", "link", "meta", "base", "select", "textarea", "button", "input",
            "canvas", "audio", "video", "map", "frameset",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Blocks =
    [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
        // Never written; they only say where a paragraph ends.
        "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "center", "figure",
        "figcaption", "form", "fieldset", "legend", "details", "summary", "hr", "pre", "dir", "menu",
    ];

    private static readonly FrozenSet<string> Formatting =
        ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    // Elements that HTML closes by itself, or that hold nothing: leaving them open makes nothing deeper.
    private static readonly FrozenSet<string> ClosedByThemselves =
    [
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "a",
        "br", "hr", "img", "input", "col", "wbr", "meta", "link", "base", "area", "embed", "source", "track", "param",
        "html", "head", "body",
    ];

    // Making one costs more than parsing a text; it never changes, and every text has a context of its own.
    private static readonly IConfiguration Parsing = Configuration.Default;

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>The clean HTML; empty where nothing to read is left. Cleaning twice changes nothing more.</summary>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep; the message is for an editor.</exception>
    public static string Clean(string html)
    {
        var clean = Once(html);
        for (var round = 0; round < 4; round++)
        {
            // What a browser makes of our output must be our output. Mostly that is plain to see; else it is parsed and
            // written again until it stands still.
            if (HtmlBlocks.IsClean(clean))
            {
                return clean;
            }

            var again = Once(clean);
            if (again == clean)
            {
                return clean;
            }

            clean = again;
        }

        var text = new StringBuilder();
        foreach (var line in Text(clean).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("<p>");
            Markup.Escape(line, text);
            text.Append("</p>");
        }

        return text.ToString();
    }

    /// <summary>The text of some HTML, a line for each block and line break, without markup; empty where there is none.</summary>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static string Text(string html)
    {
        var text = new StringBuilder();
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            text.Append(Markup.Readable(html));
        }
        else if (Parse(html).Body is { } body)
        {
            Read(body, text);
        }

        return string.Join('\n', text.ToString()
            .Split('\n')
            .Select(line => Spaces().Replace(line, " ").Trim())
            .Where(line => line.Length > 0));
    }

    /// <summary>Whether a link may lead there: http, https, mailto, tel, a path on this site, or Umbraco's own link to a document.</summary>
    internal static bool IsSafeHref(string href) => IsLocalLink(href) || ServiceLink.IsSafeUrl(href);

    /// <summary>Whether it is Umbraco's own link to a document or a media item, the only kind that says what it leads to.</summary>
    internal static bool IsLocalLink(string href) => LocalLink().IsMatch(href);

    private static string Once(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return Markup.Paragraph(html);
        }

        var document = Parse(html);
        if (document.Body is not { } body)
        {
            return string.Empty;
        }

        Sanitizer.SanitizeDom(document, body, string.Empty);
        return Markup.Write(body);
    }

    private static IHtmlDocument Parse(string html)
    {
        var limits = new Limits();
        var options = new HtmlParserOptions
        {
            SkipComments = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            OnToken = (token, _) => limits.Count(token.Type, token.Name.ToString()),
        };
        var parser = new HtmlParser(options, BrowsingContext.New(Parsing));
        var document = parser.ParseDocument("<!doctype html><html><body>" + html);
        foreach (var dropped in document.All.Where(element => Dropped.Contains(element.LocalName)).ToList())
        {
            dropped.Remove();
        }

        return document;
    }

    private static void Read(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText part)
            {
                text.Append(Markup.Readable(part.Data));
            }
            else if (child is IElement element)
            {
                var breaks = element.LocalName == "br" || Blocks.Contains(element.LocalName);
                text.Append(breaks ? "\n" : string.Empty);
                Read(element, text);
                text.Append(breaks ? "\n" : string.Empty);
            }
        }
    }

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Blocks.Concat(["br", "strong", "b", "em", "i", "a", "abbr", "span", "sub", "sup"]), StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(
                ["href", "title", "hreflang", "lang", "dir", "rel", "type", "data-culture", "scope", "colspan", "rowspan"],
                StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        })
        {
            // An unknown element's text stays; that of scripts and the like went before.
            KeepChildNodes = true,
        };
        return sanitizer;
    }

    // Not \s: a no-break space is there on purpose.
    [GeneratedRegex("[ \t\n\f\r]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^/\{localLink:(umb://(document|media)/)?[0-9a-fA-F-]{32,36}\}([?#][^\s""<>]*)?$")]
    private static partial Regex LocalLink();

    /// <summary>Follows the parser's tokens and stops it before a text built to be expensive becomes so.</summary>
    private sealed class Limits
    {
        private readonly Dictionary<string, int> _open = [];
        private int _tags;
        private int _depth;
        private int _formatting;

        public void Count(HtmlTokenType type, string name)
        {
            if (type is not (HtmlTokenType.StartTag or HtmlTokenType.EndTag))
            {
                return;
            }

            var start = type == HtmlTokenType.StartTag;
            if (++_tags > MaxTags)
            {
                throw new UncleanableHtmlException();
            }

            if (ClosedByThemselves.Contains(name))
            {
                return;
            }

            var open = _open.GetValueOrDefault(name);
            if (!start && open == 0)
            {
                return;
            }

            var step = start ? 1 : -1;
            _open[name] = open + step;
            _depth += step;
            _formatting += Formatting.Contains(name) ? step : 0;
            if (_depth > MaxDepth || _formatting > MaxOpenFormatting)
            {
                throw new UncleanableHtmlException();
            }
        }
    }

    /// <summary>Writes a parsed text with the allowed elements in their allowed places, and nothing else.</summary>
    private static partial class Markup
    {
        public static string Paragraph(string text)
        {
            var flow = new Flow();
            flow.Add(new Part(Readable(text)));
            return Write(flow.End());
        }

        public static string Write(IElement body) => Write(FlowOf(body));

        /// <summary>The text without controls that nobody can see but that can turn the reading order, break words or hide text.</summary>
        public static string Readable(string text)
        {
            if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return text;
            }

            var readable = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (char.IsSurrogate(c))
                {
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        readable.Append(c).Append(text[++i]);
                    }

                    // Half a character cannot be stored as UTF-8.
                    continue;
                }

                var unseen = c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
                    or '\u200B' or '\u2060' or '\uFEFF' or '\u180E' or '\uFFFE' or '\uFFFF'
                    || (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f'));
                if (!unseen)
                {
                    readable.Append(c);
                }
            }

            return readable.ToString();
        }

        public static void Escape(string text, StringBuilder markup, bool inAttribute = false)
        {
            foreach (var c in text)
            {
                _ = c switch
                {
                    '&' => markup.Append("&amp;"),
                    '<' => markup.Append("&lt;"),
                    '>' => markup.Append("&gt;"),
                    '"' when inAttribute => markup.Append("&quot;"),
                    _ => markup.Append(c),
                };
            }
        }

        private static string Write(List<Part> parts)
        {
            if (!parts.Exists(part => part.HasText))
            {
                return string.Empty;
            }

            var markup = new StringBuilder();
            parts.ForEach(part => part.Write(markup));
            return markup.ToString();
        }

        private static List<Part> FlowOf(INode parent)
        {
            var flow = new Flow();
            Walk(parent, flow, []);
            return flow.End();
        }

        /// <summary>Puts what is in a block into the flow; <paramref name="around"/> are inline elements that had blocks inside and now stand inside each of them.</summary>
        private static void Walk(INode parent, Flow flow, IReadOnlyList<IElement> around)
        {
            foreach (var node in parent.ChildNodes)
            {
                if (node is IText text)
                {
                    flow.Add(Around(around, [new Part(Readable(text.Data))]));
                }
                else if (node is IElement element)
                {
                    Walk(element, element.LocalName, flow, around);
                }
            }
        }

        private static void Walk(IElement element, string name, Flow flow, IReadOnlyList<IElement> around)
        {
            switch (name)
            {
                case "p" when !HasBlock(element):
                    flow.Break();
                    flow.Add(Around(around, Inline(element, [])));
                    flow.Break(Attributes(element, "p"));
                    break;
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                    var heading = name is "h1" or "h2" ? "h3" : name;
                    flow.AddBlock(new Part(heading, Attributes(element, heading), Tidy(Around(around, Inline(element, [])))));
                    break;
                case "ul" or "ol":
                    flow.AddBlock(List(element, name));
                    break;
                case "li":
                    flow.AddStray("ul", Holder(element, "li"));
                    break;
                case "dl":
                    flow.AddBlock(Definitions(element));
                    break;
                case "dt" or "dd":
                    flow.AddStray("dl", Definition(element));
                    break;
                case "blockquote":
                    flow.AddBlock(new Part(name, Attributes(element, name), FlowOf(element)));
                    break;
                case "table":
                    flow.AddBlock(Table(element));
                    break;
                case var _ when Blocks.Contains(name):
                    flow.Break();
                    Walk(element, flow, around);
                    flow.Break();
                    break;
                case var _ when HasBlock(element):
                    Walk(element, flow, [.. around, element]);
                    break;
                default:
                    flow.Add(Around(around, InlineElement(element, [])));
                    break;
            }
        }

        private static bool HasBlock(IElement element) => element.Descendants<IElement>().Any(inner => Blocks.Contains(inner.LocalName));

        private static List<Part> Around(IReadOnlyList<IElement> around, List<Part> parts)
        {
            for (var i = around.Count - 1; i >= 0; i--)
            {
                parts = Element(around[i], parts, []);
            }

            return parts;
        }

        private static List<Part> Inline(INode parent, IReadOnlyList<string> inside)
        {
            List<Part> parts = [];
            foreach (var node in parent.ChildNodes)
            {
                if (node is IText text)
                {
                    parts.Add(new Part(Readable(text.Data)));
                }
                else if (node is IElement element && Blocks.Contains(element.LocalName))
                {
                    parts.AddRange([new Part(" "), .. Inline(element, inside), new Part(" ")]);
                }
                else if (node is IElement inline)
                {
                    parts.AddRange(InlineElement(inline, inside));
                }
            }

            return parts;
        }

        private static List<Part> InlineElement(IElement element, IReadOnlyList<string> inside) =>
            element.LocalName == "br" ? [new Part("br", [], [])]
            : Element(element, Inline(element, [.. inside, Name(element)]), inside);

        /// <summary>The inline element round the parts, or the parts alone where it would say nothing.</summary>
        private static List<Part> Element(IElement element, List<Part> parts, IReadOnlyList<string> inside)
        {
            var name = Name(element);
            var attributes = Attributes(element, name);
            var says = name switch
            {
                "strong" or "em" or "sub" or "sup" or "abbr" => !inside.Contains(name),
                "a" => attributes.Exists(attribute => attribute.Name == "href") && !inside.Contains(name),
                "span" => attributes.Count > 0,
                _ => false,
            };
            return says && parts.Exists(part => part.HasText) ? [new Part(name, attributes, parts)] : parts;
        }

        private static string Name(IElement element) => element.LocalName switch
        {
            "b" => "strong",
            "i" => "em",
            var name => name,
        };

        private static Part List(IElement list, string name)
        {
            List<Part> items = [];
            foreach (var node in list.ChildNodes)
            {
                if (node is IElement { LocalName: "li" } item)
                {
                    items.Add(Holder(item, "li"));
                }
                else if (node is IElement { LocalName: "ul" or "ol" } nested && items.Count > 0)
                {
                    // The way word processors nest lists; HTML wants the inner list inside the item.
                    items[^1].Children.Add(List(nested, nested.LocalName));
                }
                else
                {
                    var flow = new Flow();
                    if (node is IElement element)
                    {
                        Walk(element, element.LocalName, flow, []);
                    }
                    else if (node is IText text)
                    {
                        flow.Add(new Part(Readable(text.Data)));
                    }

                    items.Add(new Part("li", [], Loose(flow.End())));
                }
            }

            return new Part(name, Attributes(list, name), [.. items.Where(item => item.HasText)]);
        }

        private static Part Definitions(IElement list)
        {
            List<Part> parts = [];
            foreach (var child in list.QuerySelectorAll("dt,dd").Where(child => child.Closest("dl") == list))
            {
                parts.Add(Definition(child));
            }

            return new Part("dl", Attributes(list, "dl"), [.. parts.Where(part => part.HasText)]);
        }

        private static Part Definition(IElement element) => element.LocalName == "dt"
            ? new Part("dt", Attributes(element, "dt"), Tidy(Inline(element, [])))
            : Holder(element, "dd");

        private static Part Table(IElement table)
        {
            List<Part> parts = [];
            if (table.Children.FirstOrDefault(child => child.LocalName == "caption") is { } caption)
            {
                parts.Add(new Part("caption", Attributes(caption, "caption"), Tidy(Inline(caption, []))));
            }

            var rows = table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table).ToLookup(row => row.ParentElement?.LocalName switch
            {
                "thead" => 0,
                "tfoot" => 2,
                _ => 1,
            });
            parts.Add(new Part("thead", [], [.. rows[0].Select(Row)]));
            parts.Add(new Part("tbody", [], [.. rows[1].Concat(rows[2]).Select(Row)]));
            return new Part("table", Attributes(table, "table"), [.. parts.Where(part => part.HasText)]);
        }

        // A cell without text holds its place; a row without any does not.
        private static Part Row(IElement row)
        {
            List<Part> cells = [.. row.Children.Where(cell => cell.LocalName is "th" or "td").Select(cell => Holder(cell, cell.LocalName))];
            return new Part("tr", [], cells.Exists(cell => cell.HasText) ? cells : []);
        }

        private static Part Holder(IElement element, string name) => new(name, Attributes(element, name), Loose(FlowOf(element)));

        /// <summary>A lone paragraph first in an item or cell says no more than its text; editors add and remove it at will.</summary>
        private static List<Part> Loose(List<Part> blocks) =>
            blocks is [{ Name: "p", Attributes.Count: 0 } first, .. var rest] && !rest.Exists(block => block.Name == "p")
                ? [.. first.Children, .. rest]
                : blocks;

        private static List<(string Name, string Value)> Attributes(IElement element, string name)
        {
            List<(string Name, string Value)> attributes = [];
            void Keep(string attribute, Func<string, string?> value)
            {
                if (element.GetAttribute(attribute) is { } raw && value(Spaces().Replace(Readable(raw), " ").Trim()) is { Length: > 0 } kept)
                {
                    attributes.Add((attribute, kept));
                }
            }

            if (name == "a")
            {
                Keep("href", Href);
                var local = attributes is [(_, var href)] && IsLocalLink(href);
                Keep("hreflang", Language);
                Keep("rel", value => string.Join(' ', Words().Matches(value.ToLowerInvariant()).Select(word => word.Value).Distinct()));

                // Umbraco resolves /{localLink:…} only where the link says what it leads to.
                Keep("type", value => local && value is "document" or "media" ? value : null);
                Keep("data-culture", value => local ? Language(value) : null);
            }

            if (name is "a" or "abbr")
            {
                Keep("title", value => value);
            }

            if (name is "th" or "td")
            {
                Keep("colspan", Span);
                Keep("rowspan", Span);
            }

            if (name == "th")
            {
                Keep("scope", value => value.ToLowerInvariant() is "row" or "col" or "rowgroup" or "colgroup" ? value.ToLowerInvariant() : null);
            }

            Keep("lang", Language);
            Keep("dir", value => value.ToLowerInvariant() is "ltr" or "rtl" or "auto" ? value.ToLowerInvariant() : null);
            attributes.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return attributes;
        }

        // Browsers leave out tabs and line breaks inside an address; so must the check.
        private static string? Href(string value)
        {
            var href = value.Replace(" ", "%20", StringComparison.Ordinal);
            return IsSafeHref(href) ? href : null;
        }

        private static string? Language(string value) => LanguageTag().IsMatch(value) ? value : null;

        private static string? Span(string value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span is > 1 and <= 1000
                ? span.ToString(CultureInfo.InvariantCulture)
                : null;

        /// <summary>White space as a browser shows it: one space between words, none at the edges and at line breaks.</summary>
        private static List<Part> Tidy(List<Part> run)
        {
            List<Part> leaves = [];
            void Collect(Part part)
            {
                if (part.Name is null or "br")
                {
                    leaves.Add(part);
                }

                part.Children.ForEach(Collect);
            }

            run.ForEach(Collect);
            var atEdge = true;
            foreach (var leaf in leaves)
            {
                if (leaf.Name is not null)
                {
                    atEdge = true;
                    continue;
                }

                leaf.Value = Spaces().Replace(leaf.Value, " ");
                if (atEdge && leaf.Value.StartsWith(' '))
                {
                    leaf.Value = leaf.Value[1..];
                }

                atEdge = leaf.Value.Length == 0 ? atEdge : leaf.Value.EndsWith(' ');
            }

            atEdge = true;
            foreach (var leaf in Enumerable.Reverse(leaves))
            {
                if (leaf.Name is not null)
                {
                    atEdge = true;
                    continue;
                }

                leaf.Value = atEdge ? leaf.Value.TrimEnd(' ') : leaf.Value;
                atEdge = atEdge && leaf.Value.Length == 0;
            }

            run.RemoveAll(part => part is { Name: null, Value.Length: 0 });
            while (run is [{ Name: "br" }, ..])
            {
                run.RemoveAt(0);
            }

            while (run is [.., { Name: "br" }])
            {
                run.RemoveAt(run.Count - 1);
            }

            return run;
        }

        [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
        private static partial Regex LanguageTag();

        [GeneratedRegex("[a-z]+")]
        private static partial Regex Words();

        /// <summary>A piece of the output: text (no name), or an element.</summary>
        private sealed class Part
        {
            public Part(string text)
            {
                Value = text;
                Children = [];
                Attributes = [];
            }

            public Part(string name, List<(string Name, string Value)> attributes, List<Part> children)
            {
                Name = name;
                Attributes = attributes;
                Children = children;
            }

            public string? Name { get; }

            public string Value { get; set; } = string.Empty;

            public List<(string Name, string Value)> Attributes { get; }

            public List<Part> Children { get; }

            public bool HasText => !Value.AsSpan().IsWhiteSpace() || Children.Exists(child => child.HasText);

            public void Write(StringBuilder markup)
            {
                if (Name is null)
                {
                    Escape(Value, markup);
                    return;
                }

                markup.Append('<').Append(Name);
                foreach (var (name, value) in Attributes)
                {
                    markup.Append(' ').Append(name).Append("=\"");
                    Escape(value, markup, inAttribute: true);
                    markup.Append('"');
                }

                markup.Append('>');
                if (Name != "br")
                {
                    Children.ForEach(child => child.Write(markup));
                    markup.Append("</").Append(Name).Append('>');
                }
            }
        }

        /// <summary>Blocks after one another; text between them becomes paragraphs.</summary>
        private sealed class Flow
        {
            private readonly List<Part> _blocks = [];
            private List<Part> _run = [];
            private Part? _stray;

            public void Add(Part part) => Add([part]);

            public void Add(List<Part> parts) => _run.AddRange(parts);

            public void Break(List<(string Name, string Value)>? attributes = null)
            {
                var run = Tidy(_run);
                _run = [];
                if (run.Exists(part => part.HasText))
                {
                    _blocks.Add(new Part("p", attributes ?? [], run));
                    _stray = null;
                }
            }

            public void AddBlock(Part block)
            {
                Break();
                if (block.HasText)
                {
                    _blocks.Add(block);
                    _stray = null;
                }
            }

            /// <summary>An item that stands outside its list, or the next one after it.</summary>
            public void AddStray(string list, Part item)
            {
                Break();
                if (!item.HasText)
                {
                    return;
                }

                if (_stray?.Name != list)
                {
                    _stray = new Part(list, [], []);
                    _blocks.Add(_stray);
                }

                _stray.Children.Add(item);
            }

            public List<Part> End()
            {
                Break();
                return _blocks;
            }
        }
    }
}
