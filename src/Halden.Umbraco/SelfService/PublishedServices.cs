using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.SelfService;

/// <summary>Reads services from Umbraco's content service, which answers from the database and is never behind its caches.</summary>
internal sealed class PublishedServices(IContentService contents, IContentTypeService contentTypes)
{
    private const int PageSize = 500;

    /// <summary>Every document that is a service, published or not.</summary>
    public IEnumerable<PublishedService> All(CancellationToken cancellationToken)
    {
        if (contentTypes.Get(ServiceDocument.Alias) is not { } type)
        {
            yield break;
        }

        var parents = new Dictionary<int, bool>();
        long total;
        for (var page = 0L; ; page++)
        {
            foreach (var content in contents.GetPagedOfTypes([type.Id], page, PageSize, out total, filter: null))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!parents.TryGetValue(content.ParentId, out var isParentPublished))
                {
                    parents[content.ParentId] = isParentPublished = IsParentPublished(content);
                }

                yield return Read(content, isParentPublished);
            }

            if ((page + 1) * PageSize >= total)
            {
                yield break;
            }
        }
    }

    /// <summary>The document that changed, or null where it is gone.</summary>
    public IContent? Find(DocumentChange change) =>
        change.Key is { } key ? contents.GetById(key) : change.Id is { } id ? contents.GetById(id) : null;

    /// <summary>A service as it is now.</summary>
    public PublishedService Read(IContent content) => Read(content, IsParentPublished(content));

    public bool HasChildren(IContent content) => contents.HasChildren(content.Id);

    private bool IsParentPublished(IContent content) =>
        !content.Trashed && (content.ParentId == Constants.System.Root || (contents.GetById(content.ParentId) is { } parent && contents.IsPathPublished(parent)));

    private static PublishedService Read(IContent content, bool isParentPublished)
    {
        var description = isParentPublished && !content.Trashed
            ? ServiceDocument.Published(content)
            : new ServiceDescription(content.Key, new Dictionary<string, ServiceText>());
        var publishedOn = new Dictionary<string, DateOnly>();
        foreach (var culture in content.PublishedCultures)
        {
            if (Cultures.All.FirstOrDefault(known => known.Equals(culture, StringComparison.OrdinalIgnoreCase)) is { } known
                && (content.GetPublishDate(culture) ?? content.PublishDate) is { } published)
            {
                publishedOn[known] = DateOnly.FromDateTime(published);
            }
        }

        int[] path = [.. content.Path.Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        return new PublishedService(content.Key, path, description, publishedOn);
    }
}
