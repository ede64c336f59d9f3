using System.Buffers;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>
/// A window over the text of a Turtle or N-Triples document, and the tokens that the two share. Memory is the window and
/// the longest token; the place of an error is counted only when there is one.
/// </summary>
internal sealed class TextScanner : IDisposable
{
    private static readonly SearchValues<char> NotInIri = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(c => (char)c), '<', '>', '"', '{', '}', '|', '^', '`', '\\']);

    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");
    private static readonly SearchValues<char> ShortDouble = SearchValues.Create("\"\\\r\n");
    private static readonly SearchValues<char> ShortSingle = SearchValues.Create("'\\\r\n");

    private readonly Utf8Text _text;
    private readonly RdfLimits _limits;
    private readonly TermCache<BlankNode> _labels = new();
    private readonly StringBuilder _escaped = new();
    private char[] _buffer = ArrayPool<char>.Shared.Rent(32 * 1024);
    private int _position;
    private int _end;
    private int _mark = -1;
    private bool _isFinished;
    private int _linesBefore;
    private int _columnsBefore;

    public TextScanner(Stream stream, RdfLimits limits)
    {
        _text = new Utf8Text(stream, limits.MaxBytes);
        _limits = limits;
    }

    /// <summary>The characters that are in the window, from the current one.</summary>
    public ReadOnlySpan<char> Ahead => _buffer.AsSpan(_position, _end - _position);

    /// <summary>The current character, or -1 at the end.</summary>
    public int Peek() => _position < _end || Fill() ? _buffer[_position] : -1;

    /// <summary>A later character, or -1 beyond the end.</summary>
    public int Peek(int ahead)
    {
        while (_end - _position <= ahead)
        {
            if (!Fill())
            {
                return -1;
            }
        }

        return _buffer[_position + ahead];
    }

    public void Skip(int count = 1) => _position += count;

    /// <summary>Takes the character if it is the current one.</summary>
    public bool Take(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Reads at least one more character into the window; false at the end of the text.</summary>
    public bool Fill()
    {
        if (_isFinished)
        {
            return false;
        }

        var keep = _mark >= 0 ? _mark : _position;
        if (keep > 0)
        {
            CountBefore(keep);
            _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
            _position -= keep;
            _end -= keep;
            _mark = _mark >= 0 ? 0 : -1;
        }

        if (_buffer.Length - _end < 2)
        {
            // A token may be as long as a literal may be written, every character of it as a long escape.
            if (_buffer.Length > 12L * Math.Max(_limits.MaxLiteralLength, _limits.MaxIriLength))
            {
                throw Error(RdfTexts.WindowTooLong);
            }

            var larger = ArrayPool<char>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = _text.Read(_buffer.AsSpan(_end));
        _isFinished = read == 0;
        _end += read;
        return read > 0;
    }

    /// <summary>An error at the current character.</summary>
    public RdfException Error(Label reason) => ErrorAt(_position, reason);

    /// <summary>An error where the current token begins.</summary>
    public RdfException TokenError(Label reason) => ErrorAt(_mark >= 0 ? _mark : _position, reason);

    /// <summary>An error that says what should stand here instead of what does.</summary>
    public RdfException Expected(Label what)
    {
        var found = Peek() switch
        {
            -1 => RdfTexts.EndOfText,
            '\r' or '\n' => RdfTexts.EndOfLine,
            < ' ' => RdfTexts.Unseen,
            var c => char.IsSurrogate((char)c) ? RdfTexts.Unusual : RdfTexts.Found((char)c),
        };
        return Error(RdfTexts.Expected(what, found));
    }

    /// <summary>Keeps the text from here on in the window until <see cref="EndToken"/>.</summary>
    public void BeginToken() => _mark = _position;

    /// <summary>The text since <see cref="BeginToken"/>; valid until the window moves.</summary>
    public ReadOnlySpan<char> EndToken()
    {
        var token = _buffer.AsSpan(_mark, _position - _mark);
        _mark = -1;
        return token;
    }

    /// <summary>The text since <see cref="BeginToken"/>, which goes on.</summary>
    public ReadOnlySpan<char> Token => _buffer.AsSpan(_mark, _position - _mark);

    /// <summary>Steps back within the current token.</summary>
    public void Back(int count) => _position -= count;

    /// <summary>Skips white space and comments.</summary>
    public void SkipSpace()
    {
        while (Peek() is var c and >= 0)
        {
            if (c is ' ' or '\n' or '\t' or '\r')
            {
                var rest = Ahead;
                var next = rest.IndexOfAnyExcept(Space);
                _position += next < 0 ? rest.Length : next;
            }
            else if (c == '#')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Skips blanks within the line.</summary>
    public void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            _position++;
        }
    }

    /// <summary>Skips a comment, up to but not past the end of the line.</summary>
    public void SkipComment()
    {
        while (Peek() >= 0)
        {
            var rest = Ahead;
            var end = rest.IndexOfAny(LineEnds);
            if (end >= 0)
            {
                _position += end;
                return;
            }

            _position += rest.Length;
        }
    }

    /// <summary>Reads what stands between &lt; and &gt;; the current character is the first. The text is valid until the window moves.</summary>
    public ReadOnlySpan<char> ReadIriText()
    {
        _position++;
        BeginToken();
        while (true)
        {
            var rest = Ahead;
            var stop = rest.IndexOfAny(NotInIri);
            if (stop >= 0)
            {
                _position += stop;
                CheckLength(_position - _mark, _limits.MaxIriLength, RdfTexts.TheAddress);
                if (rest[stop] == '>')
                {
                    var token = EndToken();
                    _position++;
                    return token;
                }

                return rest[stop] == '\\' ? ReadEscapedIri() : throw IriError();
            }

            _position += rest.Length;
            CheckLength(_position - _mark, _limits.MaxIriLength, RdfTexts.TheAddress);
            if (!Fill())
            {
                throw Expected(RdfTexts.CloseAddress);
            }
        }
    }

    /// <summary>Reads a literal's text with its quotes; the current character is the first quote.</summary>
    /// <param name="mayBeLong">Whether three quotes begin a text over several lines, as in Turtle.</param>
    public string ReadString(bool mayBeLong)
    {
        var quote = (char)Peek();
        if (Peek(1) == quote)
        {
            if (mayBeLong && Peek(2) == quote)
            {
                _position += 3;
                return ReadLongString(quote);
            }

            _position += 2;
            return string.Empty;
        }

        _position++;
        BeginToken();
        var stops = quote == '"' ? ShortDouble : ShortSingle;
        _escaped.Clear();
        var isEscaped = false;
        while (true)
        {
            var rest = Ahead;
            var stop = rest.IndexOfAny(stops);
            _position += stop < 0 ? rest.Length : stop;
            CheckLiteral();
            if (stop < 0)
            {
                if (!Fill())
                {
                    throw Error(RdfTexts.NoQuoteAtEnd);
                }

                continue;
            }

            if (rest[stop] == quote)
            {
                var token = EndToken();
                _position++;
                return isEscaped ? _escaped.Append(token).ToString() : token.ToString();
            }

            if (rest[stop] != '\\')
            {
                throw Error(RdfTexts.NoQuoteInLine);
            }

            isEscaped = true;
            ReadEscape();
        }
    }

    /// <summary>Reads a language tag; the current character is the @.</summary>
    public string ReadLanguage()
    {
        _position++;
        BeginToken();
        while (Peek() is var c and >= 0 && char.IsAsciiLetter((char)c))
        {
            _position++;
        }

        if (Token.IsEmpty)
        {
            throw Expected(RdfTexts.LanguageAfterAt);
        }

        while (Peek() == '-')
        {
            _position++;
            var start = _position - _mark;
            while (Peek() is var c and >= 0 && char.IsAsciiLetterOrDigit((char)c))
            {
                _position++;
            }

            if (_position - _mark == start)
            {
                throw Expected(RdfTexts.AfterHyphen);
            }

            CheckLength(_position - _mark, _limits.MaxIriLength, RdfTexts.TheLanguage);
        }

        return EndToken() switch
        {
            "nb" => "nb",
            "nn" => "nn",
            "en" => "en",
            var tag => tag.ToString(),
        };
    }

    /// <summary>Reads the label of a blank node with its _:, which are the current characters.</summary>
    public BlankNode ReadBlankNode()
    {
        if (Peek(1) != ':')
        {
            _position++;
            throw Expected(RdfTexts.ColonAfterUnderscore);
        }

        _position += 2;
        BeginToken();
        var first = CodePoint();
        if (!(Names.IsStart(first) || first == '_' || (first <= '9' && first >= '0')))
        {
            throw Expected(RdfTexts.NameAfterUnderscore);
        }

        _position += Names.Width(first);
        while (CodePoint() is var c and >= 0 && (Names.IsPart(c) || c == '.'))
        {
            _position += Names.Width(c);
            CheckLength(_position - _mark, _limits.MaxIriLength, RdfTexts.TheName);
        }

        while (_buffer[_position - 1] == '.')
        {
            _position--;
        }

        var token = EndToken();

        // The n keeps the document's own labels apart from those made for brackets and lists.
        return _labels.Find(token) ?? _labels.Keep(token, new BlankNode($"n{token}"));
    }

    /// <summary>The current character with its other half, where it is half of a pair; -1 at the end.</summary>
    public int CodePoint()
    {
        var c = Peek();
        return c >= 0 && char.IsHighSurrogate((char)c) && Peek(1) is var low and >= 0 && char.IsLowSurrogate((char)low)
            ? char.ConvertToUtf32((char)c, (char)low)
            : c;
    }

    /// <summary>Refuses a token that is too long.</summary>
    public void CheckLength(int length, int limit, Label what)
    {
        if (length > limit)
        {
            throw TokenError(RdfTexts.LongerThan(what, limit));
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
    }

    private string ReadLongString(char quote)
    {
        BeginToken();
        _escaped.Clear();
        var isEscaped = false;
        while (true)
        {
            var rest = Ahead;
            var stop = rest.IndexOfAny(quote, '\\');
            _position += stop < 0 ? rest.Length : stop;
            CheckLiteral();
            if (stop < 0)
            {
                if (!Fill())
                {
                    throw Error(RdfTexts.NoQuotesAtEnd);
                }
            }
            else if (rest[stop] == '\\')
            {
                isEscaped = true;
                ReadEscape();
            }
            else if (Peek(1) == quote && Peek(2) == quote)
            {
                var token = EndToken();
                _position += 3;
                return isEscaped ? _escaped.Append(token).ToString() : token.ToString();
            }
            else
            {
                _position++;
            }
        }
    }

    private ReadOnlySpan<char> ReadEscapedIri()
    {
        _escaped.Clear();
        while (true)
        {
            var c = Peek();
            if (c == '\\')
            {
                if (Peek(1) is not ('u' or 'U'))
                {
                    throw IriError();
                }

                ReadEscape();
                if (_escaped[^1] is var made && !Iris.MayContain(made))
                {
                    throw Error(RdfTexts.EscapedNotInAddress);
                }
            }
            else if (c == '>')
            {
                _escaped.Append(EndToken());
                _position++;
                return _escaped.ToString();
            }
            else if (c < 0)
            {
                throw Expected(RdfTexts.CloseAddress);
            }
            else if (!Iris.MayContain((char)c))
            {
                throw IriError();
            }
            else
            {
                _position++;
            }

            CheckLength(_escaped.Length + _position - _mark, _limits.MaxIriLength, RdfTexts.TheAddress);
        }
    }

    // Moves what was read so far and the escaped character to the side; the token goes on after it.
    private void ReadEscape()
    {
        _escaped.Append(EndToken());
        var c = Peek(1);
        switch (c)
        {
            case 'u':
                ReadCodePoint(4);
                break;
            case 'U':
                ReadCodePoint(8);
                break;
            default:
                var at = "tbnrf\"'\\".IndexOf((char)c, StringComparison.Ordinal);
                if (c < 0 || at < 0)
                {
                    throw Error(RdfTexts.UnknownEscape);
                }

                _escaped.Append("\t\b\n\r\f\"'\\"[at]);
                _position += 2;
                break;
        }

        BeginToken();
    }

    private void ReadCodePoint(int digits)
    {
        var value = 0L;
        for (var i = 0; i < digits; i++)
        {
            var c = Peek(2 + i);
            if (c < 0 || !char.IsAsciiHexDigit((char)c))
            {
                throw Error(RdfTexts.EscapeDigits(digits == 4 ? 'u' : 'U', digits));
            }

            value = (value << 4) | (uint)Convert.ToInt32(((char)c).ToString(), 16);
        }

        if (value > 0x10FFFF || value is >= 0xD800 and <= 0xDFFF)
        {
            throw Error(RdfTexts.NotUnicode);
        }

        _escaped.Append(new Rune((int)value).ToString());
        _position += 2 + digits;
    }

    private RdfException IriError() => Peek() switch
    {
        ' ' or '\t' or '\r' or '\n' => Error(RdfTexts.SpaceInAddress),
        '\\' => Error(RdfTexts.BackslashInAddress),
        var c => Error(c < ' ' ? RdfTexts.UnseenInAddress : RdfTexts.NotInAddress((char)c)),
    };

    private void CheckLiteral() => CheckLength(_escaped.Length + _position - _mark, _limits.MaxLiteralLength, RdfTexts.TheText);

    private RdfException ErrorAt(int position, Label reason)
    {
        var before = _buffer.AsSpan(0, Math.Min(position, _end));
        var lines = before.Count('\n');
        var column = lines == 0 ? _columnsBefore + before.Length + 1 : before.Length - before.LastIndexOf('\n');
        return new RdfException(_linesBefore + lines + 1, column, reason);
    }

    private void CountBefore(int count)
    {
        var before = _buffer.AsSpan(0, count);
        var lines = before.Count('\n');
        _linesBefore += lines;
        _columnsBefore = lines == 0 ? _columnsBefore + count : count - before.LastIndexOf('\n') - 1;
    }
}
