using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Rollout;

public class RequirementTests
{
    [Fact]
    public void ARequirementKeepsItsNumberWhateverComesAndGoes()
    {
        var (first, last) = RequirementSpecifications.Numbered([new(0, "", " En ", true), new(0, "", "To", true), new(0, "", "Tre", false)], 0);
        Assert.Equal([1, 2, 3], first.Select(one => one.Number));
        Assert.Equal((3, "En"), (last, first[0].Text));

        // The third goes, the second comes first, one is new and one pretends to be another.
        var (next, after) = RequirementSpecifications.Numbered([first[1], first[0], first[0], new(0, "", "Ny", true), new(99, "", "Fremmed", true)], last);
        Assert.Equal([2, 1, 4, 5, 6], next.Select(one => one.Number));
        Assert.Equal(6, after);
    }

    [Fact]
    public void ReadyMadeRequirementsAreThereForEverySubjectInEveryLanguage() => Assert.All(
        Enum.GetValues<RequirementSubject>(),
        subject => Assert.All(Cultures.All, language =>
        {
            var all = ReadyMadeRequirements.Of(subject, language);
            Assert.Equal(Enumerable.Range(1, all.Count), all.Select(one => one.Number));
            Assert.True(all.Count(one => one.IsMust) >= 4 && all.Any(one => !one.IsMust));
            Assert.All(all, one => Assert.True(one.Text.Length is > 20 and < RequirementSpecifications.LongestText && one.Group.Length > 0));
        }));
}
