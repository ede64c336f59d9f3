using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>Whether two graphs say the same, whatever their blank nodes are called (RDF 1.1 Semantics, appendix A).</summary>
internal static class GraphIsomorphism
{
    public static void AssertSame(IEnumerable<Triple> expected, IEnumerable<Triple> actual)
    {
        var left = expected.ToHashSet();
        var right = actual.ToHashSet();
        if (!AreSame(left, right))
        {
            Assert.Fail($"""
                Expected, and not found:
                {string.Join('\n', left.Except(right).Take(20).Select(Show))}
                Found, and not expected:
                {string.Join('\n', right.Except(left).Take(20).Select(Show))}
                """);
        }
    }

    public static bool AreSame(HashSet<Triple> left, HashSet<Triple> right) =>
        left.Count == right.Count && Match(left, right, Colours(left, []), Colours(right, []), 0);

    // Colours the blank nodes by what is said of them; where several look alike, tries each of one class.
    private static bool Match(HashSet<Triple> left, HashSet<Triple> right, Dictionary<BlankNode, string> leftColours, Dictionary<BlankNode, string> rightColours, int depth)
    {
        var leftClasses = leftColours.GroupBy(pair => pair.Value, pair => pair.Key).ToDictionary(group => group.Key, group => group.ToList());
        var rightClasses = rightColours.GroupBy(pair => pair.Value, pair => pair.Key).ToDictionary(group => group.Key, group => group.ToList());
        if (leftClasses.Count != rightClasses.Count || leftClasses.Any(pair => rightClasses.GetValueOrDefault(pair.Key)?.Count != pair.Value.Count))
        {
            return false;
        }

        if (leftClasses.Where(pair => pair.Value.Count > 1).OrderBy(pair => pair.Value.Count).Select(pair => pair.Key).FirstOrDefault() is not { } tie)
        {
            var names = leftClasses.ToDictionary(pair => pair.Value[0], pair => rightClasses[pair.Key][0]);
            return left.All(triple => right.Contains(new Triple(Rename(triple.Subject, names), triple.Predicate, Rename(triple.Object, names))));
        }

        var chosen = leftClasses[tie][0];
        var mark = $"mark{depth}";
        foreach (var candidate in rightClasses[tie])
        {
            if (Match(left, right, Colours(left, Marked(leftColours, chosen, mark)), Colours(right, Marked(rightColours, candidate, mark)), depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<BlankNode, string> Marked(Dictionary<BlankNode, string> colours, BlankNode node, string mark) =>
        new(colours) { [node] = colours[node] + mark };

    private static Dictionary<BlankNode, string> Colours(HashSet<Triple> graph, Dictionary<BlankNode, string> start)
    {
        var about = graph
            .SelectMany(triple => new[] { (Node: triple.Subject as BlankNode, Triple: triple), (Node: triple.Object as BlankNode, Triple: triple) })
            .Where(pair => pair.Node is not null)
            .GroupBy(pair => pair.Node!, pair => pair.Triple)
            .ToDictionary(group => group.Key, group => group.ToHashSet());
        var colours = about.Keys.ToDictionary(node => node, node => start.GetValueOrDefault(node, "_"));
        for (var classes = -1; colours.Values.Distinct().Count() is var count && count != classes;)
        {
            classes = count;
            var next = new Dictionary<BlankNode, string>();
            foreach (var (node, triples) in about)
            {
                var said = triples.Select(triple => string.Join(' ', Colour(triple.Subject, node, colours), triple.Predicate, Colour(triple.Object, node, colours))).Order(StringComparer.Ordinal);
                next[node] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(colours[node] + "\n" + string.Join('\n', said))));
            }

            colours = next;
        }

        return colours;
    }

    private static string Colour(RdfTerm term, BlankNode self, Dictionary<BlankNode, string> colours) =>
        term is BlankNode node ? node.Equals(self) ? "self" : colours[node] : term.ToString()!;

    private static RdfTerm Rename(RdfTerm term, Dictionary<BlankNode, BlankNode> names) => term is BlankNode node ? names[node] : term;

    private static string Show(Triple triple) => $"{triple.Subject} {triple.Predicate} {triple.Object}";
}
