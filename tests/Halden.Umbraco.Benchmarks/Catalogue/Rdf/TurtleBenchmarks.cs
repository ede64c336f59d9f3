using BenchmarkDotNet.Attributes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Benchmarks.Catalogue.Rdf;

/// <summary>Reading a catalogue of 20 MB (20,000,000 bytes) in Turtle, on the one thread that asks.</summary>
public class TurtleBenchmarks
{
    private const int Length = 20_000_000;

    private byte[] _document = [];

    /// <summary>How the document is written.</summary>
    public enum Writing
    {
        /// <summary>With prefixes and indented, as people and most programs write it.</summary>
        Prefixes,

        /// <summary>Every address in full and a triple a line.</summary>
        FullAddresses,
    }

    [ParamsAllValues]
    public Writing Written { get; set; }

    [GlobalSetup]
    public void Setup() => _document = ACatalogue(Written == Writing.Prefixes ? RdfFormat.Turtle : RdfFormat.NTriples, Length);

    /// <summary>The triples, one after the other.</summary>
    [Benchmark]
    public int Read()
    {
        var count = 0;
        using var stream = new MemoryStream(_document);
        TurtleReader.Read(stream, null, _ => count++);
        return count;
    }

    /// <summary>The triples as a graph in memory, which is what an import asks for.</summary>
    [Benchmark]
    public object ReadGraph()
    {
        var graph = new RdfGraph();
        using var stream = new MemoryStream(_document);
        TurtleReader.Read(stream, null, graph.Add);
        return graph;
    }

    /// <summary>
    /// A catalogue of as many services as there is room for; what is beyond is cut off after a statement. The long texts are
    /// left out: they are copied as they stand, and would hide what it costs to read everything else.
    /// </summary>
    private static byte[] ACatalogue(RdfFormat format, int length)
    {
        var options = new CpsvExportOptions("959159092", "Halden kommune", new Uri("https://www.halden.kommune.no/selvbetjening/katalog"));
        for (var services = 5000; ; services *= 2)
        {
            using var stream = new MemoryStream();
            RdfWriter.Write(CpsvExport.Make(Services(services), options), format, stream, Cpsv.Prefixes);
            var document = stream.GetBuffer().AsSpan(0, (int)stream.Length);
            if (document.Length >= length)
            {
                return document[..(document[..length].LastIndexOf(" .\n"u8) + 3)].ToArray();
            }
        }
    }

    /// <summary>The sample's services over and over, each with a key and a title of its own.</summary>
    private static IEnumerable<ServiceDescription> Services(int count)
    {
        using var stream = new MemoryStream(Catalogue.ACatalogue.Json(50));
        var reading = NtkJson.ReadAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        var samples = reading.Items.OfType<NationalDescription>().GroupBy(text => text.ServiceId).ToList();
        return Enumerable.Range(0, count).Select(number => new ServiceDescription(
            new Guid(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
            samples[number % samples.Count].ToDictionary(text => text.Culture, text => new ServiceText($"{text.Title} {number}", ShortFields(text)))));
    }

    private static IEnumerable<KeyValuePair<string, string>> ShortFields(NationalDescription text) =>
        from alias in text.Fields.Aliases
        where ServiceFields.Find(alias) is { } field && field.Kind != FieldKind.Html && field.Kind != FieldKind.LongText
        select KeyValuePair.Create(alias, text.Fields[alias]);
}
