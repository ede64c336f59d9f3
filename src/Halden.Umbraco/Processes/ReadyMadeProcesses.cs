using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Halden.Umbraco.Processes;

/// <summary>A service whose processes the plugin brings along, to begin with.</summary>
/// <param name="Id">Short name, that of its file.</param>
/// <param name="Name">What the service is called.</param>
/// <param name="Stages">The models by stage.</param>
internal sealed record ReadyMadeProcess(string Id, string Name, IReadOnlyDictionary<ProcessStage, ProcessModel> Stages);

/// <summary>The ready-made processes (<c>Processes/ReadyMade/*.json</c>).</summary>
internal static class ReadyMadeProcesses
{
    /// <summary>Stands as a step's system for the one that a service delivers to.</summary>
    public const string TheSystem = "Fagsystemet";

    private const string Folder = "Halden.Umbraco.Processes.ReadyMade.";
    private const string Ending = ".json";

    /// <summary>All of them, by short name in ordinal order.</summary>
    public static IReadOnlyList<ReadyMadeProcess> All { get; } = [.. Read()];

    /// <summary>The one with a short name; null where there is none.</summary>
    public static ReadyMadeProcess? Find(string? id) => All.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>A model with the name of the system that a service delivers to, where it delivers to one.</summary>
    public static ProcessModel For(ProcessModel model, string? system) => string.IsNullOrWhiteSpace(system) ? model : model with
    {
        Nodes = [.. model.Nodes.Select(node => node with { System = node.System == TheSystem ? system.Trim() : node.System, Inner = node.Inner is { } inner ? For(inner, system) : null })],
    };

    private static IEnumerable<ReadyMadeProcess> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var file = JsonNode.Parse(stream) ?? throw new JsonException($"{name} is empty.");
            yield return new ReadyMadeProcess(
                name[Folder.Length..^Ending.Length],
                file["name"]!.GetValue<string>(),
                new SortedDictionary<ProcessStage, ProcessModel>(file["stages"]!.AsObject().ToDictionary(stage => ProcessPart.Find(stage.Key)!.Value, stage => ProcessJson.Read(stage.Value!.ToJsonString()))));
        }
    }
}
