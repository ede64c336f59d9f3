using Halden.Umbraco.Hosting;
using Halden.Umbraco.Outgoing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Submissions;

/// <summary>Gives the submissions' outbox its turns.</summary>
internal sealed class SubmissionWorker(
    SubmissionDispatch dispatch,
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    IOptionsMonitor<SubmissionsOptions> options,
    TimeProvider clock,
    ILogger<SubmissionWorker> logger) : OutboxWorker(readiness, runtimeState, serverRole, clock, logger)
{
    /// <inheritdoc/>
    protected override bool IsOn => options.CurrentValue.Send;

    /// <inheritdoc/>
    protected override Task<TimeSpan> TurnAsync(CancellationToken cancellationToken) => dispatch.TurnAsync(cancellationToken);
}
