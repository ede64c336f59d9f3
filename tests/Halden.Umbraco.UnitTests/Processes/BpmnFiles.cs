namespace Halden.Umbraco.UnitTests.Processes;

/// <summary>Small documents in the manner of what others' tools write, our own text.</summary>
internal static class BpmnFiles
{
    public const string BpmnIo = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="bpmn-js (https://demo.bpmn.io)" exporterVersion="18.0.0">
          <bpmn:collaboration id="Collaboration_1"><bpmn:participant id="Participant_1" name="Byggesøknad" processRef="Process_1" /></bpmn:collaboration>
          <bpmn:process id="Process_1" isExecutable="false">
            <bpmn:laneSet id="LaneSet_1">
              <bpmn:lane id="Lane_A" name="Søker"><bpmn:flowNodeRef>Start_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_1</bpmn:flowNodeRef></bpmn:lane>
              <bpmn:lane id="Lane_B" name="Byggesak"><bpmn:flowNodeRef>Gateway_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_2</bpmn:flowNodeRef><bpmn:flowNodeRef>End_1</bpmn:flowNodeRef></bpmn:lane>
            </bpmn:laneSet>
            <bpmn:startEvent id="Start_1" name="Vil bygge"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:task id="Task_1" name="Søker om&#10;tillatelse"><bpmn:incoming>Flow_1</bpmn:incoming><bpmn:incoming>Flow_4</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>
              <bpmn:dataOutputAssociation id="DataOutputAssociation_1"><bpmn:targetRef>Data_1</bpmn:targetRef></bpmn:dataOutputAssociation>
            </bpmn:task>
            <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_1" targetRef="Task_1" />
            <bpmn:exclusiveGateway id="Gateway_1" name="Er søknaden komplett?"><bpmn:incoming>Flow_2</bpmn:incoming><bpmn:outgoing>Flow_3</bpmn:outgoing><bpmn:outgoing>Flow_4</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_1" targetRef="Gateway_1" />
            <bpmn:task id="Task_2" name="Vedtar"><bpmn:incoming>Flow_3</bpmn:incoming><bpmn:outgoing>Flow_5</bpmn:outgoing>
              <bpmn:property id="Property_1" name="__targetRef_placeholder" />
              <bpmn:dataInputAssociation id="DataInputAssociation_1"><bpmn:sourceRef>Data_1</bpmn:sourceRef><bpmn:targetRef>Property_1</bpmn:targetRef></bpmn:dataInputAssociation>
            </bpmn:task>
            <bpmn:sequenceFlow id="Flow_3" name="Ja" sourceRef="Gateway_1" targetRef="Task_2" />
            <bpmn:sequenceFlow id="Flow_4" name="Nei" sourceRef="Gateway_1" targetRef="Task_1" />
            <bpmn:endEvent id="End_1" name="Tillatelse gitt"><bpmn:incoming>Flow_5</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="Flow_5" sourceRef="Task_2" targetRef="End_1" />
            <bpmn:dataObjectReference id="Data_1" name="Søknad" dataObjectRef="DataObject_1" />
            <bpmn:dataObject id="DataObject_1" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Collaboration_1">
            <bpmndi:BPMNShape id="Participant_1_di" bpmnElement="Participant_1" isHorizontal="true"><dc:Bounds x="160" y="80" width="900" height="400" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Lane_A_di" bpmnElement="Lane_A" isHorizontal="true"><dc:Bounds x="190" y="80" width="870" height="200" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Lane_B_di" bpmnElement="Lane_B" isHorizontal="true"><dc:Bounds x="190" y="280" width="870" height="200" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Data_1_di" bpmnElement="Data_1"><dc:Bounds x="402" y="215" width="36" height="50" /></bpmndi:BPMNShape>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    public const string Camunda = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://activiti.org/bpmn" exporter="Camunda Modeler" exporterVersion="5.0.0">
          <bpmn2:process id="sak" name="Saksbehandling" isExecutable="true" camunda:historyTimeToLive="180">
            <bpmn2:startEvent id="Start" name="Hver mandag"><bpmn2:outgoing>F1</bpmn2:outgoing><bpmn2:timerEventDefinition id="T"><bpmn2:timeCycle xsi:type="bpmn2:tFormalExpression">R/P1W</bpmn2:timeCycle></bpmn2:timerEventDefinition></bpmn2:startEvent>
            <bpmn2:userTask id="Task_A" name="Registrer saken" camunda:assignee="kari"><bpmn2:documentation>Husk frist.</bpmn2:documentation><bpmn2:incoming>F1</bpmn2:incoming><bpmn2:outgoing>F2</bpmn2:outgoing></bpmn2:userTask>
            <bpmn2:subProcess id="Sub" name="Vurder">
              <bpmn2:incoming>F2</bpmn2:incoming><bpmn2:outgoing>F3</bpmn2:outgoing>
              <bpmn2:startEvent id="S1" name="Begynn"/><bpmn2:task id="S2" name="Sjekk"/><bpmn2:endEvent id="S3" name="Ok"/>
              <bpmn2:sequenceFlow id="G1" sourceRef="S1" targetRef="S2"/><bpmn2:sequenceFlow id="G2" sourceRef="S2" targetRef="S3"/>
            </bpmn2:subProcess>
            <bpmn2:endEvent id="End" name="Ferdig"><bpmn2:incoming>F3</bpmn2:incoming></bpmn2:endEvent>
            <bpmn2:sequenceFlow id="F1" sourceRef="Start" targetRef="Task_A"/><bpmn2:sequenceFlow id="F2" sourceRef="Task_A" targetRef="Sub"/><bpmn2:sequenceFlow id="F3" sourceRef="Sub" targetRef="End"/>
          </bpmn2:process>
        </bpmn2:definitions>
        """;

    public const string Signavio = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:signavio="http://www.signavio.com" exporter="Signavio Process Editor, http://www.signavio.com" exporterVersion="15" expressionLanguage="http://www.w3.org/1999/XPath" id="sid-1" targetNamespace="http://www.signavio.com">
          <collaboration id="sid-2">
            <extensionElements><signavio:signavioDiagramMetaData metaKey="revisionid" metaValue="1"/></extensionElements>
            <participant id="pool" name="Kommunen" processRef="sid-3"/><participant id="p2" name="Søker"/>
            <messageFlow id="m" sourceRef="e" targetRef="p2"/>
          </collaboration>
          <process id="sid-3" isClosed="false" isExecutable="false" name="Kommunen" processType="None">
            <laneSet id="sid-4"><lane id="l1" name="Postmottak"><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue=""/></extensionElements><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef><flowNodeRef>split</flowNodeRef><flowNodeRef>c</flowNodeRef></lane>
              <lane id="l2" name="Fagavdeling"><flowNodeRef>d</flowNodeRef><flowNodeRef>join</flowNodeRef><flowNodeRef>e</flowNodeRef><flowNodeRef>f</flowNodeRef></lane></laneSet>
            <dataObject id="doc" isCollection="false" name="Brev"/>
            <startEvent id="a" isInterrupting="true" name="Brev kommer" parallelMultiple="false"><outgoing>f1</outgoing></startEvent>
            <task completionQuantity="1" id="b" isForCompensation="false" name="Åpner posten" startQuantity="1"><incoming>f1</incoming><outgoing>f2</outgoing></task>
            <parallelGateway gatewayDirection="Diverging" id="split"><incoming>f2</incoming><outgoing>f3</outgoing><outgoing>f4</outgoing></parallelGateway>
            <task completionQuantity="1" id="c" isForCompensation="false" name="Arkiver&#10;brevet" startQuantity="1"/>
            <task completionQuantity="1" id="d" isForCompensation="false" name="Vurder saken" startQuantity="1"/>
            <parallelGateway gatewayDirection="Converging" id="join"/>
            <task completionQuantity="1" id="e" isForCompensation="false" name="Svar" startQuantity="1"/>
            <endEvent id="f" name="Besvart"/>
            <sequenceFlow id="f1" name="" sourceRef="a" targetRef="b"/><sequenceFlow id="f2" name="" sourceRef="b" targetRef="split"/>
            <sequenceFlow id="f3" sourceRef="split" targetRef="c"/><sequenceFlow id="f4" sourceRef="split" targetRef="d"/>
            <sequenceFlow id="f5" sourceRef="c" targetRef="join"/><sequenceFlow id="f6" sourceRef="d" targetRef="join"/>
            <sequenceFlow id="f7" sourceRef="join" targetRef="e"/><sequenceFlow id="f8" sourceRef="e" targetRef="f"/>
            <textAnnotation id="note" textFormat="text/plain"><text>Svar innen tre uker</text></textAnnotation>
            <association associationDirection="None" id="assoc" sourceRef="doc" targetRef="b"/>
            <association associationDirection="None" id="assoc2" sourceRef="note" targetRef="e"/>
          </process>
          <bpmndi:BPMNDiagram id="sid-5"><bpmndi:BPMNPlane bpmnElement="sid-2" id="sid-6"/></bpmndi:BPMNDiagram>
        </definitions>
        """;
}
