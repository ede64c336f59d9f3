using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>A process model in words: its nodes in the order they are read, for whoever does not see the drawing.</summary>
/// <param name="Steps">All but the documents, which are told of where they are used.</param>
internal sealed record ProcessReading(IReadOnlyList<ProcessReading.Step> Steps)
{
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
    /// <param name="Answer">The answer it is taken on; null where it is the only one.</param>
    /// <param name="To">Number of the step that it leads to.</param>
    /// <param name="Text">The whole as a sentence, e.g. "Ja: gå til 4. Registrer søknaden".</param>
    /// <param name="IsNext">Whether it is the only way, and leads to the next in the list.</param>
    internal sealed record Way(string? Answer, string To, Label Text, bool IsNext);

    /// <summary>Puts a model into words, also one with errors.</summary>
    public static ProcessReading Of(ProcessModel model) => new(Steps: []);

    /// <summary>The whole as plain text, a line for each thing, in one language.</summary>
    public string Text(string culture) => string.Empty;
}
