namespace Halden.Umbraco.SelfService;

/// <summary>Which services are about the same, by the words of Los and the life events that they share.</summary>
internal sealed class RelatedServices
{
    private const int Most = 5;

    // What so many stand under says little of any of them.
    private const int CommonWord = 50;

    private readonly Dictionary<string, List<PublicService>> _byWord = new(StringComparer.OrdinalIgnoreCase);

    public RelatedServices(IEnumerable<PublicService> services)
    {
        foreach (var service in services)
        {
            foreach (var word in WordsOf(service))
            {
                (_byWord.TryGetValue(word, out var same) ? same : _byWord[word] = []).Add(service);
            }
        }
    }

    /// <summary>At most five others, those that share the most and the rarest words first.</summary>
    public IReadOnlyList<PublicService> Of(PublicService service)
    {
        var closeness = new Dictionary<PublicService, double>();
        foreach (var word in WordsOf(service))
        {
            if (_byWord.TryGetValue(word, out var same) && same.Count <= CommonWord)
            {
                foreach (var other in same.Where(other => other.Key != service.Key))
                {
                    closeness[other] = closeness.GetValueOrDefault(other) + (1.0 / same.Count);
                }
            }
        }

        return [.. closeness.OrderByDescending(other => other.Value).ThenBy(other => other.Key.Slug, StringComparer.Ordinal).Take(Most).Select(other => other.Key)];
    }

    private static IEnumerable<string> WordsOf(PublicService service) =>
        service.ThemeWords.Concat(service.LifeEvents).Select(word => word.Concept?.Psi ?? word.Name).Distinct(StringComparer.OrdinalIgnoreCase);
}
