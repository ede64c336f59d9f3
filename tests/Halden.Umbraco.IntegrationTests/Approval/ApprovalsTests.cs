using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core;

namespace Halden.Umbraco.IntegrationTests.Approval;

public sealed class ApprovalsTests : SiteTest
{
    [Fact]
    public async Task ApprovingPublishesEveryLanguage()
    {
        var key = await Site.DraftAsync();
        var content = Site.Load(key);
        content.SetCultureName("Musikk- og kulturskule", Cultures.NewNorwegian);
        Site.Contents.Save(content, -1);
        await Site.SubmitAsync(key);

        var outcome = await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);

        Assert.Equal(ApprovalStatus.Success, outcome.Status);
        Assert.Equal([Cultures.Bokmal, Cultures.NewNorwegian], (await Site.ViewAsync(key)).PublishedCultures);
        Assert.Equal("approved", (await Site.ViewAsync(key)).State);
    }

    [Fact]
    public async Task WhatIsMissingIsSaidBeforeItIsSubmitted()
    {
        var created = await Site.Get<ServiceEditing>().CreateAsync("Uten noe", Cultures.Bokmal, Site.Editor, CancellationToken.None);

        var outcome = await Site.Approvals.SubmitAsync(created.Key, Site.Editor, CancellationToken.None);

        Assert.Equal(ApprovalStatus.Incomplete, outcome.Status);
        Assert.Equal(
            [ApprovalTexts.MissingDescription, ApprovalTexts.MissingDepartment, ApprovalTexts.MissingOwner, ApprovalTexts.MissingRecipient],
            outcome.Messages);
        Assert.Equal("draft", (await Site.ViewAsync(created.Key)).State);
    }

    [Fact]
    public async Task NobodyButTheDirectorDecides()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        var hash = await Site.HashAsync(key);

        foreach (var user in (Guid[])[Site.Editor, Constants.Security.SuperUserKey])
        {
            Assert.Equal(ApprovalStatus.NotTheDirector, (await Site.Approvals.ApproveAsync(key, user, hash, CancellationToken.None)).Status);
            Assert.Equal(ApprovalStatus.NotTheDirector, (await Site.Approvals.RejectAsync(key, user, hash, "Nei.", CancellationToken.None)).Status);
        }

        Assert.Equal("submitted", (await Site.ViewAsync(key)).State);
    }

    [Fact]
    public async Task ADirectorWhoChangedTheTextMayNotApproveIt()
    {
        var key = await Site.DraftAsync();
        await Site.EditAsync(key, ServiceFields.Lead, "Kari skrev dette.", user: Site.Director);
        await Site.EditAsync(key, ServiceFields.Lead, "Eva skrev det om.");
        await Site.SubmitAsync(key);

        var outcome = await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);

        Assert.Equal(ApprovalStatus.OwnWork, outcome.Status);
    }

    [Fact]
    public async Task ADirectorWhoChangedTheTextByUmbracosOwnMeansMayNotApproveIt()
    {
        var key = await Site.DraftAsync();
        var content = Site.Load(key);
        content.SetValue(ServiceFields.Lead, "Skrevet i Umbraco.", Cultures.Bokmal);
        Site.Contents.Save(content, await Site.Get<global::Umbraco.Cms.Core.Services.IUserIdKeyResolver>().GetAsync(Site.Director));
        await Site.SubmitAsync(key);

        Assert.Equal(
            ApprovalStatus.OwnWork,
            (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task AfterAnApprovalTheDirectorIsFreeToApproveTheNext()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        await Site.EditAsync(key, ServiceFields.Lead, "Ny ingress.");
        await Site.SubmitAsync(key);

        Assert.Equal(
            ApprovalStatus.Success,
            (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        Assert.Contains("Ny ingress.", (await Site.PublicAsync(key))!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApprovingAnotherTextThanTheOneSeenIsRefused()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        var seen = await Site.HashAsync(key);
        await Site.EditAsync(key, ServiceFields.Lead, "Endret mens Kari leste.");

        Assert.Equal(ApprovalStatus.ChangedMeanwhile, (await Site.Approvals.ApproveAsync(key, Site.Director, seen, CancellationToken.None)).Status);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task OfTwoDecisionsAtOnceOneWins()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        var hash = await Site.HashAsync(key);

        var outcomes = await Task.WhenAll(
            Site.Approvals.ApproveAsync(key, Site.Director, hash, CancellationToken.None),
            Site.Approvals.RejectAsync(key, Site.Director, hash, "Nei.", CancellationToken.None));

        Assert.Single(outcomes, outcome => outcome.Status == ApprovalStatus.Success);
        Assert.Single(outcomes, outcome => outcome.Status == ApprovalStatus.WrongState);
    }

    [Fact]
    public async Task ARejectionNeedsAComment()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);

        Assert.Equal(
            ApprovalStatus.CommentMissing,
            (await Site.Approvals.RejectAsync(key, Site.Director, await Site.HashAsync(key), "  ", CancellationToken.None)).Status);
    }

    [Fact]
    public async Task ARejectionSendsTheServiceBackWithItsComment()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);

        await Site.Approvals.RejectAsync(key, Site.Director, await Site.HashAsync(key), "Prisene mangler.", CancellationToken.None);

        var view = await Site.ViewAsync(key);
        Assert.Equal("rejected", view.State);
        Assert.Equal("Prisene mangler.", view.Approval.Comment);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task EveryDecisionIsInAChainThatTellsWhenItIsBroken()
    {
        var key = await Site.ApprovedAsync();
        var store = Site.Get<HaldenStore>();
        var actions = await store.ReadAsync(db => db.Audit.Where(entry => entry.DocumentKey == key).OrderBy(entry => entry.Number).Select(entry => entry.Action).ToListAsync());
        Assert.Equal([AuditTrail.RegisterChanged, AuditTrail.Submitted, AuditTrail.Approved, AuditTrail.Published], actions);
        Assert.Empty((await Site.Get<AuditLog>().VerifyAsync(null, CancellationToken.None)).Faults);

        await store.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Audit SET Action = 'rejected' WHERE Number = 3"));

        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 3)], (await Site.Get<AuditLog>().VerifyAsync(null, CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task WhatWasApprovedIsKeptWholeAndSurvivesARestart()
    {
        var key = await Site.ApprovedAsync("Barnehageplass");
        await RestartAsync();

        Assert.NotNull(await Site.PublicAsync(key));
        var kept = await Site.Get<HaldenStore>().ReadAsync(db => db.Packages.SingleAsync(package => package.DocumentKey == key));
        Assert.Equal("Barnehageplass", PackageContent.Parse(kept.Content).Texts[Cultures.Bokmal].Title);
    }
}
