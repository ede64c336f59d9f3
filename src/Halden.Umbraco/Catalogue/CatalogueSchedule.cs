using Cronos;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// Imports from a source at set times, as drafts like any other import. In a load-balanced site only the server that
/// publishes on schedule does it. A time that passed while the site was down is not made up for; the next one takes all.
/// </summary>
internal sealed class CatalogueSchedule(
    IEnumerable<ICatalogueSource> sources,
    CatalogueImport import,
    CatalogueSchedulePass pass,
    HaldenReadiness readiness,
    IRuntimeState runtimeState,
    IServerRoleAccessor serverRole,
    IOptions<CatalogueScheduleOptions> options,
    TimeProvider clock,
    ILogger<CatalogueSchedule> logger) : DetachedService
{
    // Timers do not go further than some weeks, and a computer that slept has lost count.
    private static readonly TimeSpan LongestNap = TimeSpan.FromHours(1);

    /// <summary>Whether the schedule is off or understood (ready), or not understood and so off; and what to do.</summary>
    public SourceCheck Check()
    {
        var (plan, fault) = Read();
        return fault is not null ? new SourceCheck(false, fault)
            : plan is null ? new SourceCheck(true, new(
                $"Katalogen hentes bare når noen ber om det. Sett {CatalogueScheduleOptions.Section}:Cron for å hente til faste tider.",
                $"Katalogen blir berre henta når nokon ber om det. Set {CatalogueScheduleOptions.Section}:Cron for å hente til faste tider.",
                $"The catalogue is only fetched when somebody asks for it. Set {CatalogueScheduleOptions.Section}:Cron to fetch at set times."))
            : plan.Source.Check() is { IsReady: false } source ? new SourceCheck(false, new Label(
                $"Kilden {plan.Source.Id} skal hentes til faste tider, men er ikke satt opp.",
                $"Kjelda {plan.Source.Id} skal hentast til faste tider, men er ikkje sett opp.",
                $"The source {plan.Source.Id} is to be fetched at set times, but is not set up.").Then(source.Advice))
            : new SourceCheck(true, plan.Next(clock.GetUtcNow()) is { } next && TimeZoneInfo.ConvertTime(next, plan.Zone) is var due
                ? new(
                    $"Kilden {plan.Source.Id} hentes neste gang {due:dd.MM.yyyy 'kl.' HH:mm}.",
                    $"Kjelda {plan.Source.Id} blir henta neste gong {due:dd.MM.yyyy 'kl.' HH:mm}.",
                    $"The source {plan.Source.Id} is fetched next on {due:dd.MM.yyyy 'at' HH:mm}.")
                : new(
                    $"Kilden {plan.Source.Id} har en tidsplan som aldri inntreffer.",
                    $"Kjelda {plan.Source.Id} har ein tidsplan som aldri inntreffer.",
                    $"The source {plan.Source.Id} has a schedule that never occurs."));
    }

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        var (plan, fault) = Read();
        if (fault is not null)
        {
            logger.LogError("The catalogue is not fetched by itself: {Fault}", fault.Nb);
        }

        if (plan is null)
        {
            return;
        }

        await readiness.WaitAsync(stoppingToken);
        while (plan.Next(clock.GetUtcNow()) is { } due)
        {
            for (var left = due - clock.GetUtcNow(); left > TimeSpan.Zero; left = due - clock.GetUtcNow())
            {
                await Task.Delay(left < LongestNap ? left : LongestNap, clock, stoppingToken);
            }

            try
            {
                await RunAsync(plan, stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(broken, "The scheduled import from {Source} failed; it is tried again at the next time.", plan.Source.Id);
            }
        }
    }

    private async Task RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        if (runtimeState.Level != RuntimeLevel.Run || serverRole.CurrentServerRole is not (ServerRole.Single or ServerRole.SchedulingPublisher))
        {
            logger.LogDebug("The scheduled import is left to another server ({Role}, {Level}).", serverRole.CurrentServerRole, runtimeState.Level);
            return;
        }

        using var reading = await pass.ReadAsync(plan.Source, plan.Zone, cancellationToken);
        var report = await import.RunAsync(reading, new ImportOptions(plan.Source.Name, Origin: plan.Source.Id), null, cancellationToken);
        var level = report.Status == ImportStatus.Completed && report.Counts.Refused == 0 ? LogLevel.Information : LogLevel.Warning;
        logger.Log(level, "The scheduled import from {Source} ended as {Status}: {Message}", plan.Source.Id, report.Status, report.Message.Nb);
    }

    private (Plan? Plan, Label? Fault) Read()
    {
        var schedule = options.Value;
        if (string.IsNullOrWhiteSpace(schedule.Cron))
        {
            return default;
        }

        if (!CronExpression.TryParse(schedule.Cron.Trim(), out var cron))
        {
            return (null, new(
                $"«{schedule.Cron}» er ikke en gyldig tidsplan. Rett {CatalogueScheduleOptions.Section}:Cron til et cron-uttrykk med fem felt, for eksempel «30 3 * * *» for klokken 03.30 hver natt.",
                $"«{schedule.Cron}» er ikkje ein gyldig tidsplan. Rett {CatalogueScheduleOptions.Section}:Cron til eit cron-uttrykk med fem felt, til dømes «30 3 * * *» for klokka 03.30 kvar natt.",
                $"«{schedule.Cron}» is not a valid schedule. Correct {CatalogueScheduleOptions.Section}:Cron to a cron expression of five fields, for instance «30 3 * * *» for half past three every night."));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone))
        {
            return (null, new(
                $"Tidssonen «{schedule.TimeZone}» er ukjent. Rett {CatalogueScheduleOptions.Section}:TimeZone, for eksempel til Europe/Oslo.",
                $"Tidssona «{schedule.TimeZone}» er ukjend. Rett {CatalogueScheduleOptions.Section}:TimeZone, til dømes til Europe/Oslo.",
                $"The time zone «{schedule.TimeZone}» is unknown. Correct {CatalogueScheduleOptions.Section}:TimeZone, for instance to Europe/Oslo."));
        }

        var known = sources.ToList();
        return known.Find(source => source.Id == schedule.Source) is { } chosen
            ? (new Plan(chosen, cron, zone), null)
            : (null, new(
                $"Det finnes ingen kilde «{schedule.Source}». Rett {CatalogueScheduleOptions.Section}:Source til en av {string.Join(", ", known.Select(source => source.Id))}.",
                $"Det finst inga kjelde «{schedule.Source}». Rett {CatalogueScheduleOptions.Section}:Source til ei av {string.Join(", ", known.Select(source => source.Id))}.",
                $"There is no source «{schedule.Source}». Correct {CatalogueScheduleOptions.Section}:Source to one of {string.Join(", ", known.Select(source => source.Id))}."));
    }

    /// <summary>What is fetched, and when.</summary>
    private sealed record Plan(ICatalogueSource Source, CronExpression Cron, TimeZoneInfo Zone)
    {
        public DateTimeOffset? Next(DateTimeOffset after) => Cron.GetNextOccurrence(after, Zone);
    }
}
