using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Rollout;
using static Halden.Umbraco.UnitTests.Rollout.ARollout;

namespace Halden.Umbraco.UnitTests.Rollout;

/// <summary>What holds for every service of every introduction.</summary>
public class RolloutLaws
{
    [Fact]
    public void ATaskWithEvidenceIsDoneExactlyWhenTheEvidenceIsThere() => Law.HoldsFor(Cases(), subject => Assert.All(
        RolloutProgress.Of(ReadyMadePlan.Plan, subject, Today).Tasks.Where(task => task.Task.Evidence is not null),
        task => Assert.Equal(task.Task.Evidence!.Value.In(subject.Facts).Status == EvidenceStatus.Found, task.State == RolloutTaskState.Done)));

    [Fact]
    public void EveryPhaseBeforeTheOneAServiceStandsInHasNothingUndoneAndThatOneHas() => Law.HoldsFor(Cases(), subject =>
    {
        var standing = RolloutProgress.Of(ReadyMadePlan.Plan, subject, Today);

        Assert.DoesNotContain(standing.Tasks, task => task.State == RolloutTaskState.Open && (standing.Phase is null || task.Task.Phase < standing.Phase));
        Assert.Equal(standing.Phase is null, !standing.Waiting.Any());
        Assert.Equal(standing.Phase is null, standing.Done == standing.Count);
    });

    [Fact]
    public void TasksThatAreDoneOrNotApplicableAreNeverLate() => Law.HoldsFor(Cases(), subject => Assert.All(
        RolloutProgress.Of(ReadyMadePlan.Plan, subject, Today.AddYears(3)).Tasks, task => Assert.Equal(task.State == RolloutTaskState.Open, task.IsLate)));

    [Fact]
    public void DepartmentsAddUpToTheServices() => Law.HoldsFor(Cases().Generator.ListOf(4).ToArbitrary(), subjects =>
    {
        var services = subjects.Select(subject => RolloutProgress.Of(ReadyMadePlan.Plan, subject, Today)).ToList();
        var departments = RolloutProgress.Departments(services);

        Assert.Equal((services.Count, services.Sum(service => service.Done), services.Sum(service => service.Count)), (departments.Sum(one => one.Services), departments.Sum(one => one.Done), departments.Sum(one => one.Count)));
        Assert.Equal(services.Sum(service => service.Waiting.Count()), RolloutProgress.HeldBackBy([], services).Tasks.Sum(task => task.Services));
    });

    private static Arbitrary<RolloutSubject> Cases()
    {
        var moments = Gen.Choose(0, 48).Select(hour => new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour));
        var perhaps = Gen.OneOf(moments.Select(moment => (DateTimeOffset?)moment), Gen.Constant((DateTimeOffset?)null));
        var flags = Gen.Choose(0, 255);
        var facts = from flag in flags
                    from tested in perhaps
                    from approved in perhaps
                    from drawn in perhaps.ArrayOf(3)
                    from target in Gen.Elements<ProcessStage?>(null, ProcessStage.Manual, ProcessStage.ElectronicForm, ProcessStage.Integrated)
                    select new RolloutFacts
                    {
                        HasDirector = (flag & 1) > 0,
                        HasOwner = (flag & 2) > 0,
                        HasRecipient = (flag & 4) > 0,
                        PrintsOnly = (flag & 8) > 0,
                        IsDescribed = (flag & 16) > 0,
                        HasForm = (flag & 32) > 0,
                        IsPublished = (flag & 64) > 0,
                        TestedAt = tested,
                        Target = target,
                        Approved = approved is { } at ? new ApprovedPackage(at, at, null, (flag & 128) > 0) : null,
                        Drawn = drawn.Select((moment, stage) => (Stage: (ProcessStage)stage, moment)).Where(one => one.moment is not null).ToDictionary(one => one.Stage, one => one.moment!.Value),
                    };
        var marks = Gen.Elements<RolloutMarking?>(null, RolloutMarking.Done, RolloutMarking.NotApplicable, RolloutMarking.Open).ArrayOf(ReadyMadePlan.Plan.Tasks.Count)
            .Select(states => states.Zip(ReadyMadePlan.Plan.Tasks, (state, task) => (state, task)).Where(one => one.state is not null).Select(one => Mark(one.task.Id, one.state!.Value)).ToArray());
        return (from known in facts
                from said in marks
                select Subject(known, said)).ToArbitrary();
    }
}
