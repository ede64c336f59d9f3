using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Forms;

/// <summary>What came of a change of a form.</summary>
internal enum FormStatus
{
    Success,
    NotFound,

    /// <summary>Somebody saved it meanwhile; the outcome says who and when.</summary>
    ChangedMeanwhile,

    /// <summary>What was sent is no form that can be kept; the faults say where and why.</summary>
    Faulty,

    /// <summary>A service uses it.</summary>
    InUse,

    /// <summary>It is another's, who is named, and is changed there.</summary>
    Provided,
}

/// <summary>The outcome of a change of a form.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Id">The form.</param>
/// <param name="Faults">What is wrong with what was sent.</param>
/// <param name="SavedBy">Key of the user who saved it meanwhile.</param>
/// <param name="SavedAt">When that was.</param>
/// <param name="Services">The services that use it.</param>
/// <param name="Provider">Whose it is, where it is not the municipality's own.</param>
internal sealed record FormOutcome(
    FormStatus Status, Guid Id, IReadOnlyList<FormFault> Faults, Guid? SavedBy = null, DateTimeOffset? SavedAt = null, IReadOnlyList<Guid>? Services = null, string? Provider = null)
{
    public static FormOutcome Of(FormStatus status, Guid id = default) => new(status, id, []);
}

/// <summary>A form of the municipality's, read.</summary>
/// <param name="Form">What is kept of it.</param>
/// <param name="Services">Keys of the services that use it.</param>
internal sealed record OwnForm(StoredForm Form, IReadOnlyList<Guid> Services);

/// <summary>One saving of a form.</summary>
/// <param name="Number">Which, from one.</param>
/// <param name="Name">What the form was called.</param>
/// <param name="At">When.</param>
/// <param name="By">Key of the user who saved; null for nobody.</param>
internal sealed record FormVersion(int Number, string Name, DateTimeOffset At, Guid? By);

/// <summary>
/// The municipality's own forms: the one way to make, change and remove them. A change tells the approval of every service
/// that uses the form that its package is another, and by whom.
/// </summary>
internal sealed class OwnForms(HaldenStore store)
{
    /// <summary>All of them, in no particular order.</summary>
    public Task<IReadOnlyList<OwnForm>> AllAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<OwnForm>>(
        async db =>
        {
            var services = (await db.Register.AsNoTracking().Where(entry => entry.FormId != null).Select(entry => new { entry.DocumentKey, entry.FormId }).ToListAsync(cancellationToken))
                .ToLookup(entry => entry.FormId!.Value, entry => entry.DocumentKey);
            return [.. (await db.Forms.AsNoTracking().ToListAsync(cancellationToken)).Select(form => new OwnForm(form, [.. services[form.Id]]))];
        },
        cancellationToken);

    /// <summary>One of them; null where there is none.</summary>
    public Task<OwnForm?> FindAsync(Guid id, CancellationToken cancellationToken) => store.ReadAsync(
        async db => await db.Forms.AsNoTracking().FirstOrDefaultAsync(form => form.Id == id, cancellationToken) is { } form ? new OwnForm(form, await UsersAsync(db, id, cancellationToken)) : null,
        cancellationToken);

    /// <summary>Every saving of a form, the newest first; empty where there is no such form.</summary>
    public Task<IReadOnlyList<FormVersion>> VersionsAsync(Guid id, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<FormVersion>>(
        async db =>
        [
            .. await db.Forms.AsNoTracking().Where(form => form.Id == id).Select(form => new FormVersion(form.Number, form.Name, form.ChangedAt, form.ChangedBy)).ToListAsync(cancellationToken),
            .. await db.EarlierForms.AsNoTracking().Where(form => form.FormId == id).OrderByDescending(form => form.Number)
                .Select(form => new FormVersion(form.Number, form.Name, form.At, form.By)).ToListAsync(cancellationToken),
        ],
        cancellationToken);

    /// <summary>A form as it was saved once, as JSON; null where there is no such version.</summary>
    public Task<string?> VersionAsync(Guid id, int number, CancellationToken cancellationToken) => store.ReadAsync(db => JsonOfAsync(db, id, number, cancellationToken), cancellationToken);

    /// <summary>Makes a form: a copy of another, of the municipality's own or ready-made, or an empty one.</summary>
    /// <param name="name">What it is to be called; null for what the other is called.</param>
    /// <param name="from">Id of the other; null for an empty one.</param>
    /// <param name="user">Who makes it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<FormOutcome> CreateAsync(string? name, Guid? from, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            FormDefinition? model = null;
            if (from is { } other)
            {
                model = await db.Forms.AsNoTracking().Where(form => form.Id == other).Select(form => form.Json).FirstOrDefaultAsync(cancellationToken) is { } json
                    ? FormJson.Read(json) : FormLibrary.Find(other);
                if (model is null)
                {
                    return FormOutcome.Of(FormStatus.NotFound);
                }
            }

            var called = string.IsNullOrWhiteSpace(name) ? model?.Name ?? string.Empty : name.Trim();
            if (FormCheck.NameFault(called) is { } fault)
            {
                return new FormOutcome(FormStatus.Faulty, default, [fault]);
            }

            var made = model is null ? Empty(called) : Named(model, called);
            return Add(db, made with { Id = Guid.NewGuid(), Origin = null }, AuditTrail.FormCreated, user);
        },
        cancellationToken);

    /// <summary>
    /// Takes in a form from a file. It keeps its id where that is free, so that the same form has the same id on every site;
    /// otherwise it becomes another form.
    /// </summary>
    public async Task<FormOutcome> ImportAsync(string json, Guid user, CancellationToken cancellationToken)
    {
        var (form, faults) = FormCheck.Read(json);
        if (form is null || faults.Any(fault => fault.IsError))
        {
            return new FormOutcome(FormStatus.Faulty, default, faults);
        }

        return await store.WriteAsync(
            async db => Add(
                db,
                form.Origin is not null || await db.Forms.AnyAsync(known => known.Id == form.Id, cancellationToken) ? form with { Id = Guid.NewGuid(), Origin = null } : form,
                AuditTrail.FormImported,
                user),
            cancellationToken);
    }

    /// <summary>
    /// Saves a form that is being edited. It may have faults: no package with it is submitted before they are put right. What
    /// cannot be read as a form is not kept.
    /// </summary>
    /// <param name="id">The form.</param>
    /// <param name="version">The version that was changed.</param>
    /// <param name="json">The whole form; its id is <paramref name="id"/> whatever it says.</param>
    /// <param name="user">Who saves.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public async Task<FormOutcome> SaveAsync(Guid id, Guid version, string json, Guid user, CancellationToken cancellationToken)
    {
        var (form, faults) = FormCheck.Read(json);
        if (form is null || FormCheck.NameFault(form.Name) is not null)
        {
            return new FormOutcome(FormStatus.Faulty, id, form is null ? faults : [FormCheck.NameFault(form.Name)!]);
        }

        return await ChangeAsync(id, version, user, AuditTrail.FormSaved, (_, _) => Task.FromResult<FormDefinition?>(form), cancellationToken);
    }

    /// <summary>Gives a form another name.</summary>
    public async Task<FormOutcome> RenameAsync(Guid id, Guid version, string? name, Guid user, CancellationToken cancellationToken) =>
        FormCheck.NameFault(name) is { } fault
            ? new FormOutcome(FormStatus.Faulty, id, [fault])
            : await ChangeAsync(id, version, user, AuditTrail.FormSaved, (_, stored) => Task.FromResult<FormDefinition?>(Named(FormJson.Read(stored.Json), name!.Trim())), cancellationToken);

    /// <summary>Makes a form what it was once, as a new version.</summary>
    public Task<FormOutcome> RestoreAsync(Guid id, Guid version, int number, Guid user, CancellationToken cancellationToken) => ChangeAsync(
        id,
        version,
        user,
        AuditTrail.FormRestored,
        async (db, _) => await JsonOfAsync(db, id, number, cancellationToken) is { } json ? FormJson.Read(json) : null,
        cancellationToken);

    /// <summary>Removes a form, with what it was before, unless a service uses it.</summary>
    public Task<FormOutcome> DeleteAsync(Guid id, Guid version, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.Forms.FindAsync([id], cancellationToken) is not { } stored)
            {
                return FormOutcome.Of(FormStatus.NotFound, id);
            }

            if (stored.Version != version)
            {
                return new FormOutcome(FormStatus.ChangedMeanwhile, id, [], stored.ChangedBy, stored.ChangedAt);
            }

            if (OriginOf(stored.Json) is { IsGone: false, Provider: var provider })
            {
                return new FormOutcome(FormStatus.Provided, id, [], Provider: provider);
            }

            var services = await UsersAsync(db, id, cancellationToken);
            if (services.Count > 0)
            {
                return new FormOutcome(FormStatus.InUse, id, [], Services: services);
            }

            db.Forms.Remove(stored);
            db.Append(store.Now, AuditTrail.FormDeleted, user, detail: Detail(stored));
            return FormOutcome.Of(FormStatus.Success, id);
        },
        cancellationToken);

    private Task<FormOutcome> ChangeAsync(
        Guid id, Guid version, Guid user, string action, Func<HaldenDbContext, StoredForm, Task<FormDefinition?>> change, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            // The unit of work has the database to itself, so what is read here is what is there when it is saved.
            if (await db.Forms.FindAsync([id], cancellationToken) is not { } stored)
            {
                return FormOutcome.Of(FormStatus.NotFound, id);
            }

            if (stored.Version != version)
            {
                return new FormOutcome(FormStatus.ChangedMeanwhile, id, [], stored.ChangedBy, stored.ChangedAt);
            }

            if (OriginOf(stored.Json) is { Provider: var provider })
            {
                return new FormOutcome(FormStatus.Provided, id, [], Provider: provider);
            }

            if (await change(db, stored) is not { } form)
            {
                return FormOutcome.Of(FormStatus.NotFound, id);
            }

            form = form with { Id = id, Origin = null };
            var json = form.ToCanonicalJson();
            if (json != stored.Json)
            {
                await KeepAsync(db, stored, form.Name, json, [user], action, store.Now, cancellationToken);
            }

            return FormOutcome.Of(FormStatus.Success, id);
        },
        cancellationToken);

    /// <summary>Makes a form another, keeps what it was, and tells the approval of the services that use it.</summary>
    /// <param name="db">A unit of work that has the database to itself.</param>
    /// <param name="stored">The form.</param>
    /// <param name="name">What it is called now.</param>
    /// <param name="json">What it is now.</param>
    /// <param name="users">Who changed it, the last one first; none where nobody is known.</param>
    /// <param name="action">What the audit trail calls it.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async Task KeepAsync(
        HaldenDbContext db, StoredForm stored, string name, string json, IReadOnlyList<Guid> users, string action, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid? user = users.Count > 0 ? users[0] : null;
        db.EarlierForms.Add(new EarlierForm { FormId = stored.Id, Number = stored.Number, Name = stored.Name, Json = stored.Json, At = stored.ChangedAt, By = stored.ChangedBy });
        (stored.Name, stored.Json, stored.ChangedAt, stored.ChangedBy) = (name, json, now, user);
        stored.Number++;
        stored.Version = Guid.NewGuid();
        var services = await UsersAsync(db, stored.Id, cancellationToken);
        foreach (var service in services)
        {
            foreach (var one in users)
            {
                await db.ContributeAsync(service, one, now);
            }

            db.Append(now, action, user, service, detail: Detail(stored));
        }

        if (services.Count == 0)
        {
            db.Append(now, action, user, detail: Detail(stored));
        }
    }

    /// <summary>Where a stored form comes from; null for the municipality's own.</summary>
    internal static FormOrigin? OriginOf(string json) => json.Contains("\"origin\":", StringComparison.Ordinal) ? FormCheck.Read(json).Form?.Origin : null;

    private FormOutcome Add(HaldenDbContext db, FormDefinition form, string action, Guid user)
    {
        var stored = new StoredForm { Id = form.Id, Name = form.Name, Json = form.ToCanonicalJson(), ChangedAt = store.Now, ChangedBy = user };
        db.Forms.Add(stored);
        db.Append(store.Now, action, user, detail: Detail(stored));
        return FormOutcome.Of(FormStatus.Success, form.Id);
    }

    private static async Task<IReadOnlyList<Guid>> UsersAsync(HaldenDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Register.AsNoTracking().Where(entry => entry.FormId == id).Select(entry => entry.DocumentKey).ToListAsync(cancellationToken);

    private static async Task<string?> JsonOfAsync(HaldenDbContext db, Guid id, int number, CancellationToken cancellationToken) =>
        await db.Forms.AsNoTracking().Where(form => form.Id == id && form.Number == number).Select(form => form.Json).FirstOrDefaultAsync(cancellationToken)
        ?? await db.EarlierForms.AsNoTracking().Where(form => form.FormId == id && form.Number == number).Select(form => form.Json).FirstOrDefaultAsync(cancellationToken);

    internal static string Detail(StoredForm form) => JsonSerializer.Serialize(new { Form = form.Name, form.Number });

    private static FormDefinition Empty(string name) => new()
    {
        Id = Guid.Empty,
        Name = name,
        Pages = [new FormPage { Fieldsets = [new FormFieldset { Id = Guid.NewGuid(), Columns = [new FormColumn { Fields = [] }] }] }],
    };

    // What the form is called in other languages goes with the name that it translates.
    private static FormDefinition Named(FormDefinition form, string name)
    {
        if (form.Name == name)
        {
            return form;
        }

        var renamed = form with { Name = name };
        var isSaidElsewhere = FormTranslation.TextsOf(renamed).Contains(form.Name);
        return renamed with
        {
            Translations = form.Translations?.ToDictionary(
                words => words.Key,
                words => (IReadOnlyDictionary<string, string>)words.Value.Where(word => word.Key != form.Name || isSaidElsewhere).ToDictionary()),
        };
    }
}
