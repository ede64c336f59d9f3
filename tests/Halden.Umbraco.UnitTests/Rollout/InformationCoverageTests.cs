using Halden.Umbraco.Rollout;

namespace Halden.Umbraco.UnitTests.Rollout;

public class InformationCoverageTests
{
    [Fact]
    public void WhoHasNotHeardWhatIsSeenForEachDirectorByItself()
    {
        var (culture, health) = (Guid.NewGuid(), Guid.NewGuid());
        var coverage = InformationCoverage.Of(
            [
                Told(InformationAudience.Director, culture, new(2026, 9, 1), InformationTopic.Scope, InformationTopic.Time),
                Told(InformationAudience.Director, culture, new(2026, 10, 1), InformationTopic.Scope),
                Told(InformationAudience.Others, null, new(2026, 11, 1), InformationTopic.Scope),
            ],
            [culture, health]);

        Assert.Equal(6, coverage.Count);
        Assert.Equal([new DateOnly(2026, 10, 1), new DateOnly(2026, 9, 1)], coverage.Single(row => row.DepartmentKey == culture).Last.Select(topic => topic.Day).OfType<DateOnly>());
        Assert.All(coverage.Where(row => row.DepartmentKey != culture), row => Assert.All(row.Last, topic => Assert.Null(topic.Day)));
        Assert.DoesNotContain(coverage, row => row.Audience == InformationAudience.Others);
    }

    private static InformationEntry Told(InformationAudience audience, Guid? department, DateOnly day, params InformationTopic[] topics) => new()
    {
        Id = Guid.NewGuid(),
        Audience = audience,
        DepartmentKey = department,
        Day = day,
        Channel = InformationChannel.Meeting,
        Topics = topics,
        RegisteredBy = Guid.NewGuid(),
        RegisteredAt = DateTimeOffset.UnixEpoch,
    };
}
