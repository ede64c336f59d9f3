using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>Users. What IUserRepository has beyond this (API client ids, upgrades) is unsupported.</summary>
internal sealed class UserRepository
{
    private static readonly TimeSpan StaleSession = TimeSpan.FromDays(15);

    private readonly EmbeddedScopeProvider _scopes;
    private readonly IUserGroupRepository _groups;
    private readonly GlobalSettings _settings;

    public UserRepository(EmbeddedScopeProvider scopes, IUserGroupRepository groups, IOptions<GlobalSettings> settings)
    {
        _scopes = scopes;
        _groups = groups;
        _settings = settings.Value;
    }

    private DatabaseSession Session => _scopes.Session;

    public IUser? Get(Guid id) => Find("key = $0", id).FirstOrDefault();

    public IUser? Get(int id) => Find("id = $0", id).FirstOrDefault();

    public IUser? Get(int? id, bool includeSecurityData) => id is null ? null : Get(id.Value);

    public IUser? GetByUsername(string username, bool includeSecurityData) => Find("username = $0", username).FirstOrDefault();

    public IEnumerable<IUser> GetMany(params Guid[]? ids)
        => ids is { Length: > 0 } ? Find("key IN (SELECT value FROM json_each($0))", Stored.List(ids)) : Find("1 = 1");

    public IEnumerable<IUser> Get(IQuery<IUser> query) => [.. Find("1 = 1").Where(QueryCompiler.Compile(query))];

    public int Count(IQuery<IUser>? query) => Find("1 = 1").Count(QueryCompiler.Compile(query));

    public int GetCountByQuery(IQuery<IUser>? query) => Count(query);

    public bool Exists(Guid id) => Get(id) is not null;

    public bool ExistsByUserName(string username) => Find("name = $0", username).Count > 0;

    public bool ExistsByLogin(string login) => Find("username = $0", login).Count > 0;

    public IEnumerable<IUser> GetAllInGroup(int groupId) => Find("id IN (SELECT user_id FROM user_group_member WHERE group_id = $0)", groupId);

    public IEnumerable<IUser> GetAllNotInGroup(int groupId) => Find("id NOT IN (SELECT user_id FROM user_group_member WHERE group_id = $0)", groupId);

    public IProfile? GetProfile(string username) => GetByUsername(username, false) is { } user ? new UserProfile(user.Id, user.Name) : null;

    public IProfile? GetProfile(int id) => Get(id) is { } user ? new UserProfile(user.Id, user.Name) : null;

    public IEnumerable<IUser> GetPagedResultsByQuery(
        IQuery<IUser>? query,
        long pageIndex,
        int pageSize,
        out long totalRecords,
        Expression<Func<IUser, object?>> orderBy,
        Direction orderDirection = Direction.Ascending,
        string[]? includeUserGroups = null,
        string[]? excludeUserGroups = null,
        UserState[]? userState = null,
        IQuery<IUser>? filter = null)
    {
        IEnumerable<IUser> users = Find("1 = 1").Where(QueryCompiler.Compile(query)).Where(QueryCompiler.Compile(filter));
        if (includeUserGroups is { Length: > 0 })
        {
            users = users.Where(x => x.Groups.Any(group => includeUserGroups.Contains(group.Alias, StringComparer.OrdinalIgnoreCase)));
        }

        if (excludeUserGroups is { Length: > 0 })
        {
            users = users.Where(x => !x.Groups.Any(group => excludeUserGroups.Contains(group.Alias, StringComparer.OrdinalIgnoreCase)));
        }

        if (userState is { Length: > 0 } && !userState.Contains(UserState.All))
        {
            users = users.Where(x => userState.Contains(x.UserState));
        }

        Func<IUser, object?> by = orderBy.Compile(preferInterpretation: true);
        List<IUser> sorted = orderDirection == Direction.Ascending
            ? [.. users.OrderBy(by).ThenBy(x => x.Id)]
            : [.. users.OrderByDescending(by).ThenBy(x => x.Id)];
        totalRecords = sorted.Count;
        return sorted.Page(pageIndex, pageSize);
    }

    public IDictionary<UserState, int> GetUserStates()
    {
        List<IUser> users = Find("1 = 1");
        var states = users.GroupBy(x => x.UserState).ToDictionary(x => x.Key, x => x.Count());
        foreach (UserState state in new[] { UserState.Active, UserState.Disabled, UserState.LockedOut, UserState.Invited, UserState.Inactive })
        {
            states.TryAdd(state, 0);
        }

        states[UserState.All] = users.Count;
        return states;
    }

    public void Save(IUser entity)
    {
        DatabaseSession session = Session;
        session.BeginWriting();
        if (string.IsNullOrWhiteSpace(entity.SecurityStamp))
        {
            entity.SecurityStamp = Guid.NewGuid().ToString();
        }

        if (entity.HasIdentity)
        {
            Update(session, entity);
        }
        else
        {
            Insert(session, entity);
        }

        if (entity.IsPropertyDirty(nameof(IUser.Groups)))
        {
            session.Execute("DELETE FROM user_group_member WHERE user_id = $0", entity.Id);
            foreach (IReadOnlyUserGroup group in entity.Groups)
            {
                session.Execute("INSERT OR IGNORE INTO user_group_member (user_id, group_id) VALUES ($0, $1)", entity.Id, group.Id);
            }
        }

        entity.ResetDirtyProperties();
    }

    public void Delete(IUser entity)
    {
        Session.Execute("DELETE FROM user WHERE id = $0", entity.Id);
        entity.DeleteDate = DateTime.UtcNow;
    }

    public Guid CreateLoginSession(int? userId, string requestingIpAddress, bool cleanStaleSessions = true)
    {
        var id = Guid.NewGuid();
        DateTime now = DateTime.UtcNow;
        Session.Execute("INSERT INTO user_session (id, user_id, logged_in, validated, address) VALUES ($0, $1, $2, $2, $3)", id, userId, now, requestingIpAddress);
        if (cleanStaleSessions)
        {
            ClearLoginSessions(StaleSession);
        }

        return id;
    }

    public bool ValidateLoginSession(int userId, Guid sessionId)
        => Session.Execute(
            "UPDATE user_session SET validated = $2 WHERE id = $0 AND user_id = $1 AND logged_out IS NULL AND validated > $3",
            sessionId, userId, DateTime.UtcNow, DateTime.UtcNow - _settings.TimeOut) == 1;

    public int ClearLoginSessions(int userId) => Session.Execute("DELETE FROM user_session WHERE user_id = $0", userId);

    public int ClearLoginSessions(TimeSpan timespan) => Session.Execute("DELETE FROM user_session WHERE validated < $0", DateTime.UtcNow - timespan);

    public void ClearLoginSession(Guid sessionId) => Session.Execute("UPDATE user_session SET logged_out = $1 WHERE id = $0", sessionId, DateTime.UtcNow);

    private static void Insert(DatabaseSession session, IUser entity)
    {
        entity.AddingEntity();
        entity.Id = session.Insert(
            """
            INSERT INTO user (key, name, email, username, password, password_config, security_stamp, approved, failed_attempts, locked_until, last_lockout, last_password_change,
                last_login, invited, email_confirmed, language, session_timeout, avatar, kind, start_content, start_media, created, updated)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            """,
            entity.Key, entity.Name, entity.Email, entity.Username, entity.RawPasswordValue, entity.PasswordConfiguration, entity.SecurityStamp, entity.IsApproved,
            entity.FailedPasswordAttempts, entity.IsLockedOut ? DateTime.MaxValue : null, entity.LastLockoutDate, entity.LastPasswordChangeDate, entity.LastLoginDate, entity.InvitedDate,
            entity.EmailConfirmedDate, entity.Language, entity.SessionTimeout, entity.Avatar, entity.Kind, Ids(entity.StartContentIds), Ids(entity.StartMediaIds), entity.CreateDate, entity.UpdateDate);
    }

    /// <summary>Writes what has changed and nothing else: a stale copy must not undo a lock-out or a new password.</summary>
    private static void Update(DatabaseSession session, IUser entity)
    {
        entity.UpdatingEntity();
        var newPassword = entity.IsPropertyDirty(nameof(IUser.RawPasswordValue)) && !string.IsNullOrWhiteSpace(entity.RawPasswordValue);
        var newIdentity = entity.IsPropertyDirty(nameof(IUser.Username)) || entity.IsPropertyDirty(nameof(IUser.Email));
        if ((newPassword || newIdentity) && !entity.IsPropertyDirty(nameof(IUser.SecurityStamp)))
        {
            // Whoever is signed in with the old password or name is signed out.
            entity.SecurityStamp = Guid.NewGuid().ToString();
        }

        Set(nameof(IUser.IsApproved), "approved", entity.IsApproved);
        Set(nameof(IUser.IsLockedOut), "locked_until", entity.IsLockedOut ? DateTime.MaxValue : null);
        Set(nameof(IUser.Name), "name", entity.Name);
        Set(nameof(IUser.Username), "username", entity.Username);
        Set(nameof(IUser.Email), "email", entity.Email);
        Set(nameof(IUser.Language), "language", entity.Language);
        Set(nameof(IUser.SecurityStamp), "security_stamp", entity.SecurityStamp);
        Set(nameof(IUser.LastLockoutDate), "last_lockout", entity.LastLockoutDate);
        Set(nameof(IUser.LastPasswordChangeDate), "last_password_change", entity.LastPasswordChangeDate);
        Set(nameof(IUser.LastLoginDate), "last_login", entity.LastLoginDate);
        Set(nameof(IUser.FailedPasswordAttempts), "failed_attempts", entity.FailedPasswordAttempts);
        Set(nameof(IUser.Avatar), "avatar", entity.Avatar);
        Set(nameof(IUser.InvitedDate), "invited", entity.InvitedDate);
        Set(nameof(IUser.SessionTimeout), "session_timeout", entity.SessionTimeout);
        Set(nameof(IUser.StartContentIds), "start_content", Ids(entity.StartContentIds));
        Set(nameof(IUser.StartMediaIds), "start_media", Ids(entity.StartMediaIds));
        if (newIdentity)
        {
            session.Execute("UPDATE user SET email_confirmed = NULL WHERE id = $0", entity.Id);
        }
        else
        {
            Set(nameof(IUser.EmailConfirmedDate), "email_confirmed", entity.EmailConfirmedDate);
        }

        if (newPassword)
        {
            session.Execute("UPDATE user SET password = $1, password_config = $2 WHERE id = $0", entity.Id, entity.RawPasswordValue, entity.PasswordConfiguration);
        }

        session.Execute("UPDATE user SET updated = $1 WHERE id = $0", entity.Id, entity.UpdateDate);

        void Set(string property, string column, object? value)
        {
            if (entity.IsPropertyDirty(property))
            {
                session.Execute($"UPDATE user SET {column} = $1 WHERE id = $0", entity.Id, value);
            }
        }
    }

    private static string Ids(int[]? ids) => Stored.List(ids ?? []);

    private List<IUser> Find(string condition, params object?[] values) => Session.Read(() =>
    {
        DatabaseSession session = Session;
        Dictionary<int, IReadOnlyUserGroup> groups = _groups.GetMany((int[]?)null).ToDictionary(x => x.Id, x => x.ToReadOnlyGroup());
        ILookup<int, int> members = session.Query(
            "SELECT user_id, group_id FROM user_group_member", row => (User: row.GetInt32(0), Group: row.GetInt32(1))).ToLookup(x => x.User, x => x.Group);
        DateTime now = DateTime.UtcNow;
        return session.Query(
            $"""
            SELECT id, key, name, email, username, password, password_config, security_stamp, approved, failed_attempts, locked_until, last_lockout, last_password_change,
                last_login, invited, email_confirmed, language, session_timeout, avatar, kind, start_content, start_media, created, updated
            FROM user WHERE {condition} ORDER BY id
            """,
            row => Read(row, members[row.GetInt32(0)].Select(x => groups[x]), now),
            values);
    });

    private IUser Read(SqliteDataReader row, IEnumerable<IReadOnlyUserGroup> groups, DateTime now)
    {
        var user = new User(
            _settings,
            row.GetInt32(0),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.ReadText(5) ?? string.Empty,
            row.ReadText(6),
            groups,
            JsonSerializer.Deserialize<int[]>(row.GetString(20))!,
            JsonSerializer.Deserialize<int[]>(row.GetString(21))!);
        user.DisableChangeTracking();
        user.Key = row.ReadKey(1);
        user.SecurityStamp = row.GetString(7);
        user.IsApproved = row.ReadFlag(8);
        user.FailedPasswordAttempts = row.GetInt32(9);
        user.IsLockedOut = row.ReadOptionalInstant(10) > now;
        user.LastLockoutDate = row.ReadOptionalInstant(11);
        user.LastPasswordChangeDate = row.ReadOptionalInstant(12);
        user.LastLoginDate = row.ReadOptionalInstant(13);
        user.InvitedDate = row.ReadOptionalInstant(14);
        user.EmailConfirmedDate = row.ReadOptionalInstant(15);
        user.Language = row.ReadText(16);
        user.SessionTimeout = row.GetInt32(17);
        user.Avatar = row.ReadText(18);
        user.Kind = Enum.Parse<UserKind>(row.GetString(19));
        user.CreateDate = row.ReadInstant(22);
        user.UpdateDate = row.ReadInstant(23);
        user.ResetDirtyProperties(false);
        user.EnableChangeTracking();
        return user;
    }
}
