namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>The formats of RDF that we read and write.</summary>
internal enum RdfFormat
{
    /// <summary>https://www.w3.org/TR/turtle/, and N-Triples, which is a part of it.</summary>
    Turtle,

    /// <summary>https://www.w3.org/TR/n-triples/.</summary>
    NTriples,

    /// <summary>https://www.w3.org/TR/rdf-syntax-grammar/.</summary>
    RdfXml,

    /// <summary>https://www.w3.org/TR/json-ld11/.</summary>
    JsonLd,
}

/// <summary>The formats by name, and reading by format.</summary>
internal static class RdfFormats
{
    private static readonly (RdfFormat Format, string MediaType, string Extension)[] All =
    [
        (RdfFormat.Turtle, "text/turtle", ".ttl"),
        (RdfFormat.NTriples, "application/n-triples", ".nt"),
        (RdfFormat.RdfXml, "application/rdf+xml", ".rdf"),
        (RdfFormat.JsonLd, "application/ld+json", ".jsonld"),
    ];

    /// <summary>The format's media type, without charset.</summary>
    public static string MediaType(this RdfFormat format) => All.Single(one => one.Format == format).MediaType;

    /// <summary>The format's usual file name ending, with the dot.</summary>
    public static string Extension(this RdfFormat format) => All.Single(one => one.Format == format).Extension;

    /// <summary>The format with a media type, with or without parameters; null for another.</summary>
    public static RdfFormat? FromMediaType(string? mediaType) => mediaType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        null => null,
        "application/xml" or "text/xml" => RdfFormat.RdfXml,
        "application/json" => RdfFormat.JsonLd,
        "application/x-turtle" or "text/n3" => RdfFormat.Turtle,
        var type => Of(All.Where(one => one.MediaType == type)),
    };

    /// <summary>The format of a file by its name; null for another.</summary>
    public static RdfFormat? FromFileName(string? name) => Path.GetExtension(name)?.ToLowerInvariant() switch
    {
        ".xml" => RdfFormat.RdfXml,
        ".json" => RdfFormat.JsonLd,
        ".turtle" or ".n3" => RdfFormat.Turtle,
        var extension => Of(All.Where(one => one.Extension == extension)),
    };

    /// <summary>The format that a document's first bytes look like: XML begins with &lt;? or an element, JSON with a bracket, all else is read as Turtle.</summary>
    public static RdfFormat Guess(ReadOnlySpan<byte> start)
    {
        var text = (start.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? start[3..] : start).TrimStart(" \t\r\n"u8);
        if (text.StartsWith("{"u8))
        {
            return RdfFormat.JsonLd;
        }

        if (text.StartsWith("["u8))
        {
            // [ ] and [ ex:a … begin Turtle; an array of objects is JSON.
            var next = text[1..].TrimStart(" \t\r\n"u8);
            return next.StartsWith("{"u8) ? RdfFormat.JsonLd : RdfFormat.Turtle;
        }

        if (!text.StartsWith("<"u8))
        {
            return RdfFormat.Turtle;
        }

        // <?xml, <!-- and <rdf:RDF begin XML; <https:// begins an IRI. No element's prefix is followed by // or is a scheme we meet.
        var name = text[1..];
        var end = name.IndexOfAny(" \t\r\n>"u8);
        var head = end < 0 ? name : name[..end];
        return head.StartsWith("?"u8) || head.StartsWith("!"u8) || (end >= 0 && name[end] != (byte)'>' && !head.Contains((byte)'/')) || head.SequenceEqual("rdf:RDF"u8)
            ? RdfFormat.RdfXml
            : RdfFormat.Turtle;
    }

    /// <summary>Gives every triple of a document, in order, to <paramref name="found"/>.</summary>
    /// <param name="format">What it is written in.</param>
    /// <param name="stream">The document; stays open.</param>
    /// <param name="baseIri">Where it is from, for its relative addresses, or null.</param>
    /// <param name="found">Takes each triple as soon as it is read.</param>
    /// <param name="limits">How much to read.</param>
    /// <exception cref="RdfException">The document is not of the format, or is beyond the limits.</exception>
    public static void Read(this RdfFormat format, Stream stream, string? baseIri, Action<Triple> found, RdfLimits? limits = null)
    {
        switch (format)
        {
            case RdfFormat.NTriples:
                NTriplesReader.Read(stream, found, limits);
                break;
            case RdfFormat.RdfXml:
                RdfXmlReader.Read(stream, baseIri, found, limits);
                break;
            case RdfFormat.JsonLd:
                JsonLdReader.Read(stream, baseIri, found, limits);
                break;
            default:
                TurtleReader.Read(stream, baseIri, found, limits);
                break;
        }
    }

    private static RdfFormat? Of(IEnumerable<(RdfFormat Format, string MediaType, string Extension)> found) =>
        found.Select(one => (RdfFormat?)one.Format).FirstOrDefault();
}
