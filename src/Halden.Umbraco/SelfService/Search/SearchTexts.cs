using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>The texts of the search, in all three languages.</summary>
internal static class SearchTexts
{
    public static Label Title { get; } = new("Søk i tjenestene", "Søk i tenestene", "Search the services");

    public static Label Field { get; } = new("Hva leter du etter?", "Kva leitar du etter?", "What are you looking for?");

    public static Label Button { get; } = new("Søk", "Søk", "Search");

    public static Label Filters { get; } = new("Avgrens", "Avgrens", "Narrow down");

    public static Label Theme { get; } = new("Tema", "Tema", "Theme");

    public static Label AllThemes { get; } = new("Alle temaer", "Alle tema", "All themes");

    public static Label Online { get; } = new("Kan søkes på nett", "Kan søkjast på nett", "Can be applied for online");

    public static Label ApplyFilters { get; } = new("Vis", "Vis", "Show");

    public static Label Count(int count, string text) => count switch
    {
        0 => new($"Ingen treff på «{text}»", $"Ingen treff på «{text}»", $"No results for “{text}”"),
        1 => new($"1 treff på «{text}»", $"1 treff på «{text}»", $"1 result for “{text}”"),
        _ => new($"{count} treff på «{text}»", $"{count} treff på «{text}»", $"{count} results for “{text}”"),
    };

    public static Label DidYouMean { get; } = new("Mente du", "Meinte du", "Did you mean");

    public static Label Nothing { get; } = new("Prøv dette", "Prøv dette", "Try this");

    public static Label NothingSpelling { get; } = new(
        "Se etter skrivefeil, eller skriv færre eller andre ord.",
        "Sjå etter skrivefeil, eller skriv færre eller andre ord.",
        "Look for typing errors, or use fewer or other words.");

    public static Label NothingWithoutFilters { get; } = new("Søk i alle tjenestene", "Søk i alle tenestene", "Search all services");

    public static Label NothingThemes { get; } = new("Se tjenestene etter emneord", "Sjå tenestene etter emneord", "See the services by subject");

    public static Label NothingContact { get; } = new(
        "Finner du det ikke, kan kommunen hjelpe deg. Ring, skriv eller kom innom.",
        "Finn du det ikkje, kan kommunen hjelpe deg. Ring, skriv eller kom innom.",
        "If you cannot find it, the municipality can help you. Call, write or come by.");

    public static Label Contact { get; } = new("Gå til kommunens forside", "Gå til framsida til kommunen", "Go to the municipality’s front page");

    public static Label Pages { get; } = new("Flere treff", "Fleire treff", "More results");

    public static Label Previous { get; } = new("Forrige side", "Førre side", "Previous page");

    public static Label Next { get; } = new("Neste side", "Neste side", "Next page");

    public static Label PageOf(int page, int pages) => new($"Side {page} av {pages}", $"Side {page} av {pages}", $"Page {page} of {pages}");

    public static Label Suggestions { get; } = new("Forslag", "Forslag", "Suggestions");

    /// <summary>For a screen reader; {0} is a number.</summary>
    public static Label SuggestionCount { get; } = new("{0} forslag. Bruk piltastene.", "{0} forslag. Bruk piltastane.", "{0} suggestions. Use the arrow keys.");

    public static Label NoSuggestions { get; } = new("Ingen forslag.", "Ingen forslag.", "No suggestions.");

    public static Label TooManyTitle { get; } = new("For mange søk", "For mange søk", "Too many searches");

    public static Label TooMany { get; } = new(
        "Det kom veldig mange søk fra deg på kort tid. Vent litt og prøv igjen.",
        "Det kom svært mange søk frå deg på kort tid. Vent litt og prøv igjen.",
        "Very many searches came from you in a short time. Wait a little and try again.");
}
