using System.Collections.Concurrent;
using System.Numerics;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>A word that some service has, made ready to be compared with what people write.</summary>
/// <param name="Forms">Its forms.</param>
/// <param name="Folded">Without the signs that not every keyboard has.</param>
/// <param name="Sound">About as it is said.</param>
internal sealed record KnownWord(WordForms Forms, string Folded, string Sound)
{
    public string Word => Forms.Word;

    /// <summary>Its length with what it begins with, as it is written and as it is said: what a slip for it begins with too.</summary>
    public IReadOnlyList<(int Length, char First)> Beginnings => BeginningsOf(Folded.Length, Folded, Sound);

    /// <summary>The beginnings that a word of a length has when it is written and said so.</summary>
    public static IReadOnlyList<(int Length, char First)> BeginningsOf(int length, string folded, string sound) =>
        folded[0] == sound[0] ? [(length, folded[0])] : [(length, folded[0]), (length, sound[0])];
}

/// <summary>A known word among those that begin alike, with what rules out most of them where they lie side by side.</summary>
/// <param name="Word">The word.</param>
/// <param name="Letters">Those that it is written with, <see cref="Spelling.LettersOf"/>.</param>
/// <param name="SoundLetters">Those of its sound.</param>
internal readonly record struct Candidate(KnownWord Word, uint Letters, uint SoundLetters)
{
    /// <summary>Of a word.</summary>
    public static Candidate Of(KnownWord word) => new(word, Spelling.LettersOf(word.Folded), Spelling.LettersOf(word.Sound));
}

/// <summary>The words of the services of one culture at one moment: immutable.</summary>
/// <param name="services">How many services have each word.</param>
/// <param name="names">How many are called by it, in titles and other names.</param>
/// <param name="stems">How many words have each stem.</param>
/// <param name="nameStems">How many that services are called by have it, alone or as a part.</param>
/// <param name="canonical">How many have each spelling, alone or as a part.</param>
/// <param name="sortedNames">Every name in ordinal order; some that no service is called by any more.</param>
/// <param name="misspelt">Every word that may be misspelt, by <see cref="KnownWord.Beginnings"/>; some that no service has any more.</param>
internal sealed class Vocabulary(
    WordCounts services, WordCounts names, WordCounts stems, WordCounts nameStems, WordCounts canonical, string[] sortedNames, IReadOnlyDictionary<(int Length, char First), Candidate[]> misspelt)
{
    /// <summary>The words that services are called by, in titles and other names.</summary>
    public WordCounts Names => names;

    /// <summary>Whether a service has the word in any form.</summary>
    public bool Knows(WordForms forms) => services.Contains(forms.Word) || stems.Contains(forms.Stem) || canonical.Contains(forms.Canonical);

    /// <summary>Whether a service is called by the stem, alone or in a compound that the language knows.</summary>
    public bool IsInName(string stem) => nameStems.Contains(stem);

    /// <summary>The names that a word is the beginning of, itself if it is one, most used first.</summary>
    public IEnumerable<string> Beginning(string prefix, int most)
    {
        var at = Array.BinarySearch(sortedNames, prefix, StringComparer.Ordinal);
        return sortedNames.Skip(at < 0 ? ~at : at)
            .TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(names.Contains)
            .Take(most * 8)
            .OrderByDescending(name => services[name])
            .ThenBy(name => name.Length)
            .Take(most);
    }

    /// <summary>The known words that a word may be a slip for, likeliest first.</summary>
    public IReadOnlyList<WordForms> LikelyFor(string word, int most)
    {
        var folded = SearchLanguage.Fold(word);
        var sound = Spelling.SoundOf(word);
        var allowed = Spelling.SlipsIn(folded.Length);
        if (allowed == 0 || Math.Max(folded.Length, sound.Length) > WrittenWord.MaxLength)
        {
            return [];
        }

        var (written, said) = (new WrittenWord(folded), new WrittenWord(sound));
        var likely = new List<(double Cost, KnownWord Word)>();
        for (var length = folded.Length - allowed - 1; length <= folded.Length + allowed + 1; length++)
        {
            // People begin a word right, or as it is said.
            foreach (var beginning in KnownWord.BeginningsOf(length, folded, sound))
            {
                foreach (var candidate in misspelt.GetValueOrDefault(beginning) ?? [])
                {
                    if (Spelling.Cost(written, said, candidate, allowed) is { } cost && services[candidate.Word.Word] is > 0 and var count)
                    {
                        likely.Add((cost - (names.Contains(candidate.Word.Word) ? 0.4 : 0) - (0.05 * Math.Log(1 + count)), candidate.Word));
                    }
                }
            }
        }

        return [.. likely.OrderBy(one => one.Cost).ThenBy(one => one.Word.Word, StringComparer.Ordinal).Select(one => one.Word.Forms).DistinctBy(forms => forms.Canonical).Take(most)];
    }
}

/// <summary>
/// Counts the words of one culture's services, a service at a time, so that a change costs what the service has to say and not what
/// all have. One thread counts; what it hands out is immutable.
/// </summary>
internal sealed class VocabularyTally(SearchLanguage language)
{
    private readonly Dictionary<string, KnownWord> _known = new(StringComparer.Ordinal);
    private readonly WordTally _services = new();
    private readonly WordTally _names = new();
    private readonly WordTally _stems = new();
    private readonly WordTally _nameStems = new();
    private readonly WordTally _canonical = new();
    private readonly List<string> _newNames = [];
    private readonly List<KnownWord> _newWords = [];
    private string[] _sortedNames = [];
    private Dictionary<(int Length, char First), Candidate[]> _misspelt = [];

    /// <summary>Counts a service in (1) or out (−1).</summary>
    /// <param name="words">Its words, each once.</param>
    /// <param name="names">Those of them that it is called by.</param>
    /// <param name="by">1 or −1.</param>
    public void Count(IEnumerable<string> words, IEnumerable<string> names, int by)
    {
        foreach (var word in words)
        {
            if (_services.IsTurned(word, by))
            {
                var known = Known(word);
                _stems.Add(known.Forms.Stem, by);
                foreach (var spelling in known.Forms.CanonicalParts.Prepend(known.Forms.Canonical))
                {
                    _canonical.Add(spelling, by);
                }
            }
        }

        foreach (var name in names)
        {
            if (_names.IsTurned(name, by, out var isNew))
            {
                if (isNew)
                {
                    _newNames.Add(name);
                }

                var forms = Known(name).Forms;
                foreach (var stem in forms.Parts.Prepend(forms.Stem))
                {
                    _nameStems.Add(stem, by);
                }
            }
        }
    }

    /// <summary>The words as they are now.</summary>
    public Vocabulary Now()
    {
        if (_newNames.Count > 0)
        {
            _sortedNames = [.. _sortedNames, .. _newNames];
            Array.Sort(_sortedNames, StringComparer.Ordinal);
            _newNames.Clear();
        }

        if (_newWords.Count > 0)
        {
            _misspelt = new(_misspelt);
            foreach (var same in _newWords.SelectMany(word => word.Beginnings, (word, beginning) => (word, beginning)).GroupBy(one => one.beginning, one => one.word))
            {
                _misspelt[same.Key] = [.. _misspelt.GetValueOrDefault(same.Key) ?? [], .. same.Select(Candidate.Of)];
            }

            _newWords.Clear();
        }

        return new Vocabulary(_services.Now(), _names.Now(), _stems.Now(), _nameStems.Now(), _canonical.Now(), _sortedNames, _misspelt);
    }

    private KnownWord Known(string word)
    {
        if (!_known.TryGetValue(word, out var known))
        {
            _known[word] = known = new KnownWord(language.Forms(word), SearchLanguage.Fold(word), Spelling.SoundOf(word));
            // What is nothing but accents is nothing without them.
            if (word.Length > 3 && known.Folded.Length > 0 && !word.Any(char.IsDigit))
            {
                _newWords.Add(known);
            }
        }

        return known;
    }
}

/// <summary>How many there are of each word. One thread counts, any number read what it was at one moment.</summary>
internal sealed class WordTally
{
    // Words are only ever added: what was handed out before knows the first of them.
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
    private int[] _counts = new int[256];
    private int _words;
    private WordCounts? _now;

    /// <summary>Counts a word in (1) or out (−1).</summary>
    public void Add(string word, int by) => IsTurned(word, by, out _);

    /// <inheritdoc cref="IsTurned(string, int, out bool)"/>
    public bool IsTurned(string word, int by) => IsTurned(word, by, out _);

    /// <summary>Counts a word in (1) or out (−1).</summary>
    /// <returns>Whether there was none of it before, or is none of it now.</returns>
    public bool IsTurned(string word, int by, out bool isNew)
    {
        isNew = !_places.TryGetValue(word, out var place);
        if (isNew)
        {
            if (_words == _counts.Length)
            {
                Array.Resize(ref _counts, _words * 2);
            }

            _places[word] = place = _words++;
        }

        _now = null;
        var before = _counts[place];
        return before == 0 | (_counts[place] = before + by) == 0;
    }

    /// <summary>What it is now.</summary>
    public WordCounts Now() => _now ??= new WordCounts(_places, _counts[.._words]);
}

/// <summary>How many there were of each word at one moment: immutable.</summary>
internal sealed class WordCounts(ConcurrentDictionary<string, int> places, int[] counts)
{
    private readonly ConcurrentDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans = places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there were; none of a word that nobody has.</summary>
    public int this[string word] => places.TryGetValue(word, out var place) && place < counts.Length ? counts[place] : 0;

    public bool Contains(string word) => this[word] > 0;

    public bool Contains(ReadOnlySpan<char> word) => _spans.TryGetValue(word, out var place) && place < counts.Length && counts[place] > 0;
}

/// <summary>How words are misspelt: slips of the finger, and writing as one speaks.</summary>
internal static class Spelling
{
    // In this order: what is longer, and what others come of, first.
    private static readonly (string Written, string Said)[] Sounds =
    [
        ("skj", "sj"), ("kj", "sj"), ("tj", "sj"), ("ski", "sji"), ("sky", "sji"), ("sch", "sj"), ("sh", "sj"), ("gj", "j"), ("hj", "j"), ("lj", "j"), ("hv", "v"), ("gi", "ji"), ("gy", "ji"),
        ("ck", "k"), ("ch", "k"), ("qu", "kv"), ("ph", "f"), ("th", "t"), ("x", "ks"), ("z", "s"), ("c", "k"), ("w", "v"), ("q", "k"),
        ("nd", "n"), ("ld", "l"), ("rd", "r"), ("æ", "e"), ("ä", "e"), ("å", "o"), ("ö", "ø"), ("y", "i"), ("ei", "ai"), ("eg", "ai"), ("øy", "øi"), ("au", "æu"), ("dt", "t"), ("bt", "pt"), ("gt", "kt"),
    ];

    /// <summary>How many slips a word of a length may have and still be told.</summary>
    public static int SlipsIn(int length) => length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3;

    /// <summary>A bit for each letter that a word has.</summary>
    public static uint LettersOf(string folded)
    {
        var letters = 0u;
        foreach (var sign in folded)
        {
            letters |= char.IsAsciiLetterLower(sign) ? 1u << (sign - 'a') : 1u << 31;
        }

        return letters;
    }

    /// <summary>About how a word is said, for comparing.</summary>
    public static string SoundOf(string word)
    {
        foreach (var (written, said) in Sounds)
        {
            word = word.Replace(written, said, StringComparison.Ordinal);
        }

        var sound = new System.Text.StringBuilder(word.Length);
        foreach (var sign in word)
        {
            if (sound.Length == 0 || sound[^1] != sign)
            {
                sound.Append(sign);
            }
        }

        // The d of ord and the t of huset are seldom heard.
        if (sound.Length > 4 && sound[^1] is 'd' or 't')
        {
            sound.Length--;
        }

        return sound.ToString();
    }

    /// <summary>How far what was written is from a known word; null for further than allowed.</summary>
    public static double? Cost(WrittenWord written, WrittenWord said, Candidate known, int allowed)
    {
        var bySign = written.SlipsTo(known.Word, known.Letters, static word => word.Folded, allowed);
        var bySound = said.SlipsTo(known.Word, known.SoundLetters, static word => word.Sound, allowed);
        return Math.Min(bySign ?? double.MaxValue, bySound + 0.5 ?? double.MaxValue) is var cost && cost <= allowed + 0.5 ? cost : null;
    }
}

/// <summary>A word that somebody wrote, made ready to be compared with many.</summary>
internal sealed class WrittenWord
{
    /// <summary>The most signs that it can have.</summary>
    public const int MaxLength = 64;

    private const int Kept = 128;

    private readonly string _word;
    private readonly ulong[] _places = new ulong[Kept];

    /// <param name="word">1 to <see cref="MaxLength"/> signs.</param>
    public WrittenWord(string word)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(word.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(word.Length, MaxLength);
        _word = word;
        Letters = Spelling.LettersOf(word);
        for (var place = 0; place < word.Length; place++)
        {
            if (word[place] < Kept)
            {
                _places[word[place]] |= 1UL << place;
            }
        }
    }

    /// <summary>Which letters it has.</summary>
    public uint Letters { get; }

    /// <summary>Insertions, deletions, changes and swaps of neighbours that make the other of it; null for more than allowed.</summary>
    /// <remarks>
    /// A column of the usual table at a time, each in a few operations on its bits: H. Hyyrö, A Bit-Vector Algorithm for Computing
    /// Levenshtein and Damerau Edit Distances, Nordic Journal of Computing 10 (2003). No stretch of a word is changed twice.
    /// </remarks>
    public int? SlipsTo(ReadOnlySpan<char> other, int allowed)
    {
        if (Math.Abs(_word.Length - other.Length) > allowed)
        {
            return null;
        }

        var (rising, falling, diagonal, placesBefore) = (ulong.MaxValue, 0UL, 0UL, 0UL);
        var (slips, last) = (_word.Length, 1UL << (_word.Length - 1));
        for (var at = 0; at < other.Length; at++)
        {
            var places = Places(other[at]);
            var swapped = ((~diagonal & places) << 1) & placesBefore;
            diagonal = (((places & rising) + rising) ^ rising) | places | falling | swapped;
            var (more, less) = (falling | ~(diagonal | rising), diagonal & rising);
            slips += (more & last) != 0 ? 1 : (less & last) != 0 ? -1 : 0;

            // Each sign that is left can make good one at most.
            if (slips - (other.Length - 1 - at) > allowed)
            {
                return null;
            }

            (more, less) = ((more << 1) | 1, less << 1);
            (rising, falling, placesBefore) = (less | ~(diagonal | more), more & diagonal, places);
        }

        return slips;
    }

    /// <inheritdoc cref="SlipsTo(ReadOnlySpan{char}, int)"/>
    /// <remarks>Each slip changes two letters at most: what has more of others is not looked at.</remarks>
    public int? SlipsTo(KnownWord known, uint letters, Func<KnownWord, string> of, int allowed) =>
        BitOperations.PopCount(Letters ^ letters) <= allowed * 2 ? SlipsTo(of(known), allowed) : null;

    private ulong Places(char sign)
    {
        if (sign < Kept)
        {
            return _places[sign];
        }

        var places = 0UL;
        for (var place = 0; place < _word.Length; place++)
        {
            places |= _word[place] == sign ? 1UL << place : 0;
        }

        return places;
    }
}
