using System.Data;
using System.Globalization;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Exceptions;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

internal sealed class ContentTypeRepository : IContentTypeRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly EmbeddedModelCache _model;

    public ContentTypeRepository(EmbeddedScopeProvider scopes, EmbeddedModelCache model)
    {
        _scopes = scopes;
        _model = model;
    }

    private DatabaseSession Session => _scopes.Session;

    private ModelSnapshot Model => _model.Get(Session);

    public IContentType? Get(int id) => Clone(Model.ContentTypesById.GetValueOrDefault(id));

    public IContentType? Get(Guid key) => Clone(Model.ContentTypes.FirstOrDefault(x => x.Key == key));

    public IContentType? Get(string alias)
        => Model.ContentTypeIdsByAlias.TryGetValue(alias, out var id) ? Get(id) : null;

    public IEnumerable<IContentType> GetMany(params int[]? ids) => Find(x => ids is not { Length: > 0 } || ids.Contains(x.Id));

    IEnumerable<IContentType> IReadRepository<Guid, IContentType>.GetMany(params Guid[]? keys)
        => Find(x => keys is not { Length: > 0 } || keys.Contains(x.Key));

    public IEnumerable<IContentType> Get(IQuery<IContentType> query) => Find(QueryCompiler.Compile(query)).OrderBy(x => x.Name);

    public IEnumerable<IContentType> GetByQuery(IQuery<PropertyType> query)
    {
        Func<PropertyType, bool> condition = QueryCompiler.Compile(query);
        return Find(type => type.PropertyTypes.OfType<PropertyType>().Any(condition));
    }

    public int Count(IQuery<IContentType>? query) => Model.ContentTypes.Count(QueryCompiler.Compile(query));

    public bool Exists(int id) => Model.ContentTypesById.ContainsKey(id);

    public bool Exists(Guid key) => Model.ContentTypes.Any(x => x.Key == key);

    public IEnumerable<string> GetAllPropertyTypeAliases()
        => [.. Model.ContentTypes.SelectMany(x => x.PropertyTypes).Select(x => x.Alias).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public IEnumerable<string> GetAllContentTypeAliases(params Guid[] objectTypes)
        => objectTypes.Length > 0 && !objectTypes.Contains(Constants.ObjectTypes.DocumentType) ? [] : [.. Model.ContentTypes.Select(x => x.Alias)];

    public IEnumerable<int> GetAllContentTypeIds(string[] aliases)
        => [.. aliases.Where(Model.ContentTypeIdsByAlias.ContainsKey).Select(x => Model.ContentTypeIdsByAlias[x]).Distinct()];

    public IEnumerable<Guid> GetAllowedParentKeys(Guid key)
        => [.. Model.ContentTypes.Where(x => x.AllowedContentTypes?.Any(allowed => allowed.Key == key) is true).Select(x => x.Key)];

    public string GetUniqueAlias(string alias)
    {
        Dictionary<string, int> taken = Model.ContentTypeIdsByAlias;
        var number = 1;
        while (taken.ContainsKey(alias + number.ToString(CultureInfo.InvariantCulture)))
        {
            number++;
        }

        return alias + number.ToString(CultureInfo.InvariantCulture);
    }

    public bool HasContainerInPath(string contentPath)
        => HasContainerInPath([.. contentPath.Split(',').Select(x => int.Parse(x, CultureInfo.InvariantCulture))]);

    public bool HasContainerInPath(params int[] ids)
        => Session.Query(
            "SELECT DISTINCT content_type_id FROM document WHERE node_id IN (SELECT value FROM json_each($0))",
            row => row.GetInt32(0),
            Stored.List(ids)).Any(id => Model.ContentTypesById[id].ListView is not null);

    public bool HasContentNodes(int id) => Session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM document WHERE content_type_id = $0)", id) == 1;

    public void Save(IContentType entity)
    {
        if (string.IsNullOrWhiteSpace(entity.Alias))
        {
            throw new InvalidOperationException(
                $"The content type '{entity.Name}' cannot have an empty alias, or one of characters that are not allowed in aliases.");
        }

        DatabaseSession session = Session;
        session.BeginWriting();
        ModelSnapshot model = Model;
        if (model.ContentTypeIdsByAlias.TryGetValue(entity.Alias, out var sameAlias) && sameAlias != entity.Id)
        {
            throw new DuplicateNameException($"An item with the alias {entity.Alias} already exists");
        }

        if (entity.HasIdentity)
        {
            Update(session, model, entity);
        }
        else
        {
            CheckVariations(entity);
            entity.AddingEntity();
            entity.SortOrder = NodeRow.CountSiblings(session, entity.ParentId, Constants.ObjectTypes.DocumentType);
            NodeRow.Insert(session, entity, Constants.ObjectTypes.DocumentType);
            session.Execute(
                """
                INSERT INTO content_type (node_id, alias, description, icon, thumbnail, variations, is_element, allowed_at_root, list_view, prevent_cleanup, keep_all_days, keep_latest_days)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """,
                Columns(entity));
        }

        SaveReferences(session, model, entity);
        SaveGroups(session, entity);
        SaveProperties(session, model, entity);
        session.ChangeModel();
        entity.ResetDirtyProperties();
    }

    public void Delete(IContentType entity)
    {
        foreach (IContentType child in Find(x => x.ParentId == entity.Id))
        {
            Delete(child);
        }

        // Its content is gone already: ContentTypeService deletes that first. What it composes keeps no values of its properties.
        DatabaseSession session = Session;
        session.Execute("DELETE FROM node WHERE id = $0", entity.Id);
        session.ChangeModel();
        entity.DeleteDate = DateTime.UtcNow;
    }

    public IEnumerable<MoveEventInfo<IContentType>> Move(IContentType moving, EntityContainer container)
    {
        if (container is not null && $",{container.Path},".Contains($",{moving.Id},", StringComparison.Ordinal))
        {
            throw new DataOperationException<MoveOperationStatusType>(MoveOperationStatusType.FailedNotAllowedByPath);
        }

        var info = new MoveEventInfo<IContentType>(moving, moving.Path, container?.Id ?? Constants.System.Root, container?.Key ?? Constants.System.RootKey);
        moving.ParentId = container?.Id ?? Constants.System.Root;
        Save(moving);
        return [info];
    }

    private static void Update(DatabaseSession session, ModelSnapshot model, IContentType entity)
    {
        // A property cannot vary by more than its content type does.
        foreach (IPropertyType property in entity.PropertyTypes)
        {
            property.Variations &= entity.Variations;
        }

        RefuseVariationChangeOfExistingContent(session, model, entity);
        entity.UpdatingEntity();
        if (entity.IsPropertyDirty(nameof(entity.ParentId)))
        {
            NodeRow parent = NodeRow.Find(session, entity.ParentId)
                ?? throw new InvalidOperationException($"The parent {entity.ParentId} of '{entity.Name}' does not exist.");
            entity.Path = parent.Path + "," + entity.Id;
            entity.Level = parent.Level + 1;
            entity.SortOrder = NodeRow.NextSortOrder(session, entity.ParentId, Constants.ObjectTypes.DocumentType);
        }

        NodeRow.Update(session, entity);
        session.Execute(
            """
            UPDATE content_type SET alias = $1, description = $2, icon = $3, thumbnail = $4, variations = $5, is_element = $6, allowed_at_root = $7,
                list_view = $8, prevent_cleanup = $9, keep_all_days = $10, keep_latest_days = $11
            WHERE node_id = $0
            """,
            Columns(entity));
    }

    private static object?[] Columns(IContentType entity) =>
    [
        entity.Id, entity.Alias, entity.Description, entity.Icon, entity.Thumbnail, (int)entity.Variations, entity.IsElement, entity.AllowedAsRoot,
        entity.ListView, entity.HistoryCleanup?.PreventCleanup ?? false, entity.HistoryCleanup?.KeepAllVersionsNewerThanDays, entity.HistoryCleanup?.KeepLatestVersionPerDayForDays,
    ];

    private static void CheckVariations(IContentType entity)
    {
        foreach (IPropertyType property in entity.PropertyTypes.Where(x => !entity.Variations.HasFlag(x.Variations)))
        {
            throw new InvalidOperationException(
                $"The property {property.Alias} cannot have variations of {property.Variations} with the content type variations of {entity.Variations}");
        }
    }

    /// <summary>
    /// On Umbraco such a change moves every value between the invariant and the default language. Here it is
    /// refused while there is content, rather than done half.
    /// </summary>
    private static void RefuseVariationChangeOfExistingContent(DatabaseSession session, ModelSnapshot model, IContentType entity)
    {
        if (!model.ContentTypesById.TryGetValue(entity.Id, out IContentType? before))
        {
            return;
        }

        Dictionary<int, ContentVariation> properties = before.PropertyTypes.ToDictionary(x => x.Id, x => x.Variations);
        var changes = before.Variations != entity.Variations
            || entity.PropertyTypes.Any(x => x.HasIdentity && properties.TryGetValue(x.Id, out ContentVariation old) && old != x.Variations);
        if (!changes)
        {
            return;
        }

        IEnumerable<int> affected = model.ContentTypes
            .Where(x => x.Id == entity.Id || x.CompositionIds().Contains(entity.Id))
            .Select(x => x.Id);
        if (session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM document WHERE content_type_id IN (SELECT value FROM json_each($0)))", Stored.List(affected)) == 1)
        {
            throw new NotSupportedException(
                $"IContentTypeService.Update: changing how '{entity.Alias}' varies while there is content of it is not supported by the embedded runtime.");
        }
    }

    private static void SaveReferences(DatabaseSession session, ModelSnapshot model, IContentType entity)
    {
        session.Execute("DELETE FROM content_type_composition WHERE child_id = $0", entity.Id);
        foreach (IContentTypeComposition composition in entity.ContentTypeComposition.Where(x => x.Id != entity.Id))
        {
            session.Execute("INSERT INTO content_type_composition (parent_id, child_id) VALUES ($0, $1)", composition.Id, entity.Id);
        }

        // What is no longer composed takes the values of its properties along.
        foreach (var removed in entity.RemovedContentTypes)
        {
            session.Execute(
                """
                DELETE FROM property_value
                WHERE property_type_id IN (SELECT id FROM property_type WHERE content_type_id = $1)
                    AND version_id IN (SELECT v.id FROM document_version v JOIN document d ON d.node_id = v.node_id WHERE d.content_type_id = $0)
                """,
                entity.Id, removed);
        }

        session.Execute("DELETE FROM content_type_allowed WHERE content_type_id = $0", entity.Id);
        var order = 0;
        foreach (ContentTypeSort allowed in (entity.AllowedContentTypes ?? []).OrderBy(x => x.SortOrder))
        {
            // A type may be allowed under itself, and it is not in the model yet when it is new.
            var allowedId = allowed.Key == entity.Key ? entity.Id : model.ContentTypes.FirstOrDefault(x => x.Key == allowed.Key)?.Id;
            if (allowedId is not null)
            {
                session.Execute("INSERT OR REPLACE INTO content_type_allowed (content_type_id, allowed_id, sort_order) VALUES ($0, $1, $2)", entity.Id, allowedId, order++);
            }
        }
    }

    private static void SaveGroups(DatabaseSession session, IContentType entity)
    {
        session.Execute(
            "DELETE FROM property_group WHERE content_type_id = $0 AND id NOT IN (SELECT value FROM json_each($1))",
            entity.Id, Stored.List(entity.PropertyGroups.Where(x => x.HasIdentity).Select(x => x.Id)));
        foreach (PropertyGroup group in entity.PropertyGroups)
        {
            if (group.HasIdentity)
            {
                session.Execute(
                    "UPDATE property_group SET key = $1, type = $2, alias = $3, name = $4, sort_order = $5 WHERE id = $0",
                    group.Id, group.Key, (int)group.Type, group.Alias, group.Name, group.SortOrder);
            }
            else
            {
                group.Id = session.Insert(
                    "INSERT INTO property_group (content_type_id, key, type, alias, name, sort_order) VALUES ($0, $1, $2, $3, $4, $5)",
                    entity.Id, group.Key, (int)group.Type, group.Alias, group.Name, group.SortOrder);
            }

            var groupId = group.Id;
            foreach (IPropertyType property in group.PropertyTypes ?? Enumerable.Empty<IPropertyType>())
            {
                property.PropertyGroupId = new Lazy<int>(() => groupId);
            }
        }
    }

    private static void SaveProperties(DatabaseSession session, ModelSnapshot model, IContentType entity)
    {
        IPropertyType[] properties = [.. entity.PropertyTypes];
        session.Execute(
            "DELETE FROM property_type WHERE content_type_id = $0 AND id NOT IN (SELECT value FROM json_each($1))",
            entity.Id, Stored.List(properties.Where(x => x.HasIdentity).Select(x => x.Id)));
        foreach (IPropertyType property in properties)
        {
            if (string.IsNullOrWhiteSpace(property.Alias))
            {
                throw new InvalidOperationException($"The property type '{property.Name}' cannot have an empty alias.");
            }

            IDataType dataType = DataTypeOf(model, property);
            property.DataTypeId = dataType.Id;
            property.DataTypeKey = dataType.Key;
            property.PropertyEditorAlias = dataType.EditorAlias;
            property.ValueStorageType = dataType.DatabaseType;
            var groupId = property.PropertyGroupId?.Value;
            object?[] columns =
            [
                entity.Id, groupId is > 0 ? groupId : null, dataType.Id, property.Key, property.Alias, property.Name, property.Description, property.SortOrder,
                property.Mandatory, property.MandatoryMessage, property.ValidationRegExp, property.ValidationRegExpMessage, property.LabelOnTop, (int)property.Variations,
            ];
            if (property.HasIdentity)
            {
                session.Execute(
                    """
                    UPDATE property_type SET content_type_id = $0, group_id = $1, data_type_id = $2, key = $3, alias = $4, name = $5, description = $6, sort_order = $7,
                        mandatory = $8, mandatory_message = $9, validation_pattern = $10, validation_message = $11, label_on_top = $12, variations = $13
                    WHERE id = $14
                    """,
                    [.. columns, property.Id]);
            }
            else
            {
                property.Id = session.Insert(
                    """
                    INSERT INTO property_type (content_type_id, group_id, data_type_id, key, alias, name, description, sort_order,
                        mandatory, mandatory_message, validation_pattern, validation_message, label_on_top, variations)
                    VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                    """,
                    columns);
            }
        }
    }

    private static IDataType DataTypeOf(ModelSnapshot model, IPropertyType property)
        => model.DataTypesById.GetValueOrDefault(property.DataTypeId)
            ?? model.DataTypes.FirstOrDefault(x => x.Key == property.DataTypeKey)
            ?? model.DataTypes.FirstOrDefault(x => x.EditorAlias == property.PropertyEditorAlias)
            ?? throw new InvalidOperationException($"The property type '{property.Alias}' has no data type.");

    private List<IContentType> Find(Func<IContentType, bool> condition) => [.. Model.ContentTypes.Where(condition).Select(x => Clone(x)!)];

    private static IContentType? Clone(IContentType? type) => (IContentType?)type?.DeepClone();
}
