using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Rollout;

/// <summary>What came of a change in the introduction.</summary>
internal enum RolloutStatus
{
    Success,

    /// <summary>The service is not part of it, or the plan has no such task.</summary>
    NotFound,

    /// <summary>Somebody changed it meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>The task is somebody else's.</summary>
    NotYours,

    /// <summary>The task is done by its evidence, and by nobody's word.</summary>
    ByEvidence,

    /// <summary>A value is not valid; the faults say which and why.</summary>
    Invalid,
}

/// <summary>The outcome of a change in the introduction.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Faults">Field → what is wrong with it; of what was refused as a whole, an empty name.</param>
internal sealed record RolloutOutcome(RolloutStatus Status, IReadOnlyDictionary<string, Label> Faults)
{
    public static RolloutOutcome Success { get; } = new(RolloutStatus.Success, new Dictionary<string, Label>());

    public static RolloutOutcome ChangedMeanwhile { get; } = new(RolloutStatus.ChangedMeanwhile, new Dictionary<string, Label>());

    public static RolloutOutcome Of(RolloutStatus status, Label text, string field = "") => new(status, new Dictionary<string, Label> { [field] = text });
}

/// <summary>Somebody who wants to mark a task.</summary>
/// <param name="UserKey">The user.</param>
/// <param name="Email">By which an owner is known.</param>
/// <param name="IsEditor">Whether every task may be marked.</param>
internal sealed record RolloutCaller(Guid UserKey, string Email, bool IsEditor)
{
    /// <summary>Whether a task may be marked: it is one's own by name, or by one's role.</summary>
    /// <param name="task">The task.</param>
    /// <param name="departments">Those of the service, or every one for a task of the whole; with deputies.</param>
    /// <param name="ownerEmail">Of the service's main responsible; null for none.</param>
    /// <param name="today">The day, for deputies.</param>
    public bool MayMark(RolloutTask task, IEnumerable<Department> departments, string? ownerEmail, DateOnly today) =>
        IsEditor || (task.UserKey is { } named ? named == UserKey : task.Role switch
        {
            RolloutRole.Director => Directs(departments, today),
            RolloutRole.Owner => Owns(ownerEmail),
            _ => false,
        });

    /// <summary>Whether one decides for any of the departments.</summary>
    public bool Directs(IEnumerable<Department> departments, DateOnly today) => departments.Any(department => department.DecidersOn(today).Contains(UserKey));

    /// <summary>Whether one is the main responsible.</summary>
    public bool Owns(string? ownerEmail) => string.Equals(ownerEmail, Email, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What somebody says of a task.</summary>
/// <param name="Version">Of what was said before, as it was shown; null for nothing.</param>
/// <param name="State">What is said; null for what nobody understands.</param>
/// <param name="Note">A note; the reason where the task is not applicable.</param>
/// <param name="Link">An address that tells more.</param>
/// <param name="Due">The last day for this service; null for the plan's.</param>
internal sealed record RolloutSaying(Guid? Version, RolloutMarking? State, string? Note, string? Link, DateOnly? Due);

/// <summary>The introduction of electronic services: the one way to change its plan, its services and what is said of its tasks.</summary>
internal sealed class Rollouts(HaldenStore store, ServiceDrafts drafts)
{
    /// <summary>How many services may be added or taken out at a time.</summary>
    public const int MostAtATime = 1000;

    private static readonly (DateOnly From, DateOnly To) Days = (new(2000, 1, 1), new(2099, 12, 31));

    /// <summary>Whether a day can be kept.</summary>
    public static bool IsDay(DateOnly? day) => day is null || (day >= Days.From && day <= Days.To);

    /// <summary>Keeps a plan.</summary>
    /// <param name="version">The version that was changed; null for the ready-made plan.</param>
    /// <param name="plan">The whole plan.</param>
    /// <param name="user">Who.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public async Task<RolloutOutcome> SavePlanAsync(Guid? version, RolloutPlan plan, Guid user, CancellationToken cancellationToken)
    {
        // Within a phase the order is the plan's own; phases follow each other.
        var ordered = new RolloutPlan([.. plan.Tasks.OrderBy(task => task.Phase)]);
        var faults = RolloutPlanJson.Check(plan);
        if (faults.Count > 0)
        {
            return new RolloutOutcome(RolloutStatus.Invalid, faults);
        }

        return plan.Tasks.Any(task => !IsDay(task.Due))
            ? RolloutOutcome.Of(RolloutStatus.Invalid, RolloutTexts.DateFault, "due")
            : await store.WriteAsync(
                async db =>
                {
                    var stored = await db.RolloutPlans.FirstOrDefaultAsync(one => one.Id == StoredRolloutPlan.Only, cancellationToken);
                    if (stored?.Version != version)
                    {
                        return RolloutOutcome.ChangedMeanwhile;
                    }

                    var json = RolloutPlanJson.Write(ordered);
                    if (stored?.Json == json)
                    {
                        return RolloutOutcome.Success;
                    }

                    stored ??= db.RolloutPlans.Add(new StoredRolloutPlan { Json = json, ChangedAt = store.Now, ChangedBy = user }).Entity;
                    (stored.Json, stored.ChangedAt, stored.ChangedBy, stored.Version) = (json, store.Now, user, Guid.NewGuid());
                    db.Append(store.Now, AuditTrail.RolloutPlanChanged, user);
                    return RolloutOutcome.Success;
                },
                cancellationToken);
    }

    /// <summary>Takes services in, or gives those that are in it another start.</summary>
    public Task<RolloutOutcome> AddAsync(IReadOnlyCollection<Guid> keys, DateOnly startsOn, Guid user, CancellationToken cancellationToken) =>
        !IsDay(startsOn) ? Task.FromResult(RolloutOutcome.Of(RolloutStatus.Invalid, RolloutTexts.DateFault, "startsOn")) : ChangeAsync(
            keys,
            (db, key, known) =>
            {
                if (known?.StartsOn == startsOn)
                {
                    return;
                }

                if (known is null)
                {
                    db.RolloutServices.Add(new RolloutService { DocumentKey = key, StartsOn = startsOn });
                }
                else
                {
                    known.StartsOn = startsOn;
                }

                db.Append(store.Now, AuditTrail.RolloutServiceAdded, user, key, detail: JsonSerializer.Serialize(new { From = startsOn }));
            },
            cancellationToken);

    /// <summary>Takes services out. What has been said of their tasks is kept, for when they are taken in again.</summary>
    public Task<RolloutOutcome> RemoveAsync(IReadOnlyCollection<Guid> keys, Guid user, CancellationToken cancellationToken) => ChangeAsync(
        keys,
        (db, key, known) =>
        {
            if (known is not null)
            {
                db.RolloutServices.Remove(known);
                db.Append(store.Now, AuditTrail.RolloutServiceRemoved, user, key);
            }
        },
        cancellationToken);

    /// <summary>Says something of a task.</summary>
    /// <param name="document">The service; null for the whole.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="saying">What is said.</param>
    /// <param name="caller">Who says it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<RolloutOutcome> MarkAsync(Guid? document, string taskId, RolloutSaying saying, RolloutCaller caller, CancellationToken cancellationToken) =>
        store.WriteAsync(db => MarkAsync(db, document, taskId, saying, caller, cancellationToken), cancellationToken);

    private async Task<RolloutOutcome> MarkAsync(
        HaldenDbContext db, Guid? document, string taskId, RolloutSaying saying, RolloutCaller caller, CancellationToken cancellationToken)
    {
        var entry = document is { } service ? await db.EntryAsync(service, cancellationToken) : null;
        var departments = document is null ? await db.Departments.Include(department => department.Deputies).ToListAsync(cancellationToken) : entry.Departments();
        var plan = RolloutPlanJson.Read(await db.RolloutPlans.Where(stored => stored.Id == StoredRolloutPlan.Only).Select(stored => stored.Json).FirstOrDefaultAsync(cancellationToken));
        var task = plan.Find(document is null ? RolloutLevel.Whole : RolloutLevel.Service, taskId);

        // Whoever has nothing to do with a service is told no more of it.
        var isNear = document is null || caller.IsEditor || caller.Directs(departments, store.Today) || caller.Owns(entry?.OwnerEmail);
        if (task is null ? !isNear : !caller.MayMark(task, departments, entry?.OwnerEmail, store.Today))
        {
            return RolloutOutcome.Of(RolloutStatus.NotYours, RolloutTexts.NotYours);
        }

        if (document is { } key && !await db.RolloutServices.AnyAsync(known => known.DocumentKey == key, cancellationToken))
        {
            return RolloutOutcome.Of(RolloutStatus.NotFound, RolloutTexts.NotInScope);
        }

        if (task is null)
        {
            return RolloutOutcome.Of(RolloutStatus.NotFound, RolloutTexts.NoSuchTask);
        }

        var mark = await db.RolloutMarks.FindAsync([document ?? Guid.Empty, taskId], cancellationToken);
        if (mark?.Version != saying.Version)
        {
            return RolloutOutcome.ChangedMeanwhile;
        }

        var said = saying with { Note = Trim(saying.Note), Link = Trim(saying.Link) };
        if (Fault(task, mark, said, caller) is { } fault)
        {
            return fault;
        }

        var state = said.State!.Value;

        if (said is { State: RolloutMarking.Open, Note: null, Link: null, Due: null })
        {
            if (mark is null)
            {
                return RolloutOutcome.Success;
            }

            db.RolloutMarks.Remove(mark);
        }
        else
        {
            mark ??= db.RolloutMarks.Add(new RolloutMark { DocumentKey = document ?? Guid.Empty, TaskId = taskId, State = state, MarkedAt = store.Now, MarkedBy = caller.UserKey }).Entity;
            (mark.State, mark.Note, mark.Link, mark.Due, mark.MarkedAt, mark.MarkedBy, mark.Version) = (state, said.Note, said.Link, said.Due, store.Now, caller.UserKey, Guid.NewGuid());
        }

        // Notes can be taken back, and so are not in the trail.
        db.Append(store.Now, AuditTrail.RolloutTaskMarked, caller.UserKey, document, detail: JsonSerializer.Serialize(new { Task = taskId, Marked = JsonNamingPolicy.CamelCase.ConvertName(state.ToString()) }));
        return RolloutOutcome.Success;
    }

    private static RolloutOutcome? Fault(RolloutTask task, RolloutMark? mark, RolloutSaying said, RolloutCaller caller)
    {
        return said.State is null ? Invalid("state", RolloutTexts.NoSuchState)
            : task.Evidence is not null && said.State == RolloutMarking.Done ? RolloutOutcome.Of(RolloutStatus.ByEvidence, RolloutTexts.ByEvidence)
            : said.Due != mark?.Due && !caller.IsEditor ? RolloutOutcome.Of(RolloutStatus.NotYours, RolloutTexts.DueNotYours)
            : task.Level == RolloutLevel.Whole && said.State == RolloutMarking.NotApplicable ? Invalid("state", RolloutTexts.WholeIsLeftOut)
            : task.Level == RolloutLevel.Whole && said.Due is not null ? Invalid("due", RolloutTexts.WholeDue)
            : said is { State: RolloutMarking.NotApplicable, Note: null } ? Invalid("note", RolloutTexts.ReasonMissing)
            : said.Note?.Length > RolloutMark.LongestNote ? Invalid("note", RolloutTexts.NoteTooLong)
            : said.Link is { } link && !IsLink(link) ? Invalid("link", RolloutTexts.LinkFault)
            : !IsDay(said.Due) ? Invalid("due", RolloutTexts.DateFault)
            : null;

        static RolloutOutcome Invalid(string field, Label text) => RolloutOutcome.Of(RolloutStatus.Invalid, text, field);
    }

    private async Task<RolloutOutcome> ChangeAsync(IReadOnlyCollection<Guid> keys, Action<HaldenDbContext, Guid, RolloutService?> change, CancellationToken cancellationToken)
    {
        var chosen = keys.ToHashSet();
        return chosen.Count is 0 or > MostAtATime || chosen.Any(key => drafts.Find(key) is null)
            ? RolloutOutcome.Of(RolloutStatus.Invalid, RolloutTexts.NoServices, "keys")
            : await store.WriteAsync(
                async db =>
                {
                    var known = await db.RolloutServices.ToDictionaryAsync(service => service.DocumentKey, cancellationToken);
                    foreach (var key in chosen)
                    {
                        change(db, key, known.GetValueOrDefault(key));
                    }

                    return RolloutOutcome.Success;
                },
                cancellationToken);
    }

    private static bool IsLink(string link) =>
        link.Length <= RolloutMark.LongestLink && Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
