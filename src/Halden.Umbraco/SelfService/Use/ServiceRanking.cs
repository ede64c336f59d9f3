using System.Collections.Frozen;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>Which services are used most, as it was last reckoned: for the search, and for the front page.</summary>
internal sealed class ServiceRanking
{
    private const int Kept = 50;

    private volatile Ranking _current = new([], FrozenDictionary<Guid, double>.Empty);

    private sealed record Ranking(IReadOnlyList<Guid> Most, FrozenDictionary<Guid, double> Use);

    /// <summary>Raised when the order of those used most has become another.</summary>
    public event Action? Replaced;

    /// <summary>Those used most, the first first.</summary>
    public IReadOnlyList<Guid> Most => _current.Most;

    /// <summary>How much a service is used, from 0 to 1 for the one used most. By the logarithm: a hundred times as much is not a hundred times as good.</summary>
    public double Use(Guid documentKey) => _current.Use.GetValueOrDefault(documentKey);

    /// <summary>Puts new figures in the place of the old.</summary>
    public void Replace(IReadOnlyDictionary<Guid, long> uses)
    {
        var most = uses.Values.DefaultIfEmpty().Max();
        var ranking = new Ranking(
            [.. uses.Where(use => use.Value > 0).OrderByDescending(use => use.Value).ThenBy(use => use.Key).Take(Kept).Select(use => use.Key)],
            uses.ToFrozenDictionary(use => use.Key, use => most == 0 ? 0 : Math.Log(1 + use.Value) / Math.Log(1 + most)));
        var isOther = !ranking.Most.SequenceEqual(_current.Most);
        _current = ranking;
        if (isOther)
        {
            Replaced?.Invoke();
        }
    }
}
