using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Scoping;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Approval;

/// <summary>Every way that leads to publishing, without an approval of exactly that content.</summary>
public sealed class PublishGateTests : SiteTest
{
    private const int User = -1;

    [Fact]
    public async Task RefusesAnEditorsPublishingAndSaysWhoMustApprove()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);

        var result = Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
        var message = Assert.Single(result.EventMessages!.GetAll());
        Assert.Contains("Kari Kultur, kommunalsjef for Undervisning og kultur", message.Message, StringComparison.Ordinal);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task RefusesABranch()
    {
        var key = await Site.DraftAsync();

        Site.Contents.PublishBranch(Site.Load(ServiceSchema.SelfServiceKey), PublishBranchFilter.IncludeUnpublished, ["*"], User).ToList();

        Assert.False(Site.Load(key).Published);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task RefusesAScheduleWhenItsTimeComes()
    {
        var key = await Site.DraftAsync();
        var schedule = new ContentScheduleCollection();
        schedule.Add(Cultures.Bokmal, DateTime.UtcNow.AddMinutes(1), null);
        Assert.True(Site.Contents.Save(Site.Load(key), User, schedule).Success);

        var results = Site.Contents.PerformScheduledPublish(DateTime.UtcNow.AddMinutes(2)).ToList();

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, Assert.Single(results).Result);
        Assert.False(Site.Load(key).Published);
    }

    [Fact]
    public async Task RefusesARollbackToAnotherText()
    {
        var key = await Site.ApprovedAsync();
        await Site.EditAsync(key, ServiceFields.Lead, "Aldri godkjent.");
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        var first = Site.Contents.GetVersions(Site.Load(key).Id).Last();

        Assert.True(Site.Contents.Rollback(Site.Load(key).Id, first.VersionId, "*", User).Success);
        var result = Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
        Assert.Contains("Aldri godkjent.", (await Site.PublicAsync(key))!.ToJsonString(Relaxed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesWhatWasChangedInTheRecycleBinsShadow()
    {
        var key = await Site.ApprovedAsync();
        var parent = Site.Load(ServiceSchema.SelfServiceKey).Id;
        await Site.EditAsync(key, ServiceFields.Lead, "Endret før papirkurven.");
        Assert.True(Site.Contents.MoveToRecycleBin(Site.Load(key), User).Success);
        Assert.Null(await Site.PublicAsync(key));

        Assert.True(Site.Contents.Move(Site.Load(key), parent, User).Success);
        var result = Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task LetsWhatIsRestoredUnchangedOutAgain()
    {
        var key = await Site.ApprovedAsync();
        var parent = Site.Load(ServiceSchema.SelfServiceKey).Id;
        Site.Contents.MoveToRecycleBin(Site.Load(key), User);
        Site.Contents.Move(Site.Load(key), parent, User);

        Assert.True(Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User).Success);
        Assert.NotNull(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task RefusesACopyOfSomethingApproved()
    {
        var key = await Site.ApprovedAsync();
        var copy = Site.Contents.Copy(Site.Load(key), Site.Load(ServiceSchema.SelfServiceKey).Id, relateToOriginal: false, User)!;

        var result = Site.Contents.Publish(Site.Load(copy.Key), [Cultures.Bokmal], User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
    }

    [Fact]
    public async Task RefusesOneLanguageOfAChangedPackage()
    {
        var key = await Site.ApprovedAsync();
        var content = Site.Load(key);
        content.SetCultureName("Musikk- og kulturskule", Cultures.NewNorwegian);
        Site.Contents.Save(content, User);

        var result = Site.Contents.Publish(Site.Load(key), [Cultures.NewNorwegian], User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
    }

    [Fact]
    public async Task RefusesWhatIsMadeInCode()
    {
        var content = Site.Contents.Create("Rett ut", ServiceSchema.SelfServiceKey, ServiceDocument.Alias, User);
        content.SetCultureName("Rett ut", Cultures.Bokmal);
        Site.Contents.Save(content, User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, Site.Contents.Publish(content, [Cultures.Bokmal], User).Result);
        Assert.Null(await Site.PublicAsync(content.Key));
    }

    [Fact]
    public async Task AnApprovalIsVoidOnceTheRecipientChanges()
    {
        var key = await Site.ApprovedAsync();
        var register = (await Site.ViewAsync(key)).Register;
        await Site.Get<Register.ServiceRegister>().SaveResponsibilityAsync(
            key,
            new Register.Responsibility(register.Version, Site.Department, "Mona Melodi", null, Register.RecipientKind.LineOfBusinessSystem, "Speedadmin"),
            Site.Editor,
            CancellationToken.None);

        Assert.Equal("changed", (await Site.ViewAsync(key)).State);
        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User).Result);
        Assert.NotNull(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task ThePublicSeesNothingThatWasPublishedPastTheGate()
    {
        var key = await Site.DraftAsync();
        using (var scope = Site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            using var silence = scope.Notifications.Suppress();
            Assert.True(Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User).Success);
            scope.Complete();
        }

        Assert.True(Site.Load(key).Published);
        await WithheldAsync(key);
        Assert.Null(await Site.PublicAsync(key));
        Assert.Contains(await Site.Get<AuditLog>().HistoryAsync(key, Cultures.Bokmal, CancellationToken.None), line => line.Entry is { Action: AuditTrail.Withheld, Channel: AuditChannel.Job });
        Assert.Contains(await Site.Get<ConfigurationChecks>().RunAsync(CancellationToken.None), check => check is { Name: "withheld", Level: CheckLevel.Error });
    }

    // Nothing was told; the read model finds out by itself.
    private async Task WithheldAsync(Guid key)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!Site.Get<SelfServiceState>().Withheld.Any(text => text.DocumentKey == key))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    [Fact]
    public async Task TakingDownIsAlwaysAllowed()
    {
        var key = await Site.ApprovedAsync();
        await Site.EditAsync(key, ServiceFields.Lead, "Endret siden.");

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.UnpublishAsync(key, Site.Editor, CancellationToken.None)).Status);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task OneLanguageCanBeTakenDownWhileTheOtherIsBeingChanged()
    {
        var key = await Site.DraftAsync();
        var content = Site.Load(key);
        content.SetCultureName("Musikk- og kulturskule", Cultures.NewNorwegian);
        Site.Contents.Save(content, User);
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        await Site.EditAsync(key, ServiceFields.Lead, "Endret siden.");

        Assert.True(Site.Contents.Unpublish(Site.Load(key), Cultures.NewNorwegian, User).Success);

        Assert.Equal([Cultures.Bokmal], (await Site.ViewAsync(key)).PublishedCultures);
        Assert.NotNull(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task ALanguageThatTheApprovedPackageHasNoLongerIsTakenDown()
    {
        var key = await Site.ApprovedAsync();
        var content = Site.Load(key);
        content.SetCultureName("Musikk- og kulturskule", Cultures.NewNorwegian);
        Site.Contents.Save(content, User);
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        Assert.Equal(2, (await Site.ViewAsync(key)).PublishedCultures.Count);

        var before = Site.Contents.GetVersions(Site.Load(key).Id).Last(version => !version.AvailableCultures.Contains(Cultures.NewNorwegian));
        Assert.True(Site.Contents.Rollback(content.Id, before.VersionId, "*", User).Success);
        await Site.EditAsync(key, ServiceFields.Lead, "Bare på bokmål fra nå av.");
        await Site.SubmitAsync(key);
        var outcome = await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);

        Assert.Equal(ApprovalStatus.Success, outcome.Status);
        Assert.Equal([Cultures.Bokmal], (await Site.ViewAsync(key)).PublishedCultures);
    }

    [Fact]
    public async Task RefusesOneLanguageOfAnApprovedPackageWhileAnotherWouldStayAsItWas()
    {
        var key = await Site.DraftAsync();
        var content = Site.Load(key);
        content.SetCultureName("Musikk- og kulturskule", Cultures.NewNorwegian);
        Site.Contents.Save(content, User);
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        content = Site.Load(key);
        content.SetCultureName("Musikkskule", Cultures.NewNorwegian);
        content.SetCultureName("Musikkskole", Cultures.Bokmal);
        Site.Contents.Save(content, User);
        await Site.Approvals.SubmitAsync(key, Site.Editor, DateTimeOffset.UtcNow.AddDays(2), CancellationToken.None);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        Site.Contents.PersistContentSchedule(Site.Load(key), new ContentScheduleCollection());

        var result = Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], User);

        Assert.Equal(PublishResultType.FailedPublishCancelledByEvent, result.Result);
        Assert.Contains("Publiser alle språkene samlet", Assert.Single(result.EventMessages!.GetAll()).Message, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
