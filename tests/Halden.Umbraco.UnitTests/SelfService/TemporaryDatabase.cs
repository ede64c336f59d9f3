using Halden.Umbraco.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>Our own database in a real SQLite file that is removed afterwards.</summary>
internal sealed class TemporaryDatabase : IDbContextFactory<HaldenDbContext>, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"halden-{Guid.NewGuid():N}.sqlite");

    public TemporaryDatabase()
    {
        using var db = CreateDbContext();
        db.Database.EnsureCreated();
    }

    public bool IsDown { get; set; }

    public HaldenDbContext CreateDbContext() => IsDown
        ? throw new InvalidOperationException("The database is down.")
        : new(new DbContextOptionsBuilder<HaldenDbContext>().UseSqlite($"Data Source={_path}").Options);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_path);
    }
}
