using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService;

/// <summary>How requests are answered, whatever is in the answer.</summary>
internal static class Answer
{
    /// <summary>Seconds after which it is worth asking again while the site starts, as Retry-After says it.</summary>
    public const string Soon = "2";

    private const string Fresh = "public, max-age=0, must-revalidate";

    /// <summary>An answer that is kept: with its ETag, in the coding that the asker takes, and 304 where they have it. No culture for what is in no language.</summary>
    public static Task SendAsync(HttpContext context, StoredResponse stored, string? culture, string vary = "Accept-Encoding", string cache = Fresh)
    {
        var (asked, headers) = (context.Request.Headers, context.Response.Headers);
        var representation = stored.In(ContentNegotiation.Coding(asked.AcceptEncoding));
        headers.ETag = representation.ETag;
        headers.CacheControl = cache;
        headers.Vary = headers.Vary.Count > 0 ? $"{vary}, {headers.Vary}" : vary;
        if (culture is not null)
        {
            headers.ContentLanguage = SelfServiceTexts.LanguageTag(culture);
        }

        if (ContentNegotiation.IsKnown(asked.IfNoneMatch, representation.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = stored.ContentType;
        if (representation.Encoding is not null)
        {
            headers.ContentEncoding = representation.Encoding;
        }

        return WriteAsync(context, representation.Bytes);
    }

    /// <summary>A fault for programs, as RFC 9457 has it, in the language that the asker reads.</summary>
    public static Task ProblemAsync(HttpContext context, int status, Label title, Label detail, Action<JsonObject>? extend = null)
    {
        var culture = ContentNegotiation.Culture(context.Request.Headers.AcceptLanguage);
        var problem = ServiceJson.Problem(status, title.In(culture), detail.In(culture));
        extend?.Invoke(problem);
        context.Response.Headers.Vary = "Accept-Language";
        return ErrorAsync(context, status, ServiceJson.ProblemContentType, culture, ServiceJson.Bytes(problem));
    }

    /// <summary>An answer that nobody is to keep.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string contentType, string culture, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;

        // What is not there now may be there in a moment, when it is published.
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(culture);
        return WriteAsync(context, body);
    }

    /// <summary>Leads to where it is now.</summary>
    public static Task Redirect(HttpContext context, string address, string? vary = null)
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

    /// <summary>The body, which HEAD is not given.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>That the API is not ready yet.</summary>
    public static Task StartingAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = Soon;
        return ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, SelfServiceTexts.ApiStarting, SelfServiceTexts.ApiStartingDetail);
    }

    /// <summary>The query as it was sent, fit for a redirect: a header takes nothing but ASCII.</summary>
    public static string Query(HttpRequest request) =>
        request.QueryString.Value is { } query && !query.AsSpan().ContainsAnyExceptInRange('!', '~') ? query : string.Empty;
}
