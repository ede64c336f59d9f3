using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>Somebody who has signed in to a form.</summary>
/// <param name="Subject">Issuer and <c>sub</c>: the same person has the same, and nobody else.</param>
/// <param name="Level">How surely the person is known.</param>
/// <param name="Acr">What the provider calls it.</param>
/// <param name="SignedInAt">When.</param>
/// <param name="Until">When it is over, unless something happens before.</param>
/// <param name="Facts">What the provider has told of the person, of what forms can be filled in with.</param>
/// <param name="IdToken">What the provider knows the sign-in again by, when it is to end; null where it takes up too much room.</param>
internal sealed record SignInSession(
    string Subject, SignInLevel Level, string Acr, DateTimeOffset SignedInAt, DateTimeOffset Until, IReadOnlyDictionary<SignInFact, string> Facts, string? IdToken);

/// <summary>
/// Keeps who has signed in, in a cookie that only this site can read, for one form. It is the browser's: nothing of it is
/// kept here.
/// </summary>
internal sealed class SignInSessions([FromKeyedServices(SubmissionKeys.Ring)] IDataProtectionProvider ring, IOptionsMonitor<SignInOptions> options, TimeProvider clock)
{
    /// <summary>Name of the cookie; its path is the form's own.</summary>
    public const string CookieName = "halden-innlogget";

    // More than browsers keep of cookies for a site would lose the others'.
    private const int LongestIdToken = 6000;

    private readonly IDataProtector _protector = ring.CreateProtector("Halden.Umbraco.SelfService.SigningIn.Session");

    // Cookies have 4 kB; what is longer goes into several.
    private readonly ChunkingCookieManager _cookies = new() { ThrowForPartialCookies = false };

    /// <summary>The browser's session, over or not; null where it has none that this site has made.</summary>
    public SignInSession? Read(HttpContext context)
    {
        if (_cookies.GetRequestCookie(context, CookieName) is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SignInSession>(_protector.Unprotect(Convert.FromBase64String(cookie)));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a session is not over.</summary>
    public bool IsLive(SignInSession session) => session.Until > clock.GetUtcNow();

    /// <summary>Begins a session for the form at a path.</summary>
    public void Begin(HttpContext context, string path, SignInSession session, bool isSecure) =>
        Write(context, path, session with { IdToken = session.IdToken?.Length <= LongestIdToken ? session.IdToken : null }, isSecure);

    /// <summary>Lets a live session last, where half of its time is gone.</summary>
    public void Prolong(HttpContext context, string path, SignInSession session, bool isSecure)
    {
        var (now, settings) = (clock.GetUtcNow(), options.CurrentValue);
        var until = UntilOf(session.SignedInAt, now, settings);
        if (IsLive(session) && session.Until - now < settings.Timeout / 2 && until > session.Until)
        {
            Write(context, path, session with { Until = until }, isSecure);
        }
    }

    /// <summary>When a session is over that something has happened in now.</summary>
    public static DateTimeOffset UntilOf(DateTimeOffset signedInAt, DateTimeOffset now, SignInOptions settings) =>
        now + settings.Timeout < signedInAt + settings.Longest ? now + settings.Timeout : signedInAt + settings.Longest;

    public void End(HttpContext context, string path, bool isSecure) => _cookies.DeleteCookie(context, CookieName, Options(path, isSecure));

    private void Write(HttpContext context, string path, SignInSession session, bool isSecure) =>
        _cookies.AppendResponseCookie(context, CookieName, Convert.ToBase64String(_protector.Protect(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(session)))), Options(path, isSecure));

    private static CookieOptions Options(string path, bool isSecure) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = isSecure, Path = path, IsEssential = true };
}
