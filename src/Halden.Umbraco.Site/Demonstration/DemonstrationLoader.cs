using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Site.Demonstration;

/// <summary>
/// Loads the demonstration once, through the same services as people use: the sample catalogue comes in, services get
/// someone responsible, some are approved and public, some wait, one is sent back.
/// </summary>
internal sealed class DemonstrationLoader(
    HaldenReadiness readiness,
    IKeyValueService keyValues,
    IUserService users,
    IUserGroupService groups,
    IServiceProvider services,
    ILogger<DemonstrationLoader> logger) : DetachedService
{
    private const string DoneKey = "Halden.Umbraco+Demonstration";

    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the demonstration is there.</summary>
    public Task Loaded => _loaded.Task;

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        using var origin = AuditOrigin.Enter(new AuditOrigin(AuditChannel.Setup));
        try
        {
            await readiness.WaitAsync(stoppingToken);
            if (keyValues.GetValue(DoneKey) is null)
            {
                await LoadAsync(stoppingToken);
                keyValues.SetValue(DoneKey, "1");
            }

            _loaded.SetResult();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _loaded.SetCanceled(stoppingToken);
        }
        catch (Exception fault)
        {
            // The site is of use without it; the next start goes on where this one stopped.
            logger.LogError(fault, "The demonstration could not be loaded");
            _loaded.SetException(fault as DemonstrationException ?? new DemonstrationException(fault.Message));
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var keys = new Dictionary<DemonstrationUser, Guid>();
        foreach (var user in DemonstrationUsers.All)
        {
            keys[user] = await DemonstrationUsers.EnsureAsync(user, users, groups);
        }

        var departments = await DepartmentsAsync(keys, cancellationToken);
        var editor = keys[DemonstrationUsers.Editor];
        await ImportAsync(editor, cancellationToken);

        var views = services.GetRequiredService<ServiceViews>();
        var idle = (await views.ListAsync(cancellationToken)).Where(service => service.State == "draft").ToDictionary(service => service.Title);
        foreach (var plan in DemonstrationPlan.All)
        {
            if (idle.TryGetValue(plan.Title, out var service))
            {
                await CarryOutAsync(plan, service.Key, departments[plan.Department], editor, keys, cancellationToken);
            }
        }

        var shown = DemonstrationPlan.All.Where(plan => plan.Step == DemonstrationStep.Approved && idle.ContainsKey(plan.Title));
        await DemonstrationFigures.WriteAsync(
            services.GetRequiredService<HaldenStore>(), [.. shown.Select(plan => (idle[plan.Title].Key, plan.Form is not null))], cancellationToken);
        await ActivatorUtilities.CreateInstance<DemonstrationRollout>(services).WriteAsync(
            (await views.ListAsync(cancellationToken)).GroupBy(service => service.Title).ToDictionary(same => same.Key, same => same.First().Key), editor, cancellationToken);
        await DemonstrationInformation.WriteAsync(services, idle.ToDictionary(service => service.Key, service => service.Value.Key), departments, editor, cancellationToken);
        await MessagesAsync(idle.GetValueOrDefault("Barnehageplass")?.Key, editor, cancellationToken);
        await services.GetRequiredService<UseCounting>().RankAsync(cancellationToken);
    }

    private async Task<Dictionary<string, Guid>> DepartmentsAsync(Dictionary<DemonstrationUser, Guid> keys, CancellationToken cancellationToken)
    {
        var register = services.GetRequiredService<ServiceRegister>();
        var known = (await register.DepartmentsAsync(cancellationToken)).ToDictionary(row => row.Department.Name, row => row.Department.Key);
        foreach (var director in DemonstrationUsers.Directors.Where(director => !known.ContainsKey(director.Department!)))
        {
            var outcome = await register.SaveDepartmentAsync(null, new DepartmentChange(director.Department, keys[director], ReviewMonths: 12), keys[DemonstrationUsers.Administrator], cancellationToken);
            known[director.Department!] = outcome.Key;
        }

        return known;
    }

    private async Task ImportAsync(Guid editor, CancellationToken cancellationToken)
    {
        await using var sample = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json"));
        var read = await CatalogueFile.ReadAsync(sample, sample.Name, cancellationToken);
        using var reading = read.Reading;
        var report = await services.GetRequiredService<CatalogueImport>().RunAsync(
            reading, new ImportOptions(read.Source, editor, Origin: Path.GetFileName(sample.Name)), null, cancellationToken);
        if (report.Status != ImportStatus.Completed)
        {
            throw new DemonstrationException(report.Message.Nb);
        }
    }

    private async Task CarryOutAsync(
        DemonstrationPlan plan, Guid service, Guid department, Guid editor, Dictionary<DemonstrationUser, Guid> keys, CancellationToken cancellationToken)
    {
        var register = services.GetRequiredService<ServiceRegister>();
        var approvals = services.GetRequiredService<Approvals>();
        var views = services.GetRequiredService<ServiceViews>();
        var reader = users.GetByEmail(DemonstrationUsers.Editor.Email)!;

        var before = (await views.FindAsync(service, reader, Cultures.Bokmal, cancellationToken))!;
        await register.SaveResponsibilityAsync(
            service,
            new Responsibility(before.Register.Version, department, plan.Owner, plan.OwnerEmail, plan.RecipientKind, plan.Recipient, FormId: FormOf(plan)),
            editor,
            cancellationToken);
        await DrawAsync(plan, service, editor, cancellationToken);
        if (plan.Step == DemonstrationStep.Assigned)
        {
            return;
        }

        await approvals.SubmitAsync(service, editor, cancellationToken);
        var director = keys[DemonstrationUsers.Directors.Single(user => user.Department == plan.Department)];
        var submitted = (await views.FindAsync(service, reader, Cultures.Bokmal, cancellationToken))!;
        var outcome = plan.Step switch
        {
            DemonstrationStep.Approved => await approvals.ApproveAsync(service, director, submitted.Approval.Hash, cancellationToken),
            DemonstrationStep.Rejected => await approvals.RejectAsync(service, director, submitted.Approval.Hash, "Prisene er fra i fjor. Rett dem, og send inn på nytt.", cancellationToken),
            _ => ApprovalStatus.Success,
        };
        if (outcome.Status != ApprovalStatus.Success)
        {
            throw new DemonstrationException($"«{plan.Title}» ble ikke ført videre: {outcome.Status} {string.Join(' ', outcome.Messages.Select(message => message.Nb))}");
        }
    }

    // What is there already, from a start that stopped half-way, is left as it is.
    private async Task DrawAsync(DemonstrationPlan plan, Guid service, Guid editor, CancellationToken cancellationToken)
    {
        var models = services.GetRequiredService<ProcessModels>();
        var known = await models.OfAsync(service, cancellationToken);
        var stages = plan.Process is null ? [] : ReadyMadeProcesses.Find(plan.Process)!.Stages.Keys;
        foreach (var stage in stages.Where(stage => known[stage] is null))
        {
            await models.CopyAsync(service, stage, null, new ProcessSource(null, plan.Process, stage), editor, cancellationToken);
        }

        if (plan.Today is not null && known.Service is null)
        {
            await models.ChooseAsync(service, null, new ProcessChoices(plan.Today, plan.Target, plan.Process is null ? null : plan.Today), editor, cancellationToken);
        }
    }

    // Nothing where they are there already, from a start that stopped half-way.
    private async Task MessagesAsync(Guid? service, Guid editor, CancellationToken cancellationToken)
    {
        var messages = services.GetRequiredService<ServiceMessages>();
        if (service is null || (await messages.ListAsync(cancellationToken)).Count > 0)
        {
            return;
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await messages.PutUpAsync(
            null,
            new MessageChange(
                "info",
                "Servicetorget er stengt på fredag på grunn av kurs. Digitale skjemaer virker som vanlig.",
                "Servicetorget er stengt på fredag på grunn av kurs. Digitale skjema verkar som vanleg.",
                "The service desk is closed on Friday for training. Online forms work as usual.",
                null,
                now.AddDays(14)),
            editor,
            cancellationToken);
        await messages.PutUpAsync(
            service,
            new MessageChange("warning", "Vi har mange søknader nå, og det kan ta opptil seks uker før du får svar.", null, "We have many applications at present, and it may take up to six weeks before you hear from us.", null, now.AddDays(21)),
            editor,
            cancellationToken);
    }

    private static Guid? FormOf(DemonstrationPlan plan) => plan.Form is null ? null : FormLibrary.Find(plan.Form)!.Id;
}
