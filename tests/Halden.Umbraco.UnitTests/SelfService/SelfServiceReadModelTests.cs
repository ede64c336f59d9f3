using System.Text.Json;
using System.Threading.Channels;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Los;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services.Changes;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.UnitTests.SelfService;

public sealed class SelfServiceReadModelTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _database = new();
    private readonly AContentTree _tree = new();
    private readonly SelfServiceState _state = new();
    private readonly HandWoundClock _clock = new();
    private readonly CurrentLos _los = new();
    private readonly LuceneSearch _search = new(NullLogger<LuceneSearch>.Instance);
    private readonly ServiceRanking _ranking = new();
    private readonly RecordingLog _log = new();
    private readonly Microsoft.Extensions.Logging.ILogger<UnapprovedAlarm> _alarms = NullLogger<UnapprovedAlarm>.Instance;
    private readonly SelfServiceReadModel _readModel;

    public SelfServiceReadModelTests() => _readModel = new SelfServiceReadModel(
        _state,
        new PublishedServices(_tree.Contents, _tree.ContentTypes),
        new ServiceAddresses(_database, NullLogger<ServiceAddresses>.Instance),
        _database,
        new Settings<SelfServiceOptions>(new() { Municipality = "Halden kommune" }),
        new Settings<WebRoutingSettings>(new() { UmbracoApplicationUrl = "https://www.halden.kommune.no/umbraco" }),
        new UnapprovedAlarm(new HaldenStore(_database, _clock), _alarms),
        _clock,
        _los,
        _search,
        _ranking,
        LinkedContentTests.AnUmbraco(),
        new ChangeFeed(new HaldenStore(_database, _clock)),
        _log);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _readModel.StartAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        _tree.BeforeRead = () => { };
        await _readModel.StopAsync(CancellationToken.None);
        _readModel.Dispose();
        _search.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task ShowsWhatIsPublishedAndApproved()
    {
        await ApproveAsync(_tree.AddService("Barnehageplass", Cultures.Bokmal, "nn-no"));
        var unapproved = _tree.AddService("Avløpsgebyr");

        await StartedAsync();

        Assert.Equal(["Barnehageplass"], Titles());
        Assert.Equal(["Barnehageplass"], Titles(Cultures.NewNorwegian));
        Assert.Equal(unapproved.Key, Assert.Single(_state.Withheld).DocumentKey);
        await using var db = _database.CreateDbContext();
        Assert.Equal((unapproved.Key, AuditTrail.Withheld), db.Audit.Select(entry => new ValueTuple<Guid?, string>(entry.DocumentKey, entry.Action)).Single());
        Assert.Equal("https://www.halden.kommune.no", _state.Current!.Site.BaseAddress);
    }

    [Fact]
    public async Task ReadsNothingBeforeTheSchemaIsReady()
    {
        await ApproveAsync(_tree.AddService("Barnehageplass"));
        _readModel.Changed(changes: null);
        var upToDate = _readModel.UpToDateAsync(Cancel);

        Assert.Equal(0, _tree.AllReads);
        Assert.Null(_state.Current);

        _readModel.Start();
        await upToDate;
        Assert.Equal(1, _tree.AllReads);
        Assert.Equal(["Barnehageplass"], Titles());
    }

    [Fact]
    public async Task ShowsTextOnceItIsApproved()
    {
        var service = _tree.AddService("Barnehageplass");
        await StartedAsync();
        Assert.Empty(Titles());

        await ApproveAsync(service);
        _readModel.Changed(service.Key);
        await _readModel.UpToDateAsync(Cancel);

        Assert.Equal(["Barnehageplass"], Titles());
    }

    [Fact]
    public async Task ShowsOtherEditionOfLosWithoutReadingTheDocumentsAgain()
    {
        await ApproveAsync(_tree.AddService("Barnehageplass"));
        await StartedAsync();

        _los.Use(new LosInUse(ALos.Small));
        await _readModel.UpToDateAsync(Cancel);

        Assert.Same(ALos.Small, _state.Current!.Los);
        Assert.Equal(["Barnehageplass"], Titles());
        Assert.Equal(1, _tree.AllReads);
    }

    [Fact]
    public async Task TakesDownTextThatWasChangedWithoutApproval()
    {
        var service = _tree.AddService("Barnehageplass");
        await ApproveAsync(service);
        await StartedAsync();

        _tree.Rename(service, "Barnehageplass – endret utenom");
        await NotifyAsync(service, TreeChangeTypes.RefreshNode);

        Assert.Empty(Titles());
    }

    [Fact]
    public async Task ReadsOnlyWhatChanged()
    {
        await ApproveAsync(_tree.AddService("Barnehageplass"));
        var changed = _tree.AddService("Avløpsgebyr");
        await ApproveAsync(changed);
        await StartedAsync();

        _tree.Rename(changed, "Gebyr for avløp");
        await ApproveAsync(changed);
        await NotifyAsync(changed, TreeChangeTypes.RefreshBranch);

        Assert.Equal(["Barnehageplass", "Gebyr for avløp"], Titles());
        Assert.Equal(1, _tree.AllReads);
        Assert.Equal("gebyr-for-avlop", _state.Current!.BySlug(Cultures.Bokmal, "avlopsgebyr")?.Slug);
    }

    [Fact]
    public async Task RefreshAllReadsEverything()
    {
        await StartedAsync();
        await ApproveAsync(_tree.AddService("Barnehageplass"));

        Handle(new ContentCacheRefresherNotification(new[] { new ContentCacheRefresher.JsonPayload { ChangeTypes = TreeChangeTypes.RefreshAll } }, MessageType.RefreshByPayload));
        await _readModel.UpToDateAsync(Cancel);

        Assert.Equal(["Barnehageplass"], Titles());
        Assert.Equal(2, _tree.AllReads);
    }

    [Fact]
    public async Task UnpublishedAncestorTakesServicesDownAndBackUp()
    {
        await ApproveAsync(_tree.AddService("Barnehageplass"));
        await StartedAsync();

        _tree.Root.Published = false;
        await NotifyAsync(_tree.Root, TreeChangeTypes.RefreshBranch);
        Assert.Empty(Titles());

        _tree.Root.Published = true;
        await NotifyAsync(_tree.Root, TreeChangeTypes.RefreshBranch);
        Assert.Equal(["Barnehageplass"], Titles());
    }

    [Fact]
    public async Task TrashedServiceIsNotShown()
    {
        var service = _tree.AddService("Barnehageplass");
        await ApproveAsync(service);
        await StartedAsync();

        service.Trashed = true;
        await NotifyAsync(service, TreeChangeTypes.RefreshBranch);

        Assert.Empty(Titles());
    }

    [Fact]
    public async Task DeletedBranchTakesItsServicesAlong()
    {
        var parent = _tree.AddService("Barnehager");
        var child = _tree.AddServiceUnder(parent, "Barnehageplass");
        await ApproveAsync(parent);
        await ApproveAsync(child);
        await StartedAsync();
        Assert.Equal(2, Titles().Count);

        _tree.Remove(child);
        _tree.Remove(parent);
        await NotifyAsync(parent, TreeChangeTypes.Remove);

        Assert.Empty(Titles());
    }

    [Fact]
    public async Task BlueprintsAreNotContent()
    {
        await StartedAsync();
        var before = _state.Current;

        Assert.Empty(DocumentChange.Of(new[] { new ContentCacheRefresher.JsonPayload { Id = 7, Blueprint = true, ChangeTypes = TreeChangeTypes.RefreshNode } }, MessageType.RefreshByPayload)!);
        Assert.Same(before, _state.Current);
    }

    [Fact]
    public async Task ChangesThatComeMeanwhileAreTakenTogether()
    {
        var service = _tree.AddService("Barnehageplass");
        await ApproveAsync(service);
        await StartedAsync();
        using var inside = new SemaphoreSlim(0);
        using var proceed = new SemaphoreSlim(0);
        var reads = 0;
        _tree.BeforeRead = () =>
        {
            if (Interlocked.Increment(ref reads) == 1)
            {
                inside.Release();
                proceed.Wait(TimeSpan.FromSeconds(30));
            }
        };

        _readModel.Changed(changes: null);
        await inside.WaitAsync(Cancel);
        var before = _tree.AllReads;
        Parallel.For(0, 500, _ => _readModel.Changed(changes: null));
        proceed.Release();
        await _readModel.UpToDateAsync(Cancel);

        // The one that was held up, and one for the five hundred.
        Assert.Equal(2, _tree.AllReads - before);
    }

    [Fact]
    public async Task FailureKeepsWhatIsShownAndIsTriedAgain()
    {
        var service = _tree.AddService("Barnehageplass");
        await ApproveAsync(service);
        await StartedAsync();
        var before = _state.Current;
        _tree.IsDown = true;
        var failed = _log.NextError();

        _tree.Rename(service, "Plass i barnehage");
        await ApproveAsync(service);
        _readModel.Changed(service.Key);
        var upToDate = _readModel.UpToDateAsync(Cancel);
        await failed.WaitAsync(Cancel);

        Assert.Same(before, _state.Current);
        Assert.False(upToDate.IsCompleted);

        _tree.IsDown = false;
        await _clock.PassAsync(TimeSpan.FromMilliseconds(250), Cancel);
        await upToDate;
        Assert.Equal(["Plass i barnehage"], Titles());
    }

    [Fact]
    public async Task ApprovalOnAnotherNodeIsNoticedInAWhile()
    {
        var service = _tree.AddService("Barnehageplass");
        await StartedAsync();
        await _clock.PassAsync(TimeSpan.FromMinutes(1), Cancel);
        Assert.Equal(1, _tree.AllReads);

        await ApproveAsync(service);
        await _clock.PassAsync(TimeSpan.FromMinutes(1), Cancel);
        await _clock.WaitForTimerAsync(Cancel);

        Assert.Equal(["Barnehageplass"], Titles());
        Assert.Equal(2, _tree.AllReads);
    }

    [Fact]
    public async Task WhatTheClockHasChangedIsNoticedWithoutReadingTheDocumentsAgain()
    {
        await ApproveAsync(_tree.AddService("Barnehageplass"));
        await StartedAsync();
        _state.Current = ASnapshot.Of(AService.Called("Som det var i mars").With("applicationOpens", "2026-03-05"));

        await _clock.PassAsync(TimeSpan.FromMinutes(1), Cancel);
        await _clock.WaitForTimerAsync(Cancel);

        Assert.Equal(["Barnehageplass"], Titles());
        Assert.Equal(1, _tree.AllReads);
    }

    [Fact]
    public async Task AmbientContextOfTheCallerDoesNotReachTheLoop()
    {
        var ambient = new AsyncLocal<string?> { Value = "en skop" };
        string? seen = "ikke lest";
        await StartedAsync();
        _tree.BeforeRead = () => seen = ambient.Value;

        _readModel.Changed(changes: null);
        await _readModel.UpToDateAsync(Cancel);

        Assert.Null(seen);
    }

    [Fact]
    public async Task PublishedServiceIsVisibleAtOnce()
    {
        for (var n = 0; n < 300; n++)
        {
            await ApproveAsync(_tree.AddService($"Tjeneste {n}"));
        }

        await StartedAsync();
        var service = _tree.AddService("Barnehageplass");
        await ApproveAsync(service);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await NotifyAsync(service, TreeChangeTypes.RefreshBranch);

        Assert.Contains("Barnehageplass", Titles());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        TestContext.Current.TestOutputHelper?.WriteLine($"visible after {watch.ElapsedMilliseconds} ms");
    }

    private async Task StartedAsync()
    {
        _readModel.Start();
        await _readModel.UpToDateAsync(Cancel);
    }

    private async Task NotifyAsync(IContent content, TreeChangeTypes change)
    {
        Handle(new ContentCacheRefresherNotification(
            new[] { new ContentCacheRefresher.JsonPayload { Id = content.Id, Key = content.Key, ChangeTypes = change } }, MessageType.RefreshByPayload));
        await _readModel.UpToDateAsync(Cancel);
    }

    private void Handle(ContentCacheRefresherNotification notification) => new ContentChangeHandler(_readModel).Handle(notification);

    private IReadOnlyList<string> Titles(string culture = Cultures.Bokmal) => [.. _state.Current!.In(culture).Services.Select(service => service.Title)];

    private async Task ApproveAsync(IContent content)
    {
        var package = PackageContent.Of(ServiceDocument.Published(content), []);
        await using var db = _database.CreateDbContext();
        db.Packages.Add(new Package
        {
            DocumentKey = content.Key,
            Hash = package.Hash,
            Content = package.ToJson(),
            PartHashes = JsonSerializer.Serialize(package.PartHashes),
            Title = content.Name ?? string.Empty,
            SubmittedBy = Guid.NewGuid(),
            SubmittedAt = DateTimeOffset.UtcNow,
            DepartmentKey = Guid.NewGuid(),
            Decision = Decision.Approved,
            DecidedAt = DateTimeOffset.UtcNow,
            PublishedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync(Cancel);
    }

    private sealed class Settings<T>(T value) : IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }

    /// <summary>A clock that stands still until somebody lets time pass.</summary>
    private sealed class HandWoundClock : TimeProvider
    {
        private readonly Channel<(TimeSpan Due, Timer Timer)> _timers =
            Channel.CreateUnbounded<(TimeSpan, Timer)>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(callback, state);
            _timers.Writer.TryWrite((dueTime, timer));
            return timer;
        }

        /// <summary>Waits for somebody to wait for this long, and lets the time pass.</summary>
        public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
        {
            while (true)
            {
                var (due, timer) = await _timers.Reader.ReadAsync(cancellationToken);
                if (due == time && timer.Ring())
                {
                    return;
                }
            }
        }

        /// <summary>Waits until somebody waits again.</summary>
        public async Task WaitForTimerAsync(CancellationToken cancellationToken) => await _timers.Reader.ReadAsync(cancellationToken);

        private sealed class Timer(TimerCallback callback, object? state) : ITimer
        {
            private volatile bool _stopped;

            public bool Ring()
            {
                if (_stopped)
                {
                    return false;
                }

                callback(state);
                return true;
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose() => _stopped = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }

    private sealed class RecordingLog : ILogger<SelfServiceReadModel>
    {
        private TaskCompletionSource _error = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Warnings { get; } = [];

        public Task NextError() => (_error = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
            else if (logLevel == LogLevel.Error)
            {
                _error.TrySetResult();
            }
        }
    }
}
