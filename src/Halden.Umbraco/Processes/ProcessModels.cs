using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Processes;

/// <summary>What came of a change of a process.</summary>
internal enum ProcessStatus
{
    Success,

    /// <summary>There is no process of that stage.</summary>
    NotFound,

    /// <summary>What was to be copied is not there.</summary>
    NoSuchSource,

    /// <summary>Somebody saved it meanwhile; the outcome says who and when.</summary>
    ChangedMeanwhile,

    /// <summary>What was sent cannot be kept; the faults say why.</summary>
    Faulty,

    /// <summary>A stage that is not drawn was to be shown.</summary>
    NothingToShow,
}

/// <summary>The outcome of a change of a process.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Faults">What is wrong with what was sent.</param>
/// <param name="SavedBy">Key of the user who saved it meanwhile.</param>
/// <param name="SavedAt">When that was.</param>
internal sealed record ProcessOutcome(ProcessStatus Status, IReadOnlyList<ProcessFinding> Faults, Guid? SavedBy = null, DateTimeOffset? SavedAt = null)
{
    public static ProcessOutcome Of(ProcessStatus status) => new(status, []);
}

/// <summary>What a stage is copied from: a stage of a service, or of a ready-made process.</summary>
/// <param name="Service">The service; null for the same one.</param>
/// <param name="ReadyMade">Short name of a ready-made process; null for a service.</param>
/// <param name="Stage">Which stage of it.</param>
internal sealed record ProcessSource(Guid? Service, string? ReadyMade, ProcessStage Stage);

/// <summary>What a service's owner says of it besides the models.</summary>
/// <param name="Today">How it is done today; null for not said.</param>
/// <param name="Target">How it is to be done; null for not said.</param>
/// <param name="Shown">The stage that citizens are shown; null for none.</param>
internal sealed record ProcessChoices(ProcessStage? Today, ProcessStage? Target, ProcessStage? Shown);

/// <summary>All that is known of a service's processes.</summary>
/// <param name="Service">What is said of it; null for nothing.</param>
/// <param name="Stages">What is drawn, in the order of the stages.</param>
/// <param name="Approved">What was approved last; empty where nothing was.</param>
/// <param name="System">The line-of-business system that it delivers to; null where it delivers elsewhere.</param>
internal sealed record ProcessesOfService(ServiceProcesses? Service, IReadOnlyList<StoredProcess> Stages, PackagedProcesses Approved, string? System)
{
    /// <summary>The stored model of a stage; null where there is none.</summary>
    public StoredProcess? this[ProcessStage stage] => Stages.FirstOrDefault(one => one.Stage == stage);
}

/// <summary>The processes of a service as they were approved at some time.</summary>
/// <param name="Hash">The package's.</param>
/// <param name="ApprovedAt">When the last of its departments approved it.</param>
/// <param name="ApprovedBy">Key of the user who did.</param>
/// <param name="Processes">What was approved.</param>
internal sealed record ProcessVersion(string Hash, DateTimeOffset ApprovedAt, Guid? ApprovedBy, PackagedProcesses Processes);

/// <summary>
/// The process models of services: the one way to keep, copy and remove them. A change of a model, or of what citizens are shown, tells
/// the approval that the package is another, and by whom.
/// </summary>
internal sealed class ProcessModels(HaldenStore store)
{
    /// <summary>Stands for what is being edited, where else a package's hash would.</summary>
    public const string Draft = "draft";

    /// <summary>The processes of a service, which may have none.</summary>
    public Task<ProcessesOfService> OfAsync(Guid document, CancellationToken cancellationToken) => store.ReadAsync(
        async db => new ProcessesOfService(
            await db.ServiceProcesses.AsNoTracking().FirstOrDefaultAsync(service => service.DocumentKey == document, cancellationToken),
            [.. (await db.Processes.AsNoTracking().Where(process => process.DocumentKey == document).ToListAsync(cancellationToken)).OrderBy(process => process.Stage)],
            ProcessPart.Read(await ApprovedAsync(db, document, cancellationToken)),
            await SystemAsync(db, document, cancellationToken)),
        cancellationToken);

    /// <summary>The processes of a service as a package of them would be now.</summary>
    public Task<PackagedProcesses> DraftAsync(Guid document, CancellationToken cancellationToken) => store.ReadAsync(
        db => Task.FromResult(ProcessPart.Read(new ProcessPart().Read(db, [document]).GetValueOrDefault(document))), cancellationToken);

    /// <summary>What was approved, newest first. A package that no longer has its hash is not what was approved, and is left out.</summary>
    public Task<IReadOnlyList<ProcessVersion>> VersionsAsync(Guid document, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<ProcessVersion>>(
        async db =>
        [
            .. (await db.Packages.AsNoTracking().Where(package => package.DocumentKey == document && package.Decision == Decision.Approved).OrderByDescending(package => package.DecidedAt).ToListAsync(cancellationToken))
                .DistinctBy(package => package.Hash)
                .Where(PastPackages.IsIntact)
                .Select(package => new ProcessVersion(
                    package.Hash, package.DecidedAt!.Value, package.DecidedBy, ProcessPart.Read(PackageContent.Parse(package.Content).Parts.GetValueOrDefault(ProcessPart.PartName)))),
        ],
        cancellationToken);

    /// <summary>The processes as they are being edited, or as they were approved in a package; null where no such package was.</summary>
    /// <param name="document">The service.</param>
    /// <param name="package">The package's hash; null or <see cref="Draft"/> for what is being edited.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PackagedProcesses?> AtAsync(Guid document, string? package, CancellationToken cancellationToken) =>
        package is null or Draft
            ? await DraftAsync(document, cancellationToken)
            : (await VersionsAsync(document, cancellationToken)).FirstOrDefault(version => version.Hash == package)?.Processes;

    /// <summary>Which stages are drawn of every service that has any, or of which anything is said: the stages, and what is said.</summary>
    public Task<IReadOnlyDictionary<Guid, (IReadOnlyList<ProcessStage> Stages, ServiceProcesses? Service)>> AllAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyDictionary<Guid, (IReadOnlyList<ProcessStage>, ServiceProcesses?)>>(
            async db =>
            {
                var drawn = (await db.Processes.AsNoTracking().Select(process => new { process.DocumentKey, process.Stage }).ToListAsync(cancellationToken)).ToLookup(process => process.DocumentKey, process => process.Stage);
                var said = await db.ServiceProcesses.AsNoTracking().ToDictionaryAsync(service => service.DocumentKey, cancellationToken);
                return drawn.Select(service => service.Key).Union(said.Keys).ToDictionary(
                    key => key, key => ((IReadOnlyList<ProcessStage>)[.. drawn[key].Order()], said.GetValueOrDefault(key)));
            },
            cancellationToken);

    /// <summary>The processes of the package that was submitted last, and of what is public; nothing of either where there is none.</summary>
    public Task<(PackagedProcesses Submitted, PackagedProcesses Public)> PackageAsync(Guid document, CancellationToken cancellationToken) => store.ReadAsync(
        async db =>
        {
            var packages = db.Packages.AsNoTracking().Where(package => package.DocumentKey == document);
            return (
                Of(await packages.OrderByDescending(package => package.SubmittedAt).Select(package => package.Content).FirstOrDefaultAsync(cancellationToken)),
                Of(await packages.Where(package => package.Decision == Decision.Approved && package.PublishedAt != null)
                    .OrderByDescending(package => package.DecidedAt).Select(package => package.Content).FirstOrDefaultAsync(cancellationToken)));

            static PackagedProcesses Of(string? content) => ProcessPart.Read(content is null ? null : PackageContent.Parse(content).Parts.GetValueOrDefault(ProcessPart.PartName));
        },
        cancellationToken);

    /// <summary>Saves a model that is being edited. It may have faults: no package with it is submitted before they are put right.</summary>
    /// <param name="document">The service.</param>
    /// <param name="stage">Which stage.</param>
    /// <param name="version">The version that was changed; null where there was none.</param>
    /// <param name="json">The whole model.</param>
    /// <param name="user">Who saves.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<ProcessOutcome> SaveAsync(Guid document, ProcessStage stage, Guid? version, string json, Guid user, CancellationToken cancellationToken)
    {
        var (model, faults) = ProcessJson.ReadFromOutside(json);
        return model is null
            ? Task.FromResult(new ProcessOutcome(ProcessStatus.Faulty, faults))
            : store.WriteAsync(db => KeepAsync(db, document, stage, version, model, AuditTrail.ProcessSaved, user, cancellationToken), cancellationToken);
    }

    /// <summary>Copies a stage from another, of the same service, of another, or of a ready-made one, in place of what is there.</summary>
    /// <param name="document">The service.</param>
    /// <param name="stage">Which stage it becomes.</param>
    /// <param name="version">The version that is replaced; null where there was none.</param>
    /// <param name="source">What is copied.</param>
    /// <param name="user">Who copies.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<ProcessOutcome> CopyAsync(Guid document, ProcessStage stage, Guid? version, ProcessSource source, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var from = source.Service ?? document;
            var model = source.ReadyMade is { } id
                ? ReadyMadeProcesses.Find(id)?.Stages.GetValueOrDefault(source.Stage)
                : await db.Processes.AsNoTracking().Where(process => process.DocumentKey == from && process.Stage == source.Stage).Select(process => process.Json).FirstOrDefaultAsync(cancellationToken) is { } json
                    ? ProcessJson.Read(json)
                    : null;
            if (model is null)
            {
                return ProcessOutcome.Of(ProcessStatus.NoSuchSource);
            }

            // What has changed since the stage before is of no use in another stage. The ids stay, so that the two can be compared.
            var copied = ReadyMadeProcesses.For(source.Stage == stage ? model : WithoutChanges(model), await SystemAsync(db, document, cancellationToken));
            return await KeepAsync(db, document, stage, version, copied, AuditTrail.ProcessCopied, user, cancellationToken);
        },
        cancellationToken);

    /// <summary>Removes a stage's model. Where citizens were to be shown it, they are shown none.</summary>
    public Task<ProcessOutcome> DeleteAsync(Guid document, ProcessStage stage, Guid version, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.Processes.FindAsync([document, stage], cancellationToken) is not { } stored)
            {
                return ProcessOutcome.Of(ProcessStatus.NotFound);
            }

            if (stored.Version != version)
            {
                return new ProcessOutcome(ProcessStatus.ChangedMeanwhile, [], stored.ChangedBy, stored.ChangedAt);
            }

            db.Processes.Remove(stored);
            if (await db.ServiceProcesses.FindAsync([document], cancellationToken) is { } said && said.ShowToCitizens == stage)
            {
                said.ShowToCitizens = null;
                said.Version = Guid.NewGuid();
            }

            await db.ContributeAsync(document, user, store.Now);
            db.Append(store.Now, AuditTrail.ProcessDeleted, user, document, detail: Detail(stage));
            return ProcessOutcome.Of(ProcessStatus.Success);
        },
        cancellationToken);

    /// <summary>Says how a service is done today, how it is to be done, and what citizens are shown.</summary>
    /// <param name="document">The service.</param>
    /// <param name="version">The version that was shown; null where nothing was said.</param>
    /// <param name="wanted">What is said.</param>
    /// <param name="user">Who says it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<ProcessOutcome> ChooseAsync(Guid document, Guid? version, ProcessChoices wanted, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var said = await db.ServiceProcesses.FindAsync([document], cancellationToken);
            if (said?.Version != version)
            {
                return said is null ? ProcessOutcome.Of(ProcessStatus.NotFound) : new ProcessOutcome(ProcessStatus.ChangedMeanwhile, [], said.ChangedBy, said.ChangedAt);
            }

            if (wanted.Shown is { } shown && !await db.Processes.AnyAsync(process => process.DocumentKey == document && process.Stage == shown, cancellationToken))
            {
                return ProcessOutcome.Of(ProcessStatus.NothingToShow);
            }

            if (wanted == new ProcessChoices(said?.StageToday, said?.StageTarget, said?.ShowToCitizens))
            {
                return ProcessOutcome.Of(ProcessStatus.Success);
            }

            if (said?.ShowToCitizens != wanted.Shown)
            {
                await db.ContributeAsync(document, user, store.Now);
            }

            said ??= db.ServiceProcesses.Add(new ServiceProcesses { DocumentKey = document, ChangedAt = store.Now, ChangedBy = user }).Entity;
            (said.StageToday, said.StageTarget, said.ShowToCitizens, said.ChangedAt, said.ChangedBy, said.Version) = (wanted.Today, wanted.Target, wanted.Shown, store.Now, user, Guid.NewGuid());
            db.Append(store.Now, AuditTrail.ProcessStagesChosen, user, document, detail: JsonSerializer.Serialize(new { Today = Name(wanted.Today), Target = Name(wanted.Target), Shown = Name(wanted.Shown) }));
            return ProcessOutcome.Of(ProcessStatus.Success);

            static string Name(ProcessStage? stage) => stage is { } one ? ProcessTexts.NameOf(one).Nb : "–";
        },
        cancellationToken);

    // The unit of work has the database to itself, so what is read here is what is there when it is saved.
    private async Task<ProcessOutcome> KeepAsync(
        HaldenDbContext db, Guid document, ProcessStage stage, Guid? version, ProcessModel model, string action, Guid user, CancellationToken cancellationToken)
    {
        var stored = await db.Processes.FindAsync([document, stage], cancellationToken);
        if (stored?.Version != version)
        {
            return stored is null ? ProcessOutcome.Of(ProcessStatus.NotFound) : new ProcessOutcome(ProcessStatus.ChangedMeanwhile, [], stored.ChangedBy, stored.ChangedAt);
        }

        var json = ProcessJson.Canonical(model);
        if (json == stored?.Json)
        {
            return ProcessOutcome.Of(ProcessStatus.Success);
        }

        if (stored is null)
        {
            db.Processes.Add(new StoredProcess { DocumentKey = document, Stage = stage, Json = json, ChangedAt = store.Now, ChangedBy = user });
        }
        else
        {
            (stored.Json, stored.ChangedAt, stored.ChangedBy, stored.Version) = (json, store.Now, user, Guid.NewGuid());
        }

        await db.ContributeAsync(document, user, store.Now);
        db.Append(store.Now, action, user, document, detail: Detail(stage));
        return ProcessOutcome.Of(ProcessStatus.Success);
    }

    private static async Task<string?> ApprovedAsync(HaldenDbContext db, Guid document, CancellationToken cancellationToken) =>
        await db.Packages.AsNoTracking().Where(package => package.DocumentKey == document && package.Decision == Decision.Approved)
            .OrderByDescending(package => package.DecidedAt).Select(package => package.Content).FirstOrDefaultAsync(cancellationToken) is { } content
            ? PackageContent.Parse(content).Parts.GetValueOrDefault(ProcessPart.PartName)
            : null;

    private static Task<string?> SystemAsync(HaldenDbContext db, Guid document, CancellationToken cancellationToken) =>
        db.Register.AsNoTracking().Where(entry => entry.DocumentKey == document && entry.RecipientKind == RecipientKind.LineOfBusinessSystem).Select(entry => entry.Recipient).FirstOrDefaultAsync(cancellationToken);

    private static ProcessModel WithoutChanges(ProcessModel model) => model with
    {
        Nodes = [.. model.Nodes.Select(node => node with { Change = null, Inner = node.Inner is { } inner ? WithoutChanges(inner) : null })],
    };

    private static string Detail(ProcessStage stage) => JsonSerializer.Serialize(new { Stage = ProcessTexts.NameOf(stage).Nb });
}
