using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.Routing;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.SelfService;

/// <summary>Gives Umbraco the public address of a service, so that the backoffice, pickers and links show it. Says nothing of other documents.</summary>
internal sealed class ServiceUrlProvider(SelfServiceState state) : IUrlProvider
{
    /// <inheritdoc/>
    public string Alias => "haldenSelfService";

    /// <inheritdoc/>
    public UrlInfo? GetUrl(IPublishedContent content, UrlMode mode, string? culture, Uri current)
    {
        if (content.ContentType.Alias != ServiceDocument.Alias)
        {
            return null;
        }

        // A message rather than nothing: with nothing, Umbraco would show an address of its own that leads nowhere.
        var known = Cultures.All.FirstOrDefault(one => one.Equals(culture, StringComparison.OrdinalIgnoreCase)) ?? Cultures.Bokmal;
        return state.Current?.Find(known, content.Key) is { } service
            ? new UrlInfo(mode == UrlMode.Absolute ? new Uri(current, service.Path) : new Uri(service.Path, UriKind.Relative), Alias, culture)
            : UrlInfo.AsMessage(SelfServiceTexts.NotPublic.In(CultureInfo.CurrentUICulture.Name), Alias, culture);
    }

    /// <inheritdoc/>
    public IEnumerable<UrlInfo> GetOtherUrls(int id, Uri current) => [];

    /// <inheritdoc/>
    public Task<UrlInfo?> GetPreviewUrlAsync(IContent content, string? culture, string? segment) => Task.FromResult<UrlInfo?>(null);
}

/// <summary>
/// Lets Umbraco's router find the service behind a public address. No request of the public gets here; the backoffice asks,
/// to see whether the address it shows leads to the document it shows it for.
/// </summary>
internal sealed class ServiceContentFinder(SelfServiceState state, IUmbracoContextAccessor umbracoContexts) : IContentFinder
{
    /// <inheritdoc/>
    public Task<bool> TryFindContent(IPublishedRequestBuilder request)
    {
        if (SelfServiceRoute.Parse(request.Uri.AbsolutePath) is not { Part: SelfServicePart.Service } route
            || state.Current?.BySlug(route.Culture, route.Slug) is not { } service
            || !umbracoContexts.TryGetUmbracoContext(out var context)
            || context.Content?.GetById(service.Key) is not { } content)
        {
            return Task.FromResult(false);
        }

        request.SetPublishedContent(content);
        return Task.FromResult(true);
    }
}
