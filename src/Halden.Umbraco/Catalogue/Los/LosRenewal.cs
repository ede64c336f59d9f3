using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>
/// Fetches Los again when it is old, where the site asks for that. In a load-balanced site only the server that publishes on
/// schedule does it. An edition with far fewer concepts is never taken: that is a person's to decide.
/// </summary>
internal sealed class LosRenewal(
    LosUpdate update,
    CurrentLos current,
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    IOptionsMonitor<LosOptions> options,
    TimeProvider clock,
    ILogger<LosRenewal> logger) : DetachedService
{
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    private static readonly TimeSpan TryAgain = TimeSpan.FromDays(1);

    private DateTimeOffset? _due;

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            // First, so that a verb, which has been here for a moment only, never fetches.
            await Task.Delay(Look, clock, stoppingToken);
            try
            {
                await RenewAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "Los could not be fetched again; it is tried later");
            }
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (options.CurrentValue.RenewAfter is not { } age || age <= TimeSpan.Zero
            || now < (_due ?? current.Now.Since + age)
            || runtimeState.Level != RuntimeLevel.Run
            || serverRole.CurrentServerRole is not (ServerRole.Single or ServerRole.SchedulingPublisher))
        {
            return;
        }

        _due = now + (age < TryAgain ? age : TryAgain);
        var outcome = await update.FetchAsync(null, confirm: false, cancellationToken);
        _due = outcome.Status == LosUpdateStatus.Unreadable ? _due : now + age;
        var level = outcome.Status is LosUpdateStatus.Replaced or LosUpdateStatus.Unchanged && outcome.Unresolved.Count == 0 ? LogLevel.Information : LogLevel.Warning;
        logger.Log(
            level,
            "Los was fetched again: {Status}. {Message} {Services} services have words that it does not know",
            outcome.Status, outcome.Message.Nb, outcome.Unresolved.Count);
    }
}
