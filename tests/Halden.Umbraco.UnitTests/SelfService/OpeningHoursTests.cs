using Halden.Umbraco.SelfService;

namespace Halden.Umbraco.UnitTests.SelfService;

public class OpeningHoursTests
{
    [Theory]
    [InlineData("Mandag–fredag kl. 09.00–15.30", "2026-03-04 09:00", true)]
    [InlineData("Mandag–fredag kl. 09.00–15.30", "2026-03-04 15:29", true)]
    [InlineData("Mandag–fredag kl. 09.00–15.30", "2026-03-04 15:30", false)]
    [InlineData("Mandag–fredag kl. 09.00–15.30", "2026-03-07 12:00", false)]
    [InlineData("Man-fre: 8-16", "2026-03-04 08:30", true)]
    [InlineData("Måndag til fredag: 08:00 til 15:00", "2026-03-04 08:30", true)]
    [InlineData("Hverdager 9–15", "2026-03-06 10:00", true)]
    [InlineData("Kl. 9–15", "2026-03-06 10:00", true)]
    [InlineData("Alle dager 10–22", "2026-03-08 21:00", true)]
    [InlineData("Tirsdag og torsdag 10–18\nLørdag: 10-14\nSøndag: stengt", "2026-03-05 17:00", true)]
    [InlineData("Tirsdag og torsdag 10–18\nLørdag: 10-14\nSøndag: stengt", "2026-03-04 12:00", false)]
    [InlineData("Tirsdag og torsdag 10–18\nLørdag: 10-14\nSøndag: stengt", "2026-03-08 12:00", false)]
    [InlineData("Mandag–fredag 9–11 og 12–15", "2026-03-04 11:30", false)]
    [InlineData("Mandag–fredag 9–11 og 12–15", "2026-03-04 12:30", true)]
    [InlineData("Monday–Friday: 9–15", "2026-03-04 12:30", true)]
    [InlineData("Mandager 9-15", "2026-03-02 12:30", true)]
    [InlineData("Alle dager 0–24", "2026-03-08 23:59", true)]
    public void TellsWhetherItIsOpen(string text, string moment, bool open) => Assert.Equal(open, OpeningHours.Read(text)!.IsOpenAt(Norwegian(moment)));

    [Theory]
    [InlineData("")]
    [InlineData("Etter avtale")]
    [InlineData("Mandag–fredag 9–15\nStengt i juli")]
    [InlineData("Mandag–fredag 9–15 (sommertid 9–14)")]
    [InlineData("Mandag–fredag 15–9")]
    [InlineData("Mandag–fredag 9–25")]
    [InlineData("Mandag–fredag 9.75–15")]
    [InlineData("Mandag 9–15\nMandag 10–16")]
    [InlineData("Fredag–mandag 9–15")]
    [InlineData("Partallsuker 9–15")]
    [InlineData("Søndag: stengt")]
    public void SaysNothingOfWhatIsNotPlain(string text) => Assert.Null(OpeningHours.Read(text));

    [Theory]
    [InlineData("2026-05-01 10:00")]
    [InlineData("2026-12-25 10:00")]
    [InlineData("2026-04-06 10:00")]
    public void APublicHolidayIsNotForTheTextToTell(string moment) => Assert.Null(OpeningHours.Read("Mandag–fredag 9–15")!.IsOpenAt(Norwegian(moment)));

    [Fact]
    public void LongNonsenseIsReadInNoTime() => Assert.Null(OpeningHours.Read(new string('a', 50_000) + string.Concat(Enumerable.Repeat(" 9-15 og", 5_000))));

    // Without summer time in March before its last Sunday; with it afterwards.
    private static DateTimeOffset Norwegian(string moment)
    {
        var local = DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo").GetUtcOffset(local)).ToUniversalTime();
    }
}
