using Microsoft.Data.Sqlite;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models.Entities;

namespace Halden.Umbraco.Embedded;

/// <summary>What every entity in a tree has in common: its row in the table <c>node</c>.</summary>
internal sealed record NodeRow(
    int Id,
    Guid Key,
    Guid Kind,
    int ParentId,
    int Level,
    string Path,
    int SortOrder,
    bool Trashed,
    string? Name,
    int CreatorId,
    DateTime CreateDate,
    DateTime UpdateDate)
{
    public const string Columns = "n.id, n.key, n.kind, n.parent_id, n.level, n.path, n.sort_order, n.trashed, n.name, n.creator_id, n.created, n.updated";
    public const int Count = 12;

    public static NodeRow Read(SqliteDataReader row) => new(
        row.GetInt32(0),
        row.ReadKey(1),
        row.ReadKey(2),
        row.GetInt32(3),
        row.GetInt32(4),
        row.GetString(5),
        row.GetInt32(6),
        row.ReadFlag(7),
        row.ReadText(8),
        row.GetInt32(9),
        row.ReadInstant(10),
        row.ReadInstant(11));

    public static NodeRow? Find(DatabaseSession session, int id)
        => session.Query($"SELECT {Columns} FROM node n WHERE n.id = $0", Read, id).FirstOrDefault();

    public static NodeRow? Find(DatabaseSession session, Guid key)
        => session.Query($"SELECT {Columns} FROM node n WHERE n.key = $0", Read, key).FirstOrDefault();

    /// <summary>Gives a new entity its id, path and level under its parent, and writes its node.</summary>
    /// <param name="session">The session to write in.</param>
    /// <param name="entity">The new entity; its sort order must be set.</param>
    /// <param name="kind">Its object type.</param>
    public static void Insert(DatabaseSession session, IUmbracoEntity entity, Guid kind)
    {
        NodeRow parent = Find(session, entity.ParentId)
            ?? throw new InvalidOperationException($"The parent {entity.ParentId} of '{entity.Name}' does not exist.");
        entity.Level = parent.Level + 1;

        // An id that was reserved for the key (IEntityRepository.ReserveId) is the one it gets.
        NodeRow? reserved = Find(session, entity.Key);
        if (reserved is not null && reserved.Kind == Constants.ObjectTypes.IdReservation)
        {
            entity.Id = reserved.Id;
            entity.Path = parent.Path + "," + entity.Id;
            session.Execute("UPDATE node SET kind = $1 WHERE id = $0", entity.Id, kind);
            Update(session, entity);
            return;
        }

        entity.Id = session.Insert(
            """
            INSERT INTO node (key, kind, parent_id, level, path, sort_order, trashed, name, creator_id, created, updated)
            VALUES ($0, $1, $2, $3, '', $4, $5, $6, $7, $8, $9)
            """,
            entity.Key, kind, entity.ParentId, entity.Level, entity.SortOrder, entity.Trashed, entity.Name, entity.CreatorId, entity.CreateDate, entity.UpdateDate);
        entity.Path = parent.Path + "," + entity.Id;
        session.Execute("UPDATE node SET path = $1 WHERE id = $0", entity.Id, entity.Path);
    }

    public static void Update(DatabaseSession session, IUmbracoEntity entity)
        => session.Execute(
            """
            UPDATE node SET key = $1, parent_id = $2, level = $3, path = $4, sort_order = $5, trashed = $6, name = $7, creator_id = $8, created = $9, updated = $10
            WHERE id = $0
            """,
            entity.Id, entity.Key, entity.ParentId, entity.Level, entity.Path, entity.SortOrder, entity.Trashed, entity.Name, entity.CreatorId, entity.CreateDate, entity.UpdateDate);

    public static int NextSortOrder(DatabaseSession session, int parentId, Guid kind)
        => session.Scalar<int?>("SELECT MAX(sort_order) FROM node WHERE parent_id = $0 AND kind = $1", parentId, kind) + 1 ?? 0;

    public static int CountSiblings(DatabaseSession session, int parentId, Guid kind)
        => session.Scalar<int>("SELECT COUNT(*) FROM node WHERE parent_id = $0 AND kind = $1", parentId, kind);

    public void CopyTo(IUmbracoEntity entity)
    {
        entity.Id = Id;
        entity.Key = Key;
        entity.ParentId = ParentId;
        entity.Level = Level;
        entity.Path = Path;
        entity.SortOrder = SortOrder;
        if (entity is EntitySlim slim)
        {
            slim.Trashed = Trashed;
        }
        else
        {
            ((TreeEntityBase)entity).Trashed = Trashed;
        }

        entity.Name = Name;
        entity.CreatorId = CreatorId;
        entity.CreateDate = CreateDate;
        entity.UpdateDate = UpdateDate;
    }
}
