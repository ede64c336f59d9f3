using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Halden.Umbraco.Persistence;

/// <summary>The transactions that we use, on each database.</summary>
internal static class DatabaseTransactions
{
    // One lock for all who write, as SQLite has it by itself. The number is nobody else's ("Halden").
    private const long WriteLock = 0x48616c64656e;

    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Begins a transaction that has the database to itself for writing, in this process and others, until it ends: what it
    /// reads stays so. What it commits survives a power failure.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="patience">How long to wait for another who writes; null for 30 s, or what SQLite's connection string says.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="System.Data.Common.DbException">The other has not become ready, or the database cannot be reached.</exception>
    public static async Task<IDbContextTransaction> BeginWritingAsync(this HaldenDbContext db, TimeSpan? patience, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            var usual = connection.DefaultTimeout;
            try
            {
                connection.DefaultTimeout = patience is { } time ? (int)Math.Ceiling(time.TotalSeconds) : usual;

                // What was answered for survives a power failure: the log is on the disk before the commit returns. And what is
                // deleted is to be gone from the file, and not lie in a free page: there are people's data among it.
                await db.Database.OpenConnectionAsync(cancellationToken);
                await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", cancellationToken);

                // BEGIN IMMEDIATE, which is the lock.
                return await db.Database.BeginTransactionAsync(cancellationToken);
            }
            finally
            {
                // Whoever is given the context after us is as patient as ever.
                connection.DefaultTimeout = usual;
            }
        }

        var seconds = (int)Math.Ceiling((patience ?? UsualPatience).TotalSeconds);
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            // The transaction sees what others had committed before each of its statements, and with the lock nothing is added.
            if (db.Database.IsNpgsql())
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    SELECT set_config('lock_timeout', {seconds + "s"}, true);
                    SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
                    SELECT pg_advisory_xact_lock({WriteLock})
                    """,
                    cancellationToken);
            }
            else
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    DECLARE @got int;
                    EXEC @got = sp_getapplock 'Halden', 'Exclusive', 'Transaction', {seconds * 1000};
                    IF @got < 0 THROW 51000, 'Another has been writing for too long.', 1;
                    """,
                    cancellationToken);
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a transaction that sees all tables as they are now, whatever is added meanwhile.</summary>
    public static async Task<IDbContextTransaction> BeginPictureAsync(this HaldenDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            // Takes no lock, so that it keeps no writer waiting.
            await db.Database.OpenConnectionAsync(cancellationToken);
            var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            return (await db.Database.UseTransactionAsync(transaction, cancellationToken))!;
        }

        // SQL Server has pictures only where its owner has allowed them; here it keeps writers waiting.
        return await db.Database.BeginTransactionAsync(db.Database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable, cancellationToken);
    }
}
