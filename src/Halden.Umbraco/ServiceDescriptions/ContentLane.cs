using System.Threading.Channels;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Hosting;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>
/// The one lane for writing content: whatever of ours saves or publishes documents waits here for its turn, because
/// Umbraco on SQLite does not survive publishing in parallel.
/// </summary>
/// <remarks>
/// Work runs on the lane's own loop, free of the caller's ambient scope and request, so it must be given the acting
/// user explicitly. Only from where it was asked for follows it (<see cref="AuditOrigin"/>). Work on the lane must not wait for other work on the lane.
/// </remarks>
internal sealed class ContentLane : DetachedService
{
    private readonly Channel<Func<CancellationToken, Task>> _queue = Channel.CreateUnbounded<Func<CancellationToken, Task>>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Runs <paramref name="work"/> when its turn comes; faults and cancellation reach the caller.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = AuditOrigin.Current;
        await _queue.Writer.WriteAsync(
            async stopping =>
            {
                using var origin = AuditOrigin.Enter(asked);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
                try
                {
                    either.Token.ThrowIfCancellationRequested();
                    result.SetResult(await work(either.Token));
                }
                catch (OperationCanceledException cancelled)
                {
                    result.SetCanceled(cancelled.CancellationToken);
                }
                catch (Exception fault)
                {
                    result.SetException(fault);
                }
            },
            cancellationToken);
        return await result.Task;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken = default) =>
        RunAsync(
            async token =>
            {
                await work(token);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await foreach (var work in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            await work(stoppingToken);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Nobody who waits is left waiting: what is queued runs into the stopping token and is cancelled.
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }
}
