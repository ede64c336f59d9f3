using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Audit;

/// <summary>Somebody of the trail, for a person to read.</summary>
/// <param name="Id">As lines have it.</param>
/// <param name="Name">The name; what stands in its stead where it is forgotten or unknown.</param>
/// <param name="IsPseudonymised">Whether the name is forgotten.</param>
internal sealed record AuditName(Guid Id, string Name, bool IsPseudonymised);

/// <summary>What came of asking that a person be forgotten.</summary>
internal enum PseudonymiseStatus
{
    Success,

    /// <summary>Nobody in the trail has this id.</summary>
    NotFound,

    /// <summary>It has been done.</summary>
    AlreadyDone,

    /// <summary>The person can still sign in.</summary>
    StillActive,

    /// <summary>The person directs a department, or is to stand in for who does.</summary>
    DirectsDepartment,

    /// <summary>Something that the person submitted waits for a decision, which depends on who submitted it.</summary>
    HasWaiting,
}

/// <summary>Who is behind the lines of the trail: their names, and forgetting them.</summary>
internal sealed class AuditPeople(HaldenStore store, IUserService users) : INotificationHandler<UserDeletedNotification>
{
    /// <summary>Everybody of the trail, by id, and by the key in Umbraco for as long as it is known.</summary>
    public async Task<IReadOnlyDictionary<Guid, AuditName>> NamesAsync(string language, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, AuditName>();
        foreach (var person in await store.ReadAsync(db => db.AuditPeople.AsNoTracking().ToListAsync(cancellationToken), cancellationToken))
        {
            var name = await NameAsync(person, language);
            names[person.Id] = name;
            if (person.UserKey is { } key)
            {
                names[key] = name;
            }
        }

        return names;
    }

    /// <summary>The name of somebody by the key in Umbraco, or by the id that took its place; null for nobody.</summary>
    public async Task<string?> NameOfAsync(Guid? user, string language)
    {
        if (user is not { } key)
        {
            return null;
        }

        return (await users.GetAsync(key))?.Name
            ?? (await store.ReadAsync(db => db.AuditPeople.AsNoTracking().FirstOrDefaultAsync(person => person.UserKey == key || person.Id == key)) is { } person
                ? (await NameAsync(person, language)).Name
                : key.ToString());
    }

    /// <summary>Finds somebody of the trail by id, key in Umbraco, e-mail address or user name; null where there is nobody.</summary>
    public async Task<Guid?> FindAsync(string text, CancellationToken cancellationToken)
    {
        Guid? key = Guid.TryParse(text, out var given) ? given : (users.GetByEmail(text) ?? users.GetByUsername(text))?.Key;
        return key is null
            ? null
            : await store.ReadAsync(
                db => db.AuditPeople.Where(person => person.Id == key || person.UserKey == key).Select(person => (Guid?)person.Id).FirstOrDefaultAsync(cancellationToken),
                cancellationToken);
    }

    /// <summary>
    /// Forgets a person's name, key and addresses. The lines stay, of somebody whom nobody can name. Cannot be undone.
    /// </summary>
    /// <param name="id">As lines have it.</param>
    /// <param name="by">Key of the user who asks; null for a verb.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public async Task<PseudonymiseStatus> PseudonymiseAsync(Guid id, Guid? by, CancellationToken cancellationToken)
    {
        var key = await store.ReadAsync(db => db.AuditPeople.Where(person => person.Id == id).Select(person => person.UserKey).FirstOrDefaultAsync(cancellationToken), cancellationToken);
        if (key is { } user && await users.GetAsync(user) is { IsApproved: true })
        {
            return PseudonymiseStatus.StillActive;
        }

        var status = await store.WriteAsync(
            async db =>
            {
                if (await db.AuditPeople.FindAsync([id], cancellationToken) is not { } person)
                {
                    return PseudonymiseStatus.NotFound;
                }

                if (person.UserKey is not { } forgotten)
                {
                    return PseudonymiseStatus.AlreadyDone;
                }

                if (await db.Departments.AnyAsync(department => department.DirectorKey == forgotten, cancellationToken)
                    || await db.Deputies.AnyAsync(deputy => deputy.UserKey == forgotten && deputy.To >= store.Today, cancellationToken))
                {
                    return PseudonymiseStatus.DirectsDepartment;
                }

                if (await db.Packages.AnyAsync(package => package.SubmittedBy == forgotten && package.Decision == Decision.Submitted, cancellationToken))
                {
                    return PseudonymiseStatus.HasWaiting;
                }

                (person.UserKey, person.Salt, person.Name, person.PseudonymisedAt) = (null, null, null, store.Now);
                db.AuditAddresses.RemoveRange(await db.AuditAddresses
                    .Where(address => db.Audit.Any(entry => entry.Number == address.Number && entry.PersonId == id)).ToListAsync(cancellationToken));
                await ReplaceAsync(db, forgotten, id, cancellationToken);
                db.Append(store.Now, AuditTrail.PersonPseudonymised, by, detail: AuditTrail.DetailOf(person));
                return PseudonymiseStatus.Success;
            },
            cancellationToken);
        if (status == PseudonymiseStatus.Success)
        {
            await store.EmptyLogAsync(cancellationToken);
        }

        return status;
    }

    /// <summary>Notes the names that people have in Umbraco now, for when they are gone from there.</summary>
    public async Task RememberNamesAsync(CancellationToken cancellationToken)
    {
        var people = await store.ReadAsync(db => db.AuditPeople.AsNoTracking().Where(person => person.UserKey != null).ToListAsync(cancellationToken), cancellationToken);
        var names = new Dictionary<Guid, string>();
        foreach (var person in people)
        {
            if (await users.GetAsync(person.UserKey!.Value) is { Name: { } name } && name != person.Name)
            {
                names[person.UserKey.Value] = name;
            }
        }

        await RememberAsync(names, cancellationToken);
    }

    /// <inheritdoc/>
    public void Handle(UserDeletedNotification notification) =>
        RememberAsync(
            notification.DeletedEntities.Where(user => user.Name is not null).ToDictionary(user => user.Key, user => user.Name!),
            CancellationToken.None).GetAwaiter().GetResult();

    private async Task RememberAsync(Dictionary<Guid, string> names, CancellationToken cancellationToken)
    {
        if (names.Count > 0)
        {
            await store.WriteAsync(
                async db =>
                {
                    foreach (var person in await db.AuditPeople.Where(person => person.UserKey != null && names.Keys.Contains(person.UserKey.Value)).ToListAsync(cancellationToken))
                    {
                        person.Name = names[person.UserKey!.Value];
                    }

                    return true;
                },
                cancellationToken);
        }
    }

    private async Task<AuditName> NameAsync(AuditPerson person, string language) => person switch
    {
        { PseudonymisedAt: not null } => new(person.Id, AuditTexts.Pseudonym(person.Id).In(language), true),
        { UserKey: { } key } when await users.GetAsync(key) is { Name: { Length: > 0 } name } => new(person.Id, name, false),
        { Name: { } name } => new(person.Id, name, false),
        _ => new(person.Id, AuditTexts.Unnamed(person.Id).In(language), false),
    };

    // Who changed a package since it was last approved (Contribution) stays until it is: the rule that nobody approves
    // their own work rests on it. Every other column that names a user is here, or a test fails.
    private static async Task ReplaceAsync(HaldenDbContext db, Guid key, Guid id, CancellationToken stopping)
    {
        await db.Packages.Where(package => package.SubmittedBy == key).ExecuteUpdateAsync(set => set.SetProperty(package => package.SubmittedBy, id), stopping);
        await db.Packages.Where(package => package.DecidedBy == key).ExecuteUpdateAsync(set => set.SetProperty(package => package.DecidedBy, id), stopping);
        await db.Set<PackageApproval>().Where(approval => approval.UserKey == key).ExecuteUpdateAsync(set => set.SetProperty(approval => approval.UserKey, id), stopping);
        await db.Deputies.Where(deputy => deputy.UserKey == key).ExecuteUpdateAsync(set => set.SetProperty(deputy => deputy.UserKey, id), stopping);
        await db.Register.Where(entry => entry.ReviewedBy == key).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ReviewedBy, id), stopping);
        await db.RegisterViews.Where(view => view.UserKey == key && !view.IsShared).ExecuteDeleteAsync(stopping);
        await db.RegisterViews.Where(view => view.UserKey == key).ExecuteUpdateAsync(set => set.SetProperty(view => view.UserKey, id), stopping);
        await db.Forms.Where(form => form.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(form => form.ChangedBy, id), stopping);
        await db.EarlierForms.Where(form => form.By == key).ExecuteUpdateAsync(set => set.SetProperty(form => form.By, id), stopping);
        await db.Processes.Where(process => process.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(process => process.ChangedBy, id), stopping);
        await db.ServiceProcesses.Where(service => service.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(service => service.ChangedBy, id), stopping);
        await db.RolloutPlans.Where(plan => plan.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.ChangedBy, id), stopping);
        await db.RolloutMarks.Where(mark => mark.MarkedBy == key).ExecuteUpdateAsync(set => set.SetProperty(mark => mark.MarkedBy, id), stopping);
        await db.Information.Where(entry => entry.RegisteredBy == key).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.RegisteredBy, id), stopping);
        await db.Information.Where(entry => entry.CorrectedBy == key).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.CorrectedBy, id), stopping);
        await db.Benefits.Where(benefit => benefit.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(benefit => benefit.ChangedBy, id), stopping);
        await db.BenefitAssumptions.Where(assumptions => assumptions.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(assumptions => assumptions.ChangedBy, id), stopping);
        await db.RequirementSpecifications.Where(one => one.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(one => one.ChangedBy, id), stopping);
        await db.DeliveryRecipients.Where(recipient => recipient.PausedBy == key).ExecuteUpdateAsync(set => set.SetProperty(recipient => recipient.PausedBy, id), stopping);
        await db.Comments.Where(comment => comment.WrittenBy == key).ExecuteUpdateAsync(set => set.SetProperty(comment => comment.WrittenBy, id), stopping);
        await db.Comments.Where(comment => comment.ResolvedBy == key).ExecuteUpdateAsync(set => set.SetProperty(comment => comment.ResolvedBy, id), stopping);
        await db.ServiceMessages.Where(message => message.WrittenBy == key).ExecuteUpdateAsync(set => set.SetProperty(message => message.WrittenBy, id), stopping);
        await db.ServiceMessages.Where(message => message.ChangedBy == key).ExecuteUpdateAsync(set => set.SetProperty(message => message.ChangedBy, id), stopping);
        await db.Los.Where(edition => edition.By == key).ExecuteUpdateAsync(set => set.SetProperty(edition => edition.By, id), stopping);
        await db.Notices.Where(notice => notice.UserKey == key).ExecuteDeleteAsync(stopping);
        await db.NoticeDeliveries.Where(delivery => delivery.UserKey == key).ExecuteDeleteAsync(stopping);
        await db.NoticePreferences.Where(preference => preference.UserKey == key).ExecuteDeleteAsync(stopping);
        await db.ImportRuns.Where(run => run.StartedBy == key).ExecuteUpdateAsync(set => set.SetProperty(run => run.StartedBy, id), stopping);

        // Whose a task is, and who replaced a text by the national one (ReplacedText), stand in JSON.
        var (written, instead) = (key.ToString(), id.ToString());
        await db.RolloutPlans.Where(plan => plan.Json.Contains(written))
            .ExecuteUpdateAsync(set => set.SetProperty(plan => plan.Json, plan => plan.Json.Replace(written, instead)), stopping);
        await db.CatalogueLinks.Where(link => link.Replaced.Contains(written))
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.Replaced, link => link.Replaced.Replace(written, instead)), stopping);
    }
}
