using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Notices;

/// <summary>Gives the outbox its turns. In a load-balanced site only the server that publishes on schedule does it.</summary>
internal sealed class NoticeWorker(
    NoticeDispatch dispatch,
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    IOptionsMonitor<NoticeOptions> options,
    TimeProvider clock,
    ILogger<NoticeWorker> logger) : DetachedService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            var pause = PauseAfterFault;
            try
            {
                pause = IsOurs() ? await dispatch.TurnAsync(stoppingToken) : pause;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The notices could not be gone through; trying again in {Seconds} s", pause.TotalSeconds);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private bool IsOurs() =>
        options.CurrentValue.Send && runtimeState.Level == RuntimeLevel.Run && serverRole.CurrentServerRole is ServerRole.Single or ServerRole.SchedulingPublisher;
}
