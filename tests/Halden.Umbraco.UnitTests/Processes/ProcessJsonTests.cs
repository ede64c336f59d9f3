using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Processes;

namespace Halden.Umbraco.UnitTests.Processes;

public sealed class ProcessJsonTests
{
    private static readonly ProcessModel Model = ReadyMadeProcesses.Find("musikk-og-kulturskole")!.Stages[ProcessStage.Manual];

    [Fact]
    public void WhatIsWrittenIsReadAndWrittenTheSame()
    {
        var json = ProcessJson.Canonical(Model);

        Assert.Equal(json, ProcessJson.Canonical(ProcessJson.Read(json)));
        Assert.Contains("\"kind\":\"decision\"", json, StringComparison.Ordinal);
        Assert.Contains("Søker", json, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualModelsHaveEqualBytesWhateverTheOrderOfMembersAndTheBlanks()
    {
        const string One = """{"lanes":[{"id":"a","name":"Søker"}],"nodes":[{"id":"s","kind":"start","name":"Start","lane":"a","links":[]}],"flows":[]}""";
        const string Other = """{ "flows": [], "nodes": [{"change": " ", "name": " Start ", "lane": "a", "kind": "Start", "id": "s", "system": null}], "lanes": [{"name": "Søker", "id": "a"}] }""";

        Assert.Equal(ProcessJson.Canonical(Read(One)), ProcessJson.Canonical(Read(Other)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"lanes":[null],"nodes":[],"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S"}],"nodes":null,"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S"}],"nodes":[],"flows":[],"more":1}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S","x":10}],"nodes":[],"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","id":"b","name":"S"}],"nodes":[],"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S"}],"nodes":[{"id":"s","kind":0,"name":"S"}],"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S"}],"nodes":[{"id":"s","kind":"gateway","name":"S"}],"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S"}],"nodes":[{"id":"s","kind":"step","name":"S","minutes":"5"}],"flows":[]}""")]
    [InlineData("""{"lanes":[{"id":"a","name":"S"}],"nodes":[{"id":"s","kind":"step","name":"S","links":[null]}],"flows":[]}""")]
    public void WhatIsNoModelIsRefused(string json) => Assert.Equal((null, "unreadable"), (ProcessJson.ReadFromOutside(json).Model, ProcessJson.ReadFromOutside(json).Faults.Single().Code));

    [Theory]
    [InlineData("id", "1 2", "id-invalid")]
    [InlineData("name", "LONG", "name-too-long")]
    [InlineData("name", "\u0001", "name-characters")]
    [InlineData("system", "LONG", "system-too-long")]
    public void WhatIsTooLargeOrCannotBeWrittenIsRefused(string member, string value, string code)
    {
        var model = JsonNode.Parse(ProcessJson.Canonical(Model))!;
        model["nodes"]![0]![member] = value.Replace("LONG", new string('a', 2_000), StringComparison.Ordinal);

        var (read, faults) = ProcessJson.ReadFromOutside(model.ToJsonString());

        Assert.Null(read);
        Assert.Contains(faults, fault => fault.Code == code);
    }

    [Fact]
    public void AModelUnderWorkIsKeptWithItsFaults()
    {
        var (read, faults) = ProcessJson.ReadFromOutside("""{"lanes":[{"id":"a","name":""}],"nodes":[{"id":"s","kind":"step","name":""}],"flows":[]}""");

        Assert.NotNull(read);
        Assert.Empty(faults);
        Assert.Contains(ProcessChecks.Of(read), finding => finding.Kind == ProcessFindingKind.Error);
    }

    [Fact]
    public void AModelIsNotLargerThanHalfAMegabyte() =>
        Assert.Equal("too-large", ProcessJson.ReadFromOutside(new string(' ', ProcessJson.MaxBytes) + ProcessJson.Canonical(Model)).Faults.Single().Code);

    private static ProcessModel Read(string json) => ProcessJson.ReadFromOutside(json).Model ?? throw new JsonException("It is no model.");
}
