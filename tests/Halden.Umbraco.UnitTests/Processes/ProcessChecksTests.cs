using Halden.Umbraco.Processes;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

public class ProcessChecksTests
{
    [Fact]
    public void AWholeProcessHasNothingWrong() => Assert.Empty(ProcessChecks.Of(OnPaper));

    [Fact]
    public void MadeModelsAreValid() => Law.HoldsFor(Cases(), one => Assert.DoesNotContain(ProcessChecks.Of(one.Model()), finding => finding.Kind == ProcessFindingKind.Error), 40);

    [Theory]
    [InlineData("flow-dangling", "x")]
    [InlineData("lane-unknown", "motta")]
    [InlineData("id-twice", "fyll")]
    [InlineData("id-invalid", "1 a")]
    [InlineData("no-start", null)]
    [InlineData("no-end", null)]
    [InlineData("name-empty", "motta")]
    [InlineData("name-too-long", "motta")]
    [InlineData("name-characters", "motta")]
    [InlineData("lanes-count", null)]
    [InlineData("too-many", null)]
    [InlineData("inner-too-deep", "i2")]
    [InlineData("inner-not-step", "slutt")]
    [InlineData("inner-lanes", "behandle")]
    [InlineData("link-address", "motta")]
    [InlineData("minutes", "motta")]
    [InlineData("unreachable", "løs")]
    [InlineData("decision-ways", "komplett")]
    [InlineData("decision-unlabelled", "f7")]
    [InlineData("decision-same-answer", "f7")]
    [InlineData("flow-to-itself", "x")]
    [InlineData("flow-into-start", "x")]
    [InlineData("flow-from-end", "x")]
    [InlineData("flow-twice", "x")]
    [InlineData("document-flow", "x")]
    public void WhatIsWrongIsAnErrorAtItsPlace(string code, string? at)
    {
        var found = ProcessChecks.Of(With(code));

        Assert.Contains(found, finding => (finding.Kind, finding.Code, finding.At) == (ProcessFindingKind.Error, code, at));
        Assert.All(found, finding => Assert.All(new[] { finding.Text.Nb, finding.Text.Nn, finding.Text.En }, text => Assert.EndsWith(".", text, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("more-than-a-page", null)]
    [InlineData("document-unused", "løs")]
    [InlineData("dead-end", "løs")]
    [InlineData("lane-empty", "tom")]
    [InlineData("lane-twice", "tom")]
    public void WhatIsOnlyUnwiseIsAWarning(string code, string? at)
    {
        var found = ProcessChecks.Of(With(code));

        Assert.Equal((ProcessFindingKind.Warning, at), found.Where(finding => finding.Code == code).Select(finding => (finding.Kind, finding.At)).Single());
        Assert.DoesNotContain(found, finding => finding.Kind == ProcessFindingKind.Error);
    }

    [Theory]
    [InlineData("https://lovdata.no/", true)]
    [InlineData("http://rutiner.kommune.example/a", true)]
    [InlineData("mailto:post@kommune.example", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//lovdata.no", false)]
    [InlineData("/rutiner", false)]
    [InlineData("ftp://kommune.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OnlyWholeAddressesOfTheWebAndOfMailAreLinkedTo(string? address, bool isAddress) => Assert.Equal(isAddress, ProcessChecks.IsAddress(address));

    private static ProcessModel With(string code)
    {
        ProcessModel Flow(string from, string to, string? label = null) => OnPaper with { Flows = [.. OnPaper.Flows, new ProcessFlow("x", from, to, label)] };
        ProcessModel Change(string id, Func<ProcessNode, ProcessNode> change) => OnPaper with { Nodes = [.. OnPaper.Nodes.Select(node => node.Id == id ? change(node) : node)] };
        ProcessModel Add(ProcessNode node, params ProcessFlow[] flows) => OnPaper with { Nodes = [.. OnPaper.Nodes, node], Flows = [.. OnPaper.Flows, .. flows] };
        return code switch
        {
            "flow-dangling" => Flow("fyll", "borte"),
            "lane-unknown" => Change("motta", node => node with { Lane = "borte" }),
            "id-twice" => Add(Step("fyll", "En til")),
            "id-invalid" => Add(Step("1 a", "En til")),
            "no-start" => OnPaper with { Nodes = [.. OnPaper.Nodes.Skip(1)] },
            "no-end" => OnPaper with { Nodes = [.. OnPaper.Nodes.SkipLast(1)] },
            "name-empty" => Change("motta", node => node with { Name = "  " }),
            "name-too-long" => Change("motta", node => node with { Name = new string('a', 151) }),
            "name-characters" => Change("motta", node => node with { Name = "a\u0001" }),
            "lanes-count" => OnPaper with { Lanes = [] },
            "too-many" => OnPaper with { Nodes = [.. OnPaper.Nodes, .. Enumerable.Range(0, 100).Select(at => Step($"n{at}", "Steg"))] },
            "inner-too-deep" => Change("behandle", node => node with { Inner = node.Inner! with { Nodes = [.. node.Inner.Nodes.Select(inner => inner.Id == "i2" ? inner with { Inner = new([], [], []) } : inner)] } }),
            "inner-not-step" => Change("slutt", node => node with { Inner = new([], [], []) }),
            "inner-lanes" => Change("behandle", node => node with { Inner = node.Inner! with { Lanes = [new("indre", "Rolle")] } }),
            "link-address" => Change("motta", node => node with { Links = [new("Rutine", "javascript:alert(1)")] }),
            "minutes" => Change("motta", node => node with { Minutes = -1 }),
            "unreachable" => Add(Step("løs", "Løst steg")),
            "decision-ways" => OnPaper with { Flows = [.. OnPaper.Flows.Where(flow => flow.Id != "f7")] },
            "decision-unlabelled" => OnPaper with { Flows = [.. OnPaper.Flows.Select(flow => flow.Id == "f7" ? flow with { Label = null } : flow)] },
            "decision-same-answer" => OnPaper with { Flows = [.. OnPaper.Flows.Select(flow => flow.Id == "f7" ? flow with { Label = "ja" } : flow)] },
            "flow-to-itself" => Flow("fyll", "fyll"),
            "flow-into-start" => Flow("fyll", "start"),
            "flow-from-end" => Flow("slutt", "fyll"),
            "flow-twice" => Flow("start", "fyll"),
            "document-flow" => Flow("papir", "komplett"),
            "more-than-a-page" => new(
                [new("ss", "Servicesenteret")],
                [Node("n0", ProcessNodeKind.Start, "Start", "ss"), .. Enumerable.Range(1, 14).Select(at => Step($"n{at}", $"Steg {at}")), Node("n15", ProcessNodeKind.End, "Slutt", "ss")],
                [.. Enumerable.Range(0, 15).Select(at => new ProcessFlow($"f{at}", $"n{at}", $"n{at + 1}"))]),
            "document-unused" => Add(Node("løs", ProcessNodeKind.Document, "Skjema", "ss")),
            "dead-end" => Add(Step("løs", "Blindvei"), new ProcessFlow("x", "motta", "løs")),
            "lane-empty" => OnPaper with { Lanes = [.. OnPaper.Lanes, new("tom", "Arkivet")] },
            "lane-twice" => OnPaper with { Lanes = [.. OnPaper.Lanes, new("tom", "søker")], Nodes = [.. OnPaper.Nodes.Select(node => node.Id == "motta" ? node with { Lane = "tom" } : node)] },
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };
    }
}
