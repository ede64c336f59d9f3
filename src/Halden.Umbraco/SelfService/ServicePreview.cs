using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.SelfService;

/// <summary>Renders the page of a draft as the public would see it, links and all, without making anything of it public.</summary>
internal sealed class ServicePreview(IContentService contents, SelfServiceState state, LinkedContent linked, ProcessModels processes, TimeProvider clock)
{
    /// <summary>The page in one culture, or null where there is no such service, no text in it, or self-service has not started.</summary>
    public async Task<byte[]?> RenderAsync(Guid key, string culture, CancellationToken cancellationToken)
    {
        if (state.Current is not { } current || contents.GetById(key) is not { Trashed: false } content || !content.IsService()
            || ServiceDocument.Draft(content).Texts.GetValueOrDefault(culture) is not { } text)
        {
            return null;
        }

        var shown = new ShownText(text, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var process = CitizensProcess.Of(await processes.DraftAsync(key, cancellationToken));
        var service = current.Preview(new ShownService(key, new Dictionary<string, ShownText> { [culture] = shown }, Process: process), culture, linked.Of([.. shown.LinkedKeys.Select(other => (culture, other))]));
        return PageRenderer.Service(current.Site, service, isPreview: true);
    }
}
