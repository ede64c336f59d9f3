using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>Deletes drafts when their time is up.</summary>
internal sealed class FormDraftPurge(FormDrafts drafts, HaldenReadiness readiness, TimeProvider clock, ILogger<FormDraftPurge> logger) : DetachedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await drafts.PurgeAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "Expired drafts of forms could not be deleted; trying again in {Minutes} min", Pause.TotalMinutes);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
