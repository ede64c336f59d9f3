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

    /// <summary>Why <paramref name="user"/> may not decide on the package, or null if that person may.</summary>
    /// <param name="user">Key of the one who asks.</param>
    /// <param name="director">Key of the department's director; null while the post is vacant.</param>
    /// <param name="submittedBy">Key of the one who submitted.</param>
    /// <param name="contributors">Keys of those who changed any part since it was last approved.</param>
    public static ApprovalStatus? WhyNotDecide(Guid user, Guid? director, Guid submittedBy, IEnumerable<Guid> contributors) =>
        director is null ? ApprovalStatus.NoDirector
        : director != user ? ApprovalStatus.NotTheDirector
        : submittedBy == user || contributors.Contains(user) ? ApprovalStatus.OwnWork
        : null;
}

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

    /// <summary>Nobody approves what they submitted or changed themselves.</summary>
    OwnWork,

    /// <summary>A rejection says why.</summary>
    CommentMissing,

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
