using Halden.Umbraco.Processes;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

public class CitizensProcessTests
{
    [Fact]
    public void TellsWhatIsDoneByWhomAndWhereEachAnswerLeads()
    {
        var told = CitizensProcess.Of(OnPaper).Steps;

        Assert.Equal(
            [
                "1 Step Fyller ut søknaden (Søker) 20 →2",
                "2 Step Tar imot og journalfører (Servicesenteret) 15 →3",
                "3 Decision Er søknaden komplett? (Servicesenteret)  Ja→4 Nei→1",
                "4 Step Behandler søknaden (Kulturskolen) 30 →5",
                "5 End Svar sendt () ",
            ],
            told.Select(step => $"{step.Number} {step.Kind} {step.Name} ({step.Who}) {step.Minutes}{string.Concat(step.Ways.Select(way => $" {way.Answer}→{way.To}"))}"));
        Assert.Equal([true, true, false, false, true], told.SelectMany(step => step.Ways).Select(way => way.IsNext));
    }

    [Fact]
    public void TellsNothingOfSystemsDocumentsLinksChangesAndWhatIsWithinSteps()
    {
        var told = Told(CitizensProcess.Of(OnPaper));

        Assert.All(
            ["Sakarkiv", "Søknadsskjema", "Arkivloven", "lovdata", "Registreres ikke lenger", "Vurderer plass"],
            hidden => Assert.DoesNotContain(hidden, told, StringComparison.Ordinal));
    }

    [Fact]
    public void KeepsABeginningThatDoesNotLeadToTheFirstStep()
    {
        var twoWaysIn = OnPaper with
        {
            Nodes = [Node("post", ProcessNodeKind.Start, "Søknad i posten", "ss"), .. OnPaper.Nodes],
            Flows = [.. OnPaper.Flows, new ProcessFlow("post-inn", "post", "motta")],
        };

        var steps = CitizensProcess.Of(twoWaysIn).Steps;

        Assert.Equal(["Søknad i posten", "Vil søke plass", "Fyller ut søknaden"], steps.Take(3).Select(step => step.Name));
        Assert.Equal([4, 3], steps.Take(2).Select(step => Assert.Single(step.Ways).To));
        Assert.All(steps.Take(2), step => Assert.Null(step.Who));
    }

    [Fact]
    public void NoWorkIsNoTime() => Assert.Null(CitizensProcess.Of(OnPaper with { Nodes = [Step("a", "Kommer inn av seg selv", "ss", 0)], Flows = [] }).Steps.Single().Minutes);

    [Theory]
    [InlineData("Ja", "ja")]
    [InlineData("NAV svarer", "NAV svarer")]
    [InlineData("Å vente", "å vente")]
    [InlineData("B", "b")]
    [InlineData(null, null)]
    public void AnswersStandWithinASentence(string? answer, string? within) => Assert.Equal(within, new CitizensProcess.Way(answer, 1, IsNext: false).AnswerWithin);

    [Fact]
    public void ShowsTheChosenStageAndNoOther()
    {
        var stages = new Dictionary<ProcessStage, ProcessModel> { [ProcessStage.Manual] = OnPaper, [ProcessStage.ElectronicForm] = OnPaper with { Nodes = [.. OnPaper.Nodes.Skip(2)] } };

        Assert.Null(CitizensProcess.Of(new PackagedProcesses(stages, null)));
        Assert.Null(CitizensProcess.Of(new PackagedProcesses(stages, ProcessStage.Integrated)));
        Assert.Equal(CitizensProcess.Of(OnPaper).Hash, CitizensProcess.Of(new PackagedProcesses(stages, ProcessStage.Manual))!.Hash);
        Assert.NotEqual(CitizensProcess.Of(OnPaper).Hash, CitizensProcess.Of(new PackagedProcesses(stages, ProcessStage.ElectronicForm))!.Hash);
    }

    [Fact]
    public void EveryWayLeadsToAStepThatIsTold() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var steps = CitizensProcess.Of(one.Model()).Steps;

            Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => step.Number));
            Assert.All(steps.SelectMany(step => step.Ways), way => Assert.InRange(way.To, 1, steps.Count));
            Assert.DoesNotContain(steps, step => step.Kind == ProcessNodeKind.Document);
            Assert.All(steps, step => Assert.True(step.Ways.Count == 1 || step.Ways.All(way => !way.IsNext)));
        },
        every: 10);
}
