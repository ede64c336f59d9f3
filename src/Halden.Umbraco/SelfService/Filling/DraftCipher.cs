using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>Who a draft's key is wrapped for.</summary>
internal enum DraftOpener
{
    /// <summary>The browser that fills in, by its cookie.</summary>
    Browser,

    /// <summary>Whoever has the link of "save and continue later".</summary>
    Link,
}

/// <summary>
/// Keeps drafts so that it takes two to read one: the site's ring of keys, and a secret that only the citizen has
/// (docs/adr/0014). Each draft has a key of its own, kept wrapped for each secret that opens it.
/// </summary>
/// <remarks>What is encrypted is bound to its row: moved to another it cannot be read.</remarks>
internal sealed class DraftCipher([FromKeyedServices(SubmissionKeys.Ring)] IDataProtectionProvider ring)
{
    private const int KeyBytes = 32;

    private readonly IDataProtector _contents = ring.CreateProtector("Halden.Umbraco.SelfService.Filling.Content");
    private readonly IDataProtector _keys = ring.CreateProtector("Halden.Umbraco.SelfService.Filling.Key");

    /// <summary>A secret for a cookie or a link: 256 random bits, hexadecimal.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>By which a secret is known again without being kept; SHA-256, hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A key for a new draft.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>A draft's key, for whoever has a secret.</summary>
    public byte[] Wrap(Guid draft, byte[] key, DraftOpener opener, string secret) => Protect(_keys, draft, WrapperOf(opener, secret), key);

    /// <summary>The draft's key; null for another secret, or where the site's keys are not those it was written with.</summary>
    public byte[]? Unwrap(Guid draft, byte[] wrapped, DraftOpener opener, string secret) => Read(_keys, draft, WrapperOf(opener, secret), wrapped);

    public byte[] Protect(Guid row, byte[] key, byte[] content) => Protect(_contents, row, key, content);

    public byte[] Protect(Guid row, byte[] key, string content) => Protect(row, key, Encoding.UTF8.GetBytes(content));

    /// <exception cref="CryptographicException">It was not written with this key to this row.</exception>
    public byte[] Read(Guid row, byte[] key, byte[] written) => Read(_contents, row, key, written) ?? throw new CryptographicException("What a draft holds cannot be read.");

    /// <inheritdoc cref="Read(Guid, byte[], byte[])"/>
    public string ReadText(Guid row, byte[] key, byte[] written) => Encoding.UTF8.GetString(Read(row, key, written));

    // The hash by which the secret is found is public to whoever reads the database; what it encrypts with is another.
    private static byte[] WrapperOf(DraftOpener opener, string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: Encoding.ASCII.GetBytes($"Halden.Umbraco.Filling.{opener}"));

    // Inside, AES-256-GCM with the citizen's key; outside, the site's ring, with its renewal of keys.
    private static byte[] Protect(IDataProtector ring, Guid row, byte[] key, byte[] content)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var sealedContent = new byte[nonce + tag + content.Length];
        RandomNumberGenerator.Fill(sealedContent.AsSpan(0, nonce));
        using var aes = new AesGcm(key, tag);
        aes.Encrypt(sealedContent.AsSpan(0, nonce), content, sealedContent.AsSpan(nonce + tag), sealedContent.AsSpan(nonce, tag), row.ToByteArray());
        return ring.CreateProtector(row.ToString("N")).Protect(sealedContent);
    }

    private static byte[]? Read(IDataProtector ring, Guid row, byte[] key, byte[] written)
    {
        try
        {
            var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
            var sealedContent = ring.CreateProtector(row.ToString("N")).Unprotect(written);
            var content = new byte[sealedContent.Length - nonce - tag];
            using var aes = new AesGcm(key, tag);
            aes.Decrypt(sealedContent.AsSpan(0, nonce), sealedContent.AsSpan(nonce + tag), sealedContent.AsSpan(nonce, tag), content, row.ToByteArray());
            return content;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
