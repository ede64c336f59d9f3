using Halden.Umbraco.Hosting;
using Microsoft.Extensions.Configuration.Memory;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using UmbracoConstants = Umbraco.Cms.Core.Constants;

namespace Halden.Umbraco.Site.Demonstration;

/// <summary>A person of the demonstration.</summary>
/// <param name="Name">Shown name.</param>
/// <param name="Email">Signs in with it.</param>
/// <param name="Role">What the person does, for the list that is printed.</param>
/// <param name="GroupAlias">Umbraco's user group.</param>
/// <param name="Department">The department that the person directs, or null.</param>
internal sealed record DemonstrationUser(string Name, string Email, string Role, string GroupAlias, string? Department);

/// <summary>The people of the demonstration. Their password is in the open: they exist only in Development or with --demo.</summary>
internal static class DemonstrationUsers
{
    public const string Password = "Selvbetjening-2026";

    public static DemonstrationUser Administrator { get; } =
        new("Anne Administrator", "administrator@halden.example", "administrator", UmbracoConstants.Security.AdminGroupAlias, null);

    public static DemonstrationUser Editor { get; } =
        new("Eva Redaktør", "redaktor@halden.example", "webredaktør", BackOfficeAccessSetup.EditorGroupAlias, null);

    public static IReadOnlyList<DemonstrationUser> Directors { get; } =
    [
        new("Kari Kultur", "kommunalsjef.undervisning@halden.example", "kommunalsjef for Undervisning og kultur", BackOfficeAccessSetup.DirectorGroupAlias, "Undervisning og kultur"),
        new("Hans Helse", "kommunalsjef.helse@halden.example", "kommunalsjef for Helse og omsorg", BackOfficeAccessSetup.DirectorGroupAlias, "Helse og omsorg"),
        new("Siri Samfunn", "kommunalsjef.samfunn@halden.example", "kommunalsjef for Samfunn og miljø", BackOfficeAccessSetup.DirectorGroupAlias, "Samfunn og miljø"),
    ];

    public static IReadOnlyList<DemonstrationUser> All { get; } = [Administrator, Editor, .. Directors];

    /// <summary>Lets a new site be made without asking anything: an administrator, SQLite, and a system that takes submissions. Whatever is configured goes before it.</summary>
    public static void AddTo(ConfigurationManager configuration) => ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?>
        {
            ["ConnectionStrings:umbracoDbDSN"] = "Data Source=|DataDirectory|/Umbraco.sqlite.db;Cache=Shared;Foreign Keys=True;Pooling=True",
            ["ConnectionStrings:umbracoDbDSN_ProviderName"] = "Microsoft.Data.Sqlite",
            ["Umbraco:CMS:Unattended:InstallUnattended"] = "true",
            ["Umbraco:CMS:Unattended:UnattendedUserName"] = Administrator.Name,
            ["Umbraco:CMS:Unattended:UnattendedUserEmail"] = Administrator.Email,
            ["Umbraco:CMS:Unattended:UnattendedUserPassword"] = Password,

            // One system that answers; the demonstration's others are not set up, and so show what waits.
            ["Halden:Submissions:Systems:Oppvekst barnehage:Plugin"] = "demonstration",
            ["Halden:Submissions:Systems:Oppvekst barnehage:DeliversNothing"] = "true",
        },
    });

    /// <summary>Makes a user if nobody has the e-mail address; returns the user's key.</summary>
    public static async Task<Guid> EnsureAsync(DemonstrationUser user, IUserService users, IUserGroupService groups)
    {
        if (users.GetByEmail(user.Email) is { } existing)
        {
            return existing.Key;
        }

        var group = await groups.GetAsync(user.GroupAlias) ?? throw new DemonstrationException($"Brukergruppen {user.GroupAlias} mangler.");
        var created = await users.CreateAsync(
            UmbracoConstants.Security.SuperUserKey,
            new UserCreateModel { Email = user.Email, UserName = user.Email, Name = user.Name, UserGroupKeys = new HashSet<Guid> { group.Key } },
            approveUser: true);
        var key = created.Result.CreatedUser?.Key;
        if (!created.Success || key is null)
        {
            throw new DemonstrationException($"Umbraco laget ikke brukeren {user.Email}: {created.Status}.");
        }

        var changed = await users.ChangePasswordAsync(
            UmbracoConstants.Security.SuperUserKey, new ChangeUserPasswordModel { UserKey = key.Value, NewPassword = Password });
        return changed.Success ? key.Value : throw new DemonstrationException($"Umbraco satte ikke passordet til {user.Email}: {changed.Status}.");
    }
}

/// <summary>The demonstration could not be loaded; the message says why.</summary>
internal sealed class DemonstrationException(string message) : Exception(message);
