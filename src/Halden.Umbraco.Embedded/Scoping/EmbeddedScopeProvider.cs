using System.Data;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.DistributedLocking;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.IO;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Scoping;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Embedded;

/// <summary>Creates scopes and knows which one the running flow of control is in.</summary>
internal sealed class EmbeddedScopeProvider : ICoreScopeProvider, IDistributedLockingMechanismFactory, IDistributedLockingMechanism
{
    private readonly AsyncLocal<EmbeddedScope?> _ambient = new();
    private readonly EmbeddedDatabase _database;
    private readonly EmbeddedModelCache _model;
    private readonly ILoggerFactory _loggerFactory;
    private readonly FileSystems _fileSystems;
    private readonly IEventAggregator _eventAggregator;
    private readonly Lazy<IIdKeyMap> _idKeyMap;

    public EmbeddedScopeProvider(
        EmbeddedDatabase database,
        EmbeddedModelCache model,
        ILoggerFactory loggerFactory,
        FileSystems fileSystems,
        IEventAggregator eventAggregator,
        Lazy<IIdKeyMap> idKeyMap)
    {
        _database = database;
        _model = model;
        _loggerFactory = loggerFactory;
        _fileSystems = fileSystems;
        _eventAggregator = eventAggregator;
        _idKeyMap = idKeyMap;
    }

    public IScopeContext? Context => Ambient?.Context;

    /// <summary>
    /// The innermost scope that is still open. Work that was started within a scope and outlives it is
    /// outside of any scope.
    /// </summary>
    public EmbeddedScope? Ambient
    {
        get
        {
            EmbeddedScope? scope = _ambient.Value;
            while (scope is { IsDisposed: true })
            {
                scope = scope.Parent;
            }

            return scope;
        }
    }

    /// <summary>The session of the ambient scope.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public DatabaseSession Session
        => (Ambient ?? throw new InvalidOperationException("No ambient scope: create one with ICoreScopeProvider.CreateCoreScope.")).Session;

    public ICoreScope CreateCoreScope(
        IsolationLevel isolationLevel = IsolationLevel.Unspecified,
        RepositoryCacheMode repositoryCacheMode = RepositoryCacheMode.Unspecified,
        IEventDispatcher? eventDispatcher = null,
        IScopedNotificationPublisher? scopedNotificationPublisher = null,
        bool? scopeFileSystems = null,
        bool callContext = false,
        bool autoComplete = false)
    {
        EmbeddedScope? parent = Ambient;
        var scope = new EmbeddedScope(
            this,
            parent,
            parent?.SessionForLocks ?? new DatabaseSession(_database),
            this,
            _loggerFactory,
            _fileSystems,
            _eventAggregator,
            repositoryCacheMode,
            scopeFileSystems,
            scopedNotificationPublisher,
            autoComplete);
        _ambient.Value = scope;
        return scope;
    }

    public IQuery<T> CreateQuery<T>() => new MemoryQuery<T>();

    internal void Leave(EmbeddedScope scope) => _ambient.Value = scope.Parent;

    internal void End(DatabaseSession session, bool commit)
    {
        session.End(commit);
        if (commit && session.ModelChanged)
        {
            _model.Forget();
        }
        else if (!commit && session.HasWritten)
        {
            // The ids of what was rolled back will be given to something else.
            _idKeyMap.Value.ClearCache();
        }
    }

    // Umbraco's named locks all become SQLite's one write lock; a read needs none.
    IDistributedLockingMechanism IDistributedLockingMechanismFactory.DistributedLockingMechanism => this;

    bool IDistributedLockingMechanism.Enabled => true;

    IDistributedLock IDistributedLockingMechanism.ReadLock(int lockId, TimeSpan? obtainLockTimeout)
        => new HeldLock(lockId, DistributedLockType.ReadLock);

    IDistributedLock IDistributedLockingMechanism.WriteLock(int lockId, TimeSpan? obtainLockTimeout)
    {
        Ambient?.SessionForLocks.BeginWriting();
        return new HeldLock(lockId, DistributedLockType.WriteLock);
    }

    private sealed record HeldLock(int LockId, DistributedLockType LockType) : IDistributedLock
    {
        public void Dispose()
        {
            // The lock goes with the transaction.
        }
    }
}
