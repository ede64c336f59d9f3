using System.Threading.Channels;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Looks once a second for services that were saved or published without a word: notifications can be suppressed, and
/// then neither the gate nor the read model hears of it. What it finds, the read model holds against the approvals.
/// </summary>
/// <remarks>
/// One row is read each time. What came with a notification too is read a second time, which costs little and changes nothing.
/// It looks from the lane on which we write: with SQLite's shared cache, which Umbraco uses, a reader and a writer can each
/// hold what the other waits for.
/// </remarks>
internal sealed class SilentChanges(
    IContentService contents,
    IContentTypeService contentTypes,
    SelfServiceReadModel readModel,
    ContentLane lane,
    HaldenReadiness readiness,
    TimeProvider clock,
    ILogger<SilentChanges> logger) : DetachedService
{
    private const int PageSize = 50;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private DateTime _newest;

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        // From before the read model reads everything; the clocks of servers differ a little.
        _newest = clock.GetUtcNow().UtcDateTime - Skew;
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        var isDown = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lane.RunAsync(
                    _ =>
                    {
                        Look();
                        return Task.CompletedTask;
                    },
                    stoppingToken);
                isDown = false;
            }
            catch (ChannelClosedException)
            {
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Once, not every second: while Umbraco's database is away the log has enough to tell.
                if (!isDown)
                {
                    logger.LogWarning(fault, "Could not look for silent changes; trying again every second");
                }

                isDown = true;
            }
        }
    }

    private void Look()
    {
        if (contentTypes.Get(ServiceDocument.Alias) is not { } type)
        {
            return;
        }

        List<DocumentChange> changed = [];
        var newest = _newest;

        // The newest alone tells that nothing has changed; then all that are newer than what was seen.
        foreach (var (page, size) in Enumerable.Range(0, int.MaxValue).Select(page => ((long)page, PageSize)).Prepend((0, 1)))
        {
            var read = contents.GetPagedOfTypes([type.Id], page, size, out _, filter: null, Ordering.By("updateDate", Direction.Descending)).ToList();
            var later = read.Where(content => content.UpdateDate > _newest).ToList();
            changed.AddRange(later.Select(content => new DocumentChange(content.Key, null, IsBranch: false)));
            newest = later.Select(content => content.UpdateDate).Append(newest).Max();
            if (later.Count < read.Count || read.Count == 0)
            {
                break;
            }
        }

        if (changed.Count > 0)
        {
            readModel.Changed(changed.Distinct().ToList());
        }

        _newest = newest;
    }
}
