using Umbraco.Cms.Core;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>What a fresh Umbraco has in its database, as far as it is supported here.</summary>
internal static class Seed
{
    // A fresh Umbraco gives its first own node an id beyond those of its fixed data types.
    private const int LastFixedId = 1059;

    public static void Write(PooledConnection connection)
    {
        DateTime now = DateTime.UtcNow;
        connection.Execute("INSERT INTO stamp (name, value) VALUES ('model', 1), ('writes', 0)");
        Node(-1, Constants.System.RootSystemKey, Constants.ObjectTypes.SystemRoot, "-1", "SYSTEM DATA: umbraco master root");
        Node(Constants.System.RecycleBinContent, Constants.System.RecycleBinContentKey, Constants.ObjectTypes.ContentRecycleBin, "-1,-20", "Recycle Bin");
        Node(Constants.System.RecycleBinMedia, Constants.System.RecycleBinMediaKey, Constants.ObjectTypes.MediaRecycleBin, "-1,-21", "Recycle Bin");
        connection.Execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'node', $0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'node')", LastFixedId);
        connection.Execute("UPDATE sqlite_sequence SET seq = $0 WHERE name = 'node'", LastFixedId);
        connection.Execute(
            "INSERT INTO language (id, iso_code, culture_name, is_default, is_mandatory, key, created, updated) VALUES (1, 'en-US', 'English (United States)', 1, 0, $0, $1, $1)",
            Guid.NewGuid(), now);
        RelationType(Constants.Conventions.RelationTypes.RelateDocumentOnCopyAlias, Constants.Conventions.RelationTypes.RelateDocumentOnCopyName, true, false, Constants.ObjectTypes.Document);
        RelationType(Constants.Conventions.RelationTypes.RelateParentDocumentOnDeleteAlias, Constants.Conventions.RelationTypes.RelateParentDocumentOnDeleteName, false, false, Constants.ObjectTypes.Document);
        RelationType(Constants.Conventions.RelationTypes.RelateParentMediaFolderOnDeleteAlias, Constants.Conventions.RelationTypes.RelateParentMediaFolderOnDeleteName, false, false, Constants.ObjectTypes.Media);
        RelationType(Constants.Conventions.RelationTypes.RelatedMediaAlias, Constants.Conventions.RelationTypes.RelatedMediaName, false, true, null);
        RelationType(Constants.Conventions.RelationTypes.RelatedDocumentAlias, Constants.Conventions.RelationTypes.RelatedDocumentName, false, true, null);
        RelationType(Constants.Conventions.RelationTypes.RelatedMemberAlias, Constants.Conventions.RelationTypes.RelatedMemberName, false, true, null);
        UserSeed.Write(connection);

        void Node(int id, Guid key, Guid kind, string path, string name)
            => connection.Execute(
                """
                INSERT INTO node (id, key, kind, parent_id, level, path, sort_order, trashed, name, creator_id, created, updated)
                VALUES ($0, $1, $2, -1, 0, $3, 0, 0, $4, -1, $5, $5)
                """,
                id, key, kind, path, name, now);

        void RelationType(string alias, string name, bool bidirectional, bool dependency, Guid? kind)
            => connection.Execute(
                "INSERT INTO relation_type (key, alias, name, bidirectional, dependency, parent_kind, child_kind) VALUES ($0, $1, $2, $3, $4, $5, $5)",
                (alias + "____" + name).ToGuid(), alias, name, bidirectional, dependency, kind);
    }
}
