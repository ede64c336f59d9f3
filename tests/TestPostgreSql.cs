using Halden.Umbraco.Persistence;
using Npgsql;

namespace Halden.Umbraco.Tests;

/// <summary>
/// A PostgreSQL server for the tests: where the environment names one in HALDEN_TEST_POSTGRESQL, a connection string of
/// somebody who may make databases, our database is there and not in SQLite's file. CI runs what touches it both ways.
/// </summary>
internal static class TestPostgreSql
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("HALDEN_TEST_POSTGRESQL");

    // Making the tables takes longer than most tests; they are the same for all.
    private static readonly Lazy<string> Empty = new(() =>
    {
        var name = $"halden_empty_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {name}");
        using (var db = HaldenDatabase.Opener(DatabaseProvider.PostgreSql, Connection(name))())
        {
            db.Database.EnsureCreated();
        }

        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(name);
        return name;
    });

    public static bool IsUsed => !string.IsNullOrEmpty(Server);

    /// <summary>Skips a test that is about SQLite's own files.</summary>
    public static void SkipAsOfSqlite() => Assert.SkipWhen(IsUsed, "This is about SQLite, and the run is on PostgreSQL.");

    /// <summary>A database by this name, made where there is none.</summary>
    public static void Create(string name, bool withTables)
    {
        using var server = Open();
        using var known = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", server) { Parameters = { new() { Value = name } } };
        if (known.ExecuteScalar() is null)
        {
            Execute(withTables ? $"CREATE DATABASE {name} TEMPLATE {Empty.Value}" : $"CREATE DATABASE {name}");
        }
    }

    public static string Connection(string name) => new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20, SearchPath = HaldenDatabase.Schema }.ToString();

    public static void Drop(string name)
    {
        using (var pool = new NpgsqlConnection(Connection(name)))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static void Execute(string sql)
    {
        using var server = Open();
        using var command = new NpgsqlCommand(sql, server);
        command.ExecuteNonQuery();
    }

    private static NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
