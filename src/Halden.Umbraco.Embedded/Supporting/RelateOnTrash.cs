using System.Globalization;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Embedded;

/// <summary>Remembers where a document in the recycle bin came from, so that it can be put back there.</summary>
internal sealed class RelateOnTrash : INotificationHandler<ContentMovedToRecycleBinNotification>, INotificationHandler<ContentMovedNotification>
{
    private const string Alias = Constants.Conventions.RelationTypes.RelateParentDocumentOnDeleteAlias;
    private readonly IRelationService _relations;
    private readonly IEntityService _entities;

    public RelateOnTrash(IRelationService relations, IEntityService entities)
    {
        _relations = relations;
        _entities = entities;
    }

    public void Handle(ContentMovedToRecycleBinNotification notification)
    {
        IRelationType type = _relations.GetRelationTypeByAlias(Alias)
            ?? throw new InvalidOperationException($"The relation type {Alias} is missing.");
        foreach (MoveToRecycleBinEventInfo<IContent> moved in notification.MoveInfoCollection)
        {
            string[] path = moved.OriginalPath.Split(',');
            var parentId = path.Length > 2 ? int.Parse(path[^2], CultureInfo.InvariantCulture) : Constants.System.Root;
            if (_entities.Exists(parentId) && _relations.GetByParentAndChildId(parentId, moved.Entity.Id, type) is null)
            {
                _relations.Save(new Relation(parentId, moved.Entity.Id, type));
            }
        }
    }

    public void Handle(ContentMovedNotification notification)
    {
        foreach (MoveEventInfo<IContent> moved in notification.MoveInfoCollection.Where(x => x.OriginalPath.Contains(Constants.System.RecycleBinContentString, StringComparison.Ordinal)))
        {
            foreach (IRelation relation in _relations.GetByChildId(moved.Entity.Id).Where(x => x.RelationType.Alias == Alias).ToList())
            {
                _relations.Delete(relation);
            }
        }
    }
}
