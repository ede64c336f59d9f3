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

    // Nearly all words of a block, when one is put in or taken out in each of its sentences.
    private const double MostWords = 0.75;

    private const int FewBlocks = 8;

    /// <summary>Compares a side with the base.</summary>
    /// <param name="before">The base.</param>
    /// <param name="side">The side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="shared">What the comparisons of one merge share.</param>
    public static Alignment Between(
        IReadOnlyList<Block> before, IReadOnlyList<Block> side, IReadOnlyList<Block> other, Comparisons shared)
    {
        // Looking up costs more than comparing a few.
        var isLong = before.Count > FewBlocks;
        if (isLong && shared.Partners.TryGetValue((before, side), out var known))
        {
            return new Comparison(before, side, other, [.. known]).Align();
        }

        var partners = Matching.Match(before, side, shared.Numbers);
        var comparison = new Comparison(before, side, other, partners);
        comparison.PairChanged();
        if (isLong)
        {
            shared.Partners[(before, side)] = [.. partners];
        }

        return comparison.Align();
    }

    /// <summary>
    /// What the comparisons of one merge share. A merge is run again on its own result, and then compares the same two
    /// texts once more; which blocks of them belong together is found out once.
    /// </summary>
    internal sealed class Comparisons
    {
        /// <summary>Numbers for keys.</summary>
        public Dictionary<string, int> Numbers { get; } = [];

        /// <summary>For two sequences, the partner in the second of each block of the first, or -1.</summary>
        public Dictionary<(IReadOnlyList<Block> Before, IReadOnlyList<Block> Side), int[]> Partners { get; } = [];

        /// <summary>For a block of the base and what reads like the two sides' blocks (<see cref="Block.Key"/>), what merging inside gave.</summary>
        public Dictionary<(Block Before, string Local, string National), MergeNode.Nested?> Inside { get; } = [];
    }

    private sealed class Comparison(IReadOnlyList<Block> before, IReadOnlyList<Block> side, IReadOnlyList<Block> other, int[] partners)
    {
        private HashSet<string>? _onOtherSide;

        /// <summary>Among blocks that have no equal on the other side, pairs up those that are the same block with another text.</summary>
        public void PairChanged() => BetweenPartners(PairChanged);

        public Alignment Align()
        {
            BetweenPartners(PairReplaced);
            var gaps = new IReadOnlyList<Block>[before.Count + 1];
            Array.Fill(gaps, []);

            // New blocks stand right after the block of the base that they follow on their side: before what was deleted there.
            var next = 0;
            var gap = 0;
            for (var i = 0; i <= before.Count; i++)
            {
                if (i < before.Count && partners[i] < 0)
                {
                    continue;
                }

                var to = i < before.Count ? partners[i] : side.Count;
                if (next < to)
                {
                    gaps[gap] = [.. side.Take(next..to)];
                }

                (next, gap) = (to + 1, i + 1);
            }

            return new Alignment(Array.ConvertAll(partners, partner => partner < 0 ? null : side[partner]), gaps);
        }

        private void BetweenPartners(Action<int, int, int, int> pair)
        {
            var (from, sideFrom) = (0, 0);
            for (var i = 0; i <= before.Count; i++)
            {
                if (i < before.Count && partners[i] < 0)
                {
                    continue;
                }

                var sideTo = i < before.Count ? partners[i] : side.Count;
                pair(from, i, sideFrom, sideTo);
                (from, sideFrom) = (i + 1, sideTo + 1);
            }
        }

        private void PairChanged(int from, int to, int sideFrom, int sideTo)
        {
            var (n, m) = (to - from, sideTo - sideFrom);
            if (n <= 0 || m <= 0 || (long)n * m > MaxPairs)
            {
                return;
            }

            if (n == m && InPlace(from, to, sideFrom))
            {
                for (var i = 0; i < n; i++)
                {
                    partners[from + i] = sideFrom + i;
                }

                return;
            }

            // best[i, j]: the most likeness that pairs of the blocks from i and j on can have, in order. A row of each after another.
            var width = m + 1;
            var size = (n + 1) * width;
            Span<double> likeness = size <= 64 ? stackalloc double[size] : new double[size];
            Span<double> best = size <= 64 ? stackalloc double[size] : new double[size];
            best.Clear();
            for (var i = n - 1; i >= 0; i--)
            {
                for (var j = m - 1; j >= 0; j--)
                {
                    var at = (i * width) + j;
                    likeness[at] = Likeness(before[from + i], side[sideFrom + j], from, to, sideFrom, sideTo);
                    best[at] = Math.Max(Math.Max(best[at + width], best[at + 1]), likeness[at] > 0 ? best[at + width + 1] + likeness[at] : 0);
                }
            }

            for (int i = 0, j = 0; i < n && j < m;)
            {
                var at = (i * width) + j;
                if (likeness[at] > 0 && best[at] <= best[at + width + 1] + likeness[at])
                {
                    partners[from + i++] = sideFrom + j++;
                }
                else if (best[at] <= best[at + width])
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }
        }

        /// <summary>Whether each block is, by most of its words, the one in its place on the other side; then nothing has moved, and no other pair is looked for.</summary>
        private bool InPlace(int from, int to, int sideFrom)
        {
            for (var i = from; i < to; i++)
            {
                var now = side[sideFrom + i - from];
                if (before[i].Kind != now.Kind || before[i].LikenessAtMost(now) < MostWords || before[i].Likeness(now) < MostWords)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>
        /// Where one block stands alone in place of another of its kind, it has replaced it: written anew, but in that place.
        /// Not when both sides have it, for then it was new on one of them, and must be so on both.
        /// </summary>
        private void PairReplaced(int from, int to, int sideFrom, int sideTo)
        {
            if (to - from == 1 && sideTo - sideFrom == 1 && before[from].Kind == side[sideFrom].Kind && !IsOnOtherSide(side[sideFrom]))
            {
                partners[from] = sideFrom;
            }
        }

        private bool IsOnOtherSide(Block block) => (_onOtherSide ??= [.. other.Select(each => each.Key)]).Contains(block.Key);

        /// <summary>0 when they are not the same block.</summary>
        private double Likeness(Block was, Block now, int from, int to, int sideFrom, int sideTo)
        {
            if (was.Kind != now.Kind)
            {
                return 0;
            }

            if (was.LikenessAtMost(now) >= Alike && was.Likeness(now) is >= Alike and var likeness)
            {
                return likeness;
            }

            // The same link is the same whatever it says; a row is known by its first cell; what has a sentence or an item
            // left is the same paragraph or list (were it all there is on both sides, they would be alike already). A lone
            // list or table in place of another is that list or table.
            var same = (was.Target is { } target && target == now.Target)
                || (was.Kind == BlockKind.Row
                    ? was.Children is [{ IsEmpty: false } first, ..] && now.Children is [var firstNow, ..] && first.Key == firstNow.Key
                    : was.Children.Count + now.Children.Count > 2 && was.SharesChildWith(now))
                || (was.Kind is BlockKind.List or BlockKind.Table or BlockKind.Definitions or BlockKind.Quote
                    && IsOnlyOfItsKind(before, from, to, was.Kind) && IsOnlyOfItsKind(side, sideFrom, sideTo, was.Kind));
            return same ? Math.Max(was.Likeness(now), 0.1) : 0;
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
}
