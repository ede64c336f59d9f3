using System.Buffers;
using System.Text.Unicode;
using Halden.Umbraco.Catalogue.Ntk;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>
/// Reads UTF-8 strictly: bytes that are no UTF-8 are an error with its place, where <see cref="StreamReader"/> would put
/// U+FFFD in a service description without a word.
/// </summary>
internal sealed class Utf8Text(Stream stream, long maxBytes) : IDisposable
{
    private readonly LimitedStream _stream = new(stream, maxBytes);
    private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _start;
    private int _end;
    private bool _isFinished;
    private bool _isBegun;
    private int _line = 1;
    private int _column = 1;

    /// <summary>Fills some of <paramref name="chars"/> (at least two long); 0 at the end.</summary>
    public int Read(Span<char> chars)
    {
        while (true)
        {
            if (!_isFinished && _end - _start < 4)
            {
                Fetch();
            }

            if (_start == _end)
            {
                return 0;
            }

            var status = Utf8.ToUtf16(_bytes.AsSpan(_start, _end - _start), chars, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: _isFinished);
            _start += read;
            var text = chars[..written];
            if (status == OperationStatus.InvalidData && written == 0)
            {
                throw new RdfException(_line, _column, RdfTexts.NotUtf8);
            }

            Count(text);
            if (written > 0)
            {
                return written;
            }

            if (status == OperationStatus.NeedMoreData)
            {
                Fetch();
            }
        }
    }

    public void Dispose()
    {
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = null;
        }
    }

    private void Fetch()
    {
        var bytes = _bytes ?? throw new ObjectDisposedException(nameof(Utf8Text));
        bytes.AsSpan(_start, _end - _start).CopyTo(bytes);
        _end -= _start;
        _start = 0;
        do
        {
            int read;
            try
            {
                read = _stream.Read(bytes, _end, bytes.Length - _end);
            }
            catch (TooLargeException)
            {
                throw new RdfException(_line, _column, RdfTexts.FileTooLarge(maxBytes));
            }

            _isFinished = read == 0;
            _end += read;
        }
        while (!_isFinished && _end < 4);

        if (!_isBegun)
        {
            _isBegun = true;
            var head = bytes.AsSpan(0, _end);
            if (head.StartsWith([(byte)0xFF, (byte)0xFE]) || head.StartsWith([(byte)0xFE, (byte)0xFF]))
            {
                throw new RdfException(1, 1, RdfTexts.Utf16);
            }

            _start = head.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? 3 : 0;
        }
    }

    private void Count(ReadOnlySpan<char> text)
    {
        var lines = text.Count('\n');
        _line += lines;
        _column = lines == 0 ? _column + text.Length : text.Length - text.LastIndexOf('\n');
    }
}
