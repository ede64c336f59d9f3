using System.Text;
using System.Text.RegularExpressions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>What happened to a run of words.</summary>
internal enum WordChange
{
    /// <summary>It stands in both texts.</summary>
    Equal,

    /// <summary>It stands in the old text alone.</summary>
    Deleted,

    /// <summary>It stands in the new text alone.</summary>
    Inserted,
}

/// <summary>Words after one another that the same thing happened to.</summary>
/// <param name="Change">What happened.</param>
/// <param name="Text">The words as plain text; a new block begins with a line break.</param>
/// <param name="Html">The words as HTML that is whole by itself: elements within the text are closed, blocks are line breaks.</param>
internal sealed record WordRun(WordChange Change, string Text, string Html);

/// <summary>Two texts compared word by word, for showing.</summary>
/// <param name="Runs">Both texts in one.</param>
/// <param name="OldHtml">The old text with <c>del</c> round what went.</param>
/// <param name="NewHtml">The new text with <c>ins</c> round what came.</param>
internal sealed record WordComparison(IReadOnlyList<WordRun> Runs, string OldHtml, string NewHtml);

/// <summary>Compares texts word by word for people to see. Every HTML it gives is clean, whole and safe to put on a page.</summary>
/// <remarks>A word that became bold, or got another address under it, has changed too.</remarks>
internal static partial class WordDiff
{
    /// <summary>Compares HTML, which is cleaned first where it is not clean.</summary>
    /// <exception cref="ServiceDescriptions.UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static WordComparison Compare(string oldHtml, string newHtml) =>
        Compare(HtmlPieces(HtmlBlocks.Parse(oldHtml).Write()), HtmlPieces(HtmlBlocks.Parse(newHtml).Write()));

    /// <summary>Compares plain texts.</summary>
    public static WordComparison CompareText(string oldText, string newText) => Compare(TextPieces(oldText), TextPieces(newText));

    private static WordComparison Compare(List<Piece> before, List<Piece> after)
    {
        List<Piece> old = [.. before.Where(piece => piece.Identity.Length > 0)];
        List<Piece> now = [.. after.Where(piece => piece.Identity.Length > 0)];
        Dictionary<string, int> numbers = [];
        var partners = Matching.Match(
            Matching.Number(old.Select(piece => piece.Identity), numbers),
            Matching.Number(now.Select(piece => piece.Identity), numbers));
        Smooth(old, now, partners);

        List<WordRun> runs = [];
        var (from, nowFrom) = (0, 0);
        for (var i = 0; i <= old.Count; i++)
        {
            if (i < old.Count && partners[i] < 0)
            {
                continue;
            }

            var nowTo = i < old.Count ? partners[i] : now.Count;
            AddRun(runs, WordChange.Deleted, old[from..i]);
            AddRun(runs, WordChange.Inserted, now[nowFrom..nowTo]);
            var equal = i;
            while (equal < old.Count && partners[equal] == nowTo + equal - i)
            {
                equal++;
            }

            AddRun(runs, WordChange.Equal, old[i..equal]);
            (from, nowFrom) = (equal, nowTo + equal - i);
            i = equal > i ? equal - 1 : i;
        }

        var kept = partners.Where(partner => partner >= 0).Select(partner => now[partner]).ToHashSet();
        return new WordComparison(
            runs,
            Marked(before, "del", [.. old.Where((_, i) => partners[i] < 0)]),
            Marked(after, "ins", [.. now.Where(piece => !kept.Contains(piece))]));
    }

    /// <summary>A space or a comma between two changed words has nothing to tell; marking it too makes one run of three.</summary>
    private static void Smooth(List<Piece> old, List<Piece> now, int[] partners)
    {
        for (var i = 0; i < old.Count; i++)
        {
            if (partners[i] < 0)
            {
                continue;
            }

            var end = i;
            while (end + 1 < old.Count && partners[end + 1] == partners[end] + 1)
            {
                end++;
            }

            var changedBefore = i > 0 || partners[i] > 0;
            var changedAfter = end < old.Count - 1 || partners[end] < now.Count - 1;
            var telling = old[i..(end + 1)].Exists(piece => piece.IsWord || piece.IsBlock);
            if (changedBefore && changedAfter && !telling)
            {
                Array.Fill(partners, -1, i, end - i + 1);
            }

            i = end;
        }
    }

    private static void AddRun(List<WordRun> runs, WordChange change, List<Piece> pieces)
    {
        if (pieces.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        var html = new StringBuilder();
        IReadOnlyList<string> open = [];
        foreach (var piece in pieces)
        {
            var shared = 0;
            while (shared < open.Count && shared < piece.Around.Count && ReferenceEquals(open[shared], piece.Around[shared]))
            {
                shared++;
            }

            Close(open, shared, html);
            html.AppendJoin(string.Empty, piece.Around.Skip(shared));
            open = piece.Around;

            // The first block's own beginning is no line break.
            var breaks = piece.IsBlock && (runs.Count > 0 || text.Length > 0);
            text.Append(piece.IsBlock ? breaks ? "\n" : string.Empty : piece.Text);
            html.Append(piece.IsBlock ? breaks ? "<br>" : string.Empty : piece.Html);
        }

        Close(open, 0, html);
        if (text.Length > 0)
        {
            runs.Add(new WordRun(change, text.ToString(), html.ToString()));
        }
    }

    private static void Close(IReadOnlyList<string> open, int shared, StringBuilder html)
    {
        for (var i = open.Count - 1; i >= shared; i--)
        {
            html.Append("</").Append(open[i].AsSpan(1, open[i].AsSpan().IndexOfAny(' ', '>') - 1)).Append('>');
        }
    }

    private static string Marked(List<Piece> pieces, string mark, HashSet<Piece> changed)
    {
        var html = new StringBuilder();
        var isOpen = false;
        foreach (var piece in pieces)
        {
            // Marks stand inside everything else, so they never cross a tag.
            var marks = changed.Contains(piece) && !piece.IsBlock;
            if (marks != isOpen)
            {
                html.Append(marks ? $"<{mark}>" : $"</{mark}>");
                isOpen = marks;
            }

            html.Append(piece.Html);
        }

        return html.Append(isOpen ? $"</{mark}>" : string.Empty).ToString();
    }

    private static List<Piece> HtmlPieces(string html)
    {
        List<Piece> pieces = [];
        List<string> around = [];
        foreach (Match match in HtmlPiece().Matches(html))
        {
            var text = match.Value;
            if (text[0] != '<')
            {
                pieces.Add(new Piece(text + string.Concat(around), text, Plain(text), char.IsLetterOrDigit(text[0]), false, [.. around]));
                continue;
            }

            var name = TagName().Match(text).Groups[1].Value;
            var isInline = name is "strong" or "em" or "a" or "abbr" or "span" or "sub" or "sup";
            if (name == "br")
            {
                pieces.Add(new Piece(text, text, "\n", false, false, [.. around]));
            }
            else if (isInline && text[1] == '/')
            {
                around.RemoveAt(around.Count - 1);
                pieces.Add(new Piece(string.Empty, text, string.Empty, false, false, []));
            }
            else if (isInline)
            {
                around.Add(text);
                pieces.Add(new Piece(string.Empty, text, string.Empty, false, false, []));
            }
            else
            {
                // What holds blocks only, and every end, is seen by the blocks inside.
                var begins = text[1] != '/' && name is not ("ul" or "ol" or "dl" or "table" or "thead" or "tbody" or "tr" or "blockquote");
                pieces.Add(new Piece(begins ? text : string.Empty, text, string.Empty, false, begins, []));
            }
        }

        return pieces;
    }

    private static List<Piece> TextPieces(string text) =>
        [.. TextPiece().Matches(text).Select(match => new Piece(match.Value, Escaped(match.Value), match.Value, char.IsLetterOrDigit(match.Value[0]), false, []))];

    private static string Escaped(string text) => text switch
    {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        "\n" => "<br>",
        _ => text,
    };

    private static string Plain(string html) => html switch
    {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        _ => html,
    };

    [GeneratedRegex(@"<[^>]*>|&[a-z]+;|[\p{L}\p{N}]+|[\ud800-\udbff][\udc00-\udfff]|.", RegexOptions.Singleline)]
    private static partial Regex HtmlPiece();

    [GeneratedRegex(@"[\p{L}\p{N}]+|[\ud800-\udbff][\udc00-\udfff]|.", RegexOptions.Singleline)]
    private static partial Regex TextPiece();

    [GeneratedRegex("^</?([a-z0-9]+)")]
    private static partial Regex TagName();

    /// <summary>A word, a sign, a space or a tag. One object for each place it stands in.</summary>
    private sealed class Piece(string identity, string html, string text, bool isWord, bool isBlock, IReadOnlyList<string> around)
    {
        /// <summary>The same for pieces that are equal; empty for tags that are not compared.</summary>
        public string Identity { get; } = identity;

        public string Html { get; } = html;

        public string Text { get; } = text;

        public bool IsWord { get; } = isWord;

        /// <summary>Whether a block begins here.</summary>
        public bool IsBlock { get; } = isBlock;

        /// <summary>The start tags of the elements that it stands in, within its block.</summary>
        public IReadOnlyList<string> Around { get; } = around;
    }
}
