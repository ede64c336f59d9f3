using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Embedded;

/// <summary>Publishes and unpublishes what is due, through the same ContentService call as Umbraco's own job.</summary>
internal sealed class ScheduledPublishing : BackgroundService
{
    private readonly IContentService _content;
    private readonly IRuntimeState _runtime;
    private readonly IServerRoleAccessor _role;
    private readonly EmbeddedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ScheduledPublishing> _logger;

    public ScheduledPublishing(
        IContentService content, IRuntimeState runtime, IServerRoleAccessor role, EmbeddedOptions options, TimeProvider time, ILogger<ScheduledPublishing> logger)
    {
        _content = content;
        _runtime = runtime;
        _role = role;
        _options = options;
        _time = time;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.ScheduledPublishingInterval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            RunOnce();
        }
    }

    /// <summary>Publishes what is due now.</summary>
    internal void RunOnce()
    {
        if (_runtime.Level != RuntimeLevel.Run || _role.CurrentServerRole is not (ServerRole.Single or ServerRole.SchedulingPublisher))
        {
            return;
        }

        try
        {
            foreach (PublishResult result in _content.PerformScheduledPublish(_time.GetUtcNow().UtcDateTime))
            {
                if (!result.Success)
                {
                    _logger.LogWarning("Scheduled publishing of document {Id} '{Name}' failed: {Result}.", result.Content?.Id, result.Content?.Name, result.Result);
                }
            }
        }
        catch (Exception failure)
        {
            // The next turn tries again; what was due is due still.
            _logger.LogError(failure, "Scheduled publishing failed.");
        }
    }
}
