using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Entities;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

internal sealed class RelationRepository(EmbeddedScopeProvider scopes, IRelationTypeRepository types, IEntityRepository entities) : IRelationRepository
{
    private const string Select =
        """
        SELECT r.id, r.parent_id, r.child_id, p.kind, c.kind, r.type_id, r.created, r.comment
        FROM relation r JOIN node p ON p.id = r.parent_id JOIN node c ON c.id = r.child_id
        """;

    public IRelation? Get(int id) => Find(" WHERE r.id = $0", id).FirstOrDefault();

    public IEnumerable<IRelation> GetMany(params int[]? ids)
        => ids is { Length: > 0 } ? Find(" WHERE r.id IN (SELECT value FROM json_each($0))", Stored.List(ids)) : Find(string.Empty);

    public IEnumerable<IRelation> Get(IQuery<IRelation> query) => [.. Matching(query)];

    public int Count(IQuery<IRelation>? query) => Matching(query).Count();

    public bool Exists(int id) => Get(id) is not null;

    public IEnumerable<IRelation> GetPagedRelationsByQuery(IQuery<IRelation>? query, long pageIndex, int pageSize, out long totalRecords, Ordering? ordering)
    {
        List<IRelation> all = [.. Matching(query)];
        totalRecords = all.Count;
        return all.Page(pageIndex, pageSize);
    }

    public Task<PagedModel<IRelation>> GetPagedByChildKeyAsync(Guid childKey, int skip, int take, string? relationTypeAlias)
    {
        List<IRelation> all = [.. Find(" WHERE c.key = $0 ORDER BY r.id", childKey).Where(x => relationTypeAlias is null || x.RelationType.Alias == relationTypeAlias)];
        return Task.FromResult(new PagedModel<IRelation>(all.Count, all.Skip(skip).Take(take)));
    }

    public IEnumerable<IUmbracoEntity> GetPagedParentEntitiesByChildId(int childId, long pageIndex, int pageSize, out long totalRecords, params Guid[] entityTypes)
        => Entities(Find(" WHERE r.child_id = $0 ORDER BY r.id", childId).Select(x => x.ParentId), entityTypes, pageIndex, pageSize, out totalRecords);

    public IEnumerable<IUmbracoEntity> GetPagedChildEntitiesByParentId(int parentId, long pageIndex, int pageSize, out long totalRecords, params Guid[] entityTypes)
        => Entities(Find(" WHERE r.parent_id = $0 ORDER BY r.id", parentId).Select(x => x.ChildId), entityTypes, pageIndex, pageSize, out totalRecords);

    public void Save(IRelation entity)
    {
        if (entity.HasIdentity)
        {
            entity.UpdatingEntity();
            scopes.Session.Execute(
                "UPDATE relation SET parent_id = $1, child_id = $2, type_id = $3, comment = $4 WHERE id = $0",
                entity.Id, entity.ParentId, entity.ChildId, entity.RelationType.Id, entity.Comment);
        }
        else
        {
            entity.AddingEntity();
            entity.Id = scopes.Session.Insert(
                "INSERT INTO relation (parent_id, child_id, type_id, created, comment) VALUES ($0, $1, $2, $3, $4)",
                entity.ParentId, entity.ChildId, entity.RelationType.Id, entity.CreateDate, entity.Comment ?? string.Empty);
        }

        entity.ResetDirtyProperties();
    }

    public void Save(IEnumerable<IRelation> relations)
    {
        foreach (IRelation relation in relations)
        {
            Save(relation);
        }
    }

    public void SaveBulk(IEnumerable<ReadOnlyRelation> relations)
    {
        foreach (ReadOnlyRelation relation in relations)
        {
            scopes.Session.Execute(
                "INSERT INTO relation (parent_id, child_id, type_id, created, comment) VALUES ($0, $1, $2, $3, $4)",
                relation.ParentId, relation.ChildId, relation.RelationTypeId, relation.CreateDate, relation.Comment);
        }
    }

    public void Delete(IRelation entity)
    {
        scopes.Session.Execute("DELETE FROM relation WHERE id = $0", entity.Id);
        entity.DeleteDate = DateTime.UtcNow;
    }

    public void DeleteByParent(int parentId, params string[] relationTypeAliases)
    {
        if (relationTypeAliases.Length == 0)
        {
            scopes.Session.Execute("DELETE FROM relation WHERE parent_id = $0", parentId);
        }
        else
        {
            scopes.Session.Execute(
                "DELETE FROM relation WHERE parent_id = $0 AND type_id IN (SELECT id FROM relation_type WHERE alias IN (SELECT value FROM json_each($1)))",
                parentId, Stored.List(relationTypeAliases));
        }
    }

    private IEnumerable<IUmbracoEntity> Entities(IEnumerable<int> ids, Guid[] kinds, long pageIndex, int pageSize, out long total)
    {
        List<IUmbracoEntity> all = [.. ids.Distinct().Select(entities.Get).OfType<IEntitySlim>().Where(x => kinds.Length == 0 || kinds.Contains(x.NodeObjectType))];
        total = all.Count;
        return all.Page(pageIndex, pageSize);
    }

    private IEnumerable<IRelation> Matching(IQuery<IRelation>? query)
    {
        var conditions = new IndexedConditions<IRelation>(query is null ? [] : MemoryQuery<IRelation>.Of(query).Conditions, Indexed);
        return Find(" WHERE 1 = 1" + conditions.Sql + " ORDER BY r.id", conditions.Values).Where(QueryCompiler.Compile<IRelation, IRelation>(conditions.Rest));
    }

    private static string? Indexed(string property) => property switch
    {
        nameof(IRelation.ParentId) => "r.parent_id",
        nameof(IRelation.ChildId) => "r.child_id",
        nameof(IRelation.RelationTypeId) => "r.type_id",
        nameof(IRelation.Id) => "r.id",
        _ => null,
    };

    private List<IRelation> Find(string rest, params ReadOnlySpan<object?> values)
    {
        Dictionary<int, IRelationType> byId = types.GetMany((int[]?)null).ToDictionary(x => x.Id);
        return scopes.Session.Query(
            Select + rest,
            IRelation (row) =>
            {
                var relation = new Relation(row.GetInt32(1), row.GetInt32(2), row.ReadKey(3), row.ReadKey(4), byId[row.GetInt32(5)])
                {
                    Id = row.GetInt32(0),
                    CreateDate = row.ReadInstant(6),
                    UpdateDate = row.ReadInstant(6),
                    Comment = row.ReadText(7),
                };
                relation.ResetDirtyProperties(false);
                return relation;
            },
            values);
    }
}
