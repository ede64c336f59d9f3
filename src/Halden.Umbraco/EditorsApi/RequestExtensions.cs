using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>What every controller needs.</summary>
internal static class RequestExtensions
{
    public static T Get<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>The signed-in user; the policies see to it that there is one.</summary>
    public static IUser Required(this IBackOfficeSecurityAccessor security) =>
        security.BackOfficeSecurity?.CurrentUser ?? throw new InvalidOperationException("No user is signed in.");
}
