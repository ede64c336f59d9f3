using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Catalogue;

/// <summary>What a link knew when the import began.</summary>
internal sealed record LinkState(
    string ServiceId, string Culture, Guid DocumentKey, Guid SnapshotId, string Hash, string? SentHash, DateTime? SourceUpdated, IReadOnlyList<string> Kept, bool IsDetached, DateTimeOffset? WithdrawnAt);

/// <summary>Our own rows about imports: runs, snapshots, links and internal texts. Every method is one short piece of work on the database, never open across a call to Umbraco.</summary>
internal sealed class ImportLedger(IDbContextFactory<HaldenDbContext> databases, TimeProvider clock)
{
    /// <summary>How often a run says that it is alive.</summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    // A run that has been silent for so long was killed.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Records that a run begins; null when another one is under way, in this process or another. Closes runs that were killed.</summary>
    public async Task<Guid?> BeginAsync(string source, Guid? userKey, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWritingAsync(patience: null, cancellationToken);
        var now = clock.GetUtcNow();
        var unfinished = await database.ImportRuns.Where(run => run.FinishedAt == null).ToListAsync(cancellationToken);
        if (unfinished.Exists(run => run.SeenAt > now - Silence))
        {
            return null;
        }

        foreach (var killed in unfinished)
        {
            killed.FinishedAt = now;
            killed.Report = new ImportReport
            {
                RunId = killed.Id,
                Source = killed.Source,
                Status = ImportStatus.Cancelled,
                Message = ImportTexts.Killed,
                StartedAt = killed.StartedAt,
                FinishedAt = now,
            }.ToJson();
        }

        var begun = new ImportRun { Source = source, StartedAt = now, SeenAt = now, StartedBy = userKey };
        database.ImportRuns.Add(begun);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return begun.Id;
    }

    /// <summary>The run that is under way, in this process or another; null when none is.</summary>
    public async Task<ImportUnderway?> UnderwayAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var heard = clock.GetUtcNow() - Silence;
        return await database.ImportRuns
            .Where(run => run.FinishedAt == null && run.SeenAt > heard)
            .Select(run => new ImportUnderway(run.Source, run.StartedAt, run.StartedBy))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Records that a run is alive.</summary>
    public async Task SeenAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await database.ImportRuns.Where(run => run.Id == runId).ExecuteUpdateAsync(run => run.SetProperty(r => r.SeenAt, now), cancellationToken);
    }

    /// <summary>Records that a service has another id at the source: what followed the one follows the other.</summary>
    public async Task RenumberAsync(string source, string before, string now)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.CatalogueLinks.Where(link => link.Source == source && link.ServiceId == before).ExecuteUpdateAsync(link => link.SetProperty(l => l.ServiceId, now));
    }

    /// <summary>Records the end of a run, and has the owners told.</summary>
    public async Task FinishAsync(Guid runId, string report)
    {
        await using var database = await databases.CreateDbContextAsync();
        await using var transaction = await database.BeginWritingAsync(patience: null, CancellationToken.None);
        await database.ImportRuns.Where(run => run.Id == runId).ExecuteUpdateAsync(run => run
            .SetProperty(r => r.FinishedAt, clock.GetUtcNow())
            .SetProperty(r => r.Report, report));
        database.NotifyImported(runId, clock.GetUtcNow());
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Every link of a source, by service.</summary>
    public async Task<ILookup<string, LinkState>> LinksAsync(string source, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var links = await (
            from link in database.CatalogueLinks
            join snapshot in database.Snapshots on link.SnapshotId equals snapshot.Id
            where link.Source == source
            select new { link.ServiceId, link.Culture, link.DocumentKey, link.SnapshotId, snapshot.Hash, snapshot.SentHash, snapshot.SourceUpdated, link.Kept, link.IsDetached, link.WithdrawnAt })
            .ToListAsync(cancellationToken);
        return links
            .Select(link => new LinkState(
                link.ServiceId, link.Culture, link.DocumentKey, link.SnapshotId, link.Hash, link.SentHash, link.SourceUpdated, Aliases(link.Kept), link.IsDetached, link.WithdrawnAt))
            .ToLookup(link => link.ServiceId);
    }

    /// <summary>How far one service follows the catalogue, by culture.</summary>
    public async Task<IReadOnlyDictionary<string, FollowState>> StatesAsync(string source, string serviceId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.CatalogueLinks.AsNoTracking()
            .Where(link => link.Source == source && link.ServiceId == serviceId)
            .ToDictionaryAsync(link => link.Culture, link => link.State, cancellationToken);
    }

    /// <summary>The internal texts of one document, by culture.</summary>
    public async Task<IReadOnlyDictionary<string, FieldValues>> InternalTextsAsync(Guid documentKey, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var texts = await database.Register.AsNoTracking()
            .Where(entry => entry.DocumentKey == documentKey)
            .Select(entry => entry.InternalTexts)
            .FirstOrDefaultAsync(cancellationToken);
        return Texts(texts).ToDictionary(culture => culture.Key, culture => new FieldValues(culture.Value));
    }

    /// <summary>Notes which texts a source no longer has, and which it has again.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="gone">Links that are not marked yet.</param>
    /// <param name="back">Links that are marked.</param>
    public async Task MarkWithdrawnAsync(string source, IReadOnlyCollection<LinkState> gone, IReadOnlyCollection<LinkState> back)
    {
        if (gone.Count + back.Count == 0)
        {
            return;
        }

        await using var database = await databases.CreateDbContextAsync();
        await using var transaction = await database.BeginWritingAsync(patience: null, CancellationToken.None);
        foreach (var (links, at) in new[] { (gone, (DateTimeOffset?)clock.GetUtcNow()), (back, null) })
        {
            foreach (var link in links)
            {
                await database.CatalogueLinks
                    .Where(row => row.Source == source && row.ServiceId == link.ServiceId && row.Culture == link.Culture)
                    .ExecuteUpdateAsync(row => row.SetProperty(r => r.WithdrawnAt, at));
            }
        }

        await transaction.CommitAsync();
    }

    /// <summary>Notes in what form snapshots have been sent anew.</summary>
    /// <param name="sent">Snapshots and their <see cref="NationalDescription.SentHash"/>.</param>
    public async Task NoteSentAsync(IReadOnlyCollection<(Guid SnapshotId, string SentHash)> sent)
    {
        if (sent.Count == 0)
        {
            return;
        }

        await using var database = await databases.CreateDbContextAsync();
        await using var transaction = await database.BeginWritingAsync(patience: null, CancellationToken.None);
        foreach (var (snapshotId, sentHash) in sent)
        {
            await SentAsync(database, snapshotId, sentHash);
        }

        await transaction.CommitAsync();
    }

    /// <summary>The title in a snapshot.</summary>
    public async Task<string> TitleAsync(Guid snapshotId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var fields = await database.Snapshots.Where(snapshot => snapshot.Id == snapshotId).Select(snapshot => snapshot.Fields).FirstAsync(cancellationToken);
        return FieldValues.Parse(fields)[ServiceDescriptions.ServiceFields.Title];
    }

    /// <summary>
    /// Records, in one transaction, what was taken over: snapshots, links and internal texts, which are decided here
    /// against what the register holds at this moment. Returns the internal decisions by culture.
    /// </summary>
    /// <remarks>Somebody may write the same register entry meanwhile; then it is read and decided anew.</remarks>
    public async Task<IReadOnlyDictionary<string, Takeover>> RecordAsync(
        Guid runId, string source, Guid documentKey, IReadOnlyList<NationalDescription> texts, IReadOnlyDictionary<string, Takeover> taken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RecordOnceAsync(runId, source, documentKey, texts, taken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 4)
            {
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, Takeover>> RecordOnceAsync(
        Guid runId, string source, Guid documentKey, IReadOnlyList<NationalDescription> texts, IReadOnlyDictionary<string, Takeover> taken)
    {
        await using var database = await databases.CreateDbContextAsync();
        await using var transaction = await database.BeginWritingAsync(patience: null, CancellationToken.None);
        var now = clock.GetUtcNow();
        var serviceId = texts[0].ServiceId;
        var links = await database.CatalogueLinks
            .Where(link => link.Source == source && link.ServiceId == serviceId)
            .ToDictionaryAsync(link => link.Culture);
        var seen = links.Values.Select(link => link.SnapshotId).ToList();
        var hashes = await database.Snapshots
            .Where(snapshot => seen.Contains(snapshot.Id))
            .ToDictionaryAsync(snapshot => snapshot.Id, snapshot => snapshot.Hash);

        var entry = await database.Register.FindAsync(documentKey);
        if (entry is null)
        {
            entry = new RegisterEntry { DocumentKey = documentKey };
            database.Register.Add(entry);
        }

        var internalTexts = Texts(entry.InternalTexts);
        Dictionary<string, Takeover> decided = [];
        foreach (var text in texts)
        {
            var local = internalTexts.GetValueOrDefault(text.Culture) ?? [];
            var own = Takeover.Decide(text, taken[text.Culture].State, alias => local.GetValueOrDefault(alias, string.Empty), Takeover.InternalAliases);
            decided[text.Culture] = own;
            foreach (var (alias, value) in own.Taken)
            {
                _ = value.Length == 0 ? local.Remove(alias) : (local[alias] = value) is not null;
            }

            if (own.Taken.Count > 0)
            {
                internalTexts[text.Culture] = local;
            }

            var hash = text.Fields.Hash();
            var link = links.GetValueOrDefault(text.Culture);
            var isSame = link is not null && hashes[link.SnapshotId] == hash;
            var snapshotId = isSame ? link!.SnapshotId : Add(database, source, text, hash, now);
            if (isSame && text.SentHash is { } sentHash)
            {
                await SentAsync(database, snapshotId, sentHash);
            }

            if (link is null)
            {
                database.CatalogueLinks.Add(new CatalogueLink
                {
                    Source = source,
                    ServiceId = serviceId,
                    Culture = text.Culture,
                    DocumentKey = documentKey,
                    SnapshotId = snapshotId,
                    Base = own.State.Base.ToJson(),
                    Kept = string.Join(' ', own.Kept),
                });
            }
            else
            {
                link.SnapshotId = snapshotId;
                link.State = own.State;
            }
        }

        if (decided.Values.Any(own => own.Taken.Count > 0))
        {
            entry.InternalTexts = JsonSerializer.Serialize(internalTexts, Json);
            entry.Version = Guid.NewGuid();
        }

        await database.SaveChangesAsync();
        await database.ImportRuns.Where(run => run.Id == runId).ExecuteUpdateAsync(run => run.SetProperty(r => r.SeenAt, now));
        await transaction.CommitAsync();
        return decided;
    }

    private static Task<int> SentAsync(HaldenDbContext database, Guid snapshotId, string sentHash) =>
        database.Snapshots.Where(snapshot => snapshot.Id == snapshotId).ExecuteUpdateAsync(snapshot => snapshot.SetProperty(s => s.SentHash, sentHash));

    private static Guid Add(HaldenDbContext database, string source, NationalDescription text, string hash, DateTimeOffset now)
    {
        var snapshot = new Snapshot
        {
            Source = source,
            ServiceId = text.ServiceId,
            Culture = text.Culture,
            SourceVersion = text.SourceVersion,
            SourceUpdated = text.Updated,
            Fields = text.Fields.ToJson(),
            Hash = hash,
            SentHash = text.SentHash,
            FetchedAt = now,
        };
        database.Snapshots.Add(snapshot);
        return snapshot.Id;
    }

    private static SortedDictionary<string, Dictionary<string, string>> Texts(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<SortedDictionary<string, Dictionary<string, string>>>(json, Json) ?? [];

    private static string[] Aliases(string kept) => kept.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
