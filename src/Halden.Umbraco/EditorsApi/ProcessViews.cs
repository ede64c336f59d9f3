using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Drawing;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Process models as the editors' API shows them.</summary>
internal sealed class ProcessViews(ProcessModels models, ServiceDrafts drafts, RegisterTable register, ServiceViews people)
{
    /// <summary>The services that have anything of processes, by name.</summary>
    public async Task<IReadOnlyList<ProcessesInShort>> AllAsync(string language, CancellationToken cancellationToken)
    {
        var all = await models.AllAsync(cancellationToken);
        return
        [
            .. (await register.ReadAsync(language, cancellationToken)).Rows.Where(row => all.ContainsKey(row.Key)).Select(row => new ProcessesInShort(
                row.Key,
                row.Title,
                row.Department?.Name,
                CamelCase(row.ProcessStatus.ToString()),
                [.. all[row.Key].Stages.Select(ProcessPart.NameOf)],
                NameOf(row.StageToday),
                NameOf(row.StageTarget),
                NameOf(all[row.Key].Service?.ShowToCitizens))),
        ];
    }

    /// <summary>A stage to be read; null where there is nothing to read.</summary>
    /// <param name="key">The service.</param>
    /// <param name="asked">The stage; null for today's, or where that is not drawn, the first that is.</param>
    /// <param name="package">Hash of the package that it was approved in, or <see cref="ProcessModels.Draft"/>; null for what was approved last, or where nothing was, the draft.</param>
    /// <param name="language">Culture of the words.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ProcessToRead?> ReadAsync(Guid key, ProcessStage? asked, string? package, string language, CancellationToken cancellationToken)
    {
        var processes = await models.OfAsync(key, cancellationToken);
        var approved = await models.VersionsAsync(key, cancellationToken);
        var draft = new ProcessVersion(ProcessModels.Draft, default, null, new PackagedProcesses(ModelsOf(processes), processes.Service?.ShowToCitizens));
        ProcessStage[] stages = [.. Enum.GetValues<ProcessStage>().Where(one => draft.Processes.Stages.ContainsKey(one) || approved.Take(1).Any(version => version.Processes.Stages.ContainsKey(one)))];
        var today = processes.Service?.StageToday;
        if ((asked ?? (today is { } now && stages.Contains(now) ? now : stages.Select(one => (ProcessStage?)one).FirstOrDefault())) is not { } stage)
        {
            return null;
        }

        // Whichever package of a run is asked for, it is the same to read: so an address that was given to others leads there for ever.
        var runs = RunsOf(stage, [draft, .. approved]);
        var versions = runs.ConvertAll(Newest);
        var run = package is null ? runs.Find(same => Newest(same) != draft) ?? runs.FirstOrDefault() : runs.Find(same => same.Exists(version => version.Hash == package));
        if (run is null)
        {
            return null;
        }

        var shown = Newest(run);
        var model = shown.Processes.Stages[stage];
        var title = TitleOf(key);
        var views = new List<ProcessVersionView>();
        foreach (var version in versions)
        {
            var isDraft = version == draft;
            var state = isDraft ? (versions.Count > 1 ? "changed" : "draft") : version == approved[0] ? "approved" : "earlier";
            views.Add(new ProcessVersionView(
                version.Hash,
                state,
                isDraft ? processes[stage]!.ChangedAt : version.ApprovedAt,
                await people.NameOfAsync(isDraft ? processes[stage]!.ChangedBy : version.ApprovedBy, language)));
        }

        return new ProcessToRead(
            key,
            title,
            ProcessPart.NameOf(stage),
            ProcessTexts.NameOf(stage).In(language),
            NameOf(today),
            NameOf(processes.Service?.StageTarget),
            NameOf(shown.Processes.Shown),
            [.. stages.Select(one => new StageName(ProcessPart.NameOf(one), ProcessTexts.NameOf(one).In(language)))],
            shown.Hash,
            views,
            Drawing(model, ProcessTexts.TitleOf(title, stage).In(language), language),
            Previous(shown.Processes, stage, language));
    }

    /// <summary>The processes of a service.</summary>
    public async Task<ProcessesView> OfAsync(Guid key, string language, CancellationToken cancellationToken)
    {
        var processes = await models.OfAsync(key, cancellationToken);
        var stages = new List<StageView>();
        foreach (var stage in Enum.GetValues<ProcessStage>())
        {
            stages.Add(await StageAsync(processes, stage, language));
        }

        return new ProcessesView(
            key,
            drafts.Find(key)?.Title ?? string.Empty,
            processes.Service?.Version,
            NameOf(processes.Service?.StageToday),
            NameOf(processes.Service?.StageTarget),
            NameOf(processes.Service?.ShowToCitizens),
            processes.System,
            stages,
            [.. ProcessPart.Tasks(ModelsOf(processes), processes.Service?.StageToday, processes.System).Select(task => new TaskView(task.Text.In(language), task.Blocks, task.Culture, task.Field))]);
    }

    /// <summary>One stage of a service, drawn or not.</summary>
    public async Task<StageView> StageAsync(Guid key, ProcessStage stage, string language, CancellationToken cancellationToken) =>
        await StageAsync(await models.OfAsync(key, cancellationToken), stage, language);

    /// <summary>The drawing of a model in SVG and in words, and what is wrong with it.</summary>
    public static DrawingView Drawing(ProcessModel model, string title, string language)
    {
        var reading = ProcessReading.Of(model);
        return new DrawingView(
            ProcessSvg.Write(model, title, language), StepsOf(reading.Steps, language), [.. ProcessChecks.Of(model).Select(finding => FindingOf(finding, language))], ProcessDrawing.Of(model).IsMoreThanAPage);
    }

    /// <summary>What differs between two models.</summary>
    public static DifferencesView Differences(ProcessModel before, ProcessModel after, string language)
    {
        var differences = ProcessDifferences.Between(before, after);
        return new DifferencesView(
            [
                .. differences.Changes.Select(change => new DifferenceView(
                    CamelCase(change.Kind.ToString()), (change.After ?? change.Before)!.Id, CamelCase(change.NodeKind.ToString()), change.Name, change.BeforeRole, change.AfterRole, change.Within, In(change.Details, language))),
            ],
            [.. differences.Roles.Select(role => new RoleDifferenceView(role.Role, role.IsNew, role.IsGone, role.MinutesBefore, role.MinutesAfter, In(role.Changes, language)))]);
    }

    /// <summary>The processes of the package submitted last: each stage drawn, and what differs from what is public.</summary>
    public async Task<IReadOnlyList<PackagedStageView>> PackageAsync(Guid key, string language, CancellationToken cancellationToken)
    {
        var (submitted, shown) = await models.PackageAsync(key, cancellationToken);
        var title = drafts.Find(key)?.Title ?? string.Empty;
        return
        [
            .. submitted.Stages.Select(stage => new PackagedStageView(
                ProcessPart.NameOf(stage.Key),
                ProcessTexts.NameOf(stage.Key).In(language),
                submitted.Shown == stage.Key,
                Drawing(stage.Value, ProcessTexts.TitleOf(title, stage.Key).In(language), language),
                shown.Stages.TryGetValue(stage.Key, out var before) ? Differences(before, stage.Value, language) : null,
                Previous(submitted, stage.Key, language))),
        ];
    }

    /// <summary>The processes of a package of some time, drawn; none where they are no processes any more.</summary>
    public static IReadOnlyList<PastStageView> Past(PastPackage package, string title, string language)
    {
        try
        {
            var processes = ProcessPart.Read(package.Parts.GetValueOrDefault(ProcessPart.PartName));
            return
            [
                .. processes.Stages.Select(stage => new PastStageView(
                    ProcessPart.NameOf(stage.Key), ProcessTexts.NameOf(stage.Key).In(language), processes.Shown == stage.Key, Drawing(stage.Value, ProcessTexts.TitleOf(title, stage.Key).In(language), language))),
            ];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Somebody has written something else there. That the package is not intact is told of it as a whole.
            return [];
        }
    }

    /// <summary>The service's title; empty for none.</summary>
    public string TitleOf(Guid key) => drafts.Find(key)?.Title ?? string.Empty;

    /// <summary>Findings in a language.</summary>
    public static ProcessFindingView FindingOf(ProcessFinding finding, string language) => new(finding.Kind == ProcessFindingKind.Error, finding.At, finding.Code, finding.Text.In(language));

    private async Task<StageView> StageAsync(ProcessesOfService processes, ProcessStage stage, string language)
    {
        var stored = processes[stage];
        var approved = processes.Approved.Stages.TryGetValue(stage, out var model) ? ProcessJson.Canonical(model) : null;
        return new StageView(
            ProcessPart.NameOf(stage),
            ProcessTexts.NameOf(stage).In(language),
            stored is null ? (approved is null ? "none" : "removed") : stored.Json == approved ? "approved" : approved is null ? "draft" : "changed",
            stored?.Version,
            stored?.ChangedAt,
            await people.NameOfAsync(stored?.ChangedBy, language),
            stored is null ? null : JsonNode.Parse(stored.Json),
            stored is null ? [] : [.. ProcessChecks.Of(ProcessJson.Read(stored.Json)).Select(finding => FindingOf(finding, language))]);
    }

    private static PreviousStageView? Previous(PackagedProcesses processes, ProcessStage stage, string language) =>
        processes.Stages.Keys.Where(other => other < stage).Order().Select(other => (ProcessStage?)other).LastOrDefault() is { } previous
            ? new PreviousStageView(ProcessPart.NameOf(previous), ProcessTexts.NameOf(previous).In(language), Differences(processes.Stages[previous], processes.Stages[stage], language))
            : null;

    // The versions of a stage, newest first, those after one another that are the same together.
    private static List<List<ProcessVersion>> RunsOf(ProcessStage stage, IEnumerable<ProcessVersion> all)
    {
        var runs = new List<List<ProcessVersion>>();
        string? newer = null;
        foreach (var version in all.Where(version => version.Processes.Stages.ContainsKey(stage)))
        {
            var json = ProcessJson.Canonical(version.Processes.Stages[stage]);
            if (json != newer)
            {
                runs.Add([]);
            }

            runs[^1].Add(version);
            newer = json;
        }

        return runs;
    }

    // A draft that is as it was approved is no draft.
    private static ProcessVersion Newest(List<ProcessVersion> same) => same.Find(version => version.Hash != ProcessModels.Draft) ?? same[0];

    private static Dictionary<ProcessStage, ProcessModel> ModelsOf(ProcessesOfService processes) => processes.Stages.ToDictionary(one => one.Stage, one => ProcessJson.Read(one.Json));

    private static IReadOnlyList<StepView> StepsOf(IEnumerable<ProcessReading.Step> steps, string language) =>
    [
        .. steps.Select(step => new StepView(
            step.Id,
            step.Number,
            CamelCase(step.Kind.ToString()),
            step.Name,
            step.Who,
            [.. step.Facts.Select(fact => new FactView(fact.Name.In(language), fact.Value.In(language)))],
            [.. step.Ways.Where(way => !way.IsNext).Select(way => way.Text.In(language))],
            step.Links,
            StepsOf(step.Inner, language))),
    ];

    private static IReadOnlyList<string> In(IEnumerable<Label> labels, string language) => [.. labels.Select(label => label.In(language))];

    private static string? NameOf(ProcessStage? stage) => stage is { } one ? ProcessPart.NameOf(one) : null;

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A service that has processes. Department: its name; State: of the processes together, as in the register; Stages: those that are drawn.</summary>
internal sealed record ProcessesInShort(Guid Key, string Title, string? Department, string State, IReadOnlyList<string> Stages, string? Today, string? Target, string? Shown);

/// <summary>A stage to be read. Stages: those that can be; Package: the version that is shown.</summary>
internal sealed record ProcessToRead(
    Guid Key,
    string Title,
    string Stage,
    string Label,
    string? Today,
    string? Target,
    string? Shown,
    IReadOnlyList<StageName> Stages,
    string Package,
    IReadOnlyList<ProcessVersionView> Versions,
    DrawingView Drawing,
    PreviousStageView? SincePrevious);

/// <summary>A stage and what it is called.</summary>
internal sealed record StageName(string Stage, string Label);

/// <summary>A version of a stage. Package: the hash, or draft; State: draft (never approved), changed (since it was approved), approved or earlier; At, By: who approved it and when, or changed the draft.</summary>
internal sealed record ProcessVersionView(string Package, string State, DateTimeOffset At, string? By);

/// <summary>The processes of a service.</summary>
internal sealed record ProcessesView(
    Guid Key, string Title, Guid? Version, string? Today, string? Target, string? Shown, string? System, IReadOnlyList<StageView> Stages, IReadOnlyList<TaskView> Tasks);

/// <summary>One stage. State: none, draft (never approved), changed (since it was approved), approved, or removed (since it was approved).</summary>
internal sealed record StageView(
    string Stage, string Label, string State, Guid? Version, DateTimeOffset? ChangedAt, string? ChangedBy, JsonNode? Model, IReadOnlyList<ProcessFindingView> Findings);

/// <summary>A finding; At is the id of a lane, node or flow, null for the whole.</summary>
internal sealed record ProcessFindingView(bool IsError, string? At, string Code, string Text);

/// <summary>A drawing and its text alternative.</summary>
internal sealed record DrawingView(string Svg, IReadOnlyList<StepView> Steps, IReadOnlyList<ProcessFindingView> Findings, bool IsMoreThanAPage);

/// <summary>A step in words; Ways are sentences, where it does not only go on to the next.</summary>
internal sealed record StepView(
    string Id,
    string Number,
    string Kind,
    string Name,
    string? Who,
    IReadOnlyList<FactView> Facts,
    IReadOnlyList<string> Ways,
    IReadOnlyList<ProcessLink> Links,
    IReadOnlyList<StepView> Inner);

/// <summary>Something known of a step.</summary>
internal sealed record FactView(string Name, string Value);

/// <summary>What differs between two models, and for whom.</summary>
internal sealed record DifferencesView(IReadOnlyList<DifferenceView> Changes, IReadOnlyList<RoleDifferenceView> Roles);

/// <summary>One difference. Kind: removed, added, moved or changed.</summary>
internal sealed record DifferenceView(
    string Kind, string Id, string NodeKind, string Name, string? BeforeRole, string? AfterRole, string? Within, IReadOnlyList<string> Details);

/// <summary>What changes for one role.</summary>
internal sealed record RoleDifferenceView(string Role, bool IsNew, bool IsGone, int? MinutesBefore, int? MinutesAfter, IReadOnlyList<string> Changes);

/// <summary>A stage of a package, for who is to approve it.</summary>
internal sealed record PackagedStageView(string Stage, string Label, bool IsShown, DrawingView Drawing, DifferencesView? SincePublic, PreviousStageView? SincePrevious);

/// <summary>A stage as it was submitted at some time.</summary>
internal sealed record PastStageView(string Stage, string Label, bool IsShown, DrawingView Drawing);

/// <summary>What differs from the stage before.</summary>
internal sealed record PreviousStageView(string Stage, string Label, DifferencesView Differences);
