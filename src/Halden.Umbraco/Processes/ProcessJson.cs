using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>How process models are written and read as JSON.</summary>
internal static class ProcessJson
{
    /// <summary>A model is not larger than this, in bytes.</summary>
    public const int MaxBytes = 500_000;

    // What a draft cannot be kept with; other faults are an editor's to mend in her own time.
    private static readonly HashSet<string> Unkeepable =
    [
        "id-invalid", "id-twice", "lanes-count", "too-many", "name-too-long", "name-characters", "change-too-long", "change-characters", "system-too-long", "system-characters",
        "label-too-long", "label-characters", "link-name-too-long", "link-name-characters", "link-address", "links-count", "minutes", "inner-lanes", "inner-too-deep", "inner-not-step", "flow-dangling",
    ];

    private static readonly Label TooLarge = new("Prosessen er for stor.", "Prosessen er for stor.", "The process is too large.");

    /// <summary>Members that a model does not have are refused, and so are members that are there twice.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The model as canonical JSON: members in ordinal order, no white space, one fixed escaping. Equal models have equal bytes.</summary>
    public static string Canonical(ProcessModel model) => Canonical(JsonSerializer.SerializeToNode(Tidy(model), Options)!);

    /// <inheritdoc cref="Canonical(ProcessModel)"/>
    public static string Canonical(JsonNode node) => Ordered(node)!.ToJsonString(Options);

    /// <summary>Reads what <see cref="Canonical(ProcessModel)"/> wrote.</summary>
    /// <exception cref="JsonException">It is no model.</exception>
    public static ProcessModel Read(string json) => Whole(JsonSerializer.Deserialize<ProcessModel>(json, Options));

    /// <summary>Reads a model from outside. A model is given where it can be kept, whatever else is wrong with it; otherwise the faults say why not.</summary>
    public static (ProcessModel? Model, IReadOnlyList<ProcessFinding> Faults) ReadFromOutside(string json)
    {
        if (json.Length > MaxBytes)
        {
            return (null, [new(ProcessFindingKind.Error, null, "too-large", TooLarge)]);
        }

        ProcessModel model;
        try
        {
            model = Tidy(Read(json));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            var at = fault is JsonException { Path: { Length: > 1 } path } ? path : "$";
            return (null, [new(ProcessFindingKind.Error, null, "unreadable", new($"Dette er ikke en prosess som kan leses (ved {at}).", $"Dette er ikkje ein prosess som kan lesast (ved {at}).", $"This is no process that can be read (at {at})."))]);
        }

        var faults = ProcessChecks.Of(model).Where(finding => finding.Kind == ProcessFindingKind.Error && Unkeepable.Contains(finding.Code)).ToList();
        return faults.Count > 0 ? (null, faults) : (model, []);
    }

    // Blank is nothing, and white space at the ends is no difference.
    private static ProcessModel Tidy(ProcessModel model) => new(
        [.. model.Lanes.Select(lane => lane with { Name = lane.Name.Trim() })],
        [
            .. model.Nodes.Select(node => node with
            {
                Name = node.Name.Trim(),
                Change = OrNothing(node.Change),
                System = OrNothing(node.System),
                Links = [.. node.Links.Select(link => new ProcessLink(link.Name.Trim(), link.Address.Trim()))],
                Inner = node.Inner is { } inner ? Tidy(inner) : null,
            }),
        ],
        [.. model.Flows.Select(flow => flow with { Label = OrNothing(flow.Label) })]);

    private static string? OrNothing(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Nullable annotations are respected in members, but not inside lists.
    private static ProcessModel Whole(ProcessModel? model) =>
        model is null || model.Lanes.Any(lane => lane is null) || model.Flows.Any(flow => flow is null)
        || model.Nodes.Any(node => node is null || node.Links.Any(link => link is null) || (node.Inner is { } inner && Whole(inner) is null))
            ? throw new JsonException("null is not allowed here.")
            : model;

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
