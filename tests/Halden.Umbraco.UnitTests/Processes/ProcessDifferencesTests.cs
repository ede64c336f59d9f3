using Halden.Umbraco.Processes;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

public class ProcessDifferencesTests
{
    // The same service with an electronic form: the paper is gone, the service centre has less to do, and the form asks for what is missing.
    private static readonly ProcessModel Electronic = OnPaper with
    {
        Nodes =
        [
            .. OnPaper.Nodes.Where(node => node.Id is not ("papir" or "komplett")).Select(node => node.Id switch
            {
                "fyll" => node with { Minutes = 10, System = "Selvbetjening" },
                "motta" => node with { Lane = "kul", Minutes = 5 },
                _ => node,
            }),
            Step("kvittering", "Sender kvittering", "kul", 0),
        ],
        Flows = [new("f1", "start", "fyll"), new("f3", "fyll", "motta"), new("f9", "motta", "kvittering"), new("f10", "kvittering", "behandle"), new("f8", "behandle", "slutt")],
    };

    [Fact]
    public void NothingIsDifferentBetweenAModelAndItself() => Law.HoldsFor(Cases(), one => Assert.True(ProcessDifferences.Between(one.Model(), one.Model()).AreNone), 10);

    [Fact]
    public void WhatIsAddedOneWayIsRemovedTheOther() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var (before, after) = (one.Model(), new Case(one.Steps, one.Seed / 2).Model());
            var (there, back) = (ProcessDifferences.Between(before, after), ProcessDifferences.Between(after, before));
            Assert.Equal(
                there.Changes.Where(change => change.Kind == ProcessChangeKind.Added).Select(change => (change.Within is null, change.After!.Id)).Order(),
                back.Changes.Where(change => change.Kind == ProcessChangeKind.Removed).Select(change => (change.Within is null, change.Before!.Id)).Order());
        },
        10);

    [Fact]
    public void OneMoreStepIsAddedAndNothingElseChanges() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var (before, after) = one.WithOneMore();
            var change = Assert.Single(ProcessDifferences.Between(before, after).Changes);
            Assert.Equal((ProcessChangeKind.Added, "Enda et steg"), (change.Kind, change.Name));
        },
        10);

    [Fact]
    public void StepsAreRemovedAddedMovedAndChanged()
    {
        var changes = ProcessDifferences.Between(OnPaper, Electronic).Changes;

        Assert.Equal(
            [
                (ProcessChangeKind.Changed, "Fyller ut søknaden", "Søker", "Søker"),
                (ProcessChangeKind.Moved, "Tar imot og journalfører", "Servicesenteret", "Kulturskolen"),
                (ProcessChangeKind.Added, "Sender kvittering", null, "Kulturskolen"),
                (ProcessChangeKind.Removed, "Søknadsskjema", "Søker", null),
                (ProcessChangeKind.Removed, "Er søknaden komplett?", "Servicesenteret", null),
            ],
            changes.Select(change => (change.Kind, change.Name, change.BeforeRole, change.AfterRole)));
        Assert.Equal(["Tid: 20 min → 10 min", "System: – → Selvbetjening", "Lager: Søknadsskjema → –"], changes[0].Details.Select(detail => detail.Nb));
    }

    [Fact]
    public void WhatChangesForWhomIsToldRoleByRole()
    {
        var roles = ProcessDifferences.Between(OnPaper, Electronic).Roles;

        Assert.Equal([("Søker", 20, 10), ("Servicesenteret", 15, null), ("Kulturskolen", 30, 35)], roles.Select(role => (role.Role, role.MinutesBefore ?? -1, role.MinutesAfter)));
        Assert.Equal([false, true, false], roles.Select(role => role.IsGone));
        Assert.Equal(["Gir «Tar imot og journalfører» fra seg til Kulturskolen", "Slipper «Er søknaden komplett?»"], roles[1].Changes.Select(change => change.Nb));
        Assert.Equal("Overtar «Tar imot og journalfører» fra Servicesenteret", roles[2].Changes[0].Nb);
        Assert.Contains("Ny oppgave: «Sender kvittering»", roles[2].Changes.Select(change => change.Nb));
    }

    [Fact]
    public void AStepOfAnotherIdIsTheSameByItsName()
    {
        var other = OnPaper with
        {
            Nodes = [.. OnPaper.Nodes.Select(node => node.Id == "motta" ? node with { Id = "annen" } : node)],
            Flows = [.. OnPaper.Flows.Select(flow => flow with { From = flow.From == "motta" ? "annen" : flow.From, To = flow.To == "motta" ? "annen" : flow.To })],
        };

        Assert.True(ProcessDifferences.Between(OnPaper, other).AreNone);
    }

    [Fact]
    public void OnlyTheStepThatWasMovedIsMoved()
    {
        var nodes = OnPaper.Nodes.ToList();
        var moved = nodes[1];
        nodes.RemoveAt(1);
        nodes.Insert(4, moved);

        var change = Assert.Single(ProcessDifferences.Between(OnPaper, OnPaper with { Nodes = nodes }).Changes);

        Assert.Equal((ProcessChangeKind.Moved, "Fyller ut søknaden"), (change.Kind, change.Name));
    }

    [Fact]
    public void AWayBackThatIsGoneIsToldAtTheQuestion()
    {
        var change = Assert.Single(ProcessDifferences.Between(OnPaper, OnPaper with { Flows = [.. OnPaper.Flows.Select(flow => flow.Id == "f7" ? flow with { To = "slutt" } : flow)] }).Changes);

        Assert.Equal("Går videre til: Ja: Behandler søknaden, Nei: Fyller ut søknaden → Ja: Behandler søknaden, Nei: Svar sendt", Assert.Single(change.Details).Nb);
    }

    [Fact]
    public void ARoleOfAnotherNameIsStillTheSameRole()
    {
        var differences = ProcessDifferences.Between(OnPaper, OnPaper with { Lanes = [OnPaper.Lanes[0], new("ss", "Innbyggertorget"), OnPaper.Lanes[2]] });

        Assert.Empty(differences.Changes);
        Assert.Equal("Heter nå «Innbyggertorget», før «Servicesenteret»", Assert.Single(Assert.Single(differences.Roles).Changes).Nb);
    }
}
