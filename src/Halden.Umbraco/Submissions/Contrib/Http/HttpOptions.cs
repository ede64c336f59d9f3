namespace Halden.Umbraco.Submissions.Contrib.Http;

/// <summary>Settings of a system that is reached over HTTP, under <c>Halden:Submissions:Systems:{system}</c>.</summary>
internal sealed class HttpOptions
{
    /// <summary>Where submissions are posted.</summary>
    public Uri? Url { get; set; }

    /// <summary>What requests are signed with; at least 32 characters, known to the receiver alone.</summary>
    public string? Secret { get; set; }

    /// <summary>A PKCS#12 file (.pfx) with the certificate, and its key, that this site proves itself by.</summary>
    public string? ClientCertificate { get; set; }

    /// <summary>What that file is locked with.</summary>
    public string? ClientCertificatePassword { get; set; }

    /// <summary>A certificate (PEM or DER) that the receiver's must be issued by, in the place of those that the machine trusts.</summary>
    public string? TrustedRoot { get; set; }

    /// <summary>How long the receiver may take. At most 100 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
