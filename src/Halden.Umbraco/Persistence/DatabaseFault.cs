using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Halden.Umbraco.Persistence;

/// <summary>Tells what a database complains of.</summary>
internal static class DatabaseFault
{
    // sqlite3.h: the result codes of a full disk, and of a full disk under the log's index.
    private const int SqliteFull = 13;
    private const int SqliteNoRoomForIndex = 10 | (19 << 8);

    // SQL Server: no space in a filegroup, no space in the log.
    private const int NoSpaceInFiles = 1105;
    private const int NoSpaceInLog = 9002;

    // errno.h and winerror.h.
    private const int Enospc = 28;
    private const int ErrorDiskFull = unchecked((int)0x80070070);

    /// <summary>The database's own exception in what was thrown, or null. Its text holds no values; what lies round it may.</summary>
    public static DbException? Of(Exception? fault) => fault is null or DbException ? (DbException?)fault : Of(fault.InnerException);

    /// <summary>Whether what was thrown comes of a disk without room, under a database or a file.</summary>
    public static bool IsNoRoom(Exception? fault) => fault switch
    {
        null => false,
        SqliteException sqlite when sqlite.SqliteErrorCode == SqliteFull || sqlite.SqliteExtendedErrorCode == SqliteNoRoomForIndex => true,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
        SqlException { Number: NoSpaceInFiles or NoSpaceInLog } => true,
        IOException { HResult: Enospc or ErrorDiskFull } => true,
        _ => IsNoRoom(fault.InnerException),
    };
}
