using Halden.Umbraco.Audit;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.UnitTests.Audit;

/// <summary>From where, over real HTTP, and by way of the lane on which everything is published.</summary>
public sealed class AuditOriginTests : IAsyncLifetime
{
    private readonly List<AuditOrigin> _seen = [];
    private readonly TaskCompletionSource _answered = new();
    private readonly TaskCompletionSource<AuditOrigin> _afterwards = new();
    private WebApplication? _site;

    [Theory]
    [InlineData("/umbraco/halden/api/v1/services/1/approve", "Services")]
    [InlineData("/Umbraco/Halden/Api/v1/queue", "Services")]
    [InlineData("/umbraco/management/api/v1/document/1/publish", "Umbraco")]
    [InlineData("/en-annen-utvidelse", "Umbraco")]
    public async Task ARequestComesByItsAddressAndFromItsCaller(string path, string channel)
    {
        await SendAsync(path);

        Assert.Equal([new AuditOrigin(Enum.Parse<AuditChannel>(channel), "127.0.0.1")], _seen);
    }

    [Fact]
    public async Task BehindAProxyTheCallerIsWhomTheSiteTrustsTheProxyToName()
    {
        await SendAsync("/umbraco", ("X-Forwarded-For", "203.0.113.9"));

        Assert.Equal("203.0.113.9", Assert.Single(_seen).Address);
    }

    [Fact]
    public async Task NoAddressIsTakenDownWhereNoneIsToBeKept()
    {
        await SendAsync("/umbraco", keepAddressesDays: 0);

        Assert.Equal([new AuditOrigin(AuditChannel.Umbraco)], _seen);
    }

    [Fact]
    public async Task WorkOnTheLaneComesFromWhereItWasAskedFor()
    {
        using var lane = new ContentLane();
        await lane.StartAsync(TestContext.Current.CancellationToken);
        var wanted = Enumerable.Range(0, 20).Select(number => new AuditOrigin(AuditChannel.Services, $"10.0.0.{number}")).ToList();

        var done = await Task.WhenAll(wanted.Select(async origin =>
        {
            using (AuditOrigin.Enter(origin))
            {
                return await lane.RunAsync(async token =>
                {
                    await Task.Yield();
                    return AuditOrigin.Current;
                });
            }
        }));

        Assert.Equal(wanted, done);
        Assert.Equal(AuditChannel.Job, (await lane.RunAsync(_ => Task.FromResult(AuditOrigin.Current))).Channel);
        await lane.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WorkThatGoesOnAfterTheAnswerStillKnowsWhoAskedForIt()
    {
        await SendAsync("/umbraco/halden/api/v1/senere");
        _answered.SetResult();

        Assert.Equal(new AuditOrigin(AuditChannel.Services, "127.0.0.1"), await _afterwards.Task);
    }

    [Fact]
    public void WhatIsLeftIsWhatWasBefore()
    {
        using (AuditOrigin.Enter(new AuditOrigin(AuditChannel.Verb)))
        {
            using (AuditOrigin.Enter(new AuditOrigin(AuditChannel.Setup)))
            {
                Assert.Equal(AuditChannel.Setup, AuditOrigin.Current.Channel);
            }

            Assert.Equal(AuditChannel.Verb, AuditOrigin.Current.Channel);
        }

        Assert.Equal(AuditChannel.Job, AuditOrigin.Current.Channel);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task SendAsync(string path, (string Name, string Value)? header = null, int keepAddressesDays = 90)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<AuditOptions>(options => options.KeepAddressesDays = keepAddressesDays);
        builder.Services.AddTransient<IStartupFilter, AuditOriginStartupFilter>();
        _site = builder.Build();

        // As a site behind a proxy does it: further in than our filter.
        _site.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        _site.Run(context =>
        {
            if (context.Request.Path.Value!.EndsWith("senere", StringComparison.Ordinal))
            {
                _ = Task.Run(async () =>
                {
                    await _answered.Task;
                    _afterwards.SetResult(AuditOrigin.Current);
                });
            }
            else
            {
                _seen.Add(AuditOrigin.Current);
            }

            return Task.CompletedTask;
        });
        await _site.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(_site.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (header is { } given)
        {
            request.Headers.Add(given.Name, given.Value);
        }

        await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
