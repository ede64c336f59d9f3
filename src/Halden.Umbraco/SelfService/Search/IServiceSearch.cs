namespace Halden.Umbraco.SelfService.Search;

/// <summary>
/// Finds services by what somebody wrote: all that self-service knows of a search engine. Filters, paging, snippets and the
/// boost by use stand above it and are the same whatever the engine. A site that registers another has that used instead.
/// </summary>
public interface IServiceSearch
{
    /// <summary>The services that a text may mean, best first. Whatever the text, it is answered, and fast.</summary>
    /// <param name="culture">Culture of the reader: nb-NO, nn-NO or en-US.</param>
    /// <param name="text">What was written, as it was written.</param>
    /// <returns>What was found; null where the engine is not ready to be asked.</returns>
    ServiceMatches? Find(string culture, string text);
}

/// <summary>What an engine found.</summary>
/// <param name="Services">Best first, each once. One that is not public any more is passed over by whoever shows them.</param>
/// <param name="Words">The words to mark where they stand in a service's text, in whatever form.</param>
/// <param name="DidYouMean">The text with its typing errors put right, where that finds something; else null.</param>
public sealed record ServiceMatches(IReadOnlyList<ServiceMatch> Services, IReadOnlyCollection<string> Words, string? DidYouMean)
{
    /// <summary>Nothing.</summary>
    public static ServiceMatches None { get; } = new([], [], null);
}

/// <summary>A service that was found.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Score">How well it matches; only to be compared within one answer.</param>
public readonly record struct ServiceMatch(Guid Key, double Score);

/// <summary>How much a service is used, from 0 to 1, among services that match about as well. Knows nothing of who uses it.</summary>
internal delegate double ServiceUse(Guid documentKey);
