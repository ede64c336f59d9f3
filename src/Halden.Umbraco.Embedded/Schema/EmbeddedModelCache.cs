using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.PropertyEditors;
using Umbraco.Cms.Core.Serialization;
using Umbraco.Cms.Core.Strings;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// The model in memory. Every use compares the stamp in the database, so that another process's change is
/// seen; a scope that changes the model reads its own until it has committed.
/// </summary>
internal sealed class EmbeddedModelCache
{
    private readonly IShortStringHelper _shortStringHelper;
    private readonly Lazy<PropertyEditorCollection> _editors;
    private readonly IConfigurationEditorJsonSerializer _serializer;
    private readonly IDataValueEditorFactory _valueEditors;
    private readonly ILogger<EmbeddedModelCache> _logger;
    private volatile ModelSnapshot? _shared;

    public EmbeddedModelCache(
        IShortStringHelper shortStringHelper,
        Lazy<PropertyEditorCollection> editors,
        IConfigurationEditorJsonSerializer serializer,
        IDataValueEditorFactory valueEditors,
        ILogger<EmbeddedModelCache> logger)
    {
        _shortStringHelper = shortStringHelper;
        _editors = editors;
        _serializer = serializer;
        _valueEditors = valueEditors;
        _logger = logger;
    }

    public ModelSnapshot Get(DatabaseSession session)
    {
        if (session.ModelChanged)
        {
            return session.OwnModel ??= Load(session);
        }

        var stamp = session.Scalar<long>("SELECT value FROM stamp WHERE name = 'model'");
        ModelSnapshot? shared = _shared;
        if (shared is null || shared.Stamp != stamp)
        {
            _shared = shared = session.Read(() => Load(session));
        }

        return shared;
    }

    public void Forget() => _shared = null;

    private ModelSnapshot Load(DatabaseSession session)
    {
        var stamp = session.Scalar<long>("SELECT value FROM stamp WHERE name = 'model'");
        List<ILanguage> languages = LoadLanguages(session);
        List<IDataType> dataTypes = LoadDataTypes(session);
        return new ModelSnapshot(stamp, languages, dataTypes, LoadContentTypes(session, dataTypes.ToDictionary(x => x.Id)));
    }

    private static List<ILanguage> LoadLanguages(DatabaseSession session)
    {
        var rows = session.Query(
            "SELECT id, iso_code, culture_name, is_default, is_mandatory, fallback_id, key, created, updated FROM language ORDER BY id",
            row => (Language: new Language(row.GetString(1), row.GetString(2))
            {
                Id = row.GetInt32(0),
                IsDefault = row.ReadFlag(3),
                IsMandatory = row.ReadFlag(4),
                Key = row.ReadKey(6),
                CreateDate = row.ReadInstant(7),
                UpdateDate = row.ReadInstant(8),
            }, Fallback: row.ReadOptionalInt(5)));
        foreach ((Language language, var fallback) in rows)
        {
            language.FallbackIsoCode = fallback is null ? null : rows.First(x => x.Language.Id == fallback).Language.IsoCode;
            language.ResetDirtyProperties(false);
        }

        return [.. rows.Select(x => x.Language)];
    }

    private List<IDataType> LoadDataTypes(DatabaseSession session)
        => session.Query(
            $"SELECT {NodeRow.Columns}, t.editor_alias, t.editor_ui_alias, t.storage, t.configuration FROM data_type t JOIN node n ON n.id = t.node_id ORDER BY n.id",
            IDataType (row) =>
            {
                NodeRow node = NodeRow.Read(row);
                var alias = row.GetString(NodeRow.Count);
                if (!_editors.Value.TryGet(alias, out IDataEditor? editor))
                {
                    _logger.LogWarning("No property editor has the alias {Alias} that data type {DataType} uses.", alias, node.Name);
                    editor = new MissingPropertyEditor(alias, _valueEditors);
                }

                var dataType = new DataType(editor, _serializer, node.ParentId);
                dataType.DisableChangeTracking();
                node.CopyTo(dataType);
                dataType.EditorUiAlias = row.ReadText(NodeRow.Count + 1);
                dataType.DatabaseType = Enum.Parse<ValueStorageType>(row.GetString(NodeRow.Count + 2));
                dataType.SetConfigurationData(editor.GetConfigurationEditor().FromDatabase(row.ReadText(NodeRow.Count + 3), _serializer));
                dataType.ResetDirtyProperties(false);
                dataType.EnableChangeTracking();
                return dataType;
            });

    private List<IContentType> LoadContentTypes(DatabaseSession session, Dictionary<int, IDataType> dataTypes)
    {
        List<ContentType> types = session.Query(
            $"""
            SELECT {NodeRow.Columns}, t.alias, t.description, t.icon, t.thumbnail, t.variations, t.is_element, t.allowed_at_root,
                t.list_view, t.prevent_cleanup, t.keep_all_days, t.keep_latest_days
            FROM content_type t JOIN node n ON n.id = t.node_id ORDER BY n.id
            """,
            ReadContentType);
        Dictionary<int, ContentType> byId = types.ToDictionary(x => x.Id);
        foreach (ContentType type in types)
        {
            type.DisableChangeTracking();
        }

        foreach (IGrouping<int, (int Type, int Allowed, int Order)> allowed in session.Query(
            "SELECT content_type_id, allowed_id, sort_order FROM content_type_allowed ORDER BY content_type_id, sort_order",
            row => (Type: row.GetInt32(0), Allowed: row.GetInt32(1), Order: row.GetInt32(2))).GroupBy(x => x.Type))
        {
            byId[allowed.Key].AllowedContentTypes = [.. allowed.Select(x => new ContentTypeSort(byId[x.Allowed].Key, x.Order, byId[x.Allowed].Alias))];
        }

        Dictionary<int, List<PropertyType>> properties = LoadPropertyTypes(session, dataTypes);
        ILookup<int, PropertyGroup> groups = session.Query(
            "SELECT id, content_type_id, key, type, alias, name, sort_order FROM property_group ORDER BY content_type_id, sort_order, id",
            row => (Type: row.GetInt32(1), Group: new PropertyGroup(new PropertyTypeCollection(true))
            {
                Id = row.GetInt32(0),
                Key = row.ReadKey(2),
                Type = (PropertyGroupType)row.GetInt32(3),
                Name = row.ReadText(5),
                Alias = row.GetString(4),
                SortOrder = row.GetInt32(6),
            })).ToLookup(x => x.Type, x => x.Group);
        foreach (ContentType type in types)
        {
            List<PropertyType> own = properties.GetValueOrDefault(type.Id) ?? [];
            var collection = new PropertyGroupCollection();
            foreach (PropertyGroup group in groups[type.Id])
            {
                foreach (PropertyType property in own.Where(x => x.PropertyGroupId?.Value == group.Id))
                {
                    group.PropertyTypes!.Add(property);
                }

                collection.Add(group);
            }

            type.PropertyGroups = collection;
            type.NoGroupPropertyTypes = new PropertyTypeCollection(true, own.Where(x => x.PropertyGroupId is null));
        }

        // A composition brings its properties along, so those must be in place.
        foreach ((var parent, var child) in session.Query(
            "SELECT parent_id, child_id FROM content_type_composition ORDER BY child_id, parent_id",
            row => (row.GetInt32(0), row.GetInt32(1))))
        {
            byId[child].AddContentType(byId[parent]);
        }

        foreach (ContentType type in types)
        {
            type.ResetDirtyProperties(false);
            type.EnableChangeTracking();
        }

        return [.. types];
    }

    private ContentType ReadContentType(SqliteDataReader row)
    {
        NodeRow node = NodeRow.Read(row);
        var type = new ContentType(_shortStringHelper, node.ParentId);
        type.DisableChangeTracking();
        node.CopyTo(type);
        var next = NodeRow.Count;
        type.Alias = row.GetString(next++);
        type.Description = row.ReadText(next++);
        type.Icon = row.ReadText(next++);
        type.Thumbnail = row.ReadText(next++);
        type.Variations = (ContentVariation)row.GetInt32(next++);
        type.IsElement = row.ReadFlag(next++);
        type.AllowedAsRoot = row.ReadFlag(next++);
        type.ListView = row.ReadOptionalKey(next++);
        type.HistoryCleanup = new()
        {
            PreventCleanup = row.ReadFlag(next++),
            KeepAllVersionsNewerThanDays = row.ReadOptionalInt(next++),
            KeepLatestVersionPerDayForDays = row.ReadOptionalInt(next),
        };
        type.AllowedTemplates = [];
        type.EnableChangeTracking();
        return type;
    }

    private Dictionary<int, List<PropertyType>> LoadPropertyTypes(DatabaseSession session, Dictionary<int, IDataType> dataTypes)
        => session.Query(
            """
            SELECT id, content_type_id, group_id, data_type_id, key, alias, name, description, sort_order, mandatory, mandatory_message,
                validation_pattern, validation_message, label_on_top, variations
            FROM property_type ORDER BY content_type_id, sort_order, id
            """,
            row =>
            {
                IDataType dataType = dataTypes[row.GetInt32(3)];
                var groupId = row.ReadOptionalInt(2);
                var property = new PropertyType(_shortStringHelper, dataType.EditorAlias, dataType.DatabaseType, row.GetString(5))
                {
                    Id = row.GetInt32(0),
                    PropertyGroupId = groupId is { } id ? new Lazy<int>(() => id) : null,
                    DataTypeId = dataType.Id,
                    DataTypeKey = dataType.Key,
                    Key = row.ReadKey(4),
                    Name = row.ReadText(6) ?? string.Empty,
                    Description = row.ReadText(7),
                    SortOrder = row.GetInt32(8),
                    Mandatory = row.ReadFlag(9),
                    MandatoryMessage = row.ReadText(10),
                    ValidationRegExp = row.ReadText(11),
                    ValidationRegExpMessage = row.ReadText(12),
                    LabelOnTop = row.ReadFlag(13),
                    Variations = (ContentVariation)row.GetInt32(14),
                };
                property.ResetDirtyProperties(false);
                return (Type: row.GetInt32(1), Property: property);
            }).GroupBy(x => x.Type).ToDictionary(x => x.Key, x => x.Select(y => y.Property).ToList());
}
