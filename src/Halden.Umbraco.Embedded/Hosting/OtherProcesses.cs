using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.Changes;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Notices that another process (a verb run beside the site) has written to the same database, and tells the cache
/// refreshers of this one that everything may have changed. Umbraco's servers tell each other by instructions in its
/// database; here a count of writes is enough.
/// </summary>
internal sealed class OtherProcesses : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly EmbeddedDatabase _database;
    private readonly IRuntimeState _runtime;
    private readonly DistributedCache _distributedCache;
    private readonly TimeProvider _time;
    private readonly ILogger<OtherProcesses> _logger;
    private long? _seen;

    public OtherProcesses(EmbeddedDatabase database, IRuntimeState runtime, DistributedCache distributedCache, TimeProvider time, ILogger<OtherProcesses> logger)
    {
        _database = database;
        _runtime = runtime;
        _distributedCache = distributedCache;
        _time = time;
        _logger = logger;
    }

    /// <summary>Compares the count of writes with our own, and refreshes where somebody else has written; returns whether it did.</summary>
    internal bool RunOnce()
    {
        long theirs = _database.CountWritesOfOthers();
        bool isNews = _seen is { } seen && theirs > seen;
        if (_seen is null || isNews)
        {
            _seen = theirs;
        }

        if (isNews)
        {
            _distributedCache.RefreshByPayload(
                ContentCacheRefresher.UniqueId, new[] { new ContentCacheRefresher.JsonPayload { ChangeTypes = TreeChangeTypes.RefreshAll } });
        }

        return isNews;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (_runtime.Level == RuntimeLevel.Run)
                {
                    RunOnce();
                }
            }
            catch (Exception failure)
            {
                // The count stays behind, so that the next turn tries again.
                _logger.LogError(failure, "What another process has written could not be taken in.");
            }
        }
    }
}
