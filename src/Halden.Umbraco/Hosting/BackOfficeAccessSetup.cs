using Halden.Umbraco.EditorsApi;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Actions;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;
using UmbracoConstants = Umbraco.Cms.Core.Constants;

namespace Halden.Umbraco.Hosting;

/// <summary>
/// Lets editors and administrators see the section, and makes a user group for directors, who read and decide but do not
/// edit. Done once: what an administrator takes away afterwards stays away.
/// </summary>
internal sealed class BackOfficeAccessSetup(IUserGroupService userGroups, IKeyValueService keyValues, IShortStringHelper shortStringHelper)
{
    /// <summary>Alias of the user group Kommunalsjefer.</summary>
    public const string DirectorGroupAlias = "haldenDirectors";

    /// <summary>Alias of Umbraco's user group Editors; Core has a constant for its key only, which upgraded sites may lack.</summary>
    public const string EditorGroupAlias = "editor";

    private const string DoneKey = "Halden.Umbraco+BackOfficeAccess";

    private static readonly Guid DirectorGroupKey = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0501");

    private static readonly Guid Installer = UmbracoConstants.Security.SuperUserKey;

    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (keyValues.GetValue(DoneKey) is not null)
        {
            return;
        }

        foreach (var alias in (string[])[UmbracoConstants.Security.AdminGroupAlias, EditorGroupAlias])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await userGroups.GetAsync(alias) is { } group && !group.AllowedSections.Contains(HaldenAccess.Section))
            {
                group.AddAllowedSection(HaldenAccess.Section);
                Require(await userGroups.UpdateAsync(group, Installer), alias);
            }
        }

        if (await userGroups.GetAsync(DirectorGroupAlias) is null)
        {
            var directors = new UserGroup(shortStringHelper)
            {
                Key = DirectorGroupKey,
                Alias = DirectorGroupAlias,
                Name = "Kommunalsjefer",
                Icon = "icon-certificate",
                HasAccessToAllLanguages = true,
                StartContentId = UmbracoConstants.System.Root,
                Permissions = new HashSet<string> { ActionBrowse.ActionLetter },
            };
            directors.AddAllowedSection(HaldenAccess.Section);
            Require(await userGroups.CreateAsync(directors, Installer), DirectorGroupAlias);
        }

        keyValues.SetValue(DoneKey, "1");
    }

    private static void Require<TResult, TStatus>(Attempt<TResult, TStatus> attempt, string alias)
    {
        if (!attempt.Success)
        {
            throw new InvalidOperationException($"Umbraco tok ikke imot brukergruppen {alias}: {attempt.Status}.");
        }
    }
}
