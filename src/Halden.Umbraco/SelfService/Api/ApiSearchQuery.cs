using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>What somebody asks the API to look for.</summary>
/// <param name="Text">What was written, readable, never empty.</param>
/// <param name="Theme">The main theme to look under, as <see cref="SearchTheme.Id"/>; null for all.</param>
/// <param name="OnlineOnly">Only what can be applied for online now.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="PageSize">How many on a page.</param>
/// <param name="IsSuggesting">Whether titles alone are asked for.</param>
internal sealed record ApiSearchQuery(string Text, string? Theme, bool OnlineOnly, int Page, int PageSize, bool IsSuggesting)
{
    public const int LargestPage = 100;

    private const int UsualPage = 10;

    private const int MostPages = 1000;

    /// <summary>Reads the query; null with a fault for a person who writes programs.</summary>
    public static ApiSearchQuery? Read(IQueryCollection query, CultureServices services, bool isSuggesting, out Label? fault)
    {
        fault = null;
        string? Value(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        var asked = Value("q") ?? string.Empty;
        var text = SearchRequest.Readable(asked);
        if (text.Length == 0)
        {
            fault = new Label("«q» må si hva det søkes etter.", "«q» må seie kva det blir søkt etter.", "‘q’ must say what is looked for.");
            return null;
        }

        if (asked.Length > LuceneSearch.LongestText)
        {
            const int most = LuceneSearch.LongestText;
            fault = new Label($"«q» kan ha høyst {most} tegn.", $"«q» kan ha høgst {most} teikn.", $"‘q’ can have at most {most} characters.");
            return null;
        }

        if (isSuggesting)
        {
            return new(text, null, false, 1, SearchPages.MostSuggestions, true);
        }

        // As the list of themes calls it, or by its address in Los or the last part of that.
        var theme = Value("theme");
        theme = services.Themes.FirstOrDefault(main => main.Slug == theme)?.Psi ?? theme;
        theme = theme?[(theme.LastIndexOf('/') + 1)..];

        var online = Value("online");
        if (online is not (null or "true" or "false"))
        {
            fault = new Label("«online» må være true eller false.", "«online» må vere true eller false.", "‘online’ must be true or false.");
        }

        var page = QueryNumber.Read(query, "page", MostPages, ref fault) ?? 1;
        var size = QueryNumber.Read(query, "pageSize", LargestPage, ref fault) ?? UsualPage;
        return fault is null ? new(text, theme, online == "true", page, size, false) : null;
    }

    /// <summary>What the search is asked.</summary>
    public SearchQuestion Question(string culture) => new(culture, Text)
    {
        Theme = Theme,
        OnlineOnly = OnlineOnly,

        // What a language of the API does not have, it does not find.
        TranslatedOnly = true,
        Skip = (Page - 1) * PageSize,
        Take = PageSize,
        WithoutSnippets = IsSuggesting,
    };

    /// <summary>What was found.</summary>
    public JsonObject Answer(SelfServiceSite site, string culture, SearchAnswer found) => new()
    {
        ["culture"] = culture,
        ["query"] = Text,
        ["didYouMean"] = found.DidYouMean,
        ["total"] = found.Total,
        ["page"] = Page,
        ["pageSize"] = PageSize,
        ["facets"] = new JsonObject
        {
            ["themes"] = new JsonArray([.. found.Themes.Select(theme => (JsonNode)new JsonObject { ["theme"] = theme.Id, ["name"] = theme.Name, ["services"] = theme.Count })]),
            ["online"] = found.Online,
        },
        ["items"] = new JsonArray([.. found.Hits.Select(hit => (JsonNode)new JsonObject
        {
            ["key"] = hit.Service.Key.ToString(),
            ["slug"] = hit.Service.Slug,
            ["title"] = Marked(hit.Title),
            ["snippet"] = Marked(hit.Snippet),
            ["url"] = site.Address(hit.Service.Path),
            ["applyUrl"] = ServiceJson.ApplyUrl(site, hit.Service),
        })]),
    };

    /// <summary>Suggestions while somebody writes.</summary>
    public static JsonObject Suggestions(SelfServiceSite site, string culture, SearchAnswer found) => new()
    {
        ["culture"] = culture,
        ["items"] = new JsonArray([.. found.Hits.Select(hit => (JsonNode)new JsonObject
        {
            ["key"] = hit.Service.Key.ToString(),
            ["slug"] = hit.Service.Slug,
            ["title"] = hit.Service.Title,
            ["url"] = site.Address(hit.Service.Path),
        })]),
    };

    // Text and places in it rather than HTML: nobody has to trust what is in it.
    private static JsonObject Marked(MarkedText text)
    {
        var marks = new JsonArray();
        var start = 0;
        foreach (var (piece, isMarked) in text.Pieces)
        {
            if (isMarked)
            {
                marks.Add((JsonNode)new JsonObject { ["start"] = start, ["length"] = piece.Length });
            }

            start += piece.Length;
        }

        return new JsonObject { ["text"] = text.ToString(), ["marks"] = marks };
    }
}
