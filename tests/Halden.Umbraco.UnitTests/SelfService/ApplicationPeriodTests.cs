using Halden.Umbraco.SelfService;

namespace Halden.Umbraco.UnitTests.SelfService;

public class ApplicationPeriodTests
{
    [Theory]
    [InlineData(null, null, "Open")]
    [InlineData("2026-03-01", "2026-03-31", "Open")]
    [InlineData("2026-03-04", null, "Open")]
    [InlineData(null, "2026-03-04", "Open")]
    [InlineData("2026-03-05", null, "NotYet")]
    [InlineData("2026-03-05", "2026-04-01", "NotYet")]
    [InlineData(null, "2026-03-03", "Closed")]
    [InlineData("2026-02-01", "2026-03-03", "Closed")]
    [InlineData("2026-10-01", "2026-03-03", "NotYet")]
    public void BothDaysAreWithin(string? opens, string? closes, string state) =>
        Assert.Equal(state, new ApplicationPeriod(Day(opens), Day(closes)).On(new DateOnly(2026, 3, 4)).ToString());

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
