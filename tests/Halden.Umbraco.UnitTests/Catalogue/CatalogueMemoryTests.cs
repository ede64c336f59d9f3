using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>However large a file is, little of it is held. Alone, because memory is everybody's.</summary>
[Collection(nameof(Alone))]
public class CatalogueMemoryTests
{
    private const int MegaByte = 1024 * 1024;

    // What may be held at a time: caches, one element with all that is made of it, and what is being made and not yet collected.
    private const long Held = 48 * MegaByte;

    [Fact]
    public async Task HoldsLittleOfTwoHundredMegabytesOfTheNationalCatalogue()
    {
        var bytes = 0L;
        IEnumerable<string> File()
        {
            yield return "[";
            for (var id = 1; bytes < 198L * MegaByte; id++)
            {
                var item = (id == 1 ? string.Empty : ",") + NtkItem.Service(id, $"Tjeneste {id}").With("ukjent", new string('x', 1_500_000)).With("pris", new string('y', 20_000)).Json;
                bytes += item.Length;
                yield return item;
            }

            yield return "]";
        }

        var watch = new MemoryWatch();
        using var reading = await NtkJson.ReadAsync(new Generated(File()), TestContext.Current.CancellationToken, progress: watch);

        Assert.Null(reading.Fault);
        Assert.True(reading.Count > 100);
        Assert.Equal(reading.Count, reading.Services.Count());
        Assert.InRange(watch.Most(), 0, Held);
    }

    [Theory]
    [InlineData(RdfFormat.Turtle)]
    [InlineData(RdfFormat.JsonLd)]
    [InlineData(RdfFormat.RdfXml)]
    public void HoldsLittleOfManyMegabytesOfCpsvApNo(object format)
    {
        var (start, service, between, end) = (RdfFormat)format switch
        {
            RdfFormat.Turtle => (
                "@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix dct: <http://purl.org/dc/terms/> .\n",
                "<https://e.example/{0}> a cpsv:PublicService ; dct:title 'Tjeneste {0}'@nb ; dct:description '{1}'@nb ; dct:relation <https://e.example/annet/{0}> .\n<https://e.example/annet/{0}> dct:description '{1}'@nb .\n", string.Empty, string.Empty),
            RdfFormat.JsonLd => (
                """{"@context":{"dct":"http://purl.org/dc/terms/"},"@graph":[""",
                """{{"@id":"https://e.example/{0}","@type":"http://purl.org/vocab/cpsv#PublicService","dct:title":{{"@value":"Tjeneste {0}","@language":"nb"}},"dct:description":"{1}","dct:relation":{{"@id":"https://e.example/annet/{0}","dct:description":"{1}"}}}}""", ",", "]}"),
            _ => (
                """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/" xmlns:cpsv="http://purl.org/vocab/cpsv#">""",
                """<cpsv:PublicService rdf:about="https://e.example/{0}"><dct:title xml:lang="nb">Tjeneste {0}</dct:title><dct:description>{1}</dct:description><dct:relation><rdf:Description rdf:about="https://e.example/annet/{0}"><dct:description>{1}</dct:description></rdf:Description></dct:relation></cpsv:PublicService>""", string.Empty, "</rdf:RDF>"),
        };
        var filler = new string('x', 400_000);
        const int services = 120;
        IEnumerable<string> File()
        {
            yield return start;
            for (var i = 0; i < services; i++)
            {
                yield return (i == 0 ? string.Empty : between) + string.Format(System.Globalization.CultureInfo.InvariantCulture, service, i, filler);
            }

            yield return end;
        }

        var watch = new MemoryWatch();
        using var reading = CpsvReading.Read(new Generated(File()), (RdfFormat)format, progress: watch);

        Assert.Null(reading.Fault);
        Assert.Equal(services, reading.ServiceCount);
        Assert.InRange(watch.Most(), 0, Held);
    }

    /// <summary>The most that was in use at any time, over what was in use before; what nobody holds any more does not count.</summary>
    private sealed class MemoryWatch : IProgress<int>, IProgress<(int Elements, int Done, int Services)>
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private long _most;
        private int _told;

        public void Report(int value) => Look();

        public void Report((int Elements, int Done, int Services) value) => Look();

        public long Most() => _most;

        private void Look()
        {
            if (++_told % 20 == 0)
            {
                _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }
        }
    }

    /// <summary>Nothing else runs meanwhile.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
