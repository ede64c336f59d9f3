using Halden.Umbraco.Approval;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Models;

namespace Halden.Umbraco.IntegrationTests.Approval;

public sealed class PlannedPublishingTests : SiteTest
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.AddDays(1);

    [Fact]
    public async Task WhatIsApprovedForLaterBecomesPublicWhenItsTimeComes()
    {
        var key = await Site.DraftAsync();
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.SubmitAsync(key, Site.Editor, Tomorrow, Cancel)).Status);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), Cancel)).Status);
        Assert.Null(await Site.PublicAsync(key));
        Assert.Equal(Tomorrow, (await Site.ViewAsync(key)).Schedule!.PublishAt);

        ComeToPass();

        Assert.NotNull(await Site.PublicAsync(key));
        Assert.Null((await Site.ViewAsync(key)).Schedule);
    }

    [Fact]
    public async Task AnApprovalThatComesLatePublishesAtOnce()
    {
        var key = await Site.DraftAsync();
        var soon = DateTimeOffset.UtcNow.AddMilliseconds(300);
        await Site.Approvals.SubmitAsync(key, Site.Editor, soon, Cancel);
        var hash = await Site.HashAsync(key);
        SpinWait.SpinUntil(() => DateTimeOffset.UtcNow > soon);

        await Site.Approvals.ApproveAsync(key, Site.Director, hash, Cancel);

        Assert.NotNull(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task ATimeInThePastOrFarAheadIsRefused()
    {
        var key = await Site.DraftAsync();
        foreach (var at in (DateTimeOffset[])[DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddYears(3)])
        {
            Assert.Equal(ApprovalStatus.InvalidTime, (await Site.Approvals.SubmitAsync(key, Site.Editor, at, Cancel)).Status);
        }

        Assert.Equal("draft", (await Site.ViewAsync(key)).State);
    }

    [Fact]
    public async Task OnlyWhatIsApprovedAndUnchangedIsPlanned()
    {
        var key = await Site.ApprovedAsync();
        await Site.EditAsync(key, ServiceFields.Lead, "Endret siden.");

        Assert.Equal(ApprovalStatus.WrongState, (await Site.Approvals.ScheduleAsync(key, Tomorrow, Cancel)).Status);
        Assert.Null((await Site.ViewAsync(key)).Schedule);
    }

    [Fact]
    public async Task APlanIsReplacedAndTakenAway()
    {
        var key = await Site.ApprovedAsync();
        await Site.Approvals.UnpublishAsync(key, Site.Editor, Cancel);
        await Site.Approvals.ScheduleAsync(key, Tomorrow, Cancel);
        await Site.Approvals.ScheduleAsync(key, Tomorrow.AddDays(1), Cancel);
        Assert.Equal(Tomorrow.AddDays(1), (await Site.ViewAsync(key)).Schedule!.PublishAt);

        await Site.Approvals.ScheduleAsync(key, null, Cancel);

        Assert.Null((await Site.ViewAsync(key)).Schedule);
        ComeToPass();
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task AStoppedPublishingIsToldOfUntilItIsSetAgain()
    {
        var key = await PlannedThenChangedAsync();

        ComeToPass();

        var refused = (await Site.ViewAsync(key)).RefusedRelease!;
        Assert.Equal(Tomorrow, refused.At);
        Assert.Contains("endret siden sist", refused.Reason, StringComparison.Ordinal);
        Assert.Null(await Site.PublicAsync(key));

        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), Cancel);
        Assert.Null((await Site.ViewAsync(key)).RefusedRelease);
    }

    [Fact]
    public async Task AStoppedPublishingCanBeDismissed()
    {
        var key = await PlannedThenChangedAsync();
        ComeToPass();

        await Site.Approvals.DismissRefusedReleaseAsync(key, Cancel);

        Assert.Null((await Site.ViewAsync(key)).RefusedRelease);
    }

    [Fact]
    public async Task AnOrdinaryRefusalIsNoStoppedPlan()
    {
        var key = await Site.DraftAsync();

        Site.Contents.Publish(Site.Load(key), [Cultures.Bokmal], -1);

        Assert.Null((await Site.ViewAsync(key)).RefusedRelease);
    }

    [Fact]
    public async Task APlanMadeInUmbracosOwnEditorIsToldOfToo()
    {
        var key = await Site.DraftAsync();
        var schedule = new ContentScheduleCollection();
        schedule.Add(Cultures.Bokmal, Tomorrow.UtcDateTime, null);
        Site.Contents.PersistContentSchedule(Site.Load(key), schedule);

        ComeToPass();

        Assert.Equal(Tomorrow, (await Site.ViewAsync(key)).RefusedRelease!.At);
    }

    private async Task<Guid> PlannedThenChangedAsync()
    {
        var key = await Site.DraftAsync();
        await Site.Approvals.SubmitAsync(key, Site.Editor, Tomorrow, Cancel);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), Cancel);
        await Site.EditAsync(key, ServiceFields.Lead, "Endret mens den ventet.");
        return key;
    }

    private void ComeToPass() => Site.Contents.PerformScheduledPublish(Tomorrow.UtcDateTime.AddDays(2)).ToList();
}
