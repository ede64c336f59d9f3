namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>Finds what two sequences have in common, in order.</summary>
/// <remarks>
/// Myers' O(ND) algorithm where the sequences are alike, which texts to merge are. Where they differ by more than
/// <see cref="MaxEdits"/>, what stands exactly once in each is matched first (patience) and the parts between are
/// compared by themselves, so that the time never grows with the square of a long text.
/// </remarks>
internal static class Matching
{
    private const int MaxEdits = 400;

    /// <summary>For every position in <paramref name="one"/> its partner in <paramref name="other"/>, or -1; partners ascend.</summary>
    public static int[] Match(int[] one, int[] other)
    {
        var partners = new int[one.Length];
        Array.Fill(partners, -1);
        Match(one, 0, one.Length, other, 0, other.Length, partners);
        return partners;
    }

    /// <summary>For every block in <paramref name="one"/> the place of its equal in <paramref name="other"/>, or -1.</summary>
    /// <param name="one">A sequence.</param>
    /// <param name="other">Another.</param>
    /// <param name="numbers">Numbers for keys, shared by everything in one merge.</param>
    public static int[] Match(IReadOnlyList<Block> one, IReadOnlyList<Block> other, Dictionary<string, int> numbers)
    {
        var partners = new int[one.Count];
        Array.Fill(partners, -1);
        var start = 0;
        while (start < one.Count && start < other.Count && one[start].Key == other[start].Key)
        {
            partners[start] = start;
            start++;
        }

        var (oneTo, otherTo) = (one.Count, other.Count);
        while (start < oneTo && start < otherTo && one[oneTo - 1].Key == other[otherTo - 1].Key)
        {
            partners[--oneTo] = --otherTo;
        }

        // Numbering is dear, and most often there is nothing left, or one changed block on either side.
        if (start < oneTo && start < otherTo && oneTo + otherTo - start - start > 2)
        {
            var between = Match(Keys(one, start..oneTo), Keys(other, start..otherTo));
            for (var i = 0; i < between.Length; i++)
            {
                partners[start + i] = between[i] < 0 ? -1 : start + between[i];
            }
        }

        return partners;

        int[] Keys(IReadOnlyList<Block> blocks, Range range) => Number(blocks.Take(range).Select(block => block.Key), numbers);
    }

    /// <summary>Numbers for keys: the same for the same key.</summary>
    public static int[] Number(IEnumerable<string> keys, Dictionary<string, int> numbers) =>
        [.. keys.Select(key => numbers.TryGetValue(key, out var number) ? number : numbers[key] = numbers.Count)];

    private static void Match(int[] one, int oneFrom, int oneTo, int[] other, int otherFrom, int otherTo, int[] partners)
    {
        while (oneFrom < oneTo && otherFrom < otherTo && one[oneFrom] == other[otherFrom])
        {
            partners[oneFrom++] = otherFrom++;
        }

        while (oneFrom < oneTo && otherFrom < otherTo && one[oneTo - 1] == other[otherTo - 1])
        {
            partners[--oneTo] = --otherTo;
        }

        if (oneFrom == oneTo || otherFrom == otherTo)
        {
            return;
        }

        // What the two do not have in common must be edited, in whichever order it stands.
        var common = Common(Sorted(one, oneFrom, oneTo), Sorted(other, otherFrom, otherTo));
        var leastEdits = oneTo - oneFrom + otherTo - otherFrom - (2 * common);
        if (common == 0 || (leastEdits <= MaxEdits && Shortest(one, oneFrom, oneTo, other, otherFrom, otherTo, partners)))
        {
            return;
        }

        var anchors = Anchors(one, oneFrom, oneTo, other, otherFrom, otherTo);
        foreach (var (a, b) in anchors)
        {
            partners[a] = b;
            Match(one, oneFrom, a, other, otherFrom, b, partners);
            (oneFrom, otherFrom) = (a + 1, b + 1);
        }

        if (anchors.Count > 0)
        {
            Match(one, oneFrom, oneTo, other, otherFrom, otherTo, partners);
        }
    }

    /// <summary>How many elements two sorted sequences have in common, each as often as it stands in both.</summary>
    public static int Common(int[] one, int[] other)
    {
        var common = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            var (a, b) = (one[i], other[j]);
            common += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += a >= b ? 1 : 0;
        }

        return common;
    }

    private static int[] Sorted(int[] sequence, int from, int to)
    {
        var sorted = sequence[from..to];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The shortest edit by Myers; false when it is longer than <see cref="MaxEdits"/>.</summary>
    private static bool Shortest(int[] one, int oneFrom, int oneTo, int[] other, int otherFrom, int otherTo, int[] partners)
    {
        var (n, m) = (oneTo - oneFrom, otherTo - otherFrom);
        var limit = Math.Min(n + m, MaxEdits);
        var furthest = new int[(2 * limit) + 3];
        var middle = limit + 1;
        List<int[]> steps = [];
        for (var edits = 0; edits <= limit; edits++)
        {
            // What the step before reached, on the diagonals that this one can come from.
            steps.Add(furthest[(middle - edits - 1)..(middle + edits + 2)]);
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = diagonal == -edits || (diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1])
                    ? furthest[middle + diagonal + 1]
                    : furthest[middle + diagonal - 1] + 1;
                var y = x - diagonal;
                while (x < n && y < m && one[oneFrom + x] == other[otherFrom + y])
                {
                    x++;
                    y++;
                }

                furthest[middle + diagonal] = x;
                if (x >= n && y >= m)
                {
                    Trace(steps, edits, n, m, oneFrom, otherFrom, partners);
                    return true;
                }
            }
        }

        return false;
    }

    private static void Trace(List<int[]> steps, int edits, int x, int y, int oneFrom, int otherFrom, int[] partners)
    {
        for (; edits >= 0; edits--)
        {
            var furthest = steps[edits];
            var middle = edits + 1;
            var diagonal = x - y;
            var down = diagonal == -edits || (diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
            var from = down ? diagonal + 1 : diagonal - 1;
            var fromX = edits == 0 ? 0 : furthest[middle + from];
            var fromY = edits == 0 ? 0 : fromX - from;
            while (x > fromX && y > fromY)
            {
                partners[oneFrom + --x] = otherFrom + --y;
            }

            (x, y) = (fromX, fromY);
        }
    }

    /// <summary>What stands exactly once on both sides, as many as stand in the same order.</summary>
    private static List<(int One, int Other)> Anchors(int[] one, int oneFrom, int oneTo, int[] other, int otherFrom, int otherTo)
    {
        Dictionary<int, (int Count, int OtherCount, int At, int OtherAt)> seen = [];
        for (var i = oneFrom; i < oneTo; i++)
        {
            var entry = seen.GetValueOrDefault(one[i]);
            seen[one[i]] = entry with { Count = entry.Count + 1, At = i };
        }

        for (var j = otherFrom; j < otherTo; j++)
        {
            if (seen.TryGetValue(other[j], out var entry))
            {
                seen[other[j]] = entry with { OtherCount = entry.OtherCount + 1, OtherAt = j };
            }
        }

        var unique = seen.Values.Where(entry => entry is { Count: 1, OtherCount: 1 }).OrderBy(entry => entry.At).ToList();

        // The longest ascending run of positions: each pile's top is the smallest end of a run of that length.
        List<int> piles = [];
        var previous = new int[unique.Count];
        for (var i = 0; i < unique.Count; i++)
        {
            var (low, high) = (0, piles.Count);
            while (low < high)
            {
                var half = (low + high) / 2;
                (low, high) = unique[piles[half]].OtherAt < unique[i].OtherAt ? (half + 1, high) : (low, half);
            }

            previous[i] = low == 0 ? -1 : piles[low - 1];
            if (low == piles.Count)
            {
                piles.Add(i);
            }
            else
            {
                piles[low] = i;
            }
        }

        List<(int, int)> anchors = [];
        for (var i = piles.Count == 0 ? -1 : piles[^1]; i >= 0; i = previous[i])
        {
            anchors.Add((unique[i].At, unique[i].OtherAt));
        }

        anchors.Reverse();
        return anchors;
    }
}
