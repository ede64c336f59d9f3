using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halden.Umbraco.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>A draft as it is read: in clear, and without the contents of its files.</summary>
/// <param name="SubmissionKey">The same for every attempt to send it.</param>
/// <param name="Answers">Alias → answers as they were sent; those of file fields are the files' names.</param>
/// <param name="Files">Its files, in the order in which they came.</param>
/// <param name="Reference">The submission's reference once it has been sent.</param>
/// <param name="SentAt">When.</param>
internal sealed record OpenDraft(
    Guid SubmissionKey, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyList<DraftFile> Files, string? Reference, DateTimeOffset? SentAt)
{
    public static OpenDraft Empty { get; } = new(Guid.Empty, new Dictionary<string, IReadOnlyList<string>>(), [], null, null);
}

/// <summary>A file of a draft.</summary>
internal sealed record DraftFile(Guid Id, string FieldAlias, string FileName, string ContentType, long Size);

/// <summary>A file that has come and been found good.</summary>
internal sealed record AcceptedFile(string FieldAlias, string FileName, string ContentType, byte[] Content);

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
/// <remarks>What is encrypted is bound to its row: moved to another it cannot be read.</remarks>
internal sealed class FormDrafts(HaldenStore store, IDataProtectionProvider protection)
{
    // What nobody asked to have kept goes a day after it was last touched; a sent one stays as long, for its receipt.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Halden.Umbraco.SelfService.Filling");

    /// <summary>Most bytes of files in drafts that are kept at a time: nobody is to fill the disk with what is never sent.</summary>
    public const long MaxBytesOfAll = 5_000_000_000;

    /// <summary>A key for a new draft: 256 random bits.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The draft that a key opens for a service; null where there is none, it has expired, or this site cannot read it.</summary>
    public Task<OpenDraft?> FindAsync(string? key, Guid documentKey, CancellationToken cancellationToken) => key is null
        ? Task.FromResult<OpenDraft?>(null)
        : store.ReadAsync(
            async db =>
            {
                var hash = HashOf(key);
                var draft = await db.FormDrafts.AsNoTracking().FirstOrDefaultAsync(one => one.KeyHash == hash && one.DocumentKey == documentKey && one.ExpiresAt > store.Now, cancellationToken);
                if (draft is null)
                {
                    return null;
                }

                var files = await db.FormDraftFiles.AsNoTracking().Where(file => file.DraftId == draft.Id).OrderBy(file => file.Id)
                    .Select(file => new { file.Id, file.FieldAlias, file.FileName, file.ContentType, file.Size }).ToListAsync(cancellationToken);
                try
                {
                    return new OpenDraft(
                        draft.SubmissionKey,
                        draft.Answers.Length == 0 ? OpenDraft.Empty.Answers : Parse(Of(draft.Id).Unprotect(draft.Answers)),
                        [.. files.Select(file => new DraftFile(file.Id, file.FieldAlias, Of(file.Id).Unprotect(file.FileName), file.ContentType, file.Size))],
                        draft.Reference,
                        draft.SentAt);
                }
                catch (CryptographicException)
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Keeps answers, and takes files in and out; makes the draft where there is none. Answers to other questions stay.</summary>
    public Task<DraftStatus> SaveAsync(
        string key, Guid documentKey, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, IReadOnlyCollection<AcceptedFile> files, Guid? withoutFile, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        List<FormDraftFile> Encrypted(Guid draft) =>
        [
            .. from file in files
               let id = Guid.CreateVersion7()
               select new FormDraftFile
               {
                   Id = id,
                   DraftId = draft,
                   FieldAlias = file.FieldAlias,
                   FileName = Of(id).Protect(file.FileName),
                   ContentType = file.ContentType,
                   Size = file.Content.Length,
                   Content = Of(id).Protect(file.Content),
               },
        ];
        return store.WriteAsync(
            async db =>
            {
                var draft = await db.FormDrafts.FirstOrDefaultAsync(one => one.KeyHash == hash && one.DocumentKey == documentKey, cancellationToken);
                if (draft?.Reference is not null)
                {
                    return DraftStatus.Sent;
                }

                if (files.Count > 0 && await db.FormDraftFiles.SumAsync(file => file.Size, cancellationToken) > MaxBytesOfAll)
                {
                    return DraftStatus.NoRoom;
                }

                draft ??= db.FormDrafts.Add(new FormDraft { KeyHash = hash, DocumentKey = documentKey, Answers = string.Empty, ExpiresAt = default }).Entity;
                var all = draft.Answers.Length == 0 ? [] : new Dictionary<string, IReadOnlyList<string>>(Parse(Of(draft.Id).Unprotect(draft.Answers)));
                foreach (var (alias, values) in answers)
                {
                    all[alias] = values;
                }

                draft.Answers = Of(draft.Id).Protect(JsonSerializer.Serialize(all));
                draft.ExpiresAt = store.Now + Lifetime;
                db.FormDraftFiles.AddRange(Encrypted(draft.Id));
                if (withoutFile is not null)
                {
                    db.FormDraftFiles.RemoveRange(await db.FormDraftFiles.Where(file => file.Id == withoutFile && file.DraftId == draft.Id).ToListAsync(cancellationToken));
                }

                return DraftStatus.Kept;
            },
            cancellationToken);
    }

    /// <summary>The contents of a draft's files.</summary>
    public Task<IReadOnlyList<AcceptedFile>> FilesAsync(string key, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        return store.ReadAsync<IReadOnlyList<AcceptedFile>>(
            async db =>
            {
                var files = await db.FormDrafts.AsNoTracking().Where(draft => draft.KeyHash == hash).SelectMany(draft => draft.Files).OrderBy(file => file.Id).ToListAsync(cancellationToken);
                return [.. files.Select(file => new AcceptedFile(file.FieldAlias, Of(file.Id).Unprotect(file.FileName), file.ContentType, Of(file.Id).Unprotect(file.Content)))];
            },
            cancellationToken);
    }

    /// <summary>Says that a draft has been received: the receipt stays, the answers and files go.</summary>
    public Task SentAsync(string key, string reference, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        return store.WriteAsync(
            async db =>
            {
                if (await db.FormDrafts.Include(one => one.Files).FirstOrDefaultAsync(one => one.KeyHash == hash, cancellationToken) is { } draft)
                {
                    db.FormDraftFiles.RemoveRange(draft.Files);
                    (draft.Answers, draft.Reference, draft.SentAt, draft.ExpiresAt) = (string.Empty, reference, receivedAt, store.Now + Lifetime);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Deletes what has expired, files included; returns how many.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var gone = await store.WriteAsync(db => db.FormDrafts.Where(draft => draft.ExpiresAt <= store.Now).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        if (gone > 0)
        {
            await store.EmptyLogAsync(cancellationToken);
        }

        return gone;
    }

    private IDataProtector Of(Guid row) => _protector.CreateProtector(row.ToString("N"));

    private static Dictionary<string, IReadOnlyList<string>> Parse(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, List<string>>>(json) ?? []).ToDictionary(answer => answer.Key, answer => (IReadOnlyList<string>)answer.Value);

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
