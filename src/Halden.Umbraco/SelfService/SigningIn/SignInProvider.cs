using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Umbraco.Cms.Core.Configuration.Models;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>What somebody who is to sign in comes from, and what is asked for.</summary>
/// <param name="Path">The form's path.</param>
/// <param name="Query">Where in it to come back to.</param>
/// <param name="Culture">In which language.</param>
/// <param name="Level">How surely the person must be known.</param>
internal sealed record SignInRequest(string Path, string Query, string Culture, SignInLevel Level);

/// <summary>
/// Signs citizens in at the provider of <see cref="SignInOptions"/>, by ASP.NET's own handler of OpenID Connect: code flow with
/// PKCE, state and nonce. The handler is called from here and is none of the site's schemes, so that the site's own signing in,
/// Umbraco's backoffice among it, neither knows of it nor falls with it (docs/adr/0019).
/// </summary>
internal sealed class SignInProvider : IDisposable
{
    private const string SchemeName = "Halden.SignIn";
    private const string PathItem = "halden.path";
    private const string CultureItem = "halden.culture";
    private const string LevelItem = "halden.level";
    private const string AcrItem = "halden.acr";
    private const string SubjectItem = "halden.subject";
    private const string IdTokenItem = "halden.id_token";

    private static readonly AuthenticationScheme Scheme = new(SchemeName, null, typeof(OpenIdConnectHandler));

    private readonly IDataProtectionProvider _ring;
    private readonly IDataProtector _signedOut;
    private readonly SignInSessions _sessions;
    private readonly SelfServiceState _state;
    private readonly IOptionsMonitor<SignInOptions> _settings;
    private readonly IOptionsMonitor<WebRoutingSettings> _webRouting;
    private readonly TimeProvider _clock;
    private readonly ILogger<SignInProvider> _logger;
    private readonly IDisposable? _changes;
    private volatile HandlerOptions? _options;

    public SignInProvider(
        [FromKeyedServices(SubmissionKeys.Ring)] IDataProtectionProvider ring,
        SignInSessions sessions,
        SelfServiceState state,
        IOptionsMonitor<SignInOptions> settings,
        IOptionsMonitor<WebRoutingSettings> webRouting,
        TimeProvider clock,
        ILogger<SignInProvider> logger)
    {
        (_ring, _sessions, _state, _settings, _webRouting, _clock, _logger) = (ring, sessions, state, settings, webRouting, clock, logger);
        _signedOut = ring.CreateProtector("Halden.Umbraco.SelfService.SigningIn.SignedOut");
        _changes = settings.OnChange(_ => _options = null);
    }

    /// <summary>What is set up.</summary>
    public SignInOptions Settings => _settings.CurrentValue;

    /// <summary>Whether citizens can sign in, as far as the settings tell.</summary>
    public bool IsAvailable => Settings.IsUsable;

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes?.Dispose();
        _options?.Made.Backchannel?.Dispose();
    }

    /// <summary>Whether a request is the provider's answer.</summary>
    public bool IsAnswer(PathString path) => Settings is { IsConfigured: true } settings && (path == settings.CallbackPath || path == settings.SignedOutPath);

    /// <summary>Whether cookies of an answer are for safe lines alone: also where a proxy in front of the site has the safe line.</summary>
    public bool IsSecure(HttpContext context) => RootOf(context.Request).StartsWith(Uri.UriSchemeHttps + ":", StringComparison.Ordinal);

    /// <summary>Sends the browser to the provider; false where the provider does not answer, and nothing has been sent.</summary>
    public async Task<bool> TryBeginAsync(HttpContext context, SignInRequest request)
    {
        var properties = new AuthenticationProperties { RedirectUri = request.Path + request.Query };
        (properties.Items[PathItem], properties.Items[CultureItem], properties.Items[LevelItem]) = (request.Path, request.Culture, request.Level.ToString());
        try
        {
            await (await HandlerAsync(context)).ChallengeAsync(properties);
            return true;
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            _logger.LogError("Sign-in at {Authority} cannot be begun: {Fault} {Code}", Settings.Authority, fault.GetBaseException().GetType().Name, SignInFaults.CodeOf(fault));
            return false;
        }
    }

    /// <summary>Where to end the sign-in at the provider; null where it has no such place, or does not answer.</summary>
    public async Task<string?> SignOutAddressAsync(HttpContext context, string path, string? idToken)
    {
        try
        {
            var made = Options().Made;
            if (await made.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted) is not { EndSessionEndpoint: { Length: > 0 } endpoint })
            {
                return null;
            }

            return new OpenIdConnectMessage
            {
                IssuerAddress = endpoint,
                ClientId = made.ClientId,
                IdTokenHint = idToken,
                PostLogoutRedirectUri = RootOf(context.Request) + made.SignedOutCallbackPath,
                State = _signedOut.Protect(path),
            }.CreateLogoutRequestUrl();
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            _logger.LogWarning("The sign-in at {Authority} cannot be ended there: {Fault}", Settings.Authority, fault.GetBaseException().GetType().Name);
            return null;
        }
    }

    /// <summary>Answers the provider's answer.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!IsAvailable)
        {
            await LooseAsync(context, SignInFault.Unavailable);
        }
        else if (context.Request.Path == Settings.SignedOutPath)
        {
            SignedOut(context);
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (!await (await HandlerAsync(context)).HandleRequestAsync())
        {
            await LooseAsync(context, SignInFault.NotOurs);
        }
    }

    /// <summary>Whether the provider answers; null for yes, else what is wrong.</summary>
    public async Task<string?> FaultOfProviderAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await Options().Made.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            var acrs = Enum.GetValues<SignInLevel>().Select(Settings.AcrOf).ToList();
            return string.IsNullOrEmpty(found.AuthorizationEndpoint) || string.IsNullOrEmpty(found.TokenEndpoint) ? "svaret fra leverandøren mangler adresser"
                : found.AcrValuesSupported.Count > 0 && acrs.Except(found.AcrValuesSupported).FirstOrDefault() is { } unknown ? $"leverandøren kjenner ikke nivået {unknown}"
                : null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return fault.GetBaseException().Message;
        }
    }

    private async Task<OpenIdConnectHandler> HandlerAsync(HttpContext context)
    {
        // Its own log has what the provider tells of people, at its lowest levels: none of it is ours to write down.
        var handler = new OpenIdConnectHandler(Options(), NullLoggerFactory.Instance, HtmlEncoder.Default, UrlEncoder.Default);
        await handler.InitializeAsync(Scheme, context);
        return handler;
    }

    private HandlerOptions Options() => _options ??= new HandlerOptions(Make(Settings));

    private OpenIdConnectOptions Make(SignInOptions settings)
    {
        var key = string.IsNullOrWhiteSpace(settings.PrivateKeyFile) ? null : SignInKey.Read(settings.PrivateKeyFile, settings.KeyId);
        var made = new OpenIdConnectOptions
        {
            Authority = settings.Authority,
            RequireHttpsMetadata = settings.Authority!.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.OrdinalIgnoreCase),
            ClientId = settings.ClientId,
            ClientSecret = key is null ? settings.ClientSecret : null,
            ResponseType = OpenIdConnectResponseType.Code,
            ResponseMode = OpenIdConnectResponseMode.Query,
            CallbackPath = settings.CallbackPath,
            SignedOutCallbackPath = settings.SignedOutPath,
            MapInboundClaims = false,
            DisableTelemetry = true,
            GetClaimsFromUserInfoEndpoint = settings.UserInfo,
            BackchannelTimeout = settings.ProviderTimeout,
            DataProtectionProvider = _ring.CreateProtector("Halden.Umbraco.SelfService.SigningIn.Provider"),
            TimeProvider = _clock,
        };
        made.Scope.Clear();
        Array.ForEach(settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), made.Scope.Add);
        made.ClaimActions.Clear();
        made.ClaimActions.MapAll();
        made.TokenValidationParameters.ClockSkew = settings.ClockSkew;

        // The provider's answer comes by a link, so the browser gives Lax cookies with it; None would take https also in a trial.
        made.NonceCookie.SameSite = made.CorrelationCookie.SameSite = SameSiteMode.Lax;
        made.NonceCookie.SecurePolicy = made.CorrelationCookie.SecurePolicy =
            SiteAddress.Of(_webRouting.CurrentValue).StartsWith(Uri.UriSchemeHttps, StringComparison.Ordinal) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        made.NonceCookie.Name = "halden-innlogging-nonce.";
        made.CorrelationCookie.Name = "halden-innlogging.";
        made.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                var asked = context.Properties.Items;
                var message = context.ProtocolMessage;
                message.RedirectUri = RootOf(context.Request) + made.CallbackPath;
                message.AcrValues = settings.AcrOf(Enum.Parse<SignInLevel>(asked[LevelItem]!));
                message.UiLocales = SelfServiceTexts.LanguageTag(asked[CultureItem]!);
                return Task.CompletedTask;
            },
            OnPushAuthorization = async context =>
            {
                if (key is not null)
                {
                    await AssertAsync(context.ProtocolMessage, key);
                    context.HandleClientAuthentication();
                }
            },
            OnAuthorizationCodeReceived = async context =>
            {
                if (key is not null)
                {
                    await AssertAsync(context.TokenEndpointRequest!, key);
                }
            },
            OnTokenValidated = context =>
            {
                // Of the id token alone, before userinfo adds to it: whose the drafts are hangs on it.
                if (context.Principal!.FindFirstValue("iss") is not { Length: > 0 } issuer || context.Principal!.FindFirstValue("sub") is not { Length: > 0 } sub)
                {
                    context.HttpContext.Items[PathItem] = context.Properties;
                    context.Fail(new OpenIdConnectProtocolException("The id token does not say who it is about."));
                    return Task.CompletedTask;
                }

                context.Properties!.Items[SubjectItem] = $"{issuer} {sub}";
                var acr = context.Principal!.FindFirstValue("acr");
                if (settings.LevelOf(acr) is not { } level || level < Enum.Parse<SignInLevel>(context.Properties!.Items[LevelItem]!))
                {
                    // What is refused here comes to OnRemoteFailure without where it was asked for.
                    context.HttpContext.Items[PathItem] = context.Properties;
                    context.Fail(new TooLowException());
                    return Task.CompletedTask;
                }

                (context.Properties.Items[AcrItem], context.Properties.Items[IdTokenItem]) = (acr, context.TokenEndpointResponse?.IdToken);
                return Task.CompletedTask;
            },
            OnTicketReceived = context =>
            {
                SignedIn(context, settings);
                return Task.CompletedTask;
            },
            OnAccessDenied = async context =>
            {
                await BackAsync(context.HttpContext, context.Properties, SignInFault.Cancelled);
                context.HandleResponse();
            },
            OnRemoteFailure = async context =>
            {
                var fault = SignInFaults.Of(context.Failure);
                if (fault is SignInFault.Refused or SignInFault.Clock or SignInFault.Unavailable)
                {
                    _logger.LogError("The sign-in at {Authority} failed ({What}): {Fault} {Code}", settings.Authority, fault, context.Failure?.GetBaseException().GetType().Name, SignInFaults.CodeOf(context.Failure));
                }

                await BackAsync(context.HttpContext, context.Properties, fault);
                context.HandleResponse();
            },
        };
        new OpenIdConnectPostConfigureOptions(made.DataProtectionProvider).PostConfigure(SchemeName, made);
        made.Validate(SchemeName);
        return made;

        // RFC 7523, as ID-porten wants it: for the issuer, and short.
        async Task AssertAsync(OpenIdConnectMessage message, SigningCredentials credentials)
        {
            var configuration = await made.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
            var now = _clock.GetUtcNow().UtcDateTime;
            message.ClientAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            message.ClientAssertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = settings.ClientId,
                Audience = configuration.Issuer,
                IssuedAt = now,
                Expires = now.AddMinutes(1),
                Claims = new Dictionary<string, object> { ["sub"] = settings.ClientId!, ["jti"] = Guid.NewGuid().ToString() },
                SigningCredentials = credentials,
            });
        }
    }

    private void SignedIn(TicketReceivedContext context, SignInOptions settings)
    {
        var (items, claims, now) = (context.Properties!.Items, context.Principal!, _clock.GetUtcNow());
        var acr = items[AcrItem]!;
        var session = new SignInSession(
            items[SubjectItem]!,
            settings.LevelOf(acr)!.Value,
            acr,
            now,
            SignInSessions.UntilOf(now, now, settings),
            FactsOf(claims, settings),
            items[IdTokenItem]);
        _sessions.Begin(context.HttpContext, items[PathItem]!, session, IsSecure(context.HttpContext));

        // Ours, made before the browser was sent away and read only as we wrote it; never an address from the answer.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = context.ReturnUri;
        context.HandleResponse();
    }

    private static Dictionary<SignInFact, string> FactsOf(ClaimsPrincipal claims, SignInOptions settings)
    {
        var facts = new Dictionary<SignInFact, string>();
        foreach (var fact in Enum.GetValues<SignInFact>())
        {
            if (ValueOf(claims, settings.ClaimOf(fact))?.Trim() is { Length: > 0 and <= 500 } value)
            {
                facts[fact] = value;
            }
        }

        if (!facts.ContainsKey(SignInFact.Name) && facts.GetValueOrDefault(SignInFact.GivenName) is { } given && facts.GetValueOrDefault(SignInFact.FamilyName) is { } family)
        {
            facts[SignInFact.Name] = $"{given} {family}";
        }

        return facts;
    }

    private static string? ValueOf(ClaimsPrincipal claims, string name)
    {
        if (claims.FindFirstValue(name) is { } plain)
        {
            return plain;
        }

        if (name.Split('.') is not [var outer, var inner] || claims.FindFirstValue(outer) is not { } json)
        {
            return null;
        }

        try
        {
            using var members = JsonDocument.Parse(json);
            return members.RootElement.ValueKind == JsonValueKind.Object && members.RootElement.TryGetProperty(inner, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void SignedOut(HttpContext context)
    {
        string path;
        try
        {
            path = $"{_signedOut.Unprotect(context.Request.Query["state"].ToString())}?{FormFilling.StepName}={SignInSteps.SignedOut}";
        }
        catch (CryptographicException)
        {
            path = SelfServicePaths.ServiceList(Cultures.Bokmal);
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    private Task BackAsync(HttpContext context, AuthenticationProperties? properties, SignInFault fault)
    {
        properties ??= context.Items[PathItem] as AuthenticationProperties;
        if (properties is null || !properties.Items.TryGetValue(PathItem, out var path))
        {
            return LooseAsync(context, fault);
        }

        var query = properties.RedirectUri![path!.Length..];
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path + SignInSteps.Page(SignInSteps.StepOf(query), fault);
        return Task.CompletedTask;
    }

    // An answer to nothing that we know of: there is no form to go back to.
    private async Task LooseAsync(HttpContext context, SignInFault fault)
    {
        var culture = ContentNegotiation.Culture(context.Request.Headers.AcceptLanguage);
        if (_state.Current is not { } current)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Response.StatusCode = fault == SignInFault.Unavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        context.Response.ContentType = PageRenderer.ContentType;
        context.Response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(culture);
        await context.Response.Body.WriteAsync(PageRenderer.Message(current.Site, culture, SigningInTexts.NotDone, SigningInTexts.Of(fault, Settings.ProviderName)));
    }

    // The site's own address knows of the safe line that a proxy has; of another host than that, the request does.
    private string RootOf(HttpRequest request)
    {
        var own = SiteAddress.Of(_webRouting.CurrentValue);
        return Uri.TryCreate(own, UriKind.Absolute, out var site) && site.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
            ? own : string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host.ToUriComponent()}");
    }

    /// <summary>The options of the one handler there is.</summary>
    private sealed class HandlerOptions(OpenIdConnectOptions made) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions Made { get; } = made;

        public OpenIdConnectOptions CurrentValue => Made;

        public OpenIdConnectOptions Get(string? name) => Made;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}
