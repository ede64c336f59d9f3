using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>A request for the form of a service, and its answer.</summary>
/// <param name="Context">The request.</param>
/// <param name="Site">The site.</param>
/// <param name="Service">The service, which has a form.</param>
internal sealed record FormVisit(HttpContext Context, SelfServiceSite Site, PublicService Service)
{
    /// <summary>Name of the cookie that opens a draft; its path is the form's own.</summary>
    public const string CookieName = "halden-soknad";

    private const string JsonType = "application/json";

    public FormDefinition Form { get; } = Service.Form!;

    public string Culture => Service.Culture;

    /// <summary>Who has signed in, over or not; null for nobody, or where the form has nothing to do with it.</summary>
    public SignInSession? Session { get; init; }

    /// <summary>Whether somebody has signed in, and it is not over: else nothing that is theirs is shown.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>Alias → what the sign-in fills in.</summary>
    public IReadOnlyDictionary<string, FilledFact> Facts { get; init; } = new Dictionary<string, FilledFact>();

    /// <summary>What the browser has of a draft; null where it has none.</summary>
    public string? Token => Context.Request.Cookies[CookieName];

    /// <summary>The secret that opens the draft; null where there is none, or where it is somebody's who has not signed in.</summary>
    public string? Secret => DraftToken.SecretOf(Token, Session?.Subject);

    /// <summary>The form's own.</summary>
    public string Path => SelfServicePaths.Application(Service.Culture, Service.Slug);

    public FormAnswers Read(OpenDraft draft)
    {
        var files = draft.Files.GroupBy(file => file.FieldAlias).Select(same => KeyValuePair.Create(same.Key, (IReadOnlyList<string>)[.. same.Select(file => file.FileName)]));
        var given = draft.Answers.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return FormAnswers.Read(
            Form,
            Facts.Where(fact => !given.Contains(fact.Key)).Select(fact => KeyValuePair.Create(fact.Key, (IReadOnlyList<string>)[fact.Value.Value])).Concat(draft.Answers).Concat(files),
            Facts.Where(fact => fact.Value.IsVouched).ToDictionary(fact => fact.Key, fact => fact.Value.Value));
    }

    /// <summary>Gives the browser a cookie for this form alone, until the browser is closed. Null takes it back.</summary>
    public void Remember(string? secret, string name = CookieName)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, Path = Path, IsEssential = true };
        if (secret is null)
        {
            Context.Response.Cookies.Delete(name, options);
        }
        else
        {
            Context.Response.Cookies.Append(name, secret, options);
        }
    }

    public Task RedirectAsync(string query)
    {
        Context.Response.StatusCode = StatusCodes.Status303SeeOther;
        Context.Response.Headers.Location = Path + query;
        return Task.CompletedTask;
    }

    /// <summary>Whether it is the page's own script that asks, and not a browser that goes somewhere.</summary>
    public bool IsByScript => Context.Request.Headers.Accept == JsonType;

    public Task MessageAsync(int status, Label message) => IsByScript
        ? JsonAsync(status, FormPages.Fault(Service, message))
        : SendAsync(status, FormPages.Message(Site, Service, message));

    public Task JsonAsync(int status, byte[] json) => SendAsync(status, json, JsonType);

    public Task SendAsync(int status, byte[] page) => SendAsync(status, page, PageRenderer.ContentType);

    public async Task SendAsync(int status, byte[] body, string contentType)
    {
        var response = Context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(Culture);
        if (!HttpMethods.IsHead(Context.Request.Method))
        {
            await response.Body.WriteAsync(body, Context.RequestAborted);
        }
    }
}
