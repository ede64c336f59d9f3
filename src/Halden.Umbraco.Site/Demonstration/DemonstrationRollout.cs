using Halden.Umbraco.Persistence;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Site.Demonstration;

/// <summary>An introduction half-way: what people have said of it. What the system knows by itself shows itself.</summary>
internal sealed class DemonstrationRollout(HaldenStore store, Rollouts rollouts, RecipientTest test)
{
    private static readonly string[] Informed = ["inform-affected"];
    private static readonly string[] Met = ["inform-affected", "owner-meeting"];
    private static readonly string[] Tailored = ["inform-affected", "owner-meeting", "tailored"];
    private static readonly string[] WithoutForm = ["form", "process-manual", "process-form", "process-integrated", "form-tested"];

    private static readonly IReadOnlyList<Introduced> Services =
    [
        new("Barnehageplass", 160, Tailored) { IsTested = true },
        new("Startlån", 150, Tailored),
        new("Bibliotek", 140, Tailored) { NotApplicable = WithoutForm },
        new("Helsestasjon", 140, Tailored) { NotApplicable = WithoutForm },
        new("Ledsagerbevis", 90, Tailored),
        new("SFO (Skolefritidsordning)", 80, Tailored),
        new("Hjemmehjelp (praktisk bistand)", 75, Met),
        new("Skjenkebevilling for enkeltanledning", 70, Tailored),
        new("Byggesak (søknad om byggetillatelse)", 60, Tailored),
        new("Musikk- og kulturskole", 55, Met),
        new("Parkeringstillatelse for forflytningshemmede", 50, Tailored),
        new("Trygghetsalarm", 40, Tailored),
        new("Leie av kommunale lokaler", 30, Informed),
        new("Kulturmidler til lag og foreninger", 25, Informed),
        new("Nabovarsel", 20, []),
        new("TT-kort (tilrettelagt transport)", 10, []),
        new("Eiendomsskatt", 14, []),
        new("Avlastning", 3, []),
        new("Gjeldsrådgivning", 0, []),
    ];

    private static readonly string[] WholeDone =
    [
        "anchor", "scope", "how-described", "how-modelled", "list", "inform-leaders", "inform-directors", "inform-unions", "requirements-forms", "requirements-descriptions", "requirements-technical", "prices", "catalogue",
    ];

    /// <summary>Writes it, unless some of it is there already.</summary>
    /// <param name="keys">Services by title.</param>
    /// <param name="editor">Who leads it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(IReadOnlyDictionary<string, Guid> keys, Guid editor, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(db => db.RolloutServices.AnyAsync(cancellationToken), cancellationToken))
        {
            return;
        }

        await rollouts.SavePlanAsync(null, new RolloutPlan([.. ReadyMadePlan.Plan.Tasks.Select(Dated)]), editor, cancellationToken);
        var caller = new RolloutCaller(editor, DemonstrationUsers.Editor.Email, IsEditor: true);
        foreach (var task in WholeDone)
        {
            await rollouts.MarkAsync(null, task, new RolloutSaying(null, RolloutMarking.Done, task == "scope" ? "Formannskapet ble orientert samme dag." : null, null, null), caller, cancellationToken);
        }

        foreach (var service in Services)
        {
            if (!keys.TryGetValue(service.Title, out var key))
            {
                continue;
            }

            await rollouts.AddAsync([key], store.Today.AddDays(-service.DaysAgo), editor, cancellationToken);
            foreach (var task in service.Done)
            {
                await rollouts.MarkAsync(key, task, new RolloutSaying(null, RolloutMarking.Done, null, null, null), caller, cancellationToken);
            }

            foreach (var task in service.NotApplicable)
            {
                await rollouts.MarkAsync(key, task, new RolloutSaying(null, RolloutMarking.NotApplicable, "Tjenesten har ikke noe skjema.", null, null), caller, cancellationToken);
            }

            if (service.IsTested)
            {
                await test.SendAsync(key, editor, cancellationToken);
            }
        }

        RolloutTask Dated(RolloutTask task) => task.Id switch
        {
            "inform-politicians" => task with { Due = store.Today.AddDays(14) },
            "contract" => task with { Due = store.Today.AddDays(-7) },
            "announce" => task with { Due = store.Today.AddDays(60) },
            "requirements-descriptions" => task with { UserKey = editor },
            _ => task,
        };
    }

    /// <summary>A service of the introduction.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="DaysAgo">When its work began.</param>
    /// <param name="Done">What somebody has ticked.</param>
    private sealed record Introduced(string Title, int DaysAgo, string[] Done)
    {
        public string[] NotApplicable { get; init; } = [];

        /// <summary>Whether its recipient has been sent a test.</summary>
        public bool IsTested { get; init; }
    }
}
