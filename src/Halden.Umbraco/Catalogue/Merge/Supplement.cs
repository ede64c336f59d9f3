using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>What the municipality says besides a national text, kept apart from it so that every national change flows through.</summary>
/// <param name="Before">Stands before the national text; canonical, empty for nothing.</param>
/// <param name="After">Stands after it; canonical, empty for nothing.</param>
internal readonly record struct Supplement(string Before, string After)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>No supplement.</summary>
    public static Supplement None { get; } = new(string.Empty, string.Empty);

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Before.Length + After.Length == 0;

    /// <summary>Whether a field of this kind has a before and an after: text over several lines, or HTML.</summary>
    public static bool Fits(FieldKind kind) => kind == FieldKind.Html || kind == FieldKind.LongText;

    /// <summary>The value to publish: the national text with the supplement round it; the national text as it is where there is none.</summary>
    /// <param name="kind">A kind that <see cref="Fits"/>.</param>
    /// <param name="national">The national value.</param>
    /// <param name="supplement">The municipality's own.</param>
    /// <exception cref="ArgumentException">Another kind.</exception>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static string Compose(FieldKind kind, string national, Supplement supplement) =>
        supplement.IsEmpty ? national : Write(kind, Composed(kind, national, supplement));

    /// <summary>
    /// Finds the supplement in a value: what stands round the whole national text. Null when the national text does not
    /// stand there unchanged and in one piece; then the value is a tailored text, to be merged. Where it stands more
    /// than once, the first is the national one. With no national text, all of the value stands after it.
    /// </summary>
    /// <exception cref="ArgumentException">A kind that has no supplements.</exception>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static Supplement? Split(FieldKind kind, string value, string national)
    {
        var parts = Parts(kind, value);
        var middle = Parts(kind, national);
        for (var at = 0; at + middle.Count <= parts.Count; at++)
        {
            if (Same(parts.Skip(at).Take(middle.Count), middle))
            {
                return new Supplement(Write(kind, parts.Take(at)), Write(kind, parts.Skip(at + middle.Count)));
            }
        }

        return null;
    }

    /// <summary>
    /// The supplement as it is in a value that was composed and may have been edited since, by whatever tool: the one
    /// that was kept where the value still is made of it, else what stands round the national text. Null where somebody
    /// has changed the national text itself: then nothing tells the two apart, and the value is a tailored text.
    /// </summary>
    /// <param name="kind">A kind that <see cref="Fits"/>.</param>
    /// <param name="value">What the field has.</param>
    /// <param name="national">The national text that it was composed with.</param>
    /// <param name="kept">The supplement that it was composed with.</param>
    public static Supplement? Recognise(FieldKind kind, string value, string national, Supplement kept)
    {
        try
        {
            return Same(Parts(kind, value), Composed(kind, national, kept)) ? kept : Split(kind, value, national);
        }
        catch (UncleanableHtmlException)
        {
            return null;
        }
    }

    /// <summary>
    /// A supplement with everything that the municipality has in a tailored text and the national text has not, for a
    /// person to look through: what stands round the national text where that is whole, else each block of the value
    /// that is not one of its blocks; those before the first national block before it, the others after.
    /// </summary>
    public static Supplement Propose(FieldKind kind, string value, string national)
    {
        try
        {
            if (national.Length > 0 && Split(kind, value, national) is { } exact)
            {
                return exact;
            }

            var parts = Parts(kind, value);
            var known = Parts(kind, national).Select(part => part.Key).ToHashSet();
            var before = parts.TakeWhile(part => !known.Contains(part.Key)).Count();
            return before == parts.Count
                ? new Supplement(string.Empty, Write(kind, parts))
                : new Supplement(Write(kind, parts.Take(before)), Write(kind, parts.Skip(before).Where(part => !known.Contains(part.Key))));
        }
        catch (UncleanableHtmlException)
        {
            return new Supplement(string.Empty, value);
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Dictionary<string, Supplement> ParseAll(string json) => JsonSerializer.Deserialize<Dictionary<string, Supplement>>(json, Json) ?? [];

    /// <summary>JSON object of alias → <c>{"before","after"}</c>, the aliases in ordinal order.</summary>
    public static string ToJson(IReadOnlyDictionary<string, Supplement> byAlias) =>
        JsonSerializer.Serialize(new SortedDictionary<string, Supplement>(byAlias.ToDictionary(), StringComparer.Ordinal), Json);

    private static IReadOnlyList<Block> Composed(FieldKind kind, string national, Supplement supplement) =>
        [.. Parts(kind, supplement.Before), .. Parts(kind, national), .. Parts(kind, supplement.After)];

    private static bool Same(IEnumerable<Block> one, IEnumerable<Block> other) =>
        one.Select(part => part.Key).SequenceEqual(other.Select(part => part.Key));

    private static IReadOnlyList<Block> Parts(FieldKind kind, string value) =>
        kind == FieldKind.Html ? HtmlBlocks.Parse(value).Blocks
        : kind != FieldKind.LongText ? throw new ArgumentException($"A field of kind {kind} has no supplements.", nameof(kind))
        : kind.Normalise(value) is { Length: > 0 } text ? [.. text.Split('\n').Select(Block.Leaf)]
        : [];

    private static string Write(FieldKind kind, IEnumerable<Block> parts) =>
        kind == FieldKind.Html ? HtmlBlocks.Write([.. parts]) : kind.Normalise(string.Join('\n', parts.Select(part => part.Text)));
}
