using Halden.Umbraco.Processes;

namespace Halden.Umbraco.Rollout;

/// <summary>The municipality's minutes per case at a stage.</summary>
/// <param name="Minutes">Sum over the steps that have minutes; null where none has.</param>
/// <param name="Unsaid">How many steps have none: the sum is too small by theirs.</param>
internal sealed record StageMinutes(int? Minutes, int Unsaid)
{
    /// <summary>Whether every step says its minutes.</summary>
    public bool IsComplete => Minutes is not null && Unsaid == 0;
}

/// <summary>What a stage saves against the manual one. Negative where it takes more work.</summary>
/// <param name="Stage">With an electronic form, or integrated.</param>
/// <param name="MinutesPerCase">Minutes saved per case.</param>
/// <param name="HoursPerYear">Hours saved per year, to a tenth; null where the volume is not known.</param>
/// <param name="KronerPerYear">Whole kroner saved per year; null where the volume is not known.</param>
/// <param name="IsComplete">Whether every step of both stages says its minutes.</param>
internal sealed record StageGain(ProcessStage Stage, int MinutesPerCase, decimal? HoursPerYear, decimal? KronerPerYear, bool IsComplete);

/// <summary>What a service gains by becoming electronic.</summary>
/// <param name="Stages">What each stage saves, of those that are drawn with minutes, as the manual one must be.</param>
/// <param name="Counted">The stage that the service is to come to, or the furthest that is known where that is not said: the one in totals.</param>
/// <param name="NetPerYear">Kroner saved less the yearly cost; null where the saving is not known.</param>
/// <param name="PaybackMonths">Whole months until the one-off cost is earned; null where it never is, or is not said.</param>
internal sealed record ServiceGain(IReadOnlyList<StageGain> Stages, StageGain? Counted, decimal? NetPerYear, int? PaybackMonths);

/// <summary>Reckons what is gained, in minutes, hours and whole kroner. Decimals all the way; nothing is rounded before the end.</summary>
internal static class BenefitCalculation
{
    private const int MinutesInHour = 60;
    private const int MonthsInYear = 12;

    // Longer than that, nobody plans.
    private const int MostMonths = 100 * MonthsInYear;

    /// <summary>The gain of one service.</summary>
    /// <param name="minutes">Of the stages that are drawn.</param>
    /// <param name="target">The stage that it is to come to; null for not said.</param>
    /// <param name="volume">Cases per year.</param>
    /// <param name="oneOffCost">In kroner.</param>
    /// <param name="yearlyCost">In kroner.</param>
    /// <param name="hourlyCost">Kroner per hour.</param>
    public static ServiceGain Of(IReadOnlyDictionary<ProcessStage, StageMinutes> minutes, ProcessStage? target, int? volume, int? oneOffCost, int? yearlyCost, int hourlyCost)
    {
        var manual = minutes.GetValueOrDefault(ProcessStage.Manual);
        List<StageGain> stages = [];
        foreach (var stage in (ProcessStage[])[ProcessStage.ElectronicForm, ProcessStage.Integrated])
        {
            if (manual?.Minutes is { } before && minutes.GetValueOrDefault(stage) is { Minutes: { } after } there)
            {
                decimal? saved = volume is { } cases ? (decimal)cases * (before - after) : null;
                stages.Add(new StageGain(
                    stage,
                    before - after,
                    saved is { } all ? Rounded(all / MinutesInHour, 1) : null,
                    saved is { } of ? Rounded(of * hourlyCost / MinutesInHour, 0) : null,
                    manual.IsComplete && there.IsComplete));
            }
        }

        var counted = target is ProcessStage.ElectronicForm or ProcessStage.Integrated ? stages.FirstOrDefault(gain => gain.Stage == target) : target is null ? stages.LastOrDefault() : null;
        var net = counted?.KronerPerYear - (yearlyCost ?? 0);
        return new ServiceGain(stages, counted, net, Payback(oneOffCost, net));
    }

    /// <summary>Whole months, begun ones too, until a cost is earned; null where it is not said, or would take a hundred years.</summary>
    public static int? Payback(decimal? cost, decimal? netPerYear) =>
        cost is not { } spent || netPerYear is not > 0 || decimal.Ceiling(spent * MonthsInYear / netPerYear.Value) is not (<= MostMonths and var months) ? null : (int)months;

    private static decimal Rounded(decimal value, int places) => decimal.Round(value, places, MidpointRounding.AwayFromZero);
}
