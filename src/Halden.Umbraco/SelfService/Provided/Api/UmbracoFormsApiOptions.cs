namespace Halden.Umbraco.SelfService.Provided.Api;

/// <summary>The delivery API of another site's Umbraco Forms, under <c>Halden:UmbracoForms</c>.</summary>
public sealed class UmbracoFormsApiOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:UmbracoForms";

    /// <summary>The site's address, e.g. <c>https://skjema.kommune.no</c>; https, or http on this machine. Without it nothing is read. Taken in at start.</summary>
    public Uri? Url { get; set; }

    /// <summary>What that site has as <c>Umbraco:Forms:Security:FormsApiKey</c>; from a secret store or the environment.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Ids of the forms to read: the API has no list.</summary>
    public IList<Guid> Forms { get; } = [];

    /// <summary>In which language that site is asked, as one of its own cultures; null for its default.</summary>
    public string? Culture { get; set; }

    /// <summary>The page there that a form is said to stand on; null for none.</summary>
    public string? ContentId { get; set; }

    /// <summary>Alias of a field that gets our reference with each entry, so that one that comes twice can be told; null for none.</summary>
    public string? ReferenceField { get; set; }

    /// <summary>How long one answer may take; 100 s at most.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What is wrong with the settings, in bokmål; null for nothing.</summary>
    internal string? Fault() =>
        Url is not { IsAbsoluteUri: true } url ? $"{Section}:{nameof(Url)} mangler, eller er ingen fullstendig adresse."
        : url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback) ? $"{Section}:{nameof(Url)} må begynne med https://."
        : url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0 ? $"{Section}:{nameof(Url)} skal bare være adressen til nettstedet."
        : string.IsNullOrWhiteSpace(ApiKey) || ApiKey.Any(letter => !char.IsAscii(letter) || char.IsControl(letter)) ? $"{Section}:{nameof(ApiKey)} mangler, eller kan ikke stå i en HTTP-forespørsel."
        : Forms.Count == 0 ? $"{Section}:{nameof(Forms)} må ha id-en til minst ett skjema."
        : Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromSeconds(100) ? $"{Section}:{nameof(Timeout)} må være fra 1 til 100 sekunder."
        : null;
}
