using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Outgoing;

/// <summary>Gives an outbox its turns. In a load-balanced site only the server that publishes on schedule does it.</summary>
internal abstract class OutboxWorker(
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    TimeProvider clock,
    ILogger logger) : DetachedService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMinutes(1);

    /// <summary>Whether this process sends.</summary>
    protected abstract bool IsOn { get; }

    /// <summary>Takes a turn; returns how long to wait before the next.</summary>
    protected abstract Task<TimeSpan> TurnAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            var pause = PauseAfterFault;
            try
            {
                pause = IsOurs() ? await TurnAsync(stoppingToken) : pause;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The outbox could not be gone through; trying again in {Seconds} s", pause.TotalSeconds);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private bool IsOurs() => IsOn && runtimeState.Level == RuntimeLevel.Run && serverRole.CurrentServerRole is ServerRole.Single or ServerRole.SchedulingPublisher;
}
