using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>Has what was received unscanned looked through once the scanner answers.</summary>
internal sealed class AttachmentScanSweep(AttachmentScan scan, HaldenReadiness readiness, TimeProvider clock, ILogger<AttachmentScanSweep> logger) : DetachedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await scan.SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "Files that were received unscanned could not be looked through; trying again in {Minutes} min", Pause.TotalMinutes);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
