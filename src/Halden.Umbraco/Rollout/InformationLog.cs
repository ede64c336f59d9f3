using System.Globalization;
using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Rollout;

/// <summary>What is registered, or corrected.</summary>
/// <param name="Audience">Who was informed.</param>
/// <param name="DepartmentKey">The department that it was about.</param>
/// <param name="Day">When.</param>
/// <param name="Channel">How.</param>
/// <param name="Topics">Of what.</param>
/// <param name="Services">Of which services; none for all.</param>
/// <param name="Note">Anything else.</param>
internal sealed record InformationChange(
    InformationAudience? Audience, Guid? DepartmentKey, DateOnly? Day, InformationChannel? Channel, IReadOnlyList<InformationTopic> Topics, IReadOnlyList<Guid> Services, string? Note);

/// <summary>
/// Who has been informed of what, and when: the one way to register, correct and delete it. The audit trail has audience and day, never the note.
/// </summary>
internal sealed class InformationLog(HaldenStore store, ServiceDrafts drafts)
{
    private static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>All of it, the latest first.</summary>
    public Task<IReadOnlyList<InformationEntry>> AllAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<InformationEntry>>(
        async db => [.. (await db.Information.AsNoTracking().ToListAsync(cancellationToken)).OrderByDescending(entry => entry.Day).ThenByDescending(entry => entry.RegisteredAt)],
        cancellationToken);

    /// <summary>Registers that an audience was informed.</summary>
    public Task<RegisterOutcome> AddAsync(InformationChange change, Guid user, CancellationToken cancellationToken) => SaveAsync(null, null, change, user, cancellationToken);

    /// <summary>Corrects what was registered.</summary>
    /// <param name="id">Which.</param>
    /// <param name="version">As it was read.</param>
    /// <param name="change">What it becomes.</param>
    /// <param name="user">Who corrects.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<RegisterOutcome> CorrectAsync(Guid id, Guid? version, InformationChange change, Guid user, CancellationToken cancellationToken) =>
        SaveAsync(id, version, change, user, cancellationToken);

    /// <summary>Deletes what was registered.</summary>
    public Task<RegisterOutcome> DeleteAsync(Guid id, Guid version, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.Information.FindAsync([id], cancellationToken) is not { } entry)
            {
                return RegisterOutcome.Of(RegisterStatus.NotFound);
            }

            if (entry.Version != version)
            {
                return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile);
            }

            db.Information.Remove(entry);
            db.Append(store.Now, AuditTrail.InformationDeleted, user, detail: Detail(entry));
            return RegisterOutcome.Of(RegisterStatus.Success, id);
        },
        cancellationToken);

    private Task<RegisterOutcome> SaveAsync(Guid? id, Guid? version, InformationChange change, Guid user, CancellationToken cancellationToken)
    {
        var note = change.Note?.Trim() is { Length: > 0 } text ? text : null;
        var services = change.Services.Distinct().ToList();
        var faults = new Dictionary<string, Label>();
        Check("audience", change.Audience is null, InformationTexts.ChooseAudience);
        Check("department", change is { Audience: InformationAudience.Director, DepartmentKey: null }, InformationTexts.ChooseDepartment);
        Check("day", change.Day is not { } day || day < First || day > store.Today, InformationTexts.ChooseDay);
        Check("channel", change.Channel is null, InformationTexts.ChooseChannel);
        Check("topics", change.Topics.Count == 0, InformationTexts.ChooseTopics);
        Check("services", services.Count > InformationEntry.MostServices, InformationTexts.TooManyServices);
        Check("services", services.Any(key => drafts.Find(key) is null), RegisterTexts.NoSuchService);
        Check("note", note?.Length > InformationEntry.LongestNote, InformationTexts.NoteTooLong);
        return faults.Count > 0 ? Task.FromResult(new RegisterOutcome(RegisterStatus.Invalid, default, faults)) : store.WriteAsync(
            async db =>
            {
                if (change.DepartmentKey is { } department && !await db.Departments.AnyAsync(known => known.Key == department, cancellationToken))
                {
                    return RegisterOutcome.Fault("department", InformationTexts.NoSuchDepartment);
                }

                var entry = id is null ? null : await db.Information.FindAsync([id], cancellationToken);
                if (id is not null && entry?.Version != version)
                {
                    return RegisterOutcome.Of(entry is null ? RegisterStatus.NotFound : RegisterStatus.ChangedMeanwhile);
                }

                IReadOnlyList<InformationTopic> topics = [.. change.Topics.Distinct().Order()];
                if (entry is null)
                {
                    entry = db.Information.Add(new InformationEntry
                    {
                        Id = Guid.CreateVersion7(),
                        Audience = change.Audience!.Value,
                        Day = change.Day!.Value,
                        Channel = change.Channel!.Value,
                        Topics = topics,
                        RegisteredBy = user,
                        RegisteredAt = store.Now,
                    }).Entity;
                }
                else
                {
                    (entry.Audience, entry.Day, entry.Channel, entry.Topics) = (change.Audience!.Value, change.Day!.Value, change.Channel!.Value, topics);
                    (entry.CorrectedBy, entry.Version) = (user, Guid.NewGuid());
                }

                (entry.DepartmentKey, entry.Services, entry.Note) = (change.DepartmentKey, services, note);
                db.Append(store.Now, id is null ? AuditTrail.InformationRegistered : AuditTrail.InformationCorrected, user, detail: Detail(entry));
                return RegisterOutcome.Of(RegisterStatus.Success, entry.Id);
            },
            cancellationToken);

        void Check(string field, bool isWrong, Label fault)
        {
            if (isWrong)
            {
                faults.TryAdd(field, fault);
            }
        }
    }

    private static string Detail(InformationEntry entry) => JsonSerializer.Serialize(
        new { Audience = InformationTexts.NameOf(entry.Audience).Nb, Day = entry.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
}
