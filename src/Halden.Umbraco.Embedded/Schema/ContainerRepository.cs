using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence.Repositories;

namespace Halden.Umbraco.Embedded;

/// <summary>The folders that data types, document types and blueprints are kept in.</summary>
internal sealed class ContainerRepository : IDataTypeContainerRepository, IDocumentTypeContainerRepository, IDocumentBlueprintContainerRepository, IMediaTypeContainerRepository, IMemberTypeContainerRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly Guid _kind;

    public ContainerRepository(EmbeddedScopeProvider scopes, Guid containerKind)
    {
        _scopes = scopes;
        _kind = containerKind;
    }

    private DatabaseSession Session => _scopes.Session;

    public EntityContainer? Get(int id) => Entity(NodeRow.Find(Session, id));

    public EntityContainer? Get(Guid id) => Entity(NodeRow.Find(Session, id));

    public IEnumerable<EntityContainer> Get(string name, int level) => [.. All().Where(x => x.Level == level && Same(x.Name, name))];

    public IEnumerable<EntityContainer> GetMany(params int[]? ids) => [.. All().Where(x => ids is not { Length: > 0 } || ids.Contains(x.Id))];

    public bool Exists(int id) => Get(id) is not null;

    public bool HasDuplicateName(Guid parentKey, string name)
        => NodeRow.Find(Session, parentKey) is { } parent && HasDuplicateName(parent.Id, name);

    public bool HasDuplicateName(int parentId, string name) => All().Any(x => x.ParentId == parentId && Same(x.Name, name));

    public void Save(EntityContainer entity)
    {
        if (entity.ContainerObjectType != _kind)
        {
            throw new InvalidOperationException($"The container '{entity.Name}' is not a {ObjectTypes.GetUmbracoObjectType(_kind)}.");
        }

        if (string.IsNullOrWhiteSpace(entity.Name))
        {
            throw new InvalidOperationException("A container's name cannot be empty.");
        }

        entity.Name = entity.Name.Trim();
        DatabaseSession session = Session;
        session.BeginWriting();
        if (All().Any(x => x.Id != entity.Id && x.ParentId == entity.ParentId && Same(x.Name, entity.Name)))
        {
            throw new InvalidOperationException("A container with the same name already exists.");
        }

        if (entity.HasIdentity)
        {
            NodeRow? parent = NodeRow.Find(session, entity.ParentId);
            entity.Level = (parent?.Level ?? 0) + 1;
            entity.Path = (parent?.Path ?? Constants.System.RootString) + "," + entity.Id;
            entity.UpdateDate = DateTime.UtcNow;
            NodeRow.Update(session, entity);
        }
        else
        {
            entity.CreateDate = entity.UpdateDate = DateTime.UtcNow;
            entity.SortOrder = 0;
            NodeRow.Insert(session, entity, _kind);
        }

        entity.ResetDirtyProperties();
    }

    public void Delete(EntityContainer entity)
    {
        DatabaseSession session = Session;

        // What was in it moves up, so that nothing is orphaned.
        session.Execute("UPDATE node SET parent_id = $1 WHERE parent_id = $0", entity.Id, entity.ParentId);
        session.Execute("DELETE FROM node WHERE id = $0 AND kind = $1", entity.Id, _kind);
        session.ChangeModel();
        entity.DeleteDate = DateTime.UtcNow;
    }

    private List<EntityContainer> All()
        => [.. Session.Query($"SELECT {NodeRow.Columns} FROM node n WHERE n.kind = $0 ORDER BY n.level, n.name", NodeRow.Read, _kind).Select(x => Entity(x)!)];

    private EntityContainer? Entity(NodeRow? node)
    {
        if (node is null || node.Kind != _kind)
        {
            return null;
        }

        var container = new EntityContainer(
            node.Id, node.Key, node.ParentId, node.Path, node.Level, node.SortOrder, EntityContainer.GetContainedObjectType(_kind), node.Name, node.CreatorId);
        container.ResetDirtyProperties(false);
        return container;
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
