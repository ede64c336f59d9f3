using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Reviews;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Notices;

/// <summary>What a notice tells one person, as the database has it now.</summary>
internal sealed record NoticeFacts
{
    public required NoticeEvent Event { get; init; }

    /// <summary>Why the person is told.</summary>
    public required NoticeRole Role { get; init; }

    /// <summary>Whether there still is a reason to tell.</summary>
    public required bool IsStillSo { get; init; }

    /// <summary>The service's title; empty where it is about no single one.</summary>
    public string Title { get; init; } = string.Empty;

    public string Department { get; init; } = string.Empty;

    /// <summary>Name of who did it, if that is known.</summary>
    public string? Who { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Comment { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>After how many working days it has waited too long.</summary>
    public int Days { get; init; }

    /// <summary>Whether nobody may decide on what waits.</summary>
    public bool NobodyDecides { get; init; }

    /// <summary>What an import had to say of the person's services.</summary>
    public IReadOnlyList<ImportNews> News { get; init; } = [];

    /// <summary>What is wrong with the deliveries of the person's services, by their titles.</summary>
    public IReadOnlyList<(string Title, BrokenDeliveries Broken)> Broken { get; init; } = [];

    /// <summary>After how many hours a delivery has waited too long.</summary>
    public int Hours { get; init; }

    /// <summary>Where in the section it is to be seen, as its router has it; null where the person is to do nothing there.</summary>
    public string? Path { get; init; }
}

/// <summary>Reads what there is to tell, when it is told: so no text is kept, and none is out of date.</summary>
internal sealed class NoticeReading(
    ServiceDrafts drafts,
    PackageParts parts,
    SelfServiceState publicState,
    NoticePeople people,
    AddressCipher addresses,
    IOptionsMonitor<NoticeOptions> options,
    TimeProvider clock)
{
    private DateOnly Today => NorwegianTime.DayOf(clock.GetUtcNow());

    /// <summary>The facts of a delivery; its notice is loaded.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="delivery">What, and to whom.</param>
    /// <param name="ownerEmail">The address that makes the person an owner; null for one who has none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<NoticeFacts> ReadAsync(HaldenDbContext db, NoticeDelivery delivery, string? ownerEmail, CancellationToken cancellationToken)
    {
        var notice = delivery.Notice!;
        var draft = notice.DocumentKey is { } document ? drafts.Find(document) : null;
        var package = notice.PackageId is { } id ? await db.Packages.AsNoTracking().FirstOrDefaultAsync(known => known.Id == id, cancellationToken) : null;
        var entry = notice.DocumentKey is { } key ? await db.Register.AsNoTracking().FirstOrDefaultAsync(known => known.DocumentKey == key, cancellationToken) : null;
        var facts = new NoticeFacts
        {
            Event = notice.Event,
            Role = delivery.Role,
            IsStillSo = notice.DocumentKey is null || draft is not null,
            Title = draft?.Title ?? package?.Title ?? string.Empty,
            From = notice.From,
            Until = notice.Until,
            Days = options.CurrentValue.OverdueAfterWorkingDays,
            Path = draft is null ? null : PathOf(notice.Event, delivery.Role, draft.Key),
        };
        return notice.Event switch
        {
            NoticeEvent.Submitted or NoticeEvent.Reminder or NoticeEvent.Overdue => await WaitingAsync(db, facts, package, draft, delivery, cancellationToken),
            NoticeEvent.Approved or NoticeEvent.Rejected => facts with
            {
                Who = await people.NameOfAsync(package?.DecidedBy),
                Comment = package?.Comment,
                IsStillSo = facts.IsStillSo && package is not null,
            },
            NoticeEvent.ChangedAfterApproval => facts with { IsStillSo = await IsChangedAsync(db, notice, package, draft, cancellationToken) },
            NoticeEvent.DeliveriesBroken => await BrokenAsync(db, facts, ownerEmail, cancellationToken),
            NoticeEvent.ImportFinished => await ImportedAsync(db, facts, notice, ownerEmail, cancellationToken),
            NoticeEvent.RecipientChanged => facts with
            {
                Who = await people.NameOfAsync(notice.UserKey),
                IsStillSo = facts.IsStillSo && !IsRecipientAgain(entry, notice),
            },
            NoticeEvent.MessagePutUp => await MessageAsync(db, facts, notice, cancellationToken),
            NoticeEvent.PublishedUnapproved => facts with { IsStillSo = draft is not null && publicState.Withheld.Any(text => text.DocumentKey == draft.Key) },
            NoticeEvent.PlanStopped => facts with { IsStillSo = draft is not null && await db.RefusedReleases.AnyAsync(refused => refused.DocumentKey == draft.Key, cancellationToken) },
            NoticeEvent.DeputyAppointed => facts with
            {
                Department = await db.Departments.Where(known => known.Key == notice.DepartmentKey).Select(known => known.Name).FirstOrDefaultAsync(cancellationToken) ?? string.Empty,
                IsStillSo = notice.Until >= Today && await db.Deputies.AnyAsync(
                    deputy => deputy.DepartmentKey == notice.DepartmentKey && deputy.UserKey == notice.UserKey && deputy.From == notice.From && deputy.To == notice.Until, cancellationToken),
                Path = "godkjenning",
            },
            _ => facts with { IsStillSo = draft is not null && (await ServiceReviews.FindAsync(db, draft, Today, cancellationToken))?.DueAt == notice.Until },
        };
    }

    private async Task<NoticeFacts> WaitingAsync(
        HaldenDbContext db, NoticeFacts facts, Package? package, ServiceDraft? draft, NoticeDelivery delivery, CancellationToken cancellationToken)
    {
        // A package that was changed after it was submitted waits for the editor.
        if (package is not { Decision: Decision.Submitted } || draft is null || parts.Hashes(db, [draft])[draft.Key] != package.Hash)
        {
            return facts with
            {
                IsStillSo = false,
                Who = await people.NameOfAsync(package?.SubmittedBy),
                From = package is null ? null : NorwegianTime.DayOf(package.SubmittedAt),
            };
        }

        var deciders = await NoticeAudience.DecidersAsync(db, package.Id, Today, cancellationToken);
        return facts with
        {
            Who = await people.NameOfAsync(package.SubmittedBy),
            From = NorwegianTime.DayOf(package.SubmittedAt),
            NobodyDecides = deciders.Count == 0,
            IsStillSo = delivery.Role != NoticeRole.Decider || (delivery.UserKey is { } user && deciders.Contains(user)),
        };
    }

    private async Task<bool> IsChangedAsync(HaldenDbContext db, Notice notice, Package? approved, ServiceDraft? draft, CancellationToken cancellationToken) =>
        approved is not null && draft is not null
        && (await db.LastPackageAsync(notice.DocumentKey!.Value, cancellationToken))?.Id == approved.Id
        && parts.Hashes(db, [draft])[draft.Key] != approved.Hash;

    private static async Task<NoticeFacts> ImportedAsync(HaldenDbContext db, NoticeFacts facts, Notice notice, string? ownerEmail, CancellationToken cancellationToken)
    {
        var news = ownerEmail is null ? [] : await NoticeAudience.NewsForAsync(db, notice.RunId!.Value, ownerEmail, cancellationToken);
        return facts with
        {
            News = news,
            IsStillSo = news.Count > 0,
            Path = news.Count == 1 ? $"tjenester/{news[0].DocumentKey}" : news.Any(service => service.Kind == ImportNewsKind.Waiting) ? "endringer" : "tjenester",
        };
    }

    private async Task<NoticeFacts> BrokenAsync(HaldenDbContext db, NoticeFacts facts, string? ownerEmail, CancellationToken cancellationToken)
    {
        var broken = await BrokenDeliveries.FindAsync(db, options.CurrentValue.DeliveryPatience, clock.GetUtcNow(), cancellationToken);
        var documents = broken.Select(service => service.DocumentKey).ToList();
        var emails = await db.Register.Where(entry => documents.Contains(entry.DocumentKey) && entry.OwnerEmail != null)
            .ToDictionaryAsync(entry => entry.DocumentKey, entry => entry.OwnerEmail!, cancellationToken);
        var theirs = broken.Where(service => ownerEmail is not null && ownerEmail.Equals(emails.GetValueOrDefault(service.DocumentKey), StringComparison.OrdinalIgnoreCase))
            .Select(service => (Title: drafts.Find(service.DocumentKey)?.Title ?? string.Empty, Broken: service))
            .OrderBy(service => service.Title, NorwegianOrder.Comparer).ToList();
        return facts with { Broken = theirs, Hours = options.CurrentValue.DeliveriesWaitHours, IsStillSo = theirs.Count > 0, Path = "innsendinger" };
    }

    // Of several changes only the last is told: the text is as it now stands.
    private async Task<NoticeFacts> MessageAsync(HaldenDbContext db, NoticeFacts facts, Notice notice, CancellationToken cancellationToken)
    {
        var (id, version) = Outbox.MessageOf(notice);
        var message = await db.ServiceMessages.AsNoTracking().FirstOrDefaultAsync(known => known.Id == id, cancellationToken);
        return facts with
        {
            Who = await people.NameOfAsync(notice.UserKey),
            Comment = message?.TextNb,
            Until = message is null ? null : NorwegianTime.DayOf(message.Until),
            IsStillSo = facts.IsStillSo && message is { EndedAt: null } && message.Version == version && message.Until > clock.GetUtcNow(),
            Path = "meldinger",
        };
    }

    private bool IsRecipientAgain(RegisterEntry? entry, Notice notice) =>
        notice.Address is not null && entry?.RecipientKind == RecipientKind.Mailbox && entry.Recipient == addresses.Read(notice.Address);

    private static string? PathOf(NoticeEvent happened, NoticeRole role, Guid document) =>
        role == NoticeRole.PreviousRecipient ? null
        : role == NoticeRole.Decider && happened is NoticeEvent.Submitted or NoticeEvent.Reminder or NoticeEvent.Overdue ? $"godkjenning/{document}"
        : $"tjenester/{document}";
}
