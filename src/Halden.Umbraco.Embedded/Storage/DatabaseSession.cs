using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// What one outermost scope does to the database: reads without a transaction until something is to be
/// written, then one write transaction that lasts until the scope ends.
/// </summary>
/// <remarks>
/// A read transaction that turns into a write one fails in SQLite when somebody else has written in between
/// (SQLITE_BUSY_SNAPSHOT). So reads see what is committed at each moment, as Umbraco's do with READ COMMITTED,
/// and a write lock or a first write takes SQLite's write lock at once.
/// </remarks>
internal sealed class DatabaseSession : IDisposable
{
    private readonly EmbeddedDatabase _database;
    private PooledConnection? _connection;
    private bool _writing;
    private int _readers;
    private bool _ended;

    public DatabaseSession(EmbeddedDatabase database) => _database = database;

    /// <summary>What this session has read of the model while it was changing it; nobody else may see that.</summary>
    public ModelSnapshot? OwnModel { get; set; }

    public bool HasWritten => _writing;

    public bool ModelChanged { get; private set; }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
        => Connection.Query(sql, map, values);

    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values) => Connection.Scalar<T>(sql, values);

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        BeginWriting();
        return Connection.Execute(sql, values);
    }

    public int Insert(string sql, params ReadOnlySpan<object?> values)
    {
        BeginWriting();
        return Connection.Insert(sql, values);
    }

    /// <summary>Lets several statements see one state of the database.</summary>
    public T Read<T>(Func<T> read)
    {
        if (_writing || _readers > 0)
        {
            return read();
        }

        Connection.Execute("BEGIN");
        _readers++;
        try
        {
            return read();
        }
        finally
        {
            _readers--;
            Connection.Execute("COMMIT");
        }
    }

    /// <summary>Takes the database's one write lock, waiting for whoever has it.</summary>
    /// <exception cref="TimeoutException">It was not free within 30 seconds.</exception>
    public void BeginWriting()
    {
        if (_writing)
        {
            return;
        }

        if (_readers > 0)
        {
            throw new InvalidOperationException("A consistent read must not write.");
        }

        PooledConnection connection = Connection;
        if (!_database.Writer.Wait(EmbeddedDatabase.WriterTimeout))
        {
            throw new TimeoutException("The embedded database's write lock was not free within 30 seconds.");
        }

        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            _writing = true;
        }
        catch
        {
            _database.Writer.Release();
            throw;
        }
    }

    /// <summary>Languages, data types or content types are changing: every process must read them again.</summary>
    public void ChangeModel()
    {
        Execute("UPDATE stamp SET value = value + 1 WHERE name = 'model'");
        ModelChanged = true;
        OwnModel = null;
    }

    public void End(bool commit)
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        PooledConnection? connection = _connection;
        _connection = null;
        if (connection is null)
        {
            return;
        }

        if (!_writing)
        {
            connection.Dispose();
            return;
        }

        try
        {
            if (commit)
            {
                _database.CountOwnWrite(connection);
            }

            connection.Execute(commit ? "COMMIT" : "ROLLBACK");
            connection.Dispose();
        }
        catch
        {
            // Whatever state the connection is in, it must not be handed to the next scope.
            connection.TryRollback();
            connection.Close();
            throw;
        }
        finally
        {
            _database.Writer.Release();
        }
    }

    public void Dispose() => End(commit: false);

    private PooledConnection Connection
    {
        get
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            return _connection ??= _database.Rent();
        }
    }
}
