using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.Scoping;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.OperationStatus;

namespace Halden.Umbraco.Embedded;

/// <summary>The users as UserService fetches and saves them, with Umbraco's notifications.</summary>
internal sealed class BackOfficeUserStore : IBackOfficeUserStore, IBackOfficeUserReader
{
    private readonly ICoreScopeProvider _scopes;
    private readonly IUserRepository _users;
    private readonly IEventMessagesFactory _messages;

    public BackOfficeUserStore(ICoreScopeProvider scopes, IUserRepository users, IEventMessagesFactory messages)
    {
        _scopes = scopes;
        _users = users;
        _messages = messages;
    }

    public IUser? GetById(int id) => Read(() => _users.Get(id));

    public IUser? GetByKey(Guid key) => Read(() => _users.Get(key));

    public IEnumerable<IUser> GetManyById(IEnumerable<int> ids)
    {
        int[] wanted = [.. ids];
        return wanted.Length == 0 ? [] : Read(() => _users.GetMany().Where(x => wanted.Contains(x.Id)).ToList());
    }

    public IEnumerable<IUser> GetManyByKey(IEnumerable<Guid> keys)
    {
        Guid[] wanted = [.. keys];
        return wanted.Length == 0 ? [] : Read(() => _users.GetMany(wanted));
    }

    public IEnumerable<IUser> GetAllInGroup(int groupId) => Read(() => _users.GetAllInGroup(groupId));

    public Task<IUser?> GetAsync(int id) => Task.FromResult(GetById(id));

    public Task<IUser?> GetAsync(Guid key) => Task.FromResult(GetByKey(key));

    public Task<IUser?> GetByUserNameAsync(string username) => Task.FromResult(Read(() => _users.GetByUsername(username, true)));

    public Task<IUser?> GetByEmailAsync(string email)
        => Task.FromResult(Read(() => _users.Get(_scopes.CreateQuery<IUser>().Where(x => x.Email == email)).FirstOrDefault()));

    public Task<IEnumerable<IUser>> GetUsersAsync(params Guid[]? keys) => Task.FromResult(GetManyByKey(keys ?? []));

    public Task<IEnumerable<IUser>> GetUsersAsync(params int[]? ids) => Task.FromResult(GetManyById(ids ?? []));

    public Task<IEnumerable<IUser>> GetAllInGroupAsync(int groupId) => Task.FromResult(GetAllInGroup(groupId));

    public Task<UserOperationStatus> DisableAsync(IUser user)
    {
        user.IsApproved = false;
        return SaveAsync(user);
    }

    public async Task<UserOperationStatus> SaveAsync(IUser user)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user.Username);
        ArgumentException.ThrowIfNullOrWhiteSpace(user.Name);
        EventMessages messages = _messages.Get();
        using ICoreScope scope = _scopes.CreateCoreScope();
        var saving = new UserSavingNotification(user, messages);
        if (await scope.Notifications.PublishCancelableAsync(saving))
        {
            scope.Complete();
            return UserOperationStatus.CancelledByNotification;
        }

        _users.Save(user);
        scope.Notifications.Publish(new UserSavedNotification(user, messages).WithStateFrom(saving));
        scope.Complete();
        return UserOperationStatus.Success;
    }

    private T Read<T>(Func<T> read)
    {
        using ICoreScope scope = _scopes.CreateCoreScope(autoComplete: true);
        return read();
    }
}

/// <summary>The ids of users by their keys, which never change.</summary>
internal sealed class UserIdKeyResolver(EmbeddedScopeProvider scopes) : IUserIdKeyResolver
{
    public async Task<int> GetAsync(Guid key)
        => await TryGetAsync(key) is { Success: true } found ? found.Result : throw new InvalidOperationException($"No user has the key {key}.");

    public async Task<Guid> GetAsync(int id)
        => await TryGetAsync(id) is { Success: true } found ? found.Result : throw new InvalidOperationException($"No user has the id {id}.");

    public Task<Attempt<int>> TryGetAsync(Guid key)
    {
        using ICoreScope scope = scopes.CreateCoreScope(autoComplete: true);
        List<int> found = scopes.Session.Query("SELECT id FROM user WHERE key = $0", row => row.GetInt32(0), key);
        return Task.FromResult(found.Count == 1 ? Attempt.Succeed(found[0]) : Attempt.Fail<int>());
    }

    public Task<Attempt<Guid>> TryGetAsync(int id)
    {
        using ICoreScope scope = scopes.CreateCoreScope(autoComplete: true);
        List<Guid> found = scopes.Session.Query("SELECT key FROM user WHERE id = $0", row => row.ReadKey(0), id);
        return Task.FromResult(found.Count == 1 ? Attempt.Succeed(found[0]) : Attempt.Fail<Guid>());
    }
}
