using Halden.Umbraco.Hosting;
using Halden.Umbraco.Notices;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.Extensions.Logging.Abstractions;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.UnitTests.Notices;

public sealed class NoticeWorkerTests : IDisposable
{
    private readonly OutboxSite _site = new();
    private readonly ManualClock _clock = new(OutboxSite.Start);
    private readonly HaldenReadiness _readiness = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(ServerRole.Single, RuntimeLevel.Run, true, true)]
    [InlineData(ServerRole.SchedulingPublisher, RuntimeLevel.Run, true, true)]
    [InlineData(ServerRole.Subscriber, RuntimeLevel.Run, true, false)]
    [InlineData(ServerRole.Unknown, RuntimeLevel.Run, true, false)]
    [InlineData(ServerRole.Single, RuntimeLevel.Upgrade, true, false)]
    [InlineData(ServerRole.Single, RuntimeLevel.Run, false, false)]
    public async Task OnlyOneServerOfASiteThatRunsSendsAndOnlyWhereItIsTo(ServerRole role, RuntimeLevel level, bool sends, bool isSent)
    {
        _site.Options.Send = sends;
        await _site.SubmittedAsync();
        using var worker = Worker(role, level);
        _readiness.SetReady();

        await worker.StartAsync(CancellationToken.None);
        await _clock.SomebodyWaitsAsync();
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal(isSent, _site.Mail.Sent.Count == 1);
    }

    [Fact]
    public async Task WaitsUntilThePluginIsReady()
    {
        await _site.SubmittedAsync();
        using var worker = Worker(ServerRole.Single, RuntimeLevel.Run);

        await worker.StartAsync(CancellationToken.None);
        Assert.Empty(_site.Mail.Sent);
        _readiness.SetReady();
        await _clock.SomebodyWaitsAsync();
        await worker.StopAsync(CancellationToken.None);

        Assert.Single(_site.Mail.Sent);
    }

    [Fact]
    public async Task GoesOnAfterAFault()
    {
        await _site.SubmittedAsync();
        _site.IsDatabaseDown = true;
        using var worker = Worker(ServerRole.Single, RuntimeLevel.Run);
        _readiness.SetReady();
        await worker.StartAsync(CancellationToken.None);

        await _clock.MoveToAsync(OutboxSite.Start.AddSeconds(30));
        _site.IsDatabaseDown = false;
        await _clock.MoveToAsync(OutboxSite.Start.AddMinutes(1));
        await _clock.SomebodyWaitsAsync();
        await worker.StopAsync(CancellationToken.None);

        Assert.Single(_site.Mail.Sent);
    }

    private NoticeWorker Worker(ServerRole role, RuntimeLevel level) => new(
        _site.Dispatch(),
        _readiness,
        Stub<IRuntimeState>.Of(new() { ["get_Level"] = _ => level }),
        Stub<IServerRoleAccessor>.Of(new() { ["get_CurrentServerRole"] = _ => role }),
        new OutboxSite.Fixed<NoticeOptions>(_site.Options),
        _clock,
        NullLogger<NoticeWorker>.Instance);
}
