using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Halden.Umbraco.Embedded;

/// <summary>How keys and instants are written to the database and read again.</summary>
internal static class Stored
{
    private const string InstantFormat = "yyyy-MM-dd HH:mm:ss.fffffff";

    public static object Value(object? value) => value switch
    {
        null => DBNull.Value,
        Guid key => Key(key),
        DateTime instant => Instant(instant),
        bool flag => flag ? 1L : 0L,
        Enum choice => choice.ToString(),
        _ => value,
    };

    public static string Key(Guid key) => key.ToString("D");

    public static string Instant(DateTime value)
        => (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static DateTime Instant(string text)
        => DateTime.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A list for <c>IN (SELECT value FROM json_each($n))</c>: one statement for every length.</summary>
    public static string List(IEnumerable<int> ids) => JsonSerializer.Serialize(ids);

    public static string List(IEnumerable<Guid> keys) => JsonSerializer.Serialize(keys.Select(Key));

    public static string List(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    public static Guid ReadKey(this SqliteDataReader row, int column) => Guid.Parse(row.GetString(column));

    public static Guid? ReadOptionalKey(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.ReadKey(column);

    public static bool ReadFlag(this SqliteDataReader row, int column) => row.GetInt64(column) != 0;

    public static string? ReadText(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? ReadOptionalInt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static DateTime ReadInstant(this SqliteDataReader row, int column) => Instant(row.GetString(column));

    public static DateTime? ReadOptionalInstant(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.ReadInstant(column);
}
