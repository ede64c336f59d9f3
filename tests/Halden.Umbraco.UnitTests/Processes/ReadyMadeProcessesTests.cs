using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Drawing;

namespace Halden.Umbraco.UnitTests.Processes;

public sealed class ReadyMadeProcessesTests
{
    public static TheoryData<string> Ids => [.. ReadyMadeProcesses.All.Select(one => one.Id)];

    [Fact]
    public void FiveServicesAreDrawn() => Assert.Equal(
        ["barnehageplass", "ledsagerbevis", "musikk-og-kulturskole", "skjenkebevilling-for-enkeltanledning", "tiltak-uten-ansvarsrett"], ReadyMadeProcesses.All.Select(one => one.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryStageIsDrawnWithoutAFinding(string id)
    {
        var process = ReadyMadeProcesses.Find(id)!;

        Assert.Equal(Enum.GetValues<ProcessStage>(), process.Stages.Keys);
        Assert.All(process.Stages, stage => Assert.Empty(ProcessChecks.Of(stage.Value).Select(finding => $"{stage.Key}: {finding.Text.Nb}")));
        Assert.All(process.Stages.Values, model => Assert.False(ProcessDrawing.Of(model).IsMoreThanAPage));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryStageSaysWhatItTakesAndWhatChanges(string id)
    {
        var process = ReadyMadeProcesses.Find(id)!;
        var minutes = process.Stages.Values.Select(model => model.Nodes.Sum(node => node.Minutes ?? 0)).ToList();

        Assert.All(process.Stages.Values, model => Assert.All(model.Nodes.Where(node => node.Kind == ProcessNodeKind.Step), step => Assert.NotNull(step.Minutes)));
        Assert.True(minutes[0] > minutes[1] && minutes[1] > minutes[2], string.Join(", ", minutes));
        Assert.DoesNotContain(process.Stages[ProcessStage.Manual].Nodes, node => node.Change is not null);
        Assert.Contains(process.Stages[ProcessStage.ElectronicForm].Nodes, node => node.Change is not null);
        Assert.Contains(process.Stages[ProcessStage.Integrated].Nodes, node => node.Change is not null);
        Assert.Contains(process.Stages[ProcessStage.Integrated].Nodes, node => node.System == ReadyMadeProcesses.TheSystem);
    }

    [Fact]
    public void TheSystemGetsTheNameOfTheServicesOwn()
    {
        var model = ReadyMadeProcesses.Find("barnehageplass")!.Stages[ProcessStage.Integrated];

        Assert.Contains(ReadyMadeProcesses.For(model, " Oppvekst ").Nodes, node => node.System == "Oppvekst");
        Assert.DoesNotContain(ReadyMadeProcesses.For(model, "Oppvekst").Nodes, node => node.System == ReadyMadeProcesses.TheSystem);
        Assert.Same(model, ReadyMadeProcesses.For(model, null));
    }
}
