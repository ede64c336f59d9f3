using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.Embedded;

/// <summary>The page at /umbraco: the sign-in form, and for who is signed in the shell that the client fills.</summary>
internal static class ShellPages
{
    // The client's web components style themselves with constructed style sheets, which need no exception.
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string ShellHtml = EmbeddedDatabase.ReadResource("shell.html");
    private static readonly string SignInHtml = EmbeddedDatabase.ReadResource("sign-in.html");
    private static readonly string SignInCss = EmbeddedDatabase.ReadResource("sign-in.css");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/umbraco", Page);
        endpoints.MapGet("/umbraco/section/{**rest}", Page);
        endpoints.MapGet("/umbraco/embedded/sign-in.css", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Text(SignInCss, "text/css", Encoding.UTF8);
        });
    }

    public static IResult SignIn(HttpContext context, IAntiforgery antiforgery, string returnUrl, string? email, string? error, int status)
    {
        Protect(context);
        HtmlEncoder encoder = HtmlEncoder.Default;
        AntiforgeryTokenSet tokens = antiforgery.GetAndStoreTokens(context);
        var html = SignInHtml
            .Replace("{{title}}", error is null ? "Logg inn" : "Feil: Logg inn", StringComparison.Ordinal)
            .Replace(
                "{{error}}",
                error is null
                    ? string.Empty
                    : $"""<div class="error-summary" role="alert" tabindex="-1" id="error-summary"><h2>Du ble ikke logget inn</h2><p><a href="#email">{encoder.Encode(error)}</a></p></div>""",
                StringComparison.Ordinal)
            .Replace("{{described-by}}", error is null ? string.Empty : " aria-describedby=\"error-summary\"", StringComparison.Ordinal)
            .Replace("{{token-name}}", encoder.Encode(tokens.FormFieldName), StringComparison.Ordinal)
            .Replace("{{token}}", encoder.Encode(tokens.RequestToken!), StringComparison.Ordinal)
            .Replace("{{return-url}}", encoder.Encode(returnUrl), StringComparison.Ordinal)
            .Replace("{{email}}", encoder.Encode(email ?? string.Empty), StringComparison.Ordinal);
        return Results.Content(html, "text/html", Encoding.UTF8, status);
    }

    /// <summary>Security headers for everything under /umbraco.</summary>
    public static Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/umbraco", StringComparison.OrdinalIgnoreCase))
        {
            Protect(context);
        }

        return next(context);
    }

    private static IResult Page(HttpContext context, IBackOfficeSecurityAccessor security, IAntiforgery antiforgery)
    {
        context.Response.Headers.CacheControl = "no-store";
        return security.BackOfficeSecurity?.CurrentUser is null
            ? SignIn(context, antiforgery, SignInEndpoints.LocalUrl(context.Request.GetEncodedPathAndQuery()), null, null, StatusCodes.Status200OK)
            : Results.Content(ShellHtml, "text/html", Encoding.UTF8);
    }

    private static void Protect(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
    }
}
