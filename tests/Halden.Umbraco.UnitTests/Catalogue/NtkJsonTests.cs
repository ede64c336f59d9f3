using System.Text;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class NtkJsonTests
{
    [Fact]
    public async Task ReadsEveryElementInOrder()
    {
        var reading = await NtkItem.File(NtkItem.Service(1, "Barnehage"), NtkItem.Service(1, "Barnehage", "NY"), NtkItem.Service(2, "Skole"));

        Assert.Null(reading.Fault);
        Assert.Equal([(1, "1", "nb-NO"), (2, "1", "nn-NO"), (3, "2", "nb-NO")], reading.Items.Cast<NationalDescription>().Select(item => (item.Position, item.ServiceId, item.Culture)));
    }

    [Fact]
    public async Task RefusesOneElementAndKeepsTheRest()
    {
        var reading = await NtkItem.File($"[ 7, null, {NtkItem.Service(1, "Barnehage").Json}, \"tekst\", {{}} ]");

        Assert.Equal([1, 2, 4, 5], reading.Items.OfType<UnreadItem>().Select(item => item.Position));
        Assert.Equal("Barnehage", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
    }

    [Fact]
    public async Task ReadsAFileWithAByteOrderMark()
    {
        var reading = await NtkItem.File([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($" \r\n[{NtkItem.Service(1, "Barnehage").Json}]")]);

        Assert.Null(reading.Fault);
        Assert.Single(reading.Items);
    }

    [Fact]
    public async Task ReadsAnEmptyArray()
    {
        var reading = await NtkItem.File("[]");

        Assert.Null(reading.Fault);
        Assert.Empty(reading.Items);
    }

    [Theory]
    [InlineData("", "tomt")]
    [InlineData(" \r\n ", "tomt")]
    [InlineData("{\"tjenester\":[]}", "ikke en liste")]
    [InlineData("<html></html>", "nettside")]
    [InlineData("ikke json", "ikke JSON")]
    [InlineData("\"tekst\"", "ikke JSON")]
    [InlineData("[{]", "ødelagt")]
    [InlineData("[1,]", "ødelagt")]
    [InlineData("[1] 2", "ødelagt")]
    [InlineData("[{\"navn\":\"a", "avkortet")]
    public async Task TakesNothingFromABrokenFile(string json, string says)
    {
        var reading = await NtkItem.File(json);

        Assert.Empty(reading.Items);
        Assert.Contains(says, reading.Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakesNothingFromATruncatedFileHoweverMuchOfItCouldBeRead()
    {
        var whole = $"[{string.Join(",", Enumerable.Range(1, 200).Select(id => NtkItem.Service(id, "Tjeneste").With("beskrivelse", new string('x', 500)).Json))}]";

        var reading = await NtkItem.File(whole[..^1]);

        Assert.Empty(reading.Items);
        Assert.NotNull(reading.Fault);
    }

    [Theory]
    [InlineData(0xFF, 0xFE)]
    [InlineData(0xFE, 0xFF)]
    public async Task SaysWhenAFileIsUtf16(byte first, byte second) =>
        Assert.Contains("UTF-16", (await NtkItem.File([first, second, (byte)'[', 0])).Fault?.Nb, StringComparison.Ordinal);

    [Fact]
    public async Task RefusesTheElementWhoseTextIsNotUtf8()
    {
        var json = Encoding.UTF8.GetBytes($"[{NtkItem.Service(1, "Barnehage").With("pris", "@").Json},{NtkItem.Service(2, "Skole").Json}]");
        json[Array.IndexOf(json, (byte)'@')] = 0xE6;

        var reading = await NtkItem.File(json);

        Assert.Contains("«pris»", Assert.Single(reading.Items.OfType<UnreadItem>()).Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal("Skole", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
    }

    [Fact]
    public async Task RefusesTheElementWithHalfACharacter()
    {
        var reading = await NtkItem.File($"[{NtkItem.Service(1, "Barnehage").With("pris", "@").Json.Replace("@", "\\ud800", StringComparison.Ordinal)}]");

        Assert.Contains("«pris»", Assert.IsType<UnreadItem>(Assert.Single(reading.Items)).Reason?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesTheElementWithHalfACharacterInTheNameOfAField()
    {
        var reading = await NtkItem.File($"[{NtkItem.Service(1, "Barnehage").With("@", "").Json.Replace("@", "partner\\ud800", StringComparison.Ordinal)},{NtkItem.Service(2, "Skole").Json}]");

        Assert.Contains("feltnavn", Assert.Single(reading.Items.OfType<UnreadItem>()).Reason.Nb, StringComparison.Ordinal);
        Assert.Equal("Skole", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
    }

    [Fact]
    public async Task RefusesAnElementThatIsTooLarge()
    {
        var reading = await NtkItem.File(NtkItem.Service(1, "Stor").With("ukjent", new string('x', NtkJson.MaxItemBytes)), NtkItem.Service(2, "Liten"));

        Assert.Contains("2 MB", Assert.Single(reading.Items.OfType<UnreadItem>()).Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal("Liten", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
    }

    [Fact]
    public async Task TakesNothingFromAFileThatIsTooLarge()
    {
        var json = new MemoryStream(Encoding.UTF8.GetBytes($"[{new string(' ', 3_000_000)}]"));

        var reading = await NtkJson.ReadAsync(json, TestContext.Current.CancellationToken, maxBytes: 2_000_000);

        Assert.Contains("større enn 1 MB", reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.True(json.CanRead);
    }

    [Fact]
    public async Task RefusesAnElementWithOddDepthWithoutTheRest()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));

        var reading = await NtkItem.File($"[{deep},{NtkItem.Service(2, "Skole").Json}]");

        Assert.Single(reading.Items.OfType<UnreadItem>());
        Assert.Single(reading.Items.OfType<NationalDescription>());
    }

    [Fact]
    public async Task UsesTheEditionUpdatedLastOfTwoOfTheSame()
    {
        var reading = await NtkItem.File(
            NtkItem.Service(1, "Ny").With("datoOppdatert", "2024-02-01 10:00"),
            NtkItem.Service(1, "Gammel").With("datoOppdatert", "2024-02-01 09:00"),
            NtkItem.Service(1, "Nynorsk", "NY"));

        Assert.Equal(["Ny", "Nynorsk"], reading.Items.OfType<NationalDescription>().Select(item => item.Title));
        var skipped = Assert.Single(reading.Items.OfType<UnreadItem>());
        Assert.True(skipped.IsSkipped);
        Assert.Equal((2, "Gammel"), (skipped.Position, skipped.Name));
        Assert.Contains("plass 1", skipped.Reason?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UsesTheLaterInTheFileWhereDatesDoNotTell()
    {
        var reading = await NtkItem.File(NtkItem.Service(1, "Først"), NtkItem.Service(1, "Sist"));

        Assert.Equal("Sist", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
    }

    [Fact]
    public async Task StopsWhenAsked() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NtkJson.ReadAsync(new MemoryStream("[]"u8.ToArray()), new CancellationToken(canceled: true)));
}
