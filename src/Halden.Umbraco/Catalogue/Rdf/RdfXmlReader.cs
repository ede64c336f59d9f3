using System.Text;
using System.Xml;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Reads RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/) over <see cref="XmlReader"/>. A document type declaration is refused, so no entity is ever resolved.</summary>
internal sealed class RdfXmlReader
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _place;
    private readonly Action<Triple> _found;
    private readonly RdfLimits _limits;
    private readonly Dictionary<(string Namespace, string Name), Iri> _names = [];
    private readonly HashSet<string> _ids = [];
    private readonly char[] _chunk = new char[4096];
    private int _blankNodes;
    private int _depth;

    private RdfXmlReader(XmlReader xml, Action<Triple> found, RdfLimits limits)
    {
        _xml = xml;
        _place = (IXmlLineInfo)xml;
        _found = found;
        _limits = limits;
    }

    /// <summary>Gives every triple of <paramref name="stream"/>, in order, to <paramref name="found"/>.</summary>
    /// <param name="stream">XML in the encoding that it declares; stays open.</param>
    /// <param name="baseIri">Where the document is from, for its relative addresses; null where it may have none outside an <c>xml:base</c>.</param>
    /// <param name="found">Takes each triple as soon as it is read.</param>
    /// <param name="limits">How much to read.</param>
    /// <exception cref="RdfException">The text is not RDF/XML, or is beyond the limits; the triples before it have been given.</exception>
    public static void Read(Stream stream, string? baseIri, Action<Triple> found, RdfLimits? limits = null)
    {
        limits ??= RdfLimits.Default;
        using var limited = new LimitedStream(stream, limits.MaxBytes);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = false,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = limits.MaxBytes,
        };
        XmlReader? xml = null;
        try
        {
            xml = XmlReader.Create(limited, settings);
            new RdfXmlReader(xml, found, limits).ReadDocument(baseIri is null ? null : new IriBase(baseIri));
        }
        catch (XmlException fault)
        {
            throw new RdfException(Math.Max(1, fault.LineNumber), Math.Max(1, fault.LinePosition), Reason(fault));
        }
        catch (TooLargeException)
        {
            var place = xml as IXmlLineInfo;
            throw new RdfException(
                Math.Max(1, place?.LineNumber ?? 1),
                Math.Max(1, place?.LinePosition ?? 1),
                RdfTexts.FileTooLarge(limits.MaxBytes));
        }
        finally
        {
            xml?.Dispose();
        }
    }

    // XmlReader says what is wrong in English prose only; of that, two things are worth telling apart.
    private static Label Reason(XmlException fault) =>
        fault.Message.Contains("DTD", StringComparison.Ordinal) ? RdfTexts.Doctype
        : fault.Message.Contains("encoding", StringComparison.OrdinalIgnoreCase) ? RdfTexts.WrongEncoding
        : RdfTexts.NotWellFormed;

    private void ReadDocument(IriBase? @base)
    {
        if (_xml.MoveToContent() != XmlNodeType.Element)
        {
            throw Error(RdfTexts.NoElement);
        }

        if (_xml.NamespaceURI == RdfSyntax.Namespace && _xml.LocalName == "RDF")
        {
            var attributes = ReadAttributes(ref @base);
            if (attributes.Count > 0)
            {
                throw Error(RdfTexts.AttributeOfRoot(attributes[0].Name));
            }

            ReadNodes(@base, null);
        }
        else
        {
            ReadNode(@base);
        }

        while (_xml.Read())
        {
        }
    }

    /// <summary>Reads the node elements inside the current element and leaves the reader after its end.</summary>
    private void ReadNodes(IriBase? @base, Action<RdfTerm>? each)
    {
        if (_xml.IsEmptyElement)
        {
            _xml.Read();
            return;
        }

        _xml.Read();
        while (true)
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    var node = ReadNode(@base);
                    each?.Invoke(node);
                    break;
                case XmlNodeType.EndElement:
                    _xml.Read();
                    return;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    throw Error(RdfTexts.TextAmongElements);
                default:
                    ReadOn();
                    break;
            }
        }
    }

    /// <summary>Reads the current node element and leaves the reader after its end.</summary>
    private RdfTerm ReadNode(IriBase? @base)
    {
        Enter();
        var type = ElementName();
        if (IsSyntax(type) || type is (RdfSyntax.Namespace, "RDF" or "li"))
        {
            throw Error(RdfTexts.NotANode(type.Name));
        }

        var language = _xml.XmlLang;
        var attributes = ReadAttributes(ref @base);
        RdfTerm? subject = null;
        foreach (var (ns, name, value) in attributes)
        {
            if (ns == RdfSyntax.Namespace && name is ("ID" or "about" or "nodeID"))
            {
                if (subject is not null)
                {
                    throw Error(RdfTexts.OneIdentity);
                }

                subject = name switch
                {
                    "ID" => Id(value, @base),
                    "about" => Resolve(value, @base),
                    _ => NodeId(value),
                };
            }
        }

        subject ??= NewBlankNode();
        if (type != (RdfSyntax.Namespace, "Description"))
        {
            _found(new Triple(subject, RdfSyntax.Type, Name(type)));
        }

        foreach (var (ns, name, value) in attributes)
        {
            if (ns != RdfSyntax.Namespace || name is not ("ID" or "about" or "nodeID"))
            {
                AddPropertyAttribute(subject, ns, name, value, language, @base);
            }
        }

        ReadProperties(subject, @base);
        _depth--;
        return subject;
    }

    /// <summary>Reads the property elements inside the current element and leaves the reader after its end.</summary>
    private void ReadProperties(RdfTerm subject, IriBase? @base)
    {
        if (_xml.IsEmptyElement)
        {
            _xml.Read();
            return;
        }

        _xml.Read();
        var items = 0;
        while (true)
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    ReadProperty(subject, @base, ref items);
                    break;
                case XmlNodeType.EndElement:
                    _xml.Read();
                    return;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    throw Error(RdfTexts.TextAmongProperties);
                default:
                    ReadOn();
                    break;
            }
        }
    }

    private void ReadProperty(RdfTerm subject, IriBase? @base, ref int items)
    {
        Enter();
        var name = ElementName();
        if (IsSyntax(name) || name is (RdfSyntax.Namespace, "Description" or "RDF"))
        {
            throw Error(RdfTexts.NotAProperty(name.Name));
        }

        var predicate = name == (RdfSyntax.Namespace, "li") ? Name((RdfSyntax.Namespace, $"_{++items}")) : Name(name);
        var language = _xml.XmlLang;
        var attributes = ReadAttributes(ref @base);
        Iri? statement = null;
        RdfTerm? resource = null;
        string? datatype = null, parseType = null;
        List<(string Namespace, string Name, string Value)> properties = [];
        foreach (var (ns, attribute, value) in attributes)
        {
            switch (ns == RdfSyntax.Namespace ? attribute : string.Empty)
            {
                case "ID":
                    statement = Id(value, @base);
                    break;
                case "resource" or "nodeID":
                    if (resource is not null)
                    {
                        throw Error(RdfTexts.OneTarget);
                    }

                    resource = attribute == "resource" ? Resolve(value, @base) : NodeId(value);
                    break;
                case "datatype":
                    datatype = value;
                    break;
                case "parseType":
                    parseType = value;
                    break;
                default:
                    properties.Add((ns, attribute, value));
                    break;
            }
        }

        if ((parseType is not null && (resource is not null || datatype is not null || properties.Count > 0))
            || (datatype is not null && (resource is not null || properties.Count > 0)))
        {
            throw Error(RdfTexts.AttributesTogether);
        }

        RdfTerm found;
        switch (parseType)
        {
            case "Resource":
                found = NewBlankNode();
                Add(subject, predicate, found, statement);
                ReadProperties(found, @base);
                break;
            case "Collection":
                ReadCollection(subject, predicate, statement, @base);
                break;
            case not null:
                Add(subject, predicate, new Literal(ReadXml(), RdfSyntax.XmlLiteral), statement);
                break;
            case null when resource is not null || properties.Count > 0:
                found = resource ?? NewBlankNode();
                Add(subject, predicate, found, statement);
                foreach (var (ns, attribute, value) in properties)
                {
                    AddPropertyAttribute(found, ns, attribute, value, language, @base);
                }

                ReadNothing();
                break;
            default:
                ReadValue(subject, predicate, statement, datatype is null ? null : Resolve(datatype, @base), language, @base);
                break;
        }

        _depth--;
    }

    /// <summary>Reads the content of a plain property: a node, or text.</summary>
    private void ReadValue(RdfTerm subject, Iri predicate, Iri? statement, Iri? datatype, string language, IriBase? @base)
    {
        var text = new StringBuilder();
        RdfTerm? node = null;
        if (!_xml.IsEmptyElement)
        {
            ReadOn();
            while (_xml.NodeType != XmlNodeType.EndElement)
            {
                switch (_xml.NodeType)
                {
                    case XmlNodeType.Element when node is null && datatype is null && string.IsNullOrWhiteSpace(text.ToString()):
                        node = ReadNode(@base);
                        break;
                    case XmlNodeType.Element:
                        throw Error(node is null ? RdfTexts.MarkupInText : RdfTexts.OneElement);
                    case XmlNodeType.Text or XmlNodeType.CDATA when node is not null:
                        throw Error(RdfTexts.TextAndElements);
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        if (node is null)
                        {
                            AppendText(text);
                        }

                        ReadOn();
                        break;
                    default:
                        ReadOn();
                        break;
                }
            }
        }

        Add(
            subject,
            predicate,
            node ?? (datatype is not null ? new Literal(text.ToString(), datatype)
                : language.Length > 0 ? new Literal(text.ToString(), language)
                : new Literal(text.ToString())),
            statement);
        _xml.Read();
    }

    private void ReadCollection(RdfTerm subject, Iri predicate, Iri? statement, IriBase? @base)
    {
        BlankNode? last = null;
        ReadNodes(@base, item =>
        {
            var node = NewBlankNode();
            if (last is null)
            {
                Add(subject, predicate, node, statement);
            }
            else
            {
                _found(new Triple(last, RdfSyntax.Rest, node));
            }

            _found(new Triple(node, RdfSyntax.First, item));
            last = node;
        });
        if (last is null)
        {
            Add(subject, predicate, RdfSyntax.Nil, statement);
        }
        else
        {
            _found(new Triple(last, RdfSyntax.Rest, RdfSyntax.Nil));
        }
    }

    private void ReadNothing()
    {
        if (!_xml.IsEmptyElement)
        {
            ReadOn();
            while (_xml.NodeType != XmlNodeType.EndElement)
            {
                if (_xml.NodeType is XmlNodeType.Element or XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    throw Error(RdfTexts.MustBeEmpty);
                }

                ReadOn();
            }
        }

        _xml.Read();
    }

    /// <summary>
    /// Reads the content of the current element as XML, in the form of Exclusive XML Canonicalization with comments
    /// (https://www.w3.org/TR/xml-exc-c14n/), and leaves the reader after its end.
    /// </summary>
    private string ReadXml()
    {
        var xml = new StringBuilder();
        if (!_xml.IsEmptyElement)
        {
            var end = _xml.Depth;
            Stack<Dictionary<string, string>> scopes = new([new() { [string.Empty] = string.Empty }]);
            ReadOn();
            while (_xml.NodeType != XmlNodeType.EndElement || _xml.Depth != end)
            {
                switch (_xml.NodeType)
                {
                    case XmlNodeType.Element:
                        WriteStart(xml, scopes);
                        break;
                    case XmlNodeType.EndElement:
                        xml.Append("</").Append(_xml.Name).Append('>');
                        scopes.Pop();
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        var text = new StringBuilder();
                        AppendText(text);
                        xml.Append(text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "&#xD;"));
                        break;
                    case XmlNodeType.Comment:
                        xml.Append("<!--").Append(_xml.Value).Append("-->");
                        break;
                    case XmlNodeType.ProcessingInstruction:
                        xml.Append("<?").Append(_xml.Name).Append(_xml.Value.Length > 0 ? " " : string.Empty).Append(_xml.Value).Append("?>");
                        break;
                }

                CheckLiteral(xml);
                ReadOn();
            }
        }

        _xml.Read();
        return xml.ToString();
    }

    private void WriteStart(StringBuilder xml, Stack<Dictionary<string, string>> scopes)
    {
        if (scopes.Count > _limits.MaxDepth)
        {
            throw TooDeep();
        }

        var isEmpty = _xml.IsEmptyElement;
        var name = _xml.Name;
        SortedDictionary<string, string> used = new(StringComparer.Ordinal) { [_xml.Prefix] = _xml.NamespaceURI };
        List<(string Namespace, string Local, string Name, string Value)> attributes = [];
        while (_xml.MoveToNextAttribute())
        {
            if (_xml.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                attributes.Add((_xml.NamespaceURI, _xml.LocalName, _xml.Name, _xml.Value));
                if (_xml.Prefix.Length > 0)
                {
                    used[_xml.Prefix] = _xml.NamespaceURI;
                }
            }
        }

        _xml.MoveToElement();
        var scope = scopes.Peek();
        var declared = used.Where(pair => pair.Key != "xml" && scope.GetValueOrDefault(pair.Key) != pair.Value).ToList();
        xml.Append('<').Append(name);
        if (declared.Count > 0)
        {
            scope = new(scope);
            foreach (var (prefix, ns) in declared)
            {
                scope[prefix] = ns;
                xml.Append(prefix.Length == 0 ? " xmlns" : " xmlns:").Append(prefix).Append("=\"").Append(Attribute(ns)).Append('"');
            }
        }

        foreach (var attribute in attributes.OrderBy(a => a.Namespace, StringComparer.Ordinal).ThenBy(a => a.Local, StringComparer.Ordinal))
        {
            xml.Append(' ').Append(attribute.Name).Append("=\"").Append(Attribute(attribute.Value)).Append('"');
        }

        xml.Append('>');
        if (isEmpty)
        {
            xml.Append("</").Append(name).Append('>');
        }
        else
        {
            scopes.Push(scope);
        }
    }

    private static string Attribute(string value) => value
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("\t", "&#x9;", StringComparison.Ordinal)
        .Replace("\n", "&#xA;", StringComparison.Ordinal)
        .Replace("\r", "&#xD;", StringComparison.Ordinal);

    private void AppendText(StringBuilder text)
    {
        while (_xml.ReadValueChunk(_chunk, 0, _chunk.Length) is > 0 and var count)
        {
            text.Append(_chunk, 0, count);
            CheckLiteral(text);
        }
    }

    private void CheckLiteral(StringBuilder text)
    {
        if (text.Length > _limits.MaxLiteralLength)
        {
            throw Error(RdfTexts.TextTooLong(_limits.MaxLiteralLength));
        }
    }

    private void ReadOn()
    {
        if (!_xml.Read())
        {
            throw Error(RdfTexts.CutOff);
        }
    }

    /// <summary>The attributes that say something, with the namespace of RDF where the old syntax left it out; xml:base moves the base.</summary>
    private List<(string Namespace, string Name, string Value)> ReadAttributes(ref IriBase? @base)
    {
        List<(string Namespace, string Name, string Value)> attributes = [];
        string? newBase = null;
        while (_xml.MoveToNextAttribute())
        {
            switch (_xml.NamespaceURI)
            {
                case "http://www.w3.org/2000/xmlns/":
                    break;
                case XmlNamespace:
                    newBase = _xml.LocalName == "base" ? _xml.Value : newBase;
                    break;

                // Names that begin with xml are XML's own and may come to mean something, but not to us.
                case "" when _xml.LocalName.StartsWith("xml", StringComparison.OrdinalIgnoreCase):
                    break;
                case "" when _xml.LocalName is "ID" or "about" or "resource" or "parseType" or "type":
                    attributes.Add((RdfSyntax.Namespace, _xml.LocalName, _xml.Value));
                    break;
                case "":
                    throw Error(RdfTexts.NoPrefix(_xml.LocalName));
                default:
                    attributes.Add((_xml.NamespaceURI, _xml.LocalName, _xml.Value));
                    break;
            }
        }

        _xml.MoveToElement();
        if (newBase is not null)
        {
            @base = new IriBase(Resolve(newBase, @base).Value);
        }

        return attributes;
    }

    private void AddPropertyAttribute(RdfTerm subject, string ns, string name, string value, string language, IriBase? @base)
    {
        if (ns == RdfSyntax.Namespace && (IsSyntax((ns, name)) || name is "Description" or "li" or "RDF"))
        {
            throw Error(RdfTexts.NotAnAttribute(name));
        }

        if (value.Length > _limits.MaxLiteralLength)
        {
            throw Error(RdfTexts.TextTooLong(_limits.MaxLiteralLength));
        }

        _found(ns == RdfSyntax.Namespace && name == "type"
            ? new Triple(subject, RdfSyntax.Type, Resolve(value, @base))
            : new Triple(subject, Name((ns, name)), language.Length > 0 ? new Literal(value, language) : new Literal(value)));
    }

    private void Add(RdfTerm subject, Iri predicate, RdfTerm value, Iri? statement)
    {
        _found(new Triple(subject, predicate, value));
        if (statement is not null)
        {
            _found(new Triple(statement, RdfSyntax.Type, RdfSyntax.Statement));
            _found(new Triple(statement, RdfSyntax.Subject, subject));
            _found(new Triple(statement, RdfSyntax.Predicate, predicate));
            _found(new Triple(statement, RdfSyntax.Object, value));
        }
    }

    // The names with a meaning of their own, and those that older RDF had (sections 7.2.2 and 7.2.4).
    private static bool IsSyntax((string Namespace, string Name) name) => name is
        (RdfSyntax.Namespace, "ID" or "about" or "parseType" or "resource" or "nodeID" or "datatype" or "aboutEach" or "aboutEachPrefix" or "bagID");

    private (string Namespace, string Name) ElementName() => _xml.NamespaceURI.Length > 0
        ? (_xml.NamespaceURI, _xml.LocalName)
        : throw Error(RdfTexts.NoNamespace(_xml.LocalName));

    private Iri Name((string Namespace, string Name) name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        var iri = name.Namespace + name.Name;
        CheckIri(iri);
        if (!Iris.IsAbsolute(iri))
        {
            throw Error(RdfTexts.NamespaceIsAddress(name.Namespace));
        }

        var made = new Iri(iri);
        if (_names.Count < _limits.MaxDeclarations)
        {
            _names.Add(name, made);
        }

        return made;
    }

    private Iri Resolve(string reference, IriBase? @base)
    {
        CheckIri(reference);
        if (@base is null && !Iris.IsAbsolute(reference))
        {
            throw Error(RdfTexts.RelativeAddress(reference.Length > 60 ? reference[..60] + "…" : reference, "xml:base"));
        }

        return new Iri(@base?.Resolve(reference) ?? reference);
    }

    private void CheckIri(string iri)
    {
        if (iri.Length > _limits.MaxIriLength)
        {
            throw Error(RdfTexts.AddressTooLong(_limits.MaxIriLength));
        }

        foreach (var c in iri)
        {
            if (!Iris.MayContain(c))
            {
                throw Error(c <= ' ' ? RdfTexts.SpaceOrUnseenInAddress : RdfTexts.NotInAddress(c));
            }
        }
    }

    private Iri Id(string value, IriBase? @base)
    {
        CheckName(value);
        var iri = Resolve("#" + value, @base);
        if (!_ids.Add(iri.Value))
        {
            throw Error(RdfTexts.IdUsedBefore(value));
        }

        return _ids.Count <= _limits.MaxIds ? iri : throw Error(RdfTexts.TooManyIds);
    }

    private BlankNode NodeId(string value)
    {
        CheckName(value);
        return new BlankNode("n" + value);
    }

    private void CheckName(string value)
    {
        try
        {
            XmlConvert.VerifyNCName(value);
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException)
        {
            throw Error(RdfTexts.InvalidId);
        }
    }

    private BlankNode NewBlankNode() => ++_blankNodes <= _limits.MaxBlankNodes
        ? new BlankNode($"g{_blankNodes}")
        : throw Error(RdfTexts.TooManyBlankNodes(_limits.MaxBlankNodes));

    private void Enter()
    {
        if (++_depth > _limits.MaxDepth)
        {
            throw TooDeep();
        }
    }

    private RdfException TooDeep() => Error(RdfTexts.ElementsTooDeep(_limits.MaxDepth));

    private RdfException Error(Label reason) => new(Math.Max(1, _place.LineNumber), Math.Max(1, _place.LinePosition), reason);
}
