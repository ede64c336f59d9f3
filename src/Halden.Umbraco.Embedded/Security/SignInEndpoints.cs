using System.Globalization;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.Embedded;

/// <summary>Signing in and out, by the shell's scripts as JSON or by the sign-in page's plain form.</summary>
internal static class SignInEndpoints
{
    public const string SignInPath = "/umbraco/embedded/sign-in";

    public static void Map(IEndpointRouteBuilder endpoints, EmbeddedOptions options)
    {
        PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinuteAndAddress, Window = TimeSpan.FromMinutes(1) }));
        endpoints.MapPost(SignInPath, (HttpContext context, SignIn signIn, IAntiforgery antiforgery) => SignInAsync(context, signIn, antiforgery, limiter));
        endpoints.MapPost("/umbraco/embedded/sign-out", (Delegate)SignOutAsync);
        endpoints.MapGet("/umbraco/embedded/me", (HttpContext context, IBackOfficeSecurityAccessor security) => Me(context, security));
        endpoints.MapGet("/umbraco/embedded/antiforgery", Antiforgery);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn, IAntiforgery antiforgery, PartitionedRateLimiter<HttpContext> limiter)
    {
        Credentials? credentials = await ReadAsync(context);
        using RateLimitLease lease = limiter.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "60";
            return Refuse(context, antiforgery, credentials, StatusCodes.Status429TooManyRequests, "For mange forsøk på å logge inn. Vent ett minutt og prøv igjen.");
        }

        if (credentials is not { Email.Length: > 0, Password.Length: > 0 })
        {
            return Refuse(context, antiforgery, credentials, StatusCodes.Status400BadRequest, "Skriv inn både e-postadresse og passord.");
        }

        (SignInStatus status, IUser? user) = signIn.Check(credentials.Email.Trim(), credentials.Password);
        switch (status)
        {
            case SignInStatus.LockedOut:
                return Refuse(
                    context, antiforgery, credentials, StatusCodes.Status423Locked,
                    "Kontoen er låst etter for mange feil passord. Vent ti minutter og prøv igjen, eller be en administrator om å låse den opp.");
            case SignInStatus.Failed:
                return Refuse(context, antiforgery, credentials, StatusCodes.Status401Unauthorized, "E-postadressen eller passordet er feil.");
        }

        await context.SignInAsync(EmbeddedAuthentication.Scheme, EmbeddedAuthentication.Principal(user!));
        return credentials.FromForm ? Results.Redirect(LocalUrl(credentials.ReturnUrl)) : Results.Ok(new { user = View(user!) });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(EmbeddedAuthentication.Scheme);
        return context.Request.HasFormContentType ? Results.Redirect("/umbraco") : Results.NoContent();
    }

    private static IResult Me(HttpContext context, IBackOfficeSecurityAccessor security)
    {
        NoStore(context);
        return security.BackOfficeSecurity?.CurrentUser is { } user ? Results.Ok(View(user)) : Results.Unauthorized();
    }

    private static IResult Antiforgery(HttpContext context, IAntiforgery antiforgery)
    {
        NoStore(context);
        return Results.Ok(new { token = antiforgery.GetAndStoreTokens(context).RequestToken, headerName = EmbeddedAuthentication.AntiforgeryHeader });
    }

    private static IResult Refuse(HttpContext context, IAntiforgery antiforgery, Credentials? credentials, int status, string message)
    {
        NoStore(context);
        return credentials is { FromForm: true }
            ? ShellPages.SignIn(context, antiforgery, LocalUrl(credentials.ReturnUrl), credentials.Email, message, status)
            : Results.Problem(message, statusCode: status, title: "Innloggingen mislyktes");
    }

    private static async Task<Credentials?> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            return new Credentials { Email = form["email"], Password = form["password"], ReturnUrl = form["returnUrl"], FromForm = true };
        }

        try
        {
            return context.Request.HasJsonContentType() ? await context.Request.ReadFromJsonAsync<Credentials>(context.RequestAborted) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static object View(IUser user) => new
    {
        key = user.Key,
        name = user.Name,
        email = user.Email,
        groups = user.Groups.Select(x => x.Alias).Order(StringComparer.Ordinal),
        sections = user.AllowedSections.Order(StringComparer.Ordinal),
    };

    /// <summary>An address of the back office on this site, never of another one.</summary>
    internal static string LocalUrl(string? url)
        => url is not null
            && (url.Equals("/umbraco", StringComparison.OrdinalIgnoreCase) || url.StartsWith("/umbraco/", StringComparison.OrdinalIgnoreCase) || url.StartsWith("/umbraco?", StringComparison.OrdinalIgnoreCase))
            && !url.Contains('\\', StringComparison.Ordinal)
            && !url.Any(char.IsControl)
            ? url
            : "/umbraco";

    private static void NoStore(HttpContext context) => context.Response.Headers.CacheControl = "no-store";

    private sealed class Credentials
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? ReturnUrl { get; set; }

        [JsonIgnore]
        public bool FromForm { get; set; }
    }
}
