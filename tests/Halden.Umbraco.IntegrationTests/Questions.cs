using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Halden.Umbraco.IntegrationTests;

/// <summary>Counts what EF Core asks a database.</summary>
internal sealed class Questions(Action asked) : IObserver<System.Diagnostics.DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];

    /// <summary>How many questions some work asks; what the site's own jobs ask meanwhile is not counted.</summary>
    public static async Task<int> CountAsync(Func<Task> work)
    {
        var (count, isOurs) = (0, new AsyncLocal<bool> { Value = true });
        using var listener = new Questions(() => count += isOurs.Value ? 1 : 0);
        using var subscription = System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(listener);

        // A context that has been used before looks once a second whether anybody listens.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await work();
        return count;
    }

    public void OnNext(System.Diagnostics.DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuted.Name)
        {
            asked();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
