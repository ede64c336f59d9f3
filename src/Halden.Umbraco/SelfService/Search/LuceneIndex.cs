using Halden.Umbraco.Catalogue.Los;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>The index of one culture, in memory. One thread changes it; any number search what it was at its last change.</summary>
internal sealed class LuceneIndex(SearchLanguage language) : IDisposable
{
    private const string KeyField = "key";
    private const string NumberField = "number";

    // Where a word stands is never asked; how often is.
    private static readonly FieldType Counted = MakeCounted();

    private readonly RAMDirectory _directory = new();
    private readonly Dictionary<Guid, Indexed> _indexed = [];
    private readonly List<Guid> _keys = [];
    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly VocabularyTally _vocabulary = new(language);
    private IndexWriter? _writer;
    private LosVocabulary? _los;
    private volatile LuceneView? _view;

    private sealed record Indexed(string MadeFrom, string[] Words, string[] Names);

    /// <summary>Opens what can be searched now, to be disposed of by whoever searched it; null before the first change.</summary>
    public LuceneView? Open()
    {
        // One that was replaced in the meantime cannot be opened any more; the newer can.
        while (_view is { } view)
        {
            if (view.TryOpen())
            {
                return view;
            }
        }

        return null;
    }

    /// <summary>How many services are in it.</summary>
    public int Count => _indexed.Count;

    /// <summary>Makes the index be of these services: those that are as they were stay as they are.</summary>
    /// <returns>How many were put in or taken out.</returns>
    public int Update(IReadOnlyCollection<PublicService> services, LosVocabulary los, CancellationToken stopping = default)
    {
        // With another edition of Los everything may be called something else.
        var isRenamed = _los is not null && !ReferenceEquals(_los, los);
        _los = los;
        var writer = _writer ??= new IndexWriter(_directory, Settings());
        var (now, changes) = (services.Select(service => service.Key).ToHashSet(), 0);
        foreach (var gone in _indexed.Keys.Where(key => !now.Contains(key)).ToList())
        {
            Forget(gone);
            writer.DeleteDocuments(new Term(KeyField, gone.ToString("N")));
            changes++;
        }

        foreach (var service in services)
        {
            stopping.ThrowIfCancellationRequested();

            // Its names in other cultures are in it too. What the clock, messages and other services make of it is not.
            var madeFrom = string.Join('\n', service.Languages.Select(text => $"{text.Culture} {text.TextHash}"));
            if (!isRenamed && _indexed.GetValueOrDefault(service.Key)?.MadeFrom == madeFrom)
            {
                continue;
            }

            Forget(service.Key);
            var content = IndexedService.Of(service, los);
            var isNew = !_numbers.ContainsKey(service.Key);
            var document = Document(service.Key, content);
            if (isNew)
            {
                writer.AddDocument(document);
            }
            else
            {
                writer.UpdateDocument(new Term(KeyField, service.Key.ToString("N")), document);
            }

            Remember(service.Key, new Indexed(madeFrom, [.. content.Names.Concat(content.Body).Distinct()], [.. content.Names.Distinct()]));
            changes++;
        }

        if (changes > 0 || _view is null)
        {
            var previous = _view;
            if (previous is null)
            {
                // Made whole, it is in one piece, which is fastest to search; later changes are few beside it.
                writer.ForceMerge(1);
            }

            _view = new LuceneView(DirectoryReader.Open(writer, applyAllDeletes: true), [.. _keys], _vocabulary.Now());
            previous?.Dispose();
        }

        return changes;
    }

    public void Dispose()
    {
        _view?.Dispose();
        _view = null;
        _writer?.Dispose();
        _directory.Dispose();
    }

    /// <summary>How a word of a document counts: often is more, but not much, and a long text says less with each word.</summary>
    internal static Similarity Ranking { get; } = new BM25Similarity(0.9f, 0.4f);

    // In memory one file in many is no faster to open, and making it costs a second pass over everything; so does a thread that merges.
    private static IndexWriterConfig Settings() => new(LuceneVersion.LUCENE_48, new NoAnalyzer())
    {
        Similarity = Ranking,
        UseCompoundFile = false,
        MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
        MergeScheduler = new SerialMergeScheduler(),
        RAMBufferSizeMB = 128,
    };

    private static FieldType MakeCounted()
    {
        var type = new FieldType(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS };
        type.Freeze();
        return type;
    }

    private void Forget(Guid key)
    {
        if (_indexed.Remove(key, out var old))
        {
            _vocabulary.Count(old.Words, old.Names, -1);
        }
    }

    private void Remember(Guid key, Indexed indexed)
    {
        _indexed[key] = indexed;
        _vocabulary.Count(indexed.Words, indexed.Names, 1);
    }

    private Document Document(Guid key, IndexedService service)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = _keys.Count;
            _keys.Add(key);
        }

        var document = new Document
        {
            new StringField(KeyField, key.ToString("N"), Field.Store.NO),
            new NumericDocValuesField(NumberField, number),
        };
        void Add(string field, IEnumerable<string> words) => document.Add(new Field(field, new WordStream(words), Counted));

        // What may stand in a compound of this service is what the language knows, and what the service itself is called.
        var own = service.Title.Concat(service.Names).Where(word => word.Length > 3).ToHashSet();
        WordForms Forms(string word) => language.Forms(word);
        IEnumerable<string> Parts(IEnumerable<string> words) => words.SelectMany(word =>
            Forms(word).Parts is { Count: > 0 } parts ? parts : language.Compounds.Split(word, own).Where(part => part != word).Select(language.Stem));

        var names = service.Names.ToList();
        var body = service.Body.ToList();
        Add(IndexFields.Words, names);
        Add(IndexFields.Title, service.Title.Select(word => Forms(word).Stem));
        foreach (var (weight, words) in service.Weighted)
        {
            Add(IndexFields.Weighted(weight), words.Select(word => Forms(word).Stem));
        }

        Add(IndexFields.Vocabulary, service.Vocabulary.Select(word => Forms(word).Stem));
        Add(IndexFields.Elsewhere, service.Elsewhere.Select(word => Forms(word).Stem));
        Add(IndexFields.TitleParts, Parts(service.Title));
        Add(IndexFields.NameParts, Parts(names));
        Add(IndexFields.TitleFolded, service.Title.SelectMany(word => Forms(word).CanonicalParts.Prepend(Forms(word).Canonical)));
        Add(IndexFields.NamesFolded, names.SelectMany(word => Forms(word).CanonicalParts.Prepend(Forms(word).Canonical)));
        Add(IndexFields.BodyFolded, body.SelectMany(word => Forms(word).CanonicalParts.Prepend(Forms(word).Canonical)));
        return document;
    }

    /// <summary>Words are made by <see cref="SearchLanguage"/> before they come here.</summary>
    private sealed class NoAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) => throw new NotSupportedException(fieldName);
    }

    private sealed class WordStream : TokenStream
    {
        private readonly IEnumerator<string> _words;
        private readonly ICharTermAttribute _term;

        public WordStream(IEnumerable<string> words)
        {
            _words = words.GetEnumerator();
            _term = AddAttribute<ICharTermAttribute>();
        }

        public override bool IncrementToken()
        {
            if (!_words.MoveNext())
            {
                return false;
            }

            // The only attribute that is ever written; clearing all of them asks by reflection which there are.
            _term.SetEmpty().Append(_words.Current);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _words.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>The number that a document of the index has in <see cref="LuceneView"/>.</summary>
    internal static NumericDocValues NumbersOf(AtomicReader reader) => reader.GetNumericDocValues(NumberField);
}

/// <summary>The fields of the index.</summary>
internal static class IndexFields
{
    /// <summary>The words a service is called by, as they are.</summary>
    public const string Words = "words";

    /// <summary>Stems of the title.</summary>
    public const string Title = "title";

    /// <summary>Stems of what Los calls it.</summary>
    public const string Vocabulary = "los";

    /// <summary>Stems of its names in other cultures.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>Stems of the parts of the title's compounds.</summary>
    public const string TitleParts = "titleParts";

    /// <summary>Stems of the parts of the names' compounds.</summary>
    public const string NameParts = "nameParts";

    /// <summary>The title in one spelling, folded.</summary>
    public const string TitleFolded = "titleFolded";

    /// <summary>The names in one spelling, folded.</summary>
    public const string NamesFolded = "namesFolded";

    /// <summary>The texts in one spelling, folded.</summary>
    public const string BodyFolded = "bodyFolded";

    /// <summary>Stems of the fields with a weight.</summary>
    public static string Weighted(int weight) => $"w{weight}";
}

/// <summary>An index as it was at one moment.</summary>
internal sealed class LuceneView(DirectoryReader reader, Guid[] keys, Vocabulary vocabulary) : IDisposable
{
    private readonly IndexSearcher _searcher = new(reader) { Similarity = LuceneIndex.Ranking };

    public Vocabulary Vocabulary => vocabulary;

    public bool TryOpen() => reader.TryIncRef();

    /// <summary>Every document that a query finds, in no order.</summary>
    public List<ServiceMatch> Find(Query query)
    {
        var found = new List<ServiceMatch>();
        Scorer? scorer = null;
        NumericDocValues? numbers = null;
        _searcher.Search(query, Collector.NewAnonymous(
            next => scorer = next,
            document => found.Add(new ServiceMatch(keys[(int)numbers!.Get(document)], scorer!.GetScore())),
            context => numbers = LuceneIndex.NumbersOf(context.AtomicReader),
            () => true));
        return found;
    }

    public void Dispose() => reader.DecRef();
}
