using Microsoft.EntityFrameworkCore.Design;

namespace Halden.Umbraco.Persistence;

/// <summary>How <c>dotnet ef</c> makes the contexts when it writes migrations (docs/development.md); it connects to none of them.</summary>
internal sealed class DesignTimeDbContext :
    IDesignTimeDbContextFactory<HaldenDbContext>, IDesignTimeDbContextFactory<PostgreSqlHaldenDbContext>, IDesignTimeDbContextFactory<SqlServerHaldenDbContext>
{
    HaldenDbContext IDesignTimeDbContextFactory<HaldenDbContext>.CreateDbContext(string[] args) =>
        HaldenDatabase.Opener(DatabaseProvider.Sqlite, "Data Source=design.sqlite.db")();

    PostgreSqlHaldenDbContext IDesignTimeDbContextFactory<PostgreSqlHaldenDbContext>.CreateDbContext(string[] args) =>
        (PostgreSqlHaldenDbContext)HaldenDatabase.Opener(DatabaseProvider.PostgreSql, "Host=design")();

    SqlServerHaldenDbContext IDesignTimeDbContextFactory<SqlServerHaldenDbContext>.CreateDbContext(string[] args) =>
        (SqlServerHaldenDbContext)HaldenDatabase.Opener(DatabaseProvider.SqlServer, "Server=design")();
}
