using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>So many more of something.</summary>
internal readonly record struct UseIncrement(Guid DocumentKey, string Culture, UseKind Kind, long Count);

/// <summary>
/// Counts in memory what happens with the services; <see cref="UseCounting"/> takes it to the database in the background.
/// It stands in front of nothing: counting is one look-up and one interlocked increment, without a lock or an allocation.
/// </summary>
internal sealed class UseCounters
{
    // Only of services that are public, so that nobody can fill the memory with it.
    private readonly ConcurrentDictionary<(Guid DocumentKey, string Culture), long[]> _counts = new();

    private static readonly UseKind[] Kinds = Enum.GetValues<UseKind>();

    /// <summary>Counts one look at a service's page, also where the browser had it already (304). Not counted: HEAD, fetching ahead, robots.</summary>
    public void Viewed(HttpRequest request, PublicService service)
    {
        if (HttpMethods.IsGet(request.Method) && !IsByMachine(request))
        {
            Add(service.Key, service.Culture, UseKind.View);
        }
    }

    /// <summary>Counts one.</summary>
    public void Add(Guid documentKey, string culture, UseKind kind) => Add(new UseIncrement(documentKey, culture, kind, 1));

    /// <summary>Counts so many.</summary>
    public void Add(UseIncrement more) => Interlocked.Add(ref _counts.GetOrAdd((more.DocumentKey, more.Culture), static _ => new long[Kinds.Length])[(int)more.Kind], more.Count);

    /// <summary>Takes out what has been counted since the last time.</summary>
    public IReadOnlyList<UseIncrement> Take()
    {
        var taken = new List<UseIncrement>();
        foreach (var (key, counts) in _counts)
        {
            foreach (var kind in Kinds)
            {
                if (Interlocked.Exchange(ref counts[(int)kind], 0) is > 0 and var count)
                {
                    taken.Add(new UseIncrement(key.DocumentKey, key.Culture, kind, count));
                }
            }
        }

        return taken;
    }

    /// <summary>Whether a request says itself that no person sees the answer.</summary>
    public static bool IsByMachine(HttpRequest request) =>
        Robots.Is(request.Headers.UserAgent.ToString())
        || request.Headers["Sec-Purpose"].ToString().StartsWith("prefetch", StringComparison.OrdinalIgnoreCase);
}
