using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>A node of an RDF graph: an <see cref="Iri"/>, a <see cref="BlankNode"/> or a <see cref="Literal"/> (RDF 1.1 Concepts, section 3).</summary>
internal abstract record RdfTerm;

/// <summary>An absolute IRI.</summary>
/// <param name="Value">As written, resolved against the base but not normalised.</param>
internal sealed record Iri(string Value) : RdfTerm
{
    public override string ToString() => $"<{Value}>";
}

/// <summary>A node without a name. The label tells nodes of one document apart and means nothing outside it.</summary>
internal sealed record BlankNode(string Label) : RdfTerm
{
    public override string ToString() => $"_:{Label}";
}

/// <summary>A value.</summary>
internal sealed record Literal : RdfTerm
{
    /// <param name="lexical">The text.</param>
    /// <param name="datatype">What the text is; <c>xsd:string</c> where nothing is said.</param>
    public Literal(string lexical, Iri? datatype = null)
    {
        Lexical = lexical;
        Datatype = datatype ?? Xsd.String;
    }

    /// <param name="lexical">The text.</param>
    /// <param name="language">Its language tag (BCP 47), not empty.</param>
    public Literal(string lexical, string language)
    {
        Lexical = lexical;
        Datatype = RdfSyntax.LangString;

        // Tags are the same whatever their case; RDF 1.1 Concepts, section 3.3, allows one case for all.
        Language = language.ToLowerInvariant();
    }

    /// <summary>The text.</summary>
    public string Lexical { get; }

    /// <summary>What the text is; <c>rdf:langString</c> for one with a language.</summary>
    public Iri Datatype { get; }

    /// <summary>Language tag in lower case, or null.</summary>
    public string? Language { get; }

    public override string ToString() => Language is null ? $"\"{Lexical}\"^^{Datatype}" : $"\"{Lexical}\"@{Language}";
}

/// <summary>One statement.</summary>
/// <param name="Subject">An <see cref="Iri"/> or a <see cref="BlankNode"/>.</param>
/// <param name="Predicate">The property.</param>
/// <param name="Object">The value.</param>
internal readonly record struct Triple(RdfTerm Subject, Iri Predicate, RdfTerm Object);

/// <summary>The vocabulary of RDF itself.</summary>
internal static class RdfSyntax
{
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    public static readonly Iri Type = new(Namespace + "type");
    public static readonly Iri First = new(Namespace + "first");
    public static readonly Iri Rest = new(Namespace + "rest");
    public static readonly Iri Nil = new(Namespace + "nil");
    public static readonly Iri LangString = new(Namespace + "langString");
    public static readonly Iri XmlLiteral = new(Namespace + "XMLLiteral");
    public static readonly Iri Html = new(Namespace + "HTML");
    public static readonly Iri Statement = new(Namespace + "Statement");
    public static readonly Iri Subject = new(Namespace + "subject");
    public static readonly Iri Predicate = new(Namespace + "predicate");
    public static readonly Iri Object = new(Namespace + "object");
}

/// <summary>The datatypes of XML Schema that RDF documents have a notation for.</summary>
internal static class Xsd
{
    public const string Namespace = "http://www.w3.org/2001/XMLSchema#";

    public static readonly Iri String = new(Namespace + "string");
    public static readonly Iri Boolean = new(Namespace + "boolean");
    public static readonly Iri Integer = new(Namespace + "integer");
    public static readonly Iri Decimal = new(Namespace + "decimal");
    public static readonly Iri Double = new(Namespace + "double");
    public static readonly Iri Date = new(Namespace + "date");
    public static readonly Iri DateTime = new(Namespace + "dateTime");
    public static readonly Iri Duration = new(Namespace + "duration");
    public static readonly Iri AnyUri = new(Namespace + "anyURI");
}
