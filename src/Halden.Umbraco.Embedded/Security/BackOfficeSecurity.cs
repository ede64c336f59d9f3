using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>The signed-in user of the current request, or of work that acts on somebody's behalf.</summary>
internal sealed class BackOfficeSecurityAccessor : IBackOfficeSecurityAccessor
{
    private static readonly AsyncLocal<IBackOfficeSecurity?> Overridden = new();
    private readonly IHttpContextAccessor _http;
    private readonly IBackOfficeUserReader _users;

    public BackOfficeSecurityAccessor(IHttpContextAccessor http, IBackOfficeUserReader users)
    {
        _http = http;
        _users = users;
    }

    public IBackOfficeSecurity? BackOfficeSecurity
        => Overridden.Value ?? (_http.HttpContext is { } context ? new RequestSecurity(context, _users) : null);

    public IDisposable Override(IBackOfficeSecurity backOfficeSecurity)
    {
        IBackOfficeSecurity? before = Overridden.Value;
        Overridden.Value = backOfficeSecurity;
        return new Restore(before);
    }

    private sealed class Restore(IBackOfficeSecurity? before) : IDisposable
    {
        public void Dispose() => Overridden.Value = before;
    }

    private sealed class RequestSecurity(HttpContext context, IBackOfficeUserReader users) : IBackOfficeSecurity
    {
        private static readonly object UserItem = new();

        public IUser? CurrentUser
        {
            get
            {
                if (Key is not { } key)
                {
                    return null;
                }

                // Read once per request.
                if (context.Items[UserItem] is not IUser user || user.Key != key)
                {
                    context.Items[UserItem] = user = users.GetByKey(key)!;
                }

                return user;
            }
        }

        private Guid? Key
            => context.User.Identity is ClaimsIdentity { IsAuthenticated: true, AuthenticationType: Constants.Security.BackOfficeAuthenticationType } identity
                ? identity.GetUserKey()
                : null;

        public bool IsAuthenticated() => Key is not null;

        public bool UserHasSectionAccess(string section, IUser user) => user.AllowedSections.Contains(section);
    }
}
