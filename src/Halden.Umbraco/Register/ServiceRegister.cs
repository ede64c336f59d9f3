using System.Net.Mail;
using System.Text.Json;
using Halden.Umbraco.Audit;
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
/// <param name="RecipientKind">Mailbox or fagsystem.</param>
/// <param name="Recipient">E-mail address, or the system's name.</param>
internal sealed record Responsibility(
    Guid? Version, Guid? DepartmentKey, string? OwnerName, string? OwnerEmail, RecipientKind RecipientKind, string? Recipient);

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
internal sealed class ServiceRegister(HaldenStore store)
{
    private static readonly Label NotAnAddress = new("Skriv en gyldig e-postadresse.", "Skriv ei gyldig e-postadresse.", "Write a valid e-mail address.");

    private static readonly Label TooLong = new("Teksten er for lang.", "Teksten er for lang.", "The text is too long.");

    private static readonly Label NoSuchDepartment = new("Avdelingen finnes ikke lenger.", "Avdelinga finst ikkje lenger.", "The department no longer exists.");

    private static readonly Label NameMissing = new("Skriv avdelingens navn (høyst 200 tegn).", "Skriv namnet på avdelinga (høgst 200 teikn).", "Write the department's name (200 characters at most).");

    private static readonly Label NameTaken = new("En annen avdeling har dette navnet.", "Ei anna avdeling har dette namnet.", "Another department has this name.");

    /// <summary>All departments by name, with the number of services of each.</summary>
    public Task<IReadOnlyList<(Department Department, int Services)>> DepartmentsAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<(Department, int)>>(
            async db =>
            {
                var counts = await db.Register.Where(entry => entry.DepartmentKey != null).GroupBy(entry => entry.DepartmentKey!.Value)
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
                var departments = await db.Departments.AsNoTracking().ToListAsync(cancellationToken);
                return [.. departments.OrderBy(department => department.Name, NorwegianOrder.Comparer).Select(department => (department, counts.GetValueOrDefault(department.Key)))];
            },
            cancellationToken);

    /// <summary>Makes or changes a department; <paramref name="key"/> null makes one.</summary>
    public Task<RegisterOutcome> SaveDepartmentAsync(Guid? key, string? name, Guid? director, Guid user, CancellationToken cancellationToken)
    {
        var trimmed = name?.Trim() ?? string.Empty;
        if (trimmed.Length is 0 or > 200)
        {
            return Task.FromResult(RegisterOutcome.Fault("name", NameMissing));
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
                department.DirectorKey = director;
                db.Append(
                    store.Now,
                    key is null ? AuditTrail.DepartmentCreated : AuditTrail.DepartmentChanged,
                    user,
                    detail: JsonSerializer.Serialize(new { department.Key, Director = director is { } appointed ? db.PersonOf(appointed) : (Guid?)null }));
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

                if (await db.Register.AnyAsync(entry => entry.DepartmentKey == key, cancellationToken))
                {
                    return RegisterOutcome.Of(RegisterStatus.InUse, key);
                }

                db.Departments.Remove(department);
                db.Append(store.Now, AuditTrail.DepartmentDeleted, user, detail: JsonSerializer.Serialize(new { department.Key }));
                return RegisterOutcome.Of(RegisterStatus.Success, key);
            },
            cancellationToken);

    /// <summary>Sets who answers for a service. Part of the package, so it must be approved again.</summary>
    public async Task<RegisterOutcome> SaveResponsibilityAsync(Guid document, Responsibility change, Guid user, CancellationToken cancellationToken)
    {
        var wanted = change with { OwnerName = Trim(change.OwnerName), OwnerEmail = Trim(change.OwnerEmail), Recipient = Trim(change.Recipient) };
        var faults = Faults(wanted);
        if (faults.Count > 0)
        {
            return new RegisterOutcome(RegisterStatus.Invalid, document, faults);
        }

        try
        {
            return await store.WriteAsync(
                async db =>
                {
                    if (wanted.DepartmentKey is { } department && !await db.Departments.AnyAsync(known => known.Key == department, cancellationToken))
                    {
                        return RegisterOutcome.Fault("departmentKey", NoSuchDepartment);
                    }

                    var entry = await db.Register.FindAsync([document], cancellationToken);
                    if (entry is not null && wanted.Version != entry.Version)
                    {
                        return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile, document);
                    }

                    entry ??= db.Register.Add(new RegisterEntry { DocumentKey = document }).Entity;
                    if (entry.DepartmentKey == wanted.DepartmentKey && entry.OwnerName == wanted.OwnerName && entry.OwnerEmail == wanted.OwnerEmail
                        && entry.Recipient == wanted.Recipient && entry.RecipientKind == wanted.RecipientKind)
                    {
                        return RegisterOutcome.Of(RegisterStatus.Success, document);
                    }

                    entry.DepartmentKey = wanted.DepartmentKey;
                    entry.OwnerName = wanted.OwnerName;
                    entry.OwnerEmail = wanted.OwnerEmail;
                    entry.RecipientKind = wanted.RecipientKind;
                    entry.Recipient = wanted.Recipient;
                    entry.Version = Guid.NewGuid();
                    await db.ContributeAsync(document, user, store.Now);
                    db.Append(store.Now, AuditTrail.RegisterChanged, user, document);
                    return RegisterOutcome.Of(RegisterStatus.Success, document);
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile, document);
        }
    }

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
