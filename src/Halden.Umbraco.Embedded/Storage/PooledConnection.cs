using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Embedded;

/// <summary>One open connection with its prepared statements. Used by one flow of control at a time.</summary>
internal sealed class PooledConnection : IDisposable
{
    private readonly EmbeddedDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public PooledConnection(EmbeddedDatabase database, SqliteConnection connection)
    {
        _database = database;
        _connection = connection;
    }

    /// <summary>Runs a statement with positional parameters ($0, $1, …) and returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    public void ExecuteScript(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Command(sql, values).ExecuteReader();
        return !reader.Read() || reader.IsDBNull(0) ? default : reader.GetFieldValue<T>(0);
    }

    /// <summary>Inserts a row and returns its new id.</summary>
    public int Insert(string sql, params ReadOnlySpan<object?> values)
    {
        Execute(sql, values);
        return checked((int)Scalar<long>("SELECT last_insert_rowid()"));
    }

    /// <summary>Reads all rows at once, so that no reader stays open while its rows are worked on.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using SqliteDataReader reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public void TryRollback()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself, as it does on a full disk or an I/O error.
        }
    }

    public void Close()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
        _connection.Dispose();
    }

    public void Dispose() => _database.Return(this);

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
            }

            _commands[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = Stored.Value(values[i]);
        }

        return command;
    }
}
