using System.Text;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>More is said about a node, and the nodes around it, than is ever true.</summary>
internal sealed class TooMuchSaidException() : Exception("What is said about the node is larger than the limit.");

/// <summary>
/// The triples of a document of any size, in a temporary database, to be asked node by node in the order in which they were
/// added. <see cref="RdfGraph"/> is for a graph that is known to be small, and for writing one.
/// </summary>
/// <remarks>What is said about a node in one place of the document is kept in one piece, so that there are far fewer rows than triples. Not for concurrent use.</remarks>
internal sealed class TripleStore : IDisposable
{
    private const int LongestRun = 64 * 1024;

    private readonly IReadOnlySet<Iri> _types;
    private readonly IReadOnlySet<Iri> _backwards;
    private readonly SqliteConnection _database = TemporaryDatabase.Open();
    private readonly SqliteCommand _insertRun;
    private readonly SqliteCommand _insertInstance;
    private readonly SqliteCommand _insertBackward;
    private readonly MemoryStream _run = new();
    private readonly BinaryWriter _writer;
    private readonly TermCache<Iri> _iris = new();
    private readonly Dictionary<RdfTerm, IReadOnlyList<Triple>> _read = [];
    private RdfTerm? _subject;
    private SqliteCommand? _selectRuns;
    private SqliteCommand? _selectBackward;
    private long _room = long.MaxValue;
    private long _held;

    /// <param name="types">The types that <see cref="Instances"/> are of.</param>
    /// <param name="backwards">The properties that <see cref="SubjectsOf"/> is asked for.</param>
    public TripleStore(IReadOnlySet<Iri> types, IReadOnlySet<Iri> backwards)
    {
        _types = types;
        _backwards = backwards;
        _writer = new BinaryWriter(_run);
        using var create = Command("""
            CREATE TABLE run (subject TEXT NOT NULL, said BLOB NOT NULL);
            CREATE TABLE instance (subject TEXT NOT NULL);
            CREATE TABLE backward (value TEXT NOT NULL, predicate TEXT NOT NULL, subject TEXT NOT NULL);
            """);
        create.ExecuteNonQuery();
        _insertRun = Command("INSERT INTO run VALUES ($subject, $said)", "$subject", "$said");
        _insertInstance = Command("INSERT INTO instance VALUES ($subject)", "$subject");
        _insertBackward = Command("INSERT INTO backward VALUES ($value, $predicate, $subject)", "$value", "$predicate", "$subject");
    }

    /// <summary>How many triples have been added; one that came twice counts twice.</summary>
    public long Count { get; private set; }

    /// <summary>The nodes of one of the types, each once, in the order in which the document begins to speak of them.</summary>
    public IEnumerable<RdfTerm> Instances
    {
        get
        {
            Finish();
            using var command = Command("SELECT subject FROM (SELECT DISTINCT subject FROM instance) AS one ORDER BY (SELECT MIN(run.rowid) FROM run WHERE run.subject = one.subject)");
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                yield return Node(row.GetString(0));
            }
        }
    }

    /// <summary>Adds a triple.</summary>
    public void Add(Triple triple)
    {
        if (_selectRuns is not null)
        {
            throw new InvalidOperationException("The store has been asked already.");
        }

        if (_run.Length > LongestRun || !triple.Subject.Equals(_subject))
        {
            EndRun();
            _subject = triple.Subject;
        }

        Count++;
        _writer.Write(triple.Predicate.Value);
        switch (triple.Object)
        {
            case Literal literal:
                _writer.Write(literal.Language is null ? 'D' : 'L');
                _writer.Write(literal.Language ?? literal.Datatype.Value);
                _writer.Write(literal.Lexical);
                break;
            case var node:
                _writer.Write('N');
                _writer.Write(Text(node));
                break;
        }

        if (triple.Predicate.Equals(RdfSyntax.Type) && triple.Object is Iri type && _types.Contains(type))
        {
            Insert(_insertInstance, Text(triple.Subject));
        }

        if (_backwards.Contains(triple.Predicate) && triple.Object is not Literal)
        {
            Insert(_insertBackward, Text(triple.Object), triple.Predicate.Value, Text(triple.Subject));
        }
    }

    /// <summary>From here on, until it is called again, no more than <paramref name="bytes"/> are read that are not in memory already.</summary>
    public void Allow(long bytes)
    {
        if (_held > bytes)
        {
            _read.Clear();
            _held = 0;
        }

        _room = bytes;
    }

    /// <summary>What is said about a node, each triple once.</summary>
    /// <exception cref="TooMuchSaidException">It is more than <see cref="Allow"/> allows.</exception>
    public IReadOnlyList<Triple> About(RdfTerm subject)
    {
        if (subject is Literal)
        {
            return [];
        }

        if (_read.TryGetValue(subject, out var known))
        {
            return known;
        }

        Finish();
        _selectRuns!.Parameters[0].Value = Text(subject);
        HashSet<Triple> seen = [];
        List<Triple> about = [];
        using (var row = _selectRuns.ExecuteReader())
        {
            while (row.Read())
            {
                using var said = row.GetStream(0);
                _room -= said.Length + 64;
                _held += said.Length + 64;
                if (_room < 0)
                {
                    throw new TooMuchSaidException();
                }

                using var reader = new BinaryReader(said, Encoding.UTF8);
                while (said.Position < said.Length)
                {
                    var triple = new Triple(subject, Known(reader.ReadString()), Value(reader));
                    if (seen.Add(triple))
                    {
                        about.Add(triple);
                    }
                }
            }
        }

        return _read[subject] = about;
    }

    /// <summary>The values of a property.</summary>
    public IEnumerable<RdfTerm> Objects(RdfTerm subject, Iri predicate) =>
        About(subject).Where(triple => triple.Predicate.Equals(predicate)).Select(triple => triple.Object);

    /// <summary>What has this node as the value of the property, which is one of those that the store was made for.</summary>
    public IReadOnlyList<RdfTerm> SubjectsOf(Iri predicate, RdfTerm value)
    {
        if (!_backwards.Contains(predicate))
        {
            throw new ArgumentException($"The store is not asked backwards for {predicate}.", nameof(predicate));
        }

        if (value is Literal)
        {
            return [];
        }

        Finish();
        _selectBackward!.Parameters[0].Value = Text(value);
        _selectBackward.Parameters[1].Value = predicate.Value;
        List<RdfTerm> subjects = [];
        using var row = _selectBackward.ExecuteReader();
        while (row.Read())
        {
            var subject = row.GetString(0);
            if ((_room -= subject.Length + 64) < 0)
            {
                throw new TooMuchSaidException();
            }

            subjects.Add(Node(subject));
        }

        return subjects;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insertRun.Dispose();
        _insertInstance.Dispose();
        _insertBackward.Dispose();
        _selectRuns?.Dispose();
        _selectBackward?.Dispose();
        _writer.Dispose();
        _database.Dispose();
    }

    private static string Text(RdfTerm node) => node is Iri iri ? "I" + iri.Value : "B" + ((BlankNode)node).Label;

    private RdfTerm Node(string text) => text[0] == 'I' ? Known(text[1..]) : new BlankNode(text[1..]);

    private RdfTerm Value(BinaryReader reader)
    {
        var kind = reader.ReadChar();
        var first = reader.ReadString();
        return kind switch
        {
            'N' => Node(first),
            'L' => new Literal(reader.ReadString(), first),
            _ => new Literal(reader.ReadString(), Known(first)),
        };
    }

    private Iri Known(string iri) => _iris.Find(iri) ?? _iris.Keep(iri, new Iri(iri));

    private void EndRun()
    {
        if (_subject is not null && _run.Length > 0)
        {
            _insertRun.Parameters[0].Value = Text(_subject);
            _insertRun.Parameters[1].Value = _run.ToArray();
            _insertRun.ExecuteNonQuery();
            _run.SetLength(0);
        }
    }

    private void Finish()
    {
        if (_selectRuns is not null)
        {
            return;
        }

        EndRun();
        using (var index = Command("CREATE INDEX by_subject ON run (subject); CREATE INDEX by_value ON backward (value)"))
        {
            index.ExecuteNonQuery();
        }

        _selectBackward = Command("SELECT DISTINCT subject FROM backward WHERE value = $value AND predicate = $predicate ORDER BY rowid", "$value", "$predicate");
        _selectRuns = Command("SELECT said FROM run WHERE subject = $subject ORDER BY rowid", "$subject");
    }

    private static void Insert(SqliteCommand command, params ReadOnlySpan<string> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _database.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        return command;
    }
}
