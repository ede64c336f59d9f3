using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>
/// Reads JSON-LD (https://www.w3.org/TR/json-ld11/) with its context inline. A context elsewhere is refused: what a file
/// says must not depend on what an address answers that day. Named graphs are read as part of the one graph.
/// </summary>
internal sealed partial class JsonLdReader
{
    private const long MaxCopiedTerms = 20_000_000;

    // Each level of what is too large to be held is gone through once more.
    private const int MaxLargeLevels = 4;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly Action<Triple> _found;
    private readonly RdfLimits _limits;
    private readonly TermCache<Iri> _iris = new();
    private int _blankNodes;
    private int _depth;
    private long _copiedTerms;

    private JsonLdReader(Stream stream, Action<Triple> found, RdfLimits limits)
    {
        _stream = stream;
        _start = stream.Position;
        _found = found;
        _limits = limits;
    }

    /// <summary>Gives every triple of <paramref name="stream"/> to <paramref name="found"/>.</summary>
    /// <param name="stream">UTF-8, with or without byte order mark; stays open. It is read twice, because its context may come last.</param>
    /// <param name="baseIri">Where the document is from, for its relative addresses; null where it may have none outside a <c>@base</c>.</param>
    /// <param name="found">Takes each triple as soon as it is made.</param>
    /// <param name="limits">How much to read.</param>
    /// <exception cref="RdfException">The text is not JSON-LD, needs a context from elsewhere, or is beyond the limits.</exception>
    public static void Read(Stream stream, string? baseIri, Action<Triple> found, RdfLimits? limits = null)
    {
        limits ??= RdfLimits.Default;
        using var copy = stream.CanSeek ? null : TemporaryFile.Create();
        try
        {
            if (copy is not null)
            {
                using var limited = new LimitedStream(stream, limits.MaxBytes);
                limited.CopyTo(copy);
                copy.Position = 0;
            }
            else if (stream.Length - stream.Position > limits.MaxBytes)
            {
                throw new TooLargeException();
            }
        }
        catch (TooLargeException)
        {
            throw new RdfException(1, 1, RdfTexts.FileTooLarge(limits.MaxBytes));
        }

        new JsonLdReader(copy ?? stream, found, limits).ReadDocument(baseIri);
    }

    private void ReadDocument(string? baseIri)
    {
        try
        {
            ReadNodes(Open(null, 0), new JsonLdContext(baseIri is null ? null : new IriBase(baseIri), null, null, new Dictionary<string, JsonLdTerm>()), null);
        }
        catch (JsonException broken)
        {
            var isTooDeep = broken.Message.Contains("depth", StringComparison.OrdinalIgnoreCase);
            throw new RdfException(
                (int)(broken.LineNumber ?? 0) + 1,
                (int)(broken.BytePositionInLine ?? 0) + 1,
                isTooDeep ? RdfTexts.JsonTooDeep(_limits.MaxDepth) : RdfTexts.NotJson);
        }
        catch (InvalidJsonTextException invalid)
        {
            throw Error(invalid.Offset, RdfTexts.NotUtf8);
        }
    }

    /// <summary>
    /// The text, or a value in it that is too large to be held: a list whose values are read when they are asked for, or an
    /// object with its members. What says the most, a list of nodes at the top or in <c>@graph</c>, is thus never held whole.
    /// </summary>
    private JsonTree Open(JsonPiece? piece, int level)
    {
        byte? first = piece?.First;
        if (piece is null)
        {
            using var beginning = Pieces(null);
            first = beginning.Begin();
        }

        switch (first)
        {
            case (byte)'[':
                return new JsonArrayTree(piece?.Offset ?? 0, Values(piece, level));
            case (byte)'{':
                List<KeyValuePair<string, JsonTree>> members = [];
                var held = 0;
                using (var pieces = Pieces(piece))
                {
                    while (Next(pieces) is { } member)
                    {
                        held += member.Utf8.Length;
                        if (held > _limits.MaxJsonBytes)
                        {
                            throw TooLarge(member);
                        }

                        members.Add(new(member.Name!, Value(member, level)));
                    }
                }

                return new JsonObjectTree(piece?.Offset ?? 0, members);
            case null:
                throw new JsonException(null, null, 0, 0);
            case 0xFF or 0xFE:
                throw new RdfException(1, 1, RdfTexts.Utf16);
            default:
                throw piece is { } large ? TooLarge(large) : new RdfException(1, 1, RdfTexts.NodesExpected);
        }
    }

    private IEnumerable<JsonTree> Values(JsonPiece? list, int level)
    {
        using var pieces = Pieces(list);
        while (Next(pieces) is { } value)
        {
            yield return Value(value, level);
        }
    }

    private JsonTree Value(JsonPiece piece, int level)
    {
        if (piece.IsTooLarge)
        {
            return level < MaxLargeLevels ? Open(piece, level + 1) : throw TooLarge(piece);
        }

        try
        {
            return JsonTree.Parse(piece.Utf8.Span, _limits.MaxDepth, piece.Offset);
        }
        catch (JsonException broken)
        {
            var column = broken.BytePositionInLine + (broken.LineNumber > 0 ? 0 : piece.Column - 1);
            throw new JsonException(broken.Message, null, piece.Line - 1 + broken.LineNumber, column);
        }
    }

    private JsonPieces Pieces(JsonPiece? within)
    {
        _stream.Position = _start + (within?.Offset ?? 0);
        return new JsonPieces(_stream, _limits.MaxJsonBytes, _limits.MaxDepth, within);
    }

    // Others may have read from the stream since.
    private JsonPiece? Next(JsonPieces pieces)
    {
        _stream.Position = _start + pieces.Position;
        return pieces.Read() ? pieces.Current : null;
    }

    private RdfException TooLarge(JsonPiece piece) => piece.First == (byte)'"' ? TooLong(piece.Offset) : Error(piece.Offset, RdfTexts.PieceTooLarge(_limits.MaxJsonBytes));

    // What may stand at the top, in @graph and in @included: nodes, and values that nobody says anything with.
    private void ReadNodes(JsonTree tree, JsonLdContext context, Action<RdfTerm>? each)
    {
        switch (tree)
        {
            case JsonArrayTree array:
                foreach (var item in array.Items)
                {
                    ReadNodes(item, context, each);
                }

                break;
            case JsonObjectTree node:
                if (ReadNode(node, context) is { } term)
                {
                    each?.Invoke(term);
                }

                break;
            case JsonNull:
                break;
            default:
                throw Error(tree.Offset, RdfTexts.NodesExpected);
        }
    }

    /// <summary>Reads a node object and gives its subject; null where it is only a holder of a graph.</summary>
    private RdfTerm? ReadNode(JsonObjectTree node, JsonLdContext context)
    {
        Enter(node);
        if (node["@context"] is { } own)
        {
            context = Extend(context, own);
        }

        var id = Keyword(node, context, "@id");
        var hasGraph = false;
        var hasMore = id is not null;
        foreach (var (key, _) in node.Members)
        {
            var keyword = Expanded(key, context);
            hasGraph |= keyword == "@graph";
            hasMore |= keyword is not (null or "@graph" or "@context" or "@id");
        }

        RdfTerm? subject = !hasMore && hasGraph ? null
            : id is null ? NewBlankNode(node)
            : NodeId(Text(id, "@id"), context, id.Offset);
        foreach (var (key, value) in node.Members)
        {
            ReadMember(subject, key, value, context);
        }

        _depth--;
        return subject;
    }

    private void ReadMember(RdfTerm? subject, string key, JsonTree value, JsonLdContext context)
    {
        switch (Expanded(key, context))
        {
            case "@context" or "@id" or "@index" or null:
                break;
            case "@graph" or "@included":
                ReadNodes(value, context, null);
                break;
            case "@type":
                foreach (var type in Each(value))
                {
                    // A type may be a text by mistake elsewhere; here every text is the name of a type.
                    if (ExpandIri(Text(type, "@type"), context, isVocabulary: true, type.Offset) is { } named)
                    {
                        _found(new Triple(subject!, RdfSyntax.Type, named));
                    }
                }

                break;
            case "@reverse":
                foreach (var (property, nodes) in (value as JsonObjectTree ?? throw Error(value.Offset, RdfTexts.ReverseIsObject)).Members)
                {
                    if (Property(property, context, nodes.Offset) is var (predicate, term))
                    {
                        ReadValues(subject!, predicate, nodes, Under(context, term), term, isReverse: !(term?.IsReverse ?? false));
                    }
                }

                break;
            case "@nest":
                foreach (var nested in Each(value).OfType<JsonObjectTree>())
                {
                    foreach (var (name, inner) in nested.Members)
                    {
                        ReadMember(subject, name, inner, context);
                    }
                }

                break;
            case ['@', ..] keyword when KeywordShape().IsMatch(keyword):
                throw Error(value.Offset, RdfTexts.KeywordNotHere(keyword));
            default:
                if (Property(key, context, value.Offset) is var (iri, definition))
                {
                    ReadValues(subject!, iri, value, Under(context, definition), definition, definition?.IsReverse ?? false);
                }

                break;
        }
    }

    private (Iri Predicate, JsonLdTerm? Term)? Property(string key, JsonLdContext context, long offset)
    {
        // A key that stands for no IRI says nothing in RDF, and a blank node is no property.
        var expanded = Expanded(key, context);
        return expanded is null || !Iris.IsAbsolute(expanded) || expanded.StartsWith("_:", StringComparison.Ordinal)
            ? null
            : (MakeIri(expanded, offset), context.Find(key));
    }

    private JsonLdContext Under(JsonLdContext context, JsonLdTerm? term) => term?.Context is { } own ? Extend(context, own) : context;

    private void ReadValues(RdfTerm subject, Iri predicate, JsonTree value, JsonLdContext context, JsonLdTerm? term, bool isReverse)
    {
        void Found(RdfTerm found)
        {
            if (!isReverse)
            {
                _found(new Triple(subject, predicate, found));
            }
            else if (found is not Literal)
            {
                _found(new Triple(found, predicate, subject));
            }
        }

        var containers = term?.Containers ?? [];
        if (containers.Contains("@list"))
        {
            if (value is not JsonNull)
            {
                Found(value is JsonObjectTree wrapped && Keyword(wrapped, context, "@list") is { } inner
                    ? ReadList(inner, context, term)
                    : ReadList(value, context, term));
            }
        }
        else if (value is JsonObjectTree map && containers.Contains("@language"))
        {
            foreach (var (language, texts) in map.Members)
            {
                foreach (var text in Each(texts).Where(text => text is not JsonNull))
                {
                    Found(Plain(Text(text, key: language), language == "@none" ? null : CheckedLanguage(language, text.Offset), text.Offset));
                }
            }
        }
        else if (value is JsonObjectTree index && containers.Any(container => container is "@index" or "@id" or "@type" or "@graph"))
        {
            ReadIndex(index, context, term, containers, Found);
        }
        else
        {
            ReadValue(value, context, term, Found);
        }
    }

    private void ReadIndex(JsonObjectTree index, JsonLdContext context, JsonLdTerm? term, IReadOnlyList<string> containers, Action<RdfTerm> found)
    {
        if (containers.Contains("@graph") && !containers.Any(container => container is "@index" or "@id"))
        {
            ReadNodes(index, context, found);
            return;
        }

        foreach (var (key, values) in index.Members)
        {
            foreach (var value in Each(values))
            {
                ReadValue(value, context, term, node =>
                {
                    // The key is the node's type or address where the container says so, and otherwise only an order.
                    if (containers.Contains("@type") && key != "@none" && ExpandIri(key, context, isVocabulary: true, value.Offset) is { } type)
                    {
                        _found(new Triple(node, RdfSyntax.Type, type));
                    }

                    found(node);
                }, containers.Contains("@id") && key != "@none" ? NodeId(key, context, value.Offset) : null);
            }
        }
    }

    private void ReadValue(JsonTree value, JsonLdContext context, JsonLdTerm? term, Action<RdfTerm> found, RdfTerm? idFromKey = null)
    {
        switch (value)
        {
            case JsonNull:
                break;
            case JsonArrayTree array:
                Enter(array);
                foreach (var item in array.Items)
                {
                    ReadValue(item, context, term, found, idFromKey);
                }

                _depth--;
                break;
            case JsonObjectTree node:
                ReadObject(node, context, term, found, idFromKey);
                break;
            case JsonText text when term?.Type is "@id" or "@vocab":
                if ((term!.Type == "@vocab" ? ExpandIri(text.Value, context, isVocabulary: true, text.Offset) : NodeId(text.Value, context, text.Offset)) is { } iri)
                {
                    found(iri);
                }

                break;
            default:
                found(ReadScalar(value, context, term));
                break;
        }
    }

    private void ReadObject(JsonObjectTree node, JsonLdContext context, JsonLdTerm? term, Action<RdfTerm> found, RdfTerm? idFromKey)
    {
        var inner = node["@context"] is { } own ? Extend(context, own) : context;
        if (Keyword(node, inner, "@value") is { } value)
        {
            if (value is not JsonNull)
            {
                found(ReadValueObject(node, value, inner));
            }
        }
        else if (Keyword(node, inner, "@list") is { } list)
        {
            found(ReadList(list, inner, term));
        }
        else if (Keyword(node, inner, "@set") is { } set)
        {
            ReadValue(set, inner, term, found);
        }
        else if (idFromKey is not null && Keyword(node, inner, "@id") is null)
        {
            Enter(node);
            foreach (var (key, member) in node.Members)
            {
                ReadMember(idFromKey, key, member, inner);
            }

            _depth--;
            found(idFromKey);
        }
        else if (ReadNode(node, context) is { } subject)
        {
            found(subject);
        }
    }

    private Literal ReadValueObject(JsonObjectTree node, JsonTree value, JsonLdContext context)
    {
        if (value is not (JsonText or JsonNumber or JsonBoolean))
        {
            throw Error(value.Offset, RdfTexts.ValueIsScalar);
        }

        if (Keyword(node, context, "@language") is { } language and not JsonNull)
        {
            return value is JsonText text && Keyword(node, context, "@type") is null
                ? Plain(text.Value, CheckedLanguage(Text(language, "@language"), language.Offset), value.Offset)
                : throw Error(value.Offset, RdfTexts.LanguageOfTextOnly);
        }

        if (Keyword(node, context, "@type") is { } type and not JsonNull)
        {
            return ExpandIri(Text(type, "@type"), context, isVocabulary: true, type.Offset) is Iri datatype
                ? Scalar(value, datatype)
                : throw Error(type.Offset, RdfTexts.DatatypeIsAddress);
        }

        return Scalar(value, null);
    }

    private Literal ReadScalar(JsonTree value, JsonLdContext context, JsonLdTerm? term)
    {
        var datatype = term?.Type is { } type and not ("@id" or "@vocab" or "@none" or "@json") ? MakeIri(type, value.Offset) : null;
        return value is JsonText text && datatype is null
            ? Plain(text.Value, term?.Language ?? context.Language, text.Offset)
            : Scalar(value, datatype);
    }

    private Literal Plain(string text, string? language, long offset)
    {
        CheckLiteral(text, offset);
        return language is { Length: > 0 } ? new Literal(text, language) : new Literal(text);
    }

    // Numbers in the canonical forms of JSON-LD 1.1 API, section 8.2.2 (Object to RDF Conversion).
    private Literal Scalar(JsonTree value, Iri? datatype)
    {
        switch (value)
        {
            case JsonBoolean boolean:
                return new Literal(boolean.Value ? "true" : "false", datatype ?? Xsd.Boolean);
            case JsonNumber number:
                if (!double.TryParse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real))
                {
                    throw Error(value.Offset, RdfTexts.NumberTooLarge);
                }

                var isWhole = real == Math.Truncate(real) && Math.Abs(real) < 1e21;
                return isWhole && datatype != Xsd.Double
                    ? new Literal(new System.Numerics.BigInteger(real).ToString(CultureInfo.InvariantCulture), datatype ?? Xsd.Integer)
                    : new Literal(Canonical(real), datatype ?? Xsd.Double);
            default:
                var text = ((JsonText)value).Value;
                CheckLiteral(text, value.Offset);
                return new Literal(text, datatype);
        }
    }

    private static string Canonical(double real)
    {
        var text = real.ToString("E15", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = text[..at].TrimEnd('0');
        return $"{(mantissa.EndsWith('.') ? mantissa + "0" : mantissa)}E{int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
    }

    private RdfTerm ReadList(JsonTree list, JsonLdContext context, JsonLdTerm? term)
    {
        Enter(list);
        RdfTerm head = RdfSyntax.Nil;
        BlankNode? last = null;
        foreach (var item in Each(list))
        {
            void Append(RdfTerm found)
            {
                var node = NewBlankNode(item);
                if (last is null)
                {
                    head = node;
                }
                else
                {
                    _found(new Triple(last, RdfSyntax.Rest, node));
                }

                _found(new Triple(node, RdfSyntax.First, found));
                last = node;
            }

            // A list within a list is a list of its own, unlike a set within a set.
            if (item is JsonArrayTree inner)
            {
                Append(ReadList(inner, context, term));
            }
            else
            {
                ReadValue(item, context, term, Append);
            }
        }

        if (last is not null)
        {
            _found(new Triple(last, RdfSyntax.Rest, RdfSyntax.Nil));
        }

        _depth--;
        return head;
    }

    private JsonLdContext Extend(JsonLdContext context, JsonTree tree)
    {
        switch (tree)
        {
            case JsonArrayTree array:
                Enter(array);
                context = array.Items.Aggregate(context, Extend);
                _depth--;
                return context;
            case JsonNull:
                return new JsonLdContext(context.Base, null, null, new Dictionary<string, JsonLdTerm>());
            case JsonText remote:
                throw Error(remote.Offset, RdfTexts.RemoteContext(Shorten(remote.Value)));
            case JsonObjectTree definitions:
                return Extend(context, definitions);
            default:
                throw Error(tree.Offset, RdfTexts.ContextIsObject);
        }
    }

    private JsonLdContext Extend(JsonLdContext context, JsonObjectTree definitions)
    {
        if (definitions["@import"] is { } import)
        {
            throw Error(import.Offset, RdfTexts.ImportedContext);
        }

        if (definitions["@base"] is { } @base)
        {
            context = context with
            {
                Base = @base is JsonNull ? null
                    : Text(@base, "@base") is var iri && Iris.IsAbsolute(iri) ? new IriBase(iri)
                    : context.Base is { } outer ? new IriBase(outer.Resolve(iri))
                    : throw Error(@base.Offset, RdfTexts.BaseIsAddress),
            };
        }

        if (definitions["@language"] is { } language)
        {
            context = context with { Language = language is JsonNull ? null : CheckedLanguage(Text(language, "@language"), language.Offset) };
        }

        // A large context that many small ones add to would be copied for each of them.
        _copiedTerms += context.Terms.Count + definitions.Members.Count;
        if (_copiedTerms > MaxCopiedTerms)
        {
            throw Error(definitions.Offset, RdfTexts.TooManyContexts);
        }

        Dictionary<string, JsonLdTerm> terms = new(context.Terms);
        if (definitions["@vocab"] is { } vocabulary)
        {
            context = context with
            {
                Vocabulary = vocabulary is JsonNull ? null : new Definer(this, context, definitions, terms).Vocabulary(Text(vocabulary, "@vocab"), vocabulary.Offset),
            };
        }

        new Definer(this, context, definitions, terms).DefineAll();
        return context with { Terms = terms };
    }

    /// <summary>A key or keyword as an IRI or keyword; null where it stands for nothing.</summary>
    private static string? Expanded(string key, JsonLdContext context)
    {
        if (key.StartsWith('@') && KeywordShape().IsMatch(key))
        {
            return key;
        }

        if (context.Find(key) is { } term)
        {
            return term.Iri;
        }

        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            return key[..colon] != "_" && !key.AsSpan(colon + 1).StartsWith("//") && context.Find(key[..colon])?.Iri is { } prefix
                ? prefix + key[(colon + 1)..]
                : key;
        }

        return context.Vocabulary is { } vocabulary ? vocabulary + key : null;
    }

    private RdfTerm? ExpandIri(string text, JsonLdContext context, bool isVocabulary, long offset)
    {
        if (isVocabulary && Expanded(text, context) is { } expanded)
        {
            return expanded.StartsWith("_:", StringComparison.Ordinal) ? new BlankNode("n" + expanded[2..])
                : expanded.StartsWith('@') ? null
                : Iris.IsAbsolute(expanded) ? MakeIri(expanded, offset)
                : NodeId(text, context, offset);
        }

        return NodeId(text, context, offset);
    }

    /// <summary>The value of an @id: a blank node, a compact IRI, or an IRI against the base.</summary>
    private RdfTerm NodeId(string text, JsonLdContext context, long offset)
    {
        if (text.StartsWith("_:", StringComparison.Ordinal))
        {
            return new BlankNode("n" + text[2..]);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !text.AsSpan(colon + 1).StartsWith("//") && context.Find(text[..colon])?.Iri is { } prefix)
        {
            return MakeIri(prefix + text[(colon + 1)..], offset);
        }

        return Iris.IsAbsolute(text) || context.Base is null ? MakeIri(text, offset) : MakeIri(context.Base.Resolve(text), offset);
    }

    private Iri MakeIri(string iri, long offset)
    {
        if (_iris.Find(iri) is { } known)
        {
            return known;
        }

        if (iri.Length > _limits.MaxIriLength)
        {
            throw Error(offset, RdfTexts.AddressTooLong(_limits.MaxIriLength));
        }

        if (!Iris.IsAbsolute(iri))
        {
            throw Error(offset, RdfTexts.RelativeAddress(Shorten(iri), "@base"));
        }

        if (!Iris.IsWritable(iri))
        {
            throw Error(offset, RdfTexts.UnwritableAddress(Shorten(iri)));
        }

        return _iris.Keep(iri, new Iri(iri));
    }

    private static JsonTree? Keyword(JsonObjectTree node, JsonLdContext context, string keyword)
    {
        foreach (var (key, value) in node.Members)
        {
            if (key == keyword || context.Find(key)?.Iri == keyword)
            {
                return value;
            }
        }

        return null;
    }

    private static IEnumerable<JsonTree> Each(JsonTree tree) => tree is JsonArrayTree array ? array.Items : [tree];

    private string Text(JsonTree tree, string key) => (tree as JsonText ?? throw Error(tree.Offset, RdfTexts.MustBeText(Shorten(key)))).Value;

    private string CheckedLanguage(string language, long offset) => LanguageShape().IsMatch(language)
        ? language
        : throw Error(offset, RdfTexts.NotALanguage(Shorten(language)));

    private void CheckLiteral(string text, long offset)
    {
        if (text.Length > _limits.MaxLiteralLength)
        {
            throw TooLong(offset);
        }
    }

    private RdfException TooLong(long offset) => Error(offset, RdfTexts.TextTooLong(_limits.MaxLiteralLength));

    private void Enter(JsonTree tree)
    {
        // A context in a term can stand under itself, so that depth here is more than depth in the file.
        if (++_depth > _limits.MaxDepth * 2)
        {
            throw Error(tree.Offset, RdfTexts.JsonTooDeep(_limits.MaxDepth));
        }
    }

    private BlankNode NewBlankNode(JsonTree tree) => ++_blankNodes <= _limits.MaxBlankNodes
        ? new BlankNode($"g{_blankNodes}")
        : throw Error(tree.Offset, RdfTexts.TooManyBlankNodes(_limits.MaxBlankNodes));

    // The place is looked for in the file again: no part of the tree knows its line.
    private RdfException Error(long offset, Label reason)
    {
        _stream.Position = _start;
        var line = 1;
        var inLine = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var left = offset; left > 0 && _stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length)) is > 0 and var read; left -= read)
        {
            var part = buffer.AsSpan(0, read);
            if (part.Contains((byte)'\n'))
            {
                line += part.Count((byte)'\n');
                inLine.SetLength(0);
                part = part[(part.LastIndexOf((byte)'\n') + 1)..];
            }

            if (inLine.Length < _limits.MaxJsonBytes)
            {
                inLine.Write(part);
            }
        }

        return new RdfException(line, System.Text.Encoding.UTF8.GetCharCount(inLine.GetBuffer(), 0, (int)inLine.Length) + 1, reason);
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex("^@[A-Za-z]+$", RegexOptions.NonBacktracking)]
    private static partial Regex KeywordShape();

    [GeneratedRegex("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageShape();

    /// <summary>Defines the terms of one context, each after those it is written with (JSON-LD 1.1 API, section 4.2).</summary>
    private sealed class Definer(JsonLdReader reader, JsonLdContext context, JsonObjectTree definitions, Dictionary<string, JsonLdTerm> terms)
    {
        private readonly Dictionary<string, bool> _done = [];
        private readonly Dictionary<string, JsonTree> _definitions = definitions.Members.GroupBy(member => member.Key).ToDictionary(same => same.Key, same => same.Last().Value);
        private int _links;

        public void DefineAll()
        {
            foreach (var (term, value) in _definitions)
            {
                if (!term.StartsWith('@'))
                {
                    Define(term, value);
                }
                else if (term is not ("@base" or "@vocab" or "@language" or "@version" or "@protected" or "@propagate" or "@direction"))
                {
                    throw reader.Error(value.Offset, RdfTexts.NotInContext(Shorten(term)));
                }
            }
        }

        public string Vocabulary(string text, long offset) => Expand(text, offset) is { } iri && (Iris.IsAbsolute(iri) || iri.Length == 0)
            ? iri
            : text.Length == 0 && context.Base is { } @base ? @base.ToString()
            : throw reader.Error(offset, RdfTexts.VocabularyIsAddress);

        private void Define(string term, JsonTree value)
        {
            if (_done.TryGetValue(term, out var isDone))
            {
                if (!isDone)
                {
                    throw reader.Error(value.Offset, RdfTexts.DefinedByItself(Shorten(term)));
                }

                return;
            }

            if (terms.Count >= reader._limits.MaxDeclarations)
            {
                throw reader.Error(value.Offset, RdfTexts.TooManyTerms(reader._limits.MaxDeclarations));
            }

            if (++_links > reader._limits.MaxDepth)
            {
                throw reader.Error(value.Offset, RdfTexts.TermsTooLinked);
            }

            _done[term] = false;
            terms[term] = value switch
            {
                JsonNull => new JsonLdTerm(null, false, null, null, [], null),
                JsonText text => new JsonLdTerm(Expand(text.Value, text.Offset, term), false, null, null, [], null),
                JsonObjectTree definition => Read(term, definition),
                _ => throw reader.Error(value.Offset, RdfTexts.TermIsTextOrObject(Shorten(term))),
            };
            _done[term] = true;
            _links--;
        }

        private JsonLdTerm Read(string term, JsonObjectTree definition)
        {
            var reverse = definition["@reverse"];
            var id = definition["@id"];
            var iri = reverse is not null ? Expand(reader.Text(reverse, "@reverse"), reverse.Offset)
                : id is JsonNull ? null
                : id is not null && reader.Text(id, "@id") is var written && written != term ? Expand(written, id.Offset, term)
                : Expand(term, definition.Offset, term);
            var type = definition["@type"] is { } typeTree and not JsonNull ? Expand(reader.Text(typeTree, "@type"), typeTree.Offset) : null;
            var language = definition["@language"] switch
            {
                null => null,
                JsonNull => string.Empty,
                var tag => reader.CheckedLanguage(reader.Text(tag, "@language"), tag.Offset),
            };
            IReadOnlyList<string> containers = definition["@container"] is { } container and not JsonNull
                ? [.. Each(container).Select(one => reader.Text(one, "@container"))]
                : [];
            if (containers.FirstOrDefault(one => one is not ("@list" or "@set" or "@language" or "@index" or "@id" or "@type" or "@graph")) is { } unknown)
            {
                throw reader.Error(definition.Offset, RdfTexts.UnknownContainer(Shorten(unknown)));
            }

            if (type is not null && !type.StartsWith('@') && !Iris.IsWritable(type))
            {
                throw reader.Error(definition.Offset, RdfTexts.TypeOfTermIsAddress(Shorten(term)));
            }

            return new JsonLdTerm(iri, reverse is not null, type, language, containers, definition["@context"]);
        }

        private string? Expand(string text, long offset, string? except = null)
        {
            if (text.StartsWith('@') && KeywordShape().IsMatch(text))
            {
                return text;
            }

            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var needed = colon > 0 ? text[..colon] : text;
            if (needed != except && !needed.StartsWith('@') && _definitions.TryGetValue(needed, out var definition))
            {
                Define(needed, definition);
            }

            if (text != except && terms.TryGetValue(text, out var term))
            {
                return term.Iri;
            }

            if (colon > 0)
            {
                return needed != "_" && !text.AsSpan(colon + 1).StartsWith("//") && terms.TryGetValue(needed, out var prefix) && prefix.Iri is { } start
                    ? start + text[(colon + 1)..]
                    : text;
            }

            // A word that nothing explains stands for nothing: what it is used for is not said in RDF.
            return context.Vocabulary is { } vocabulary ? vocabulary + text : null;
        }
    }
}
