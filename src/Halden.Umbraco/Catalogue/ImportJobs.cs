using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Catalogue;

/// <summary>What an import that somebody started is doing.</summary>
internal enum ImportPhase
{
    /// <summary>The catalogue is being read; nothing is written yet.</summary>
    Reading,

    /// <summary>Its services are being taken in, one by one.</summary>
    Importing,

    /// <summary>It is over, whichever way.</summary>
    Finished,
}

/// <summary>An import that somebody started, as it is at a moment.</summary>
/// <param name="Id">What it is called off by.</param>
/// <param name="Origin">What is read: a file's name, or the id of a source.</param>
/// <param name="DryRun">Only says what would be done.</param>
/// <param name="StartedBy">Key of who started it.</param>
/// <param name="StartedAt">When.</param>
internal sealed record ImportJob(Guid Id, string Origin, bool DryRun, Guid StartedBy, DateTimeOffset StartedAt)
{
    /// <summary>What it is doing.</summary>
    public ImportPhase Phase { get; init; }

    /// <summary>How far the reading has come.</summary>
    public ReadingProgress Read { get; init; }

    /// <summary>How far the import has come; null before it has begun.</summary>
    public ImportProgress? Progress { get; init; }

    /// <summary>Somebody has called it off, and it ends before the next service.</summary>
    public bool IsCancelling { get; init; }

    /// <summary>What it did; null until it is finished.</summary>
    public ImportReport? Report { get; init; }
}

/// <summary>What came of starting an import.</summary>
/// <param name="Job">The import; null where another one is under way.</param>
/// <param name="Other">Who started the other one, and when.</param>
internal sealed record ImportStart(ImportJob? Job, ImportUnderway? Other = null);

/// <summary>
/// The imports that people start. One at a time; it goes on when nobody looks, and everybody can see how far it is and
/// call it off. The last one is remembered until the next, or until the site stops, which ends it between two services.
/// </summary>
internal sealed class ImportJobs(CatalogueImport import, TimeProvider clock, ILogger<ImportJobs> logger) : IHostedService, IDisposable
{
    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile ImportJob? _latest;
    private CancellationTokenSource? _cancellation;
    private Task _running = Task.CompletedTask;

    /// <summary>The import that is under way, or the last one; null before the first.</summary>
    public ImportJob? Latest => _latest;

    /// <summary>Completes when the import that is under way is over.</summary>
    public Task Ended => _running;

    /// <summary>Who would stand in the way of a new import; null when nobody would.</summary>
    public async Task<ImportUnderway?> UnderwayAsync(CancellationToken cancellationToken) =>
        _latest is { Phase: not ImportPhase.Finished } job ? new ImportUnderway(job.Origin, job.StartedAt, job.StartedBy) : await import.UnderwayAsync(cancellationToken);

    /// <summary>Starts an import that reads with <paramref name="read"/>, unless one is under way.</summary>
    /// <param name="origin">What is read: a file's name, or the id of a source.</param>
    /// <param name="dryRun">Only say what would be done.</param>
    /// <param name="userKey">Who starts it.</param>
    /// <param name="read">Reads the catalogue; called at once, and on no request's time.</param>
    /// <param name="cancellationToken">Stops the asking, not the import.</param>
    public async Task<ImportStart> StartAsync(
        string origin, bool dryRun, Guid userKey, Func<IProgress<ReadingProgress>, CancellationToken, Task<CatalogueFileReading>> read, CancellationToken cancellationToken)
    {
        if (await UnderwayAsync(cancellationToken) is { } other)
        {
            return new ImportStart(null, other);
        }

        lock (_changing)
        {
            // Two may have asked at the same moment.
            if (_latest is { Phase: not ImportPhase.Finished } job)
            {
                return new ImportStart(null, new ImportUnderway(job.Origin, job.StartedAt, job.StartedBy));
            }

            _cancellation?.Dispose();
            _cancellation = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            var begun = new ImportJob(Guid.CreateVersion7(), origin, dryRun, userKey, clock.GetUtcNow());
            _latest = begun;
            var token = _cancellation.Token;
            var asked = AuditOrigin.Current;

            // It outlives the request, whose ambient scope of Umbraco's must not come along; only from where it was asked for does.
            using (ExecutionContext.SuppressFlow())
            {
                _running = Task.Run(
                    async () =>
                    {
                        using var origin = AuditOrigin.Enter(asked);
                        await RunAsync(begun, read, token);
                    },
                    CancellationToken.None);
            }

            return new ImportStart(begun);
        }
    }

    /// <summary>Calls an import off. It ends before its next service; what it has done is done. False where it is not the latest.</summary>
    public bool Cancel(Guid id)
    {
        lock (_changing)
        {
            if (_latest is not { } job || job.Id != id)
            {
                return false;
            }

            if (job.Phase != ImportPhase.Finished)
            {
                _latest = job with { IsCancelling = true };
                _cancellation!.Cancel();
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation?.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(ImportJob job, Func<IProgress<ReadingProgress>, CancellationToken, Task<CatalogueFileReading>> read, CancellationToken cancellationToken)
    {
        ImportReport Ended(ImportStatus status, Label message) => new()
        {
            Source = job.Origin,
            Origin = job.Origin,
            DryRun = job.DryRun,
            Status = status,
            Message = message,
            StartedAt = job.StartedAt,
            FinishedAt = clock.GetUtcNow(),
        };

        ImportReport report;
        try
        {
            var file = await read(new Told<ReadingProgress>(progress => Change(now => now with { Read = progress })), cancellationToken);
            using var reading = file.Reading;
            cancellationToken.ThrowIfCancellationRequested();
            Change(now => now with { Phase = ImportPhase.Importing, Progress = new ImportProgress(0, reading.ServiceCount, string.Empty) });
            report = await import.RunAsync(
                reading,
                new ImportOptions(file.Source, job.StartedBy, job.DryRun, Origin: job.Origin),
                new Told<ImportProgress>(progress => Change(now => now with { Progress = progress })),
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            report = Ended(ImportStatus.Cancelled, ImportTexts.CancelledWhileReading);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The import of {Origin} failed.", job.Origin);
            report = Ended(ImportStatus.Failed, DatabaseFault.IsNoRoom(fault) ? ImportTexts.NoRoom : ImportTexts.Failed);
        }

        Change(now => now with { Phase = ImportPhase.Finished, Report = report });
    }

    private void Change(Func<ImportJob, ImportJob> change)
    {
        lock (_changing)
        {
            _latest = change(_latest!);
        }
    }

    private sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
