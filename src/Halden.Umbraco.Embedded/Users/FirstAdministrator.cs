using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Scoping;

namespace Halden.Umbraco.Embedded;

/// <summary>Gives the super user name, e-mail and password from Umbraco's own unattended settings, once.</summary>
internal sealed class FirstAdministrator
{
    private readonly ICoreScopeProvider _scopes;
    private readonly IUserRepository _users;
    private readonly UserPasswords _passwords;
    private readonly UnattendedSettings _settings;
    private readonly EmbeddedOptions _options;

    public FirstAdministrator(ICoreScopeProvider scopes, IUserRepository users, UserPasswords passwords, IOptions<UnattendedSettings> settings, EmbeddedOptions options)
    {
        _scopes = scopes;
        _users = users;
        _passwords = passwords;
        _settings = settings.Value;
        _options = options;
    }

    /// <exception cref="InvalidOperationException">There is no administrator with a password, and none is configured.</exception>
    public void Ensure()
    {
        using ICoreScope scope = _scopes.CreateCoreScope();
        scope.EagerWriteLock(Constants.Locks.Domains);
        if (_users.GetMany().Any(x => x.IsApproved && x.Groups.Any(group => group.Alias == Constants.Security.AdminGroupAlias) && _passwords.IsSet(x)))
        {
            scope.Complete();
            return;
        }

        if (string.IsNullOrWhiteSpace(_settings.UnattendedUserName)
            || string.IsNullOrWhiteSpace(_settings.UnattendedUserEmail)
            || string.IsNullOrWhiteSpace(_settings.UnattendedUserPassword))
        {
            scope.Complete();
            if (_options.AllowStartWithoutAdministrator)
            {
                return;
            }

            throw new MissingAdministratorException(_options.MissingAdministratorMessage);
        }

        if (string.Join(' ', _passwords.Check(_settings.UnattendedUserPassword)) is { Length: > 0 } problem)
        {
            throw new MissingAdministratorException(_options.MissingAdministratorMessage + " " + problem);
        }

        IUser user = _users.Get(Constants.Security.SuperUserKey) ?? throw new InvalidOperationException("The database has no super user.");
        user.Name = _settings.UnattendedUserName;
        user.Email = _settings.UnattendedUserEmail;
        user.Username = _settings.UnattendedUserEmail;
        user.RawPasswordValue = _passwords.HashPassword(_settings.UnattendedUserPassword);
        user.LastPasswordChangeDate = DateTime.UtcNow;
        user.IsApproved = true;
        _users.Save(user);
        scope.Complete();
    }
}
