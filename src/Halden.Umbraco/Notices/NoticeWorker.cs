using Halden.Umbraco.Hosting;
using Halden.Umbraco.Outgoing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Notices;

/// <summary>Gives the notices their turns.</summary>
internal sealed class NoticeWorker(
    NoticeDispatch dispatch,
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    IOptionsMonitor<NoticeOptions> options,
    TimeProvider clock,
    ILogger<NoticeWorker> logger) : OutboxWorker(readiness, runtimeState, serverRole, clock, logger)
{
    /// <inheritdoc/>
    protected override bool IsOn => options.CurrentValue.Send;

    /// <inheritdoc/>
    protected override Task<TimeSpan> TurnAsync(CancellationToken cancellationToken) => dispatch.TurnAsync(cancellationToken);
}
