using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Halden.Umbraco.CitizenSignIn;

/// <summary>The private key that the site shows itself to the provider with, from a file.</summary>
internal static class SignInKey
{
    /// <summary>Reads a PEM or a JWK.</summary>
    /// <exception cref="IOException">There is no such file, or it may not be read.</exception>
    /// <exception cref="ArgumentException">It has no private RSA key.</exception>
    public static SigningCredentials Read(string file, string? keyId)
    {
        var text = File.ReadAllText(file).Trim();
        if (text.StartsWith('{'))
        {
            var jwk = new JsonWebKey(text);
            if (jwk.Kty != JsonWebAlgorithmsKeyTypes.RSA || !jwk.HasPrivateKey)
            {
                throw new ArgumentException("The JWK is no private RSA key.");
            }

            jwk.Kid = string.IsNullOrWhiteSpace(keyId) ? jwk.Kid : keyId;
            return new SigningCredentials(jwk, SecurityAlgorithms.RsaSha256);
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(text);
            _ = rsa.ExportParameters(includePrivateParameters: true);
        }
        catch
        {
            rsa.Dispose();
            throw;
        }

        return new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId }, SecurityAlgorithms.RsaSha256);
    }

    /// <summary>What is wrong with the file, in bokmål; null for nothing.</summary>
    public static string? Fault(string file, string? keyId)
    {
        try
        {
            return string.IsNullOrWhiteSpace(Read(file, keyId).Kid) ? $"nøkkelen har ingen id. Sett {SignInOptions.Section}:{nameof(SignInOptions.KeyId)}." : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "filen finnes ikke, eller kan ikke leses av nettstedet.";
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return "filen har ingen privat RSA-nøkkel (PEM eller JWK).";
        }
    }
}
