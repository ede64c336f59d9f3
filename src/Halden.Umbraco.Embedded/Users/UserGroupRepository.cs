using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Models.Membership.Permissions;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Strings;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

internal sealed class UserGroupRepository : IUserGroupRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly IShortStringHelper _shortStringHelper;

    public UserGroupRepository(EmbeddedScopeProvider scopes, IShortStringHelper shortStringHelper)
    {
        _scopes = scopes;
        _shortStringHelper = shortStringHelper;
    }

    private DatabaseSession Session => _scopes.Session;

    public IUserGroup? Get(int id) => Find("id = $0", id).FirstOrDefault();

    public IUserGroup? Get(string alias) => Find("alias = $0", alias).FirstOrDefault();

    public IEnumerable<IUserGroup> GetMany(params int[]? ids)
        => ids is { Length: > 0 } ? Find("id IN (SELECT value FROM json_each($0))", Stored.List(ids)) : Find("1 = 1");

    public IEnumerable<IUserGroup> Get(IQuery<IUserGroup> query) => [.. Find("1 = 1").Where(QueryCompiler.Compile(query))];

    public int Count(IQuery<IUserGroup>? query) => Find("1 = 1").Count(QueryCompiler.Compile(query));

    public bool Exists(int id) => Get(id) is not null;

    public IEnumerable<IUserGroup> GetGroupsAssignedToSection(string sectionAlias)
        => Find("id IN (SELECT group_id FROM user_group_section WHERE section = $0)", sectionAlias);

    public void Save(IUserGroup entity)
    {
        DatabaseSession session = Session;
        session.BeginWriting();
        if (entity.HasIdentity)
        {
            entity.UpdatingEntity();
            session.Execute(
                """
                UPDATE user_group SET key = $1, alias = $2, name = $3, description = $4, icon = $5, start_content_id = $6, start_media_id = $7, all_languages = $8,
                    created = $9, updated = $10
                WHERE id = $0
                """,
                entity.Id, entity.Key, entity.Alias, entity.Name, entity.Description, entity.Icon, entity.StartContentId, entity.StartMediaId, entity.HasAccessToAllLanguages,
                entity.CreateDate, entity.UpdateDate);
        }
        else
        {
            entity.AddingEntity();
            entity.Id = session.Insert(
                """
                INSERT INTO user_group (key, alias, name, description, icon, start_content_id, start_media_id, all_languages, created, updated)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                entity.Key, entity.Alias, entity.Name, entity.Description, entity.Icon, entity.StartContentId, entity.StartMediaId, entity.HasAccessToAllLanguages,
                entity.CreateDate, entity.UpdateDate);
        }

        Replace(session, "user_group_section", "section", entity.Id, entity.AllowedSections.Distinct());
        Replace(session, "user_group_permission", "permission", entity.Id, entity.Permissions.Distinct());
        Replace(session, "user_group_language", "language_id", entity.Id, entity.AllowedLanguages.Distinct().Cast<object>());
        session.Execute("DELETE FROM user_group_granular_permission WHERE group_id = $0", entity.Id);
        foreach (IGranularPermission permission in entity.GranularPermissions)
        {
            session.Execute(
                "INSERT INTO user_group_granular_permission (group_id, context, entity_key, permission) VALUES ($0, $1, $2, $3)",
                entity.Id, permission.Context, permission.Key, permission.Permission);
        }

        entity.ResetDirtyProperties();
    }

    public void AddOrUpdateGroupWithUsers(IUserGroup userGroup, int[]? userIds)
    {
        Save(userGroup);
        if (userIds is null)
        {
            return;
        }

        Session.Execute("DELETE FROM user_group_member WHERE group_id = $0", userGroup.Id);
        foreach (var userId in userIds.Distinct())
        {
            Session.Execute("INSERT INTO user_group_member (user_id, group_id) VALUES ($0, $1)", userId, userGroup.Id);
        }
    }

    public void Delete(IUserGroup entity)
    {
        Session.Execute("DELETE FROM user_group WHERE id = $0", entity.Id);
        entity.DeleteDate = DateTime.UtcNow;
    }

    public EntityPermissionCollection GetPermissions(int[] groupIds, params int[] entityIds)
        => [.. Session.Query(
            """
            SELECT node_id, group_id, permission FROM document_permission
            WHERE group_id IN (SELECT value FROM json_each($0)) AND ($1 = '[]' OR node_id IN (SELECT value FROM json_each($1)))
            """,
            row => (Node: row.GetInt32(0), Group: row.GetInt32(1), Permission: row.GetString(2)),
            Stored.List(groupIds), Stored.List(entityIds))
            .GroupBy(x => (x.Node, x.Group))
            .Select(x => new EntityPermission(x.Key.Group, x.Key.Node, x.Select(y => y.Permission).ToHashSet()))];

    public EntityPermissionCollection GetPermissions(IReadOnlyUserGroup[]? groups, bool fallbackToDefaultPermissions, params int[] nodeIds)
    {
        ArgumentNullException.ThrowIfNull(groups);
        EntityPermissionCollection permissions = GetPermissions([.. groups.Select(x => x.Id)], nodeIds);
        if (!fallbackToDefaultPermissions)
        {
            return permissions;
        }

        int[] nodes = nodeIds.Length > 0 ? nodeIds : [.. permissions.Select(x => x.EntityId).Distinct()];
        foreach (IReadOnlyUserGroup group in groups)
        {
            foreach (var node in nodes)
            {
                // The collection keeps what is assigned explicitly to the same group and node.
                permissions.Add(new EntityPermission(group.Id, node, group.Permissions, true));
            }
        }

        return permissions;
    }

    public void ReplaceGroupPermissions(int groupId, ISet<string> permissions, params int[] entityIds)
    {
        foreach (var id in entityIds)
        {
            Session.Execute("DELETE FROM document_permission WHERE group_id = $0 AND node_id = $1", groupId, id);
            foreach (var permission in permissions)
            {
                AssignGroupPermission(groupId, permission, id);
            }
        }
    }

    public void AssignGroupPermission(int groupId, string permission, params int[] entityIds)
    {
        foreach (var id in entityIds)
        {
            Session.Execute("INSERT OR IGNORE INTO document_permission (node_id, group_id, permission) VALUES ($0, $1, $2)", id, groupId, permission);
        }
    }

    private static void Replace(DatabaseSession session, string table, string column, int groupId, IEnumerable<object> values)
    {
        session.Execute($"DELETE FROM {table} WHERE group_id = $0", groupId);
        foreach (var value in values)
        {
            session.Execute($"INSERT INTO {table} (group_id, {column}) VALUES ($0, $1)", groupId, value);
        }
    }

    private List<IUserGroup> Find(string condition, params object?[] values) => Session.Read(() =>
    {
        DatabaseSession session = Session;
        ILookup<int, string> sections = session.Query(
            "SELECT group_id, section FROM user_group_section", row => (Group: row.GetInt32(0), Value: row.GetString(1))).ToLookup(x => x.Group, x => x.Value);
        ILookup<int, string> permissions = session.Query(
            "SELECT group_id, permission FROM user_group_permission", row => (Group: row.GetInt32(0), Value: row.GetString(1))).ToLookup(x => x.Group, x => x.Value);
        ILookup<int, int> languages = session.Query(
            "SELECT group_id, language_id FROM user_group_language", row => (Group: row.GetInt32(0), Value: row.GetInt32(1))).ToLookup(x => x.Group, x => x.Value);
        ILookup<int, IGranularPermission> granular = session.Query(
            "SELECT group_id, context, entity_key, permission FROM user_group_granular_permission",
            row => (Group: row.GetInt32(0), Value: Granular(row.GetString(1), row.ReadOptionalKey(2), row.GetString(3)))).ToLookup(x => x.Group, x => x.Value);
        return session.Query(
            $"""
            SELECT id, key, alias, name, description, icon, start_content_id, start_media_id, all_languages, created, updated,
                (SELECT COUNT(*) FROM user_group_member m WHERE m.group_id = user_group.id)
            FROM user_group WHERE {condition} ORDER BY id
            """,
            IUserGroup (row) =>
            {
                var id = row.GetInt32(0);
                var group = new UserGroup(_shortStringHelper, row.GetInt32(11), row.GetString(2), row.GetString(3), row.ReadText(5));
                group.DisableChangeTracking();
                group.Id = id;
                group.Key = row.ReadKey(1);
                group.Description = row.ReadText(4);
                group.StartContentId = row.ReadOptionalInt(6);
                group.StartMediaId = row.ReadOptionalInt(7);
                group.HasAccessToAllLanguages = row.ReadFlag(8);
                group.CreateDate = row.ReadInstant(9);
                group.UpdateDate = row.ReadInstant(10);
                group.Permissions = permissions[id].ToHashSet();
                group.GranularPermissions = granular[id].ToHashSet();
                foreach (var section in sections[id])
                {
                    group.AddAllowedSection(section);
                }

                foreach (var language in languages[id])
                {
                    group.AddAllowedLanguage(language);
                }

                group.ResetDirtyProperties(false);
                group.EnableChangeTracking();
                return group;
            },
            values);
    });

    private static IGranularPermission Granular(string context, Guid? key, string permission) => context switch
    {
        DocumentGranularPermission.ContextType when key is not null => new DocumentGranularPermission { Key = key.Value, Permission = permission },
        DocumentPropertyValueGranularPermission.ContextType when key is not null => new DocumentPropertyValueGranularPermission { Key = key.Value, Permission = permission },
        _ => new UnknownTypeGranularPermission { Context = context, Permission = permission },
    };
}
