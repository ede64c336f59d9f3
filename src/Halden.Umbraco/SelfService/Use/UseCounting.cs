using Halden.Umbraco.Hosting;
using Halden.Umbraco.Submissions;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>
/// Takes what is counted in memory to the database once a minute and when the site stops; reckons once an hour which services are used
/// most; deletes once a day what is too old. What a process that dies has counted since the last minute is lost, and nothing else.
/// </summary>
internal sealed class UseCounting : DetachedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenRankings = TimeSpan.FromHours(1);
    private static readonly TimeSpan ForTheLast = TimeSpan.FromSeconds(5);

    private readonly UseCounters _counters;
    private readonly UseLedger _ledger;
    private readonly ServiceRanking _ranking;
    private readonly HaldenReadiness _readiness;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public UseCounting(
        UseCounters counters, UseLedger ledger, ServiceRanking ranking, SubmissionIntake intake, HaldenReadiness readiness, TimeProvider clock, ILogger<UseCounting> logger)
    {
        (_counters, _ledger, _ranking, _readiness, _clock, _logger) = (counters, ledger, ranking, readiness, clock, logger);
        intake.Received += (document, culture) => counters.Add(document, culture, UseKind.Application);
    }

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await _readiness.WaitAsync(stoppingToken);
        var (rankAt, deleteAt) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        try
        {
            while (true)
            {
                await FlushAsync(stoppingToken);
                var now = _clock.GetUtcNow();
                if (now >= rankAt && await TriedAsync(RankAsync, stoppingToken))
                {
                    rankAt = now + BetweenRankings;
                }

                if (now >= deleteAt && await TriedAsync(_ledger.DeleteOldAsync, stoppingToken))
                {
                    deleteAt = now + TimeSpan.FromDays(1);
                }

                await Task.Delay(Pause, _clock, stoppingToken);
            }
        }
        finally
        {
            using var last = new CancellationTokenSource(ForTheLast);
            await FlushAsync(last.Token);
        }
    }

    /// <summary>Takes what has been counted to the database now. What cannot be written is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_counters.Take() is not { Count: > 0 } taken)
        {
            return;
        }

        var (left, fault) = await _ledger.AddAsync(taken, cancellationToken);
        foreach (var increment in left)
        {
            _counters.Add(increment);
        }

        if (fault is not null && !cancellationToken.IsCancellationRequested)
        {
            _logger.LogWarning(fault, "What has been counted of {Count} could not be written; trying again in a minute", left.Count);
        }
    }

    /// <summary>Reckons now which services are used most.</summary>
    public async Task RankAsync(CancellationToken cancellationToken) => _ranking.Replace(await _ledger.UseAsync(cancellationToken));

    private async Task<bool> TriedAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
            return true;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            _logger.LogWarning(fault, "The upkeep of what is counted failed; trying again in a minute");
            return false;
        }
    }
}
