using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Audit;

/// <summary>
/// Adds lines to the append-only audit trail, and looks whether it is whole. Each line's hash covers its content and the
/// hash of the line before (docs/audit.md).
/// </summary>
internal static class AuditTrail
{
    // Every act has words in AuditTexts; a test sees to it.
    public const string Submitted = "submitted";
    public const string Approved = "approved";
    public const string ApprovedForDepartment = "approvedForDepartment";
    public const string Rejected = "rejected";
    public const string Published = "published";
    public const string Unpublished = "unpublished";
    public const string RegisterChanged = "registerChanged";
    public const string RecipientTested = "recipientTested";
    public const string Reviewed = "reviewed";
    public const string Withheld = "withheld";
    public const string ReleaseRefused = "releaseRefused";
    public const string DeputyAppointed = "deputyAppointed";
    public const string DeputyEnded = "deputyEnded";
    public const string DepartmentCreated = "departmentCreated";
    public const string DepartmentChanged = "departmentChanged";
    public const string DepartmentDeleted = "departmentDeleted";
    public const string FormCreated = "formCreated";
    public const string FormImported = "formImported";
    public const string FormSaved = "formSaved";
    public const string FormRestored = "formRestored";
    public const string FormDeleted = "formDeleted";
    public const string ProcessSaved = "processSaved";
    public const string ProcessCopied = "processCopied";
    public const string ProcessDeleted = "processDeleted";
    public const string ProcessStagesChosen = "processStagesChosen";
    public const string RolloutPlanChanged = "rolloutPlanChanged";
    public const string RolloutServiceAdded = "rolloutServiceAdded";
    public const string RolloutServiceRemoved = "rolloutServiceRemoved";
    public const string RolloutTaskMarked = "rolloutTaskMarked";
    public const string MessagePutUp = "messagePutUp";
    public const string MessageChanged = "messageChanged";
    public const string MessageEnded = "messageEnded";
    public const string InformationRegistered = "informationRegistered";
    public const string InformationCorrected = "informationCorrected";
    public const string InformationDeleted = "informationDeleted";
    public const string BenefitChanged = "benefitChanged";
    public const string BenefitAssumed = "benefitAssumed";
    public const string RequirementsBegun = "requirementsBegun";
    public const string RequirementsSaved = "requirementsSaved";
    public const string RequirementsDeleted = "requirementsDeleted";
    public const string LosReplaced = "losReplaced";
    public const string PersonPseudonymised = "personPseudonymised";

    /// <summary>What the names of all that is done to submissions begin with.</summary>
    public static readonly string OfSubmissions = "submission";

    public const string SubmissionRead = "submissionRead";
    public const string SubmissionFileRead = "submissionFileRead";
    public const string SubmissionFileQuarantined = "submissionFileQuarantined";
    public const string SubmissionStateChanged = "submissionStateChanged";
    public const string SubmissionRetried = "submissionRetried";
    public const string SubmissionRegistered = "submissionRegistered";
    public const string SubmissionDeleted = "submissionDeleted";
    public const string SubmissionAnonymised = "submissionAnonymised";
    public const string SubmissionRetentionChanged = "submissionRetentionChanged";
    public const string SubmissionsSearched = "submissionsSearched";
    public const string SubmissionFound = "submissionFound";
    public const string SubmissionExported = "submissionExported";
    public const string SubmissionErased = "submissionErased";
    public const string DeliveriesPaused = "deliveriesPaused";
    public const string DeliveriesResumed = "deliveriesResumed";
    public const string FirstVersionAdopted = "firstVersionAdopted";

    /// <summary>
    /// Adds a line to the unit of work, to be saved with what it tells of; from where is the ambient
    /// <see cref="AuditOrigin"/>. Call it in <see cref="HaldenStore.WriteAsync{T}"/>, which lets one writer in at a time;
    /// should two add at once all the same, they collide on the line's number, and the later one's whole transaction
    /// fails rather than break the chain.
    /// </summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="at">When.</param>
    /// <param name="action">What was done; one of the constants here.</param>
    /// <param name="user">Who, by the key in Umbraco; null for nobody. Only that person's random id is written in the line.</param>
    /// <param name="document">The service.</param>
    /// <param name="packageHash">The package it is about.</param>
    /// <param name="detail">
    /// A comment that a person wrote, or a JSON object. It cannot be forgotten: name people in it by <see cref="PersonOf"/>.
    /// </param>
    public static void Append(
        this HaldenDbContext db,
        DateTimeOffset at,
        string action,
        Guid? user,
        Guid? document = null,
        string? packageHash = null,
        string? detail = null)
    {
        var origin = AuditOrigin.Current;
        var (number, previous) = End(db);
        var address = origin.Address is { } known ? AuditAddress.Of(number + 1, known) : null;
        var entry = new AuditEntry
        {
            Number = number + 1,
            Version = AuditChain.Version,
            At = at,
            PersonId = user is { } key ? db.PersonOf(key) : null,
            Action = action,
            Channel = origin.Channel,
            DocumentKey = document,
            PackageHash = packageHash,
            AddressCommitment = address?.Commitment,
            Detail = detail,
            PreviousHash = previous,
            Hash = string.Empty,
        };
        entry.Hash = AuditChain.HashOf(entry);
        db.Audit.Add(entry);
        if (address is not null)
        {
            db.AuditAddresses.Add(address);
        }

        if (Head(db) is { } head)
        {
            (head.Number, head.Hash) = (entry.Number, entry.Hash);
        }
        else if (number == 0)
        {
            db.AuditHeads.Add(new AuditHead { Number = entry.Number, Hash = entry.Hash });
        }
    }

    /// <summary>The id by which the trail knows a user; one who is new to it gets one.</summary>
    public static Guid PersonOf(this HaldenDbContext db, Guid userKey) =>
        (db.AuditPeople.Local.FirstOrDefault(person => person.UserKey == userKey)
            ?? db.AuditPeople.FirstOrDefault(person => person.UserKey == userKey)
            ?? db.AuditPeople.Add(AuditPerson.Of(userKey)).Entity).Id;

    /// <summary>What the line that a person was forgotten says of whom.</summary>
    public static string DetailOf(AuditPerson person) => JsonSerializer.Serialize(new { Person = person.Id });

    /// <summary>Looks at every line, what lies beside it, and the package that it tells of.</summary>
    /// <param name="db">Nothing else is to be done on it.</param>
    /// <param name="notedHead">Hash of a line, noted elsewhere earlier, that must be in the chain.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<AuditVerdict> VerifyAsync(HaldenDbContext db, string? notedHead, CancellationToken cancellationToken)
    {
        // One picture of all tables, whatever is added meanwhile; it keeps no writer waiting.
        await using var picture = await db.BeginPictureAsync(cancellationToken);

        var verification = new AuditVerification(await db.AuditPeople.AsNoTracking().ToListAsync(cancellationToken), notedHead);
        var packages = await IntactPackagesAsync(db, cancellationToken);
        var lines = db.Audit.AsNoTracking()
            .LeftJoin(db.AuditAddresses.AsNoTracking(), entry => entry.Number, address => address.Number, (entry, address) => new { entry, address })
            .OrderBy(line => line.entry.Number);
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            verification.Add(line.entry, line.address);
            if (line.entry is { DocumentKey: { } document, PackageHash: { } hash } && !packages.Contains((document, hash)))
            {
                verification.PackageChanged(line.entry.Number);
            }
        }

        return verification.Finish(await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>
    /// Takes over a trail of the first version, once: its people get their ids, beside its lines, its end is noted, and a
    /// line of this version says so and covers what was put beside the others.
    /// </summary>
    public static async Task AdoptFirstVersionAsync(HaldenDbContext db, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!await db.Audit.AnyAsync(entry => entry.Version == 1, cancellationToken)
            || await db.Audit.AnyAsync(entry => entry.Action == FirstVersionAdopted, cancellationToken))
        {
            return;
        }

        await using var transaction = await db.BeginWritingAsync(patience: null, cancellationToken);
        var lines = await db.Audit.AsNoTracking().Where(entry => entry.Version == 1).OrderBy(entry => entry.Number).ToListAsync(cancellationToken);
        foreach (var key in lines.Select(entry => entry.UserKey).OfType<Guid>().Distinct())
        {
            var id = db.PersonOf(key);
            await db.Audit.Where(entry => entry.Version == 1 && entry.UserKey == key)
                .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.PersonId, id), cancellationToken);
        }

        if (Head(db) is null)
        {
            var (number, hash) = End(db);
            db.AuditHeads.Add(new AuditHead { Number = number, Hash = hash });
        }

        db.Append(at, FirstVersionAdopted, null, detail: AuditChain.HashOfPeople(lines.Select(entry => (entry.Number, entry.UserKey is { } key ? db.PersonOf(key) : (Guid?)null))));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // The head is asked, not the lines: if the last ones are gone, the next must not take their numbers and hide it.
    private static (long Number, string Hash) End(HaldenDbContext db)
    {
        if (Head(db) is { } head)
        {
            return (head.Number, head.Hash);
        }

        var last = db.Audit.Local.MaxBy(entry => entry.Number) ?? db.Audit.AsNoTracking().OrderByDescending(entry => entry.Number).FirstOrDefault();
        return last is null ? (0, AuditChain.Beginning) : (last.Number, last.Hash);
    }

    private static AuditHead? Head(HaldenDbContext db) => db.AuditHeads.Local.FirstOrDefault() ?? db.AuditHeads.FirstOrDefault();

    private static async Task<HashSet<(Guid Document, string Hash)>> IntactPackagesAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var intact = new HashSet<(Guid, string)>();
        await foreach (var package in db.Packages.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (PastPackages.IsIntact(package))
            {
                intact.Add((package.DocumentKey, package.Hash));
            }
        }

        return intact;
    }
}
