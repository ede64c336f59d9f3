using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>The plan as it is kept, and what a plan must be to be kept.</summary>
internal static partial class RolloutPlanJson
{
    public const int LongestId = 60;

    public const int LongestName = 200;

    public const int MostTasks = 200;

    public const int MostDays = 3650;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The plan as it is kept; phases and levels are written though they be the first of their kind.</summary>
    public static string Write(RolloutPlan plan) => JsonSerializer.Serialize(plan.Tasks.Select(task => new Kept(
        task.Id, task.Phase.ToString(), task.Level.ToString(), task.Name, task.Evidence?.ToString(), task.Role?.ToString(), task.UserKey, task.Due, task.DueDays, task.IsLeftOut)), Options);

    /// <summary>Reads what <see cref="Write"/> wrote; the ready-made plan of null.</summary>
    public static RolloutPlan Read(string? json) => json is null
        ? ReadyMadePlan.Plan
        : new RolloutPlan([.. JsonSerializer.Deserialize<List<Kept>>(json, Options)!.Select(task => new RolloutTask(
            task.Id,
            Enum.Parse<RolloutPhase>(task.Phase),
            Enum.Parse<RolloutLevel>(task.Level),
            task.Name,
            Find<RolloutEvidence>(task.Evidence),
            Find<RolloutRole>(task.Role),
            task.UserKey,
            task.Due,
            task.DueDays,
            task.IsLeftOut))]);

    /// <summary>The value of a name, whatever its case; null for none.</summary>
    public static T? Find<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a plan: the place (<c>tasks[3].name</c>) and why; empty where it can be kept.</summary>
    public static IReadOnlyDictionary<string, Label> Check(RolloutPlan plan)
    {
        var faults = new Dictionary<string, Label>();
        if (plan.Tasks.Count is 0 or > MostTasks)
        {
            faults["tasks"] = RolloutTexts.TaskCount;
            return faults;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < plan.Tasks.Count; number++)
        {
            var (task, place) = (plan.Tasks[number], $"tasks[{number}]");
            Require(Id().IsMatch(task.Id) && known.Add(task.Id), $"{place}.id", RolloutTexts.IdFault);
            Require(IsName(task.Name.Nb) && IsName(task.Name.Nn) && IsName(task.Name.En), $"{place}.name", RolloutTexts.NameFault);
            Require(task.Level == RolloutLevel.Service || (task.Evidence is null && task.DueDays is null), $"{place}.level", RolloutTexts.OfServicesOnly);
            Require(task.Level == RolloutLevel.Whole || task.Due is null, $"{place}.due", RolloutTexts.OfTheWholeOnly);
            Require(task.DueDays is null or (>= 0 and <= MostDays), $"{place}.dueDays", RolloutTexts.DueDaysFault);
        }

        return faults;

        void Require(bool isMet, string place, Label fault)
        {
            if (!isMet)
            {
                faults[place] = fault;
            }
        }

        static bool IsName(string name) => name.Trim().Length is > 0 and <= LongestName;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex Id();

    private sealed record Kept(
        string Id, string Phase, string Level, Label Name, string? Evidence, string? Role, Guid? UserKey, DateOnly? Due, int? DueDays, bool IsLeftOut);
}
