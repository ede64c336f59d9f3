using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.PublishedCache;

namespace Halden.Umbraco.Embedded;

// The embedded runtime renders no pages of its own, so it has no published content, addresses or domains in
// memory. Umbraco's refreshers ask for these to be dropped or read again; with nothing kept, that is done.
// Everything else of these services is unsupported, by name.

/// <summary>What the refreshers ask of IDocumentCacheService and IMediaCacheService.</summary>
internal sealed class NoPublishedContent
{
    public Task ClearMemoryCacheAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RefreshMemoryCacheAsync(Guid key) => Task.CompletedTask;

    public Task RemoveFromMemoryCacheAsync(Guid key) => Task.CompletedTask;

    public Task RebuildMemoryCacheByContentTypeAsync(IEnumerable<int> contentTypeIds) => Task.CompletedTask;

    public void ClearConvertedContentCache()
    {
    }

    public void ClearConvertedContentCache(IReadOnlyCollection<int> contentTypeIds)
    {
    }
}

/// <summary>What the refreshers ask of IPublishedContentTypeCache.</summary>
internal sealed class NoPublishedContentTypes
{
    public void ClearAll()
    {
    }

    public void ClearContentType(int id)
    {
    }

    public void ClearContentTypes(IEnumerable<int> ids)
    {
    }

    public void ClearDataType(int id)
    {
    }

    public IEnumerable<IPublishedContentType> ClearByDataTypeId(int id) => [];
}

/// <summary>What the refreshers ask of IPublishedContentTypeFactory.</summary>
internal sealed class NoPublishedContentTypeFactory
{
    public void ClearDataTypeCache()
    {
    }

    public void NotifyDataTypeChanges(params int[] ids)
    {
    }
}

/// <summary>What the refreshers ask of IContentTypeCommonRepository.</summary>
internal sealed class NoCommonTypes
{
    public void ClearCache()
    {
    }
}

/// <summary>What the refreshers ask of IDocumentUrlService.</summary>
internal sealed class NoDocumentUrls
{
    public bool IsInitialized => true;

    public bool HasAny() => false;

    public Task InitAsync(bool forceEmpty, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteUrlsFromCacheAsync(IEnumerable<Guid> documentKeys) => Task.CompletedTask;

    public Task UpdateUrlSegmentCacheAsync(Guid key) => Task.CompletedTask;

    public Task UpdateUrlSegmentCacheWithDescendantsAsync(Guid key) => Task.CompletedTask;
}

/// <summary>What the refreshers ask of IDocumentUrlAliasService.</summary>
internal sealed class NoDocumentAliases
{
    public bool HasAny() => false;

    public Task InitAsync(bool forceEmpty, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteAliasesFromCacheAsync(IEnumerable<Guid> documentKeys) => Task.CompletedTask;

    public Task UpdateAliasCacheAsync(Guid documentKey) => Task.CompletedTask;

    public Task UpdateAliasCacheWithDescendantsAsync(Guid documentKey) => Task.CompletedTask;
}

/// <summary>What the refreshers ask of ICacheManager.</summary>
internal sealed class NoElements
{
    public IAppCache ElementsCache => NoAppCache.Instance;
}

/// <summary>There are no domains; adding one is unsupported.</summary>
internal sealed class NoDomains
{
    public IEnumerable<IDomain> GetAll(bool includeWildcards) => [];

    public IEnumerable<IDomain> GetAssignedDomains(int contentId, bool includeWildcards) => [];

    public bool Exists(string domainName) => false;

    public IDomain? GetByName(string domainName) => null;

    public IEnumerable<IDomain> GetMany(params int[]? ids) => [];
}

/// <summary>There is no media, as Core's permission checks see it; adding or searching it is unsupported.</summary>
internal sealed class NoMedia
{
    public IMedia? Get(int id) => null;

    public IMedia? Get(Guid id) => null;

    public IEnumerable<IMedia> GetMany(params int[]? ids) => [];

    public IEnumerable<IMedia> GetMany(params Guid[]? ids) => [];

    public bool Exists(int id) => false;

    public bool Exists(Guid id) => false;
}

/// <summary>There are no templates; adding one is unsupported.</summary>
internal sealed class NoTemplates
{
    public ITemplate? Get(int id) => null;

    public ITemplate? Get(Guid id) => null;

    public ITemplate? Get(string? alias) => null;

    public IEnumerable<ITemplate> GetMany(params int[]? ids) => [];

    public IEnumerable<ITemplate> GetMany(params Guid[]? ids) => [];

    public IEnumerable<ITemplate> GetAll(params string[] aliases) => [];

    public bool Exists(int id) => false;

    public bool Exists(Guid id) => false;
}

/// <summary>There are no media and member types; adding one is unsupported.</summary>
internal sealed class NoTypes<T>
    where T : class, IContentTypeComposition
{
    public T? Get(int id) => null;

    public T? Get(Guid id) => null;

    public T? Get(string alias) => null;

    public IEnumerable<T> GetMany(params int[]? ids) => [];

    public IEnumerable<T> GetMany(params Guid[]? ids) => [];

    public IEnumerable<T> Get(global::Umbraco.Cms.Core.Persistence.Querying.IQuery<T> query) => [];

    public bool Exists(int id) => false;

    public bool Exists(Guid id) => false;
}
