namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Reads N-Triples (https://www.w3.org/TR/n-triples/).</summary>
internal sealed class NTriplesReader : IDisposable
{
    private readonly TextScanner _text;
    private readonly Action<Triple> _found;
    private readonly TermCache<Iri> _iris = new();

    private NTriplesReader(Stream stream, Action<Triple> found, RdfLimits limits)
    {
        _text = new TextScanner(stream, limits);
        _found = found;
    }

    /// <summary>Gives every triple of <paramref name="stream"/>, in order, to <paramref name="found"/>.</summary>
    /// <exception cref="RdfException">The text is not N-Triples, or is beyond the limits; the triples before it have been given.</exception>
    public static void Read(Stream stream, Action<Triple> found, RdfLimits? limits = null)
    {
        using var reader = new NTriplesReader(stream, found, limits ?? RdfLimits.Default);
        reader.ReadDocument();
    }

    public void Dispose() => _text.Dispose();

    private void ReadDocument()
    {
        while (true)
        {
            _text.SkipSpace();
            if (_text.Peek() < 0)
            {
                return;
            }

            ReadTriple();
        }
    }

    private void ReadTriple()
    {
        RdfTerm subject = _text.Peek() switch
        {
            '<' => ReadIri(),
            '_' => _text.ReadBlankNode(),
            _ => throw _text.Expected(RdfTexts.AddressOrNode),
        };
        _text.SkipBlanks();
        var predicate = _text.Peek() == '<' ? ReadIri() : throw _text.Expected(RdfTexts.Address);
        _text.SkipBlanks();
        RdfTerm value = _text.Peek() switch
        {
            '<' => ReadIri(),
            '_' => _text.ReadBlankNode(),
            '"' => ReadLiteral(),
            _ => throw _text.Expected(RdfTexts.AddressNodeOrText),
        };
        _text.SkipBlanks();
        if (!_text.Take('.'))
        {
            throw _text.Expected(RdfTexts.DotAfterStatement);
        }

        _text.SkipBlanks();
        if (_text.Peek() is not ('\r' or '\n' or '#' or -1))
        {
            throw _text.Error(RdfTexts.OwnLine);
        }

        _found(new Triple(subject, predicate, value));
    }

    private Literal ReadLiteral()
    {
        var text = _text.ReadString(mayBeLong: false);
        _text.SkipBlanks();
        switch (_text.Peek())
        {
            case '@':
                return new Literal(text, _text.ReadLanguage());
            case '^':
                _text.Skip();
                if (!_text.Take('^'))
                {
                    throw _text.Expected(RdfTexts.CaretsBeforeDatatype);
                }

                _text.SkipBlanks();
                return _text.Peek() == '<' ? new Literal(text, ReadIri()) : throw _text.Expected(RdfTexts.DatatypeAddress);
            default:
                return new Literal(text);
        }
    }

    private Iri ReadIri()
    {
        var text = _text.ReadIriText();
        return _iris.Find(text)
            ?? (Iris.IsAbsolute(text) ? _iris.Keep(text, new Iri(text.ToString())) : throw _text.Error(RdfTexts.IncompleteInNTriples));
    }
}
