using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.PublishedCache;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// The published side as this runtime has it: no document has a page of Umbraco's, and there are no media. To ask for one is
/// answered with none, as Umbraco answers of what is not there.
/// </summary>
internal sealed class NoUmbracoContextFactory(IUmbracoContextAccessor accessor) : IUmbracoContextFactory
{
    private static readonly IUmbracoContext Context = Unsupported.Except<IUmbracoContext>(new NothingPublished());

    public UmbracoContextReference EnsureUmbracoContext() => new(Context, isRoot: false, accessor);

    /// <summary>What is supported of IUmbracoContext.</summary>
    private sealed class NothingPublished
    {
        public IPublishedContentCache Content { get; } = Unsupported.Except<IPublishedContentCache>(new Nothing());

        public IPublishedMediaCache Media { get; } = Unsupported.Except<IPublishedMediaCache>(new Nothing());
    }

    /// <summary>What is supported of IPublishedCache.</summary>
    private sealed class Nothing
    {
        public IPublishedContent? GetById(bool preview, Guid contentId) => null;

        public IPublishedContent? GetById(Guid contentId) => null;
    }
}
