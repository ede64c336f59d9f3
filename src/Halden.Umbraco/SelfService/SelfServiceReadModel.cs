using System.Threading.Channels;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// Keeps <see cref="SelfServiceState"/> in step with what is published and approved: one loop that reads what changed and
/// replaces the snapshot. Changes that come while it works wait together and are taken in one go.
/// </summary>
/// <remarks>
/// The loop runs outside every request and every scope of Umbraco's. A change that cannot be read leaves the previous
/// snapshot in place and is tried again, at the latest after <see cref="LongestPause"/>.
/// </remarks>
internal sealed class SelfServiceReadModel(
    SelfServiceState state,
    PublishedServices documents,
    ServiceAddresses addresses,
    IDbContextFactory<HaldenDbContext> databases,
    IOptionsMonitor<SelfServiceOptions> options,
    IOptionsMonitor<WebRoutingSettings> webRouting,
    UnapprovedAlarm alarm,
    TimeProvider clock,
    CurrentLos los,
    LuceneSearch search,
    ServiceRanking ranking,
    LinkedContent linked,
    ChangeFeed feed,
    ILogger<SelfServiceReadModel> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, Known> _known = [];
    private readonly HashSet<WithheldText> _alarmed = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly List<(long Version, TaskCompletionSource Done)> _waiting = [];
    private HashSet<DocumentChange> _pending = [];
    private bool _everything = true;
    private (DateTimeOffset? Decided, DateTimeOffset? Published) _newestApproval;
    private DateTimeOffset? _newestMessage;
    private long _asked = 1;
    private long _done;

    private sealed record Known(PublishedService Published, ShownService Shown, IReadOnlyList<WithheldText> Withheld);

    /// <summary>Says that the document types and our own tables are there, so that reading can begin. Until then the pages answer 503.</summary>
    public void Start()
    {
        _started.TrySetResult();
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Says that a document, or what is approved of it, has changed. Returns at once.</summary>
    public void Changed(Guid documentKey) => Changed([new DocumentChange(documentKey, null, IsBranch: false)]);

    /// <summary>Says that documents have changed; null for all of them. Returns at once.</summary>
    public void Changed(IReadOnlyCollection<DocumentChange>? changes)
    {
        lock (_gate)
        {
            if (changes is null)
            {
                _everything = true;
            }
            else
            {
                _pending.UnionWith(changes);
            }

            _asked++;
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits until the public sees everything that was said to have changed so far, and finds it by searching.</summary>
    public async Task UpToDateAsync(CancellationToken cancellationToken = default)
    {
        await ShownAsync(cancellationToken);
        await search.UpToDate.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until the pages and the JSON show everything that was said to have changed so far. The search may be a little behind, at start by seconds.</summary>
    public Task ShownAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_done >= _asked)
            {
                return Task.CompletedTask;
            }

            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((_asked, done));
            return done.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        los.Replaced += LosReplaced;
        ranking.Replaced += RankingReplaced;

        // Umbraco keeps its ambient scope in the execution context: none of it may reach the loop.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(stoppingToken), CancellationToken.None);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await _started.Task.WaitAsync(stopping);
            var pause = TimeSpan.Zero;
            var signal = _signal.Reader.WaitToReadAsync(stopping).AsTask();
            while (true)
            {
                if (await ComesWithinAsync(signal, pause > TimeSpan.Zero ? pause : Heartbeat, stopping))
                {
                    _signal.Reader.TryRead(out _);
                    signal = _signal.Reader.WaitToReadAsync(stopping).AsTask();
                }
                else if (pause == TimeSpan.Zero)
                {
                    if (await HaveOthersApprovedAsync(stopping))
                    {
                        Changed(changes: null);
                    }
                    else if (state.Current?.IsOutdatedAt(clock.GetUtcNow()) == true || await HaveOthersWrittenMessagesAsync(stopping))
                    {
                        Changed(changes: []);
                    }
                    else
                    {
                        if (search.IsBehind && state.Current is { } current)
                        {
                            search.Follow(current);
                        }

                        continue;
                    }
                }

                // What failed is tried again with the next change, or at the end of the pause.
                pause = await TakeAsync(stopping) ? TimeSpan.Zero
                    : pause == TimeSpan.Zero ? ShortestPause
                    : pause * 2 < LongestPause ? pause * 2
                    : LongestPause;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The site is stopping; so are we.
        }
        finally
        {
            los.Replaced -= LosReplaced;
            ranking.Replaced -= RankingReplaced;
            lock (_gate)
            {
                _waiting.ForEach(waiter => waiter.Done.TrySetCanceled(CancellationToken.None));
                _waiting.Clear();
            }
        }
    }

    // No document has changed, but what their words are called may have.
    private void LosReplaced() => Changed(changes: []);

    private void RankingReplaced() => Changed(changes: []);

    private async Task<bool> ComesWithinAsync(Task signal, TimeSpan time, CancellationToken stopping)
    {
        using var unheard = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var comes = await Task.WhenAny(signal, Task.Delay(time, clock, unheard.Token)) == signal;
        await unheard.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        return comes;
    }

    // Umbraco tells every node of what is published; of an approval given on another node nobody tells.
    private async Task<bool> HaveOthersApprovedAsync(CancellationToken stopping)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(stopping);
            return await NewestApprovalAsync(db, stopping) != _newestApproval;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            logger.LogWarning(fault, "Could not see whether another node has approved anything; trying again in a while");
            return false;
        }
    }

    private async Task<bool> HaveOthersWrittenMessagesAsync(CancellationToken stopping)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(stopping);
            return await NewestMessageAsync(db, stopping) != _newestMessage;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            logger.LogWarning(fault, "Could not see whether another node has put up a message; trying again in a while");
            return false;
        }
    }

    private static Task<DateTimeOffset?> NewestMessageAsync(HaldenDbContext db, CancellationToken stopping) =>
        db.ServiceMessages.OrderByDescending(message => message.ChangedAt).Select(message => (DateTimeOffset?)message.ChangedAt).FirstOrDefaultAsync(stopping);

    // Few, and short: they are read anew each time.
    private async Task<IReadOnlyList<ShownMessage>> MessagesAsync(HaldenDbContext db, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        _newestMessage = await NewestMessageAsync(db, stopping);
        var messages = await db.ServiceMessages.AsNoTracking().Where(message => message.EndedAt == null && message.Until > now).ToListAsync(stopping);
        return [.. messages.Select(ShownMessage.Of)];
    }

    private static async Task<(DateTimeOffset? Decided, DateTimeOffset? Published)> NewestApprovalAsync(HaldenDbContext db, CancellationToken stopping)
    {
        var approved = db.Packages.Where(package => package.Decision == Decision.Approved);
        return (
            await approved.OrderByDescending(package => package.DecidedAt).Select(package => package.DecidedAt).FirstOrDefaultAsync(stopping),
            await approved.OrderByDescending(package => package.PublishedAt).Select(package => package.PublishedAt).FirstOrDefaultAsync(stopping));
    }

    private async Task<bool> TakeAsync(CancellationToken stopping)
    {
        HashSet<DocumentChange> changes;
        bool everything;
        long version;
        lock (_gate)
        {
            (changes, everything, version) = (_pending, _everything, _asked);
            if (version == _done)
            {
                return true;
            }

            (_pending, _everything) = ([], false);
        }

        try
        {
            await RebuildAsync(everything, changes, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(fault, "The public pages could not be brought up to date; they stay as they are, and it is tried again");
            lock (_gate)
            {
                _pending.UnionWith(changes);
                _everything |= everything;
            }

            return false;
        }

        lock (_gate)
        {
            _done = version;
            _waiting.RemoveAll(waiter => waiter.Version <= version && waiter.Done.TrySetResult());
        }

        return true;
    }

    private async Task RebuildAsync(bool everything, IReadOnlyCollection<DocumentChange> changes, CancellationToken stopping)
    {
        if (everything || !TryRead(changes, out var read, out var gone))
        {
            read = [.. documents.All(stopping)];
            var found = read.Select(service => service.Key).ToHashSet();
            gone = [.. _known.Keys.Where(key => !found.Contains(key))];
            everything = true;
        }

        IReadOnlyList<ShownMessage> messages;
        await using (var db = await databases.CreateDbContextAsync(stopping))
        {
            messages = await MessagesAsync(db, stopping);
            if (everything)
            {
                _newestApproval = await NewestApprovalAsync(db, stopping);
            }

            Guid[]? keys = everything ? null : [.. read.Select(service => service.Key)];
            var approved = await ApprovedTexts.ReadAsync(db, keys, stopping);
            var forms = await ApprovedForms.ReadAsync(db, keys, logger, stopping);
            var processes = await ApprovedProcesses.ReadAsync(db, keys, logger, stopping);
            foreach (var service in read)
            {
                Remember(service, approved, forms.GetValueOrDefault(service.Key), processes.GetValueOrDefault(service.Key));
            }
        }

        foreach (var key in gone)
        {
            _known.Remove(key);
        }

        ShownService[] shown = [.. _known.Values.Select(known => known.Shown).Where(service => service.Texts.Count > 0)];
        var book = await addresses.AssignAsync(
            [.. shown.SelectMany(service => service.Texts.Select(text => new TitledService(service.Key, text.Key, text.Value.Text.Title)))], stopping);
        state.Current = SelfServiceSnapshot.Build(shown, book, Site(), los.Vocabulary, clock.GetUtcNow(), state.Current, Linked(shown), new SnapshotVoices(ranking.Most, messages));
        state.Current.Warm();
        state.Withheld = [.. _known.Values.SelectMany(known => known.Withheld)];
        _alarmed.IntersectWith(state.Withheld);
        if (state.Withheld.Where(text => !_alarmed.Contains(text)).ToList() is { Count: > 0 } unheard)
        {
            await alarm.RaiseAsync(unheard, stopping);
            _alarmed.UnionWith(unheard);
        }

        // Beside the loop: neither the pages nor the next change wait for the search, which takes a while the first time.
        search.Follow(state.Current);
        await feed.KeepAsync(state.Current, stopping);
    }

    // All of them, each time: any of them may have moved, and Umbraco has them in memory.
    private LinkedAddresses Linked(IEnumerable<ShownService> shown) => linked.Of(
    [
        .. shown.SelectMany(service => service.Texts.Values).SelectMany(text => text.LinkedKeys).Distinct().Where(key => !_known.ContainsKey(key))
            .SelectMany(key => Cultures.All.Select(culture => (culture, key))),
    ]);

    /// <summary>Reads what the changes touch; false where only reading everything will tell.</summary>
    private bool TryRead(IReadOnlyCollection<DocumentChange> changes, out IReadOnlyList<PublishedService> read, out IReadOnlyList<Guid> gone)
    {
        var services = new Dictionary<Guid, PublishedService>();
        var missing = new HashSet<Guid>();
        read = [];
        gone = [];
        foreach (var change in changes)
        {
            var content = documents.Find(change);
            if (content is not null && change.IsBranch && documents.HasChildren(content))
            {
                // Services may have come to light below it that were never seen before.
                return false;
            }

            if (content?.IsService() == true)
            {
                services[content.Key] = documents.Read(content);
            }
            else if (content is null)
            {
                // Gone, and with it what lay below it; nobody says so of each.
                foreach (var known in _known.Values.Where(known => known.Published.Key == change.Key || known.Published.Path.Contains(change.Id ?? 0)))
                {
                    if (documents.Find(new DocumentChange(known.Published.Key, null, IsBranch: false)) is { } still)
                    {
                        services[still.Key] = documents.Read(still);
                    }
                    else
                    {
                        missing.Add(known.Published.Key);
                    }
                }
            }
        }

        read = [.. services.Values];
        gone = [.. missing];
        return true;
    }

    private void Remember(PublishedService service, ApprovedTexts approved, FormDefinition? form, CitizensProcess? process)
    {
        var (shown, withheld) = ShownService.Of(service, approved.Contains, form, process);
        _known[service.Key] = new Known(
            service, shown, [.. withheld.Select(culture => new WithheldText(service.Key, culture, service.Published.Texts[culture].Hash()))]);
    }

    private SelfServiceSite Site() => SelfServiceSite.Of(options.CurrentValue, SiteAddress.Of(webRouting.CurrentValue));
}
