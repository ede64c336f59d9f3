namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>A stream of which the first bytes have been read, as if they had not.</summary>
internal sealed class StartedStream(byte[] start, Stream rest) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_given == start.Length)
        {
            return rest.Read(buffer, offset, count);
        }

        var some = Math.Min(count, start.Length - _given);
        start.AsSpan(_given, some).CopyTo(buffer.AsSpan(offset));
        _given += some;
        return some;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
