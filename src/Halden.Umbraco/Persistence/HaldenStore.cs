using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Persistence;

/// <summary>Runs units of work on <see cref="HaldenDbContext"/>: each on a context of its own, written whole or not at all.</summary>
internal sealed class HaldenStore(IDbContextFactory<HaldenDbContext> contexts, TimeProvider clock)
{
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
    /// Writes: <paramref name="work"/> reads and changes entities, then all is saved. It has the database to itself from
    /// its first reading on, in this process and others, so that what it read still holds when it is saved; it therefore
    /// calls nothing but the database. A concurrency token that has moved since the caller read it is the caller's to
    /// handle (<see cref="DbUpdateConcurrencyException"/>).
    /// </summary>
    public Task<T> WriteAsync<T>(Func<HaldenDbContext, Task<T>> work, CancellationToken cancellationToken = default) => WriteWithinAsync(work, patience: null, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    /// <param name="work">Reads and changes entities.</param>
    /// <param name="patience">How long to wait for another who writes; null for 30 s.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<T> WriteWithinAsync<T>(Func<HaldenDbContext, Task<T>> work, TimeSpan? patience, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(patience, cancellationToken);
        var result = await work(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>
    /// Empties SQLite's log into the database, so that what was deleted is not to be read there either. A reader who is in
    /// the way puts it off to another time. What a database server keeps of it, and how long, is for its owner to set.
    /// </summary>
    public Task EmptyLogAsync(CancellationToken cancellationToken) => ReadAsync(
        db => db.Database.IsSqlite() ? db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken) : Task.FromResult(0), cancellationToken);

    /// <inheritdoc cref="ReadAsync{T}"/>
    /// <remarks>For Umbraco's synchronous notifications.</remarks>
    public T Read<T>(Func<HaldenDbContext, T> work)
    {
        using var db = contexts.CreateDbContext();
        return work(db);
    }
}
