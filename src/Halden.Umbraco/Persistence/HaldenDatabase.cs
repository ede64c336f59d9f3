using Halden.Umbraco.Hosting;
using Halden.Umbraco.SelfService;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Persistence;

/// <summary>Our database as it is configured.</summary>
internal sealed class HaldenDatabase : IDbContextFactory<HaldenDbContext>
{
    private readonly Lazy<Func<HaldenDbContext>> _open;

    /// <exception cref="OptionsValidationException">On first use, where the settings do not lead to a database.</exception>
    public HaldenDatabase(IOptions<HaldenOptions> settings, IHostEnvironment host, ILoggerFactory logging) => _open = new(() =>
    {
        var (provider, connection) = (settings.Value.Database.Provider, settings.Value.Database.ConnectionString);
        if (provider == DatabaseProvider.Sqlite)
        {
            var directory = settings.Value.Directory(host);
            System.IO.Directory.CreateDirectory(directory);
            connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "Halden.sqlite.db"), ForeignKeys = true }.ToString();
        }
        else if (string.IsNullOrWhiteSpace(connection))
        {
            throw new OptionsValidationException(
                nameof(HaldenOptions.Database), typeof(DatabaseOptions), [$"Halden:Database:Provider er {provider}, men Halden:Database:ConnectionString mangler. Oppgi den, og start nettstedet på nytt."]);
        }

        return Opener(provider, connection, logging);
    });

    /// <inheritdoc/>
    public HaldenDbContext CreateDbContext() => _open.Value();

    /// <summary>Makes contexts for a database: from a pool, for to make one costs as much as many a question.</summary>
    /// <param name="provider">Which one.</param>
    /// <param name="connection">Its connection string.</param>
    /// <param name="logging">For its commands; null for none.</param>
    /// <param name="configure">What else it should do.</param>
    public static Func<HaldenDbContext> Opener(DatabaseProvider provider, string connection, ILoggerFactory? logging = null, Action<DbContextOptionsBuilder>? configure = null)
    {
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                var postgreSql = Options<PostgreSqlHaldenDbContext>();
                postgreSql.UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(Migrations, Schema));
                return new PooledDbContextFactory<PostgreSqlHaldenDbContext>(postgreSql.Options).CreateDbContext;
            case DatabaseProvider.SqlServer:
                var sqlServer = Options<SqlServerHaldenDbContext>();
                sqlServer.UseSqlServer(connection, server => server.MigrationsHistoryTable(Migrations, Schema));
                return new PooledDbContextFactory<SqlServerHaldenDbContext>(sqlServer.Options).CreateDbContext;
            default:
                var sqlite = Options<HaldenDbContext>();
                sqlite.UseSqlite(connection);
                return new PooledDbContextFactory<HaldenDbContext>(sqlite.Options).CreateDbContext;
        }

        DbContextOptionsBuilder<T> Options<T>()
            where T : HaldenDbContext
        {
            var options = new DbContextOptionsBuilder<T>();
            if (logging is not null)
            {
                options.UseLoggerFactory(logging);
            }

            configure?.Invoke(options);
            return options;
        }
    }

    /// <summary>Where our tables are in a database that others use as well.</summary>
    public const string Schema = "halden";

    private const string Migrations = "__EFMigrationsHistory";
}

/// <summary>Our database on PostgreSQL.</summary>
internal sealed class PostgreSqlHaldenDbContext(DbContextOptions<PostgreSqlHaldenDbContext> options) : HaldenDbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(HaldenDatabase.Schema);
        base.OnModelCreating(modelBuilder);

        // Its truth is no number.
        modelBuilder.Entity<ServiceAddress>().HasIndex(address => new { address.DocumentKey, address.Culture }).HasFilter("\"IsCurrent\"");
    }
}

/// <summary>Our database on SQL Server.</summary>
internal sealed class SqlServerHaldenDbContext(DbContextOptions<SqlServerHaldenDbContext> options) : HaldenDbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(HaldenDatabase.Schema);
        base.OnModelCreating(modelBuilder);
    }
}
