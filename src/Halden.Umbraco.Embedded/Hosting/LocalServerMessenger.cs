using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Tells the cache refreshers of this process at once, as Umbraco does on a single server. Another process
/// over the same database finds out by itself (<see cref="OtherProcesses"/>).
/// </summary>
internal sealed class LocalServerMessenger : IServerMessenger
{
    public void Sync()
    {
        // There are no instructions of other servers to work off.
    }

    public void SendMessages()
    {
        // Nothing is batched.
    }

    public void QueueRefresh<TPayload>(ICacheRefresher refresher, TPayload[] payload)
    {
        if (payload.Length == 0)
        {
            return;
        }

        if (refresher is not IPayloadCacheRefresher<TPayload> payloadRefresher)
        {
            throw new InvalidOperationException($"The cache refresher {refresher.GetType()} takes no payload of {typeof(TPayload)}.");
        }

        payloadRefresher.RefreshInternal(payload);
        payloadRefresher.Refresh(payload);
    }

    public void QueueRefresh<T>(ICacheRefresher refresher, Func<T, int> getNumericId, params T[] instances) => Each<T>(refresher, instances, (typed, instance) => typed.Refresh(instance));

    public void QueueRefresh<T>(ICacheRefresher refresher, Func<T, Guid> getGuidId, params T[] instances) => Each<T>(refresher, instances, (typed, instance) => typed.Refresh(instance));

    public void QueueRemove<T>(ICacheRefresher refresher, Func<T, int> getNumericId, params T[] instances) => Each<T>(refresher, instances, (typed, instance) => typed.Remove(instance));

    public void QueueRemove(ICacheRefresher refresher, params int[] numericIds) => Array.ForEach(numericIds, refresher.Remove);

    public void QueueRefresh(ICacheRefresher refresher, params int[] numericIds) => Array.ForEach(numericIds, refresher.Refresh);

    public void QueueRefresh(ICacheRefresher refresher, params Guid[] guidIds) => Array.ForEach(guidIds, refresher.Refresh);

    public void QueueRefreshAll(ICacheRefresher refresher) => refresher.RefreshAll();

    private static void Each<T>(ICacheRefresher refresher, T[] instances, Action<ICacheRefresher<T>, T> act)
    {
        if (refresher is not ICacheRefresher<T> typed)
        {
            throw new InvalidOperationException($"The cache refresher {refresher.GetType()} takes no {typeof(T)}.");
        }

        foreach (T instance in instances)
        {
            act(typed, instance);
        }
    }
}
