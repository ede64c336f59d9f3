using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Catalogue;

/// <summary>What an editor wants to stand round a national text.</summary>
/// <param name="Before">Before it; as written.</param>
/// <param name="After">After it; as written.</param>
/// <param name="National">The national text that was shown between them.</param>
internal sealed record SupplementChange(string? Before, string? After, string? National);

/// <summary>What came of composing texts with supplements.</summary>
/// <param name="Values">Alias → the text to save.</param>
/// <param name="Faults">Alias → what is wrong.</param>
/// <param name="IsChangedMeanwhile">A national text is not the one that was shown.</param>
internal sealed record ComposedTexts(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, Label> Faults, bool IsChangedMeanwhile);

/// <summary>
/// The municipality's own round national texts: composes the text that the document gets, and keeps the parts of it, so
/// that the next import puts them round the next national text (docs/adr/0007).
/// </summary>
internal sealed class LocalSupplements(HaldenStore store)
{
    private static readonly Label NothingToStandRound = new(
        "Feltet følger ingen nasjonal tekst, så det er ingenting å stå før eller etter. Skriv hele teksten i stedet.",
        "Feltet følgjer ingen nasjonal tekst, så det er ingenting å stå før eller etter. Skriv heile teksten i staden.",
        "The field follows no national text, so there is nothing to stand before or after. Write the whole text instead.");

    private static readonly Label WholeAndSupplement = new(
        "Send enten hele teksten eller tillegget, ikke begge deler.",
        "Send anten heile teksten eller tillegget, ikkje begge delar.",
        "Send either the whole text or the supplement, not both.");

    /// <summary>The national text that a field follows: what stands in it, or the newer one that waits.</summary>
    public static string FollowedText(string alias, FollowState state, FieldValues national) => state.Kept.Contains(alias) ? national[alias] : state.Base[alias];

    /// <summary>Composes texts, to be saved by the caller and then recorded; nothing is written here. On <see cref="ContentLane"/>.</summary>
    /// <param name="document">The service.</param>
    /// <param name="culture">The culture.</param>
    /// <param name="changes">Alias → the supplement; null gives the field up to be ordinary text of the municipality's, as it stands.</param>
    /// <param name="alsoWhole">Aliases that are sent as whole texts too.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ComposedTexts> ComposeAsync(
        Guid document, string culture, IReadOnlyDictionary<string, SupplementChange?> changes, IReadOnlySet<string> alsoWhole, CancellationToken cancellationToken)
    {
        var (state, national) = await StateAsync(document, culture, cancellationToken);
        var values = new Dictionary<string, string>();
        var faults = new Dictionary<string, Label>();
        var isChanged = false;
        foreach (var (alias, change) in changes)
        {
            if (change is null)
            {
                continue;
            }

            var kind = ServiceFields.Find(alias)?.Kind;
            if (kind is null || !Supplement.Fits(kind) || state is null
                || FollowedText(alias, state, national) is var text && text.Length == 0 && !state.Supplements.ContainsKey(alias))
            {
                faults[alias] = NothingToStandRound;
                continue;
            }

            if (alsoWhole.Contains(alias))
            {
                faults[alias] = WholeAndSupplement;
                continue;
            }

            isChanged |= change.National != text;
            try
            {
                values[alias] = Supplement.Compose(kind, text, Clean(kind, change));
                if (kind.Fault(values[alias]) is { } fault)
                {
                    faults[alias] = fault;
                }
            }
            catch (UncleanableHtmlException)
            {
                faults[alias] = UncleanableHtmlException.Text;
            }
        }

        return new ComposedTexts(values, faults, isChanged);
    }

    /// <summary>Records supplements once the composed texts are saved. Killed before it, they are ordinary text of the municipality's.</summary>
    public Task RecordAsync(Guid document, string culture, IReadOnlyDictionary<string, SupplementChange?> changes, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.CatalogueLinks.SingleOrDefaultAsync(link => link.DocumentKey == document && link.Culture == culture, cancellationToken) is not { } link)
            {
                return false;
            }

            var state = link.State;
            var national = FieldValues.Parse(await db.Snapshots.Where(snapshot => snapshot.Id == link.SnapshotId).Select(snapshot => snapshot.Fields).SingleAsync(cancellationToken));
            foreach (var (alias, change) in changes)
            {
                var supplement = change is null ? Supplement.None : Clean(NationalViews.KindOf(alias), change);
                if (change is not null)
                {
                    // Who puts words round the newest national text has settled that it is to be followed.
                    state = state with
                    {
                        Base = state.Base.With(alias, FollowedText(alias, state, national)),
                        Kept = [.. state.Kept.Where(kept => kept != alias)],
                    };
                }

                state = state.With(alias, supplement);
            }

            link.State = state;
            return true;
        },
        cancellationToken);

    private static Supplement Clean(FieldKind kind, SupplementChange change)
    {
        string One(string? text) => kind == FieldKind.Html ? HtmlCleaner.Clean(text ?? string.Empty) : kind.Normalise(text ?? string.Empty);
        return new Supplement(One(change.Before), One(change.After));
    }

    private Task<(FollowState? State, FieldValues National)> StateAsync(Guid document, string culture, CancellationToken cancellationToken) => store.ReadAsync(
        async db => await db.CatalogueLinks.AsNoTracking().Where(link => link.DocumentKey == document && link.Culture == culture && !link.IsDetached)
            .Join(db.Snapshots, link => link.SnapshotId, snapshot => snapshot.Id, (link, snapshot) => new { link, snapshot.Fields })
            .SingleOrDefaultAsync(cancellationToken) is { } found
            ? (found.link.State, FieldValues.Parse(found.Fields))
            : ((FollowState?)null, FieldValues.None),
        cancellationToken);
}
