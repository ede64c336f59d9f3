using System.Text;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>A file that is made as it is read.</summary>
internal sealed class Generated(IEnumerable<string> parts) : Stream
{
    private readonly IEnumerator<string> _parts = parts.GetEnumerator();
    private byte[] _part = [];
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _part.Length)
        {
            if (!_parts.MoveNext())
            {
                return 0;
            }

            (_part, _at) = (Encoding.UTF8.GetBytes(_parts.Current), 0);
            if (_part.Length == 0)
            {
                return Read(buffer, offset, count);
            }
        }

        var some = Math.Min(count, _part.Length - _at);
        _part.AsSpan(_at, some).CopyTo(buffer.AsSpan(offset));
        _at += some;
        return some;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
