using Halden.Umbraco.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.ContentEditing;
using Umbraco.Cms.Core.Models.ContentPublishing;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.Changes;
using Umbraco.Cms.Core.Services.Navigation;
using Umbraco.Cms.Core.Services.OperationStatus;

namespace Halden.Umbraco.IntegrationTests.Embedded;

public sealed class ContentTests
{
    [Fact]
    public async Task PublishesOneLanguageAndLeavesTheOtherADraft()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");

        PublishResult result = site.Content.Publish(service, ["nb-NO"]);

        Assert.True(result.Success, result.Result.ToString());
        IContent found = site.Content.GetById(service.Key)!;
        Assert.True(found.Published);
        Assert.True(found.IsCulturePublished("nb-NO"));
        Assert.False(found.IsCulturePublished("nn-NO"));
        Assert.False(found.IsCultureEdited("nb-NO"));
        Assert.True(found.IsCultureEdited("nn-NO"));
        Assert.Equal("Om tjenesten", found.GetValue<string>("ingress", "nb-NO", published: true));
        Assert.Null(found.GetValue<string>("ingress", "nn-NO", published: true));
        Assert.NotEqual(found.VersionId, found.PublishedVersionId);
        Assert.Equal("Byggesak", found.PublishName);
        Assert.Equal(DateTimeKind.Utc, found.GetPublishDate("nb-NO")!.Value.Kind);
        Assert.Equal(1, site.Content.CountPublished("tjeneste"));
    }

    [Fact]
    public async Task KeepsWhatIsPublishedWhileADraftChanges()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        site.Content.Publish(service, ["*"]);
        var publishedVersion = service.PublishedVersionId;

        IContent draft = site.Content.GetById(service.Key)!;
        draft.SetValue("ingress", "Ny ingress", "nb-NO");
        site.Content.Save(draft);

        IContent found = site.Content.GetById(service.Key)!;
        Assert.True(found.Edited);
        Assert.True(found.IsCultureEdited("nb-NO"));
        Assert.False(found.IsCultureEdited("nn-NO"));
        Assert.Equal("Om tjenesten", found.GetValue<string>("ingress", "nb-NO", published: true));
        Assert.Equal("Ny ingress", found.GetValue<string>("ingress", "nb-NO"));
        Assert.Equal(publishedVersion, found.PublishedVersionId);

        site.Content.Publish(found, ["nb-NO"]);
        IContent again = site.Content.GetById(service.Key)!;
        Assert.False(again.Edited);
        Assert.Equal("Ny ingress", again.GetValue<string>("ingress", "nb-NO", published: true));
        Assert.Equal("Om tjenesten på nynorsk", again.GetValue<string>("ingress", "nn-NO", published: true));
        Assert.NotEqual(publishedVersion, again.PublishedVersionId);
    }

    [Fact]
    public async Task UnpublishesOneLanguageAndThenAll()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        site.Content.Publish(service, ["*"]);

        PublishResult one = site.Content.Unpublish(service, "nn-NO");
        Assert.True(one.Success, one.Result.ToString());
        IContent found = site.Content.GetById(service.Key)!;
        Assert.Equal(["nb-NO"], found.PublishedCultures);

        PublishResult all = site.Content.Unpublish(found);
        Assert.True(all.Success, all.Result.ToString());
        IContent none = site.Content.GetById(service.Key)!;
        Assert.False(none.Published);
        Assert.Empty(none.PublishedCultures);
        Assert.Equal(0, site.Content.CountPublished());
    }

    [Fact]
    public async Task DoesNotPublishWithoutAMandatoryValue()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync(mandatoryText: true);
        IContent service = site.AddService("Byggesak", ingress: null);

        PublishResult result = site.Content.Publish(service, ["nb-NO"]);

        Assert.Equal(PublishResultType.FailedPublishContentInvalid, result.Result);
        Assert.Equal("ingress", Assert.Single(result.InvalidProperties!).Alias);
        Assert.False(site.Content.GetById(service.Key)!.Published);
    }

    [Fact]
    public async Task LeavesTheDatesAloneWhenNothingHasChanged()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        IContent same = site.Content.GetById(service.Key)!;
        DateTime before = same.UpdateDate;

        site.Content.Save(same);

        Assert.Equal(before, site.Content.GetById(service.Key)!.UpdateDate);
    }

    [Fact]
    public async Task KeepsAChosenKeyAndNumbersEqualNames()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        IContentType type = await site.AddServiceTypeAsync();
        var key = Guid.NewGuid();
        var first = new Content("Byggesak", Constants.System.Root, type) { Key = key };
        first.SetCultureName("Byggesak", "nb-NO");
        site.Content.Save(first);
        IContent second = site.Content.Create("Byggesak", Constants.System.Root, "tjeneste");
        second.SetCultureName("Byggesak", "nb-NO");
        site.Content.Save(second);
        IContent third = site.Content.Create("byggesak", Constants.System.Root, "tjeneste");
        third.SetCultureName("byggesak.", "nb-NO");
        site.Content.Save(third);

        Assert.Equal(first.Id, site.Content.GetById(key)!.Id);
        Assert.Equal("Byggesak (1)", second.GetCultureName("nb-NO"));

        // "byggesak." has the same address as "byggesak".
        Assert.Equal("byggesak. (2)", third.GetCultureName("nb-NO"));
    }

    [Fact]
    public async Task PublishesABranch()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent parent = site.AddService("Bygg");
        IContent child = site.AddService("Byggesak", parent.Id);
        IContent grandchild = site.AddService("Nabovarsel", child.Id);

        PublishResult[] results = [.. site.Content.PublishBranch(parent, PublishBranchFilter.IncludeUnpublished, ["nb-NO"])];

        Assert.All(results, x => Assert.True(x.Success, x.Result.ToString()));
        Assert.All(new[] { parent, child, grandchild }, x => Assert.True(site.Content.GetById(x.Key)!.IsCulturePublished("nb-NO")));
        Assert.True(site.Content.IsPathPublished(site.Content.GetById(grandchild.Key)!));
    }

    [Fact]
    public async Task ReleasesAtTheScheduledTime()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        var schedule = new ContentScheduleCollection();
        schedule.Add("nb-NO", new DateTime(2027, 1, 1, 8, 0, 0, DateTimeKind.Utc), new DateTime(2027, 2, 1, 8, 0, 0, DateTimeKind.Utc));
        site.Content.PersistContentSchedule(service, schedule);

        Assert.Empty(site.Content.PerformScheduledPublish(new DateTime(2027, 1, 1, 7, 59, 0, DateTimeKind.Utc)));
        PublishResult released = Assert.Single(site.Content.PerformScheduledPublish(new DateTime(2027, 1, 1, 8, 1, 0, DateTimeKind.Utc)));
        Assert.True(released.Success, released.Result.ToString());
        Assert.Equal(["nb-NO"], site.Content.GetById(service.Key)!.PublishedCultures);
        Assert.Equal(ContentScheduleAction.Expire, Assert.Single(site.Content.GetContentScheduleByContentId(service.Id).FullSchedule).Action);

        PublishResult expired = Assert.Single(site.Content.PerformScheduledPublish(new DateTime(2027, 2, 1, 8, 1, 0, DateTimeKind.Utc)));
        Assert.True(expired.Success, expired.Result.ToString());
        Assert.Empty(site.Content.GetById(service.Key)!.PublishedCultures);
    }

    [Fact]
    public async Task ConsumesAScheduleThatAHandlerRefuses()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync(builder =>
            builder.Services.AddSingleton<INotificationHandler<ContentPublishingNotification>, RefusesToPublish>());
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        var schedule = new ContentScheduleCollection();
        schedule.Add("nb-NO", new DateTime(2027, 1, 1, 8, 0, 0, DateTimeKind.Utc), null);
        site.Content.PersistContentSchedule(service, schedule);

        PublishResult result = Assert.Single(site.Content.PerformScheduledPublish(new DateTime(2027, 1, 2, 0, 0, 0, DateTimeKind.Utc)));

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
        Assert.Equal("Ikke godkjent", Assert.Single(result.EventMessages!.GetAll()).Message);
        Assert.Empty(site.Content.GetContentScheduleByContentId(service.Id).FullSchedule);
        Assert.False(site.Content.GetById(service.Key)!.Published);
    }

    [Fact]
    public async Task RollsBackToAnEarlierVersion()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        site.Content.Publish(service, ["*"]);
        service.SetValue("ingress", "Andre utgave", "nb-NO");
        site.Content.Save(service);
        site.Content.Publish(service, ["*"]);

        IContent[] versions = [.. site.Content.GetVersions(service.Id)];
        Assert.Equal(3, versions.Length);
        Assert.Equal(service.VersionId, versions[0].VersionId);
        OperationResult result = site.Content.Rollback(service.Id, versions[2].VersionId, "nb-NO");

        Assert.True(result.Success);
        Assert.Equal("Om tjenesten", site.Content.GetById(service.Key)!.GetValue<string>("ingress", "nb-NO"));
        Assert.Equal("Andre utgave", site.Content.GetById(service.Key)!.GetValue<string>("ingress", "nb-NO", published: true));
    }

    [Fact]
    public async Task CopiesABranch()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent parent = site.AddService("Bygg");
        site.AddService("Byggesak", parent.Id);
        site.Content.Publish(parent, ["*"]);

        IContent copy = site.Content.Copy(parent, Constants.System.Root, relateToOriginal: false, recursive: true)!;

        Assert.NotEqual(parent.Key, copy.Key);
        Assert.False(copy.Published);
        Assert.Equal("Bygg (1)", copy.GetCultureName("nb-NO"));
        Assert.Equal("Byggesak", Assert.Single(site.Content.GetPagedChildren(copy.Id, 0, 10, out _, null, null, null)).GetCultureName("nb-NO"));
    }

    [Fact]
    public async Task MovesABranchWithItsPaths()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent from = site.AddService("Gammel");
        IContent to = site.AddService("Ny");
        IContent moved = site.AddService("Bygg", from.Id);
        IContent child = site.AddService("Byggesak", moved.Id);

        Assert.True(site.Content.Move(moved, to.Id).Success);

        Assert.Equal($"-1,{to.Id},{moved.Id},{child.Id}", site.Content.GetById(child.Key)!.Path);
        Assert.Equal(3, site.Content.GetById(child.Key)!.Level);
        Assert.True(site.Get<IDocumentNavigationQueryService>().TryGetParentKey(moved.Key, out Guid? parentKey));
        Assert.Equal(to.Key, parentKey);
    }

    [Fact]
    public async Task TrashesRestoresAndEmptiesTheRecycleBin()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent parent = site.AddService("Bygg");
        IContent service = site.AddService("Byggesak", parent.Id);
        IContent child = site.AddService("Nabovarsel", service.Id);
        site.Content.Publish(parent, ["*"]);
        site.Content.Publish(service, ["*"]);

        Assert.True(site.Content.MoveToRecycleBin(service).Success);
        Assert.True(site.Content.GetById(child.Key)!.Trashed);
        Assert.True(site.Content.RecycleBinSmells());
        Assert.Contains(site.Content.GetPagedContentInRecycleBin(0, 10, out _), x => x.Key == service.Key);
        var relations = site.Get<IRelationService>();
        Assert.Equal(parent.Id, Assert.Single(relations.GetByChildId(service.Id)).ParentId);

        Assert.True(site.Content.Move(site.Content.GetById(service.Key)!, parent.Id).Success);
        IContent restored = site.Content.GetById(service.Key)!;
        Assert.False(restored.Trashed);
        Assert.False(restored.Published);
        Assert.Empty(relations.GetByChildId(service.Id));

        site.Content.MoveToRecycleBin(restored);
        OperationResult emptied = await site.Content.EmptyRecycleBinAsync(Constants.Security.SuperUserKey);
        Assert.True(emptied.Success, emptied.Result.ToString());
        Assert.Null(site.Content.GetById(child.Key));
        Assert.Equal(0, site.Scalar($"SELECT COUNT(*) FROM property_value WHERE version_id NOT IN (SELECT id FROM document_version)"));
    }

    [Fact]
    public async Task SortsAndPagesChildren()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent parent = site.AddService("Bygg");
        IContent[] children = [.. new[] { "Ås", "Bro", "Vei", "Anlegg" }.Select(x => site.AddService(x, parent.Id))];
        var query = site.Get<global::Umbraco.Cms.Core.Scoping.ICoreScopeProvider>().CreateQuery<IContent>();

        site.Content.Sort([children[3].Id, children[1].Id, children[0].Id, children[2].Id]);
        Assert.Equal(["Anlegg", "Bro", "Ås", "Vei"], site.Content.GetPagedChildren(parent.Id, 0, 10, out _, null, null, null).Select(x => x.GetCultureName("nb-NO")));
        Assert.Equal(
            ["Bro", "Vei"],
            site.Content.GetPagedChildren(parent.Id, 0, 2, out var total, null, query.Where(x => x.Name!.Contains("r") || x.Name!.Contains("EI")), Ordering.By("name", culture: "nb-NO"))
                .Select(x => x.GetCultureName("nb-NO")));
        Assert.Equal(2, total);
        Assert.Equal(4, site.Content.CountDescendants(parent.Id, "tjeneste"));
        Assert.Equal(5, site.Content.GetPagedOfType(parent.ContentTypeId, 0, 3, out total, null!, Ordering.By("path")).Count() + 2);
        Assert.Equal(5, total);
        Assert.Equal(["Anlegg", "Bro"], site.Content.GetByIds([children[3].Key, children[1].Key]).Select(x => x.GetCultureName("nb-NO")));
        Assert.Equal(4, site.Content.GetPagedDescendants(parent.Id, 0, 10, out _).Count());
    }

    [Fact]
    public async Task TellsTheRefresherOnceEachChangeIsCommitted()
    {
        var seen = new List<ContentCacheRefresher.JsonPayload[]>();
        await using EmbeddedSite site = await EmbeddedSite.StartAsync(builder => builder.Services
            .AddSingleton(seen)
            .AddSingleton<INotificationHandler<ContentCacheRefresherNotification>, SeesRefreshes>());
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        seen.Clear();

        site.Content.Publish(service, ["nb-NO"]);
        site.Content.Delete(service);

        Assert.Collection(
            seen.Select(Assert.Single),
            published =>
            {
                Assert.Equal(service.Key, published.Key);
                Assert.Equal(service.Id, published.Id);
                Assert.True(published.ChangeTypes.HasFlag(TreeChangeTypes.RefreshBranch));
                Assert.Equal(["nb-NO"], published.PublishedCultures!);
            },
            deleted => Assert.True(deleted.ChangeTypes.HasFlag(TreeChangeTypes.Remove)));
    }

    [Fact]
    public async Task DeletesTheContentOfADeletedType()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        IContentType type = await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");

        ContentTypeOperationStatus status = await site.Get<IContentTypeService>().DeleteAsync(type.Key, Constants.Security.SuperUserKey);

        Assert.Equal(ContentTypeOperationStatus.Success, status);
        Assert.Null(site.Content.GetById(service.Key));
        Assert.Equal(0, site.Scalar("SELECT COUNT(*) FROM property_value"));
    }

    [Fact]
    public async Task KeepsValuesWhenAPropertyIsRenamedAndDropsThemWhenItIsRemoved()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        IContentType type = await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        var types = site.Get<IContentTypeService>();

        type.PropertyTypes.Single(x => x.Alias == "ingress").Alias = "innledning";
        type.RemovePropertyType("gebyr");
        Assert.True((await types.UpdateAsync(type, Constants.Security.SuperUserKey)).Success);

        IContent found = site.Content.GetById(service.Key)!;
        Assert.Equal("Om tjenesten", found.GetValue<string>("innledning", "nb-NO"));
        Assert.False(found.HasProperty("gebyr"));
    }

    [Fact]
    public async Task KeepsBlueprints()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        IContent blueprint = site.Content.CreateBlueprintFromContent(service, "Mal", -1);
        blueprint.SetCultureName("Mal", "nb-NO");
        site.Content.SaveBlueprint(blueprint, service);

        Assert.Equal("Mal", site.Content.GetBlueprintById(blueprint.Key)!.GetCultureName("nb-NO"));
        Assert.Single(site.Content.GetBlueprintsForContentTypes(service.ContentTypeId));
        Assert.Equal(1, site.Content.Count());
    }

    [Fact]
    public async Task ReleasesInTheBackgroundOnceTheSiteListens()
    {
        var heard = new Heard();
        await using EmbeddedSite site = EmbeddedSite.Build(
            EmbeddedSite.NewDirectory(),
            true,
            builder => builder.Services
                .AddSingleton(heard)
                .AddSingleton<INotificationHandler<ContentPublishedNotification>, Hears>()
                .AddSingleton<INotificationHandler<UmbracoApplicationStartingNotification>, Hears>()
                .AddSingleton<INotificationHandler<UmbracoApplicationStartedNotification>, Hears>()
                .AddSingleton<INotificationHandler<UmbracoApplicationStoppingNotification>, Hears>()
                .AddSingleton<INotificationHandler<UmbracoApplicationStoppedNotification>, Hears>(),
            options => options.ScheduledPublishingInterval = TimeSpan.FromMilliseconds(20));
        await site.App.BootEmbeddedUmbracoAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["starting"], heard.Words);
        await site.AddServiceTypeAsync();
        IContent service = site.AddService("Byggesak");
        var schedule = new ContentScheduleCollection();
        schedule.Add("nb-NO", DateTime.UtcNow.AddMinutes(-1), null);
        site.Content.PersistContentSchedule(service, schedule);
        site.App.UseEmbeddedUmbraco();

        await site.App.StartAsync(TestContext.Current.CancellationToken);
        await heard.Published.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await site.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["starting", "started", "stopping", "stopped"], heard.Words);
    }

    [Fact]
    public async Task WorksThroughTheServicesOfTheManagementApi()
    {
        await using EmbeddedSite site = await EmbeddedSite.StartAsync();
        IContentType type = await site.AddServiceTypeAsync(mandatoryText: true);
        var created = await site.Get<IContentEditingService>().CreateAsync(
            new ContentCreateModel
            {
                Key = Guid.NewGuid(),
                ContentTypeKey = type.Key,
                Variants = [new VariantModel { Culture = "nb-NO", Name = "Byggesak" }],
                Properties = [new PropertyValueModel { Alias = "ingress", Culture = "nb-NO", Value = "Om byggesak" }],
            },
            Constants.Security.SuperUserKey);
        Assert.True(created.Success, created.Status.ToString());
        Guid key = created.Result.Content!.Key;

        var published = await site.Get<IContentPublishingService>().PublishAsync(key, [new CulturePublishScheduleModel { Culture = "nb-NO" }], Constants.Security.SuperUserKey);

        Assert.True(published.Success, published.Status.ToString());
        Assert.Equal("Om byggesak", site.Content.GetById(key)!.GetValue<string>("ingress", "nb-NO", published: true));
        var unpublished = await site.Get<IContentPublishingService>().UnpublishAsync(key, new HashSet<string> { "nb-NO" }, Constants.Security.SuperUserKey);
        Assert.True(unpublished.Success, unpublished.Result.ToString());
    }

    private sealed class Heard
    {
        public List<string> Words { get; } = [];

        public TaskCompletionSource Published { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Hears(Heard heard) :
        INotificationHandler<ContentPublishedNotification>,
        INotificationHandler<UmbracoApplicationStartingNotification>,
        INotificationHandler<UmbracoApplicationStartedNotification>,
        INotificationHandler<UmbracoApplicationStoppingNotification>,
        INotificationHandler<UmbracoApplicationStoppedNotification>
    {
        public void Handle(ContentPublishedNotification notification) => heard.Published.TrySetResult();

        public void Handle(UmbracoApplicationStartingNotification notification) => heard.Words.Add("starting");

        public void Handle(UmbracoApplicationStartedNotification notification) => heard.Words.Add("started");

        public void Handle(UmbracoApplicationStoppingNotification notification) => heard.Words.Add("stopping");

        public void Handle(UmbracoApplicationStoppedNotification notification) => heard.Words.Add("stopped");
    }

    private sealed class RefusesToPublish : INotificationHandler<ContentPublishingNotification>
    {
        public void Handle(ContentPublishingNotification notification)
            => notification.CancelOperation(new EventMessage("Publisering", "Ikke godkjent", EventMessageType.Error));
    }

    private sealed class SeesRefreshes(List<ContentCacheRefresher.JsonPayload[]> seen) : INotificationHandler<ContentCacheRefresherNotification>
    {
        public void Handle(ContentCacheRefresherNotification notification) => seen.Add((ContentCacheRefresher.JsonPayload[])notification.MessageObject);
    }
}
