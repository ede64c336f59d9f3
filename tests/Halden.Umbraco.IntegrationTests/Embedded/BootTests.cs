using Halden.Umbraco.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.ContentTypeEditing;

namespace Halden.Umbraco.IntegrationTests.Embedded;

public sealed class BootTests
{
    [Fact]
    public async Task RunsWithTheLanguageAndGroupsOfAFreshUmbraco()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();

        Assert.Equal(RuntimeLevel.Run, site.Get<IRuntimeState>().Level);
        Assert.Equal("en-US", await site.Get<ILanguageService>().GetDefaultIsoCodeAsync());
        var groups = await site.Get<IUserGroupService>().GetAllAsync(0, 100);
        Assert.Equal(["admin", "editor", "sensitiveData", "translator", "writer"], groups.Items.Select(x => x.Alias).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FindsEverythingAgainAfterARestart()
    {
        await using EmbeddedSite first = await EmbeddedSite.StartAsync();
        await first.AddServiceTypeAsync();
        IContent service = first.AddService("Byggesak");
        service.SetValue("beskrivelse", "{\"markup\":\"<p>Søk om byggesak</p>\"}", "nb-NO");
        service.SetValue("revideres", new DateTime(2027, 1, 31));
        service.SetValue("gebyr", 1234.5m);
        service.SetValue("digital", 1);
        first.Content.Save(service);
        Assert.True(first.Content.Publish(service, ["nb-NO"]).Success);

        await using EmbeddedSite second = await first.RestartAsync();
        IContent found = second.Content.GetById(service.Key)!;

        Assert.Equal(service.Id, found.Id);
        Assert.Equal("Byggesak", found.GetCultureName("nb-NO"));
        Assert.Equal("Om tjenesten på nynorsk", found.GetValue<string>("ingress", "nn-NO"));
        Assert.Equal("Om tjenesten", found.GetValue<string>("ingress", "nb-NO", published: true));
        Assert.Null(found.GetValue<string>("ingress", "nn-NO", published: true));
        Assert.Equal(new DateTime(2027, 1, 31), found.GetValue<DateTime>("revideres"));
        Assert.Equal(1234.5m, found.GetValue<decimal>("gebyr"));
        Assert.True(found.GetValue<bool>("digital"));
        Assert.Equal(["nb-NO"], found.PublishedCultures);
        IContentType type = second.Get<IContentTypeService>().Get("tjeneste")!;
        Assert.Equal(["ingress", "beskrivelse", "revideres", "gebyr", "digital"], type.PropertyTypes.Select(x => x.Alias));
        Assert.Equal("Generelt", Assert.Single(type.PropertyGroups).Name);
        Assert.Equal("nb-NO", await second.Get<ILanguageService>().GetDefaultIsoCodeAsync());
        Assert.NotEmpty((await second.Get<IAuditService>().GetItemsByKeyAsync(service.Key, UmbracoObjectTypes.Document, 0, 10)).Items);
    }

    [Fact]
    public async Task RefusesToStartWithoutAnAdministrator()
    {
        EmbeddedSite site = EmbeddedSite.Build(
            EmbeddedSite.NewDirectory(),
            true,
            builder => builder.Configuration["Umbraco:CMS:Unattended:UnattendedUserPassword"] = null,
            options => options.MissingAdministratorMessage = "Sett passord for administratoren.");
        await using (site)
        {
            var failure = await Assert.ThrowsAsync<MissingAdministratorException>(() => site.App.BootEmbeddedUmbracoAsync(TestContext.Current.CancellationToken));
            Assert.Equal("Sett passord for administratoren.", failure.Message);
        }
    }

    [Fact]
    public async Task NamesAMemberThatIsNotSupported()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();

        var failure = Assert.Throws<NotSupportedException>(() => site.Get<IMediaService>().GetRootMedia());

        Assert.Equal("IMediaRepository.Get is not supported by the embedded runtime.", failure.Message);
    }

    [Fact]
    public async Task CanMakeEveryServiceOfCore()
    {
        List<Type> types = [];
        await using EmbeddedSite site = await EmbeddedSite.StartAsync(builder => types = [.. builder.Services
            .Select(x => x.ServiceType)
            .Where(x => !x.ContainsGenericParameters && x.Assembly == typeof(IContentService).Assembly)
            .Distinct()]);
        await using AsyncServiceScope scope = site.Services.CreateAsyncScope();

        // What cannot be made at all would only be found when somebody asks for it.
        List<string> failures = [];
        foreach (Type type in types)
        {
            try
            {
                scope.ServiceProvider.GetService(type);
            }
            catch (Exception failure)
            {
                failures.Add($"{type.Name}: {failure.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
