using System.Collections.Concurrent;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Rollout;

/// <summary>What the benefit needs to know of a process model.</summary>
/// <param name="Minutes">The municipality's minutes per case.</param>
/// <param name="Roles">The names of its roles, without the one that applies.</param>
internal sealed record ModelSummary(StageMinutes Minutes, IReadOnlyList<string> Roles)
{
    /// <summary>
    /// Reads it from a model. Where a process has several roles, the one it starts with is the applicant's: those minutes are the citizen's own, and no
    /// cost of the municipality.
    /// </summary>
    public static ModelSummary Of(ProcessModel model)
    {
        var applicant = model.Lanes.Count > 1 ? model.Nodes.FirstOrDefault(node => node.Kind == ProcessNodeKind.Start)?.Lane : null;
        var (sum, unsaid) = ((int?)null, 0);
        foreach (var step in model.Nodes.Where(node => node.Kind == ProcessNodeKind.Step && (applicant is null || node.Lane != applicant)))
        {
            // A step's own minutes are those of all that is within it.
            IReadOnlyList<int?> parts = step.Minutes is null && step.Inner is { } inner
                ? [.. inner.Nodes.Where(node => node.Kind == ProcessNodeKind.Step).Select(node => node.Minutes)]
                : [step.Minutes];
            unsaid += parts.Count(part => part is null);
            sum = parts.Aggregate(sum, (all, part) => part is null ? all : (all ?? 0) + part);
        }

        return new ModelSummary(new StageMinutes(sum, unsaid), [.. model.Lanes.Where(lane => lane.Id != applicant).Select(lane => lane.Name.Trim()).Where(name => name.Length > 0).Distinct()]);
    }
}

/// <summary>
/// The summaries of all models. A model is read once for each of its versions, and kept in mind: the version says what is in it, so that what one
/// node of a site remembers is never wrong because of what another did.
/// </summary>
internal sealed class BenefitMinutes(HaldenStore store)
{
    // SQLite takes a bounded number of values in one question.
    private const int KeysInOneQuestion = 500;

    private readonly ConcurrentDictionary<(Guid Document, ProcessStage Stage), (Guid Version, ModelSummary Summary)> _known = [];

    /// <summary>Every service's drawn stages, in two questions to the database however many there are.</summary>
    public Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<ProcessStage, ModelSummary>>> ReadAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyDictionary<Guid, IReadOnlyDictionary<ProcessStage, ModelSummary>>>(
            async db =>
            {
                var models = await db.Processes.AsNoTracking().Select(process => new { process.DocumentKey, process.Stage, process.Version }).ToListAsync(cancellationToken);
                foreach (var gone in _known.Keys.Except(models.Select(model => (model.DocumentKey, model.Stage))))
                {
                    _known.TryRemove(gone, out _);
                }

                var stale = models.Where(model => !_known.TryGetValue((model.DocumentKey, model.Stage), out var known) || known.Version != model.Version)
                    .Select(model => model.DocumentKey).Distinct().ToList();
                if (stale.Count > 0)
                {
                    var read = db.Processes.AsNoTracking();
                    var asked = stale.Count > KeysInOneQuestion ? read : read.Where(process => stale.Contains(process.DocumentKey));
                    await foreach (var process in asked.AsAsyncEnumerable().WithCancellation(cancellationToken))
                    {
                        _known[(process.DocumentKey, process.Stage)] = (process.Version, ModelSummary.Of(ProcessJson.Read(process.Json)));
                    }
                }

                return models.GroupBy(model => model.DocumentKey).ToDictionary(
                    service => service.Key,
                    service => (IReadOnlyDictionary<ProcessStage, ModelSummary>)service.Where(model => _known.ContainsKey((model.DocumentKey, model.Stage)))
                        .ToDictionary(model => model.Stage, model => _known[(model.DocumentKey, model.Stage)].Summary));
            },
            cancellationToken);
}
