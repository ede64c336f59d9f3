using Umbraco.Cms.Core.Composing;

namespace Umbraco.Forms.Core.Providers;

public class WorkflowCollection(Func<IEnumerable<WorkflowType>> items) : BuilderCollectionBase<WorkflowType>(items);

public class WorkflowCollectionBuilder : LazyCollectionBuilderBase<WorkflowCollectionBuilder, WorkflowCollection, WorkflowType>
{
    protected override WorkflowCollectionBuilder This => this;
}
