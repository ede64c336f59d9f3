using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>Answers the JSON API from the snapshot, for anybody.</summary>
internal sealed class SelfServiceApi(ServiceSearch services, SearchPace pace, ChangeFeed changes, IOptionsMonitor<SelfServiceOptions> options)
{
    private const string Kept = "Accept-Encoding";

    private const string KeptByLanguage = Kept + ", Accept-Language";

    /// <summary>Says which origins' scripts may read the answer; true where a browser asked for nothing else.</summary>
    public bool IsPreflight(HttpContext context)
    {
        var response = context.Response;
        if (options.CurrentValue.ApiOrigins.Any(origin => origin != "*"))
        {
            response.Headers.Vary = "Origin";
        }

        if (AllowedOrigin(context) is not { } allowed)
        {
            return false;
        }

        response.Headers.AccessControlAllowOrigin = allowed;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            response.Headers.AccessControlExposeHeaders = "ETag, Retry-After";
            return false;
        }

        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "If-None-Match";
        response.Headers.AccessControlMaxAge = "86400";
        response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>Answers a request for one of the API's addresses.</summary>
    public Task AnswerAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route)
    {
        switch (route.Part)
        {
            case SelfServicePart.ApiDescription:
                return Answer.SendAsync(context, snapshot.OpenApi, Cultures.Bokmal);
            case SelfServicePart.UnknownApi:
                return Answer.ProblemAsync(context, StatusCodes.Status404NotFound, SelfServiceTexts.ApiUnknown, SelfServiceTexts.ApiUnknownDetail);
        }

        var said = OnlyCulture(context.Request.QueryString.Value);
        if (said is null && context.Request.QueryString.HasValue && context.Request.Query.TryGetValue("culture", out var asked))
        {
            said = Cultures.All.FirstOrDefault(one => one.Equals(asked.ToString(), StringComparison.OrdinalIgnoreCase));
            if (said is null)
            {
                return Answer.ProblemAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    SelfServiceTexts.ApiCulture,
                    SelfServiceTexts.ApiCultureDetail,
                    problem => problem["cultures"] = new JsonArray([.. Cultures.All.Select(one => (JsonNode)one)]));
            }
        }

        var (culture, vary) = said is null ? (ContentNegotiation.Culture(context.Request.Headers.AcceptLanguage), KeptByLanguage) : (said, Kept);
        var shown = snapshot.In(culture);
        return route.Part switch
        {
            SelfServicePart.ApiServices => ServiceListQuery.Read(context.Request.Query, out var fault) is { } query
                ? Answer.SendAsync(context, shown.List(query), culture, vary)
                : Answer.ProblemAsync(context, StatusCodes.Status400BadRequest, SelfServiceTexts.ApiQuery, fault!),
            SelfServicePart.ApiThemes => Answer.SendAsync(context, shown.ThemesJson, culture, vary),
            SelfServicePart.ApiLetters => Answer.SendAsync(context, shown.LettersJson, culture, vary),
            SelfServicePart.ApiForms => Answer.SendAsync(context, shown.FormsJson, culture, vary),
            SelfServicePart.ApiSearch or SelfServicePart.ApiSuggest => SearchAsync(context, snapshot, culture, vary, route.Part == SelfServicePart.ApiSuggest),

            // Copies are of every language, unless one is asked for.
            SelfServicePart.ApiChanges => ChangesAsync(context, snapshot, said),
            SelfServicePart.ApiForm => One(service => service.FormJson, SelfServicePaths.ApiForm, SelfServiceTexts.ApiNoForm, SelfServiceTexts.ApiNoFormDetail),
            _ => One(service => service.Json, SelfServicePaths.ApiService, SelfServiceTexts.ApiNoService, SelfServiceTexts.ApiNoServiceDetail),
        };

        Task One(Func<PublicService, StoredResponse?> answer, Func<string, string, string> path, Label missing, Label missingDetail) =>
            snapshot.BySlug(culture, route.Slug) is not { } service || service.TextCulture != culture || answer(service) is not { } found
                    ? Answer.ProblemAsync(context, StatusCodes.Status404NotFound, missing, missingDetail)
                : service.Slug == route.Slug ? Answer.SendAsync(context, found, culture, vary)
                : Answer.Redirect(context, path(culture, service.Slug), vary);
    }

    // Most ask for one thing in one language; taking a query apart costs as much as all else of such an answer.
    private static string? OnlyCulture(string? query)
    {
        const string asked = "?culture=";
        if (query is null || !query.StartsWith(asked, StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var culture in Cultures.All)
        {
            if (query.AsSpan(asked.Length).Equals(culture, StringComparison.OrdinalIgnoreCase))
            {
                return culture;
            }
        }

        return null;
    }

    // What people look for can tell of their troubles: no cache that others use keeps it.
    private Task SearchAsync(HttpContext context, SelfServiceSnapshot snapshot, string culture, string vary, bool isSuggesting)
    {
        if (!pace.Allows(context))
        {
            return TooManyAsync(context);
        }

        if (ApiSearchQuery.Read(context.Request.Query, snapshot.In(culture), isSuggesting, out var fault) is not { } query)
        {
            return Answer.ProblemAsync(context, StatusCodes.Status400BadRequest, SelfServiceTexts.ApiQuery, fault!);
        }

        if (services.Search(snapshot, query.Question(culture)) is not { } found)
        {
            return Answer.StartingAsync(context);
        }

        var answer = isSuggesting ? ApiSearchQuery.Suggestions(snapshot.Site, culture, found) : query.Answer(snapshot.Site, culture, found);
        return Answer.SendAsync(
            context, StoredResponse.Keep(null, string.Empty, ServiceJson.ContentType, () => ServiceJson.Bytes(answer)), culture, vary, isSuggesting ? "private, max-age=60" : "private, max-age=0, must-revalidate");
    }

    private async Task ChangesAsync(HttpContext context, SelfServiceSnapshot snapshot, string? culture)
    {
        if (!pace.Allows(context))
        {
            await TooManyAsync(context);
            return;
        }

        if (ChangeQuery.Read(context.Request.Query, culture, out var fault) is not { } query)
        {
            await Answer.ProblemAsync(context, StatusCodes.Status400BadRequest, SelfServiceTexts.ApiQuery, fault!);
            return;
        }

        await (await changes.ForAsync(query.Since, context.RequestAborted) is not { } list ? Answer.StartingAsync(context)
            : list.Answer(query, snapshot) is not { } answer
                ? Answer.ProblemAsync(context, StatusCodes.Status410Gone, SelfServiceTexts.ApiCursorGone, SelfServiceTexts.ApiCursorGoneDetail)
            : Answer.SendAsync(context, StoredResponse.Keep(null, string.Empty, ServiceJson.ContentType, () => ServiceJson.Bytes(answer)), culture ?? Cultures.Bokmal));
    }

    private static Task TooManyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = SearchPace.Wait;
        return Answer.ProblemAsync(context, StatusCodes.Status429TooManyRequests, SelfServiceTexts.ApiTooMany, SelfServiceTexts.ApiTooManyDetail);
    }

    // Never what the request says unless it is configured.
    private string? AllowedOrigin(HttpContext context)
    {
        var allowed = options.CurrentValue.ApiOrigins;
        return allowed.Contains("*") ? "*"
            : context.Request.Headers.Origin.ToString() is { Length: > 0 } asked ? allowed.FirstOrDefault(origin => origin.TrimEnd('/').Equals(asked, StringComparison.OrdinalIgnoreCase))?.TrimEnd('/')
            : null;
    }
}
