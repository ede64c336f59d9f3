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
        _gzip = new(() => Compressed("gzip", output => new GZipStream(output, CompressionLevel.SmallestSize)));
        _brotli = new(() => Compressed("br", output => new BrotliStream(output, new BrotliCompressionOptions { Quality = 9 })));
    }

    /// <summary>Everything that the bytes depend on, in short.</summary>
    public string MadeFrom { get; }

    public string ContentType { get; }

    /// <summary>
    /// The previous answer where it was made from the same, else a new one. One that nobody asked for is not kept: what
    /// it would be rendered from holds on to the whole snapshot that it belongs to.
    /// </summary>
    public static StoredResponse Keep(StoredResponse? previous, string madeFrom, string contentType, Func<byte[]> render) =>
        previous is not null && previous._identity.IsValueCreated && previous.MadeFrom == madeFrom ? previous : new(madeFrom, contentType, render);

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

    private Representation Compressed(string encoding, Func<Stream, Stream> compressor)
    {
        var plain = _identity.Value;
        var output = new MemoryStream();
        using (var stream = compressor(output))
        {
            stream.Write(plain.Bytes.Span);
        }

        return new Representation(output.ToArray(), $"{plain.ETag[..^1]}-{encoding}\"", encoding);
    }
}
