using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// Lets a local service follow a catalogue service from now on: what it has not said is taken over, and where it has a
/// text of its own the national one waits for a person. The draft that the import had made for the catalogue service
/// gives way to it, which it can only do while nobody has made it theirs.
/// </summary>
internal sealed class CatalogueLinking(HaldenStore store, IContentService contentService, IUserIdKeyResolver userIds, ContentLane lane)
{
    private static readonly Label FollowsAlready = new(
        "Tjenesten følger allerede den nasjonale katalogen.",
        "Tenesta følgjer alt den nasjonale katalogen.",
        "The service follows the national catalogue already.");

    private static readonly Label NotFromTheCatalogue = new(
        "Velg en tjeneste som er hentet fra den nasjonale katalogen.",
        "Vel ei teneste som er henta frå den nasjonale katalogen.",
        "Choose a service that was fetched from the national catalogue.");

    private static readonly Label InUse = new(
        "Den nasjonale tjenesten er tatt i bruk: den er publisert, sendt til godkjenning eller tilpasset. Da kan ikke en annen ta over plassen dens.",
        "Den nasjonale tenesta er teken i bruk: ho er publisert, send til godkjenning eller tilpassa. Då kan ikkje ei anna ta over plassen hennar.",
        "The national service is in use: it is published, submitted for approval or tailored. No other can take its place then.");

    /// <summary>Links a local service to the catalogue service that another document was imported from.</summary>
    /// <param name="key">The local service.</param>
    /// <param name="other">The document that the import made.</param>
    /// <param name="user">Who does it.</param>
    /// <param name="cancellationToken">Takes it out of the lane.</param>
    /// <remarks>The draft is saved first, then our rows move, then the other document goes to the recycle bin; killed in between, doing it again does the rest.</remarks>
    public Task<SettleOutcome> LinkAsync(Guid key, Guid other, Guid user, CancellationToken cancellationToken) => lane.RunAsync(
        async stopping =>
        {
            if (contentService.GetById(key) is not { Trashed: false } content || !content.IsService())
            {
                return new SettleOutcome(SettleStatus.NotFound);
            }

            var twin = contentService.GetById(other);
            var (links, isFollowing, isSubmitted, internals) = await store.ReadAsync(
                async db => (
                    (await db.CatalogueLinks.AsNoTracking().Where(link => link.DocumentKey == other)
                        .Join(db.Snapshots.AsNoTracking(), link => link.SnapshotId, snapshot => snapshot.Id, (link, snapshot) => new { link, snapshot.Fields })
                        .ToListAsync(stopping)).ConvertAll(pair => (Link: pair.link, National: FieldValues.Parse(pair.Fields))),
                    await db.CatalogueLinks.AnyAsync(link => link.DocumentKey == key, stopping),
                    await db.Packages.AnyAsync(package => package.DocumentKey == other, stopping),
                    await db.Register.Where(entry => entry.DocumentKey == key || entry.DocumentKey == other)
                        .ToDictionaryAsync(entry => entry.DocumentKey, entry => InternalTexts.Parse(entry.InternalTexts), stopping)),
                stopping);
            if (isFollowing)
            {
                return new SettleOutcome(SettleStatus.Invalid, FollowsAlready);
            }

            if (links.Count == 0 || key == other)
            {
                return new SettleOutcome(SettleStatus.Invalid, NotFromTheCatalogue);
            }

            if (twin is { Trashed: false } && (isSubmitted || twin.Published || links.Exists(pair => IsTailored(twin, pair.Link, internals.GetValueOrDefault(other)))))
            {
                return new SettleOutcome(SettleStatus.Invalid, InUse);
            }

            var draft = ServiceDocument.Draft(content);
            var own = internals.GetValueOrDefault(key) ?? [];
            var taken = links.ToDictionary(pair => pair.Link.Culture, pair =>
            {
                var national = new NationalDescription(1, pair.Link.ServiceId, pair.Link.Culture, null, pair.National, null, [], []);
                var local = draft.Texts.GetValueOrDefault(pair.Link.Culture);
                var open = Takeover.Decide(national, FollowState.None, alias => local?[alias] ?? string.Empty, Takeover.PublicAliases);
                return (
                    Open: open,
                    Own: Takeover.Decide(national, open.State, alias => own.GetValueOrDefault(pair.Link.Culture)?.GetValueOrDefault(alias) ?? string.Empty, Takeover.InternalAliases));
            });
            if (Save(content, taken.ToDictionary(text => text.Key, text => text.Value.Open.Taken), await userIds.GetAsync(user)) is { } refusal)
            {
                return new SettleOutcome(SettleStatus.Refused, refusal);
            }

            await store.WriteAsync(
                async db =>
                {
                    foreach (var link in await db.CatalogueLinks.Where(link => link.DocumentKey == other).ToListAsync(CancellationToken.None))
                    {
                        link.DocumentKey = key;
                        link.State = taken[link.Culture].Own.State;
                        (link.Replaced, link.IsDetached) = ("{}", false);
                    }

                    var entry = await db.Register.FindAsync([key], CancellationToken.None) ?? db.Register.Add(new RegisterEntry { DocumentKey = key }).Entity;
                    foreach (var (culture, (_, internalTexts)) in taken.Where(text => text.Value.Own.Taken.Count > 0))
                    {
                        entry.InternalTexts = InternalTexts.With(entry.InternalTexts, culture, internalTexts.Taken);
                    }

                    return true;
                },
                CancellationToken.None);
            if (twin is { Trashed: false })
            {
                contentService.MoveToRecycleBin(twin, await userIds.GetAsync(user));
            }

            return new SettleOutcome(SettleStatus.Success);
        },
        cancellationToken);

    // Somebody has written in it, in any language.
    private static bool IsTailored(IContent twin, CatalogueLink link, Dictionary<string, Dictionary<string, string>>? internals)
    {
        var (state, text) = (link.State, ServiceDocument.Draft(twin).Texts.GetValueOrDefault(link.Culture));
        return state.Kept.Count > 0
            || Takeover.PublicAliases.Any(alias => !FieldDecision.Same(alias, text?[alias] ?? string.Empty, state.Base[alias]))
            || Takeover.InternalAliases.Any(alias => !FieldDecision.Same(alias, internals?.GetValueOrDefault(link.Culture)?.GetValueOrDefault(alias) ?? string.Empty, state.Base[alias]));
    }

    private Label? Save(IContent content, Dictionary<string, IReadOnlyDictionary<string, string>> taken, int userId)
    {
        var isChanged = false;
        foreach (var (culture, values) in taken)
        {
            // The name first: without one the document does not exist in the culture.
            foreach (var (alias, value) in values.OrderByDescending(field => field.Key == ServiceFields.Title))
            {
                isChanged |= ServiceDocument.Set(content, culture, alias, value);
            }
        }

        return isChanged ? ServiceDocument.WhyNotSaved(contentService.Save(content, userId)) : null;
    }
}
