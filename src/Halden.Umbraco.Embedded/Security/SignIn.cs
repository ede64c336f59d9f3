using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Scoping;

namespace Halden.Umbraco.Embedded;

internal enum SignInStatus
{
    Success,
    Failed,
    LockedOut,
}

/// <summary>Checks passwords, and locks an account after five wrong ones.</summary>
internal sealed class SignIn
{
    private const int AllowedFailures = 5;

    private readonly EmbeddedScopeProvider _scopes;
    private readonly IUserRepository _users;
    private readonly UserPasswords _passwords;
    private readonly EmbeddedOptions _options;
    private readonly TimeProvider _time;

    public SignIn(EmbeddedScopeProvider scopes, IUserRepository users, UserPasswords passwords, EmbeddedOptions options, TimeProvider time)
    {
        _scopes = scopes;
        _users = users;
        _passwords = passwords;
        _options = options;
        _time = time;
    }

    public (SignInStatus Status, IUser? User) Check(string email, string password)
    {
        IUser? user = Find(email);
        DateTime now = _time.GetUtcNow().UtcDateTime;
        if (user is null || !_passwords.IsSet(user))
        {
            _passwords.Verify(null, password);
            return (SignInStatus.Failed, null);
        }

        // The attempt counts before the password is looked at, in one statement: however many come at once,
        // no more than five are.
        if (!CountAttempt(user.Id, now))
        {
            _passwords.Verify(null, password);
            return (SignInStatus.LockedOut, null);
        }

        if (!_passwords.Verify(user, password))
        {
            return (IsLocked(user.Id, now) ? SignInStatus.LockedOut : SignInStatus.Failed, null);
        }

        if (!user.IsApproved)
        {
            return (SignInStatus.Failed, null);
        }

        Succeed(user.Id, now);
        return (SignInStatus.Success, user);
    }

    private IUser? Find(string email)
    {
        using ICoreScope scope = _scopes.CreateCoreScope(autoComplete: true);
        return _users.GetByUsername(email, true)
            ?? _users.Get(_scopes.CreateQuery<IUser>().Where(x => x.Email == email)).FirstOrDefault();
    }

    private bool CountAttempt(int userId, DateTime now)
    {
        using ICoreScope scope = _scopes.CreateCoreScope(autoComplete: true);
        return _scopes.Session.Execute(
            """
            UPDATE user SET
                failed_attempts = CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END,
                last_lockout = CASE WHEN locked_until IS NULL AND failed_attempts + 1 >= $2 THEN $1 ELSE last_lockout END,
                locked_until = CASE WHEN locked_until IS NULL AND failed_attempts + 1 >= $2 THEN $3 ELSE NULL END
            WHERE id = $0 AND (locked_until IS NULL OR locked_until <= $1)
            """,
            userId, now, AllowedFailures, now + _options.LockoutDuration) == 1;
    }

    private bool IsLocked(int userId, DateTime now)
    {
        using ICoreScope scope = _scopes.CreateCoreScope(autoComplete: true);
        return _scopes.Session.Scalar<long>("SELECT EXISTS (SELECT 1 FROM user WHERE id = $0 AND locked_until > $1)", userId, now) == 1;
    }

    private void Succeed(int userId, DateTime now)
    {
        using ICoreScope scope = _scopes.CreateCoreScope(autoComplete: true);
        _scopes.Session.Execute("UPDATE user SET failed_attempts = 0, locked_until = NULL, last_login = $1 WHERE id = $0", userId, now);
    }
}
