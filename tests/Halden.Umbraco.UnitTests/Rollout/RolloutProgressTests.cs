using Halden.Umbraco.Approval;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using static Halden.Umbraco.UnitTests.Rollout.ARollout;

namespace Halden.Umbraco.UnitTests.Rollout;

/// <summary>Where an introduction stands, by example.</summary>
public class RolloutProgressTests
{
    [Fact]
    public void AServiceThatNothingIsKnownOfStandsInTheFirstPhaseAndWaitsForItsDirector()
    {
        var standing = RolloutProgress.Of(ReadyMadePlan.Plan, Subject(new RolloutFacts()), Today);

        Assert.Equal(RolloutPhase.Establishment, standing.Phase);
        Assert.Equal("director", Assert.Single(standing.Waiting).Task.Id);
        Assert.Equal(0, standing.Done);
    }

    [Fact]
    public void PhasesWithNothingUndoneArePassedBy()
    {
        var facts = new RolloutFacts { HasDirector = true, HasOwner = true, HasRecipient = true };
        var standing = RolloutProgress.Of(ReadyMadePlan.Plan, Subject(facts, Done("inform-affected"), Done("owner-meeting")), Today);

        Assert.Equal(RolloutPhase.Descriptions, standing.Phase);
        Assert.Equal(["described", "tailored", "form"], standing.Waiting.Select(task => task.Task.Id));
        Assert.Equal(5, standing.Done);
    }

    [Fact]
    public void WhatIsDoneByEvidenceIsNotDoneByAnybodysWordAndKnowsSinceWhen()
    {
        var task = new RolloutTask("form-tested", RolloutPhase.Publishing, RolloutLevel.Service, Name, RolloutEvidence.FormTested);
        var tested = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);

        Assert.Equal(RolloutTaskState.Open, RolloutProgress.Of(task, Done("form-tested"), new RolloutFacts(), Today, Today).State);
        var standing = RolloutProgress.Of(task, null, new RolloutFacts { TestedAt = tested }, Today, Today);
        Assert.Equal((RolloutTaskState.Done, tested), (standing.State, standing.Finding?.At));

        // Not applicable until it is there all the same.
        var mark = Mark("form-tested", RolloutMarking.NotApplicable);
        Assert.Equal(RolloutTaskState.NotApplicable, RolloutProgress.Of(task, mark, new RolloutFacts(), Today, Today).State);
        Assert.Equal(RolloutTaskState.Done, RolloutProgress.Of(task, mark, new RolloutFacts { TestedAt = tested }, Today, Today).State);
    }

    [Theory]
    [InlineData(ProcessStage.Manual, EvidenceStatus.NotNeeded, EvidenceStatus.NotNeeded, EvidenceStatus.Missing)]
    [InlineData(ProcessStage.ElectronicForm, EvidenceStatus.Missing, EvidenceStatus.NotNeeded, EvidenceStatus.Missing)]
    [InlineData(ProcessStage.Integrated, EvidenceStatus.Missing, EvidenceStatus.Missing, EvidenceStatus.Missing)]
    [InlineData(null, EvidenceStatus.Missing, EvidenceStatus.Missing, EvidenceStatus.Missing)]
    internal void WhatLiesBeyondTheTargetIsNotNeeded(ProcessStage? target, EvidenceStatus form, EvidenceStatus integrated, EvidenceStatus manual)
    {
        var facts = new RolloutFacts { Target = target };

        Assert.Equal(form, RolloutEvidence.Form.In(facts).Status);
        Assert.Equal(form, RolloutEvidence.FormProcess.In(facts).Status);
        Assert.Equal(integrated, RolloutEvidence.IntegratedProcess.In(facts).Status);
        Assert.Equal(manual, RolloutEvidence.ManualProcess.In(facts).Status);
        Assert.Equal(EvidenceStatus.Found, RolloutEvidence.Form.In(facts with { HasForm = true }).Status);
    }

    [Fact]
    public void WhereTheOwnerPrintsThereIsNothingToTest() =>
        Assert.Equal(EvidenceStatus.NotNeeded, RolloutEvidence.FormTested.In(new RolloutFacts { PrintsOnly = true, HasRecipient = true }).Status);

    [Fact]
    public void AProcessThatIsDrawnAnewMustBeApprovedAnewAndTheServiceNeedNot()
    {
        var approved = new ApprovedPackage(At(10), At(11), null, HasForm: true);
        var facts = new RolloutFacts { Approved = approved, Drawn = new Dictionary<ProcessStage, DateTimeOffset> { [ProcessStage.Manual] = At(9), [ProcessStage.ElectronicForm] = At(12) } };

        Assert.Equal((EvidenceStatus.Found, At(11)), (RolloutEvidence.ManualProcessApproved.In(facts).Status, RolloutEvidence.ManualProcessApproved.In(facts).At));
        Assert.Equal(EvidenceStatus.Missing, RolloutEvidence.FormProcessApproved.In(facts).Status);
        Assert.Equal(EvidenceStatus.Found, RolloutEvidence.Approved.In(facts).Status);
        Assert.Equal(EvidenceStatus.Missing, RolloutEvidence.Published.In(facts).Status);

        static DateTimeOffset At(int hour) => new(2026, 10, 1, hour, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public void ATaskIsDueSoManyDaysAfterTheStartUnlessTheServiceHasADayOfItsOwnAndIsLateTheDayAfter()
    {
        var task = new RolloutTask("tailored", RolloutPhase.Descriptions, RolloutLevel.Service, Name, DueDays: 10);
        var starts = Today.AddDays(-11);

        var late = RolloutProgress.Of(task, null, new RolloutFacts(), starts, Today);
        Assert.Equal((Today.AddDays(-1), true), (late.Due, late.IsLate));
        Assert.False(RolloutProgress.Of(task, null, new RolloutFacts(), starts.AddDays(1), Today).IsLate);
        Assert.False(RolloutProgress.Of(task, Done("tailored"), new RolloutFacts(), starts, Today).IsLate);

        var moved = Mark("tailored", RolloutMarking.Open);
        moved.Due = Today.AddDays(5);
        Assert.Equal((Today.AddDays(5), false), (RolloutProgress.Of(task, moved, new RolloutFacts(), starts, Today).Due, RolloutProgress.Of(task, moved, new RolloutFacts(), starts, Today).IsLate));
    }

    [Fact]
    public void HoldBacksAreWhatMostWaitForWhoIsLateAndWhatIsVacant()
    {
        var late = Today.AddDays(-100);
        var services = new[]
        {
            RolloutProgress.Of(ReadyMadePlan.Plan, Subject(new RolloutFacts(), late, Row("Kino", owner: null)), Today),
            RolloutProgress.Of(ReadyMadePlan.Plan, Subject(new RolloutFacts(), Today, Row("Bad")), Today),
            RolloutProgress.Of(ReadyMadePlan.Plan, Subject(new RolloutFacts { HasDirector = true }, Today, Row("Bibliotek")), Today),
        };

        var held = RolloutProgress.HeldBackBy([], services);

        Assert.Equal([("director", 2), ("inform-affected", 1)], held.Tasks.Select(waited => (waited.Task.Id, waited.Services)));
        Assert.Contains(held.Late, holder => holder.Holder is { Role: RolloutRole.Owner, Name: null });
        Assert.Contains(held.Late, holder => holder.Holder is { Role: RolloutRole.Director, Name: "Kari Kultur" });
        Assert.Equal([KeyValuePair.Create(Vacancy.Owner, 1)], held.Vacancies);
    }

    [Fact]
    public void APlanThatIsKeptIsReadAsItWasAndTheReadyMadeOneIsInOrder()
    {
        var plan = ReadyMadePlan.Plan;

        Assert.Empty(RolloutPlanJson.Check(plan));
        Assert.Equal(plan.Tasks, RolloutPlanJson.Read(RolloutPlanJson.Write(plan)).Tasks);
        Assert.Equal(plan.Tasks.OrderBy(task => task.Phase), plan.Tasks);
        Assert.Equal(Enum.GetValues<RolloutPhase>(), plan.Tasks.Select(task => task.Phase).Distinct());
    }

    [Fact]
    public void FaultsOfAPlanAreToldByPlace()
    {
        var first = ReadyMadePlan.Plan.Tasks[0];
        var faults = RolloutPlanJson.Check(new RolloutPlan(
        [
            first,
            first,
            first with { Id = "Ikke en id", Name = new Label(" ", "x", "x") },
            first with { Id = "a", Evidence = RolloutEvidence.Owner },
            first with { Id = "b", Level = RolloutLevel.Service, Due = Today, DueDays = -1 },
        ]));

        Assert.Equal(["tasks[1].id", "tasks[2].id", "tasks[2].name", "tasks[3].level", "tasks[4].due", "tasks[4].dueDays"], faults.Keys);
    }
}
