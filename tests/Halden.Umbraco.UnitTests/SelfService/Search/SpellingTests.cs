using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.SelfService.Search;

namespace Halden.Umbraco.UnitTests.SelfService.Search;

public sealed class SpellingTests
{
    private static readonly Gen<string> Word = Gen.Elements('a', 'b', 's', 'ё').ArrayOf().Resize(10).Select(letters => new string(letters));

    [Theory]
    [InlineData("barnehage", "barnehage", 0)]
    [InlineData("barnehage", "barnhage", 1)]
    [InlineData("skole", "sokle", 1)]
    [InlineData("renovasjon", "renevosjonn", 3)]
    [InlineData("renovasjon", "feiing", null)]
    public void SlipsAreCounted(string one, string other, int? slips) => Assert.Equal(slips, new WrittenWord(one).SlipsTo(other, 3));

    [Fact]
    public void AWordOfAsManySignsAsThereAreBitsIsComparedToItsEnd()
    {
        var longest = string.Concat(Enumerable.Range(0, WrittenWord.MaxLength).Select(place => (char)('a' + (place % 7))));

        Assert.Equal((0, 1, 1), (new WrittenWord(longest).SlipsTo(longest, 3), new WrittenWord(longest).SlipsTo(longest[..^1] + 'x', 3), new WrittenWord(longest).SlipsTo(longest + 'x', 3)));
    }

    [Fact]
    public void OnlyWhatIsNearIsCountedAndThatAsIfAllWere() => Law.HoldsFor(
        Arb.From(from one in Word where one.Length > 0 from other in Word from allowed in Gen.Choose(1, 3) select (one, other, allowed)),
        words => Assert.Equal(
            Whole(words.one, words.other) is var slips && slips <= words.allowed ? slips : null,
            new WrittenWord(words.one).SlipsTo(words.other, words.allowed)));

    // By the definition, without regard to time.
    private static int Whole(string one, string other)
    {
        var slips = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                slips[i, j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
                }
            }
        }

        return slips[one.Length, other.Length];
    }
}
