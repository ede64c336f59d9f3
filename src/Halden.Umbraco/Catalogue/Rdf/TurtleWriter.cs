namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>Writes Turtle for people: prefixes, one property a line, and a node without a name inside the one that uses it.</summary>
internal sealed class TurtleWriter(RdfGraph graph, TextWriter text, IReadOnlyDictionary<string, string> prefixes)
{
    // Deeper than this a node is written by itself; the reader has a limit too.
    private const int MaxInline = 16;

    private readonly RdfWriter.BlankLabels _labels = new();
    private readonly HashSet<BlankNode> _inline = [];

    public void Write()
    {
        foreach (var (prefix, ns) in prefixes)
        {
            text.WriteLine($"@prefix {prefix}: {RdfWriter.IriText(new Iri(ns))} .");
        }

        // A node used once can stand where it is used, unless the way to it leads back to itself.
        foreach (var subject in graph.Subjects)
        {
            if (subject is BlankNode node && graph.UsesOf(node) == 1 && !IsUnderItself(node))
            {
                _inline.Add(node);
            }
        }

        foreach (var subject in graph.Subjects.Where(subject => subject is not BlankNode node || !_inline.Contains(node)))
        {
            text.WriteLine();
            text.Write(subject is BlankNode node ? "_:" + _labels.Of(node) : IriText((Iri)subject));
            WriteProperties(subject, 1);
            text.WriteLine(" .");
        }
    }

    private bool IsUnderItself(BlankNode node)
    {
        RdfTerm at = node;
        for (var steps = 0; steps < MaxInline; steps++)
        {
            if (at is not BlankNode || graph.UsesOf(at) != 1)
            {
                return false;
            }

            at = graph.UserOf(at);
            if (at.Equals(node))
            {
                return true;
            }
        }

        return true;
    }

    private void WriteProperties(RdfTerm subject, int depth)
    {
        var properties = graph.About(subject).GroupBy(triple => triple.Predicate).ToList();
        for (var i = 0; i < properties.Count; i++)
        {
            if (depth == 1 && i == 0)
            {
                text.Write(' ');
            }
            else
            {
                text.WriteLine();
                text.Write(new string(' ', depth * 4));
            }

            text.Write(properties[i].Key.Equals(RdfSyntax.Type) ? "a" : IriText(properties[i].Key));
            var isFirst = true;
            foreach (var triple in properties[i])
            {
                text.Write(isFirst ? " " : ", ");
                isFirst = false;
                WriteObject(triple.Object, depth);
            }

            if (i < properties.Count - 1)
            {
                text.Write(" ;");
            }
        }
    }

    private void WriteObject(RdfTerm term, int depth)
    {
        switch (term)
        {
            case BlankNode node when _inline.Contains(node):
                text.Write('[');
                WriteProperties(node, depth + 1);
                text.WriteLine();
                text.Write(new string(' ', depth * 4));
                text.Write(']');
                break;
            case BlankNode node:
                text.Write("_:" + _labels.Of(node));
                break;
            case Iri iri:
                text.Write(IriText(iri));
                break;
            case Literal literal:
                text.Write(RdfWriter.LiteralText(literal));
                text.Write(literal.Language is not null ? "@" + literal.Language : literal.Datatype.Equals(Xsd.String) ? string.Empty : "^^" + IriText(literal.Datatype));
                break;
        }
    }

    private string IriText(Iri iri)
    {
        foreach (var (prefix, ns) in prefixes)
        {
            if (iri.Value.StartsWith(ns, StringComparison.Ordinal) && IsPlain(iri.Value.AsSpan(ns.Length)))
            {
                return $"{prefix}:{iri.Value[ns.Length..]}";
            }
        }

        return RdfWriter.IriText(iri);
    }

    // Names that need no escape; the others are written out.
    private static bool IsPlain(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[0] == '-')
        {
            return false;
        }

        foreach (var c in local)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
