using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
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

/// <summary>How a person settles what waits in a whole service, without having read each text.</summary>
internal enum SettleAllChoice
{
    /// <summary>What does not collide is taken over, as an import would; no word of the municipality's is lost, and what collides is left.</summary>
    TakeOver,

    /// <summary>The municipality's texts stand until the national ones change again.</summary>
    KeepLocal,

    /// <summary>The national texts replace the municipality's, which can be brought back; a national text that is gone replaces nothing.</summary>
    TakeNational,
}

/// <summary>A person's settlement of what waits in one service.</summary>
/// <param name="Stamp">As it was shown (<see cref="NationalView.Stamp"/>).</param>
/// <param name="Choice">How.</param>
/// <param name="Alias">Only this field, in every culture; null for all.</param>
internal sealed record WholeSettlement(string Stamp, SettleAllChoice Choice, string? Alias);

/// <summary>What came of a settlement.</summary>
internal enum SettleStatus
{
    Success,

    /// <summary>No such service, or it follows no catalogue, or nothing waits (or can be brought back) there.</summary>
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
internal sealed record SettleOutcome(SettleStatus Status, Label? Message = null)
{
    /// <summary>What was settled.</summary>
    public IReadOnlyList<SettledField> Settled { get; init; } = [];

    /// <summary>What was left for a person.</summary>
    public IReadOnlyList<WaitingPlace> Left { get; init; } = [];
}

/// <summary>A field that was settled.</summary>
/// <param name="Culture">Its culture.</param>
/// <param name="Alias">The field, or <see cref="ServiceFields.Title"/>.</param>
/// <param name="IsReplaced">The municipality's text was another, and can be brought back.</param>
internal sealed record SettledField(string Culture, string Alias, bool IsReplaced);

/// <summary>The one way to settle national changes that an import could not take over by itself, and to undo that.</summary>
internal sealed class NationalChanges(
    HaldenStore store, NationalViews views, IContentService contentService, IUserIdKeyResolver userIds, ContentLane lane)
{
    private static readonly Label ChooseForEach = new(
        "Velg for hver konflikt hvilken tekst som skal stå.",
        "Vel for kvar konflikt kva tekst som skal stå.",
        "Choose for each conflict which text is to stand.");

    private static readonly Label TitleMissing = new("Skriv en tittel.", "Skriv ein tittel.", "Write a title.");

    /// <summary>Settles one waiting field.</summary>
    public Task<SettleOutcome> SettleAsync(Guid key, string culture, string alias, Settlement settlement, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping =>
            {
                if (await views.FindAsync(key, stopping) is not { IsDetached: false } view
                    || view.Cultures.GetValueOrDefault(culture)?.Waiting.FirstOrDefault(waiting => waiting.Alias == alias) is not { } field)
                {
                    return new SettleOutcome(SettleStatus.NotFound);
                }

                if (view.Version != settlement.Version || field.National != settlement.National)
                {
                    return new SettleOutcome(SettleStatus.ChangedMeanwhile);
                }

                var (value, fault) = ValueOf(field, settlement);
                return fault is not null
                    ? new SettleOutcome(SettleStatus.Invalid, fault)
                    : await WriteAsync(key, [new Change(culture, field, value)], [], user);
            },
            cancellationToken);

    /// <summary>Settles what waits in one service, all of it at once; the fields that the choice does not fit are left and named.</summary>
    public Task<SettleOutcome> SettleAllAsync(Guid key, WholeSettlement settlement, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping =>
            {
                if (await views.FindAsync(key, stopping) is not { IsDetached: false } view)
                {
                    return new SettleOutcome(SettleStatus.NotFound);
                }

                if (view.Stamp != settlement.Stamp)
                {
                    return new SettleOutcome(SettleStatus.ChangedMeanwhile);
                }

                List<Change> changes = [];
                List<WaitingPlace> left = [];
                foreach (var (culture, field) in view.Cultures
                    .SelectMany(text => text.Value.Waiting, (text, field) => (text.Key, field))
                    .Where(place => settlement.Alias is null || place.field.Alias == settlement.Alias))
                {
                    var clear = field.Clear();
                    var value = settlement.Choice switch
                    {
                        SettleAllChoice.TakeOver => clear,
                        SettleAllChoice.KeepLocal => field.Local,
                        _ => field.National.Length > 0 ? field.National : null,
                    };
                    if (value is null)
                    {
                        left.Add(new WaitingPlace(culture, field.Alias, clear is not null));
                    }
                    else
                    {
                        changes.Add(new Change(culture, field, value));
                    }
                }

                return changes.Count == 0 ? new SettleOutcome(SettleStatus.Success) { Left = left } : await WriteAsync(key, changes, left, user);
            },
            cancellationToken);

    /// <summary>Brings back the municipality's text that a settlement replaced, and lets the national one wait again.</summary>
    /// <param name="key">The service.</param>
    /// <param name="culture">The culture.</param>
    /// <param name="alias">The field.</param>
    /// <param name="version">The draft's version that was shown; null to bring it back whatever else has changed in the draft.</param>
    /// <param name="user">Who does it.</param>
    /// <param name="cancellationToken">Takes it out of the lane.</param>
    public Task<SettleOutcome> RestoreAsync(Guid key, string culture, string alias, string? version, Guid user, CancellationToken cancellationToken) =>
        lane.RunAsync(
            async stopping =>
            {
                if (await views.FindAsync(key, stopping) is not { IsDetached: false } view
                    || view.Cultures.GetValueOrDefault(culture)?.Replaced.FirstOrDefault(known => known.Alias == alias) is not { } replaced)
                {
                    return new SettleOutcome(SettleStatus.NotFound);
                }

                // What somebody wrote there since is not to be lost either.
                if (!replaced.MayRestore || (version is not null && view.Version != version))
                {
                    return new SettleOutcome(SettleStatus.ChangedMeanwhile);
                }

                var isInternal = IsInternal(alias);
                if (!isInternal && Save(key, [(culture, alias, replaced.Text.Local)], await userIds.GetAsync(user)) is { } refusal)
                {
                    return new SettleOutcome(SettleStatus.Refused, refusal);
                }

                await store.WriteAsync(
                    async db =>
                    {
                        var link = await db.CatalogueLinks.SingleAsync(link => link.DocumentKey == key && link.Culture == culture, CancellationToken.None);
                        var national = FieldValues.Parse(
                            await db.Snapshots.Where(snapshot => snapshot.Id == link.SnapshotId).Select(snapshot => snapshot.Fields).SingleAsync(CancellationToken.None));
                        var state = link.State;
                        var waits = !FieldDecision.Same(alias, replaced.Text.Base, national[alias]);
                        link.State = (state with
                        {
                            Base = state.Base.With(alias, replaced.Text.Base),
                            Kept = [.. state.Kept.Where(kept => kept != alias), .. waits ? [alias] : Array.Empty<string>()],
                        }).With(alias, Supplement.None);
                        link.Replaced = ReplacedText.ToJson(ReplacedText.ParseAll(link.Replaced).Where(known => known.Key != alias).ToDictionary());
                        if (isInternal)
                        {
                            await SetInternalAsync(db, key, culture, alias, replaced.Text.Local);
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

    /// <summary>The draft is saved first, then our rows follow, whoever gives up meanwhile; killed in between, the next import finds that the texts agree.</summary>
    private async Task<SettleOutcome> WriteAsync(Guid key, IReadOnlyList<Change> changes, IReadOnlyList<WaitingPlace> left, Guid user)
    {
        var open = changes.Where(change => !IsInternal(change.Field.Alias)).Select(change => (change.Culture, change.Field.Alias, change.Value)).ToList();
        if (open.Count > 0 && Save(key, open, await userIds.GetAsync(user)) is { } refusal)
        {
            return new SettleOutcome(SettleStatus.Refused, refusal);
        }

        await store.WriteAsync(
            async db =>
            {
                foreach (var ofCulture in changes.GroupBy(change => change.Culture))
                {
                    var link = await db.CatalogueLinks.SingleAsync(link => link.DocumentKey == key && link.Culture == ofCulture.Key, CancellationToken.None);
                    var replaced = ReplacedText.ParseAll(link.Replaced);
                    foreach (var change in ofCulture)
                    {
                        link.State = Settled(link.State, change);
                        if (change.IsReplacing)
                        {
                            replaced[change.Field.Alias] = new ReplacedText(change.Field.Local, change.Field.Base, change.Value, store.Now, user);
                        }

                        if (IsInternal(change.Field.Alias))
                        {
                            await SetInternalAsync(db, key, change.Culture, change.Field.Alias, change.Value);
                        }
                    }

                    link.Replaced = ReplacedText.ToJson(replaced);
                }

                return true;
            },
            CancellationToken.None);
        return new SettleOutcome(SettleStatus.Success)
        {
            Settled = [.. changes.Select(change => new SettledField(change.Culture, change.Field.Alias, change.IsReplacing))],
            Left = left,
        };
    }

    private static FollowState Settled(FollowState state, Change change)
    {
        var (alias, national) = (change.Field.Alias, change.Field.National);
        var supplement = !change.Field.Supplement.IsEmpty && Supplement.Recognise(change.Field.Kind, change.Value, national, change.Field.Supplement) is { } own
            ? own
            : Supplement.None;
        return (state with { Base = state.Base.With(alias, national), Kept = [.. state.Kept.Where(kept => kept != alias)] }).With(alias, supplement);
    }

    private static (string Value, Label? Fault) ValueOf(WaitingField field, Settlement settlement)
    {
        switch (settlement.Choice)
        {
            case SettleChoice.TakeNational:
                return (field.National, field.Alias == ServiceFields.Title && field.National.Length == 0 ? TitleMissing : null);
            case SettleChoice.KeepLocal:
                return (field.Local, null);
            case SettleChoice.Merge:
                var resolution = ThreeWayMerge.Resolve(field.Merge(), settlement.Conflicts);
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

    private Label? Save(Guid key, IEnumerable<(string Culture, string Alias, string Value)> values, int userId)
    {
        var content = contentService.GetById(key)!;
        var isChanged = false;
        foreach (var (culture, alias, value) in values)
        {
            isChanged |= ServiceDocument.Set(content, culture, alias, value);
        }

        return isChanged ? ServiceDocument.WhyNotSaved(contentService.Save(content, userId)) : null;
    }

    private static bool IsInternal(string alias) => ServiceFields.Find(alias)?.Audience == FieldAudience.Internal;

    private static async Task SetInternalAsync(HaldenDbContext db, Guid key, string culture, string alias, string value)
    {
        var entry = await db.Register.SingleAsync(entry => entry.DocumentKey == key);
        entry.InternalTexts = Register.InternalTexts.With(entry.InternalTexts, culture, new Dictionary<string, string> { [alias] = value });
    }

    /// <summary>A field and what it is to say.</summary>
    private sealed record Change(string Culture, WaitingField Field, string Value)
    {
        /// <summary>Whether words of the municipality's own give way: the text changes, and it was not what the catalogue said before.</summary>
        public bool IsReplacing => !FieldDecision.Same(Field.Alias, Value, Field.Local) && !FieldDecision.Same(Field.Alias, Field.Local, Field.Base);
    }
}
