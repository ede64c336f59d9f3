using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What a concept of Los is.</summary>
internal enum LosKind
{
    /// <summary>One of the main themes (hovedtema).</summary>
    TopTheme,

    /// <summary>A theme under a main theme (undertema).</summary>
    Theme,

    /// <summary>A word under a theme (ord, earlier emneord).</summary>
    Word,

    /// <summary>A life event (livshendelse).</summary>
    LifeEvent,
}

/// <summary>A concept of Los.</summary>
/// <param name="Psi">Its address, as Los writes it today.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Its name; bokmål where a language has none.</param>
/// <param name="Broader">The addresses of what stands above it: a word may have several themes.</param>
/// <param name="Related">The addresses of what it has to do with; a life event's words.</param>
/// <param name="Synonyms">Words that people use for it, by language (nb, nn, en); not to be shown.</param>
/// <param name="IsMunicipal">It is one of Kommune-Los, the words for what municipalities do.</param>
internal sealed record LosConcept(
    string Psi,
    LosKind Kind,
    Label Label,
    IReadOnlyList<string> Broader,
    IReadOnlyList<string> Related,
    IReadOnlyList<(string Language, string Text)> Synonyms,
    bool IsMunicipal);

/// <summary>A line of a service's <c>losWords</c> or <c>lifeEvents</c>, understood.</summary>
/// <param name="Text">The line as it is stored: an address or a text.</param>
/// <param name="Concept">The concept it names; null for a text, and for an address that the vocabulary does not know.</param>
internal sealed record LosLine(string Text, LosConcept? Concept)
{
    /// <summary>Whether it is an address, known or not.</summary>
    public bool IsAddress => Concept is not null || LosPsi.Address(Text) is not null;

    /// <summary>What to show for it: Los's own name, or the last part of the address as words, or the text as it is.</summary>
    public string In(string culture) => Concept?.Label.In(culture) ?? (IsAddress ? LosPsi.Humanise(Text) : Text);
}

/// <summary>Where a concept stands.</summary>
/// <param name="Top">The main theme.</param>
/// <param name="Theme">The theme under it; null for what stands right under the main theme, and for the main theme itself.</param>
internal sealed record LosPlace(LosConcept Top, LosConcept? Theme);

/// <summary>
/// Los, the national vocabulary of public services (https://psi.norge.no/los/), immutable. The file is Digdir's and can be
/// replaced; <see cref="Themes"/> is what we know without one.
/// </summary>
internal sealed class LosVocabulary
{
    private static readonly Lazy<LosVocabulary> LazyThemes = new(MakeThemes);

    private readonly Dictionary<string, LosConcept> _concepts;
    private readonly Dictionary<string, LosConcept> _folded;
    private readonly ILookup<string, LosConcept> _narrower;
    private readonly ILookup<string, LosConcept> _bySynonym;

    internal LosVocabulary(IEnumerable<LosConcept> concepts)
    {
        All = [.. concepts];
        _concepts = All.ToDictionary(concept => concept.Psi);
        _folded = All.GroupBy(concept => LosPsi.Fold(concept.Psi)).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single());
        _narrower = All.SelectMany(concept => concept.Broader, (concept, broader) => (concept, broader)).ToLookup(pair => pair.broader, pair => pair.concept);
        _bySynonym = All
            .SelectMany(concept => concept.Synonyms.Select(synonym => synonym.Text).Concat([concept.Label.Nb, concept.Label.Nn, concept.Label.En]), (concept, text) => (concept, text))
            .DistinctBy(pair => (pair.concept.Psi, pair.text.ToUpperInvariant()))
            .ToLookup(pair => pair.text, pair => pair.concept, StringComparer.OrdinalIgnoreCase);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', All.Select(concept => $"{concept.Psi} {concept.Kind} {concept.Label} {string.Join(' ', concept.Broader)}")))));
    }

    /// <summary>The main themes, the themes and the life events, which change seldom; no words or synonyms.</summary>
    public static LosVocabulary Themes => LazyThemes.Value;

    /// <summary>Every concept, in the order of the file.</summary>
    public IReadOnlyList<LosConcept> All { get; }

    /// <summary>SHA-256 (hex) of what is shown of it: addresses, names, places. Synonyms are not shown.</summary>
    public string Fingerprint { get; }

    /// <summary>The concept with this address, in any spelling that Los has had; null where Los does not know it.</summary>
    public LosConcept? Find(string psi) =>
        LosPsi.Address(psi) is { } address
            ? _concepts.GetValueOrDefault(address) ?? _folded.GetValueOrDefault(LosPsi.Fold(address))
            : null;

    /// <summary>The lines of a field, each concept and each text once, in their order.</summary>
    /// <param name="value">Canonical value of the field <c>losWords</c> or <c>lifeEvents</c>.</param>
    public IReadOnlyList<LosLine> Lines(string value) =>
        [.. value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => new LosLine(line, Find(line)))
            .DistinctBy(line => line.Concept?.Psi ?? LosPsi.Address(line.Text) ?? line.Text, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The name to show for an address or a text, see <see cref="LosLine.In"/>.</summary>
    /// <param name="psiOrText">A line of the field <c>losWords</c>.</param>
    /// <param name="culture">nb-NO, nn-NO or en-US.</param>
    public string Label(string psiOrText, string culture) => new LosLine(psiOrText, Find(psiOrText)).In(culture);

    /// <summary>The themes and main themes above a concept, nearest first; none above what is not a word or a theme.</summary>
    public IReadOnlyList<LosConcept> Above(LosConcept concept)
    {
        List<LosConcept> above = [];
        HashSet<string> seen = [concept.Psi];
        Queue<LosConcept> open = new([concept]);
        while (open.TryDequeue(out var next))
        {
            foreach (var broader in next.Broader.Select(Find).OfType<LosConcept>().Where(broader => seen.Add(broader.Psi)))
            {
                above.Add(broader);
                open.Enqueue(broader);
            }
        }

        return above;
    }

    /// <summary>
    /// Where a word or theme stands among main themes and themes, once for each; none where nothing of it leads to a main
    /// theme. In a deeper structure a concept stands under the theme nearest to the main theme.
    /// </summary>
    public IReadOnlyList<LosPlace> PlacesOf(LosConcept concept)
    {
        // From the top down to the concept: the last theme met on the way up is the one nearest to the main theme.
        HashSet<LosPlace> places = [];
        HashSet<(string Psi, string? Theme)> seen = [];
        Stack<(LosConcept Concept, LosConcept? Theme)> open = new([(concept, null)]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add((next.Concept.Psi, next.Theme?.Psi)))
            {
                continue;
            }

            if (next.Concept.Kind == LosKind.TopTheme)
            {
                places.Add(new LosPlace(next.Concept, next.Theme));
                continue;
            }

            var theme = next.Concept.Kind == LosKind.Theme ? next.Concept : next.Theme;
            foreach (var broader in next.Concept.Broader.Reverse().Select(Find).OfType<LosConcept>())
            {
                open.Push((broader, theme));
            }
        }

        return [.. places];
    }

    /// <summary>The themes right above a word, or the main themes above a theme.</summary>
    public IReadOnlyList<LosConcept> ThemesOf(LosConcept concept) => [.. concept.Broader.Select(Find).OfType<LosConcept>()];

    /// <summary>What stands right under a theme.</summary>
    public IEnumerable<LosConcept> NarrowerOf(LosConcept concept) => _narrower[concept.Psi];

    /// <summary>The concepts that people call this: by name or hidden label, whatever the case.</summary>
    public IEnumerable<LosConcept> Named(string text) => _bySynonym[text.Trim()];

    private static LosVocabulary MakeThemes() => new(
    [
        .. LosThemes.All.Select(theme => Named(
            "tema", theme.Slug, theme.Under.Length == 0 ? LosKind.TopTheme : LosKind.Theme, theme.Label, [.. theme.Under.Select(slug => $"{LosPsi.Namespace}tema/{slug}")])),
        .. LosThemes.LifeEvents.Select(lifeEvent => Named("hendelse", lifeEvent.Slug, LosKind.LifeEvent, lifeEvent.Label, [])),
    ]);

    private static LosConcept Named(string kind, string slug, LosKind what, Label label, IReadOnlyList<string> broader) => new($"{LosPsi.Namespace}{kind}/{slug}", what, label, broader, [], [], IsMunicipal: false);
}
