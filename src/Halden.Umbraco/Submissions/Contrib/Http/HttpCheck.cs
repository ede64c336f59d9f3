using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Halden.Umbraco.Submissions.Contrib.Http;

/// <summary>Whether the settings of a system that is reached over HTTP can be used.</summary>
internal static class HttpCheck
{
    private const int ShortestSecret = 32;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(100);

    /// <summary>What is wrong, in bokmål; null for nothing.</summary>
    public static string? Fault(HttpOptions options) =>
        options.Url is not { IsAbsoluteUri: true } url ? "Url mangler, eller er ingen fullstendig adresse."
        : url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback) ? "Url må begynne med https://."
        : url.UserInfo.Length > 0 ? "Url skal ikke ha brukernavn eller passord i seg. Bruk Secret eller ClientCertificate."
        : options.Secret is null && options.ClientCertificate is null ? "Sett Secret, ClientCertificate eller begge: mottakeren må kunne se hvem det kommer fra."
        : options.Secret is { Length: < ShortestSecret } ? $"Secret må ha minst {ShortestSecret} tegn."
        : options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout ? $"Timeout må være over 0 og høyst {LongestTimeout.TotalSeconds:0} sekunder."
        : FaultOf(nameof(HttpOptions.ClientCertificate), () => options.ClientCertificate is null ? null : Open(options), needsKey: true)
            ?? FaultOf(nameof(HttpOptions.TrustedRoot), () => options.TrustedRoot is null ? null : X509CertificateLoader.LoadCertificateFromFile(options.TrustedRoot), needsKey: false);

    /// <summary>The certificate that this site proves itself by.</summary>
    public static X509Certificate2 Open(HttpOptions options) => X509CertificateLoader.LoadPkcs12FromFile(options.ClientCertificate!, options.ClientCertificatePassword);

    private static string? FaultOf(string setting, Func<X509Certificate2?> open, bool needsKey)
    {
        try
        {
            using var certificate = open();
            return certificate is null ? null
                : needsKey && !certificate.HasPrivateKey ? $"{setting} har ingen nøkkel."
                : certificate.NotAfter < DateTime.Now ? $"{setting} gikk ut {certificate.NotAfter:dd.MM.yyyy}."
                : null;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"{setting} kan ikke leses: {fault.Message}";
        }
    }
}
