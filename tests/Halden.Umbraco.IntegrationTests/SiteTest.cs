[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Halden.Umbraco.IntegrationTests;

/// <summary>
/// Tests that each have a site of their own, started before and stopped after. They run one after the other: Umbraco.Core keeps
/// its service provider in a static.
/// </summary>
public abstract class SiteTest : IAsyncLifetime
{
    private HaldenSite? _site;

    /// <summary>Settings of the site, as on a command line.</summary>
    private protected virtual string[] Settings => [];

    private protected HaldenSite Site => _site ?? throw new InvalidOperationException("The site has not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _site = await HaldenSite.StartAsync(null, Settings);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
            HaldenSite.Delete(_site.Directory);
        }

        await AfterwardsAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What else a test has started.</summary>
    private protected virtual ValueTask AfterwardsAsync() => ValueTask.CompletedTask;

    private protected async Task RestartAsync()
    {
        var directory = Site.Directory;
        await Site.DisposeAsync();
        _site = await HaldenSite.StartAsync(directory, Settings);
    }
}
