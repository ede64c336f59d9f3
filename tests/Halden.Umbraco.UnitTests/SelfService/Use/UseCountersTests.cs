using System.Net;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService.Use;

public sealed class UseCountersTests : IAsyncLifetime
{
    private const string Path = "/selvbetjening/barnehageplass";
    private const string Browser = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1";

    private ASite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ASite.StartAsync(ASnapshot.Sample());

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task EachLookAtAServicesPageIsCountedAlsoWhereTheBrowserHadIt()
    {
        using var first = await _site.SendAsync(Path, null, ("User-Agent", Browser));
        using var again = await _site.SendAsync(Path, null, ("User-Agent", Browser), ("If-None-Match", first.Headers.ETag!.ToString()));
        using var english = await _site.SendAsync("/en/selvbetjening/kindergarten-place", null, ("User-Agent", Browser));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(
            [(Cultures.English, UseKind.View, 1), (Cultures.Bokmal, UseKind.View, 2)],
            _site.TakeCounts().Select(one => (one.Culture, one.Kind, one.Count)).OrderBy(one => one.Culture, StringComparer.Ordinal));
        Assert.Empty(_site.TakeCounts());
    }

    [Theory]
    [InlineData("HEAD", Path, "User-Agent", Browser)]
    [InlineData("GET", Path, "Sec-Purpose", "prefetch;prerender")]
    [InlineData("GET", Path, "Accept", "text/html")]
    [InlineData("GET", Path, "User-Agent", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")]
    [InlineData("GET", Path, "User-Agent", "facebookexternalhit/1.1")]
    [InlineData("GET", Path, "User-Agent", "curl/8.5.0")]
    [InlineData("GET", Path + "/", "User-Agent", Browser)]
    [InlineData("GET", "/selvbetjening", "User-Agent", Browser)]
    [InlineData("GET", "/selvbetjening/finnes-ikke", "User-Agent", Browser)]
    public async Task WhatNobodyLooksAtIsNotCounted(string method, string path, string header, string value)
    {
        using var response = await _site.SendAsync(path, new HttpMethod(method), (header, value));

        Assert.Empty(_site.TakeCounts());
    }

    [Fact]
    public void NothingIsLostOrCountedTwiceWhileManyCount()
    {
        var (counters, service) = (new UseCounters(), Guid.NewGuid());
        long taken = 0;
        Parallel.For(0, 40_000, number =>
        {
            counters.Add(service, Cultures.Bokmal, UseKind.View);
            if (number % 100 == 0)
            {
                Interlocked.Add(ref taken, counters.Take().Sum(one => one.Count));
            }
        });

        Assert.Equal(40_000, taken + counters.Take().Sum(one => one.Count));
    }

    [Fact]
    public void CountingAllocatesNothing()
    {
        var (counters, service) = (new UseCounters(), Guid.NewGuid());
        counters.Add(service, Cultures.Bokmal, UseKind.View);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1_000; number++)
        {
            counters.Add(service, Cultures.Bokmal, UseKind.View);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
