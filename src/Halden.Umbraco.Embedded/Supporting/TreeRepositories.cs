using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence.Repositories;

namespace Halden.Umbraco.Embedded;

/// <summary>What Umbraco's in-memory navigation is built of.</summary>
internal sealed class NavigationRepository(EmbeddedScopeProvider scopes) : INavigationRepository
{
    public IEnumerable<INavigationModel> GetContentNodesByObjectType(Guid objectTypeKey) => Find(objectTypeKey, trashed: false);

    public IEnumerable<INavigationModel> GetTrashedContentNodesByObjectType(Guid objectTypeKey) => Find(objectTypeKey, trashed: true);

    private List<INavigationModel> Find(Guid kind, bool trashed)
        => scopes.Session.Query(
            """
            SELECT n.id, n.key, n.parent_id, n.sort_order, n.trashed, t.key
            FROM node n JOIN document d ON d.node_id = n.id JOIN node t ON t.id = d.content_type_id
            WHERE n.kind = $0 AND n.trashed = $1 ORDER BY n.path
            """,
            INavigationModel (row) => new Node
            {
                Id = row.GetInt32(0),
                Key = row.ReadKey(1),
                ParentId = row.GetInt32(2),
                SortOrder = row.GetInt32(3),
                Trashed = row.ReadFlag(4),
                ContentTypeKey = row.ReadKey(5),
            },
            kind, trashed);

    private sealed class Node : INavigationModel
    {
        public int Id { get; set; }

        public Guid Key { get; set; }

        public Guid ContentTypeKey { get; set; }

        public int ParentId { get; set; }

        public int SortOrder { get; set; }

        public bool Trashed { get; set; }
    }
}

/// <summary>In which cultures each document is published; an invariant one in all of them.</summary>
internal sealed class PublishStatusRepository(EmbeddedScopeProvider scopes) : IPublishStatusRepository
{
    public Task<IDictionary<Guid, ISet<string>>> GetAllPublishStatusAsync(CancellationToken cancellationToken) => Task.FromResult(Find("1 = 1"));

    public Task<ISet<string>> GetPublishStatusAsync(Guid documentKey, CancellationToken cancellationToken)
        => Task.FromResult(Find("n.key = $0", documentKey).TryGetValue(documentKey, out ISet<string>? cultures) ? cultures : new HashSet<string>());

    public Task<IDictionary<Guid, ISet<string>>> GetDescendantsOrSelfPublishStatusAsync(Guid rootDocumentKey, CancellationToken cancellationToken)
        => Task.FromResult(Find("(n.key = $0 OR instr(n.path, (SELECT path FROM node WHERE key = $0) || ',') = 1)", rootDocumentKey));

    private IDictionary<Guid, ISet<string>> Find(string condition, params ReadOnlySpan<object?> values)
        => scopes.Session.Query(
            $"""
            SELECT n.key, l.iso_code, CASE WHEN t.variations & 1 THEN IFNULL(c.published, 0) ELSE d.published END
            FROM document d JOIN node n ON n.id = d.node_id AND n.kind = '{Stored.Key(Constants.ObjectTypes.Document)}'
            JOIN content_type t ON t.node_id = d.content_type_id
            CROSS JOIN language l LEFT JOIN document_culture c ON c.node_id = d.node_id AND c.language_id = l.id
            WHERE {condition}
            """,
            row => (Key: row.ReadKey(0), Culture: row.GetString(1), Published: row.ReadFlag(2)),
            values).GroupBy(x => x.Key).ToDictionary(x => x.Key, x => (ISet<string>)x.Where(y => y.Published).Select(y => y.Culture).ToHashSet());
}

/// <summary>The map between ids and keys that Umbraco caches.</summary>
internal sealed class IdKeyMapRepository(EmbeddedScopeProvider scopes) : IIdKeyMapRepository
{
    public int? GetIdForKey(Guid key, UmbracoObjectTypes umbracoObjectType)
        => NodeRow.Find(scopes.Session, key) is { } node && Matches(node, umbracoObjectType) ? node.Id : null;

    public Guid? GetIdForKey(int id, UmbracoObjectTypes umbracoObjectType)
        => NodeRow.Find(scopes.Session, id) is { } node && Matches(node, umbracoObjectType) ? node.Key : null;

    private static bool Matches(NodeRow node, UmbracoObjectTypes type)
        => type == UmbracoObjectTypes.Unknown || node.Kind == type.GetGuid() || node.Kind == Constants.ObjectTypes.IdReservation;
}
