using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Actions;

namespace Halden.Umbraco.Embedded;

/// <summary>The groups and the super user that a fresh Umbraco has, with the same ids, keys, sections and permissions.</summary>
internal static class UserSeed
{
    /// <summary>What the super user's password column holds until there is one; it is no hash, so nothing matches it.</summary>
    internal const string NoPassword = "default";

    private static readonly string[] Reader = [ActionBrowse.ActionLetter, ActionDocumentPropertyRead.ActionLetter, ActionDocumentPropertyWrite.ActionLetter];
    private static readonly string[] Writer = [.. Reader, ActionNew.ActionLetter, ActionUpdate.ActionLetter, ActionNotify.ActionLetter, ":"];
    private static readonly string[] Editor =
    [
        .. Writer, ActionDelete.ActionLetter, ActionMove.ActionLetter, ActionCopy.ActionLetter, ActionSort.ActionLetter, ActionRollback.ActionLetter, ActionProtect.ActionLetter,
        ActionPublish.ActionLetter, ActionUnpublish.ActionLetter, ActionCreateBlueprintFromContent.ActionLetter, "5", "T",
    ];

    private static readonly string[] Administrator = [.. Editor, ActionAssignDomain.ActionLetter, ActionRights.ActionLetter, "7"];

    public static void Write(PooledConnection connection)
    {
        Group(
            connection, 1, Constants.Security.AdminGroupKey, Constants.Security.AdminGroupAlias, "Administrators", "icon-medal", true,
            [
                Constants.Applications.Content, Constants.Applications.Packages, Constants.Applications.Media, Constants.Applications.Members, Constants.Applications.Settings,
                Constants.Applications.Users, Constants.Applications.Forms, Constants.Applications.Translation,
            ],
            Administrator);
        Group(connection, 2, Constants.Security.WriterGroupKey, "writer", "Writers", "icon-edit", true, [Constants.Applications.Content], Writer);
        Group(
            connection, 3, Constants.Security.EditorGroupKey, "editor", "Editors", "icon-tools", true,
            [Constants.Applications.Content, Constants.Applications.Media, Constants.Applications.Forms],
            Editor);
        Group(
            connection, 4, Constants.Security.TranslatorGroupKey, "translator", "Translators", "icon-globe", true,
            [Constants.Applications.Translation],
            [.. Reader, ActionUpdate.ActionLetter]);
        Group(connection, 5, Constants.Security.SensitiveDataGroupKey, "sensitiveData", "Sensitive data", "icon-lock", false, [], []);
        connection.Execute(
            """
            INSERT INTO user (id, key, name, email, username, password, security_stamp, approved, failed_attempts, language, session_timeout, kind, start_content, start_media, created, updated)
            VALUES (-1, $0, 'Administrator', '', 'admin', $1, $2, 1, 0, 'en-US', 60, 'Default', '[]', '[]', $3, $3)
            """,
            Constants.Security.SuperUserKey, NoPassword, Guid.NewGuid(), DateTime.UtcNow);
        connection.Execute("INSERT INTO user_group_member (user_id, group_id) VALUES (-1, 1), (-1, 5)");
    }

    private static void Group(
        PooledConnection connection, int id, Guid key, string alias, string name, string icon, bool wholeTree, string[] sections, string[] permissions)
    {
        connection.Execute(
            """
            INSERT INTO user_group (id, key, alias, name, icon, start_content_id, start_media_id, all_languages, created, updated)
            VALUES ($0, $1, $2, $3, $4, $5, $5, $6, $7, $7)
            """,
            id, key, alias, name, icon, wholeTree ? -1 : null, wholeTree, DateTime.UtcNow);
        foreach (var section in sections)
        {
            connection.Execute("INSERT INTO user_group_section (group_id, section) VALUES ($0, $1)", id, section);
        }

        foreach (var permission in permissions)
        {
            connection.Execute("INSERT INTO user_group_permission (group_id, permission) VALUES ($0, $1)", id, permission);
        }
    }
}
