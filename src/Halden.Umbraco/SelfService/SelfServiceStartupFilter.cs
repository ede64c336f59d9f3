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
    SelfServiceApi api,
    SignInProvider signIn,
    ServiceFeedback feedback,
    UseCounters counters,
    SelfServiceAssets assets,
    IOptionsMonitor<SelfServiceOptions> options,
    TimeProvider clock) : IStartupFilter
{
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
        if (options.CurrentValue.Fault is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        app.Use((context, rest) => signIn.IsAnswer(context.Request.Path) ? SignInAsync(context)
            : SelfServiceRoute.Parse(context.Request.Path.Value ?? string.Empty) is { } route
            ? AnswerAsync(context, route, rest)
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
        return Answer.WriteAsync(context, System.Text.Encoding.UTF8.GetBytes($"Contact: {contact}\nExpires: {expires:yyyy-MM-dd}T00:00:00Z\nPreferred-Languages: no, en\n"));
    }

    private Task AnswerAsync(HttpContext context, SelfServiceRoute route, RequestDelegate rest)
    {
        // A host that keeps them elsewhere serves them itself.
        var asset = route.Part == SelfServicePart.Asset ? assets.Find(route.Slug) : null;
        if (route.Part == SelfServicePart.Asset && asset is null)
        {
            return rest(context);
        }

        Secure(context.Response, route);
        if (route.IsApi && api.IsPreflight(context))
        {
            return Task.CompletedTask;
        }

        var isPost = HttpMethods.IsPost(context.Request.Method) && route.Part is SelfServicePart.Application or SelfServicePart.Feedback;
        if (!isPost && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return MethodNotAllowedAsync(context, route);
        }

        // The page that says that the site starts looks as the others do.
        if (asset is not null)
        {
            return Answer.SendAsync(context, asset, null, cache: SelfServiceAssets.Kept);
        }

        if (state.Current is not { } snapshot)
        {
            return StartingAsync(context, route);
        }

        if (route.Path.Length > 0 && context.Request.Path.Value != route.Path && !isPost)
        {
            return Answer.Redirect(context, route.Path + Answer.Query(context.Request));
        }

        return route.Part switch
        {
            SelfServicePart.Front => Answer.SendAsync(context, snapshot.In(route.Culture).FrontPage, route.Culture),
            SelfServicePart.ServiceList => Answer.SendAsync(context, snapshot.In(route.Culture).ListPage, route.Culture),
            SelfServicePart.ThemeList => Answer.SendAsync(context, snapshot.In(route.Culture).ThemePage, route.Culture),
            SelfServicePart.Search or SelfServicePart.SearchSuggestions => search.AnswerAsync(context, snapshot, route.Culture, route.Part == SelfServicePart.SearchSuggestions),
            SelfServicePart.Theme or SelfServicePart.LifeEvent => snapshot.In(route.Culture).Topic(route.Path) is { } topic
                ? Answer.SendAsync(context, topic, route.Culture)
                : NotFoundAsync(context, snapshot, route),
            SelfServicePart.Sitemap => SitemapAsync(context, snapshot),
            SelfServicePart.Feed => Answer.SendAsync(context, snapshot.In(route.Culture).Feed, route.Culture),
            SelfServicePart.Service => ServiceAsync(context, snapshot, route),
            SelfServicePart.Application => ApplicationAsync(context, snapshot, route),
            SelfServicePart.Feedback => FeedbackAsync(context, snapshot, route),
            SelfServicePart.Catalogue => CatalogueAsync(context, snapshot, route),
            _ when route.IsApi => api.AnswerAsync(context, snapshot, route),
            _ => NotFoundAsync(context, snapshot, route),
        };
    }

    private Task SignInAsync(HttpContext context)
    {
        Secure(context.Response, new SelfServiceRoute(SelfServicePart.UnknownPage, Cultures.Bokmal, string.Empty, string.Empty));
        return signIn.AnswerAsync(context);
    }

    private Task ServiceAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route) =>
        snapshot.BySlug(route.Culture, route.Slug) is not { } service ? NotFoundAsync(context, snapshot, route)
        : service.Slug == route.Slug ? PageAsync(context, service)
        : Answer.Redirect(context, service.Path + Answer.Query(context.Request));

    private Task PageAsync(HttpContext context, PublicService service)
    {
        counters.Viewed(context.Request, service);
        return Answer.SendAsync(context, service.Page, service.Culture);
    }

    private Task FeedbackAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route) =>
        snapshot.BySlug(route.Culture, route.Slug) is not { } service ? NotFoundAsync(context, snapshot, route)
        : feedback.AnswerAsync(context, snapshot.Site, service);

    private Task ApplicationAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route) =>
        snapshot.BySlug(route.Culture, route.Slug) is not { Form: not null } service ? NotFoundAsync(context, snapshot, route)
        : service.TextCulture != service.Culture ? Answer.Redirect(context, SelfServicePaths.Application(service.TextCulture, service.Slug) + Answer.Query(context.Request))
        : !service.CanApplyOnline ? Answer.ErrorAsync(context, StatusCodes.Status200OK, PageRenderer.ContentType, service.Culture, PageRenderer.NoApplicationNow(snapshot.Site, service))
        : service.Slug == route.Slug || HttpMethods.IsPost(context.Request.Method) ? filling.AnswerAsync(context, snapshot.Site, service)
        : Answer.Redirect(context, SelfServicePaths.Application(service.Culture, service.Slug) + Answer.Query(context.Request));

    private static Task CatalogueAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route)
    {
        if (route.Slug.Length > 0)
        {
            return Answer.SendAsync(context, snapshot.Catalogue(RdfFormats.FromFileName(route.Slug)!.Value), Cultures.Bokmal);
        }

        // Turtle unless another format is asked for by name: it is the one that people can read.
        var accepted = context.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1)
            .Select(type => RdfFormats.FromMediaType(type.MediaType.Value)).FirstOrDefault(format => format is not null);
        return Answer.SendAsync(context, snapshot.Catalogue(accepted ?? RdfFormat.Turtle), Cultures.Bokmal, "Accept, Accept-Encoding");
    }

    // Search engines want whole addresses. A site that has not been told its own has the one it was asked by, and then nobody keeps the answer.
    private static Task SitemapAsync(HttpContext context, SelfServiceSnapshot snapshot) =>
        snapshot.Sitemap is { } stored ? Answer.SendAsync(context, stored, Cultures.Bokmal)
        : Answer.ErrorAsync(context, StatusCodes.Status200OK, Sitemap.ContentType, Cultures.Bokmal, Sitemap.Render(snapshot, $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}"));

    private Task NotFoundAsync(HttpContext context, SelfServiceSnapshot snapshot, SelfServiceRoute route)
    {
        // What is only held back until it is approved comes back.
        if (route.Part is SelfServicePart.Service or SelfServicePart.Application or SelfServicePart.Feedback && snapshot.Gone(route.Culture, route.Slug) is { } gone
            && !state.Withheld.Any(text => text.DocumentKey == gone))
        {
            return Answer.ErrorAsync(context, StatusCodes.Status410Gone, PageRenderer.ContentType, route.Culture, PageRenderer.Gone(snapshot.Site, route.Culture));
        }

        IReadOnlyList<PublicService> elsewhere = route.Slug.Length == 0 ? [] : snapshot.Elsewhere(route.Culture, route.Slug);
        var body = elsewhere.Count == 0
            ? snapshot.In(route.Culture).NotFoundPage.In(ContentCoding.Identity).Bytes
            : PageRenderer.NotFound(snapshot.Site, route.Culture, elsewhere);
        return Answer.ErrorAsync(context, StatusCodes.Status404NotFound, PageRenderer.ContentType, route.Culture, body);
    }

    private static Task MethodNotAllowedAsync(HttpContext context, SelfServiceRoute route)
    {
        context.Response.Headers.Allow = route.Part is SelfServicePart.Application or SelfServicePart.Feedback ? "GET, HEAD, POST" : "GET, HEAD";
        if (route.IsApi)
        {
            return Answer.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, SelfServiceTexts.ApiMethod, SelfServiceTexts.ApiMethodDetail);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    private Task StartingAsync(HttpContext context, SelfServiceRoute route)
    {
        if (route.IsApi)
        {
            return Answer.StartingAsync(context);
        }

        context.Response.Headers.RetryAfter = Answer.Soon;
        return Answer.ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, PageRenderer.ContentType, route.Culture, _starting[route.Culture].Value);
    }

    private static void Secure(HttpResponse response, SelfServiceRoute route)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = route.IsApi ? "default-src 'none'; frame-ancestors 'none'"
            : route.Part is SelfServicePart.Application or SelfServicePart.Search or SelfServicePart.Front or SelfServicePart.ServiceList ? ScriptSecurity
            : ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.XFrameOptions = "DENY";
        if (response.HttpContext.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
