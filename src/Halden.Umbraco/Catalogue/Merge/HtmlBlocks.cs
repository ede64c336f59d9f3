using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>An HTML text as the tree of its blocks, in normal form: white space, entities, the order of attributes and needless wrapping are gone.</summary>
/// <remarks>
/// Cleaning a text (AngleSharp, twice, and the sanitiser) costs some ten times as much as merging it. A text that the
/// cleaner has written before is recognised in one pass by <see cref="CleanHtmlReader"/> and read as it stands; anything
/// else is cleaned first. Both ways lead to the same tree, and nothing that the cleaner would remove gets into it.
/// </remarks>
internal sealed class HtmlBlocks
{
    private HtmlBlocks(IReadOnlyList<Block> blocks) => Blocks = blocks;

    /// <summary>The blocks of the text, outermost first.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep; the message is for an editor.</exception>
    public static HtmlBlocks Parse(string html) =>
        new(CleanHtmlReader.Read(html)
            ?? CleanHtmlReader.Read(HtmlCleaner.Clean(html))
            // Only where the cleaner's own rules and the reader's have drifted apart, which a property test watches.
            ?? [.. HtmlCleaner.Text(html).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Block.Element("p", string.Empty, [Block.Sentence(Escaped(line), " ")]))]);

    /// <summary>The text as <see cref="HtmlCleaner"/> writes it.</summary>
    public string Write() => Write(Blocks);

    /// <summary>Whether two texts read the same: they differ in how they are written at most.</summary>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static bool IsCosmetic(string one, string other) =>
        one == other || Parse(one).Blocks.Select(block => block.Key).SequenceEqual(Parse(other).Blocks.Select(block => block.Key));

    /// <summary>Blocks after one another as HTML.</summary>
    public static string Write(IReadOnlyList<Block> blocks)
    {
        var html = new StringBuilder();
        WriteAll(blocks, html);
        return html.ToString();
    }

    /// <summary>
    /// The blocks without those that a merge emptied, and in the order HTML wants: what <see cref="Parse"/> gives for
    /// what <see cref="Write(IReadOnlyList{Block})"/> writes.
    /// </summary>
    public static List<Block> Tidy(IEnumerable<Block> blocks)
    {
        List<Block> tidy = [];
        foreach (var block in blocks)
        {
            if (Tidy(block) is { } kept)
            {
                tidy.Add(kept);
            }
        }

        if (tidy is [{ Kind: BlockKind.Leaf, Separator: not " " } first, ..])
        {
            tidy[0] = Block.Sentence(first.Text, " ");
        }

        return tidy;
    }

    private static Block? Tidy(Block block)
    {
        if (block.Kind == BlockKind.Leaf)
        {
            return block.Text.Length == 0 ? null : block;
        }

        var children = Tidy(block.Children);
        if (block.Kind == BlockKind.Table)
        {
            var captions = children.Where(child => child.Kind == BlockKind.Caption).ToList();
            children =
            [
                .. captions is [var caption, _, ..] ? [caption.With([.. captions.SelectMany(each => each.Children)])] : captions,
                .. children.Where(child => child.Name == Block.HeadRow),
                .. children.Where(child => child.Name == "tr"),
            ];
        }

        // A cell without text holds its place; a row of such cells does not.
        return block.Kind == BlockKind.Cell || !children.All(child => child.IsEmpty)
            ? children.SequenceEqual(block.Children) ? block : block.With(children)
            : null;
    }

    private static void WriteAll(IReadOnlyList<Block> blocks, StringBuilder html)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == BlockKind.Leaf)
            {
                html.Append(i == 0 ? string.Empty : blocks[i].Separator).Append(blocks[i].Text);
            }
            else
            {
                Write(blocks[i], html);
            }
        }
    }

    private static void Write(Block block, StringBuilder html)
    {
        var name = block.Name == Block.HeadRow ? "tr" : block.Name;
        html.Append('<').Append(name).Append(block.Attributes).Append('>');
        if (block.Kind == BlockKind.Table)
        {
            WriteAll([.. block.Children.Where(child => child.Kind == BlockKind.Caption)], html);
            WriteRows("thead", [.. block.Children.Where(child => child.Name == Block.HeadRow)], html);
            WriteRows("tbody", [.. block.Children.Where(child => child.Name == "tr")], html);
        }
        else if (block.Kind is BlockKind.Item or BlockKind.Detail or BlockKind.Cell && IsLoose(block.Children))
        {
            WriteAll(block.Children[0].Children, html);
            WriteAll([.. block.Children.Skip(1)], html);
        }
        else
        {
            WriteAll(block.Children, html);
        }

        html.Append("</").Append(name).Append('>');
    }

    private static void WriteRows(string section, IReadOnlyList<Block> rows, StringBuilder html)
    {
        if (rows.Count > 0)
        {
            html.Append('<').Append(section).Append('>');
            WriteAll(rows, html);
            html.Append("</").Append(section).Append('>');
        }
    }

    // The cleaner's own rule: a lone paragraph first in an item or cell is written without its tags.
    private static bool IsLoose(IReadOnlyList<Block> blocks) =>
        blocks is [{ Name: "p", Attributes.Length: 0 }, ..] && !blocks.Skip(1).Any(block => block.Name == "p");

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
