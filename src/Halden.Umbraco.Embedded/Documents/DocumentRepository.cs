using System.Globalization;
using System.Linq.Expressions;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Persistence;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Documents, their versions and cultures. The bookkeeping (which version is current, which is published,
/// what counts as edited) follows that of Umbraco's own repository, since ContentService builds on it.
/// </summary>
internal class DocumentRepository : IDocumentRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly EmbeddedModelCache _model;
    private readonly IShortStringHelper _shortStringHelper;

    public DocumentRepository(EmbeddedScopeProvider scopes, EmbeddedModelCache model, IShortStringHelper shortStringHelper)
    {
        _scopes = scopes;
        _model = model;
        _shortStringHelper = shortStringHelper;
    }

    public int RecycleBinId => Constants.System.RecycleBinContent;

    protected virtual Guid Kind => Constants.ObjectTypes.Document;

    /// <summary>Blueprints may share their name with others, documents get a number.</summary>
    protected virtual bool EnsuresUniqueNames => true;

    private DatabaseSession Session => _scopes.Session;

    public IContent? Get(int id) => FindOne("n.id = $1", id);

    public IContent? Get(Guid id) => FindOne("n.key = $1", id);

    public IEnumerable<IContent> GetMany(params int[]? ids)
        => ids is { Length: > 0 } ? Find("n.id IN (SELECT value FROM json_each($1))", Stored.List(ids)) : Find("1 = 1");

    IEnumerable<IContent> IReadRepository<Guid, IContent>.GetMany(params Guid[]? ids)
        => ids is { Length: > 0 } ? Find("n.key IN (SELECT value FROM json_each($1))", Stored.List(ids)) : Find("1 = 1");

    public bool Exists(int id) => Session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM node WHERE id = $0 AND kind = $1)", id, Kind) == 1;

    public bool Exists(Guid id) => Session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM node WHERE key = $0 AND kind = $1)", id, Kind) == 1;

    public IEnumerable<IContent> Get(IQuery<IContent> query)
        => Session.Read(() => Load([.. Headers(MemoryQuery<IContent>.Of(query).Conditions).OrderBy(x => x.Level).ThenBy(x => x.SortOrder).ThenBy(x => x.Id)]));

    public int Count(IQuery<IContent>? query) => Headers(query is null ? [] : MemoryQuery<IContent>.Of(query).Conditions).Count;

    public IEnumerable<IContent> GetRecycleBin() => Find("n.trashed = 1");

    [Obsolete("IContentRepository requires it still.")]
    public IEnumerable<IContent> GetPage(IQuery<IContent>? query, long pageIndex, int pageSize, out long totalRecords, IQuery<IContent>? filter, Ordering? ordering)
        => GetPage(query, pageIndex, pageSize, out totalRecords, null, filter, ordering, true);

    public IEnumerable<IContent> GetPage(
        IQuery<IContent>? query, long pageIndex, int pageSize, out long totalRecords, string[]? propertyAliases, IQuery<IContent>? filter, Ordering? ordering)
        => GetPage(query, pageIndex, pageSize, out totalRecords, propertyAliases, filter, ordering, true);

    public IEnumerable<IContent> GetPage(
        IQuery<IContent>? query,
        long pageIndex,
        int pageSize,
        out long totalRecords,
        string[]? propertyAliases,
        IQuery<IContent>? filter,
        Ordering? ordering,
        bool loadTemplates)
    {
        ArgumentNullException.ThrowIfNull(ordering);
        IEnumerable<Expression<Func<IContent, bool>>> conditions = query is null ? [] : MemoryQuery<IContent>.Of(query).Conditions;
        if (filter is not null)
        {
            conditions = conditions.Concat(MemoryQuery<IContent>.Of(filter).Conditions);
        }

        (IEnumerable<IContent> items, var total) = Session.Read(() =>
        {
            List<DocumentHeader> headers = Headers(conditions, ordering.Culture);
            List<DocumentHeader> sorted = DocumentOrdering.Sort(Session, _model.Get(Session), headers, ordering);
            return (Load([.. sorted.Page(pageIndex, pageSize)], propertyAliases), (long)headers.Count);
        });
        totalRecords = total;
        return items;
    }

    public IEnumerable<IContent> GetAllVersions(int nodeId) => Versions(nodeId, 0, int.MaxValue, null);

    public IEnumerable<IContent> GetAllVersionsSlim(int nodeId, int skip, int take) => Versions(nodeId, skip / take * take, take, []);

    public IEnumerable<int> GetVersionIds(int id, int topRows)
        => Session.Query(
            "SELECT id FROM document_version WHERE node_id = $0 ORDER BY is_current DESC, date DESC, id DESC LIMIT $1",
            row => row.GetInt32(0),
            id, topRows);

    public IContent? GetVersion(int versionId)
        => Session.Read(() => Load(
            Session.Query(DocumentHeader.Select + " WHERE n.kind = $0 AND v.id = $1", DocumentHeader.Read, Kind, versionId), single: true).FirstOrDefault());

    public void DeleteVersion(int versionId)
    {
        var version = Session.Query(
            "SELECT is_current, is_published FROM document_version WHERE id = $0",
            row => (Current: row.ReadFlag(0), Published: row.ReadFlag(1)),
            versionId);
        if (version is [{ Current: true }])
        {
            throw new InvalidOperationException("Cannot delete the current version.");
        }

        if (version is [{ Published: true }])
        {
            throw new InvalidOperationException("Cannot delete the published version.");
        }

        Session.Execute("DELETE FROM document_version WHERE id = $0", versionId);
    }

    public void DeleteVersions(int nodeId, DateTime versionDate)
        => Session.Execute("DELETE FROM document_version WHERE node_id = $0 AND is_current = 0 AND is_published = 0 AND date < $1", nodeId, versionDate);

    public int Count(string? contentTypeAlias = null) => CountWhere(contentTypeAlias, "1 = 1");

    public int CountChildren(int parentId, string? contentTypeAlias = null) => CountWhere(contentTypeAlias, "n.parent_id = $2", parentId);

    public int CountDescendants(int parentId, string? contentTypeAlias = null)
        => CountWhere(contentTypeAlias, "instr(n.path, $2) > 0", parentId == Constants.System.Root ? "-1," : "," + parentId.ToString(CultureInfo.InvariantCulture) + ",");

    public int CountPublished(string? contentTypeAlias = null) => CountWhere(contentTypeAlias, "n.trashed = 0 AND d.published = 1");

    public bool IsPathPublished(IContent? content)
    {
        if (content is null || content.Path.StartsWith("-1,-20,", StringComparison.Ordinal))
        {
            return false;
        }

        if (content.ParentId == Constants.System.Root)
        {
            return content.Published;
        }

        IEnumerable<int> ids = content.Path.Split(',').Skip(1).Select(x => int.Parse(x, CultureInfo.InvariantCulture));
        return Session.Scalar<int>(
            "SELECT COUNT(*) FROM document WHERE published = 1 AND node_id IN (SELECT value FROM json_each($0))", Stored.List(ids)) == content.Level;
    }

    public bool RecycleBinSmells() => CountChildren(RecycleBinId) > 0;

    public ContentDataIntegrityReport CheckDataIntegrity(ContentDataIntegrityReportOptions options)
        => throw Unsupported.Member(nameof(IContentService), nameof(IContentService.CheckDataIntegrity));

    public void Delete(IContent entity)
    {
        Session.Execute("DELETE FROM node WHERE id = $0", entity.Id);
        entity.DeleteDate = DateTime.UtcNow;
    }

    public void Save(IContent entity)
    {
        DatabaseSession session = Session;
        session.BeginWriting();
        ModelSnapshot model = _model.Get(session);
        if (entity.HasIdentity)
        {
            Update(session, model, entity);
        }
        else
        {
            Insert(session, model, entity);
        }
    }

    public ContentScheduleCollection GetContentSchedule(int contentId)
    {
        var schedule = new ContentScheduleCollection();
        foreach (ContentSchedule entry in GetContentSchedulesByIds([contentId]).Values.SelectMany(x => x))
        {
            schedule.Add(entry);
        }

        return schedule;
    }

    public IDictionary<int, IEnumerable<ContentSchedule>> GetContentSchedulesByIds(int[] documentIds)
    {
        ModelSnapshot model = _model.Get(Session);
        return Session.Query(
            "SELECT node_id, id, language_id, date, action FROM content_schedule WHERE node_id IN (SELECT value FROM json_each($0)) ORDER BY date",
            row => (Node: row.GetInt32(0), Schedule: new ContentSchedule(
                row.ReadKey(1),
                model.IsoCode(row.ReadOptionalInt(2) ?? 0) ?? Constants.System.InvariantCulture,
                row.ReadInstant(3),
                Enum.Parse<ContentScheduleAction>(row.GetString(4)))),
            Stored.List(documentIds)).GroupBy(x => x.Node).ToDictionary(x => x.Key, x => (IEnumerable<ContentSchedule>)[.. x.Select(y => y.Schedule)]);
    }

    public void PersistContentSchedule(IContent content, ContentScheduleCollection schedule)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(schedule);
        DatabaseSession session = Session;
        session.BeginWriting();
        ModelSnapshot model = _model.Get(session);
        session.Execute(
            "DELETE FROM content_schedule WHERE node_id = $0 AND id NOT IN (SELECT value FROM json_each($1))",
            content.Id, Stored.List(schedule.FullSchedule.Where(x => x.Id != Guid.Empty).Select(x => x.Id)));
        foreach (ContentSchedule entry in schedule.FullSchedule)
        {
            if (entry.Id == Guid.Empty)
            {
                entry.Id = Guid.NewGuid();
            }

            var languageId = model.LanguageId(entry.Culture == Constants.System.InvariantCulture ? null : entry.Culture);
            session.Execute(
                """
                INSERT INTO content_schedule (id, node_id, language_id, date, action) VALUES ($0, $1, $2, $3, $4)
                ON CONFLICT (id) DO UPDATE SET language_id = $2, date = $3, action = $4
                """,
                entry.Id, content.Id, languageId == 0 ? null : languageId, entry.Date, entry.Action);
        }
    }

    public void ClearSchedule(DateTime date) => Session.Execute("DELETE FROM content_schedule WHERE date <= $0", date);

    public void ClearSchedule(DateTime date, ContentScheduleAction action)
        => Session.Execute("DELETE FROM content_schedule WHERE date <= $0 AND action = $1", date, action);

    public bool HasContentForExpiration(DateTime date) => HasScheduled(ContentScheduleAction.Expire, date);

    public bool HasContentForRelease(DateTime date) => HasScheduled(ContentScheduleAction.Release, date);

    public IEnumerable<IContent> GetContentForExpiration(DateTime date) => Scheduled(ContentScheduleAction.Expire, date);

    public IEnumerable<IContent> GetContentForRelease(DateTime date) => Scheduled(ContentScheduleAction.Release, date);

    public void ReplaceContentPermissions(EntityPermissionSet permissionSet)
    {
        Session.Execute("DELETE FROM document_permission WHERE node_id = $0", permissionSet.EntityId);
        foreach (EntityPermission permission in permissionSet.PermissionsSet)
        {
            AssignPermissions(permissionSet.EntityId, permission.UserGroupId, permission.AssignedPermissions);
        }
    }

    public void AssignEntityPermission(IContent entity, string permission, IEnumerable<int> groupIds)
    {
        foreach (var groupId in groupIds)
        {
            AssignPermissions(entity.Id, groupId, [permission]);
        }
    }

    public EntityPermissionCollection GetPermissionsForEntity(int entityId)
        => [.. Session.Query(
            "SELECT group_id, permission FROM document_permission WHERE node_id = $0",
            row => (Group: row.GetInt32(0), Permission: row.GetString(1)),
            entityId).GroupBy(x => x.Group).Select(x => new EntityPermission(x.Key, entityId, x.Select(y => y.Permission).ToHashSet()))];

    public void AddOrUpdatePermissions(ContentPermissionSet permission) => ReplaceContentPermissions(permission);

    private void AssignPermissions(int nodeId, int groupId, IEnumerable<string> permissions)
    {
        foreach (var permission in permissions)
        {
            Session.Execute("INSERT OR IGNORE INTO document_permission (node_id, group_id, permission) VALUES ($0, $1, $2)", nodeId, groupId, permission);
        }
    }

    private bool HasScheduled(ContentScheduleAction action, DateTime date)
        => Session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM content_schedule WHERE action = $0 AND date <= $1)", action, date) == 1;

    private IEnumerable<IContent> Scheduled(ContentScheduleAction action, DateTime date)
        => Find("n.id IN (SELECT node_id FROM content_schedule WHERE action = $1 AND date <= $2)", action, date);

    private int CountWhere(string? contentTypeAlias, string condition, object? value = null)
    {
        var typeId = 0;
        if (!string.IsNullOrWhiteSpace(contentTypeAlias) && !_model.Get(Session).ContentTypeIdsByAlias.TryGetValue(contentTypeAlias, out typeId))
        {
            return 0;
        }

        return Session.Scalar<int>(
            $"SELECT COUNT(*) FROM node n JOIN document d ON d.node_id = n.id WHERE n.kind = $0 AND ($1 = 0 OR d.content_type_id = $1) AND {condition}",
            condition.Contains("$2", StringComparison.Ordinal) ? [Kind, typeId, value] : [Kind, typeId]);
    }

    private IEnumerable<IContent> Find(string condition, params object?[] values)
        => Session.Read(() => Load(Session.Query(
            DocumentHeader.Select + $" WHERE n.kind = $0 AND v.is_current = 1 AND {condition} ORDER BY n.level, n.sort_order, n.id",
            DocumentHeader.Read,
            [Kind, .. values])));

    private IContent? FindOne(string condition, object value)
        => Session.Read(() => Load(
            Session.Query(DocumentHeader.Select + $" WHERE n.kind = $0 AND v.is_current = 1 AND {condition}", DocumentHeader.Read, Kind, value),
            single: true)).FirstOrDefault();

    private IEnumerable<IContent> Versions(int nodeId, int skip, int take, string[]? propertyAliases)
        => Session.Read(() => Load(
            Session.Query(
                DocumentHeader.Select + " WHERE n.kind = $0 AND n.id = $1 ORDER BY v.is_current DESC, v.date DESC, v.id DESC LIMIT $2 OFFSET $3",
                DocumentHeader.Read,
                Kind, nodeId, take, skip),
            propertyAliases));

    private List<DocumentHeader> Headers(IEnumerable<Expression<Func<IContent, bool>>> conditions, string? culture = null)
    {
        var indexed = new IndexedConditions<IContent>(conditions, x => x == nameof(IContent.ContentTypeId) ? "d.content_type_id" : IndexedConditions<IContent>.NodeColumn(x));
        object?[] values = indexed.Values;
        List<DocumentHeader> headers = Session.Query(
            DocumentHeader.Select + $" WHERE n.kind = ${values.Length} AND v.is_current = 1" + indexed.Sql,
            DocumentHeader.Read,
            [.. values, Kind]);
        if (!string.IsNullOrWhiteSpace(culture) && _model.Get(Session).Language(culture) is { } language)
        {
            Dictionary<int, string> names = Session.Query(
                "SELECT version_id, name FROM version_culture WHERE language_id = $0 AND version_id IN (SELECT value FROM json_each($1))",
                row => (Version: row.GetInt32(0), Name: row.GetString(1)),
                language.Id, Stored.List(headers.Select(x => x.VersionId))).ToDictionary(x => x.Version, x => x.Name);
            headers = [.. headers.Select(x => names.TryGetValue(x.VersionId, out var name) ? x with { Name = name } : x)];
        }

        return indexed.Rest.Count == 0 ? headers : [.. headers.Where(QueryCompiler.Compile<IContent, DocumentHeader>(indexed.Rest))];
    }

    /// <summary>Makes whole documents of headers, in their order.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="propertyAliases">An empty list leaves the properties out, as for a list of versions.</param>
    /// <param name="single">
    /// A document that is fetched by itself still knows the published values of a time when it was published,
    /// one of many does not: so it is on Umbraco.
    /// </param>
    private List<IContent> Load(List<DocumentHeader> headers, string[]? propertyAliases = null, bool single = false)
    {
        if (headers.Count == 0)
        {
            return [];
        }

        DatabaseSession session = Session;
        ModelSnapshot model = _model.Get(session);
        int[] versions = [.. headers.SelectMany(x => x.PublishedVersionId > 0 ? new[] { x.VersionId, x.PublishedVersionId } : [x.VersionId])];
        var withProperties = propertyAliases is not { Length: 0 };
        ILookup<int, PropertyValues.Row> values = withProperties ? PropertyValues.Read(session, versions) : Array.Empty<PropertyValues.Row>().ToLookup(x => x.VersionId);
        var versionCultures = session.Query(
            "SELECT version_id, language_id, name, date FROM version_culture WHERE version_id IN (SELECT value FROM json_each($0))",
            row => (Version: row.GetInt32(0), Culture: model.IsoCode(row.GetInt32(1)), Name: row.GetString(2), Date: row.ReadInstant(3)),
            Stored.List(versions)).ToLookup(x => x.Version);
        ILookup<int, string?> editedCultures = session.Query(
            "SELECT node_id, language_id FROM document_culture WHERE edited = 1 AND node_id IN (SELECT value FROM json_each($0))",
            row => (Node: row.GetInt32(0), Culture: model.IsoCode(row.GetInt32(1))),
            Stored.List(headers.Select(x => x.Id).Distinct())).ToLookup(x => x.Node, x => x.Culture);
        var result = new List<IContent>(headers.Count);
        foreach (DocumentHeader header in headers)
        {
            IContentType type = model.ContentTypesById[header.ContentTypeId];
            var content = new Content(header.Node.Name, header.ParentId, type);
            content.DisableChangeTracking();
            header.Node.CopyTo(content);
            content.VersionId = header.VersionId;
            content.Name = header.VersionName;
            content.WriterId = header.WriterId;
            content.UpdateDate = header.VersionDate;
            content.Published = header.Published;
            content.Edited = header.Edited;
            content.Blueprint = Kind == Constants.ObjectTypes.DocumentBlueprint;
            content.TemplateId = header.TemplateId;
            if (header.PublishedVersionId > 0)
            {
                content.PublishedVersionId = header.PublishedVersionId;
                if (header.Published)
                {
                    content.PublishDate = header.PublishDate;
                    content.PublishName = header.PublishName;
                    content.PublisherId = header.PublisherId;
                    content.PublishTemplateId = header.PublishTemplateId;
                }
            }

            var publishedVersionId = header.Published || single ? header.PublishedVersionId : 0;
            content.Properties = withProperties
                ? PropertyValues.Build(
                    type,
                    model,
                    values[header.VersionId],
                    publishedVersionId == header.VersionId ? [] : values[publishedVersionId],
                    publishedVersionId == header.VersionId)
                : [];
            if (type.VariesByCulture())
            {
                foreach (var culture in versionCultures[header.VersionId])
                {
                    content.SetCultureInfo(culture.Culture, culture.Name, culture.Date);
                }

                if (header.Published)
                {
                    foreach (var culture in versionCultures[header.PublishedVersionId])
                    {
                        content.SetPublishInfo(culture.Culture, culture.Name, culture.Date);
                    }
                }

                content.SetCultureEdited(editedCultures[header.Id]);
            }

            content.ResetDirtyProperties(false);
            content.EnableChangeTracking();
            result.Add(content);
        }

        return result;
    }

    private void Insert(DatabaseSession session, ModelSnapshot model, IContent entity)
    {
        entity.AddingEntity();
        var publishing = entity.PublishedState == PublishedState.Publishing;
        SanitizeNames(session, model, entity, publishing);
        entity.SanitizeEntityPropertiesForXmlStorage();
        var choosesSortOrder = (entity.SortOrder == 0 && !entity.IsPropertyDirty(nameof(entity.SortOrder)))
            || session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM node WHERE parent_id = $0 AND kind = $1 AND sort_order = $2)", entity.ParentId, Kind, entity.SortOrder) == 1;
        if (choosesSortOrder)
        {
            entity.SortOrder = NodeRow.NextSortOrder(session, entity.ParentId, Kind);
        }

        NodeRow.Insert(session, entity, Kind);
        session.Execute("INSERT INTO document (node_id, content_type_id, published, edited) VALUES ($0, $1, 0, 0)", entity.Id, entity.ContentTypeId);
        entity.VersionId = InsertVersion(session, entity, current: !publishing, published: publishing);
        if (publishing)
        {
            entity.PublishedVersionId = entity.VersionId;
            entity.VersionId = InsertVersion(session, entity, current: true, published: false);
        }

        SaveState(session, model, entity, publishing, wasEdited: false, isNew: true);
        FlipState(entity);
    }

    private void Update(DatabaseSession session, ModelSnapshot model, IContent entity)
    {
        // A save that changes nothing leaves the dates alone too.
        if (entity.PublishedState is PublishedState.Published or PublishedState.Unpublished && !entity.IsDirty() && !entity.IsAnyUserPropertyDirty())
        {
            return;
        }

        var wasEdited = entity.Edited;
        if (session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM document_version WHERE id = $0 AND is_current = 1)", entity.VersionId) == 0)
        {
            throw new InvalidOperationException("Cannot save a non-current version.");
        }

        entity.UpdatingEntity();

        // The descendants of what is moved change their place only, and get no version of their own.
        if (entity.IsMoving())
        {
            NodeRow.Update(session, entity);
            entity.ResetDirtyProperties();
            return;
        }

        var publishing = entity.PublishedState == PublishedState.Publishing;
        if (publishing && entity.PublishedVersionId > 0)
        {
            session.Execute("UPDATE document_version SET is_published = 0 WHERE id = $0", entity.PublishedVersionId);
        }

        SanitizeNames(session, model, entity, publishing);
        entity.SanitizeEntityPropertiesForXmlStorage();
        if (entity.IsPropertyDirty(nameof(entity.ParentId)))
        {
            NodeRow parent = NodeRow.Find(session, entity.ParentId)
                ?? throw new InvalidOperationException($"The parent {entity.ParentId} of '{entity.Name}' does not exist.");
            entity.Path = parent.Path + "," + entity.Id;
            entity.Level = parent.Level + 1;
            entity.SortOrder = NodeRow.NextSortOrder(session, entity.ParentId, Kind);
        }

        NodeRow.Update(session, entity);
        session.Execute("UPDATE document SET content_type_id = $1 WHERE node_id = $0", entity.Id, entity.ContentTypeId);
        session.Execute(
            "UPDATE document_version SET is_current = $1, is_published = CASE WHEN $2 THEN 1 ELSE is_published END, name = $3, date = $4, writer_id = $5, template_id = $6 WHERE id = $0",
            entity.VersionId, !publishing, publishing, entity.Name, entity.UpdateDate, entity.WriterId, entity.TemplateId);
        if (publishing)
        {
            entity.PublishedVersionId = entity.VersionId;
            entity.VersionId = InsertVersion(session, entity, current: true, published: false);
        }

        SaveState(session, model, entity, publishing, wasEdited, isNew: false);
        FlipState(entity);
    }

    private static int InsertVersion(DatabaseSession session, IContent entity, bool current, bool published)
        => session.Insert(
            "INSERT INTO document_version (node_id, is_current, is_published, name, date, writer_id, template_id) VALUES ($0, $1, $2, $3, $4, $5, $6)",
            entity.Id, current, published, entity.Name, entity.UpdateDate, entity.WriterId, entity.TemplateId);

    /// <summary>Writes values and cultures, and what follows from them: whether the draft differs from what is published.</summary>
    private static void SaveState(DatabaseSession session, ModelSnapshot model, IContent entity, bool publishing, bool wasEdited, bool isNew)
    {
        (var edited, HashSet<string> editedCultures) = PropertyValues.Write(session, model, entity, publishing ? entity.PublishedVersionId : 0);
        if (!publishing && (wasEdited || entity.PublishName != entity.Name))
        {
            edited = true;
        }

        if (entity.ContentType.VariesByCulture())
        {
            foreach (ContentCultureInfos culture in entity.CultureInfos!)
            {
                if (culture.Name != entity.GetPublishName(culture.Culture))
                {
                    edited |= !isNew;
                    editedCultures.Add(culture.Culture);
                }
            }

            entity.SetCultureEdited(editedCultures);
            entity.AdjustDates(entity.UpdateDate, publishing);
            SaveCultures(session, model, entity, editedCultures, publishing);
        }

        var published = entity.PublishedState switch
        {
            PublishedState.Publishing => true,
            PublishedState.Unpublishing => false,
            _ => entity.Published,
        };
        entity.Edited = !published || edited;
        session.Execute("UPDATE document SET published = $1, edited = $2 WHERE node_id = $0", entity.Id, published, entity.Edited);
    }

    private static void SaveCultures(DatabaseSession session, ModelSnapshot model, IContent entity, HashSet<string> editedCultures, bool publishing)
    {
        session.Execute("DELETE FROM version_culture WHERE version_id IN ($0, $1)", entity.VersionId, publishing ? entity.PublishedVersionId : 0);
        foreach (ContentCultureInfos culture in entity.CultureInfos ?? [])
        {
            InsertCulture(session, model, entity.VersionId, culture);
        }

        if (publishing)
        {
            foreach (ContentCultureInfos culture in entity.PublishCultureInfos ?? [])
            {
                InsertCulture(session, model, entity.PublishedVersionId, culture);
            }
        }

        session.Execute("DELETE FROM document_culture WHERE node_id = $0", entity.Id);
        foreach (var culture in entity.AvailableCultures.Union(entity.PublishedCultures, StringComparer.OrdinalIgnoreCase))
        {
            var available = entity.IsCultureAvailable(culture);
            var published = entity.IsCulturePublished(culture);
            session.Execute(
                "INSERT INTO document_culture (node_id, language_id, name, available, published, edited) VALUES ($0, $1, $2, $3, $4, $5)",
                entity.Id, model.LanguageId(culture), entity.GetCultureName(culture) ?? entity.GetPublishName(culture), available, published,
                available && (!published || editedCultures.Contains(culture)));
        }
    }

    private static void InsertCulture(DatabaseSession session, ModelSnapshot model, int versionId, ContentCultureInfos culture)
        => session.Execute(
            "INSERT INTO version_culture (version_id, language_id, name, date) VALUES ($0, $1, $2, $3)",
            versionId, model.LanguageId(culture.Culture), culture.Name, culture.Date);

    private static void FlipState(IContent entity)
    {
        switch (entity.PublishedState)
        {
            case PublishedState.Publishing:
                entity.Published = true;
                entity.PublishTemplateId = entity.TemplateId;
                entity.PublisherId = entity.WriterId;
                entity.PublishName = entity.Name;
                entity.PublishDate = entity.UpdateDate;
                break;
            case PublishedState.Unpublishing:
                entity.Published = false;
                entity.PublishTemplateId = null;
                entity.PublisherId = null;
                entity.PublishName = null;
                entity.PublishDate = null;
                break;
        }

        entity.ResetDirtyProperties();
    }

    private void SanitizeNames(DatabaseSession session, ModelSnapshot model, IContent content, bool publishing)
    {
        if (content.ContentType.VariesByCulture())
        {
            if (content.CultureInfos is not { Count: > 0 })
            {
                throw new InvalidOperationException("Cannot save content with an empty name.");
            }

            content.Name = content.CultureInfos.TryGetValue(model.DefaultLanguage.IsoCode, out ContentCultureInfos byDefault)
                ? byDefault.Name
                : content.CultureInfos[0].Name;
        }
        else if (string.IsNullOrWhiteSpace(content.Name))
        {
            throw new InvalidOperationException("Cannot save content with an empty name.");
        }

        if (!EnsuresUniqueNames)
        {
            return;
        }

        List<string?> siblings = session.Query(
            "SELECT name FROM node WHERE parent_id = $0 AND kind = $1 AND id <> $2",
            row => row.ReadText(0),
            content.ParentId, Kind, content.Id);
        content.Name = Unique(siblings, content.Name, null);
        if (content.ContentType.VariesByCulture())
        {
            EnsureUniqueCultureNames(session, model, content, publishing);
        }
    }

    private void EnsureUniqueCultureNames(DatabaseSession session, ModelSnapshot model, IContent content, bool publishing)
    {
        ILookup<int, string?> names = session.Query(
            """
            SELECT c.language_id, c.name FROM version_culture c
            JOIN document_version v ON v.id = c.version_id AND v.is_current = 1
            JOIN node n ON n.id = v.node_id
            WHERE n.parent_id = $0 AND n.kind = $1 AND n.id <> $2
            """,
            row => (Language: row.GetInt32(0), Name: row.ReadText(1)),
            content.ParentId, Kind, content.Id).ToLookup(x => x.Language, x => x.Name);
        foreach (ContentCultureInfos culture in content.CultureInfos!.Values.ToList())
        {
            if (model.Language(culture.Culture) is not { } language || !names.Contains(language.Id))
            {
                continue;
            }

            var unique = Unique(names[language.Id], culture.Name, culture.Culture);
            if (unique == content.GetCultureName(culture.Culture))
            {
                continue;
            }

            content.SetCultureName(unique, culture.Culture);
            if (publishing && content.PublishCultureInfos?.ContainsKey(culture.Culture) is true)
            {
                content.SetPublishInfo(culture.Culture, unique, DateTime.UtcNow);
            }
        }
    }

    private string? Unique(IEnumerable<string?> siblings, string? name, string? culture)
    {
        List<string?> names = [.. siblings];
        return UniqueName.AmongSegments(names, UniqueName.Among(names, name), _shortStringHelper, culture);
    }
}
