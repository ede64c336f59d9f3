using System.Threading.RateLimiting;
using Halden.Umbraco.SelfService.Filling;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>How often one visitor may search, on the pages and in the API together.</summary>
internal sealed class SearchPace : IDisposable
{
    // A person who writes fast asks for some ten suggestions a second; a library's machines may share one address.
    private readonly PartitionedRateLimiter<string> _pace = PartitionedRateLimiter.Create<string, string>(visitor => RateLimitPartition.GetTokenBucketLimiter(
        visitor,
        _ => new TokenBucketRateLimiterOptions { TokenLimit = 150, TokensPerPeriod = 30, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true }));

    /// <summary>Seconds to wait, as Retry-After says it.</summary>
    public const string Wait = "5";

    /// <summary>Whether this request is within what its visitor may ask.</summary>
    public bool Allows(HttpContext context)
    {
        using var lease = _pace.AttemptAcquire(VisitorAddress.Of(context).ToString());
        return lease.IsAcquired;
    }

    public void Dispose() => _pace.Dispose();
}
