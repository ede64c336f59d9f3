namespace Halden.Umbraco.Persistence;

/// <summary>The databases that ours can be.</summary>
public enum DatabaseProvider
{
    /// <summary>A file of its own in <c>Halden:DataDirectory</c>; for one site process and a verb beside it.</summary>
    Sqlite,

    /// <summary>PostgreSQL, from version 15 on; shared by all nodes.</summary>
    PostgreSql,

    /// <summary>SQL Server from 2019 on, or Azure SQL; shared by all nodes.</summary>
    SqlServer,
}

/// <summary>Settings under <c>Halden:Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Which database. Default <see cref="DatabaseProvider.Sqlite"/>.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>Where it is, and how to sign in; not for SQLite. The user may make tables in the schema <c>halden</c>.</summary>
    public string? ConnectionString { get; set; }
}
