using Microsoft.Extensions.Hosting;

namespace Halden.Umbraco.Hosting;

/// <summary>
/// A background service whose loop begins free of where it was started. Umbraco keeps its ambient scope in the execution
/// context, as a stack that all who inherit it share: loops that did would end one another's scopes.
/// </summary>
internal abstract class DetachedService : BackgroundService
{
    /// <inheritdoc/>
    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => LoopAsync(stoppingToken), CancellationToken.None);
        }
    }

    /// <summary>The service's work, to the end.</summary>
    protected abstract Task LoopAsync(CancellationToken stoppingToken);
}
