using FsCheck.Fluent;
using Halden.Umbraco.Catalogue.Merge;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class MatchingTests
{
    [Fact]
    public void FindsTheLongestCommonSubsequence() => Law.HoldsFor(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            int[] Some() => [.. Enumerable.Range(0, random.Next(25)).Select(_ => random.Next(8))];
            var (one, other) = (Some(), Some());

            var partners = Matching.Match(one, other);

            var matched = Enumerable.Range(0, one.Length).Where(i => partners[i] >= 0).ToList();
            Assert.All(matched, i => Assert.Equal(one[i], other[partners[i]]));
            Assert.Equal(matched.Select(i => partners[i]).Distinct().Order(), matched.Select(i => partners[i]));
            Assert.Equal(Longest(one, other), matched.Count);
        });

    [Fact]
    public void FindsWhatStandsOnceInTextsThatDifferMuch()
    {
        int[] one = [.. Enumerable.Range(0, 3_000).Select(i => i % 10 == 0 ? i : -i)];
        int[] other = [.. Enumerable.Range(0, 3_000).Select(i => i % 10 == 0 ? i : 10_000 + i)];

        Assert.Equal(300, Matching.Match(one, other).Count(partner => partner >= 0));
    }

    private static int Longest(int[] one, int[] other)
    {
        var length = new int[one.Length + 1, other.Length + 1];
        for (var i = one.Length - 1; i >= 0; i--)
        {
            for (var j = other.Length - 1; j >= 0; j--)
            {
                length[i, j] = one[i] == other[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        return length[0, 0];
    }
}
