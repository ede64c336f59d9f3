namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>Where the contents of citizens' files can lie. Each row says where its own is.</summary>
public enum AttachmentPlace
{
    /// <summary>In the row itself.</summary>
    Database,

    /// <summary>In a folder, which all nodes share.</summary>
    Folder,

    /// <summary>In a bucket of S3, or of something that speaks as it.</summary>
    S3,
}

/// <summary>Where citizens' files lie, under <c>Halden:Submissions:Attachments</c>. Always encrypted before they leave the process.</summary>
public sealed class AttachmentOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = $"{SubmissionsOptions.Section}:Attachments";

    /// <summary>Where files that come from now on are kept. What has come stays readable where it is, as long as its settings are here.</summary>
    public AttachmentPlace Place { get; set; }

    /// <summary>The folder of <see cref="AttachmentPlace.Folder"/>: absolute, and there already, for this site alone.</summary>
    public string? Directory { get; set; }

    /// <summary>The bucket of <see cref="AttachmentPlace.S3"/>.</summary>
    public AttachmentBucketOptions S3 { get; set; } = new();

    /// <summary>What is wrong with the settings of the place that is chosen, in bokmål; null for nothing.</summary>
    internal string? Fault() => FaultOf(Place);

    /// <summary>What is wrong with the settings of a place, in bokmål; null for nothing.</summary>
    internal string? FaultOf(AttachmentPlace place) => place switch
    {
        AttachmentPlace.Database => null,
        AttachmentPlace.Folder => string.IsNullOrWhiteSpace(Directory) || !Path.IsPathFullyQualified(Directory) ? $"{Section}:{nameof(Directory)} må være en fullstendig sti." : null,
        AttachmentPlace.S3 => S3.Fault(),
        _ => $"{Section}:{nameof(Place)} må være {string.Join(", ", Enum.GetNames<AttachmentPlace>())}.",
    };
}

/// <summary>A bucket, under <c>Halden:Submissions:Attachments:S3</c>.</summary>
public sealed class AttachmentBucketOptions
{
    /// <summary>Where the server is, where it is not Amazon's; https, or http on this machine.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The region, which requests are signed for.</summary>
    public string Region { get; set; } = "eu-north-1";

    /// <summary>The bucket. It must be there, and keep no earlier versions.</summary>
    public string? Bucket { get; set; }

    /// <summary>First in each key, e.g. <c>halden/</c>.</summary>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>Whether the bucket stands in the path, not in the name of the host: what most servers but Amazon's want.</summary>
    public bool PathStyle { get; set; }

    /// <summary>The key's name; without it, what the machine has (environment, profile, role).</summary>
    public string? AccessKey { get; set; }

    /// <summary>The key, from a secret store or the environment.</summary>
    public string? SecretKey { get; set; }

    /// <summary>How long one request may take. At most two minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many times a request that fails is made again, at most 5.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>What is wrong with the settings, in bokmål; null for nothing.</summary>
    internal string? Fault()
    {
        const string section = $"{AttachmentOptions.Section}:{nameof(AttachmentOptions.S3)}";
        return string.IsNullOrWhiteSpace(Bucket) ? $"{section}:{nameof(Bucket)} mangler."
            : string.IsNullOrWhiteSpace(Region) ? $"{section}:{nameof(Region)} mangler."
            : Endpoint is { IsAbsoluteUri: false } || (Endpoint is { } at && at.Scheme != Uri.UriSchemeHttps && !(at.Scheme == Uri.UriSchemeHttp && at.IsLoopback)) ? $"{section}:{nameof(Endpoint)} må begynne med https://."
            : Endpoint is { UserInfo.Length: > 0 } ? $"{section}:{nameof(Endpoint)} skal ikke ha nøkler i seg. Bruk {nameof(AccessKey)} og {nameof(SecretKey)}."
            : string.IsNullOrEmpty(AccessKey) != string.IsNullOrEmpty(SecretKey) ? $"{section}:{nameof(AccessKey)} og {nameof(SecretKey)} må settes sammen."
            : Prefix.StartsWith('/') || !Prefix.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/') ? $"{section}:{nameof(Prefix)} kan ha bokstaver fra a til z, tall, - _ . og /, og ikke / først."
            : Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(2) ? $"{section}:{nameof(Timeout)} må være fra 1 sekund til 2 minutter."
            : Retries is < 0 or > 5 ? $"{section}:{nameof(Retries)} må være fra 0 til 5."
            : null;
    }
}
