using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>
/// The encrypted contents of citizens' files, wherever they lie. Contents outside the database are noted before they are
/// written, and are taken away unless a transaction with their row commits in time (docs/adr/0018).
/// </summary>
internal sealed class AttachmentContents(HaldenStore store, IEnumerable<IAttachmentStore> stores, IOptionsMonitor<SubmissionsOptions> options, ILogger<AttachmentContents> logger)
{
    /// <summary>How long there is from a content is noted until its row must be committed. Whoever is later is refused, and may try again.</summary>
    public static readonly TimeSpan WritingTime = TimeSpan.FromMinutes(15);

    private const int MostAtOnce = 100;

    /// <summary>Writes contents where the settings say; returns where. In the database nothing is written yet: the row is to have it.</summary>
    /// <param name="contents">What is to be kept.</param>
    /// <param name="patience">How long to wait for a busy database; null for the usual.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="AttachmentsUnreachableException">Not all are there. What is will be taken away.</exception>
    public async Task<AttachmentPlace> PutAsync(IReadOnlyCollection<AttachmentContent> contents, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var place = options.CurrentValue.Attachments.Place;
        if (place == AttachmentPlace.Database || contents.Count == 0)
        {
            return AttachmentPlace.Database;
        }

        var to = At(place);
        await store.WriteWithinAsync(
            db =>
            {
                db.AttachmentRemovals.AddRange(contents.Select(content => new AttachmentRemoval { Id = content.Id, Place = place, NotBefore = store.Now + WritingTime }));
                return Task.FromResult(true);
            },
            patience,
            cancellationToken);

        // Well before they are taken away: what came after that would be known to nobody.
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(WritingTime / 3);
        try
        {
            foreach (var content in contents)
            {
                await to.PutAsync(content.Id, content.Content, time.Token);
            }

            return place;
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AttachmentsUnreachableException("Det tok for lang tid å ta vare på vedleggene.", late);
        }
    }

    /// <summary>Inside the transaction that writes the rows: the contents are theirs from now on.</summary>
    /// <exception cref="AttachmentsUnreachableException">It took too long, and they are being taken away. Nothing may be committed.</exception>
    public static async Task KeepAsync(HaldenDbContext db, AttachmentPlace place, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (place != AttachmentPlace.Database
            && await db.AttachmentRemovals.Where(removal => ids.Contains(removal.Id) && removal.Attempts == 0).ExecuteDeleteAsync(cancellationToken) != ids.Count)
        {
            throw new AttachmentsUnreachableException("Det tok for lang tid å ta vare på vedleggene.");
        }
    }

    /// <summary>A content; null where it is lost. Not inside a transaction.</summary>
    /// <exception cref="AttachmentsUnreachableException">It cannot be read now.</exception>
    public async Task<byte[]?> ReadAsync(Guid id, AttachmentPlace place, byte[] inRow, CancellationToken cancellationToken)
    {
        if (place == AttachmentPlace.Database)
        {
            return inRow;
        }

        var content = await At(place).GetAsync(id, cancellationToken);
        if (content is null)
        {
            logger.LogError("The file {Id} is not in {Place}, where it was put", id, place);
        }

        return content;
    }

    /// <summary>Takes away what is due, and tries again later what cannot be reached; returns how many are gone.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var (gone, unreachable) = (0, new HashSet<AttachmentPlace>());
        while (await store.ReadAsync(db => Due(db, unreachable).AnyAsync(cancellationToken), cancellationToken))
        {
            // Claimed first, so that no transaction that is late takes one of them for its own, and no other node tries the same.
            var claimed = await store.WriteAsync(
                async db =>
                {
                    var due = await Due(db, unreachable).OrderBy(removal => removal.NotBefore).Take(MostAtOnce).ToListAsync(cancellationToken);
                    foreach (var removal in due)
                    {
                        removal.Attempts++;
                        removal.NotBefore = store.Now + BackOff.PauseAfter(removal.Attempts, Random.Shared.NextDouble());
                    }

                    return due;
                },
                cancellationToken);
            List<Guid> done = [];
            string? fault = null;
            foreach (var removal in claimed.Where(removal => !unreachable.Contains(removal.Place)))
            {
                try
                {
                    await At(removal.Place).DeleteAsync(removal.Id, cancellationToken);
                    done.Add(removal.Id);
                }
                catch (Exception refused) when (!cancellationToken.IsCancellationRequested)
                {
                    // Whatever it is, it must not keep the outbox, which asks for this, from its deliveries.
                    var said = refused is AttachmentsUnreachableException ? refused.Message : refused.GetType().Name;
                    fault = said.Length <= AttachmentRemoval.LongestFault ? said : said[..AttachmentRemoval.LongestFault];
                    unreachable.Add(removal.Place);
                    logger.LogError("Files that are deleted still lie in {Place}, and are tried again: {Fault}", removal.Place, fault);
                }
            }

            var left = claimed.Select(removal => removal.Id).Except(done).ToList();
            await store.WriteAsync(
                async db =>
                {
                    await db.AttachmentRemovals.Where(removal => done.Contains(removal.Id)).ExecuteDeleteAsync(cancellationToken);
                    await db.AttachmentRemovals.Where(removal => left.Contains(removal.Id)).ExecuteUpdateAsync(set => set.SetProperty(removal => removal.Fault, fault), cancellationToken);
                    return true;
                },
                cancellationToken);
            gone += done.Count;
        }

        return gone;
    }

    /// <summary>What is wrong with where files lie or are to lie, in bokmål; null for nothing. Writes, reads and deletes a few bytes there.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue.Attachments;
        if (settings.Fault() is { } fault)
        {
            return fault;
        }

        var used = await store.ReadAsync(
            async db => (await db.SubmissionAttachments.Select(file => file.Place).Distinct().ToListAsync(cancellationToken))
                .Union(await db.FormDraftFiles.Select(file => file.Place).Distinct().ToListAsync(cancellationToken)).ToList(),
            cancellationToken);
        try
        {
            foreach (var place in used.Append(settings.Place).Where(place => place != AttachmentPlace.Database).Distinct())
            {
                var (at, id, content) = (At(place), Guid.NewGuid(), Guid.NewGuid().ToByteArray());
                await at.PutAsync(id, content, cancellationToken);
                var read = await at.GetAsync(id, cancellationToken);
                await at.DeleteAsync(id, cancellationToken);
                if (read?.SequenceEqual(content) != true)
                {
                    return $"Det som legges i {place}, kommer ikke likt tilbake.";
                }

                if (await at.AdviceAsync(cancellationToken) is { } advice)
                {
                    return advice;
                }
            }

            return null;
        }
        catch (AttachmentsUnreachableException unreachable)
        {
            return unreachable.Message;
        }
    }

    /// <summary>How many contents should be gone and are not, because where they lie did not let them be deleted.</summary>
    public Task<int> LeftAsync(CancellationToken cancellationToken) => store.ReadAsync(db => db.AttachmentRemovals.CountAsync(removal => removal.Fault != null, cancellationToken), cancellationToken);

    private IQueryable<AttachmentRemoval> Due(HaldenDbContext db, IReadOnlySet<AttachmentPlace> not)
    {
        // Of a clock that was ahead and has been put right nothing is left but that.
        var (now, beyondReason, others) = (store.Now, store.Now + BackOff.BeyondReason, not.ToList());
        return db.AttachmentRemovals.Where(removal => (removal.NotBefore <= now || removal.NotBefore > beyondReason) && !others.Contains(removal.Place));
    }

    private IAttachmentStore At(AttachmentPlace place) => stores.FirstOrDefault(one => one.Place == place) ?? throw new AttachmentsUnreachableException($"{place} er ikke satt opp.");
}

/// <summary>Where a content is.</summary>
/// <param name="Id">Its row's key.</param>
/// <param name="Place">Where.</param>
internal sealed record StoredAt(Guid Id, AttachmentPlace Place);

/// <summary>Lets go of contents together with their rows.</summary>
internal static class AttachmentRelease
{
    /// <summary>Inside the transaction that deletes the rows, before it does: notes that what lies outside the database is to go.</summary>
    public static async Task ReleaseAsync(this HaldenDbContext db, IQueryable<StoredAt> those, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.AttachmentRemovals.AddRange((await those.ToListAsync(cancellationToken)).Where(one => one.Place != AttachmentPlace.Database)
            .Select(one => new AttachmentRemoval { Id = one.Id, Place = one.Place, NotBefore = now }));
}
