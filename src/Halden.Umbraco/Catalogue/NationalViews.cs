using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Catalogue;

/// <summary>One field where the municipality's text stands against a newer national one.</summary>
/// <param name="Alias">The field, or <see cref="ServiceFields.Title"/>.</param>
/// <param name="Base">What both started from.</param>
/// <param name="Local">The municipality's.</param>
/// <param name="National">The catalogue's now.</param>
/// <param name="Supplement">What the municipality has round the base, where it said so.</param>
internal sealed record WaitingField(string Alias, string Base, string Local, string National, Supplement Supplement)
{
    /// <summary>Its kind.</summary>
    public FieldKind Kind => NationalViews.KindOf(Alias);

    /// <summary>The three of them merged, with what a person must choose.</summary>
    public MergeResult Merge() => ThreeWayMerge.Merge(Kind, Base, Local, National);

    /// <summary>
    /// The value that an import would give the field if it met these three texts now; null where a person must choose.
    /// A change can wait although nothing collides: somebody edited the text after the import that kept it. A national
    /// text that is gone is always a person's to settle, for to take it over is to empty the field.
    /// </summary>
    public string? Clear()
    {
        if (National.Length == 0)
        {
            return null;
        }

        var (outcome, value, _) = Takeover.Field(Alias, Base, Local, National, Supplement);
        return outcome == FieldOutcome.Keep ? null : value ?? Local;
    }
}

/// <summary>How a field that an import changed stands now.</summary>
internal enum ChangeOutcome
{
    /// <summary>It says what the catalogue says.</summary>
    Taken,

    /// <summary>It says what the catalogue says, with the municipality's supplement round it.</summary>
    Supplemented,

    /// <summary>It has words of the municipality's own; the change is merged in, or was settled by a person.</summary>
    Tailored,
}

/// <summary>One field that differs between the two newest national texts, and waits for nobody.</summary>
/// <param name="Alias">The field, or <see cref="ServiceFields.Title"/>.</param>
/// <param name="Before">The national value before.</param>
/// <param name="National">The national value now.</param>
/// <param name="Local">What the draft has.</param>
/// <param name="Outcome">How it stands.</param>
internal sealed record ChangedField(string Alias, string Before, string National, string Local, ChangeOutcome Outcome);

/// <summary>How a text stands to the national one that it follows.</summary>
internal enum Standing
{
    /// <summary>It is the national text.</summary>
    National,

    /// <summary>It is the national text with the municipality's own round it.</summary>
    Supplemented,

    /// <summary>The municipality has changed the national text itself.</summary>
    Tailored,
}

/// <summary>A field that can have a supplement.</summary>
/// <param name="Alias">The field.</param>
/// <param name="National">The national text that stands in it, or that would.</param>
/// <param name="Standing">How its text stands to that.</param>
/// <param name="Supplement">What stands round the national text; for a tailored text, what would be put there (<see cref="Supplement.Propose"/>).</param>
internal sealed record FollowedField(string Alias, string National, Standing Standing, Supplement Supplement);

/// <summary>A text of the municipality's that a person replaced.</summary>
/// <param name="Alias">The field, or <see cref="ServiceFields.Title"/>.</param>
/// <param name="Text">What was replaced, when and by whom.</param>
/// <param name="MayRestore">Nobody has written there since.</param>
internal sealed record ReplacedField(string Alias, ReplacedText Text, bool MayRestore);

/// <summary>One culture of a service that follows the catalogue.</summary>
/// <param name="National">The newest national values.</param>
/// <param name="FetchedAt">When they came in.</param>
/// <param name="PreviousAt">When the text before it came in; null for the first.</param>
/// <param name="WithdrawnAt">When the catalogue was first found not to have it any more.</param>
/// <param name="Waiting">What waits for a person; internal fields included.</param>
/// <param name="Changed">What else the newest national text changed.</param>
/// <param name="Followed">The fields that can have a supplement.</param>
/// <param name="Replaced">Texts that can be brought back.</param>
internal sealed record NationalCulture(
    FieldValues National,
    DateTimeOffset FetchedAt,
    DateTimeOffset? PreviousAt,
    DateTimeOffset? WithdrawnAt,
    IReadOnlyList<WaitingField> Waiting,
    IReadOnlyList<ChangedField> Changed,
    IReadOnlyList<FollowedField> Followed,
    IReadOnlyList<ReplacedField> Replaced);

/// <summary>A service that follows the catalogue, with what waits for a person.</summary>
/// <param name="Version">The draft's version, to be sent with a settlement.</param>
/// <param name="Stamp">Names the draft and what waits, to be sent with a settlement of all of it.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="ServiceId">The service's id there.</param>
/// <param name="IsDetached">It does not follow for the time being.</param>
/// <param name="Cultures">By culture.</param>
internal sealed record NationalView(
    string Version, string Stamp, string Source, string ServiceId, bool IsDetached, IReadOnlyDictionary<string, NationalCulture> Cultures)
{
    /// <summary>When the catalogue was first found not to have the service any more, in any language.</summary>
    public DateTimeOffset? WithdrawnAt => Cultures.Values.All(culture => culture.WithdrawnAt is not null) ? Cultures.Values.Min(culture => culture.WithdrawnAt) : null;
}

/// <summary>A field that waits.</summary>
/// <param name="Culture">Its culture.</param>
/// <param name="Alias">The field, or <see cref="ServiceFields.Title"/>.</param>
/// <param name="IsClear">Nothing collides (<see cref="WaitingField.Clear"/>).</param>
internal sealed record WaitingPlace(string Culture, string Alias, bool IsClear);

/// <summary>A service where something waits, in short.</summary>
/// <param name="Stamp">As <see cref="NationalView.Stamp"/>.</param>
/// <param name="IsWithdrawn">The catalogue no longer has it, in any language.</param>
/// <param name="Waiting">What waits.</param>
/// <param name="Themes">What it is about.</param>
internal sealed record WaitingService(string Stamp, bool IsWithdrawn, IReadOnlyList<WaitingPlace> Waiting, IReadOnlyList<ServiceTheme> Themes)
{
    /// <summary>Whether it is about a theme: an id, <c>none</c> for those without, or empty for any.</summary>
    public bool IsAbout(string? theme) =>
        string.IsNullOrEmpty(theme) || (theme == "none" ? Themes.Count == 0 : Themes.Any(known => known.Id == theme));
}

/// <summary>The national texts beside the municipality's: what waits, what came in by itself, and what is the municipality's own.</summary>
internal sealed class NationalViews(HaldenStore store, ServiceDrafts drafts, IContentService contentService, ServiceThemes themes)
{
    private const int PageSize = 200;

    // Whether texts collide costs a merge for each field; it is known until the stamp says that one of them is another.
    private readonly ConcurrentDictionary<Guid, Known> _known = [];

    /// <summary>Services where a national change waits, or that the catalogue no longer has, by key. Those that are detached are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, WaitingService>> WaitingAsync(CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync(
            async db =>
            {
                var links = (await db.CatalogueLinks.AsNoTracking().Where(link => !link.IsDetached)
                        .Select(link => new LinkStamp(link.DocumentKey, link.Culture, link.SnapshotId, link.Kept, link.WithdrawnAt)).ToListAsync(cancellationToken))
                    .GroupBy(link => link.Document)
                    .Where(links => links.Any(link => link.Kept.Length > 0) || links.All(link => link.WithdrawnAt is not null))
                    .ToDictionary(links => links.Key, links => links.ToList());
                var internals = await db.Register.AsNoTracking().Where(entry => links.Keys.Contains(entry.DocumentKey))
                    .ToDictionaryAsync(entry => entry.DocumentKey, entry => entry.InternalTexts, cancellationToken);
                return links.ToDictionary(pair => pair.Key, pair => (Links: pair.Value, Internals: internals.GetValueOrDefault(pair.Key, "{}")));
            },
            cancellationToken);

        var fresh = new Dictionary<Guid, Known>();
        var stale = new List<Guid>();
        foreach (var (key, (links, internals)) in found)
        {
            if (drafts.Find(key) is not { } draft)
            {
                continue;
            }

            var stamp = StampOf(ServiceDescription.VersionOf(draft.TextHashes), links, internals);
            if (_known.TryGetValue(key, out var known) && known.Stamp == stamp)
            {
                fresh[key] = known;
            }
            else
            {
                stale.Add(key);
            }
        }

        foreach (var page in stale.Chunk(PageSize))
        {
            foreach (var (key, (view, draft)) in await ReadAsync(page, withHistory: false, cancellationToken))
            {
                var culture = Cultures.All.FirstOrDefault(draft.Texts.ContainsKey);
                fresh[key] = _known[key] = new Known(
                    view.Stamp,
                    view.WithdrawnAt is not null,
                    [.. Cultures.All.Where(view.Cultures.ContainsKey).SelectMany(culture => view.Cultures[culture].Waiting
                        .Select(field => new WaitingPlace(culture, field.Alias, field.Clear() is not null)))],
                    culture,
                    culture is null ? null : draft.Texts[culture]);
            }
        }

        foreach (var gone in _known.Keys.Where(key => !fresh.ContainsKey(key)))
        {
            _known.TryRemove(gone, out _);
        }

        // The themes are asked for each time: the vocabulary can be another than it was.
        return fresh.ToDictionary(known => known.Key, known => new WaitingService(
            known.Value.Stamp, known.Value.IsWithdrawn, known.Value.Waiting, known.Value is { Text: { } text, Culture: { } culture } ? themes.Of(text, culture) : []));
    }

    /// <summary>What the catalogue has of a service, and what waits; null where it follows none.</summary>
    public async Task<NationalView?> FindAsync(Guid key, CancellationToken cancellationToken) =>
        (await ReadAsync([key], withHistory: true, cancellationToken)).GetValueOrDefault(key).View;

    /// <summary>The field's kind. A title is one line of text, though no field of its own.</summary>
    internal static FieldKind KindOf(string alias) => ServiceFields.Find(alias)?.Kind ?? FieldKind.Text;

    private async Task<Dictionary<Guid, (NationalView View, ServiceDescription Draft)>> ReadAsync(
        IReadOnlyList<Guid> keys, bool withHistory, CancellationToken cancellationToken)
    {
        // Umbraco first: nothing of ours is open while it is asked.
        var documents = Documents(keys).ToDictionary(content => content.Key, ServiceDocument.Draft);
        return await store.ReadAsync(
            async db =>
            {
                var links = (await db.CatalogueLinks.AsNoTracking().Where(link => keys.Contains(link.DocumentKey))
                    .Join(db.Snapshots.AsNoTracking(), link => link.SnapshotId, snapshot => snapshot.Id, (link, snapshot) => new { link, snapshot })
                    .ToListAsync(cancellationToken)).ToLookup(pair => pair.link.DocumentKey);
                var internals = await db.Register.AsNoTracking().Where(entry => keys.Contains(entry.DocumentKey))
                    .ToDictionaryAsync(entry => entry.DocumentKey, entry => entry.InternalTexts, cancellationToken);
                var views = new Dictionary<Guid, (NationalView, ServiceDescription)>();
                foreach (var (key, draft) in documents.Where(document => links.Contains(document.Key)))
                {
                    var texts = internals.GetValueOrDefault(key, "{}");
                    var internalTexts = InternalTexts.Parse(texts);
                    var cultures = new Dictionary<string, NationalCulture>();
                    foreach (var (link, snapshot) in links[key].Select(pair => (pair.link, pair.snapshot)))
                    {
                        var before = withHistory ? await PreviousAsync(db, snapshot, cancellationToken) : null;
                        cultures[link.Culture] = Culture(link, snapshot, before, alias => LocalOf(draft, internalTexts, link.Culture, alias));
                    }

                    var first = links[key].First().link;
                    var version = draft.Version();
                    var stamps = links[key].Select(pair => new LinkStamp(key, pair.link.Culture, pair.link.SnapshotId, pair.link.Kept, pair.link.WithdrawnAt));
                    views[key] = (
                        new NationalView(
                            version, StampOf(version, stamps, texts), first.Source, first.ServiceId, links[key].Any(pair => pair.link.IsDetached), cultures),
                        draft);
                }

                return views;
            },
            cancellationToken);
    }

    private static Task<Snapshot?> PreviousAsync(HaldenDbContext db, Snapshot snapshot, CancellationToken cancellationToken) => db.Snapshots.AsNoTracking()
        .Where(other => other.Source == snapshot.Source && other.ServiceId == snapshot.ServiceId && other.Culture == snapshot.Culture
            && other.Id != snapshot.Id && other.FetchedAt <= snapshot.FetchedAt)
        .OrderByDescending(other => other.FetchedAt)
        .FirstOrDefaultAsync(cancellationToken);

    private static NationalCulture Culture(CatalogueLink link, Snapshot snapshot, Snapshot? before, Func<string, string> local)
    {
        var state = link.State;
        var national = FieldValues.Parse(snapshot.Fields);
        var previous = before is null ? null : FieldValues.Parse(before.Fields);
        Supplement SupplementOf(string alias) => state.Supplements.TryGetValue(alias, out var known) ? known : Supplement.None;
        List<string> aliases = [.. Takeover.PublicAliases, .. Takeover.InternalAliases];
        return new NationalCulture(
            national,
            snapshot.FetchedAt,
            before?.FetchedAt,
            link.WithdrawnAt,
            [.. state.Kept.Select(alias => new WaitingField(alias, state.Base[alias], local(alias), national[alias], SupplementOf(alias)))],
            previous is null ? [] :
            [
                .. aliases.Where(alias => !state.Kept.Contains(alias) && !FieldDecision.Same(alias, previous[alias], national[alias]))
                    .Select(alias => new ChangedField(alias, previous[alias], national[alias], local(alias), OutcomeOf(alias, local(alias), national[alias], SupplementOf(alias)))),
            ],
            [.. aliases.Select(alias => Followed(alias, state, national, local(alias), SupplementOf(alias))).OfType<FollowedField>()],
            [
                .. ReplacedText.ParseAll(link.Replaced).Select(replaced => new ReplacedField(
                    replaced.Key, replaced.Value, MayRestore(replaced.Key, replaced.Value, local(replaced.Key), state.Base[replaced.Key]))),
            ]);
    }

    /// <summary>Whether nobody has written in the field since its text was replaced: it has the text that came instead, or what the catalogue says.</summary>
    internal static bool MayRestore(string alias, ReplacedText replaced, string local, string atBase) =>
        FieldDecision.Same(alias, local, replaced.New) || FieldDecision.Same(alias, local, atBase);

    private static ChangeOutcome OutcomeOf(string alias, string local, string national, Supplement supplement) =>
        FieldDecision.Same(alias, local, national) ? ChangeOutcome.Taken
        : !supplement.IsEmpty && Supplement.Recognise(KindOf(alias), local, national, supplement) is not null ? ChangeOutcome.Supplemented
        : ChangeOutcome.Tailored;

    private static FollowedField? Followed(string alias, FollowState state, FieldValues national, string local, Supplement supplement)
    {
        var (kind, atBase) = (KindOf(alias), state.Base[alias]);
        if (!Supplement.Fits(kind))
        {
            return null;
        }

        var followed = LocalSupplements.FollowedText(alias, state, national);
        if (!supplement.IsEmpty && Supplement.Recognise(kind, local, atBase, supplement) is { IsEmpty: false } own)
        {
            return new FollowedField(alias, followed, Standing.Supplemented, own);
        }

        return followed.Length == 0 ? null
            : FieldDecision.Same(alias, local, followed) ? new FollowedField(alias, followed, Standing.National, Supplement.None)
            : new FollowedField(alias, followed, Standing.Tailored, Supplement.Propose(kind, local, followed));
    }

    private static string LocalOf(ServiceDescription draft, Dictionary<string, Dictionary<string, string>> internals, string culture, string alias) =>
        ServiceFields.Find(alias)?.Audience == FieldAudience.Internal
            ? internals.GetValueOrDefault(culture)?.GetValueOrDefault(alias) ?? string.Empty
            : draft.Texts.GetValueOrDefault(culture)?[alias] ?? string.Empty;

    private IEnumerable<IContent> Documents(IReadOnlyList<Guid> keys) =>
        (keys is [var key] ? contentService.GetById(key) is { } content ? [content] : [] : contentService.GetByIds(keys))
            .Where(content => !content.Trashed && content.IsService());

    private static string StampOf(string version, IEnumerable<LinkStamp> links, string internals) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', links.OrderBy(link => link.Culture, StringComparer.Ordinal)
            .Select(link => $"{link.Culture} {link.Snapshot} {link.WithdrawnAt?.UtcTicks} {link.Kept}").Prepend(internals).Prepend(version)))));

    private sealed record Known(string Stamp, bool IsWithdrawn, IReadOnlyList<WaitingPlace> Waiting, string? Culture, ServiceText? Text);

    private sealed record LinkStamp(Guid Document, string Culture, Guid Snapshot, string Kept, DateTimeOffset? WithdrawnAt);
}
