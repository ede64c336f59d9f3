using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Writes graphs as UTF-8, in the order in which they were made.</summary>
internal static class RdfWriter
{
    /// <summary>Writes a graph.</summary>
    /// <param name="graph">What to write.</param>
    /// <param name="format">How to write it.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="prefixes">Short names for namespaces, where the format has such; a name is a letter and then letters and digits.</param>
    /// <exception cref="NotSupportedException">RDF/XML cannot say it: a property whose IRI does not end in an XML name, or a character that XML has not.</exception>
    public static void Write(RdfGraph graph, RdfFormat format, Stream stream, IReadOnlyDictionary<string, string>? prefixes = null)
    {
        prefixes ??= new Dictionary<string, string>();
        switch (format)
        {
            case RdfFormat.NTriples:
                WriteText(stream, text => WriteNTriples(graph, text));
                break;
            case RdfFormat.RdfXml:
                WriteRdfXml(graph, stream, prefixes);
                break;
            case RdfFormat.JsonLd:
                WriteJsonLd(graph, stream, prefixes);
                break;
            default:
                WriteText(stream, text => new TurtleWriter(graph, text, prefixes).Write());
                break;
        }
    }

    private static void WriteText(Stream stream, Action<TextWriter> write)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true) { NewLine = "\n" };
        write(text);
    }

    private static void WriteNTriples(RdfGraph graph, TextWriter text)
    {
        var labels = new BlankLabels();
        string Term(RdfTerm term) => term switch
        {
            Iri iri => IriText(iri),
            BlankNode node => "_:" + labels.Of(node),
            Literal literal => LiteralText(literal) + (literal.Language is not null ? "@" + literal.Language : literal.Datatype.Equals(Xsd.String) ? string.Empty : "^^" + IriText(literal.Datatype)),
            _ => throw new InvalidOperationException($"{term} is not a term."),
        };
        foreach (var triple in graph.Triples)
        {
            text.WriteLine($"{Term(triple.Subject)} {Term(triple.Predicate)} {Term(triple.Object)} .");
        }
    }

    internal static string IriText(Iri iri)
    {
        var text = new StringBuilder("<", iri.Value.Length + 2);
        foreach (var c in iri.Value)
        {
            // What cannot stand in an IRI can be written in none of the formats; it was no IRI to begin with.
            text.Append(Iris.MayContain(c) ? c : throw new NotSupportedException($"{iri} has a character that cannot stand in an IRI."));
        }

        return text.Append('>').ToString();
    }

    internal static string LiteralText(Literal literal)
    {
        var text = new StringBuilder("\"", literal.Lexical.Length + 2);
        foreach (var c in literal.Lexical)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\u007f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    private static void WriteRdfXml(RdfGraph graph, Stream stream, IReadOnlyDictionary<string, string> prefixes)
    {
        var labels = new BlankLabels();
        Dictionary<string, string> names = prefixes.Where(prefix => prefix.Key.Length > 0 && prefix.Key != "xml").DistinctBy(prefix => prefix.Value).ToDictionary(prefix => prefix.Value, prefix => prefix.Key);
        names[RdfSyntax.Namespace] = names.GetValueOrDefault(RdfSyntax.Namespace, "rdf");
        foreach (var predicate in graph.Triples.Select(triple => triple.Predicate).Distinct())
        {
            var (ns, _) = Split(predicate);
            if (!names.ContainsKey(ns))
            {
                var number = names.Count;
                while (names.ContainsValue($"ns{number}"))
                {
                    number++;
                }

                names[ns] = $"ns{number}";
            }
        }

        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize });
        try
        {
            xml.WriteStartElement(names[RdfSyntax.Namespace], "RDF", RdfSyntax.Namespace);
            foreach (var (ns, name) in names)
            {
                xml.WriteAttributeString("xmlns", name, null, ns);
            }

            foreach (var subject in graph.Subjects)
            {
                xml.WriteStartElement("Description", RdfSyntax.Namespace);
                WriteReference(xml, subject, "about", labels);
                foreach (var triple in graph.About(subject))
                {
                    var (ns, name) = Split(triple.Predicate);
                    xml.WriteStartElement(name, ns);
                    if (triple.Object is Literal literal)
                    {
                        if (literal.Language is not null)
                        {
                            xml.WriteAttributeString("xml", "lang", null, literal.Language);
                        }
                        else if (!literal.Datatype.Equals(Xsd.String))
                        {
                            xml.WriteAttributeString("datatype", RdfSyntax.Namespace, literal.Datatype.Value);
                        }

                        xml.WriteString(literal.Lexical);
                    }
                    else
                    {
                        WriteReference(xml, triple.Object, "resource", labels);
                    }

                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
        catch (ArgumentException fault)
        {
            throw new NotSupportedException("The graph has a character that XML has not.", fault);
        }
    }

    private static void WriteReference(XmlWriter xml, RdfTerm term, string attribute, BlankLabels labels)
    {
        if (term is BlankNode node)
        {
            xml.WriteAttributeString("nodeID", RdfSyntax.Namespace, labels.Of(node));
        }
        else
        {
            xml.WriteAttributeString(attribute, RdfSyntax.Namespace, ((Iri)term).Value);
        }
    }

    private static (string Namespace, string Name) Split(Iri predicate)
    {
        var iri = predicate.Value;
        var at = iri.Length;
        while (at > 0 && XmlConvert.IsNCNameChar(iri[at - 1]))
        {
            at--;
        }

        while (at < iri.Length && !XmlConvert.IsStartNCNameChar(iri[at]))
        {
            at++;
        }

        return at < iri.Length && at > 0 ? (iri[..at], iri[at..]) : throw new NotSupportedException($"RDF/XML has no way to write the property {predicate}.");
    }

    private static void WriteJsonLd(RdfGraph graph, Stream stream, IReadOnlyDictionary<string, string> prefixes)
    {
        var labels = new BlankLabels();
        string Id(RdfTerm term) => term is BlankNode node ? "_:" + labels.Of(node) : Shorten(((Iri)term).Value);

        // A prefix that is also a scheme would turn whole addresses into short ones.
        var usable = prefixes.Where(prefix => prefix.Key.Length > 0 && prefix.Value.Length > 0 && prefix.Value[^1] is '/' or '#')
            .Where(prefix => !graph.Triples.Any(triple => HasScheme(triple.Subject, prefix.Key) || HasScheme(triple.Predicate, prefix.Key) || HasScheme(triple.Object, prefix.Key)))
            .ToDictionary();
        string Shorten(string iri)
        {
            foreach (var (prefix, ns) in usable)
            {
                if (iri.Length > ns.Length && iri.StartsWith(ns, StringComparison.Ordinal) && !iri.AsSpan(ns.Length).StartsWith("//"))
                {
                    return $"{prefix}:{iri[ns.Length..]}";
                }
            }

            return iri;
        }

        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (usable.Count > 0)
        {
            json.WriteStartObject("@context");
            foreach (var (prefix, ns) in usable)
            {
                json.WriteString(prefix, ns);
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("@graph");
        foreach (var subject in graph.Subjects)
        {
            json.WriteStartObject();
            json.WriteString("@id", Id(subject));
            foreach (var property in graph.About(subject).GroupBy(triple => triple.Predicate))
            {
                // A type that is no address is a fault that only the long form can carry.
                if (property.Key.Equals(RdfSyntax.Type) && property.All(triple => triple.Object is not Literal))
                {
                    json.WriteStartArray("@type");
                    foreach (var triple in property)
                    {
                        json.WriteStringValue(Id(triple.Object));
                    }

                    json.WriteEndArray();
                    continue;
                }

                json.WriteStartArray(Shorten(property.Key.Value));
                foreach (var triple in property)
                {
                    json.WriteStartObject();
                    if (triple.Object is Literal literal)
                    {
                        json.WriteString("@value", literal.Lexical);
                        if (literal.Language is not null)
                        {
                            json.WriteString("@language", literal.Language);
                        }
                        else if (!literal.Datatype.Equals(Xsd.String))
                        {
                            json.WriteString("@type", Shorten(literal.Datatype.Value));
                        }
                    }
                    else
                    {
                        json.WriteString("@id", Id(triple.Object));
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool HasScheme(RdfTerm term, string scheme) => (term as Iri ?? (term as Literal)?.Datatype) is { } iri && iri.Value.StartsWith(scheme + ":", StringComparison.Ordinal);

    /// <summary>Labels that every format can write, in the order of use.</summary>
    internal sealed class BlankLabels
    {
        private readonly Dictionary<BlankNode, string> _labels = [];

        public string Of(BlankNode node)
        {
            if (!_labels.TryGetValue(node, out var label))
            {
                _labels[node] = label = $"b{_labels.Count}";
            }

            return label;
        }
    }
}
