using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>
/// Reads HTML that is written exactly as <see cref="HtmlCleaner"/> writes it, in one pass, and refuses everything else:
/// an unknown element or attribute, an unsafe address, an unescaped sign, needless white space, an empty element.
/// </summary>
/// <remarks>What a rich text editor adds by habit, a paragraph inside a list item or cell, is accepted and left out.</remarks>
internal sealed partial class CleanHtmlReader
{
    // Above what the cleaner lets through, and far below what the stack holds.
    private const int MaxDepth = 250;

    // What the cleaner takes out or collapses.
    private static readonly SearchValues<char> Unclean = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Concat(Enumerable.Range(0x202a, 5)).Concat(Enumerable.Range(0x2066, 4))
            .Concat([0x180e, 0x200b, 0x2060, 0xfeff, 0xfffe, 0xffff]).Select(code => (char)code)]);

    // Where a sentence or a line begins or ends; white space there is needless.
    private const char Edge = '\n';

    private readonly string _html;

    // Elements within the paragraph that is being read, outermost at the bottom.
    private readonly Stack<(string Name, bool HasText)> _open = [];
    private int _at;
    private int _depth;

    private CleanHtmlReader(string html) => _html = html;

    /// <summary>The blocks of the text, or null when it is not in the cleaner's form.</summary>
    public static List<Block>? Read(string html)
    {
        if (html.AsSpan().ContainsAny(Unclean) || HasHalfCharacter(html))
        {
            return null;
        }

        try
        {
            var reader = new CleanHtmlReader(html);
            var blocks = reader.Flow(looseText: false);
            return reader._at == html.Length ? blocks : null;
        }
        catch (NotCleanException)
        {
            return null;
        }
    }

    private static bool HasHalfCharacter(string html)
    {
        for (var i = html.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < html.Length; i++)
        {
            if (char.IsSurrogate(html[i]) && !(char.IsHighSurrogate(html[i]) && i + 1 < html.Length && char.IsLowSurrogate(html[++i])))
            {
                return true;
            }
        }

        return false;
    }

    private List<Block> Flow(bool looseText)
    {
        if (++_depth > MaxDepth)
        {
            throw new NotCleanException();
        }

        List<Block> blocks = [];
        while (_at < _html.Length && !IsNext("</"))
        {
            var name = IsNext("<") ? NameAt(_at + 1) : string.Empty;
            blocks.Add(name switch
            {
                "p" or "h3" or "h4" or "h5" or "h6" => TextBlock(name),
                "ul" or "ol" => Container(name, () => Holder("li")),
                "dl" => Container(name, () => NameAt(_at + 1) == "dt" ? TextBlock("dt") : Holder("dd")),
                "blockquote" => Quote(),
                "table" => Table(),
                _ when looseText => Block.Element("p", string.Empty, Sentences()),
                _ => throw new NotCleanException(),
            });
        }

        _depth--;
        return blocks;
    }

    private Block TextBlock(string name)
    {
        var attributes = Open(name);
        var sentences = Sentences();
        Close(name);
        return Block.Element(name, attributes, sentences);
    }

    private Block Quote()
    {
        var attributes = Open("blockquote");
        var blocks = Flow(looseText: false);
        Close("blockquote");
        return Filled(Block.Element("blockquote", attributes, blocks));
    }

    private Block Holder(string name)
    {
        var attributes = Open(name);
        var blocks = Flow(looseText: true);
        Close(name);
        var holder = Block.Element(name, attributes, blocks);
        return name is "td" or "th" ? holder : Filled(holder);
    }

    private Block Container(string name, Func<Block> child)
    {
        var attributes = Open(name);
        List<Block> children = [];
        while (!IsNext("</"))
        {
            children.Add(child());
        }

        Close(name);
        return Filled(Block.Element(name, attributes, children));
    }

    private Block Table()
    {
        var attributes = Open("table");
        List<Block> children = [];
        if (NameAt(_at + 1) == "caption")
        {
            children.Add(TextBlock("caption"));
        }

        children.AddRange(Rows("thead", Block.HeadRow));
        children.AddRange(Rows("tbody", "tr"));
        Close("table");
        return Filled(Block.Element("table", attributes, children));
    }

    private List<Block> Rows(string section, string rowName)
    {
        List<Block> rows = [];
        if (NameAt(_at + 1) != section)
        {
            return rows;
        }

        Expect($"<{section}>");
        while (!IsNext("</"))
        {
            Expect("<tr>");
            List<Block> cells = [];
            while (!IsNext("</"))
            {
                cells.Add(Holder(NameAt(_at + 1) == "th" ? "th" : "td"));
            }

            Close("tr");
            if (cells.Exists(cell => !cell.IsEmpty))
            {
                rows.Add(Block.Element(rowName, string.Empty, cells));
            }
        }

        Close(section);
        return rows;
    }

    private static Block Filled(Block block) => block.IsEmpty ? throw new NotCleanException() : block;

    /// <summary>Text and elements within a paragraph, up to where the next block begins or this one ends, cut into sentences.</summary>
    private List<Block> Sentences()
    {
        List<Block> sentences = [];
        var separator = " ";
        var start = _at;
        var previous = Edge;
        var before = Edge;

        // The last sentence ended with a space, and nothing has come after it yet.
        var isAfterSpace = false;

        void End(string next)
        {
            if (_at == start)
            {
                throw new NotCleanException();
            }

            sentences.Add(Block.Sentence(_html[start.._at], separator));
            separator = next;
        }

        while (_at < _html.Length)
        {
            if (IsNext("</"))
            {
                if (!_open.TryPop(out var element))
                {
                    break;
                }

                if (!element.HasText)
                {
                    throw new NotCleanException();
                }

                Close(element.Name);
            }
            else if (IsNext("<br>"))
            {
                if (previous == ' ' || isAfterSpace || (sentences.Count == 0 && _at == start))
                {
                    throw new NotCleanException();
                }

                if (_open.Count > 0)
                {
                    _at += 4;
                }
                else
                {
                    if (_at == start)
                    {
                        separator += "<br>";
                    }
                    else
                    {
                        End("<br>");
                    }

                    start = _at += 4;
                }

                previous = before = Edge;
            }
            else if (IsNext("<"))
            {
                var name = NameAt(_at + 1);
                if (name is not ("strong" or "em" or "a" or "abbr" or "span" or "sub" or "sup"))
                {
                    if (_open.Count > 0)
                    {
                        throw new NotCleanException();
                    }

                    break;
                }

                var attributes = Open(name);
                if ((name != "span" && _open.Any(element => element.Name == name))
                    || (name == "span" && attributes.Length == 0))
                {
                    throw new NotCleanException();
                }

                _open.Push((name, false));
            }
            else
            {
                var end = _html.IndexOf('<', _at);
                end = end < 0 ? _html.Length : end;
                var hasText = false;
                for (; _at < end; _at++)
                {
                    var c = _html[_at];
                    if (c == '>' || (c == '&' && !IsEntity(_html.AsSpan(_at))) || (c == ' ' && previous is ' ' or Edge))
                    {
                        throw new NotCleanException();
                    }

                    hasText |= !char.IsWhiteSpace(c);
                    if (c == ' ' && _open.Count == 0 && EndsSentence(previous, before) && !EndsInAbbreviation(_html.AsSpan(start.._at)) && BeginsSentence(_at + 1))
                    {
                        End(" ");
                        start = _at + 1;
                        (before, previous) = (Edge, Edge);
                        isAfterSpace = true;
                        continue;
                    }

                    isAfterSpace = false;
                    (before, previous) = (previous, c);
                }

                if (hasText && _open.Count > 0)
                {
                    // Whatever stands around the text has text too.
                    var around = _open.Reverse().Select(element => (element.Name, true)).ToList();
                    _open.Clear();
                    around.ForEach(_open.Push);
                }
            }
        }

        if (_open.Count > 0 || previous == ' ')
        {
            throw new NotCleanException();
        }

        End(" ");

        // Without a letter or sign to be seen anywhere it is no paragraph.
        return sentences.Exists(each => HasText(each.Text)) ? sentences : throw new NotCleanException();
    }

    private static bool HasText(string html)
    {
        var inTag = false;
        foreach (var c in html)
        {
            inTag = c == '<' || (inTag && c != '>');
            if (!inTag && c != '>' && !char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        return false;
    }

    // «1. mars», «kl. 12» and «f.eks. barn» go on: a sentence begins with a capital letter.
    private static bool EndsSentence(char previous, char before) =>
        previous is '.' or '!' or '?' or ':' || (previous is '»' or '"' or ')' && before is '.' or '!' or '?');

    // «f.eks. Altinn»: a word with a stop inside as well. Others («St. Olavs gate») are cut in two, which does no harm.
    private static bool EndsInAbbreviation(ReadOnlySpan<char> sentence)
    {
        for (var i = sentence.Length - 2; i > 0 && sentence[i] is not (' ' or '>'); i--)
        {
            if (sentence[i] == '.' && char.IsLetter(sentence[i - 1]) && char.IsLetter(sentence[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private bool BeginsSentence(int at)
    {
        while (at < _html.Length && _html[at] == '<')
        {
            if (at + 1 < _html.Length && _html[at + 1] == '/')
            {
                return false;
            }

            at = _html.IndexOf('>', at) + 1;
            if (at == 0)
            {
                return false;
            }
        }

        return at < _html.Length && (char.IsUpper(_html[at]) || (_html[at] == '«' && at + 1 < _html.Length && char.IsUpper(_html[at + 1])));
    }

    private static bool IsEntity(ReadOnlySpan<char> html) => html.StartsWith("&amp;") || html.StartsWith("&lt;") || html.StartsWith("&gt;");

    private bool IsNext(string what) => _html.AsSpan(_at).StartsWith(what, StringComparison.Ordinal);

    private void Expect(string what)
    {
        if (!IsNext(what))
        {
            throw new NotCleanException();
        }

        _at += what.Length;
    }

    private void Close(string name)
    {
        Expect("</");
        Expect(name);
        Expect(">");
    }

    private string NameAt(int at)
    {
        var end = at;
        while (end < _html.Length && char.IsAsciiLetterOrDigit(_html[end]))
        {
            end++;
        }

        return end > at ? _html[at..end] : string.Empty;
    }

    /// <summary>Reads a start tag and gives its attributes as written.</summary>
    private string Open(string name)
    {
        Expect("<");
        Expect(name);
        var start = _at;
        var last = string.Empty;
        string? href = null;
        while (IsNext(" "))
        {
            var equals = _html.IndexOf("=\"", _at, StringComparison.Ordinal);
            var end = equals < 0 ? -1 : _html.IndexOf('"', equals + 2);
            if (end < 0)
            {
                throw new NotCleanException();
            }

            var attribute = _html[(_at + 1)..equals];
            var value = _html[(equals + 2)..end];
            href = attribute == "href" ? value : href;
            if (string.CompareOrdinal(attribute, last) <= 0 || !IsWritten(name, attribute, value))
            {
                throw new NotCleanException();
            }

            last = attribute;
            _at = end + 1;
        }

        var attributes = _html[start.._at];
        if (name == "a" && (href is null || (IsUmbracosOwn().IsMatch(attributes) && !(Plain(href) is { } address && HtmlCleaner.IsLocalLink(address)))))
        {
            throw new NotCleanException();
        }

        Expect(">");
        return attributes;
    }

    private static bool IsWritten(string element, string attribute, string value) =>
        value.Length > 0 && value.AsSpan().IndexOfAny('<', '>') < 0 && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1]) && !value.Contains("  ", StringComparison.Ordinal)
        && (element, attribute) switch
        {
            (_, "lang") => Language().IsMatch(value),
            (_, "dir") => value is "ltr" or "rtl" or "auto",
            ("a", "href") => !value.Contains(' ', StringComparison.Ordinal) && Plain(value) is { } address && HtmlCleaner.IsSafeHref(address),
            ("a", "hreflang") => Language().IsMatch(value),
            ("a", "rel") => Relations().IsMatch(value) && value.Split(' ') is var words && words.Distinct().Count() == words.Length,
            ("a", "type") => value is "document" or "media",
            ("a", "data-culture") => Language().IsMatch(value),
            ("a" or "abbr", "title") => Plain(value) is not null,
            ("th" or "td", "colspan" or "rowspan") => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var span)
                && span is > 1 and <= 1000 && value[0] != '0',
            ("th", "scope") => value is "row" or "col" or "rowgroup" or "colgroup",
            _ => false,
        };

    /// <summary>An attribute's value with its entities read; null when it has others than the cleaner writes.</summary>
    private static string? Plain(string value)
    {
        if (!value.Contains('&', StringComparison.Ordinal))
        {
            return value;
        }

        for (var at = value.IndexOf('&', StringComparison.Ordinal); at >= 0; at = value.IndexOf('&', at + 1))
        {
            if (!IsEntity(value.AsSpan(at)) && !value.AsSpan(at).StartsWith("&quot;"))
            {
                return null;
            }
        }

        return value
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
    }

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Language();

    [GeneratedRegex(" (type|data-culture)=")]
    private static partial Regex IsUmbracosOwn();

    [GeneratedRegex("^[a-z]+( [a-z]+)*$")]
    private static partial Regex Relations();

    private sealed class NotCleanException : Exception;
}
