using Halden.Umbraco.ServiceDescriptions;
using static Halden.Umbraco.Catalogue.Merge.MergeNode;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>Merges lists whose items are known by a key wherever they stand: the items of a list field, and links by their target.</summary>
/// <remarks>
/// What a side added is added and what a side took out is gone, in any place; order alone is never a conflict. The order is
/// that of the side that moved items, else (both did, or none) the municipality's; what the other side added follows
/// the item it follows there.
/// </remarks>
internal static class KeyedMerge
{
    /// <summary>The items of a list field; the text is the key.</summary>
    public static List<MergeNode> Items(IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national) =>
        Merge(before, local, national, item => item.Key);

    /// <summary>Links, as <see cref="Link"/> makes them.</summary>
    public static List<MergeNode> Links(IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national) =>
        Merge(before, local, national, link => ServiceLink.Parse(link.Text)[0].Url);

    /// <summary>One link as a block: its text is the canonical form of that link alone.</summary>
    public static Block Link(ServiceLink link) => Block.Leaf(ServiceLink.Canonical([link]));

    private static List<MergeNode> Merge(
        IReadOnlyList<Block> before, IReadOnlyList<Block> local, IReadOnlyList<Block> national, Func<Block, string> keyOf)
    {
        var (was, mine, theirs) = (Keyed(before, keyOf), Keyed(local, keyOf), Keyed(national, keyOf));
        var order = Order(was.Keys, mine.Keys, theirs.Keys);
        return [.. order.Select(key => One(was.Map.GetValueOrDefault(key), mine.Map.GetValueOrDefault(key), theirs.Map.GetValueOrDefault(key)))];
    }

    private static Chunk One(Block? before, Block? local, Block? national)
    {
        IReadOnlyList<Block> was = before is null ? [] : [before];
        IReadOnlyList<Block> mine = local is null ? [] : [local];
        IReadOnlyList<Block> theirs = national is null ? [] : [national];
        var origin = local?.Key == national?.Key ? local?.Key == before?.Key ? MergeOrigin.Unchanged : MergeOrigin.Both
            : local?.Key == before?.Key ? MergeOrigin.FromNational
            : national?.Key == before?.Key ? MergeOrigin.FromLocal
            : MergeOrigin.Conflict;
        return new Chunk(origin, was, mine, theirs)
        {
            Reason = local is null ? ConflictReason.LocalRemoved
                : national is null ? ConflictReason.NationalRemoved
                : before is null ? ConflictReason.BothAdded
                : ConflictReason.BothChanged,
        };
    }

    /// <summary>Items by key; the second of the same key is another item.</summary>
    private static (List<string> Keys, Dictionary<string, Block> Map) Keyed(IReadOnlyList<Block> items, Func<Block, string> keyOf)
    {
        List<string> keys = [];
        Dictionary<string, Block> map = [];
        foreach (var item in items)
        {
            var key = keyOf(item);
            for (var n = 2; map.ContainsKey(key); n++)
            {
                key = $"{keyOf(item)}\n{n}";
            }

            keys.Add(key);
            map[key] = item;
        }

        return (keys, map);
    }

    private static List<string> Order(List<string> before, List<string> local, List<string> national)
    {
        var everywhere = before.Intersect(local).Intersect(national).ToHashSet();
        bool Moved(List<string> side) => !side.Where(everywhere.Contains).SequenceEqual(before.Where(everywhere.Contains));
        var (first, second) = Moved(national) && !Moved(local) ? (national, local) : (local, national);
        return After(After(first, second), before);
    }

    /// <summary>A list with what another has besides, each after the item it follows there, and after what the list itself has new in that place.</summary>
    private static List<string> After(List<string> list, List<string> other)
    {
        var known = list.ToHashSet();
        var others = other.ToHashSet();
        Dictionary<string, List<string>> following = [];
        List<string> atStart = [];
        var current = atStart;
        foreach (var key in other)
        {
            if (known.Contains(key))
            {
                current = following[key] = [];
            }
            else
            {
                current.Add(key);
            }
        }

        List<string> result = [];
        var waiting = atStart;
        foreach (var key in list)
        {
            if (others.Contains(key))
            {
                result.AddRange(waiting);
                waiting = following[key];
            }

            result.Add(key);
        }

        result.AddRange(waiting);
        return result;
    }
}
