using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.Reviews;

public sealed class ServiceReviewsTests : SiteTest
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task AServiceLongUnreviewedIsTakenDownWhereItsDepartmentWantsThat()
    {
        var key = await Site.ApprovedAsync();
        await ReviewsAsync(unpublishAfter: 30);
        await ApprovedDaysAgoAsync(key, 45);

        Assert.True((await Site.ViewAsync(key)).Review.IsOverdue);
        await Site.Get<ReviewPass>().RunAsync(Cancel);
        Assert.NotNull(await Site.PublicAsync(key));

        await ApprovedDaysAgoAsync(key, 80);
        await Site.Get<ReviewPass>().RunAsync(Cancel);
        Assert.Null(await Site.PublicAsync(key));
    }

    [Fact]
    public async Task OneWhoHasLookedMovesTheDate()
    {
        var key = await Site.ApprovedAsync();
        await ReviewsAsync(unpublishAfter: null);
        await ApprovedDaysAgoAsync(key, 80);

        Assert.True(await Site.Get<ServiceReviews>().ReviewedAsync(key, Site.Editor, Cancel));

        var review = (await Site.ViewAsync(key)).Review;
        Assert.False(review.IsOverdue);
        Assert.Equal("Eva Redaktør", review.ReviewedBy);
    }

    [Fact]
    public async Task ThereIsNothingToReviewOfADraft() => Assert.False(await Site.Get<ServiceReviews>().ReviewedAsync(await Site.DraftAsync(), Site.Editor, Cancel));

    [Fact]
    public async Task ADepartmentsRulesMustMakeSense()
    {
        var register = Site.Get<ServiceRegister>();
        async Task<string?> FaultAsync(int? months, int? days) => (await register.SaveDepartmentAsync(
            Site.Department, new DepartmentChange(HaldenSite.Culture, Site.Director, months, days), Site.Editor, Cancel)).Faults.Keys.SingleOrDefault();

        Assert.Equal("reviewMonths", await FaultAsync(0, null));
        Assert.Equal("reviewMonths", await FaultAsync(61, null));
        Assert.Equal("unpublishOverdueAfterDays", await FaultAsync(12, 0));
        Assert.Equal("unpublishOverdueAfterDays", await FaultAsync(null, 30));
        Assert.Null(await FaultAsync(12, 30));
    }

    private Task ReviewsAsync(int? unpublishAfter) =>
        Site.Get<ServiceRegister>().SaveDepartmentAsync(Site.Department, new DepartmentChange(HaldenSite.Culture, Site.Director, 1, unpublishAfter), Site.Editor, Cancel);

    private Task ApprovedDaysAgoAsync(Guid key, int days) => Site.Get<HaldenStore>().ReadAsync(db =>
        db.Packages.Where(package => package.DocumentKey == key).ExecuteUpdateAsync(package => package.SetProperty(p => p.DecidedAt, DateTimeOffset.UtcNow.AddDays(-days))));
}
