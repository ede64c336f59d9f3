using Halden.Umbraco.Audit;

namespace Halden.Umbraco.UnitTests.Audit;

/// <summary>A trail in memory as a database would hold it: the rows of every table, whole.</summary>
internal sealed class ATrail
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public List<AuditEntry> Lines { get; init; } = [];

    public Dictionary<long, AuditAddress> Addresses { get; init; } = [];

    public List<AuditPerson> People { get; init; } = [];

    public AuditHead? Head { get; set; }

    /// <summary>Adds a line of the first version, by a user whose key is in its hash.</summary>
    public ATrail OldLine(Guid? user, string action = AuditTrail.Submitted, string? detail = null, string? packageHash = null)
    {
        Add(new AuditEntry
        {
            Number = Lines.Count + 1,
            Version = 1,
            At = Start.AddMinutes(Lines.Count),
            UserKey = user,
            PersonId = user is { } key ? PersonOf(key) : null,
            Action = action,
            DocumentKey = Guid.NewGuid(),
            PackageHash = packageHash,
            Detail = detail,
            PreviousHash = Last,
            Hash = string.Empty,
        });
        return this;
    }

    /// <summary>Adds the line that the upgrade adds to lines of the first version.</summary>
    public ATrail Adopted() => Line(null, AuditTrail.FirstVersionAdopted, detail: AuditChain.HashOfPeople(Lines.Select(line => (line.Number, line.PersonId))), channel: AuditChannel.Setup);

    /// <summary>Adds a line as they are written now.</summary>
    public ATrail Line(Guid? user, string action = AuditTrail.Approved, string? address = null, string? detail = null, string? packageHash = null, AuditChannel channel = AuditChannel.Services)
    {
        var number = Lines.Count + 1;
        if (address is not null)
        {
            Addresses[number] = AuditAddress.Of(number, address);
        }

        Add(new AuditEntry
        {
            Number = number,
            Version = AuditChain.Version,
            At = Start.AddMinutes(number),
            PersonId = user is { } key ? PersonOf(key) : null,
            Action = action,
            Channel = channel,
            DocumentKey = Guid.NewGuid(),
            PackageHash = packageHash,
            AddressCommitment = address is null ? null : Addresses[number].Commitment,
            Detail = detail,
            PreviousHash = Last,
            Hash = string.Empty,
        });
        return this;
    }

    /// <summary>Forgets somebody as the program does.</summary>
    public ATrail Forget(Guid user)
    {
        var person = People.Single(known => known.UserKey == user);
        (person.UserKey, person.Salt, person.Name, person.PseudonymisedAt) = (null, null, null, Start);
        foreach (var line in Lines.Where(line => line.PersonId == person.Id))
        {
            Addresses.Remove(line.Number);
        }

        return Line(null, AuditTrail.PersonPseudonymised, detail: AuditTrail.DetailOf(person));
    }

    public AuditVerdict Verify(string? notedHead = null)
    {
        var verification = new AuditVerification(People, notedHead);
        foreach (var line in Lines.OrderBy(line => line.Number))
        {
            verification.Add(line, Addresses.GetValueOrDefault(line.Number));
        }

        return verification.Finish(Head);
    }

    private string Last => Lines.Count == 0 ? AuditChain.Beginning : Lines[^1].Hash;

    private void Add(AuditEntry entry)
    {
        entry.Hash = AuditChain.HashOf(entry);
        Lines.Add(entry);
        Head = new AuditHead { Number = entry.Number, Hash = entry.Hash };
    }

    private Guid PersonOf(Guid user)
    {
        if (People.Find(person => person.UserKey == user) is not { } known)
        {
            People.Add(known = AuditPerson.Of(user));
        }

        return known.Id;
    }
}
