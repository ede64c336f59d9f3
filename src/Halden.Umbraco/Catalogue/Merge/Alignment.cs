namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>One side seen from the base: what became of every block of the base, and what is new between them.</summary>
/// <param name="Now">For every block of the base, the same block on this side, as it was or changed; null when it is gone.</param>
/// <param name="New">For every gap (before block 0, before block 1, …, after the last), the blocks that are new there.</param>
internal sealed record Alignment(IReadOnlyList<Block?> Now, IReadOnlyList<IReadOnlyList<Block>> New)
{
    // A changed block is looked for only among so many pairs; beyond that the texts have little to do with each other.
    private const int MaxPairs = 10_000;

    // Below this a block has been written anew rather than changed. Six words of ten the same is 0.6.
    private const double Alike = 0.4;

    /// <summary>Compares a side with the base.</summary>
    /// <param name="before">The base.</param>
    /// <param name="side">The side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="numbers">Numbers for keys, shared by everything in one merge.</param>
    public static Alignment Between(
        IReadOnlyList<Block> before, IReadOnlyList<Block> side, IReadOnlyList<Block> other, Dictionary<string, int> numbers)
    {
        var onBothSides = other.Select(block => block.Key).ToHashSet();
        var partners = Matching.Match(
            Matching.Number(before.Select(block => block.Key), numbers),
            Matching.Number(side.Select(block => block.Key), numbers));
        var (from, sideFrom) = (0, 0);
        for (var i = 0; i <= before.Count; i++)
        {
            if (i < before.Count && partners[i] < 0)
            {
                continue;
            }

            var sideTo = i < before.Count ? partners[i] : side.Count;
            PairChanged(before, from, i, side, sideFrom, sideTo, onBothSides, partners);
            (from, sideFrom) = (i + 1, sideTo + 1);
        }

        var gaps = new List<Block>[before.Count + 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = [];
        }

        // New blocks stand right after the block of the base that they follow on their side: before what was deleted there.
        var next = 0;
        var gap = 0;
        for (var i = 0; i <= before.Count; i++)
        {
            if (i < before.Count && partners[i] < 0)
            {
                continue;
            }

            for (var to = i < before.Count ? partners[i] : side.Count; next < to; next++)
            {
                gaps[gap].Add(side[next]);
            }

            next++;
            gap = i + 1;
        }

        return new Alignment([.. partners.Select(partner => partner < 0 ? null : side[partner])], gaps);
    }

    /// <summary>Among blocks that have no equal on the other side, pairs up those that are the same block with another text.</summary>
    private static void PairChanged(
        IReadOnlyList<Block> before, int from, int to, IReadOnlyList<Block> side, int sideFrom, int sideTo, HashSet<string> onBothSides, int[] partners)
    {
        var (n, m) = (to - from, sideTo - sideFrom);
        if (n <= 0 || m <= 0 || (long)n * m > MaxPairs)
        {
            return;
        }

        // best[i, j]: the most likeness that pairs of the blocks from i and j on can have, in order.
        var likeness = new double[n, m];
        var best = new double[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                likeness[i, j] = Likeness(before[from + i], side[sideFrom + j], () =>
                    IsOnlyOfItsKind(before, from, to, before[from + i].Kind) && IsOnlyOfItsKind(side, sideFrom, sideTo, before[from + i].Kind));
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), likeness[i, j] > 0 ? best[i + 1, j + 1] + likeness[i, j] : 0);
            }
        }

        for (int i = 0, j = 0; i < n && j < m;)
        {
            if (likeness[i, j] > 0 && best[i, j] <= best[i + 1, j + 1] + likeness[i, j])
            {
                partners[from + i++] = sideFrom + j++;
            }
            else if (best[i, j] <= best[i + 1, j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        PairReplaced(before, from, to, side, sideFrom, sideTo, onBothSides, partners);
    }

    /// <summary>
    /// Where one block stands alone in place of another of its kind, it has replaced it: written anew, but in that place.
    /// Not when both sides have it, for then it was new on one of them, and must be so on both.
    /// </summary>
    private static void PairReplaced(
        IReadOnlyList<Block> before, int from, int to, IReadOnlyList<Block> side, int sideFrom, int sideTo, HashSet<string> onBothSides, int[] partners)
    {
        for (var i = from; i <= to; i++)
        {
            if (i < to && partners[i] < 0)
            {
                continue;
            }

            var next = i < to ? partners[i] : sideTo;
            if (i - from == 1 && next - sideFrom == 1 && before[from].Kind == side[sideFrom].Kind
                && !onBothSides.Contains(side[sideFrom].Key))
            {
                partners[from] = sideFrom;
            }

            (from, sideFrom) = (i + 1, next + 1);
        }
    }

    /// <summary>0 when they are not the same block.</summary>
    private static double Likeness(Block before, Block now, Func<bool> alone)
    {
        if (before.Kind != now.Kind)
        {
            return 0;
        }

        var likeness = before.Likeness(now);
        if (likeness >= Alike)
        {
            return likeness;
        }

        // The same link is the same whatever it says; a row is known by its first cell; what has a sentence or an item
        // left is the same paragraph or list. A lone list or table in place of another is that list or table.
        var same = (before.Target is { } target && target == now.Target)
            || (before.Kind == BlockKind.Row
                ? before.Children is [{ IsEmpty: false } first, ..] && now.Children is [var firstNow, ..] && first.Key == firstNow.Key
                : before.Children.Any(child => now.Children.Any(childNow => child.Key == childNow.Key)))
            || (before.Kind is BlockKind.List or BlockKind.Table or BlockKind.Definitions or BlockKind.Quote && alone());
        return same ? Math.Max(likeness, 0.1) : 0;
    }

    private static bool IsOnlyOfItsKind(IReadOnlyList<Block> blocks, int from, int to, BlockKind kind)
    {
        var count = 0;
        for (var i = from; i < to; i++)
        {
            count += blocks[i].Kind == kind ? 1 : 0;
        }

        return count == 1;
    }
}
