using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.ServiceDescriptions;

public class NorwegianTimeTests
{
    [Fact]
    public void TheHolidaysAreThoseOfTheLawInEveryYear()
    {
        for (var year = 2000; year <= 2060; year++)
        {
            var easter = Easter(year);
            var holidays = new HashSet<DateOnly>
            {
                new(year, 1, 1), new(year, 5, 1), new(year, 5, 17), new(year, 12, 25), new(year, 12, 26),
                easter.AddDays(-3), easter.AddDays(-2), easter, easter.AddDays(1), easter.AddDays(39), easter.AddDays(49), easter.AddDays(50),
            };
            for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
            {
                var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                Assert.True(NorwegianTime.IsWorkingDay(day) == (!isWeekend && !holidays.Contains(day)), $"{day:O}");
            }
        }
    }

    [Theory]
    [InlineData("2026-04-02", "skjærtorsdag")]
    [InlineData("2026-04-03", "langfredag")]
    [InlineData("2026-04-06", "andre påskedag")]
    [InlineData("2026-05-14", "Kristi himmelfartsdag")]
    [InlineData("2026-05-25", "andre pinsedag")]
    [InlineData("2027-05-17", "grunnlovsdagen, som da også er andre pinsedag")]
    [InlineData("2026-12-25", "første juledag")]
    [InlineData("2026-05-16", "en lørdag")]
    public void NobodyIsAtWorkOn(string day, string what) => Assert.False(NorwegianTime.IsWorkingDay(DateOnly.Parse(day)), what);

    [Theory]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-31")]
    [InlineData("2026-04-01")]
    public void TheDaysBeforeHolidaysAreWorkingDays(string day) => Assert.True(NorwegianTime.IsWorkingDay(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-06-02T14:00+02:00", 3, "2026-06-05T14:00+02:00")]
    [InlineData("2026-06-05T14:00+02:00", 3, "2026-06-10T14:00+02:00")]
    [InlineData("2026-06-06T10:00+02:00", 1, "2026-06-08T10:00+02:00")]
    [InlineData("2026-04-01T09:00+02:00", 3, "2026-04-09T09:00+02:00")]
    [InlineData("2026-03-27T09:00+01:00", 1, "2026-03-30T09:00+02:00")]
    [InlineData("2026-06-02T23:30+00:00", 1, "2026-06-04T01:30+02:00")]
    [InlineData("2026-06-02T14:00+02:00", 0, "2026-06-02T14:00+02:00")]
    public void CountsWorkingDaysFromTheDayAfterOnTheClockInNorway(string start, int days, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due), NorwegianTime.AfterWorkingDays(DateTimeOffset.Parse(start), days));

    [Theory]
    [InlineData("2026-06-02T04:59:59Z", "2026-06-02T05:00Z")]
    [InlineData("2026-06-02T05:00Z", "2026-06-03T05:00Z")]
    [InlineData("2026-10-24T12:00Z", "2026-10-25T06:00Z")]
    public void TheNextSevenOClockFollowsSummerTime(string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), NorwegianTime.Next(new TimeOnly(7, 0), DateTimeOffset.Parse(after)));

    // Meeus, Jones and Butcher.
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var month = (h + l - (7 * m) + 114) / 31;
        return new DateOnly(year, month, ((h + l - (7 * m) + 114) % 31) + 1);
    }
}
