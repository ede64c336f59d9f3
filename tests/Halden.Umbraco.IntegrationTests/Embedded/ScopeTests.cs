using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Scoping;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Embedded;

public sealed class ScopeTests
{
    [Fact]
    public async Task LeavesNoTraceOfAScopeThatIsNotCompleted()
    {
        var saved = new List<string>();
        await using EmbeddedSite site = await StartAsync(saved);
        IContent kept = site.AddService("Byggesak");
        saved.Clear();
        IContent lost;

        using (site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            lost = site.AddService("Barnehageplass");
            Assert.NotNull(site.Content.GetById(lost.Key));
        }

        Assert.Null(site.Content.GetById(lost.Key));
        Assert.NotNull(site.Content.GetById(kept.Key));
        Assert.Empty(saved);

        // The id is given to the next document, and must lead to that one.
        IContent next = site.AddService("Kulturskole");
        Assert.Equal(lost.Id, next.Id);
        Assert.Equal(next.Key, site.Get<IIdKeyMap>().GetKeyForId(next.Id, UmbracoObjectTypes.Document).Result);
    }

    [Fact]
    public async Task CommitsTheOutermostScopeOnlyAndThenTells()
    {
        var saved = new List<string>();
        await using EmbeddedSite site = await StartAsync(saved);
        using (ICoreScope outer = site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            using (ICoreScope inner = site.Get<ICoreScopeProvider>().CreateCoreScope())
            {
                site.AddService("Byggesak");
                inner.Complete();
            }

            Assert.Empty(saved);
            Assert.Equal(0, site.Scalar("SELECT COUNT(*) FROM document"));
            outer.Complete();
        }

        Assert.Equal(["Byggesak"], saved);
        Assert.Equal(1, site.Scalar("SELECT COUNT(*) FROM document"));
    }

    [Fact]
    public async Task RollsBackWhenAnInnerScopeIsNotCompleted()
    {
        await using EmbeddedSite site = await StartAsync([]);
        using (ICoreScope outer = site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            site.AddService("Byggesak");
            using (site.Get<ICoreScopeProvider>().CreateCoreScope())
            {
                // Not completed.
            }

            outer.Complete();
        }

        Assert.Equal(0, site.Scalar("SELECT COUNT(*) FROM document"));
    }

    [Fact]
    public async Task SuppressesNotifications()
    {
        var saved = new List<string>();
        await using EmbeddedSite site = await StartAsync(saved);
        using (ICoreScope scope = site.Get<ICoreScopeProvider>().CreateCoreScope(autoComplete: true))
        using (scope.Notifications.Suppress())
        {
            site.AddService("Byggesak");
        }

        Assert.Empty(saved);
        Assert.Equal(1, site.Content.Count());
    }

    [Fact]
    public async Task DropsWhatAScopeHasSeenOfAModelThatIsRolledBack()
    {
        await using EmbeddedSite site = await StartAsync([]);
        using (site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            await site.Get<ILanguageService>().CreateAsync(new Language("se-NO", "Nordsamisk"), Constants.Security.SuperUserKey);
            Assert.NotNull(await site.Get<ILanguageService>().GetAsync("se-NO"));
        }

        Assert.Null(await site.Get<ILanguageService>().GetAsync("se-NO"));
    }

    [Fact]
    public async Task SeesAtOnceWhatAnotherProcessHasChanged()
    {
        await using EmbeddedSite one = await StartAsync([]);
        await using EmbeddedSite other = await EmbeddedSite.StartAsync(one.DataDirectory, false);
        IContent service = one.AddService("Byggesak");
        Assert.Equal("Byggesak", other.Content.GetById(service.Key)!.GetCultureName("nb-NO"));

        await other.Get<ILanguageService>().CreateAsync(new Language("se-NO", "Nordsamisk"), Constants.Security.SuperUserKey);

        Assert.NotNull(await one.Get<ILanguageService>().GetAsync("se-NO"));
    }

    [Fact]
    public async Task LetsSeveralProcessesCreateTheDatabaseAtOnce()
    {
        var directory = EmbeddedSite.NewDirectory();
        EmbeddedSite[] sites = await Task.WhenAll(Enumerable.Range(0, 4).Select(x => Task.Run(() => EmbeddedSite.StartAsync(directory, x == 0))));
        try
        {
            Assert.All(sites, site => Assert.Equal(1, site.Scalar("SELECT COUNT(*) FROM language")));
        }
        finally
        {
            foreach (EmbeddedSite site in sites.Reverse())
            {
                await site.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task LetsWritersTakeTurns()
    {
        await using EmbeddedSite one = await StartAsync([]);
        await using EmbeddedSite other = await EmbeddedSite.StartAsync(one.DataDirectory, false);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var number = 0; number < 5; number++)
            {
                IContent service = (writer % 2 == 0 ? one : other).AddService($"Tjeneste {writer}-{number}");
                Assert.True((writer % 2 == 0 ? one : other).Content.Publish(service, ["*"]).Success);
            }
        })));

        Assert.Equal(40, one.Content.CountPublished());
        Assert.Equal(40, other.Content.CountPublished());
        Assert.Equal(0, one.Scalar("SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
        Assert.Equal(40, one.Scalar("SELECT COUNT(DISTINCT sort_order) FROM node WHERE parent_id = -1 AND id IN (SELECT node_id FROM document)"));
    }

    [Fact]
    public async Task KeepsItsPlaceAcrossAwaits()
    {
        await using EmbeddedSite site = await StartAsync([]);
        var scopes = site.Get<ICoreScopeProvider>();
        using (ICoreScope outer = scopes.CreateCoreScope())
        {
            await Task.Yield();
            using (ICoreScope inner = scopes.CreateCoreScope())
            {
                await Task.Yield();
                Assert.Equal(1, inner.Depth);
                inner.Complete();
            }

            await Task.Yield();
            Assert.Equal(0, outer.Depth);
            outer.Complete();
        }

        Assert.Null(scopes.Context);
    }

    [Fact]
    public async Task RefusesToEndAScopeBeforeThoseInsideIt()
    {
        await using EmbeddedSite site = await StartAsync([]);
        ICoreScope outer = site.Get<ICoreScopeProvider>().CreateCoreScope();
        ICoreScope inner = site.Get<ICoreScopeProvider>().CreateCoreScope();

        Assert.Throws<InvalidOperationException>(outer.Dispose);

        inner.Dispose();
        outer.Dispose();
    }

    [Fact]
    public async Task KeepsKeyValuesByTheirPrefix()
    {
        await using EmbeddedSite site = await StartAsync([]);
        var values = site.Get<IKeyValueService>();
        values.SetValue("Halden+schema", "7");
        values.SetValue("Annet", "1");

        Assert.Equal("7", values.GetValue("Halden+schema"));
        Assert.True(values.TrySetValue("Halden+schema", "7", "8"));
        Assert.False(values.TrySetValue("Halden+schema", "7", "9"));
        Assert.Equal("8", Assert.Single(values.FindByKeyPrefix("Halden")!).Value);
    }

    private static async Task<EmbeddedSite> StartAsync(List<string> saved)
    {
        EmbeddedSite site = await EmbeddedSite.StartAsync(builder => builder.Services
            .AddSingleton(saved)
            .AddSingleton<INotificationHandler<ContentSavedNotification>, SeesSaved>());
        await site.AddServiceTypeAsync();
        return site;
    }

    private sealed class SeesSaved(List<string> saved) : INotificationHandler<ContentSavedNotification>
    {
        public void Handle(ContentSavedNotification notification) => saved.AddRange(notification.SavedEntities.Select(x => x.Name!));
    }
}
