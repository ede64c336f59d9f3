using Halden.Umbraco.Register;

namespace Halden.Umbraco.Rollout;

/// <summary>Where a task stands.</summary>
internal enum RolloutTaskState
{
    Open,
    Done,
    NotApplicable,
}

/// <summary>A task, of a service or of the whole, and where it stands.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Due">The last day; null for none.</param>
/// <param name="IsLate">It is open, and that day is past.</param>
/// <param name="Finding">What the system knows; null where a person says it.</param>
/// <param name="Mark">What a person has said; null for nothing.</param>
internal sealed record TaskStanding(RolloutTask Task, RolloutTaskState State, DateOnly? Due, bool IsLate, EvidenceFinding? Finding, RolloutMark? Mark);

/// <summary>A service of the introduction, with all that decides where it stands.</summary>
/// <param name="Row">Its row in the register.</param>
/// <param name="Facts">What the system knows of it.</param>
/// <param name="StartsOn">The day its work begins.</param>
/// <param name="Marks">What people have said, by task.</param>
internal sealed record RolloutSubject(RegisterRow Row, RolloutFacts Facts, DateOnly StartsOn, IReadOnlyDictionary<string, RolloutMark> Marks);

/// <summary>Where a service stands.</summary>
/// <param name="Subject">The service.</param>
/// <param name="Tasks">Every task of it, in the plan's order.</param>
/// <param name="Phase">The first phase with something undone; null where nothing is.</param>
internal sealed record ServiceStanding(RolloutSubject Subject, IReadOnlyList<TaskStanding> Tasks, RolloutPhase? Phase)
{
    /// <summary>How many are done.</summary>
    public int Done { get; } = Tasks.Count(task => task.State == RolloutTaskState.Done);

    /// <summary>How many there are to do in all; those that are not applicable are none.</summary>
    public int Count { get; } = Tasks.Count(task => task.State != RolloutTaskState.NotApplicable);

    /// <summary>How many are late.</summary>
    public int Late { get; } = Tasks.Count(task => task.IsLate);

    /// <summary>What it waits for: the open tasks of its phase.</summary>
    public IEnumerable<TaskStanding> Waiting => Tasks.Where(task => task.State == RolloutTaskState.Open && task.Task.Phase == Phase);
}

/// <summary>The progress of a department.</summary>
/// <param name="Department">Null for services of none.</param>
/// <param name="Services">How many services it introduces.</param>
/// <param name="Finished">How many have nothing undone.</param>
/// <param name="Done">Tasks of them that are done.</param>
/// <param name="Count">Tasks of them in all.</param>
/// <param name="Late">Tasks of them that are late.</param>
internal sealed record DepartmentProgress(RegisterDepartment? Department, int Services, int Finished, int Done, int Count, int Late);

/// <summary>Whose a task is: a named user, or a role and who has it.</summary>
/// <param name="UserKey">The user that the plan names; null for none.</param>
/// <param name="Role">The role.</param>
/// <param name="Name">Who has the role for the service; null where it is vacant, or no one person's.</param>
internal sealed record TaskHolder(Guid? UserKey, RolloutRole? Role, string? Name)
{
    /// <summary>Whose a task of a service is.</summary>
    public static TaskHolder Of(RolloutTask task, RegisterRow? row) => task.UserKey is { } user
        ? new(user, null, null)
        : new(null, task.Role, task.Role switch
        {
            RolloutRole.Director => row?.Department?.Director,
            RolloutRole.Owner => row?.OwnerName,
            _ => null,
        });
}

/// <summary>A task that many services wait for.</summary>
internal sealed record WaitedFor(RolloutTask Task, int Services);

/// <summary>Somebody with tasks that are late.</summary>
internal sealed record LateHolder(TaskHolder Holder, int Tasks);

/// <summary>What holds the introduction back.</summary>
/// <param name="Tasks">What services wait for in the phase they are in, what most wait for first.</param>
/// <param name="Late">Who has tasks that are late, who has most first.</param>
/// <param name="Vacancies">Responsibilities that nobody has, and of how many services.</param>
internal sealed record HoldBacks(IReadOnlyList<WaitedFor> Tasks, IReadOnlyList<LateHolder> Late, IReadOnlyList<KeyValuePair<Vacancy, int>> Vacancies);

/// <summary>Where an introduction stands, worked out from the plan, what is known, and what people have said: pure.</summary>
internal static class RolloutProgress
{
    /// <summary>Where a task stands. With evidence it is done exactly when the evidence is there, whatever anybody says.</summary>
    public static TaskStanding Of(RolloutTask task, RolloutMark? mark, RolloutFacts? facts, DateOnly? startsOn, DateOnly today)
    {
        var finding = task.Evidence is { } evidence && facts is not null ? evidence.In(facts) : null;
        var state = finding?.Status == EvidenceStatus.Found ? RolloutTaskState.Done
            : finding?.Status == EvidenceStatus.NotNeeded || mark?.State == RolloutMarking.NotApplicable ? RolloutTaskState.NotApplicable
            : task.Evidence is null && mark?.State == RolloutMarking.Done ? RolloutTaskState.Done
            : RolloutTaskState.Open;
        var due = mark?.Due ?? task.Due ?? (task.DueDays is { } days ? startsOn?.AddDays(days) : null);
        return new TaskStanding(task, state, due, state == RolloutTaskState.Open && due < today, finding, mark);
    }

    /// <summary>Where a service stands.</summary>
    public static ServiceStanding Of(RolloutPlan plan, RolloutSubject subject, DateOnly today)
    {
        List<TaskStanding> tasks = [.. plan.Of(RolloutLevel.Service).Select(task => Of(task, subject.Marks.GetValueOrDefault(task.Id), subject.Facts, subject.StartsOn, today))];
        var open = tasks.Where(task => task.State == RolloutTaskState.Open).Select(task => (RolloutPhase?)task.Task.Phase);
        return new ServiceStanding(subject, tasks, open.Min());
    }

    /// <summary>Where the tasks of the whole stand.</summary>
    public static IReadOnlyList<TaskStanding> Whole(RolloutPlan plan, IReadOnlyDictionary<string, RolloutMark> marks, DateOnly today) =>
        [.. plan.Of(RolloutLevel.Whole).Select(task => Of(task, marks.GetValueOrDefault(task.Id), null, null, today))];

    /// <summary>The progress of each department that introduces anything, by name; what has no department comes last.</summary>
    public static IReadOnlyList<DepartmentProgress> Departments(IEnumerable<ServiceStanding> services) =>
    [
        .. services.GroupBy(service => service.Subject.Row.Department?.Key).Select(group => new DepartmentProgress(
                group.First().Subject.Row.Department,
                group.Count(),
                group.Count(service => service.Phase is null),
                group.Sum(service => service.Done),
                group.Sum(service => service.Count),
                group.Sum(service => service.Late)))
            .OrderBy(department => department.Department is null).ThenBy(department => department.Department?.Name, ServiceDescriptions.NorwegianOrder.Comparer),
    ];

    /// <summary>What holds it back.</summary>
    public static HoldBacks HeldBackBy(IReadOnlyList<TaskStanding> whole, IReadOnlyList<ServiceStanding> services) => new(
        [.. services.SelectMany(service => service.Waiting).GroupBy(task => task.Task.Id).Select(group => new WaitedFor(group.First().Task, group.Count())).OrderByDescending(task => task.Services).ThenBy(task => task.Task.Phase)],
        [
            .. services.SelectMany(service => service.Tasks.Where(task => task.IsLate).Select(task => TaskHolder.Of(task.Task, service.Subject.Row)))
                .Concat(whole.Where(task => task.IsLate).Select(task => TaskHolder.Of(task.Task, null)))
                .GroupBy(holder => holder).Select(group => new LateHolder(group.Key, group.Count())).OrderByDescending(holder => holder.Tasks),
        ],
        [.. services.SelectMany(service => service.Subject.Row.Vacancies).GroupBy(vacancy => vacancy).Select(group => KeyValuePair.Create(group.Key, group.Count())).OrderBy(vacancy => vacancy.Key)]);
}
