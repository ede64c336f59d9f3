using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Entities;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Embedded;

/// <summary>Light entities of every kind. What IEntityRepository has beyond this (siblings) is unsupported.</summary>
internal sealed class EntityRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly EmbeddedModelCache _model;

    public EntityRepository(EmbeddedScopeProvider scopes, EmbeddedModelCache model)
    {
        _scopes = scopes;
        _model = model;
    }

    private DatabaseSession Session => _scopes.Session;

    public IEntitySlim? Get(int id) => Find("n.id = $0", id).FirstOrDefault();

    public IEntitySlim? Get(Guid key) => Find("n.key = $0", key).FirstOrDefault();

    public IEntitySlim? Get(int id, Guid objectTypeId) => Find("n.id = $0 AND n.kind = $1", id, objectTypeId).FirstOrDefault();

    public IEntitySlim? Get(Guid key, Guid objectTypeId) => Find("n.key = $0 AND n.kind = $1", key, objectTypeId).FirstOrDefault();

    public IEnumerable<IEntitySlim> GetAll(Guid objectType, params int[] ids)
        => ids.Length > 0
            ? Find("n.kind = $0 AND n.id IN (SELECT value FROM json_each($1))", objectType, Stored.List(ids))
            : Find("n.kind = $0", objectType);

    public IEnumerable<IEntitySlim> GetAll(Guid objectType, params Guid[] keys)
        => keys.Length > 0
            ? Find("n.kind = $0 AND n.key IN (SELECT value FROM json_each($1))", objectType, Stored.List(keys))
            : Find("n.kind = $0", objectType);

    public IEnumerable<IEntitySlim> GetByQuery(IQuery<IUmbracoEntity> query) => Matching(query, null, null);

    public IEnumerable<IEntitySlim> GetByQuery(IQuery<IUmbracoEntity> query, Guid objectType) => Matching(query, [objectType], null);

    public UmbracoObjectTypes GetObjectType(int id) => ObjectType(NodeRow.Find(Session, id));

    public UmbracoObjectTypes GetObjectType(Guid key) => ObjectType(NodeRow.Find(Session, key));

    public int ReserveId(Guid key)
    {
        DatabaseSession session = Session;
        session.BeginWriting();
        if (NodeRow.Find(session, key) is { } node)
        {
            return node.Kind == Constants.ObjectTypes.IdReservation
                ? throw new InvalidOperationException("An identifier has already been reserved for this key.")
                : throw new InvalidOperationException("The key is that of an entity already.");
        }

        return session.Insert(
            """
            INSERT INTO node (key, kind, parent_id, level, path, sort_order, trashed, name, creator_id, created, updated)
            VALUES ($0, $1, -1, 1, '-1', 0, 0, 'RESERVED.ID', -1, $2, $2)
            """,
            key, Constants.ObjectTypes.IdReservation, DateTime.UtcNow);
    }

    public IEnumerable<TreeEntityPath> GetAllPaths(Guid objectType, params int[]? ids)
        => [.. GetAll(objectType, ids ?? []).Select(Path)];

    public IEnumerable<TreeEntityPath> GetAllPaths(Guid objectType, params Guid[] keys)
        => [.. GetAll(objectType, keys).Select(Path)];

    public bool Exists(int id) => NodeRow.Find(Session, id) is not null;

    public bool Exists(Guid key) => NodeRow.Find(Session, key) is not null;

    public bool Exists(IEnumerable<Guid> keys)
    {
        Guid[] distinct = [.. keys.Distinct()];
        return Session.Scalar<int>("SELECT COUNT(*) FROM node WHERE key IN (SELECT value FROM json_each($0))", Stored.List(distinct)) == distinct.Length;
    }

    public bool Exists(Guid key, Guid objectType) => NodeRow.Find(Session, key)?.Kind == objectType;

    public bool Exists(int id, Guid objectType) => NodeRow.Find(Session, id)?.Kind == objectType;

    public IEnumerable<IEntitySlim> GetPagedResultsByQuery(
        IQuery<IUmbracoEntity> query, Guid objectType, long pageIndex, int pageSize, out long totalRecords, IQuery<IUmbracoEntity>? filter, Ordering? ordering)
        => GetPagedResultsByQuery(query, new HashSet<Guid> { objectType }, pageIndex, pageSize, out totalRecords, filter, ordering);

    public IEnumerable<IEntitySlim> GetPagedResultsByQuery(
        IQuery<IUmbracoEntity> query, ISet<Guid> objectTypes, long pageIndex, int pageSize, out long totalRecords, IQuery<IUmbracoEntity>? filter, Ordering? ordering)
    {
        List<IEntitySlim> found = Matching(query, objectTypes, filter);
        totalRecords = found.Count;
        return Sort(found, ordering ?? Ordering.ByDefault()).Page(pageIndex, pageSize);
    }

    public int CountByQuery(IQuery<IUmbracoEntity> query, Guid objectType, IQuery<IUmbracoEntity>? filter) => Matching(query, [objectType], filter).Count;

    public int CountByQuery(IQuery<IUmbracoEntity> query, IEnumerable<Guid> objectTypes, IQuery<IUmbracoEntity>? filter)
        => Matching(query, objectTypes, filter).Count;

    private static TreeEntityPath Path(IEntitySlim entity) => new() { Id = entity.Id, Key = entity.Key, Path = entity.Path };

    private static UmbracoObjectTypes ObjectType(NodeRow? node) => node is null ? UmbracoObjectTypes.Unknown : ObjectTypes.GetUmbracoObjectType(node.Kind);

    private static List<IEntitySlim> Sort(List<IEntitySlim> entities, Ordering ordering)
    {
        if (ordering.IsEmpty)
        {
            return entities;
        }

        Func<IEntitySlim, IComparable?> by = ordering.OrderBy?.ToUpperInvariant() switch
        {
            "SORTORDER" => x => x.SortOrder,
            "NAME" or "TEXT" => x => x.Name?.ToUpperInvariant(),
            "PATH" => x => x.Path,
            "ID" or "NODEID" => x => x.Id,
            "LEVEL" => x => x.Level,
            "CREATEDATE" => x => x.CreateDate,
            "UPDATEDATE" or "VERSIONDATE" => x => x.UpdateDate,
            _ => throw Unsupported.Member(nameof(IEntityService), $"ordering by {ordering.OrderBy}"),
        };
        return ordering.Direction == Direction.Ascending
            ? [.. entities.OrderBy(by).ThenBy(x => x.Id)]
            : [.. entities.OrderByDescending(by).ThenBy(x => x.Id)];
    }

    private List<IEntitySlim> Matching(IQuery<IUmbracoEntity> query, IEnumerable<Guid>? kinds, IQuery<IUmbracoEntity>? filter)
    {
        var conditions = new IndexedConditions<IUmbracoEntity>(
            MemoryQuery<IUmbracoEntity>.Of(query).Conditions.Concat(filter is null ? [] : MemoryQuery<IUmbracoEntity>.Of(filter).Conditions),
            IndexedConditions<IUmbracoEntity>.NodeColumn);
        object?[] values = conditions.Values;
        var where = "1 = 1" + conditions.Sql;
        List<IEntitySlim> found = kinds is null
            ? Find(where, values)
            : Find(where + $" AND n.kind IN (SELECT value FROM json_each(${values.Length}))", [.. values, Stored.List(kinds)]);
        return conditions.Rest.Count == 0
            ? found
            : [.. found.Where(QueryCompiler.Compile<IUmbracoEntity, IEntitySlim>(conditions.Rest))];
    }

    private List<IEntitySlim> Find(string condition, params object?[] values) => Session.Read(() =>
    {
        DatabaseSession session = Session;
        ModelSnapshot model = _model.Get(session);
        List<IEntitySlim> entities = session.Query(
            $"""
            SELECT {NodeRow.Columns}, EXISTS (SELECT 1 FROM node c WHERE c.parent_id = n.id), d.content_type_id, d.published, d.edited, v.date
            FROM node n LEFT JOIN document d ON d.node_id = n.id LEFT JOIN document_version v ON v.node_id = n.id AND v.is_current = 1
            WHERE {condition} ORDER BY n.sort_order, n.id
            """,
            IEntitySlim (row) =>
            {
                NodeRow node = NodeRow.Read(row);
                EntitySlim entity = new();
                if (row.ReadOptionalInt(NodeRow.Count + 1) is { } typeId)
                {
                    IContentType type = model.ContentTypesById[typeId];
                    entity = new DocumentEntitySlim
                    {
                        ContentTypeAlias = type.Alias,
                        ContentTypeKey = type.Key,
                        ContentTypeIcon = type.Icon,
                        ContentTypeThumbnail = type.Thumbnail,
                        ListViewKey = type.ListView,
                        Variations = type.Variations,
                        Published = row.ReadFlag(NodeRow.Count + 2),
                        Edited = row.ReadFlag(NodeRow.Count + 3),
                    };
                }

                node.CopyTo(entity);
                entity.NodeObjectType = node.Kind;
                entity.HasChildren = row.ReadFlag(NodeRow.Count);
                entity.UpdateDate = row.ReadOptionalInstant(NodeRow.Count + 4) ?? node.UpdateDate;
                return entity;
            },
            values);
        FillCultures(session, model, [.. entities.OfType<DocumentEntitySlim>().Where(x => x.Variations.HasFlag(ContentVariation.Culture))]);
        return entities;
    });

    private static void FillCultures(DatabaseSession session, ModelSnapshot model, List<DocumentEntitySlim> documents)
    {
        if (documents.Count == 0)
        {
            return;
        }

        var cultures = session.Query(
            "SELECT node_id, language_id, name, available, published, edited FROM document_culture WHERE node_id IN (SELECT value FROM json_each($0))",
            row => (Node: row.GetInt32(0), Culture: model.IsoCode(row.GetInt32(1))!, Name: row.ReadText(2), Available: row.ReadFlag(3), Published: row.ReadFlag(4), Edited: row.ReadFlag(5)),
            Stored.List(documents.Select(x => x.Id))).ToLookup(x => x.Node);
        foreach (DocumentEntitySlim document in documents)
        {
            document.CultureNames = cultures[document.Id].Where(x => x.Available && x.Name is not null).ToDictionary(x => x.Culture, x => x.Name!);
            document.PublishedCultures = [.. cultures[document.Id].Where(x => x.Published).Select(x => x.Culture)];
            document.EditedCultures = [.. cultures[document.Id].Where(x => x.Edited).Select(x => x.Culture)];
        }
    }
}
