using Halden.Umbraco.Hosting;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.UnitTests.Notices;
using Halden.Umbraco.UnitTests.Submissions.Attachments;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Mail;
using Umbraco.Cms.Core.Routing;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.UnitTests.SelfService;

public class SelfServiceRegistrationTests
{
    [Fact]
    public void EverythingResolvesOnce()
    {
        var tree = new AContentTree();
        using var database = new TemporaryDatabase();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([new("Halden:SelfService:Municipality", "Aremark kommune")]).Build())
            .AddSingleton(tree.Contents)
            .AddSingleton(tree.ContentTypes)
            .AddSingleton(Stub<IUmbracoContextFactory>.Of([]))
            .AddSingleton(Stub<IPublishedUrlProvider>.Of([]))
            .AddSingleton(Stub<IIdKeyMap>.Of([]))
            .AddSingleton(Stub<IWebHostEnvironment>.Of([]))
            .AddSingleton<IDbContextFactory<HaldenDbContext>>(database)
            .AddSingleton<HaldenStore>()
            .AddSingleton<HaldenReadiness>()
            .AddSingleton<ServiceDrafts>()
            .AddSingleton<ContentLane>()
            .AddKeyedSingleton<IDataProtectionProvider>(SubmissionKeys.Ring, new EphemeralDataProtectionProvider())
            .AddSingleton<IEmailSender>(new OutboxSite.AMail())
            .AddSingleton<OutgoingMail>()
            .AddSingleton<SubmissionCipher>()
            .AddSingleton(provider => InDatabase.Contents(provider.GetRequiredService<HaldenStore>()))
            .AddSingleton<AttachmentContents>()
            .AddSingleton<SubmissionIntake>()
            .AddSingleton<CitizensCopy>()
            .AddSelfService()
            .AddSelfService();

        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.Same(provider.GetRequiredService<SelfServiceReadModel>(), Assert.Single(provider.GetServices<IHostedService>().OfType<SelfServiceReadModel>()));
        Assert.Single(provider.GetServices<IHostedService>().OfType<SilentChanges>());
        Assert.Single(provider.GetServices<IStartupFilter>());
        Assert.Equal("Aremark kommune", provider.GetRequiredService<IOptions<SelfServiceOptions>>().Value.Municipality);
    }
}
