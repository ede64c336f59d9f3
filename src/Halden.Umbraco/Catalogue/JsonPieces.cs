using System.Buffers;
using System.Text.Json;

namespace Halden.Umbraco.Catalogue;

/// <summary>A value of a JSON list, or a member of a JSON object.</summary>
/// <param name="Name">The member's name; null in a list.</param>
/// <param name="Offset">Where the value begins, in bytes from the beginning of the stream.</param>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Column">Byte of the line at which it begins, from 1.</param>
/// <param name="First">Its first byte.</param>
/// <param name="Utf8">The value as it is written, not yet known to be JSON; valid until the next is read. Empty for one that is too large.</param>
/// <param name="IsTooLarge">It is larger than what is held in memory, and was passed over.</param>
internal readonly record struct JsonPiece(string? Name, long Offset, int Line, int Column, byte First, ReadOnlyMemory<byte> Utf8, bool IsTooLarge);

/// <summary>
/// Cuts a JSON list or object in a stream into its values and holds one of them at a time. It knows only where a value
/// ends: whether it is JSON is for the reader of the value to say, and of one that is too large nobody finds out.
/// </summary>
/// <remarks>What stands between the values is checked. A fault is a <see cref="JsonException"/> with line and byte of the whole text.</remarks>
internal sealed class JsonPieces : IDisposable
{
    private const int MaxName = 64 * 1024;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\"{}[],"u8);

    private readonly Stream _stream;
    private readonly int _largest;
    private readonly int _deepest;
    private readonly bool _isWhole;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private long _bufferOffset;
    private int _at;
    private int _end;
    private int _keep = -1;
    private bool _isFinished;
    private int _line = 1;
    private long _lineOffset;
    private Where _where = Where.Start;
    private byte _close;
    private int _depth;
    private bool _isInText;
    private bool _isTooLarge;
    private JsonPiece _piece;

    private enum Where
    {
        Start,
        First,
        Next,
        Name,
        Colon,
        Value,
        Within,
        After,
        End,
    }

    /// <param name="stream">UTF-8, with or without byte order mark, from where it stands; stays open.</param>
    /// <param name="largest">Largest value that is held, in bytes.</param>
    /// <param name="deepest">How many lists and objects may stand inside one another in a value.</param>
    /// <param name="within">The list or object that the stream stands at the beginning of, where that is not the whole text.</param>
    public JsonPieces(Stream stream, int largest, int deepest = int.MaxValue, JsonPiece? within = null)
    {
        _stream = stream;
        _largest = largest;
        _deepest = deepest;
        _isWhole = within is null;
        if (within is { } piece)
        {
            _bufferOffset = piece.Offset;
            _line = piece.Line;
            _lineOffset = piece.Offset - piece.Column + 1;
        }
    }

    /// <summary>How far the stream has been read, in bytes from the beginning of the text.</summary>
    public long Position => _bufferOffset + _end;

    /// <summary>The value that was read last.</summary>
    public JsonPiece Current => _piece;

    /// <summary>Finds the first byte that is not white space, and leaves it there; null where there is none.</summary>
    public byte? Begin()
    {
        byte? first;
        while (!TryBegin(out first))
        {
            Filled(_stream.Read(Room()));
        }

        return first;
    }

    /// <inheritdoc cref="Begin"/>
    public async ValueTask<byte?> BeginAsync(CancellationToken cancellationToken)
    {
        byte? first;
        while (!TryBegin(out first))
        {
            Filled(await _stream.ReadAsync(RoomToFill(), cancellationToken));
        }

        return first;
    }

    /// <summary>Reads the next value; false after the last, with the end of the text seen.</summary>
    /// <exception cref="JsonException">The text is broken, cut off, or neither a list nor an object.</exception>
    public bool Read()
    {
        bool? found;
        while ((found = Scan()) is null)
        {
            Filled(_stream.Read(Room()));
        }

        return found.Value;
    }

    /// <inheritdoc cref="Read"/>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        bool? found;
        while ((found = Scan()) is null)
        {
            Filled(await _stream.ReadAsync(RoomToFill(), cancellationToken));
        }

        return found.Value;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_at, _end - _at);

    private long Offset => _bufferOffset + _at;

    private bool TryBegin(out byte? first)
    {
        first = null;
        if (_isWhole && Offset == 0)
        {
            if (_end - _at < 3 && !_isFinished)
            {
                return false;
            }

            if (Ahead.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]))
            {
                Pass(3);
            }
        }

        if (SkipSpace())
        {
            first = _buffer[_at];
            return true;
        }

        return _isFinished;
    }

    /// <summary>True with a value, false at the end, null where more must be read.</summary>
    private bool? Scan()
    {
        while (true)
        {
            switch (_where)
            {
                case Where.Start:
                    if (!TryBegin(out var first))
                    {
                        return null;
                    }

                    _close = first switch
                    {
                        (byte)'[' => (byte)']',
                        (byte)'{' => (byte)'}',
                        _ => throw Broken(),
                    };
                    Pass(1);
                    _where = Where.First;
                    break;
                case Where.First or Where.Next:
                    if (!SkipSpace())
                    {
                        return More();
                    }

                    if (_where == Where.First && _buffer[_at] == _close)
                    {
                        Pass(1);
                        _where = Where.End;
                    }
                    else
                    {
                        _where = _close == (byte)']' ? Where.Value : Where.Name;
                    }

                    break;
                case Where.Name:
                    if (!TryReadName(out var name))
                    {
                        return More();
                    }

                    _piece = new JsonPiece { Name = name };
                    _where = Where.Colon;
                    break;
                case Where.Colon:
                    if (!SkipSpace())
                    {
                        return More();
                    }

                    if (_buffer[_at] != (byte)':')
                    {
                        throw Broken();
                    }

                    Pass(1);
                    _where = Where.Value;
                    break;
                case Where.Value:
                    if (!SkipSpace())
                    {
                        return More();
                    }

                    if (_buffer[_at] is (byte)',' or (byte)']' or (byte)'}')
                    {
                        throw Broken();
                    }

                    _piece = _piece with { Offset = Offset, Line = _line, Column = Column(), First = _buffer[_at] };
                    _keep = _at;
                    (_depth, _isInText, _isTooLarge) = (0, false, false);
                    _where = Where.Within;
                    break;
                case Where.Within:
                    if (!PassValue())
                    {
                        return More();
                    }

                    var isTooLarge = _isTooLarge || _at - _keep > _largest;
                    _piece = _piece with { Utf8 = isTooLarge ? default : _buffer.AsMemory(_keep, _at - _keep), IsTooLarge = isTooLarge };
                    _where = Where.After;
                    return true;
                case Where.After:
                    // Nobody looks at the value any more.
                    _keep = -1;
                    _piece = default;
                    if (!SkipSpace())
                    {
                        return More();
                    }

                    var next = _buffer[_at];
                    _where = next == (byte)',' ? Where.Next : next == _close ? Where.End : throw Broken();
                    Pass(1);
                    break;
                default:
                    return _isWhole && SkipSpace() ? throw Broken() : _isWhole && !_isFinished ? null : false;
            }
        }
    }

    private bool TryReadName(out string name)
    {
        name = string.Empty;
        if (_buffer[_at] != (byte)'"')
        {
            throw Broken();
        }

        _keep = _at;
        for (var end = _at + 1; end < _end; end++)
        {
            if (_buffer[end] == (byte)'\\')
            {
                end++;
            }
            else if (_buffer[end] == (byte)'"')
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_at, end + 1 - _at));
                try
                {
                    reader.Read();
                    name = reader.GetString()!;
                }
                catch (Exception fault) when (fault is JsonException or InvalidOperationException)
                {
                    throw Broken();
                }

                Pass(end + 1 - _at);
                _keep = -1;
                return true;
            }
        }

        return _end - _at <= MaxName ? false : throw Broken();
    }

    /// <summary>Passes over the value; false where it goes on beyond what has been read.</summary>
    private bool PassValue()
    {
        while (_at < _end)
        {
            if (_isInText)
            {
                var stop = Ahead.IndexOfAny((byte)'"', (byte)'\\');
                Pass(stop < 0 ? _end - _at : stop);
                if (stop < 0 || (_buffer[_at] == (byte)'\\' && _end - _at < 2))
                {
                    return false;
                }

                if (_buffer[_at] == (byte)'\\')
                {
                    Pass(2);
                    continue;
                }

                Pass(1);
                _isInText = false;
                if (_depth == 0)
                {
                    return true;
                }

                continue;
            }

            var end = Ahead.IndexOfAny(Ends);
            Pass(end < 0 ? _end - _at : end);
            if (end < 0)
            {
                return false;
            }

            switch (_buffer[_at])
            {
                case (byte)'"':
                    _isInText = true;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth = _depth < _deepest ? _depth + 1 : throw Broken("The depth of the JSON is larger than the limit.");
                    break;
                case (byte)',' when _depth > 0:
                    break;
                default:
                    // A number or a word ends where the list goes on or is closed.
                    if (_depth == 0)
                    {
                        return true;
                    }

                    if (_buffer[_at] is (byte)'}' or (byte)']' && --_depth == 0)
                    {
                        Pass(1);
                        return true;
                    }

                    break;
            }

            Pass(1);
        }

        return false;
    }

    private bool? More() => _isFinished ? throw Broken() : null;

    private bool SkipSpace()
    {
        var next = Ahead.IndexOfAnyExcept(" \t\r\n"u8);
        Pass(next < 0 ? _end - _at : next);
        return next >= 0;
    }

    private void Pass(int count)
    {
        var passed = _buffer.AsSpan(_at, count);
        var lines = passed.Count((byte)'\n');
        if (lines > 0)
        {
            _line += lines;
            _lineOffset = Offset + passed.LastIndexOf((byte)'\n') + 1;
        }

        _at += count;
    }

    private Span<byte> Room() => RoomToFill().Span;

    private Memory<byte> RoomToFill()
    {
        // Of what is too large, only its end is looked for.
        if (_where == Where.Within && _at - _keep > _largest)
        {
            (_isTooLarge, _keep) = (true, _at);
        }
        else if (_isTooLarge)
        {
            _keep = _at;
        }

        var keep = _keep >= 0 ? _keep : _at;
        var kept = _end - keep;
        var buffer = _buffer;
        if (kept > buffer.Length / 2)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        }

        buffer.AsSpan(keep, kept).CopyTo(_buffer);
        if (buffer != _buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _bufferOffset += keep;
        _at -= keep;
        _end = kept;
        _keep = _keep >= 0 ? 0 : -1;
        return _buffer.AsMemory(_end);
    }

    private void Filled(int count)
    {
        _isFinished = count == 0;
        _end += count;
    }

    private int Column() => (int)Math.Min(int.MaxValue, Offset - _lineOffset + 1);

    private JsonException Broken(string? message = null) => new(message, null, _line - 1, Column() - 1);
}
