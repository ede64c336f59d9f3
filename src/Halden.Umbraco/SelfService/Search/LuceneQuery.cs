using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>Makes a query of what somebody wrote: word by word, never by a query language, so that no text is a wrong one.</summary>
internal sealed class LuceneQuery
{
    private const int MostWords = 12;
    private const int MostBeginnings = 24;
    private const int ShortestBeginning = 2;
    private const int ShortestKin = 5;

    // What a word found in another way than as it was written counts, compared with that.
    private const float AsSynonym = 0.7f;
    private const float AsParts = 0.7f;
    private const float AsBeginning = 0.6f;
    private const float AsBeginningOfKnown = 0.3f;
    private const float AsCorrected = 0.7f;
    private const float AsKin = 0.3f;
    private const float AsWeak = 0.4f;

    private const float TitleWeight = 12;
    private const float VocabularyWeight = 3;
    private const float ElsewhereWeight = 3;

    private readonly SearchLanguage _language;
    private readonly Vocabulary _vocabulary;
    private readonly HashSet<string> _marked = new(StringComparer.Ordinal);
    private readonly List<(TextWord Word, WordForms Likely)> _corrected = [];
    private readonly List<Clause> _clauses = [];

    private sealed record Clause(Query Query, bool IsWeak);

    private LuceneQuery(SearchLanguage language, Vocabulary vocabulary)
    {
        _language = language;
        _vocabulary = vocabulary;
    }

    /// <summary>The words to mark in a service's text.</summary>
    public IReadOnlyCollection<string> Words => _marked;

    /// <summary>What was written with its typing errors put right; null where there is nothing to put right.</summary>
    public string? Corrected { get; private init; }

    /// <summary>The query for services that have all or most of the words; null where there is no word.</summary>
    public Query? Strict => Query(count => count <= 2 ? count : count - (count / 3));

    /// <summary>The query for services that have any of them.</summary>
    public Query? Loose => Query(_ => 1);

    public static LuceneQuery Of(string text, SearchLanguage language, Vocabulary vocabulary)
    {
        var all = TextWords.Of(text).ToList();

        // What hyphens join is one word here, and its parts are its parts.
        var words = all.Where(word => word.IsJoined || !all.Any(joined => joined.IsJoined && joined.Start <= word.Start && word.End <= joined.End)).Take(MostWords).ToList();
        var telling = words.Where(word => !language.IsStopWord(word.Text)).ToList();
        if (telling.Count == 0)
        {
            telling = words;
        }

        var query = new LuceneQuery(language, vocabulary);
        for (var at = 0; at < words.Count;)
        {
            at += query.AddPhrase(words, at)
                ?? (telling.IndexOf(words[at]) is >= 0 and var nth ? query.AddPhrase(telling, nth) is { } took ? words.IndexOf(telling[nth + took - 1]) - at + 1 : query.AddWord(words[at], nth == telling.Count - 1, all) : 1);
        }

        return query._corrected.Count == 0 ? query : query.WithCorrected(text);
    }

    private LuceneQuery WithCorrected(string text)
    {
        var right = text;
        foreach (var (word, likely) in _corrected.OrderByDescending(one => one.Word.Start))
        {
            right = right[..word.Start] + likely.Word + right[word.End..];
        }

        var query = new LuceneQuery(_language, _vocabulary) { Corrected = right };
        query._marked.UnionWith(_marked);
        query._clauses.AddRange(_clauses);
        return query;
    }

    private Query? Query(Func<int, int> needed)
    {
        if (_clauses.Count == 0)
        {
            return null;
        }

        var isAllWeak = _clauses.All(clause => clause.IsWeak);
        var telling = new BooleanQuery(disableCoord: true);
        var whole = new BooleanQuery(disableCoord: true) { { telling, Occur.MUST } };
        foreach (var clause in _clauses)
        {
            if (clause.IsWeak && !isAllWeak)
            {
                whole.Add(Boosted(clause.Query, AsWeak), Occur.SHOULD);
            }
            else
            {
                telling.Add(clause.Query, Occur.SHOULD);
            }
        }

        telling.MinimumNumberShouldMatch = needed(telling.Clauses.Count);
        return whole;
    }

    // How many words a phrase took that something else may be meant by; null where none begins here.
    private int? AddPhrase(List<TextWord> words, int at)
    {
        for (var count = Math.Min(SearchLanguage.LongestPhrase, words.Count - at); count > 1; count--)
        {
            var phrase = words.GetRange(at, count).Select(word => word.Text).ToList();
            if (_language.Alternatives(phrase) is { Count: > 0 } alternatives)
            {
                var telling = phrase.Where(word => !_language.IsStopWord(word)).ToList();
                var either = new DisjunctionMaxQuery(0.1f) { All((telling.Count == 0 ? phrase : telling).Select(Word)) };
                foreach (var alternative in alternatives.Where(IsKnown))
                {
                    either.Add(Boosted(All(alternative.Select(Word)), AsSynonym * Math.Max(1, telling.Count) / alternative.Count));
                }

                _clauses.Add(new Clause(either, IsWeak: false));
                return count;
            }
        }

        return null;
    }

    private int AddWord(TextWord word, bool isLast, List<TextWord> all)
    {
        _clauses.Add(new Clause(Either(word, isLast, all), _language.IsWeak(word.Text)));
        return 1;
    }

    // A word, or what else may be meant by it.
    private DisjunctionMaxQuery Either(TextWord word, bool isLast, List<TextWord> all)
    {
        var forms = _language.Forms(word.Text);
        var either = new DisjunctionMaxQuery(0.1f) { Word(word.Text) };
        var alternatives = _language.Alternatives([word.Text]);
        foreach (var alternative in alternatives.Where(IsKnown))
        {
            either.Add(Boosted(All(alternative.Select(Word)), AsSynonym / alternative.Count));
        }

        // Most of what people look for has a compound in it that a service writes as several words.
        var parts = word.IsJoined
            ? [.. all.Where(part => !part.IsJoined && part.Start >= word.Start && part.End <= word.End).Select(part => part.Text)]
            : _language.Compounds.Split(word.Text, _vocabulary.Names);
        if (parts.Count > 1)
        {
            either.Add(Boosted(All(parts.Select(Word)), AsParts / parts.Count));
        }

        var beginnings = isLast && word.Text.Length >= ShortestBeginning ? _vocabulary.Beginning(word.Text, MostBeginnings).Where(name => name != word.Text).ToList() : [];
        foreach (var name in beginnings)
        {
            either.Add(Boosted(Exact(name), _vocabulary.Knows(forms) ? AsBeginningOfKnown : AsBeginning));
            _marked.Add(name);
        }

        if (alternatives.Count == 0 && beginnings.Count == 0 && !_vocabulary.Knows(forms) && (parts.Count == 0 || !parts.All(part => _vocabulary.Knows(_language.Forms(part)))))
        {
            AddLikely(either, word, _language.Knows(forms) ? [] : _vocabulary.LikelyFor(word.Text, 3));
        }

        return either;
    }

    // No service has the word: those that have what it may be a slip for, or what it begins with.
    private void AddLikely(DisjunctionMaxQuery either, TextWord word, IReadOnlyList<WordForms> likely)
    {
        foreach (var (slip, nth) in likely.Select((slip, nth) => (slip, nth)))
        {
            either.Add(Boosted(Word(slip.Word), AsCorrected / (1 + nth)));
            foreach (var alternative in _language.Alternatives([slip.Word]))
            {
                either.Add(Boosted(All(alternative.Select(Word)), AsCorrected * AsSynonym / (1 + nth) / alternative.Count));
            }
        }

        if (likely.Count > 0)
        {
            _corrected.Add((word, likely[0]));
            return;
        }

        for (var length = word.Text.Length - 2; length >= Math.Max(ShortestKin, word.Text.Length / 2); length--)
        {
            if (_vocabulary.Beginning(word.Text[..length], MostBeginnings).ToList() is { Count: > 0 } kin)
            {
                foreach (var name in kin)
                {
                    either.Add(Boosted(Exact(name), AsKin));
                    _marked.Add(name);
                }

                return;
            }
        }
    }

    // Whether any service has all of the words, in whatever form, and also as a part of a compound of its own.
    private bool IsKnown(IReadOnlyList<string> words) => words.All(word => _language.Forms(word) is var forms && (_vocabulary.Knows(forms) || _vocabulary.IsInName(forms.Stem)));

    // One word in all fields that it may stand in.
    private DisjunctionMaxQuery Word(string word)
    {
        _marked.Add(word);
        var forms = _language.Forms(word);
        var either = new DisjunctionMaxQuery(0.15f)
        {
            Term(IndexFields.TitleFolded, forms.Canonical, TitleWeight * 0.8f),
            Term(IndexFields.NamesFolded, forms.Canonical, 4),
            Term(IndexFields.BodyFolded, forms.Canonical, 0.7f),
            Term(IndexFields.TitleParts, forms.Stem, TitleWeight * 0.6f),
            Term(IndexFields.NameParts, forms.Stem, 3),
        };

        // Looking up what is not there takes as long as what is.
        var isInName = _vocabulary.IsInName(forms.Stem);
        if (isInName)
        {
            either.Add(Term(IndexFields.Title, forms.Stem, TitleWeight));
            either.Add(Term(IndexFields.Vocabulary, forms.Stem, VocabularyWeight));
            either.Add(Term(IndexFields.Elsewhere, forms.Stem, ElsewhereWeight));
        }

        foreach (var weight in IndexedService.Weights.Where(weight => isInName || weight < IndexedService.NameWeight))
        {
            either.Add(Term(IndexFields.Weighted(weight), forms.Stem, weight));
        }

        return either;
    }

    private static TermQuery Exact(string word) => Term(IndexFields.Words, word, TitleWeight);

    private static TermQuery Term(string field, string text, float boost) => new(new Term(field, text)) { Boost = boost };

    private static Query All(IEnumerable<Query> queries)
    {
        var each = queries.ToList();
        if (each.Count == 1)
        {
            return each[0];
        }

        var all = new BooleanQuery(disableCoord: true);
        foreach (var one in each)
        {
            all.Add(one, Occur.MUST);
        }

        return all;
    }

    private static Query Boosted(Query query, float boost)
    {
        query.Boost *= boost;
        return query;
    }
}
