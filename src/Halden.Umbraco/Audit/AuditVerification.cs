namespace Halden.Umbraco.Audit;

/// <summary>What is wrong with the trail.</summary>
internal enum AuditFaultKind
{
    /// <summary>The line is not what was written.</summary>
    Changed,

    /// <summary>Lines from this number on, before the next one that is there, are gone.</summary>
    Missing,

    /// <summary>The line has a number that no line can have.</summary>
    Inserted,

    /// <summary>The line was not written after the one that stands before it.</summary>
    Unlinked,

    /// <summary>Lines from this number on, to the end, are gone.</summary>
    EndMissing,

    /// <summary>Lines from this number on were not added by us.</summary>
    EndAdded,

    /// <summary>The note of where the chain ends is gone, or is of another last line.</summary>
    HeadChanged,

    /// <summary>The head that was noted elsewhere is no line of this chain.</summary>
    HeadUnknown,

    /// <summary>The address beside the line is not the one that was noted.</summary>
    AddressChanged,

    /// <summary>Who acted cannot be told any more, or is said to be somebody else.</summary>
    PersonChanged,

    /// <summary>The package that the line tells of is gone or is not what it was.</summary>
    PackageChanged,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">At which line; null where it is of none.</param>
internal sealed record AuditFault(AuditFaultKind Kind, long? Number);

/// <summary>What came of looking at the whole trail.</summary>
/// <param name="Lines">How many lines there are.</param>
/// <param name="Head">Hash of the last one: keep it elsewhere to see later that nothing before it was rewritten.</param>
/// <param name="Faults">What is wrong, at most <see cref="AuditVerification.MaxFaults"/>; empty where the trail is whole.</param>
internal sealed record AuditVerdict(long Lines, string Head, IReadOnlyList<AuditFault> Faults)
{
    public bool IsWhole => Faults.Count == 0;
}

/// <summary>
/// Looks at the trail line by line, in order of their numbers. Pure: who calls brings the rows.
/// </summary>
/// <param name="people">Everybody of the trail.</param>
/// <param name="notedHead">Hash of a line that must be in the chain; null for none.</param>
internal sealed class AuditVerification(IReadOnlyCollection<AuditPerson> people, string? notedHead = null)
{
    /// <summary>Enough to see how far it goes.</summary>
    public const int MaxFaults = 100;

    private readonly Dictionary<Guid, AuditPerson> _people = people.ToDictionary(person => person.Id);
    private readonly List<(long Number, Guid? Person)> _peopleOfFirstVersion = [];
    private readonly HashSet<string> _forgotten = [];
    private readonly List<AuditFault> _faults = [];
    private string _previous = AuditChain.Beginning;
    private long _number;
    private long _lines;
    private string? _adopted;
    private bool _hasNewLines;
    private bool _isHeadSeen = notedHead is null;

    /// <summary>Looks at the next line, and at the address beside it if that is still kept.</summary>
    public void Add(AuditEntry entry, AuditAddress? address)
    {
        _lines++;
        if (entry.Number > _number + 1)
        {
            Found(AuditFaultKind.Missing, _number + 1);
        }
        else if (entry.Number <= _number)
        {
            Found(AuditFaultKind.Inserted, entry.Number);
        }

        if (entry.Hash != AuditChain.HashOf(entry))
        {
            Found(AuditFaultKind.Changed, entry.Number);
        }

        // Where lines are gone, that has been said.
        if (entry.PreviousHash != _previous && entry.Number == _number + 1)
        {
            Found(AuditFaultKind.Unlinked, entry.Number);
        }

        if (address is not null && address.Commitment != entry.AddressCommitment)
        {
            Found(AuditFaultKind.AddressChanged, entry.Number);
        }

        if (entry.PersonId is { } person && !_people.ContainsKey(person))
        {
            Found(AuditFaultKind.PersonChanged, entry.Number);
        }

        switch (entry)
        {
            case { Version: 1 }:
                _peopleOfFirstVersion.Add((entry.Number, entry.PersonId));
                break;
            case { Action: AuditTrail.FirstVersionAdopted }:
                _adopted = entry.Detail;
                break;
            case { Action: AuditTrail.PersonPseudonymised, Detail: { } forgotten }:
                _forgotten.Add(forgotten);
                break;
        }

        _isHeadSeen |= string.Equals(entry.Hash, notedHead, StringComparison.OrdinalIgnoreCase);
        _hasNewLines |= entry.Version > 1;
        _previous = entry.Hash;
        _number = Math.Max(_number, entry.Number);
    }

    /// <summary>Says of a package that a line tells of it, and that it is not what it was.</summary>
    public void PackageChanged(long number) => Found(AuditFaultKind.PackageChanged, number);

    /// <summary>The verdict, once every line has been seen.</summary>
    public AuditVerdict Finish(AuditHead? head)
    {
        if (head is null ? _hasNewLines : head.Number == _number && head.Hash != _previous)
        {
            Found(AuditFaultKind.HeadChanged, _number);
        }
        else if (head?.Number > _number)
        {
            Found(AuditFaultKind.EndMissing, _number + 1);
        }
        else if (head?.Number < _number)
        {
            Found(AuditFaultKind.EndAdded, head.Number + 1);
        }

        if (!_isHeadSeen)
        {
            Found(AuditFaultKind.HeadUnknown, null);
        }

        // Nobody is forgotten without a line that says so.
        if (!IsAdoptedAsItWas() || _people.Values.Any(person => !person.IsIntact || (person.PseudonymisedAt is not null && !_forgotten.Contains(AuditTrail.DetailOf(person)))))
        {
            Found(AuditFaultKind.PersonChanged, null);
        }

        return new AuditVerdict(_lines, _previous, _faults);
    }

    // Who is behind the lines of the first version stands outside their hashes, and is covered by the line that adopted them.
    private bool IsAdoptedAsItWas() =>
        _adopted is null ? _peopleOfFirstVersion.TrueForAll(line => line.Person is null) : _adopted == AuditChain.HashOfPeople(_peopleOfFirstVersion);

    private void Found(AuditFaultKind kind, long? number)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new AuditFault(kind, number));
        }
    }
}
