using System.Data;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Exceptions;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Serialization;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

internal sealed class DataTypeRepository : IDataTypeRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly EmbeddedModelCache _model;
    private readonly IConfigurationEditorJsonSerializer _serializer;

    public DataTypeRepository(EmbeddedScopeProvider scopes, EmbeddedModelCache model, IConfigurationEditorJsonSerializer serializer)
    {
        _scopes = scopes;
        _model = model;
        _serializer = serializer;
    }

    private DatabaseSession Session => _scopes.Session;

    private ModelSnapshot Model => _model.Get(Session);

    public IDataType? Get(int id) => Clone(Model.DataTypesById.GetValueOrDefault(id));

    public IDataType? Get(Guid key) => Clone(Model.DataTypes.FirstOrDefault(x => x.Key == key));

    public IEnumerable<IDataType> GetMany(params int[]? ids) => Find(x => ids is not { Length: > 0 } || ids.Contains(x.Id));

    IEnumerable<IDataType> IReadRepository<Guid, IDataType>.GetMany(params Guid[]? keys) => Find(x => keys is not { Length: > 0 } || keys.Contains(x.Key));

    public IEnumerable<IDataType> Get(IQuery<IDataType> query) => Find(QueryCompiler.Compile(query));

    public int Count(IQuery<IDataType>? query) => Model.DataTypes.Count(QueryCompiler.Compile(query));

    public bool Exists(int id) => Model.DataTypesById.ContainsKey(id);

    public bool Exists(Guid key) => Model.DataTypes.Any(x => x.Key == key);

    public void Save(IDataType entity)
    {
        DatabaseSession session = Session;
        session.BeginWriting();
        entity.Name = UniqueName.Among(Model.DataTypes.Where(x => x.Id != entity.Id).Select(x => x.Name), entity.Name);
        var configuration = entity.Editor?.GetConfigurationEditor().ToDatabase(entity.ConfigurationData, _serializer);
        if (entity.HasIdentity)
        {
            entity.UpdatingEntity();
            if (entity.IsPropertyDirty(nameof(entity.ParentId)))
            {
                NodeRow? parent = NodeRow.Find(session, entity.ParentId);
                entity.Path = (parent?.Path ?? Constants.System.RootString) + "," + entity.Id;
                entity.Level = (parent?.Level ?? 0) + 1;
                entity.SortOrder = NodeRow.NextSortOrder(session, entity.ParentId, Constants.ObjectTypes.DataType);
            }

            NodeRow.Update(session, entity);
            session.Execute(
                "UPDATE data_type SET editor_alias = $1, editor_ui_alias = $2, storage = $3, configuration = $4 WHERE node_id = $0",
                entity.Id, entity.EditorAlias, entity.EditorUiAlias, entity.DatabaseType, configuration);
        }
        else
        {
            entity.AddingEntity();
            entity.SortOrder = NodeRow.CountSiblings(session, entity.ParentId, Constants.ObjectTypes.DataType);
            NodeRow.Insert(session, entity, Constants.ObjectTypes.DataType);
            session.Execute(
                "INSERT INTO data_type (node_id, editor_alias, editor_ui_alias, storage, configuration) VALUES ($0, $1, $2, $3, $4)",
                entity.Id, entity.EditorAlias, entity.EditorUiAlias, entity.DatabaseType, configuration);
        }

        session.ChangeModel();
        entity.ResetDirtyProperties();
    }

    public void Delete(IDataType entity)
    {
        // The properties that use it, and their values, go with it.
        DatabaseSession session = Session;
        session.Execute("DELETE FROM node WHERE id = $0", entity.Id);
        session.ChangeModel();
        entity.DeleteDate = DateTime.UtcNow;
    }

    public IEnumerable<MoveEventInfo<IDataType>> Move(IDataType toMove, EntityContainer? container)
    {
        if (container is not null && $",{container.Path},".Contains($",{toMove.Id},", StringComparison.Ordinal))
        {
            throw new DataOperationException<MoveOperationStatusType>(MoveOperationStatusType.FailedNotAllowedByPath);
        }

        var info = new MoveEventInfo<IDataType>(toMove, toMove.Path, container?.Id ?? Constants.System.Root, container?.Key);
        toMove.ParentId = container?.Id ?? Constants.System.Root;
        Save(toMove);
        return [info];
    }

    public IReadOnlyDictionary<Udi, IEnumerable<string>> FindUsages(int id)
        => Model.ContentTypes
            .Select(type => (Type: type, Aliases: type.PropertyTypes.Where(x => x.DataTypeId == id).Select(x => x.Alias).Order().ToList()))
            .Where(x => x.Aliases.Count > 0)
            .ToDictionary(x => (Udi)new GuidUdi(Constants.UdiEntityType.DocumentType, x.Type.Key), x => (IEnumerable<string>)x.Aliases);

    public IReadOnlyDictionary<Udi, IEnumerable<string>> FindListViewUsages(int id)
    {
        if (!Model.DataTypesById.TryGetValue(id, out IDataType? dataType))
        {
            return new Dictionary<Udi, IEnumerable<string>>();
        }

        return Model.ContentTypes
            .Where(x => x.ListView == dataType.Key)
            .ToDictionary(x => (Udi)new GuidUdi(Constants.UdiEntityType.DocumentType, x.Key), IEnumerable<string> (_) => [dataType.Name!]);
    }

    private List<IDataType> Find(Func<IDataType, bool> condition) => [.. Model.DataTypes.Where(condition).Select(x => Clone(x)!)];

    private static IDataType? Clone(IDataType? dataType) => (IDataType?)dataType?.DeepClone();
}
