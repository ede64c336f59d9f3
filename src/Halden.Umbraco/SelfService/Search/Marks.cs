using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>A text in pieces, some of which are what was looked for.</summary>
internal sealed record MarkedText(IReadOnlyList<(string Text, bool IsMarked)> Pieces)
{
    public static MarkedText Empty { get; } = new([]);

    /// <summary>The text without marks.</summary>
    public override string ToString() => string.Concat(Pieces.Select(piece => piece.Text));
}

/// <summary>Finds words in a service's text, in whatever form they stand there.</summary>
internal sealed class Marks
{
    private const int SnippetLength = 200;
    private const int Before = 60;
    private const int MostRead = 8000;

    // What a snippet is taken from, in this order; where nothing is found, the first that there is.
    private static readonly IReadOnlyList<ServiceField> Fields =
    [
        .. ServiceFields.Public.Where(field => field.SearchWeight > 0 && (field.IsShown || field.Alias == ServiceFields.Lead) && field.Alias != "alternativeName")
            .OrderByDescending(field => field.SearchWeight),
    ];

    private readonly SearchLanguage _language;
    private readonly HashSet<string> _stems;
    private readonly HashSet<string> _canonical;

    /// <param name="words">The words.</param>
    /// <param name="language">Language of the texts.</param>
    public Marks(IReadOnlyCollection<string> words, SearchLanguage language)
    {
        _language = language;
        var forms = words.Select(language.Forms).ToList();
        _stems = [.. forms.Select(form => form.Stem)];
        _canonical = [.. forms.Select(form => form.Canonical)];
    }

    /// <summary>A text with the words marked.</summary>
    public MarkedText In(string text) => Marked(text, 0, text.Length, Places(text));

    /// <summary>The piece of a service's text that has most of the words; the beginning of it where none has any.</summary>
    public MarkedText Snippet(PublicService service)
    {
        (string Text, IReadOnlyList<TextWord> Places, int From, int Different)? best = null;
        string? first = null;
        var read = 0;
        foreach (var field in Fields)
        {
            if (service.Text[field.Alias] is not { Length: > 0 } value || read > MostRead)
            {
                continue;
            }

            var text = PlainText.Of(field, value).ReplaceLineEndings(" ");
            read += text.Length;
            first ??= text;
            var places = Places(text);
            foreach (var place in places)
            {
                var different = places.Where(other => other.Start >= place.Start && other.End <= place.Start + SnippetLength - Before).Select(other => _language.Forms(other.Text).Canonical).Distinct().Count();
                if (best is null || different > best.Value.Different)
                {
                    best = (text, places, place.Start, different);
                }
            }

            if (best?.Different >= 3)
            {
                break;
            }
        }

        return best is { } found ? Cut(found.Text, found.From, found.Places)
            : first is not null ? Cut(first, 0, [])
            : MarkedText.Empty;
    }

    private List<TextWord> Places(string text)
    {
        var places = new List<TextWord>();
        foreach (var word in TextWords.Of(text).Where(word => !_language.IsStopWord(word.Text)))
        {
            var forms = _language.Forms(word.Text);
            if (_stems.Contains(forms.Stem) || _canonical.Contains(forms.Canonical) || forms.Parts.Any(_stems.Contains) || forms.CanonicalParts.Any(_canonical.Contains))
            {
                // What hyphens join stands in place of its parts.
                places.RemoveAll(part => word.IsJoined && part.Start >= word.Start);
                places.Add(word);
            }
        }

        return places;
    }

    private static MarkedText Cut(string text, int around, IReadOnlyList<TextWord> places)
    {
        var from = around <= Before || text.Length <= SnippetLength ? 0 : AfterSpace(text, around - Before, around);
        var to = from + SnippetLength >= text.Length ? text.Length : BeforeSpace(text, from + SnippetLength, from);
        var marked = Marked(text, from, to, places);
        return new MarkedText([.. from > 0 ? [("… ", false)] : Array.Empty<(string, bool)>(), .. marked.Pieces, .. to < text.Length ? [(" …", false)] : Array.Empty<(string, bool)>()]);
    }

    private static int AfterSpace(string text, int from, int latest) => text.IndexOf(' ', from) is >= 0 and var space && space < latest ? space + 1 : latest;

    private static int BeforeSpace(string text, int to, int from) => text.LastIndexOf(' ', to) is var space && space > from ? space : to - (char.IsLowSurrogate(text[to]) ? 1 : 0);

    private static MarkedText Marked(string text, int from, int to, IEnumerable<TextWord> places)
    {
        var pieces = new List<(string, bool)>();
        foreach (var place in places.Where(place => place.Start >= from && place.End <= to))
        {
            if (place.Start > from)
            {
                pieces.Add((text[from..place.Start], false));
            }

            pieces.Add((text.Substring(place.Start, place.Length), true));
            from = place.End;
        }

        if (from < to)
        {
            pieces.Add((text[from..to], false));
        }

        return new MarkedText(pieces);
    }
}
