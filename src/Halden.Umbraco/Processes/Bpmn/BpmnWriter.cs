namespace Halden.Umbraco.Processes.Bpmn;

/// <summary>Writes a process model as BPMN 2.0 with diagram interchange (docs/processes.md).</summary>
internal static class BpmnWriter
{
    /// <summary>The document, UTF-8. The model must have no errors (<see cref="ProcessChecks"/>).</summary>
    /// <param name="model">What is written.</param>
    /// <param name="name">Name of the process.</param>
    public static byte[] Write(ProcessModel model, string name) => throw new NotImplementedException();
}
