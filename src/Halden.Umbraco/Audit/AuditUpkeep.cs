using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Audit;

/// <summary>
/// What is done for the trail once a day: addresses that are too old are erased, names are noted, and where the chain
/// ends is written to the log, which is another place than the database.
/// </summary>
internal sealed class AuditUpkeep(
    HaldenStore store,
    AuditPeople people,
    HaldenReadiness readiness,
    IServerRoleAccessor serverRole,
    IOptionsMonitor<AuditOptions> options,
    TimeProvider clock,
    ILogger<AuditUpkeep> logger) : DetachedService
{
    // A verb is done before, and leaves it to the site.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    // A hundred years, in days: what is further back is before every calendar's beginning.
    private const int LongestKept = 36_500;

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        for (var wait = AfterStart; ; wait = Between)
        {
            await Task.Delay(wait, clock, stoppingToken);
            try
            {
                // In a load-balanced site one of the servers is enough.
                if (serverRole.CurrentServerRole is ServerRole.Single or ServerRole.SchedulingPublisher)
                {
                    await RunOnceAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The upkeep of the audit trail failed; it is tried again tomorrow");
            }
        }
    }

    /// <summary>Does it now.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var erased = await EraseAddressesAsync(cancellationToken);
        await people.RememberNamesAsync(cancellationToken);
        var head = await store.ReadAsync(db => db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken), cancellationToken);
        logger.LogInformation(
            "The audit trail ends at line {Number} with {Hash}; {Erased} address(es) were erased", head?.Number ?? 0, head?.Hash ?? AuditChain.Beginning, erased);
    }

    private async Task<int> EraseAddressesAsync(CancellationToken cancellationToken)
    {
        var limit = store.Now - TimeSpan.FromDays(Math.Clamp(options.CurrentValue.KeepAddressesDays, 0, LongestKept));
        var erased = await store.WriteAsync(
            db => db.AuditAddresses.Where(address => db.Audit.Any(entry => entry.Number == address.Number && entry.At < limit))
                .ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        if (erased > 0)
        {
            await store.EmptyLogAsync(cancellationToken);
        }

        return erased;
    }
}
