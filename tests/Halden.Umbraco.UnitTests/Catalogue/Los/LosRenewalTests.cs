using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosRenewalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _database = new();
    private readonly ManualClock _clock = new(Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7.00:00:00", ServerRole.Single, RuntimeLevel.Run, 2)]
    [InlineData("7.00:00:00", ServerRole.SchedulingPublisher, RuntimeLevel.Run, 2)]
    [InlineData("7.00:00:00", ServerRole.Subscriber, RuntimeLevel.Run, 0)]
    [InlineData("7.00:00:00", ServerRole.Single, RuntimeLevel.Upgrade, 0)]
    [InlineData(null, ServerRole.Single, RuntimeLevel.Run, 0)]
    public async Task IsFetchedWhenItIsOldByTheServerThatPublishes(string? age, ServerRole role, RuntimeLevel level, int times)
    {
        var asked = 0;
        await using var server = await LocalServer.StartAsync(context =>
        {
            asked++;
            return context.Response.Body.WriteAsync(ALos.Rdf(92)).AsTask();
        });
        using var node = new LosNode(_database, _clock, server.Address);
        using var renewal = Renewal(node, age, role, level);
        await renewal.StartAsync(Cancel);

        // The first hour, and then every hour of a week.
        await PassAsync(Start.AddHours(1));
        Assert.Equal(times / 2, asked);
        await PassAsync(Start.AddDays(7));
        Assert.Equal(times / 2, asked);
        await PassAsync(Start.AddDays(7).AddHours(1));

        Assert.Equal(times, asked);
        Assert.Equal(times > 0 ? 94 : LosVocabulary.Themes.All.Count, node.Current.Vocabulary.All.Count);
        await renewal.StopAsync(Cancel);
    }

    [Fact]
    public async Task IsTriedAgainTheNextDayWhereItCouldNotBeHad()
    {
        var answers = new Queue<int>([404, 200]);
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = answers.Dequeue();
            return context.Response.Body.WriteAsync(ALos.Rdf(92)).AsTask();
        });
        using var node = new LosNode(_database, _clock, server.Address);
        using var renewal = Renewal(node, "7.00:00:00", ServerRole.Single, RuntimeLevel.Run);
        await renewal.StartAsync(Cancel);

        await PassAsync(Start.AddDays(1));
        Assert.Single(answers);
        await PassAsync(Start.AddDays(1).AddHours(1));

        Assert.Equal(94, node.Current.Vocabulary.All.Count);
        await renewal.StopAsync(Cancel);
    }

    public void Dispose() => _database.Dispose();

    private LosRenewal Renewal(LosNode node, string? age, ServerRole role, RuntimeLevel level)
    {
        node.Readiness.SetReady();
        return new LosRenewal(
            node.Update,
            node.Current,
            node.Readiness,
            Stub<IRuntimeState>.Of(new() { ["get_Level"] = _ => level }),
            Stub<IServerRoleAccessor>.Of(new() { ["get_CurrentServerRole"] = _ => role }),
            new Settings(new LosOptions { RenewAfter = age is null ? null : TimeSpan.Parse(age, System.Globalization.CultureInfo.InvariantCulture) }),
            _clock,
            NullLogger<LosRenewal>.Instance);
    }

    // Lets the time come, and what it starts be done.
    private async Task PassAsync(DateTimeOffset due)
    {
        await _clock.MoveToAsync(due);
        await _clock.MoveToAsync(due);
    }

    private sealed class Settings(LosOptions value) : IOptionsMonitor<LosOptions>
    {
        public LosOptions CurrentValue => value;

        public LosOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<LosOptions, string?> listener) => null;
    }
}
