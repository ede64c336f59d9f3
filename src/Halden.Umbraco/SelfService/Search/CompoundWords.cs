using System.Collections.Frozen;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>
/// Takes Norwegian compounds apart by a list of the words they may be made of: barnehageplass into barnehage and plass.
/// Between two words an s or an e may stand (søknad-s-frist, barn-e-hage), which belongs to neither.
/// </summary>
internal sealed class CompoundWords(IEnumerable<string> words)
{
    private delegate bool KnowsPart(ReadOnlySpan<char> part);

    private const int ShortestPart = 3;
    private const int ShortestCompound = 6;
    private const int MostParts = 4;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words = words.Where(word => word.Length >= ShortestPart).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The parts of a compound, as few as there can be; none for a word that is none, or is known as it is.</summary>
    /// <param name="word">In lower case.</param>
    /// <param name="known">Further words that may be parts; null for none.</param>
    public IReadOnlyList<string> Split(string word, WordCounts? known = null) => Split(word, known is null ? null : known.Contains);

    /// <inheritdoc cref="Split(string, WordCounts?)"/>
    public IReadOnlyList<string> Split(string word, HashSet<string> known) => Split(word, known.GetAlternateLookup<ReadOnlySpan<char>>().Contains);

    private List<string> Split(string word, KnowsPart? more)
    {
        if (word.Length is < ShortestCompound or > TextWords.MaxLength)
        {
            return [];
        }

        for (var parts = 2; parts <= MostParts; parts++)
        {
            if (Split(word.AsSpan(), parts, more) is { } found)
            {
                return found;
            }
        }

        return [];
    }

    // The longest first part that the rest goes with: what is specific stands first, and is longest known.
    private List<string>? Split(ReadOnlySpan<char> word, int parts, KnowsPart? more)
    {
        if (parts == 1)
        {
            return IsWord(word, more) ? [word.ToString()] : null;
        }

        for (var at = word.Length - ShortestPart; at >= ShortestPart; at--)
        {
            if (First(word[..at], more) is { } first && Split(word[at..], parts - 1, more) is { } rest)
            {
                rest.Insert(0, first);
                return rest;
            }
        }

        return null;
    }

    private string? First(ReadOnlySpan<char> part, KnowsPart? more) =>
        IsWord(part, more) ? part.ToString()
        : part.Length > ShortestPart && part[^1] is 's' or 'e' && IsWord(part[..^1], more) ? part[..^1].ToString()
        : null;

    private bool IsWord(ReadOnlySpan<char> part, KnowsPart? more) =>
        _words.Contains(part) || (part.Length > ShortestPart && more?.Invoke(part) == true);
}
