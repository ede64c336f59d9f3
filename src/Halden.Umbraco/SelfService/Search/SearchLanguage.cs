using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.No;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>What a search knows of a language: its stems, spellings, compounds, synonyms, and words that say little.</summary>
/// <remarks>The word lists beside this file are read once. Bokmål and nynorsk are one language here: people write both, and dialect too.</remarks>
internal sealed class SearchLanguage
{
    private const int MostRemembered = 200_000;

    private static readonly NorwegianLightStemmer NorwegianStemmer = new(NorwegianStandard.BOKMAAL | NorwegianStandard.NYNORSK);
    private static readonly EnglishMinimalStemmer EnglishStemmer = new();

    private readonly Func<char[], int, int> _stem;
    private readonly FrozenSet<string> _stop;
    private readonly FrozenSet<string> _weak;
    private readonly FrozenDictionary<string, string> _variants;
    private readonly FrozenDictionary<string, IReadOnlyList<IReadOnlyList<string>>> _synonyms;
    private readonly FrozenSet<string> _known;
    private readonly ConcurrentDictionary<string, WordForms> _forms = new(StringComparer.Ordinal);
    private int _remembered;

    private SearchLanguage(string name, Func<char[], int, int> stem)
    {
        _stem = stem;
        _stop = [.. Lines(name, "stop").SelectMany(line => line.Split(' '))];
        _weak = [.. Lines(name, "weak").SelectMany(line => line.Split(' ')).Select(Stem)];
        string[] parts = [.. Lines(name, "parts").SelectMany(line => line.Split(' '))];
        Compounds = new CompoundWords(parts);

        // The first word of a line is what the others are other spellings of.
        var variants = new Dictionary<string, string>();
        foreach (var line in Lines(name, "variants").Select(line => line.Split(' ')))
        {
            foreach (var other in line.Skip(1))
            {
                variants.TryAdd(Stem(other), Stem(line[0]));
            }
        }

        _variants = variants.ToFrozenDictionary();
        string[] synonyms = [.. Lines(name, "synonyms")];
        _synonyms = Synonyms(synonyms);
        _known = [.. parts.Select(Stem), .. variants.Keys, .. variants.Values, .. synonyms.SelectMany(line => TextWords.Of(line)).Select(word => Stem(word.Text))];
    }

    /// <summary>Bokmål and nynorsk.</summary>
    public static SearchLanguage Norwegian { get; } = new("no", NorwegianStemmer.Stem);

    public static SearchLanguage English { get; } = new("en", EnglishStemmer.Stem);

    /// <summary>The compounds of the language, by the shipped list.</summary>
    public CompoundWords Compounds { get; }

    public static SearchLanguage Of(string culture) => culture == Cultures.English ? English : Norwegian;

    /// <summary>Whether a word says nothing of what is looked for: og, på, korleis.</summary>
    public bool IsStopWord(string word) => _stop.Contains(word);

    /// <summary>Whether a word says little of what is looked for, since it is said of most services: søknad, skjema, kommunen.</summary>
    public bool IsWeak(string word) => _weak.Contains(Stem(word));

    /// <summary>Whether it is a word of the lists, and so no slip.</summary>
    public bool Knows(WordForms forms) => _known.Contains(forms.Stem);

    /// <summary>What a word is indexed and searched as.</summary>
    public WordForms Forms(string word)
    {
        if (_forms.TryGetValue(word, out var known))
        {
            return known;
        }

        var forms = MakeForms(word);

        // What people write is without end; what texts are written with is not. The dictionary itself counts under all its locks.
        if (_remembered < MostRemembered && _forms.TryAdd(word, forms))
        {
            Interlocked.Increment(ref _remembered);
        }

        return forms;
    }

    /// <summary>What else may be meant by some words that follow each other: phrases, as their words. Empty for most.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Alternatives(IEnumerable<string> words) => _synonyms.GetValueOrDefault(KeyOf(words), []);

    /// <summary>The longest phrase that has alternatives, in words.</summary>
    public const int LongestPhrase = 4;

    /// <summary>A word without the signs that not every keyboard has: søknad and soeknad are soknad, gaard and gård gard.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word) && !word.Contains("aa", StringComparison.Ordinal) && !word.Contains("oe", StringComparison.Ordinal))
        {
            return word;
        }

        var folded = new StringBuilder(word.Length + 2);
        foreach (var sign in word)
        {
            switch (sign)
            {
                case 'æ' or 'ä':
                    folded.Append("ae");
                    break;
                case 'ø' or 'ö':
                    folded.Append('o');
                    break;
                case 'å':
                    folded.Append('a');
                    break;
                case < '\u0080':
                    folded.Append(sign);
                    break;
                default:
                    foreach (var part in sign.ToString().Normalize(NormalizationForm.FormD))
                    {
                        if (char.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                        {
                            folded.Append(part);
                        }
                    }

                    break;
            }
        }

        return folded.Replace("aa", "a").Replace("oe", "o").ToString();
    }

    /// <summary>A word without its ending.</summary>
    public string Stem(string word)
    {
        if (word.Length <= 3 || word.Length > TextWords.MaxLength)
        {
            return word;
        }

        var letters = word.ToCharArray();
        var length = _stem(letters, letters.Length);

        // Plass is plas to the stemmer, which takes the s for an ending, but plassen is plass.
        if (length > 3 && letters[length - 1] == letters[length - 2] && letters[length - 1] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y'))
        {
            length--;
        }

        return length == word.Length ? word : new string(letters, 0, length);
    }

    private WordForms MakeForms(string word)
    {
        var stem = Stem(word);
        var parts = Compounds.Split(word);
        var partStems = parts.Select(Stem).ToArray();
        string[] canonicalParts = [.. partStems.Select(Canonical)];
        return new WordForms(word, stem, partStems.Length == 0 || _variants.ContainsKey(stem) ? Canonical(stem) : string.Concat(canonicalParts), partStems, canonicalParts);
    }

    // In the spelling that stands for all others, and what one does for the doing of it: parkere and parkering, tømme and tømming.
    private string Canonical(string stem)
    {
        var same = _variants.GetValueOrDefault(stem, stem);
        return Fold(same.Length >= 6 && same.EndsWith("ing", StringComparison.Ordinal) ? Single(same[..^3]) : same);
    }

    private static string Single(string stem) => stem.Length > 3 && stem[^1] == stem[^2] ? stem[..^1] : stem;

    private FrozenDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Synonyms(IEnumerable<string> lines)
    {
        var groups = new Dictionary<string, List<IReadOnlyList<string>>>();
        foreach (var line in lines)
        {
            // «a > b» is said of a alone; «a, b» of both.
            var sides = line.Split('>', StringSplitOptions.TrimEntries);
            var from = Phrases(sides[0]);
            var to = sides.Length > 1 ? Phrases(sides[1]) : from;
            foreach (var phrase in from)
            {
                // With its small words and without, as long as two others are left.
                var telling = phrase.Where(word => !IsStopWord(word)).ToList();
                foreach (var key in new[] { KeyOf(phrase), telling.Count > 1 ? KeyOf(telling) : KeyOf(phrase) }.Distinct())
                {
                    var alternatives = groups.TryGetValue(key, out var known) ? known : groups[key] = [];
                    alternatives.AddRange(to.Where(other => other != phrase));
                }
            }
        }

        return groups.ToFrozenDictionary(group => group.Key, IReadOnlyList<IReadOnlyList<string>> (group) => group.Value);
    }

    private static List<IReadOnlyList<string>> Phrases(string side) => [.. side.Split(',', StringSplitOptions.TrimEntries).Select(phrase => phrase.Split(' '))];

    private string KeyOf(IEnumerable<string> words) => string.Join(' ', words.Select(word => Forms(word).Canonical));

    private static IEnumerable<string> Lines(string language, string list)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Halden.Umbraco.SelfService.Search.Words.{language}-{list}.txt");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}

/// <summary>The forms of a word.</summary>
/// <param name="Word">As it was written, in lower case.</param>
/// <param name="Stem">Without its ending.</param>
/// <param name="Canonical">The stem in the spelling that stands for all others, folded: hjemsykplei for heimesjukepleie.</param>
/// <param name="Parts">Stems of the parts of a compound.</param>
/// <param name="CanonicalParts">The parts as <paramref name="Canonical"/>.</param>
internal sealed record WordForms(string Word, string Stem, string Canonical, IReadOnlyList<string> Parts, IReadOnlyList<string> CanonicalParts);
