using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Persistence;

/// <summary>Runs units of work on <see cref="HaldenDbContext"/>: each on a context of its own, written whole or not at all.</summary>
internal sealed class HaldenStore(IDbContextFactory<HaldenDbContext> contexts, TimeProvider clock)
{
    private const int Attempts = 5;

    private const int SqliteConstraint = 19;

    public TimeProvider Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day it is in Norway, whatever the server's own time zone.</summary>
    public DateOnly Today => NorwegianTime.DayOf(Now);

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(Func<HaldenDbContext, Task<T>> work, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await work(db);
    }

    /// <summary>
    /// Writes: <paramref name="work"/> reads and changes entities, then all is saved in one transaction. Where another
    /// writer took a key first (the next number of the audit trail), the whole is done again on fresh data. A concurrency
    /// token that has moved is the caller's to handle (<see cref="DbUpdateConcurrencyException"/>).
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<HaldenDbContext, Task<T>> work, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var result = await work(db);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return result;
            }
            catch (DbUpdateException collision) when (attempt < Attempts
                && collision is not DbUpdateConcurrencyException
                && collision.InnerException is SqliteException { SqliteErrorCode: SqliteConstraint })
            {
                // Somebody else's row came first; read again and decide again.
            }
        }
    }

    /// <inheritdoc cref="ReadAsync{T}"/>
    /// <remarks>For Umbraco's synchronous notifications.</remarks>
    public T Read<T>(Func<HaldenDbContext, T> work)
    {
        using var db = contexts.CreateDbContext();
        return work(db);
    }
}
