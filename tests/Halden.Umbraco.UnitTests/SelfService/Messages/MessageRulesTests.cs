using Halden.Umbraco.SelfService.Messages;

namespace Halden.Umbraco.UnitTests.SelfService.Messages;

public sealed class MessageRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly MessageChange Good = new("warning", "Skjemaet er nede til kl. 14 (feil < 1 time).", null, "The form is down until 2 pm.", null, Now.AddHours(2));

    [Fact]
    public void AShortPlainMessageThatEndsIsRight() => Assert.Empty(MessageRules.Faults(Good.Tidied(), Now));

    [Fact]
    public void TextsAreOnOneLineAndWhatIsEmptyIsNone()
    {
        var tidied = (Good with { TextNb = "  To\r\nlinjer\t her ", TextNn = "   " }).Tidied();

        Assert.Equal(("To linjer her", null), (tidied.TextNb, tidied.TextNn));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void BokmalIsRequired(string text) => Assert.Equal(["textNb"], Faults(Good with { TextNb = text }));

    [Theory]
    [InlineData("Se https://www.halden.kommune.no")]
    [InlineData("Se www.halden.kommune.no")]
    [InlineData("<b>Viktig</b>")]
    [InlineData("Her: </p>")]
    [InlineData("Bakvendt \u202Etekst")]
    [InlineData("Null \u0000 tegn")]
    public void NoLinkNoMarkupAndNothingUnseen(string text)
    {
        Assert.Equal(["textNb"], Faults(Good with { TextNb = text }));
        Assert.Equal(["textEn"], Faults(Good with { TextEn = text }));
    }

    [Fact]
    public void ThreeHundredCharactersAreTheMost()
    {
        Assert.Empty(Faults(Good with { TextNn = new string('å', 300) }));
        Assert.Equal(["textNn"], Faults(Good with { TextNn = new string('å', 301) }));
    }

    [Fact]
    public void ItAlwaysEndsWithinThirtyDays()
    {
        Assert.Equal(["until"], Faults(Good with { Until = null }));
        Assert.Equal(["until"], Faults(Good with { Until = Now }));
        Assert.Equal(["until"], Faults(Good with { From = Now.AddHours(3) }));
        Assert.Empty(Faults(Good with { Until = Now.AddDays(30) }));
        Assert.Equal(["until"], Faults(Good with { Until = Now.AddDays(30).AddMinutes(1) }));
    }

    [Fact]
    public void SeverityIsOneOfTwo() => Assert.Equal(["severity"], Faults(Good with { Severity = "Warning, Info" }));

    private static IEnumerable<string> Faults(MessageChange change) => MessageRules.Faults(change.Tidied(), Now).Keys;
}
