using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class ImportJobsTests
{
    private static readonly Guid Kari = global::Umbraco.Cms.Core.Constants.Security.SuperUserKey;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoesOnByItselfAndKeepsItsReport()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);

        var start = await jobs.StartAsync("ntk.json", false, Kari, File(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole")), Token);
        await jobs.Ended.WaitAsync(Token);

        Assert.Equal(("ntk.json", false, Kari, site.Time.Now), (start.Job!.Origin, start.Job.DryRun, start.Job.StartedBy, start.Job.StartedAt));
        var job = jobs.Latest!;
        Assert.Equal((start.Job.Id, ImportPhase.Finished, new ImportProgress(2, 2, "Skole")), (job.Id, job.Phase, job.Progress!));
        Assert.Equal((ImportStatus.Completed, "ntk.json", "ntk", new ImportCounts { Created = 2 }), (job.Report!.Status, job.Report.Origin, job.Report.Source, job.Report.Counts));
        Assert.NotNull(job.Report.RunId);
    }

    [Fact]
    public async Task ATrialIsOneTooAndSavesNothing()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);

        await jobs.StartAsync("ntk.json", true, Kari, File(NtkItem.Service(1, "Barnehage")), Token);
        await jobs.Ended.WaitAsync(Token);

        Assert.Equal((true, new ImportCounts { Created = 1 }), (jobs.Latest!.Report!.DryRun, jobs.Latest.Report.Counts));
        Assert.Empty(site.Documents.Services);
    }

    [Fact]
    public async Task TellsHowFarTheReadingIs()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        var (told, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());

        await jobs.StartAsync("felles", false, Kari, async (progress, _) =>
        {
            progress.Report(new ReadingProgress(40, 0.25));
            told.SetResult();
            await goOn.Task;
            return new CatalogueFileReading("ntk", await NtkItem.File(NtkItem.Service(1, "Barnehage")));
        }, Token);
        await told.Task.WaitAsync(Token);

        Assert.Equal((ImportPhase.Reading, new ReadingProgress(40, 0.25)), (jobs.Latest!.Phase, jobs.Latest.Read));
        goOn.SetResult();
        await jobs.Ended.WaitAsync(Token);
    }

    [Fact]
    public async Task RefusesASecondAndSaysWhoStartedTheFirst()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        var goOn = new TaskCompletionSource();
        await jobs.StartAsync("ntk.json", false, Kari, async (_, _) =>
        {
            await goOn.Task;
            return new CatalogueFileReading("ntk", await NtkItem.File(NtkItem.Service(1, "Barnehage")));
        }, Token);

        var second = await jobs.StartAsync("felles", false, Guid.NewGuid(), (_, _) => throw new InvalidOperationException("It must not be read."), Token);

        Assert.Equal(new ImportStart(null, new ImportUnderway("ntk.json", site.Time.Now, Kari)), second);
        goOn.SetResult();
        await jobs.Ended.WaitAsync(Token);
        Assert.Null(await jobs.UnderwayAsync(Token));
    }

    [Fact]
    public async Task RefusesToStartWhileTheScheduleOrAnotherProcessImports()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        using var elsewhere = site.NewImport();
        using var jobsElsewhere = new ImportJobs(elsewhere, site.Time, NullLogger<ImportJobs>.Instance);
        List<Task<ImportStart>> refused = [];
        using var reading = await NtkItem.File(NtkItem.Service(1, "Barnehage"));

        await site.Import.RunAsync(reading, new ImportOptions("ntk"), new Told(_ => refused.AddRange([jobs.StartAsync("a", false, Kari, File(), Token), jobsElsewhere.StartAsync("b", false, Kari, File(), Token)])), Token);

        Assert.All(await Task.WhenAll(refused), start => Assert.Equal(new ImportUnderway("ntk", site.Time.Now, null), start.Other));
    }

    [Fact]
    public async Task CalledOffWhileReadingItHasChangedNothing()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        var reading = new TaskCompletionSource();
        var start = await jobs.StartAsync("felles", false, Kari, async (_, token) =>
        {
            reading.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("It was called off.");
        }, Token);
        await reading.Task.WaitAsync(Token);

        Assert.False(jobs.Cancel(Guid.NewGuid()));
        Assert.True(jobs.Cancel(start.Job!.Id));
        Assert.True(jobs.Latest!.IsCancelling || jobs.Latest.Phase == ImportPhase.Finished);
        await jobs.Ended.WaitAsync(Token);

        Assert.Equal((ImportPhase.Finished, ImportStatus.Cancelled), (jobs.Latest.Phase, jobs.Latest.Report!.Status));
        Assert.Contains("Ingenting er endret", jobs.Latest.Report.Message.Nb, StringComparison.Ordinal);
        Assert.True(jobs.Cancel(start.Job.Id));
    }

    [Fact]
    public async Task CalledOffWhileImportingItStopsBetweenTwoServices()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);

        // The second service is being saved when somebody calls it off: it is saved whole, and the third is not begun.
        site.Documents.Against = document =>
        {
            if (document.GetCultureName("nb-NO") == "Skole")
            {
                jobs.Cancel(jobs.Latest!.Id);
            }

            return null;
        };
        await jobs.StartAsync("ntk.json", false, Kari, File(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole"), NtkItem.Service(3, "SFO")), Token);
        await jobs.Ended.WaitAsync(Token);

        Assert.Equal((ImportStatus.Cancelled, new ImportCounts { Created = 2 }), (jobs.Latest!.Report!.Status, jobs.Latest.Report.Counts));
        Assert.Equal(2, site.Documents.Services.Count());
        site.Documents.Against = _ => null;
        Assert.Equal(new ImportCounts { Created = 1, Unchanged = 2 }, (await site.RunAsync(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole"), NtkItem.Service(3, "SFO"))).Counts);
    }

    [Fact]
    public async Task EndsWithTheSite()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        await jobs.StartAsync("felles", false, Kari, async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("It was stopped.");
        }, Token);

        await jobs.StopAsync(Token);

        Assert.Equal(ImportStatus.Cancelled, jobs.Latest!.Report!.Status);
    }

    [Fact]
    public async Task AFaultOfOursIsSaidAndDoesNotStandInTheWay()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        await jobs.StartAsync("felles", false, Kari, (_, _) => throw new InvalidOperationException("Broken."), Token);
        await jobs.Ended.WaitAsync(Token);
        Assert.Equal(ImportStatus.Failed, jobs.Latest!.Report!.Status);

        await jobs.StartAsync("ntk.json", false, Kari, File(NtkItem.Service(1, "Barnehage")), Token);
        await jobs.Ended.WaitAsync(Token);

        Assert.Equal(ImportStatus.Completed, jobs.Latest.Report!.Status);
    }

    [Fact]
    public async Task AFileThatCannotBeReadIsSaid()
    {
        await using var site = await ImportSite.StartAsync();
        using var jobs = Jobs(site);
        var fault = new Label("Filen er tom.", "Fila er tom.", "The file is empty.");

        await jobs.StartAsync("tom.json", false, Kari, (_, _) => Task.FromResult(new CatalogueFileReading("ntk", CatalogueReading.Failed(fault))), Token);
        await jobs.Ended.WaitAsync(Token);

        Assert.Equal((ImportStatus.Unreadable, fault), (jobs.Latest!.Report!.Status, jobs.Latest.Report.Message));
    }

    private static ImportJobs Jobs(ImportSite site) => new(site.Import, site.Time, NullLogger<ImportJobs>.Instance);

    private static Func<IProgress<ReadingProgress>, CancellationToken, Task<CatalogueFileReading>> File(params NtkItem[] items) =>
        async (_, _) => new CatalogueFileReading("ntk", await NtkItem.File(items));

    private sealed class Told(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
