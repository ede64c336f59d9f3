using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Notices;

/// <summary>One person who is to be told.</summary>
/// <param name="Role">Why.</param>
/// <param name="UserKey">The person's user; null for one who has none.</param>
/// <param name="OwnerOf">For an owner without a user: a document that the person owns.</param>
internal sealed record NoticeRecipient(NoticeRole Role, Guid? UserKey, Guid? OwnerOf = null);

/// <summary>Whom a notice concerns, as the register and the approval have it at the moment that one asks.</summary>
internal sealed class NoticeAudience(ServiceDrafts drafts, NoticePeople people, AddressCipher addresses, IOptionsMonitor<NoticeOptions> options, TimeProvider clock)
{
    private const int RunsLookedAt = 10;

    private DateOnly Today => NorwegianTime.DayOf(clock.GetUtcNow());

    /// <summary>Everybody who is to be told, each once; never who did it.</summary>
    public async Task<IReadOnlyList<NoticeRecipient>> OfAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken)
    {
        var everybody = notice.Event switch
        {
            NoticeEvent.Submitted or NoticeEvent.Reminder => await DecidersOfAsync(db, notice, cancellationToken),
            NoticeEvent.Overdue =>
            [
                .. await DecidersOfAsync(db, notice, cancellationToken),
                .. await SubmitterOfAsync(db, notice, cancellationToken),
                .. people.Administrators().Select(key => new NoticeRecipient(NoticeRole.Administrator, key)),
            ],
            NoticeEvent.Approved or NoticeEvent.Rejected => [.. await SubmitterOfAsync(db, notice, cancellationToken), .. await OwnerOfAsync(db, notice, cancellationToken)],
            NoticeEvent.ChangedAfterApproval =>
            [
                .. await DirectorsOfAsync(db, notice, cancellationToken),
                .. await IsToldByImportAsync(db, notice, cancellationToken) ? [] : await OwnerOfAsync(db, notice, cancellationToken),
            ],
            NoticeEvent.ImportFinished => await OwnersOfRunAsync(db, notice, cancellationToken),
            NoticeEvent.RecipientChanged => [.. await OwnerOfAsync(db, notice, cancellationToken), .. await PreviousRecipientAsync(db, notice, cancellationToken)],
            NoticeEvent.PublishedUnapproved => [.. people.Administrators().Select(key => new NoticeRecipient(NoticeRole.Administrator, key))],
            NoticeEvent.PlanStopped => [.. await LastSubmitterOfAsync(db, notice, cancellationToken), .. await OwnerOfAsync(db, notice, cancellationToken)],
            NoticeEvent.DeputyAppointed => [new NoticeRecipient(NoticeRole.Deputy, notice.UserKey)],
            NoticeEvent.ReviewDue => await OwnerOfAsync(db, notice, cancellationToken),
            NoticeEvent.DeliveriesBroken => await OwnersOfBrokenAsync(db, cancellationToken),
            NoticeEvent.MessagePutUp => await DirectorsOfAsync(db, notice, cancellationToken),
            NoticeEvent.ReviewOverdue => [.. await OwnerOfAsync(db, notice, cancellationToken), .. await DirectorsOfAsync(db, notice, cancellationToken)],
            _ => throw new InvalidOperationException($"Nobody is named for {notice.Event}."),
        };
        var actor = notice.Event switch
        {
            NoticeEvent.Submitted or NoticeEvent.Approved or NoticeEvent.Rejected or NoticeEvent.RecipientChanged or NoticeEvent.MessagePutUp => notice.UserKey,
            NoticeEvent.ChangedAfterApproval when !await db.Contributions.AnyAsync(
                contribution => contribution.DocumentKey == notice.DocumentKey && contribution.UserKey != notice.UserKey, cancellationToken) => notice.UserKey,
            _ => null,
        };
        return [.. everybody.Where(person => person.UserKey is null || person.UserKey != actor).DistinctBy(person => (person.UserKey, person.OwnerOf))];
    }

    /// <summary>
    /// Who may decide on a package at this moment: directors and deputies of the departments that have not approved yet.
    /// Nobody where the posts are vacant, or their holders have worked on the package.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> DecidersAsync(HaldenDbContext db, Guid packageId, DateOnly today, CancellationToken cancellationToken)
    {
        if (await db.Packages.AsNoTracking().Include(known => known.Approvals).FirstOrDefaultAsync(known => known.Id == packageId, cancellationToken) is not { } package)
        {
            return [];
        }

        var departments = (await db.EntryAsync(package.DocumentKey, cancellationToken)).Departments();
        var approved = package.Approvals.Select(approval => approval.DepartmentKey).ToHashSet();
        var contributors = await db.Contributions.Where(contribution => contribution.DocumentKey == package.DocumentKey)
            .Select(contribution => contribution.UserKey).ToListAsync(cancellationToken);
        return
        [
            .. departments.SelectMany(department => department.DecidersOn(today)).Distinct()
                .Where(user => ApprovalRules.MandateOf(user, departments, today, approved, package.SubmittedBy, contributors).WhyNot is null),
        ];
    }

    /// <summary>What is new in a run for the owner with an address.</summary>
    public static async Task<IReadOnlyList<ImportNews>> NewsForAsync(HaldenDbContext db, Guid run, string ownerEmail, CancellationToken cancellationToken)
    {
        var news = await NewsAsync(db, run, cancellationToken);
        var emails = await OwnerEmailsAsync(db, [.. news.Select(service => service.DocumentKey)], cancellationToken);
        return [.. news.Where(service => ownerEmail.Equals(emails.GetValueOrDefault(service.DocumentKey), StringComparison.OrdinalIgnoreCase))];
    }

    private async Task<IReadOnlyList<NoticeRecipient>> DecidersOfAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken) =>
        [.. (await DecidersAsync(db, notice.PackageId!.Value, Today, cancellationToken)).Select(key => new NoticeRecipient(NoticeRole.Decider, key))];

    // Whoever acts for a director is told in the director's place too; the director reads it after the holiday.
    private async Task<IReadOnlyList<NoticeRecipient>> DirectorsOfAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken) =>
    [
        .. (await db.EntryAsync(notice.DocumentKey!.Value, cancellationToken)).Departments()
            .SelectMany(department => department.DecidersOn(Today)).Distinct().Select(key => new NoticeRecipient(NoticeRole.Director, key)),
    ];

    private static async Task<IReadOnlyList<NoticeRecipient>> LastSubmitterOfAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken) =>
        await db.LastPackageAsync(notice.DocumentKey!.Value, cancellationToken) is { } package ? [new NoticeRecipient(NoticeRole.Submitter, package.SubmittedBy)] : [];

    private static async Task<IReadOnlyList<NoticeRecipient>> SubmitterOfAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken) =>
        await db.Packages.FindAsync([notice.PackageId], cancellationToken) is { } package ? [new NoticeRecipient(NoticeRole.Submitter, package.SubmittedBy)] : [];

    private async Task<IReadOnlyList<NoticeRecipient>> OwnerOfAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken) =>
        notice.DocumentKey is { } document && await db.EntryAsync(document, cancellationToken) is { OwnerEmail: { } email } ? [Owner(document, email)] : [];

    private NoticeRecipient Owner(Guid document, string email) =>
        people.FindByEmail(email) is { } user ? new NoticeRecipient(NoticeRole.Owner, user.Key) : new NoticeRecipient(NoticeRole.Owner, null, document);

    private async Task<IReadOnlyList<NoticeRecipient>> OwnersOfRunAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken)
    {
        var news = await NewsAsync(db, notice.RunId!.Value, cancellationToken);
        return Owners(await OwnerEmailsAsync(db, [.. news.Select(service => service.DocumentKey)], cancellationToken));
    }

    private async Task<IReadOnlyList<NoticeRecipient>> OwnersOfBrokenAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var broken = await BrokenDeliveries.FindAsync(db, options.CurrentValue.DeliveryPatience, clock.GetUtcNow(), cancellationToken);
        return Owners(await OwnerEmailsAsync(db, [.. broken.Select(service => service.DocumentKey)], cancellationToken));
    }

    private IReadOnlyList<NoticeRecipient> Owners(Dictionary<Guid, string> emails) =>
    [
        .. emails.OrderBy(owner => owner.Key).DistinctBy(owner => owner.Value, StringComparer.OrdinalIgnoreCase).Select(owner => Owner(owner.Key, owner.Value)),
    ];

    private async Task<IReadOnlyList<NoticeRecipient>> PreviousRecipientAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken)
    {
        var owner = (await db.EntryAsync(notice.DocumentKey!.Value, cancellationToken))?.OwnerEmail;
        return notice.Address is null || addresses.Read(notice.Address)?.Equals(owner, StringComparison.OrdinalIgnoreCase) == true
            ? []
            : [new NoticeRecipient(NoticeRole.PreviousRecipient, null)];
    }

    // The owner is told of a run once, not of every service that it changed. Whoever changes one after the run is another matter.
    private async Task<bool> IsToldByImportAsync(HaldenDbContext db, Notice notice, CancellationToken cancellationToken)
    {
        if (drafts.Find(notice.DocumentKey!.Value) is not { } draft)
        {
            return false;
        }

        var reports = await db.ImportRuns.AsNoTracking()
            .Where(run => run.StartedAt <= draft.UpdatedAt && run.FinishedAt >= draft.UpdatedAt)
            .Select(run => run.Report).ToListAsync(cancellationToken);
        return reports.Select(ImportReport.FromJson).OfType<ImportReport>()
            .Any(report => report.Items.Any(row => row.DocumentKey == notice.DocumentKey && row.Outcome == ImportOutcome.Updated));
    }

    private static async Task<IReadOnlyList<ImportNews>> NewsAsync(HaldenDbContext db, Guid id, CancellationToken cancellationToken)
    {
        if (await db.ImportRuns.FindAsync([id], cancellationToken) is not { } run || ImportReport.FromJson(run.Report) is not { } report)
        {
            return [];
        }

        // One at a time, for a report is large and the newest is nearly always the one.
        var earlier = db.ImportRuns.AsNoTracking()
            .Where(other => other.Source == run.Source && other.StartedAt < run.StartedAt && other.FinishedAt != null)
            .OrderByDescending(other => other.StartedAt);
        for (var skip = 0; skip < RunsLookedAt; skip++)
        {
            var text = await earlier.Skip(skip).Select(other => other.Report).FirstOrDefaultAsync(cancellationToken);
            if (text is null || ImportReport.FromJson(text) is { Status: ImportStatus.Completed })
            {
                return ImportNews.Of(report, text is null ? null : ImportReport.FromJson(text));
            }
        }

        return ImportNews.Of(report, before: null);
    }

    private static Task<Dictionary<Guid, string>> OwnerEmailsAsync(HaldenDbContext db, IReadOnlyList<Guid> documents, CancellationToken cancellationToken) =>
        db.Register.Where(entry => documents.Contains(entry.DocumentKey) && entry.OwnerEmail != null)
            .ToDictionaryAsync(entry => entry.DocumentKey, entry => entry.OwnerEmail!, cancellationToken);
}
