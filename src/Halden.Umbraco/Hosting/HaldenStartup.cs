using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Hosting;

/// <summary>
/// Makes the plugin ready once Umbraco runs: migrates our database, installs the schema, builds the read model. A step
/// that fails is logged and tried again; the site itself goes on meanwhile.
/// </summary>
internal sealed class HaldenStartup(
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    IDbContextFactory<HaldenDbContext> contexts,
    ServiceSchema schema,
    BackOfficeAccessSetup accessSetup,
    LosEditions los,
    SelfServiceReadModel readModel,
    HaldenReadiness readiness,
    TimeProvider clock,
    ILogger<HaldenStartup> logger) : DetachedService, INotificationHandler<UmbracoApplicationStartedNotification>
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _umbracoRuns = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    /// <remarks>Umbraco raises it again when it restarts after its installer; only then may the level be Run.</remarks>
    public void Handle(UmbracoApplicationStartedNotification notification)
    {
        if (runtimeState.Level == RuntimeLevel.Run)
        {
            _umbracoRuns.TrySetResult();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await _umbracoRuns.Task.WaitAsync(stoppingToken);
        using var origin = AuditOrigin.Enter(new AuditOrigin(AuditChannel.Setup));
        while (!readiness.IsReady)
        {
            try
            {
                await using (var db = await contexts.CreateDbContextAsync(stoppingToken))
                {
                    // Asked first: even where there is nothing to migrate, migrating holds the whole model against the last migration.
                    if ((await db.Database.GetPendingMigrationsAsync(stoppingToken)).Any())
                    {
                        await db.Database.MigrateAsync(stoppingToken);
                    }

                    await AuditTrail.AdoptFirstVersionAsync(db, clock.GetUtcNow(), stoppingToken);
                }

                // In a load-balanced site the schema is one node's to install.
                if (serverRole.CurrentServerRole is not ServerRole.Subscriber)
                {
                    await schema.InstallAsync(stoppingToken);
                    await accessSetup.InstallAsync(stoppingToken);
                }

                await los.RefreshAsync(stoppingToken);
                readModel.Start();
                await readModel.ShownAsync(stoppingToken);
                readiness.LastFault = null;
                readiness.SetReady();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                readiness.LastFault = fault;
                logger.LogError(fault, "Halden.Umbraco is not ready; trying again in {Seconds} s", RetryAfter.TotalSeconds);
                await Task.Delay(RetryAfter, clock, stoppingToken);
            }
        }
    }
}
