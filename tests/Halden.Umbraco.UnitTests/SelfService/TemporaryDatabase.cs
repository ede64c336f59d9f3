using Halden.Umbraco.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>Our own database in a real SQLite file that is removed afterwards.</summary>
internal sealed class TemporaryDatabase : IDbContextFactory<HaldenDbContext>, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"halden-{Guid.NewGuid():N}.sqlite");

    /// <param name="isEmpty">Without tables, for whoever migrates it.</param>
    public TemporaryDatabase(bool isEmpty = false)
    {
        if (!isEmpty)
        {
            using var db = CreateDbContext();
            db.Database.EnsureCreated();
        }
    }

    public bool IsDown { get; set; }

    public HaldenDbContext CreateDbContext() => IsDown
        ? throw new InvalidOperationException("The database is down.")
        : new(new DbContextOptionsBuilder<HaldenDbContext>().UseSqlite($"Data Source={_path}").Options);

    /// <summary>The database's files, its log among them.</summary>
    public IEnumerable<string> Files() => Directory.GetFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + "*");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_path);
    }
}
