using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Catalogue;

/// <summary>How a person settles a waiting national change.</summary>
internal enum SettleChoice
{
    /// <summary>The national text replaces the municipality's.</summary>
    TakeNational,

    /// <summary>The municipality's text stands until the national one changes again.</summary>
    KeepLocal,

    /// <summary>What fits together is merged, and each conflict as chosen.</summary>
    Merge,

    /// <summary>A text of the person's own.</summary>
    Edit,
}

/// <summary>A person's settlement of one field in one culture.</summary>
/// <param name="Version">The draft's version that was shown.</param>
/// <param name="National">The national value that was shown.</param>
/// <param name="Choice">How.</param>
/// <param name="Conflicts">With <see cref="SettleChoice.Merge"/>: conflict id → choice, one for each conflict.</param>
/// <param name="Value">With <see cref="SettleChoice.Edit"/>: the text, canonical or as written.</param>
internal sealed record Settlement(
    string Version, string National, SettleChoice Choice, IReadOnlyDictionary<string, MergeChoice> Conflicts, string? Value);

/// <summary>What came of a settlement.</summary>
internal enum SettleStatus
{
    Success,

    /// <summary>No such service, or it follows no catalogue, or nothing waits in that field.</summary>
    NotFound,

    /// <summary>The draft or the national text is not the one that was shown.</summary>
    ChangedMeanwhile,

    /// <summary>A choice is missing or the text is not valid; the message says which.</summary>
    Invalid,

    /// <summary>Umbraco did not save; the message says why.</summary>
    Refused,
}

/// <summary>The outcome of a settlement.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Message">For the person; null where there is nothing to add.</param>
internal sealed record SettleOutcome(SettleStatus Status, Label? Message = null);

/// <summary>One field where the municipality's text stands against a newer national one.</summary>
/// <param name="Alias">The field, or <see cref="ServiceFields.Title"/>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Base">What both started from.</param>
/// <param name="Local">The municipality's.</param>
/// <param name="National">The catalogue's now.</param>
/// <param name="Merge">The three of them merged, with what a person must choose.</param>
internal sealed record WaitingField(string Alias, FieldKind Kind, string Base, string Local, string National, MergeResult Merge);

/// <summary>A service that follows the catalogue, with what waits for a person.</summary>
/// <param name="Version">The draft's version, to be sent with a settlement.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="ServiceId">The service's id there.</param>
/// <param name="IsDetached">It does not follow for the time being.</param>
/// <param name="FetchedAt">When the newest national text came in.</param>
/// <param name="National">The newest national values by culture.</param>
/// <param name="Waiting">By culture; internal fields included.</param>
internal sealed record NationalView(
    string Version,
    string Source,
    string ServiceId,
    bool IsDetached,
    DateTimeOffset FetchedAt,
    IReadOnlyDictionary<string, FieldValues> National,
    IReadOnlyDictionary<string, IReadOnlyList<WaitingField>> Waiting);

/// <summary>National changes that an import could not take over by itself, and the one way to settle them.</summary>
internal sealed class NationalChanges(
    HaldenStore store, IContentService contentService, IUserIdKeyResolver userIds, ContentLane lane)
{
    private static readonly Label ChooseForEach = new(
        "Velg for hver konflikt hvilken tekst som skal stå.",
        "Vel for kvar konflikt kva tekst som skal stå.",
        "Choose for each conflict which text is to stand.");

    private static readonly Label TitleMissing = new("Skriv en tittel.", "Skriv ein tittel.", "Write a title.");

    /// <summary>Services with something waiting: document → number of fields, and the cultures they are in.</summary>
    public Task<IReadOnlyDictionary<Guid, (int Fields, IReadOnlyList<string> Cultures)>> WaitingAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyDictionary<Guid, (int, IReadOnlyList<string>)>>(
            async db => (await db.CatalogueLinks.AsNoTracking().Where(link => link.Kept != "" && !link.IsDetached)
                    .Select(link => new { link.DocumentKey, link.Culture, link.Kept }).ToListAsync(cancellationToken))
                .GroupBy(link => link.DocumentKey)
                .ToDictionary(
                    links => links.Key,
                    links => (links.Sum(link => Aliases(link.Kept).Length), (IReadOnlyList<string>)[.. Cultures.All.Where(culture => links.Any(link => link.Culture == culture))])),
            cancellationToken);

    /// <summary>What the catalogue has of a service, and what waits; null where it follows none.</summary>
    public async Task<NationalView?> FindAsync(Guid key, CancellationToken cancellationToken)
    {
        if (Load(key) is not { } content)
        {
            return null;
        }

        var draft = ServiceDocument.Draft(content);
        return await store.ReadAsync(
            async db =>
            {
                var links = await LinksAsync(db, key, cancellationToken);
                if (links.Count == 0)
                {
                    return null;
                }

                var internals = await InternalsAsync(db, key, cancellationToken);
                return new NationalView(
                    draft.Version(),
                    links[0].Link.Source,
                    links[0].Link.ServiceId,
                    links.Any(pair => pair.Link.IsDetached),
                    links.Max(pair => pair.Snapshot.FetchedAt),
                    links.ToDictionary(pair => pair.Link.Culture, pair => FieldValues.Parse(pair.Snapshot.Fields)),
                    links.ToDictionary(
                        pair => pair.Link.Culture,
                        pair => (IReadOnlyList<WaitingField>)[.. Aliases(pair.Link.Kept).Select(alias => Waiting(pair.Link, pair.Snapshot, alias, LocalOf(draft, internals, pair.Link.Culture, alias)))]));
            },
            cancellationToken);
    }

    /// <summary>Settles one waiting field. The draft is saved first, then the base moves; killed in between, the next import finds that the two agree.</summary>
    public Task<SettleOutcome> SettleAsync(Guid key, string culture, string alias, Settlement settlement, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping =>
            {
                if (await FindAsync(key, stopping) is not { IsDetached: false } view
                    || view.Waiting.GetValueOrDefault(culture)?.FirstOrDefault(waiting => waiting.Alias == alias) is not { } field)
                {
                    return new SettleOutcome(SettleStatus.NotFound);
                }

                if (view.Version != settlement.Version || field.National != settlement.National)
                {
                    return new SettleOutcome(SettleStatus.ChangedMeanwhile);
                }

                var (value, fault) = ValueOf(field, settlement);
                if (fault is not null)
                {
                    return new SettleOutcome(SettleStatus.Invalid, fault);
                }

                var isInternal = ServiceFields.Find(alias)?.Audience == FieldAudience.Internal;
                if (!isInternal && Save(key, culture, alias, value, await userIds.GetAsync(user)) is { } refusal)
                {
                    return new SettleOutcome(SettleStatus.Refused, refusal);
                }

                await store.WriteAsync(
                    async db =>
                    {
                        var link = await db.CatalogueLinks.SingleAsync(link => link.DocumentKey == key && link.Culture == culture, stopping);
                        var atBase = FieldValues.Parse(link.Base);
                        link.Base = new FieldValues(atBase.Aliases.Where(known => known != alias).Select(known => KeyValuePair.Create(known, atBase[known]))
                            .Append(KeyValuePair.Create(alias, field.National))).ToJson();
                        link.Kept = string.Join(' ', Aliases(link.Kept).Where(kept => kept != alias));
                        if (isInternal)
                        {
                            await SetInternalAsync(db, key, culture, alias, value, stopping);
                        }

                        return true;
                    },
                    CancellationToken.None);
                return new SettleOutcome(SettleStatus.Success);
            },
            cancellationToken);

    /// <summary>Lets a service cease to follow the catalogue, or follow it again; false where it follows none.</summary>
    public Task<bool> FollowAsync(Guid key, bool follow, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var links = await db.CatalogueLinks.Where(link => link.DocumentKey == key).ToListAsync(cancellationToken);
            links.ForEach(link => link.IsDetached = !follow);
            return links.Count > 0;
        },
        cancellationToken);

    private static (string Value, Label? Fault) ValueOf(WaitingField field, Settlement settlement)
    {
        switch (settlement.Choice)
        {
            case SettleChoice.TakeNational:
                return (field.National, null);
            case SettleChoice.KeepLocal:
                return (field.Local, null);
            case SettleChoice.Merge:
                var resolution = ThreeWayMerge.Resolve(field.Merge, settlement.Conflicts);
                return resolution.Faults.Count > 0 ? (string.Empty, Joined(resolution.Faults.Values))
                    : resolution.Open.Count > 0 ? (string.Empty, ChooseForEach)
                    : (resolution.Value, field.Kind.Fault(resolution.Value));
            default:
                try
                {
                    var text = settlement.Value ?? string.Empty;
                    var value = field.Kind == FieldKind.Html ? HtmlCleaner.Clean(text) : field.Kind.Normalise(text);
                    return (value, field.Alias == ServiceFields.Title && value.Length == 0 ? TitleMissing : field.Kind.Fault(value));
                }
                catch (UncleanableHtmlException)
                {
                    return (string.Empty, UncleanableHtmlException.Text);
                }
        }
    }

    private static Label Joined(IEnumerable<Label> labels)
    {
        List<Label> all = [.. labels];
        return new Label(
            string.Join(' ', all.Select(label => label.Nb)), string.Join(' ', all.Select(label => label.Nn)), string.Join(' ', all.Select(label => label.En)));
    }

    private Label? Save(Guid key, string culture, string alias, string value, int userId)
    {
        var content = contentService.GetById(key)!;
        if (!ServiceDocument.Set(content, culture, alias, value))
        {
            return null;
        }

        return ServiceDocument.WhyNotSaved(contentService.Save(content, userId));
    }

    private static WaitingField Waiting(CatalogueLink link, Snapshot snapshot, string alias, string local)
    {
        // The title is one line of text, though no field of its own.
        var kind = ServiceFields.Find(alias)?.Kind ?? FieldKind.Text;
        var (atBase, national) = (FieldValues.Parse(link.Base)[alias], FieldValues.Parse(snapshot.Fields)[alias]);
        return new WaitingField(alias, kind, atBase, local, national, ThreeWayMerge.Merge(kind, atBase, local, national));
    }

    private static string LocalOf(ServiceDescription draft, Dictionary<string, Dictionary<string, string>> internals, string culture, string alias) =>
        ServiceFields.Find(alias)?.Audience == FieldAudience.Internal
            ? internals.GetValueOrDefault(culture)?.GetValueOrDefault(alias) ?? string.Empty
            : draft.Texts.GetValueOrDefault(culture)?[alias] ?? string.Empty;

    private static async Task<List<(CatalogueLink Link, Snapshot Snapshot)>> LinksAsync(HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
    [
        .. (await db.CatalogueLinks.AsNoTracking().Where(link => link.DocumentKey == key)
            .Join(db.Snapshots.AsNoTracking(), link => link.SnapshotId, snapshot => snapshot.Id, (link, snapshot) => new { link, snapshot })
            .ToListAsync(cancellationToken)).Select(pair => (pair.link, pair.snapshot)),
    ];

    private static async Task<Dictionary<string, Dictionary<string, string>>> InternalsAsync(HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        Register.InternalTexts.Parse(
            await db.Register.Where(entry => entry.DocumentKey == key).Select(entry => entry.InternalTexts).FirstOrDefaultAsync(cancellationToken) ?? "{}");

    private static async Task SetInternalAsync(HaldenDbContext db, Guid key, string culture, string alias, string value, CancellationToken cancellationToken)
    {
        var entry = await db.Register.SingleAsync(entry => entry.DocumentKey == key, cancellationToken);
        entry.InternalTexts = Register.InternalTexts.With(entry.InternalTexts, culture, new Dictionary<string, string> { [alias] = value });
    }

    private static string[] Aliases(string kept) => kept.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private IContent? Load(Guid key) => contentService.GetById(key) is { Trashed: false } content && content.IsService() ? content : null;
}
