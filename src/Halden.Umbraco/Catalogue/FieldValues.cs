using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// Canonical values by alias (<see cref="FieldKind"/>), as snapshots and links keep them: one JSON text, and so one hash,
/// for the same values. Empty values are left out.
/// </summary>
internal sealed class FieldValues
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, string> _values;

    public FieldValues(IEnumerable<KeyValuePair<string, string>> values) =>
        _values = new SortedDictionary<string, string>(
            values.Where(pair => pair.Value.Length > 0).ToDictionary(),
            StringComparer.Ordinal);

    /// <summary>No values.</summary>
    public static FieldValues None { get; } = new([]);

    /// <summary>The aliases that have a value, in ordinal order.</summary>
    public IEnumerable<string> Aliases => _values.Keys;

    /// <summary>The value; empty where there is none.</summary>
    public string this[string alias] => _values.GetValueOrDefault(alias, string.Empty);

    /// <summary>The same values with one of them another; an empty one is left out.</summary>
    public FieldValues With(string alias, string value) =>
        new(_values.Where(pair => pair.Key != alias).Append(KeyValuePair.Create(alias, value)));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static FieldValues Parse(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json, Options) ?? []);

    /// <summary>A JSON object with the aliases in ordinal order.</summary>
    public string ToJson() => JsonSerializer.Serialize(_values, Options);

    /// <summary>SHA-256 of <see cref="ToJson"/>, in lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
}
