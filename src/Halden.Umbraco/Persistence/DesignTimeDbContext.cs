using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Halden.Umbraco.Persistence;

/// <summary>How <c>dotnet ef</c> makes the context when it writes a migration (docs/development.md).</summary>
internal sealed class DesignTimeDbContext : IDesignTimeDbContextFactory<HaldenDbContext>
{
    public HaldenDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<HaldenDbContext>().UseSqlite("Data Source=design.sqlite.db").Options);
}
