namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>How much we are willing to read. A catalogue of a whole municipality is far below each; what is above is a mistake or an attack.</summary>
internal sealed record RdfLimits
{
    public static RdfLimits Default { get; } = new();

    /// <summary>Largest document, in bytes.</summary>
    public long MaxBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>Largest value of a JSON-LD document that cannot be read in parts, in bytes; read, it takes some ten times that of memory.</summary>
    public int MaxJsonBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Longest literal, in UTF-16 code units.</summary>
    public int MaxLiteralLength { get; init; } = 2 * 1024 * 1024;

    /// <summary>Longest IRI, prefix, label or language tag, in UTF-16 code units.</summary>
    public int MaxIriLength { get; init; } = 8 * 1024;

    /// <summary>How deep lists, blank nodes, elements or objects may stand inside one another.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Most nodes without a name that the document's shorthand (brackets, lists, nested elements) may make.</summary>
    public int MaxBlankNodes { get; init; } = 5_000_000;

    /// <summary>Most nodes of RDF/XML named by <c>rdf:ID</c>: each must be remembered, because none may come twice.</summary>
    public int MaxIds { get; init; } = 100_000;

    /// <summary>Most prefixes or terms that may be declared, and most XML names in a document's scope.</summary>
    public int MaxDeclarations { get; init; } = 10_000;
}
