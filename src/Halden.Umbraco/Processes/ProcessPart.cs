using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Processes;

/// <summary>The processes of a service as they stand in a package.</summary>
/// <param name="Stages">The model of each stage that is drawn, in the order of the stages.</param>
/// <param name="Shown">The stage that citizens are shown; null for none.</param>
internal sealed record PackagedProcesses(IReadOnlyDictionary<ProcessStage, ProcessModel> Stages, ProcessStage? Shown);

/// <summary>
/// The process models of a service, and which of them citizens are shown, as part of its package. How it is done today and is to be
/// done is no part: a service may come a step further without being approved anew.
/// </summary>
internal sealed class ProcessPart : IPackagePart
{
    /// <summary>The part's name in every package.</summary>
    public const string PartName = "processes";

    /// <summary>Names the place in the task list.</summary>
    public const string Field = "processes";

    /// <inheritdoc/>
    public string Name => PartName;

    /// <inheritdoc/>
    public IReadOnlyDictionary<Guid, string> Read(HaldenDbContext db, IReadOnlyCollection<Guid> documents)
    {
        var (stored, said) = (db.Processes.AsNoTracking(), db.ServiceProcesses.AsNoTracking().Where(service => service.ShowToCitizens != null));
        if (documents.Count == 1)
        {
            var only = documents.First();
            (stored, said) = (stored.Where(process => process.DocumentKey == only), said.Where(service => service.DocumentKey == only));
        }

        var shown = said.ToDictionary(service => service.DocumentKey, service => service.ShowToCitizens);
        return stored.Select(process => new { process.DocumentKey, process.Stage, process.Json }).ToList()
            .GroupBy(process => process.DocumentKey)
            .ToDictionary(service => service.Key, service => Canonical(service.Select(process => (process.Stage, process.Json)), shown.GetValueOrDefault(service.Key)));
    }

    /// <summary>Canonical JSON of the stages, each canonical JSON of its own, and of which is shown.</summary>
    public static string Canonical(IEnumerable<(ProcessStage Stage, string Json)> stages, ProcessStage? shown)
    {
        var json = new JsonObject { ["stages"] = new JsonObject(stages.Select(stage => KeyValuePair.Create(NameOf(stage.Stage), JsonNode.Parse(stage.Json)))) };
        if (shown is { } stage)
        {
            json["shown"] = NameOf(stage);
        }

        return ProcessJson.Canonical(json);
    }

    /// <summary>Reads what <see cref="Canonical"/> wrote; nothing of null.</summary>
    public static PackagedProcesses Read(string? json)
    {
        var part = json is null ? [] : JsonNode.Parse(json)!.AsObject();
        return new PackagedProcesses(
            new SortedDictionary<ProcessStage, ProcessModel>((part["stages"] as JsonObject ?? []).ToDictionary(stage => StageOf(stage.Key), stage => ProcessJson.Read(stage.Value!.ToJsonString()))),
            part["shown"] is { } shown ? StageOf(shown.GetValue<string>()) : null);
    }

    /// <inheritdoc/>
    public IEnumerable<PackageChange> Compare(HaldenDbContext db, string? before, string? after)
    {
        var (old, now) = (Read(before), Read(after));
        var changes = new List<PackageChange>();
        foreach (var stage in Enum.GetValues<ProcessStage>())
        {
            Add(NameOf(stage), ProcessTexts.PartOf(stage), FieldKind.LongText, TextOf(old, stage), TextOf(now, stage));
        }

        Add("shown", ProcessTexts.Shown, FieldKind.Text, ShownOf(old), ShownOf(now));
        if (changes.Count == 0)
        {
            // The order of lines, an id: nothing that the words tell, and yet not what was approved.
            Add("unseen", ProcessTexts.Unseen, FieldKind.LongText, before ?? string.Empty, after ?? string.Empty);
        }

        return changes;

        void Add(string alias, Label label, FieldKind kind, string from, string to)
        {
            if (from != to)
            {
                changes.Add(new PackageChange(PartName, null, null, alias, kind, label, from, to));
            }
        }

        static string TextOf(PackagedProcesses part, ProcessStage stage) => part.Stages.TryGetValue(stage, out var model) ? ProcessReading.Of(model).Text(Cultures.Bokmal) : string.Empty;

        static string ShownOf(PackagedProcesses part) => part.Shown is { } stage ? ProcessTexts.NameOf(stage).Nb : string.Empty;
    }

    /// <inheritdoc/>
    public IEnumerable<RemainingTask> Tasks(HaldenDbContext db, ServiceDescription description)
    {
        var stages = db.Processes.AsNoTracking().Where(process => process.DocumentKey == description.Key).Select(process => new { process.Stage, process.Json }).ToList()
            .OrderBy(process => process.Stage).ToDictionary(process => process.Stage, process => ProcessJson.Read(process.Json));
        var today = db.ServiceProcesses.AsNoTracking().Where(service => service.DocumentKey == description.Key).Select(service => service.StageToday).FirstOrDefault();
        var recipient = db.Register.AsNoTracking().Where(entry => entry.DocumentKey == description.Key && entry.RecipientKind == RecipientKind.LineOfBusinessSystem).Select(entry => entry.Recipient).FirstOrDefault();
        return Tasks(stages, today, recipient);
    }

    /// <summary>What remains to be done about the processes of a service.</summary>
    /// <param name="stages">What is drawn.</param>
    /// <param name="today">How it is done today.</param>
    /// <param name="system">The line-of-business system that applications are delivered to; null where they go elsewhere.</param>
    internal static IEnumerable<RemainingTask> Tasks(IReadOnlyDictionary<ProcessStage, ProcessModel> stages, ProcessStage? today, string? system)
    {
        foreach (var (stage, model) in stages)
        {
            foreach (var fault in ProcessChecks.Of(model).Where(finding => finding.Kind == ProcessFindingKind.Error))
            {
                yield return new RemainingTask(ProcessTexts.Fault(stage, fault.Text), Blocks: true, Field: Field);
            }
        }

        if (today == ProcessStage.Integrated && string.IsNullOrWhiteSpace(system))
        {
            yield return new RemainingTask(ProcessTexts.NotInASystem, Blocks: true, Field: "recipient");
        }

        if (!string.IsNullOrWhiteSpace(system) && stages.TryGetValue(ProcessStage.Integrated, out var integrated) && !Systems(integrated).Contains(system.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            yield return new RemainingTask(ProcessTexts.SystemNotNamed(system.Trim()), Blocks: true, Field: Field);
        }

        if (today is { } now && !stages.ContainsKey(now))
        {
            yield return new RemainingTask(ProcessTexts.TodayNotDrawn(now), Blocks: false, Field: Field);
        }
    }

    /// <summary>The systems that the steps of a model are done in, also those within steps.</summary>
    private static IEnumerable<string> Systems(ProcessModel model) =>
        model.Nodes.SelectMany(node => node.Inner is { } inner ? Systems(inner).Append(node.System) : [node.System]).OfType<string>();

    /// <summary>A stage's name in packages and in the editors' API.</summary>
    internal static string NameOf(ProcessStage stage) => stage switch
    {
        ProcessStage.Manual => "manual",
        ProcessStage.ElectronicForm => "electronicForm",
        _ => "integrated",
    };

    /// <summary>The stage of a name, whatever its case; null for none.</summary>
    internal static ProcessStage? Find(string? name) => Enum.GetValues<ProcessStage>().Select(stage => (ProcessStage?)stage).FirstOrDefault(stage => string.Equals(NameOf(stage!.Value), name, StringComparison.OrdinalIgnoreCase));

    private static ProcessStage StageOf(string name) => Find(name) ?? throw new InvalidOperationException($"{name} is no stage of a process.");
}
