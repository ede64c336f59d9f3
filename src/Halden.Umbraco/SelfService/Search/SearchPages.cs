using System.Globalization;
using System.Text.Json;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>The page of a search.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Answer">What was found; null where nothing was asked for.</param>
internal sealed record SearchPageModel(SearchRequest Request, SearchAnswer? Answer)
{
    public int Pages => Answer is null ? 0 : (Answer.Total + SearchRequest.PageSize - 1) / SearchRequest.PageSize;
}

/// <summary>
/// Answers searches, as a page and as suggestions while one writes. What people look for can tell of their troubles: it is
/// neither logged nor kept, here or in a cache that others use.
/// </summary>
internal sealed class SearchPages(ServiceSearch search, SearchPace pace)
{
    internal const int MostSuggestions = 7;

    public async Task AnswerAsync(HttpContext context, SelfServiceSnapshot snapshot, string culture, bool isSuggesting)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(culture);
        if (!pace.Allows(context))
        {
            response.Headers.RetryAfter = SearchPace.Wait;
            await (isSuggesting
                ? SendAsync(context, StatusCodes.Status429TooManyRequests, Json([]), "application/json")
                : SendAsync(context, StatusCodes.Status429TooManyRequests, PageRenderer.Message(snapshot.Site, culture, SearchTexts.TooManyTitle, SearchTexts.TooMany), PageRenderer.ContentType));
            return;
        }

        var request = SearchRequest.Of(context.Request.Query, culture);
        var answer = request.Text.Length == 0 ? null : search.Search(snapshot, isSuggesting
            ? new SearchQuestion(culture, request.Text) { Take = MostSuggestions, WithoutSnippets = true }
            : new SearchQuestion(culture, request.Text)
            {
                Theme = request.Theme,
                OnlineOnly = request.OnlineOnly,
                Skip = (request.Page - 1) * SearchRequest.PageSize,
                Take = SearchRequest.PageSize,
            });
        if (isSuggesting)
        {
            // In the visitor's own browser alone, so that writing back and forth asks once.
            response.Headers.CacheControl = "private, max-age=60";
            await SendAsync(context, StatusCodes.Status200OK, Json(answer?.Hits ?? []), "application/json");
            return;
        }

        if (answer is null && request.Text.Length > 0)
        {
            response.Headers.RetryAfter = "2";
            await SendAsync(context, StatusCodes.Status503ServiceUnavailable, PageRenderer.Starting(snapshot.Site, culture), PageRenderer.ContentType);
            return;
        }

        await SendAsync(context, StatusCodes.Status200OK, Page(snapshot.Site, request, answer), PageRenderer.ContentType);
    }

    /// <summary>The page. It has no canonical address, and search engines pass it over.</summary>
    internal static byte[] Page(SelfServiceSite site, SearchRequest request, SearchAnswer? answer)
    {
        // The title is the first that a screen reader says of a new page: so it says how much was found.
        var title = answer is null ? SearchTexts.Title : SearchTexts.Count(answer.Total, request.Text);
        var frame = new PageFrame(
            site,
            request.Culture,
            title.In(request.Culture),
            null,
            null,
            [.. Cultures.All.Select(culture => new PageLanguage(culture, (request with { Culture = culture, Page = 1 }).Address()))],
            Script: "sok");
        return PageRenderer.Render<SearchPage, SearchPageModel>(frame, new(request, answer));
    }

    private static byte[] Json(IReadOnlyList<SearchHit> hits) => JsonSerializer.SerializeToUtf8Bytes(
        hits.Select(hit => new { tittel = hit.Service.Title, adresse = hit.Service.Path, sprak = SelfServiceTexts.LanguageTag(hit.Service.TextCulture) }), JsonSerializerOptions.Web);

    private static Task SendAsync(HttpContext context, int status, byte[] body, string contentType)
    {
        var (asked, headers) = (context.Request.Headers, context.Response.Headers);
        var representation = StoredResponse.Keep(null, string.Empty, contentType, () => body).In(ContentNegotiation.Coding(asked.AcceptEncoding));
        context.Response.StatusCode = status;
        headers.ContentType = contentType;
        headers.Vary = "Accept-Encoding";
        if (representation.Encoding is not null)
        {
            headers.ContentEncoding = representation.Encoding;
        }

        return Answer.WriteAsync(context, representation.Bytes);
    }
}
