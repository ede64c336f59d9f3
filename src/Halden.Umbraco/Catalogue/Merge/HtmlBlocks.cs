using System.Runtime.CompilerServices;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>An HTML text as the tree of its blocks, in normal form: white space, entities, the order of attributes and needless wrapping are gone.</summary>
/// <remarks>
/// Cleaning a text (AngleSharp and the sanitiser) costs some five times as much as merging it. A text that the
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

    /// <summary>Whether a text is certainly what <see cref="HtmlCleaner"/> would make of it, letter for letter. False where that is not plain to see.</summary>
    public static bool IsClean(string html) => CleanHtmlReader.Read(html) is { } blocks && Write(blocks) == html;

    /// <summary>The text as <see cref="HtmlCleaner"/> writes it.</summary>
    public string Write() => Write(Blocks);

    /// <summary>Whether two texts read the same: they differ in how they are written at most.</summary>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static bool IsCosmetic(string one, string other) =>
        one == other || Parse(one).Blocks.Select(block => block.Key).SequenceEqual(Parse(other).Blocks.Select(block => block.Key));

    /// <summary>Blocks after one another as HTML.</summary>
    public static string Write(IReadOnlyList<Block> blocks)
    {
        var html = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        WriteAll(blocks, ref html);
        return html.ToStringAndClear();
    }

    /// <summary>
    /// The blocks without those that a merge emptied, and in the order HTML wants: what <see cref="Parse"/> gives for
    /// what <see cref="Write(IReadOnlyList{Block})"/> writes.
    /// </summary>
    public static IReadOnlyList<Block> Tidy(IReadOnlyList<Block> blocks)
    {
        // Most of a merged text is as it was read, and so is tidy.
        List<Block>? changed = null;
        for (var i = 0; i < blocks.Count; i++)
        {
            var kept = Tidy(blocks[i]);
            if (kept is { Kind: BlockKind.Leaf, Separator: not " " } && (changed?.Count ?? i) == 0)
            {
                kept = Block.Sentence(kept.Text, " ");
            }

            if (changed is null && kept != blocks[i])
            {
                changed = [.. blocks.Take(i)];
            }

            if (kept is not null)
            {
                changed?.Add(kept);
            }
        }

        return changed ?? blocks;
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

    // The handler is the framework's own pooled buffer; a result has hundreds of short fragments.
    private static void WriteAll(IReadOnlyList<Block> blocks, ref DefaultInterpolatedStringHandler html)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == BlockKind.Leaf)
            {
                html.AppendLiteral(i == 0 ? string.Empty : blocks[i].Separator);
                html.AppendLiteral(blocks[i].Text);
            }
            else
            {
                Write(blocks[i], ref html);
            }
        }
    }

    private static void Write(Block block, ref DefaultInterpolatedStringHandler html)
    {
        var name = block.Name == Block.HeadRow ? "tr" : block.Name;
        html.AppendLiteral("<");
        html.AppendLiteral(name);
        html.AppendLiteral(block.Attributes);
        html.AppendLiteral(">");
        if (block.Kind == BlockKind.Table)
        {
            WriteAll([.. block.Children.Where(child => child.Kind == BlockKind.Caption)], ref html);
            WriteRows("thead", [.. block.Children.Where(child => child.Name == Block.HeadRow)], ref html);
            WriteRows("tbody", [.. block.Children.Where(child => child.Name == "tr")], ref html);
        }
        else if (block.Kind is BlockKind.Item or BlockKind.Detail or BlockKind.Cell && IsLoose(block.Children))
        {
            WriteAll(block.Children[0].Children, ref html);
            WriteAll([.. block.Children.Skip(1)], ref html);
        }
        else
        {
            WriteAll(block.Children, ref html);
        }

        html.AppendLiteral("</");
        html.AppendLiteral(name);
        html.AppendLiteral(">");
    }

    private static void WriteRows(string section, IReadOnlyList<Block> rows, ref DefaultInterpolatedStringHandler html)
    {
        if (rows.Count > 0)
        {
            html.AppendLiteral("<");
            html.AppendLiteral(section);
            html.AppendLiteral(">");
            WriteAll(rows, ref html);
            html.AppendLiteral("</");
            html.AppendLiteral(section);
            html.AppendLiteral(">");
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
