using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>Looks at start whether files can be kept where the settings say, and tells the log where not.</summary>
internal sealed class AttachmentsAtStart(AttachmentContents contents, HaldenReadiness readiness, ILogger<AttachmentsAtStart> logger) : DetachedService
{
    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        try
        {
            if (await contents.FaultAsync(stoppingToken) is { } fault)
            {
                logger.LogError("Citizens' files cannot be kept as they should: {Fault}", fault);
            }
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogError(fault, "Whether citizens' files can be kept could not be looked at");
        }
    }
}
