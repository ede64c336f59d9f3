using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.UnitTests.Submissions;

public class DeliveryRecipientTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryResult Failed = new(DeliveryStatus.Failed, "Nei.");

    private readonly DeliveryRecipient _recipient = new() { Key = "System:x", Channel = DeliveryChannel.System, Recipient = "X" };

    [Fact]
    public void OneThatFailsNowAndThenIsNotBrokenOff()
    {
        foreach (var result in (DeliveryResult[])[Failed, Failed, DeliveryResult.Delivered, Failed, Failed])
        {
            _recipient.Note(result, Now);
        }

        Assert.False(_recipient.Holds(Now));
    }

    [Fact]
    public void ThreeFailuresInARowBreakItOff()
    {
        Fail(3);

        Assert.True(_recipient.Holds(Now));
        Assert.Equal((3, Now, "Nei."), (_recipient.Failures, _recipient.FailingSince, _recipient.Fault));
    }

    [Fact]
    public void OneThatDoesNotAnswerIsBrokenOffAtOnce()
    {
        _recipient.Note(new DeliveryResult(DeliveryStatus.NoAnswer, "Stille."), Now);

        Assert.True(_recipient.Holds(Now.AddSeconds(44)));
        Assert.False(_recipient.Holds(Now.AddSeconds(45)));
    }

    [Fact]
    public void ItIsBrokenOffForAQuarterOfAnHourAtMost()
    {
        Fail(500);

        Assert.Equal(Now.AddMinutes(15), _recipient.BrokenOffUntil);
    }

    [Fact]
    public void ItNeverOutlastsTheWaitOfADeliveryThatFailedAsOften() => Assert.All(
        Enumerable.Range(3, 40),
        failures =>
        {
            var recipient = new DeliveryRecipient { Key = "k", Channel = DeliveryChannel.System, Recipient = "X" };
            for (var i = 0; i < failures; i++)
            {
                recipient.Note(Failed, Now);
            }

            Assert.True(recipient.BrokenOffUntil - Now <= BackOff.PauseAfter(failures, 0));
        });

    [Fact]
    public void WhatGetsThroughMakesItWell()
    {
        Fail(10);

        _recipient.Note(new DeliveryResult(DeliveryStatus.Accepted), Now);

        Assert.Equal((0, null, null, null), (_recipient.Failures, _recipient.FailingSince, _recipient.BrokenOffUntil, _recipient.Fault));
    }

    [Fact]
    public void WhatIsNotSetUpSaysNothingOfIt()
    {
        Fail(2);

        _recipient.Note(new DeliveryResult(DeliveryStatus.NotSetUp, "Ikke satt opp."), Now);

        Assert.Equal(2, _recipient.Failures);
    }

    [Fact]
    public void AMomentOutOfReachIsOfAClockThatWasWrong()
    {
        _recipient.BrokenOffUntil = Now.AddDays(30);

        Assert.False(_recipient.Holds(Now));
    }

    [Fact]
    public void OneThatAPersonHasPausedIsHeldHoweverWellItIs()
    {
        _recipient.PausedAt = Now;
        _recipient.Note(DeliveryResult.Delivered, Now);

        Assert.True(_recipient.Holds(Now.AddYears(1)));
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _recipient.Note(Failed, Now);
        }
    }
}
