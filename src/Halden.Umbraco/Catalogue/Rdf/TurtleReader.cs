using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Reads Turtle (https://www.w3.org/TR/turtle/).</summary>
internal sealed class TurtleReader : IDisposable
{
    private readonly TextScanner _text;
    private readonly Action<Triple> _found;
    private readonly RdfLimits _limits;
    private readonly Dictionary<string, string> _prefixes = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _prefixLookup;
    private readonly TermCache<Iri> _iris = new();
    private readonly TermCache<Iri> _names = new();
    private readonly StringBuilder _local = new();
    private IriBase? _base;
    private int _blankNodes;
    private int _depth;

    private TurtleReader(Stream stream, string? baseIri, Action<Triple> found, RdfLimits limits)
    {
        _text = new TextScanner(stream, limits);
        _found = found;
        _limits = limits;
        _base = baseIri is null ? null : new IriBase(baseIri);
        _prefixLookup = _prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gives every triple of <paramref name="stream"/>, in order, to <paramref name="found"/>.</summary>
    /// <param name="stream">UTF-8, with or without byte order mark; stays open.</param>
    /// <param name="baseIri">Where the document is from, for its relative addresses; null where it may have none before its own base.</param>
    /// <param name="found">Takes each triple as soon as it is read.</param>
    /// <param name="limits">How much to read.</param>
    /// <exception cref="RdfException">The text is not Turtle, or is beyond the limits; the triples before it have been given.</exception>
    public static void Read(Stream stream, string? baseIri, Action<Triple> found, RdfLimits? limits = null)
    {
        using var reader = new TurtleReader(stream, baseIri, found, limits ?? RdfLimits.Default);
        reader.ReadDocument();
    }

    public void Dispose() => _text.Dispose();

    private void ReadDocument()
    {
        while (true)
        {
            _text.SkipSpace();
            switch (_text.Peek())
            {
                case -1:
                    return;
                case '@':
                    ReadAtDirective();
                    break;
                default:
                    ReadStatement();
                    break;
            }
        }
    }

    private void ReadAtDirective()
    {
        _text.BeginToken();
        _text.Skip();
        while (_text.Peek() is var c and >= 0 && char.IsAsciiLetter((char)c))
        {
            _text.Skip();
            _text.CheckLength(_text.Token.Length, 32, RdfTexts.TheWord);
        }

        switch (_text.Token)
        {
            case "@prefix":
                _text.EndToken();
                ReadPrefix();
                break;
            case "@base":
                _text.EndToken();
                ReadBase();
                break;
            default:
                throw _text.TokenError(RdfTexts.OnlyDirectives);
        }

        ReadDot(RdfTexts.TheDirective);
    }

    private void ReadPrefix()
    {
        _text.SkipSpace();
        var prefix = ReadPrefixName().ToString();
        _text.SkipSpace();
        if (_text.Peek() != '<')
        {
            throw _text.Expected(RdfTexts.AddressOfPrefix);
        }

        var iri = ReadIri();
        if (_prefixes.Count >= _limits.MaxDeclarations && !_prefixes.ContainsKey(prefix))
        {
            throw _text.Error(RdfTexts.TooManyPrefixes(_limits.MaxDeclarations));
        }

        _prefixes[prefix] = iri.Value;
        _names.Clear();
    }

    private void ReadBase()
    {
        _text.SkipSpace();
        if (_text.Peek() != '<')
        {
            throw _text.Expected(RdfTexts.BaseAddress);
        }

        _base = new IriBase(ReadIri().Value);
        _iris.Clear();
    }

    private ReadOnlySpan<char> ReadPrefixName()
    {
        _text.BeginToken();
        SkipNamePart();
        if (_text.Peek() != ':')
        {
            throw _text.Expected(RdfTexts.PrefixWithColon);
        }

        CheckPrefix(_text.Token);
        var prefix = _text.EndToken();
        _text.Skip();
        return prefix;
    }

    private void ReadStatement()
    {
        if (_text.Peek() == '[')
        {
            var subject = ReadBlankNodeProperties(out var isEmpty);
            _text.SkipSpace();
            if (isEmpty || _text.Peek() != '.')
            {
                ReadPredicates(subject);
            }
        }
        else if (_text.Peek() == '(')
        {
            ReadPredicates(ReadList());
        }
        else if (_text.Peek() is var c && (Names.IsStart(_text.CodePoint()) || c == ':'))
        {
            if (ReadName(mayBeKeyword: true, out var keyword) is { } iri)
            {
                ReadPredicates(iri);
            }
            else if (keyword == Keyword.Prefix)
            {
                ReadPrefix();
                return;
            }
            else
            {
                ReadBase();
                return;
            }
        }
        else
        {
            ReadPredicates(_text.Peek() switch
            {
                '<' => ReadIri(),
                '_' => _text.ReadBlankNode(),
                _ => throw _text.Expected(RdfTexts.Subject),
            });
        }

        ReadDot(RdfTexts.TheStatement);
    }

    private void ReadDot(Label what)
    {
        _text.SkipSpace();
        if (!_text.Take('.'))
        {
            throw _text.Expected(RdfTexts.Dot(what));
        }
    }

    private void ReadPredicates(RdfTerm subject)
    {
        while (true)
        {
            _text.SkipSpace();
            var predicate = ReadPredicate();
            do
            {
                _text.SkipSpace();
                _found(new Triple(subject, predicate, ReadObject()));
                _text.SkipSpace();
            }
            while (_text.Take(','));

            if (_text.Peek() != ';')
            {
                return;
            }

            while (_text.Take(';'))
            {
                _text.SkipSpace();
            }

            if (_text.Peek() is '.' or ']' or -1)
            {
                return;
            }
        }
    }

    private Iri ReadPredicate()
    {
        var c = _text.Peek();
        if (c == '<')
        {
            return ReadIri();
        }

        if (c == ':' || Names.IsStart(_text.CodePoint()))
        {
            return ReadName(mayBeKeyword: false, out var keyword) ?? (keyword == Keyword.A ? RdfSyntax.Type : throw _text.Expected(RdfTexts.Property));
        }

        throw _text.Expected(RdfTexts.PropertyLong);
    }

    private RdfTerm ReadObject()
    {
        var c = _text.Peek();
        switch (c)
        {
            case '<':
                return ReadIri();
            case '"' or '\'':
                return ReadLiteral();
            case '_':
                return _text.ReadBlankNode();
            case '[':
                return ReadBlankNodeProperties(out _);
            case '(':
                return ReadList();
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                return ReadNumber();
            default:
                if (c == ':' || Names.IsStart(_text.CodePoint()))
                {
                    return (RdfTerm?)ReadName(mayBeKeyword: false, out var keyword) ?? keyword switch
                    {
                        Keyword.True => new Literal("true", Xsd.Boolean),
                        Keyword.False => new Literal("false", Xsd.Boolean),
                        _ => throw _text.Error(RdfTexts.AIsProperty),
                    };
                }

                throw _text.Expected(RdfTexts.Value);
        }
    }

    private BlankNode ReadBlankNodeProperties(out bool isEmpty)
    {
        Enter();
        _text.Skip();
        var node = NewBlankNode();
        _text.SkipSpace();
        isEmpty = _text.Peek() == ']';
        if (!isEmpty)
        {
            ReadPredicates(node);
            _text.SkipSpace();
        }

        if (!_text.Take(']'))
        {
            throw _text.Expected(RdfTexts.CloseBracket);
        }

        _depth--;
        return node;
    }

    private RdfTerm ReadList()
    {
        Enter();
        _text.Skip();
        RdfTerm head = RdfSyntax.Nil;
        BlankNode? last = null;
        while (true)
        {
            _text.SkipSpace();
            if (_text.Take(')'))
            {
                break;
            }

            if (_text.Peek() < 0)
            {
                throw _text.Expected(RdfTexts.CloseList);
            }

            var item = ReadObject();
            var node = NewBlankNode();
            if (last is null)
            {
                head = node;
            }
            else
            {
                _found(new Triple(last, RdfSyntax.Rest, node));
            }

            _found(new Triple(node, RdfSyntax.First, item));
            last = node;
        }

        if (last is not null)
        {
            _found(new Triple(last, RdfSyntax.Rest, RdfSyntax.Nil));
        }

        _depth--;
        return head;
    }

    private Literal ReadLiteral()
    {
        var text = _text.ReadString(mayBeLong: true);
        if (_text.Peek() == '@')
        {
            return new Literal(text, _text.ReadLanguage());
        }

        if (_text.Peek() != '^')
        {
            return new Literal(text);
        }

        _text.Skip();
        if (!_text.Take('^'))
        {
            throw _text.Expected(RdfTexts.CaretsBeforeDatatype);
        }

        _text.SkipSpace();
        if (_text.Peek() == '<')
        {
            return new Literal(text, ReadIri());
        }

        return (_text.Peek() == ':' || Names.IsStart(_text.CodePoint())) && ReadName(mayBeKeyword: false, out _) is { } datatype
            ? new Literal(text, datatype)
            : throw _text.Expected(RdfTexts.Datatype);
    }

    private Literal ReadNumber()
    {
        _text.BeginToken();
        if (_text.Peek() is '+' or '-')
        {
            _text.Skip();
        }

        var whole = SkipDigits();
        var type = Xsd.Integer;
        var fraction = 0;
        if (_text.Peek() == '.')
        {
            // «1.» is the number and the full stop after the statement; «1.5», «.5» and «1.e0» are numbers.
            _text.Skip();
            fraction = SkipDigits();
            if (fraction > 0)
            {
                type = Xsd.Decimal;
            }
            else if (whole == 0 || !IsExponent())
            {
                _text.Back(1);
            }
        }

        if (whole + fraction == 0)
        {
            throw _text.Expected(RdfTexts.Digit);
        }

        if (IsExponent())
        {
            type = Xsd.Double;
            _text.Skip();
            if (_text.Peek() is '+' or '-')
            {
                _text.Skip();
            }

            SkipDigits();
        }

        return new Literal(_text.EndToken().ToString(), type);
    }

    private bool IsExponent() =>
        _text.Peek() is 'e' or 'E'
        && (_text.Peek(1) is var c and >= 0 && char.IsAsciiDigit((char)c)
            || (_text.Peek(1) is '+' or '-' && _text.Peek(2) is var d and >= 0 && char.IsAsciiDigit((char)d)));

    private int SkipDigits()
    {
        var count = 0;
        while (_text.Peek() is var c and >= '0' and <= '9')
        {
            _text.Skip();
            count++;
            _text.CheckLength(_text.Token.Length, _limits.MaxIriLength, RdfTexts.TheNumber);
        }

        return count;
    }

    private Iri ReadIri()
    {
        var text = _text.ReadIriText();
        if (_iris.Find(text) is { } known)
        {
            return known;
        }

        if (_base is null && !Iris.IsAbsolute(text))
        {
            throw _text.Error(RdfTexts.RelativeAddress(Shorten(text), "@base"));
        }

        var reference = text.ToString();
        return _iris.Keep(reference, new Iri(_base?.Resolve(reference) ?? reference));
    }

    // A name with a prefix gives an IRI; a word without a colon gives null and the word.
    private Iri? ReadName(bool mayBeKeyword, out Keyword keyword)
    {
        keyword = Keyword.None;
        _text.BeginToken();
        SkipNamePart();
        if (_text.Peek() != ':')
        {
            keyword = _text.Token switch
            {
                "a" when !mayBeKeyword => Keyword.A,
                "true" when !mayBeKeyword => Keyword.True,
                "false" when !mayBeKeyword => Keyword.False,
                var word when mayBeKeyword && word.Equals("prefix", StringComparison.OrdinalIgnoreCase) => Keyword.Prefix,
                var word when mayBeKeyword && word.Equals("base", StringComparison.OrdinalIgnoreCase) => Keyword.Base,
                var word => throw _text.TokenError(RdfTexts.NotAName(Shorten(word))),
            };
            _text.EndToken();
            return null;
        }

        var prefixLength = _text.Token.Length;
        CheckPrefix(_text.Token);
        _text.Skip();
        var isEscaped = SkipLocalName();
        var token = _text.Token;
        if (_names.Find(token) is { } known)
        {
            _text.EndToken();
            return known;
        }

        if (!_prefixLookup.TryGetValue(token[..prefixLength], out var start))
        {
            throw _text.TokenError(RdfTexts.UndeclaredPrefix(Shorten(token[..prefixLength])));
        }

        var local = token[(prefixLength + 1)..];
        var iri = new Iri(isEscaped ? start + Unescape(local) : string.Concat(start, local));
        _names.Keep(token, iri);
        _text.EndToken();
        return iri;
    }

    private void CheckPrefix(ReadOnlySpan<char> prefix)
    {
        if (prefix.IsEmpty)
        {
            return;
        }

        Rune.DecodeFromUtf16(prefix, out var first, out _);
        if (!Names.IsStart(first.Value) || prefix[^1] == '.')
        {
            throw _text.TokenError(RdfTexts.NotAPrefix(Shorten(prefix)));
        }
    }

    // What a prefix, or a local name's plain part, is made of; dots at the end are given back.
    private void SkipNamePart()
    {
        while (true)
        {
            var c = _text.CodePoint();
            if (!Names.IsPart(c) && c != '.')
            {
                break;
            }

            _text.Skip(Names.Width(c));
            _text.CheckLength(_text.Token.Length, _limits.MaxIriLength, RdfTexts.TheName);
        }

        if (_text.Peek() != ':')
        {
            GiveBackDots(0);
        }
    }

    // PN_LOCAL: whether it has characters behind a backslash.
    private bool SkipLocalName()
    {
        var isEscaped = false;
        var start = _text.Token.Length;
        while (true)
        {
            var c = _text.CodePoint();
            var isFirst = _text.Token.Length == start;
            if (Names.IsPart(c) || c == ':' || c == '.')
            {
                if (isFirst && (c is '.' or '-' || (c >= 128 && !Names.IsStart(c))))
                {
                    break;
                }

                _text.Skip(Names.Width(c));
            }
            else if (c == '%')
            {
                if (_text.Peek(1) is var a && _text.Peek(2) is var b && (a < 0 || b < 0 || !char.IsAsciiHexDigit((char)a) || !char.IsAsciiHexDigit((char)b)))
                {
                    throw _text.Error(RdfTexts.DigitsAfterPercent);
                }

                _text.Skip(3);
            }
            else if (c == '\\')
            {
                if (_text.Peek(1) is var escaped && (escaped < 0 || !"_~.-!$&'()*+,;=/?#@%".Contains((char)escaped, StringComparison.Ordinal)))
                {
                    throw _text.Error(RdfTexts.NotEscapedInName);
                }

                isEscaped = true;
                _text.Skip(2);
            }
            else
            {
                break;
            }

            _text.CheckLength(_text.Token.Length, _limits.MaxIriLength, RdfTexts.TheName);
        }

        GiveBackDots(start);
        return isEscaped;
    }

    // A dot that ends a name ends the statement instead, unless it was escaped.
    private void GiveBackDots(int start)
    {
        while (_text.Token.Length > start && _text.Token[^1] == '.' && !(_text.Token.Length > 1 && _text.Token[^2] == '\\'))
        {
            _text.Back(1);
        }
    }

    private string Unescape(ReadOnlySpan<char> local)
    {
        _local.Clear();
        for (var i = 0; i < local.Length; i++)
        {
            _local.Append(local[i] == '\\' ? local[++i] : local[i]);
        }

        return _local.ToString();
    }

    private void Enter()
    {
        if (++_depth > _limits.MaxDepth)
        {
            throw _text.Error(RdfTexts.BracketsTooDeep(_limits.MaxDepth));
        }
    }

    private BlankNode NewBlankNode() => ++_blankNodes <= _limits.MaxBlankNodes
        ? new BlankNode($"g{_blankNodes}")
        : throw _text.Error(RdfTexts.TooManyBlankNodes(_limits.MaxBlankNodes));

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..60]}…";

    private enum Keyword
    {
        None,
        A,
        True,
        False,
        Prefix,
        Base,
    }
}
