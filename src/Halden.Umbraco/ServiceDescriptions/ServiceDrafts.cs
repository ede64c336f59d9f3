using System.Collections.Concurrent;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.Changes;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>What lists need of a service's draft, so that they need not load the whole document.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Titles">By culture.</param>
/// <param name="TextHashes">Hash of the text by culture.</param>
/// <param name="PublishedCultures">What Umbraco has published, approved or not.</param>
/// <param name="UpdatedAt">When the document was last saved.</param>
/// <param name="IsDescribed">Whether it has a lead or a description in the default culture.</param>
internal sealed record ServiceDraft(
    Guid Key,
    IReadOnlyDictionary<string, string> Titles,
    IReadOnlyDictionary<string, string> TextHashes,
    IReadOnlyList<string> PublishedCultures,
    DateTimeOffset UpdatedAt,
    bool IsDescribed)
{
    /// <summary>The title in the default culture, or in another where it has none.</summary>
    public string Title => Cultures.All.Select(culture => Titles.GetValueOrDefault(culture)).FirstOrDefault(title => title is not null) ?? string.Empty;
}

/// <summary>
/// Every service's draft in short, in memory, kept fresh by Umbraco's cache refresher (which reaches every node of a
/// load-balanced site). The recycle bin is left out.
/// </summary>
internal sealed class ServiceDrafts(IContentService contentService, IContentTypeService contentTypeService)
    : INotificationHandler<ContentCacheRefresherNotification>
{
    private const int PageSize = 200;

    private readonly ConcurrentDictionary<Guid, ServiceDraft> _drafts = [];
    private readonly ConcurrentQueue<Guid> _stale = [];
    private readonly Lock _reading = new();
    private volatile bool _complete;

    /// <inheritdoc/>
    public void Handle(ContentCacheRefresherNotification notification)
    {
        foreach (var change in notification.MessageObject as ContentCacheRefresher.JsonPayload[] ?? [])
        {
            // A branch that is moved, binned or deleted is named by its root alone.
            if (change.Key is null || change.ChangeTypes.HasFlag(TreeChangeTypes.RefreshAll)
                || (change.ChangeTypes & (TreeChangeTypes.RefreshBranch | TreeChangeTypes.Remove)) != 0 && !_drafts.ContainsKey(change.Key.Value))
            {
                _complete = false;
            }
            else
            {
                _stale.Enqueue(change.Key.Value);
            }
        }
    }

    /// <summary>All services, in no particular order.</summary>
    public IReadOnlyCollection<ServiceDraft> All()
    {
        lock (_reading)
        {
            Refresh();
            return [.. _drafts.Values];
        }
    }

    /// <summary>One service, or null where there is none (or it is in the recycle bin).</summary>
    public ServiceDraft? Find(Guid key)
    {
        lock (_reading)
        {
            Refresh();
            return _drafts.GetValueOrDefault(key);
        }
    }

    private void Refresh()
    {
        if (!_complete)
        {
            // Set first: a change while we read makes it incomplete again.
            _complete = true;
            _stale.Clear();
            try
            {
                ReadAll();
            }
            catch
            {
                _complete = false;
                throw;
            }
        }

        while (_stale.TryDequeue(out var key))
        {
            if (contentService.GetById(key) is { Trashed: false } content && content.IsService())
            {
                _drafts[key] = Read(content);
            }
            else
            {
                _drafts.TryRemove(key, out _);
            }
        }
    }

    private void ReadAll()
    {
        _drafts.Clear();
        if (contentTypeService.Get(ServiceDocument.Alias) is not { } type)
        {
            _complete = false;
            return;
        }

        long total;
        var page = 0L;
        do
        {
            foreach (var content in contentService.GetPagedOfType(type.Id, page, PageSize, out total, null!))
            {
                if (!content.Trashed)
                {
                    _drafts[content.Key] = Read(content);
                }
            }
        }
        while (++page * PageSize < total);
    }

    private static ServiceDraft Read(IContent content)
    {
        var description = ServiceDocument.Draft(content);
        return new ServiceDraft(
            content.Key,
            description.Texts.ToDictionary(text => text.Key, text => text.Value.Title),
            description.TextHashes(),
            [.. ServiceDocument.Published(content).Texts.Keys],
            new DateTimeOffset(DateTime.SpecifyKind(content.UpdateDate, DateTimeKind.Utc)),
            description.Texts.GetValueOrDefault(Cultures.Bokmal) is { } text && (text[ServiceFields.Lead].Length > 0 || text["description"].Length > 0));
    }
}
