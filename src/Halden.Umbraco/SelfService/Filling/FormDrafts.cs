using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>A draft as it is read: in clear, and without the contents of its files.</summary>
/// <param name="SubmissionKey">The same for every attempt to send it.</param>
/// <param name="Answers">Alias → answers as they were sent; those of file fields are the files' names.</param>
/// <param name="Files">Its files, in the order in which they came.</param>
/// <param name="Reference">The submission's reference once it has been sent.</param>
/// <param name="SentAt">When.</param>
/// <param name="FormHash">The form that it was last filled in in: <see cref="FormDrafts.HashOf"/>.</param>
/// <param name="OpenedAt">When the first page was shown, as far as is known.</param>
/// <param name="IsSaved">Whether a link to go on with it later has been asked for.</param>
internal sealed record OpenDraft(
    Guid SubmissionKey,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers,
    IReadOnlyList<DraftFile> Files,
    string? Reference,
    DateTimeOffset? SentAt,
    string FormHash,
    DateTimeOffset OpenedAt,
    bool IsSaved)
{
    public static OpenDraft Empty { get; } = new(Guid.Empty, new Dictionary<string, IReadOnlyList<string>>(), [], null, null, string.Empty, default, IsSaved: false);
}

/// <summary>A file of a draft.</summary>
internal sealed record DraftFile(Guid Id, string FieldAlias, string FileName, string ContentType, long Size);

/// <summary>A file that has come and been found good.</summary>
internal sealed record AcceptedFile(string FieldAlias, string FileName, string ContentType, byte[] Content, bool IsScanned = false)
{
    /// <summary>The draft's file that it is; none for one that has just come.</summary>
    public Guid Id { get; init; }
}

/// <summary>What is to be kept.</summary>
/// <param name="Form">The form. Where the draft was filled in in another, what it does not ask any more is deleted.</param>
/// <param name="Answers">Alias → answers as they were sent. Answers to other questions stay.</param>
/// <param name="Files">Files that have come.</param>
/// <param name="WithoutFile">A file to take out.</param>
/// <param name="OpenedAt">For a new draft: when the first page was shown; null for now.</param>
internal sealed record DraftChange(
    FormDefinition Form, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyCollection<AcceptedFile> Files, Guid? WithoutFile = null, DateTimeOffset? OpenedAt = null);

/// <summary>What came of keeping answers.</summary>
internal enum DraftStatus
{
    Kept,

    /// <summary>It has been sent meanwhile; nothing was changed.</summary>
    Sent,

    /// <summary>All drafts together have as many files as the site keeps; nothing was changed.</summary>
    NoRoom,
}

/// <summary>Keeps what citizens have filled in and not sent, each for one browser and one service.</summary>
internal sealed class FormDrafts(HaldenStore store, DraftCipher cipher, AttachmentContents contents)
{
    /// <summary>How long a draft stays after it was last touched; a sent one stays as long, for its receipt.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>How long one stays that there is a link to.</summary>
    public static readonly TimeSpan SavedLifetime = TimeSpan.FromDays(30);

    /// <summary>Most bytes of files in drafts that are kept at a time: nobody is to fill the disk with what is never sent.</summary>
    public const long MaxBytesOfAll = 5_000_000_000;

    // The same form is filled in many times.
    private static readonly ConditionalWeakTable<FormDefinition, string> Hashes = [];

    /// <summary>By which a form is known again; SHA-256, hexadecimal.</summary>
    public static string HashOf(FormDefinition form) => Hashes.GetValue(form, one => DraftCipher.HashOf(one.ToCanonicalJson()));

    /// <summary>The draft that a browser's secret opens for a service; null where there is none, it has expired, or this site cannot read it.</summary>
    public Task<OpenDraft?> FindAsync(string? secret, Guid documentKey, CancellationToken cancellationToken) => secret is null
        ? Task.FromResult<OpenDraft?>(null)
        : store.ReadAsync(
            async db =>
            {
                var hash = DraftCipher.HashOf(secret);
                var draft = await db.FormDrafts.AsNoTracking().Include(one => one.Link)
                    .FirstOrDefaultAsync(one => one.KeyHash == hash && one.DocumentKey == documentKey && one.ExpiresAt > store.Now, cancellationToken);
                if (draft is null || cipher.Unwrap(draft.Id, draft.Key, DraftOpener.Browser, secret) is not { } key)
                {
                    return null;
                }

                var files = await db.FormDraftFiles.AsNoTracking().Where(file => file.DraftId == draft.Id).OrderBy(file => file.Id)
                    .Select(file => new { file.Id, file.FieldAlias, file.FileName, file.ContentType, file.Size }).ToListAsync(cancellationToken);
                try
                {
                    return new OpenDraft(
                        draft.SubmissionKey,
                        Read(draft, key),
                        [.. files.Select(file => new DraftFile(file.Id, file.FieldAlias, cipher.ReadText(file.Id, key, file.FileName), file.ContentType, file.Size))],
                        draft.Reference,
                        draft.SentAt,
                        draft.FormHash,
                        draft.OpenedAt,
                        draft.Link is not null);
                }
                catch (CryptographicException)
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Keeps answers, and takes files in and out; makes the draft where there is none.</summary>
    /// <exception cref="CryptographicException">The draft was written with keys that the site does not have.</exception>
    /// <exception cref="AttachmentsUnreachableException">Files cannot be kept now; nothing was changed.</exception>
    public async Task<DraftStatus> SaveAsync(string secret, Guid documentKey, DraftChange change, CancellationToken cancellationToken)
    {
        var (hash, formHash) = (DraftCipher.HashOf(secret), HashOf(change.Form));
        var (draftId, draftKey) = change.Files.Count == 0 ? (Guid.CreateVersion7(), DraftCipher.NewKey()) : await KeyAsync(secret, hash, documentKey, cancellationToken);
        var files = change.Files.Select(file => (Id: Guid.CreateVersion7(), New: file)).ToList();
        List<AttachmentContent> encrypted = [.. files.Select(file => new AttachmentContent(file.Id, cipher.Protect(file.Id, draftKey, file.New.Content)))];
        var place = await contents.PutAsync(encrypted, patience: null, cancellationToken);
        return await store.WriteAsync(
            async db =>
            {
                var draft = await db.FormDrafts.Include(one => one.Link).FirstOrDefaultAsync(one => one.KeyHash == hash && one.DocumentKey == documentKey, cancellationToken);
                if (draft?.Reference is not null)
                {
                    return DraftStatus.Sent;
                }

                if (change.Files.Count > 0 && await db.FormDraftFiles.SumAsync(file => file.Size, cancellationToken) > MaxBytesOfAll)
                {
                    return DraftStatus.NoRoom;
                }

                byte[] key;
                if (draft is null)
                {
                    key = draftKey;
                    draft = db.FormDrafts.Add(new FormDraft
                    {
                        Id = draftId,
                        KeyHash = hash,
                        Key = [],
                        DocumentKey = documentKey,
                        Answers = [],
                        FormHash = formHash,
                        OpenedAt = change.OpenedAt ?? store.Now,
                        ExpiresAt = default,
                    }).Entity;
                    draft.Key = cipher.Wrap(draft.Id, key, DraftOpener.Browser, secret);
                }
                else
                {
                    key = KeyOf(draft, secret);
                }

                var all = Read(draft, key);
                if (draft.FormHash != formHash)
                {
                    var asked = change.Form.Fields.Select(field => field.Alias).ToHashSet(StringComparer.OrdinalIgnoreCase);
                    all.Keys.Where(alias => !asked.Contains(alias)).ToList().ForEach(alias => all.Remove(alias));
                    var unasked = (await db.FormDraftFiles.Where(file => file.DraftId == draft.Id).Select(file => new { file.Id, file.FieldAlias }).ToListAsync(cancellationToken))
                        .Where(file => !asked.Contains(file.FieldAlias)).Select(file => file.Id).ToList();
                    await DeleteFilesAsync(db, db.FormDraftFiles.Where(file => unasked.Contains(file.Id)), cancellationToken);
                    draft.FormHash = formHash;
                }

                foreach (var (alias, values) in change.Answers)
                {
                    all[alias] = values;
                }

                draft.Answers = cipher.Protect(draft.Id, key, JsonSerializer.SerializeToUtf8Bytes(all));
                draft.ExpiresAt = store.Now + LifetimeOf(draft);
                if (files.Count > 0 && !key.AsSpan().SequenceEqual(draftKey))
                {
                    throw new CryptographicException("A draft got another key meanwhile.");
                }

                await AttachmentContents.KeepAsync(db, place, [.. files.Select(file => file.Id)], cancellationToken);
                foreach (var ((id, file), content) in files.Zip(encrypted))
                {
                    db.FormDraftFiles.Add(new FormDraftFile
                    {
                        Id = id,
                        DraftId = draft.Id,
                        FieldAlias = file.FieldAlias,
                        FileName = cipher.Protect(id, key, file.FileName),
                        ContentType = file.ContentType,
                        Size = file.Content.Length,
                        IsScanned = file.IsScanned,
                        Place = place,
                        Content = place == AttachmentPlace.Database ? content.Content : [],
                    });
                }

                if (change.WithoutFile is { } without)
                {
                    await DeleteFilesAsync(db, db.FormDraftFiles.Where(file => file.Id == without && file.DraftId == draft.Id), cancellationToken);
                }

                return DraftStatus.Kept;
            },
            cancellationToken);
    }

    /// <summary>The contents of a draft's files; none where there is no such draft.</summary>
    /// <exception cref="CryptographicException">The draft was written with keys that the site does not have.</exception>
    /// <exception cref="AttachmentsUnreachableException">They cannot be read now.</exception>
    public async Task<IReadOnlyList<AcceptedFile>> FilesAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = DraftCipher.HashOf(secret);
        if (await store.ReadAsync(db => db.FormDrafts.AsNoTracking().Include(draft => draft.Files).FirstOrDefaultAsync(draft => draft.KeyHash == hash, cancellationToken), cancellationToken) is not { } draft)
        {
            return [];
        }

        var (key, files) = (KeyOf(draft, secret), new List<AcceptedFile>());
        foreach (var file in draft.Files.OrderBy(file => file.Id))
        {
            var content = await contents.ReadAsync(file.Id, file.Place, file.Content, cancellationToken) ?? throw new AttachmentsUnreachableException("En fil i et utkast er borte fra lageret.");
            files.Add(new AcceptedFile(file.FieldAlias, cipher.ReadText(file.Id, key, file.FileName), file.ContentType, cipher.Read(file.Id, key, content), file.IsScanned) { Id = file.Id });
        }

        return files;
    }

    /// <summary>Gives a draft another secret: the one before, and a link to it, open it no longer.</summary>
    public Task HandOverAsync(string secret, string to, CancellationToken cancellationToken)
    {
        var hash = DraftCipher.HashOf(secret);
        return store.WriteAsync(
            async db =>
            {
                if (await db.FormDrafts.Include(one => one.Link).FirstOrDefaultAsync(one => one.KeyHash == hash, cancellationToken) is { } draft)
                {
                    (draft.Key, draft.KeyHash, draft.Link) = (cipher.Wrap(draft.Id, KeyOf(draft, secret), DraftOpener.Browser, to), DraftCipher.HashOf(to), null);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Takes a file out of a draft.</summary>
    public Task RemoveAsync(string secret, Guid file, CancellationToken cancellationToken)
    {
        var hash = DraftCipher.HashOf(secret);
        return store.WriteAsync(
            db => DeleteFilesAsync(db, db.FormDraftFiles.Where(one => one.Id == file && db.FormDrafts.Any(draft => draft.Id == one.DraftId && draft.KeyHash == hash)), cancellationToken),
            cancellationToken);
    }

    /// <summary>Says that a draft has been received: the receipt stays, the answers and files go.</summary>
    public Task SentAsync(string secret, string reference, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var hash = DraftCipher.HashOf(secret);
        return store.WriteAsync(
            async db =>
            {
                if (await db.FormDrafts.Include(one => one.Link).FirstOrDefaultAsync(one => one.KeyHash == hash, cancellationToken) is { } draft)
                {
                    await DeleteFilesAsync(db, db.FormDraftFiles.Where(file => file.DraftId == draft.Id), cancellationToken);
                    draft.Link = null;
                    (draft.Answers, draft.Reference, draft.SentAt, draft.ExpiresAt) = ([], reference, receivedAt, store.Now + Lifetime);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Deletes what has expired, files included; returns how many.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var now = store.Now;
        var gone = await store.WriteAsync(
            async db =>
            {
                await DeleteFilesAsync(db, db.FormDraftFiles.Where(file => db.FormDrafts.Any(draft => draft.Id == file.DraftId && draft.ExpiresAt <= now)), cancellationToken);
                return await db.FormDrafts.Where(draft => draft.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
        if (gone > 0)
        {
            await store.EmptyLogAsync(cancellationToken);
            await contents.RemoveAsync(cancellationToken);
        }

        return gone;
    }

    private async Task<int> DeleteFilesAsync(HaldenDbContext db, IQueryable<FormDraftFile> those, CancellationToken cancellationToken)
    {
        await db.ReleaseAsync(those.Select(file => new StoredAt(file.Id, file.Place)), store.Now, cancellationToken);
        return await those.ExecuteDeleteAsync(cancellationToken);
    }

    // Files are encrypted, and may be sent elsewhere, before anything is written: with the draft's key, or the one that it will have.
    private async Task<(Guid Id, byte[] Key)> KeyAsync(string secret, string hash, Guid documentKey, CancellationToken cancellationToken) =>
        await store.ReadAsync(db => db.FormDrafts.AsNoTracking().FirstOrDefaultAsync(one => one.KeyHash == hash && one.DocumentKey == documentKey, cancellationToken), cancellationToken) is { } draft
            ? (draft.Id, KeyOf(draft, secret))
            : (Guid.CreateVersion7(), DraftCipher.NewKey());

    private static TimeSpan LifetimeOf(FormDraft draft) => draft.Link is null ? Lifetime : SavedLifetime;

    private byte[] KeyOf(FormDraft draft, string secret) =>
        cipher.Unwrap(draft.Id, draft.Key, DraftOpener.Browser, secret) ?? throw new CryptographicException("A draft's key cannot be read.");

    private Dictionary<string, IReadOnlyList<string>> Read(FormDraft draft, byte[] key) => draft.Answers.Length == 0
        ? []
        : (JsonSerializer.Deserialize<Dictionary<string, List<string>>>(cipher.Read(draft.Id, key, draft.Answers)) ?? [])
            .ToDictionary(answer => answer.Key, answer => (IReadOnlyList<string>)answer.Value);
}
