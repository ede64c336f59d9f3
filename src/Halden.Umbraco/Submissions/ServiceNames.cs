using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Submissions;

/// <summary>What a service is called to whom it concerns: as it is public, else as its draft has it.</summary>
internal sealed class ServiceNames(SelfServiceState state, ServiceDrafts drafts)
{
    private static readonly Label Gone = new("en tjeneste som ikke finnes lenger", "ei teneste som ikkje finst lenger", "a service that no longer exists");

    /// <summary>The name in a language, or in another where there is none in it.</summary>
    public string Of(Guid documentKey, string culture) => PublicOf(documentKey, culture)
        ?? (drafts.Find(documentKey) is { } draft ? draft.Titles.GetValueOrDefault(culture, draft.Title) : Gone.In(culture));

    /// <summary>The same, for the public; null where the service is no longer public.</summary>
    public string? PublicOf(Guid documentKey, string culture)
    {
        var shown = state.Current?.Everywhere(documentKey).ToList() ?? [];
        return (shown.Find(service => service.Culture == culture) ?? shown.FirstOrDefault())?.Title;
    }
}
