using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.Persistence;

public sealed class MigrationsTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=127.0.0.1")]
    [InlineData(DatabaseProvider.SqlServer, "Server=127.0.0.1")]
    public void EveryDatabaseHasMigrationsForAllThatIsInTheModel(DatabaseProvider provider, string connection)
    {
        using var db = HaldenDatabase.Opener(provider, connection)();

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
