using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Hosting;
using Umbraco.Cms.Core.Hosting;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.Net;
using Umbraco.Cms.Core.PublishedCache;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.Embedded;

internal sealed class RequestAccessor(IHttpContextAccessor http) : IRequestAccessor, IIpResolver
{
    public string? GetRequestValue(string name)
    {
        HttpRequest? request = http.HttpContext?.Request;
        return request is { HasFormContentType: true } && request.Form.TryGetValue(name, out var value) ? value.ToString() : GetQueryStringValue(name);
    }

    public string? GetQueryStringValue(string name) => http.HttpContext?.Request.Query[name];

    public Uri? GetRequestUrl() => http.HttpContext is { } context ? new Uri(context.Request.GetEncodedUrl()) : null;

    public string GetCurrentRequestIpAddress() => http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? string.Empty;
}

internal sealed class ApplicationLifetime(IHostApplicationLifetime host) : IUmbracoApplicationLifetime
{
    public bool IsRestarting { get; private set; }

    public void Restart()
    {
        // The service manager starts the process again.
        IsRestarting = true;
        host.StopApplication();
    }
}

internal sealed class VariationContextAccessor : IVariationContextAccessor
{
    private static readonly AsyncLocal<VariationContext?> Current = new();

    [AllowNull]
    public VariationContext VariationContext
    {
        get => Current.Value!;
        set => Current.Value = value;
    }
}

internal sealed class DefaultCultureAccessor(ILanguageService languages) : IDefaultCultureAccessor
{
    public string DefaultCulture => languages.GetDefaultIsoCodeAsync().GetAwaiter().GetResult();
}

/// <summary>Sends no invitations and no new passwords, and says so.</summary>
internal sealed class NoAccountEmail : IUserInviteSender, IUserForgotPasswordSender, ILocalLoginSettingProvider
{
    public bool CanSendInvites() => false;

    public Task InviteUser(global::Umbraco.Cms.Core.Models.UserInvitationMessage invite) => throw Unsupported.Member(nameof(IUserInviteSender), nameof(InviteUser));

    public bool CanSend() => false;

    public Task SendForgotPassword(global::Umbraco.Cms.Core.Models.UserForgotPasswordMessage message)
        => throw Unsupported.Member(nameof(IUserForgotPasswordSender), nameof(SendForgotPassword));

    public bool HasDenyLocalLogin() => false;
}
