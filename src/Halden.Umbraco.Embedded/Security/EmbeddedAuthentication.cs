using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>Sign-in by cookie, under the scheme and with the claims that Umbraco's back office uses.</summary>
internal static class EmbeddedAuthentication
{
    public const string Scheme = Constants.Security.BackOfficeAuthenticationType;
    public const string AntiforgeryHeader = "X-XSRF-TOKEN";
    private const string KeysDirectory = "DataProtection-Keys";

    public static void Add(IServiceCollection services, EmbeddedOptions options)
    {
        PrivateDirectory.Create(options.DataDirectory!);
        AddDataProtection(services, Path.Combine(options.DataDirectory!, KeysDirectory));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = AntiforgeryHeader;
            antiforgery.Cookie.Name = "Halden.Umbraco.Antiforgery";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "Halden.Umbraco.CitizenSignIn";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.IsEssential = true;
            cookie.ExpireTimeSpan = options.SessionDuration;
            cookie.SlidingExpiration = true;
            cookie.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = ValidateAsync,

                // An API answers with a status; the page that signs people in is the shell's own.
                OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized),
                OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden),
            };
        });
        AuthorizationPolicies.Add(services);
    }

    public static ClaimsPrincipal Principal(IUser user)
    {
        var identity = new ClaimsIdentity(Scheme, ClaimTypes.Name, ClaimsIdentity.DefaultRoleClaimType);
        identity.AddRequiredClaims(
            user.Id.ToInvariantString(),
            user.Key,
            user.Username,
            user.Name ?? user.Username,
            user.StartContentIds,
            user.StartMediaIds,
            user.Language ?? "nb-NO",
            user.SecurityStamp ?? string.Empty,
            user.AllowedSections,
            user.Groups.Select(x => x.Alias));
        identity.AddClaim(new Claim(ClaimTypes.Email, user.Email));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>
    /// Compares the cookie with the user as he is now: who is disabled, locked out or has a new password is out
    /// at once, and who has other groups acts with those.
    /// </summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        IUser? user = context.Principal?.Identity is ClaimsIdentity identity && identity.GetUserKey() is { } key
            ? context.HttpContext.RequestServices.GetRequiredService<IBackOfficeUserReader>().GetByKey(key)
            : null;
        if (user is not { IsApproved: true, IsLockedOut: false } || ((ClaimsIdentity)context.Principal!.Identity!).GetSecurityStamp() != user.SecurityStamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }

        context.ReplacePrincipal(Principal(user));
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static void AddDataProtection(IServiceCollection services, string path)
    {
        // Whoever reads these keys can sign in as anybody.
        PrivateDirectory.Create(path);
        services.AddDataProtection().SetApplicationName("Halden.Umbraco.Embedded").PersistKeysToFileSystem(new DirectoryInfo(path));
    }
}
