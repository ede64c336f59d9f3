using Halden.Umbraco.Approval;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Rollout;

/// <summary>Services of an introduction, for tests.</summary>
internal static class ARollout
{
    public static readonly DateOnly Today = new(2026, 11, 27);

    public static readonly Label Name = new("Oppgave", "Oppgåve", "Task");

    public static RegisterRow Row(string title, string? owner = "Mona Melodi") => new(
        Guid.NewGuid(), Guid.NewGuid(), title, new RegisterDepartment(new Guid(1, 0, 0, new byte[8]), "Undervisning og kultur", "Kari Kultur"), [], owner, owner is null ? null : "mona@halden.example",
        RecipientKind.Mailbox, "post@halden.example", null, ApprovalState.Draft, PartStatus.Draft, PartStatus.None, PartStatus.None, null, null, false, null, default, owner is null ? [Vacancy.Owner] : []);

    public static RolloutSubject Subject(RolloutFacts facts, params RolloutMark[] marks) => Subject(facts, Today, Row("Musikk- og kulturskole"), marks);

    public static RolloutSubject Subject(RolloutFacts facts, DateOnly startsOn, RegisterRow row, params RolloutMark[] marks) => new(row, facts, startsOn, marks.ToDictionary(mark => mark.TaskId));

    public static RolloutMark Done(string task) => Mark(task, RolloutMarking.Done);

    public static RolloutMark Mark(string task, RolloutMarking state) => new() { DocumentKey = Guid.Empty, TaskId = task, State = state, MarkedAt = default, MarkedBy = Guid.Empty };
}
