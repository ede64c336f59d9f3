using System.Text;
using System.Xml.Linq;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Bpmn;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

public class BpmnTests
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";

    // The order that the schema wants within an element.
    private static readonly string[] InActivity = ["extensionElements", "incoming", "outgoing", "property", "dataInputAssociation", "dataOutputAssociation"];

    [Fact]
    public void WhatIsWrittenIsReadAsItself() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var model = one.Model();
            var read = Read(Encoding.UTF8.GetString(BpmnWriter.Write(model, "Prosess <1>")));

            Assert.Null(read.Fault);
            Assert.Empty(read.Notes);
            Assert.Equal("Prosess <1>", read.Name);
            Assert.Equal(Told(model), Told(read.Model));
        },
        40);

    [Fact]
    public void EveryIdIsThereOnceAndEveryReferenceLeadsSomewhere() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var document = Written(one.Model());
            var ids = document.Descendants().Attributes("id").Select(id => id.Value).ToList();
            Assert.Equal(ids.Distinct().Count(), ids.Count);

            string[] references = ["sourceRef", "targetRef", "processRef", "dataObjectRef", "bpmnElement"];
            var referred = document.Descendants().Attributes().Where(attribute => references.Contains(attribute.Name.LocalName)).Select(attribute => attribute.Value)
                .Concat(document.Descendants().Where(element => element.Name.LocalName is "incoming" or "outgoing" or "flowNodeRef" or "sourceRef" or "targetRef").Select(element => element.Value));
            Assert.All(referred, reference => Assert.Contains(reference, ids));
        },
        50);

    [Fact]
    public void EverythingIsDrawnAndInTheSchemasOrder() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var document = Written(one.Model());
            var drawn = document.Descendants().Where(element => element.Name == Di + "BPMNShape" || element.Name == Di + "BPMNEdge").Select(element => element.Attribute("bpmnElement")!.Value).ToList();
            string[] shown = ["startEvent", "task", "subProcess", "exclusiveGateway", "dataObjectReference", "endEvent", "sequenceFlow", "lane", "participant", "dataInputAssociation", "dataOutputAssociation"];
            Assert.Equal(document.Descendants().Where(element => element.Name.Namespace == Bpmn && shown.Contains(element.Name.LocalName)).Select(element => element.Attribute("id")!.Value).Order(), drawn.Order());
            foreach (var activity in document.Descendants().Where(element => element.Name.LocalName is "task" or "startEvent" or "endEvent" or "exclusiveGateway" or "subProcess"))
            {
                var order = activity.Elements().Select(element => Array.IndexOf(InActivity, element.Name.LocalName) is var at and >= 0 ? at : InActivity.Length).ToList();
                Assert.Equal(order.Order(), order);
            }

            Assert.Equal(["collaboration", "process"], document.Root!.Elements().TakeWhile(element => element.Name.Namespace == Bpmn).Select(element => element.Name.LocalName));
        },
        50);

    [Fact]
    public void AFileOfBpmnIoIsReadWhole()
    {
        var read = Read(BpmnFiles.BpmnIo);

        Assert.DoesNotContain(read.Notes, note => note.IsLost);
        Assert.Equal(["BPMNDiagram"], read.Notes.Select(note => note.Element));
        Assert.Equal("Byggesøknad", read.Name);
        Assert.Equal(["Søker", "Byggesak"], read.Model!.Lanes.Select(lane => lane.Name));
        Assert.Equal(
            ["Start Lane_A Vil bygge", "Step Lane_A Søker om tillatelse", "Decision Lane_B Er søknaden komplett?", "Step Lane_B Vedtar", "End Lane_B Tillatelse gitt", "Document Lane_A Søknad"],
            read.Model.Nodes.Select(node => $"{node.Kind} {node.Lane} {node.Name}"));
        Assert.Equal(["Task_1>Data_1", "Data_1>Task_2"], read.Model.Flows.Where(flow => flow.Id.StartsWith("Data", StringComparison.Ordinal)).Select(flow => $"{flow.From}>{flow.To}"));
        Assert.Equal(["Ja", "Nei"], read.Model.Flows.Where(flow => flow.From == "Gateway_1").Select(flow => flow.Label));
        Assert.DoesNotContain(ProcessChecks.Of(read.Model), finding => finding.Kind == ProcessFindingKind.Error);
        RoundTrips(read.Model);
    }

    [Fact]
    public void AFileOfCamundaIsReadAndItsOwnIsToldOf()
    {
        var read = Read(BpmnFiles.Camunda);

        Assert.Equal(["Start", "Step", "Step", "End"], read.Model!.Nodes.Select(node => node.Kind.ToString()));
        Assert.Equal("Registrer saken", read.Model.Nodes[1].Name);
        Assert.Equal(["Sjekk", "Ok"], read.Model.Nodes[2].Inner!.Nodes.Where(node => node.Kind != ProcessNodeKind.Start).Select(node => node.Name));
        Assert.Equal(["Saksbehandling"], read.Model.Lanes.Select(lane => lane.Name));
        Assert.Contains(read.Notes, note => (note.Element, note.Id, note.IsLost) == ("userTask", "Task_A", false));
        Assert.Contains(read.Notes, note => (note.Element, note.IsLost) == ("timerEventDefinition", true));
        Assert.Contains(read.Notes, note => (note.Element, note.Id, note.IsLost) == ("documentation", "Task_A", true) && note.Text.Nb.Contains("«Husk frist.»", StringComparison.Ordinal));
        Assert.Contains(read.Notes, note => (note.Element, note.Name, note.IsLost) == ("extensionElements", "http://camunda.org/schema/1.0/bpmn", true) && note.Text.Nb.Contains("2 steder", StringComparison.Ordinal));
        Assert.DoesNotContain(ProcessChecks.Of(read.Model), finding => finding.Kind == ProcessFindingKind.Error);
        RoundTrips(read.Model);
    }

    [Fact]
    public void AFileOfSignavioIsReadAndWhatIsOutsideTheSubsetIsToldOf()
    {
        var read = Read(BpmnFiles.Signavio);

        // Two gateways that ask nothing are gone, and the ways lead on; the pool without a process and the message to it are told of.
        Assert.Equal(["Postmottak", "Fagavdeling"], read.Model!.Lanes.Select(lane => lane.Name));
        Assert.Equal(
            ["a>b", "b>c", "b>d", "c>e", "d>e", "e>f"],
            read.Model.Flows.Where(flow => !flow.From.StartsWith("doc", StringComparison.Ordinal)).Select(flow => $"{flow.From}>{flow.To}"));
        Assert.Equal(("doc", "b"), read.Model.Flows.Where(flow => flow.From == "doc").Select(flow => (flow.From, flow.To)).Single());
        Assert.Equal("Arkiver brevet", read.Model.Nodes.Single(node => node.Id == "c").Name);
        Assert.Equal(
            ["participant Søker True", "messageFlow m True", "textAnnotation note True", "association assoc False", "parallelGateway split False", "parallelGateway join False", "dataObject Brev False"],
            read.Notes.Where(note => note.Element is not ("extensionElements" or "BPMNDiagram")).Select(note => $"{note.Element} {note.Name ?? note.Id} {note.IsLost}").Select(text => text.Replace("Svar innen tre uker", "note", StringComparison.Ordinal)));
        Assert.DoesNotContain(ProcessChecks.Of(read.Model), finding => finding.Kind == ProcessFindingKind.Error);
        RoundTrips(read.Model);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "Filen er ikke lesbar XML")]
    [InlineData("<definitions", "Filen er ikke lesbar XML (linje 1")]
    [InlineData("", "Filen er ikke lesbar XML")]
    [InlineData("<a/>", "Filen er ikke BPMN 2.0.")]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "Det er ingen prosess i filen.")]
    public void WhatCannotBeReadIsRefusedAndToldWhy(string document, string fault)
    {
        var read = Read(document);

        Assert.Null(read.Model);
        Assert.StartsWith(fault, read.Fault!.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsTooLargeOrTooDeepIsRefused()
    {
        Assert.Contains("5 MB", Read(new string(' ', BpmnReader.MaxBytes + 1)).Fault!.Nb, StringComparison.Ordinal);
        Assert.Contains("nøstede", Read(string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000))).Fault!.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyFileWithOnlyAProcessOfBareNodesIsMendedAndToldOf()
    {
        var read = Read("""
            <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"><b:process>
              <b:startEvent id="s"/><b:sequenceFlow sourceRef="s" targetRef="g"/>
              <b:exclusiveGateway id="g" default="y"/><b:sequenceFlow id="x" sourceRef="g" targetRef="t"/><b:sequenceFlow id="y" sourceRef="g" targetRef="e"/>
              <b:task id="t"/><b:sequenceFlow sourceRef="t" targetRef="e"/><b:endEvent id="e"/><b:sequenceFlow sourceRef="t" targetRef="borte"/>
            </b:process></b:definitions>
            """);

        Assert.Equal(["Start", "Hvilken vei?", "Steg uten navn", "Slutt"], read.Model!.Nodes.Select(node => node.Name));
        Assert.Equal(["Svar 1", "Ellers"], read.Model.Flows.Where(flow => flow.From == "g").Select(flow => flow.Label));
        Assert.Contains(read.Notes, note => (note.Element, note.IsLost) == ("sequenceFlow", true));
        Assert.DoesNotContain(ProcessChecks.Of(read.Model), finding => finding.Kind == ProcessFindingKind.Error);
    }

    private static void RoundTrips(ProcessModel model) =>
        Assert.Equal(Told(model), Told(Read(Encoding.UTF8.GetString(BpmnWriter.Write(model, "Prosess"))).Model));

    private static BpmnReading Read(string document) => BpmnReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(document)));

    private static XDocument Written(ProcessModel model) => XDocument.Parse(Encoding.UTF8.GetString(BpmnWriter.Write(model, "Prosess")));
}
