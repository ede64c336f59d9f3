using Halden.Umbraco.Outgoing;

namespace Halden.Umbraco.UnitTests.Outgoing;

public sealed class BackOffTests
{
    [Fact]
    public void ThePauseDoublesUpToFourHoursGiveOrTakeAFifth()
    {
        Assert.Equal(TimeSpan.FromMinutes(0.8), BackOff.PauseAfter(1, 0));
        Assert.Equal(TimeSpan.FromMinutes(1.2), BackOff.PauseAfter(1, 1));
        Assert.Equal(TimeSpan.FromMinutes(8), BackOff.PauseAfter(4, 0.5));
        Assert.Equal(TimeSpan.FromHours(4), BackOff.PauseAfter(9, 0.5));
        Assert.Equal(TimeSpan.FromHours(4), BackOff.PauseAfter(int.MaxValue, 0.5));
    }

    [Fact]
    public void AnOutboxRestsLongerWhileNobodyAnswersUpToTenMinutes() =>
        Assert.Equal([10, 20, 40, 600, 600], ((int[])[0, 1, 2, 6, 5000]).Select(silences => (int)BackOff.RestAfter(silences).TotalSeconds));
}
