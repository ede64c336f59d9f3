using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.Embedded;

/// <summary>Umbraco's policies, by their names, each asking the same of the user as on Umbraco.</summary>
internal static class AuthorizationPolicies
{
    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.Ordinal)
    {
        ["SectionAccessContent"] = [Constants.Applications.Content],
        ["SectionAccessContentOrMedia"] = [Constants.Applications.Content, Constants.Applications.Media],
        ["SectionAccessForContentTree"] =
        [
            Constants.Applications.Content, Constants.Applications.Media, Constants.Applications.Users, Constants.Applications.Settings, Constants.Applications.Packages,
            Constants.Applications.Members,
        ],
        ["SectionAccessForMediaTree"] =
        [
            Constants.Applications.Content, Constants.Applications.Media, Constants.Applications.Users, Constants.Applications.Settings, Constants.Applications.Packages,
            Constants.Applications.Members,
        ],
        ["SectionAccessForMemberTree"] = [Constants.Applications.Content, Constants.Applications.Media, Constants.Applications.Members],
        ["SectionAccessMedia"] = [Constants.Applications.Media],
        ["SectionAccessMembers"] = [Constants.Applications.Members],
        ["SectionAccessPackages"] = [Constants.Applications.Packages],
        ["SectionAccessSettings"] = [Constants.Applications.Settings],
        ["SectionAccessUsers"] = [Constants.Applications.Users],
        ["TreeAccessDataTypes"] = [Constants.Applications.Settings],
        ["TreeAccessDictionary"] = [Constants.Applications.Translation],
        ["TreeAccessDictionaryOrTemplates"] = [Constants.Applications.Translation, Constants.Applications.Settings],
        ["TreeAccessDocuments"] = [Constants.Applications.Content],
        ["TreeAccessDocumentsOrDocumentTypes"] = [Constants.Applications.Content, Constants.Applications.Settings],
        ["TreeAccessDocumentOrMediaOrContentTypes"] = [Constants.Applications.Content, Constants.Applications.Settings, Constants.Applications.Media],
        ["TreeAccessDocumentsOrMediaOrMembersOrContentTypes"] =
            [Constants.Applications.Content, Constants.Applications.Media, Constants.Applications.Members, Constants.Applications.Settings],
        ["TreeAccessDocumentTypes"] = [Constants.Applications.Settings],
        ["TreeAccessLanguages"] = [Constants.Applications.Settings],
        ["TreeAccessMediaTypes"] = [Constants.Applications.Settings],
        ["TreeAccessMediaOrMediaTypes"] = [Constants.Applications.Media, Constants.Applications.Settings],
        ["TreeAccessMemberGroups"] = [Constants.Applications.Members],
        ["TreeAccessMemberTypes"] = [Constants.Applications.Settings],
        ["TreeAccessMembersOrMemberTypes"] = [Constants.Applications.Settings, Constants.Applications.Members],
        ["TreeAccessPartialViews"] = [Constants.Applications.Settings],
        ["TreeAccessRelationTypes"] = [Constants.Applications.Settings],
        ["TreeAccessScripts"] = [Constants.Applications.Settings],
        ["TreeAccessStylesheets"] = [Constants.Applications.Settings],
        ["TreeAccessStylesheetsOrDocumentOrMediaOrMember"] =
            [Constants.Applications.Settings, Constants.Applications.Content, Constants.Applications.Media, Constants.Applications.Members],
        ["TreeAccessTemplates"] = [Constants.Applications.Settings, Constants.Applications.Content],
        ["TreeAccessWebhooks"] = [Constants.Applications.Settings],
    };

    // These decide on a resource that Umbraco's Management API hands them; there is none here.
    private static readonly string[] ByResource =
    [
        "ContentPermissionByResource", "DictionaryPermissionByResource", "MediaPermissionByResource", "UserPermissionByResource", "UserBelongsToUserGroupInRequest",
        "DenyLocalLoginIfConfigured",
    ];

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, CurrentUserHandler>();
        services.AddAuthorization(options =>
        {
            Add("BackOfficeAccess", policy => policy.AddRequirements(new CurrentUserRequirement(_ => true)));
            Add("UmbracoFeatureEnabled", policy => policy.AddRequirements(new CurrentUserRequirement(_ => true)));
            Add("RequireAdminAccess", policy => policy.RequireRole(Constants.Security.AdminGroupAlias));
            foreach ((var name, string[] sections) in Sections)
            {
                Add(name, policy => policy.AddRequirements(new CurrentUserRequirement(user => user.AllowedSections.Intersect(sections).Any())));
            }

            foreach (var name in ByResource)
            {
                Add(name, policy => policy.AddRequirements(new CurrentUserRequirement(_ => throw Unsupported.Member(nameof(AuthorizationPolicies), name))));
            }

            void Add(string name, Action<AuthorizationPolicyBuilder> build)
                => options.AddPolicy(name, policy =>
                {
                    policy.AddAuthenticationSchemes(EmbeddedAuthentication.Scheme).RequireAuthenticatedUser();
                    build(policy);
                });
        });
    }

    private sealed class CurrentUserRequirement(Func<IUser, bool> allows) : IAuthorizationRequirement
    {
        public bool Allows(IUser user) => allows(user);
    }

    /// <summary>Asks the database, not the cookie: groups and sections may have changed since.</summary>
    private sealed class CurrentUserHandler(IBackOfficeSecurityAccessor security) : AuthorizationHandler<CurrentUserRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CurrentUserRequirement requirement)
        {
            if (security.BackOfficeSecurity?.CurrentUser is { IsApproved: true } user && requirement.Allows(user))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
