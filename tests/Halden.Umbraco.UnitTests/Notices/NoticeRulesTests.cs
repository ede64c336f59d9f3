using Halden.Umbraco.Notices;
using Halden.Umbraco.Outgoing;

namespace Halden.Umbraco.UnitTests.Notices;

public class NoticeRulesTests
{
    // A Tuesday at two o'clock in Norway.
    private static readonly DateTimeOffset Now = new(2026, 6, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WhoHasNotChosenAndWhoIsNoUserAreToldAtOnce() => Assert.All(
        Enum.GetValues<NoticeEvent>(),
        happened =>
        {
            Assert.Equal((DeliveryState.Waiting, false, Now), NoticeRules.Plan(happened, NoticeMode.AtOnce, hasMail: true, Now));
            Assert.Equal((DeliveryState.Waiting, false, Now), NoticeRules.Plan(happened, mode: null, hasMail: true, Now));
        });

    [Fact]
    public void WhoWantsOneEmailADayGetsItAtSeven() => Assert.Equal(
        (DeliveryState.Waiting, true, new DateTimeOffset(2026, 6, 3, 5, 0, 0, TimeSpan.Zero)),
        NoticeRules.Plan(NoticeEvent.Approved, NoticeMode.Daily, hasMail: true, Now));

    [Fact]
    public void WhoWantsNoneFindsItInTheApplication() =>
        Assert.Equal(DeliveryState.InApp, NoticeRules.Plan(NoticeEvent.Approved, NoticeMode.RequiredOnly, hasMail: true, Now).State);

    [Fact]
    public void WhatIsRequiredIsSentAtOnceWhateverOneHasChosen() => Assert.All(
        from happened in Enum.GetValues<NoticeEvent>()
        where NoticeRules.IsRequired(happened)
        from mode in Enum.GetValues<NoticeMode>()
        select (happened, mode),
        row => Assert.Equal((DeliveryState.Waiting, false, Now), NoticeRules.Plan(row.happened, row.mode, hasMail: true, Now)));

    [Fact]
    public void AnAlarmIsRequiredAndAnApprovalIsNot()
    {
        Assert.True(NoticeRules.IsRequired(NoticeEvent.PublishedUnapproved));
        Assert.False(NoticeRules.IsRequired(NoticeEvent.Approved));
    }

    [Fact]
    public void WithoutEmailUsersFindItInTheApplicationAndOthersAreNotTold()
    {
        Assert.Equal(DeliveryState.InApp, NoticeRules.Plan(NoticeEvent.Overdue, NoticeMode.AtOnce, hasMail: false, Now).State);
        Assert.Equal(DeliveryState.Dropped, NoticeRules.Plan(NoticeEvent.Overdue, mode: null, hasMail: false, Now).State);
    }

    [Fact]
    public void TheTriesOfTheDefaultSettingsTakeAboutADay()
    {
        var all = Enumerable.Range(1, new NoticeOptions().MaxAttempts - 1).Aggregate(TimeSpan.Zero, (sum, attempt) => sum + BackOff.PauseAfter(attempt, 0.5));

        Assert.InRange(all, TimeSpan.FromHours(20), TimeSpan.FromHours(28));
    }
}
