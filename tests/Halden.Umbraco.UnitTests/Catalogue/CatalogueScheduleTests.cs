using System.Reflection;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Sync;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class CatalogueScheduleTests
{
    // A Monday. Oslo is two hours ahead of UTC in June.
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset FirstNight = new(2026, 6, 2, 1, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task FetchesAtTheSetTimeOnTheClockInNorway()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });

        await night.Clock.MoveToAsync(FirstNight.AddMinutes(-1));
        Assert.Empty(night.Source.Asked);
        await night.PassAsync(FirstNight);

        Assert.Equal(["all"], night.Source.Asked);
        Assert.Single(night.Site.Documents.Services);
        Assert.Contains(night.Log.Lines, line => line.Contains("Completed", StringComparison.Ordinal) && line.Contains("1 opprettet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AsksForWhatIsNewUntilTheWeekIsOver()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });
        for (var day = 0; day < 7; day++)
        {
            await night.PassAsync(FirstNight.AddDays(day));
        }

        Assert.Equal(["all", "since 01.06", "since 02.06", "since 03.06", "since 04.06", "since 05.06", "all"], night.Source.Asked);
    }

    [Fact]
    public async Task AFailedRunDoesNotMoveTheMark()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });
        await night.PassAsync(FirstNight);
        night.Source.Fault = "Nede.";
        await night.PassAsync(FirstNight.AddDays(1));
        night.Source.Fault = null;
        await night.PassAsync(FirstNight.AddDays(2));

        Assert.Equal(["all", "since 01.06", "since 01.06"], night.Source.Asked);
        Assert.Contains(night.Log.Lines, line => line.Contains("Unreadable", StringComparison.Ordinal) && line.Contains("Nede.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatAPersonUploadsDoesNotMoveTheMark()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });
        await night.PassAsync(FirstNight);
        await using (var database = night.Site.Database())
        {
            database.ImportRuns.Add(new ImportRun
            {
                Source = "ntk",
                StartedAt = FirstNight.AddHours(8),
                FinishedAt = FirstNight.AddHours(8),
                SeenAt = FirstNight.AddHours(8),
                StartedBy = Guid.NewGuid(),
                Report = new ImportReport { Source = "ntk", Status = ImportStatus.Completed, Message = new Label(string.Empty, string.Empty, string.Empty), StartedAt = FirstNight, FinishedAt = FirstNight }.ToJson(),
            });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await night.PassAsync(FirstNight.AddDays(1));

        Assert.Equal("since 01.06", night.Source.Asked[^1]);
    }

    [Fact]
    public async Task WhatIsUnchangedIsNotTakenForWithdrawnAndWhatIsGoneIs()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });
        night.Source.Items = [NtkItem.Service(1, "Barnehage"), NtkItem.Service(1, "Barnehage", "NY"), NtkItem.Service(2, "Skole"), NtkItem.Service(3, "Helse")];
        await night.PassAsync(FirstNight);
        night.Source.Items = [NtkItem.Service(1, "Barnehageplass"), NtkItem.Service(1, "Barnehage", "NY")];
        night.Source.Present = [new("1", "nb-NO"), new("1", "nn-NO"), new("2", "nb-NO")];

        await night.PassAsync(FirstNight.AddDays(1));

        await using var database = night.Site.Database();
        var report = ImportReport.FromJson((await database.ImportRuns.OrderByDescending(run => run.StartedAt).FirstAsync(TestContext.Current.CancellationToken)).Report)!;
        Assert.Equal(
            [("1", ImportOutcome.Updated), ("3", ImportOutcome.Withdrawn)],
            report.Items.Select(row => (row.ServiceId!, row.Outcome)));
        Assert.Equal(1, report.Counts.Unchanged);
        Assert.Equal("Barnehageplass", night.Site.Value("1", "title"));
    }

    [Theory]
    [InlineData(ServerRole.Single, RuntimeLevel.Run, true)]
    [InlineData(ServerRole.SchedulingPublisher, RuntimeLevel.Run, true)]
    [InlineData(ServerRole.Subscriber, RuntimeLevel.Run, false)]
    [InlineData(ServerRole.Unknown, RuntimeLevel.Run, false)]
    [InlineData(ServerRole.Single, RuntimeLevel.Upgrade, false)]
    public async Task OnlyTheServerThatPublishesFetches(ServerRole role, RuntimeLevel level, bool fetches)
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" }, role, level);

        await night.PassAsync(FirstNight);

        Assert.Equal(fetches, night.Source.Asked.Count == 1);
    }

    [Fact]
    public async Task ARunThatThrowsDoesNotStopTheNext()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });
        night.Source.Throws = true;
        await night.PassAsync(FirstNight);
        night.Source.Throws = false;

        await night.PassAsync(FirstNight.AddDays(1));

        Assert.Equal(["all", "all"], night.Source.Asked);
        Assert.Contains(night.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WaitsUntilThePluginIsReady()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" }, isReady: false);
        Assert.False(night.Schedule.ExecuteTask!.IsCompleted);

        night.Readiness.SetReady();
        await night.PassAsync(FirstNight);

        Assert.Single(night.Source.Asked);
    }

    [Theory]
    [InlineData("hver natt", "ntk", "Europe/Oslo", "Cron")]
    [InlineData("61 3 * * *", "ntk", "Europe/Oslo", "Cron")]
    [InlineData("30 3 * * *", "ukjent", "Europe/Oslo", "en av ntk")]
    [InlineData("30 3 * * *", "ntk", "Europe/Halden", "TimeZone")]
    public async Task IsOffWhenItIsNotUnderstood(string cron, string source, string zone, string says)
    {
        await using var night = await Night.StartAsync(new() { Cron = cron, Source = source, TimeZone = zone });

        await night.Schedule.ExecuteTask!;

        Assert.False(night.Schedule.Check().IsReady);
        Assert.Contains(says, night.Schedule.Check().Advice.Nb, StringComparison.Ordinal);
        Assert.Contains(night.Log.Lines, line => line.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task IsOffWhenNothingIsSet()
    {
        await using var night = await Night.StartAsync(new());

        await night.Schedule.ExecuteTask!;

        Assert.True(night.Schedule.Check().IsReady);
        Assert.Empty(night.Log.Lines);
    }

    [Fact]
    public async Task TellsWhenItFetchesNext()
    {
        await using var night = await Night.StartAsync(new() { Cron = "30 3 * * *" });

        Assert.Contains("02.06.2026 kl. 03:30", night.Schedule.Check().Advice.Nb, StringComparison.Ordinal);
    }

    private sealed class Night : IAsyncDisposable
    {
        public required ImportSite Site { get; init; }

        public required CatalogueSchedule Schedule { get; init; }

        public required ManualClock Clock { get; init; }

        public required HaldenReadiness Readiness { get; init; }

        public required LogLines Log { get; init; }

        public required Source Source { get; init; }

        public static async Task<Night> StartAsync(CatalogueScheduleOptions options, ServerRole role = ServerRole.Single, RuntimeLevel level = RuntimeLevel.Run, bool isReady = true)
        {
            var site = await ImportSite.StartAsync();
            var clock = new ManualClock(Start);
            var readiness = new HaldenReadiness();
            if (isReady)
            {
                readiness.SetReady();
            }

            var state = DispatchProxy.Create<IRuntimeState, ImportSite.Answers>();
            ((ImportSite.Answers)(object)state).Call = (method, _) => method.Name == "get_Level" ? level : throw new NotSupportedException(method.Name);
            var log = new LogLines();
            var source = new Source();
            var schedule = new CatalogueSchedule(
                [source], site.Import, new CatalogueSchedulePass(new Databases(site), clock), readiness, state, new Role(role),
                Options.Create(options), clock, LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<CatalogueSchedule>());
            await schedule.StartAsync(TestContext.Current.CancellationToken);
            return new Night { Site = site, Schedule = schedule, Clock = clock, Readiness = readiness, Log = log, Source = source };
        }

        /// <summary>Lets the time come, and what it starts be done.</summary>
        public async Task PassAsync(DateTimeOffset due)
        {
            Site.Time.Now = due;
            await Clock.MoveToAsync(due);
            await Clock.MoveToAsync(due);
        }

        public async ValueTask DisposeAsync()
        {
            await Schedule.StopAsync(CancellationToken.None);
            Schedule.Dispose();
            await Site.DisposeAsync();
        }
    }

    private sealed class Source : IChangingCatalogueSource
    {
        public List<string> Asked { get; } = [];

        public NtkItem[] Items { get; set; } = [NtkItem.Service(1, "Barnehage")];

        public HashSet<DescriptionKey> Present { get; set; } = [new("1", "nb-NO")];

        public string? Fault { get; set; }

        public bool Throws { get; set; }

        public string Id => "ntk";

        public string Name => "ntk";

        public SourceCheck Check() => new(true, new Label(string.Empty, string.Empty, string.Empty));

        public async Task<CatalogueReading> ReadAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
        {
            Asked.Add("all");
            return Throws ? throw new InvalidOperationException("Broken.") : Fault is null ? await NtkItem.File(Items) : CatalogueReading.Failed(new Label(Fault, Fault, Fault));
        }

        public async Task<CatalogueChanges> ReadChangesAsync(DateTimeOffset since, CancellationToken cancellationToken)
        {
            Asked.Add($"since {since:dd.MM}");
            return Fault is null ? new CatalogueChanges(await NtkItem.File(Items), Present) : new CatalogueChanges(CatalogueReading.Failed(new Label(Fault, Fault, Fault)));
        }
    }

    private sealed class Role(ServerRole role) : IServerRoleAccessor
    {
        public ServerRole CurrentServerRole => role;
    }

    private sealed class Databases(ImportSite site) : IDbContextFactory<HaldenDbContext>
    {
        public HaldenDbContext CreateDbContext() => site.Database();
    }
}
