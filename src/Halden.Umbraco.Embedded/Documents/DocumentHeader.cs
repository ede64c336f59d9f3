using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// A document without its properties: what a query may ask for, under the names that IContent has for it.
/// </summary>
internal sealed record DocumentHeader
{
    public const string Select =
        $"""
        SELECT {NodeRow.Columns}, d.content_type_id, d.published, d.edited, v.id, v.name, v.date, v.writer_id, v.template_id,
            p.id, p.name, p.date, p.writer_id, p.template_id
        FROM document d
        JOIN node n ON n.id = d.node_id
        JOIN document_version v ON v.node_id = d.node_id
        LEFT JOIN document_version p ON p.node_id = d.node_id AND p.is_published = 1
        """;

    public required NodeRow Node { get; init; }

    public required int ContentTypeId { get; init; }

    public required bool Published { get; init; }

    public required bool Edited { get; init; }

    public required int VersionId { get; init; }

    public required string? VersionName { get; init; }

    public required DateTime VersionDate { get; init; }

    public required int WriterId { get; init; }

    public required int? TemplateId { get; init; }

    public required int PublishedVersionId { get; init; }

    public required string? PublishName { get; init; }

    public required DateTime? PublishDate { get; init; }

    public required int? PublisherId { get; init; }

    public required int? PublishTemplateId { get; init; }

    public int Id => Node.Id;

    public Guid Key => Node.Key;

    public int ParentId => Node.ParentId;

    public int Level => Node.Level;

    public string Path => Node.Path;

    public int SortOrder => Node.SortOrder;

    public bool Trashed => Node.Trashed;

    public int CreatorId => Node.CreatorId;

    public DateTime CreateDate => Node.CreateDate;

    public DateTime UpdateDate => VersionDate;

    /// <summary>The name in the culture that is asked for, else the invariant one.</summary>
    public string? Name { get; init; }

    public static DocumentHeader Read(SqliteDataReader row)
    {
        NodeRow node = NodeRow.Read(row);
        const int next = NodeRow.Count;
        return new DocumentHeader
        {
            Node = node,
            Name = node.Name,
            ContentTypeId = row.GetInt32(next),
            Published = row.ReadFlag(next + 1),
            Edited = row.ReadFlag(next + 2),
            VersionId = row.GetInt32(next + 3),
            VersionName = row.ReadText(next + 4),
            VersionDate = row.ReadInstant(next + 5),
            WriterId = row.GetInt32(next + 6),
            TemplateId = row.ReadOptionalInt(next + 7),
            PublishedVersionId = row.ReadOptionalInt(next + 8) ?? 0,
            PublishName = row.ReadText(next + 9),
            PublishDate = row.ReadOptionalInstant(next + 10),
            PublisherId = row.ReadOptionalInt(next + 11),
            PublishTemplateId = row.ReadOptionalInt(next + 12),
        };
    }
}
