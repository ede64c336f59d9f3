using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>
/// A provider of sign-in on this machine with ID-porten's names: OpenIddict, with the person that a test says where ID-porten
/// would ask for one. It knows one client, with the secret or the key that the site is given.
/// </summary>
internal sealed class SignInProviderDouble : IAsyncDisposable
{
    public const string ClientId = "halden";
    public const string Secret = "en-hemmelighet-for-proven-alene-0123456789";

    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _asked = new();
    private WebApplication? _app;

    /// <summary>Where it listens; the same after it has been away.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Who signs in next: pid, acr and what else there is. Null signs nobody in, as where the person cancels.</summary>
    public Dictionary<string, string>? Person { get; set; }

    /// <summary>What it has been asked for signing in.</summary>
    public IReadOnlyCollection<IReadOnlyDictionary<string, string>> Asked => _asked;

    /// <summary>Whether somebody has signed out there with what it knows the sign-in by.</summary>
    public bool IsSignedOut { get; private set; }

    public static async Task<SignInProviderDouble> StartAsync()
    {
        var provider = new SignInProviderDouble();
        await provider.BeginAsync("http://127.0.0.1:0");
        return provider;
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task BeginAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/endsession");
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes("openid", "profile");
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            options.EnableDegradedMode();
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.RedirectUri?.EndsWith("/selvbetjening/innlogging/svar", StringComparison.Ordinal) != true)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != Secret)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            options.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                _asked.Enqueue(context.Request.GetParameters().ToDictionary(one => one.Key, one => (string?)one.Value ?? string.Empty));
                if (Person is not { } person)
                {
                    context.Reject(OpenIddictConstants.Errors.AccessDenied);
                    return default;
                }

                var identity = new ClaimsIdentity("test", "name", "role");
                identity.AddClaim(new Claim("sub", $"sub-{person["pid"]}"));
                foreach (var (name, value) in person)
                {
                    identity.AddClaim(new Claim(name, value));
                }

                var principal = new ClaimsPrincipal(identity);
                principal.SetScopes(context.Request.GetScopes());
                principal.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
                context.SignIn(principal);
                return default;
            }));
            options.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                IsSignedOut = context.IdentityTokenHintPrincipal is not null;
                context.SignOut();
                return default;
            }));
        });
        _app = builder.Build();
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
    }
}
