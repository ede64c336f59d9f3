using System.Collections.Frozen;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.Routing;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.SelfService;

/// <summary>Public addresses of the site's other pages and its files, by the reader's culture and key; what is not there has none.</summary>
internal sealed class LinkedAddresses(IReadOnlyDictionary<(string Culture, Guid Key), string> addresses)
{
    public static LinkedAddresses None { get; } = new(FrozenDictionary<(string Culture, Guid Key), string>.Empty);

    /// <summary>A path from the root of the site, or a whole address where it is on another host; null for none.</summary>
    public string? Of(string culture, Guid key) => addresses.GetValueOrDefault((culture, key));
}

/// <summary>Asks Umbraco where the pages and files are that descriptions link to and that are not services.</summary>
internal sealed class LinkedContent(
    IUmbracoContextFactory contexts, IPublishedUrlProvider urls, IIdKeyMap ids, IOptionsMonitor<WebRoutingSettings> webRouting, ILogger<LinkedContent> logger)
{
    private static readonly Uri SomeHost = new("http://localhost");

    /// <summary>The addresses of those that are published, or lie among the media, now.</summary>
    /// <param name="wanted">By the reader's culture; a page that is not in it is given in another that has it.</param>
    public LinkedAddresses Of(IReadOnlyCollection<(string Culture, Guid Key)> wanted)
    {
        if (wanted.Count == 0)
        {
            return LinkedAddresses.None;
        }

        using var reference = contexts.EnsureUmbracoContext();
        var context = reference.UmbracoContext;
        var here = Uri.TryCreate(webRouting.CurrentValue.UmbracoApplicationUrl, UriKind.Absolute, out var own) ? own : SomeHost;
        return new(wanted.Distinct()
            .Select(link => (link, Address: Find(context, link.Key, link.Culture, here)))
            .Where(found => found.Address is not null)
            .ToFrozenDictionary(found => found.link, found => found.Address!));
    }

    // Whoever gives addresses to documents can be anybody's: a fault of theirs costs a link, not the page.
    private string? Find(IUmbracoContext context, Guid key, string culture, Uri here)
    {
        try
        {
            // Umbraco keeps pages and files in one cache by key alone: asked for a file as a page it fails, or forgets the file.
            return ids.GetIdForKey(key, UmbracoObjectTypes.Document).Success ? Page(context, key, culture, here) : File(context, key, here);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "Where {Key} is could not be found out; links to it are shown as text until something else changes", key);
            return null;
        }
    }

    // Services are the read model's to know: what it does not show has no address. Without domains Umbraco has an address in its default
    // language alone, which may be none of ours.
    private string? Page(IUmbracoContext context, Guid key, string culture, Uri here) =>
        context.Content.GetById(preview: false, key) is { } page && page.ContentType.Alias != ServiceDocument.Alias
            ? Cultures.All.OrderByDescending(other => other == culture).Append(null).Select(other => Usable(urls.GetUrl(page, UrlMode.Auto, other, here))).FirstOrDefault(url => url is not null)
            : null;

    private string? File(IUmbracoContext context, Guid key, Uri here) =>
        context.Media.GetById(preview: false, key) is { } file ? Usable(urls.GetMediaUrl(file, UrlMode.Auto, current: here)) : null;

    // Umbraco says "#" of what has no address.
    private static string? Usable(string? url) => url is { Length: > 1 } && ServiceLink.IsSafeUrl(url) ? url : null;
}
