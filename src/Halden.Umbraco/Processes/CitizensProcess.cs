using System.Security.Cryptography;
using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>
/// A process as citizens are told of it: what is done and asked, by whom, and where each answer leads. Systems, documents, links, what
/// has changed and what is within steps are the municipality's own, and are not in it.
/// </summary>
/// <param name="Steps">In the order they are read.</param>
internal sealed record CitizensProcess(IReadOnlyList<CitizensProcess.Step> Steps)
{
    /// <summary>The language that processes are written in: a model has none of its own.</summary>
    public const string Culture = Cultures.Bokmal;

    /// <summary>One thing that is done or asked.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Kind">What it stands for; never a document.</param>
    /// <param name="Name">What is done or asked, in the owner's words.</param>
    /// <param name="Who">The role; null where nobody is chosen, and where it begins and ends.</param>
    /// <param name="Minutes">Minutes of work that it takes; null where nobody has said, or it takes none. No time of waiting is in it.</param>
    /// <param name="Ways">Where it goes on.</param>
    internal sealed record Step(int Number, ProcessNodeKind Kind, string Name, string? Who, int? Minutes, IReadOnlyList<Way> Ways);

    /// <summary>A way on.</summary>
    /// <param name="Answer">The answer that it is taken on; null where nothing is asked.</param>
    /// <param name="To">Number of the step that it leads to.</param>
    /// <param name="IsNext">Whether it is the only way, and leads to the next: then nothing need be said of it.</param>
    internal sealed record Way(string? Answer, int To, bool IsNext)
    {
        /// <summary>The answer in the middle of a sentence: "ja", but "NAV".</summary>
        public string? AnswerWithin => Answer is { Length: > 0 } && (Answer.Length == 1 || !char.IsUpper(Answer[1])) ? char.ToLowerInvariant(Answer[0]) + Answer[1..] : Answer;
    }

    /// <summary>The same for the same steps, and for no others.</summary>
    public string Hash { get; } = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Steps)));

    /// <summary>What citizens are told of the stage that they are shown; null where they are shown none.</summary>
    public static CitizensProcess? Of(PackagedProcesses processes) =>
        processes.Shown is { } stage && processes.Stages.TryGetValue(stage, out var model) ? Of(model) : null;

    /// <summary>Takes out of a model what citizens are told.</summary>
    public static CitizensProcess Of(ProcessModel model)
    {
        var nodes = model.Nodes.Where(node => node.Kind != ProcessNodeKind.Document).ToList();

        // That it begins at the beginning need not be said.
        if (nodes.Where(node => node.Kind == ProcessNodeKind.Start).ToList() is [var start]
            && model.Flows.Where(flow => flow.From == start.Id).ToList() is [var only] && nodes.Find(node => node != start)?.Id == only.To && model.Flows.All(flow => flow.To != start.Id))
        {
            nodes.Remove(start);
        }

        var numbers = nodes.Select((node, at) => (node.Id, Number: at + 1)).ToDictionary(one => one.Id, one => one.Number, StringComparer.Ordinal);
        var lanes = model.Lanes.ToDictionary(lane => lane.Id, lane => lane.Name, StringComparer.Ordinal);
        return new CitizensProcess(
        [
            .. nodes.Select((node, at) =>
            {
                var ways = model.Flows.Where(flow => flow.From == node.Id && numbers.ContainsKey(flow.To)).ToList();
                var isWork = node.Kind is ProcessNodeKind.Step or ProcessNodeKind.Decision;
                return new Step(
                    at + 1,
                    node.Kind,
                    node.Name,
                    isWork && node.Lane is { } lane ? lanes.GetValueOrDefault(lane) : null,
                    isWork && node.Minutes > 0 ? node.Minutes : null,
                    [
                        .. ways.Select(way => new Way(
                            node.Kind == ProcessNodeKind.Decision ? way.Label : null, numbers[way.To], node.Kind != ProcessNodeKind.Decision && ways.Count == 1 && numbers[way.To] == at + 2)),
                    ]);
            }),
        ]);
    }
}
