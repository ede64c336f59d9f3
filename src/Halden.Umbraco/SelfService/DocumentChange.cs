using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services.Changes;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.SelfService;

/// <summary>That a document may have changed.</summary>
/// <param name="Key">Its key, where it is known.</param>
/// <param name="Id">Its id, where it is known.</param>
/// <param name="IsBranch">Whether what lies below it may have changed with it.</param>
internal readonly record struct DocumentChange(Guid? Key, int? Id, bool IsBranch)
{
    /// <summary>What a notification of Umbraco's content cache says has changed; null for everything.</summary>
    public static IReadOnlyList<DocumentChange>? Of(object message, MessageType type) => (type, message) switch
    {
        (MessageType.RefreshByPayload, ContentCacheRefresher.JsonPayload[] payloads) =>
            payloads.Any(payload => payload.ChangeTypes.HasFlag(TreeChangeTypes.RefreshAll))
                ? null
                : [.. payloads.Where(payload => !payload.Blueprint).Select(payload => new DocumentChange(
                    payload.Key,
                    payload.Id == 0 ? null : payload.Id,
                    (payload.ChangeTypes & (TreeChangeTypes.RefreshBranch | TreeChangeTypes.Remove)) != 0))],
        (MessageType.RefreshById or MessageType.RemoveById, int id) => [new(null, id, IsBranch: true)],
        (MessageType.RefreshById or MessageType.RemoveById, Guid key) => [new(key, null, IsBranch: true)],
        (MessageType.RefreshByInstance or MessageType.RemoveByInstance, IContent content) => [new(content.Key, content.Id, IsBranch: true)],
        _ => null,
    };
}
