using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.EditorsApi;

/// <summary>The introduction of electronic services: its plan, its services and their tasks (docs/rollout.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/rollout")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class RolloutController : ControllerBase
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly RolloutReading _reading;
    private readonly Rollouts _rollouts;
    private readonly HaldenStore _store;
    private readonly AuditPeople _people;
    private readonly IUserService _users;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public RolloutController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _reading = services.Get<RolloutReading>();
        _rollouts = services.Get<Rollouts>();
        _store = services.Get<HaldenStore>();
        _people = services.Get<AuditPeople>();
        _users = services.Get<IUserService>();
        _security = security;
    }

    private RolloutCaller Caller
    {
        get
        {
            var user = _security.Required();
            return new RolloutCaller(user.Key, user.Email, HaldenAccess.IsEditor(user));
        }
    }

    /// <summary>Where all of it stands: phases, the whole's tasks, every service in short, departments, and what holds back.</summary>
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var (language, caller) = (HttpContext.Language(), Caller);
        var view = await _reading.ReadAsync(language, cancellationToken);
        var departments = await _store.ReadAsync(db => db.Departments.AsNoTracking().Include(department => department.Deputies).ToListAsync(cancellationToken), cancellationToken);
        var names = await NamesAsync(view.Plan, view.Whole, language);
        var held = RolloutProgress.HeldBackBy(view.Whole, view.Services);
        return new JsonResult(
            new
            {
                phases = Enum.GetValues<RolloutPhase>().Select(phase => new { id = phase, label = RolloutTexts.Of(phase).In(language) }),
                whole = view.Whole.Select(task => ViewOf(task, TaskHolder.Of(task.Task, null), caller.MayMark(task.Task, departments, null, _store.Today), names, language)),
                services = view.Services.Select(service => new
                {
                    service.Subject.Row.Key,
                    service.Subject.Row.Title,
                    department = service.Subject.Row.Department?.Key,
                    owner = service.Subject.Row.OwnerName,
                    service.Subject.StartsOn,
                    service.Phase,
                    service.Done,
                    service.Count,
                    service.Late,
                    waits = service.Waiting.Select(task => task.Task.Id).ToList() is { Count: > 0 } waits ? waits : null,
                }),
                tasks = view.Plan.Of(RolloutLevel.Service).Select(task => new { task.Id, name = task.Name.In(language), task.Phase }),
                outside = view.Outside.Select(row => new { row.Key, row.Title, department = row.Department?.Key }),
                departmentNames = view.Departments.Select(department => new { department.Key, department.Name }),
                departments = RolloutProgress.Departments(view.Services).Select(progress => new
                {
                    key = progress.Department?.Key,
                    name = progress.Department?.Name,
                    progress.Services,
                    progress.Finished,
                    progress.Done,
                    progress.Count,
                    progress.Late,
                }),
                holdBacks = new
                {
                    tasks = held.Tasks.Select(waited => new { waited.Task.Id, name = waited.Task.Name.In(language), waited.Task.Phase, waited.Services }),
                    late = held.Late.Select(late => new { who = NameOf(late.Holder, names, language), late.Tasks }),
                    vacancies = held.Vacancies.Select(vacancy => new { vacancy = vacancy.Key, label = RegisterTexts.Of(vacancy.Key).In(language), services = vacancy.Value }),
                },
            },
            Compact);
    }

    /// <summary>One service with every task of it.</summary>
    [HttpGet("services/{key:guid}")]
    public async Task<IActionResult> Service(Guid key, CancellationToken cancellationToken)
    {
        var (language, caller) = (HttpContext.Language(), Caller);
        var view = await _reading.ReadAsync(language, cancellationToken);
        if (view.Services.FirstOrDefault(service => service.Subject.Row.Key == key) is not { } service)
        {
            return Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, RolloutTexts.NotInScope, nameof(RolloutStatus.NotFound));
        }

        var (row, entry) = (service.Subject.Row, await _store.ReadAsync(db => db.EntryAsync(key, cancellationToken), cancellationToken));
        var departments = entry.Departments();
        var names = await NamesAsync(view.Plan, service.Tasks, language);
        return new JsonResult(
            new
            {
                row.Key,
                row.Title,
                department = row.Department?.Name,
                director = row.Department?.Director,
                owner = row.OwnerName,
                service.Subject.StartsOn,
                service.Phase,
                service.Done,
                service.Count,
                service.Late,
                phases = Enum.GetValues<RolloutPhase>().Select(phase => new
                {
                    id = phase,
                    label = RolloutTexts.Of(phase).In(language),
                    tasks = service.Tasks.Where(task => task.Task.Phase == phase)
                        .Select(task => ViewOf(task, TaskHolder.Of(task.Task, row), caller.MayMark(task.Task, departments, entry?.OwnerEmail, _store.Today), names, language)),
                }),
            },
            Compact);
    }

    /// <summary>The plan, and what a plan is made of.</summary>
    [HttpGet("plan")]
    public async Task<IActionResult> Plan(CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var stored = await _store.ReadAsync(db => db.RolloutPlans.AsNoTracking().FirstOrDefaultAsync(plan => plan.Id == StoredRolloutPlan.Only, cancellationToken), cancellationToken);
        var plan = RolloutPlanJson.Read(stored?.Json);
        return new JsonResult(
            new
            {
                stored?.Version,
                changedBy = await _people.NameOfAsync(stored?.ChangedBy, language),
                stored?.ChangedAt,
                phases = Enum.GetValues<RolloutPhase>().Select(phase => new { id = phase, label = RolloutTexts.Of(phase).In(language) }),
                roles = Enum.GetValues<RolloutRole>().Select(role => new { id = role, label = RolloutTexts.Of(role).In(language) }),
                evidence = Enum.GetValues<RolloutEvidence>().Select(evidence => new { id = evidence, label = RolloutTexts.Of(evidence).In(language) }),
                people = (await PeopleAsync(plan, language)).Select(person => new { key = person.Key, name = person.Value }),
                plan.Tasks,
            },
            Compact);
    }

    /// <summary>Keeps the whole plan.</summary>
    [HttpPut("plan")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> SavePlan(WrittenPlan written, CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var stored = await _store.ReadAsync(db => db.RolloutPlans.AsNoTracking().FirstOrDefaultAsync(plan => plan.Id == StoredRolloutPlan.Only, cancellationToken), cancellationToken);
        var people = await PeopleAsync(RolloutPlanJson.Read(stored?.Json), language);
        var (tasks, faults) = (new List<RolloutTask>(), new Dictionary<string, Label>());
        foreach (var (number, task) in (written.Tasks ?? []).Index())
        {
            var place = $"tasks[{number}]";
            tasks.Add(new RolloutTask(
                task.Id ?? string.Empty,
                Required<RolloutPhase>(task.Phase, $"{place}.phase"),
                Required<RolloutLevel>(task.Level, $"{place}.level"),
                NameOf(task.Name),
                Optional<RolloutEvidence>(task.Evidence, $"{place}.evidence"),
                Optional<RolloutRole>(task.Role, $"{place}.role"),
                task.UserKey,
                task.Due,
                task.DueDays,
                task.IsLeftOut));
            if (task.UserKey is { } user && !people.ContainsKey(user))
            {
                faults[$"{place}.userKey"] = RolloutTexts.NoSuchUser;
            }
        }

        if (faults.Count > 0)
        {
            return Answers.WithErrors(HttpContext, faults);
        }

        return Problem(await _rollouts.SavePlanAsync(written.Version, new RolloutPlan(tasks), Caller.UserKey, cancellationToken)) ?? await Plan(cancellationToken);

        T Required<T>(string? name, string place)
            where T : struct, Enum => Optional<T>(name ?? string.Empty, place) ?? default;

        T? Optional<T>(string? name, string place)
            where T : struct, Enum
        {
            var value = RolloutPlanJson.Find<T>(name);
            if (name is not null && value is null)
            {
                faults[place] = RolloutTexts.NoSuchChoice;
            }

            return value;
        }

        // What is not translated is said in bokmål.
        static Label NameOf(WrittenName? name) => name?.Nb?.Trim() is { } nb
            ? new Label(nb, string.IsNullOrWhiteSpace(name.Nn) ? nb : name.Nn.Trim(), string.IsNullOrWhiteSpace(name.En) ? nb : name.En.Trim())
            : new Label(string.Empty, string.Empty, string.Empty);
    }

    /// <summary>Says something of a task of the whole.</summary>
    [HttpPut("tasks/{task}")]
    public Task<IActionResult> MarkWhole(string task, WrittenMark mark, CancellationToken cancellationToken) => MarkAsync(null, task, mark, () => Show(cancellationToken), cancellationToken);

    /// <summary>Says something of a task of a service.</summary>
    [HttpPut("services/{key:guid}/tasks/{task}")]
    public Task<IActionResult> Mark(Guid key, string task, WrittenMark mark, CancellationToken cancellationToken) =>
        MarkAsync(key, task, mark, () => Service(key, cancellationToken), cancellationToken);

    /// <summary>Takes services in, or gives those that are in it another start.</summary>
    [HttpPost("services")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Add(ChosenServices chosen, CancellationToken cancellationToken) =>
        Problem(await _rollouts.AddAsync(chosen.Keys ?? [], chosen.StartsOn ?? _store.Today, Caller.UserKey, cancellationToken)) ?? await Show(cancellationToken);

    /// <summary>Takes services out; what has been said of their tasks is kept.</summary>
    [HttpPost("services/remove")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Remove(ChosenServices chosen, CancellationToken cancellationToken) =>
        Problem(await _rollouts.RemoveAsync(chosen.Keys ?? [], Caller.UserKey, cancellationToken)) ?? await Show(cancellationToken);

    private async Task<IActionResult> MarkAsync(Guid? document, string task, WrittenMark mark, Func<Task<IActionResult>> show, CancellationToken cancellationToken)
    {
        var saying = new RolloutSaying(mark.Version, RolloutPlanJson.Find<RolloutMarking>(mark.State), mark.Note, mark.Link, mark.Due);
        var outcome = await _rollouts.MarkAsync(document, task, saying, Caller, cancellationToken);
        return Problem(outcome) ?? await show();
    }

    private ObjectResult? Problem(RolloutOutcome outcome) => outcome.Status switch
    {
        RolloutStatus.Success => null,
        RolloutStatus.Invalid => Answers.WithErrors(HttpContext, outcome.Faults),
        RolloutStatus.ChangedMeanwhile => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, Answers.Changed, outcome.Status.ToString()),
        RolloutStatus.NotFound => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, outcome.Faults[string.Empty], outcome.Status.ToString()),
        RolloutStatus.NotYours => Answers.Problem(HttpContext, StatusCodes.Status403Forbidden, Answers.NotDone, outcome.Faults[string.Empty], outcome.Status.ToString()),
        _ => Answers.Problem(HttpContext, StatusCodes.Status409Conflict, Answers.NotDone, outcome.Faults[string.Empty], outcome.Status.ToString()),
    };

    private static object ViewOf(TaskStanding standing, TaskHolder holder, bool mayMark, Dictionary<Guid, string> names, string language) => new
    {
        standing.Task.Id,
        name = standing.Task.Name.In(language),
        standing.Task.Phase,
        standing.Task.Evidence,
        standing.State,
        who = NameOf(holder, names, language),
        standing.Due,
        standing.IsLate,
        doneAt = standing.State != RolloutTaskState.Done ? null : standing.Finding is { } finding ? finding.At : standing.Mark?.MarkedAt,
        why = standing.State == RolloutTaskState.NotApplicable ? standing.Finding?.Why?.In(language) : null,
        mayMark,
        mark = standing.Mark is not { } mark ? null : new { mark.Version, mark.State, mark.Note, mark.Link, mark.Due, at = mark.MarkedAt, by = names.GetValueOrDefault(mark.MarkedBy) },
    };

    private static string? NameOf(TaskHolder holder, Dictionary<Guid, string> names, string language) => holder switch
    {
        { UserKey: { } user } => names.GetValueOrDefault(user),
        { Role: { } role, Name: { } name } => $"{name} ({RolloutTexts.Of(role).In(language).ToLowerInvariant()})",
        { Role: { } role } => RolloutTexts.Of(role).In(language),
        _ => null,
    };

    private async Task<Dictionary<Guid, string>> NamesAsync(RolloutPlan plan, IEnumerable<TaskStanding> tasks, string language)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var key in plan.Tasks.Select(task => task.UserKey).Concat(tasks.Select(task => task.Mark?.MarkedBy)).OfType<Guid>().Distinct())
        {
            names[key] = await _people.NameOfAsync(key, language) ?? string.Empty;
        }

        return names;
    }

    // Those who can be given a task, and those who have one from before.
    private async Task<Dictionary<Guid, string>> PeopleAsync(RolloutPlan plan, string language)
    {
        var people = await NamesAsync(plan, [], language);
        foreach (var user in _users.GetAll(0, int.MaxValue, out _).Where(user => user.IsApproved && user.UserState != UserState.Disabled && HaldenAccess.IsReader(user)))
        {
            people[user.Key] = user.Name ?? user.Email;
        }

        return people.OrderBy(person => person.Value, NorwegianOrder.Comparer).ToDictionary();
    }

    /// <summary>A plan.</summary>
    /// <param name="Version">The version that was changed; null for the ready-made plan.</param>
    /// <param name="Tasks">Every task, in its order; those that are left out as well.</param>
    public sealed record WrittenPlan(Guid? Version, IReadOnlyList<WrittenTask>? Tasks);

    /// <summary>A task of a plan.</summary>
    /// <param name="Id">Lower-case letters, digits and hyphens; stays when all else is changed.</param>
    /// <param name="Phase">Name of the phase.</param>
    /// <param name="Level">whole or service.</param>
    /// <param name="Name">What is to be done.</param>
    /// <param name="Evidence">What shows that it is done; null where a person says so.</param>
    /// <param name="Role">Whose it is; null for nobody's.</param>
    /// <param name="UserKey">Whose it is by name; null for the role's.</param>
    /// <param name="Due">The last day, of the whole.</param>
    /// <param name="DueDays">Days after the service's start.</param>
    /// <param name="IsLeftOut">Whether it is asked of nobody.</param>
    public sealed record WrittenTask(
        string? Id, string? Phase, string? Level, WrittenName? Name, string? Evidence, string? Role, Guid? UserKey, DateOnly? Due, int? DueDays, bool IsLeftOut);

    /// <summary>What a task is called.</summary>
    /// <param name="Nb">In bokmål.</param>
    /// <param name="Nn">In nynorsk; as in bokmål where there is none.</param>
    /// <param name="En">In English; as in bokmål where there is none.</param>
    public sealed record WrittenName(string? Nb, string? Nn, string? En);

    /// <summary>What is said of a task.</summary>
    /// <param name="Version">Of what was said before; null for nothing.</param>
    /// <param name="State">open, done or notApplicable.</param>
    /// <param name="Note">A note; the reason where it is not applicable.</param>
    /// <param name="Link">An https or http address.</param>
    /// <param name="Due">The last day for this service; null for the plan's.</param>
    public sealed record WrittenMark(Guid? Version, string? State, string? Note, string? Link, DateOnly? Due);

    /// <summary>Services.</summary>
    /// <param name="Keys">1,000 at most.</param>
    /// <param name="StartsOn">The day their work begins; null for today.</param>
    public sealed record ChosenServices(IReadOnlyList<Guid>? Keys, DateOnly? StartsOn);
}
