using Halden.Umbraco.Hosting;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.SelfService.Provided;

/// <summary>
/// Keeps the mirror of provided forms: at start, when somebody saves, and every minute for what came another way. In a
/// load-balanced site the server that publishes on schedule does it.
/// </summary>
internal sealed class ProvidedFormsSweep(ProvidedForms forms, HaldenReadiness readiness, IRuntimeState runtimeState, IServerRoleAccessor serverRole, TimeProvider clock) : DetachedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // What is told of before it is saved is there then.
    private static readonly TimeSpan UntilSaved = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        if (!forms.HasProviders)
        {
            return;
        }

        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            if (runtimeState.Level == RuntimeLevel.Run && serverRole.CurrentServerRole is ServerRole.Single or ServerRole.SchedulingPublisher)
            {
                await forms.RefreshAsync(stoppingToken);
            }

            if (await forms.SavedWithinAsync(Pause, stoppingToken))
            {
                await Task.Delay(UntilSaved, clock, stoppingToken);
            }
        }
    }
}
