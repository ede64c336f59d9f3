using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Audit;

/// <summary>
/// Makes what is deleted go from the file too: SQLite otherwise leaves it in free pages and in its log until something
/// else happens to be written there.
/// </summary>
internal static class Erasure
{
    /// <summary>Before deleting, on the context that deletes.</summary>
    public static async Task BeginAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        // A setting of the connection, which must therefore stay the same one.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", cancellationToken);
    }

    /// <summary>After what was deleted is committed. A reader in its way puts it off to the next time.</summary>
    public static Task FinishAsync(HaldenStore store, CancellationToken cancellationToken) =>
        store.ReadAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken), cancellationToken);
}
