using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.SelfService.Changes;

/// <summary>
/// What has become of every service, for sites that keep a copy: one row a service and culture, with the latest only. So the feed
/// never grows old, and a reader who was away for a year gets what they missed and no more; docs/adr/0022 says why.
/// </summary>
internal sealed class ChangeFeed(HaldenStore store)
{
    private const int Batch = 500;

    private readonly ConditionalWeakTable<FormDefinition, string> _forms = [];
    private Dictionary<(Guid Key, string Culture), Public>? _seen;

    private sealed record Public(string Slug, string Hash);

    private volatile ChangeList? _current;

    /// <summary>The changes for somebody who has those up to a cursor; null until they have been read after the start.</summary>
    public async Task<ChangeList?> ForAsync(long? since, CancellationToken cancellationToken)
    {
        // A cursor that is beyond what is known here may be another node's, which heard of a change first.
        if (_current is { } current && since > current.Last)
        {
            await ReadAsync(cancellationToken);
        }

        return _current;
    }

    /// <summary>
    /// Keeps what has become otherwise since the last snapshot of this process; at its first, since the last that was kept.
    /// Another node that has kept the same already is not written over.
    /// </summary>
    public async Task KeepAsync(SelfServiceSnapshot snapshot, CancellationToken cancellationToken)
    {
        var now = Cultures.All.SelectMany(culture => snapshot.In(culture).Services).ToDictionary(
            service => (service.Key, service.Culture), service => new Public(service.Slug, HashOf(service)));
        var current = _current ?? await ReadAsync(cancellationToken);
        var before = _seen ?? current.Public.ToDictionary(change => (change.DocumentKey, change.Culture), change => new Public(change.Slug, change.Hash));
        var changed = now.Where(one => before.GetValueOrDefault(one.Key) != one.Value).Select(one => one.Key)
            .Concat(before.Keys.Where(key => !now.ContainsKey(key)))
            .ToList();
        foreach (var some in changed.Chunk(Batch))
        {
            await store.WriteAsync(db => WriteAsync(db, some, now, cancellationToken), cancellationToken);
        }

        if (changed.Count > 0)
        {
            await ReadAsync(cancellationToken);
        }

        _seen = now;
    }

    // What is later than what is known here; two who read at once read the same.
    private async Task<ChangeList> ReadAsync(CancellationToken cancellationToken)
    {
        var known = _current ?? ChangeList.Empty;
        var later = await store.ReadAsync(db => db.PublicChanges.AsNoTracking().Where(change => change.Number > known.Last).ToListAsync(cancellationToken), cancellationToken);
        var read = known.With(later);
        _current = _current is { } other && other.Last > read.Last ? other : read;
        return read;
    }

    private async Task<int> WriteAsync(
        HaldenDbContext db, IReadOnlyList<(Guid Key, string Culture)> changed, Dictionary<(Guid, string), Public> now, CancellationToken cancellationToken)
    {
        Guid[] keys = [.. changed.Select(one => one.Key).Distinct()];
        var kept = await db.PublicChanges.Where(change => keys.Contains(change.DocumentKey)).ToDictionaryAsync(change => (change.DocumentKey, change.Culture), cancellationToken);
        var last = await db.PublicChanges.MaxAsync(change => (long?)change.Number, cancellationToken) ?? 0;
        foreach (var one in changed)
        {
            var (row, state) = (kept.GetValueOrDefault(one), now.GetValueOrDefault(one));
            if (state is null ? row is not { IsPublic: true } : row is { IsPublic: true } && row.Hash == state.Hash && row.Slug == state.Slug)
            {
                continue;
            }

            last = Math.Max(store.Now.UtcTicks, last + 1);
            if (row is null)
            {
                row = new PublicChange { DocumentKey = one.Key, Culture = one.Culture, Slug = state!.Slug, Hash = state.Hash };
                db.PublicChanges.Add(row);
            }

            row.AddedNumber = state is not null && !row.IsPublic ? last : row.AddedNumber;
            (row.Number, row.IsPublic, row.Slug, row.Hash) = (last, state is not null, state?.Slug ?? row.Slug, state?.Hash ?? string.Empty);
        }

        return 0;
    }

    // What depends on the clock alone is no change of the service.
    private string HashOf(PublicService service) => Hash(
        $"{service.TextHash} {service.Updated:O} {(service.ApprovedForm is { } form ? _forms.GetValue(form, one => Hash(one.ToCanonicalJson())) : "-")}{(service.Process is { } process ? $" {process.Hash}" : string.Empty)}");

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
