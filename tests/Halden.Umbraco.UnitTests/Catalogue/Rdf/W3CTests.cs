using Halden.Umbraco.Catalogue.Rdf;
using Xunit.Sdk;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>One entry of a manifest of the W3C's RDF 1.1 test suites.</summary>
public sealed record W3CTest(string Suite, string Name, string Type, string Action, string? Result, string Base) : IXunitSerializable
{
    public W3CTest()
        : this(string.Empty, string.Empty, string.Empty, string.Empty, null, string.Empty)
    {
    }

    private string[] Values { get; set; } = [];

    public override string ToString() => Name.Length == 0 ? "no test data" : Name;

    public void Serialize(IXunitSerializationInfo info) => info.AddValue("values", new[] { Suite, Name });

    public void Deserialize(IXunitSerializationInfo info) => Values = info.GetValue<string[]>("values") ?? [];

    /// <summary>The entry itself, found again after the runner has carried it as text.</summary>
    internal W3CTest Found() => Values is [var suite, { Length: > 0 } name] ? W3CTests.Entries(suite).Single(test => test.Name == name) : this;
}

/// <summary>The readers against the W3C's suites, whole, with the manifests read by our own Turtle reader.</summary>
public sealed class W3CTests
{
    private const string Manifest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, List<W3CTest>> Known = [];

    public static IEnumerable<TheoryDataRow<W3CTest>> Turtle => Rows("rdf-turtle");

    public static IEnumerable<TheoryDataRow<W3CTest>> NTriples => Rows("rdf-n-triples");

    public static IEnumerable<TheoryDataRow<W3CTest>> RdfXml => Rows("rdf-xml");

    [Theory]
    [InlineData("rdf-turtle", 313)]
    [InlineData("rdf-n-triples", 70)]
    [InlineData("rdf-xml", 173)]
    public void TheSuiteIsWhole(string suite, int count)
    {
        SharedData.Require($"w3c-rdf-tests/{suite}/manifest.ttl");
        Assert.Equal(count, Entries(suite).Count);
    }

    [Theory]
    [MemberData(nameof(Turtle))]
    public void TurtlePasses(W3CTest test) => Run(test, TurtleReader.Read);

    [Theory]
    [MemberData(nameof(NTriples))]
    public void NTriplesPasses(W3CTest test) => Run(test, (stream, _, found, limits) => NTriplesReader.Read(stream, found, limits));

    [Theory]
    [MemberData(nameof(RdfXml))]
    public void RdfXmlPasses(W3CTest test) => Run(test, RdfXmlReader.Read);

    internal static List<W3CTest> Entries(string suite)
    {
        lock (Gate)
        {
            return Known.TryGetValue(suite, out var entries) ? entries : Known[suite] = ReadManifest(suite);
        }
    }

    private static IEnumerable<TheoryDataRow<W3CTest>> Rows(string suite) =>
        SharedData.Has($"w3c-rdf-tests/{suite}/manifest.ttl") ? Entries(suite).Select(test => new TheoryDataRow<W3CTest>(test)) : [new(new W3CTest())];

    private static List<W3CTest> ReadManifest(string suite)
    {
        var folder = Path.Combine(SharedData.Root, "w3c-rdf-tests", suite);
        var graph = new RdfGraph();
        using (var stream = new MemoryStream(WithCommentedTests(File.ReadAllText(Path.Combine(folder, "manifest.ttl")))))
        {
            TurtleReader.Read(stream, "file:///suite/manifest.ttl", graph.Add);
        }

        // N-Triples has no relative addresses, and so its manifest names no base.
        var assumedBase = graph.Objects(new Iri("file:///suite/manifest.ttl"), new Iri(Manifest + "assumedTestBase")).OfType<Iri>().SingleOrDefault()?.Value;

        // Not by mf:entries: the list of RDF/XML leaves out the tests that are commented out.
        List<W3CTest> tests = [];
        foreach (var entry in graph.Subjects.Where(subject => graph.Objects(subject, new Iri(Manifest + "action")).Any()))
        {
            var action = Relative(graph.Objects(entry, new Iri(Manifest + "action")).Single());
            tests.Add(new W3CTest(
                suite,
                ((Iri)entry).Value.Split('#')[1],
                graph.Objects(entry, RdfSyntax.Type).OfType<Iri>().Single().Value.Split('#')[1],
                Path.Combine(folder, action),
                graph.Objects(entry, new Iri(Manifest + "result")).Select(Relative).Select(result => Path.Combine(folder, result)).SingleOrDefault(),
                assumedBase + action));
        }

        return tests;
    }

    // Seven tests of RDF/XML stand in its manifest behind number signs; their files are there.
    private static byte[] WithCommentedTests(string manifest)
    {
        var isCommented = false;
        var lines = manifest.Split('\n').Select(line =>
        {
            isCommented = line.StartsWith('#') && (isCommented || line.StartsWith("#<#", StringComparison.Ordinal));
            return isCommented ? line[1..] : line;
        });
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string Relative(RdfTerm term) => ((Iri)term).Value["file:///suite/".Length..];

    private static void Run(W3CTest row, Action<Stream, string, Action<Triple>, RdfLimits?> read)
    {
        var test = row.Found();
        Assert.SkipWhen(test.Name.Length == 0, "The W3C suites are not here. Set HALDEN_SHARED_DATA to the folder that has w3c-rdf-tests.");
        List<Triple> triples = [];
        using var stream = File.OpenRead(test.Action);
        if (test.Type.Contains("Negative", StringComparison.Ordinal))
        {
            var refused = Assert.Throws<RdfException>(() => read(stream, test.Base, triples.Add, null));
            Assert.StartsWith($"Linje {refused.Line}, kolonne {refused.Column}: ", refused.Message, StringComparison.Ordinal);
            return;
        }

        read(stream, test.Base, triples.Add, null);
        if (test.Result is not null)
        {
            List<Triple> expected = [];
            using var result = File.OpenRead(test.Result);
            NTriplesReader.Read(result, expected.Add);
            GraphIsomorphism.AssertSame(expected, triples);
        }
    }
}
