using Halden.Umbraco.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>Our own database in a real SQLite file that is removed afterwards.</summary>
internal sealed class TemporaryDatabase : IDbContextFactory<HaldenDbContext>, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"halden-{Guid.NewGuid():N}.sqlite");

    // Making the tables takes longer than most tests; they are the same for all.
    private static readonly Lazy<string> Empty = new(() =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"halden-empty-{Guid.NewGuid():N}.sqlite");
        using (var db = Open(path))
        {
            db.Database.EnsureCreated();
        }

        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        return path;
    });

    /// <param name="isEmpty">Without tables, for whoever migrates it.</param>
    public TemporaryDatabase(bool isEmpty = false)
    {
        if (!isEmpty)
        {
            File.Copy(Empty.Value, _path);
        }
    }

    public bool IsDown { get; set; }

    public HaldenDbContext CreateDbContext() => IsDown
        ? throw new InvalidOperationException("The database is down.")
        : Open(_path);

    /// <summary>The database's files, its log among them.</summary>
    public IEnumerable<string> Files() => Directory.GetFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + "*");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_path);
    }

    private static HaldenDbContext Open(string path) => new(new DbContextOptionsBuilder<HaldenDbContext>().UseSqlite($"Data Source={path}").Options);
}
