using Halden.Umbraco.Persistence;
using Halden.Umbraco.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>Our own database, in a real SQLite file or on <see cref="TestPostgreSql"/>, that is removed afterwards.</summary>
internal sealed class TemporaryDatabase : IDbContextFactory<HaldenDbContext>, IDisposable
{
    private readonly string _name = $"halden_{Guid.NewGuid():N}";
    private readonly string _path;
    private readonly Func<HaldenDbContext> _open;

    // Making the tables takes longer than most tests; they are the same for all.
    private static readonly Lazy<string> Empty = new(() =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"halden-empty-{Guid.NewGuid():N}.sqlite");
        using (var db = HaldenDatabase.Opener(DatabaseProvider.Sqlite, $"Data Source={path}")())
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
        _path = Path.Combine(Path.GetTempPath(), $"{_name}.sqlite");
        _open = Opener();
        if (TestPostgreSql.IsUsed)
        {
            TestPostgreSql.Create(_name, withTables: !isEmpty);
        }
        else if (!isEmpty)
        {
            File.Copy(Empty.Value, _path);
        }
    }

    public bool IsDown { get; set; }

    public HaldenDbContext CreateDbContext() => IsDown
        ? throw new InvalidOperationException("The database is down.")
        : _open();

    /// <summary>Makes contexts of it that log, or do something else besides.</summary>
    public Func<HaldenDbContext> Opener(ILoggerFactory? logging = null, Action<DbContextOptionsBuilder>? configure = null, bool isPooled = true)
    {
        var (provider, connection) = TestPostgreSql.IsUsed ? (DatabaseProvider.PostgreSql, TestPostgreSql.Connection(_name)) : (DatabaseProvider.Sqlite, $"Data Source={_path}");
        return HaldenDatabase.Opener(provider, isPooled ? connection : $"{connection};Pooling=False", logging, configure);
    }

    /// <summary>The database's files, its log among them. Skips the test on a database server.</summary>
    public IEnumerable<string> Files()
    {
        TestPostgreSql.SkipAsOfSqlite();
        return Directory.GetFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + "*");
    }

    public void Dispose()
    {
        if (TestPostgreSql.IsUsed)
        {
            TestPostgreSql.Drop(_name);
            return;
        }

        SqliteConnection.ClearAllPools();
        File.Delete(_path);
    }
}
