using System.Text;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>Reading and refusing short documents.</summary>
internal static class Documents
{
    public static List<Triple> Read(RdfFormat format, string text, string? baseIri = null, RdfLimits? limits = null) =>
        Read(format, Encoding.UTF8.GetBytes(text), baseIri, limits);

    public static List<Triple> Read(RdfFormat format, byte[] bytes, string? baseIri = null, RdfLimits? limits = null)
    {
        List<Triple> triples = [];
        using var stream = new MemoryStream(bytes);
        format.Read(stream, baseIri, triples.Add, limits);
        return triples;
    }

    public static RdfException Refuse(RdfFormat format, string text, RdfLimits? limits = null) => Refuse(format, Encoding.UTF8.GetBytes(text), limits);

    public static RdfException Refuse(RdfFormat format, byte[] bytes, RdfLimits? limits = null) =>
        Assert.Throws<RdfException>(() => Read(format, bytes, "https://example.org/", limits));

    /// <summary>Holds what a document says against the same in Turtle, with the prefix ex: for https://example.org/.</summary>
    public static void AssertSays(string turtle, IEnumerable<Triple> actual) => GraphIsomorphism.AssertSame(
        Read(RdfFormat.Turtle, $"@prefix ex: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . {turtle}", "https://example.org/"),
        actual);
}
