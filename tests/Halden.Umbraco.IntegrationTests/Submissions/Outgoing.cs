using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>What the tests of deliveries do with a site.</summary>
internal static class Outgoing
{
    /// <summary>A public service whose applications go somewhere.</summary>
    public static async Task<Guid> RoutedAsync(this HaldenSite site, RecipientKind kind, string? recipient, string title = "Båtplass")
    {
        var key = await site.DraftAsync(title);
        await site.RouteAsync(key, kind, recipient);
        await site.ApproveAsync(key);
        return key;
    }

    public static async Task RouteAsync(this HaldenSite site, Guid key, RecipientKind kind, string? recipient)
    {
        var entry = await site.Get<HaldenStore>().ReadAsync(db => db.Register.AsNoTracking().SingleAsync(known => known.DocumentKey == key));
        var saved = await site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key, new Responsibility(entry.Version, entry.DepartmentKey, entry.OwnerName, entry.OwnerEmail, kind, recipient), site.Editor, CancellationToken.None);
        Assert.Equal(RegisterStatus.Success, saved.Status);
    }

    public static async Task ApproveAsync(this HaldenSite site, Guid key)
    {
        await site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await site.Approvals.ApproveAsync(key, site.Director, await site.HashAsync(key), CancellationToken.None)).Status);
        await site.UpToDateAsync();
    }

    public static async Task<IntakeOutcome> ReceiveAsync(this HaldenSite site, Guid key, string name = "Ola", string? receipt = null, string culture = Cultures.Bokmal)
    {
        var outcome = await site.Get<SubmissionIntake>().ReceiveAsync(ASubmission.To(key, name, receipt, culture), CancellationToken.None);
        Assert.Equal(IntakeStatus.Received, outcome.Status);
        return outcome;
    }

    /// <summary>A turn of the outbox, now or as if it were later, as another process takes it.</summary>
    public static Task TurnAsync(this HaldenSite site, TimeSpan later = default) => ActivatorUtilities.CreateInstance<SubmissionDispatch>(
        site.Services, new HaldenStore(site.Get<IDbContextFactory<HaldenDbContext>>(), new Later(later))).TurnAsync(CancellationToken.None);

    public static Task<List<SubmissionDelivery>> DeliveriesAsync(this HaldenSite site) => site.Get<HaldenStore>().ReadAsync(db =>
        db.SubmissionDeliveries.AsNoTracking().Include(delivery => delivery.Submission).OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id).ToListAsync());

    /// <summary>A clock that is ahead; what waits on it waits a hundredth of the time.</summary>
    private sealed class Later(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + later;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
