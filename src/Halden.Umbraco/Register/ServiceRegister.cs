using System.Net.Mail;
using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Register;

/// <summary>What came of a change in the register.</summary>
internal enum RegisterStatus
{
    Success,
    NotFound,

    /// <summary>Somebody changed it meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>A value is not valid; the faults say which and why.</summary>
    Invalid,

    /// <summary>The department still has services.</summary>
    InUse,
}

/// <summary>A change of who answers for a service.</summary>
/// <param name="Version">The version that was shown; null for a service with no entry yet.</param>
/// <param name="DepartmentKey">Null for none.</param>
/// <param name="OwnerName">Hovedansvarlig.</param>
/// <param name="OwnerEmail">Where the owner is reached.</param>
/// <param name="RecipientKind">Mailbox, fagsystem or the owner's print queue.</param>
/// <param name="Recipient">E-mail address, or the system's name.</param>
/// <param name="FurtherDepartmentKeys">The other departments that must approve; null leaves them as they are.</param>
/// <param name="FormId">The electronic form, the municipality's own or one of the ready-made; null for none.</param>
internal sealed record Responsibility(
    Guid? Version,
    Guid? DepartmentKey,
    string? OwnerName,
    string? OwnerEmail,
    RecipientKind RecipientKind,
    string? Recipient,
    IReadOnlyList<Guid>? FurtherDepartmentKeys = null,
    Guid? FormId = null);

/// <summary>A department as an administrator wants it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DirectorKey">Key of the director's user; null while vacant.</param>
/// <param name="ReviewMonths">Months between reviews, 1 to 60; null for none.</param>
/// <param name="UnpublishOverdueAfterDays">Days after a missed review until a service is taken down, 1 to 365; null for never.</param>
internal sealed record DepartmentChange(string? Name, Guid? DirectorKey, int? ReviewMonths = null, int? UnpublishOverdueAfterDays = null);

/// <summary>What is written of several changes at once.</summary>
internal enum SavingRule
{
    /// <summary>Nothing: what would come of it is all that is asked.</summary>
    Nothing,

    /// <summary>Whatever is not refused.</summary>
    EachByItself,

    /// <summary>Nothing unless all of it can be.</summary>
    AllOrNothing,
}

/// <summary>The outcome of a change in the register.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Key">Key of what was changed or made.</param>
/// <param name="Faults">Field → what is wrong with it.</param>
internal sealed record RegisterOutcome(RegisterStatus Status, Guid Key, IReadOnlyDictionary<string, Label> Faults)
{
    private static readonly Dictionary<string, Label> NoFaults = [];

    public static RegisterOutcome Of(RegisterStatus status, Guid key = default) => new(status, key, NoFaults);

    public static RegisterOutcome Fault(string field, Label fault) =>
        new(RegisterStatus.Invalid, default, new Dictionary<string, Label> { [field] = fault });
}

/// <summary>Departments with their directors, and who answers for each service.</summary>
internal sealed class ServiceRegister(HaldenStore store, AddressCipher addresses)
{
    // SQLite takes a bounded number of values in one question.
    private const int KeysInOneQuestion = 500;

    private static readonly Label NotAnAddress = new("Skriv en gyldig e-postadresse.", "Skriv ei gyldig e-postadresse.", "Write a valid e-mail address.");

    private static readonly Label TooLong = new("Teksten er for lang.", "Teksten er for lang.", "The text is too long.");

    private static readonly Label NoSuchForm = new("Skjemaet finnes ikke lenger.", "Skjemaet finst ikkje lenger.", "The form no longer exists.");

    private static readonly Label NoSuchDepartment = new("Avdelingen finnes ikke lenger.", "Avdelinga finst ikkje lenger.", "The department no longer exists.");

    private static readonly Label NameMissing = new("Skriv avdelingens navn (høyst 200 tegn).", "Skriv namnet på avdelinga (høgst 200 teikn).", "Write the department's name (200 characters at most).");

    private static readonly Label ReviewMonthsFault = new("Skriv et tall fra 1 til 60, eller ingenting.", "Skriv eit tal frå 1 til 60, eller ingenting.", "Write a number from 1 to 60, or nothing.");

    private static readonly Label UnpublishFault = new(
        "Skriv et tall fra 1 til 365, eller ingenting. Det gjelder bare når avdelingen har gjennomgang.",
        "Skriv eit tal frå 1 til 365, eller ingenting. Det gjeld berre når avdelinga har gjennomgang.",
        "Write a number from 1 to 365, or nothing. It applies only where the department has reviews.");

    private static readonly Label FromAfterTo = new("Siste dag kan ikke være før første dag.", "Siste dag kan ikkje vere før første dag.", "The last day cannot be before the first.");

    private static readonly Label PastOrTooLong = new(
        "Siste dag må være i dag eller senere, og høyst ett år etter den første.",
        "Siste dag må vere i dag eller seinare, og høgst eitt år etter den første.",
        "The last day must be today or later, and at most a year after the first.");

    private static readonly Label IsDirector = new("Kommunalsjefen kan ikke være sin egen stedfortreder.", "Kommunalsjefen kan ikkje vere sin eigen stadfortredar.", "The director cannot be the deputy too.");

    private static readonly Label Overlaps = new(
        "Personen er allerede stedfortreder i noen av disse dagene.", "Personen er alt stadfortredar i nokre av desse dagane.", "The person is already deputy on some of these days.");

    private static readonly Label NameTaken = new("En annen avdeling har dette navnet.", "Ei anna avdeling har dette namnet.", "Another department has this name.");

    /// <summary>The day it is in Norway.</summary>
    public DateOnly Today => store.Today;

    /// <summary>All departments by name, with the number of services of each.</summary>
    public Task<IReadOnlyList<(Department Department, int Services)>> DepartmentsAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<(Department, int)>>(
            async db =>
            {
                var counts = await db.Register.Where(entry => entry.DepartmentKey != null).GroupBy(entry => entry.DepartmentKey!.Value)
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
                var departments = await db.Departments.AsNoTracking().Include(department => department.Deputies).ToListAsync(cancellationToken);
                return [.. departments.OrderBy(department => department.Name, NorwegianOrder.Comparer).Select(department => (department, counts.GetValueOrDefault(department.Key)))];
            },
            cancellationToken);

    /// <summary>Makes or changes a department; <paramref name="key"/> null makes one.</summary>
    public Task<RegisterOutcome> SaveDepartmentAsync(Guid? key, DepartmentChange change, Guid user, CancellationToken cancellationToken)
    {
        var trimmed = change.Name?.Trim() ?? string.Empty;
        if (trimmed.Length is 0 or > 200)
        {
            return Task.FromResult(RegisterOutcome.Fault("name", NameMissing));
        }

        if (change.ReviewMonths is < 1 or > 60)
        {
            return Task.FromResult(RegisterOutcome.Fault("reviewMonths", ReviewMonthsFault));
        }

        if (change.UnpublishOverdueAfterDays is < 1 or > 365 || (change.UnpublishOverdueAfterDays is not null && change.ReviewMonths is null))
        {
            return Task.FromResult(RegisterOutcome.Fault("unpublishOverdueAfterDays", UnpublishFault));
        }

        return store.WriteAsync(
            async db =>
            {
                if (await db.Departments.AnyAsync(other => other.Name == trimmed && other.Key != key, cancellationToken))
                {
                    return RegisterOutcome.Fault("name", NameTaken);
                }

                var department = key is null ? null : await db.Departments.FindAsync([key.Value], cancellationToken);
                if (department is null && key is not null)
                {
                    return RegisterOutcome.Of(RegisterStatus.NotFound);
                }

                if (department is null)
                {
                    department = new Department { Name = trimmed };
                    db.Departments.Add(department);
                }

                department.Name = trimmed;
                department.DirectorKey = change.DirectorKey;
                department.ReviewMonths = change.ReviewMonths;
                department.UnpublishOverdueAfterDays = change.UnpublishOverdueAfterDays;
                db.Append(
                    store.Now,
                    key is null ? AuditTrail.DepartmentCreated : AuditTrail.DepartmentChanged,
                    user,
                    detail: JsonSerializer.Serialize(new { department.Key, Director = change.DirectorKey is { } appointed ? db.PersonOf(appointed) : (Guid?)null }));
                return RegisterOutcome.Of(RegisterStatus.Success, department.Key);
            },
            cancellationToken);
    }

    /// <summary>Deletes a department that has no services.</summary>
    public Task<RegisterOutcome> DeleteDepartmentAsync(Guid key, Guid user, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                if (await db.Departments.FindAsync([key], cancellationToken) is not { } department)
                {
                    return RegisterOutcome.Of(RegisterStatus.NotFound);
                }

                if (await db.Register.AnyAsync(entry => entry.DepartmentKey == key || entry.FurtherDepartments.Any(further => further.DepartmentKey == key), cancellationToken))
                {
                    return RegisterOutcome.Of(RegisterStatus.InUse, key);
                }

                db.Departments.Remove(department);
                db.Append(store.Now, AuditTrail.DepartmentDeleted, user, detail: JsonSerializer.Serialize(new { department.Key }));
                return RegisterOutcome.Of(RegisterStatus.Success, key);
            },
            cancellationToken);

    /// <summary>Appoints somebody to decide in a director's place from a day to a day, both included.</summary>
    public Task<RegisterOutcome> AppointDeputyAsync(Guid department, Guid deputy, DateOnly from, DateOnly to, Guid user, CancellationToken cancellationToken)
    {
        if (to < from)
        {
            return Task.FromResult(RegisterOutcome.Fault("to", FromAfterTo));
        }

        if (to < store.Today || to > from.AddYears(1))
        {
            return Task.FromResult(RegisterOutcome.Fault("to", PastOrTooLong));
        }

        return store.WriteAsync(
            async db =>
            {
                if (await db.Departments.Include(known => known.Deputies).FirstOrDefaultAsync(known => known.Key == department, cancellationToken) is not { } found)
                {
                    return RegisterOutcome.Of(RegisterStatus.NotFound);
                }

                if (found.DirectorKey == deputy)
                {
                    return RegisterOutcome.Fault("userKey", IsDirector);
                }

                if (found.Deputies.Exists(known => known.UserKey == deputy && known.From <= to && from <= known.To))
                {
                    return RegisterOutcome.Fault("from", Overlaps);
                }

                var appointed = new Deputy { DepartmentKey = department, UserKey = deputy, From = from, To = to };
                db.Deputies.Add(appointed);
                db.Append(store.Now, AuditTrail.DeputyAppointed, user, detail: JsonSerializer.Serialize(new { Department = department, Deputy = db.PersonOf(deputy), From = from, To = to }));
                db.NotifyDeputyAppointed(appointed, store.Now);
                return RegisterOutcome.Of(RegisterStatus.Success, appointed.Key);
            },
            cancellationToken);
    }

    /// <summary>Ends a deputy's appointment at once.</summary>
    public Task<RegisterOutcome> EndDeputyAsync(Guid department, Guid key, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.Deputies.FirstOrDefaultAsync(deputy => deputy.Key == key && deputy.DepartmentKey == department, cancellationToken) is not { } ended)
            {
                return RegisterOutcome.Of(RegisterStatus.NotFound);
            }

            db.Deputies.Remove(ended);
            db.Append(store.Now, AuditTrail.DeputyEnded, user, detail: JsonSerializer.Serialize(new { Department = department, Deputy = db.PersonOf(ended.UserKey), ended.From, ended.To }));
            return RegisterOutcome.Of(RegisterStatus.Success, key);
        },
        cancellationToken);

    /// <summary>Sets who answers for a service. Part of the package, so it must be approved again.</summary>
    public async Task<RegisterOutcome> SaveResponsibilityAsync(Guid document, Responsibility change, Guid user, CancellationToken cancellationToken) =>
        (await SaveAllAsync([new(document, change)], SavingRule.EachByItself, user, cancellationToken))[0];

    /// <summary>
    /// Sets who answers for many services in one transaction, by the same rules as for one. What is refused touches none of the
    /// others, or stops them all, as <paramref name="rule"/> says.
    /// </summary>
    /// <param name="changes">The services, each once.</param>
    /// <param name="rule">What is written.</param>
    /// <param name="user">Who; null for somebody at the machine itself.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    /// <returns>What came of each, or would come of it, in their order.</returns>
    public async Task<IReadOnlyList<RegisterOutcome>> SaveAllAsync(
        IReadOnlyList<KeyValuePair<Guid, Responsibility>> changes, SavingRule rule, Guid? user, CancellationToken cancellationToken)
    {
        try
        {
            return rule == SavingRule.Nothing ? await store.ReadAsync(ChangeAllAsync, cancellationToken) : await store.WriteAsync(ChangeAllAsync, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return [.. changes.Select(change => RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile, change.Key))];
        }

        async Task<IReadOnlyList<RegisterOutcome>> ChangeAllAsync(HaldenDbContext db)
        {
            var departments = (await db.Departments.Select(known => known.Key).ToListAsync(cancellationToken)).ToHashSet();
            var known = new Dictionary<Guid, RegisterEntry>(changes.Count);
            foreach (var some in changes.Select(change => change.Key).Chunk(KeysInOneQuestion))
            {
                foreach (var entry in await db.Register.Include(entry => entry.FurtherDepartments).Where(entry => some.Contains(entry.DocumentKey)).ToListAsync(cancellationToken))
                {
                    known[entry.DocumentKey] = entry;
                }
            }

            // Looking through thousands of entities for changes before each question would take the square of their number.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var outcomes = new List<RegisterOutcome>(changes.Count);
            foreach (var (document, wanted) in changes)
            {
                outcomes.Add(await ChangeAsync(db, document, known.GetValueOrDefault(document), departments, wanted, user, cancellationToken));
            }

            db.ChangeTracker.AutoDetectChangesEnabled = true;
            if (rule == SavingRule.AllOrNothing && outcomes.Exists(outcome => outcome.Status != RegisterStatus.Success))
            {
                db.ChangeTracker.Clear();
            }

            return outcomes;
        }
    }

    private async Task<RegisterOutcome> ChangeAsync(
        HaldenDbContext db, Guid document, RegisterEntry? entry, HashSet<Guid> departments, Responsibility change, Guid? user, CancellationToken cancellationToken)
    {
        var wanted = change with { OwnerName = Trim(change.OwnerName), OwnerEmail = Trim(change.OwnerEmail), Recipient = change.RecipientKind == RecipientKind.PrintQueue ? null : Trim(change.Recipient) };
        var faults = Faults(wanted);
        if (faults.Count > 0)
        {
            return new RegisterOutcome(RegisterStatus.Invalid, document, faults);
        }

        if (wanted.DepartmentKey is { } department && !departments.Contains(department))
        {
            return RegisterOutcome.Fault("departmentKey", NoSuchDepartment);
        }

        var further = wanted.FurtherDepartmentKeys?.Where(key => key != wanted.DepartmentKey).ToHashSet();
        if (further is not null && !further.IsSubsetOf(departments))
        {
            return RegisterOutcome.Fault("furtherDepartmentKeys", NoSuchDepartment);
        }

        if (entry is not null && wanted.Version != entry.Version)
        {
            return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile, document);
        }

        if (wanted.FormId is { } form && form != entry?.FormId && !await HasFormAsync(db, form, user, cancellationToken))
        {
            return RegisterOutcome.Fault("formId", NoSuchForm);
        }

        further ??= [.. (entry?.FurtherDepartments ?? []).Select(known => known.DepartmentKey).Where(key => key != wanted.DepartmentKey)];
        var before = entry ?? new RegisterEntry { DocumentKey = document };
        var changed = Changed(before, wanted, further);
        if (changed.Count == 0 && entry is not null)
        {
            return RegisterOutcome.Of(RegisterStatus.Success, document);
        }

        entry ??= db.Register.Add(before).Entity;
        if (changed.Count == 0)
        {
            return RegisterOutcome.Of(RegisterStatus.Success, document);
        }

        await db.NotifyOfResponsibilityAsync(addresses, entry, wanted, user, store.Now, cancellationToken);
        entry.DepartmentKey = wanted.DepartmentKey;
        entry.OwnerName = wanted.OwnerName;
        entry.OwnerEmail = wanted.OwnerEmail;
        entry.RecipientKind = wanted.RecipientKind;
        entry.Recipient = wanted.Recipient;
        entry.FormId = wanted.FormId;
        entry.FurtherDepartments.RemoveAll(known => !further.Contains(known.DepartmentKey));
        entry.FurtherDepartments.AddRange(further.Except(entry.FurtherDepartments.Select(known => known.DepartmentKey)).ToList()
            .Select(key => new FurtherDepartment { DocumentKey = document, DepartmentKey = key }));
        entry.Version = Guid.NewGuid();
        if (user is { } contributor)
        {
            await db.ContributeAsync(document, contributor, store.Now);
        }

        // Which of it was changed, and never to whom: the trail cannot forget a name.
        db.Append(
            store.Now, AuditTrail.RegisterChanged, user, document,
            detail: JsonSerializer.Serialize(new { Fields = string.Join(',', changed), Department = changed.Contains(RegisterTexts.DepartmentField) ? wanted.DepartmentKey : null }));
        return RegisterOutcome.Of(RegisterStatus.Success, document);
    }

    private static List<string> Changed(RegisterEntry before, Responsibility wanted, HashSet<Guid> further) =>
    [
        .. before.DepartmentKey != wanted.DepartmentKey ? [RegisterTexts.DepartmentField] : Array.Empty<string>(),
        .. further.SetEquals(before.FurtherDepartments.Select(known => known.DepartmentKey)) ? Array.Empty<string>() : [RegisterTexts.FurtherDepartmentsField],
        .. before.OwnerName != wanted.OwnerName || before.OwnerEmail != wanted.OwnerEmail ? [RegisterTexts.OwnerField] : Array.Empty<string>(),
        .. before.Recipient != wanted.Recipient || before.RecipientKind != wanted.RecipientKind ? [RegisterTexts.RecipientField] : Array.Empty<string>(),
        .. before.FormId != wanted.FormId ? [RegisterTexts.FormField] : Array.Empty<string>(),
    ];

    /// <summary>Sets internal texts of one culture; they are no part of the package, for the public never sees them.</summary>
    public Task SaveInternalTextsAsync(Guid document, string culture, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                var entry = await db.Register.FindAsync([document], cancellationToken)
                    ?? db.Register.Add(new RegisterEntry { DocumentKey = document }).Entity;
                entry.InternalTexts = InternalTexts.With(entry.InternalTexts, culture, values);
                return true;
            },
            cancellationToken);

    // A ready-made form becomes the municipality's own when it is first chosen.
    private async Task<bool> HasFormAsync(HaldenDbContext db, Guid id, Guid? user, CancellationToken cancellationToken)
    {
        if (db.Forms.Local.Any(known => known.Id == id) || await db.Forms.AnyAsync(known => known.Id == id, cancellationToken))
        {
            return true;
        }

        if (FormLibrary.Find(id) is not { } form)
        {
            return false;
        }

        db.Forms.Add(new StoredForm { Id = id, Name = form.Name, Json = form.ToCanonicalJson(), ChangedAt = store.Now, ChangedBy = user });
        return true;
    }

    private static Dictionary<string, Label> Faults(Responsibility wanted)
    {
        var faults = new Dictionary<string, Label>();
        if (wanted.OwnerName?.Length > 200)
        {
            faults["ownerName"] = TooLong;
        }

        if (wanted.OwnerEmail is { } email && !IsAddress(email))
        {
            faults["ownerEmail"] = NotAnAddress;
        }

        if (wanted.Recipient is { } recipient && (wanted.RecipientKind == RecipientKind.Mailbox ? !IsAddress(recipient) : recipient.Length > 254))
        {
            faults["recipient"] = wanted.RecipientKind == RecipientKind.Mailbox ? NotAnAddress : TooLong;
        }

        return faults;
    }

    private static bool IsAddress(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && text.Split('@')[^1].Contains('.', StringComparison.Ordinal);

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The internal texts of a register entry: culture → alias → canonical value.</summary>
internal static class InternalTexts
{
    public static Dictionary<string, Dictionary<string, string>> Parse(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json) ?? [];

    /// <summary>The texts with some values of one culture changed; an empty value takes a text out.</summary>
    public static string With(string json, string culture, IReadOnlyDictionary<string, string> values)
    {
        var texts = Parse(json);
        var ofCulture = texts.TryGetValue(culture, out var known) ? known : texts[culture] = [];
        foreach (var (alias, value) in values)
        {
            if (value.Length == 0)
            {
                ofCulture.Remove(alias);
            }
            else
            {
                ofCulture[alias] = value;
            }
        }

        return JsonSerializer.Serialize(texts);
    }
}
