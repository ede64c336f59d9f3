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
        IReadOnlyList<Block> before, IReadOnlyList<Block> side, IReadOnlyList<Block> other, Dictionary<string, int> numbers) =>
        new Comparison(before, side, other, Matching.Match(before, side, numbers)).Align();

    private sealed class Comparison(IReadOnlyList<Block> before, IReadOnlyList<Block> side, IReadOnlyList<Block> other, int[] partners)
    {
        private HashSet<string>? _onOtherSide;

        public Alignment Align()
        {
            var (from, sideFrom) = (0, 0);
            for (var i = 0; i <= before.Count; i++)
            {
                if (i < before.Count && partners[i] < 0)
                {
                    continue;
                }

                var sideTo = i < before.Count ? partners[i] : side.Count;
                PairChanged(from, i, sideFrom, sideTo);
                (from, sideFrom) = (i + 1, sideTo + 1);
            }

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

        /// <summary>Among blocks that have no equal on the other side, pairs up those that are the same block with another text.</summary>
        private void PairChanged(int from, int to, int sideFrom, int sideTo)
        {
            var (n, m) = (to - from, sideTo - sideFrom);
            if (n <= 0 || m <= 0 || (long)n * m > MaxPairs)
            {
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

            PairReplaced(from, to, sideFrom, sideTo);
        }

        /// <summary>
        /// Where one block stands alone in place of another of its kind, it has replaced it: written anew, but in that place.
        /// Not when both sides have it, for then it was new on one of them, and must be so on both.
        /// </summary>
        private void PairReplaced(int from, int to, int sideFrom, int sideTo)
        {
            for (var i = from; i <= to; i++)
            {
                if (i < to && partners[i] < 0)
                {
                    continue;
                }

                var next = i < to ? partners[i] : sideTo;
                if (i - from == 1 && next - sideFrom == 1 && before[from].Kind == side[sideFrom].Kind && !IsOnOtherSide(side[sideFrom]))
                {
                    partners[from] = sideFrom;
                }

                (from, sideFrom) = (i + 1, next + 1);
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

            var likeness = was.Likeness(now);
            if (likeness >= Alike)
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
}
