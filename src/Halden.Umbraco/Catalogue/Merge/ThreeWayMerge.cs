using System.Text.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;
using static Halden.Umbraco.Catalogue.Merge.MergeNode;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>Merges the municipality's and the catalogue's changes to one field, and puts a person's choices into the result.</summary>
/// <remarks>
/// Pure: the same three values give the same result, with the same conflict ids. The laws that hold for every input are
/// the properties in <c>ThreeWayMergeLaws</c>.
/// </remarks>
internal static partial class ThreeWayMerge
{
    private static readonly Label OnlyRunningText = new(
        "Her kan det bare stå løpende tekst, ikke lister eller tabeller.",
        "Her kan det berre stå løpande tekst, ikkje lister eller tabellar.",
        "Only running text can stand here, no lists or tables.");

    private static readonly Label OnlyRows = new(
        "Her kan det bare stå rader i en tabell.", "Her kan det berre stå rader i ein tabell.", "Only rows of a table can stand here.");

    /// <summary>Merges canonical values (<see cref="FieldKind"/>); empty is a value like any other.</summary>
    /// <param name="kind">The field's kind.</param>
    /// <param name="before">The base: the national value last taken over.</param>
    /// <param name="local">The municipality's value.</param>
    /// <param name="national">The catalogue's value now.</param>
    /// <exception cref="UncleanableHtmlException">The national HTML has too many tags, or is too deep; no import lets such a text in.</exception>
    public static MergeResult Merge(FieldKind kind, string before, string local, string national)
    {
        if (kind == FieldKind.Html)
        {
            return Html(before, local, national);
        }

        if (kind == FieldKind.LongText)
        {
            return Whole(kind, before, local, national) is { Conflicts.Count: 0 } simple
                ? simple
                : Sequences(kind, Lines(before), Lines(local), Lines(national));
        }

        if (kind == FieldKind.List)
        {
            return Result(kind, KeyedMerge.Items(Items(before), Items(local), Items(national)));
        }

        if (kind == FieldKind.Links && Links(before) is { } was && Links(local) is { } mine && Links(national) is { } theirs)
        {
            return Result(kind, KeyedMerge.Links(was, mine, theirs));
        }

        return Whole(kind, before, local, national);
    }

    /// <summary>Puts choices into a merge.</summary>
    /// <param name="result">The merge.</param>
    /// <param name="choices">By conflict id; ids that the merge does not have are passed over.</param>
    public static Resolution Resolve(MergeResult result, IReadOnlyDictionary<string, MergeChoice> choices)
    {
        List<string> open = [];
        Dictionary<string, Label> faults = [];
        var conflicts = new Queue<MergeConflict>(result.Conflicts);
        var blocks = Resolved(result.Nodes, string.Empty);
        var value = Compose(result.Kind, blocks);
        return new Resolution(value, open, faults);

        List<Block> Resolved(IReadOnlyList<MergeNode> nodes, string parent)
        {
            List<Block> found = [];
            foreach (var node in nodes)
            {
                if (node is Nested nested)
                {
                    found.Add(nested.Outer.With(Resolved(nested.Children, nested.Outer.Name)));
                    continue;
                }

                var chunk = (Chunk)node;
                if (chunk.Origin != MergeOrigin.Conflict)
                {
                    found.AddRange(chunk.Merged);
                    continue;
                }

                var id = conflicts.Dequeue().Id;
                Label? fault = null;
                var chosen = choices.TryGetValue(id, out var choice) ? Choose(result.Kind, chunk, choice, parent, out fault) : null;
                found.AddRange(chosen ?? chunk.Local);
                if (chosen is null)
                {
                    open.Add(id);
                    _ = choice is null || faults.TryAdd(id, fault!);
                }
            }

            return found;
        }
    }

    private static List<Block>? Choose(FieldKind kind, Chunk conflict, MergeChoice choice, string parent, out Label? fault)
    {
        fault = null;
        if (choice is MergeChoice.Text edited)
        {
            return Read(kind, edited.Value, parent, out fault);
        }

        var side = (MergeChoice.Side)choice;
        IReadOnlyList<Block> local = side.TakesLocal ? conflict.Local : [];
        IReadOnlyList<Block> national = side.TakesNational ? conflict.National : [];
        if ((kind == FieldKind.Date || kind == FieldKind.Flag) && local.Count + national.Count > 1)
        {
            fault = new Label(
                "Feltet kan bare ha én verdi. Velg kommunens eller katalogens.",
                "Feltet kan berre ha éin verdi. Vel verdien til kommunen eller katalogen.",
                "The field can only have one value. Choose the municipality's or the catalogue's.");
            return null;
        }

        return side.LocalFirst ? [.. local, .. national] : [.. national, .. local];
    }

    /// <summary>A text that a person wrote for a region inside an element, or null and what is wrong with it.</summary>
    private static List<Block>? Read(FieldKind kind, string text, string parent, out Label? fault)
    {
        if (kind != FieldKind.Html)
        {
            var value = kind.Normalise(text);
            fault = kind.Fault(value);
            return fault is not null ? null
                : kind == FieldKind.LongText ? Lines(value)
                : kind == FieldKind.List ? Items(value)
                : kind == FieldKind.Links ? Links(value)
                : value.Length == 0 ? [] : [Block.Leaf(value)];
        }

        List<Block> blocks;
        try
        {
            blocks = [.. HtmlBlocks.Parse(text).Blocks];
        }
        catch (UncleanableHtmlException)
        {
            fault = UncleanableHtmlException.Text;
            return null;
        }

        fault = null;
        switch (parent)
        {
            case "p" or "h3" or "h4" or "h5" or "h6" or "dt" or "caption":
                fault = blocks.TrueForAll(block => block.IsText) ? null : OnlyRunningText;
                return fault is null ? [.. blocks.SelectMany(block => block.Children)] : null;
            case "ul" or "ol":
                return [.. blocks.SelectMany<Block, Block>(block => block.Kind == BlockKind.List ? block.Children : [Block.Element("li", string.Empty, [block])])];
            case "dl":
                return [.. blocks.SelectMany<Block, Block>(block => block.Kind == BlockKind.Definitions ? block.Children : [Block.Element("dd", string.Empty, [block])])];
            case "table":
                fault = blocks.TrueForAll(block => block.Kind == BlockKind.Table) ? null : OnlyRows;
                return fault is null ? [.. blocks.SelectMany(block => block.Children)] : null;
            default:
                return blocks;
        }
    }

    private static MergeResult Html(string before, string local, string national)
    {
        var theirs = HtmlBlocks.Parse(national).Blocks;
        IReadOnlyList<Block> was;
        IReadOnlyList<Block> mine;
        try
        {
            was = HtmlBlocks.Parse(before).Blocks;
            mine = HtmlBlocks.Parse(local).Blocks;
        }
        catch (UncleanableHtmlException)
        {
            // What stands cannot be read, so it cannot be merged; it stays as it is unless somebody chooses.
            return Whole(FieldKind.Html, before, local, HtmlBlocks.Write(theirs));
        }

        return Sequences(FieldKind.Html, was, mine, theirs);
    }

    /// <summary>
    /// Merges sequences of blocks. A merge that gives another value when it is run again on its own result (texts that
    /// repeat themselves, or moved across each other, can be compared in more than one way) is none, and neither is one
    /// that loses a sentence which nobody took out: then all between the first and the last difference is left to a person.
    /// </summary>
    private static MergeResult Sequences(FieldKind kind, IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national)
    {
        var shared = new Alignment.Comparisons();
        var nodes = BlockMerge.Merge(before, local, national, shared);
        // Asked both ways round, so that it decides nothing whose text is called local.
        var stands = Stands(local, national, chunk => chunk.Merged, merged => BlockMerge.Merge(before, merged, national, shared))
            && Stands(
                national,
                local,
                chunk => chunk.Origin == MergeOrigin.Conflict ? chunk.National : chunk.Merged,
                merged => BlockMerge.Merge(before, local, merged, shared));
        return Result(kind, stands ? nodes : OneConflict(before, local, national));

        bool Stands(IReadOnlyList<Block> own, IReadOnlyList<Block> other, Func<Chunk, IReadOnlyList<Block>> pick, Func<IReadOnlyList<Block>, List<MergeNode>> again)
        {
            var merged = Tidy(kind, BlockMerge.Blocks(nodes, pick));
            if (Same(merged, other) || Same(merged, own))
            {
                return true;
            }

            var lost = Leaves(own).Except(Leaves(merged)).ToHashSet();
            return !lost.Overlaps(Leaves(other)) && lost.IsSubsetOf(Leaves(before))
                && Same(Tidy(kind, BlockMerge.Blocks(again(merged), pick)), merged);
        }
    }

    private static List<MergeNode> OneConflict(IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national)
    {
        var shortest = Math.Min(before.Count, Math.Min(local.Count, national.Count));
        bool AllSame(Func<IReadOnlyList<Block>, Block> at) => at(before).Key == at(local).Key && at(before).Key == at(national).Key;
        var start = 0;
        while (start < shortest && AllSame(side => side[start]))
        {
            start++;
        }

        var end = 0;
        while (end < shortest - start && AllSame(side => side[side.Count - 1 - end]))
        {
            end++;
        }

        IReadOnlyList<Block> Between(IReadOnlyList<Block> side) => [.. side.Take(start..(side.Count - end))];
        Chunk Unchanged(Block block) => new(MergeOrigin.Unchanged, [block], [block], [block]);
        return
        [
            .. before.Take(start).Select(Unchanged),
            new Chunk(MergeOrigin.Conflict, Between(before), Between(local), Between(national)) { Reason = ConflictReason.BothChanged },
            .. before.Skip(before.Count - end).Select(Unchanged),
        ];
    }

    private static List<string> Leaves(IReadOnlyList<Block> blocks)
    {
        List<string> leaves = [];
        Collect(blocks);
        return leaves;

        void Collect(IReadOnlyList<Block> level)
        {
            foreach (var block in level)
            {
                if (block.Kind == BlockKind.Leaf)
                {
                    leaves.Add(block.Text);
                }
                else
                {
                    Collect(block.Children);
                }
            }
        }
    }

    private static bool Same(IReadOnlyList<Block> one, IReadOnlyList<Block> other) =>
        one.Select(block => block.Key).SequenceEqual(other.Select(block => block.Key));

    /// <summary>A value that only is what it is: one side's, or a conflict.</summary>
    private static MergeResult Whole(FieldKind kind, string before, string local, string national)
    {
        List<Block> Value(string text) => text.Length == 0 ? [] : [Block.Leaf(text, kind == FieldKind.Text || kind == FieldKind.LongText ? Words(text) : text)];
        var (was, mine, theirs) = (Value(before), Value(local), Value(national));
        var origin = Same(mine, theirs) ? Same(mine, was) ? MergeOrigin.Unchanged : MergeOrigin.Both
            : Same(mine, was) ? MergeOrigin.FromNational
            : Same(theirs, was) ? MergeOrigin.FromLocal
            : MergeOrigin.Conflict;
        return Result(kind, [new Chunk(origin, was, mine, theirs)
        {
            Reason = local.Length == 0 ? ConflictReason.LocalRemoved
                : national.Length == 0 ? ConflictReason.NationalRemoved
                : before.Length == 0 ? ConflictReason.BothAdded
                : ConflictReason.BothChanged,
        }]);
    }

    private static MergeResult Result(FieldKind kind, List<MergeNode> nodes)
    {
        List<MergeConflict> conflicts = [];
        HashSet<string> ids = [];
        var regions = new List<MergeRegion>(nodes.Count);
        Walk(nodes, string.Empty, string.Empty);
        return new MergeResult(kind, Compose(kind, BlockMerge.Blocks(nodes, chunk => chunk.Merged)), conflicts, regions) { Nodes = nodes };

        void Walk(IReadOnlyList<MergeNode> level, string parent, string path)
        {
            Dictionary<string, int> counts = [];
            string Place(string name, int step) => $"{path}{name}[{counts.GetValueOrDefault(name) + step}]";
            foreach (var node in level)
            {
                if (node is Nested nested)
                {
                    Walk(nested.Children, nested.Outer.Name, Place(PathName(kind, nested.Outer), 1) + "/");
                    counts[PathName(kind, nested.Outer)] = counts.GetValueOrDefault(PathName(kind, nested.Outer)) + 1;
                    continue;
                }

                var chunk = (Chunk)node;
                var any = First(chunk.Merged) ?? First(chunk.Local) ?? First(chunk.National) ?? First(chunk.Base);
                var at = any is null || PathName(kind, any).Length == 0 ? path.TrimEnd('/') : Place(PathName(kind, any), 1);
                string Text(IReadOnlyList<Block> blocks) => Fragment(kind, blocks, parent);
                string? id = null;
                if (chunk.Origin == MergeOrigin.Conflict)
                {
                    var (before, local, national) = (Text(chunk.Base), Text(chunk.Local), Text(chunk.National));
                    id = MergeTexts.Id(at, before, local, national);
                    for (var n = 2; !ids.Add(id); n++)
                    {
                        id = MergeTexts.Id($"{at}#{n}", before, local, national);
                    }

                    conflicts.Add(new MergeConflict(id, at, chunk.Reason, before, local, national));
                }

                if (chunk.Origin == MergeOrigin.Unchanged)
                {
                    var text = Text(chunk.Local);
                    regions.Add(new MergeRegion(chunk.Origin, at, text, text, text, text, null));
                }
                else if (any is not null)
                {
                    regions.Add(new MergeRegion(chunk.Origin, at, Text(chunk.Base), Text(chunk.Local), Text(chunk.National), Text(chunk.Merged), id));
                }

                foreach (var block in chunk.Merged)
                {
                    counts[PathName(kind, block)] = counts.GetValueOrDefault(PathName(kind, block)) + 1;
                }
            }
        }
    }

    private static Block? First(IReadOnlyList<Block> blocks) => blocks.Count > 0 ? blocks[0] : null;

    private static string PathName(FieldKind kind, Block block) =>
        block.Name == Block.HeadRow ? "tr"
        : block.Name.Length > 0 ? block.Name
        : kind == FieldKind.Html ? "sentence"
        : kind == FieldKind.LongText ? "line"
        : kind == FieldKind.List ? "item"
        : kind == FieldKind.Links ? "link"
        : string.Empty;

    /// <summary>Blocks in a form that can be shown by itself: items stand in a list, rows in a table.</summary>
    private static string Fragment(FieldKind kind, IReadOnlyList<Block> blocks, string parent) =>
        kind != FieldKind.Html ? blocks.Count == 0 ? string.Empty : Compose(kind, blocks)
        : blocks.Count == 0 ? string.Empty
        : HtmlBlocks.Write(parent switch
        {
            "ul" or "ol" or "dl" or "table" => [Block.Element(parent, string.Empty, blocks)],
            "tr" or Block.HeadRow => [Block.Element("table", string.Empty, [Block.Element(parent, string.Empty, blocks)])],
            _ => blocks,
        });

    private static IReadOnlyList<Block> Tidy(FieldKind kind, List<Block> blocks)
    {
        if (kind == FieldKind.Html)
        {
            return HtmlBlocks.Tidy(blocks);
        }

        // Blank lines are part of a text, but not around it.
        var first = blocks.FindIndex(line => line.Text.Length > 0);
        return first < 0 ? [] : blocks[first..(blocks.FindLastIndex(line => line.Text.Length > 0) + 1)];
    }

    private static string Compose(FieldKind kind, IReadOnlyList<Block> blocks) =>
        kind == FieldKind.Html ? blocks is [{ Kind: BlockKind.Leaf }] ? blocks[0].Text : HtmlBlocks.Write(HtmlBlocks.Tidy(blocks))
        : kind == FieldKind.Links && blocks.All(block => Links(block.Text) is not null) ? ServiceLink.Canonical(blocks.SelectMany(link => ServiceLink.Parse(link.Text)))
        : kind == FieldKind.LongText || kind == FieldKind.List ? string.Join('\n', Tidy(kind, [.. blocks]).Select(line => line.Text))
        : string.Join(' ', blocks.Select(block => block.Text));

    private static List<Block> Lines(string text) => text.Length == 0 ? [] : [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => Block.Leaf(Words(line)))];

    private static List<Block> Items(string list) =>
        [.. list.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Block.Leaf)];

    private static List<Block>? Links(string canonical)
    {
        try
        {
            return [.. ServiceLink.Parse(canonical).Select(KeyedMerge.Link)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Words(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
