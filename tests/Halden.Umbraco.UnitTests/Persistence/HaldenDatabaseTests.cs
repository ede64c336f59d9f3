using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.UnitTests.Persistence;

public sealed class HaldenDatabaseTests
{
    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void SaysWhichSettingIsMissing(DatabaseProvider provider)
    {
        var database = new HaldenDatabase(
            Options.Create(new HaldenOptions { Database = new DatabaseOptions { Provider = provider } }), new HostingEnvironment(), NullLoggerFactory.Instance);

        var fault = Assert.Throws<OptionsValidationException>(database.CreateDbContext);

        Assert.Contains("Halden:Database:ConnectionString mangler", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AContextIsGivenOutAgainWithNothingOfWhatItWasUsedFor()
    {
        using var database = new TemporaryDatabase();
        HaldenDbContext used;
        await using (var db = used = database.CreateDbContext())
        {
            await db.BeginWritingAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            db.Departments.Add(new Department { Name = "Aldri lagret" });
            db.ChangeTracker.AutoDetectChangesEnabled = false;
        }

        await using (var again = database.CreateDbContext())
        {
            Assert.Same(used, again);
            Assert.Equal((System.Data.ConnectionState.Closed, 0, true), (again.Database.GetDbConnection().State, again.ChangeTracker.Entries().Count(), again.ChangeTracker.AutoDetectChangesEnabled));
            Assert.Null(again.Database.CurrentTransaction);

            // What was begun and not ended holds nobody up, and is not there.
            await using var transaction = await again.BeginWritingAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            Assert.False(await again.Departments.AnyAsync(TestContext.Current.CancellationToken));
            if (again.Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection sqlite)
            {
                Assert.Equal(30, sqlite.DefaultTimeout);
            }
        }
    }
}
