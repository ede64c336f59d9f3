using Halden.Umbraco.Register;
using Halden.Umbraco.Reviews;

namespace Halden.Umbraco.UnitTests.Reviews;

public class ReviewDateTests
{
    private static readonly DateTimeOffset Approved = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-06-01", false, false, false)]
    [InlineData("2026-07-02", true, false, false)]
    [InlineData("2026-07-31", true, false, false)]
    [InlineData("2026-08-01", true, true, false)]
    [InlineData("2026-08-30", true, true, false)]
    [InlineData("2026-08-31", true, true, true)]
    public void IsDueThirtyDaysBeforeAndOverdueTheDayAfter(string today, bool isDue, bool isOverdue, bool isToBeUnpublished) => Assert.Equal(
        new ReviewDate(new DateOnly(2026, 7, 31), isDue, isOverdue, isToBeUnpublished),
        ReviewDate.Of(AnEntry(months: 6, unpublishAfter: 30), Approved, Day(today)));

    [Fact]
    public void CountsFromTheLastReview() =>
        Assert.Equal(new DateOnly(2026, 11, 15), ReviewDate.Of(AnEntry(6, null, reviewed: new(2026, 5, 15, 8, 0, 0, TimeSpan.Zero)), Approved, Day("2026-06-01"))!.DueAt);

    [Fact]
    public void AReviewBeforeTheApprovalCountsForNothing() =>
        Assert.Equal(new DateOnly(2026, 7, 31), ReviewDate.Of(AnEntry(6, null, reviewed: new(2025, 12, 1, 8, 0, 0, TimeSpan.Zero)), Approved, Day("2026-06-01"))!.DueAt);

    [Fact]
    public void IsNeverTakenDownUnlessTheDepartmentSaysSo() => Assert.False(ReviewDate.Of(AnEntry(6, null), Approved, Day("2036-01-01"))!.IsToBeUnpublished);

    [Fact]
    public void ThereIsNoneWithoutAnApprovalOrARule()
    {
        Assert.Null(ReviewDate.Of(AnEntry(6, null), null, Day("2026-06-01")));
        Assert.Null(ReviewDate.Of(AnEntry(null, null), Approved, Day("2026-06-01")));
        Assert.Null(ReviewDate.Of(null, Approved, Day("2026-06-01")));
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static RegisterEntry AnEntry(int? months, int? unpublishAfter, DateTimeOffset? reviewed = null) => new()
    {
        DocumentKey = Guid.NewGuid(),
        Department = new Department { Name = "Undervisning og kultur", ReviewMonths = months, UnpublishOverdueAfterDays = unpublishAfter },
        ReviewedAt = reviewed,
    };
}
