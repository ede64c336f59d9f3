namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Triples with an index by subject and by object. Everything comes back in the order in which it was added.</summary>
internal sealed class RdfGraph
{
    private readonly HashSet<Triple> _triples = [];
    private readonly List<Triple> _ordered = [];
    private readonly List<RdfTerm> _subjects = [];
    private readonly Dictionary<RdfTerm, List<Triple>> _bySubject = [];
    private readonly Dictionary<RdfTerm, List<Triple>> _byObject = [];

    public RdfGraph()
    {
    }

    public RdfGraph(IEnumerable<Triple> triples)
    {
        foreach (var triple in triples)
        {
            Add(triple);
        }
    }

    /// <summary>The triples, each once.</summary>
    public IReadOnlyList<Triple> Triples => _ordered;

    /// <summary>Everything that a triple is about.</summary>
    public IReadOnlyList<RdfTerm> Subjects => _subjects;

    public void Add(Triple triple)
    {
        if (!_triples.Add(triple))
        {
            return;
        }

        _ordered.Add(triple);
        if (!_bySubject.TryGetValue(triple.Subject, out var about))
        {
            _bySubject[triple.Subject] = about = [];
            _subjects.Add(triple.Subject);
        }

        about.Add(triple);
        if (triple.Object is not Literal)
        {
            if (!_byObject.TryGetValue(triple.Object, out var to))
            {
                _byObject[triple.Object] = to = [];
            }

            to.Add(triple);
        }
    }

    public void Add(RdfTerm subject, Iri predicate, RdfTerm value) => Add(new Triple(subject, predicate, value));

    /// <summary>What is said about a node.</summary>
    public IReadOnlyList<Triple> About(RdfTerm subject) => _bySubject.TryGetValue(subject, out var about) ? about : [];

    /// <summary>The values of a property.</summary>
    public IEnumerable<RdfTerm> Objects(RdfTerm subject, Iri predicate) =>
        About(subject).Where(triple => triple.Predicate.Equals(predicate)).Select(triple => triple.Object);

    /// <summary>What has this node as the value of the property.</summary>
    public IEnumerable<RdfTerm> SubjectsOf(Iri predicate, RdfTerm value) =>
        _byObject.TryGetValue(value, out var to) ? to.Where(triple => triple.Predicate.Equals(predicate)).Select(triple => triple.Subject) : [];

    /// <summary>How many triples have this node as their value.</summary>
    public int UsesOf(RdfTerm value) => _byObject.TryGetValue(value, out var to) ? to.Count : 0;

    /// <summary>The one node that has this as a value, where <see cref="UsesOf"/> is 1.</summary>
    public RdfTerm UserOf(RdfTerm value) => _byObject[value].Single().Subject;

    public bool IsA(RdfTerm subject, Iri type) => Objects(subject, RdfSyntax.Type).Contains(type);
}
