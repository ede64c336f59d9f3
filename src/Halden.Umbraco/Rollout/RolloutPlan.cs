using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>The seven phases of an introduction (innføring), in their order.</summary>
internal enum RolloutPhase
{
    /// <summary>Etablering og forankring.</summary>
    Establishment,

    /// <summary>Informasjon.</summary>
    Information,

    /// <summary>Valg av tekniske løsninger.</summary>
    Solutions,

    /// <summary>Valg av hovedansvarlige.</summary>
    Responsibles,

    /// <summary>Tjenestebeskrivelser.</summary>
    Descriptions,

    /// <summary>Prosessmodellering.</summary>
    Modelling,

    /// <summary>Publisering.</summary>
    Publishing,
}

/// <summary>What a task is done for.</summary>
internal enum RolloutLevel
{
    /// <summary>Once, for the whole introduction.</summary>
    Whole,

    /// <summary>For each service that is introduced.</summary>
    Service,
}

/// <summary>Whose a task is, by what they do.</summary>
internal enum RolloutRole
{
    /// <summary>Prosjektleder.</summary>
    ProjectLeader,

    /// <summary>Rådmann.</summary>
    ChiefExecutive,

    /// <summary>Kommunalsjef: of the service's department.</summary>
    Director,

    /// <summary>Hovedansvarlig for the service.</summary>
    Owner,

    /// <summary>IT-avdeling.</summary>
    It,

    /// <summary>Innkjøpsavdeling.</summary>
    Procurement,

    /// <summary>Nettredaktør.</summary>
    WebEditor,
}

/// <summary>A task of the plan.</summary>
/// <param name="Id">What marks refer to; never changes.</param>
/// <param name="Phase">The phase it belongs to.</param>
/// <param name="Level">What it is done for.</param>
/// <param name="Name">What is to be done.</param>
/// <param name="Evidence">What shows that it is done, of a service only; null where a person says so.</param>
/// <param name="Role">Whose it is; null for nobody's in particular.</param>
/// <param name="UserKey">Whose it is, by name: before the role.</param>
/// <param name="Due">The last day, of the whole only.</param>
/// <param name="DueDays">Days after the service's start, of a service only.</param>
/// <param name="IsLeftOut">Kept in the plan, and asked of nobody.</param>
internal sealed record RolloutTask(
    string Id,
    RolloutPhase Phase,
    RolloutLevel Level,
    Label Name,
    RolloutEvidence? Evidence = null,
    RolloutRole? Role = null,
    Guid? UserKey = null,
    DateOnly? Due = null,
    int? DueDays = null,
    bool IsLeftOut = false);

/// <summary>The plan of the introduction.</summary>
/// <param name="Tasks">Every task, by phase, and within a phase in the order they are done.</param>
internal sealed record RolloutPlan(IReadOnlyList<RolloutTask> Tasks)
{
    /// <summary>The tasks that are asked of somebody.</summary>
    public IReadOnlyList<RolloutTask> Of(RolloutLevel level) => [.. Tasks.Where(task => task.Level == level && !task.IsLeftOut)];

    /// <summary>A task that is asked of somebody; null where there is none.</summary>
    public RolloutTask? Find(RolloutLevel level, string id) => Tasks.FirstOrDefault(task => task.Id == id && task.Level == level && !task.IsLeftOut);
}
