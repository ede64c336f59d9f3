using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Approval;

public sealed class DeputiesAndDepartmentsTests : SiteTest
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private DateOnly Today => Site.Get<ServiceRegister>().Today;

    [Fact]
    public async Task ADeputyApprovesInTheDirectorsPlaceWhileAppointed()
    {
        var deputy = await UserAsync(DemonstrationUsers.Directors[1]);
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        var hash = await Site.HashAsync(key);
        Assert.Equal(ApprovalStatus.NotTheDirector, (await Site.Approvals.ApproveAsync(key, deputy, hash, Cancel)).Status);

        await AppointAsync(deputy, Today, Today.AddDays(14));
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, deputy, hash, Cancel)).Status);

        Assert.NotNull(await Site.PublicAsync(key));
        var department = Assert.Single((await Site.ViewAsync(key)).Approval.Departments);
        Assert.Equal((DemonstrationUsers.Directors[1].Name, true), (department.ApprovedBy, department.AsDeputy));
    }

    [Fact]
    public async Task AnEndedAppointmentGivesNoRight()
    {
        var deputy = await UserAsync(DemonstrationUsers.Directors[1]);
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        var appointed = await AppointAsync(deputy, Today, Today.AddDays(14));

        await Site.Get<ServiceRegister>().EndDeputyAsync(Site.Department, appointed, Site.Editor, Cancel);

        Assert.Equal(ApprovalStatus.NotTheDirector, (await Site.Approvals.ApproveAsync(key, deputy, await Site.HashAsync(key), Cancel)).Status);
    }

    [Fact]
    public async Task AnAppointmentMustMakeSense()
    {
        var register = Site.Get<ServiceRegister>();
        var deputy = await UserAsync(DemonstrationUsers.Directors[1]);
        await AppointAsync(deputy, Today, Today.AddDays(14));

        async Task<string?> FaultAsync(Guid user, DateOnly from, DateOnly to) =>
            (await register.AppointDeputyAsync(Site.Department, user, from, to, Site.Editor, Cancel)).Faults.Keys.SingleOrDefault();

        Assert.Equal("to", await FaultAsync(deputy, Today.AddDays(2), Today.AddDays(1)));
        Assert.Equal("to", await FaultAsync(deputy, Today.AddDays(-9), Today.AddDays(-1)));
        Assert.Equal("to", await FaultAsync(deputy, Today.AddDays(20), Today.AddDays(500)));
        Assert.Equal("from", await FaultAsync(deputy, Today.AddDays(14), Today.AddDays(20)));
        Assert.Equal("userKey", await FaultAsync(Site.Director, Today, Today));
        Assert.Equal(RegisterStatus.NotFound, (await register.AppointDeputyAsync(Guid.NewGuid(), deputy, Today, Today, Site.Editor, Cancel)).Status);
        Assert.Equal(1, await Site.Get<HaldenStore>().ReadAsync(db => db.Deputies.CountAsync()));
    }

    [Fact]
    public async Task AServiceThatSpansDepartmentsNeedsEachDirector()
    {
        var (key, hans) = await SpanningAsync();
        await Site.SubmitAsync(key);
        var hash = await Site.HashAsync(key);

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, hash, Cancel)).Status);
        var half = await Site.ViewAsync(key);
        Assert.Equal("submitted", half.State);
        Assert.Equal([true, false], half.Approval.Departments.Select(department => department.ApprovedBy is not null));
        Assert.Null(await Site.PublicAsync(key));
        Assert.Equal(ApprovalStatus.AlreadyApproved, (await Site.Approvals.ApproveAsync(key, Site.Director, hash, Cancel)).Status);

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, hans, hash, Cancel)).Status);
        Assert.Equal("approved", (await Site.ViewAsync(key)).State);
        Assert.NotNull(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task OneOfThemCanRejectWhatAnotherApproved()
    {
        var (key, hans) = await SpanningAsync();
        await Site.SubmitAsync(key);
        var hash = await Site.HashAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, hash, Cancel);

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.RejectAsync(key, hans, hash, "Fristen er feil.", Cancel)).Status);

        Assert.Equal("rejected", (await Site.ViewAsync(key)).State);
    }

    [Fact]
    public async Task AChangeAsksEveryDepartmentAgain()
    {
        var (key, hans) = await SpanningAsync();
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), Cancel);
        await Site.EditAsync(key, ServiceFields.Lead, "Endret etter den første godkjenningen.");
        await Site.SubmitAsync(key);

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, hans, await Site.HashAsync(key), Cancel)).Status);

        Assert.Equal("submitted", (await Site.ViewAsync(key)).State);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task OfTwoDirectorsAtOnceNoApprovalIsLost()
    {
        var (key, hans) = await SpanningAsync();
        await Site.SubmitAsync(key);
        var hash = await Site.HashAsync(key);

        var outcomes = await Task.WhenAll(Site.Approvals.ApproveAsync(key, Site.Director, hash, Cancel), Site.Approvals.ApproveAsync(key, hans, hash, Cancel));

        Assert.All(outcomes, outcome => Assert.Equal(ApprovalStatus.Success, outcome.Status));
        Assert.Equal("approved", (await Site.ViewAsync(key)).State);
    }

    [Fact]
    public async Task ADepartmentThatServicesSpanCannotBeDeleted()
    {
        var (key, _) = await SpanningAsync();
        var other = (await Site.ViewAsync(key)).Register.FurtherDepartmentKeys.Single();

        Assert.Equal(RegisterStatus.InUse, (await Site.Get<ServiceRegister>().DeleteDepartmentAsync(other, Site.Editor, Cancel)).Status);
    }

    private async Task<(Guid Key, Guid Hans)> SpanningAsync()
    {
        var register = Site.Get<ServiceRegister>();
        var hans = await UserAsync(DemonstrationUsers.Directors[1]);
        var other = (await register.SaveDepartmentAsync(null, new DepartmentChange("Helse og omsorg", hans), Site.Editor, Cancel)).Key;
        var key = await Site.DraftAsync();
        var before = (await Site.ViewAsync(key)).Register;
        var saved = await register.SaveResponsibilityAsync(
            key,
            new Responsibility(before.Version, Site.Department, before.OwnerName, before.OwnerEmail, RecipientKind.Mailbox, before.Recipient, [other]),
            Site.Editor,
            Cancel);
        Assert.Equal(RegisterStatus.Success, saved.Status);
        return (key, hans);
    }

    private Task<Guid> UserAsync(DemonstrationUser user) => DemonstrationUsers.EnsureAsync(user, Site.Get<IUserService>(), Site.Get<IUserGroupService>());

    private async Task<Guid> AppointAsync(Guid deputy, DateOnly from, DateOnly to)
    {
        var outcome = await Site.Get<ServiceRegister>().AppointDeputyAsync(Site.Department, deputy, from, to, Site.Editor, Cancel);
        Assert.Equal(RegisterStatus.Success, outcome.Status);
        return outcome.Key;
    }
}
