using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>What the municipality says besides a national text, kept apart from it so that every national change flows through.</summary>
/// <param name="Before">Stands before the national text; canonical, empty for nothing.</param>
/// <param name="After">Stands after it; canonical, empty for nothing.</param>
internal readonly record struct Supplement(string Before, string After)
{
    /// <summary>No supplement.</summary>
    public static Supplement None { get; } = new(string.Empty, string.Empty);

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Before.Length + After.Length == 0;

    /// <summary>The value to publish: the national text with the supplement round it.</summary>
    /// <param name="kind"><see cref="FieldKind.Html"/> or <see cref="FieldKind.LongText"/>; no other kind has a before and after.</param>
    /// <param name="national">The national value.</param>
    /// <param name="supplement">The municipality's own.</param>
    /// <exception cref="ArgumentException">Another kind.</exception>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static string Compose(FieldKind kind, string national, Supplement supplement) =>
        Write(kind, [.. Parts(kind, supplement.Before), .. Parts(kind, national), .. Parts(kind, supplement.After)]);

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
            if (parts.Skip(at).Take(middle.Count).Select(part => part.Key).SequenceEqual(middle.Select(part => part.Key)))
            {
                return new Supplement(Write(kind, parts.Take(at)), Write(kind, parts.Skip(at + middle.Count)));
            }
        }

        return null;
    }

    /// <summary>The value with the new national text in place of the old, or null when the value is no supplemented text.</summary>
    /// <exception cref="ArgumentException">A kind that has no supplements.</exception>
    /// <exception cref="UncleanableHtmlException">Too many tags, or too deep.</exception>
    public static string? Follow(FieldKind kind, string value, string oldNational, string newNational) =>
        Split(kind, value, oldNational) is { } supplement ? Compose(kind, newNational, supplement) : null;

    private static IReadOnlyList<Block> Parts(FieldKind kind, string value) =>
        kind == FieldKind.Html ? HtmlBlocks.Parse(value).Blocks
        : kind != FieldKind.LongText ? throw new ArgumentException($"A field of kind {kind} has no supplements.", nameof(kind))
        : kind.Normalise(value) is { Length: > 0 } text ? [.. text.Split('\n').Select(Block.Leaf)]
        : [];

    private static string Write(FieldKind kind, IEnumerable<Block> parts) =>
        kind == FieldKind.Html ? HtmlBlocks.Write([.. parts]) : kind.Normalise(string.Join('\n', parts.Select(part => part.Text)));
}
