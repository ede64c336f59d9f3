using System.Text.RegularExpressions;
using Halden.Umbraco.Approval;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.SelfService;

/// <summary>Finds out where the links of a text lead, as far as they lead to self-service or to a document of Umbraco's.</summary>
internal sealed partial class LinkTargets(
    SelfServiceState state, ServiceDrafts drafts, IContentService contents, LinkedContent linked, IOptionsMonitor<WebRoutingSettings> webRouting)
{
    public LinkTarget Of(string href)
    {
        if (href.Contains("localLink:", StringComparison.OrdinalIgnoreCase))
        {
            return DocumentsOf(href);
        }

        return PathOf(href) is { } path && SelfServiceRoute.Parse(path) is { } route && state.Current is { } current ? route.Part switch
        {
            SelfServicePart.Service when current.Elsewhere(route.Culture, route.Slug).Count > 0 => LinkTarget.Public,
            SelfServicePart.Service when current.IsKnown(route.Slug) => LinkTarget.NotPublic,
            SelfServicePart.Service or SelfServicePart.UnknownPage or SelfServicePart.UnknownApi => LinkTarget.Missing,
            _ => LinkTarget.Public,
        }
        : LinkTarget.Elsewhere;
    }

    private LinkTarget DocumentsOf(string href)
    {
        // Members are linked to in the same way; of them we know nothing.
        if (PublicHtml.LinkedKeys(href).Select(key => (Guid?)key).FirstOrDefault() is not { } key || OtherThanDocument().IsMatch(href))
        {
            return LinkTarget.Elsewhere;
        }

        return drafts.Find(key) is not null ? (state.Current?.Everywhere(key).Any() == true ? LinkTarget.Public : LinkTarget.NotPublic)
            : contents.GetById(key) is { Trashed: false } || linked.Of([(Cultures.Bokmal, key)]).Of(Cultures.Bokmal, key) is not null ? LinkTarget.Elsewhere
            : LinkTarget.Missing;
    }

    private string? PathOf(string href)
    {
        if (href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal))
        {
            return Uri.UnescapeDataString(href.Split('?', '#')[0]);
        }

        return Uri.TryCreate(href, UriKind.Absolute, out var address)
            && Uri.TryCreate(webRouting.CurrentValue.UmbracoApplicationUrl, UriKind.Absolute, out var own)
            && Uri.Compare(address, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? Uri.UnescapeDataString(address.AbsolutePath)
            : null;
    }

    [GeneratedRegex("umb://(?!document/|media/)", RegexOptions.IgnoreCase)]
    private static partial Regex OtherThanDocument();
}
