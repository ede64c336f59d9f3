using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes.Bpmn;

/// <summary>Something in a BPMN document that was not taken over as it stands.</summary>
/// <param name="Element">The element's local name, e.g. "parallelGateway".</param>
/// <param name="Id">Its id; null where it has none.</param>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="IsLost">Whether it was left out; otherwise it was read as something else.</param>
/// <param name="Text">What was done with it.</param>
internal sealed record BpmnNote(string Element, string? Id, string? Name, bool IsLost, Label Text);

/// <summary>What was read of a BPMN document.</summary>
/// <param name="Model">The process; null where the document cannot be read. It may have errors: <see cref="ProcessChecks"/> says which.</param>
/// <param name="Name">What the process is called in the document.</param>
/// <param name="Notes">Everything outside the subset, in the document's order.</param>
/// <param name="Fault">Why there is no model.</param>
internal sealed record BpmnReading(ProcessModel? Model, string? Name, IReadOnlyList<BpmnNote> Notes, Label? Fault = null);

/// <summary>Reads the subset of BPMN 2.0 that a process model can hold, and tells of everything else (docs/processes.md).</summary>
internal static class BpmnReader
{
    /// <summary>Most bytes that are read of a document.</summary>
    internal const int MaxBytes = 5_000_000;

    /// <summary>Reads a document of anybody's. No external entity is ever resolved.</summary>
    public static BpmnReading Read(Stream document) => throw new NotImplementedException();
}
