using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// A database for what is too large for memory. SQLite gives it no name (https://sqlite.org/inmemorydb.html, "Temporary
/// Databases"): it is in memory while it fits in the cache and on disk beyond that, and is gone when it is closed or the process is killed.
/// </summary>
internal static class TemporaryDatabase
{
    /// <summary>An empty database for this connection only. Nothing is rolled back in it: a fault in writing is the end of it.</summary>
    public static SqliteConnection Open()
    {
        // An address without a path. An empty name would be taken for a file in the application's data directory, which Umbraco sets.
        var database = new SqliteConnection("Data Source=file:;Pooling=False");
        try
        {
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -8192";
            command.ExecuteNonQuery();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
