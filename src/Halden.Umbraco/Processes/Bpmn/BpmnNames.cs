using System.Xml.Linq;

namespace Halden.Umbraco.Processes.Bpmn;

/// <summary>The namespaces of BPMN 2.0 (ISO/IEC 19510), and our own within it.</summary>
internal static class BpmnNames
{
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace Bounds = "http://www.omg.org/spec/DD/20100524/DC";
    public static readonly XNamespace Interchange = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>What a process model has and BPMN has not (docs/processes.md). For ever.</summary>
    public static readonly XNamespace Own = "urn:halden:process:1";

    /// <summary>How our own documents name what wrote them.</summary>
    public const string Exporter = "Halden.Umbraco";
}
