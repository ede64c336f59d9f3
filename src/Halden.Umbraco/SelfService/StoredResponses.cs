using System.Collections.Concurrent;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Answers by name. What one is made from is worked out when somebody first asks for it, so that a change of one service costs
/// nothing for the thousands that nobody reads before the next; and where it is as it was before, the bytes of before are sent.
/// </summary>
/// <param name="previous">Those of the snapshot before; of it nothing is held but what has been rendered.</param>
internal sealed class StoredResponses(StoredResponses? previous)
{
    private readonly Dictionary<string, StoredResponse> _kept = previous?.Rendered() ?? [];
    private readonly ConcurrentDictionary<string, StoredResponse> _made = new(StringComparer.Ordinal);

    /// <summary>The answer of a name.</summary>
    /// <param name="name">Its name, the same in every snapshot.</param>
    /// <param name="contentType">Its content type.</param>
    /// <param name="madeFrom">Everything that it depends on, in short.</param>
    /// <param name="render">Makes its bytes; must not hold on to the snapshot before.</param>
    public StoredResponse Get(string name, string contentType, Func<string> madeFrom, Func<byte[]> render) =>
        _made.TryGetValue(name, out var made) ? made : _made.GetOrAdd(name, StoredResponse.Keep(_kept.GetValueOrDefault(name), madeFrom(), contentType, render));

    private Dictionary<string, StoredResponse> Rendered() =>
        _made.Where(one => one.Value.IsRendered).Concat(_kept.Where(one => !_made.ContainsKey(one.Key))).ToDictionary(StringComparer.Ordinal);
}
