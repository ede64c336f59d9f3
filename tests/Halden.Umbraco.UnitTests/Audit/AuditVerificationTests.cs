using Halden.Umbraco.Audit;

namespace Halden.Umbraco.UnitTests.Audit;

public class AuditVerificationTests
{
    private static readonly Guid Eva = Guid.NewGuid();
    private static readonly Guid Kari = Guid.NewGuid();

    private static ATrail Trail() => new ATrail()
        .OldLine(Eva, AuditTrail.RegisterChanged)
        .OldLine(Eva, AuditTrail.Submitted, packageHash: "a1")
        .Adopted()
        .Line(Kari, AuditTrail.Rejected, "10.0.0.7", "Prisene mangler.", "a1")
        .Line(Eva, AuditTrail.Submitted, "10.0.0.8", packageHash: "b2")
        .Line(null, AuditTrail.Published, channel: AuditChannel.Job);

    [Fact]
    public void AWholeTrailOfBothVersionsIsWhole()
    {
        var verdict = Trail().Verify();

        Assert.Empty(verdict.Faults);
        Assert.Equal(6, verdict.Lines);
    }

    [Fact]
    public void AnEmptyTrailIsWhole() => Assert.True(new ATrail().Verify().IsWhole);

    [Fact]
    public void AChangedLineIsNamed()
    {
        var trail = Trail();
        trail.Lines[3] = With(trail.Lines[3], detail: "Alt er bra.");

        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 4)], trail.Verify().Faults);
    }

    [Fact]
    public void AChangedLineWithAHashThatFitsIsSeenFromTheNext()
    {
        var trail = Trail();
        trail.Lines[3] = With(trail.Lines[3], detail: "Alt er bra.");
        trail.Lines[3].Hash = AuditChain.HashOf(trail.Lines[3]);

        Assert.Equal([new AuditFault(AuditFaultKind.Unlinked, 5)], trail.Verify().Faults);
    }

    [Fact]
    public void ARemovedLineIsNamed()
    {
        var trail = Trail();
        trail.Lines.RemoveAt(4);

        Assert.Equal([new AuditFault(AuditFaultKind.Missing, 5)], trail.Verify().Faults);
    }

    [Fact]
    public void LinesRemovedFromTheEndAreSeenByTheHead()
    {
        var trail = Trail();
        trail.Lines.RemoveRange(4, 2);

        Assert.Equal([new AuditFault(AuditFaultKind.EndMissing, 5)], trail.Verify().Faults);
    }

    [Fact]
    public void AllLinesGoneIsSeenByTheHead()
    {
        var trail = Trail();
        trail.Lines.Clear();

        Assert.Equal([new AuditFault(AuditFaultKind.EndMissing, 1)], trail.Verify().Faults);
    }

    [Fact]
    public void ALineAddedAtTheEndWithAHashThatFitsIsSeenByTheHead()
    {
        var trail = Trail();
        var head = trail.Head;
        trail.Line(Kari);
        trail.Head = head;

        Assert.Equal([new AuditFault(AuditFaultKind.EndAdded, 7)], trail.Verify().Faults);
    }

    [Fact]
    public void AHeadThatIsGoneIsAFault()
    {
        var trail = Trail();
        trail.Head = null;

        Assert.Equal([new AuditFault(AuditFaultKind.HeadChanged, 6)], trail.Verify().Faults);
    }

    [Fact]
    public void ATrailOfTheFirstVersionHasNoHeadYet()
    {
        var trail = new ATrail().OldLine(null).OldLine(null);
        trail.Head = null;

        Assert.True(trail.Verify().IsWhole);
    }

    [Fact]
    public void PeoplePutBesideOldLinesByOthersAreAFault()
    {
        var trail = new ATrail().OldLine(Eva);

        Assert.Equal([new AuditFault(AuditFaultKind.PersonChanged, null)], trail.Verify().Faults);
    }

    [Fact]
    public void ATrailThatWasWrittenAllAnewIsSeenOnlyByAHeadThatWasNotedElsewhere()
    {
        var noted = Trail().Verify().Head;
        var another = new ATrail().Line(Kari, AuditTrail.Approved, packageHash: "a1").Line(Eva);

        Assert.True(another.Verify().IsWhole);
        Assert.Equal([new AuditFault(AuditFaultKind.HeadUnknown, null)], another.Verify(noted).Faults);
    }

    [Fact]
    public void AHeadThatWasNotedEarlierIsStillInTheChain()
    {
        var trail = Trail();
        var noted = trail.Verify().Head;
        trail.Line(Kari);

        Assert.True(trail.Verify(noted.ToUpperInvariant()).IsWhole);
    }

    [Fact]
    public void AnErasedAddressBreaksNothing()
    {
        var trail = Trail();
        trail.Addresses.Clear();

        Assert.True(trail.Verify().IsWhole);
    }

    [Fact]
    public void AnotherAddressThanTheNotedOneIsAFault()
    {
        var trail = Trail();
        trail.Addresses[4] = AuditAddress.Of(4, "10.9.9.9");

        Assert.Equal([new AuditFault(AuditFaultKind.AddressChanged, 4)], trail.Verify().Faults);
    }

    [Fact]
    public void ForgettingSomebodyBreaksNothingInEitherVersion()
    {
        var trail = Trail().Forget(Eva).Forget(Kari);

        Assert.True(trail.Verify().IsWhole);
        Assert.DoesNotContain(trail.People, person => person.UserKey is not null);
        Assert.Empty(trail.Addresses);
    }

    [Fact]
    public void SomebodyForgottenWithoutALineThatSaysSoIsAFault()
    {
        var trail = Trail();
        var kari = trail.People.Single(person => person.UserKey == Kari);
        (kari.UserKey, kari.Salt, kari.PseudonymisedAt) = (null, null, DateTimeOffset.UnixEpoch);

        Assert.Equal([new AuditFault(AuditFaultKind.PersonChanged, null)], trail.Verify().Faults);
    }

    [Fact]
    public void TwoPeopleWhoChangedPlacesAreAFault()
    {
        var trail = Trail();
        (trail.People[0].UserKey, trail.People[1].UserKey) = (trail.People[1].UserKey, trail.People[0].UserKey);

        Assert.Contains(new AuditFault(AuditFaultKind.PersonChanged, null), trail.Verify().Faults);
    }

    [Fact]
    public void AnOldLineThatIsGivenToSomebodyElseIsAFault()
    {
        var trail = Trail();
        trail.Lines[1] = With(trail.Lines[1], person: trail.People.Single(person => person.UserKey == Kari).Id);

        Assert.Equal([new AuditFault(AuditFaultKind.PersonChanged, null)], trail.Verify().Faults);
    }

    [Fact]
    public void AnIdSaysNothingOfWhoItIsOnceTheSaltIsForgotten()
    {
        Assert.NotEqual(AuditPerson.Of(Eva).Id, AuditPerson.Of(Eva).Id);
        Assert.NotEqual(AuditAddress.Of(1, "10.0.0.7").Commitment, AuditAddress.Of(1, "10.0.0.7").Commitment);
    }

    [Fact]
    public void TheHashOfALineNeverChanges()
    {
        var line = new AuditEntry
        {
            Number = 7,
            Version = 1,
            At = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
            UserKey = Guid.Parse("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0301"),
            Action = "rejected",
            DocumentKey = Guid.Parse("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0302"),
            PackageHash = "a1",
            Detail = "Prisene er fra i fjor.",
            PreviousHash = AuditChain.Beginning,
            Hash = string.Empty,
        };

        Assert.Equal("e3173effdb00a0d446e5956b894019766fd46197aa312e0eb2766bc21135eec5", AuditChain.HashOf(line));
        Assert.Equal(
            "19d866a611c35f2f6062b2b1689f2d8066351ffb8ffd2930fa9b83f2cea11823",
            AuditChain.HashOf(With(line, version: 2, person: Guid.Parse("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0303"), channel: AuditChannel.Services, commitment: "c3", withUser: false)));
    }

    private static AuditEntry With(
        AuditEntry line, int? version = null, Guid? person = null, string? detail = null, AuditChannel? channel = null, string? commitment = null, bool withUser = true) => new()
        {
            Number = line.Number,
            Version = version ?? line.Version,
            At = line.At,
            UserKey = withUser ? line.UserKey : null,
            PersonId = person ?? line.PersonId,
            Action = line.Action,
            Channel = channel ?? line.Channel,
            DocumentKey = line.DocumentKey,
            PackageHash = line.PackageHash,
            AddressCommitment = commitment ?? line.AddressCommitment,
            Detail = detail ?? line.Detail,
            PreviousHash = line.PreviousHash,
            Hash = line.Hash,
        };
}
