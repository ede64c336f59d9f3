using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Strings;

namespace Halden.Umbraco.Embedded;

/// <summary>Blueprints: documents of another kind, whose names need not differ.</summary>
internal sealed class BlueprintRepository : DocumentRepository, IDocumentBlueprintRepository
{
    public BlueprintRepository(EmbeddedScopeProvider scopes, EmbeddedModelCache model, IShortStringHelper shortStringHelper)
        : base(scopes, model, shortStringHelper)
    {
    }

    protected override Guid Kind => Constants.ObjectTypes.DocumentBlueprint;

    protected override bool EnsuresUniqueNames => false;
}
