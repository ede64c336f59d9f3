using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Halden.Umbraco.SelfService;

/// <summary>Says in short what something is made from, so that it is made anew when that changes.</summary>
internal sealed class Digest
{
    private const int Length = 16;

    private readonly ArrayBufferWriter<byte> _written = new(4096);

    /// <summary>Adds one thing. Two things are never the same as one that reads as both.</summary>
    public Digest Add(ReadOnlySpan<char> text)
    {
        _written.Advance(Encoding.UTF8.GetBytes(text, _written.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        _written.GetSpan(1)[0] = 0;
        _written.Advance(1);
        return this;
    }

    /// <summary>The digest of what was added, 32 hexadecimal digits, and begins anew.</summary>
    public string Take()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_written.WrittenSpan, hash);
        _written.ResetWrittenCount();
        return Convert.ToHexStringLower(hash[..Length]);
    }
}
