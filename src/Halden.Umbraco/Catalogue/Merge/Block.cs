using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>What a block is; only blocks of one kind can be the same block on two sides.</summary>
internal enum BlockKind
{
    /// <summary>Text without blocks inside: a sentence of a paragraph, a line of a long text, an item of a list field, a link, a whole value.</summary>
    Leaf,

    /// <summary>p</summary>
    Paragraph,

    /// <summary>h3–h6</summary>
    Heading,

    /// <summary>ul, ol</summary>
    List,

    /// <summary>li</summary>
    Item,

    /// <summary>dl</summary>
    Definitions,

    /// <summary>dt</summary>
    Term,

    /// <summary>dd</summary>
    Detail,

    /// <summary>blockquote</summary>
    Quote,

    /// <summary>table</summary>
    Table,

    /// <summary>caption</summary>
    Caption,

    /// <summary>tr</summary>
    Row,

    /// <summary>th, td</summary>
    Cell,
}

/// <summary>A piece of a text in normal form: two blocks that read the same have the same <see cref="Key"/>. Immutable.</summary>
/// <remarks>
/// A paragraph is not the smallest piece: it is made of its sentences, so that the municipality's telephone number in one
/// sentence and the new national deadline in the next meet in one paragraph without a conflict.
/// </remarks>
internal sealed partial class Block
{
    /// <summary>Name of a row of a table's head; a row of its body is <c>tr</c>.</summary>
    public const string HeadRow = "thead";

    private static readonly FrozenDictionary<string, BlockKind> Kinds = new Dictionary<string, BlockKind>
    {
        [string.Empty] = BlockKind.Leaf,
        ["p"] = BlockKind.Paragraph,
        ["h3"] = BlockKind.Heading,
        ["h4"] = BlockKind.Heading,
        ["h5"] = BlockKind.Heading,
        ["h6"] = BlockKind.Heading,
        ["ul"] = BlockKind.List,
        ["ol"] = BlockKind.List,
        ["li"] = BlockKind.Item,
        ["dl"] = BlockKind.Definitions,
        ["dt"] = BlockKind.Term,
        ["dd"] = BlockKind.Detail,
        ["blockquote"] = BlockKind.Quote,
        ["table"] = BlockKind.Table,
        ["caption"] = BlockKind.Caption,
        [HeadRow] = BlockKind.Row,
        ["tr"] = BlockKind.Row,
        ["th"] = BlockKind.Cell,
        ["td"] = BlockKind.Cell,
    }.ToFrozenDictionary();

    private int[]? _words;

    private Block(string name, string attributes, string text, string separator, IReadOnlyList<Block> children, string key)
    {
        Name = name;
        Attributes = attributes;
        Text = text;
        Separator = separator;
        Children = children;
        Key = key;
        Kind = Kinds[name];
    }

    /// <summary>The element's name; empty for a leaf.</summary>
    public string Name { get; }

    /// <summary>The element's attributes as written, each after a space.</summary>
    public string Attributes { get; }

    /// <summary>A leaf's own text: HTML within a paragraph, or the plain value.</summary>
    public string Text { get; }

    /// <summary>What stands between a sentence and the one before it: a space or line breaks.</summary>
    public string Separator { get; }

    /// <summary>The blocks inside.</summary>
    public IReadOnlyList<Block> Children { get; }

    /// <summary>The same for blocks that read the same, and for no others.</summary>
    public string Key { get; }

    /// <summary>What it is.</summary>
    public BlockKind Kind { get; }

    /// <summary>The element and its attributes: what the three sides must agree on before what is inside can be merged.</summary>
    public string Tag => Name + Attributes;

    /// <summary>Whether it is made of sentences.</summary>
    public bool IsText => Kind is BlockKind.Paragraph or BlockKind.Heading or BlockKind.Term or BlockKind.Caption;

    /// <summary>Whether nothing can be read in it.</summary>
    public bool IsEmpty => Name.Length == 0 ? Text.Length == 0 : Children.All(child => child.IsEmpty);

    /// <summary>A leaf whose text is all there is to say.</summary>
    public static Block Leaf(string text) => new(string.Empty, string.Empty, text, " ", [], text);

    /// <summary>A leaf that reads the same as another with this key, though it is written differently.</summary>
    public static Block Leaf(string text, string key) => new(string.Empty, string.Empty, text, " ", [], key);

    /// <summary>A sentence, and what stands before it.</summary>
    public static Block Sentence(string html, string separator) =>
        new(string.Empty, string.Empty, html, separator, [], separator == " " ? html : separator + html);

    /// <summary>An element.</summary>
    public static Block Element(string name, string attributes, IReadOnlyList<Block> children)
    {
        // Control characters never occur in a cleaned text, so no text can pass for another structure.
        var key = string.Create(null, $"\u0001{name}{attributes}\u0002{string.Join('\u0003', children.Select(child => child.Key))}\u0004");
        return new Block(name, attributes, string.Empty, " ", children, key);
    }

    /// <summary>This element with other blocks inside.</summary>
    public Block With(IReadOnlyList<Block> children) => Element(Name, Attributes, children);

    /// <summary>Where the block leads when it is nothing but one link; null otherwise. A link with the same address is the same link, whatever it says.</summary>
    public string? Target =>
        Name.Length > 0 ? (Children is [var only] ? only.Target : null)
        : OneLink().Match(Text) is { Success: true } link ? link.Groups[1].Value : null;

    /// <summary>
    /// How much two blocks of one kind have in common, 0–1: their words, twice over. Addresses count as words.
    /// </summary>
    public double Likeness(Block other)
    {
        var (mine, others) = (Words(), other.Words());
        if (mine.Length + others.Length == 0)
        {
            return 1;
        }

        var common = 0;
        for (int i = 0, j = 0; i < mine.Length && j < others.Length;)
        {
            var order = mine[i].CompareTo(others[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return 2.0 * common / (mine.Length + others.Length);
    }

    private int[] Words()
    {
        if (_words is not null)
        {
            return _words;
        }

        List<int> words = [];
        var text = Text.AsSpan();
        while (text.Length > 0)
        {
            if (text[0] == '<')
            {
                var tag = text[..(text.IndexOf('>') is var end and >= 0 ? end + 1 : text.Length)];
                if (tag.IndexOf(" href=\"") is var href and >= 0)
                {
                    var address = tag[(href + 7)..];
                    words.Add(string.GetHashCode(address[..Math.Max(0, address.IndexOf('"'))], StringComparison.Ordinal));
                }

                text = text[tag.Length..];
                continue;
            }

            var length = 0;
            while (length < text.Length && char.IsLetterOrDigit(text[length]))
            {
                length++;
            }

            if (length > 0)
            {
                words.Add(string.GetHashCode(text[..length], StringComparison.OrdinalIgnoreCase));
            }

            text = text[Math.Max(1, length)..];
        }

        foreach (var child in Children)
        {
            words.AddRange(child.Words());
        }

        CollectionsMarshal.AsSpan(words).Sort();
        return _words = [.. words];
    }

    [GeneratedRegex("""^<a [^>]*href="([^"]*)"[^>]*>((?!</a>).)*</a>\.?$""")]
    private static partial Regex OneLink();
}
