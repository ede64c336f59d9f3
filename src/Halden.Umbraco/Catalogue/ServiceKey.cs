using System.Security.Cryptography;
using System.Text;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// The key of the document of a catalogue service: the same for the same service, always. An import that was killed
/// between Umbraco's save and our own finds the document again instead of making a twin.
/// </summary>
internal static class ServiceKey
{
    private static readonly Guid Namespace = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0500");

    /// <summary>A name-based UUID (version 8, RFC 9562 section 5.8, over SHA-256).</summary>
    public static Guid For(string source, string serviceId)
    {
        // The length keeps apart what the two texts joined would make alike.
        var name = Encoding.UTF8.GetBytes($"{source.Length}:{source}/{serviceId}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Namespace.ToByteArray(bigEndian: true), .. name], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
