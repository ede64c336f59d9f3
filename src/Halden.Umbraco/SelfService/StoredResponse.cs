using System.IO.Compression;
using System.Security.Cryptography;

namespace Halden.Umbraco.SelfService;

/// <summary>An answer in one coding, ready to be sent.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="ETag">Strong: differs between codings, as their bytes do.</param>
/// <param name="Encoding">Value of Content-Encoding, or null.</param>
internal sealed record Representation(ReadOnlyMemory<byte> Bytes, string ETag, string? Encoding);

/// <summary>
/// An answer that is rendered and compressed once, when somebody first asks for it, and lives until what it was made
/// from changes: a municipality with a thousand services in three languages starts without rendering six thousand
/// answers that few will read.
/// </summary>
internal sealed class StoredResponse
{
    // In one go: told how much is coming, the encoder takes tables that fit. From a stream it takes the largest, and clearing those is
    // 80 ms a page; the qualities above cost ten times as much for a tenth fewer bytes.
    private const int BrotliQuality = 6;
    private const int BrotliWindow = 22;

    private readonly Lazy<Representation> _identity;
    private readonly Lazy<Representation> _gzip;
    private readonly Lazy<Representation> _brotli;

    private Func<byte[]>? _render;

    private StoredResponse(string madeFrom, string contentType, Func<byte[]> render)
    {
        MadeFrom = madeFrom;
        ContentType = contentType;
        _render = render;
        _identity = new(Render);
        _gzip = new(() => Compressed("gzip", Gzip));
        _brotli = new(() => Compressed("br", Brotli));
    }

    /// <summary>Everything that the bytes depend on, in short.</summary>
    public string MadeFrom { get; }

    public string ContentType { get; }

    /// <summary>Whether its bytes have been made, so that it holds on to nothing else.</summary>
    public bool IsRendered => _identity.IsValueCreated;

    /// <summary>
    /// The previous answer where it was made from the same, else a new one. One that nobody asked for is not kept: what
    /// it would be rendered from holds on to the whole snapshot that it belongs to.
    /// </summary>
    public static StoredResponse Keep(StoredResponse? previous, string madeFrom, string contentType, Func<byte[]> render) =>
        previous is { IsRendered: true } && previous.MadeFrom == madeFrom ? previous : new(madeFrom, contentType, render);

    public Representation In(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => _brotli.Value,
        ContentCoding.Gzip => _gzip.Value,
        _ => _identity.Value,
    };

    private Representation Render()
    {
        var bytes = _render!();

        // Kept from snapshot to snapshot, it must not keep the one that it was rendered from.
        _render = null;
        return new Representation(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"", null);
    }

    private Representation Compressed(string encoding, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> compress)
    {
        var plain = _identity.Value;
        return new Representation(compress(plain.Bytes), $"{plain.ETag[..^1]}-{encoding}\"", encoding);
    }

    private static ReadOnlyMemory<byte> Gzip(ReadOnlyMemory<byte> bytes)
    {
        var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.SmallestSize))
        {
            stream.Write(bytes.Span);
        }

        return output.ToArray();
    }

    private static ReadOnlyMemory<byte> Brotli(ReadOnlyMemory<byte> bytes)
    {
        var output = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes.Span, output, out var length, BrotliQuality, BrotliWindow)
            ? output[..length]
            : throw new InvalidOperationException("Brotli wrote more than it said it could");
    }
}
