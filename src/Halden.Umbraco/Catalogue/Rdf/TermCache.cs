namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>
/// Gives the same term object for the same text again, mostly. A document repeats its IRIs; making each once saves most of
/// the memory and time. The size is fixed, so that a document of nothing but different IRIs costs no more than without.
/// </summary>
internal sealed class TermCache<T>
    where T : class
{
    private const int Size = 4096;

    private readonly (string? Text, T? Term)[] _entries = new (string?, T?)[Size];

    public T? Find(ReadOnlySpan<char> text)
    {
        ref var entry = ref _entries[Slot(text)];
        return entry.Text is not null && text.SequenceEqual(entry.Text) ? entry.Term : null;
    }

    public T Keep(ReadOnlySpan<char> text, T term)
    {
        _entries[Slot(text)] = (text.ToString(), term);
        return term;
    }

    public void Clear() => Array.Clear(_entries);

    private static int Slot(ReadOnlySpan<char> text) => string.GetHashCode(text) & (Size - 1);
}
