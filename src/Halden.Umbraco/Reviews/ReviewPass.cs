using Halden.Umbraco.Approval;
using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Reviews;

/// <summary>
/// Goes over the reviews every hour: reminds of what is due, and takes down what nobody has looked at for so long that
/// its department wants it down. In a load-balanced site only the server that publishes on schedule does it.
/// </summary>
internal sealed class ReviewPass(
    ServiceReviews reviews,
    Approvals approvals,
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    TimeProvider clock,
    ILogger<ReviewPass> logger) : DetachedService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                if (runtimeState.Level == RuntimeLevel.Run && serverRole.CurrentServerRole is ServerRole.Single or ServerRole.SchedulingPublisher)
                {
                    await RunAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The reviews could not be gone over; it is tried again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One pass.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var review in await reviews.AllAsync(cancellationToken))
        {
            if (review.Date.IsToBeUnpublished)
            {
                var outcome = await approvals.UnpublishAsync(review.DocumentKey, Constants.Security.SuperUserKey, cancellationToken);
                logger.LogWarning("Service {Document} was not reviewed by {DueAt} and was taken down: {Status}", review.DocumentKey, review.Date.DueAt, outcome.Status);
            }

            await reviews.RemindAsync(review, cancellationToken);
        }
    }
}
