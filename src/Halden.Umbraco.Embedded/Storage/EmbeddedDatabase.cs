using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// The SQLite file that holds everything Umbraco's repositories hold, and its open connections.
/// </summary>
/// <remarks>
/// WAL lets readers go on while one writes; <c>synchronous=FULL</c> makes a commit reach the disk before it
/// is answered, so that what was acknowledged survives a killed process and a lost power supply.
/// </remarks>
internal sealed class EmbeddedDatabase : IDisposable
{
    internal const string FileName = "Umbraco.Embedded.sqlite.db";

    // Written into the file's user_version; a newer file must not be opened by older code.
    private const int TablesVersion = 1;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private readonly ConcurrentStack<PooledConnection> _idle = new();
    private long _ownWrites;
    private bool _disposed;

    public EmbeddedDatabase(string dataDirectory)
    {
        DataDirectory = dataDirectory;
        FilePath = Path.Combine(dataDirectory, FileName);
    }

    public string DataDirectory { get; }

    public string FilePath { get; }

    /// <summary>Writers of this process queue here, in order and without polling; SQLite itself orders the processes.</summary>
    public SemaphoreSlim Writer { get; } = new(1, 1);

    public static TimeSpan WriterTimeout => BusyTimeout;

    /// <summary>Creates the file and its tables when they are not there; two processes may do so at once.</summary>
    /// <param name="seed">Fills the new tables, within the transaction that makes them.</param>
    /// <exception cref="InvalidOperationException">The file is of a newer version.</exception>
    public void Open(Action<PooledConnection> seed)
    {
        PrivateDirectory.Create(DataDirectory);
        using PooledConnection connection = Rent();
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            long version = connection.Scalar<long>("PRAGMA user_version");
            if (version > TablesVersion)
            {
                throw new InvalidOperationException(
                    $"{FilePath} was written by a newer version of Halden.Umbraco.Embedded (tables version {version}, this one knows {TablesVersion}).");
            }

            if (version == 0)
            {
                connection.ExecuteScript(ReadResource("tables.sql"));
                seed(connection);
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {TablesVersion}"));
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }

    /// <summary>Counts a write of this process, as part of its transaction.</summary>
    public void CountOwnWrite(PooledConnection connection)
    {
        // Before the commit: whoever reads in between must not take our write for another's.
        Interlocked.Increment(ref _ownWrites);
        connection.Execute("UPDATE stamp SET value = value + 1 WHERE name = 'writes'");
    }

    /// <summary>How many times other processes have written since the file was made. A write of ours that failed makes it too small by one.</summary>
    public long CountWritesOfOthers()
    {
        using PooledConnection connection = Rent();
        long all = connection.Scalar<long>("SELECT value FROM stamp WHERE name = 'writes'");
        return all - Interlocked.Read(ref _ownWrites);
    }

    public PooledConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _idle.TryPop(out PooledConnection? connection) ? connection : Connect();
    }

    internal void Return(PooledConnection connection)
    {
        if (_disposed)
        {
            connection.Close();
        }
        else
        {
            _idle.Push(connection);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out PooledConnection? connection))
        {
            connection.Close();
        }
    }

    private PooledConnection Connect()
    {
        // The pool is our own: a connection keeps its settings and its prepared statements.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        }.ToString());
        connection.Open();
        var pooled = new PooledConnection(this, connection);
        pooled.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}"));
        pooled.Execute("PRAGMA synchronous = FULL");
        return pooled;
    }

    internal static string ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
