using Halden.Umbraco.Embedded;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class BesideARunningSiteTests : SiteTest
{
    [Fact]
    public async Task WhatAVerbImportsIsSeenByTheRunningSite()
    {
        Assert.Empty(Site.Get<ServiceDrafts>().All());
        var others = Site.Services.GetServices<IHostedService>().OfType<OtherProcesses>().Single();
        others.RunOnce();

        var (code, _, error) = await SiteExecutable.RunAsync(
            Site.Directory, withAdministrator: true, "import", Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json"));

        Assert.True(code == 0, error);
        others.RunOnce();
        Assert.True(Site.Get<ServiceDrafts>().All().Count >= 40);
    }

    [Fact]
    public async Task OwnWritesAreNotTakenForAnothers()
    {
        var others = Site.Services.GetServices<IHostedService>().OfType<OtherProcesses>().Single();
        others.RunOnce();

        await Site.DraftAsync();

        Assert.False(others.RunOnce());
    }
}
