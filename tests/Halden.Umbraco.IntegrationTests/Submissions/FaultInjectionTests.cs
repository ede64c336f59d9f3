using System.Diagnostics;
using System.Globalization;
using System.Text;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>
/// Whatever goes wrong: what was acknowledged is delivered or visibly waiting, nothing is lost, and a receiver that honours the
/// key has nothing twice. What mail servers do is in <see cref="SubmissionDeliveryTests"/>.
/// </summary>
public sealed class FaultInjectionTests : IAsyncLifetime
{
    private const string System = "Fagsystem";
    private const string Folder = "Mappe";
    private const string DirectoryVariable = "HALDEN_OUTBOX_DIRECTORY";
    private const string AddressVariable = "HALDEN_OUTBOX_ADDRESS";
    private const string ServicesVariable = "HALDEN_OUTBOX_SERVICES";
    private const string Acknowledged = "acknowledged ";

    // CI kills more often; each takes about as long as a process needs to start.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("HALDEN_KILLS") ?? "6", CultureInfo.InvariantCulture);

    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;
    private LoopbackSystem? _system;

    private LoopbackSystem Receiver => _system ?? throw new InvalidOperationException("The system has not started.");

    private string Files => Path.Combine(_directory, "filer");

    private string Attachments => Path.Combine(_directory, "vedlegg");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Files);
        Directory.CreateDirectory(Attachments);
        _system = await LoopbackSystem.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        HaldenSite.Delete(_directory);
    }

    [Fact]
    public async Task AProcessThatIsKilledAnywhereLosesNothingThatWasAcknowledgedAndDeliversNothingTwice()
    {
        await using var parent = new OutboxProcess(_directory, Settings(Receiver.Address));
        var services = $"{await parent.ServiceAsync(System)} {await parent.ServiceAsync(Folder)}";
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var random = new Random(20261126);
        var behaviours = (Behaviour[])[Behaviour.Takes, Behaviour.TakesOnceThenConflict, Behaviour.TakesAndBreaks];
        var next = Start(services);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Starting takes longer than anything else: the next one does it meanwhile, and then waits to be told.
            using var child = next;
            next = kill < Kills - 1 ? Start(services) : null!;
            Receiver.Behaviour = behaviours[random.Next(behaviours.Length)];
            acknowledged.UnionWith(await RunAndKillAsync(child, Ahead(kill), random.Next(1, 12), TimeSpan.FromMicroseconds(random.Next(0, 15_000))));

            // As it stands then, before anybody has mended anything.
            var kept = (await parent.DeliveriesAsync()).Select(delivery => delivery.Submission!.Reference).ToHashSet();
            Assert.Empty(acknowledged.Except(kept));
        }

        Receiver.Behaviour = Behaviour.TakesOnceThenConflict;
        for (var turn = 0; turn < 20 && (await parent.DeliveriesAsync()).Exists(delivery => delivery.State == SubmissionDeliveryState.Waiting); turn++)
        {
            parent.Clock.By = Ahead(Kills + turn);
            await parent.Dispatch.TurnAsync(CancellationToken.None);
        }

        var deliveries = await parent.DeliveriesAsync();
        Assert.True(acknowledged.Count >= Kills);
        Assert.Empty(acknowledged.Except(deliveries.Select(delivery => delivery.Submission!.Reference)));
        Assert.All(deliveries, delivery => Assert.True(delivery.State is SubmissionDeliveryState.Accepted or SubmissionDeliveryState.Sent, delivery.Fault));

        // What lies in the folder of attachments is what rows have, and nothing else once its time is over.
        var rows = await parent.Store.ReadAsync(db => db.SubmissionAttachments.Select(file => file.Id).ToListAsync());
        parent.Clock.By += AttachmentContents.WritingTime;
        await parent.Dispatch.TurnAsync(CancellationToken.None);
        Assert.Equal(deliveries.Count, rows.Count);
        Assert.Equal(rows.Select(id => id.ToString("N")).Order(StringComparer.Ordinal), Directory.GetFiles(Attachments).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // Each system has exactly its own, each once: the folder holds one main file and one attachment of each.
        var posted = deliveries.Where(delivery => delivery.State == SubmissionDeliveryState.Accepted).Select(delivery => delivery.Id.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(posted, Receiver.Taken.Keys.Order(StringComparer.Ordinal));
        var filed = deliveries.Where(delivery => delivery.State == SubmissionDeliveryState.Sent).SelectMany(delivery => (string[])[$"{delivery.Id}.json", $"{delivery.Id}-1.txt"]).Order(StringComparer.Ordinal);
        Assert.Equal(filed, Directory.GetFiles(Files).Select(Path.GetFileName).Where(name => !name!.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        if (!TestPostgreSql.IsUsed)
        {
            Assert.Equal(0, await parent.Store.ReadAsync(db => db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM pragma_integrity_check WHERE integrity_check <> 'ok'").SingleAsync()));
        }
    }

    [Fact]
    public async Task TwoProcessesShareTheOutboxAndWhatOneWasKilledWithAnotherDelivers()
    {
        await using var parent = new OutboxProcess(_directory, Settings(Receiver.Address));
        var services = $"{await parent.ServiceAsync(System)} {await parent.ServiceAsync(Folder)}";
        Receiver.Behaviour = Behaviour.TakesOnceThenConflict;
        using var one = Start(services);
        using var other = Start(services);
        var killedSoon = RunAndKillAsync(one, TimeSpan.Zero, 20, TimeSpan.Zero);
        var killedLater = RunAndKillAsync(other, TimeSpan.Zero, 60, TimeSpan.Zero);
        HashSet<string> acknowledged = [.. await killedSoon, .. await killedLater];

        // Their leases have run out.
        parent.Clock.By = TimeSpan.FromMinutes(10);
        await parent.Dispatch.TurnAsync(CancellationToken.None);

        var deliveries = await parent.DeliveriesAsync();
        Assert.Empty(acknowledged.Except(deliveries.Select(delivery => delivery.Submission!.Reference)));
        Assert.All(deliveries, delivery => Assert.True(delivery.State is SubmissionDeliveryState.Accepted or SubmissionDeliveryState.Sent, delivery.Fault));

        // Nobody asked for what the other had; only what each had in hand when it was killed is asked again.
        var askedTwice = Receiver.Requests.GroupBy(request => request.Headers["Idempotency-Key"]).Count(same => same.Count() > 1);
        Assert.InRange(askedTwice, 0, 2);
    }

    /// <summary>The other process: receives and delivers until it is killed. Runs only when the test above asks for it.</summary>
    [Fact(Explicit = true)]
    public async Task ReceivesAndDeliversUntilKilled()
    {
        var directory = Environment.GetEnvironmentVariable(DirectoryVariable);
        Assert.SkipWhen(directory is null, "Started by AProcessThatIsKilledAnywhereLosesNothingThatWasAcknowledgedAndDeliversNothingTwice.");
        var services = Environment.GetEnvironmentVariable(ServicesVariable)!.Split(' ').Select(Guid.Parse).ToList();
        await using var process = new OutboxProcess(
            directory!, Settings(new Uri(Environment.GetEnvironmentVariable(AddressVariable)!), directory!), TimeSpan.FromTicks(long.Parse((await Console.In.ReadLineAsync())!, CultureInfo.InvariantCulture)));
        await using var output = Console.OpenStandardError();
        var delivering = Task.Run(async () =>
        {
            while (true)
            {
                await process.Dispatch.TurnAsync(CancellationToken.None);
                await Task.Delay(1);
            }
        });
        for (var number = 0; !delivering.IsFaulted; number++)
        {
            var outcome = await process.Intake.ReceiveAsync(ASubmission.To(services[number % services.Count]), CancellationToken.None);
            Assert.Equal(IntakeStatus.Received, outcome.Status);
            await output.WriteAsync(Encoding.UTF8.GetBytes($"{Acknowledged}{outcome.Reference}\n"), TestContext.Current.CancellationToken);
        }

        await delivering;
    }

    [Fact]
    public async Task ADatabaseThatIsLockedWhenTheAnswerIsToBeNotedLeavesItToBeAskedAgain()
    {
        TestPostgreSql.SkipAsOfSqlite();
        await using var process = new OutboxProcess(_directory, Settings(Receiver.Address), patience: TimeSpan.FromSeconds(1));
        var service = await process.ServiceAsync(System);
        await process.Intake.ReceiveAsync(ASubmission.To(service), CancellationToken.None);
        Receiver.Behaviour = Behaviour.TakesOnceThenConflict;
        SqliteConnection? other = null;
        Receiver.OnTaking = () => other ??= Lock();

        await process.Dispatch.TurnAsync(CancellationToken.None);
        Assert.Single(Receiver.Taken);
        await other!.DisposeAsync();
        var delivery = Assert.Single(await process.DeliveriesAsync());
        Assert.Equal((SubmissionDeliveryState.Waiting, 1), (delivery.State, delivery.Attempts));
        process.Clock.By = TimeSpan.FromMinutes(5);
        await process.Dispatch.TurnAsync(CancellationToken.None);

        Assert.Equal(SubmissionDeliveryState.Accepted, Assert.Single(await process.DeliveriesAsync()).State);
        Assert.Equal((2, 1), (Receiver.Requests.Count, Receiver.Taken.Count));

        SqliteConnection Lock()
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "Halden.sqlite.db")};Pooling=False");
            connection.Open();
            using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            return connection;
        }
    }

    [Fact]
    public async Task AClockThatWasFarAheadAndIsPutRightHoldsNothingBack()
    {
        await using var process = new OutboxProcess(_directory, Settings(Receiver.Address), ahead: TimeSpan.FromDays(30));
        var service = await process.ServiceAsync(System);
        Receiver.Behaviour = Behaviour.Hangs;
        await process.Intake.ReceiveAsync(ASubmission.To(service), CancellationToken.None);
        await process.Intake.ReceiveAsync(ASubmission.To(service), CancellationToken.None);
        await process.Dispatch.TurnAsync(CancellationToken.None);
        Assert.True(await process.Store.ReadAsync(async db => (await db.DeliveryRecipients.SingleAsync()).BrokenOffUntil) > DateTimeOffset.UtcNow.AddDays(29));

        // Died with the lease in its hand.
        await process.Store.WriteAsync(db =>
        {
            db.Leases.Add(new Persistence.Lease { Name = $"submissions:{DeliveryChannel.System}:{System.ToLowerInvariant()}", Holder = Guid.NewGuid(), Until = process.Store.Now.AddMinutes(3) });
            return Task.FromResult(true);
        });
        process.Clock.By = TimeSpan.Zero;
        Receiver.Behaviour = Behaviour.Takes;
        await process.Dispatch.TurnAsync(CancellationToken.None);

        Assert.All(await process.DeliveriesAsync(), delivery => Assert.Equal(SubmissionDeliveryState.Accepted, delivery.State));
        Assert.Equal(2, Receiver.Taken.Count);
    }

    [Fact]
    public async Task AClockThatJumpsDaysAheadGivesNothingUpThatWasHardlyTried()
    {
        await using var process = new OutboxProcess(_directory, Settings(Receiver.Address));
        var service = await process.ServiceAsync(System);
        Receiver.Behaviour = Behaviour.Breaks;
        await process.Intake.ReceiveAsync(ASubmission.To(service), CancellationToken.None);
        await process.Dispatch.TurnAsync(CancellationToken.None);
        process.Clock.By = TimeSpan.FromDays(400);
        await process.Dispatch.TurnAsync(CancellationToken.None);
        Assert.Equal((SubmissionDeliveryState.Waiting, 2), (await process.DeliveriesAsync()).Select(delivery => (delivery.State, delivery.Attempts)).Single());
        Receiver.Behaviour = Behaviour.Takes;
        process.Clock.By += TimeSpan.FromMinutes(5);
        await process.Dispatch.TurnAsync(CancellationToken.None);

        Assert.Single(Receiver.Taken);
    }

    [Fact]
    public async Task ASystemThatIsAwayForDaysIsGivenUpVisiblyAndHasEverythingOnceWhenAPersonTriesAgain()
    {
        await using var process = new OutboxProcess(_directory, Settings(Receiver.Address));
        var service = await process.ServiceAsync(System);
        for (var i = 0; i < 5; i++)
        {
            await process.Intake.ReceiveAsync(ASubmission.To(service), CancellationToken.None);
        }

        Receiver.Behaviour = Behaviour.TakesAndBreaks;
        for (var hours = 0.0; hours < 80; hours += 0.5)
        {
            process.Clock.By = TimeSpan.FromHours(hours);
            await process.Dispatch.TurnAsync(CancellationToken.None);
        }

        Assert.All(await process.DeliveriesAsync(), delivery => Assert.Equal(SubmissionDeliveryState.Dead, delivery.State));
        Assert.All(await process.DeliveriesAsync(), delivery => Assert.InRange(delivery.EndedAt!.Value - delivery.CreatedAt, TimeSpan.FromHours(71), TimeSpan.FromHours(80)));
        Receiver.Behaviour = Behaviour.TakesOnceThenConflict;
        Assert.Equal(5, await process.Outbox.RetryAsync(null, CancellationToken.None));
        await process.Dispatch.TurnAsync(CancellationToken.None);

        Assert.All(await process.DeliveriesAsync(), delivery => Assert.Equal(SubmissionDeliveryState.Accepted, delivery.State));
        Assert.Equal(5, Receiver.Taken.Count);
    }

    [Fact]
    public async Task WhatCannotBeReadWithTheKeysThatThereAreKeepsNothingElseFromTheSystem()
    {
        await using var process = new OutboxProcess(_directory, Settings(Receiver.Address));
        var service = await process.ServiceAsync(System);
        for (var i = 0; i < 5; i++)
        {
            await process.Intake.ReceiveAsync(ASubmission.To(service), CancellationToken.None);
        }

        await process.Store.WriteAsync(async db => await db.Submissions.OrderBy(one => one.Id).Take(4).ExecuteUpdateAsync(set => set.SetProperty(one => one.Payload, new byte[] { 1, 2, 3 })));
        await process.Dispatch.TurnAsync(CancellationToken.None);

        Assert.Single(Receiver.Taken);
        Assert.Equal(4, (await process.DeliveriesAsync()).Count(delivery => delivery.Fault == SubmissionTexts.Unreadable.Nb));
        Assert.Equal(0, await process.Store.ReadAsync(db => db.DeliveryRecipients.CountAsync()));
    }

    private static TimeSpan Ahead(int kill) => TimeSpan.FromMinutes(10 * kill);

    private Dictionary<string, string?> Settings(Uri address) => Settings(address, _directory);

    private static Dictionary<string, string?> Settings(Uri address, string directory) => new()
    {
        [$"{AttachmentOptions.Section}:Place"] = "Folder",
        [$"{AttachmentOptions.Section}:Directory"] = Path.Combine(directory, "vedlegg"),
        [$"{DeliverySystems.Section}:{System}:Plugin"] = "http",
        [$"{DeliverySystems.Section}:{System}:Url"] = address.ToString(),
        [$"{DeliverySystems.Section}:{System}:Secret"] = "en-hemmelighet-som-er-lang-nok-for-alle",
        [$"{DeliverySystems.Section}:{System}:Timeout"] = "00:00:02",
        [$"{DeliverySystems.Section}:{Folder}:Plugin"] = "files",
        [$"{DeliverySystems.Section}:{Folder}:Directory"] = Path.Combine(directory, "filer"),
    };

    private Process Start(string services) => Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, typeof(FaultInjectionTests).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : string.Empty)),
            ["-method", $"{typeof(FaultInjectionTests).FullName}.{nameof(ReceivesAndDeliversUntilKilled)}", "-explicit", "only", "-noLogo"])
    {
        RedirectStandardInput = true,
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        Environment =
            {
                [DirectoryVariable] = _directory,
                [AddressVariable] = Receiver.Address.ToString(),
                [ServicesVariable] = services,
            },
    })!;

    private static async Task<List<string>> RunAndKillAsync(Process child, TimeSpan ahead, int after, TimeSpan andThen)
    {
        await child.StandardInput.WriteLineAsync(ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        await child.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var log = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var references = new List<string>();
        while (await child.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Acknowledged, StringComparison.Ordinal))
            {
                references.Add(line[Acknowledged.Length..]);
            }

            if (references.Count == after && !child.HasExited)
            {
                // Somewhere in the middle of the next submission, and of whatever is being delivered.
                var clock = Stopwatch.StartNew();
                while (clock.Elapsed < andThen)
                {
                    Thread.SpinWait(20);
                }

                child.Kill();
            }
        }

        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(references.Count >= after, await log);
        return references;
    }
}
