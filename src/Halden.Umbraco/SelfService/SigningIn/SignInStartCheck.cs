using Halden.Umbraco.CitizenSignIn;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>Says at start, and not to the first citizen, that sign-in is set up wrongly. The site works without.</summary>
internal sealed class SignInStartCheck(IOptionsMonitor<SignInOptions> options, ILogger<SignInStartCheck> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.CurrentValue.Fault() is { } fault)
        {
            logger.LogError("Citizens cannot sign in, for it is set up wrongly: {Fault}", fault);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
