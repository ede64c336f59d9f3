using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Audit;

namespace Halden.Umbraco.UnitTests.Audit;

/// <summary>What holds for every trail, whatever was done and whoever writes in the database.</summary>
public class AuditLaws
{
    [Fact]
    public void AnUntouchedTrailIsWhole() => Law.HoldsFor(Trails(), made => Assert.Empty(made.Trail().Verify().Faults));

    [Fact]
    public void AChangedFieldIsFound() => Law.HoldsFor(Trails(), made => AssertFound(made, Tampering.ChangeAField));

    [Fact]
    public void ARemovedLineIsFound() => Law.HoldsFor(Trails(), made => AssertFound(made, Tampering.RemoveALine));

    [Fact]
    public void AnInsertedLineIsFound() => Law.HoldsFor(Trails(), made => AssertFound(made, Tampering.InsertALine));

    [Fact]
    public void TwoLinesThatChangePlacesAreFound() => Law.HoldsFor(Trails(), made => AssertFound(made, Tampering.SwapTwoLines));

    [Fact]
    public void WhatLiesBesideTheLinesIsNotChangedUnseenEither() => Law.HoldsFor(Trails(), made => AssertFound(made, Tampering.ChangeWhatLiesBeside));

    private static void AssertFound(MadeTrail made, Func<ATrail, Random, string?> tamper)
    {
        var trail = made.Trail();
        if (tamper(trail, made.Chance()) is { } told)
        {
            Assert.True(!trail.Verify().IsWhole, $"Nothing was found after: {told}");
        }
    }

    private static Arbitrary<MadeTrail> Trails() => Arb.From(
        from lines in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new MadeTrail(lines, seed),
        made => Enumerable.Range(1, made.Lines - 1).Select(fewer => new MadeTrail(fewer, made.Seed)));

    /// <summary>A trail that follows from two numbers: lines of the first version, then of this one; somebody may be forgotten.</summary>
    internal sealed record MadeTrail(int Lines, int Seed)
    {
        private static readonly Guid[] Users = [Guid.Parse("11111111-1111-4111-8111-111111111111"), Guid.Parse("22222222-2222-4222-8222-222222222222"), Guid.Parse("33333333-3333-4333-8333-333333333333")];

        private static readonly string?[] Texts = [null, string.Empty, "Prisene mangler.", "-", "Å – ja\n\"nei\"; =1+1", "a1"];

        public Random Chance() => new(Seed);

        public ATrail Trail()
        {
            var chance = new Random(Seed ^ 0x5eed);
            var trail = new ATrail();
            var old = chance.Next(Lines + 1);
            for (var line = 0; line < Lines; line++)
            {
                trail = line == old && old > 0 ? trail.Adopted() : trail;
                Guid? user = chance.Next(4) == 0 ? null : Users[chance.Next(Users.Length)];
                var (detail, hash) = (Texts[chance.Next(Texts.Length)], Texts[chance.Next(Texts.Length)]);
                trail = line < old
                    ? trail.OldLine(user, detail: detail, packageHash: hash)
                    : trail.Line(user, address: chance.Next(2) == 0 ? null : $"10.0.0.{chance.Next(256)}", detail: detail, packageHash: hash, channel: (AuditChannel)chance.Next(5));
            }

            trail = old == Lines ? trail.Adopted() : trail;
            return chance.Next(3) == 0 && trail.People.Count > 0 ? trail.Forget(trail.People[0].UserKey!.Value) : trail;
        }
    }

    /// <summary>What somebody may do who writes in the database. Each says what it did, or null where it changed nothing.</summary>
    private static class Tampering
    {
        public static string? ChangeAField(ATrail trail, Random chance)
        {
            var at = chance.Next(trail.Lines.Count);
            var before = trail.Lines[at];
            var other = trail.Lines[chance.Next(trail.Lines.Count)];
            var field = chance.Next(12);
            var after = Copy(
                before,
                number: field == 0 ? before.Number + chance.Next(1, 3) : null,
                version: field == 1 ? 3 - before.Version : null,
                at: field == 2 ? before.At.AddTicks(1) : null,
                user: field == 3 ? Other(before.UserKey, other.UserKey ?? Guid.NewGuid()) : before.UserKey,
                person: field == 4 ? Other(before.PersonId, other.PersonId) : before.PersonId,
                action: field == 5 ? before.Action + "d" : null,
                channel: field == 6 ? (before.Channel == AuditChannel.Job ? null : AuditChannel.Job) : before.Channel,
                document: field == 7 ? Guid.NewGuid() : before.DocumentKey,
                hash: field == 8 ? Text(before.PackageHash, chance) : before.PackageHash,
                commitment: field == 9 ? Text(before.AddressCommitment, chance) : before.AddressCommitment,
                detail: field == 10 ? Text(before.Detail, chance) : before.Detail,
                previous: field == 11 ? other.Hash : null);

            // What the first version did not tell apart, or did not have.
            var isUnseen = before.Version == 1 && (field is 6 or 9
                || (field == 8 && (before.PackageHash ?? "-") == (after.PackageHash ?? "-"))
                || (field == 10 && (before.Detail ?? string.Empty) == (after.Detail ?? string.Empty)));
            if (isUnseen || Same(before, after) || trail.Lines.Exists(line => line != before && line.Number == after.Number))
            {
                return null;
            }

            trail.Lines[at] = after;
            return $"field {field} of line {before.Number} (version {before.Version}) changed";
        }

        public static string? RemoveALine(ATrail trail, Random chance)
        {
            var at = chance.Next(trail.Lines.Count);
            trail.Lines.RemoveAt(at);
            if (chance.Next(2) == 0)
            {
                Renumber(trail, at, -1);
            }

            return $"line {at + 1} of {trail.Lines.Count + 1} removed";
        }

        public static string? InsertALine(ATrail trail, Random chance)
        {
            var at = chance.Next(trail.Lines.Count + 1);
            var model = trail.Lines[chance.Next(trail.Lines.Count)];
            Renumber(trail, at, 1);
            var line = Copy(
                model, number: at + 1, user: model.UserKey, person: model.PersonId, channel: model.Channel, document: model.DocumentKey, hash: model.PackageHash,
                detail: model.Detail, previous: at == 0 ? AuditChain.Beginning : trail.Lines[at - 1].Hash);
            line.Hash = AuditChain.HashOf(line);
            trail.Lines.Insert(at, line);
            return $"a line with a hash that fits inserted as number {at + 1}";
        }

        public static string? SwapTwoLines(ATrail trail, Random chance)
        {
            var (one, other) = (chance.Next(trail.Lines.Count), chance.Next(trail.Lines.Count));
            if (one == other)
            {
                return null;
            }

            var (first, second) = (trail.Lines[one], trail.Lines[other]);
            trail.Lines[one] = Moved(second, first.Number);
            trail.Lines[other] = Moved(first, second.Number);
            return $"lines {one + 1} and {other + 1} swapped";
        }

        public static string? ChangeWhatLiesBeside(ATrail trail, Random chance)
        {
            switch (chance.Next(6))
            {
                case 0 when trail.Addresses.Count > 0:
                    var number = trail.Addresses.Keys.ElementAt(chance.Next(trail.Addresses.Count));
                    trail.Addresses[number] = AuditAddress.Of(number, "10.1.1.1");
                    return $"the address of line {number} changed";
                case 1 when trail.Lines.Find(line => line.AddressCommitment is null) is { } bare:
                    trail.Addresses[bare.Number] = AuditAddress.Of(bare.Number, "10.1.1.1");
                    return $"an address given to line {bare.Number}";
                case 2 when trail.People.Count > 0:
                    var gone = trail.People[chance.Next(trail.People.Count)];
                    trail.People.Remove(gone);
                    return $"person {gone.Id} removed";
                case 3 when trail.People.Find(person => person.UserKey is not null) is { } known:
                    known.UserKey = Guid.NewGuid();
                    return $"person {known.Id} said to be somebody else";
                case 4:
                    trail.Head = new AuditHead { Number = trail.Head!.Number, Hash = AuditChain.Beginning };
                    return "the head's hash changed";
                case 5:
                    trail.Head = new AuditHead { Number = trail.Head!.Number + (chance.Next(2) == 0 ? 1 : -1), Hash = trail.Head.Hash };
                    return "the head's number changed";
                default:
                    return null;
            }
        }

        private static Guid? Other(Guid? before, Guid? candidate) => candidate == before ? (before is null ? Guid.NewGuid() : null) : candidate;

        private static string? Text(string? before, Random chance) => chance.Next(4) switch
        {
            0 => before is null ? string.Empty : null,
            1 => before + "x",
            2 => "-",
            _ => before?.Length > 0 ? before[1..] : "\n",
        };

        private static void Renumber(ATrail trail, int from, int by)
        {
            for (var i = from; i < trail.Lines.Count; i++)
            {
                trail.Lines[i] = Moved(trail.Lines[i], trail.Lines[i].Number + by);
            }
        }

        private static AuditEntry Moved(AuditEntry line, long number) => Copy(
            line, number: number, user: line.UserKey, person: line.PersonId, channel: line.Channel, document: line.DocumentKey, hash: line.PackageHash,
            commitment: line.AddressCommitment, detail: line.Detail);

        private static bool Same(AuditEntry one, AuditEntry other) =>
            typeof(AuditEntry).GetProperties().All(property => Equals(property.GetValue(one), property.GetValue(other)));

        // A field that has a default keeps its value; one that may be none is taken as it is given.
        private static AuditEntry Copy(
            AuditEntry line, long? number = null, int? version = null, DateTimeOffset? at = null, Guid? user = null, Guid? person = null, string? action = null,
            AuditChannel? channel = null, Guid? document = null, string? hash = null, string? commitment = null, string? detail = null, string? previous = null) => new()
            {
                Number = number ?? line.Number,
                Version = version ?? line.Version,
                At = at ?? line.At,
                UserKey = user,
                PersonId = person,
                Action = action ?? line.Action,
                Channel = channel,
                DocumentKey = document,
                PackageHash = hash,
                AddressCommitment = commitment,
                Detail = detail,
                PreviousHash = previous ?? line.PreviousHash,
                Hash = line.Hash,
            };
    }
}
