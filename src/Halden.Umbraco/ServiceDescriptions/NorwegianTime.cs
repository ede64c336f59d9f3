using PublicHoliday;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>The clock and the calendar on a municipality's wall.</summary>
internal static class NorwegianTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>The day that a moment falls on.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Of(moment).DateTime);

    /// <summary>A moment as the clocks in Norway show it.</summary>
    public static DateTimeOffset Of(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>What the clock shows at a moment.</summary>
    public static TimeOnly TimeOf(DateTimeOffset moment) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>The first moment after <paramref name="after"/> when the clock shows <paramref name="time"/>, which must be no hour that summer time skips.</summary>
    public static DateTimeOffset Next(TimeOnly time, DateTimeOffset after)
    {
        var today = DayOf(after);
        var moment = At(today, time);
        return moment > after ? moment : At(today.AddDays(1), time);
    }

    /// <summary>Monday to Friday, without Norway's public holidays.</summary>
    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !new NorwayPublicHoliday().IsPublicHoliday(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The same time of day on the <paramref name="days"/>th working day after the day of <paramref name="start"/>.</summary>
    public static DateTimeOffset AfterWorkingDays(DateTimeOffset start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = DayOf(start);
        for (var left = days; left > 0; left -= IsWorkingDay(day) ? 1 : 0)
        {
            day = day.AddDays(1);
        }

        // Summer time begins and ends on Sundays, so that no hour of a working day is missing or there twice.
        return At(day, TimeOf(start));
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}
