using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Changes;

/// <summary>What somebody asks of the feed.</summary>
/// <param name="Since">Number of the last change that they have; null for none.</param>
/// <param name="Culture">Only this culture; null for all.</param>
/// <param name="PageSize">How many at most.</param>
internal sealed record ChangeQuery(long? Since, string? Culture, int PageSize)
{
    public const int LargestPage = 1000;

    private const int UsualPage = 500;

    /// <summary>Reads it; null with a fault for a person who writes programs.</summary>
    public static ChangeQuery? Read(IQueryCollection query, string? culture, out Label? fault)
    {
        fault = null;
        long? since = null;
        if (query["since"].ToString() is { Length: > 0 } cursor)
        {
            since = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            fault = since is null ? SelfServiceTexts.ApiCursor : null;
        }

        var size = QueryNumber.Read(query, "pageSize", LargestPage, ref fault) ?? UsualPage;

        return fault is null ? new(since, culture, size) : null;
    }
}

/// <summary>The changes at one moment, immutable, in their order.</summary>
internal sealed class ChangeList
{
    private readonly ImmutableArray<PublicChange> _changes;

    private ChangeList(ImmutableArray<PublicChange> changes) => _changes = changes;

    public static ChangeList Empty { get; } = new([]);

    /// <summary>Number of the latest; 0 where there is none.</summary>
    public long Last => _changes.IsEmpty ? 0 : _changes[^1].Number;

    public IEnumerable<PublicChange> Public => _changes.Where(change => change.IsPublic);

    /// <summary>These with others, which stand instead of what they are later than.</summary>
    public ChangeList With(IReadOnlyCollection<PublicChange> later)
    {
        var keys = later.Select(change => (change.DocumentKey, change.Culture)).ToHashSet();
        return later.Count == 0 ? this : new([.. _changes.Where(change => !keys.Contains((change.DocumentKey, change.Culture))).Concat(later).OrderBy(change => change.Number)]);
    }

    /// <summary>The answer; null where the cursor is of another history than this.</summary>
    public JsonObject? Answer(ChangeQuery query, SelfServiceSnapshot snapshot)
    {
        var since = query.Since ?? 0;
        if (since > Last)
        {
            return null;
        }

        // Who has nothing needs not hear of what is gone.
        var waiting = _changes.Where(change => change.Number > since && (query.Culture is null || change.Culture == query.Culture) && (query.Since is not null || change.IsPublic))
            .Take(query.PageSize + 1).ToList();
        var given = waiting.Take(query.PageSize).ToList();
        var hasMore = waiting.Count > given.Count;
        var next = (hasMore ? given[^1].Number : Last).ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["items"] = new JsonArray([.. given.Select(change => (JsonNode)Item(change, since, snapshot))]),
            ["next"] = next,
            ["nextUrl"] = snapshot.Site.Address(SelfServicePaths.ApiChanges(next) + (query.Culture is null ? string.Empty : $"&culture={query.Culture}")),
            ["hasMore"] = hasMore,
        };
    }

    private static JsonObject Item(PublicChange change, long since, SelfServiceSnapshot snapshot) => new()
    {
        ["change"] = !change.IsPublic ? "removed" : change.AddedNumber > since ? "added" : "changed",
        ["key"] = change.DocumentKey.ToString(),
        ["culture"] = change.Culture,
        ["slug"] = change.Slug,
        ["title"] = change.IsPublic ? snapshot.Find(change.Culture, change.DocumentKey)?.Title : null,
        ["url"] = change.IsPublic ? snapshot.Site.Address(SelfServicePaths.Service(change.Culture, change.Slug)) : null,
        ["serviceUrl"] = change.IsPublic ? snapshot.Site.Address(SelfServicePaths.ApiService(change.Culture, change.Slug)) : null,
        ["changedAt"] = new DateTime(change.Number, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
    };
}
