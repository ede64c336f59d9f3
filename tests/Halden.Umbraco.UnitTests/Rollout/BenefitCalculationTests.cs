using FsCheck.Fluent;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.UnitTests.Processes;
using static Halden.Umbraco.Processes.ProcessStage;

namespace Halden.Umbraco.UnitTests.Rollout;

public class BenefitCalculationTests
{
    [Fact]
    public void MinutesSavedPerCaseBecomeHoursKronerAndMonthsUntilTheCostIsEarned()
    {
        var gain = BenefitCalculation.Of(Minutes(60, 18, 10), target: ElectronicForm, volume: 320, oneOffCost: 40_000, yearlyCost: 12_000, hourlyCost: 600);

        // 320 × 42 minutes are 224 hours; at 600 kroner 134,400, less 12,000 each year; 40,000 is 3.92 months of it.
        Assert.Equal([new StageGain(ElectronicForm, 42, 224.0m, 134_400m, true), new StageGain(Integrated, 50, 266.7m, 160_000m, true)], gain.Stages);
        Assert.Equal((gain.Stages[0], 122_400m, 4), (gain.Counted, gain.NetPerYear, gain.PaybackMonths));
    }

    [Fact]
    public void TheTargetIsCountedElseTheFurthestThatIsKnownAndNothingWhereItIsToStayManual()
    {
        Assert.Equal(Integrated, BenefitCalculation.Of(Minutes(60, 18, 10), null, 1, null, null, 600).Counted?.Stage);
        Assert.Equal(ElectronicForm, BenefitCalculation.Of(Minutes(60, 18, null), null, 1, null, null, 600).Counted?.Stage);
        Assert.Null(BenefitCalculation.Of(Minutes(60, 18, null), Integrated, 1, null, null, 600).Counted);
        Assert.Null(BenefitCalculation.Of(Minutes(60, 18, 10), Manual, 1, null, null, 600).Counted);
    }

    [Fact]
    public void WhatIsNotKnownIsNotReckoned()
    {
        Assert.Empty(BenefitCalculation.Of(Minutes(null, 18, 10), Integrated, 100, 1, 1, 600).Stages);
        var noVolume = BenefitCalculation.Of(Minutes(60, 18, 10), Integrated, null, 1, 1, 600);
        Assert.Equal((50, null, null), (noVolume.Counted!.MinutesPerCase, noVolume.Counted.HoursPerYear, noVolume.NetPerYear));
        var gaps = new Dictionary<ProcessStage, StageMinutes> { [Manual] = new(60, 1), [Integrated] = new(10, 0) };
        Assert.False(BenefitCalculation.Of(gaps, Integrated, 1, null, null, 600).Counted!.IsComplete);
    }

    [Fact]
    public void ACostThatIsNeverEarnedHasNoMonths()
    {
        Assert.Null(BenefitCalculation.Payback(1_000_000, -1));
        Assert.Null(BenefitCalculation.Payback(1_000_000, 0));
        Assert.Null(BenefitCalculation.Payback(null, 100));
        Assert.Null(BenefitCalculation.Payback(1_000_000, 1));
        Assert.Equal((0, 1, 12, 13), (BenefitCalculation.Payback(0, 100), BenefitCalculation.Payback(1, 100), BenefitCalculation.Payback(100, 100), BenefitCalculation.Payback(101, 100)));
    }

    [Fact]
    public void AtAnyVolumeAndPriceHoursAndKronerAgreeAndTwiceTheCasesIsTwiceTheGain() => Law.HoldsFor(
        (from before in Gen.Choose(0, 9_000)
         from after in Gen.Choose(0, 9_000)
         from volume in Gen.Choose(0, BenefitChanges.MostCases / 2)
         from hourly in Gen.Choose(1, BenefitChanges.MostHourly)
         from once in Gen.Choose(0, BenefitChanges.MostKroner)
         from yearly in Gen.Choose(0, BenefitChanges.MostKroner)
         select (before, after, volume, hourly, once, yearly)).ToArbitrary(),
        one =>
        {
            var gain = BenefitCalculation.Of(Minutes(one.before, null, one.after), Integrated, one.volume, one.once, one.yearly, one.hourly);
            var twice = BenefitCalculation.Of(Minutes(one.before, null, one.after), Integrated, 2 * one.volume, one.once, one.yearly, one.hourly);

            var counted = gain.Counted!;
            Assert.Equal(decimal.Truncate(counted.KronerPerYear!.Value), counted.KronerPerYear);
            Assert.InRange(counted.KronerPerYear.Value - (counted.HoursPerYear!.Value * one.hourly), -0.5m - (0.05m * one.hourly), 0.5m + (0.05m * one.hourly));
            Assert.InRange(twice.Counted!.KronerPerYear!.Value - (2 * counted.KronerPerYear.Value), -1, 1);
            Assert.Equal(counted.KronerPerYear - one.yearly, gain.NetPerYear);
            if (gain.PaybackMonths is { } months)
            {
                Assert.True(months * gain.NetPerYear >= one.once * 12m && (months == 0 || (months - 1) * gain.NetPerYear < one.once * 12m));
            }
        });

    [Fact]
    public void OnlyTheMunicipalitysOwnStepsCountAndThoseWithoutMinutesAreToldOf()
    {
        var summary = ModelSummary.Of(AProcess.OnPaper);

        // The applicant's 20 minutes are no cost of the municipality.
        Assert.Equal(new StageMinutes(45, 0), summary.Minutes);
        Assert.Equal(["Servicesenteret", "Kulturskolen"], summary.Roles);

        var gap = AProcess.OnPaper with { Nodes = [.. AProcess.OnPaper.Nodes.Select(node => node.Id is "motta" or "behandle" ? node with { Minutes = null } : node)] };
        Assert.Equal(new StageMinutes(10, 1), ModelSummary.Of(gap).Minutes);
    }

    [Fact]
    public void AProcessWithOneRoleIsAllTheMunicipalitys()
    {
        var alone = new ProcessModel([new("ss", "Servicesenteret")], [AProcess.Node("start", ProcessNodeKind.Start, "Start", "ss"), AProcess.Step("a", "Arkiverer", minutes: 7)], []);

        Assert.Equal((new StageMinutes(7, 0), "Servicesenteret"), (ModelSummary.Of(alone).Minutes, Assert.Single(ModelSummary.Of(alone).Roles)));
        Assert.Equal(new StageMinutes(null, 1), ModelSummary.Of(alone with { Nodes = [AProcess.Step("a", "Arkiverer")] }).Minutes);
    }

    private static Dictionary<ProcessStage, StageMinutes> Minutes(int? manual, int? form, int? integrated) => new (ProcessStage Stage, int? Minutes)[] { (Manual, manual), (ElectronicForm, form), (Integrated, integrated) }
        .Where(stage => stage.Minutes is not null).ToDictionary(stage => stage.Stage, stage => new StageMinutes(stage.Minutes, 0));
}
