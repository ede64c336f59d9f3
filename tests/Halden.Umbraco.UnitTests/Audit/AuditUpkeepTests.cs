using Halden.Umbraco.Audit;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.UnitTests.Audit;

public sealed class AuditUpkeepTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Eva = Guid.NewGuid();

    private readonly TemporaryDatabase _database = new();
    private readonly ManualClock _clock = new(Start);
    private readonly LogLines _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(90, new[] { "10.0.0.2" })]
    [InlineData(10, new string[0])]
    [InlineData(0, new string[0])]
    [InlineData(-5, new string[0])]
    [InlineData(int.MaxValue, new[] { "10.0.0.1", "10.0.0.2" })]
    public async Task ErasesAddressesThatAreOlderThanTheyMayBe(int days, string[] left)
    {
        var store = new HaldenStore(_database, _clock);
        await AppendAsync(store, "10.0.0.1", Start.AddDays(-100));
        await AppendAsync(store, "10.0.0.2", Start.AddDays(-50));

        await Upkeep(store, days).RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(left, await store.ReadAsync(db => db.AuditAddresses.OrderBy(address => address.Number).Select(address => address.Address).ToListAsync()));
        Assert.True((await store.ReadAsync(db => AuditTrail.VerifyAsync(db, null, CancellationToken.None))).IsWhole);
    }

    [Fact]
    public async Task NotesNamesForWhenTheirUsersAreGone()
    {
        var store = new HaldenStore(_database, _clock);
        await AppendAsync(store, "10.0.0.1", Start);

        await Upkeep(store, 90).RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Eva Redaktør", (await store.ReadAsync(db => db.AuditPeople.SingleAsync())).Name);
    }

    [Fact]
    public async Task WritesWhereTheChainEndsToTheLogOnceADay()
    {
        var store = new HaldenStore(_database, _clock);
        await AppendAsync(store, "10.0.0.1", Start);
        var head = (await store.ReadAsync(db => db.AuditHeads.SingleAsync())).Hash;
        using var upkeep = Upkeep(store, 90);
        await upkeep.StartAsync(TestContext.Current.CancellationToken);

        await _clock.MoveToAsync(Start.AddMinutes(5));
        await _clock.SomebodyWaitsAsync();

        Assert.Single(_log.Lines, line => line.Contains($"ends at line 1 with {head}", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("10.0.0.1", StringComparison.Ordinal) || line.Contains("Eva", StringComparison.Ordinal));
        await upkeep.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Task AppendAsync(HaldenStore store, string address, DateTimeOffset at)
    {
        using var origin = AuditOrigin.Enter(new AuditOrigin(AuditChannel.Services, address));
        return store.WriteAsync(db =>
        {
            db.Append(at, AuditTrail.Submitted, Eva);
            return Task.FromResult(true);
        });
    }

    private AuditUpkeep Upkeep(HaldenStore store, int days)
    {
        var readiness = new HaldenReadiness();
        readiness.SetReady();
        var users = Stub<IUserService>.Of(new()
        {
            [nameof(IUserService.GetAsync)] = _ => Task.FromResult<IUser?>(Stub<IUser>.Of(new() { ["get_Name"] = _ => "Eva Redaktør" })),
        });
        return new AuditUpkeep(
            store,
            new AuditPeople(store, users),
            readiness,
            Stub<IServerRoleAccessor>.Of(new() { ["get_CurrentServerRole"] = _ => ServerRole.Single }),
            new ServiceCollection().Configure<AuditOptions>(options => options.KeepAddressesDays = days).BuildServiceProvider().GetRequiredService<IOptionsMonitor<AuditOptions>>(),
            _clock,
            new LoggerFactory([_log]).CreateLogger<AuditUpkeep>());
    }
}
