using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Halden.Umbraco.Forms;

/// <summary>How forms are written and read as JSON.</summary>
internal static class FormJson
{
    /// <summary>A form is not larger than this, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    /// <summary>For people and files.</summary>
    public static string Write(FormDefinition form) => JsonSerializer.Serialize(form, Indented);

    /// <summary>Reads a form.</summary>
    /// <exception cref="JsonException">It is no form; the message says where and why.</exception>
    public static FormDefinition Read(string json) => JsonSerializer.Deserialize<FormDefinition>(json, Options) ?? throw new JsonException("null is no form.");

    /// <summary>Members in ordinal order, no white space.</summary>
    public static string Canonical(JsonNode node) => Ordered(node)!.ToJsonString(Options);

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
