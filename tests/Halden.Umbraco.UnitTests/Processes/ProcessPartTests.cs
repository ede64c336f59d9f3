using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.SelfService;

namespace Halden.Umbraco.UnitTests.Processes;

public sealed class ProcessPartTests : IDisposable
{
    private static readonly ProcessModel Manual = ReadyMadeProcesses.Find("musikk-og-kulturskole")!.Stages[ProcessStage.Manual];

    private static readonly ProcessModel Integrated = ReadyMadeProcesses.Find("musikk-og-kulturskole")!.Stages[ProcessStage.Integrated];

    private readonly TemporaryDatabase _database = new();
    private readonly ProcessPart _part = new();
    private readonly Guid _service = Guid.NewGuid();

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    [Fact]
    public void AServiceWithoutAProcessHasNoPart()
    {
        using var db = _database.CreateDbContext();
        db.ServiceProcesses.Add(new ServiceProcesses { DocumentKey = _service, StageToday = ProcessStage.Manual, StageTarget = ProcessStage.Integrated, ChangedAt = DateTimeOffset.UnixEpoch, ChangedBy = Guid.NewGuid() });
        db.SaveChanges();

        Assert.Empty(_part.Read(db, [_service]));
        Assert.Empty(_part.Read(db, [_service, Guid.NewGuid()]));
    }

    [Fact]
    public void ThePartIsEveryStageAndWhatIsShownAndNothingOfHowFarItHasCome()
    {
        using var db = Having((ProcessStage.Manual, Manual), (ProcessStage.Integrated, Integrated));
        var json = _part.Read(db, [_service])[_service];
        Assert.Equal(json, _part.Read(db, [_service, Guid.NewGuid()])[_service]);
        Assert.StartsWith("{\"stages\":{\"integrated\":{", json, StringComparison.Ordinal);

        db.ServiceProcesses.Add(new ServiceProcesses { DocumentKey = _service, StageToday = ProcessStage.Manual, ChangedAt = DateTimeOffset.UnixEpoch, ChangedBy = Guid.NewGuid() });
        db.SaveChanges();
        Assert.Equal(json, _part.Read(db, [_service])[_service]);

        db.ServiceProcesses.Single().ShowToCitizens = ProcessStage.Manual;
        db.SaveChanges();
        var shown = ProcessPart.Read(_part.Read(db, [_service])[_service]);
        Assert.Equal((ProcessStage.Manual, ProcessJson.Canonical(Integrated)), (shown.Shown, ProcessJson.Canonical(shown.Stages[ProcessStage.Integrated])));
    }

    [Fact]
    public void ADirectorReadsTheStageThatIsAnother()
    {
        using var db = _database.CreateDbContext();
        var before = ProcessPart.Canonical([(ProcessStage.Manual, ProcessJson.Canonical(Manual))], null);
        var renamed = Manual with { Nodes = [Manual.Nodes[0] with { Name = "Ønsker plass" }, .. Manual.Nodes.Skip(1)] };
        var after = ProcessPart.Canonical([(ProcessStage.Manual, ProcessJson.Canonical(renamed)), (ProcessStage.Integrated, ProcessJson.Canonical(Integrated))], ProcessStage.Integrated);

        var changes = _part.Compare(db, before, after).ToList();

        Assert.Equal(["manual", "integrated", "shown"], changes.Select(change => change.Alias));
        Assert.Contains("Ønsker plass", changes[0].After, StringComparison.Ordinal);
        Assert.DoesNotContain("Ønsker plass", changes[0].Before, StringComparison.Ordinal);
        Assert.Equal(("Prosess: fullintegrert", string.Empty), (changes[1].Label.Nb, changes[1].Before));
        Assert.Equal((string.Empty, "Fullintegrert"), (changes[2].Before, changes[2].After));
    }

    [Fact]
    public void WhatTheWordsDoNotTellIsAChangeAllTheSame()
    {
        using var db = _database.CreateDbContext();
        var other = Manual with { Lanes = [.. Manual.Lanes.Select(lane => lane with { Id = lane.Id + "x" })], Nodes = [.. Manual.Nodes.Select(node => node with { Lane = node.Lane + "x" })] };

        Assert.Equal(
            "unseen",
            _part.Compare(db, ProcessPart.Canonical([(ProcessStage.Manual, ProcessJson.Canonical(Manual))], null), ProcessPart.Canonical([(ProcessStage.Manual, ProcessJson.Canonical(other))], null)).Single().Alias);
    }

    [Fact]
    public void FaultsOfAStageBlock()
    {
        var task = Assert.Single(Tasks(null, null, (ProcessStage.Manual, Manual with { Nodes = [.. Manual.Nodes.Select(node => node.Kind == ProcessNodeKind.Start ? node with { Name = string.Empty } : node)] })));

        Assert.True(task.Blocks);
        Assert.StartsWith("Prosess: manuell. ", task.Text.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void TheIntegratedStageNamesTheSystemThatTheServiceDeliversTo()
    {
        Assert.Empty(Tasks(null, "fagsystemet", (ProcessStage.Integrated, Integrated)));
        var task = Assert.Single(Tasks(ProcessStage.Integrated, "Speedadmin", (ProcessStage.Integrated, Integrated)));

        Assert.True(task.Blocks);
        Assert.Contains("nevner ikke «Speedadmin»", task.Text.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void AServiceThatIsIntegratedTodayDeliversToASystem()
    {
        var task = Assert.Single(Tasks(ProcessStage.Integrated, null, (ProcessStage.Integrated, Integrated)));

        Assert.Equal((true, "recipient"), (task.Blocks, task.Field));
        Assert.Empty(Tasks(ProcessStage.Manual, null, (ProcessStage.Manual, Manual), (ProcessStage.Integrated, Integrated)));
    }

    [Fact]
    public void TodaysStageIsToBeDrawnButDoesNotHaveToBe() => Assert.False(Assert.Single(Tasks(ProcessStage.ElectronicForm, null, (ProcessStage.Manual, Manual))).Blocks);

    private List<RemainingTask> Tasks(ProcessStage? today, string? system, params (ProcessStage, ProcessModel)[] stages)
    {
        using var database = new TemporaryDatabase();
        using var db = database.CreateDbContext();
        Add(db, stages);
        db.ServiceProcesses.Add(new ServiceProcesses { DocumentKey = _service, StageToday = today, ChangedAt = DateTimeOffset.UnixEpoch, ChangedBy = Guid.NewGuid() });
        db.Register.Add(new RegisterEntry { DocumentKey = _service, RecipientKind = system is null ? RecipientKind.Mailbox : RecipientKind.LineOfBusinessSystem, Recipient = system ?? "post@halden.example" });
        db.SaveChanges();
        return [.. _part.Tasks(db, new ServiceDescription(_service, new Dictionary<string, ServiceText>()))];
    }

    private HaldenDbContext Having(params (ProcessStage, ProcessModel)[] stages)
    {
        var db = _database.CreateDbContext();
        Add(db, stages);
        db.SaveChanges();
        return db;
    }

    private void Add(HaldenDbContext db, (ProcessStage Stage, ProcessModel Model)[] stages) => db.Processes.AddRange(stages.Select(one =>
        new StoredProcess { DocumentKey = _service, Stage = one.Stage, Json = ProcessJson.Canonical(one.Model), ChangedAt = DateTimeOffset.UnixEpoch, ChangedBy = Guid.NewGuid() }));
}
