using System.Collections.Frozen;
using System.Diagnostics;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>
/// The search engine: an index per culture in memory, made from what is public and brought up to date service by service.
/// There is nothing on disk that could be out of step or broken; docs/adr/0020 says why.
/// </summary>
internal sealed class LuceneSearch(ILogger<LuceneSearch> logger) : IServiceSearch, IDisposable
{
    /// <summary>Longer than anything that is looked for; what comes after is not read.</summary>
    public const int LongestText = 200;

    private const int Few = 5;

    private readonly Lock _gate = new();
    private readonly Lock _turns = new();
    private readonly CancellationTokenSource _stopping = new();
    private FrozenDictionary<string, LuceneIndex> _indexes = Empty();
    private SelfServiceSnapshot? _next;
    private Task _turn = Task.CompletedTask;
    private volatile bool _isBehind;

    /// <summary>Done when what was asked of <see cref="Follow"/> so far can be searched, or could not be made.</summary>
    public Task UpToDate
    {
        get
        {
            lock (_turns)
            {
                return _turn;
            }
        }
    }

    /// <summary>Whether the last update failed, so that another should be asked for.</summary>
    public bool IsBehind => _isBehind;

    /// <summary>Makes the indexes be of what a snapshot has, in the background. Returns at once; of snapshots that wait for their turn only the newest is taken.</summary>
    public void Follow(SelfServiceSnapshot snapshot)
    {
        lock (_turns)
        {
            var isWaiting = _next is not null;
            _next = snapshot;
            if (!isWaiting)
            {
                _turn = _turn.ContinueWith(_ => TakeTurn(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private void TakeTurn()
    {
        SelfServiceSnapshot snapshot;
        lock (_turns)
        {
            (snapshot, _next) = (_next!, null);
        }

        try
        {
            Update(snapshot);
            _isBehind = false;
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The site is stopping; nobody will search.
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The search index could not be made; what is searched is as it was, and it is tried again within a minute");
            _isBehind = true;
        }
    }

    /// <summary>Makes the indexes be of what a snapshot has: those that are as they were stay as they are.</summary>
    public void Update(SelfServiceSnapshot snapshot)
    {
        lock (_gate)
        {
            try
            {
                Fill(_indexes, snapshot);
            }
            catch (Exception fault) when (!_stopping.IsCancellationRequested)
            {
                // What is half changed is thrown away, and made anew from the snapshot, which is all there.
                logger.LogError(fault, "The search index could not be brought up to date; it is made anew");
                Rebuild(snapshot);
            }
        }
    }

    /// <summary>Makes the indexes anew. Until they are made the old ones answer.</summary>
    /// <returns>How many services each culture has.</returns>
    public IReadOnlyDictionary<string, int> Rebuild(SelfServiceSnapshot snapshot)
    {
        lock (_gate)
        {
            var (fresh, old) = (Empty(), _indexes);
            Fill(fresh, snapshot);
            _indexes = fresh;
            foreach (var index in old.Values)
            {
                index.Dispose();
            }

            return fresh.ToDictionary(index => index.Key, index => index.Value.Count);
        }
    }

    /// <inheritdoc/>
    public ServiceMatches? Find(string culture, string text)
    {
        // Replaced in the meantime, it may be closed: then the one that replaced it answers.
        while (Volatile.Read(ref _indexes) is var indexes)
        {
            using var view = indexes[culture].Open();
            if (view is not null)
            {
                return Find(SearchLanguage.Of(culture), view, text.Length > LongestText ? text[..LongestText] : text);
            }

            if (ReferenceEquals(indexes, Volatile.Read(ref _indexes)))
            {
                return null;
            }
        }

        throw new UnreachableException();
    }

    public void Dispose()
    {
        // Registered as itself and as the interface, it is disposed of twice.
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _stopping.Cancel();
        lock (_gate)
        {
            foreach (var index in _indexes.Values)
            {
                index.Dispose();
            }
        }

        _stopping.Dispose();
    }

    private static ServiceMatches Find(SearchLanguage language, LuceneView view, string text)
    {
        var query = LuceneQuery.Of(text, language, view.Vocabulary);
        if (query.Strict is not { } strict)
        {
            return ServiceMatches.None;
        }

        // Where few services have all the words, those that have some come after them, for they score less.
        var found = view.Find(strict);
        if (found.Count < Few)
        {
            found = view.Find(query.Loose!);
        }

        found.Sort((one, other) => other.Score.CompareTo(one.Score));
        return new ServiceMatches(found, query.Words, found.Count > 0 ? query.Corrected : null);
    }

    private void Fill(FrozenDictionary<string, LuceneIndex> indexes, SelfServiceSnapshot snapshot)
    {
        foreach (var culture in Cultures.All)
        {
            indexes[culture].Update(snapshot.In(culture).Services, snapshot.Los, _stopping.Token);
        }
    }

    private static FrozenDictionary<string, LuceneIndex> Empty() =>
        Cultures.All.ToFrozenDictionary(culture => culture, culture => new LuceneIndex(SearchLanguage.Of(culture)));
}
