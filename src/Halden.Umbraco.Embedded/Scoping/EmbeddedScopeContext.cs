using Umbraco.Cms.Core.Scoping;

namespace Halden.Umbraco.Embedded;

/// <summary>Actions enlisted to run when the outermost scope ends, in the order of their priority.</summary>
internal sealed class EmbeddedScopeContext : IScopeContext
{
    private Dictionary<string, Enlisted>? _enlisted;
    private bool _exiting;

    public Guid InstanceId { get; } = Guid.NewGuid();

    public int CreatedThreadId { get; } = Environment.CurrentManagedThreadId;

    public void Enlist(string key, Action<bool> action, int priority = 100)
        => Enlist<object>(key, () => action, (completed, _) => action(completed), priority);

    public T? Enlist<T>(string key, Func<T> creator, Action<bool, T?>? action = null, int priority = 100)
    {
        if (_exiting)
        {
            throw new InvalidOperationException("Cannot enlist, the scope is ending.");
        }

        _enlisted ??= [];
        if (_enlisted.TryGetValue(key, out Enlisted? existing))
        {
            return existing.Item is T item
                ? item
                : throw new InvalidOperationException($"Something else is enlisted under the key {key}.");
        }

        T created = creator();
        _enlisted[key] = new Enlisted(created, priority, completed => action?.Invoke(completed, created));
        return created;
    }

    public T? GetEnlisted<T>(string key)
        => _enlisted is not null && _enlisted.TryGetValue(key, out Enlisted? enlisted) && enlisted.Item is T item ? item : default;

    public void ScopeExit(bool completed)
    {
        if (_enlisted is null)
        {
            return;
        }

        _exiting = true;
        List<Exception>? failures = null;
        foreach (Enlisted enlisted in _enlisted.Values.OrderBy(x => x.Priority))
        {
            try
            {
                enlisted.OnExit(completed);
            }
            catch (Exception failure)
            {
                (failures ??= []).Add(failure);
            }
        }

        if (failures is not null)
        {
            throw new AggregateException("Actions enlisted in the scope failed.", failures);
        }
    }

    private sealed record Enlisted(object? Item, int Priority, Action<bool> OnExit);
}
