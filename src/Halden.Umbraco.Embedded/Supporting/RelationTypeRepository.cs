using Microsoft.Data.Sqlite;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

internal sealed class RelationTypeRepository(EmbeddedScopeProvider scopes) : IRelationTypeRepository
{
    public IRelationType? Get(int id) => All().FirstOrDefault(x => x.Id == id);

    public IRelationType? Get(Guid id) => All().FirstOrDefault(x => x.Key == id);

    public IEnumerable<IRelationType> GetMany(params int[]? ids) => [.. All().Where(x => ids is not { Length: > 0 } || ids.Contains(x.Id))];

    IEnumerable<IRelationType> IReadRepository<Guid, IRelationType>.GetMany(params Guid[]? ids)
        => [.. All().Where(x => ids is not { Length: > 0 } || ids.Contains(x.Key))];

    public IEnumerable<IRelationType> Get(IQuery<IRelationType> query) => [.. All().Where(QueryCompiler.Compile(query))];

    public int Count(IQuery<IRelationType>? query) => All().Count(QueryCompiler.Compile(query));

    public bool Exists(int id) => Get(id) is not null;

    public bool Exists(Guid id) => Get(id) is not null;

    public void Save(IRelationType entity)
    {
        var dependency = entity is IRelationTypeWithIsDependency { IsDependency: true };
        if (entity.HasIdentity)
        {
            entity.UpdatingEntity();
            scopes.Session.Execute(
                "UPDATE relation_type SET key = $1, alias = $2, name = $3, bidirectional = $4, dependency = $5, parent_kind = $6, child_kind = $7 WHERE id = $0",
                entity.Id, entity.Key, entity.Alias, entity.Name, entity.IsBidirectional, dependency, entity.ParentObjectType, entity.ChildObjectType);
        }
        else
        {
            entity.AddingEntity();
            entity.Id = scopes.Session.Insert(
                "INSERT INTO relation_type (key, alias, name, bidirectional, dependency, parent_kind, child_kind) VALUES ($0, $1, $2, $3, $4, $5, $6)",
                entity.Key, entity.Alias, entity.Name, entity.IsBidirectional, dependency, entity.ParentObjectType, entity.ChildObjectType);
        }

        entity.ResetDirtyProperties();
    }

    public void Delete(IRelationType entity)
    {
        scopes.Session.Execute("DELETE FROM relation_type WHERE id = $0", entity.Id);
        entity.DeleteDate = DateTime.UtcNow;
    }

    private List<IRelationType> All()
        => scopes.Session.Query(
            "SELECT id, key, alias, name, bidirectional, dependency, parent_kind, child_kind FROM relation_type ORDER BY id",
            IRelationType (SqliteDataReader row) =>
            {
                var type = new RelationType(
                    row.GetString(3), row.GetString(2), row.ReadFlag(4), row.ReadOptionalKey(6), row.ReadOptionalKey(7), row.ReadFlag(5), row.ReadKey(1))
                {
                    Id = row.GetInt32(0),
                };
                type.ResetDirtyProperties(false);
                return type;
            });
}
