using System.Diagnostics;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Benchmarks.Submissions;

/// <summary>
/// How many submissions a second are received, each on the disk before it is answered, beside how often SQLite alone commits
/// as many bytes on the same disk, by one who writes after another.
/// </summary>
internal static class IntakeRate
{
    private const int Submissions = 1000;
    private const int Together = 16;

    /// <summary><c>submissions</c>.</summary>
    public static async Task<int> RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("halden-benchmark-");
        try
        {
            await using var services = Services(directory.FullName);
            await using (var db = await services.GetRequiredService<IDbContextFactory<HaldenDbContext>>().CreateDbContextAsync())
            {
                await db.Database.MigrateAsync();
            }

            var intake = services.GetRequiredService<SubmissionIntake>();
            await OneAfterAnotherAsync(intake, 100);
            await TellAsync("one after another", () => OneAfterAnotherAsync(intake, Submissions));
            await TellAsync($"{Together} at a time", () => Parallel.ForAsync(0, Submissions, new ParallelOptions { MaxDegreeOfParallelism = Together }, async (_, _) => await ReceiveAsync(intake)));
            var size = await SizeAsync(services);
            await TellAsync($"SQLite alone, {size} bytes", () => CommitAsync(Path.Combine(directory.FullName, "alone.db"), size));
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(string directory)
    {
        var open = HaldenDatabase.Opener(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "Halden.sqlite.db"), ForeignKeys = true }.ToString());
        return new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton<IDbContextFactory<HaldenDbContext>>(new Contexts(open))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<HaldenStore>()
            .AddSingleton(new SubmissionCipher(SubmissionKeys.Open(Path.Combine(directory, "keys"))))
            .AddOptions<SubmissionsOptions>().Services
            .AddSingleton<SubmissionIntake>()
            .BuildServiceProvider();
    }

    private static async Task OneAfterAnotherAsync(SubmissionIntake intake, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await ReceiveAsync(intake);
        }
    }

    private static async Task ReceiveAsync(SubmissionIntake intake)
    {
        var form = FormLibrary.Find("skadedyr")!;
        var answers = form.Fields.Where(field => field.Alias.Length > 0).ToDictionary(field => field.Alias, IReadOnlyList<string> (_) => ["Rotter ved søppelkassene bak skolen."]);
        var outcome = await intake.ReceiveAsync(
            new NewSubmission(Guid.NewGuid(), Guid.NewGuid(), form, Cultures.Bokmal, answers, [], "ola@example.no"), CancellationToken.None);
        if (outcome.Status != IntakeStatus.Received)
        {
            throw new InvalidOperationException($"It was not received: {outcome.Status}.");
        }
    }

    private static async Task TellAsync(string what, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        Console.WriteLine($"  {what,-32} {Submissions / clock.Elapsed.TotalSeconds,6:F0} a second");
    }

    private static async Task<int> SizeAsync(ServiceProvider services) => await services.GetRequiredService<HaldenStore>().ReadAsync(async db => (await db.Submissions.FirstAsync()).Payload.Length);

    // As the intake writes: a log that is on the disk before the commit returns.
    private static async Task CommitAsync(string path, int size)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; CREATE TABLE row (id BLOB PRIMARY KEY, content BLOB)");
        for (var i = 0; i < Submissions; i++)
        {
            Execute("BEGIN IMMEDIATE");
            await using (var insert = connection.CreateCommand())
            {
                insert.CommandText = "INSERT INTO row VALUES ($id, $content)";
                insert.Parameters.AddWithValue("$id", Guid.NewGuid().ToByteArray());
                insert.Parameters.AddWithValue("$content", new byte[size]);
                insert.ExecuteNonQuery();
            }

            Execute("COMMIT");
        }

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private sealed class Contexts(Func<HaldenDbContext> open) : IDbContextFactory<HaldenDbContext>
    {
        public HaldenDbContext CreateDbContext() => open();
    }
}
