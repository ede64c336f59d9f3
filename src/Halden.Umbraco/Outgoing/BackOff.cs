namespace Halden.Umbraco.Outgoing;

/// <summary>How long to wait before what failed is tried again.</summary>
internal static class BackOff
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>Longer than anything waits after a try: what is to wait longer was noted by a clock that was wrong.</summary>
    public static readonly TimeSpan BeyondReason = TimeSpan.FromHours(6);

    /// <summary>How long an outbox rests between two turns when all is well.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    /// <summary>How long an outbox rests after a turn: longer while nobody answers.</summary>
    /// <param name="silences">How many times in a row nobody answered.</param>
    public static TimeSpan RestAfter(int silences) => TimeSpan.FromTicks(Math.Min(Rest.Ticks << Math.Min(silences, 10), LongestRest.Ticks));

    /// <summary>How long to wait after a try that failed: about twice as long each time.</summary>
    /// <param name="attempts">How many there have been, from 1.</param>
    /// <param name="chance">0 to 1: spreads those that failed together by a fifth each way.</param>
    public static TimeSpan PauseAfter(int attempts, double chance)
    {
        var minutes = Math.Min(FirstPause.TotalMinutes * Math.Pow(2, Math.Max(attempts, 1) - 1), LongestPause.TotalMinutes);
        return TimeSpan.FromMinutes(minutes * (0.8 + (0.4 * chance)));
    }
}
