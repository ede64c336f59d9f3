using System.Globalization;
using Halden.Umbraco.Catalogue.Los;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>What is looked for.</summary>
/// <param name="Culture">Culture of the reader.</param>
/// <param name="Text">What was written.</param>
internal sealed record SearchQuestion(string Culture, string Text)
{
    /// <summary>Only services under this theme of Los, as <see cref="SearchTheme.Id"/>; null for all.</summary>
    public string? Theme { get; init; }

    /// <summary>Only services with an electronic form that can be filled in now.</summary>
    public bool OnlineOnly { get; init; }

    /// <summary>Only what is public in the culture itself, not what is shown there in another language.</summary>
    public bool TranslatedOnly { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 10;

    /// <summary>Whether titles alone are shown.</summary>
    public bool WithoutSnippets { get; init; }
}

/// <summary>What was found.</summary>
/// <param name="Total">How many services, on all pages.</param>
/// <param name="Hits">Those of the page, best first.</param>
/// <param name="DidYouMean">The text with its typing errors put right, or null.</param>
/// <param name="Themes">The themes of what was found, in the culture's alphabetical order, whatever theme was asked for.</param>
/// <param name="Online">How many of the theme have an electronic form that can be filled in now.</param>
internal sealed record SearchAnswer(int Total, IReadOnlyList<SearchHit> Hits, string? DidYouMean, IReadOnlyList<SearchTheme> Themes, int Online);

/// <summary>A service that was found.</summary>
internal sealed record SearchHit(PublicService Service, double Score, MarkedText Title, MarkedText Snippet);

/// <summary>A main theme that can be chosen.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Name">In the culture.</param>
/// <param name="Count">How many of what was found stand under it.</param>
internal sealed record SearchTheme(string Id, string Name, int Count);

/// <summary>
/// Searches what is public now: the engine says which services, the snapshot has them. What a service is, and whether it is
/// shown at all, is never the index's to say.
/// </summary>
internal sealed class ServiceSearch(IServiceSearch engine, ServiceUse use)
{
    // A service that is used most is moved past those that match a little better, not past those that match much better.
    private const double MostForUse = 0.15;

    // What matches this much less well than the best is not what was looked for.
    private const double LeastOfBest = 0.08;

    /// <summary>Searches; null where the engine is not ready.</summary>
    public SearchAnswer? Search(SelfServiceSnapshot snapshot, SearchQuestion question)
    {
        if (Matches(snapshot.In(question.Culture), question) is not { } matches)
        {
            return null;
        }

        var least = matches.Services.Count == 0 ? 0 : matches.Services.Max(match => match.Score) * LeastOfBest;
        var found = matches.Services
            .Where(match => match.Score >= least)
            .Select(match => (match.Service, Score: match.Score * (1 + (MostForUse * Math.Clamp(use(match.Service.Key), 0, 1)))))
            .ToList();
        var ofTheme = question.Theme is null ? found : [.. found.Where(hit => hit.Service.MainThemes.Any(theme => IdOf(theme) == question.Theme))];
        var online = ofTheme.Where(hit => hit.Service.CanApplyOnline).ToList();
        var shown = question.OnlineOnly ? online : ofTheme;

        // Only as many are put in order as are shown.
        var page = shown.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Service.Slug, StringComparer.Ordinal).Skip(question.Skip).Take(question.Take);
        var marks = matches.Words.ToDictionary(words => words.Key, words => new Marks(words.Value, SearchLanguage.Of(words.Key)));
        return new SearchAnswer(
            shown.Count,
            [.. page.Select(hit => new SearchHit(
                hit.Service, hit.Score, marks[hit.Service.TextCulture].In(hit.Service.Title), question.WithoutSnippets ? MarkedText.Empty : marks[hit.Service.TextCulture].Snippet(hit.Service)))],
            matches.DidYouMean,
            [.. found.SelectMany(hit => hit.Service.MainThemes).GroupBy(theme => theme.Psi)
                .Select(same => new SearchTheme(IdOf(same.First()), same.First().Label.In(question.Culture), same.Count()))
                .OrderBy(theme => theme.Name, StringComparer.Create(CultureInfo.GetCultureInfo(question.Culture), ignoreCase: true))],
            online.Count);
    }

    /// <summary>
    /// What is public in the culture by its own index, and what is shown there in another language by that one's, which knows its stems
    /// and spellings: about as likely where the scores are alike, for both are weighed in the same way.
    /// </summary>
    private Matched? Matches(CultureServices services, SearchQuestion question)
    {
        var text = question.Text;
        if (engine.Find(services.Culture, text) is not { } own)
        {
            return null;
        }

        List<(PublicService Service, double Score)> found = [.. own.Services.Select(match => (services.Find(match.Key), match.Score)).Where(match => match.Item1 is not null).Select(match => (match.Item1!, match.Score))];
        var words = new Dictionary<string, IReadOnlyCollection<string>> { [services.Culture] = own.Words };
        var better = own.DidYouMean;
        foreach (var culture in question.TranslatedOnly ? [] : services.OtherCultures)
        {
            if (engine.Find(culture, text) is { } other)
            {
                words[culture] = other.Words;
                var before = found.Count;
                found.AddRange(other.Services.Select(match => (Service: services.FindListed(match.Key), match.Score)).Where(match => match.Service?.TextCulture == culture).Select(match => (match.Service!, match.Score)));
                better ??= before == 0 && found.Count > 0 ? other.DidYouMean : null;
            }
        }

        return new Matched(found, words, better);
    }

    private sealed record Matched(IReadOnlyList<(PublicService Service, double Score)> Services, Dictionary<string, IReadOnlyCollection<string>> Words, string? DidYouMean);

    /// <summary>Name of a theme in addresses: the last part of its own address.</summary>
    public static string IdOf(LosConcept theme) => theme.Psi[(theme.Psi.LastIndexOf('/') + 1)..];
}
