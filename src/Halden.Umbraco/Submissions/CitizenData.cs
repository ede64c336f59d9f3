using System.IO.Compression;
using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission that a citizen was found in.</summary>
/// <param name="Line">What lists have of it.</param>
/// <param name="Questions">The questions that the term was found in the answers to.</param>
internal sealed record CitizenFinding(SubmissionLine Line, IReadOnlyList<string> Questions);

/// <summary>What came of looking for a citizen.</summary>
/// <param name="Searched">How many submissions were looked through.</param>
/// <param name="Unreadable">How many of them could not be read with the site's keys.</param>
/// <param name="IsMore">Whether it was stopped, because there is more than anybody can look over.</param>
/// <param name="Items">Where the citizen is, newest first.</param>
internal sealed record CitizenFindings(int Searched, int Unreadable, bool IsMore, IReadOnlyList<CitizenFinding> Items);

/// <summary>Why a submission is erased before its time. A choice and no text: what the audit trail is told it never forgets.</summary>
internal enum ErasureReason
{
    /// <summary>The citizen asked for it (GDPR article 17).</summary>
    Requested,
    ConsentWithdrawn,

    /// <summary>A test, spam, or twice the same.</summary>
    SentByMistake,

    /// <summary>The municipality has no ground to keep it.</summary>
    Unlawful,
}

/// <summary>A submission that is to be taken away, without what the citizen wrote.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="DocumentKey">The service.</param>
internal sealed record ChosenSubmission(Guid Id, string Reference, Guid DocumentKey);

/// <summary>
/// A citizen's rights over their data: found, given out, erased. Whoever may read a submission may do all three with it,
/// and only with those; all is in the audit trail, and what was searched for is not.
/// </summary>
internal sealed class CitizenData(HaldenStore store, SubmissionCipher cipher, AttachmentContents contents, Submissions submissions, ServiceNames names, IOptionsMonitor<SelfServiceOptions> selfService)
{
    /// <summary>How many submissions are found, given out or erased at a time.</summary>
    public const int MostAtOnce = 200;

    private const int ReadAtOnce = 50;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Finds a citizen in the answers, the names of files, and addresses of receipts that are not sent yet. What is in the files is not read.</summary>
    public async Task<CitizenFindings> FindAsync(CitizenTerm term, SubmissionReader reader, string language, CancellationToken cancellationToken)
    {
        var ids = await store.ReadAsync(
            async db =>
            {
                var readable = await submissions.ReadableAsync(db, reader, null, cancellationToken);
                return await db.Submissions.Where(one => readable.Contains(one.DocumentKey) && one.AnonymisedAt == null)
                    .OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.Id).Select(one => one.Id).ToListAsync(cancellationToken);
            },
            cancellationToken);
        var found = new Dictionary<Guid, IReadOnlyList<string>>();
        var (searched, unreadable) = (0, 0);

        // Some at a time: nobody who writes waits for a search, and no more than those are ever in memory in clear.
        foreach (var some in ids.Chunk(ReadAtOnce).TakeWhile(_ => found.Count < MostAtOnce))
        {
            var read = await store.ReadAsync(
                db => db.Submissions.AsNoTracking().Include(one => one.Deliveries).Where(one => some.Contains(one.Id)).ToListAsync(cancellationToken), cancellationToken);
            searched += read.Count;
            foreach (var submission in read.OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.Id))
            {
                if (cipher.Read(submission) is not { } payload)
                {
                    unreadable++;
                }
                else if (found.Count < MostAtOnce && term.FoundIn(Texts(submission, payload, language)) is { Count: > 0 } questions)
                {
                    found[submission.Id] = questions;
                }
            }
        }

        // Written down before anything is shown.
        return await store.WriteAsync(
            async db =>
            {
                db.Append(
                    store.Now, AuditTrail.SubmissionsSearched, reader.UserKey,
                    detail: JsonSerializer.Serialize(new { By = SubmissionTexts.NameOf(term.Kind).Nb, Searched = searched, Found = found.Count }));
                var lines = await submissions.LinesAsync(db, found.Keys, language, cancellationToken);
                foreach (var line in lines)
                {
                    db.Append(store.Now, AuditTrail.SubmissionFound, reader.UserKey, line.Submission.DocumentKey, detail: SubmissionReference.Detail(line.Submission.Reference));
                }

                return new CitizenFindings(searched, unreadable, found.Count == MostAtOnce && searched < ids.Count, [.. lines.Select(line => new CitizenFinding(line, found[line.Submission.Id]))]);
            },
            cancellationToken);
    }

    /// <summary>Notes that submissions are given out; null where the person may not read all of them.</summary>
    public Task<IReadOnlyList<ChosenSubmission>?> NoteExportAsync(IReadOnlyCollection<Guid> ids, SubmissionReader reader, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var chosen = await ChosenAsync(db, ids, reader, cancellationToken);
            foreach (var one in chosen ?? [])
            {
                db.Append(store.Now, AuditTrail.SubmissionExported, reader.UserKey, one.DocumentKey, detail: SubmissionReference.Detail(one.Reference));
            }

            return chosen;
        },
        cancellationToken);

    /// <summary>
    /// Writes submissions as one ZIP: <c>innsendinger.json</c> for machines, and for each a folder by its reference with
    /// <c>innsending.pdf</c> and the citizen's files. One is in memory at a time, and nothing on the disk.
    /// </summary>
    public async Task WriteAsync(IReadOnlyList<ChosenSubmission> chosen, Stream target, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var said = new List<object>();
        foreach (var one in chosen)
        {
            var submission = await store.ReadAsync(db => db.Submissions.AsNoTracking().FirstOrDefaultAsync(known => known.Id == one.Id, cancellationToken), cancellationToken);
            if (submission is null)
            {
                continue;
            }

            var (service, payload) = (names.Of(submission.DocumentKey, submission.Culture), submission.AnonymisedAt is null ? cipher.Read(submission) : null);
            var files = (payload?.Attachments ?? []).Select((file, index) => (file.Id, file.FieldAlias, Path: $"{submission.Reference}/{index + 1:00} {SafeName(file.FileName)}")).ToList();
            var leftOut = new List<string>();
            said.Add(new
            {
                submission.Reference,
                service,
                submission.ReceivedAt,
                language = submission.Culture,
                state = SubmissionTexts.NameOf(submission.State).In(submission.Culture),
                submission.DoneAt,
                submission.AnonymisedAt,
                fault = payload is null && submission.AnonymisedAt is null ? SubmissionTexts.Unreadable.In(submission.Culture) : null,
                answers = payload is null ? [] : SubmissionAnswers.Of(payload, submission.Culture)
                    .SelectMany(group => group.Questions.Select(question => new { group.Heading, question.Question, question.Answers })).ToList(),
                files = files.Select(file => file.Path),
                filesLeftOut = leftOut,
            });
            if (payload is null)
            {
                continue;
            }

            await AddAsync($"{submission.Reference}/innsending.pdf", SubmissionPdf.Write(submission, payload, service, selfService.CurrentValue.Municipality, submission.Culture));
            foreach (var file in files)
            {
                var content = await store.ReadAsync(db => db.SubmissionAttachments.AsNoTracking().FirstOrDefaultAsync(known => known.Id == file.Id, cancellationToken), cancellationToken);
                if (content?.Verdict == AttachmentVerdict.Infected)
                {
                    await LeftOutAsync(file.Path, SubmissionTexts.FileQuarantined);
                    continue;
                }

                try
                {
                    if (content is not null && cipher.ReadAttachment(file.Id, await contents.ReadAsync(file.Id, content.Place, content.Content, cancellationToken)) is { } bytes)
                    {
                        await AddAsync(file.Path, bytes);
                    }
                }
                catch (AttachmentsUnreachableException)
                {
                    // Half the ZIP has been sent: what is missing is said in it.
                    await LeftOutAsync(file.Path, SubmissionTexts.FileUnreachable);
                }
            }

            Task LeftOutAsync(string path, Label why)
            {
                leftOut.Add(path);
                return AddAsync($"{path}.txt", System.Text.Encoding.UTF8.GetBytes(why.In(submission.Culture)));
            }
        }

        await AddAsync("innsendinger.json", JsonSerializer.SerializeToUtf8Bytes(said, Readable));

        async Task AddAsync(string name, byte[] content)
        {
            await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await entry.WriteAsync(content, cancellationToken);
        }
    }

    /// <summary>Erases submissions, all or none; false where the person may not read all of them. The audit trail keeps reference, who and why.</summary>
    public async Task<bool> EraseAsync(IReadOnlyCollection<Guid> ids, ErasureReason reason, SubmissionReader reader, CancellationToken cancellationToken)
    {
        var isErased = await store.WriteAsync(
            async db =>
            {
                if (await ChosenAsync(db, ids, reader, cancellationToken) is not { } chosen)
                {
                    return false;
                }

                await db.DeleteAsync(ids, store.Now, cancellationToken);
                foreach (var one in chosen)
                {
                    db.Append(
                        store.Now, AuditTrail.SubmissionErased, reader.UserKey, one.DocumentKey,
                        detail: JsonSerializer.Serialize(new { Submission = one.Reference, Reason = SubmissionTexts.NameOf(reason).Nb }));
                }

                return true;
            },
            cancellationToken);
        if (isErased)
        {
            await store.EmptyLogAsync(cancellationToken);
            await contents.RemoveAsync(cancellationToken);
        }

        return isErased;
    }

    // Some of them would be half of what was asked for: all, or none.
    private async Task<IReadOnlyList<ChosenSubmission>?> ChosenAsync(HaldenDbContext db, IReadOnlyCollection<Guid> ids, SubmissionReader reader, CancellationToken cancellationToken)
    {
        var chosen = await db.Submissions.Where(one => ids.Contains(one.Id)).OrderBy(one => one.ReceivedAt).ThenBy(one => one.Id)
            .Select(one => new ChosenSubmission(one.Id, one.Reference, one.DocumentKey)).ToListAsync(cancellationToken);
        var readable = await db.ReadableAsync(reader, [.. chosen.Select(one => one.DocumentKey).Distinct()], store.Today, cancellationToken);
        return chosen.Count == ids.Distinct().Count() && chosen.TrueForAll(one => readable.Contains(one.DocumentKey)) ? chosen : null;
    }

    private IEnumerable<(string Question, string Text)> Texts(Submission submission, SubmissionPayload payload, string language)
    {
        var captions = payload.Form.Fields.DistinctBy(field => field.Alias).ToDictionary(field => field.Alias, field => field.Caption);
        foreach (var (alias, answers) in payload.Answers)
        {
            foreach (var answer in answers)
            {
                yield return (captions.GetValueOrDefault(alias, alias), answer);
            }
        }

        foreach (var file in payload.Attachments)
        {
            yield return (captions.GetValueOrDefault(file.FieldAlias, file.FieldAlias), file.FileName);
        }

        foreach (var address in submission.Deliveries.Select(cipher.ReadAddress).OfType<string>())
        {
            yield return (SubmissionTexts.ReceiptAddress.In(language), address);
        }
    }

    private static string SafeName(string name)
    {
        var safe = string.Concat(name.Select(letter => char.IsControl(letter) || "/\\:*?\"<>|".Contains(letter, StringComparison.Ordinal) ? '_' : letter)).Trim(' ', '.');
        return safe.Length == 0 ? "fil" : safe.Length <= 100 ? safe : safe[..60] + safe[^40..];
    }
}
