using System.Text.Encodings.Web;
using System.Text.Json;

namespace Halden.Umbraco.Catalogue;

/// <summary>A text of the municipality's that a person replaced when a national change was settled, so that it can be brought back.</summary>
/// <param name="Local">The text; canonical.</param>
/// <param name="Base">The base that it stood on.</param>
/// <param name="New">The text that came instead; canonical.</param>
/// <param name="At">When it was replaced.</param>
/// <param name="By">Key of the user who did.</param>
/// <remarks>Umbraco keeps no version of a draft that is saved over, so the text is kept here; one for each field, the last.</remarks>
internal sealed record ReplacedText(string Local, string Base, string New, DateTimeOffset At, Guid By)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Dictionary<string, ReplacedText> ParseAll(string json) => JsonSerializer.Deserialize<Dictionary<string, ReplacedText>>(json, Json) ?? [];

    /// <summary>JSON object of alias → text, the aliases in ordinal order.</summary>
    public static string ToJson(IReadOnlyDictionary<string, ReplacedText> byAlias) =>
        JsonSerializer.Serialize(new SortedDictionary<string, ReplacedText>(byAlias.ToDictionary(), StringComparer.Ordinal), Json);
}
