using System.Collections.Frozen;
using System.Numerics;
using System.Runtime.CompilerServices;
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

    private string? _key;
    private int[]? _words;
    private (ulong Low, ulong High) _bits;
    private string? _target;

    private Block(string name, string attributes, string text, string separator, IReadOnlyList<Block> children, string? key)
    {
        Name = name;
        Attributes = attributes;
        Text = text;
        Separator = separator;
        Children = children;
        _key = key;
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
    public string Key
    {
        get
        {
            if (_key is null)
            {
                var key = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
                WriteKey(ref key);
                _key = key.ToStringAndClear();
            }

            return _key;
        }
    }

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
    public static Block Element(string name, string attributes, IReadOnlyList<Block> children) =>
        new(name, attributes, string.Empty, " ", children, null);

    /// <summary>This element with other blocks inside.</summary>
    public Block With(IReadOnlyList<Block> children) => Element(Name, Attributes, children);

    /// <summary>Where the block leads when it is nothing but one link; null otherwise. A link with the same address is the same link, whatever it says.</summary>
    public string? Target =>
        Name.Length > 0 ? (Children is [var only] ? only.Target : null)
        : !Text.StartsWith("<a ", StringComparison.Ordinal) ? null
        : (_target ??= OneLink().Match(Text).Groups[1].Value) is { Length: > 0 } target ? target : null;

    /// <summary>
    /// How much two blocks of one kind have in common, 0–1: their words, twice over. Addresses count as words.
    /// </summary>
    public double Likeness(Block other)
    {
        var (mine, others) = (Words(), other.Words());
        return mine.Length + others.Length == 0 ? 1 : 2.0 * Matching.Common(mine, others) / (mine.Length + others.Length);
    }

    /// <summary>What <see cref="Likeness"/> is at most, without comparing word by word.</summary>
    /// <remarks>
    /// Each word sets one of 128 bits. A bit that the other block lacks is a word that it lacks, so that most blocks which
    /// have little to do with each other are told apart by counting bits.
    /// </remarks>
    public double LikenessAtMost(Block other)
    {
        var (mine, others) = (Words().Length, other.Words().Length);
        var common = Math.Min(
            mine - BitOperations.PopCount(_bits.Low & ~other._bits.Low) - BitOperations.PopCount(_bits.High & ~other._bits.High),
            others - BitOperations.PopCount(other._bits.Low & ~_bits.Low) - BitOperations.PopCount(other._bits.High & ~_bits.High));
        return mine + others == 0 ? 1 : 2.0 * common / (mine + others);
    }

    /// <summary>Whether one of the blocks inside stands in the other as well.</summary>
    public bool SharesChildWith(Block other)
    {
        for (var i = 0; i < Children.Count; i++)
        {
            for (var j = 0; j < other.Children.Count; j++)
            {
                if (Children[i].Key == other.Children[j].Key)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Control characters never occur in a cleaned text, so no text can pass for another structure.
    private void WriteKey(ref DefaultInterpolatedStringHandler key)
    {
        if (_key is not null)
        {
            key.AppendLiteral(_key);
            return;
        }

        key.AppendLiteral("\u0001");
        key.AppendLiteral(Name);
        key.AppendLiteral(Attributes);
        for (var i = 0; i < Children.Count; i++)
        {
            key.AppendLiteral(i == 0 ? "\u0002" : "\u0003");
            Children[i].WriteKey(ref key);
        }

        key.AppendLiteral(Children.Count == 0 ? "\u0002\u0004" : "\u0004");
    }

    // The words of the block and of all inside it, as sorted hashes.
    private int[] Words()
    {
        if (_words is not null)
        {
            return _words;
        }

        if (Children is [var only])
        {
            _words = only.Words();
            _bits = only._bits;
            return _words;
        }

        var words = Name.Length == 0 ? WordsOf(Text) : [.. Children.SelectMany(child => child.Words())];
        Array.Sort(words);
        foreach (var word in words)
        {
            var bit = 1UL << (word & 63);
            _bits = (word & 64) == 0 ? (_bits.Low | bit, _bits.High) : (_bits.Low, _bits.High | bit);
        }

        return _words = words;
    }

    private static int[] WordsOf(ReadOnlySpan<char> text)
    {
        var most = (text.Length + 1) / 2;
        Span<int> words = most <= 256 ? stackalloc int[most] : new int[most];
        var count = 0;
        while (text.Length > 0)
        {
            if (text[0] == '<')
            {
                var tag = text[..(text.IndexOf('>') is var end and >= 0 ? end + 1 : text.Length)];
                if (tag.IndexOf(" href=\"") is var href and >= 0)
                {
                    var address = tag[(href + 7)..];
                    words[count++] = string.GetHashCode(address[..Math.Max(0, address.IndexOf('"'))], StringComparison.Ordinal);
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
                words[count++] = string.GetHashCode(text[..length], StringComparison.OrdinalIgnoreCase);
            }

            text = text[Math.Max(1, length)..];
        }

        return words[..count].ToArray();
    }

    [GeneratedRegex("""^<a [^>]*href="([^"]*)"[^>]*>((?!</a>).)*</a>\.?$""")]
    private static partial Regex OneLink();
}
