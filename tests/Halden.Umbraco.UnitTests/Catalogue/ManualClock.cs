namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>A clock that a test moves; timers go off when it passes them.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly SemaphoreSlim _set = new(0);
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <summary>Waits until somebody has set the next timer: until then there is nobody to wake.</summary>
    public Task SomebodyWaitsAsync() => _set.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Moves on to the moment, an hour at a time as its sleeper naps.</summary>
    public async Task MoveToAsync(DateTimeOffset moment)
    {
        for (var first = true; first || GetUtcNow() < moment; first = false)
        {
            await SomebodyWaitsAsync();
            List<ManualTimer> due;
            lock (_lock)
            {
                var next = _timers.Count == 0 ? moment : _timers.Min(timer => timer.Due);
                _now = next < moment ? next : moment;
                due = [.. _timers.Where(timer => timer.Due <= _now)];
                _timers.RemoveAll(due.Contains);
                if (due.Count == 0)
                {
                    _set.Release();
                }
            }

            due.ForEach(timer => timer.Fire());
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            var timer = new ManualTimer(this, () => callback(state), _now + dueTime);
            _timers.Add(timer);
            _set.Release();
            return timer;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action fire, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
