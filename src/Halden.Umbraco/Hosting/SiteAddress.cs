using Umbraco.Cms.Core.Configuration.Models;

namespace Halden.Umbraco.Hosting;

/// <summary>The site's own address, for what is read elsewhere: canonical links, the catalogue, e-mail.</summary>
internal static class SiteAddress
{
    /// <summary>Scheme and host of <c>Umbraco:CMS:WebRouting:UmbracoApplicationUrl</c>, without a slash at the end; empty where it is not set. Never taken from a request, which can say anything.</summary>
    public static string Of(WebRoutingSettings settings) =>
        Uri.TryCreate(settings.UmbracoApplicationUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri.GetLeftPart(UriPartial.Authority)
            : string.Empty;
}
