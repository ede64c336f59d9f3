using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Notices;

/// <summary>The users who can be told of anything: those who can sign in and read it.</summary>
internal sealed class NoticePeople(IUserService users)
{
    public async Task<IUser?> FindAsync(Guid key) => await users.GetAsync(key) is { } user && IsReachable(user) ? user : null;

    public IUser? FindByEmail(string address) => users.GetByEmail(address) is { } user && IsReachable(user) ? user : null;

    public IReadOnlyList<Guid> Administrators() =>
        [.. users.GetAll(0, int.MaxValue, out _).Where(user => IsReachable(user) && HaldenAccess.IsAdministrator(user)).Select(user => user.Key)];

    /// <summary>The name of a user; null for nobody, and for one who is gone.</summary>
    public async Task<string?> NameOfAsync(Guid? user) => user is { } key ? (await users.GetAsync(key))?.Name : null;

    /// <summary>The language that a user has chosen in Umbraco, of those that there are texts in.</summary>
    public static string LanguageOf(IUser user) =>
        user.Language?.StartsWith("nn", StringComparison.OrdinalIgnoreCase) == true ? Cultures.NewNorwegian
        : user.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? Cultures.English
        : Cultures.Bokmal;

    private static bool IsReachable(IUser user) => user.IsApproved && user.Kind != UserKind.Api && HaldenAccess.IsReader(user) && !string.IsNullOrWhiteSpace(user.Email);
}
