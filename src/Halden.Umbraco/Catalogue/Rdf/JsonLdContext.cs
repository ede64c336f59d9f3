namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>What a term of a JSON-LD context stands for.</summary>
/// <param name="Iri">The IRI or keyword; null for a term that is to be ignored.</param>
/// <param name="IsReverse">The property points from the value to the node.</param>
/// <param name="Type">The IRI of a datatype, <c>@id</c>, <c>@vocab</c>, <c>@none</c>, or null.</param>
/// <param name="Language">Language of its texts; empty for none whatever the context says; null for the context's own.</param>
/// <param name="Containers"><c>@list</c>, <c>@set</c>, <c>@language</c>, <c>@index</c>, <c>@id</c>, <c>@type</c>, <c>@graph</c>.</param>
/// <param name="Context">A context for what stands under the term, or null.</param>
internal sealed record JsonLdTerm(string? Iri, bool IsReverse, string? Type, string? Language, IReadOnlyList<string> Containers, JsonTree? Context);

/// <summary>A JSON-LD context in force. Immutable: what stands further in makes its own.</summary>
/// <param name="Base">What relative addresses are resolved against, or null.</param>
/// <param name="Vocabulary">Prefix for terms without a definition, or null.</param>
/// <param name="Language">Language of plain strings, or null.</param>
/// <param name="Terms">Terms and prefixes.</param>
internal sealed record JsonLdContext(IriBase? Base, string? Vocabulary, string? Language, IReadOnlyDictionary<string, JsonLdTerm> Terms)
{
    public JsonLdTerm? Find(string term) => Terms.GetValueOrDefault(term);
}
