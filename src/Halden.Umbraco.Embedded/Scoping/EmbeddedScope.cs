using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.DistributedLocking;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.IO;
using Umbraco.Cms.Core.Scoping;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Umbraco's scope over one <see cref="DatabaseSession"/>: committed when the outermost scope and all within
/// it were completed, rolled back otherwise. Notifications go out after the commit.
/// </summary>
internal sealed class EmbeddedScope : CoreScope
{
    private readonly EmbeddedScopeProvider _provider;
    private readonly EmbeddedScope? _parent;
    private readonly DatabaseSession _session;
    private readonly bool _autoComplete;

    public EmbeddedScope(
        EmbeddedScopeProvider provider,
        EmbeddedScope? parent,
        DatabaseSession session,
        IDistributedLockingMechanismFactory locking,
        ILoggerFactory loggerFactory,
        FileSystems fileSystems,
        IEventAggregator eventAggregator,
        RepositoryCacheMode cacheMode,
        bool? scopeFileSystems,
        IScopedNotificationPublisher? publisher,
        bool autoComplete)
        : base(parent, locking, loggerFactory, fileSystems, eventAggregator, cacheMode, scopeFileSystems, publisher)
    {
        _provider = provider;
        _parent = parent;
        _session = session;
        _autoComplete = autoComplete;
        Context = parent?.Context ?? new EmbeddedScopeContext();
    }

    public EmbeddedScope? Parent => _parent;

    public EmbeddedScopeContext Context { get; }

    public bool IsDisposed { get; private set; }

    /// <summary>The session, with the locks that were asked for meanwhile.</summary>
    public DatabaseSession Session
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            Locks.EnsureLocks(InstanceId);
            return _session;
        }
    }

    /// <summary>The session as the lock mechanism sees it, which is on its way to ensure the locks.</summary>
    internal DatabaseSession SessionForLocks => _session;

    public override void Dispose()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_provider.Ambient != this)
        {
            throw new InvalidOperationException(
                $"The scope {InstanceId} is not the ambient scope {_provider.Ambient?.InstanceId}: a scope inside it was not disposed, or it flowed to work that was not awaited.");
        }

        Locks.ClearLocks(InstanceId);
        IsDisposed = true;
        _provider.Leave(this);
        if (_autoComplete && Completed is null)
        {
            Completed = true;
        }

        if (_parent is not null)
        {
            base.Dispose();
            return;
        }

        var completed = Completed is true;
        try
        {
            _provider.End(_session, completed);
        }
        catch
        {
            // Nothing was committed, so nobody is to hear of anything.
            Completed = false;
            Exit();
            throw;
        }

        Exit();
    }

    private void Exit()
    {
        try
        {
            Context.ScopeExit(Completed is true);
        }
        finally
        {
            base.Dispose();
        }
    }
}
