using Microsoft.AspNetCore.Authorization;
using Umbraco.Cms.Core.Actions;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Extensions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Who may call the editors' API (docs/editors-api.md), in Umbraco's own terms: sections, groups and permissions.</summary>
public static class HaldenAccess
{
    /// <summary>Alias of the section "Tjenester".</summary>
    public const string Section = "Halden.Section.Services";

    /// <summary>Umbraco's policy for whoever is signed in to the backoffice.</summary>
    internal const string BackOffice = "BackOfficeAccess";

    /// <summary>Policy: has access to the section.</summary>
    internal const string Reader = "Halden.Reader";

    /// <summary>Policy: reader in a group that may update documents.</summary>
    internal const string Editor = "Halden.Editor";

    /// <summary>Policy: reader in Umbraco's administrators' group.</summary>
    internal const string Administrator = "Halden.Administrator";

    internal static bool IsReader(IUser user) => user.HasSectionAccess(Section);

    internal static bool IsEditor(IUser user) => IsReader(user) && user.Groups.Any(group => group.Permissions.Contains(ActionUpdate.ActionLetter));

    internal static bool IsAdministrator(IUser user) => IsReader(user) && user.IsAdmin();

    internal static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(Reader, policy => policy.AddRequirements(new Requirement(IsReader)));
        options.AddPolicy(Editor, policy => policy.AddRequirements(new Requirement(IsEditor)));
        options.AddPolicy(Administrator, policy => policy.AddRequirements(new Requirement(IsAdministrator)));
    }

    internal sealed record Requirement(Func<IUser, bool> IsMet) : IAuthorizationRequirement;

    internal sealed class Handler(IBackOfficeSecurityAccessor security) : AuthorizationHandler<Requirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
        {
            if (security.BackOfficeSecurity?.CurrentUser is { } user && requirement.IsMet(user))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
