using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>Where a service stands on its way to the public.</summary>
internal enum ApprovalState
{
    /// <summary>Never submitted.</summary>
    Draft,

    /// <summary>Waits for the director, unchanged since it was submitted.</summary>
    Submitted,

    /// <summary>Approved, unchanged since.</summary>
    Approved,

    /// <summary>Rejected, unchanged since.</summary>
    Rejected,

    /// <summary>Changed since it was last submitted, approved or rejected: must be submitted (again).</summary>
    Changed,
}

/// <summary>The rules of approval: pure, and the only place where they are.</summary>
internal static class ApprovalRules
{
    /// <summary>The state, from the package submitted last and the hash of the package as it is now.</summary>
    public static ApprovalState StateOf(Package? last, string currentHash) => last switch
    {
        null => ApprovalState.Draft,
        _ when last.Hash != currentHash => ApprovalState.Changed,
        { Decision: Decision.Submitted } => ApprovalState.Submitted,
        { Decision: Decision.Approved } => ApprovalState.Approved,
        _ => ApprovalState.Rejected,
    };

    /// <summary>Whether a package in this state may be submitted.</summary>
    public static bool MaySubmit(ApprovalState state) => state is ApprovalState.Draft or ApprovalState.Changed or ApprovalState.Rejected;

    /// <summary>Which departments <paramref name="user"/> may decide for, or why for none.</summary>
    /// <param name="user">Key of the one who asks.</param>
    /// <param name="departments">The departments that the service spans.</param>
    /// <param name="today">The day, for deputies.</param>
    /// <param name="approved">Keys of the departments that have approved already.</param>
    /// <param name="submittedBy">Key of the one who submitted.</param>
    /// <param name="contributors">Keys of those who changed any part since it was last approved.</param>
    public static Mandate MandateOf(
        Guid user, IReadOnlyList<Department> departments, DateOnly today, IReadOnlySet<Guid> approved, Guid submittedBy, IEnumerable<Guid> contributors)
    {
        List<Department> own = [.. departments.Where(department => department.DecidersOn(today).Contains(user))];
        List<Department> open = [.. own.Where(department => !approved.Contains(department.Key))];
        return own.Count == 0 && departments.Where(department => !approved.Contains(department.Key)).All(department => !department.DecidersOn(today).Any()) ? new Mandate(ApprovalStatus.NoDirector, [])
            : own.Count == 0 ? new Mandate(ApprovalStatus.NotTheDirector, [])
            : submittedBy == user || contributors.Contains(user) ? new Mandate(ApprovalStatus.OwnWork, [])
            : open.Count == 0 ? new Mandate(ApprovalStatus.AlreadyApproved, [])
            : new Mandate(null, [.. open.Select(department => new MandateFor(department.Key, department.DirectorKey != user))]);
    }
}

/// <summary>What somebody may decide about a package.</summary>
/// <param name="WhyNot">Why nothing; null when something.</param>
/// <param name="For">The departments.</param>
internal sealed record Mandate(ApprovalStatus? WhyNot, IReadOnlyList<MandateFor> For)
{
    /// <summary>Only in a director's place.</summary>
    public bool AsDeputy => For.Count > 0 && For.All(department => department.AsDeputy);
}

/// <summary>That somebody may decide for a department.</summary>
internal readonly record struct MandateFor(Guid DepartmentKey, bool AsDeputy);

/// <summary>What came of an act in the approval, for the one who acted.</summary>
internal enum ApprovalStatus
{
    Success,

    /// <summary>No such service.</summary>
    NotFound,

    /// <summary>Something must be filled in first; the outcome's messages say what.</summary>
    Incomplete,

    /// <summary>The state does not allow it.</summary>
    WrongState,

    /// <summary>The package is not the one that the person saw.</summary>
    ChangedMeanwhile,

    /// <summary>The department has no director.</summary>
    NoDirector,

    /// <summary>Only the department's director decides.</summary>
    NotTheDirector,

    /// <summary>The departments that the person decides for have approved; others have not yet.</summary>
    AlreadyApproved,

    /// <summary>Nobody approves what they submitted or changed themselves.</summary>
    OwnWork,

    /// <summary>A rejection says why.</summary>
    CommentMissing,

    /// <summary>A time for publishing lies in the past, or too far ahead.</summary>
    InvalidTime,

    /// <summary>The decision stands, but Umbraco did not publish; the outcome's messages say why.</summary>
    NotPublished,
}

/// <summary>The outcome of an act in the approval.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Messages">More for the person who acted; may be empty.</param>
internal sealed record ApprovalOutcome(ApprovalStatus Status, IReadOnlyList<Label> Messages)
{
    public static implicit operator ApprovalOutcome(ApprovalStatus status) => new(status, []);
}
