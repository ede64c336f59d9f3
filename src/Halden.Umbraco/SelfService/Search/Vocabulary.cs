using System.Numerics;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>A word that some service has, made ready to be compared with what people write.</summary>
/// <param name="Forms">Its forms.</param>
/// <param name="Folded">Without the signs that not every keyboard has.</param>
/// <param name="Sound">About as it is said.</param>
internal sealed record KnownWord(WordForms Forms, string Folded, string Sound)
{
    public string Word => Forms.Word;

    /// <summary>Which letters it has.</summary>
    public uint Letters { get; } = Spelling.LettersOf(Folded);
}

/// <summary>The words of the services of one culture at one moment: immutable.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _services;
    private readonly HashSet<string> _stems;
    private readonly HashSet<string> _nameStems;
    private readonly HashSet<string> _canonical;
    private readonly string[] _names;
    private readonly ILookup<int, KnownWord> _byLength;

    /// <param name="services">How many services have each word.</param>
    /// <param name="names">The words that services are called by.</param>
    /// <param name="words">The words made ready.</param>
    public Vocabulary(Dictionary<string, int> services, IEnumerable<string> names, IReadOnlyCollection<KnownWord> words)
    {
        _services = services;
        Names = [.. names];
        _names = [.. Names.Order(StringComparer.Ordinal)];
        _nameStems = [.. words.Where(word => Names.Contains(word.Word)).SelectMany(word => word.Forms.Parts.Prepend(word.Forms.Stem))];
        _stems = [.. words.Select(word => word.Forms.Stem)];
        _canonical = [.. words.Select(word => word.Forms.Canonical), .. words.SelectMany(word => word.Forms.CanonicalParts)];
        _byLength = words.Where(word => word.Word.Length > 3 && !word.Word.Any(char.IsDigit)).ToLookup(word => word.Folded.Length);
    }

    /// <summary>The words that services are called by, in titles and other names.</summary>
    public HashSet<string> Names { get; }

    /// <summary>Whether a service has the word in any form.</summary>
    public bool Knows(WordForms forms) => _services.ContainsKey(forms.Word) || _stems.Contains(forms.Stem) || _canonical.Contains(forms.Canonical);

    /// <summary>Whether a service is called by the stem, alone or in a compound that the language knows.</summary>
    public bool IsInName(string stem) => _nameStems.Contains(stem);

    /// <summary>The names that a word is the beginning of, itself if it is one, most used first.</summary>
    public IEnumerable<string> Beginning(string prefix, int most)
    {
        var at = Array.BinarySearch(_names, prefix, StringComparer.Ordinal);
        return _names.Skip(at < 0 ? ~at : at)
            .TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Take(most * 8)
            .OrderByDescending(name => _services.GetValueOrDefault(name))
            .ThenBy(name => name.Length)
            .Take(most);
    }

    /// <summary>The known words that a word may be a slip for, likeliest first.</summary>
    public IReadOnlyList<WordForms> LikelyFor(string word, int most)
    {
        var folded = SearchLanguage.Fold(word);
        var sound = Spelling.SoundOf(word);
        var letters = Spelling.LettersOf(folded);
        var allowed = Spelling.SlipsIn(folded.Length);
        var likely = new List<(double Cost, KnownWord Word)>();
        for (var length = folded.Length - allowed - 1; allowed > 0 && length <= folded.Length + allowed + 1; length++)
        {
            foreach (var candidate in _byLength[length])
            {
                // Each slip changes two letters at most, and how a word is said is a slip or two from how it is written.
                // People begin a word right, or as it is said.
                if ((candidate.Folded[0] == folded[0] || candidate.Sound[0] == sound[0])
                    && BitOperations.PopCount(letters ^ candidate.Letters) <= (allowed + 1) * 2
                    && Spelling.Cost(folded, sound, candidate, allowed) is { } cost)
                {
                    likely.Add((cost - (Names.Contains(candidate.Word) ? 0.4 : 0) - (0.05 * Math.Log(1 + _services[candidate.Word])), candidate));
                }
            }
        }

        return [.. likely.OrderBy(one => one.Cost).ThenBy(one => one.Word.Word, StringComparer.Ordinal).Select(one => one.Word.Forms).DistinctBy(forms => forms.Canonical).Take(most)];
    }
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
    public static double? Cost(string folded, string sound, KnownWord known, int allowed)
    {
        var written = Distance(folded, known.Folded, allowed);
        var said = Distance(sound, known.Sound, allowed);
        return Math.Min(written ?? double.MaxValue, said + 0.5 ?? double.MaxValue) is var cost && cost <= allowed + 0.5 ? cost : null;
    }

    /// <summary>Insertions, deletions, changes and swaps of neighbours that make one of the other; null for more than allowed.</summary>
    public static int? Distance(string one, string other, int allowed)
    {
        if (Math.Abs(one.Length - other.Length) > allowed)
        {
            return null;
        }

        var width = other.Length + 1;
        if (width > 2 * TextWords.MaxLength + 2)
        {
            return null;
        }

        Span<int> before = stackalloc int[width];
        Span<int> last = stackalloc int[width];
        Span<int> now = stackalloc int[width];
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            now[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
                }

                least = Math.Min(least, now[j]);
            }

            if (least > allowed)
            {
                return null;
            }

            var spare = before;
            before = last;
            last = now;
            now = spare;
        }

        return last[width - 1] <= allowed ? last[width - 1] : null;
    }
}
