using System.Globalization;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Feedback;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Answers the public addresses in front of the rest of the site: nothing of the pipeline behind it, Umbraco's included,
/// runs for them. Every other request passes untouched.
/// </summary>
internal sealed class SelfServiceStartupFilter(
    SelfServiceState state,
    FormFilling filling,
    SearchPages search,
    ServiceSearch services,
    SearchPace pace,
    ChangeFeed changes,
    SignInProvider signIn,
    ServiceFeedback feedback,
    UseCounters counters,
    IOptionsMonitor<SelfServiceOptions> options,
    TimeProvider clock) : IStartupFilter
{
    private const string Fresh = "public, max-age=0, must-revalidate";

    // Pictures as data: the design system's style sheet has its icons in itself.
    private const string ContentSecurity =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // What fills in or searches has a script of the site's own, and nothing but: no text in a page can become one.
    private const string ScriptSecurity = ContentSecurity + "; script-src 'self'; connect-src 'self'";

    private const string SecurityTextPath = "/.well-known/security.txt";

    private readonly Dictionary<string, Lazy<byte[]>> _starting = Cultures.All.ToDictionary(
        culture => culture,
        culture => new Lazy<byte[]>(() => PageRenderer.Starting(SelfServiceSite.Of(options.CurrentValue, string.Empty), culture)));

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) => signIn.IsAnswer(context.Request.Path) ? SignInAsync(context)
            : SelfServiceRoute.Parse(context.Request.Path.Value ?? string.Empty) is { } route
            ? AnswerAsync(context, route)
            : context.Request.Path == SecurityTextPath && options.CurrentValue.SecurityContact.Length > 0 && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) ? SecurityTextAsync(context)
            : rest(context));
        next(app);
    };

    // RFC 9116. It has to say until when it can be trusted; whoever runs the site is there for another half year from today.
    private Task SecurityTextAsync(HttpContext context)
    {
        var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(180);
        var contact = options.CurrentValue.SecurityContact.ReplaceLineEndings(string.Empty).Trim();
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return WriteAsync(context, System.Text.Encoding.UTF8.GetBytes($"Contact: {contact}\nExpires: {expires:yyyy-MM-dd}T00:00:00Z\nPreferred-Languages: no, en\n"));
    }

    private Task AnswerAsync(HttpContext context, SelfServiceRoute route)
    {
        Secure(context.Response, route);
        if (route.IsApi && options.CurrentValue.ApiOrigins.Any(origin => origin != "*"))
        {
            context.Response.Headers.Vary = "Origin";
        }

        if (route.IsApi && AllowedOrigin(context) is { } origin)
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            if (HttpMethods.IsOptions(context.Request.Method))
            {
                context.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
                context.Response.Headers.AccessControlAllowHeaders = "If-None-Match";
                context.Response.Headers.AccessControlMaxAge = "86400";
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }

            context.Response.Headers.AccessControlExposeHeaders = "ETag, Retry-After";
        }

        var isPost = HttpMethods.IsPost(context.Request.Method) && route.Part is SelfServicePart.Application or SelfServicePart.Feedback;
        if (!isPost && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return MethodNotAllowedAsync(context, route);
        }

        if (state.Current is not { } snapshot)
        {
            return StartingAsync(context, route);
        }

        if (route.Path.Length > 0 && context.Request.Path.Value != route.Path && !isPost)
        {
            return Redirect(context, route.Path + Query(context.Request));
        }

        return route.Part switch
        {
            SelfServicePart.Front => SendAsync(context, snapshot.In(route.Culture).FrontPage, route.Culture),
            SelfServicePart.ServiceList => SendAsync(context, snapshot.In(route.Culture).ListPage, route.Culture),
            SelfServicePart.ThemeList => SendAsync(context, snapshot.In(route.Culture).ThemePage, route.Culture),
            SelfServicePart.Search or SelfServicePart.SearchSuggestions => search.AnswerAsync(context, snapshot, route.Culture, route.Part == SelfServicePart.SearchSuggestions),
            SelfServicePart.Theme or SelfServicePart.LifeEvent => snapshot.In(route.Culture).Topic(route.Path) is { } topic
                ? SendAsync(context, topic, route.Culture)
                : NotFoundAsync(context, snapshot, route),
            SelfServicePart.Sitemap => SitemapAsync(context, snapshot),
            SelfServicePart.Feed => SendAsync(context, snapshot.In(route.Culture).Feed, route.Culture),
            SelfServicePart.Service => ServiceAsync(context, snapshot, route),
            SelfServicePart.Application => ApplicationAsync(context, snapshot, route),
            SelfServicePart.Feedback => FeedbackAsync(context, snapshot, route),
            SelfServicePart.Catalogue => CatalogueAsync(context, snapshot, route),
            SelfServicePart.ApiDescription => SendAsync(context, snapshot.OpenApi, Cultures.Bokmal),
            SelfServicePart.UnknownApi => ProblemAsync(
                context, StatusCodes.Status404NotFound, SelfServiceTexts.ApiUnknown, SelfServiceTexts.ApiUnknownDetail),
            _ when route.IsApi => ApiAsync(context, snapshot, route),
            _ => NotFoundAsync(context, snapshot, route),
        };
    }

    private Task SignInAsync(HttpContext context)
    {
        Secure(context.Response, new SelfServiceRoute(SelfServicePart.UnknownPage, Cultures.Bokmal, string.Empty, string.Empty));
        return signIn.AnswerAsync(context);
    }

    // Never what the request says unless it is configured.
    private string? AllowedOrigin(HttpContext context)
    {
        var allowed = options.CurrentValue.ApiOrigins;
        return allowed.Contains("*") ? "*"
            : context.Request.Headers.Origin.ToString() is { Length: > 0 } asked ? allowed.FirstOrDefault(origin => origin.TrimEnd('/').Equals(asked, StringComparison.OrdinalIgnoreCase))?.TrimEnd('/')
            : null;
    }

    private Task ServiceAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route) =>
        snapshot.BySlug(route.Culture, route.Slug) is not { } service ? NotFoundAsync(context, snapshot, route)
        : service.Slug == route.Slug ? PageAsync(context, service)
        : Redirect(context, service.Path + Query(context.Request));

    private Task PageAsync(HttpContext context, PublicService service)
    {
        counters.Viewed(context.Request, service);
        return SendAsync(context, service.Page, service.Culture);
    }

    private Task FeedbackAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route) =>
        snapshot.BySlug(route.Culture, route.Slug) is not { } service ? NotFoundAsync(context, snapshot, route)
        : feedback.AnswerAsync(context, snapshot.Site, service);

    private Task ApplicationAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route) =>
        snapshot.BySlug(route.Culture, route.Slug) is not { Form: not null } service ? NotFoundAsync(context, snapshot, route)
        : service.TextCulture != service.Culture ? Redirect(context, SelfServicePaths.Application(service.TextCulture, service.Slug) + Query(context.Request))
        : !service.CanApplyOnline ? ErrorAsync(context, StatusCodes.Status200OK, PageRenderer.ContentType, service.Culture, PageRenderer.NoApplicationNow(snapshot.Site, service))
        : service.Slug == route.Slug || HttpMethods.IsPost(context.Request.Method) ? filling.AnswerAsync(context, snapshot.Site, service)
        : Redirect(context, SelfServicePaths.Application(service.Culture, service.Slug) + Query(context.Request));

    private static Task CatalogueAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route)
    {
        if (route.Slug.Length > 0)
        {
            return SendAsync(context, snapshot.Catalogue(RdfFormats.FromFileName(route.Slug)!.Value), Cultures.Bokmal);
        }

        // Turtle unless another format is asked for by name: it is the one that people can read.
        var accepted = context.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1)
            .Select(type => RdfFormats.FromMediaType(type.MediaType.Value)).FirstOrDefault(format => format is not null);
        return SendAsync(context, snapshot.Catalogue(accepted ?? RdfFormat.Turtle), Cultures.Bokmal, "Accept, Accept-Encoding");
    }

    private Task ApiAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route)
    {
        string culture;
        var vary = "Accept-Encoding";
        if (context.Request.Query.TryGetValue("culture", out var asked))
        {
            var known = Cultures.All.FirstOrDefault(one => one.Equals(asked.ToString(), StringComparison.OrdinalIgnoreCase));
            if (known is null)
            {
                return ProblemAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    SelfServiceTexts.ApiCulture,
                    SelfServiceTexts.ApiCultureDetail,
                    problem => problem["cultures"] = new JsonArray([.. Cultures.All.Select(one => (JsonNode)one)]));
            }

            culture = known;
        }
        else
        {
            culture = ContentNegotiation.Culture(context.Request.Headers.AcceptLanguage);
            vary = "Accept-Encoding, Accept-Language";
        }

        switch (route.Part)
        {
            case SelfServicePart.ApiThemes:
                return SendAsync(context, snapshot.In(culture).ThemesJson, culture, vary);
            case SelfServicePart.ApiChanges:
                // Copies are of every language, unless one is asked for.
                return ChangesAsync(context, snapshot, asked.Count > 0 ? culture : null);
            case SelfServicePart.ApiLetters:
                return SendAsync(context, snapshot.In(culture).LettersJson, culture, vary);
            case SelfServicePart.ApiForms:
                return SendAsync(context, snapshot.In(culture).FormsJson, culture, vary);
            case SelfServicePart.ApiSearch or SelfServicePart.ApiSuggest:
                return ApiSearchAsync(context, snapshot, culture, vary, route.Part == SelfServicePart.ApiSuggest);
        }

        if (route.Part == SelfServicePart.ApiServices)
        {
            return ServiceListQuery.Read(context.Request.Query, out var fault) is not { } query
                    ? ProblemAsync(context, StatusCodes.Status400BadRequest, SelfServiceTexts.ApiQuery, fault!)
                : SendAsync(context, snapshot.In(culture).List(query), culture, vary);
        }

        if (route.Part == SelfServicePart.ApiForm)
        {
            return snapshot.BySlug(culture, route.Slug) is not { FormJson: { } form } applied || applied.TextCulture != culture
                    ? ProblemAsync(context, StatusCodes.Status404NotFound, SelfServiceTexts.ApiNoForm, SelfServiceTexts.ApiNoFormDetail)
                : applied.Slug == route.Slug ? SendAsync(context, form, culture, vary)
                : Redirect(context, SelfServicePaths.ApiForm(culture, applied.Slug), vary);
        }

        return snapshot.BySlug(culture, route.Slug) is not { } service || service.TextCulture != culture
                ? ProblemAsync(context, StatusCodes.Status404NotFound, SelfServiceTexts.ApiNoService, SelfServiceTexts.ApiNoServiceDetail)
            : service.Slug == route.Slug ? SendAsync(context, service.Json, culture, vary)
            : Redirect(context, SelfServicePaths.ApiService(culture, service.Slug), vary);
    }

    // What people look for can tell of their troubles: no cache that others use keeps it.
    private Task ApiSearchAsync(HttpContext context, SelfServiceSnapshot snapshot, string culture, string vary, bool isSuggesting)
    {
        if (!pace.Allows(context))
        {
            return TooManyAsync(context);
        }

        if (ApiSearchQuery.Read(context.Request.Query, snapshot.In(culture), isSuggesting, out var fault) is not { } query)
        {
            return ProblemAsync(context, StatusCodes.Status400BadRequest, SelfServiceTexts.ApiQuery, fault!);
        }

        if (services.Search(snapshot, query.Question(culture)) is not { } found)
        {
            return StartingAsync(context, new SelfServiceRoute(SelfServicePart.ApiSearch, culture, string.Empty, string.Empty));
        }

        var answer = isSuggesting ? ApiSearchQuery.Suggestions(snapshot.Site, culture, found) : query.Answer(snapshot.Site, culture, found);
        return SendAsync(
            context, StoredResponse.Keep(null, string.Empty, ServiceJson.ContentType, () => ServiceJson.Bytes(answer)), culture, vary, isSuggesting ? "private, max-age=60" : "private, max-age=0, must-revalidate");
    }

    private Task ChangesAsync(HttpContext context, SelfServiceSnapshot snapshot, string? culture)
    {
        if (!pace.Allows(context))
        {
            return TooManyAsync(context);
        }

        return ChangeQuery.Read(context.Request.Query, culture, out var fault) is not { } query
                ? ProblemAsync(context, StatusCodes.Status400BadRequest, SelfServiceTexts.ApiQuery, fault!)
            : changes.Current.Answer(query, snapshot) is not { } answer
                ? ProblemAsync(context, StatusCodes.Status410Gone, SelfServiceTexts.ApiCursorGone, SelfServiceTexts.ApiCursorGoneDetail)
            : SendAsync(context, StoredResponse.Keep(null, string.Empty, ServiceJson.ContentType, () => ServiceJson.Bytes(answer)), culture ?? Cultures.Bokmal);
    }

    private static Task TooManyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = SearchPace.Wait;
        return ProblemAsync(context, StatusCodes.Status429TooManyRequests, SelfServiceTexts.ApiTooMany, SelfServiceTexts.ApiTooManyDetail);
    }

    // Search engines want whole addresses. A site that has not been told its own has the one it was asked by, and then nobody keeps the answer.
    private static Task SitemapAsync(HttpContext context, SelfServiceSnapshot snapshot) =>
        snapshot.Sitemap is { } stored ? SendAsync(context, stored, Cultures.Bokmal)
        : ErrorAsync(context, StatusCodes.Status200OK, Sitemap.ContentType, Cultures.Bokmal, Sitemap.Render(snapshot, $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}"));

    private Task NotFoundAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route)
    {
        // What is only held back until it is approved comes back.
        if (route.Part is SelfServicePart.Service or SelfServicePart.Application or SelfServicePart.Feedback && snapshot.Gone(route.Culture, route.Slug) is { } gone
            && !state.Withheld.Any(text => text.DocumentKey == gone))
        {
            return ErrorAsync(context, StatusCodes.Status410Gone, PageRenderer.ContentType, route.Culture, PageRenderer.Gone(snapshot.Site, route.Culture));
        }

        IReadOnlyList<PublicService> elsewhere = route.Slug.Length == 0 ? [] : snapshot.Elsewhere(route.Culture, route.Slug);
        var body = elsewhere.Count == 0
            ? snapshot.In(route.Culture).NotFoundPage.In(ContentCoding.Identity).Bytes
            : PageRenderer.NotFound(snapshot.Site, route.Culture, elsewhere);
        return ErrorAsync(context, StatusCodes.Status404NotFound, PageRenderer.ContentType, route.Culture, body);
    }

    private static Task MethodNotAllowedAsync(HttpContext context, SelfServiceRoute route)
    {
        context.Response.Headers.Allow = route.Part is SelfServicePart.Application or SelfServicePart.Feedback ? "GET, HEAD, POST" : "GET, HEAD";
        if (route.IsApi)
        {
            return ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, SelfServiceTexts.ApiMethod, SelfServiceTexts.ApiMethodDetail);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    private Task StartingAsync(HttpContext context, SelfServiceRoute route)
    {
        context.Response.Headers.RetryAfter = "2";
        return route.IsApi
            ? ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, SelfServiceTexts.ApiStarting, SelfServiceTexts.ApiStartingDetail)
            : ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, PageRenderer.ContentType, route.Culture, _starting[route.Culture].Value);
    }

    private static async Task SendAsync(HttpContext context, StoredResponse stored, string culture, string vary = "Accept-Encoding", string cache = Fresh)
    {
        var representation = stored.In(ContentNegotiation.Coding(context.Request.Headers.AcceptEncoding));
        var response = context.Response;
        response.Headers.ETag = representation.ETag;
        response.Headers.CacheControl = cache;
        response.Headers.Vary = response.Headers.Vary.Count > 0 ? $"{vary}, {response.Headers.Vary}" : vary;
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(culture);
        if (ContentNegotiation.IsKnown(context.Request.Headers.IfNoneMatch, representation.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = stored.ContentType;
        if (representation.Encoding is not null)
        {
            response.Headers.ContentEncoding = representation.Encoding;
        }

        await WriteAsync(context, representation.Bytes);
    }

    private static Task ProblemAsync(HttpContext context, int status, Label title, Label detail, Action<JsonObject>? extend = null)
    {
        var culture = ContentNegotiation.Culture(context.Request.Headers.AcceptLanguage);
        var problem = ServiceJson.Problem(status, title.In(culture), detail.In(culture));
        extend?.Invoke(problem);
        context.Response.Headers.Vary = "Accept-Language";
        return ErrorAsync(context, status, ServiceJson.ProblemContentType, culture, ServiceJson.Bytes(problem));
    }

    private static Task ErrorAsync(HttpContext context, int status, string contentType, string culture, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;

        // What is not there now may be there in a moment, when it is published.
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(culture);
        return WriteAsync(context, body);
    }

    private static Task Redirect(HttpContext context, string address, string? vary = null)
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = address;

        // Permanent for search engines; but a title may change back, so no browser is to keep it for ever.
        context.Response.Headers.CacheControl = Fresh;
        if (vary is not null)
        {
            context.Response.Headers.Vary = vary;
        }

        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body);
        }
    }

    private static void Secure(HttpResponse response, SelfServiceRoute route)
    {
        response.Headers.ContentSecurityPolicy = route.IsApi ? "default-src 'none'; frame-ancestors 'none'"
            : route.Part is SelfServicePart.Application or SelfServicePart.Search or SelfServicePart.Front or SelfServicePart.ServiceList ? ScriptSecurity
            : ContentSecurity;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.Headers.XFrameOptions = "DENY";
        if (response.HttpContext.Request.IsHttps)
        {
            response.Headers.StrictTransportSecurity = "max-age=31536000";
        }

        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }

    // Kept through a redirect as it was sent; a header takes nothing but ASCII.
    private static string Query(HttpRequest request) =>
        request.QueryString.Value is { } query && !query.AsSpan().ContainsAnyExceptInRange('!', '~') ? query : string.Empty;
}
