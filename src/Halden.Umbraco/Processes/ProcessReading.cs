using System.Globalization;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>A process model in words: its nodes as an ordered list, for whoever does not see the drawing.</summary>
/// <param name="Steps">What is done and asked, in the order it is read, and then the documents.</param>
internal sealed record ProcessReading(IReadOnlyList<ProcessReading.Step> Steps)
{
    private static readonly Label StartWord = new("Start", "Start", "Start");
    private static readonly Label DecisionWord = new("Spørsmål", "Spørsmål", "Question");
    private static readonly Label DocumentWord = new("Dokument", "Dokument", "Document");
    private static readonly Label EndWord = new("Slutt", "Slutt", "End");
    private static readonly Label SystemWord = new("System", "System", "System");
    private static readonly Label TimeWord = new("Tid", "Tid", "Time");
    private static readonly Label ChangeWord = new("Endret", "Endra", "Changed");
    private static readonly Label ReadsWord = new("Leser", "Les", "Reads");
    private static readonly Label MakesWord = new("Lager", "Lagar", "Makes");
    private static readonly Label WithWord = new("Dokumenter", "Dokument", "Documents");
    private static readonly Label UsedWord = new("Brukes i", "Blir brukt i", "Used in");
    private static readonly Label LinkWord = new("Lenke", "Lenkje", "Link");
    private static readonly Label InnerWord = new("Underprosess", "Underprosess", "Sub-process");

    /// <summary>One node in words.</summary>
    /// <param name="Id">The node's.</param>
    /// <param name="Number">1, 2, …; within a step 3.1, 3.2, …</param>
    /// <param name="Kind">What it stands for.</param>
    /// <param name="Name">What is done or asked, in the owner's words.</param>
    /// <param name="Who">The role; null within a step, or where nobody is chosen.</param>
    /// <param name="Facts">System, time, what changes, documents read and made; in the order they are to be shown.</param>
    /// <param name="Ways">Where it goes on; more than one where it is decided.</param>
    /// <param name="Links">Documents, routines and laws.</param>
    /// <param name="Inner">The process within the step.</param>
    internal sealed record Step(string Id, string Number, ProcessNodeKind Kind, string Name, string? Who, IReadOnlyList<Fact> Facts, IReadOnlyList<Way> Ways, IReadOnlyList<ProcessLink> Links, IReadOnlyList<Step> Inner);

    /// <summary>Something known of a step.</summary>
    /// <param name="Name">What it is, e.g. "System".</param>
    /// <param name="Value">The owner's words.</param>
    internal sealed record Fact(Label Name, Label Value);

    /// <summary>A way out of a step.</summary>
    /// <param name="Answer">The answer it is taken on; null where there is none.</param>
    /// <param name="To">Number of the step that it leads to.</param>
    /// <param name="Text">The whole as a sentence, e.g. "Ja: gå til 4. Registrer søknaden".</param>
    /// <param name="IsNext">Whether it is the only way, and leads to the next in the list.</param>
    internal sealed record Way(string? Answer, string To, Label Text, bool IsNext);

    /// <summary>Puts a model into words, also one with errors.</summary>
    public static ProcessReading Of(ProcessModel model) => new(Level(model, string.Empty, 0));

    /// <summary>What a node of a kind is called; null for a step, which is what most are.</summary>
    public static Label? WordFor(ProcessNodeKind kind) => kind switch
    {
        ProcessNodeKind.Start => StartWord,
        ProcessNodeKind.Decision => DecisionWord,
        ProcessNodeKind.Document => DocumentWord,
        ProcessNodeKind.End => EndWord,
        _ => null,
    };

    /// <summary>The whole as plain text, a line for each thing, in one language.</summary>
    public string Text(string culture)
    {
        var text = new StringBuilder();
        Write(text, Steps, culture, string.Empty);
        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, IReadOnlyList<Step> steps, string culture, string indent)
    {
        foreach (var step in steps)
        {
            text.Append(indent).Append(step.Number).Append(". ");
            if (WordFor(step.Kind) is { } word)
            {
                text.Append(word.In(culture)).Append(": ");
            }

            text.Append(step.Name);
            if (step.Who is not null)
            {
                text.Append(" (").Append(step.Who).Append(')');
            }

            text.Append('\n');
            foreach (var fact in step.Facts)
            {
                text.Append(indent).Append("   ").Append(fact.Name.In(culture)).Append(": ").Append(fact.Value.In(culture)).Append('\n');
            }

            foreach (var link in step.Links)
            {
                text.Append(indent).Append("   ").Append(LinkWord.In(culture)).Append(": ").Append(link.Name).Append(" <").Append(link.Address).Append(">\n");
            }

            foreach (var way in step.Ways.Where(way => !way.IsNext))
            {
                text.Append(indent).Append("   ").Append(way.Text.In(culture)).Append('\n');
            }

            if (step.Inner.Count > 0)
            {
                text.Append(indent).Append("   ").Append(InnerWord.In(culture)).Append(":\n");
                Write(text, step.Inner, culture, indent + "   ");
            }
        }
    }

    private static IReadOnlyList<Step> Level(ProcessModel model, string prefix, int depth)
    {
        var nodes = model.Nodes.DistinctBy(node => node.Id, StringComparer.Ordinal).OrderBy(node => node.Kind == ProcessNodeKind.Document).ToList();
        var numbers = nodes.Select((node, at) => (node.Id, at)).ToDictionary(one => one.Id, one => one.at, StringComparer.Ordinal);
        string NumberOf(int at) => prefix + (at + 1).ToString(CultureInfo.InvariantCulture);
        var lanes = model.Lanes.DistinctBy(lane => lane.Id, StringComparer.Ordinal).ToDictionary(lane => lane.Id, lane => lane.Name, StringComparer.Ordinal);
        var flows = model.Flows.Where(flow => numbers.ContainsKey(flow.From) && numbers.ContainsKey(flow.To)).Select(flow => (Flow: flow, From: nodes[numbers[flow.From]], To: nodes[numbers[flow.To]])).ToList();
        return [.. nodes.Select((node, at) =>
        {
            var isDocument = node.Kind == ProcessNodeKind.Document;
            var facts = new List<Fact>();
            void Say(Label name, string? value)
            {
                if (!string.IsNullOrWhiteSpace(value))
                {
                    facts.Add(new Fact(name, new(value, value, value)));
                }
            }

            var read = flows.Where(one => one.To.Id == node.Id && one.From.Kind == ProcessNodeKind.Document).Select(one => Named(one.From, one.Flow)).ToList();
            var made = flows.Where(one => one.From.Id == node.Id && one.To.Kind == ProcessNodeKind.Document).Select(one => Named(one.To, one.Flow)).ToList();
            Say(SystemWord, node.System);
            if (node.Minutes is { } minutes)
            {
                var time = string.Create(CultureInfo.InvariantCulture, $"{minutes} min");
                Say(TimeWord, time);
            }

            Say(ChangeWord, node.Change);
            if (isDocument)
            {
                Say(UsedWord, string.Join(", ", flows.Where(one => one.From.Id == node.Id || one.To.Id == node.Id).Select(one => one.From.Id == node.Id ? one.To : one.From).Distinct().Select(user => $"{NumberOf(numbers[user.Id])}. {user.Name}")));
            }
            else
            {
                Say(node.Kind == ProcessNodeKind.Step ? ReadsWord : WithWord, string.Join(", ", read));
                Say(node.Kind == ProcessNodeKind.Step ? MakesWord : WithWord, string.Join(", ", made));
            }

            var ways = isDocument ? [] : flows.Where(one => one.From.Id == node.Id && one.To.Kind != ProcessNodeKind.Document).ToList();
            return new Step(
                node.Id,
                NumberOf(at),
                node.Kind,
                node.Name,
                node.Lane is { } lane ? lanes.GetValueOrDefault(lane) : null,
                facts,
                [.. ways.Select(way => WayTo(way.Flow.Label, NumberOf(numbers[way.To.Id]), way.To.Name, numbers[way.To.Id] <= at, ways.Count == 1 && numbers[way.To.Id] == at + 1 && string.IsNullOrWhiteSpace(way.Flow.Label)))],
                node.Links,

                // Deeper than one is an error, but a draft is read all the same; somewhere there must be an end.
                node.Inner is { } inner && depth < 4 ? Level(inner, NumberOf(at) + ".", depth + 1) : []);
        })];
    }

    private static string Named(ProcessNode document, ProcessFlow flow) =>
        string.IsNullOrWhiteSpace(flow.Label) ? document.Name : $"{document.Name} ({flow.Label.Trim()})";

    private static Way WayTo(string? answer, string number, string name, bool isBack, bool isNext)
    {
        answer = string.IsNullOrWhiteSpace(answer) ? null : answer.Trim();
        var to = $"{number}. {name}";
        var text = isBack ? new Label($"tilbake til {to}", $"tilbake til {to}", $"back to {to}") : new Label($"gå til {to}", $"gå til {to}", $"go to {to}");
        return new Way(answer, number, answer is null ? Capital(text) : text.After($"{answer}: "), isNext);
    }

    private static Label Capital(Label text) => new(Capital(text.Nb), Capital(text.Nn), Capital(text.En));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
