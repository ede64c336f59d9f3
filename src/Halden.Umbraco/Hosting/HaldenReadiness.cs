namespace Halden.Umbraco.Hosting;

/// <summary>Whether the plugin's databases, schema and read model are there; until then nothing of it is served.</summary>
public sealed class HaldenReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether everything is ready.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Why the last try to become ready failed, or null.</summary>
    public Exception? LastFault { get; internal set; }

    /// <summary>Completes when everything is ready.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    internal void SetReady() => _ready.TrySetResult();
}
