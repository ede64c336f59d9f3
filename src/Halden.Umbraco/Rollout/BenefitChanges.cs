using System.Globalization;
using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>The one way to say what a service's volume and costs are, and what an hour costs.</summary>
internal sealed class BenefitChanges(HaldenStore store, ServiceDrafts drafts)
{
    /// <summary>The most cases per year.</summary>
    public const int MostCases = 10_000_000;

    /// <summary>The most kroner.</summary>
    public const int MostKroner = 1_000_000_000;

    /// <summary>The most kroner per hour.</summary>
    public const int MostHourly = 10_000;

    private static readonly Label NotAVolume = new(
        "Skriv et helt tall fra 0 til 10 000 000.", "Skriv eit heilt tal frå 0 til 10 000 000.", "Write a whole number from 0 to 10,000,000.");

    private static readonly Label NotKroner = new(
        "Skriv hele kroner, fra 0 til 1 000 000 000.", "Skriv heile kroner, frå 0 til 1 000 000 000.", "Write whole kroner, from 0 to 1,000,000,000.");

    private static readonly Label NotHourly = new("Skriv hele kroner, fra 1 til 10 000.", "Skriv heile kroner, frå 1 til 10 000.", "Write whole kroner, from 1 to 10,000.");

    /// <summary>Says what a service's volume and costs are.</summary>
    /// <param name="document">The service.</param>
    /// <param name="version">As it was read; null where nothing was said.</param>
    /// <param name="volume">Cases per year.</param>
    /// <param name="oneOffCost">In kroner.</param>
    /// <param name="yearlyCost">In kroner.</param>
    /// <param name="user">Who says it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<RegisterOutcome> SaveAsync(Guid document, Guid? version, int? volume, int? oneOffCost, int? yearlyCost, Guid user, CancellationToken cancellationToken)
    {
        if (drafts.Find(document) is null)
        {
            return Task.FromResult(RegisterOutcome.Of(RegisterStatus.NotFound));
        }

        var faults = new Dictionary<string, Label>();
        Check("volume", volume, MostCases, NotAVolume);
        Check("oneOffCost", oneOffCost, MostKroner, NotKroner);
        Check("yearlyCost", yearlyCost, MostKroner, NotKroner);
        return faults.Count > 0 ? Task.FromResult(new RegisterOutcome(RegisterStatus.Invalid, default, faults)) : store.WriteAsync(
            async db =>
            {
                var said = await db.Benefits.FindAsync([document], cancellationToken);
                if (said?.Version != version)
                {
                    return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile);
                }

                if ((said?.Volume, said?.OneOffCost, said?.YearlyCost) != (volume, oneOffCost, yearlyCost))
                {
                    said ??= db.Benefits.Add(new ServiceBenefit { DocumentKey = document, ChangedAt = store.Now, ChangedBy = user }).Entity;
                    (said.Volume, said.OneOffCost, said.YearlyCost) = (volume, oneOffCost, yearlyCost);
                    (said.ChangedAt, said.ChangedBy, said.Version) = (store.Now, user, Guid.NewGuid());
                    db.Append(store.Now, AuditTrail.BenefitChanged, user, document);
                }

                return RegisterOutcome.Of(RegisterStatus.Success, document);
            },
            cancellationToken);

        void Check(string field, int? value, int most, Label fault)
        {
            if (value < 0 || value > most)
            {
                faults[field] = fault;
            }
        }
    }

    /// <summary>Says what an hour of work costs.</summary>
    /// <param name="version">As it was read; null where the default was used.</param>
    /// <param name="hourlyCost">Whole kroner.</param>
    /// <param name="user">Who says it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<RegisterOutcome> AssumeAsync(Guid? version, int? hourlyCost, Guid user, CancellationToken cancellationToken) =>
        hourlyCost is not (> 0 and <= MostHourly and var cost) ? Task.FromResult(RegisterOutcome.Fault("hourlyCost", NotHourly)) : store.WriteAsync(
            async db =>
            {
                var known = await db.BenefitAssumptions.FindAsync([1], cancellationToken);
                if (known?.Version != version)
                {
                    return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile);
                }

                var before = known?.HourlyCost ?? BenefitAssumptions.DefaultHourlyCost;
                if (known is null)
                {
                    db.BenefitAssumptions.Add(new BenefitAssumptions { HourlyCost = cost, ChangedAt = store.Now, ChangedBy = user });
                }
                else
                {
                    (known.HourlyCost, known.ChangedAt, known.ChangedBy, known.Version) = (cost, store.Now, user, Guid.NewGuid());
                }

                db.Append(store.Now, AuditTrail.BenefitAssumed, user, detail: JsonSerializer.Serialize(new { Before = Kroner(before), After = Kroner(cost) }));
                return RegisterOutcome.Of(RegisterStatus.Success);
            },
            cancellationToken);

    private static string Kroner(int amount) => string.Create(CultureInfo.InvariantCulture, $"{amount} kr/t");
}
