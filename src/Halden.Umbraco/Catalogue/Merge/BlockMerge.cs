using static Halden.Umbraco.Catalogue.Merge.MergeNode;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>Merges two changed sequences of blocks with the one they come from.</summary>
/// <remarks>
/// Every block of the base has become something on each side (the same, changed, gone), and every gap between them has
/// got something new or not. Each of these places is decided by itself, so changes to neighbours never collide; a block
/// that both sides changed is merged inside, down to its sentences. Swapping the sides swaps them in the result and
/// changes nothing else.
/// </remarks>
internal sealed class BlockMerge(Alignment.Comparisons shared)
{
    /// <summary>Merges; any of the three may be empty.</summary>
    public static List<MergeNode> Merge(
        IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national, Alignment.Comparisons shared) =>
        new BlockMerge(shared).Sequence(before, local, national);

    /// <summary>The blocks of a merged tree; <paramref name="pick"/> says what stands for a chunk.</summary>
    public static List<Block> Blocks(IReadOnlyList<MergeNode> nodes, Func<Chunk, IReadOnlyList<Block>> pick)
    {
        var blocks = new List<Block>(nodes.Count);
        foreach (var node in nodes)
        {
            if (node is Nested nested)
            {
                blocks.Add(nested.With(Blocks(nested.Children, pick)));
            }
            else
            {
                blocks.AddRange(pick((Chunk)node));
            }
        }

        return blocks;
    }

    private List<MergeNode> Sequence(IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national)
    {
        // What most items, cells and short paragraphs are, and what the rest would come to for them: one block on every side
        // is the same block, unless both sides have put the same new one in its place.
        if (before is [var was1] && local is [var local1] && national is [var national1]
            && was1.Kind == local1.Kind && was1.Kind == national1.Kind && (local1.Key != national1.Key || local1.Key == was1.Key))
        {
            return [One(was1, local1, national1)];
        }

        var ours = Alignment.Between(before, local, national, shared);
        var theirs = Alignment.Between(before, national, local, shared);
        var gaps = Gaps(ours.New, theirs.New);
        var localContested = Contested(gaps, chunk => chunk.Local);
        var nationalContested = Contested(gaps, chunk => chunk.National);
        HashSet<string>? was = null;

        var nodes = new List<MergeNode>(before.Count);
        for (var i = 0; i < before.Count; i++)
        {
            var (mine, other) = (ours.Now[i], theirs.Now[i]);
            var node = One(before[i], mine, other);
            if (node is Chunk { Origin: MergeOrigin.Conflict } conflict && (mine is null || other is null)
                && gaps[i] is [{ Origin: not MergeOrigin.Conflict } written] && written.Origin == (mine is null ? MergeOrigin.FromLocal : MergeOrigin.FromNational)
                && !written.Merged.Any(block => (was ??= [.. before.Select(each => each.Key)]).Contains(block.Key)))
            {
                // One side wrote the block anew, so unlike that nothing pairs them: its new text belongs to the choice.
                nodes.Add(mine is null
                    ? conflict with { Local = written.Local, Reason = ConflictReason.BothChanged }
                    : conflict with { National = written.National, Reason = ConflictReason.BothChanged });
                continue;
            }

            // A block that one side moved to where the other has something else is not taken away from here before
            // somebody has chosen what stands there; else choosing the other would lose it.
            var movesAway = (other is null && mine?.Key == before[i].Key && nationalContested.Contains(before[i].Key))
                || (mine is null && other?.Key == before[i].Key && localContested.Contains(before[i].Key));
            nodes.AddRange(gaps[i]);
            nodes.Add(movesAway ? (Chunk)node with { Origin = MergeOrigin.Conflict, Reason = ConflictReason.Placed } : node);
        }

        nodes.AddRange(gaps[before.Count]);
        return nodes;
    }

    private MergeNode One(Block before, Block? local, Block? national)
    {
        IReadOnlyList<Block> was = [before];
        IReadOnlyList<Block> mine = local is null ? [] : [local];
        IReadOnlyList<Block> theirs = national is null ? [] : [national];
        var (localKey, nationalKey) = (local?.Key, national?.Key);
        if (localKey == nationalKey)
        {
            return new Chunk(localKey == before.Key ? MergeOrigin.Unchanged : MergeOrigin.Both, was, mine, theirs);
        }

        if (localKey == before.Key || nationalKey == before.Key)
        {
            return new Chunk(localKey == before.Key ? MergeOrigin.FromNational : MergeOrigin.FromLocal, was, mine, theirs);
        }

        if (local is null || national is null)
        {
            return new Chunk(MergeOrigin.Conflict, was, mine, theirs)
            {
                Reason = local is null ? ConflictReason.LocalRemoved : ConflictReason.NationalRemoved,
            };
        }

        // A merge that is run again on its own result meets the same three blocks once more in most places.
        var three = (before, localKey!, nationalKey!);
        if (!shared.Inside.TryGetValue(three, out var inside))
        {
            shared.Inside[three] = inside = Inside(before, local, national);
        }

        return (MergeNode?)inside
            ?? new Chunk(MergeOrigin.Conflict, was, mine, theirs) { Reason = ConflictReason.BothChanged };
    }

    /// <summary>Merges what is inside a block that both sides changed; null where only the whole can be chosen.</summary>
    private Nested? Inside(Block before, Block local, Block national)
    {
        var outer = local.Tag == before.Tag ? national : national.Tag == before.Tag || local.Tag == national.Tag ? local : null;
        if (outer is null || before.Kind == BlockKind.Leaf)
        {
            return null;
        }

        if (before.Kind != BlockKind.Row)
        {
            return new Nested(outer, Sequence(before.Children, local.Children, national.Children), local, national);
        }

        // A cell is known by its column. With another number of columns nobody can tell which is which.
        if (local.Children.Count != before.Children.Count || national.Children.Count != before.Children.Count)
        {
            return null;
        }

        var cells = before.Children.Select((cell, i) => One(cell, local.Children[i], national.Children[i])).ToList();
        return cells.Exists(cell => cell is Chunk { Origin: MergeOrigin.Conflict }) ? null : new Nested(outer, cells, local, national);
    }

    /// <summary>Keys of the blocks of one side that somebody has to choose about.</summary>
    private static HashSet<string> Contested(IReadOnlyList<Chunk>[] gaps, Func<Chunk, IReadOnlyList<Block>> side)
    {
        HashSet<string> keys = [];
        foreach (var gap in gaps)
        {
            foreach (var chunk in gap)
            {
                if (chunk.Origin == MergeOrigin.Conflict)
                {
                    keys.UnionWith(side(chunk).Select(block => block.Key));
                }
            }
        }

        return keys;
    }

    /// <summary>What was put into each gap, with a conflict for each block that the sides put into different ones.</summary>
    private IReadOnlyList<Chunk>[] Gaps(IReadOnlyList<IReadOnlyList<Block>> local, IReadOnlyList<IReadOnlyList<Block>> national)
    {
        var gaps = new IReadOnlyList<Chunk>[local.Count];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = local[i].Count + national[i].Count == 0 ? [] : Gap(local[i], national[i]);
        }

        var placedTwice = PlacedTwice(gaps);
        return placedTwice.Count == 0 ? gaps : Array.ConvertAll(gaps, IReadOnlyList<Chunk> (gap) => [.. gap.SelectMany(chunk => Placed(chunk, placedTwice))]);
    }

    /// <summary>What both sides put into one gap: the same once, one side's alone as it is, and otherwise a conflict.</summary>
    private List<Chunk> Gap(IReadOnlyList<Block> local, IReadOnlyList<Block> national)
    {
        List<Chunk> chunks = [];
        void Add(int from, int to, int nationalFrom, int nationalTo)
        {
            IReadOnlyList<Block> mine = [.. local.Take(from..to)];
            IReadOnlyList<Block> theirs = [.. national.Take(nationalFrom..nationalTo)];
            if (mine.Count + theirs.Count > 0)
            {
                var origin = theirs.Count == 0 ? MergeOrigin.FromLocal : mine.Count == 0 ? MergeOrigin.FromNational : MergeOrigin.Conflict;
                chunks.Add(new Chunk(origin, [], mine, theirs) { Reason = ConflictReason.BothAdded });
            }
        }

        if (local.Count == 0 || national.Count == 0)
        {
            Add(0, local.Count, 0, national.Count);
            return chunks;
        }

        var partners = Partners(local, national);
        var (from, nationalFrom) = (0, 0);
        for (var i = 0; i < local.Count; i++)
        {
            if (partners[i] >= 0)
            {
                Add(from, i, nationalFrom, partners[i]);
                chunks.Add(new Chunk(MergeOrigin.Both, [], [local[i]], [national[partners[i]]]));
                (from, nationalFrom) = (i + 1, partners[i] + 1);
            }
        }

        Add(from, local.Count, nationalFrom, national.Count);
        return chunks;
    }

    /// <summary>What the two have in common; of several answers, the same one whichever side is called local.</summary>
    private int[] Partners(IReadOnlyList<Block> local, IReadOnlyList<Block> national)
    {
        if (string.CompareOrdinal(string.Join('\0', local.Select(block => block.Key)), string.Join('\0', national.Select(block => block.Key))) <= 0)
        {
            return Matching.Match(local, national, shared.Numbers);
        }

        var partners = new int[local.Count];
        Array.Fill(partners, -1);
        var swapped = Matching.Match(national, local, shared.Numbers);
        for (var i = 0; i < swapped.Length; i++)
        {
            if (swapped[i] >= 0)
            {
                partners[swapped[i]] = i;
            }
        }

        return partners;
    }

    /// <summary>Keys of the blocks that each side put in, in different places: taking both would say the same twice.</summary>
    private static HashSet<string> PlacedTwice(IReadOnlyList<Chunk>[] gaps)
    {
        HashSet<string> local = [];
        HashSet<string> national = [];
        foreach (var gap in gaps)
        {
            foreach (var chunk in gap)
            {
                if (chunk.Origin != MergeOrigin.Both)
                {
                    local.UnionWith(chunk.Local.Where(block => block.Key.Length > 0).Select(block => block.Key));
                    national.UnionWith(chunk.National.Where(block => block.Key.Length > 0).Select(block => block.Key));
                }
            }
        }

        local.IntersectWith(national);
        return local;
    }

    /// <summary>What one side put in, with a conflict for each block that the other side put elsewhere.</summary>
    private static IEnumerable<Chunk> Placed(Chunk chunk, HashSet<string> placedTwice)
    {
        if (chunk.Origin is not (MergeOrigin.FromLocal or MergeOrigin.FromNational))
        {
            return [chunk];
        }

        return chunk.Merged.Select(block =>
        {
            IReadOnlyList<Block> one = [block];
            var single = chunk.Origin == MergeOrigin.FromLocal ? chunk with { Local = one } : chunk with { National = one };
            return placedTwice.Contains(block.Key) ? single with { Origin = MergeOrigin.Conflict, Reason = ConflictReason.Placed } : single;
        });
    }
}
